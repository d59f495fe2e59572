"""Why an article was found, in words, and the words of it that show it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from entities.kinds import Kind
from entities.models import Mention
from entities.names import fold, plain
from entities.search.language.syntax import Node, conditions
from entities.search.meaning import Mentions

MOST_NAMES = 4


@dataclass(frozen=True)
class Named:
    """A mention in a found article: where, in which words, and of which entity."""

    start: int
    end: int
    words: str
    entity: int
    name: str
    kind: str
    around: tuple[int, ...]


def mentions_of(articles: Sequence[int]) -> dict[int, list[Named]]:
    """All linked mentions of the articles by article, in the order of the text; one query."""
    rows = (
        Mention.objects.live()
        .filter(article__in=articles, entity__isnull=False)
        .order_by("article", "start")
        .values_list(
            "article",
            "start",
            "end",
            "name",
            "entity",
            "entity__name",
            "entity__kind",
            "entity__parent",
            "entity__parent__parent",
            "entity__parent__parent__parent",
            "entity__parent__parent__parent__parent",
            "entity__parent__parent__parent__parent__parent",
        )
    )
    found: dict[int, list[Named]] = {article: [] for article in articles}
    for article, start, end, words, entity, name, kind, *around in rows:
        place_chain = tuple(place for place in around if place) if kind == Kind.LOCATION else ()
        named = Named(start, end, " ".join(words.split()), entity, name, kind, place_chain)
        found[article].append(named)
    return found


@dataclass
class Reason:
    """Why one part of the query holds: `matched MS-13 by name and by its alias MS13`."""

    entity: str
    kind: str
    ways: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"matched {self.entity} {' and '.join(self.ways)}"


def reasons(understood: Node, mentions: list[Named]) -> tuple[list[Reason], list[Named]]:
    """Return the reasons for one article, and the mentions that are the reason."""
    found: list[Reason] = []
    decisive: list[Named] = []
    for part, is_negated in conditions(understood):
        if is_negated or not isinstance(part, Mentions):
            continue
        for entity in part.entities:
            direct = [one for one in mentions if one.entity == entity.pk]
            inside = [one for one in mentions if entity.pk in one.around]
            if direct or inside:
                found.append(Reason(entity.name, entity.kind, _ways(entity.name, direct, inside)))
                decisive += direct + inside
    return found, decisive


def _ways(name: str, direct: list[Named], inside: list[Named]) -> list[str]:
    ways = []
    spellings = {plain(one.words): one.words for one in direct}
    if spellings.pop(plain(name), None):
        ways.append("by name")
        spellings = {key: words for key, words in spellings.items() if fold(words) != fold(name)}
    if spellings:
        aliases = [spellings[key] for key in sorted(spellings)]
        ways.append(f"by its alias{'es' * (len(aliases) > 1)} {_listed(aliases)}")
    if inside:
        ways.append(f"by {_listed(list(dict.fromkeys(one.name for one in inside)))} inside it")
    return ways


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:MOST_NAMES])
    return f"{shown} and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else shown
