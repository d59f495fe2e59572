"""Any sequence of acts on relationships, and of readings between them, leaves what a simple model
says; undo and redo lead back and forth exactly.
"""

import itertools
import re
from collections import defaultdict
from typing import NamedTuple

import pytest
from django.contrib.auth.models import User
from django.db import connection
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from articles.importing.records import ParsedArticle
from articles.importing.store_articles import revise
from articles.models import Article, Document
from entities.actions import undo_redo
from entities.actions.recorder import CorrectionError
from entities.extraction.result import FoundRelation
from entities.extraction.store.store_relationships import Stated, store_relations
from entities.gazetteer.database import merge_targets
from entities.kinds import SYMMETRIC, Kind, RelationKind, Status
from entities.models import (
    Action,
    Alias,
    ContradictionRuling,
    Entity,
    Evidence,
    Relationship,
)
from entities.periods import Period
from entities.profiles.actions import merge
from entities.relationships import actions, rulings
from entities.relationships.actions import NewEntity, Statement
from entities.relationships.period import read_period
from tests.factories import make_article, make_entity
from tests.rolled_back import RolledBack

SENTENCES = ("Ana fights Bea.", "Cle trains 😀 Dan.", "Eva backs Fia.", "Ana fights Bea.", "Gus.")
TEXT = " ".join(SENTENCES)
# Other texts that the article may have: shifted, shortened, turned round, a word changed.
TEXTS = (
    TEXT,
    f"Late news. {TEXT}",
    " ".join(SENTENCES[2:]),
    " ".join(reversed(SENTENCES)),
    TEXT.replace("trains", "trained"),
)
GANGS = ("Ana", "Bea", "Cle")
NAMES = (*GANGS, "Eva")  # Eva is a person
# Few, so that the same is said again and again; anything at all too.
KINDS = st.sampled_from([RelationKind.TRAINS, RelationKind.RIVAL_OF, RelationKind.LEADER_OF])
ENDS = st.sampled_from([("Ana", "Bea"), ("Bea", "Ana"), ("Cle", "Bea")]) | st.tuples(
    st.sampled_from(NAMES), st.sampled_from(NAMES)
)
# A passage is chosen by the numbers of its first and last word; few, so that many overlap.
WORDS = st.tuples(st.integers(0, 12), st.integers(0, 4))
PLACES = st.integers(-2, len(TEXT) + 5)
SPANS = WORDS | WORDS | WORDS | st.tuples(PLACES, PLACES).map(lambda span: [*span])
PERIODS = st.sampled_from([Period(), Period(), read_period("2012", ""), read_period("former", "")])
NOTES = st.sampled_from(["", "", "As a witness said."])
_numbers = itertools.count()
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


class Statements(RolledBack):
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
            self.done.append(Done(action, self.rows, rows, self.time))
            self.undone.clear()
        self.rows, self.said = rows, said
        self.check()

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
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")

    # Acts.

    @rule(kind=KINDS, ends=ENDS, span=SPANS, period=PERIODS, hedged=st.booleans(), note=NOTES)
    def state(self, **fields) -> None:
        self.stated(self.statement(**fields))

    @precondition(lambda self: self.said)
    @rule(data=st.data(), span=WORDS)
    def state_again(self, data, span) -> None:
        link = self.evidence(data).relationship
        self.stated(Statement(RelationKind(link.kind), link.head, link.child, *self.span(span)))

    def stated(self, statement: Statement) -> None:
        allowed = self.can_join(statement) and self.can_prove(statement)
        try:
            evidence = actions.state(self.article, statement, user=self.user)
        except CorrectionError:
            assert not allowed
            return self.refused()
        assert allowed
        self.now_says(evidence.pk, statement)

    def now_says(self, pk: int, statement: Statement, **others: Said) -> None:
        link, start, end = self.link(statement), statement.start, statement.end
        if was := self.said.get(pk):
            # What was rejected stays so for all words that the passage does not have.
            assert was.link == link
            assert was.status == Status.PROPOSED or (start <= was.start and was.end <= end)
        self.become(
            self.said | others | {pk: Said(link, start, end, Status.CONFIRMED, statement.hedged)}
        )

    @rule(kind=KINDS, head=st.sampled_from(NAMES), span=WORDS)
    def state_of_somebody_new(self, kind, head, span) -> None:
        new = NewEntity("Zoe", kind.row.children[0])
        start, end = self.span(span)
        try:
            evidence = actions.state(
                self.article, Statement(kind, self.entity(head), new, start, end), user=self.user
            )
        except CorrectionError:
            return self.refused()
        link = evidence.relationship
        kind = link.kind, link.head_id, link.child_id
        self.become(self.said | {evidence.pk: Said(kind, start, end, Status.CONFIRMED, False)})

    @precondition(lambda self: self.said)
    @rule(
        data=st.data(),
        kind=KINDS,
        ends=ENDS,
        span=SPANS,
        period=PERIODS,
        hedged=st.booleans(),
        note=NOTES,
    )
    def change(self, data, **fields) -> None:
        evidence, statement = self.evidence(data), self.statement(**fields)
        self.changed(evidence, statement)

    @precondition(lambda self: self.said)
    @rule(data=st.data(), span=SPANS, hedged=st.booleans())
    def change_words(self, data, span, hedged) -> None:
        evidence = self.evidence(data)
        link = evidence.relationship
        statement = Statement(
            RelationKind(link.kind), link.head, link.child, *self.span(span), hedged=hedged
        )
        self.changed(evidence, statement)

    def changed(self, evidence: Evidence, statement: Statement) -> None:
        was = self.said[evidence.pk]
        link, start, end = self.link(statement), statement.start, statement.end
        moves = was.link == link and (was.unplaced or was.overlaps(start, end))
        taken = any(
            pk != evidence.pk
            and (one.link, one.start, one.end, one.unplaced) == (link, start, end, False)
            for pk, one in self.said.items()
        )
        allowed = (
            self.can_join(statement)
            and self.can_prove(statement)
            and self.stands(was.link)
            and not (moves and taken)
        )
        try:
            now = actions.change(evidence, statement, user=self.user)
        except CorrectionError:
            assert not allowed
            return self.refused()
        assert allowed
        assert (now.pk == evidence.pk) == moves
        if moves:
            said = Said(link, start, end, Status.CONFIRMED, statement.hedged)
            return self.become(self.said | {now.pk: said})
        self.said = self.said | {evidence.pk: was._replace(status=Status.REJECTED)}
        self.now_says(now.pk, statement)

    @precondition(lambda self: self.said)
    @rule(data=st.data(), act=st.sampled_from([actions.confirm, actions.reject]))
    def judge(self, data, act) -> None:
        evidence = self.evidence(data)
        was = self.said[evidence.pk]
        try:
            act(evidence, user=self.user)
        except CorrectionError:
            assert not self.stands(was.link)
            return self.refused()
        assert self.stands(was.link)
        status = Status.CONFIRMED if act is actions.confirm else Status.REJECTED
        self.become(self.said | {evidence.pk: was._replace(status=status)})

    @precondition(lambda self: self.said)
    @rule(data=st.data(), act=st.sampled_from([actions.confirm_all, actions.reject_all]))
    def judge_all(self, data, act) -> None:
        relationship = self.relationship(data)
        link = relationship.kind, relationship.head_id, relationship.child_id
        changes = (
            (Status.PROPOSED,)
            if act is actions.confirm_all
            else (Status.PROPOSED, Status.CONFIRMED)
        )
        status = Status.CONFIRMED if act is actions.confirm_all else Status.REJECTED
        try:
            act(relationship, user=self.user)
        except CorrectionError:
            assert not self.stands(link)
            return self.refused()
        assert self.stands(link)
        judged = {
            pk: one._replace(status=status)
            for pk, one in self.said.items()
            if one.link == link and one.status in changes
        }
        self.become(self.said | judged)
        if judged:
            plural = "s" * (len(judged) != 1)
            assert f"({len(judged)} sentence{plural})" in self.done[-1].action.summary

    @precondition(lambda self: self.said)
    @rule(data=st.data(), kind=KINDS, ends=ENDS, period=PERIODS, note=NOTES)
    def change_all(self, data, kind, ends, period, note) -> None:
        relationship = self.relationship(data)
        former = relationship.kind, relationship.head_id, relationship.child_id
        head, child = (self.entity(name) for name in ends)
        statement = Statement(kind, head, child, 0, 0, period, note=note)
        link = self.link(statement)
        moved = {
            pk: one
            for pk, one in self.said.items()
            if one.link == former and one.status != Status.REJECTED
        }
        allowed = self.can_join(statement) and self.stands(former) and (moved or link == former)
        try:
            actions.change_all(relationship, statement, user=self.user)
        except CorrectionError:
            assert not allowed
            return self.refused()
        assert allowed
        if link == former:
            return self.become(self.said)
        rejected = {pk: one._replace(status=Status.REJECTED) for pk, one in moved.items()}
        now = read()
        new = {pk: one for pk, one in now.items() if pk not in self.said}
        confirmed = {pk for pk in self.said if now[pk] != self.said[pk]} - moved.keys()
        for one in new.values():
            assert one.link == link and one.status == Status.CONFIRMED
        for pk in confirmed:
            assert now[pk] == self.said[pk]._replace(status=Status.CONFIRMED)
            assert now[pk].link == link
        self.become(self.said | rejected | new | {pk: now[pk] for pk in confirmed})
        stated = {
            one[1:3] for one in read().values() if one.link == link and one.status == "confirmed"
        }
        assert {one[1:3] for one in moved.values()} <= stated

    @rule(pair=ENDS)
    def merge(self, pair) -> None:
        loser, winner = (self.entity(name) for name in pair)
        try:
            merge(loser, winner, user=self.user)
        except CorrectionError:
            assert (
                loser == winner
                or loser.kind != winner.kind
                or loser.merged_into_id
                or winner.merged_into_id
            )
            return self.refused()
        self.become(self.after_merge(loser.pk, winner.pk))

    def after_merge(self, loser: int, winner: int) -> dict[int, Said]:
        """All is said of the winner; of words that state the same of both, one is left."""
        said = dict(self.said)
        links = {one.link for one in said.values()}
        for pk, one in self.said.items():
            kind, *ends = one.link
            if loser not in ends:
                continue
            ends = [winner if end == loser else end for end in ends]
            if ends[0] == ends[1]:
                continue
            link = (kind, *(sorted(ends) if kind in SYMMETRIC else ends))
            place = one[1:3], one.unplaced
            there = next(
                (
                    key
                    for key, other in self.said.items()
                    if link in links
                    and other.link == link
                    and (other[1:3], other.unplaced) == place
                    and (not one.unplaced or same_revision(key, pk))
                ),
                None,
            )
            if there is None:
                said[pk] = one._replace(link=link)
            elif self.said[there].status == Status.PROPOSED != one.status:
                said[there] = self.said[there]._replace(status=one.status, hedged=one.hedged)
        return said

    @precondition(lambda self: Relationship.objects.count() > 1)
    @rule(data=st.data())
    def let_both_stand(self, data) -> None:
        pair = self.relationship(data), self.relationship(data)
        try:
            rulings.let_both_stand(*pair, "Both hold.", user=self.user)
        except CorrectionError:
            return self.refused()
        self.become(self.said)

    # Undo and redo.

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        self.turn(self.done, self.undone, undo_redo.undo)

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        self.turn(self.undone, self.done, undo_redo.redo)

    def turn(self, done: list[Done], other: list[Done], act) -> None:
        one = done.pop()
        forward = act is undo_redo.redo
        try:
            act(Action.objects.get(pk=one.action.pk), user=self.user)
        except CorrectionError:
            assert one.time < self.time
            done.clear()
            other.clear()
            return self.refused()
        rows = snapshot()
        if one.time == self.time:
            assert rows == (one.after if forward else one.before)
        else:
            self.only_touched(one.action, rows)
        before, after = (self.rows, rows) if forward else (rows, self.rows)
        other.append(Done(one.action, before, after, self.time))
        self.rows, self.said = rows, read()
        self.check()

    @precondition(lambda self: len(self.done) > 1)
    @rule(data=st.data())
    def undo_an_earlier_one(self, data) -> None:
        one = data.draw(st.sampled_from(self.done[:-1]))
        try:
            undo_redo.undo(Action.objects.get(pk=one.action.pk), user=self.user)
        except CorrectionError:
            return self.refused()
        self.done.remove(one)
        self.disturbed()
        self.only_touched(one.action, snapshot())
        self.rows, self.said = snapshot(), read()
        self.check()

    def only_touched(self, action: Action, rows: Snapshot) -> None:
        """No row is other than it was, but those that the act wrote, and what follows from them."""
        touched = set(action.changes.values_list("model", "row"))
        for name, were in self.rows.items():
            for pk in were.keys() | rows[name].keys():
                if (name, pk) not in touched:
                    before, after = were.get(pk), rows[name].get(pk)
                    assert before is not None and after is not None, (name, pk)
                    assert before | {"status": after.get("status")} == after | {
                        "status": after.get("status")
                    }
                    if name != "entities.relationship":
                        assert before == after

    def disturbed(self) -> None:
        self.time += 1

    # What the machine does.

    @rule(
        proposals=st.lists(st.tuples(KINDS, ENDS, WORDS, st.booleans()), max_size=5),
        old=st.booleans(),
        data=st.data(),
    )
    def read_again(self, proposals, old, data) -> None:
        found = [
            FoundRelation(kind, *ends, *span, self.article.text[slice(*span)], 0.8, "test", hedged)
            for kind, ends, words, hedged in proposals
            for span in [self.span(words)]
        ]
        if old:  # all that was ever said, once more
            names = {pk: name for name, pk in self.names.items()}
            found += [
                FoundRelation(
                    RelationKind(one.link[0]),
                    names[one.link[1]],
                    names[one.link[2]],
                    one.start,
                    one.end,
                    self.article.text[one.start : one.end],
                    0.7,
                    "old",
                )
                for one in self.said.values()
                if not one.unplaced and {*one.link[1:]} <= names.keys()
            ]
        store_relations(
            {
                self.article.pk: Stated(
                    found, {name: self.meant(pk) for name, pk in self.names.items()}
                )
            },
            {pk: Kind(kind) for pk, kind in Entity.objects.values_list("pk", "kind")},
        )
        decided = {pk: one for pk, one in self.said.items() if one.status != Status.PROPOSED}
        now = read()
        assert {pk: one for pk, one in now.items() if one.status != Status.PROPOSED} == decided
        judged = [(self.link_meant(one.link), one) for one in decided.values()]
        proposed = {
            (one.link, one.start, one.end) for one in now.values() if one.status == Status.PROPOSED
        }
        for link, start, end in proposed:
            assert not any(on == link and one.overlaps(start, end) for on, one in judged)
        for one in found:
            link = self.link_meant((one.kind, self.names[one.head], self.names[one.child]))
            silenced = any(on == link and was.overlaps(one.start, one.end) for on, was in judged)
            assert silenced or not self.fits(link) or (link, one.start, one.end) in proposed
        self.nothing_decided_is_lost()

    def fits(self, link: Link) -> bool:
        kinds = dict(Entity.objects.values_list("pk", "kind"))
        row = RelationKind(link[0]).row
        return link[1] != link[2] and kinds[link[1]] in row.heads and kinds[link[2]] in row.children

    def meant(self, entity: int) -> int:
        return merge_targets([entity])[entity]

    def link_meant(self, link: Link) -> Link:
        ends = [self.meant(end) for end in link[1:]]
        return (link[0], *(sorted(ends) if link[0] in SYMMETRIC else ends))

    @rule(text=st.sampled_from(TEXTS))
    def change_text(self, text: str) -> None:
        if text == self.article.text:
            return
        number = next(_numbers)
        document = Document.objects.create(
            raw=f"{number} {text}".encode(), media_type="text/plain", original_name="again.txt"
        )
        parsed = ParsedArticle(
            text=text,
            title=self.article.title,
            title_is_made=False,
            source=self.article.source.name,
            identity=None,
            body_start=0,
            body_end=len(text),
        )
        revise(Article.objects.get(pk=self.article.pk), parsed, document)
        self.article.refresh_from_db()
        now = read()
        for pk, one in self.said.items():
            if one.status != Status.PROPOSED:
                assert (now[pk].link, now[pk].status) == (one.link, one.status)
        self.nothing_decided_is_lost()

    def nothing_decided_is_lost(self) -> None:
        """The machine left alone what people said of relationships beyond their evidence."""
        rows = snapshot()
        for name in ("entities.entity", "entities.alias", "entities.contradictionruling"):
            assert rows[name] == self.rows[name]
        links = rows["entities.relationship"]
        for pk, was in self.rows["entities.relationship"].items():
            if was["note"] or was["valid_from"] or was["is_former"]:
                assert {**links[pk], "status": ""} == {**was, "status": ""}
        self.disturbed()
        self.rows, self.said = rows, read()
        self.check()


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


@pytest.mark.django_db
def test_any_sequence_of_statements_and_readings():
    patient = settings(
        max_examples=20,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Statements, settings=patient)
