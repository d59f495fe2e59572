"""Made-up articles by the million, the same ones every time: words as frequent as in a language
(Zipf–Mandelbrot), names of the gazetteer between them, some articles in several copies."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy

WORDS = 300
MENTIONS = 8
VOCABULARY = 60_000
# Words without meaning are two in five of any English text, and no index of PostgreSQL has them.
EMPTY_WORDS = (
    "the of and to a in that is was for it with as his on be at by i this had not are but from or "
    "have an they which one you were her all she there would their we him been has when who will "
    "more no if out so said what up its about into than them can only other new some could time "
    "these two may then do first any my now such like our over"
)
EMPTY_SHARE = 0.42
SOURCES = 200
FIRST_DAY, DAYS = datetime.date(1995, 1, 1), 25 * 365
# Of the mentions, as in the wire texts that the extraction is tried on.
SHARES = {"gang": 0.26, "person": 0.22, "location": 0.38, "agency": 0.09, "organization": 0.05}
COPIES = 0.03
# Articles that state how two gangs stand to each other.
RELATED = 0.2
BATCH = 2000


@dataclass(frozen=True)
class Thing:
    """An entity that articles mention."""

    key: int
    kind: str
    name: str


@dataclass(slots=True)
class Written:
    """One article; mentions are (start, end, thing), the relationship (start, end, head, child)."""

    number: int
    source: int
    day: datetime.date
    title: str
    text: str
    mentions: list[tuple[int, int, Thing]]
    relationship: tuple[int, int, Thing, Thing] | None = None


class Collection:
    """`size` articles about `things`, numbered from 1."""

    def __init__(self, size: int, things: dict[str, list[Thing]]) -> None:
        self.size = size
        self.things = things
        self.words = numpy.array([*EMPTY_WORDS.split(), *vocabulary()])
        self._cumulated = numpy.cumsum(
            [*EMPTY_SHARE * zipf(len(EMPTY_WORDS.split())), *(1 - EMPTY_SHARE) * zipf(VOCABULARY)]
        )
        self._of_kind = {kind: numpy.cumsum(zipf(len(found))) for kind, found in things.items()}

    def batches(self) -> Iterator[list[Written]]:
        for first in range(1, self.size + 1, BATCH):
            yield self._batch(first, min(BATCH, self.size + 1 - first))

    def _batch(self, first: int, count: int) -> list[Written]:
        chance = numpy.random.default_rng(first)
        words = self.words[_drawn(chance, self._cumulated, (count, WORDS))]
        titles = self.words[_drawn(chance, self._cumulated, (count, 6))]
        kinds = chance.choice(len(SHARES), size=(count, MENTIONS), p=list(SHARES.values()))
        draws = chance.random((count, MENTIONS))
        places = numpy.sort(chance.integers(1, WORDS, (count, MENTIONS)), axis=1)
        sources = _drawn(chance, numpy.cumsum(zipf(SOURCES)), count)
        days = chance.integers(0, DAYS, count)
        luck = chance.random((count, 2))
        written: list[Written] = []
        for row in range(count):
            things = [
                self._thing(list(SHARES)[kind], draw)
                for kind, draw in zip(kinds[row], draws[row], strict=True)
            ]
            number, source = first + row, int(sources[row])
            day = FIRST_DAY + datetime.timedelta(int(days[row]))
            if written and luck[row, 0] < COPIES:
                written.append(_copy(written[-1], number, source, day))
                continue
            text, mentions = _text(words[row], places[row], things)
            title = " ".join([things[0].name, *titles[row]])
            relationship = _related(text, mentions) if luck[row, 1] < RELATED else None
            written.append(Written(number, source, day, title, text, mentions, relationship))
        return written

    def _thing(self, kind: str, draw: float) -> Thing:
        found = self.things[kind]
        return found[min(int(self._of_kind[kind].searchsorted(draw)), len(found) - 1)]


def word_in(share: float) -> str:
    """The word that about this share of the articles have."""
    shares = 1 - (1 - (1 - EMPTY_SHARE) * zipf(VOCABULARY)) ** WORDS
    return vocabulary()[int(numpy.abs(shares - share).argmin())]


def vocabulary() -> list[str]:
    """Words that nobody uses, short ones first; no stemmer changes most of them."""
    syllables = [a + b for a, b in product("bdfgklmnprtvz", "aeiou")]
    words = [a + b for a, b in product(syllables, syllables)]
    words += [a + b + c for a, b, c in product(syllables, syllables, syllables)]
    return [f"{word}k" for word in words[:VOCABULARY]]


def zipf(count: int) -> numpy.ndarray:
    """The frequencies of `count` words by rank, after Mandelbrot."""
    weights = 1 / (numpy.arange(count) + 2.7)
    return weights / weights.sum()


def _drawn(chance: numpy.random.Generator, cumulated: numpy.ndarray, shape) -> numpy.ndarray:
    return cumulated.searchsorted(chance.random(shape)).clip(0, len(cumulated) - 1)


def _text(words, places, things: list[Thing]) -> tuple[str, list[tuple[int, int, Thing]]]:
    """The words with the names between them, in sentences, and where the names stand."""
    pieces, mentions, length, last = [], [], 0, 0
    for place, thing in zip(places, things, strict=True):
        before = _sentences(words[last:place]) + " " if place > last else ""
        start = length + len(before)
        mentions.append((start, start + len(thing.name), thing))
        pieces += [before, thing.name, " "]
        length = start + len(thing.name) + 1
        last = place
    pieces.append(_sentences(words[last:]))
    return "".join(pieces), mentions


def _sentences(words) -> str:
    return ". ".join(" ".join(words[at : at + 14]) for at in range(0, len(words), 14))


def _copy(one: Written, number: int, source: int, day: datetime.date) -> Written:
    """The same text as another paper prints it, with a line of its own."""
    text = f"{one.text} ({number})"
    return Written(number, source, day, one.title, text, one.mentions, one.relationship)


def _related(text: str, mentions) -> tuple[int, int, Thing, Thing] | None:
    gangs = [mention for mention in mentions if mention[2].kind == "gang"]
    if len({mention[2].key for mention in gangs}) < 2:
        return None
    one = gangs[0]
    other = next(mention for mention in gangs if mention[2].key != one[2].key)
    head, child = sorted((one[2], other[2]), key=lambda thing: thing.key)
    return one[0], min(one[0] + 200, len(text)), head, child
