"""Who carries the names in a query."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import or_

from django.db.models import Q

from articles.search import pieces_of
from articles.source_models import Source
from entities.kinds import Kind
from entities.models import Alias, Entity, KnownWord
from entities.models.entity import REGION
from entities.names import fold
from entities.search.language.field import Condition
from entities.search.language.tree import (
    And,
    Name,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Word,
    conditions,
)

# Names of more words than this are found only between quotation marks.
LONGEST_NAME = 6
# Sources that one part of a name may stand for.
_MOST_SOURCES = 20
_BETWEEN_PLACES = re.compile(r"[,()]")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ø": "oe", "ü": "ue", "å": "aa"})
_UMLAUTS |= {ord(chr(sign).upper()): written for sign, written in _UMLAUTS.items()}
_WRITTEN_OUT = re.compile(r"([aou])e|(?<=a)a")


class PinnedNameGone(Exception):
    """What a name is pinned to by its primary key is merged away or deleted."""

    def __init__(self, name: Name) -> None:
        super().__init__(name.text)
        self.name = name


class Names:
    """All that carries a name which stands in the tree, and the words that begin as some do.

    Asks the database five times at most, when it is made.
    """

    def __init__(self, tree: Node) -> None:
        nodes = [node for node, _ in conditions(tree)]
        fields = [node for node in nodes if isinstance(node, Condition)]
        written = [name for node in fields for name in node.entity_names]
        texts = [name.text for name in written if name.key is None]
        texts += [part for text in texts for part in parts_of_place(text)]
        spelled = {one for text in texts for one in _spellings(text)}
        typed = [node.text for node in nodes if isinstance(node, Word | Phrase)]
        self._aliases = _aliases(spelled | {*map(fold, (*typed, *_in_one_run(tree)))} - {""})
        self._pinned = _pinned_entities({name.key for name in written if name.key})
        self._sources = _sources([name for node in fields for name in node.source_names])
        self._stems = KnownWord.objects.cut_stems(
            {pieces_of(node.text)[-1] for node in nodes if isinstance(node, Prefix)}
        )

    def aliases(self, text: str) -> list[Alias]:
        """The live aliases of this name, of all kinds."""
        return self._aliases[fold(text)]

    def carrying(self, name: Name, kinds: Iterable[str]) -> list[Entity]:
        """The entities of these kinds that carry the name, or the one that it is pinned to.

        A place may be named with what it lies in, as `within` has it. Raises `PinnedNameGone`.
        """
        if name.key is not None:
            if name.key not in self._pinned:
                raise PinnedNameGone(name)
            return [self._pinned[name.key]]
        found = self._spelled(name.text, kinds)
        if not found and Kind.LOCATION in kinds:
            return self.within(parts_of_place(name.text))
        return found

    def within(self, parts: Sequence[str]) -> list[Entity]:
        """The places of the first name that lie in one of each further name.

        `["Santa Ana", "California"]` are those in California. Without a further name none.
        """
        places = [self._spelled(part, (Kind.LOCATION,)) for part in parts]
        first, *others = places or [[]]
        around = [{place.pk for place in places} for places in others]
        return [place for place in first if around and all(_above(place) & keys for keys in around)]

    def _spelled(self, text: str, kinds: Iterable[str]) -> list[Entity]:
        """The entities of these kinds that carry the name, however its umlauts are written."""
        for spelling in _spellings(text):
            carrying = dict.fromkeys(alias.entity for alias in self._aliases.get(spelling, ()))
            if found := [entity for entity in carrying if entity.kind in kinds]:
                return found
        return []

    def meant(self, name: Name, kinds: Iterable[str]) -> tuple[Entity, ...]:
        """Those of `carrying` that are meant. Raises `PinnedNameGone`."""
        return tuple(foremost(self.carrying(name, kinds))[0])

    def publishers(self, name: Name) -> tuple[Source, ...]:
        """The sources that are or were called so, or those with it in a name.

        Raises `PinnedNameGone`.
        """
        if name.key is not None:
            found = [source.current for source in self._sources if source.pk == name.key]
            if not found:
                raise PinnedNameGone(name)
            return tuple(found)
        wanted = name.text.casefold()
        exact = [one.current for one in self._sources if one.name.casefold() == wanted]
        part = dict.fromkeys(one.current for one in self._sources if wanted in one.name.casefold())
        return tuple(exact or [*part][:_MOST_SOURCES])

    def stems(self, beginning: str) -> tuple[tuple[str, str], ...]:
        """Stems of known words that begin so, though their stem does not, with their language."""
        return tuple(sorted(self._stems.get(pieces_of(beginning)[-1], ())))


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


def parts_of_place(text: str) -> list[str]:
    """A place and what it lies in: `Santa Ana, California`, `Santa Ana (California)`.

    Nothing where the name is of one part.
    """
    parts = [part.strip() for part in _BETWEEN_PLACES.split(text) if part.strip()]
    return parts if len(parts) > 1 else []


def _spellings(text: str) -> list[str]:
    """The normal forms of a name: as it is written, with umlauts, and as those do who have none."""
    with_umlauts, without = fold(text), text.translate(_UMLAUTS)
    return [*dict.fromkeys([with_umlauts, fold(without), _WRITTEN_OUT.sub(r"\1", with_umlauts)])]


def _above(place: Entity) -> set[int]:
    """Primary keys of what the place lies in, as far as it was fetched along."""
    above = set()
    outer: Entity | None = place
    while outer and outer.parent_id:
        above.add(outer.parent_id)
        if "parent" not in outer._state.fields_cache:
            break
        outer = outer.parent
    return above


def _in_one_run(tree: Node) -> Iterator[str]:
    """Two and more words that stand side by side: any of them may be a name."""
    for run in _runs(tree):
        for start in range(len(run)):
            for end in range(start + 2, min(len(run), start + LONGEST_NAME) + 1):
                yield " ".join(word.text for word in run[start:end])


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


def _aliases(normalized: set[str]) -> dict[str, list[Alias]]:
    found: dict[str, list[Alias]] = defaultdict(list)
    if normalized:
        aliases = (
            Alias.objects.live()
            .filter(normalized__in=normalized, entity__merged_into=None)
            .select_related("entity__parent__parent__parent")
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
    while (winner := entity.merged_into) is not None:
        entity = winner
    return entity


def _sources(names: list[Name]) -> list[Source]:
    """The sources that any of the names may stand for, in alphabetical order; one query."""
    if not names:
        return []
    wanted = (
        Q(name__icontains=name.text) if name.key is None else Q(pk=name.key) for name in names
    )
    return list(Source.objects.filter(reduce(or_, wanted)).select_related("merged_into"))
