"""Cut a page into tags and text, each with its place in the source.

The HTML parsers at hand build a tree and forget where in the page each text stood. Here offsets matter and the tree
does not: one pass over the characters gives the text runs, the open elements around each, and the scripts that carry
metadata. Broken markup cannot make it fail: an end tag closes the nearest open element of its name, or nothing.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from sahel_dataset.ingest.spans import MappedText

__all__ = ["BLOCKS", "Element", "Page", "Run", "attributes", "read_page"]

_MARKUP = re.compile(
    r"<(?:(?P<comment>!--)|(?P<declaration>[!?])|(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:\-]*+)"
    r"(?P<attributes>(?:[^'\">]++|\"[^\"]{0,50000}+\"|'[^']{0,50000}+')*+)>)"
)
_LOOSE_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:\-]*+)(?P<attributes>[^>]{0,5000}+)>")
_ATTRIBUTE = re.compile(r"""([a-zA-Z_:@][\w:.\-]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?""")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_RAW = frozenset("script style template noscript svg textarea iframe math object canvas audio video select".split())
BLOCKS = frozenset(
    (
        "address article aside blockquote body button caption center dd details dialog div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol p pre section "
        "summary table tbody td tfoot th thead tr ul"
    ).split()
)
"""Elements that begin and end a line."""
# Elements that an end tag was often forgotten for: opening one of the second closes one of the first.
_CLOSED_BY = {
    "p": BLOCKS - {"button"},
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr"}),
    "td": frozenset({"td", "th", "tr"}),
    "th": frozenset({"td", "th", "tr"}),
    "option": frozenset({"option"}),
}
_DEEPEST = 300


@dataclass(frozen=True, slots=True)
class Element:
    """An open element: its number in the page, name and the attributes that tell something."""

    number: int
    name: str
    names: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text, or a break (``break_`` is 1 for ``<br>``, 2 for the border of a block)."""

    text: MappedText | None
    stack: tuple[Element, ...]
    break_: int = 0


@dataclass(slots=True)
class Page:
    """What one pass over a page found.

    Attributes
    ----------
    runs : list of Run
        Text and breaks in order.
    metas : list of (str, str)
        Names (lower case) and contents of ``<meta>`` elements, in order.
    scripts : list of str
        Contents of JSON-LD scripts.
    times : list of (str, str)
        The names (class, itemprop) and ``datetime`` of ``<time>`` elements.
    title : str
        Content of ``<title>``.
    canonical, language : str or None
        The page's address and language, as its head names them.
    """

    runs: list[Run] = field(default_factory=list)
    metas: list[tuple[str, str]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    times: list[tuple[str, str]] = field(default_factory=list)
    title: str = ""
    canonical: str | None = None
    language: str | None = None


def attributes(source: str) -> dict[str, str]:
    """Return the attributes in the inside of a tag; names in lower case, the first of a name counts.

    Examples
    --------
    >>> attributes(' class="story body" hidden data-n=3')
    {'class': 'story body', 'hidden': '', 'data-n': '3'}
    """
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(source):
        value = double or single or bare
        found.setdefault(name.lower(), html.unescape(value) if "&" in value else value)
    return found


def _decoded(source: str, start: int, end: int) -> MappedText:
    """Return the text between two tags, character references resolved."""
    if "&" not in source[start:end]:
        return MappedText.whole(source[start:end], start)
    parts: list[MappedText] = []
    at = start
    for match in _ENTITY.finditer(source, start, end):
        value = html.unescape(match[0])
        if value == match[0]:
            continue
        parts.append(MappedText.whole(source[at : match.start()], at))
        parts.append(MappedText(value, ((0, len(value), match.start()),)))
        at = match.end()
    parts.append(MappedText.whole(source[at:end], at))
    return MappedText.joined(parts)


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.page = Page()
        self.stack: list[Element] = []
        self.frozen: tuple[Element, ...] = ()
        self.count = 0

    def text(self, start: int, end: int) -> None:
        if end > start:
            self.page.runs.append(Run(_decoded(self.source, start, end), self.frozen))

    def break_(self, strength: int) -> None:
        self.page.runs.append(Run(None, self.frozen, strength))

    def open(self, name: str, inside: str) -> None:
        if name in _CLOSED_BY.get(self.stack[-1].name if self.stack else "", ()):
            self.stack.pop()
        elif name in BLOCKS and any(element.name == "p" for element in self.stack[-4:]):
            # A block inside <p><span> ends the paragraph too.
            while self.stack and self.stack[-1].name != "p" and self.stack[-1].name not in BLOCKS:
                self.stack.pop()
            if self.stack and self.stack[-1].name == "p":
                self.stack.pop()
        found = attributes(inside) if inside.strip(" /\n\t") else {}
        if name == "meta":
            self.meta(found)
        elif name == "link" and "canonical" in found.get("rel", "").lower().split():
            self.page.canonical = self.page.canonical or found.get("href")
        elif name == "html":
            self.page.language = found.get("lang") or found.get("xml:lang")
        elif name == "time" and found.get("datetime"):
            names = " ".join(
                (found.get("class", ""), found.get("itemprop", ""), "pubdate" if "pubdate" in found else "")
            )
            self.page.times.append((names.lower(), found["datetime"]))
        if name not in _VOID and not inside.endswith("/") and len(self.stack) < _DEEPEST:
            style = found.get("style", "").replace(" ", "").lower()
            self.count += 1
            self.stack.append(
                Element(
                    self.count,
                    name,
                    f"{found.get('class', '')} {found.get('id', '')} {found.get('role', '')}".strip(),
                    hidden="hidden" in found or "display:none" in style or found.get("aria-hidden") == "true",
                )
            )
        self.frozen = tuple(self.stack)
        if name in BLOCKS:
            self.break_(2)
        elif name == "br":
            self.break_(1)

    def close(self, name: str) -> None:
        for depth in range(len(self.stack) - 1, -1, -1):
            if self.stack[depth].name == name:
                if name in BLOCKS:
                    self.break_(2)
                del self.stack[depth:]
                self.frozen = tuple(self.stack)
                return
            # An inline end tag without a partner must not close the block around it.
            if name not in BLOCKS and self.stack[depth].name in BLOCKS:
                return

    def meta(self, found: dict[str, str]) -> None:
        content = found.get("content")
        if content is None:
            return
        for key in ("property", "name", "itemprop", "http-equiv"):
            if found.get(key):
                self.page.metas.append((found[key].strip().lower(), content.strip()))

    def raw(self, name: str, inside: str, start: int) -> int:
        """Pass over an element whose inside is no text of the page; return where it ends."""
        end = re.compile(rf"</{name}\b[^>]*>", re.IGNORECASE).search(self.source, start)
        if end is None:
            return len(self.source) if name in {"script", "style"} else start
        if name == "script" and "ld+json" in attributes(inside).get("type", "").lower():
            self.page.scripts.append(self.source[start : end.start()])
        return end.end()

    def read(self) -> Page:
        source, at = self.source, 0
        while True:
            match = _MARKUP.search(source, at)
            if match is None:
                self.text(at, len(source))
                return self.page
            # A quote left open hides the end of a tag from the strict pattern: the first "<" that opens a tag counts.
            loose = _LOOSE_TAG.search(source, at, match.start())
            if loose is not None and not source.startswith("<!", loose.start()):
                match = loose
            self.text(at, match.start())
            kinds = match.groupdict()
            if kinds.get("comment"):
                end = source.find("-->", match.end())
                at = len(source) if end < 0 else end + 3
            elif kinds.get("declaration"):
                end = source.find(">", match.end())
                at = len(source) if end < 0 else end + 1
            else:
                at = self.tag(match)

    def tag(self, match: re.Match[str]) -> int:
        name = match["name"].lower()
        if match["close"]:
            self.close(name)
        elif name == "title" and not self.page.title and not any(e.name == "svg" for e in self.stack):
            end = self.source.lower().find("</title", match.end())
            if end >= 0:
                self.page.title = " ".join(html.unescape(self.source[match.end() : end]).split())
                return self.source.find(">", end) + 1 or len(self.source)
        elif name in _RAW:
            return self.raw(name, match["attributes"], match.end())
        else:
            self.open(name, match["attributes"])
        return match.end()


def read_page(source: str) -> Page:
    """Read an HTML page in one pass.

    Parameters
    ----------
    source : str
        The decoded page; spans count its characters.

    Examples
    --------
    >>> page = read_page("<title>Gao</title><p>Calm &amp; quiet<script>x = '<p>'</script>")
    >>> page.title, [run.text.text for run in page.runs if run.text]
    ('Gao', ['Calm & quiet'])
    """
    return _Reader(source).read()
