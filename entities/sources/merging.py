"""Two sources become one: what moves along, and the act, which an undo takes back.

The source that goes stays as a name of the other: what is imported under it belongs to that one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from articles.furniture_models import FurnitureRule
from articles.importing.metadata.publishers import UNKNOWN
from articles.models import Article
from articles.source_models import Source
from articles.source_names import known_names
from articles.watched.models import Watched
from entities.actions.bulk import complete
from entities.actions.recorder import CorrectionError, Recorder, explained
from entities.models import Action, NameRule, RowChange, SourceHome
from entities.models.verbs import Verb

# What the source that stays takes over where it has none.
_TAKEN_OVER = ("homepage", "language", "note")
_HOME = ("country", "division", "town", "latitude", "longitude", "known_from")


@dataclass(frozen=True)
class Moved:
    """What a merge takes over from the source that goes."""

    articles: int
    furniture_rules: int
    name_rules: int
    names: list[str]


def what_moves(source: Source) -> Moved:
    return Moved(
        articles=Article.objects.filter(source=source).count(),
        furniture_rules=FurnitureRule.objects.filter(source=source, ended_at=None).count(),
        name_rules=NameRule.objects.filter(source=source, ended_at=None).count(),
        names=known_names(source),
    )


def merge(loser: Source, winner: Source, *, user: User) -> Action:
    """Let all that is of `loser` be of `winner`; very many articles move in the background.

    Both are locked in the order of their keys, so that two people who merge the same pair in
    opposite directions queue up. Raises `CorrectionError` where the two cannot be one.
    """
    act = Recorder()
    with explained():
        pair = Source.objects.select_for_update(of=("self",)).filter(pk__in=[loser.pk, winner.pk])
        found = {source.pk: source for source in pair.select_related("merged_into").order_by("pk")}
        loser, winner = check(found.get(loser.pk), found.get(winner.pk))
        _take_over_furniture_rules(act, loser, winner)
        _take_over_name_rules(act, loser, winner)
        _take_over_home(act, loser, winner)
        for watched in Watched.objects.filter(source=loser).order_by("pk"):
            act.update(watched, source=winner)
        own = {name: getattr(loser, name) for name in _TAKEN_OVER if not getattr(winner, name)}
        act.update(winner, **own)
        for name in loser.former_names.order_by("pk"):
            act.update(name, merged_into=winner)
        act.update(loser, merged_into=winner)
        made = len(act.changes)
        act.changes += _moves(loser, winner, first=made)
        act.summary = f"Merged the source {loser} into {winner}"
        return complete(act, Verb.MERGE_SOURCES, made=made, user=user)


def check(loser: Source | None, winner: Source | None) -> tuple[Source, Source]:
    """Return the two. Raises `CorrectionError` where they cannot be one."""
    if loser is None or winner is None:
        raise CorrectionError("There is no such source any more: choose another one.")
    if loser.pk == winner.pk:
        raise CorrectionError("A source cannot be merged into itself: choose another one.")
    for source in (loser, winner):
        if source.merged_into:
            raise CorrectionError(
                f"{source} was merged into {source.merged_into} already: choose that one."
            )
        if source.name == UNKNOWN:
            raise CorrectionError(
                f"“{UNKNOWN}” stands for many sources: change the source of its articles instead, "
                "from a search."
            )
    return loser, winner


def _take_over_furniture_rules(act: Recorder, loser: Source, winner: Source) -> None:
    """Move the rules; what the source that stays has ruled on the same lines stands."""
    ruled = FurnitureRule.objects.filter(source=winner, ended_at=None)
    passages = set(ruled.values_list("passage", flat=True))
    for rule in FurnitureRule.objects.filter(source=loser, ended_at=None).order_by("pk"):
        if rule.passage in passages:
            act.update(rule, ended_at=timezone.now())
        else:
            act.update(rule, source=winner)


def _take_over_name_rules(act: Recorder, loser: Source, winner: Source) -> None:
    ruled = NameRule.objects.filter(source=winner, ended_at=None)
    names = set(ruled.values_list("normalized", "kind"))
    for rule in NameRule.objects.filter(source=loser, ended_at=None).order_by("pk"):
        if (rule.normalized, rule.kind) in names:
            act.update(rule, ended_at=timezone.now())
        else:
            act.update(rule, source=winner)


def _take_over_home(act: Recorder, loser: Source, winner: Source) -> None:
    """Let a home that a person stated hold for the source that stays, where it has none such."""
    stated = SourceHome.KnownFrom.PERSON
    homes = {one.pk: one for one in SourceHome.objects.filter(pk__in=(loser.pk, winner.pk))}
    theirs, own = homes.get(loser.pk), homes.get(winner.pk)
    if theirs is None or theirs.known_from != stated or (own and own.known_from == stated):
        return
    values = {name: getattr(theirs, name) for name in _HOME}
    if own:
        act.update(own, **values)
    else:
        act.create(SourceHome(source=winner, **values))


def _moves(loser: Source, winner: Source, *, first: int) -> Iterator[RowChange]:
    keys = Article.objects.filter(source=loser).order_by("pk").values_list("pk", flat=True)
    for position, key in enumerate(keys, first):
        yield RowChange(
            position=position,
            model=Article._meta.label_lower,
            row=key,
            article_id=key,
            before={"source": loser.pk},
            after={"source": winner.pk},
        )
