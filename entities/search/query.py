"""From the tree of a query to what it means, and on to a filter on the search rows.

`interpret` gives the tree of `language.tree` with what names mean in their places: `Words` and
`Beginning` for words that are no names, and what the fields make of themselves, such as
`Mentions`, `Sources`, `Linked` and `NearPlaces` (every `fields.search_field.Meaning`). `And`, `Or`,
`Not` and `Phrase` stay as they are; `Word`, `Prefix`, `Named`, `PublishedBy`, `Related` and `Near`
are gone. `condition` makes a filter on `SearchRow` of that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQueryCombinable
from django.db.models import Q

from articles.search import (
    IsEmpty,
    Matches,
    NotWords,
    near_query,
    phrase_query,
    prefix_query,
    words_query,
)
from entities.extraction.text import is_ordinary
from entities.models import Entity
from entities.search.fields.entity_names import Mentions
from entities.search.fields.lookup import LONGEST_NAME, Names, PinnedNameGone, foremost
from entities.search.fields.origin_counts import Corroborated
from entities.search.fields.search_field import Meaning, SearchField
from entities.search.fields.stated_relationships import Linked
from entities.search.language.field import Condition
from entities.search.language.tree import (
    And,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    QueryError,
    Span,
    Word,
    replaced,
    to_text,
    together,
)


@dataclass(frozen=True)
class Words(Node):
    """Bare words that name nothing: all of them, in any form and order.

    Words that stand in one `And` are one condition, wherever they stand in it, since words
    without meaning (“the”) must not count by themselves. Where all are such, they exclude nothing.
    `offered` are some of the words side by side with the entities that carry them as a weak name,
    one that is an ordinary word too (“contras”): they are not searched for, only shown.
    """

    words: tuple[Word, ...]
    offered: tuple[tuple[tuple[Word, ...], tuple[Entity, ...]], ...] = ()

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True)
class Beginning(Meaning):
    """Has a word that begins so, in any form.

    `stems` are those that do not begin so themselves, each with its language.
    """

    written: Prefix
    stems: tuple[tuple[str, str], ...] = ()

    @property
    def as_written(self) -> Prefix:
        return self.written


def interpret(tree: Node) -> Node:
    """The tree with every name looked up, in five queries at most.

    Bare words that stand side by side are tried as names first, the longest name winning. Raises
    `QueryError` where a pinned entity or source is gone.
    """
    return _interpreted(tree, Names(tree))


def interpret_each(trees: Sequence[Node]) -> list[Node | QueryError]:
    """Each of the trees as `interpret` gives it, or why it cannot be; five queries in all."""
    names = Names(Or(tuple(trees)))
    found: list[Node | QueryError] = []
    for tree in trees:
        try:
            found.append(_interpreted(tree, names))
        except QueryError as error:
            found.append(error)
    return found


def _interpreted(tree: Node, names: Names) -> Node:
    try:
        return _Interpretation(names).node(tree)
    except PinnedNameGone as gone:
        raise QueryError(
            f"“{gone.name.text}” with the number {gone.name.key} is gone, merged away or deleted: "
            "search for the name alone.",
            *gone.name.span,
            repaired=to_text(replaced(tree, _without_keys)),
        ) from None


def _without_keys(node: Node) -> Node:
    return node.without_keys() if isinstance(node, Condition) else node


class _Interpretation:
    """One query, read with all that carries the names in it."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def node(self, node: Node) -> Node:
        match node:
            case And():
                return self._all(node)
            case Or():
                return together([self.node(part) for part in node.parts], Or)
            case Not():
                return Not(self.node(node.part), span=node.span)
            case Word():
                return self._run([node])[0]
            case Prefix():
                return Beginning(node, self.names.stems(node.text), span=node.span)
            case Phrase() if node.distance is None:
                return self._quoted(node)
            case SearchField():
                return node.interpret(self.names)
        return node

    def _all(self, node: And) -> Node:
        """The parts, with runs of words made names; the words left over become one condition."""
        parts: list[Node] = []
        run: list[Word] = []
        for part in node.parts:
            if isinstance(part, Word):
                run.append(part)
                continue
            parts += self._run(run)
            run = []
            parts.append(self.node(part))
        parts += self._run(run)
        return together(_gathered(_corroborated(parts))) if parts else And()

    def _run(self, words: list[Word]) -> list[Node]:
        """Words side by side as names and other words, the longest name first."""
        found: list[Node] = []
        at = 0
        while at < len(words):
            for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
                piece = tuple(words[at : at + length])
                if name := self._named_by(piece) or self._placed_by(piece):
                    found.append(name)
                    break
            else:
                found.append(Words(piece, self._weakly_named(words[at:]), span=piece[0].span))
            at += length
        return found

    def _weakly_named(
        self, words: list[Word]
    ) -> tuple[tuple[tuple[Word, ...], tuple[Entity, ...]], ...]:
        """The longest weak name that the words begin with, and who carries it."""
        for length in range(min(LONGEST_NAME, len(words)), 0, -1):
            piece = tuple(words[:length])
            if meant := self._weakly(" ".join(word.text for word in piece)):
                return ((piece, meant),)
        return ()

    def _weakly(self, text: str) -> tuple[Entity, ...]:
        carrying = [alias.entity for alias in self.names.aliases(text) if alias.weak]
        return tuple(foremost(list(dict.fromkeys(carrying)))[0])

    def _named_by(self, words: tuple[Word, ...]) -> Mentions | None:
        text = " ".join(word.text for word in words)
        span = Span(words[0].span.start, words[-1].span.end)
        return self._bare(text, words, Phrase(text, span=span))

    def _placed_by(self, words: tuple[Word, ...]) -> Mentions | None:
        """The place that the words name with what it lies in: `Santa Ana, El Salvador`."""
        parts = [" ".join(word.text for word in part) for part in _between_commas(words)]
        meant, others = foremost(self.names.within(parts))
        if not meant:
            return None
        span = Span(words[0].span.start, words[-1].span.end)
        searched, offered = (meant, []) if len(meant) == 1 else ([], meant)
        phrase = Phrase(" ".join(parts), span=span)
        return Mentions(
            words, tuple(searched), tuple(others), tuple(offered), phrase, span=phrase.span
        )

    def _quoted(self, phrase: Phrase) -> Node:
        if name := self._bare(phrase.text, phrase, phrase):
            return name
        weakly = self._weakly(phrase.text)
        return (
            Mentions(phrase, offered=weakly, words=phrase, span=phrase.span) if weakly else phrase
        )

    def _bare(
        self, text: str, written: Phrase | tuple[Word, ...], words: Phrase
    ) -> Mentions | None:
        """A name without a field: an ordinary word is none, and of several none is searched."""
        aliases = self.names.aliases(text)
        sure = [alias for alias in aliases if not alias.weak]
        carrying = [alias.entity for alias in sure or aliases]
        meant, others = foremost(list(dict.fromkeys(carrying)))
        if not meant or (not sure and (len(meant) > 1 or _is_ordinary(text))):
            return None
        searched, offered = (meant, []) if len(meant) == 1 else ([], meant)
        return Mentions(
            written, tuple(searched), tuple(others), tuple(offered), words, span=words.span
        )


def _between_commas(words: Sequence[Word]) -> list[list[Word]]:
    found: list[list[Word]] = [[]]
    for word in words:
        found[-1].append(word)
        if word.has_comma:
            found.append([])
    return [part for part in found if part]


def _is_ordinary(text: str) -> bool:
    """Whether a short name is rather not meant as one: all its words are ordinary, or numbers."""
    return all(word.isdecimal() or is_ordinary(word) for word in text.casefold().split())


def _corroborated(parts: list[Node]) -> list[Node]:
    """The parts, with relationships of as many origins as are asked for beside them."""
    asked = tuple(part for part in parts if isinstance(part, Corroborated))

    def changed(part: Node) -> Node:
        match part:
            case Linked():
                return replace(part, corroborated=asked)
            case And() | Or():
                return replace(part, parts=tuple(map(changed, part.parts)))
        return part

    return [changed(part) for part in parts] if asked else parts


def _gathered(parts: list[Node]) -> Iterator[Node]:
    """The parts with all plain words as one condition, at the place of the first."""
    plain = [part for part in parts if isinstance(part, Words)]
    words = tuple(word for part in plain for word in part.words)
    offered = tuple(one for part in plain for one in part.offered)
    for part in parts:
        if not isinstance(part, Words):
            yield part
        elif part is plain[0]:
            yield Words(words, offered, span=Span(words[0].span.start, words[-1].span.end))


def condition(node: Node) -> Q:
    """The rows of the articles for which this part of the query holds."""
    match node:
        case And():
            return _all(node)
        case Or():
            if query := text_query(node):
                return _has(query)
            return reduce(or_, map(condition, node.parts))
        case Not() if query := text_query(node.part):
            # Words without meaning exclude nothing.
            return ~Q(Matches("words", query)) | Q(IsEmpty(query))
        case Not():
            return ~condition(node.part)
        case Phrase(distance=int() as most):
            return _has(words_query(node.text)) & near_query(node.text, most)
        case _ if query := text_query(node):
            return _has(query)
        case Meaning():
            return node.condition()
    raise TypeError(f"The names in {node!r} have not been looked up.")


def text_query(node: Node, language: str = "") -> SearchQueryCombinable | None:
    """What to look for in the words alone; None where the part asks for anything else too.

    In articles of every language, or in the text of one; see `articles.search.words_query`.
    """
    match node:
        case Words():
            return words_query(node.text, language)
        case Phrase(distance=None):
            return phrase_query(node.text, language)
        case Beginning():
            return prefix_query(node.written.text, node.stems, language)
        case Not():
            query = text_query(node.part, language)
            return query and NotWords(query)
        case And() | Or() if node.parts:
            queries = [text_query(part, language) for part in node.parts]
            if None not in queries:
                return reduce(and_ if isinstance(node, And) else or_, queries)
    return None


def _all(node: And) -> Q:
    """All parts. What looks for words is one question, which the index answers as a whole.

    It comes last: where the index answers nothing, the words are fetched of what is left only.
    """
    queries, found = [], Q()
    is_asked = any(isinstance(part, Linked) and part.corroborated for part in node.parts)
    for part in node.parts:
        if is_asked and isinstance(part, Corroborated):
            continue  # the relationship beside it has to be so
        if query := text_query(part):
            queries.append(query)
        else:
            found &= condition(part)
    return found & _has(reduce(and_, queries)) if queries else found


def _has(query: SearchQueryCombinable) -> Q:
    """The words match, or none of them has a meaning."""
    return Q(Matches("words", query)) | Q(IsEmpty(query))
