"""Any sequence of acts leaves what a simple model of the article's mentions says."""

from django.contrib.auth.models import User
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from entities.acts import correction, spans, undoing
from entities.acts.errors import CorrectionError
from entities.kinds import Kind, Status
from entities.models import Mention
from tests.factories import make_article

TEXT = "Ana 😀 Bea Cle\u0301o Dan Eva Fia Gus Hal Ida Jon Kim Leo"
KINDS = (Kind.GANG, Kind.PERSON, Kind.DATE)
PLACES = st.integers(0, len(TEXT))
State = dict[int, tuple[int, int, str, str]]


class Acts(RuleBasedStateMachine):
    """The model is the state of all mentions, and a stack of states to go back and forth."""

    def __init__(self) -> None:
        super().__init__()
        self.article = make_article(TEXT)
        self.user = User.objects.get_or_create(username="ana")[0]
        self.state: State = {}
        self.done: list[State] = []
        self.undone: list[State] = []

    def clashes(self, start: int, end: int, but: int | None = None) -> bool:
        return any(
            pk != but and status != Status.REJECTED and start < other_end and other < end
            for pk, (other, other_end, _, status) in self.state.items()
        )

    def become(self, state: State) -> None:
        if state != self.state:
            self.done.append(self.state)
            self.undone.clear()
            self.state = state
        self.check()

    def check(self) -> None:
        rows = Mention.objects.filter(article=self.article)
        assert self.state == {one.pk: (one.start, one.end, one.kind, one.status) for one in rows}
        assert all(one.name == TEXT[one.start : one.end] for one in rows)

    @rule(start=PLACES, end=PLACES, kind=st.sampled_from(KINDS))
    def add(self, start: int, end: int, kind: Kind) -> None:
        allowed = start < end and TEXT[start:end].strip() and not self.clashes(start, end)
        nameless = kind.is_entity and not any(map(str.isalnum, TEXT[start:end]))
        try:
            made = correction.add(self.article, start, end, kind, user=self.user)
        except CorrectionError:
            assert not allowed or nameless
            return self.check()
        assert allowed
        self.become(self.state | {made.pk: (start, end, kind, Status.CONFIRMED)})

    @precondition(lambda self: self.state)
    @rule(data=st.data(), act=st.sampled_from([correction.confirm, correction.reject]))
    def judge(self, data, act) -> None:
        pk, (start, end, kind, _) = self.one(data)
        wanted = Status.CONFIRMED if act is correction.confirm else Status.REJECTED
        allowed = wanted == Status.REJECTED or not self.clashes(start, end, pk)
        try:
            act(Mention.objects.get(pk=pk), user=self.user)
        except CorrectionError:
            assert not allowed
            return self.check()
        assert allowed
        self.become(self.state | {pk: (start, end, kind, wanted)})

    @precondition(lambda self: self.state)
    @rule(data=st.data(), kind=st.sampled_from(KINDS))
    def relabel(self, data, kind: Kind) -> None:
        pk, (start, end, _, _) = self.one(data)
        try:
            correction.change_kind(Mention.objects.get(pk=pk), kind, user=self.user)
        except CorrectionError:
            nameless = not any(map(str.isalnum, TEXT[start:end]))
            assert self.clashes(start, end, pk) or nameless
            return self.check()
        self.become(self.state | {pk: (start, end, kind, Status.CONFIRMED)})

    @precondition(lambda self: self.state)
    @rule(data=st.data(), start=PLACES, end=PLACES)
    def resize(self, data, start: int, end: int) -> None:
        pk, (_, _, kind, _) = self.one(data)
        allowed = start < end and TEXT[start:end].strip() and not self.clashes(start, end, pk)
        try:
            spans.resize(Mention.objects.get(pk=pk), start, end, user=self.user)
        except CorrectionError:
            assert not allowed
            return self.check()
        assert allowed
        self.become(self.state | {pk: (start, end, kind, Status.CONFIRMED)})

    @rule()
    def undo(self) -> None:
        if not self.done:
            return
        undoing.undo(undoing.last_of(self.user, self.article), user=self.user)
        self.undone.append(self.state)
        self.state = self.done.pop()
        self.check()

    @rule()
    def redo(self) -> None:
        action = undoing.last_undone_of(self.user, self.article)
        assert (action is not None) == bool(self.undone)
        if action:
            undoing.redo(action, user=self.user)
            self.done.append(self.state)
            self.state = self.undone.pop()
            self.check()

    def one(self, data):
        return data.draw(st.sampled_from(sorted(self.state.items())))


class TestActs(TestCase):
    def test_any_sequence_of_acts(self) -> None:
        patient = settings(
            max_examples=25,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        run_state_machine_as_test(Acts, settings=patient)
