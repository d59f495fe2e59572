"""Text search in the archive: words, phrases, ranking and marked words. Knows no entities."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from unicodedata import combining

from django.contrib.postgres.search import (
    SearchQuery,
    SearchQueryCombinable,
    SearchQueryField,
)
from django.db import connection
from django.db.models import BooleanField, Func, QuerySet, TextField, Value
from django.db.models.functions import Left

from articles.models import SEARCH_CONFIG, Article

# Signs that no text holds (private use area), around words that match.
OPEN, CLOSE = "\ue000", "\ue001"
# Words that the index leaves out, of those that stand inside names and phrases.
_SMALL_WORDS = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
)
_BREAK = re.compile(r"[,;:!?]")
# Letters that two forms of a word share at least, and those that an ending may have.
_LEAST_ALIKE, _LONGEST_ENDING = 3, 3
_MARKED = re.compile(f"{OPEN}(.*?){CLOSE}", re.DOTALL)


class Matches(Func):
    """Whether words (a text search vector) hold what a query looks for."""

    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = BooleanField()


class IsEmpty(Func):
    """Whether a query has nothing to look for, since all its words are without meaning."""

    template = "(numnode(%(expressions)s) = 0)"
    output_field = BooleanField()


class NotWords(SearchQueryCombinable, Func):  # type: ignore[misc]  # so is Django's SearchQuery
    """Nothing of what the query looks for."""

    template = "!!(%(expressions)s)"
    config: str | None = None
    output_field = SearchQueryField()


def words_query(words: str) -> SearchQuery:
    """All of the words, in any form and order."""
    return SearchQuery(words, config=SEARCH_CONFIG, search_type="plain")


def are_without_meaning(words: str) -> bool:
    """Whether the index knows none of the words, since every text has them (“the”)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT numnode(plainto_tsquery(%s::regconfig, %s)) = 0", [SEARCH_CONFIG, words]
        )
        return bool(cursor.fetchone()[0])


def phrase_query(phrase: str) -> SearchQuery:
    """The words one after the other."""
    return SearchQuery(phrase, config=SEARCH_CONFIG, search_type="phrase")


def pieces_of(beginning: str) -> list[str]:
    """The words typed before an asterisk, small and without accents; the last is open."""
    letters = unicodedata.normalize("NFKD", beginning.casefold())
    plain = "".join(sign if sign.isalnum() else " " for sign in letters if not combining(sign))
    return plain.split() or [""]


def prefix_query(beginning: str, stems: Iterable[str] = ()) -> SearchQuery:
    """Words that begin so, or that have the beginning itself as one of their forms.

    The index knows only the stems of words. `stems` are those of words that begin so but whose
    stem does not, such as `extort` of the words that begin with `extortio`.
    """
    *whole, last = pieces_of(beginning)
    ends = " | ".join([f"'{last}':*", *(_literal(stem) for stem in stems)])
    literal = " <-> ".join([*map(_literal, whole), f"({ends})"])
    begins = SearchQuery(literal, config="simple", search_type="raw")
    return begins | words_query(beginning)


def _literal(word: str) -> str:
    """The word as it is, in the language of the database."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def with_marked_text(
    articles: QuerySet[Article], query: SearchQueryCombinable, *, most: int
) -> QuerySet[Article]:
    """Annotate `marked_text`: the first `most` characters with what matches between the signs."""
    options = f"StartSel={OPEN}, StopSel={CLOSE}, HighlightAll=true"
    headline = Func(
        Value(SEARCH_CONFIG),
        Left("text", most),
        query,
        Value(options),
        function="ts_headline",
        template="%(function)s(%(expressions)s)",
        output_field=TextField(),
    )
    return articles.annotate(marked_text=headline)


def marked_spans(marked_text: str) -> list[tuple[int, int]]:
    """The spans between the marks, in code points of the text without marks."""
    spans = []
    for number, match in enumerate(_MARKED.finditer(marked_text)):
        start = match.start() - 2 * number
        spans.append((start, start + len(match[1])))
    return spans


def without_pieces(
    text: str, spans: list[tuple[int, int]], phrases: Collection[str], words: Collection[str]
) -> list[tuple[int, int]]:
    """The marked spans without words that are only a piece of a phrase.

    The database marks the words of a phrase wherever they stand: “San” of “San Miguel” in “San
    Salvador” too. What stays is a whole phrase, or looks like a form of one of the other words.
    Where nothing would stay, everything does.
    """
    wanted = [_meaningful(phrase) for phrase in phrases]
    if not any(len(phrase) > 1 for phrase in wanted):
        return spans
    wanted += [[word] for text_of in words for word in _meaningful(text_of)]
    kept: set[tuple[int, int]] = set()
    for run in _runs(text, sorted(spans)):
        marked = [(word, span) for span in run for word in _meaningful(text[slice(*span)])]
        for phrase in wanted:
            for first in range(len(marked) - len(phrase) + 1):
                piece = marked[first : first + len(phrase)]
                if all(_alike(word, one) for (word, _), one in zip(piece, phrase, strict=True)):
                    kept.update(span for _, span in piece)
    return sorted(kept) or spans


def _runs(text: str, spans: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Spans with nothing between them but gaps and words without meaning."""
    run: list[tuple[int, int]] = []
    for span in spans:
        gap = text[run[-1][1] : span[0]] if run else ""
        if _meaningful(gap) or _BREAK.search(gap):
            yield run
            run = []
        run.append(span)
    if run:
        yield run


def _meaningful(text: str) -> list[str]:
    """The words without those that the index leaves out; small, without accents."""
    return [word for word in re.findall(r"\w+", _plain(text)) if word not in _SMALL_WORDS]


def _alike(word: str, other: str) -> bool:
    """Whether both are probably forms of one word: endings change in English."""
    length = max(_LEAST_ALIKE, min(len(word), len(other)) - _LONGEST_ENDING)
    return word[:length] == other[:length]


def _plain(word: str) -> str:
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", word.casefold()) if not combining(sign)
    )


@dataclass(frozen=True)
class Passage:
    """A piece `text[start:end]` with the spans in it that matched, all in code points."""

    start: int
    end: int
    marks: tuple[tuple[int, int], ...]


def best_passage(
    text: str, marks: list[tuple[int, int]], *, first: int = 0, length: int = 240
) -> Passage:
    """The piece of about `length` characters that holds the most different marked words.

    It begins and ends between words, not before `first`. Without marks there it begins at `first`.
    """
    marks = sorted({mark for mark in marks if mark[0] >= first})
    best, score = (first, first), -1
    last = 0
    for number, (start, _) in enumerate(marks):
        last = max(last, number)
        while last + 1 < len(marks) and marks[last + 1][1] - start <= length:
            last += 1
        window = {text[begin:end].casefold() for begin, end in marks[number : last + 1]}
        if len(window) > score:
            best, score = (start, marks[last][1]), len(window)
    spare = max(0, length - (best[1] - best[0]))
    start = _between_words(text, max(first, best[0] - spare // 3), forward=True, limit=best[0])
    end = _between_words(text, min(len(text), start + length), forward=False, limit=best[1])
    start += len(text[start:end]) - len(text[start:end].lstrip())
    # A mark that begins with white space is cut with it.
    inside = tuple(
        (max(begin, start), min(stop, end))
        for begin, stop in marks
        if max(begin, start) < min(stop, end)
    )
    return Passage(start, end, inside)


def _between_words(text: str, position: int, *, forward: bool, limit: int) -> int:
    """The nearest edge of a word towards the marked words, which end at `limit`."""
    if position in (0, len(text)):
        return position
    step = 1 if forward else -1
    while position != limit and not text[position - 1 if forward else position].isspace():
        position += step
    return position
