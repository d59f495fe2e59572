"""The part of an article that is read, with what every reader of it needs to know."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from articles.text import paragraphs
from entities.extraction.text.casing import in_mixed_case, is_in_capitals
from entities.nlp import Analysis, Named

Span = tuple[int, int]
_ADDRESS_OR_TAG = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.\w[\w.-]*|</?[a-z][^<>\n]{0,300}>", re.IGNORECASE
)


@dataclass(frozen=True)
class Passage:
    """Readable text; offsets are code points of it, `offset` lies before its first one.

    It has the length of the article's body: furniture, web addresses and tags are blanks in it.
    """

    text: str
    offset: int
    published: date | None
    precision: str
    dateline: str
    capitals: bool
    blocks: tuple[Span, ...]
    sentences: list[Span] = field(default_factory=list)
    named: tuple[Named, ...] = ()
    _starts: list[int] = field(default_factory=list)

    def for_model(self) -> str:
        """Return the text as the language model likes it, every character in its place."""
        pieces = []
        reached = 0
        for start, end in self.blocks:
            pieces.append("\n" * (start - reached))
            pieces.append(self.text[start:end].translate(_PLAIN_SPACES))
            reached = end
        pieces.append("\n" * (len(self.text) - reached))
        return in_mixed_case("".join(pieces))

    def take_in(self, analysis: Analysis) -> "Passage":
        """Return the passage with its sentences and what the model named in it."""
        sentences = _sentences(self.text, self.blocks, analysis.sentences)
        return Passage(
            self.text,
            self.offset,
            self.published,
            self.precision,
            self.dateline,
            self.capitals,
            self.blocks,
            sentences,
            analysis.named,
            [start for start, _ in sentences],
        )

    def sentence_of(self, offset: int) -> Span:
        """The sentence in which a character stands."""
        place = bisect_right(self._starts, offset) - 1
        return self.sentences[max(place, 0)] if self.sentences else (0, len(self.text))


_PLAIN_SPACES = {ord(space): " " for space in "\n\t\u00a0\u2007\u202f\u2009\u200b"} | {
    ord("’"): "'",
    ord("‘"): "'",
    ord("“"): '"',
    ord("”"): '"',
}


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
    readable = text[start:end]
    for left, right in sorted(furniture):
        left, right = max(left - start, 0), min(right - start, len(readable))
        if left < right:
            readable = readable[:left] + "\n" * (right - left) + readable[right:]
    readable = _ADDRESS_OR_TAG.sub(lambda match: " " * len(match.group()), readable)
    return Passage(
        text=readable,
        offset=start,
        published=published,
        precision=precision,
        dateline=dateline,
        capitals=is_in_capitals(readable),
        blocks=tuple(paragraphs(readable, 0, len(readable))),
    )


def _sentences(text: str, blocks: Iterable[Span], proposed: Iterable[Span]) -> list[Span]:
    """Cut every paragraph where the model ends a sentence; spans have no outer white space."""
    ends = [end for _, end in proposed]
    sentences = []
    for start, end in blocks:
        left = start
        for cut in ends[bisect_right(ends, start) : bisect_right(ends, end - 1)]:
            if _ends_sentence(text[left:cut]):
                _add_trimmed(sentences, text, left, cut)
                left = cut
        _add_trimmed(sentences, text, left, end)
    return sentences


_ABBREVIATION_AT_END = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Capt|Maj|Gov|Sen|Rep|St|No|Jr|Sr|Jan|Feb|Aug|Sept|Oct|"
    r"Nov|Dec|vs|Prof|Insp|Det|Supt|U\.S|D\.C)\.\s*$"
)


def _ends_sentence(words: str) -> bool:
    return not _ABBREVIATION_AT_END.search(words[-12:])


def _add_trimmed(sentences: list[Span], text: str, start: int, end: int) -> None:
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    right = start + len(words.rstrip())
    if left < right:
        sentences.append((left, right))
