"""What the terms of a query mean: names become entities, the rest stays words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from articles.models import Source
from articles.search import phrase_query, words_query
from entities.kinds import Kind
from entities.models import Alias, Entity, Mention
from entities.models.entity import REGION
from entities.names import fold
from entities.search.query import FIELDS, Term

# Names of more words than this are found only between quotation marks.
LONGEST_NAME = 6


@dataclass
class Part:
    """One condition of a search.

    `entities` are those the typed name can mean. With a field the articles must mention one of
    them. Without, an article that has the words counts as well; then several entities of one
    name are only offered, not searched for. `others` carry the name too but are not meant, since
    one place around or above them is. `is_chosen` says that it came from a filter.
    """

    term: Term
    entities: list[Entity] = field(default_factory=list)
    others: list[Entity] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    is_chosen: bool = False

    @property
    def is_plain(self) -> bool:
        """Nothing but words."""
        return not (self.entities or self.term.field or self.term.is_phrase or self.term.is_negated)

    @property
    def outcome(self) -> str:
        """Of looking up the name: `match`, `ambiguous` or `none`."""
        found = len(self.entities) + len(self.sources)
        return "none" if not found else "match" if found == 1 else "ambiguous"

    @property
    def searched(self) -> list[Entity]:
        """The entities whose mentions count as hits."""
        return self.entities if self.term.field or self.outcome == "match" else []

    @property
    def alias(self) -> str:
        """The alias that was typed, when it is not the name of the entity itself."""
        typed = self.term.text
        is_other = self.outcome == "match" and self.entities and self.entities[0].name != typed
        return typed if is_other else ""

    @property
    def text_query(self) -> SearchQuery | None:
        """What to look for in the text; nothing when only mentions count."""
        if self.term.field or self.is_chosen:
            return None
        if self.term.is_phrase or self.entities:
            return phrase_query(self.term.text)
        return words_query(self.term.text)

    def mentions(self):
        """The mentions that make an article a hit, places with all that lies inside them."""
        places = [entity.pk for entity in self.searched if entity.kind == Kind.LOCATION]
        others = [entity.pk for entity in self.searched if entity.kind != Kind.LOCATION]
        named = Q(entity__in=others)
        if places:
            named |= Q(entity__in=Entity.objects.within(places))
        return Mention.objects.live().filter(named)

    def condition(self) -> Q:
        """As a filter on articles."""
        found = Q(source__in=self.sources) if self.sources else Q(pk__in=[])
        if self.searched:
            found |= Q(pk__in=self.mentions().values("article"))
        if self.text_query is not None:
            found |= Q(digest__words=self.text_query)
        return ~found if self.term.is_negated else found


def understand(terms: list[Term]) -> list[Part]:
    """Turn terms into parts, with two queries at most.

    Words that stand side by side are tried as names first, the longest name winning. Words that
    are no names become one part, since words without meaning (“the”) must not count by themselves.
    """
    names = _names(terms)
    parts: list[Part] = []
    plain: list[str] = []
    position = 0
    while position < len(terms):
        term, length = _longest(terms, position, names)
        position += length
        sources = _sources(term.text) if term.field == "source" else []
        part = Part(term, *_foremost(_meant(term, names)), sources)
        if part.is_plain:
            plain.append(term.text)
        else:
            parts.append(part)
    if plain:
        parts.append(Part(Term(" ".join(plain))))
    return parts


def chosen(entities: Iterable[Entity]) -> list[Part]:
    """The parts that entities picked in the filters stand for."""
    return [Part(Term(entity.name), [entity], is_chosen=True) for entity in entities]


def _runs(terms: list[Term], position: int) -> list[str]:
    """The texts of the bare words from here on: one word, two words, …"""
    texts: list[str] = []
    for term in terms[position : position + LONGEST_NAME]:
        if term.field or term.is_phrase or term.is_negated:
            break
        texts.append(f"{texts[-1]} {term.text}" if texts else term.text)
    return texts


def _names(terms: list[Term]) -> dict[str, list[Alias]]:
    """The aliases by normal form, of every name that the terms may hold."""
    texts = {term.text for term in terms}
    for position in range(len(terms)):
        texts.update(_runs(terms, position))
    found: dict[str, list[Alias]] = defaultdict(list)
    aliases = (
        Alias.objects.live()
        .filter(normalized__in={fold(text) for text in texts} - {""}, entity__merged_into=None)
        .select_related("entity__parent__parent")
        .order_by("entity__name", "entity", "pk")
    )
    for alias in aliases:
        found[alias.normalized].append(alias)
    return found


def _meant(term: Term, names: dict[str, list[Alias]]) -> list[Entity]:
    """The entities a term can mean; names that are ordinary words need a field before them."""
    if term.field == "source":
        return []
    kind = FIELDS.get(term.field)
    meant = {
        alias.entity_id: alias.entity
        for alias in names.get(fold(term.text), ())
        if (alias.entity.kind == kind if kind else not alias.weak)
    }
    return list(meant.values())


def _foremost(entities: list[Entity]) -> tuple[list[Entity], list[Entity]]:
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


def _longest(terms: list[Term], position: int, names: dict[str, list[Alias]]) -> tuple[Term, int]:
    """The longest name that begins at this term, or the term itself; and of how many terms."""
    runs = _runs(terms, position)
    for length in range(len(runs), 1, -1):
        name = Term(runs[length - 1])
        if _meant(name, names):
            return name, length
    return terms[position], 1


def _sources(name: str) -> list[Source]:
    exact = list(Source.objects.filter(name__iexact=name))
    return exact or list(Source.objects.filter(name__icontains=name)[:20])
