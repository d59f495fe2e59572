"""Headers: title, byline, dateline, date, sections. Where there is no title, prose makes one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from articles.importing import furniture
from articles.importing.metadata import dateline, publication_dates
from articles.importing.metadata.dateline import Dateline
from articles.importing.metadata.publication_dates import PartialDate
from articles.text import Span, lines_of, paragraphs, words

DEEPEST = 15  # paragraphs that are looked at
LONGEST_TITLE = 200
LONGEST_LINE = 150  # of a byline, date or section line

BYLINE = re.compile(
    r"^(?:by|por|written by|reported by|story by|authors?|autor(?:es)?|byline)(?:\s*:\s*|\s+)"
    r"(?P<name>\S.*)$",
    re.IGNORECASE,
)
# Small words that stand between the names of a byline.
SMALL = words(
    "and y e with con de del la las los da dos das van von der den of the for in en staff writer"
    " writers reporter correspondent special to contributor editor & |"
)
LABEL = re.compile(
    r"^(?P<label>title|headline|t[íi]tulo|source|fuente|publisher|publication|url|link|sections?"
    r"|secci[óo]n|category|categories|tags?|topics?|filed under|posted in|keywords|language)"
    r"\s*:\s*(?P<value>\S.*)$",
    re.IGNORECASE,
)
SECTION_LABELS = words(
    "section sections sección seccion category categories tag tags topic topics keywords"
) | {"filed under", "posted in"}
PIPED = re.compile(r"^\|\s*(?P<name>[^|]{2,60}?)\s*\|?$")
TRAIL = re.compile(r"\s+(?:>|»|›|/|\|)\s+")
CREDIT = re.compile(
    r"\([^()]{0,60}\b(?:AP|AFP|EFE|Reuters|Getty ?Images|EPA|photo|foto|image|via|courtesy)\b"
    r"[^()]{0,40}\)\s*$"
    r"|(?:Photo(?:graph)?|Image|Foto|Credit|Picture)(?: credit| by|:)[^.]{2,80}$"
    r"|/(?:AP|AFP|EFE|Reuters|Getty ?Images|EPA)\)?\.?\s*$",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"^(?:photo|image|foto|caption|file photo|file\s*[-–—]|picture)\b[^.]*[:–—-]", re.IGNORECASE
)
KICKERS = words(
    "news world politics crime security americas opinion analysis business national international"
    " justice investigation investigations report reports breaking exclusive nacional nacionales"
    " internacional internacionales mundo país sociedad sucesos judicial noticias portada política"
    " seguridad economía latinoamérica mexico guatemala honduras colombia us u.s."
) | {
    *("the americas", "latin america", "central america", "el salvador"),
    *("breaking news", "news briefs", "top stories"),
}
RELEASES = {"for immediate release", "press release", "news release", "comunicado de prensa"}
SENTENCE = re.compile(r"[.…;,:][\"'”’)\]]*$")

LONGEST_MADE_TITLE = 110  # characters
SHORTEST_MADE_TITLE = 25
ABBREVIATIONS = words(
    "mr mrs ms dr sr sra st gen col lt maj capt cmdr sgt adm msgr rev hon gov sen rep pres prof"
    " no vs jr dept ave inc ltd co corp etc eg ie approx"
    " jan feb mar apr jun jul aug sep sept oct nov dec"
)
SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[¿¡]*[^\Wa-zß-ÿ])")
CLAUSE_END = re.compile(r"[,;:]\s|\s[–—-]+\s|\s\(")
# A title does not end in these.
DANGLING = words(
    "a an the and or but nor of in on at to for from by with as that which who whom whose when"
    " where while because if after before during into over under between against about than its his"
    " her their this these those has have had is are was were be been will would could may might"
    " not de la el los las y e o en del con por para que un una"
)


@dataclass
class Header:
    """What was found; empty where the text does not say."""

    title: str = ""
    byline: str = ""
    published: PartialDate | None = None
    changed: PartialDate | None = None
    sections: list[str] = field(default_factory=list)
    source: str = ""
    url: str = ""
    dateline: Dateline | None = None
    prose: int = 0  # where the first sentence of the news begins


def read(text: str, start: int, end: int) -> Header:
    """Read the header of the body `text[start:end]`."""
    header = Header(prose=start)
    met_prose = False
    for first, last in _items(text, start, end):
        line = " ".join(text[first:last].split())
        if not met_prose and (found := dateline.read(text, first, last)):
            header.dateline, header.prose = found, found.end
            break
        if furniture.is_inline(line):
            continue
        if len(line) <= LONGEST_LINE and _take(header, line, strict=met_prose):
            continue
        if met_prose or _is_caption(line) or line.lower().strip(" :") in RELEASES:
            continue
        is_last = not text[last:end].strip()
        if not header.title and not is_last and _is_title(line):
            if _is_kicker(line):
                header.sections.append(line)
            else:
                header.title, header.prose = line, last
        elif len(line) > LONGEST_LINE or SENTENCE.search(line) or is_last:
            met_prose, header.prose = True, first
    _settle(header)
    return header


def _items(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the first paragraphs; those that hold a line of the header are parted into lines."""
    for first, last in paragraphs(text, start, min(end, start + 20_000))[:DEEPEST]:
        lines = lines_of(text, first, last)
        if len(lines) > 1 and last - first <= 600 and _has_header_line(text, lines):
            yield from lines
        else:
            yield first, last


def _has_header_line(text: str, lines: list[Span]) -> bool:
    return any(_take(Header(), text[slice(*line)].strip(), strict=True) for line in lines)


def _take(header: Header, line: str, *, strict: bool) -> bool:
    """Put what a header line says into the header; False when it is no such line.

    Below the first paragraph of news (`strict`) only lines that can be nothing else count.
    """
    if match := LABEL.match(line):
        return _take_labelled(header, match["label"].lower(), match["value"])
    if match := PIPED.match(line):
        header.sections.append(match["name"])
        return True
    if found := publication_dates.read_line(line):
        byline = _byline(found.rest)
        agency = not strict and "|" in line and len(found.rest.split()) <= 4
        if found.rest and not byline and not agency:
            return False
        header.published = header.published or found.published
        header.changed = header.changed or found.changed
        header.byline = header.byline or byline
        return True
    if byline := _byline(line):
        header.byline = header.byline or byline
        return True
    parts = TRAIL.split(line)
    if not strict and len(parts) > 1 and all(len(part.split()) <= 4 for part in parts):
        header.sections.extend(part for part in parts if part.lower() not in {"home", "inicio"})
        return True
    return False


def _take_labelled(header: Header, label: str, value: str) -> bool:
    if label in {"title", "headline", "título", "titulo"}:
        header.title = header.title or value
    elif label in {"source", "fuente", "publisher", "publication"}:
        if value.startswith(("http://", "https://")):
            header.url = header.url or value
        else:
            header.source = header.source or value
    elif label in {"url", "link"}:
        header.url = header.url or value
    elif label in SECTION_LABELS:
        header.sections.extend(part.strip() for part in re.split(r"[,|;>]", value) if part.strip())
    return True


def _byline(line: str) -> str:
    """Return the authors that a line names, empty when it is no byline."""
    match = BYLINE.match(line)
    if not match:
        return ""
    name = match["name"].strip(" |·•–—-")
    parts = re.findall(r"[^\s,|]+", name)
    if not parts or len(parts) > 14 or SENTENCE.search(name.removesuffix("Jr.")):
        return ""
    named = [word for word in parts if word.lower() not in SMALL]
    if not named or not all(word[0].isupper() or "@" in word for word in named):
        return ""
    return "" if re.search(r"\d", name) else name[:300]


def _is_caption(line: str) -> bool:
    return bool(CREDIT.search(line) or (CAPTION.match(line) and len(line) > 10))


def _is_kicker(line: str) -> bool:
    """Whether the line only names a section, such as "World News"."""
    line = line.lower()
    return line in KICKERS or all(word in KICKERS for word in line.split())


def _is_title(line: str) -> bool:
    return (
        len(line) <= LONGEST_TITLE
        and not SENTENCE.search(line)
        and any(character.isalpha() for character in line)
    )


def _settle(header: Header) -> None:
    """Fill what the dateline knows, and take a date of change where no other is known."""
    if header.dateline:
        header.byline = header.byline or header.dateline.byline
        header.published = header.published or header.dateline.published
    header.published = header.published or header.changed


def title_from_prose(text: str) -> str:
    """Return a title for a text that has none: its first sentence, cut where a reader would pause.

    It has at most `LONGEST_MADE_TITLE` characters.
    """
    opening = " ".join(text[:1000].split())
    sentence = _first_sentence(opening)
    if len(sentence) > LONGEST_MADE_TITLE:
        sentence = _shortened(sentence)
    title = sentence.rstrip(" .,;:–—-")
    if title.startswith(('"', "“")) and title.count('"') % 2 + title.count("“") - title.count("”"):
        title = title[1:].lstrip()  # the quotation goes on after the title
    return title or sentence or opening[:LONGEST_MADE_TITLE]


def _first_sentence(text: str) -> str:
    """Return the first sentence, together with the next one when it is only an exclamation."""
    for match in SENTENCE_END.finditer(text):
        before = text[: match.start()].rsplit(maxsplit=1)
        last = before[-1].lstrip("(\"'“‘[").lower() if before else ""
        initial = len(last) == 1 or "." in last
        if match[0].startswith(".") and (initial or last in ABBREVIATIONS):
            continue
        if match.end() >= SHORTEST_MADE_TITLE:
            return text[: match.end()]
    return text


def _shortened(sentence: str) -> str:
    """Cut at the last pause that leaves a fair title, else after the last word that fits."""
    pauses = [match.start() for match in CLAUSE_END.finditer(sentence[: LONGEST_MADE_TITLE + 2])]
    if pauses and LONGEST_MADE_TITLE * 0.6 <= pauses[-1] <= LONGEST_MADE_TITLE:
        return sentence[: pauses[-1]]
    kept = sentence[: LONGEST_MADE_TITLE + 1].rsplit(maxsplit=1)[0][:LONGEST_MADE_TITLE].split()
    while len(kept) > 3 and kept[-1].lower().strip(",;:\"'“”") in DANGLING:
        kept.pop()
    return _without_open_bracket(" ".join(kept))


def _without_open_bracket(title: str) -> str:
    """Drop a bracket that the cut left open."""
    for opening, closing in (("(", ")"), ("[", "]")):
        at = title.rfind(opening)
        if at > SHORTEST_MADE_TITLE and closing not in title[at:]:
            title = title[:at].rstrip()
    return title
