"""What the names in a query mean: names become entities and sources, other words stay words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import or_

from django.db.models import Q

from articles.models import Source
from articles.search import pieces_of
from entities.extraction.text.casing import is_ordinary
from entities.kinds import Kind, RelationKind
from entities.models import Alias, Entity, KnownWord
from entities.models.entity import REGION
from entities.names import fold
from entities.search.language.characters import as_name
from entities.search.language.printing import to_text
from entities.search.language.query_errors import QueryError
from entities.search.language.rewrite import replaced
from entities.search.language.tree import (
    And,
    Name,
    Named,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    PublishedBy,
    Related,
    Span,
    Word,
    conditions,
    together,
)
from entities.search.query.nodes import Beginning, Linked, Mentions, NearPlaces, Sources, Words

# Names of more words than this are found only between quotation marks.
LONGEST_NAME = 6
# Sources that one part of a name may stand for.
_MOST_SOURCES = 20
# Places of one name that are compared; where more carry it, each is pinned.
_MOST_OF_ONE_NAME = 50


def understand(tree: Node) -> Node:
    """The tree with every name looked up (see `meaning`), in five queries at most.

    Bare words that stand side by side are tried as names first, the longest name winning. Raises
    `QueryError` where a pinned entity or source is gone.
    """
    return _Understanding(tree, _Carriers(tree)).node(tree)


def understand_each(trees: Sequence[Node]) -> list[Node | QueryError]:
    """Each of the trees as `understand` gives it, or why it cannot be; five queries in all."""
    carriers = _Carriers(Or(tuple(trees)))
    found: list[Node | QueryError] = []
    for tree in trees:
        try:
            found.append(_Understanding(tree, carriers).node(tree))
        except QueryError as error:
            found.append(error)
    return found


def written(entities: Iterable[Entity]) -> dict[int, Named]:
    """By primary key the condition that means just this entity; two queries at most.

    It is written by its name, and pinned to its key where the name alone would mean another or
    several: two gangs called Los Rojos, or the town of San Miguel inside its department.
    """
    entities = list(entities)
    carrying = defaultdict(set)
    rows = Alias.objects.live().filter(
        normalized__in={fold(entity.name) for entity in entities}, entity__merged_into=None
    )
    for normalized, kind, key in rows.values_list("normalized", "entity__kind", "entity"):
        carrying[normalized, kind].add(key)
    shared = {
        key
        for entity in entities
        if entity.kind == Kind.LOCATION
        for keys in [carrying[fold(entity.name), entity.kind]]
        if 1 < len(keys) <= _MOST_OF_ONE_NAME
        for key in keys
    }
    places = Entity.objects.filter(pk__in=shared).select_related("parent__parent")
    by_key = {place.pk: place for place in places} if shared else {}
    found = {}
    for entity in entities:
        same = carrying[fold(entity.name), entity.kind]
        meant, _ = foremost([by_key[key] for key in same if key in by_key])
        is_plain = same == {entity.pk} or [place.pk for place in meant] == [entity.pk]
        name = Name(as_name(entity.name), None if is_plain else entity.pk)
        found[entity.pk] = Named(Kind(entity.kind), name)
    return found


def written_source(source: Source) -> PublishedBy:
    """The condition that means this source; names of sources are unique."""
    name = as_name(source.name)
    return PublishedBy(Name(name, None if name == source.name else source.pk))


class _Carriers:
    """All that carries a name which stands in the tree, and the words that begin as some do."""

    def __init__(self, tree: Node) -> None:
        self.aliases = _aliases(_possible_names(tree))
        self.pinned = _pinned_entities({name.key for name in _written_names(tree) if name.key})
        self.sources = _sources(
            [node.name for node, _ in conditions(tree) if isinstance(node, PublishedBy)]
        )
        self.stems = KnownWord.objects.cut_stems(
            {pieces_of(node.text)[-1] for node, _ in conditions(tree) if isinstance(node, Prefix)}
        )


class _Understanding:
    """One query, read with all that carries the names in it."""

    def __init__(self, tree: Node, carriers: _Carriers) -> None:
        self.tree = tree
        self.carriers = carriers

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
                stems = self.carriers.stems.get(pieces_of(node.text)[-1], ())
                return Beginning(node, tuple(sorted(stems)), span=node.span)
            case Phrase() if node.distance is None:
                return self._quoted(node)
            case Named():
                meant, others = foremost(self._carrying(node.name, (node.kind,)))
                return Mentions(node, tuple(meant), tuple(others), span=node.span)
            case PublishedBy():
                return Sources(node, self._publishers(node.name), span=node.span)
            case Related():
                return self._linked(node)
            case Near():
                meant, _ = foremost(self._carrying(node.name, (Kind.LOCATION,)))
                return NearPlaces(node, tuple(meant), node.kilometres, span=node.span)
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
        return together(_gathered(parts)) if parts else And()

    def _run(self, words: list[Word]) -> list[Node]:
        """Words side by side as names and other words, the longest name first."""
        found: list[Node] = []
        at = 0
        while at < len(words):
            for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
                piece = tuple(words[at : at + length])
                if name := self._named_by(piece):
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
        carrying = [alias.entity for alias in self.carriers.aliases[fold(text)] if alias.weak]
        return tuple(foremost(list(dict.fromkeys(carrying)))[0])

    def _named_by(self, words: tuple[Word, ...]) -> Mentions | None:
        text = " ".join(word.text for word in words)
        span = Span(words[0].span.start, words[-1].span.end)
        return self._bare(text, words, Phrase(text, span=span))

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
        aliases = self.carriers.aliases[fold(text)]
        sure = [alias for alias in aliases if not alias.weak]
        carrying = [alias.entity for alias in sure or aliases]
        meant, others = foremost(list(dict.fromkeys(carrying)))
        if not meant or (not sure and (len(meant) > 1 or _is_ordinary(text))):
            return None
        searched, offered = (meant, []) if len(meant) == 1 else ([], meant)
        return Mentions(
            written, tuple(searched), tuple(others), tuple(offered), words, span=words.span
        )

    def _carrying(self, name: Name, kinds: Iterable[Kind]) -> list[Entity]:
        """The entities of these kinds that carry the name, or the one that it is pinned to."""
        if name.key is not None:
            if name.key not in self.carriers.pinned:
                raise self._gone(name)
            return [self.carriers.pinned[name.key]]
        carrying = [alias.entity for alias in self.carriers.aliases[fold(name.text)]]
        return [entity for entity in dict.fromkeys(carrying) if entity.kind in kinds]

    def _linked(self, node: Related) -> Linked:
        ends = node.kind.ends
        kinds = (node.kind,)
        if node.kind == RelationKind.MEMBER_OF:
            kinds += (RelationKind.LEADER_OF,)
        either = (*ends.heads, *ends.children)
        wanted = (either,) if len(node.names) == 1 else (ends.heads, ends.children)
        found = (
            tuple(foremost(self._carrying(name, of))[0])
            for name, of in zip(node.names, wanted, strict=False)
        )
        return Linked(node, kinds, tuple(found), span=node.span)

    def _publishers(self, name: Name) -> tuple[Source, ...]:
        if name.key is not None:
            found = [source for source in self.carriers.sources if source.pk == name.key]
            if not found:
                raise self._gone(name)
            return tuple(found)
        wanted = name.text.casefold()
        exact = [source for source in self.carriers.sources if source.name.casefold() == wanted]
        part = [source for source in self.carriers.sources if wanted in source.name.casefold()]
        return tuple(exact or part[:_MOST_SOURCES])

    def _gone(self, name: Name) -> QueryError:
        unpinned = replaced(self.tree, _without_keys)
        return QueryError(
            f"“{name.text}” with the number {name.key} is gone, merged away or deleted: search for "
            "the name alone.",
            *name.span,
            repaired=to_text(unpinned),
        )


def _is_ordinary(text: str) -> bool:
    """Whether a short name is rather not meant as one: all its words are ordinary, or numbers."""
    return all(word.isdecimal() or is_ordinary(word) for word in text.casefold().split())


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


def _possible_names(tree: Node) -> set[str]:
    """The normal forms of all that may be a name in the query."""
    texts = {name.text for name in _written_names(tree) if name.key is None}
    texts |= {node.text for node, _ in conditions(tree) if isinstance(node, Word | Phrase)}
    for run in _runs(tree):
        for start in range(len(run)):
            for end in range(start + 2, min(len(run), start + LONGEST_NAME) + 1):
                texts.add(" ".join(word.text for word in run[start:end]))
    return {fold(text) for text in texts} - {""}


def _runs(node: Node) -> Iterator[list[Word]]:
    """Words that stand side by side."""
    match node:
        case And():
            run: list[Word] = []
            for part in node.parts:
                if isinstance(part, Word):
                    run.append(part)
                else:
                    yield run
                    run = []
                    yield from _runs(part)
            yield run
        case Or():
            for part in node.parts:
                yield from _runs(part)
        case Not():
            yield from _runs(node.part)


def _written_names(tree: Node) -> Iterator[Name]:
    """The names of entities after fields."""
    for node, _ in conditions(tree):
        match node:
            case Named() | Near():
                yield node.name
            case Related():
                yield from node.names


def _aliases(normalized: set[str]) -> dict[str, list[Alias]]:
    found: dict[str, list[Alias]] = defaultdict(list)
    if normalized:
        aliases = (
            Alias.objects.live()
            .filter(normalized__in=normalized, entity__merged_into=None)
            .select_related("entity__parent__parent")
            .order_by("entity__name", "entity", "pk")
        )
        for alias in aliases:
            found[alias.normalized].append(alias)
    return found


def _pinned_entities(keys: set[int]) -> dict[int, Entity]:
    """The entities by primary key; for one that was merged away, the one that it is now."""
    if not keys:
        return {}
    found = Entity.objects.filter(pk__in=keys).select_related("parent__parent", "merged_into")
    return {entity.pk: _current(entity) for entity in found}


def _current(entity: Entity) -> Entity:
    while entity.merged_into:
        entity = entity.merged_into
    return entity


def _sources(names: list[Name]) -> list[Source]:
    """The sources that any of the names may stand for, in alphabetical order; one query."""
    if not names:
        return []
    wanted = (
        Q(name__icontains=name.text) if name.key is None else Q(pk=name.key) for name in names
    )
    return list(Source.objects.filter(reduce(or_, wanted)))


def _without_keys(node: Node) -> Node:
    match node:
        case Named():
            return Named(node.kind, Name(node.name.text))
        case PublishedBy():
            return PublishedBy(Name(node.name.text))
        case Near():
            return Near(Name(node.name.text), node.kilometres)
        case Related():
            return Related(node.kind, tuple(Name(name.text) for name in node.names))
    return node


def foremost(entities: list[Entity]) -> tuple[list[Entity], list[Entity]]:
    """Split places of one name into the one that is meant, if it is plain, and the others.

    A place that the others lie in is meant (San Miguel is the department and its town), and so
    is the only country or region (Colombia is not first of all a village).
    """
    if len(entities) < 2 or any(entity.kind != Kind.LOCATION for entity in entities):
        return entities, []
    outer = [
        entity
        for entity in entities
        if all(entity is other or entity.pk in _above(other) for other in entities)
    ]
    meant = outer or [entity for entity in entities if entity.subtype in ("country", REGION)]
    if len(meant) != 1:
        return entities, []
    return meant, [entity for entity in entities if entity is not meant[0]]


def _above(place: Entity) -> set[int]:
    """Primary keys of what the place lies in, as far as it was fetched along."""
    above = set()
    while place.parent_id:
        above.add(place.parent_id)
        if "parent" not in place._state.fields_cache:
            break
        place = place.parent
    return above
