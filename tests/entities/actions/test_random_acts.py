"""Any sequence of acts leaves what a simple model of the article's mentions says."""

import re
from itertools import permutations

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from entities.actions import mention_actions, undo_redo
from entities.actions.recorder import CorrectionError
from entities.kinds import Kind, Status
from entities.models import Action, Entity, Mention
from entities.profiles import actions
from tests.factories import make_article
from tests.rolled_back import RolledBack

TEXT = "Ana 😀 Bea Cle\u0301o Dan Eva Fia Gus Hal Ida Jon Kim Leo"
KINDS = (Kind.GANG, Kind.PERSON, Kind.DATE)
PLACES = st.integers(0, len(TEXT))
# Whole words often, so that acts are allowed often; anything at all too.
WORDS = st.sampled_from([match.span() for match in re.finditer(r"\w+", TEXT)])
SPANS = WORDS | st.tuples(PLACES, PLACES)
# Start, end, kind, status, entity of each mention.
State = dict[int, tuple[int, int, str, str, int | None]]


class Acts(RolledBack):
    """The model is the state of all mentions, and stacks of states to go back and forth."""

    def __init__(self) -> None:
        super().__init__()
        self.article = make_article(TEXT)
        self.user = User.objects.get_or_create(username="ana")[0]
        self.state: State = {}
        self.done: list[tuple[State, Action]] = []
        self.undone: list[tuple[State, Action]] = []

    def clashes(self, start: int, end: int, but: int | None = None) -> bool:
        return any(
            pk != but and status != Status.REJECTED and start < other_end and other < end
            for pk, (other, other_end, _, status, _) in self.state.items()
        )

    def become(self, state: State) -> None:
        if state != self.state:
            self.done.append((self.state, Action.objects.first()))
            self.undone.clear()
            self.state = state
        self.check()

    def named(self) -> list[tuple[str, int]]:
        """Kind and key of every entity that some mention names."""
        return sorted({(one[2], one[4]) for one in self.state.values() if one[4]})

    def entity_of(self, pk: int) -> int | None:
        """Which entity carries the words is not the model's business, but that it stays is."""
        return Mention.objects.get(pk=pk).entity_id

    def check(self) -> None:
        rows = Mention.objects.filter(article=self.article)
        assert self.state == {
            one.pk: (one.start, one.end, one.kind, one.status, one.entity_id) for one in rows
        }
        assert all(one.name == TEXT[one.start : one.end] for one in rows)

    @rule(span=SPANS, kind=st.sampled_from(KINDS))
    def add(self, span: tuple[int, int], kind: Kind) -> None:
        start, end = span
        allowed = start < end and TEXT[start:end].strip() and not self.clashes(start, end)
        nameless = kind.is_entity and not any(map(str.isalnum, TEXT[start:end]))
        try:
            self.article.refresh_from_db()  # every request has its own
            made = mention_actions.add(self.article, start, end, kind, user=self.user)
        except CorrectionError:
            assert not allowed or nameless
            return self.check()
        assert allowed
        entity = self.entity_of(made.pk)
        self.become(self.state | {made.pk: (start, end, kind, Status.CONFIRMED, entity)})

    @precondition(lambda self: self.state)
    @rule(data=st.data(), act=st.sampled_from([mention_actions.confirm, mention_actions.reject]))
    def judge(self, data, act) -> None:
        pk, (start, end, kind, _, entity) = self.one(data)
        wanted = Status.CONFIRMED if act is mention_actions.confirm else Status.REJECTED
        allowed = wanted == Status.REJECTED or not self.clashes(start, end, pk)
        try:
            act(Mention.objects.get(pk=pk), user=self.user)
        except CorrectionError:
            assert not allowed
            return self.check()
        assert allowed
        self.become(self.state | {pk: (start, end, kind, wanted, entity)})

    @precondition(lambda self: self.state)
    @rule(data=st.data(), kind=st.sampled_from(KINDS))
    def relabel(self, data, kind: Kind) -> None:
        pk, (start, end, _, _, _) = self.one(data)
        try:
            mention_actions.change_kind(Mention.objects.get(pk=pk), kind, user=self.user)
        except CorrectionError:
            nameless = not any(map(str.isalnum, TEXT[start:end]))
            assert self.clashes(start, end, pk) or nameless
            return self.check()
        entity = self.entity_of(pk)
        self.become(self.state | {pk: (start, end, kind, Status.CONFIRMED, entity)})

    @precondition(lambda self: self.state)
    @rule(data=st.data(), span=SPANS)
    def resize(self, data, span: tuple[int, int]) -> None:
        start, end = span
        pk, (_, _, kind, _, entity) = self.one(data)
        allowed = start < end and TEXT[start:end].strip() and not self.clashes(start, end, pk)
        try:
            mention_actions.resize(Mention.objects.get(pk=pk), start, end, user=self.user)
        except CorrectionError:
            assert not allowed
            return self.check()
        assert allowed
        self.become(self.state | {pk: (start, end, kind, Status.CONFIRMED, entity)})

    @precondition(lambda self: len(self.named()) > 1)
    @rule(data=st.data())
    def merge(self, data) -> None:
        pairs = st.sampled_from(list(permutations(self.named(), 2)))
        (kind, loser), (other, winner) = data.draw(pairs)
        try:
            actions.merge(
                Entity.objects.get(pk=loser), Entity.objects.get(pk=winner), user=self.user
            )
        except CorrectionError:
            assert kind != other
            return self.check()
        self.become(
            {
                pk: (*one[:4], winner if one[4] == loser else one[4])
                for pk, one in self.state.items()
            }
        )

    @rule()
    def undo(self) -> None:
        if not self.done:
            return
        state, action = self.done.pop()
        if action.article_id:
            assert undo_redo.last_of(self.user, self.article) == action
        undo_redo.undo(action, user=self.user)
        self.undone.append((self.state, action))
        self.state = state
        self.check()

    @rule()
    def redo(self) -> None:
        if not self.undone:
            return
        state, action = self.undone.pop()
        if action.article_id:
            assert undo_redo.last_undone_of(self.user, self.article) == action
        undo_redo.redo(action, user=self.user)
        self.done.append((self.state, action))
        self.state = state
        self.check()

    def one(self, data):
        return data.draw(st.sampled_from(sorted(self.state.items())))


@pytest.mark.django_db
def test_any_sequence_of_acts():
    patient = settings(
        max_examples=10,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Acts, settings=patient)
