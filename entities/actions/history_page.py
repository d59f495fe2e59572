"""What people changed: who, when, what, before and after; and whose acts are shown."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import Count, Model, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import Http404

from articles.models import Article
from articles.source_models import Source
from entities.kinds import Kind, Status
from entities.lists import ChosenFilter, ListFilters, PersonFilter
from entities.models import Action, Entity, Evidence, Relationship, RowChange, SourceHome
from entities.models.decision import ActionQuerySet


class HistoryFilters(ListFilters):
    """The acts, the newest first. Raises `Http404` for an article, entity or person unknown."""

    title = "Acts"

    user = PersonFilter(label="By", empty_label="everybody")
    article = ChosenFilter(
        label="In the article",
        queryset=Article.objects.defer("text"),
        noun="this article",
        method="in_article",
    )
    entity = ChosenFilter(label="On the entity", queryset=Entity.objects.all(), method="on_entity")
    source = ChosenFilter(label="On the source", queryset=Source.objects.all(), method="on_source")

    def __init__(self, data: Mapping[str, str]) -> None:
        acts = Action.objects.select_related("user", "undone_by", "article", "bulk_action")
        super().__init__(data, acts.defer("article__text"))

    @property
    def form(self) -> forms.Form:
        for name in self.left_out:
            raise Http404(f"There is no such {name}.")
        return super().form

    @property
    def about(self) -> Article | Entity | Source | User | None:
        names = ("article", "entity", "source", "user")
        return next((found for name in names if (found := self.values.get(name))), None)

    def in_article(self, acts: ActionQuerySet, name: str, article: Article) -> QuerySet[Action]:
        return acts.in_article(article)

    def on_entity(self, acts: QuerySet[Action], name: str, entity: Entity) -> QuerySet[Action]:
        return acts.filter(entities__contains=[entity.pk])

    def on_source(self, acts: QuerySet[Action], name: str, source: Source) -> QuerySet[Action]:
        """Acts on the source, its home, and what was merged into it."""
        of_source = [model._meta.label_lower for model in (Source, SourceHome)]
        changes = RowChange.objects.filter(
            Q(model__in=of_source, row=source.pk)
            | Q(model=of_source[0], after__merged_into=source.pk)
        )
        return acts.filter(pk__in=changes.order_by().values("action"))


A_PAGE = 30
# Nobody needs to know how many acts there are in all.
MOST_ACTS = 10_000
# Of an act on very many rows only the first are shown.
MOST_CHANGES = 8

_MODELS = {
    "entities.namerule": "rule",
    "entities.alias": "name",
    "articles.furniturerule": "rule on furniture",
    "articles.clusterplace": "place among copies",
    "entities.evidence": "sentence",
    "entities.contradictionruling": "ruling",
    "entities.sourcehome": "home of a source",
    "entities.duplicatedecision": "decision on two entities",
    "entities.note": "note",
    "articles.watched": "watched folder or feed",
}
_FIELDS = {
    "status": "status",
    "kind": "kind",
    "entity": "entity",
    "name": "words",
    "value": "value",
    "start": "",
    "end": "",
    "misread_as": "",
    "claimed_parent": "",
    "assigned_to": "assigned to",
    "done_by": "done by",
    "done_at": "",
    "approved_by": "approved by",
    "approved_at": "",
    "labels": "",
    "text_hash": "",
    "finished_at": "",
    "passage": "lines",
    "is_furniture": "",
    "quote": "words",
    "revision": "",
    "valid_from": "from",
    "valid_from_precision": "",
    "valid_to": "to",
    "valid_to_precision": "",
    "is_former": "former",
    "withdrawn_at": "",
    "withdrawn_by": "withdrawn by",
    "withdrawn_reason": "reason",
    "cluster": "",
    "decision": "decision",
    "text": "words",
    "edited_at": "",
    "is_reference": "",
    "by_hand": "",
    "period_is_read": "",
    "published_from": "",
    "source_from": "",
    "set_by_hand": "",
    "merged_into": "",
    "known_from": "known",
    "latitude": "",
    "longitude": "",
    "population": "",
    "division": "",
    "parent": "part of",
}
_PEOPLE = ("assigned_to", "done_by", "approved_by", "withdrawn_by")
# Fields that hold the key of a row whose words say what it is.
_ROWS: dict[str, type[Model]] = {
    **dict.fromkeys(("entity", "head", "child", "parent"), Entity),
    **dict.fromkeys(_PEOPLE, User),
    "relationship": Relationship,
    "source": Source,
}


@dataclass(frozen=True)
class Line:
    """One row that the act changed: what it is, and its fields as (name, before, after)."""

    what: str
    fields: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Entry:
    action: Action
    lines: list[Line]
    more: int


def entry_of(action: Action) -> Entry:
    """One act with the first of its changes."""
    return entries_of([action], None)[0]


def entries_of(actions: Collection[Action], article: Article | None) -> list[Entry]:
    """The acts with the first of their changes; with an article those of the article alone."""
    changes = _first_changes(actions, article)
    counted = RowChange.objects.filter(action__in=actions).order_by().values_list("action")
    sizes = dict(counted.annotate(Count("pk")))
    names = _Names(changes)
    return [
        Entry(
            action,
            lines := [_line(change, names) for change in changes if change.action_id == action.pk],
            sizes.get(action.pk, 0) - len(lines),
        )
        for action in actions
    ]


def _first_changes(actions: Iterable[Action], article: Article | None) -> list[RowChange]:
    """The first changes of each act; on an article's page those of the article."""
    keys = [action.pk for action in actions]
    changes = RowChange.objects.filter(action__in=keys)
    if article:
        changes = changes.filter(article=article)
    numbered = changes.annotate(
        number=Window(RowNumber(), partition_by="action", order_by="position")
    )
    return list(numbered.filter(number__lte=MOST_CHANGES).order_by("action", "position"))


class _Names:
    """The words of the rows that changes are about or name, each model asked once."""

    def __init__(self, changes: Iterable[RowChange]) -> None:
        keys: defaultdict[type[Model], set[int]] = defaultdict(set)
        for change in changes:
            for model in (Evidence, Relationship):
                if change.model == model._meta.label_lower:
                    keys[model].add(change.row)
            for state in (change.before, change.after):
                for name, named in _ROWS.items():
                    if state and state.get(name):
                        keys[named].add(state[name])
        self._evidence = Evidence.objects.in_bulk(keys.pop(Evidence, ()))
        keys[Relationship] |= {one.relationship_id for one in self._evidence.values()}
        self._words = {
            model: {key: str(row) for key, row in _rows(model).in_bulk(some).items()}
            for model, some in keys.items()
        }

    def of(self, field: str, key: int) -> str:
        words = self._words.get(_ROWS[field], {}).get(key)
        return words or f"{field.replace('_', ' ')} {key}"

    def of_row(self, change: RowChange) -> str:
        """What tells the row of the change from others of its model; empty for most."""
        state = {**(change.before or {}), **(change.after or {})}
        if change.model == Relationship._meta.label_lower:
            known = self._words[Relationship].get(change.row)
            return f" “{known}”" if known else ""
        if change.model != Evidence._meta.label_lower:
            return ""
        row = self._evidence.get(change.row)
        quote = row.quote if row else state.get("quote", "")
        link = row.relationship_id if row else state.get("relationship")
        stated = self._words[Relationship].get(link or 0)
        return f" “{quote}”" + (f" of “{stated}”" if stated else "")


def _rows(model: type[Model]) -> QuerySet:
    rows = model._base_manager.all()
    return rows.select_related("head", "child") if model is Relationship else rows


def _line(change: RowChange, names: _Names) -> Line:
    model = _MODELS.get(change.model, change.model.partition(".")[2])
    before, after = change.before or {}, change.after or {}
    fields = [
        (label, _words(name, before.get(name), names), _words(name, after.get(name), names))
        for name, label in _FIELDS.items()
        if label and (name in before or name in after) and before.get(name) != after.get(name)
    ]
    rest = [
        (
            name.replace("_", " "),
            _words(name, before[name], names),
            _words(name, after[name], names),
        )
        for name in after
        if name not in _FIELDS and name in before and before[name] != after[name]
    ]
    what = (f"new {model}" if change.before is None else model) + names.of_row(change)
    if change.is_left:
        what += ", left as it was"
    return Line(what, fields + rest)


def _words(name: str, value: Any, names: _Names) -> str:
    """A stored value, of those that JSON has, as people read it."""
    if value is None or value == "":
        return "–"
    if name in _ROWS:
        return names.of(name, value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "status" and value in Status.values:
        return str(Status(value).label)
    if name == "kind" and value in Kind.values:
        return str(Kind(value).label)
    return str(value).replace("_", " ")
