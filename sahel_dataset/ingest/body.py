"""Which paragraphs of a page are the article."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from sahel_dataset.ingest.furniture import phrases, plain, words
from sahel_dataset.ingest.lines import Line, ends_in_ellipsis
from sahel_dataset.ingest.paragraphs import Kind, Paragraph, is_dated

__all__ = ["Selection", "select"]

# Points of a paragraph in the search for the stretch that is the article. Prose counts its words (up to
# _MOST_POINTS, so that one long paragraph of a privacy notice does not outweigh a short article); what stands
# between paragraphs of prose takes away as much as a few sentences bring, so that the stretch runs over a heading
# and a share button but not over a menu.
_MOST_POINTS = 80
_POINTS = {
    Kind.HEADING: -6.0,
    Kind.FURNITURE: -4.0,
    Kind.TEASER_CUE: -4.0,
    Kind.ENDS_SOFT: -25.0,
    Kind.ENDS_HARD: -1000.0,
}
_STRAY = -8.0
_BELONGS_SHARE = 0.15
_BELONGS_SURELY = 0.35
_ENOUGH_SEEN = 40
_LONG_GAP = 4
_FEWEST_TELLING = 5
_RUN_SEEN = 3
_MOST_HEADINGS = 2
_HEAD_LINES = 6
_REPEATED_WORDS = 8
_SHORT_ARTICLE = 200
_TITLE_WORDS = (3, 32)
_TITLE_POINTS = 0.3
_BREADCRUMB = re.compile(r"\s[/|>»›·]\s")


@dataclass(slots=True)
class Selection:
    """The article in a page.

    Attributes
    ----------
    title : Line or None
        The headline, where the page shows it.
    head : list of Line
        What stands between headline and article: byline, date, captions.
    body : list of Line
        The paragraphs of the article.
    tail : list of Line
        A few lines after the article: sign-off, credits.
    """

    title: Line | None = None
    head: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    tail: list[Line] = field(default_factory=list)


def select(page: list[Paragraph], title: str | None, language: str) -> Selection:
    """Find the article among the paragraphs of a page.

    The article is the stretch of paragraphs with most points: prose brings points, menus, teasers and forms take
    them away, and what begins the end of a page (a comment form, a footer) cannot be crossed. After the heading of a
    box ("Related articles", "Newsletter") prose counts only if it goes on with the article: it shares the article's
    words and is not the cut-off opening of another story.

    Parameters
    ----------
    page : list of Paragraph
        In order.
    title : str or None
        The headline, where metadata give it.
    language : str
        ``en`` or ``fr``.
    """
    titles = _titles(page, title)
    start_after = max(titles) + 1 if titles else 0
    points = _points(page, start_after, language)
    begin, end = _best_stretch(points, start_after)
    if begin == end:
        return Selection(title=page[titles[-1]].line if titles else None, head=[p.line for p in page[:12]])
    if titles and start_after <= begin:
        # Everything after the headline that is prose belongs, also a standfirst above byline and date.
        begin = next((at for at in range(start_after, begin) if _is_trusted_prose(page[at])), begin)
    elif not titles:
        guess = _guessed_title(page, begin, end, language)
        if guess is not None:
            titles = [guess]
            begin = max(begin, guess + 1)
            begin = next((at for at in range(guess + 1, begin) if _is_trusted_prose(page[at])), begin)
    points[begin] = abs(points[begin])
    body = _kept(page[begin:end], points[begin:end])
    first_title = min(titles) if titles else max(0, begin - 4)
    wanted = plain(title) if title else ""
    # A standfirst may stand above byline and date.
    near = [p for p in page[begin : min(end, begin + _HEAD_LINES)] if p.kind is Kind.FURNITURE]
    head = [p.line for p in (*page[max(0, first_title - 2) : begin], *near) if p.line.plain != wanted]
    return Selection(
        title=page[titles[-1]].line if titles else None,
        head=head,
        body=body,
        tail=[p.line for p in page[end : end + 5]],
    )


def _is_trusted_prose(paragraph: Paragraph) -> bool:
    line = paragraph.line
    return paragraph.kind is Kind.PROSE and line.distrust < 1 and line.link_share < 0.5


def _titles(page: list[Paragraph], title: str | None) -> list[int]:
    """Return where the headline stands, as the page repeats it, above the first long prose after it."""
    if not title:
        return []
    wanted = plain(title)
    found: list[int] = []
    prose_since = 0
    for at, paragraph in enumerate(page):
        if _same_title(paragraph.line.plain, wanted):
            if found and prose_since >= _ENOUGH_SEEN:
                break
            found.append(at)
            prose_since = 0
        elif paragraph.is_prose:
            prose_since += paragraph.line.n_words
    return found


def _same_title(line: str, wanted: str) -> bool:
    if line == wanted:
        return True
    # The page may add a kicker or the site's name to the headline, or cut it.
    shorter, longer = sorted((line, wanted), key=len)
    return (
        len(shorter) >= 20
        and (longer.startswith(shorter) or longer.endswith(shorter))
        and len(shorter) > 0.6 * len(longer)
    )


def _content_words(line: Line, language: str) -> set[str]:
    """Return the words of a paragraph that tell what it is about, cut to stems."""
    common = words(language).function_words
    return {word[:6] for word in line.plain.split() if len(word) >= 4 and word not in common}


def _points(page: list[Paragraph], start: int, language: str) -> list[float]:
    container = _main_container(page)
    seen: set[str] = set()
    parents: set[tuple[int, ...]] = set()
    n_seen = 0
    gap: list[int] = []
    boxed = False
    points: list[float] = []
    for at, paragraph in enumerate(page):
        line = paragraph.line
        score = _POINTS.get(paragraph.kind, 0.0)
        if paragraph.is_prose:
            score = float(min(line.n_words, _MOST_POINTS))
            if paragraph.kind is Kind.UNENDED:
                score *= 0.5
            if at >= start and n_seen and (boxed or len(gap) >= _LONG_GAP):
                if _belongs(page, at, seen, parents, language):
                    # The article goes on: what stands in between is a box in it, however long.
                    for number in gap:
                        points[number] = 0.0 if points[number] > _POINTS[Kind.ENDS_HARD] else points[number]
                    boxed = False
                elif boxed:
                    score = _STRAY
            score = _weighed(score, line, container)
            if score > 0 and at >= start:
                seen |= _content_words(line, language)
                parents.add(_parent(line))
                n_seen += line.n_words
                gap = []
        else:
            gap.append(at)
            if paragraph.kind is Kind.ENDS_SOFT and n_seen >= _ENOUGH_SEEN:
                boxed = True
            elif paragraph.kind is Kind.HEADING and line.voted and line.distrust == 0:
                score = -2.0
        points.append(score)
    return points


def _weighed(score: float, line: Line, container: tuple[int, ...]) -> float:
    """Weigh a paragraph's points by what the markup of its page says."""
    if line.voted is None and line.distrust == 0 and not container:
        return score
    inside = not container or line.path[: len(container)] == container
    if line.distrust == 2:
        return -abs(score) * 0.5
    if line.link_share > 0.5:
        return -abs(score) * 0.3
    if line.voted is False:
        # The extractor passed over it: believed where the paragraph stands apart from the article.
        score *= 0.7 if inside and line.distrust == 0 else -0.3
    elif not inside:
        score *= 0.5
    return score * 0.5 if line.distrust == 1 and score > 0 else score


def _main_container(page: list[Paragraph]) -> tuple[int, ...]:
    """Return the path of the smallest element that holds most of the page's trusted prose."""
    held: Counter[tuple[int, ...]] = Counter()
    total = 0
    for paragraph in page:
        line = paragraph.line
        if paragraph.kind is Kind.PROSE and line.path and line.distrust < 2 and line.voted is not False:
            total += line.n_words
            held.update({line.path[:depth]: line.n_words for depth in range(len(line.path) + 1)})
    if not total:
        return ()
    return max((path for path, count in held.items() if count >= 0.8 * total), key=lambda path: (len(path), path))


def _belongs(page: list[Paragraph], at: int, seen: set[str], parents: set[tuple[int, ...]], language: str) -> bool:
    """Return whether prose after a box goes on with the article above the box."""
    line = page[at].line
    if ends_in_ellipsis(line.text.text) or not line.terminated:
        return False
    if line.path and _parent(line) in parents:
        return True
    run: list[Line] = []
    for number in range(at, len(page)):
        if page[number].is_prose:
            run.append(page[number].line)
        elif page[number].kind is not Kind.FURNITURE:
            break
        if len(run) == _RUN_SEEN:
            break
    own = set().union(*(_content_words(one, language) for one in run))
    share = len(own & seen) / max(1, len(own))
    if len(own) < _FEWEST_TELLING:
        return False
    # Teasers are a headline and one paragraph, an article goes on for several.
    if len(run) >= 2 and not line.path:
        return share >= _BELONGS_SHARE / 3
    after_heading = at > 0 and page[at - 1].kind in {Kind.HEADING, Kind.ENDS_SOFT}
    return share >= (_BELONGS_SURELY if after_heading else _BELONGS_SHARE)


def _parent(line: Line) -> tuple[int, ...]:
    return line.path[:-1] if line.tag in {"p", "div", "li", "blockquote"} else line.path


def _best_stretch(points: list[float], start: int) -> tuple[int, int]:
    """Return the half-open stretch from `start` on with the greatest sum (Kadane's algorithm)."""
    best, best_at = 0.0, (start, start)
    total, begin = 0.0, start
    for at in range(start, len(points)):
        if total <= 0:
            total, begin = 0.0, at
        total += points[at]
        if total > best:
            best, best_at = total, (begin, at + 1)
    return best_at


def _guessed_title(page: list[Paragraph], begin: int, end: int, language: str) -> int | None:
    """Return which line above the article is its headline: the one that is about what the article is about."""
    about: set[str] = set().union(*(_content_words(p.line, language) for p in page[begin:end] if p.is_prose))
    counts = Counter(p.line.plain for p in page[:begin])
    best: tuple[float, int] | None = None
    # The stretch itself may begin with a headline that reads like a sentence without its full stop.
    is_like_title = page[begin].kind is Kind.UNENDED or page[begin].line.text.text.endswith(("?", "!"))
    last = begin if is_like_title and end - begin > 1 else begin - 1
    for at in range(max(0, begin - 15), last + 1):
        line = page[at].line
        if not _may_be_title(page[at], at == begin):
            continue
        own = _content_words(line, language)
        score = 2 * len(own & about) / max(1, len(own)) + (counts[line.plain] > 1) + (line.tag == "h1")
        score += min(line.n_words, 8) / 16 - (begin - at) / 30 - bool(_BREADCRUMB.search(line.text.text))
        if best is None or score > best[0]:
            best = (score, at)
    return best[1] if best is not None and best[0] >= _TITLE_POINTS else None


def _may_be_title(paragraph: Paragraph, is_first_of_body: bool) -> bool:
    line = paragraph.line
    is_question = line.text.text.endswith(("?", "!")) and paragraph.kind is Kind.PROSE
    if not (paragraph.kind is Kind.HEADING or is_question or paragraph.kind is Kind.UNENDED):
        return False
    if not _TITLE_WORDS[0] <= line.n_words <= (25 if is_first_of_body else _TITLE_WORDS[1]):
        return False
    found = phrases()
    is_byline = bool(found.begins(line.plain, found.byline_cues)) or line.plain in found.roles
    return not is_byline and not is_dated(line)


def _kept(stretch: list[Paragraph], points: list[float]) -> list[Line]:
    """Return the article's paragraphs: prose, and headings that stand alone between them."""
    kept: list[Line] = []
    known: set[str] = set()
    headings: list[Line] = []
    boxed = False
    for paragraph, score in zip(stretch, points, strict=True):
        line = paragraph.line
        if paragraph.kind in {Kind.ENDS_SOFT, Kind.TEASER_CUE}:
            boxed = True
        elif paragraph.kind is Kind.HEADING:
            if (
                not boxed
                and line.distrust < 2
                and not (line.voted is False and (line.distrust or line.link_share > 0.3))
            ):
                headings.append(line)
        elif paragraph.is_prose:
            if score < 0 or line.distrust == 2 or (line.voted is False and line.distrust == 1):
                continue
            is_told = line.plain in known or (
                len(known) < _SHORT_ARTICLE and any(line.plain in earlier for earlier in known)
            )
            if line.n_words >= _REPEATED_WORDS and is_told:
                # A standfirst told again, or a sentence set large beside the text.
                continue
            if kept and len(headings) <= _MOST_HEADINGS:
                kept.extend(headings)
            headings, boxed = [], False
            known.add(line.plain)
            kept.append(line)
    return kept
