"""Versions of the data: the year, the month, and a number counted within the month."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Version", "VersionError"]

_FORM = re.compile(r"(\d{4})\.([1-9]|1[0-2])\.(0|[1-9]\d*)")


class VersionError(ValueError):
    """A text is not a version of the data."""


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A version of the data, ordered by time. It says nothing of the version of the code.

    Examples
    --------
    >>> Version.parse("2026.9.3") < Version.parse("2026.12.0")
    True
    >>> str(Version.parse("2026.12.0"))
    '2026.12.0'
    """

    year: int
    month: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Version:
        """Read a version such as ``2026.12.0``.

        Raises
        ------
        VersionError
            If `text` has another form.
        """
        found = _FORM.fullmatch(text)
        if not found:
            raise VersionError(
                f"'{text}' is not a version of the data: year.month.number is expected, without leading zeros, "
                "such as 2026.12.0."
            )
        return cls(*map(int, found.groups()))

    def __str__(self) -> str:
        return f"{self.year}.{self.month}.{self.number}"
