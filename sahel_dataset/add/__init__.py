"""A reader's own articles brought into a collection, so that the pipeline reads them with the rest.

`fetch` gets a page from the web; `terms` is what a collection.yaml says of origin and licence; `withhold` keeps texts
that may not be passed on out of Git and out of the public DVC remote; `bring` puts files and their metadata in place;
`run` does it in that order, so that nothing is copied before it is known to be kept where it belongs.
"""

from __future__ import annotations
