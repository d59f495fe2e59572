"""The main text of a page: trafilatura's, without teasers and credits, with its captions."""

import re
from collections.abc import Collection, Iterable
from copy import deepcopy
from itertools import pairwise

from lxml import etree, html

from articles.importing.readers.web_page import markup
from articles.importing.readers.web_page.link_lines import is_lead_in, is_link_line
from articles.importing.readers.web_page.markup import BLOCKS, Element, shown
from articles.importing.readers.web_page.page import is_prose
from articles.text import words

LONGEST_HEADING = 150  # characters
LETTER = re.compile(r"[^\W\d_]")
HEADINGS = words("h1 h2 h3 h4 h5 h6")
# The time that libraries take grows with the square of the elements: beyond, every line counts that
# is no short one, as those of menus are.
MOST_ELEMENTS = 7_000
MOST_LINKED_DATA = 300_000  # characters
SHORT = 60  # characters
LONGEST_FIGURE = 1_000
INSIDE_NEWS = ".//blockquote | .//table | .//pre | .//figure"
MOST_LOST = 1_500  # characters: what holds more is not taken for a box beside the news
# Boxes of links to other pages, by the words in the names of their classes.
LINK_BOX = re.compile(
    r"(?:^|[\s_-])(?:related|relacionad[ao]s?|recommended|recomendad[ao]s?|te-puede|interesar|leia"
    r"|lea|lee|saiba|veja|lire|lesen|leggi|correlati|read-?(?:more|next|also|too)|also-read"
    r"|mas-leid[ao]s|mais-lid[ao]s|most-read|trending|rich-link|inread|promo|teaser"
    r"|shar(?:e|ing)\w*|compart\w*|partag\w*|social\w*|jp-relatedposts|pagination"
    r"|breadcrumbs?|tags|tag-list|post-labels)(?=$|[\s_-])",
    re.IGNORECASE,
)
# Boxes that ask something of the reader, or tell of the author.
OTHER_BOX = re.compile(
    r"(?:^|[\s_-])(?:newsletters?|boletin|signup|sign-up|subscribe|suscri\w*|paywall|abo|comments?"
    r"|comentarios|author-(?:bio|card|box)|about-author|cookies?|video-player|video-js)"
    r"(?=$|[\s_-])",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"(?:^|[\s_-])(?:photo-|image-|media-|foto-)?(?:credits?|cr[ée]ditos?|copyright|photographer)"
    r"(?=$|[\s_-])",
    re.IGNORECASE,
)
CAPTION = re.compile(r"(?:^|[\s_-])(?:wp-)?caption(?:-text)?(?=$|[\s_-])", re.IGNORECASE)
# The credit at the end of a caption: "(Foto: EFE)", "Photo: Jane Doe", "/ AFP".
CREDIT_WORDS = re.compile(
    r"\s*[(\[](?:[^()\[\]]{0,60}\b)?(?:photos?|fotos?|image[nm]?s?|picture|credits?|cr[ée]ditos?"
    r"|courtesy|cortes[íi]a|AP|AFP|EFE|Reuters|Getty)\b[^()\[\]]{0,80}[)\]]\s*\.?$"
    r"|\s*[|/–—]?\s*\b(?:photos?|fotos?|photographs?|image[nm]?|picture|credits?|cr[ée]ditos?"
    r"|bild|fotograf[íi]a)(?: by| de)?\s*[:/]\s*[^.]{2,90}\.?$"
    r"|\s*[/|–—]\s*(?:AP|AFP|EFE|Reuters|Getty Images|EPA)[^.]{0,40}$",
    re.IGNORECASE,
)


def read(tree: Element, headline: str) -> str:
    """Return the text of the page, a paragraph a line, empty where there is none."""
    import trafilatura
    from trafilatura.settings import Document

    tree = deepcopy(tree)
    etree.strip_elements(tree, "script", with_tail=False)
    if is_large(tree):
        return "\n".join(_news(line for line, _ in markup.lines(tree) if len(line) > SHORT))
    _open_layout_tables(tree)
    _drop_boxes(tree)
    _show_captions(tree)
    _drop_links(tree, headline)
    page = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True)
    text = page.text or "" if isinstance(page, Document) else ""
    headings = {shown(element) for element in tree.iter(*HEADINGS)}
    news = _news(filter(str.strip, text.split("\n")), headings)
    return "\n".join(_with_headings(news, tree))


def is_large(tree: Element) -> bool:
    """Whether a page has too many elements, or too much linked data, for the libraries."""
    linked = sum(len(script.text or "") for script in tree.iter("script"))
    return linked > MOST_LINKED_DATA or sum(1 for _ in tree.iter()) > MOST_ELEMENTS


def _open_layout_tables(tree: Element) -> None:
    """Make plain boxes of the tables that old pages are laid out with; data have short cells."""
    for table in list(tree.iter("table")):
        if (
            any(len(shown(cell)) > 300 for cell in table.iter("td"))
            or table.find(".//table") is not None
        ):
            for element in table.iter("table", "tbody", "tr", "td", "th"):
                element.tag = "div"


def _with_headings(lines: list[str], tree: Element) -> list[str]:
    """Put back the subheadings that were lost, each above the paragraph that follows it."""
    kept = {*lines}
    worded = ((line, block) for line, block in markup.lines(tree) if LETTER.search(line))
    lost = {
        text: heading
        for (heading, block), (text, below) in pairwise(worded)
        if block.tag in HEADINGS - {"h1"} and below.tag not in HEADINGS
        if heading not in kept and len(heading) <= LONGEST_HEADING
    }
    return [
        shown_line
        for line in lines
        for shown_line in ((lost[line], line) if line in lost else (line,))
    ]


def _news(lines: Iterable[str], headings: Collection[str] = ()) -> list[str]:
    """Leave out the lines that only lead to another page, and the headlines below such."""
    kept: list[str] = []
    after_lead_in = False
    for line in map(str.strip, lines):
        line = line.removeprefix("- ").strip() if is_link_line(line.removeprefix("- ")) else line
        if is_lead_in(line):
            after_lead_in = True
        elif is_link_line(line) or (after_lead_in and _is_headline(line) and line not in headings):
            after_lead_in = False
        else:
            kept.append(line)
            after_lead_in = False
    return kept


def _is_headline(line: str) -> bool:
    return len(line.split()) >= 3 and len(line) <= 120 and not line.endswith((".", "!", "”", '"'))


def _words_of(element: Element) -> str:
    return f"{(element.get('class') or '')[:300]} {(element.get('id') or '')[:100]}"


def _drop(element: Element) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _drop_boxes(tree: Element) -> None:
    """Drop the small boxes whose names say that they are no news, and whose words agree."""
    for element in list(tree.iter(etree.Element)):
        named = _words_of(element)
        links, other = LINK_BOX.search(named), OTHER_BOX.search(named)
        if (links or other) and element.tag not in {"html", "body", "article", "main"}:
            text = shown(element)
            is_box = bool(other) or len(text) <= SHORT or _linked_share(element) > 0.3
            if is_box and len(text) <= MOST_LOST and not _holds_news(element):
                _drop(element)


def _holds_news(element: Element) -> bool:
    """Whether a box is one around the article itself."""
    if element.xpath(".//h1 | .//article"):
        return True
    paragraphs = (p for p in element.iter("p") if is_prose(shown(p)))
    return sum(1 for p in paragraphs if _linked_share(p) < 0.5) > 1


def _show_captions(tree: Element) -> None:
    """Put a paragraph with the caption, without the credit, in the place of a picture."""
    for figure in list(tree.iter("figure")):
        # One that is not closed holds the news below it.
        if figure.xpath(INSIDE_NEWS) or len(shown(figure)) > LONGEST_FIGURE:
            figure.tag = "div"
            continue
        captions = [_caption(caption) for caption in figure.iter("figcaption")]
        _replace(figure, [caption for caption in captions if caption])
    for element in list(tree.iter("div", "p", "span", "dl")):
        if (
            CREDIT.search(_words_of(element))
            and element.getparent() is not None
            and _is_leaf(element)
            and len(shown(element)) < 120
            and _near_picture(element)
        ):
            _drop(element)
    for element in list(tree.iter("div", "p", "dd")):
        if (
            element.getparent() is not None
            and CAPTION.search(_words_of(element))
            and _is_leaf(element)
        ):
            caption = _caption(element)
            _replace(element, [caption] if caption else [])
    for element in list(tree.iter("div")):
        if CAPTION.search(_words_of(element)):
            element.set("class", "")


def _near_picture(element: Element) -> bool:
    """Whether a picture stands in the same box, so that a credit is one of a picture."""
    parent = element.getparent()
    return bool(re.search("photo|image|media|foto", _words_of(element))) or any(
        True for _ in parent.iter("img", "amp-img", "picture")
    )


def _is_leaf(element: Element) -> bool:
    return not any(child.tag in BLOCKS for child in element.iterdescendants())


def _caption(element: Element) -> str:
    """Return the words of a caption without the credit."""
    for inner in list(element.iterdescendants()):
        if CREDIT.search(_words_of(inner)):
            _drop(inner)
    return CREDIT_WORDS.sub("", shown(element)).strip()


def _replace(element: Element, captions: list[str]) -> None:
    parent = element.getparent()
    if parent is None:
        return
    for caption in captions:
        paragraph = html.Element("p")
        paragraph.text = caption
        element.addprevious(paragraph)
    _drop(element)


def _drop_links(tree: Element, headline: str) -> None:
    """Drop the paragraphs and lists that hold nothing but links, as teasers of other pages do."""
    for element in list(tree.iter("ul", "ol")):
        items = element.findall("li")
        if len(items) > 1 and all(_linked_share(item) > 0.8 for item in items):
            _drop(element)
    for element in list(tree.iter("p", "div", "h3", "h4", "h5", "h6")):
        if element.getparent() is None or not _is_leaf(element):
            continue
        text = shown(element)
        if (
            len(text.split()) > 3
            and len(text) <= 200
            and text != headline
            and not text.endswith(".")
            and _linked_share(element) > 0.9
        ):
            _drop(element)


def _linked_share(element: Element) -> float:
    """Return which share of the characters is link text."""
    text = "".join(shown(element).split())
    linked = sum(len("".join(shown(link).split())) for link in element.iter("a"))
    return linked / len(text) if text else 0.0
