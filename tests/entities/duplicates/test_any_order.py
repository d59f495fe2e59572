"""Any sequence of merging, splitting, correcting, undoing and reading again ends where the last
valid act put each mention.
"""

import pytest
from django.contrib.auth.models import User
from django.db.models import Q
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from entities.actions import mention_actions, undo_redo
from entities.actions.recorder import CorrectionError
from entities.duplicates.split_entity import Splitting, split_entity
from entities.kinds import Kind, RelationKind, Status
from entities.models import Action, Mention, Relationship
from entities.profiles.actions import merge
from tests.entities.result_builders import found, reading, store
from tests.factories import make_article, make_entity, make_evidence
from tests.rolled_back import RolledBack

pytestmark = pytest.mark.django_db

NAMES = ("Kings", "Lords", "Stones")
TEXT = "Kings fight Lords. Stones fight Kings. Lords saw Stones."
gangs = st.integers(0, len(NAMES) - 1)
places = st.integers(0, 2 * 6 - 1)


class Acts(RolledBack):
    """`at` is where each mention has to be, `done` which acts stand with what each changed."""

    def __init__(self) -> None:
        super().__init__()
        self.user = User.objects.create_user("max")
        self.gangs = [make_entity(name) for name in NAMES]
        self.articles = [make_article(TEXT), make_article(TEXT)]
        for article in self.articles:
            self._read(article)
            make_evidence(
                article, "Kings fight Lords.", self.gangs[0], RelationKind.RIVAL_OF, self.gangs[1]
            )
        self.mentions = list(Mention.objects.order_by("article", "start"))
        self.at = {one.pk: one.entity_id for one in self.mentions}
        self.done: list[tuple[Action, dict[int, tuple[int, int]]]] = []

    def _read(self, article) -> None:
        spans = [
            found(article, name, Kind.GANG, f"new:{name}", number=number)
            for name in NAMES
            for number in (1, 2)
        ]
        store(article, reading(spans), seconds=0.1)

    def _did(self, moved: dict[int, int]) -> None:
        """The last act put these mentions at these entities."""
        changed = {pk: (self.at[pk], there) for pk, there in moved.items()}
        self.done.append((Action.objects.first(), changed))
        self.at |= moved

    @rule(loser=gangs, winner=gangs)
    def merge_two(self, loser: int, winner: int) -> None:
        one, other = self.gangs[loser], self.gangs[winner]
        try:
            merge(one, other, user=self.user)
        except CorrectionError:
            return
        self._did({pk: other.pk for pk, there in self.at.items() if there == one.pk})

    @rule(of=gangs, to=gangs, some=st.sets(places, max_size=6))
    def split_one(self, of: int, to: int, some: set[int]) -> None:
        keys = [self.mentions[place].pk for place in some]
        target = self.gangs[to]
        try:
            split_entity(self.gangs[of], Splitting(keys, target), user=self.user)
        except CorrectionError:
            return
        own = [pk for pk in keys if self.at[pk] == self.gangs[of].pk]
        self._did(dict.fromkeys(own, target.pk))

    @rule(place=places, to=gangs)
    def correct_one(self, place: int, to: int) -> None:
        before = Action.objects.count()
        try:
            mention_actions.reassign(self.mentions[place], self.gangs[to], user=self.user)
        except CorrectionError:
            return
        if Action.objects.count() > before:
            self._did({self.mentions[place].pk: self.gangs[to].pk})

    @rule(back=st.integers(0, 3))
    def take_back(self, back: int) -> None:
        if back >= len(self.done):
            return
        action, moved = self.done[-1 - back]
        try:
            undo_redo.undo(action, user=self.user)
        except CorrectionError:
            return
        del self.done[-1 - back]
        self.at |= {pk: before for pk, (before, _) in moved.items()}

    @rule(which=st.integers(0, 1))
    def read_again(self, which: int) -> None:
        self._read(self.articles[which])
        # Where the machine puts what it merely proposes is its own affair.
        proposed = Mention.objects.filter(status=Status.PROPOSED)
        self.at |= dict(proposed.values_list("pk", "entity"))

    @invariant()
    def every_mention_is_where_it_was_put(self) -> None:
        assert dict(Mention.objects.live().values_list("pk", "entity")) == self.at

    @invariant()
    def nothing_is_left_with_what_was_merged(self) -> None:
        assert not Mention.objects.live().filter(entity__merged_into__isnull=False).exists()
        merged = Q(head__merged_into__isnull=False) | Q(child__merged_into__isnull=False)
        assert not Relationship.objects.exclude(status=Status.REJECTED).filter(merged).exists()


def test_the_last_valid_act_decides():
    slow = [HealthCheck.too_slow]
    run_state_machine_as_test(
        Acts,
        settings=settings(
            # Without shrinking, which takes minutes with a database: the sequences are short.
            phases=[Phase.explicit, Phase.generate],
            max_examples=4,
            stateful_step_count=8,
            suppress_health_check=slow,
        ),
    )
