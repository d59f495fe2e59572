"""What pieces of evidence say, as a simple model keeps it beside the database, and the checks."""

import re
from collections import defaultdict
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import connection
from hypothesis import strategies as st

from entities.actions import undo_redo
from entities.kinds import SYMMETRIC, Kind, Status
from entities.models import (
    Action,
    Alias,
    ContradictionRuling,
    Entity,
    Evidence,
    Relationship,
)
from entities.relationships.actions import Statement
from entities.weights.counting import differences
from tests.factories import make_article, make_entity
from tests.rolled_back import RolledBack

SENTENCES = ("Ana fights Bea.", "Cle trains 😀 Dan.", "Eva backs Fia.", "Ana fights Bea.", "Gus.")
TEXT = " ".join(SENTENCES)
GANGS = ("Ana", "Bea", "Cle")
NAMES = (*GANGS, "Eva")  # Eva is a person
Link = tuple[str, int, int]
Snapshot = dict[str, dict[int, dict]]


class Said(NamedTuple):
    """What one piece of evidence says; words of an earlier text are unplaced."""

    link: Link
    start: int
    end: int
    status: str
    hedged: bool
    unplaced: bool = False

    def overlaps(self, start: int, end: int) -> bool:
        return not self.unplaced and self.start < end and start < self.end


class Done(NamedTuple):
    """An act, with all rows before and after it; `time` is that of the last disturbance then."""

    action: Action
    before: Snapshot
    after: Snapshot
    time: int


class StatementModel(RolledBack):
    """The model is what each piece of evidence says, and snapshots to go back and forth."""

    def __init__(self) -> None:
        super().__init__()
        self.article = make_article(TEXT)
        self.user = User.objects.create(username="ana", is_staff=True)
        self.names = {
            name: make_entity(name, Kind.GANG if name in GANGS else Kind.PERSON).pk
            for name in NAMES
        }
        self.said: dict[int, Said] = {}
        self.rows = snapshot()
        self.done: list[Done] = []
        self.undone: list[Done] = []
        # How often something happened, after which undo need not lead to the same state.
        self.time = 0

    # What is drawn, as it is now.

    def span(self, drawn) -> tuple[int, int]:
        if isinstance(drawn, list):
            return drawn[0], drawn[1]
        words = [match.span() for match in re.finditer(r"\S+", self.article.text)]
        first = min(drawn[0], len(words) - 1)
        return words[first][0], words[min(first + drawn[1], len(words) - 1)][1]

    def entity(self, name: str) -> Entity:
        return Entity.objects.get(pk=self.names[name])

    def statement(self, kind, ends, span, period, hedged, note) -> Statement:
        head, child = (self.entity(name) for name in ends)
        return Statement(kind, head, child, *self.span(span), period, hedged, note)

    def link(self, statement: Statement) -> Link:
        ends = [statement.head.pk, statement.child.pk]
        return (statement.kind, *(sorted(ends) if statement.kind in SYMMETRIC else ends))

    def can_join(self, statement: Statement) -> bool:
        head, child, kind = statement.head, statement.child, statement.kind
        return (
            head.pk != child.pk
            and head.merged_into_id is child.merged_into_id is None
            and head.kind in kind.row.heads
            and child.kind in kind.row.children
        )

    def can_prove(self, statement: Statement) -> bool:
        words = self.article.text[max(statement.start, 0) : statement.end]
        inside = 0 <= statement.start < statement.end <= len(self.article.text)
        return inside and words == words.strip()

    def stands(self, link: Link) -> bool:
        """Whether neither end of the link was merged away."""
        return not Entity.objects.filter(pk__in=link[1:], merged_into__isnull=False).exists()

    def evidence(self, data) -> Evidence:
        return Evidence.objects.get(pk=data.draw(st.sampled_from(sorted(self.said))))

    def relationship(self, data) -> Relationship:
        keys = sorted(Relationship.objects.values_list("pk", flat=True))
        return Relationship.objects.get(pk=data.draw(st.sampled_from(keys)))

    # What is checked.

    def become(self, said: dict[int, Said]) -> None:
        """An act was done: this is what the evidence says now."""
        rows = snapshot()
        if rows != self.rows:
            action = Action.objects.first()
            assert action not in [one.action for one in self.done]
            self.there_and_back(action, rows)
            self.done.append(Done(action, self.rows, rows, self.time))
            self.undone.clear()
        self.rows, self.said = rows, said
        self.check()

    def there_and_back(self, action: Action, rows: Snapshot) -> None:
        """Taken back and done again at once, an act leaves every row as it was and as it is."""
        undo_redo.undo(action, user=self.user)
        assert snapshot() == self.rows
        undo_redo.redo(Action.objects.get(pk=action.pk), user=self.user)
        assert snapshot() == rows

    def refused(self) -> None:
        assert snapshot() == self.rows

    def check(self) -> None:
        assert read() == self.said
        statuses = defaultdict(set)
        for one in Evidence.objects.all():
            statuses[one.relationship_id].add(one.status)
            text = one.revision.text if one.revision else self.article.text
            assert text[one.start : one.end] == one.quote
        for link in Relationship.objects.all():
            stated = next(
                (
                    status
                    for status in (Status.CONFIRMED, Status.PROPOSED)
                    if status in statuses[link.pk]
                    and self.stands((link.kind, link.head_id, link.child_id))
                ),
                Status.REJECTED,
            )
            assert link.status == stated, (link, statuses[link.pk])
        assert list(differences()) == []
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def snapshot() -> Snapshot:
    """All rows, but for when they were made: what is done again is made anew."""
    return {
        model._meta.label_lower: {
            row["id"]: {name: value for name, value in row.items() if name != "created_at"}
            for row in model.objects.values()
        }
        for model in (Relationship, Evidence, Entity, Alias, ContradictionRuling)
    }


def read() -> dict[int, Said]:
    return {
        one.pk: Said(
            (one.relationship.kind, one.relationship.head_id, one.relationship.child_id),
            one.start,
            one.end,
            one.status,
            one.hedged,
            one.revision_id is not None,
        )
        for one in Evidence.objects.select_related("relationship")
    }


def same_revision(one: int, other: int) -> bool:
    keys = Evidence.objects.filter(pk__in=(one, other)).values_list("revision", flat=True)
    return len(set(keys)) == 1
