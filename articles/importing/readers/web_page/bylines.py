"""Who wrote the page: names alone, without roles, addresses, slogans and the site itself."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from articles.importing.metadata import publication_dates
from articles.importing.readers.web_page.linked_data import Author
from articles.importing.readers.web_page.markup import folded, plain, shown
from articles.importing.readers.web_page.page import Page
from articles.text import words

LONGEST_NAME = 60  # characters
LONGEST_LINE = 300
BY = re.compile(
    r"^(?:(?:written|reported|story|words|text|photos? and text|posted|published|submitted|edited"
    r"|escrito|publicad[oa]|redactado|texto)\s+(?:by|por|de)?\s*:?\s*"
    r"|(?:by|por|par|von|di|texto|text|testo|texte|autore?s?|autora|authors?|auteur|author)\b\s*:?\s*"
    r"|(?:de|da|do)\s*:\s*)",
    re.IGNORECASE,
)
CONTACT = re.compile(r"\(?\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\)?|(?<!\w)@\w+|\b(?:https?://|www\.)\S+")
BETWEEN = re.compile(r"\s*(?:[;,|•·/\n]|\s[–—-]\s)\s*")
AND = re.compile(r"\s+(?:and|&|y|e|et|und|ed)\s+", re.IGNORECASE)
WITH = re.compile(
    r"\s+(?:(?:avec|mit|with|con|com) [A-Z].*|reporting|reports|con informaci[óo]n de .*"
    r"|for (?:the )?[A-Z].*|special to .*|in [A-Z]\w+)$"
)
ROLE = re.compile(
    r"(?:^|\s+)(?:(?:senior|chief|staff|crime|court|courts|political|foreign|security|police"
    r"|digital|special|local|news|managing|deputy|assistant|associate|investigative|indonesia"
    r"|\w+an)\s+)*(?:reporters?|correspondents?|writers?|editors?|producers?|columnists?"
    r"|journalists?|contributors?|fellow|analysts?|redactora?|periodista|corresponsal|reportera?"
    r"|rep[óo]rter|redakteur(?:in)?|journaliste|giornalista|jefe de redacci[óo]n|editora?)$",
    re.IGNORECASE,
)
# Desks that a page may name as its author; they count where it names no person.
DESKS = {
    *("redacción", "redaccion", "redação", "redacao", "rédaction", "la rédaction", "redaktion"),
    *(
        "redazione",
        "staff",
        "newsroom",
        "news desk",
        "web desk",
        "newsdesk",
        "agencias",
        "staff reporter",
    ),
}
NOBODY = words(
    "admin administrator administrador administrateur webmaster root user editor web wp author"
    " guest unknown anonymous null none test owner staffwriter"
)
PARTICLES = words(
    "de del la las los da das do dos di della van von der den ten ter al el bin ibn le du y e san"
    " of and & et und"
)
METAS = ("author", "article:author", "byl", "dc.creator", "dcterms.creator", "parsely-author",
         "sailthru.author", "authors", "creator", "citation_author")  # fmt: skip
MARKED = (
    "//*[contains(@itemprop, 'author')] | //a[contains(@rel, 'author')]"
    " | //*[contains(@class, 'byline') or contains(@class, 'author') or contains(@class, 'autor')"
    " or contains(@class, 'firma') or contains(@class, 'contributor')"
    " or contains(@class, 'signature') or contains(@class, 'auteur')]"
)
NOT_ABOVE = re.compile(r"comment|related|bio|sidebar|widget|footer|recent|card", re.IGNORECASE)
LINE = re.compile(
    r"^(?:by|por|par|von|di|text[eo]?|story by|words by|written by|autor[ae]?|authors?|escrito por"
    r"|publicado por|posted by)\b",
    re.IGNORECASE,
)


def read(page: Page, headline: str, source: str, fallback: str) -> str:
    """Return the names of who wrote the page, parted by commas; empty where it names none."""
    sites = {folded(name) for name in (source, *page.linked.sites, page.host) if name}
    desks: list[str] = []
    for stated in _stated(page, headline):
        names = _names(stated, sites)
        people = [name for name in names if name.lower() not in DESKS]
        if people:
            return ", ".join(people)
        desks = desks or names
    if desks:
        return desks[0]
    if body := next(_bodies(page.linked.authors, sites), ""):
        return body
    guessed = _names([plain(fallback).replace(";", ",")], sites)
    written = "\n".join(text for text, _ in page.lines)
    return ", ".join(name for name in guessed if name in written)


def _stated(page: Page, headline: str) -> Iterator[list[str]]:
    """Yield what the page says of its authors, the surest first."""
    yield [author.name for author in page.linked.authors if author.is_person]
    for name in METAS:
        yield page.metas.get(name, [])
    if page.meta("twitter:label1").lower() in {"written by", "escrito por", "author"}:
        yield page.metas.get("twitter:data1", [])
    _, after = page.around_headline(headline)
    yield _marked(page)
    yield [line for line in after if LINE.match(line)][:1]
    yield [rest for line in after if (rest := _beside_date(line))][:1]
    yield list(_lines_by(page))[:1]
    yield [line for line in after[:4] if line.endswith(" reporting")][:1]
    yield [name for name, contact in pairwise(after[:6]) if CONTACT.fullmatch(contact)][:1]


def _lines_by(page: Page) -> Iterator[str]:
    """Yield the short lines anywhere that name an author in so many words."""
    for line, _ in page.lines:
        if len(line) < 120 and LINE.match(line) and not line.rstrip().endswith((".", "!", "?")):
            yield line


def _beside_date(line: str) -> str:
    """Return what a line says beside a date, as in "Petra Lund, 21 September 2022"."""
    if len(line) > 120 or not publication_dates.read_line(line):
        return ""
    # "San Jacinto, 12 August 2003" names a place.
    name = re.split(r"\s+[|·•–-]\s+", line)[0]
    return name if name != line and len(name.split()) > 1 and _is_name(name) else ""


def _marked(page: Page) -> list[str]:
    """Return the words of the first element that is marked as byline."""
    for element in page.tree.xpath(MARKED)[:40]:
        around = [element, *element.iterancestors()][:8]
        if any(NOT_ABOVE.search(f"{e.get('class', '')} {e.get('id', '')}") for e in around):
            continue
        text = shown(element)
        if 2 < len(text) <= 150 and element.tag not in {"meta", "body", "html"}:
            inner = [shown(link) for link in element.iter("a") if shown(link)]
            names = [name for name in inner if _is_name(name)]
            return names or [text]
    return []


def _bodies(authors: Iterable[Author], sites: set[str]) -> Iterator[str]:
    """Yield the organisations that the page declares as author, but not the site itself."""
    for author in (author for author in authors if not author.is_person):
        name = CONTACT.sub("", author.name).strip()
        if name and folded(name) not in sites and len(name) <= LONGEST_NAME:
            yield name


def _names(stated: list[str], sites: set[str]) -> list[str]:
    """Part what is stated into names, each once."""
    found: dict[str, str] = {}
    for text in stated:
        for part in _parts(text):
            name = _name(part, sites)
            if name and folded(name) not in found:
                found[folded(name)] = name
    return list(found.values())


def _parts(text: str) -> Iterator[str]:
    text = CONTACT.sub(" ", plain(text)[:LONGEST_LINE])
    if found := publication_dates.read_line(text):
        text = found.rest
    text = re.sub(r"\(\s*\)", " ", text)
    text = re.split(r"(?<=\w{3})\.\s+(?=[A-Z])", text.strip())[0]
    for part in BETWEEN.split(BY.sub("", text)):
        pieces = AND.split(part)
        # "Ortega y Gasset" is one name; two persons have a surname each.
        yield from pieces if all(len(piece.split()) > 1 for piece in pieces) else [part]


def _name(part: str, sites: set[str]) -> str:
    """Return the name in a part of a byline, empty where it holds none."""
    name = BY.sub("", part.strip(' .:()[]"“”*'))
    name = re.sub(r"^(?:and|y|e|et|und)\s+", "", name)
    if name.lower() in DESKS:
        return name
    name = ROLE.sub("", WITH.sub("", name)).strip(" ,.:-–—")
    if name.lower() in DESKS:
        return name
    # "do Diário da Serra" says for whom somebody writes
    if re.match(r"(?:de|del|d[aeo]s?|of|du|della)\s", name):
        return ""
    if not name or len(name) > LONGEST_NAME or folded(name) in sites or name.lower() in NOBODY:
        return ""
    if any(len(site) > 4 and site in folded(name) for site in sites):
        return ""
    return name if _is_name(name) else ""


def _is_name(text: str) -> bool:
    """Whether a text looks like the name of a person: few words, capitals, no digits."""
    parts = text.split()
    if not 1 <= len(parts) <= 6 or re.search(r"[\d:!?@/|]|\.\s*$", text.removesuffix("Jr.")):
        return False
    named = [part for part in parts if part not in PARTICLES]
    return bool(named) and all(part[0].isupper() or part[0] in "'’" for part in named)
