"""Bytes to characters: what encodings articles come in, and what is no text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from sahel_dataset.ingest.records import Reason

__all__ = ["Decoded", "NotText", "decode"]

_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive (or .docx, .xlsx, .odt)"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x28\xb5\x2f\xfd", "zstandard data"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"SQLite format", "a database"),
    (b"PAR1", "a Parquet table"),
    (b"\x7fELF", "a program"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.I
)
# Characters beyond ASCII that English and French news holds; text whose others are rarer than 1 in 50 was read right.
_USUAL = frozenset(
    "àâäáãåæçéèêëíìîïñóòôöõøœúùûüýÿßÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜÝŸ«»‘’‚“”„–—…•·°€£§©®™¢¨´±²³µ¼½¾‹›†‰ºª¡¿ƁɓƊɗƘƙŊŋƐɛƆɔ"
    "\u00a0\u2009\u202f\u200b\u200e\u200f\u00ad\ufeff\u2028\u2010\u2011\u2212\u2032\u2033"
)
_USUAL_SHARE = 0.98
_LOST_PER_CHARACTER = 1 / 200
# UTF-8 read as Windows-1252: "Ã©" for "é", "â€™" for "’".
_MOJIBAKE = re.compile(
    "Ã[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc‘’‚“”„†‡•…‰‹›€™–—]|â€.|Â[\u00a0«»°]"
)


class NotText(ValueError):
    """Bytes that are no readable text.

    Attributes
    ----------
    reason : Reason
        ``empty``, ``binary`` or ``misencoded``.
    """

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the encoding they were in, and what had to be mended."""

    text: str
    encoding: str
    mended: str | None = None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    r"""Turn the bytes of an article into characters.

    Parameters
    ----------
    data : bytes
        The file.
    declared : str, optional
        Encoding that a header names. The one a page's own head names is found here.

    Returns
    -------
    Decoded
        The characters; line ends are ``\n``.

    Raises
    ------
    NotText
        If the bytes are empty, no text, or in an encoding that cannot be told.

    Examples
    --------
    >>> decode("Le maire a été tué près de Ségou.".encode("cp1252")).text
    'Le maire a été tué près de Ségou.'
    >>> decode(b"%PDF-1.7 ...")
    Traceback (most recent call last):
    sahel_dataset.ingest.decode.NotText: the file is a PDF
    """
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise NotText(Reason.EMPTY, "the file holds no characters" if data else "the file holds nothing")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise NotText(Reason.BINARY, f"the file is {what}")
    decoded = _with_byte_order_mark(data)
    if decoded is None:
        if b"\x00" in data[:4096]:
            raise NotText(Reason.BINARY, "the file holds null bytes")
        decoded = _utf8(data) or _declared(data, declared) or _windows(data) or _guessed(data)
    if decoded is None:
        raise NotText(Reason.MISENCODED, "the bytes are neither UTF-8 nor any encoding of English or French")
    text, mended = _mended(decoded.text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if not text.strip():
        raise NotText(Reason.EMPTY, "the file holds only white space")
    lost = text.count("\ufffd")
    if lost > max(1, len(text) * _LOST_PER_CHARACTER):
        raise NotText(Reason.MISENCODED, f"{lost} characters were lost before the file was saved (shown as \ufffd)")
    controls = sum(1 for character in text[:20_000] if character < " " and character not in "\n\t\f\x0b\x1b")
    if controls > len(text[:20_000]) * 0.01:
        raise NotText(Reason.BINARY, "the file holds control characters")
    return Decoded(text, decoded.encoding, mended or decoded.mended)


def _with_byte_order_mark(data: bytes) -> Decoded | None:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError:
                return None
    return None


def _utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if error.start > 0 and len(data) - error.start < 4:
            # The file ends in the middle of a character: everything before it is sound.
            return Decoded(data[: error.start].decode("utf-8"), "utf-8", "the last character is cut off")
        return None


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    found = _DECLARED.search(data[:4096])
    for name in (declared, found.group(1).decode("ascii") if found else None):
        # Pages that say Latin-1 are in Windows-1252, as browsers have it (WHATWG Encoding, label "iso-8859-1").
        if name and name.lower().replace("_", "-") in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}:
            name = "cp1252"
        if name and name.lower() not in {"utf-8", "utf8"}:
            try:
                text = data.decode(name)
            except (LookupError, UnicodeDecodeError):
                continue
            if _looks_right(text):
                return Decoded(text, codecs.lookup(name).name)
    return None


def _windows(data: bytes) -> Decoded | None:
    for encoding in ("cp1252", "latin-1"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _looks_right(text):
            return Decoded(text, encoding)
    return None


def _guessed(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is None:
        return None
    try:
        text = data.decode(best.encoding)
    except (LookupError, UnicodeDecodeError):
        return None
    # A guess is believed where it makes words; a wrong one makes letters that no word holds.
    return Decoded(text, best.encoding) if _looks_right(text) or _reads_as_words(text) else None


def _looks_right(text: str) -> bool:
    beyond = [character for character in text if character > "\x7f"]
    return sum(character in _USUAL for character in beyond) >= len(beyond) * _USUAL_SHARE


def _reads_as_words(text: str) -> bool:
    letters = sum(character.isalpha() or character.isspace() for character in text)
    return letters >= len(text) * 0.85 and "\ufffd" not in text


def _mended(text: str) -> tuple[str, str | None]:
    """Undo UTF-8 that was once read as Windows-1252, where all of it can be undone."""
    hits = len(_MOJIBAKE.findall(text))
    if hits < 2:
        return text, None
    try:
        better = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        try:
            better = text.encode("latin-1").decode("utf-8")
        except UnicodeError:
            return text, None
    return (better, "UTF-8 had been read as Windows-1252") if _looks_right(better) else (text, None)
