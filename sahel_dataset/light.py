"""Imports that cost more than all the rest, for parts of libraries that this package never calls."""

from __future__ import annotations

import importlib.util
import sys

__all__ = ["later", "without_iri_grammar"]


def without_iri_grammar() -> None:
    """Let ``jsonschema`` do without ``rfc3987_syntax``, which builds a grammar for more than a second when imported.

    It is optional, and only needed to tell whether a text has the format "iri". Notebooks and expectations have no such
    texts. Call this before anything that imports ``jsonschema``.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def later(package: str, name: str) -> None:
    """Load a module of a package only once something of it is used, for those who write ``from package import name``.

    Where it is loaded already, or is not there, nothing is done.

    Examples
    --------
    >>> later("json", "no_such_module")
    """
    full = f"{package}.{name}"
    if full in sys.modules or (spec := importlib.util.find_spec(full)) is None or spec.loader is None:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[full] = module
    spec.loader.exec_module(module)
    setattr(sys.modules[package], name, module)
