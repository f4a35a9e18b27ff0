"""A browser with the network cut, for tests that look at pages as a person would.

Debian's Chromium is driven through Playwright. Every request that would leave the machine is
refused and written down; so is everything the console says.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

__all__ = ["DESKTOP", "PHONE", "Visit", "browser", "visit"]

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@dataclass
class Visit:
    """An open page, with what went wrong on it."""

    page: Any
    left: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def shoot(self, name: str) -> None:
        """Keep a screenshot where the variable SAHEL_SCREENSHOTS names a folder."""
        if folder := os.environ.get("SAHEL_SCREENSHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs the package playwright")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("needs Chromium (Debian: apt-get install chromium)")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Any]:
    """Return a function that opens an address at a size, with the network cut."""
    contexts = []

    def open_page(address: str, size: dict[str, int], **options: Any) -> Visit:
        context = browser.new_context(viewport=size, **options)
        contexts.append(context)
        seen = Visit(context.new_page())

        def guard(route: Any) -> None:
            parts = urlsplit(route.request.url)
            if parts.scheme in {"file", "data", "blob"} or parts.hostname in {"localhost", "127.0.0.1"}:
                route.continue_()
            else:
                seen.left.append(route.request.url)
                route.abort()

        context.route("**/*", guard)
        seen.page.on("console", lambda message: seen.said.append(f"{message.type}: {message.text}"))
        seen.page.on("pageerror", lambda error: seen.said.append(f"error: {error}"))
        seen.page.on("dialog", lambda dialog: (seen.said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        seen.page.goto(address)
        return seen

    yield open_page
    for context in contexts:
        context.close()
