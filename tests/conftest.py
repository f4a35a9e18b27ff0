"""The browser that pages are looked at with: one for all tests, since only one can be driven at a time."""

from tests.browsing import browser, visit

__all__ = ["browser", "visit"]
