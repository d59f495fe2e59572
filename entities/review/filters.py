"""Which part of what waits a person looks at. The address of a page says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.contrib.auth.models import User

from articles.models import Article, Source
from entities.kinds import Kind
from entities.models import Entity
from entities.users import person_name

ME, NOBODY, WAITING = "me", "nobody", "waiting"
_LONGEST_KEY = 18
_MOST_OPTIONS = 8


@dataclass(frozen=True)
class Doubt:
    """A name that means no entity, or several: `options` are those that carry it."""

    field: str
    name: str
    options: list[Entity]


@dataclass(frozen=True)
class Filters:
    """What was asked for. `doubts` are names that could not be used."""

    user: User
    source: Source | None = None
    kind: Kind | None = None
    gang: Entity | None = None
    place: Entity | None = None
    article: Article | None = None
    assigned: str = ""
    assignee: User | None = None
    state: str = WAITING
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def query(self) -> str:
        """As parameters of an address, in one order, without what is not filtered."""
        given = {
            "assigned": self.assigned,
            "state": "" if self.state == WAITING else self.state,
            "source": self.source and self.source.pk,
            "kind": self.kind and self.kind.value,
            "gang": self.gang and self.gang.pk,
            "place": self.place and self.place.pk,
            "article": self.article and self.article.pk,
        }
        return urlencode({name: value for name, value in given.items() if value})

    @property
    def is_mine(self) -> bool:
        return self.assigned == ME

    @property
    def is_empty(self) -> bool:
        return not self.query and not self.doubts

    @property
    def words(self) -> str:
        """What the queue is called: `my queue`, `the queue, naming MS-13`."""
        name = {ME: "my queue", NOBODY: "the queue of nobody"}.get(self.assigned, "the queue")
        if self.assignee:
            name = f"the queue of {person_name(self.assignee)}"
        narrowed = [self.source, self.kind and self.kind.plural, self.gang, self.place]
        return ", ".join([name, *(str(one) for one in narrowed if one)])


def filters_from(parameters: Mapping[str, str], user: User) -> Filters:
    """Read the parameters of an address; what is no valid value is left out."""
    doubts: list[Doubt] = []
    assigned = parameters.get("assigned", "")
    assignee = None
    if assigned not in ("", ME, NOBODY):
        assignee = _row(User.objects.filter(is_active=True), assigned)
        assigned = str(assignee.pk) if assignee else ""
    kind, state = parameters.get("kind", ""), parameters.get("state", "")
    articles = Article.objects.only("pk", "title")
    return Filters(
        user=user,
        source=_row(Source.objects.all(), parameters.get("source", "")),
        kind=Kind(kind) if kind in Kind.values else None,
        gang=_entity("gang", Kind.GANG, parameters, doubts),
        place=_entity("place", Kind.LOCATION, parameters, doubts),
        article=_row(articles, parameters.get("article", "")),
        assigned=assigned,
        assignee=assignee,
        state=state if state in Article.ReviewStatus.values else WAITING,
        doubts=doubts,
    )


def _row(rows, written: str):
    return rows.filter(pk=int(written)).first() if _is_key(written) else None


def _is_key(written: str) -> bool:
    return written.isascii() and written.isdecimal() and len(written) <= _LONGEST_KEY


def _entity(
    name: str, kind: Kind, parameters: Mapping[str, str], doubts: list[Doubt]
) -> Entity | None:
    """The entity by its primary key (`gang`), or by a name that it alone carries (`gang_name`)."""
    current = Entity.objects.current().filter(kind=kind).select_related("parent__parent")
    if found := _row(current, parameters.get(name, "")):
        return found
    written = " ".join(parameters.get(f"{name}_name", "").split())[:300]
    if not written:
        return None
    options = list(current.filter(pk__in=Entity.objects.named(written))[:_MOST_OPTIONS])
    if len(options) == 1:
        return options[0]
    doubts.append(Doubt(name, written, options))
    return None
