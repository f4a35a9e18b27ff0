"""How news sites dress a story: one function per kind of site, each returning a page."""

# ruff: noqa: D401 - pages and sentences stand here as they are

from __future__ import annotations

from html import escape

from tests.ingest.stories import Story

__all__ = ["PAGES", "TEXTS"]


def _fr(story: Story) -> bool:
    return story.language == "fr"


def _p(paragraphs: tuple[str, ...] | list[str], tag: str = "p") -> str:
    return "\n".join(f"<{tag}>{escape(paragraph, quote=False)}</{tag}>" for paragraph in paragraphs)


def _date(story: Story) -> str:
    return "12 mars 2021" if _fr(story) else "March 12, 2021"


def wordpress(story: Story) -> str:
    """A WordPress blog: share bar, related posts, author box, comments and form, sidebar widgets."""
    fr = _fr(story)
    related = "".join(
        f'<div class="jp-relatedposts-post"><h4><a href="#">{t}</a></h4><p>{e}…</p></div>' for t, e in story.teasers
    )
    widgets = "".join(f"<li><a href='#'>{t}</a></li>" for t, _ in story.teasers)
    return f"""<!DOCTYPE html><html lang="{story.language}"><head><meta charset="utf-8">
<title>{escape(story.title)} | Sahel Herald</title><meta property="og:site_name" content="Sahel Herald">
<meta property="article:published_time" content="2021-03-12T08:00:00+00:00">
<script>var s = "<p>{"Ceci" if fr else "This"} is not a paragraph of the article.</p>";</script></head>
<body class="single single-post has-sidebar no-comments"><div id="page"><header id="masthead" class="site-header">
<nav class="main-navigation"><ul><li><a href="/">{
        "Accueil" if fr else "Home"
    }</a></li><li><a href="/n">News</a></li></ul></nav></header>
<div id="content" class="site-content"><main><article class="post hentry"><header class="entry-header">
<h1 class="entry-title">{escape(story.title)}</h1><div class="entry-meta"><span class="byline">{"Par" if fr else "By"}
<a href="/author/a">A. Writer</a></span> <time class="entry-date published" datetime="2021-03-12">{_date(story)}</time>
<span class="comments-link"><a href="#respond">{
        "Laisser un commentaire" if fr else "Leave a comment"
    }</a></span></div></header>
<div class="entry-content">{_p(story.paragraphs)}
<div class="sharedaddy"><h3>{
        "Partager" if fr else "Share this:"
    }</h3><ul><li><a>Twitter</a></li><li><a>Facebook</a></li></ul></div>
<div id="jp-relatedposts"><h3>{"Articles similaires" if fr else "Related"}</h3>{related}</div></div>
<footer class="entry-footer"><span class="tags-links">Tags: <a>Kelma</a>, <a>Doro</a></span></footer></article>
<div class="author-box"><h4>A. Writer</h4><p>{
        "A. Writer couvre la région depuis dix ans pour plusieurs journaux."
        if fr
        else "A. Writer has covered the region for ten years for several papers."
    }</p></div>
<nav class="post-navigation"><a>{story.teasers[0][0]}</a><a>{story.teasers[1][0]}</a></nav>
<div id="comments" class="comments-area"><h2>2 {"commentaires" if fr else "thoughts on"}</h2><ol class="comment-list">
<li><p>{
        "Il faut que le gouvernement fasse enfin quelque chose pour ces villages abandonnés depuis si longtemps."
        if fr
        else "The government must do something for the people of this road at last, it has been like this for years now."
    }</p></li></ol>
<div id="respond"><h3>{"Laisser un commentaire" if fr else "Leave a Reply"}</h3><form><p>{
        "Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *"
        if fr
        else "Your email address will not be published. Required fields are marked *"
    }</p></form></div></div></main>
<aside id="secondary" class="widget-area"><section class="widget"><h2>Recent Posts</h2><ul>{
        widgets
    }</ul></section></aside>
</div><footer id="colophon"><p>Proudly powered by WordPress.</p></footer></div></body></html>"""


def magazine_theme(story: Story) -> str:
    """A magazine theme with a box of related stories in mid-article and excerpts of others below."""
    fr = _fr(story)
    first, rest = story.paragraphs[:2], story.paragraphs[2:]
    box = "".join(f"<div class='td-module-title'><a href='#'>{t}</a></div>" for t, _ in story.teasers[:2])
    below = "".join(
        f"<div class='td_module_mx'><h3><a href='#'>{t}</a></h3><div class='td-excerpt'>{e}...</div></div>"
        for t, e in story.teasers
    )
    return f"""<html><head><title>{escape(story.title)} - Le Relais</title>
<meta property="og:title" content="{escape(story.title)}"><meta property="og:site_name" content="Le Relais">
<script type="application/ld+json">{{"@graph": [{{"@type": "WebSite", "name": "Le Relais"}}, {{"@type": "NewsArticle",
"headline": "{escape(story.title)}", "datePublished": "2021-03-12T10:00:00Z", "author": {{"name": "B. Scribe"}}}}]}}</script></head>
<body><div class="td-header-menu-wrap"><ul><li><a>Mali</a></li><li><a>Monde</a></li><li><a>Sport</a></li></ul></div>
<div class="td-crumb-container"><a>Home</a> / <a>News</a></div>
<div class="td-post-header"><h1 class="entry-title">{escape(story.title)}</h1><div class="td-post-author-name">By
<a>B. Scribe</a> - 12 Mar 2021</div></div>
<div class="td-post-content tagdiv-type">{_p(first)}
<div class="td_block_related_posts"><h4>{"À lire aussi" if fr else "Read also"}</h4>{box}</div>
<div class="td-a-rec"><span>{"- Publicité -" if fr else "- Advertisement -"}</span></div>
{_p(rest)}</div>
<div class="td-post-sharing">Facebook Twitter WhatsApp</div>
<div class="td-block-title">{"Articles connexes" if fr else "RELATED ARTICLES"}</div>{below}
<div class="td-footer">© Le Relais. {"Tous droits réservés." if fr else "All rights reserved."}</div></body></html>"""


def daily(story: Story) -> str:
    """A daily that puts bold links and advertisements between its paragraphs."""
    fr = _fr(story)
    cue = "LIRE AUSSI" if fr else "READ ALSO"
    parts = []
    for number, paragraph in enumerate(story.paragraphs):
        parts.append(f"<p>{escape(paragraph, quote=False)}</p>")
        if number in {1, 3}:
            parts.append(f"<p><strong>{cue}: <a href='#'>{story.teasers[number // 2][0]}</a></strong></p>")
            parts.append("<div class='ad-slot'><p>Advertisement</p></div>")
    return f"""<html><head><title>{escape(story.title)}</title></head><body>
<div class="top-bar"><a>{"Connexion" if fr else "Login"}</a> <a>E-Paper</a></div>
<div class="container"><h1 class="post-title">{escape(story.title)}</h1>
<div class="post-meta"><span class="post-date">{"12 mars 2021" if fr else "12th March 2021"}</span></div>
<div class="post-content">{"".join(parts)}
<p>{"Partagez cet article" if fr else "Kindly share this story:"}</p><p><a>Facebook</a> <a>WhatsApp</a></p></div>
<p>{
        "Tous droits réservés. Ce contenu ne peut être reproduit sans autorisation écrite."
        if fr
        else "All rights reserved. This material may not be reproduced, published or broadcast without written permission."
    }</p>
<div class="most-read"><h3>{"Les plus lus" if fr else "Most Read"}</h3>{
        "".join(f"<p><a>{t}</a></p>" for t, _ in story.teasers)
    }</div>
</body></html>"""


def radio(story: Story) -> str:
    """A broadcaster: date line with times, standfirst in bold, a link to another story inside, a newsletter line."""
    fr = _fr(story)
    stamp = "Publié le : 12/03/2021 - 21:35Modifié le : 12/03/2021 - 22:10" if fr else "Issued on: 12/03/2021 - 21:35"
    inside = [f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in story.paragraphs]
    cue = "► À lire aussi" if fr else "►Read more:"
    inside.insert(3, f"<p>{cue} <a href='#'>{story.teasers[0][0]}</a></p>")
    newsletter = (
        "Recevez toute l'actualité internationale directement dans votre boîte mail"
        if fr
        else "The latest news from the region in your inbox every morning"
    )
    return f"""<html lang="{story.language}"><head><title>{escape(story.title)}</title>
<meta property="article:published_time" content="2021-03-12T21:35:00+01:00"></head><body>
<header class="o-header"><nav><a>Podcasts</a><a>Direct</a></nav></header>
<article class="t-content"><h1>{escape(story.title)}</h1><p class="m-pub-dates">{stamp}</p>
<figure><img src="x.jpg"><figcaption>{"Un poste de contrôle (image d’illustration)." if fr else "A checkpoint in the region (file image)."} © AFP</figcaption></figure>
<div class="t-content__body">{"".join(inside)}</div>
<div class="m-newsletter"><p>{newsletter}</p><button>OK</button></div></article>
<section><h2>{"Sur le même sujet" if fr else "More on"}</h2>{"".join(f"<article><a><h3>{t}</h3></a></article>" for t, _ in story.teasers)}</section>
</body></html>"""


def breaks(story: Story) -> str:
    """An old site: one cell of a layout table, paragraphs parted by double line breaks, a forum below."""
    fr = _fr(story)
    body = "<br /><br />\n".join(escape(paragraph, quote=False) for paragraph in story.paragraphs)
    return f"""<html><head><title>{
        escape(story.title)
    }</title></head><body bgcolor=white><table width=100%><tr><td width=150>
<a href=1>{
        "Accueil" if fr else "Home"
    }</a><br><a href=2>Politique</a><br><a href=3>Sport</a><br><a href=4>Contact</a></td>
<td valign=top><h1><font size=5>{escape(story.title)}</font></h1><i>{
        "vendredi 12 mars 2021" if fr else "Friday 12 March 2021"
    }</i><br><br>
{body}<br><br><b>A. Writer</b><br>Le Relais
<h3>{"Vos commentaires" if fr else "Post a comment"}</h3>
<ul><li>{
        "Le 12 mars, par Lecteur : Que fait donc notre armée dans cette affaire, on se le demande tous les jours."
        if fr
        else "On 12 March, by Reader: What is our army doing about all this, that is what we ask ourselves every day."
    }</li></ul></td></tr></table>
</body></html>"""


def bare_divs(story: Story) -> str:
    """A site without meaningful names: every paragraph a div, teasers of whole sentences in cards."""
    cards = "".join(
        f'<div class="css-9q"><div class="css-8r"><a href="#">{t}</a></div><div class="css-7s">{e} {"la région." if _fr(story) else "the region."}</div></div>'
        for t, e in story.teasers
    )
    return f"""<!doctype html><html><head><title>{escape(story.title)}</title></head><body><div id="root"><div class="css-1a"><div class="css-2b">
<a href="/1">Menu</a><a href="/2">Live</a></div><div class="css-3c"><h1>{escape(story.title)}</h1><div class="css-4d">A. Writer</div>
<div class="css-5e">{_p(story.paragraphs, "div")}</div></div>
<div class="css-6f"><h2>{"Vous aimerez aussi" if _fr(story) else "You may also like"}</h2>{cards}</div></div></div></body></html>"""


def broken(story: Story) -> str:
    """Markup that no standard allows: paragraphs never closed, an attribute without its quote, no body."""
    body = "<p>".join(escape(paragraph, quote=False) for paragraph in story.paragraphs)
    return f"""<title>{escape(story.title)}</title><div class="menu><a href=/>Home</a></span></b>
<h1>{escape(story.title)}</h2><p class=date>{_date(story)}</i><p>{body}</div></div></td><div class=footer>Copyright 2021 Sahel Herald<!-- end"""


def television(story: Story) -> str:
    """A broadcaster that sets lists of recommended stories and a player's messages inside the article."""
    fr = _fr(story)
    inside = [f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in story.paragraphs]
    items = "".join(f"<li><a href='#'>{t}</a></li>" for t, _ in story.teasers)
    inside.insert(
        2,
        f"<div><h2>{'Nos recommandations' if fr else 'Recommended Stories'}</h2><ul>{items}</ul><span>{'' if fr else 'end of list'}</span></div>",
    )
    inside.insert(
        4,
        f"<figure><div class='player'>{'Lecture' if fr else 'Play'}</div><figcaption>{'Votre navigateur ne supporte pas la vidéo' if fr else 'Your browser does not support the video tag'}</figcaption></figure>",
    )
    return f"""<html><head><title>{escape(story.title)} | {"Actualité" if fr else "News"} | Sahel TV</title></head><body>
<header><a>Sahel TV</a></header><main><header class="article-header"><h1>{escape(story.title)}</h1>
<p class="article__subhead"><em>{story.paragraphs[0]}</em></p></header>
<div class="wysiwyg">{"".join(inside[1:])}</div></main><div class="more"><h2>{"À lire aussi" if fr else "More from Sahel TV"}</h2><ul>{items}</ul></div></body></html>"""


def rights_group(story: Story) -> str:
    """A rights organisation: subheadings, a list inside the text, an appeal for gifts."""
    fr = _fr(story)
    head = "Ce qu’il faut savoir" if fr else "What Is Known"
    return f"""<html><head><title>{escape(story.title)}</title><meta name="dc.date" content="2021-03-12"></head><body>
<div class="donate-bar"><a>{
        "Faites un don" if fr else "Donate Now"
    }</a></div><div role="main"><div class="news-header"><h1>{escape(story.title)}</h1>
<div class="news-header__media"><p class="caption">{
        "Des habitants sur la route." if fr else "People on the road."
    } © 2021 Private</p></div></div>
<div class="rich-text">{_p(story.paragraphs[:3])}<h3>{head}</h3><ul><li>{escape(story.paragraphs[3], quote=False)}</li>
<li>{escape(story.paragraphs[4], quote=False)}</li></ul>{_p(story.paragraphs[5:])}</div></div>
<div class="donation-callout"><h2>{"Votre don peut aider" if fr else "Your tax deductible gift can help"}</h2><p>{
        "Aidez-nous à défendre les droits humains et à sauver des vies dans le monde entier."
        if fr
        else "Help us to protect human rights and to save lives around the world with a gift today."
    }</p></div></body></html>"""


def portal(story: Story) -> str:
    """A portal that copies an agency: credit above and below, sidebar of headlines before the article in the source."""
    fr = _fr(story)
    side = "".join(
        f"<li><a href='#'>{t}</a> <span>{'il y a 2 heures' if fr else '2 hours ago'}</span></li>"
        for t, _ in story.teasers * 3
    )
    paragraphs = list(story.paragraphs)
    city = "Bamako" if fr else "BAMAKO"
    paragraphs[0] = f"{city} (AFP) – {paragraphs[0]}"
    return f"""<html><head><title>{escape(story.title)} - Portail</title></head><body><div class="sidebar-left"><h3>{"Dernières nouvelles" if fr else "Latest News"}</h3><ul>{side}</ul></div>
<div class="item-page"><h2 class="itemTitle">{escape(story.title)}</h2><span class="itemAuthor">{"Écrit par" if fr else "Written by"} AFP</span>
<div class="itemBody"><div class="itemFullText">{_p(paragraphs)}<p>Source : AFP</p></div>
<div class="itemSocialSharing"><a>Tweet</a></div></div></div></body></html>"""


def _menu(story: Story) -> str:
    return (
        "Accueil\nActualité\nPolitique\nSport\nContact\nRechercher"
        if _fr(story)
        else "Home\nNews\nPolitics\nSports\nContact\nSearch"
    )


def scrape(story: Story) -> str:
    """A page scraped to text: menu, headline twice, author, box of related stories, comment form, excerpts of news."""
    fr = _fr(story)
    teasers = "\n\n".join(f"{t}\n\n{e}" for t, e in story.teasers)
    body = "\n\n".join(story.paragraphs)
    end = (
        "Articles similaires\n\nLaisser un commentaire\n\nVotre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *\n\nPlus d'actualités\n\n  • Politique\n  • Sport"
        if fr
        else "Related Articles\n\nLeave a Reply\n\nYour email address will not be published. Required fields are marked *\n\nMore News\n\n  • Politics\n  • Sports"
    )
    letter = (
        "Newsletter\n\nInscrivez-vous pour recevoir nos nouvelles !"
        if fr
        else "Newsletter\n\nSubscribe to our mailing list to get the new updates!"
    )
    return f"{_menu(story)}\n\n{story.title}\n\n{story.title}\n\n{body}\n\nReuters\n\nadministrator\n\n{end}\n\n{teasers}\n\n{letter}\n\nX"


def one_run(story: Story) -> str:
    """A data set that keeps a page as one run of text, links to other stories and all."""
    cue = "Lire aussi : " if _fr(story) else "Read also: "
    parts = list(story.paragraphs)
    parts.insert(3, cue + story.teasers[0][0])
    # Only a word that begins sentences shows where a bare headline ends.
    at = next(n for n in range(5, len(parts)) if parts[n].split()[0] in {"It", "No", "En", "Le", "Les"})
    parts.insert(at, story.teasers[1][0] + " " + story.teasers[2][0])
    return f"{story.title}\n\n{' '.join(parts)} {story.teasers[0][0]}"


def wrapped(story: Story) -> str:
    """Plain text wrapped at a column, as mailing lists and old wires have it."""
    import textwrap

    return "\n\n".join([story.title, *(textwrap.fill(paragraph, 66) for paragraph in story.paragraphs)]) + "\n"


def torn(story: Story) -> str:
    """Text nodes of a page on a line each: sentences torn at links, a video's caption between them."""
    fr = _fr(story)
    lines = [
        story.title,
        "",
        "AFP",
        ", publié le vendredi 12 mars 2021 à 21h35" if fr else ", published on Friday 12 March 2021 at 21:35",
    ]
    for number, paragraph in enumerate(story.paragraphs):
        words = paragraph.split()
        if len(words) > 18:
            # A scraper tears at links; a link in mid-sentence leaves a small letter or a comma after it.
            cuts = [at for at in range(6, len(words) - 6) if words[at][0].islower() and words[at - 1][-1].isalpha()][:1]
            cuts += [at for at in range(cuts[0] + 2, len(words) - 3) if words[at][0].islower()][:1] if cuts else []
            for start, end in zip([0, *cuts], [*cuts, len(words)], strict=True):
                lines.append(" ".join(words[start:end]))
        else:
            lines.append(paragraph)
        if number == 2:
            lines += [story.teasers[0][0], "par" if fr else "by", "BFMTV"]
    return "\n".join(lines)


def spaced(story: Story) -> str:
    """Every line on its own with blank lines around, share buttons and advertisements between, reading time above."""
    fr = _fr(story)
    parts = ["Menu", story.title, "Temps de lecture : 3 min" if fr else "3 min read", _date(story), "Share", "Tweet"]
    for number, paragraph in enumerate(story.paragraphs):
        parts.append(paragraph)
        if number % 2:
            parts.append("Publicité" if fr else "Advertisement")
    parts += [
        "Partager sur Facebook" if fr else "Share on Facebook",
        "Tags : Doro, Kelma",
        "A. Writer",
        "Voir tous les articles" if fr else "View all posts",
    ]
    parts += ["Les plus lus" if fr else "Most Popular", *(t for t, _ in story.teasers), "© 2021 Sahel Herald"]
    return "\n\n".join(parts)


def wire(story: Story) -> str:
    """An agency's own copy: dateline, and names of reporters and editors at the end."""
    if _fr(story):
        first = f"Bamako, 12 mars 2021 (AFP) - {story.paragraphs[0]}"
        last = "bur/sd/jhd"
    else:
        first = f"BAMAKO, March 12 (Reuters) - {story.paragraphs[0]}"
        last = "(Reporting by A. Writer; Editing by B. Scribe)"
    return "\n".join([story.title, first, *story.paragraphs[1:], last])


def with_comments(story: Story) -> str:
    """A page whose readers wrote more than its author."""
    fr = _fr(story)
    comment = (
        "Moi je pense que tout cela va durer encore longtemps, car personne à Dounfa ne veut parler aux gens de la brousse."
        if fr
        else "I think this will go on for a long time yet, as nobody in Kelma wants to talk to the people of the bush about it."
    )
    head = "12 commentaires" if fr else "12 Comments"
    form = "Poster un commentaire" if fr else "Post a Comment"
    comments = "\n".join(
        f"Lecteur {n}\n12/03/2021\n{comment}\nRépondre" if fr else f"Reader {n}\n12/03/2021\n{comment}\nReply"
        for n in range(8)
    )
    return f"{_menu(story)}\n{story.title}\n{head}\n" + "\n".join(story.paragraphs) + f"\n{form}\n{comments}\n"


def headings(story: Story) -> str:
    """An article with subheadings between dashes, as one agency has them, and a box in the middle."""
    fr = _fr(story)
    box = "\n".join(t for t, _ in story.teasers[:2])
    return "\n".join(
        [
            story.title,
            f"{'Par' if fr else 'By'} A. Writer",
            *story.paragraphs[:2],
            "- Un silence inquiétant -" if fr else "- A worrying silence -",
            *story.paragraphs[2:4],
            "À lire aussi" if fr else "Related stories",
            box,
            *story.paragraphs[4:],
            "Suivez-nous sur Facebook" if fr else "Follow us on Facebook",
        ]
    )


PAGES = (wordpress, magazine_theme, daily, radio, breaks, bare_divs, broken, television, rights_group, portal)
TEXTS = (scrape, one_run, wrapped, torn, spaced, wire, with_comments, headings)
