"""Names that the gazetteer does not have: whose they are, and entities for those nobody has."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from itertools import takewhile
from typing import NamedTuple
from zlib import crc32

from django.db import connection
from rapidfuzz.distance import OSA

from entities.extraction.first_names import given_names
from entities.extraction.lexicon import alternatives, english, spanish
from entities.extraction.names.gangs import name_without_noun
from entities.extraction.names.person_coreference import is_mere_alias
from entities.extraction.store.bulk_insert import insert
from entities.extraction.text import is_on_list
from entities.gazetteer.snapshot import GazetteerEntity
from entities.kinds import Kind, Status
from entities.models import Alias, Entity
from entities.names import fold

# First names that are often left out: José Gonzalo Rodríguez Gacha is Gonzalo to everybody.
_OFTEN_LEFT_OUT = ("jose", "juan", "luis", "carlos", "maria", "jorge", "manuel", "francisco")
_GENERATIONS = frozenset(map(fold, (*english.GENERATIONS, *english.GENERATION_NUMERALS)))
# Names that stand for people who are not to be named.
_NOBODY = re.compile(rf"(?:{alternatives(english.NOBODIES, spanish.NOBODIES)})(?: \w| ?\d+)?")
# Behind the name of a gang, which often leaves them out.
_NOUNS = ("", " gang", " street gang", " faction", " set")
_FAM = re.compile(r"(?i) fam$")
_FAMILY = re.compile(r"(?i) family$")
_SHORTEST_WITH_MISPRINT = 14  # letters
_LONG = 18
_BEGINNING = 3


class Likeness(IntEnum):
    """How much two names are alike."""

    NONE = 0
    MISPRINT = 1
    SAME = 2


def likeness(one: str, other: str) -> Likeness:
    """Whether two folded names differ as Spanish and Portuguese names of one person do.

    The second surname may be left out (Pablo Escobar Gaviria), and one of several given names
    where both surnames are there. A long name may have a misprint. A junior is not his father.
    """
    given, surnames = _parts(one)
    other_given, other_surnames = _parts(other)
    if not (given and surnames and other_given and other_surnames):
        return Likeness.NONE
    if generation(one) != generation(other):
        return Likeness.NONE
    shorter = min(len(surnames), len(other_surnames))
    if given == other_given and surnames[:shorter] == other_surnames[:shorter]:
        return Likeness.SAME
    if surnames == other_surnames and shorter > 1:
        fewer, more = sorted((given, other_given), key=len)
        return Likeness.SAME if _is_within(fewer, more) else Likeness.NONE
    differing = any(
        _differ_by_misprint(form, form_of_other)
        for form in _with_and_without_first(one)
        for form_of_other in _with_and_without_first(other)
    )
    return Likeness.MISPRINT if differing else Likeness.NONE


def generation(name: str) -> str:
    """`jr` of a folded name that ends so; empty where it tells no generation."""
    last = name.rpartition(" ")[2]
    return last if last in _GENERATIONS else ""


def dresses(written: str) -> set[str]:
    """Folded names of the gang with this one that say otherwise that it is one.

    `Hoolie`, `Hoolie gang` and `Hoolie faction` are one, and `Quarry Fam` is `Quarry Family`. An
    ordinary word is no name without its noun.
    """
    bare = name_without_noun(written)
    if is_on_list(fold(bare)):
        return set()
    bases = {bare, _FAM.sub(" Family", bare), _FAMILY.sub(" Fam", bare)}
    return {fold(base + noun) for base in bases for noun in _NOUNS} - {fold(written)}


def beginnings(name: str) -> Iterator[str]:
    """How the folded names begin that may be those of the person with this one.

    Each is a given name and three letters of what follows; three letters alone where the given
    name itself may have the misprint. `keys_of` has them of a name that is known.
    """
    given, surnames = _parts(name)
    if not given or not surnames:
        return
    words = name.split(" ")
    for place, first in enumerate(given):
        # A middle name may be left out too.
        for following in dict.fromkeys((words[place + 1], surnames[0])):
            yield f"{first} {following[:_BEGINNING]}"
    if len(surnames) > 1:
        for other in _OFTEN_LEFT_OUT:
            if other != words[0]:
                yield f"{other} {words[0][:_BEGINNING]}"
    if len(given) == 1 and len(surnames) > 2 and words[0] in _OFTEN_LEFT_OUT:
        yield words[1][:_BEGINNING]


def keys_of(name: str) -> tuple[str, ...]:
    """Which of the `beginnings` of others a folded name has."""
    first, _, rest = name.partition(" ")
    return (f"{first} {rest.split(' ')[0][:_BEGINNING]}", first[:_BEGINNING]) if rest else ()


def _parts(name: str) -> tuple[list[str], list[str]]:
    """The given names and the surnames; nobody has only given names."""
    words = name.split(" ")
    given = list(takewhile(given_names().__contains__, words[:-1]))
    return given, words[len(given) :]


def _is_within(fewer: list[str], more: list[str]) -> bool:
    """Whether the one names stand among the others in their order."""
    remaining = iter(more)
    return all(name in remaining for name in fewer)


def _with_and_without_first(name: str) -> list[str]:
    first, _, rest = name.partition(" ")
    return [name, rest] if first in _OFTEN_LEFT_OUT else [name]


def _differ_by_misprint(one: str, other: str) -> bool:
    letters, others = one.replace(" ", ""), other.replace(" ", "")
    shorter = min(len(letters), len(others))
    if shorter < _SHORTEST_WITH_MISPRINT or min(one.count(" "), other.count(" ")) < 2:
        return False
    most = 2 if shorter >= _LONG else 1
    if OSA.distance(letters, others, score_cutoff=most) > most:
        return False
    # `Mario` and `Maria` of one family are two.
    words, other_words = set(one.split(" ")), set(other.split(" "))
    return not (words - other_words) & given_names() or not (other_words - words) & given_names()


_LONGEST_NAME = 300
# Two who store the same new name at once wait for each other at one of these locks. So many that a
# batch hardly ever waits for other names; every one that is held takes memory of the server.
_LOCK_CLASS = 0x6E616D65
_LOCKS = 2**16
_MOST_LOCKS = 1_000
_ALL_NAMES = _LOCKS
# People whose names begin alike that are compared with one who is new.
_MOST_ALIKE = 200
_BEGINNING_SO = """
    SELECT alias.entity_id FROM unnest(%s::text[]) AS beginning (name)
    CROSS JOIN LATERAL (
        SELECT entity_id FROM entities_alias
        WHERE normalized ~>=~ beginning.name AND normalized ~<~ (beginning.name || chr(1114111))
        LIMIT %s
    ) AS alias
"""


@dataclass(frozen=True)
class NewName:
    """A key of something the gazetteer does not have, and every name that stands for it."""

    key: str
    known: GazetteerEntity
    forms: dict[str, str]  # as written, by normal form; the main one first

    @classmethod
    def of(cls, known: GazetteerEntity, names: Iterable[str], key: str) -> "NewName":
        forms: dict[str, str] = {}
        for name in names:
            if len(name) <= _LONGEST_NAME and (normalized := fold(name)):
                forms.setdefault(normalized, name)
        return cls(key, known, forms)

    @property
    def main(self) -> str:
        return next(iter(self.forms))

    @property
    def shared(self) -> list[str]:
        """Normal forms that may stand for the same thing in other articles."""
        if self.known.kind != Kind.PERSON:
            return [*self.forms]
        # Junior and Senior may both be called without it in their own texts.
        own = generation(self.main)
        return [
            form
            for form, name in self.forms.items()
            if " " in form and generation(form) == own and not is_mere_alias(name)
        ]

    @property
    def is_nobody(self) -> bool:
        """Whether it stands for somebody whose name is not told: `Jane Doe`."""
        return self.known.kind == Kind.PERSON and _NOBODY.fullmatch(self.main) is not None

    @property
    def is_lone(self) -> bool:
        """Whether it is a surname or a given name alone, which may be anybody's elsewhere."""
        return self.known.kind == Kind.PERSON and not any(
            " " in form or is_mere_alias(name) for form, name in self.forms.items()
        )


_REASONS = {
    Kind.PERSON: "a longer, shorter or misprinted form of the name of one person",
    Kind.GANG: "the name of one gang with another word for gangs, or without",
}


class Outcome(NamedTuple):
    """Which entities a name of an article may be that of, and what is to be said of that."""

    article: int
    name: NewName
    entities: set[int]
    reason: str = ""


class _Carriers:
    """Which entities carry which names: those in the database, and those that come with these."""

    def __init__(self) -> None:
        self._entities: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._spellings: dict[int, set[str]] = defaultdict(set)
        self._people: dict[str, set[int]] = defaultdict(set)

    def look_up(self, names: Iterable[NewName]) -> None:
        """Learn from the database who carries any form of these names, gangs with any noun."""
        wanted: set[str] = set()
        for name in names:
            wanted.update(name.forms)
            if name.known.kind == Kind.GANG:
                wanted |= dresses(name.forms[name.main])
        self._learn(normalized__in=wanted)

    def look_up_alike(self, names: Iterable[NewName]) -> None:
        """Learn from the database of people whose names begin as those of these may."""
        wanted = sorted({start for name in _people(names) for start in beginnings(name.main)})
        if wanted:
            with connection.cursor() as cursor:
                cursor.execute(_BEGINNING_SO, [wanted, _MOST_ALIKE])
                alike = {entity for (entity,) in cursor.fetchall()}
            self._learn(entity__in=alike, entity__kind=Kind.PERSON)

    def _learn(self, **wanted: object) -> None:
        aliases = Alias.objects.filter(entity__merged_into=None, **wanted)
        columns = ("entity_id", "entity__kind", "normalized", "status")
        for entity, kind, normalized, status in aliases.values_list(*columns):
            self._spellings[entity].add(normalized)
            if status != Status.REJECTED:
                self._carry(entity, kind, normalized)

    def _carry(self, entity: int, kind: str, normalized: str) -> None:
        self._entities[kind, normalized].add(entity)
        if kind == Kind.PERSON:
            for key in keys_of(normalized):
                self._people[key].add(entity)

    def of(self, name: NewName) -> set[int]:
        """Entities of the kind that share the main form, or else those that share another."""
        shared = name.shared
        found = self._with(name, name.main) if name.main in shared else set()
        return found or set().union(*(self._with(name, form) for form in shared))

    def alike(self, name: NewName) -> set[int]:
        """The only person whose full names all are much like this one; nobody where two are.

        Or the only gang that carries the name with another noun, or none. A spelling that a
        person has taken from somebody leads there no more.
        """
        if name.known.kind == Kind.GANG:
            forms = dresses(name.forms[name.main])
            gangs = set().union(*(self._with(name, form) for form in forms))
            return gangs if len(gangs) == 1 else set()
        if name.known.kind != Kind.PERSON or name.main not in name.shared:
            return set()
        near = set().union(*(self._people[start] for start in beginnings(name.main)))
        alike: dict[Likeness, set[int]] = defaultdict(set)
        for entity in near:
            alike[_least_alike(name.main, self._spellings[entity])].add(entity)
        found = alike[Likeness.SAME] or alike[Likeness.MISPRINT]
        return found if len(found) == 1 else set()

    def add(self, name: NewName, entity: int) -> list[Alias]:
        """Let the entity carry all forms of the name; returns those that it did not have."""
        more = []
        for normalized, form in name.forms.items():
            # A form that a person rejected is among the spellings.
            if normalized not in self._spellings[entity]:
                self._spellings[entity].add(normalized)
                self._carry(entity, name.known.kind, normalized)
                more.append(_alias(entity, form))
        return more

    def _with(self, name: NewName, form: str) -> set[int]:
        return self._entities.get((name.known.kind, form), set())


def _least_alike(name: str, spellings: set[str]) -> Likeness:
    """How much the name is like all long names of somebody, or like one of the short ones."""
    if name in spellings:
        return Likeness.NONE
    long = [likeness(name, other) for other in spellings if other.count(" ") > 1]
    short = [likeness(name, other) for other in spellings if other.count(" ") == 1]
    return min(long) if long else max(short, default=Likeness.NONE)


def _people(names: Iterable[NewName]) -> list[NewName]:
    return [name for name in names if name.known.kind == Kind.PERSON]


def entities_of(names: Mapping[int, Iterable[NewName]]) -> list[Outcome]:
    """Find or make the entity of each name of each article; several where several carry it.

    A name that no entity carries becomes one, and the next articles find it as if it had been
    there before. A person known by one word becomes one in every article anew; one whose full
    name is much like that of one other person is taken for that one.
    """
    outcomes: list[Outcome] = []
    every = [name for its in names.values() for name in its]
    carriers = _Carriers()
    carriers.look_up(name for name in every if name.shared)
    unmatched = [name for name in every if not carriers.of(name)]
    if shared := [name for name in unmatched if name.shared]:
        # Wait for whoever else is making an entity of one of these names, then look again.
        _lock(shared)
        carriers.look_up(shared)
        carriers.look_up_alike(shared)
    keys = iter(_reserve(len(unmatched)))
    made: list[Entity] = []
    aliases: list[Alias] = []
    for article, its in names.items():
        unknown = []
        its = list(its)
        present = set().union(*map(carriers.of, its))
        for name in its:
            found, reason = carriers.of(name), ""
            # Whom the article tells apart are two.
            if not found and (found := carriers.alike(name) - present):
                reason = _REASONS[name.known.kind]
                present |= found
            if len(found) == 1:
                aliases += carriers.add(name, *found)
            if found:
                outcomes.append(Outcome(article, name, found, reason))
            else:
                unknown.append(name)
        # Two keys of one article with the same main form are one.
        own: dict[tuple[str, str], int] = {}
        for name in unknown:
            place = (name.known.kind, name.main)
            if place not in own:
                own[place] = next(keys)
                made.append(_entity(name, own[place]))
            aliases += carriers.add(name, own[place])
            outcomes.append(Outcome(article, name, {own[place]}))
    Entity.objects.bulk_create(made)
    # In one order, since somebody else may be adding the same ones.
    aliases.sort(key=lambda alias: (alias.entity_id, alias.name))
    insert(aliases, ignore_conflicts=True)
    return outcomes


def _lock(names: Iterable[NewName]) -> None:
    """Hold the locks of these names until the transaction ends; always in the same order.

    Who has very many names holds one lock for all names there are, which others share.
    """
    numbers = sorted({crc32(f"{name.known.kind}:{name.main}".encode()) % _LOCKS for name in names})
    with connection.cursor() as cursor:
        if len(numbers) > _MOST_LOCKS:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK_CLASS, _ALL_NAMES])
            return
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [_LOCK_CLASS, _ALL_NAMES])
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, number) FROM unnest(%s) AS number",
            [_LOCK_CLASS, numbers],
        )


def _reserve(number: int) -> list[int]:
    """Primary keys for so many entities; those that are not used after all are left out."""
    if not number:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [Entity._meta.db_table, number],
        )
        return [key for (key,) in cursor.fetchall()]


def _entity(name: NewName, key: int) -> Entity:
    known = name.known
    return Entity(
        pk=key,
        kind=known.kind,
        name=name.forms[name.main],
        subtype=known.subtype,
        country=known.country,
    )


def _alias(entity: int, name: str) -> Alias:
    """A name as an article has it: proposed, until a person confirms a mention of it."""
    return Alias(entity_id=entity, name=name, origin=Alias.Origin.ARTICLE, status=Status.PROPOSED)
