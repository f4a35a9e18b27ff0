"""The last guard of a page: nothing an article says can become markup, a script or a request.

Cards and tables escape what they show. This module goes over the finished HTML of every output
once more, so that a notebook of a reader's own, which may forget, is safe to open as well.
"""

from __future__ import annotations

import re

from sahel_dataset.visible import visible

__all__ = ["ATTRIBUTES", "TAGS", "clean_html"]

#: Elements that an output may hold.
TAGS = frozenset(
    "a abbr article aside b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption "
    "figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p pre q s samp section small span strong sub "
    "summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
_ANYWHERE = {"class", "id", "lang", "dir", "title", "role", "aria-label", "aria-hidden", "tabindex"}
#: Attributes that an output may hold, beside those allowed on every element.
ATTRIBUTES = {
    "a": {"href", "rel"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "col": {"span"},
    "time": {"datetime"},
    "ol": {"start"},
    "details": {"open"},
    "blockquote": {"cite"},
}


#: The corner of a pandas table is a heading of nothing.
_CORNER = re.compile('<th(?: class="[^"]*")?>(?:&nbsp;|\u00a0|\\s)*</th>')


def _allowed(tag: str, name: str, value: str) -> bool:
    if name in _ANYWHERE:
        return True
    if name not in ATTRIBUTES.get(tag, ()):
        return False
    if name == "src":
        return re.match(r"data:image/(png|jpeg|svg\+xml);base64,[A-Za-z0-9+/=\s]*$", value) is not None
    if name == "href":
        return re.match(r"(https?://|#)", value, re.IGNORECASE) is not None
    return True


def clean_html(html: str) -> str:
    """Return HTML in which only harmless elements and attributes are left; others are shown as text.

    Links lead to http and https addresses or into the page itself; images are in the page.

    Examples
    --------
    >>> clean_html('<b onclick="run()">ten</b><script>run()</script>')
    '<b>ten</b>&lt;script&gt;run()&lt;/script&gt;'
    >>> clean_html('<a href="javascript:run()">source</a>')
    '<a>source</a>'
    """
    import bleach

    # Our cards bring their style sheet for JupyterLab; a page has it already.
    html = re.sub(r"<style\b[^>]*>[^<]*</style>", "", html)
    cleaned = bleach.clean(html, tags=TAGS, attributes=_allowed, protocols={"http", "https", "data"})
    return visible(_CORNER.sub("<td></td>", cleaned))
