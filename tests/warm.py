"""Imported by a server of clean processes, so that what takes its time to load is loaded once for all of them."""

import py3langid
import trafilatura

py3langid.classify("The road to Gao is open again.")
trafilatura.extract("<html><body><article><p>The road to Gao is open again.</p></article></body></html>")
