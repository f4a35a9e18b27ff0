"""Licences of data: their names in words, and where they stand."""

from __future__ import annotations

__all__ = ["licence"]

_LICENCES = {
    "CC-BY-4.0": ("Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": ("Creative Commons Attribution-ShareAlike 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC0-1.0": ("CC0 1.0 Universal", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "ODbL-1.0": ("Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    "ODC-By-1.0": ("Open Data Commons Attribution License 1.0", "https://opendatacommons.org/licenses/by/1-0/"),
}


def licence(name: str) -> tuple[str, str | None]:
    """Return a licence's title and address by its SPDX name; one that is not known here is its own title.

    Examples
    --------
    >>> licence("CC0-1.0")
    ('CC0 1.0 Universal', 'https://creativecommons.org/publicdomain/zero/1.0/')
    """
    return _LICENCES.get(name, (name, None))
