"""How the query in the box may go on: fields, values, and names under any alias."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models.expressions import RawSQL

from articles.models import Article, Handling, Reliability, Source
from entities.kinds import ENTITY_KINDS, Kind, RelationKind
from entities.names import fold
from entities.search.entity_picker import MOST_COUNTED, MOST_OPTIONS, How, Option, options
from entities.search.language.cursor import Spot, spots
from entities.search.language.faults import QueryError
from entities.search.language.fields import BY_KIND, all_fields
from entities.search.language.parsing import parse
from entities.search.language.printing import name_to_text, to_text
from entities.search.language.syntax import Related
from entities.search.language.values import USUAL_KILOMETRES
from entities.search.meaning.understanding import written, written_source

# A bare word is looked up as a name from so many letters on; after a field one is enough.
_SHORTEST_BARE = 2
# From here on a name that nobody carries is compared with all, typing errors forgiven.
_SHORTEST_FORGIVEN = 4
_MOST_FIELDS = 3

_ARTICLES = """
    (SELECT count(*) FROM (
        SELECT FROM articles_article a WHERE a.source_id = articles_source.id LIMIT %s) counted)
"""


@dataclass(frozen=True)
class Completion:
    """One way to go on. `head` and `tail` are the text before and behind the cursor then.

    `name` is what is offered and `says` what that is; an `option` is an entity, with the reason.
    """

    head: str
    tail: str
    name: str
    says: str = ""
    option: Option | None = None


def completions(head: str, tail: str = "") -> list[Completion]:
    """The best ways to complete what stands before the cursor; none where it is nothing."""
    found: list[Completion] = []
    seen: set[int] = set()
    places = spots(head, tail)
    for spot in places:
        if spot.field:
            found += _values(spot)
        elif spot.typed:
            if spot is places[-1]:
                found += _fields(spot)
            found += _names(spot, seen)
    if not found and places and not places[0].field:
        found += _similar(places)
    return found[: MOST_OPTIONS + _MOST_FIELDS]


def _fields(spot: Spot) -> list[Completion]:
    """Fields that begin so: `ga` is the beginning of `gang:`."""
    typed = spot.typed.casefold()
    found = [
        Completion(f"{spot.before}{field.name}:", spot.after, f"{field.name}:", field.says)
        for field in all_fields()
        if any(name.startswith(typed) for name in (field.name, *field.others))
    ]
    return found[:_MOST_FIELDS]


def _names(spot: Spot, seen: set[int]) -> Iterator[Completion]:
    """Entities that a bare word or several can be the beginning of, each once."""
    if len(fold(spot.typed)) < _SHORTEST_BARE:
        return
    found = [
        option
        for option in options(spot.typed, forgiving=False)
        if option.entity.pk not in seen and (option.how != How.WORD or " " not in spot.typed)
    ]
    seen.update(option.entity.pk for option in found)
    yield from _entities(spot, found)


def _similar(places: list[Spot]) -> Iterator[Completion]:
    spot = next((one for one in places if len(fold(one.typed)) >= _SHORTEST_FORGIVEN), None)
    if spot:
        yield from _entities(spot, options(spot.typed))


def _values(spot: Spot) -> Iterable[Completion]:
    """The values of a field that begin so."""
    name = spot.field.name
    if spot.field.kind:
        return _named(spot, (spot.field.kind,))
    if name == "near":
        return _named(spot, (Kind.LOCATION,), f"~{USUAL_KILOMETRES}km")
    if name == "source":
        return _sources(spot)
    if name == "rel":
        return _relations(spot)
    return _listed(spot, _CHOICES.get(name) or [(spot.field.example, spot.field.says)])


def _named(spot: Spot, kinds: tuple[Kind, ...], behind: str = "") -> Iterator[Completion]:
    forgiving = len(fold(spot.typed)) >= _SHORTEST_FORGIVEN
    yield from _entities(spot, options(spot.typed, kinds=kinds, forgiving=forgiving), behind)


def _entities(spot: Spot, found: list[Option], behind: str = "") -> Iterator[Completion]:
    """The entities as they are written after a field, or with their own where there is none."""
    conditions = written(option.entity for option in found)
    for option in found:
        condition = conditions[option.entity.pk]
        text = name_to_text(condition.name) + behind if spot.field else to_text(condition)
        yield _completion(spot, text, option.entity.name, "", option)


def _sources(spot: Spot) -> Iterator[Completion]:
    """Sources with the typed letters in their name, those that begin so first."""
    typed = spot.typed.strip()
    found = (
        Source.objects.filter(name__icontains=typed)
        .annotate(counted=RawSQL(_ARTICLES, [MOST_COUNTED], models.IntegerField()))  # noqa: S611
        .order_by("name")[: 4 * MOST_OPTIONS]
    )
    best = sorted(found, key=lambda one: not one.name.casefold().startswith(typed.casefold()))
    for source in best[:MOST_OPTIONS]:
        shown = f"{MOST_COUNTED:,}+" if source.counted == MOST_COUNTED else str(source.counted)
        says = f"{shown} article{'' if source.counted == 1 else 's'} · grade {source.reliability}"
        yield _completion(spot, name_to_text(written_source(source).name), source.name, says)


def _relations(spot: Spot) -> Iterator[Completion]:
    """Kinds of relationships by their words in either direction, or names that fit one."""
    if spot.relation:
        try:
            node = parse(f"rel:{spot.relation}")
        except QueryError:
            return
        ends = node.kind.ends if isinstance(node, Related) else None
        kinds = (*ends.heads, *ends.children) if ends else tuple(ENTITY_KINDS)
        yield from _named(spot, tuple(dict.fromkeys(kinds)))
        return
    typed = spot.typed.casefold().replace("_", " ").replace("-", " ")
    for kind in RelationKind:
        ends = kind.ends
        readings = (kind.value.replace("_", " "), ends.words, ends.backwards)
        if any(typed in reading for reading in readings):
            heads, children = _plurals(ends.heads), _plurals(ends.children)
            says = f"{heads} {'and' if ends.symmetric else '→'} {children}"
            yield Completion(f"{spot.before}{kind.value}(", spot.after, kind.value, says)


def _plurals(kinds: tuple[Kind, ...]) -> str:
    return ", ".join(kind.plural.lower() for kind in kinds)


def _listed(spot: Spot, choices: Iterable[tuple[str, str]]) -> Iterator[Completion]:
    """Members of a closed list that begin so, by the value or by the words for it."""
    typed = spot.typed.casefold().lstrip("<=> ")
    compared = spot.typed[: len(spot.typed) - len(spot.typed.lstrip("<=> "))]
    for value, says in choices:
        if value.casefold().startswith(typed) or says.casefold().startswith(typed):
            yield _completion(spot, compared + value, value, says)


def _completion(
    spot: Spot, text: str, name: str, says: str, option: Option | None = None
) -> Completion:
    """With a space behind, for the next term; in brackets without, for what closes them."""
    gap = "" if spot.relation or spot.after[:1] in (" ", ")", ",") else " "
    tail = spot.after
    head = f"{spot.before}{text}{gap}"
    return Completion(head, tail, name, says, option)


_CHOICES = {
    "kind": [
        (BY_KIND[kind].name if kind in BY_KIND else kind.value, f"mentions {kind.plural.lower()}")
        for kind in Kind
    ],
    "status": [(status.value, status.label) for status in Article.ReviewStatus],
    "tlp": [(handling.value, handling.label) for handling in Handling],
    "grade": [(letter.value, letter.label) for letter in Reliability],
    "mentions": [
        (">3", "more than three mentions"),
        *((f"{BY_KIND[kind].name}>3", f"of {kind.plural.lower()}") for kind in ENTITY_KINDS),
    ],
}
