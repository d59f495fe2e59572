"""Headers: title, byline, dates, source, sections, and where the news begins after them.

The lines of a header are neither news nor furniture. Only the headline and the date are read for
names all the same: `Header.head`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz import fuzz

from articles.importing import furniture
from articles.importing.furniture import Extent
from articles.importing.metadata import dateline, headline, labels, publishers
from articles.importing.metadata.dateline import Dateline
from articles.importing.metadata.publication_dates import DateLine, PartialDate
from articles.models import Origin
from articles.text import Span, lines_of, paragraphs

MOST_PARTED = 12  # lines at the beginning of a paragraph that are looked at one by one
CRUMB = re.compile(r"\s[>»›]\s")
DEEPEST = 90  # items that may stand before the news: menus are long
AFTER_NEWS = 15  # items below the first of news in which the rest of a header may stand
SCANNED = 30_000  # characters
LONGEST_PROSE_FREE = 150
LAST_LINES = 70
MOST_CANDIDATES = 10  # lines that may be the headline
SHORTEST_SLUG = 16  # letters and digits of a headline in a file's name
SLUG_ALIKE = 88  # per cent
MOST_DATES = 2  # that stand loose over or below a text; more are those of other texts
AFTER = {"byline", "published", "changed"}  # what may be said behind the text
LONGEST_OVER_PAGE = 600  # characters of the headline in the title of a page
PIPED = re.compile(r"^\|\s*(?P<name>[^|]{2,60}?)\s*\|?$")
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
# "SANTA ANA, Calif. –", "(Dallas, Texas) –", "Miami (June 14, 2024)", "Miami-June 26, 2025".
PLACE = r"\(?[A-ZÁÉÍÓÚÑ][\w.'’]*(?:[ ,-]{1,2}[A-ZÁÉÍÓÚÑ][\w.'’]*){0,5},?"
FILED_FROM = re.compile(
    rf"^\W?{PLACE}\)?\s*(?:(?:\(|[–—-]\s*)?(?P<date>[^()–—]{{6,30}}\d{{4}})\)?\s*)?"
    r"(?:\s[–—-]{1,2}|[–—]|-{2,3})(?:\s|$|(?=[A-Z“]))"
)
FILED_ON = re.compile(rf"^{PLACE}\s*(?:\(|[–—-]\s*)[A-Z][a-z]+ \d{{1,2}}, \d{{4}}\)?\s*[–—-]?$")


@dataclass
class Header:
    """What was found; empty where the text does not say."""

    title: str = ""
    byline: str = ""
    published: PartialDate | None = None
    changed: PartialDate | None = None
    sections: list[str] = field(default_factory=list)
    source: str = ""
    source_from: str = ""
    url: str = ""
    dateline: Dateline | None = None
    start: int = 0  # where the news begins
    prose: int = 0  # where its first sentence begins
    head: list[Span] = field(default_factory=list)  # headline and date, read for names
    lines: list[Span] = field(default_factory=list)  # all lines of the header


@dataclass(frozen=True)
class Item:
    """A line, or a paragraph that was wrapped."""

    start: int
    end: int
    words: str
    is_furniture: bool


# How much a date is worth, best first: what the text itself is dated, what its site says.
OWN, LABELLED, ABOVE, BELOW = range(4)


class _Reading:
    """The reading of one text."""

    def __init__(
        self,
        text: str,
        extent: Extent,
        *,
        title: str,
        source: str,
        affix: str,
        file: str,
        day_first: bool | None,
    ) -> None:
        self.text, self.file, self.day_first = text, file, day_first
        self.items = list(_items(text, extent))
        self.header = Header(title=title, start=extent.start, prose=extent.start)
        self.dates: list[tuple[int, PartialDate, Span]] = []
        self.taken: set[int] = set()  # items of the header
        self.titles: list[int] = []  # those that repeat the headline
        self.site = ""
        self.known_source, self.affix = source, affix
        lowered = Counter(item.words.lower() for item in self.items)
        # In text that was cut into lines a headline is, too.
        self.is_wrapped = _is_wrapped(text)
        self.recurring = {line for line, times in lowered.items() if times >= 3}

    def read(self) -> Header:
        self._headline_over_page()
        prose = self._prose()
        if not self.header.title:
            self._first_title(prose)
            prose = self._prose()
        self._copies(prose)
        self._lines(prose)
        self._start(prose)
        self._below(prose)
        self._after()
        self._settle()
        return self.header

    # The headline

    def _headline_over_page(self) -> None:
        """Part the first line, often the title of a web page, from the name of the site."""
        if not self.items:
            return
        first = self.items[0].words
        following = [item.words for item in self.items[1:60]]
        title, name = headline.without_site(
            first, following, site=self.known_source, affix=self.affix
        )
        if name and len(title) <= LONGEST_OVER_PAGE and any(map(str.isalpha, title)):
            self.site = name
            self.taken.add(0)
            self.header.title = self.header.title or headline.without_signs(title)

    def _first_title(self, prose: int) -> None:
        """Take the first line that is a headline; lines below that go on with it belong to it."""
        self._contacts(prose)
        candidates = []
        for place, item in enumerate(self.items[:prose]):
            kind = self._kind(place)
            if kind == "title":
                found = labels.label(item.words)
                value = found.value if found else ""
                if value or place + 1 < len(self.items):
                    self.header.title = value or self.items[place + 1].words
                    self.taken |= {place} if value else {place, place + 1}
                    return
            if kind or _is_caption(item.words):
                continue
            is_marked = bool(labels.RELEASE.match(item.words))
            if (is_marked or headline.is_title(item.words)) and not _is_breadcrumb(item.words):
                candidates.append(place)
        marked = [one for one in candidates if labels.RELEASE.match(self.items[one].words)]
        named = self._named_like_file(candidates)
        if marked:
            candidates = [one for one in range(marked[0], prose) if not self._kind(one)]
        elif named is not None:
            candidates = [one for one in candidates if one >= named]
        else:
            candidates = self._without_menu(candidates)
            if len(candidates) > MOST_CANDIDATES and prose < len(self.items):
                return  # a menu: none of these lines proves to be the headline
        while candidates and headline.is_kicker(self.items[candidates[0]].words):
            self.header.sections.append(self.items[candidates[0]].words)
            self.taken.add(candidates.pop(0))
        if not candidates:
            return
        first = candidates[0]
        lines = [first]
        while lines[-1] + 1 in candidates and len(lines) < headline.MOST_LINES:
            above, below = self.items[lines[-1]], self.items[lines[-1] + 1]
            whole = headline.joined([self.items[one].words for one in lines])
            if self.text.count("\n", above.end, below.start) > 1:
                break
            if not (headline.goes_on(whole, below.words) or (marked and self.is_wrapped)):
                break
            lines.append(lines[-1] + 1)
        title = headline.joined([self.items[one].words for one in lines])
        self.header.title = headline.without_signs(labels.without_release(title))
        self.taken |= set(lines)
        self.titles += lines

    def _named_like_file(self, candidates: list[int]) -> int | None:
        """The line after which the file is named, as those that were saved from the web are."""
        slug = headline.folded(re.sub(r"^[\d_-]+", "", self.file))
        if len(slug) < SHORTEST_SLUG:
            return None
        for one in candidates:
            written = headline.folded(labels.without_release(self.items[one].words))
            if len(written) >= SHORTEST_SLUG and fuzz.partial_ratio(slug, written) >= SLUG_ALIKE:
                return one
        return None

    def _without_menu(self, candidates: list[int]) -> list[int]:
        """Drop rows of three and more short lines, where something else is left."""
        short = [one for one in candidates if len(self.items[one].words.split()) <= 3]
        runs: list[list[int]] = []
        for one in short:
            if runs and one - runs[-1][-1] <= 2:
                runs[-1].append(one)
            else:
                runs.append([one])
        menu = {one for run in runs if len(run) >= 3 for one in run}
        return [one for one in candidates if one not in menu] or candidates

    def _copies(self, prose: int) -> None:
        if self.header.title:
            self.titles = sorted({*self.titles, *(one for one in self._repeated() if one < prose)})
            self.taken |= set(self.titles)

    def _repeated(self) -> set[int]:
        """The items that repeat the headline, without the line over the page."""
        self.header.title = labels.without_release(self.header.title) or self.header.title
        beginning = [item.words for item in self.items[:DEEPEST]]
        if self.site:
            beginning[0] = ""
        return headline.copies(beginning, self.header.title)

    def _is_whole(self, item: Item) -> bool:
        """Whether an item is the headline and nothing else."""
        words = labels.without_release(headline.without_signs(item.words))
        return headline.folded(words) == headline.folded(self.header.title)

    # The news

    def _prose(self) -> int:
        """The place of the first item that is news: a dateline, a sentence, a long line."""
        repeated = self._repeated() if self.header.title else set()
        for place, item in enumerate(self.items):
            if place in self.taken or place in repeated or item.is_furniture:
                continue
            if self._is_news(place):
                return place
        return len(self.items)

    def _is_news(self, place: int) -> bool:
        item = self.items[place]
        words = item.words
        if labels.RELEASE.match(words) or labels.label(words) or _is_caption(words):
            return False
        if _is_breadcrumb(words):
            return False
        below = self.items[place + 1].words if place + 1 < len(self.items) else ""
        if (filed := FILED_FROM.match(words)) and (len(words) > 60 or words[-1] in "–—-"):
            place_name = filed[0].strip(" –—-")
            certain = place_name[0] == "(" or place_name.isupper() or "," in place_name
            return (certain and place_name.strip("()") not in dateline.LABELS) or not (
                headline.is_title(words) and headline.is_capitalized(words)
            )
        if FILED_ON.match(words) or (below[:1] in "–—-" and len(words.split()) <= 4 and below):
            return words[:1].isupper() and not labels.is_contact(words)
        if dateline.read(self.text, item.start, item.end):
            return True
        if len(words) > LONGEST_PROSE_FREE:
            return not headline.is_title(words) or not headline.is_capitalized(words)
        if not headline.SENTENCE.search(words) or len(words.split()) < 4:
            return not below and place > 0
        return not (labels.ASIDE.match(words) or labels.is_contact(words)) or not below

    def _start(self, prose: int) -> None:
        """The news begins with the first item behind the headline that is nothing of the header."""
        place = self.titles[-1] + 1 if self.titles else 0
        while place < min(prose, len(self.items)) and (
            place in self.taken or self.items[place].is_furniture
        ):
            place += 1
        if place < len(self.items):
            self.header.start = self.items[place].start
        if prose < len(self.items):
            first = self.items[prose]
            self.header.prose = first.start
            if found := dateline.read(self.text, first.start, first.end):
                self.header.dateline, self.header.prose = found, found.end

    # The lines around the headline

    def _kind(self, place: int) -> str:
        """Say what an item of the header is; empty where it may be headline or news."""
        item = self.items[place]
        line = item.words
        if place in self.taken:
            return "taken"
        if item.is_furniture or furniture.is_inline(line):
            return "furniture"
        if not any(map(str.isalnum, line)):
            return "sign"
        if (match := labels.RELEASE.match(line)) and self._is_mark(line[match.end() :]):
            return "release"
        if labels.ASIDE.match(line):
            return "aside"
        if (found := labels.label(line)) and len(line) <= 400:
            return found.kind
        if labels.is_contact(line):
            return "contact"
        return "dated" if self._dated(line) else ""

    def _is_mark(self, rest: str) -> bool:
        """Whether nothing but a date stands behind a "FOR IMMEDIATE RELEASE"."""
        rest = labels.MORE.sub("", rest).strip(" :.*#|–—-")
        found = labels.date_line(rest, self.day_first) if rest else None
        return not rest or bool(found and not found.rest)

    def _dated(self, line: str, *, strict: bool = False) -> tuple[DateLine, str] | None:
        """Read a line that says nothing but dates and perhaps who wrote; returns also who."""
        found = labels.date_line(line, self.day_first)
        if not found:
            return None
        rest = labels.RELEASE.sub("", found.rest).strip(" :|-–—")
        if byline := labels.byline(rest):
            return found, byline
        beside = not strict and "|" in line and len(rest.split()) <= 4
        alone = not strict and labels.is_person(rest)
        if not rest or rest.lower() in labels.NOBODY:
            return found, ""
        if beside or alone:
            return found, labels.names(rest) if labels.is_person(rest) else ""
        return None

    def _lines(self, prose: int) -> None:
        """Take what the lines before the news say."""
        place = 0
        while place < min(prose, DEEPEST):
            place = self._line(place, strict=False)
        self._contacts(prose)

    def _line(self, place: int, *, strict: bool) -> int:
        """Take what one item says; returns the place behind what was taken."""
        item, kind = self.items[place], self._kind(place)
        line = item.words
        if kind in {"taken", "furniture"}:
            return place + 1
        if kind in {"sign", "release", "aside"}:
            if not strict:
                self.taken.add(place)
                self._dates_in(place, own=kind == "release")
            return place + 1
        if kind not in {"", "contact", "dated"} and (found := labels.label(line)):
            return self._labelled(place, found)
        if strict and (kind not in {"", "dated"} or len(line) > labels.LONGEST_LINE):
            return place + 1
        if match := PIPED.match(line):
            self.header.sections.append(match["name"])
            self.taken.add(place)
        elif self._dates_in(place, strict=strict) or (not strict and self._trail(line)):
            self.taken.add(place)
        elif not strict and self.titles and self._is_section(place):
            self.header.sections.append(line)
            self.taken.add(place)
        return place + 1

    def _is_section(self, place: int) -> bool:
        """Whether a short line names a section: it does so again, or is a common word for one."""
        line = self.items[place].words
        if line.lower() in self.recurring and len(line) <= 40:
            return True
        return headline.is_kicker(line) and len(line) <= 40

    def _trail(self, line: str) -> bool:
        """Take a breadcrumb, such as "Home > News > El Salvador"."""
        line = re.sub(r"^you are here:?\s*", "", line, flags=re.IGNORECASE)
        if len(line) > labels.LONGEST_LINE:
            return False
        parts = [part for part in headline.TRAIL.split(line.rstrip(" >/»›")) if part.strip()]
        if len(parts) < 2 or not all(len(part.split()) <= 7 for part in parts):
            return False
        if not self.site and (name := publishers.office(parts[0])):
            self.site = name
            parts = parts[1:]
        self.header.sections += [part for part in parts if part.lower() not in headline.HOMES]
        return True

    def _labelled(self, place: int, found: labels.Label) -> int:
        """Take a labelled value, of this line or of the next."""
        places = {place}
        value = found.value
        if not value and place + 1 < len(self.items) and found.kind != "contact":
            below = self.items[place + 1]
            if len(below.words) > labels.LONGEST_LINE or not self._fits(found.kind, below.words):
                return place + 1
            value = below.words
            places.add(place + 1)
        header = self.header
        match found.kind:
            case "byline":
                header.byline = header.byline or labels.names(value)
                places |= self._affiliation(max(places) + 1)
            case "date" | "published" | "changed":
                if not (date := labels.date_line(value, self.day_first)):
                    return place + 1
                self._note(found.kind, date.published or date.changed, place)
                if found.kind != "changed" and date.published and date.changed:
                    header.changed = header.changed or date.changed
                header.byline = header.byline or labels.byline(date.rest)
            case "title":
                pass
            case "source" | "url":
                if value.startswith(("http://", "https://")):
                    header.url = header.url or value
                elif found.kind == "source" and not header.source:
                    header.source, header.source_from = value, Origin.STATED
            case "section":
                header.sections += [part.strip() for part in re.split(r"[,|;>]", value)]
        self.taken |= places
        return max(places) + 1

    def _affiliation(self, place: int) -> set[int]:
        """The line below an author that says for whom they write, such as an agency."""
        if place >= len(self.items) or self._kind(place):
            return set()
        line = self.items[place].words
        is_name = bool(labels.names(line)) and len(line.split()) <= 4
        return {place} if is_name and place not in self.titles else set()

    def _fits(self, kind: str, value: str) -> bool:
        """Whether the line below a label can be its value."""
        if kind == "byline":
            return bool(labels.names(value)) or value.lower() in labels.NOBODY
        if kind in {"date", "published", "changed"}:
            date = labels.date_line(value, self.day_first)
            return date is not None and not date.rest
        if kind in {"source", "section"}:
            return len(value.split()) <= 8 and not headline.SENTENCE.search(value)
        return kind == "title" or value.startswith("http")

    def _dates_in(self, place: int, *, own: bool = False, strict: bool = False) -> bool:
        """Take a line that says nothing but a date and who wrote."""
        line = self.items[place].words
        if not (dated := self._dated(line, strict=strict)) or labels.STAMP.fullmatch(line):
            return False
        found, byline = dated
        if found.published:
            self._note("below" if strict else "own" if own else "", found.published, place)
        if found.changed:
            self._note("changed", found.changed, place)
        self.header.byline = self.header.byline or byline
        return True

    def _note(self, kind: str, date: PartialDate | None, place: int) -> None:
        """Keep a date with what it is worth."""
        if not date:
            return
        if kind == "changed":
            self.header.changed = self.header.changed or date
            return
        above = place < min(self.titles, default=0)
        after_release = any(
            labels.RELEASE.match(self.items[one].words) for one in range(max(0, place - 4), place)
        )
        if kind == "published":
            worth = LABELLED
        elif kind == "below":
            worth = BELOW
        elif above and kind != "own" and not after_release:
            worth = ABOVE
        else:
            worth = OWN
        item = self.items[place]
        contact = labels.INLINE_CONTACT.search(self.text[item.start : item.end])
        end = item.start + contact.start() if contact else item.end
        order = -1 if kind in {"own", "date"} or after_release else 0
        self.dates.append((worth * 2 + order, date, (item.start, end)))

    def _contacts(self, prose: int) -> None:
        """Take the lines that say whom to ask: names and posts over telephone numbers."""
        end = min(prose, len(self.items))
        for place in range(end):
            if place in self.taken or self._kind(place) != "contact":
                continue
            self.taken.add(place)
            above = place - 1
            while above >= 0 and place - above <= 4 and self._is_of_contact(above):
                self.taken.add(above)
                above -= 1
        for place in range(end):
            found = labels.label(self.items[place].words)
            if not found or found.kind != "contact":
                continue
            self.taken.add(place)
            below = place + 1
            while below < end and below - place <= 5 and self._is_of_contact(below):
                self.taken.add(below)
                below += 1

    def _is_of_contact(self, place: int) -> bool:
        line = self.items[place].words
        if place in self.titles or len(line) > 60 or headline.SENTENCE.search(line):
            return False
        if place in self.taken or not any(map(str.isalnum, line)):
            return not labels.date_line(line)
        return (
            labels.is_person(line)
            or (len(line.split()) <= 8 and bool(labels.JOBS.search(line)))
            or bool(publishers.office(line))
            or line.endswith(" -")
        )

    # Below the headline

    def _below(self, prose: int) -> None:
        """Take what is left of the header below a caption or the first paragraph of news."""
        for place in range(prose, min(prose + AFTER_NEWS, len(self.items))):
            if place not in self.taken and self.items[place].end <= len(self.text):
                self._line(place, strict=True)

    def _after(self) -> None:
        """Take author and date that stand behind the text, where nothing says them above."""
        lines = [
            (start, end, " ".join(self.text[start:end].split()))
            for start, end in lines_of(self.text, self.header.prose, len(self.text))
            if start < end <= start + 4 * labels.LONGEST_LINE
        ]
        # Pages print the headline again behind the text.
        title = headline.folded(self.header.title)
        self.header.lines += [
            (start, end) for start, end, line in lines if title and headline.folded(line) == title
        ]
        stamps = [place for place, line in enumerate(lines) if labels.STAMP.fullmatch(line[2])]
        self.header.lines += [lines[place][:2] for place in stamps]
        for start, end, line in lines[-LAST_LINES:]:
            found = labels.label(line) if len(line) <= labels.LONGEST_LINE else None
            if found and found.value and ":" in line and found.kind in AFTER:
                self._labelled_after(found)
                if found.kind == "byline":
                    self.header.lines.append((start, end))
        self._stamped(lines, stamps)

    def _labelled_after(self, found: labels.Label) -> None:
        if found.kind == "byline":
            self.header.byline = self.header.byline or labels.names(found.value)
        elif (date := labels.date_line(found.value, self.day_first)) and not date.rest:
            if found.kind == "changed":
                self.header.changed = self.header.changed or date.published or date.changed
            elif date.published:
                self.dates.append((BELOW * 2 - 1, date.published, (0, 0)))

    def _stamped(self, lines: Sequence[tuple[int, int, str]], stamps: list[int]) -> None:
        """Read the stamps of a machine behind the text: first day, last change, before them who."""
        if not stamps:
            return
        dates = [labels.date_line(lines[place][2]) for place in stamps[:2]]
        days = [found.published for found in dates if found and found.published]
        if not any(worth < BELOW * 2 for worth, _, _ in self.dates) and days:
            self.dates.append((LABELLED * 2, days[0], (0, 0)))
            if len(days) > 1 and stamps[1] == stamps[0] + 1:
                self.header.changed = self.header.changed or days[1]
        start, end, above = lines[stamps[0] - 1] if stamps[0] else (0, 0, "")
        if not self.header.byline and labels.is_person(above):
            self.header.byline = labels.names(above)
            self.header.lines.append((start, end))

    # All together

    def _settle(self) -> None:
        header = self.header
        if header.dateline:
            header.byline = header.byline or header.dateline.byline
        spans = [(self.items[place].start, self.items[place].end) for place in self.taken]
        header.lines = sorted({*header.lines, *spans})
        loose = Counter(worth for worth, _, _ in self.dates if worth >= ABOVE * 2)
        dates = [one for one in self.dates if loose[one[0]] <= MOST_DATES]
        if dates:
            _, header.published, dated = min(dates, key=lambda one: one[0])
            if dated[1]:
                header.head.append(dated)
        elif header.dateline and header.dateline.published:
            header.published = header.dateline.published
        if span := self._span_of_title():
            header.head.insert(0, span)
        header.head.sort()
        header.source, header.source_from = self._source()

    def _span_of_title(self) -> Span | None:
        """The headline where it stands best: whole, and next to the news."""
        whole = [self.items[place] for place in self.titles if self._is_whole(self.items[place])]
        if whole:
            item = whole[-1]
            return item.start + _offset(item.words, self.header.title), item.end
        first = self.items[0] if self.items else None
        if self.site and first and (at := self.text.find(self.header.title, first.start)) >= 0:
            return (at, at + len(self.header.title)) if at < first.end else None
        if self.titles:
            return self.items[self.titles[0]].start, self.items[self.titles[-1]].end
        return None

    def _source(self) -> tuple[str, str]:
        """Who published: what a line says, the name over the page, the letterhead."""
        header = self.header
        if header.source:
            return header.source, header.source_from
        if self.site and (name := publishers.canonical(self.site)):
            return name, Origin.FIRST_LINE
        for place in sorted(self.taken):
            line = self.items[place].words
            if place not in self.titles and (name := publishers.office(line)):
                return name, Origin.LETTERHEAD
        return "", ""


def read(
    text: str,
    extent: Extent,
    *,
    title: str = "",
    source: str = "",
    affix: str = "",
    file: str = "",
    day_first: bool | None = None,
) -> Header:
    """Read the header of a text of which `extent` tells furniture and news.

    `title` and `source` are what the document declares of itself, `affix` is what the first lines
    of all texts of its group share, such as " - Example County", and `file` is the name of its
    file without the ending.
    """
    return _Reading(
        text, extent, title=title, source=source, affix=affix, file=file, day_first=day_first
    ).read()


def _offset(words: str, title: str) -> int:
    """Where the headline begins in its line: behind a "FOR IMMEDIATE RELEASE:" or a "#"."""
    at = words.casefold().find(title[:20].casefold())
    return max(at, 0)


def _items(text: str, extent: Extent) -> Iterator[Item]:
    """Yield lines and wrapped paragraphs; those that hold lines of a header are parted."""
    marked = list(extent.furniture)
    for first, last in paragraphs(text, 0, min(len(text), max(SCANNED, extent.start + SCANNED))):
        if first >= extent.end:
            return
        for start, end in _parted(text, first, last):
            if start < end:
                hidden = start < extent.start or any(a <= start and end <= b for a, b in marked)
                yield Item(start, end, " ".join(text[start:end].split()), hidden)


def _parted(text: str, first: int, last: int) -> list[Span]:
    """Part a paragraph of several lines where one of them is a line of a header, or ends one."""
    lines = lines_of(text, first, last)
    if len(lines) == 1:
        return [(first, last)]
    written = [" ".join(text[start:end].split()) for start, end in lines[:MOST_PARTED]]
    if last - first <= 600 and any(_is_of_header(line) for line in written):
        return lines
    width = max(map(len, written))
    for place, (line, below) in enumerate(pairwise(written), 1):
        # A line with room for the next word ended by itself, as a headline over the news does.
        room = width - len(line) - len(below.split()[0])
        if FILED_FROM.match(below) or (last - first > 250 and room > 8):
            return [(first, lines[place - 1][1]), *_parted(text, lines[place][0], last)]
    return [(first, last)]


def _is_wrapped(text: str) -> bool:
    """Whether most lines of a text end within a sentence, at the edge of a column."""
    lines = [line.strip() for line in text[:8_000].split("\n") if line.strip()]
    cut = [line for line in lines if 50 <= len(line) <= 120 and not headline.SENTENCE.search(line)]
    return len(cut) * 2 > len(lines) > 8


def _is_breadcrumb(line: str) -> bool:
    """Whether a line leads to the page: "Example County > Newsroom > News Releases"."""
    return len(CRUMB.findall(line)) >= 1 and len(line) <= 150


def _is_of_header(line: str) -> bool:
    if len(line) > labels.LONGEST_LINE:
        return False
    found = labels.date_line(line)
    return bool(
        labels.label(line)
        or PIPED.match(line)
        or (found and (not found.rest or labels.byline(found.rest)))
    )


def _is_caption(line: str) -> bool:
    return bool(CREDIT.search(line) or (CAPTION.match(line) and len(line) > 10))
