"""Headers: title, byline, dates, source, sections, and where the news begins after them.

The lines of a header are neither news nor furniture. Only the headline and the date are read for
names all the same: `Header.head`.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from articles.article_choices import Origin
from articles.importing import furniture
from articles.importing.furniture import NOTHING, Extent, Learned
from articles.importing.metadata import after_news, dateline, headline, labels, publishers
from articles.importing.metadata.contacts import contacts, is_among_contacts
from articles.importing.metadata.dateline import Dateline
from articles.importing.metadata.items import (
    PIPED,
    Item,
    is_breadcrumb,
    is_caption,
    is_dateline,
    is_news,
    items_of,
    lines_of_title,
)
from articles.importing.metadata.publication_dates import PartialDate, StatedDates, Worth
from articles.text import Span

DEEPEST = 90  # items that may stand before the news: menus are long
WRAPPED = 40  # characters that a line which goes on in the next has at least
AFTER_NEWS = 15  # items below the first of news in which the rest of a header may stand
MOST_CANDIDATES = 10  # lines that may be the headline
LONGEST_OVER_PAGE = 600  # characters of the headline in the title of a page


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
    kept: list[Span] = field(default_factory=list)  # furniture that is news all the same
    head: list[Span] = field(default_factory=list)  # headline and date, read for names
    lines: list[Span] = field(default_factory=list)  # all lines of the header


class _Reading:
    """The reading of one text."""

    def __init__(
        self,
        text: str,
        extent: Extent,
        *,
        title: str,
        source: str,
        learned: Learned,
        file: str,
        day_first: bool | None,
    ) -> None:
        self.text, self.file, self.day_first = text, file, day_first
        self.items = list(items_of(text, extent))
        self.header = Header(title=title, start=extent.start, prose=extent.start)
        self.dates = StatedDates()
        self.taken: set[int] = set()  # items of the header
        self.titles: list[int] = []  # those that repeat the headline
        self.site = ""
        self.before_prose = 0
        self.known_source, self.learned = source, learned
        self.folded = [
            headline.folded(labels.without_release(item.words)) for item in self.items[:DEEPEST]
        ]
        lowered = Counter(item.words.lower() for item in self.items)
        self.recurring = {line for line, times in lowered.items() if times >= 3}

    def read(self) -> Header:
        self._headline_over_page()
        prose = self._prose()
        if not self.header.title:
            self._first_title(prose)
            prose = self._prose()
        self.before_prose = prose
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
            first, following, site=self.known_source, affix=self.learned.affix(first)
        )
        if name and len(title) <= LONGEST_OVER_PAGE and any(map(str.isalpha, title)):
            self.site = name
            self.taken.add(0)
            self.header.title = self.header.title or headline.without_signs(title)

    def _first_title(self, prose: int) -> None:
        """Take the first line that is a headline; lines below that go on with it belong to it."""
        self.taken |= self._contacts(prose)
        for place in range(prose):
            if self._kind(place) == "title" and (found := labels.label(self.items[place].words)):
                value = found.value or (self.items[place + 1].words if place + 1 < prose else "")
                self.header.title = value
                self.taken |= {place} if found.value else {place, place + 1}
                return
        candidates = self._candidates(prose)
        while candidates and headline.is_kicker(self.items[candidates[0]].words):
            self.header.sections.append(self.items[candidates[0]].words)
            self.taken.add(candidates.pop(0))
        if candidates:
            self.titles = lines_of_title(self.text, self.items, candidates)
            self.taken |= set(self.titles)
            title = headline.joined([self.items[one].words for one in self.titles])
            self.header.title = headline.without_signs(labels.without_release(title))

    def _candidates(self, prose: int) -> list[int]:
        """The lines before the news that may be its headline, the most likely one first."""
        lines = {
            place: item.words
            for place, item in enumerate(self.items[:prose])
            # What a person said is furniture heads nothing.
            if not (item.is_ruled or self._kind(place))
            and not (is_caption(item.words) or is_breadcrumb(item.words))
            and (labels.RELEASE.match(item.words) or headline.is_title(item.words))
        }
        for place, line in lines.items():
            if labels.RELEASE.match(line):
                return [one for one in range(place, prose) if not self._kind(one)]
        if (named := headline.named_like(self.file, lines)) is not None:
            return [place for place in lines if place >= named]
        candidates = headline.without_menu(lines)
        # Of a long menu none of the lines proves to be the headline.
        is_menu = len(candidates) > MOST_CANDIDATES and prose < len(self.items)
        return [] if is_menu else candidates

    def _copies(self, prose: int) -> None:
        if self.header.title:
            self.titles = sorted({*self.titles, *(one for one in self._repeated() if one < prose)})
            self.taken |= set(self.titles)

    def _repeated(self) -> set[int]:
        """The items that repeat the headline, without the line over the page."""
        self.header.title = labels.without_release(self.header.title) or self.header.title
        if self.site:
            self.folded[0] = ""
        return headline.copies(self.folded, self.header.title)

    def _is_whole(self, item: Item) -> bool:
        """Whether an item is the headline and nothing else."""
        words = labels.without_release(headline.without_signs(item.words))
        return headline.folded(words) == headline.folded(self.header.title)

    # The news

    def _prose(self) -> int:
        """The place of the first item that is news: a dateline, a sentence, a long line."""
        repeated = self._repeated() if self.header.title else set()
        for place, item in enumerate(self.items):
            if place in self.taken or place in repeated:
                continue
            below = self.items[place + 1].words if place + 1 < len(self.items) else ""
            # "CHICAGO" over "– A judge" recurs in all texts of an office, and is its dateline.
            if item.is_furniture and not is_dateline(item.words, below):
                continue
            if is_news(self.text, item, below, is_first=place == 0):
                return place
        return len(self.items)

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
            if first.is_furniture:
                self.header.kept.append((first.start, first.end))
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
        # "Author" and "For immediate release" stand on all pages of a site, and say something here.
        hidden = "furniture" if item.is_furniture or furniture.is_inline(line) else ""
        if not any(map(str.isalnum, line)):
            return hidden or "sign"
        if (match := labels.RELEASE.match(line)) and labels.is_mark(
            line[match.end() :], self.day_first
        ):
            return "release"
        if labels.ASIDE.match(line):
            return "aside"
        if (found := labels.label(line)) and len(line) <= 400:
            return found.kind
        if not hidden and labels.is_contact(line):
            return "contact"
        return "dated" if labels.dated(line, self.day_first) else hidden

    def _lines(self, prose: int) -> None:
        """Take what the lines before the news say."""
        place = 0
        while place < min(prose, DEEPEST):
            place = self._line(place, strict=False)
        self.taken |= self._contacts(prose)

    def _line(self, place: int, *, strict: bool) -> int:
        """Take what one item says; returns the place behind what was taken."""
        item, kind = self.items[place], self._kind(place)
        line = item.words
        if kind in {"taken", "furniture"}:
            return place + 1
        if strict and (item.is_furniture or self._continues(place)):
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
        parts = headline.trail(line)
        if not parts:
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
                if found.kind == "changed":
                    self.dates.note_change(date.published or date.changed)
                else:
                    self._note(found.kind, date.published or date.changed, place)
                    self.dates.note_change(date.changed if date.published else None)
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
        if not (dated := labels.dated(line, self.day_first, strict=strict)):
            return False
        # A text that tells its day by itself speaks of another one here.
        is_told = self.header.dateline and self.header.dateline.published
        if strict and (is_told or labels.STAMP.fullmatch(line)):
            return False
        found, byline = dated
        if found.published:
            self._note("below" if strict else "own" if own else "", found.published, place)
        self.dates.note_change(found.changed)
        self.header.byline = self.header.byline or byline
        return True

    def _continues(self, place: int) -> bool:
        """Whether the line goes on with a sentence: `… the board, founded in / June 1987.`"""
        before = self.text[: self.items[place].start].rsplit("\n", 2)
        above = before[-2].strip() if len(before) > 1 else ""
        return len(above) >= WRAPPED and (above[-1].isalnum() or above[-1] == ",")

    def _worth(self, kind: str, place: int) -> Worth:
        """What a date at this place is worth; `kind` is its label, or where it stands."""
        above = place < min(self.titles, default=0)
        after_release = any(
            labels.RELEASE.match(self.items[one].words) for one in range(max(0, place - 4), place)
        )
        if kind == "published":
            return Worth.LABELLED
        if kind == "below":
            return Worth.BELOW
        if kind in {"own", "date"} or after_release:
            return Worth.RELEASED
        return Worth.ABOVE if above else Worth.OWN

    def _note(self, kind: str, date: PartialDate | None, place: int) -> None:
        """Keep a date of publication; of a line with a contact only what stands before it."""
        if date:
            item = self.items[place]
            contact = labels.INLINE_CONTACT.search(self.text[item.start : item.end])
            end = item.start + contact.start() if contact else item.end
            self.dates.note(self._worth(kind, place), date, (item.start, end))

    def _contacts(self, prose: int) -> set[int]:
        """The lines before the news that say whom to ask."""
        lines = [item.words for item in self.items[:prose]]
        hidden = {place for place, item in enumerate(self.items[:prose]) if item.is_furniture}
        return contacts(lines, (self.taken | hidden).__contains__, self.titles)

    # Below the headline

    def _below(self, prose: int) -> None:
        """Take what is left of the header below a caption or the first paragraph of news."""
        for place in range(prose, min(prose + AFTER_NEWS, len(self.items))):
            if place not in self.taken and self.items[place].end <= len(self.text):
                self._line(place, strict=True)

    def _after(self) -> None:
        """Take author and dates that stand behind the news, where nothing says them above."""
        found = after_news.read(
            self.text, self.header.prose, self.header.title, day_first=self.day_first
        )
        self.header.byline = self.header.byline or found.byline
        self.header.lines += found.lines
        if found.published and not self.dates.is_known:
            self.dates.note(Worth.BEHIND, found.published)
        self.dates.note_change(found.changed)

    # All together

    def _settle(self) -> None:
        header = self.header
        if not header.title:
            lines = (" ".join(line.split()) for line in self.text.split("\n"))
            header.title = headline.in_file_name(self.file, lines)
        if header.dateline:
            header.byline = header.byline or header.dateline.byline
        spans = [(self.items[place].start, self.items[place].end) for place in self.taken]
        header.lines = sorted({*header.lines, *spans})
        header.changed = self.dates.changed
        if best := self.dates.best():
            header.published, dated = best
            if dated:
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
            return item.start + headline.offset_in(item.words, self.header.title), item.end
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
        for place, item in enumerate(self.items[: self.before_prose]):
            is_head = place in self.taken or is_among_contacts(self.items, place)
            if is_head and place not in self.titles and (name := publishers.office(item.words)):
                return name, Origin.LETTERHEAD
        return "", ""


def read(
    text: str,
    extent: Extent,
    *,
    title: str = "",
    source: str = "",
    learned: Learned = NOTHING,
    file: str = "",
    day_first: bool | None = None,
) -> Header:
    """Read the header of a text of which `extent` tells furniture and news.

    `title` and `source` are what the document declares of itself, `learned` is what the texts of
    its group taught, such as the site's name in their first lines, and `file` is the name of its
    file without the ending.
    """
    return _Reading(
        text, extent, title=title, source=source, learned=learned, file=file, day_first=day_first
    ).read()
