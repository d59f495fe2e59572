"""Text search in the archive: words, phrases, ranking and marked words. Knows no entities."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import chain, islice, product
from operator import or_
from unicodedata import combining

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import (
    SearchQuery,
    SearchQueryCombinable,
    SearchQueryField,
)
from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
    F,
    Func,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Left

from articles.models import SEARCH_LANGUAGES, Article
from articles.word_forms import SMALL_WORDS, forms

# Signs that no text holds (private use area), around words that match.
OPEN, CLOSE = "\ue000", "\ue001"
_BREAK = re.compile(r"[,;:!?]")
# Letters that two forms of a word share at least, and those that an ending may have.
_LEAST_ALIKE, _LONGEST_ENDING = 3, 3
_MARKED = re.compile(f"{OPEN}(.*?){CLOSE}", re.DOTALL)


# How a word is told from one of another language that looks the same: as the function
# `article_words` does.
_MARKS = {language: "" if language == "en" else f"{language}:" for language in SEARCH_LANGUAGES}
# Combinations of words that may stand near each other.
_MOST_COMBINED = 12
# What PostgreSQL makes of words, in each language, and of words with umlauts as those write them
# who have none; the pieces of one word stand side by side.
_STEMS = """
    SELECT phraseto_tsquery(config::regconfig, searched_text(words))::text,
           phraseto_tsquery(config::regconfig, without_umlauts(searched_text(words)))::text
      FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS asked(config, words, place)
     ORDER BY place
"""
_SHORT_PIECES = re.compile(r"\b(\w{1,3})&(?=\w{1,3}\b)")
_LEXEME = re.compile(r"'(?:[^']|'')+'")


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


class Stems(SearchQuery):
    """A query whose words are stems already, written as PostgreSQL writes a `tsquery`."""

    template = "(%(expressions)s)::tsquery"

    def __init__(self, written: str) -> None:
        super().__init__(Value(written))


def words_query(words: str, language: str = "") -> Stems:
    """All of the words, in any form and order; in articles of every language, or as one has them.

    That of one `language` is for its text, where nothing tells it from words of others.
    """
    return Stems(_written(words, language, is_phrase=False))


def are_without_meaning(words: str) -> bool:
    """Whether the index knows none of the words, since every text has them (“the”)."""
    return bool(words) and not _written(words, "en", is_phrase=False)


def phrase_query(phrase: str, language: str = "") -> Stems:
    """The words one after the other; see `words_query`."""
    return Stems(_written(phrase, language, is_phrase=True))


def _written(words: str, language: str, *, is_phrase: bool) -> str:
    """The query for these words; nothing where they have no meaning in English."""
    found = _stemmed(" ".join(words.split()), is_phrase)
    if language:
        return found[language]
    if not found["en"]:
        return ""
    marked = [_marked(query, each) for each, query in found.items() if query]
    return " | ".join(f"({query})" for query in dict.fromkeys(marked))


def _marked(query: str, language: str) -> str:
    """The query as the index has the words of this language."""
    mark = _MARKS[language]
    return _LEXEME.sub(lambda lexeme: f"'{mark}{lexeme[0][1:]}", query) if mark else query


@lru_cache(maxsize=4096)
def _stemmed(words: str, is_phrase: bool) -> dict[str, str]:
    """The query for these words in each language; one question to the database.

    PostgreSQL's answer is the same every time, so it is asked once.
    """
    each = words.split()
    asked: list[tuple[str, tuple[str, ...]]] = [("en", (words,))] if is_phrase else []
    asked += [("en", (word,)) for word in each]
    for language in SEARCH_LANGUAGES[1:]:
        asked += [(language, _any_form(word, language)) for word in each]
    configs = [f"public.news_{language}" for language, one in asked for _ in one]
    texts = [form for _, one in asked for form in one]
    with connection.cursor() as cursor:
        cursor.execute(_STEMS, [configs, texts])
        answers = iter(cursor.fetchall())
    of_all = [[*chain(*islice(answers, len(one)))] for _, one in asked]
    of_phrase = of_all.pop(0) if is_phrase else []
    # What has no meaning in English has none for whoever mixes languages: “the extorsión”.
    is_meant = [any(of_one) for of_one in of_all[: len(each)]]
    found = {}
    for place, language in enumerate(SEARCH_LANGUAGES):
        of_language = of_all[place * len(each) : (place + 1) * len(each)]
        found[language] = _joined(of_language, is_meant, is_phrase)
    if is_phrase:
        found["en"] = " | ".join(f"({query})" for query in dict.fromkeys(filter(None, of_phrase)))
    return found


def _any_form(word: str, language: str) -> tuple[str, ...]:
    """The word and what its other number may be."""
    if not word.isalpha():
        return (word,)
    return tuple(dict.fromkeys([*forms(_plain(word), language), word]))


def _joined(words: list[list[str]], is_meant: list[bool], is_phrase: bool) -> str:
    """One query of the queries for all forms of each word.

    A word without meaning is left out, with its other forms; in a phrase it keeps its place.
    """
    query, distance = "", 0
    for of_one, is_wanted in zip(words, is_meant, strict=True):
        distance += 1
        if not (of_one[0] and is_wanted):
            continue
        alternatives = " | ".join(dict.fromkeys(filter(None, of_one)))
        joint = f" <{distance}> " if is_phrase else " & "
        query += f"{joint}({alternatives})" if query else f"({alternatives})"
        distance = 0
    return query


def near_query(words: str, most: int) -> Q:
    """Rows whose `words` match `words_query` and stand within so many words of each other."""
    found = Q()
    for language, query in _stemmed(" ".join(words.split()), False).items():
        if not query:
            continue
        here = Q(Matches("words", Stems(_marked(query, language))))
        if "&" in query:
            together = (Q(_within(each, most)) for each in _combinations(query, _MARKS[language]))
            here &= reduce(or_, together)
        found |= here
    return found


def _combinations(query: str, mark: str) -> Iterator[list[str]]:
    """Lexemes that have to stand near each other: one form of each word, with all its pieces."""
    groups = [
        [_LEXEME.findall(form) for form in group.split(" | ")] for group in query.split(" & ")
    ]
    for one in islice(product(*groups), _MOST_COMBINED):
        yield [mark + _read(lexeme) for lexeme in chain(*one)]


def _read(lexeme: str) -> str:
    return lexeme[1:-1].replace("''", "'").replace("\\\\", "\\")


def _within(lexemes: list[str], most: int) -> Func:
    wanted = Func(Value(lexemes, ArrayField(TextField())), function="array_to_tsvector")
    return Func(
        F("words"), wanted, Value(most), function="words_within", output_field=BooleanField()
    )


def pieces_of(beginning: str) -> list[str]:
    """The words typed before an asterisk, small and without accents; the last is open.

    The pieces of `AT&T` are one word, as in the function `searched_text`.
    """
    whole = _SHORT_PIECES.sub("\\1ꝫ", _plain(beginning))
    plain = "".join(sign if sign.isalnum() else " " for sign in whole)
    return plain.split() or [""]


def prefix_query(
    beginning: str, stems: Iterable[tuple[str, str]] = (), language: str = ""
) -> SearchQueryCombinable:
    """Words that begin so, or that have the beginning itself as one of their forms.

    The index knows only the stems of words. `stems` are those of words that begin so but whose
    stem does not, each with its language, such as `extort` of the words that begin with `extortio`.
    """
    *whole, last = pieces_of(beginning)
    before = _stemmed(" ".join(whole), True) if whole else {}
    begins = []
    for each in (language,) if language else SEARCH_LANGUAGES:
        mark = "" if language else _MARKS[each]
        cut = [_literal(mark + stem) for of_language, stem in stems if of_language == each]
        ends = f"({' | '.join([f'{_literal(mark + last)}:*', *cut])})"
        # Nothing stands before it but words without meaning where the query is empty.
        first = before.get(each, "") if language else _marked(before.get(each, ""), each)
        begins.append(f"({first}) <-> {ends}" if first else ends)
    return Stems(" | ".join(begins)) | words_query(beginning, language)


def _literal(word: str) -> str:
    """The word as it is, in the language of the database."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def with_marked_text(
    articles: QuerySet[Article], query: Callable[[str], SearchQueryCombinable | None], *, most: int
) -> QuerySet[Article]:
    """Annotate `marked_text`: the first `most` characters with what matches between the signs.

    `query` gives what is looked for in a text of one of the languages.
    """
    marked = [
        When(search_language=language, then=_headline(language, wanted, most))
        for language in SEARCH_LANGUAGES
        if (wanted := query(language)) is not None
    ]
    written_in = Func("language", function="search_language", output_field=TextField())
    return articles.alias(search_language=written_in).annotate(marked_text=Case(*marked))


def _headline(language: str, query: SearchQueryCombinable, most: int) -> Func:
    return Func(
        Value(f"public.news_{language}"),
        Func(Left("text", most), function="searched_text"),
        query,
        Value(f"StartSel={OPEN}, StopSel={CLOSE}, HighlightAll=true"),
        function="ts_headline",
        template="%(function)s(%(expressions)s)",
        output_field=TextField(),
    )


def marked_spans(marked_text: str) -> list[tuple[int, int]]:
    """The spans between the marks, in code points of the text without marks."""
    spans = []
    for number, match in enumerate(_MARKED.finditer(marked_text)):
        start = match.start() - 2 * number
        spans.append((start, start + len(match[1])))
    return spans


def without_pieces(
    text: str,
    spans: list[tuple[int, int]],
    phrases: Collection[str],
    words: Collection[str],
    language: str = "en",
) -> list[tuple[int, int]]:
    """The marked spans without words that are only a piece of a phrase.

    The database marks the words of a phrase wherever they stand: “San” of “San Miguel” in “San
    Salvador” too. What stays is a whole phrase, or looks like a form of one of the other words.
    Where nothing would stay, everything does.
    """
    small = SMALL_WORDS.get(language[:2].lower(), frozenset())
    wanted = [_meaningful(phrase, small) for phrase in phrases]
    if not any(len(phrase) > 1 for phrase in wanted):
        return spans
    wanted += [[word] for text_of in words for word in _meaningful(text_of, small)]
    kept: set[tuple[int, int]] = set()
    for run in _runs(text, sorted(spans), small):
        marked = [(word, span) for span in run for word in _meaningful(text[slice(*span)], small)]
        for phrase in wanted:
            for first in range(len(marked) - len(phrase) + 1):
                piece = marked[first : first + len(phrase)]
                if all(_alike(word, one) for (word, _), one in zip(piece, phrase, strict=True)):
                    kept.update(span for _, span in piece)
    return sorted(kept) or spans


def _runs(
    text: str, spans: list[tuple[int, int]], small: Collection[str]
) -> Iterator[list[tuple[int, int]]]:
    """Spans with nothing between them but gaps and words without meaning."""
    run: list[tuple[int, int]] = []
    for span in spans:
        gap = text[run[-1][1] : span[0]] if run else ""
        if _meaningful(gap, small) or _BREAK.search(gap):
            yield run
            run = []
        run.append(span)
    if run:
        yield run


def _meaningful(text: str, small: Collection[str]) -> list[str]:
    """The words without those that the index leaves out; in small letters, without accents."""
    return [word for word in re.findall(r"\w+", _plain(text)) if word not in small]


def _alike(word: str, other: str) -> bool:
    """Whether both are probably forms of one word: endings change."""
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
