"""The part of an article that is read, with what every reader of it needs to know."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain

from articles.importing.furniture.flow import flowing
from articles.text import paragraphs
from entities.extraction.lexicon import alternatives, english
from entities.extraction.text import in_mixed_case, is_in_capitals, sentences_in
from entities.names import fold_character
from entities.nlp import Named

_DROPPED = "\1"
_WORD = re.compile(f"[^ {_DROPPED}]+")
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Folded:
    """What `entities.names.fold` makes of a text; `text[i]` stood at `offsets[i]` before."""

    text: str
    offsets: array


class _Plain(dict[int, str]):
    """Folded characters by code point, with a sign for those that folding drops."""

    def __missing__(self, code_point: int) -> str:
        plain = self[code_point] = fold_character(chr(code_point)) or _DROPPED
        return plain


_PLAIN = _Plain()


def fold_with_offsets(text: str) -> Folded:
    """Fold a text as names are folded, and keep the offset (code points) of every character."""
    plain = text.translate(_PLAIN)
    pieces: list[str] = []
    offsets = array("I")
    reached = 0
    for word in _WORD.finditer(plain):
        start, end = word.span()
        if pieces:
            space = plain.find(" ", reached, start)
            # A letter and a digit are never parted: `MS 13` is `ms13`.
            if space >= 0 and pieces[-1][-1].isdecimal() == plain[start].isdecimal():
                pieces.append(" ")
                offsets.append(space)
        pieces.append(plain[start:end])
        offsets.extend(range(start, end))
        reached = end
    return Folded("".join(pieces), offsets)


Span = tuple[int, int]
# Stands between paragraphs: it is no white space, so no pattern reaches from one into the next.
PARAGRAPH_BREAK = "\0"
# Addresses, tags, and runs without a blank that are longer than any name, such as remains of
# files: what looks for names would take time by the square of their length.
_NO_WORDS = re.compile(
    r"(?<![!-~À-ɏ])[!-~À-ɏ]{200,}|(?<!\w)\w{200,}|(?=[hw])(?:https?://|www\.)\S+|"
    r"\b(?=[\w.+-]{1,64}@)[\w.+-]{1,64}@[\w-]+\.\w[\w.-]*|</?[a-z][^<>\n]{0,300}>",
    re.IGNORECASE,
)
LONGEST_HEADING = 150  # code points
# `SAN SALVADOR, El Salvador (AP) —`: only these words of the paragraph are in capitals.
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?: [A-ZÀ-Þ.'’-]+){0,4}(?=, [A-Z][\w. ]{1,25}(?: \(.{1,30}\))? ?[-–—]|"
    r" \(.{1,30}\) ?[-–—]| ?[–—]| -)"
)
# `Cape Town – Residents …` and `Chicago, Illinois (AP) – …`
_DATELINE_IN_MIXED_CASE = re.compile(
    r"[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]+){0,3}(?=(?:, [A-Z][\w. ]{1,25})?(?: \([^()]{1,30}\))?"
    r" ?(?:[–—]|(?<= )-) ?[A-ZÀ-Þ“\"])"
)
_SPACES = {ord(space): " " for space in "\0\n\t\r\v\f\u00a0\u2007\u2009\u202f"}
_HYPHEN_AFTER = re.compile(r"(?<=\w)-\w(?!ased\b|ed\b)")
_HYPHEN_BEFORE = re.compile(r"\w-$")
_BREAK_AFTER_WORD = re.compile(r"(?<=\w)\0\0")
_FOR_MODEL = {ord("\0"): "\n", ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"'}


@dataclass(frozen=True)
class Passage:
    """An article's body in three writings of one length, so that offsets hold for each.

    `original` is as published, `written` has one kind of blank within paragraphs and
    `PARAGRAPH_BREAK` between them, and in `text` words in capitals are in mixed case besides.
    Furniture, web addresses, tags and runs longer than any name are blanks in the latter two.
    `offset` is where the body begins in the article's text; spans are code points of the body.
    """

    original: str
    written: str
    text: str
    offset: int
    published: date | None
    precision: str
    dateline: str
    blocks: tuple[Span, ...]
    capitals: tuple[Span, ...]
    headings: tuple[Span, ...]
    datelines: tuple[Span, ...]
    sentences: tuple[Span, ...]
    named: tuple[Named, ...] = ()

    @cached_property
    def folded(self) -> Folded:
        """`written` as names are folded."""
        return fold_with_offsets(self.written)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORDS.findall(self.text))

    def has_any(self, words: Iterable[str]) -> bool:
        """Whether any of the words stands in `text`: else there is no need to look around it."""
        return not self._words.isdisjoint(words)

    def for_model(self, unread: Iterable[Span] = ()) -> str:
        """Return the text with the signs that the language model knows from its training.

        Of the `unread` paragraphs blanks are left.
        """
        text = self.text
        for start, end in unread:
            text = text[:start] + " " * (end - start) + text[end:]
        # A full stop keeps a headline from running into the first sentence.
        stopped = _BREAK_AFTER_WORD.sub(".\n", text)
        return stopped.translate(_FOR_MODEL)

    def take_in(self, named: Iterable[Named]) -> "Passage":
        """Return the passage with what the model named in it."""
        return replace(self, named=tuple(filter(self._is_whole, named)))

    def _is_whole(self, named: Named) -> bool:
        """Whether it reaches over no paragraph's end, and begins and ends where words do."""
        return PARAGRAPH_BREAK not in self.text[named.start : named.end] and not (
            _HYPHEN_AFTER.match(self.text, named.end)
            or _HYPHEN_BEFORE.search(self.text, max(0, named.start - 2), named.start)
        )

    def sentence_of(self, offset: int) -> Span:
        """The sentence in which a character stands."""
        place = bisect_right(self.sentences, (offset, len(self.text))) - 1
        return self.sentences[max(place, 0)] if self.sentences else (0, len(self.text))

    def heading_of(self, offset: int) -> Span | None:
        """The headline in which a character stands."""
        place = bisect_right(self.headings, (offset, len(self.text))) - 1
        return self.headings[place] if place >= 0 and offset < self.headings[place][1] else None

    def is_in_heading(self, offset: int) -> bool:
        """Whether a character stands in a headline, where every word may have a capital."""
        return self.heading_of(offset) is not None

    def is_headline(self, offset: int) -> bool:
        """Whether case tells nothing of names here, though it does elsewhere in the text."""
        return self.is_in_heading(offset) or (not self._is_wire and self.is_in_capitals(offset))

    @cached_property
    def _is_wire(self) -> bool:
        """Whether most of the text is in capitals, as wire copy is."""
        return sum(end - start for start, end in self.capitals) * 2 > sum(
            end - start for start, end in self.blocks
        )

    def is_in_capitals(self, offset: int) -> bool:
        """Whether the paragraph around a character is all in capitals, as wire copy is."""
        place = bisect_right(self.capitals, (offset, len(self.text))) - 1
        return place >= 0 and offset < self.capitals[place][1]


def make_passage(
    text: str,
    *,
    published: date | None,
    precision: str,
    body: Span,
    furniture: Iterable[Span],
    dateline: str,
) -> Passage:
    """Cut the body out of an article's text and blank what is not to be read."""
    start, end = max(body[0], 0), min(body[1], len(text))
    original = text[start:end]
    furniture = sorted(furniture)
    readable = _without_furniture(original, start, furniture)
    readable = _NO_WORDS.sub(lambda match: " " * len(match.group()), readable)
    lines = _paragraphs(readable, [(a - start, b - start) for a, b in furniture])
    blocks = join_broken_lines(readable, lines)
    capitals = tuple(block for block in blocks if is_in_capitals(readable[slice(*block)]))
    written, mixed = _joined(readable, blocks, ()), _joined(readable, blocks, capitals)
    return Passage(
        original=original,
        written=written,
        text=mixed,
        offset=start,
        published=published,
        precision=precision,
        dateline=dateline,
        blocks=blocks,
        capitals=capitals,
        sentences=tuple(chain.from_iterable(sentences_in(written, *block) for block in blocks)),
        datelines=tuple(
            (block[0], block[0] + found.end())
            for block in blocks
            if (found := _dateline(readable[slice(*block)].translate(_SPACES)))
        ),
        # Where nearly all is in capitals, they tell nothing of what is a headline.
        headings=tuple(
            block
            for block in blocks
            if (len(capitals) < 0.5 * len(blocks) or block not in capitals)
            and _is_heading(readable[slice(*block)])
        ),
    )


def _dateline(words: str) -> re.Match[str] | None:
    return _DATELINE.match(words) or _DATELINE_IN_MIXED_CASE.match(words)


def _paragraphs(readable: str, furniture: Sequence[Span]) -> Iterator[Span]:
    """Yield the paragraphs; a sentence may go on over several lines, but not over furniture."""
    reached, gap = 0, 0
    spans = list(paragraphs(readable, 0, len(readable)))
    for place, (_, end) in enumerate(spans):
        while gap < len(furniture) and furniture[gap][0] < end:
            gap += 1
        following = spans[place + 1][0] if place + 1 < len(spans) else len(readable)
        if place + 1 == len(spans) or (gap < len(furniture) and furniture[gap][0] < following):
            yield from flowing(readable, spans[reached : place + 1])
            reached = place + 1


def _without_furniture(original: str, offset: int, furniture: Iterable[Span]) -> str:
    pieces = []
    reached = 0
    for left, right in sorted(furniture):
        left = min(max(left - offset, reached), len(original))
        right = min(max(right - offset, left), len(original))
        pieces += [original[reached:left], "\n" * (right - left)]
        reached = right
    return "".join([*pieces, original[reached:]])


def _is_heading(words: str) -> bool:
    """Short, without a full stop, and nearly every long word with a capital."""
    long_words = [word for word in words.split() if len(word) >= 4]
    return (
        len(words) <= LONGEST_HEADING
        and words[-1] not in '.!?”"):;'
        and len(long_words) >= 2
        and sum(word[0].isupper() for word in long_words) >= 0.75 * len(long_words)
    )


def _joined(text: str, blocks: Iterable[Span], capitals: Iterable[Span]) -> str:
    """Write every paragraph on one line, those in capitals in mixed case."""
    in_capitals = set(capitals)
    pieces = []
    reached = 0
    for start, end in blocks:
        words = text[start:end].translate(_SPACES)
        pieces.append(PARAGRAPH_BREAK * (start - reached))
        if (start, end) in in_capitals:
            words = in_mixed_case(words)
        elif dateline := _DATELINE.match(words):
            words = in_mixed_case(dateline.group()) + words[dateline.end() :]
        pieces.append(words)
        reached = end
    return "".join([*pieces, PARAGRAPH_BREAK * (len(text) - reached)])


_TITLES = alternatives(
    map(str.capitalize, english.TITLES),
    map(str.capitalize, english.MEMBERS),
    map(str.capitalize, english.SHORT_TITLES),
)
# What leaves a sentence open: a word that needs another behind it, or the first of a quotation.
_OPEN = re.compile(
    rf"(?:(?<![\w’'-])(?:{alternatives(english.NEED_ANOTHER)}|{_TITLES})\.?|(?<!\S)[“‘][\w’'-]+|,)$"
)
_FARTHEST = 60
_GOES_ON = re.compile(r"[a-zà-ÿ][\w’'-]*(?:[\s,.]|$)")
_ENDS = re.compile(r"[.!?:;”\"»)]$")
_ITEM = re.compile(r"[a-z](?:[.)]|$)")
# `Sen. Tom⏎Hale: “…`: who speaks.
_SPEAKER = re.compile(rf"(?<![\w’'-])(?:{_TITLES})\.?(?:\s[\w.’'-]+){{1,3}}$")
_SPEAKS = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?:(?:\s|$)")


def join_broken_lines(text: str, blocks: Iterable[Span]) -> tuple[Span, ...]:
    """Join paragraphs that a single line break parts within a sentence."""
    joined: list[Span] = []
    for start, end in blocks:
        if joined and _is_broken(text, joined[-1][1], start, end):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def _is_broken(text: str, end: int, start: int, next_end: int) -> bool:
    if text.count("\n", end, start) != 1:
        return False
    before = text[max(text.rfind("\n", 0, end) + 1, end - _FARTHEST) : end]
    if _GOES_ON.match(text, start, next_end):
        return not _ENDS.search(before) and not _ITEM.match(text, start, next_end)
    if not (text[start].isupper() or (text[start].isdecimal() and not before.endswith(","))):
        return False
    return _OPEN.search(before) is not None or (
        _SPEAKS.match(text, start, next_end) is not None and _SPEAKER.search(before) is not None
    )
