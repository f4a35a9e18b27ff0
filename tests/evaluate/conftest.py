"""The browser that other pages are looked at with."""

from tests.browser.conftest import browser, visit

__all__ = ["browser", "visit"]
