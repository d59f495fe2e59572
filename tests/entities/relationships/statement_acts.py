"""Acts of a person on relationships, as rules of a state machine, with what each must lead to."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from entities.actions.recorder import CorrectionError
from entities.kinds import SYMMETRIC, RelationKind, Status
from entities.models import Evidence, Relationship
from entities.periods import Period
from entities.profiles.actions import merge
from entities.relationships import actions, rulings
from entities.relationships.actions import NewEntity, Statement
from entities.relationships.period import read_period
from entities.weights.origins import sentence_key
from tests.entities.relationships.statement_model import (
    NAMES,
    TEXT,
    Said,
    StatementModel,
    read,
    same_revision,
)

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


class StatementActs(StatementModel):
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
    @rule(data=st.data(), status=st.sampled_from([Status.CONFIRMED, Status.REJECTED]))
    def judge_copies(self, data, status) -> None:
        evidence = self.evidence(data)
        was = self.said[evidence.pk]
        same = [
            one.pk
            for one in Evidence.objects.filter(
                relationship=evidence.relationship, revision=evidence.revision
            )
            if sentence_key(one.quote) == sentence_key(evidence.quote)
        ]
        try:
            actions.judge_copies(evidence, status, user=self.user, newest=max(same))
        except CorrectionError:
            assert not self.stands(was.link)
            return self.refused()
        assert self.stands(was.link)
        judged = {pk: self.said[pk]._replace(status=status) for pk in same}
        self.become(self.said | judged)

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
