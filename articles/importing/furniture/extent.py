"""Where the news of a text is, and what on the page is furniture.

Every line gets a weight: sentences speak for news, menus and what recurs in the group against.
The news is the run of lines of the greatest weight (the maximum subsequence of Pasternack and
Roth, "Extracting article text from the web", 2009). News must never be cut away: what stands
behind it counts as furniture only where several signals agree, and what stands inside it only
where it can be nothing else.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median_low

from articles.importing.furniture import blocks
from articles.importing.furniture.flow import is_ordinal, sentences_over_lines
from articles.importing.furniture.learned import NOTHING, Learned, affixes, signature
from articles.importing.furniture.lines import LONG, LONGEST_LABEL, Line, Look, lines_of_page
from articles.importing.furniture.phrases import CREDIT, MARKUP, PITCH, RELEASE
from articles.text import Span

# What lines weigh, where a paragraph of some length weighs up to 4.
_WEIGHTS = {
    Look.SHORT: -0.02,
    Look.DATE: -0.2,
    Look.NUMBER: -0.2,
    Look.DEBRIS: -1.0,
    Look.SIGNAL: -1.2,
    Look.FURNITURE: -0.6,
    Look.OFFER: -1.2,
    Look.END: -2.0,
}
_SENTENCE = 0.8  # a short one
_RECURRING_SENTENCE = 0.4  # news beside news, furniture beside furniture
_BLOCK = -2.0  # a line of a menu, a list of links, a recurring frame
# What furniture between two parts of the news may weigh: proven by the group or by its own shape,
# and where only phrases speak for it. A long sentence always outweighs the second.
_PROVEN_GAP = -6.0
_DOUBTFUL_GAP = -1.0
_MOST_NEWS_BEHIND_END = 0.5  # of all sentences, behind what looks like the mark of the end
_HEADLINE_WORDS = 4  # a shorter line among links is one
_FIRST_WORD = re.compile(r"[^\W\d]+")
_SHARE_OF_FIRST_LINE = 0.5  # of documents that have a first line which is no headline
_SHARE_OF_FRAME = 0.3  # of documents that have a line which alone proves the foot of a page
_TRAIL = re.compile(r"(?:\s[>»›/]\s.*){2}")  # of the pages above this one
_SHORTEST_RUN = 3  # recurring lines in a row inside the news
_SHARE_INSIDE = 0.1  # of the group's documents that have a frame's lines inside the news


@dataclass(frozen=True)
class Extent:
    """Where the news is: from `start`, the first line that is no furniture, to `end`, where the
    furniture behind it begins. A header may stand between `start` and `body`, the first line that
    may be news.

    `furniture` are spans anywhere in the text, sorted, none touching another; `header` those of
    the headline, its repetitions, dates and numbers of cases outside the news, which may stand
    among furniture; `ruled` and `freed` the lines that a person said always, or never, are
    furniture.
    """

    start: int
    end: int
    furniture: tuple[Span, ...]
    body: int = 0
    header: tuple[Span, ...] = ()
    freed: tuple[Span, ...] = ()
    ruled: tuple[Span, ...] = ()


def find(text: str, learned: Learned = NOTHING) -> Extent:
    """Part the news of a clean text from its furniture, by itself and by what its group taught."""
    lines = list(lines_of_page(text))
    if not lines:
        return Extent(0, len(text), ())
    return _Page(text, lines, learned).extent()


class _Page:
    """The lines of one text while they are judged; places are indexes of lines."""

    def __init__(self, text: str, lines: Sequence[Line], learned: Learned) -> None:
        self.text, self.lines, self.learned = text, lines, learned
        self.flow = sentences_over_lines(lines)
        self.joined = {place for run in self.flow for place in run}
        self.ruled = self._places_of(learned.rules.always)
        self.freed = self._places_of(learned.rules.never)
        self.headlines = self._headlines()
        self.own = {place for place, line in enumerate(lines) if self._repeats(line)}
        self.recurring = self._recurring()
        self.last = self._end_mark()

    def extent(self) -> Extent:
        first, last = self._news()
        cut = self._cut(last)
        marked = self._above(first) | self._inside(range(first, cut))
        marked |= set(range(cut, len(self.lines)))
        marked = (marked | self.ruled) - self.freed
        if len(marked) == len(self.lines) and not self.ruled:
            return Extent(0, len(self.text), (), 0)  # nothing would be left
        spans = self._spans(marked) + self._pieces(marked, first)
        start = next(
            (line.start for place, line in enumerate(self.lines) if place not in marked), 0
        )
        end = self.lines[cut].start if cut < len(self.lines) else len(self.text)
        body = self.lines[self._body(first, marked)].start if first < cut else start
        body = min(max(body, start), end)
        if start == self.lines[0].start:
            start = 0
        outside = {*range(first), *range(cut, len(self.lines))} - self.teasers
        header = {place for place in outside if self._is_header(place)}
        return Extent(
            min(start, end),
            end,
            blocks.merged(spans, self.text),
            body,
            blocks.merged(self._spans(header), self.text),
            freed=self._single(self.freed),
            ruled=self._single(self.ruled - self.freed),
        )

    def _body(self, first: int, marked: Collection[int]) -> int:
        """The first of the lines right above the news that are neither header nor furniture."""
        while first and first - 1 not in marked and not self._is_header(first - 1):
            first -= 1
        return first

    # What single lines are.

    def _count(self, line: Line) -> int:
        """In how many documents of the group the line stands."""
        return self.learned.counts.get(line.trace, 0)

    def _places_of(self, traces: Collection[int]) -> set[int]:
        if not traces:
            return set()
        return {place for place, line in enumerate(self.lines) if line.trace in traces}

    def _headlines(self) -> list[str]:
        """What the headline may be, by the first line: whole, and without a site's name."""
        first = self.lines[0].words
        heads_nothing = (Look.FURNITURE, Look.SIGNAL, Look.OFFER, Look.DATE)
        if self.lines[0].look in heads_nothing or self.lines[0].contact_behind_date:
            return []
        if self.lines[0].is_sentence and first.endswith("."):
            return []
        parted = [first[slice(*headline)] for headline, _ in affixes(first)]
        stated = self.learned.without_affix(first)
        least = 0.0 if _TRAIL.search(first) else _SHARE_OF_FIRST_LINE
        recurs = self._count(self.lines[0]) >= self.learned.enough
        if recurs and self.learned.share(self.lines[0].trace) >= least:
            return []
        found = [stated, first, *parted]
        found += [one[release.end() :] for one in found if (release := RELEASE.match(one))]
        signatures = dict.fromkeys(map(signature, found))
        return [one for one in signatures if len(one) >= 8]

    def _repeats(self, line: Line) -> bool:
        """Whether a line is the headline again, whole or a piece."""
        opening = _FIRST_WORD.search(line.words[:40].casefold())
        if opening is None or not any(opening[0] in headline for headline in self.headlines):
            return False
        if line.signature in self.headlines:
            return True
        # A piece that recurs is a link ("The Prosecutor") rather than a piece of this headline.
        return self._count(line) < self.learned.enough and any(
            blocks.is_piece(line, headline) for headline in self.headlines
        )

    def _recurring(self) -> set[int]:
        """Places of lines that recur in the group, more often than this page's sentences do.

        The sentences of a text that came several times recur too, and are no furniture by that.
        """
        if self.learned.documents < 3:
            return set()
        counts = [self._count(line) for line in self.lines]
        sentences = [
            count
            for line, count in zip(self.lines, counts, strict=True)
            if line.look is Look.PROSE and line.is_sentence and len(line.words) > LONG
        ]
        copies = median_low(sentences) if sentences else 1
        least = max(self.learned.enough, copies + 2 if copies > 1 else 0)
        return {
            place
            for place, (line, count) in enumerate(zip(self.lines, counts, strict=True))
            if count >= least
            and place not in self.joined
            and not is_ordinal(line)
            and line.look not in (Look.DATE, Look.NUMBER, Look.END)
        }

    def _is_header(self, place: int) -> bool:
        return place in self.own or self.lines[place].look in (Look.DATE, Look.NUMBER)

    def _is_prose(self, place: int) -> bool:
        line = self.lines[place]
        return place in self.joined or line.look is Look.PROSE

    def _end_mark(self) -> int:
        """Place of the line that closes the news, else behind the last line."""
        sentences = [
            len(line.words) if self._is_prose(place) and line.is_sentence else 0
            for place, line in enumerate(self.lines)
        ]
        for place, line in enumerate(self.lines):
            if line.look is Look.END:
                before, behind = sum(sentences[:place]), sum(sentences[place:])
                if before > LONG and behind <= _MOST_NEWS_BEHIND_END * before:
                    return place
        return len(self.lines)

    # The news.

    def _news(self) -> tuple[int, int]:
        """First and last place of the news: the run of lines of the greatest weight."""
        weights = self._weights()
        best = (0.0, self.last, self.last - 1)  # nothing that reads as news
        proven = self.recurring | self.teasers
        total, first, peak, floor = 0.0, 0, 0.0, _DOUBTFUL_GAP
        for place, weight in enumerate(weights[: self.last]):
            if total <= 0:
                total, first, peak = 0.0, place, 0.0
            if place in proven:
                floor = _PROVEN_GAP
            total = max(total + weight, peak + floor)
            if total >= peak:
                peak, floor = total, _DOUBTFUL_GAP
            if weight > 0 and total > best[0]:
                best = (total, first, place)
        return best[1], best[2]

    def _weights(self) -> list[float]:
        prose = [place for place in range(len(self.lines)) if self._is_prose(place)]
        free = set(range(len(self.lines))) - self.joined
        outside = {
            place
            for place in free
            if not (self.lines[place].is_sentence and len(self.lines[place].words) > LONG)
            or self.lines[place].is_cut_short
        }
        self.linked = blocks.linked(self.lines)
        self.teasers = blocks.teasers(self.lines, outside, self.own) | self.linked
        self.menus = blocks.menus(self.lines, outside - self.own, self.recurring)
        labels = {
            place
            for place in free - self.own
            if self.lines[place].is_label
            or self.lines[place].is_reachable
            or self.lines[place].is_contact
        }
        self.contacts = blocks.contacts(self.lines, labels) if prose else set()
        framed = self.teasers | self.menus
        weights = [self._weight(place, place in framed) for place in range(len(self.lines))]
        # What a person says of a line says nothing of the lines beside it.
        return [
            min(0.0, weight) if place in self.ruled else weight
            for place, weight in enumerate(weights)
        ]

    def _weight(self, place: int, framed: bool) -> float:
        line = self.lines[place]
        if place in self.freed:
            return 4.0
        if framed:
            return _BLOCK
        if place in self.joined:
            return min(4.0, max(0.1, len(line.words) / 80))
        if place in self.recurring:
            if line.is_sentence and line.look is Look.PROSE and not line.is_cut_short:
                return _RECURRING_SENTENCE
            return min(_BLOCK, _WEIGHTS.get(line.look, 0.0))
        if place in self.contacts:
            return _BLOCK
        if line.look is Look.SIGNAL and line.is_sentence and len(line.kinds) == 1:
            return -0.4
        if line.look is not Look.PROSE:
            return _WEIGHTS[line.look]
        if PITCH.search(line.words) and len(line.words) <= 3 * LONG:
            return 0.0
        if line.is_cut_short or self.learned.is_title(line.words):
            return 0.0
        if not line.is_sentence:
            return 0.5 if len(line.words) > 2 * LONG else 0.0
        return max(_SENTENCE, min(4.0, len(line.words) / 80))

    # What is furniture above, inside and behind it.

    def _above(self, first: int) -> set[int]:
        """What is furniture above the news; the rest is the header."""
        evident = {
            place
            for place in range(first)
            if self._is_evident(place) or place in self.contacts or self._is_small_signal(place)
        }
        headline = self._headline_above(first)
        marked = (evident | self.teasers | self.menus) & set(range(first)) - headline
        for place in range(1, first - 1):
            line = self.lines[place]
            enclosed = place - 1 in marked and place + 1 in marked and place not in self.own
            if enclosed and line.look is Look.SHORT and line.words.count(" ") < _HEADLINE_WORDS:
                marked.add(place)
        # A menu often comes twice, once for narrow screens.
        twice = {self.lines[place].signature for place in marked & self.menus}
        for place in set(range(first)) - self.own - headline:
            if self.lines[place].look is Look.SHORT and self.lines[place].signature in twice:
                marked.add(place)
        # A trail of links to where the page is ends in its headline.
        for place in range(1, first):
            if place in self.own and self.lines[place - 1].words in {"/", ">", "»", "›", "→"}:
                marked.add(place)
        return marked

    def _headline_above(self, first: int) -> set[int]:
        """The headline right above the news, which may stand among links as well."""
        nearest = [
            place for place in range(max(0, first - 3), first) if self._may_be_headline(place)
        ]
        return self.own & set(range(first)) | set(nearest[-1:])

    def _may_be_headline(self, place: int) -> bool:
        line = self.lines[place]
        if line.look not in (Look.SHORT, Look.PROSE) or place in self.contacts:
            return False
        if len(line.words) < 25:
            return False
        twin = sum(other.words == line.words for other in self.lines) > 1
        return twin or self.learned.is_title(line.words)

    def _is_evident(self, place: int) -> bool:
        line = self.lines[place]
        if line.look in (Look.FURNITURE, Look.OFFER):
            return place not in self.joined
        if line.look is Look.DEBRIS:
            return place not in self.joined and place not in self.own
        return place in self.recurring and place not in self.own and self._is_frame(line)

    def _is_small_signal(self, place: int) -> bool:
        line = self.lines[place]
        return line.look is Look.SIGNAL and len(line.words) <= 60 and not line.is_sentence

    @staticmethod
    def _is_frame(line: Line) -> bool:
        """Whether a line that recurs may be part of a page's frame wherever it stands."""
        return not line.is_sentence or len(line.words) <= LONG

    def _inside(self, inside: range) -> set[int]:
        """What is furniture between the first line of the news and what is cut off behind it."""
        lines = self.lines
        marked = {
            place
            for place in inside
            if place not in self.joined and lines[place].look in (Look.FURNITURE, Look.OFFER)
        }
        marked |= (self.teasers | self.menus) & set(inside) - self.joined
        frame = {
            place
            for place in inside
            if place in self.recurring
            and not lines[place].is_sentence
            and self.learned.share(lines[place].trace) >= _SHARE_INSIDE
        }
        # The foot of a printed page stands between two of its paragraphs.
        marked |= {
            place
            for place in frame
            if lines[place].is_reachable or len(lines[place].words) > LONGEST_LABEL
        }
        asking = {
            place
            for place in inside
            if lines[place].look is Look.SIGNAL
            and not lines[place].is_sentence
            and place not in self.joined
        }
        for run in blocks.runs(asking | marked, len(lines)):
            if len(set().union(*(lines[place].kinds for place in run))) > 1:
                marked |= set(run)
        for run in blocks.runs(frame | marked, len(lines)):
            if len(run) >= _SHORTEST_RUN or marked & set(run):
                marked |= set(run)
        return marked

    def _cut(self, last: int) -> int:
        """Place from which on all is furniture; behind the last line where nothing proves it."""
        count = len(self.lines)
        if self.last < count:
            return self._before_end(last)
        seen: set[str] = set()
        evidence, cut, evident = 0.0, count, 0
        for place in range(count - 1, last, -1):
            below = count - place
            evidence += self._evidence(place, seen, links=below - 1)
            opens = self._opens_foot(place)
            # All links below such a heading are what it offers.
            evident = below if self.lines[place].look is Look.OFFER else evident + opens
            if evidence >= 2 and opens and evident * 2 >= below:
                cut = place
        return cut

    def _before_end(self, last: int) -> int:
        """The mark of the end, or the furniture that stands right above it, as contacts do."""
        cut = self.last
        for place in range(self.last - 1, last, -1):
            if self._is_evident(place) or place in self.contacts | self.teasers:
                cut = place
            elif self.lines[place].look is not Look.DEBRIS:
                break
        return cut

    def _evidence(self, place: int, seen: set[str], links: int) -> float:
        line = self.lines[place]
        if place in self.joined:
            return 0.0
        if place in self.teasers or place in self.menus:
            return 2.0
        if place in self.contacts and (line.is_contact or place in self.recurring):
            return 2.0
        if line.look is Look.OFFER and links:
            return 2.0
        if place in self.recurring:
            common = self.learned.share(line.trace) >= _SHARE_OF_FRAME
            return 2.0 if common or line.look is Look.DEBRIS else 1.0
        if line.look in (Look.SIGNAL, Look.FURNITURE, Look.OFFER):
            new = (line.kinds or {"inline"}) - seen
            seen |= new
            return float(len(new))
        if line.look is Look.DEBRIS and len(line.words) > 5:
            return 0.5
        return 0.0

    def _opens_foot(self, place: int) -> bool:
        """Whether furniture may begin with this line."""
        line = self.lines[place]
        return (
            line.look in (Look.SIGNAL, Look.FURNITURE, Look.OFFER, Look.DEBRIS)
            or place in self.recurring | self.teasers | self.menus | self.contacts
        )

    # Pieces of lines, and spans.

    def _pieces(self, marked: Collection[int], first: int) -> list[Span]:
        """Furniture inside lines: the site's name, credits of pictures, markup."""
        spans = []
        for place, line in enumerate(self.lines):
            if place in marked:
                continue
            written = self.text[line.start : line.end]
            if place == 0:
                spans += self._around_headline(line)
            if place < first and (contact := line.contact_behind_date):
                at = written.find(contact)
                spans += [(line.start + at, line.end)] if at > 0 else []
            if "(" in written and (credit := CREDIT.search(written)):
                spans.append((line.start + credit.start(), line.start + credit.end()))
        if "<" in self.text:
            spans += [match.span() for match in MARKUP.finditer(self.text)]
        return spans

    def _around_headline(self, line: Line) -> list[Span]:
        """The name of the site beside the headline, and "for immediate release" before it."""
        spans = []
        written = self.text[line.start : line.end]
        if (release := RELEASE.match(written)) and ":" in release[0]:
            spans.append((line.start, line.start + release.end()))
        if len(written) != len(line.words) or (line.is_sentence and written.endswith(".")):
            return spans  # no headline, or its places differ since white space was joined
        site = self.learned.affix(line.words) or self._affix_by_repetition(line.words)
        if site:
            spans.append((line.start + site[0], line.start + site[1]))
        return spans

    def _affix_by_repetition(self, first: str) -> Span | None:
        """Where the page shows its headline again without what stands behind it here."""
        for headline, site in affixes(first):
            written = first[slice(*headline)].casefold()
            if len(written) >= 12 and any(
                line.words.casefold() == written for line in self.lines[1:40]
            ):
                return site
        return None

    def _single(self, places: Collection[int]) -> tuple[Span, ...]:
        return tuple((self.lines[place].start, self.lines[place].end) for place in sorted(places))

    def _spans(self, marked: Collection[int]) -> list[Span]:
        return [
            (self.lines[run[0]].start, self.lines[run[-1]].end)
            for run in blocks.runs(marked, len(self.lines))
        ]
