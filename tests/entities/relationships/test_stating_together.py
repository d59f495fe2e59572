"""People who state, correct and merge at the same moment: one waits, nobody's decision is lost."""

import threading

import pytest

from entities.actions import undo_redo
from entities.actions.recorder import ChangedMeanwhile, CorrectionError
from entities.kinds import RelationKind, Status
from entities.models import Action, Evidence, Relationship
from entities.profiles import actions as profiles_actions
from entities.relationships import actions
from entities.relationships.actions import Statement
from tests.entities.extraction.store.test_storing_together import (
    Beside,
    wait_until_somebody_waits,
)
from tests.factories import make_article, make_entity, make_evidence

pytestmark = pytest.mark.django_db(transaction=True)

QUOTE = "Los Zetas trained MS-13"


@pytest.fixture
def zetas():
    return make_entity("Los Zetas")


@pytest.fixture
def ms13():
    return make_entity("MS-13")


@pytest.fixture
def bea(django_user_model):
    return django_user_model.objects.create_superuser("bea")


@pytest.fixture
def held_up(monkeypatch):
    """The first who comes to `module.name` stays there until somebody waits; says who is first."""

    def hold_up(module, name: str) -> threading.Event:
        act, holding = getattr(module, name), threading.Event()

        def slowly(*args, **kwargs):
            done = act(*args, **kwargs)
            if not holding.is_set():
                holding.set()
                wait_until_somebody_waits()
            return done

        monkeypatch.setattr(module, name, slowly)
        return holding

    return hold_up


def trains(head, child, article) -> Statement:
    start = article.text.index(QUOTE)
    return Statement(RelationKind.TRAINS, head, child, start, start + len(QUOTE))


def test_of_two_who_correct_one_sentence_the_second_is_told(zetas, ms13, analyst, bea, held_up):
    article = make_article(QUOTE)
    proposed = make_evidence(article, QUOTE, ms13, "trains", zetas)
    seen = proposed.seen
    holding = held_up(actions, "lock_evidence")
    statement = trains(zetas, ms13, article)
    with Beside(lambda: actions.change(proposed, statement, user=bea, seen=seen)):
        holding.wait(10)
        with pytest.raises(ChangedMeanwhile, match="bea changed this before you"):
            actions.reject(proposed, user=analyst, seen=seen)
    assert set(Evidence.objects.values_list("relationship__head__name", "status")) == {
        ("MS-13", "rejected"),
        ("Los Zetas", "confirmed"),
    }


def test_two_who_turn_two_relationships_into_each_other_queue_up(
    zetas, ms13, analyst, bea, held_up
):
    first, second = make_article(QUOTE), make_article(QUOTE)
    one = make_evidence(first, QUOTE, zetas, "trains", ms13)
    other = make_evidence(second, QUOTE, ms13, "trains", zetas)
    holding = held_up(actions, "lock_evidence")
    with Beside(lambda: actions.change(one, trains(ms13, zetas, first), user=bea)):
        holding.wait(10)
        actions.change(other, trains(zetas, ms13, second), user=analyst)
    assert set(Relationship.objects.values_list("status", flat=True)) == {"confirmed"}


def test_two_who_state_the_same_at_once_state_it_once(zetas, ms13, analyst, bea, held_up):
    first, second = make_article(QUOTE), make_article(QUOTE)
    holding = held_up(actions, "_ends")
    with Beside(lambda: actions.state(first, trains(zetas, ms13, first), user=bea)):
        holding.wait(10)
        actions.state(second, trains(zetas, ms13, second), user=analyst)
    assert Relationship.objects.get().evidence.count() == 2


def test_who_states_something_of_an_entity_that_is_being_merged_away_is_told(
    zetas, ms13, analyst, bea, held_up
):
    article, loser = make_article(QUOTE), make_entity("Mara 13")
    holding = held_up(profiles_actions, "check")
    with Beside(lambda: profiles_actions.merge(loser, ms13, user=bea)):
        holding.wait(10)
        with pytest.raises(CorrectionError, match="Mara 13 was merged into MS-13"):
            actions.state(article, trains(zetas, loser, article), user=analyst)
    assert not Relationship.objects.exists()


def test_what_is_judged_while_an_end_is_merged_away_counts_for_the_one_that_is_left(
    zetas, ms13, analyst, bea, held_up
):
    article, loser = make_article(QUOTE), make_entity("Mara 13")
    make_evidence(make_article(QUOTE), QUOTE, zetas, "trains", ms13)
    proposed = make_evidence(article, QUOTE, zetas, "trains", loser)
    # The merge holds both entities and relationships when somebody judges a quote of theirs.
    holding = held_up(profiles_actions, "_take_over_relationships")
    with Beside(lambda: profiles_actions.merge(loser, ms13, user=bea)):
        holding.wait(10)
        actions.confirm(proposed, user=analyst)
    link = Evidence.objects.get(pk=proposed.pk).relationship
    assert (link.child, link.status) == (ms13, "confirmed")


def test_two_who_take_away_the_last_two_sentences_leave_none(zetas, ms13, analyst, bea, held_up):
    quotes = [make_evidence(make_article(QUOTE), QUOTE, zetas, "trains", ms13) for _ in range(2)]
    holding = held_up(actions, "lock_evidence")
    with Beside(lambda: actions.reject(quotes[0], user=bea)):
        holding.wait(10)
        actions.reject(quotes[1], user=analyst)
    assert Relationship.objects.get().status == Status.REJECTED


def test_who_confirms_all_and_who_confirms_one_queue_up(zetas, ms13, analyst, bea, held_up):
    quotes = [make_evidence(make_article(QUOTE), QUOTE, zetas, "trains", ms13) for _ in range(3)]
    holding = held_up(actions, "hold_articles")
    with Beside(lambda: actions.confirm_all(quotes[0].relationship, user=bea)):
        holding.wait(10)
        actions.reject(quotes[2], user=analyst)
    assert sorted(Evidence.objects.values_list("status", flat=True)) == [
        "confirmed",
        "confirmed",
        "rejected",
    ]


def test_undo_of_a_merge_and_a_judgement_of_what_it_moved_queue_up(
    zetas, ms13, analyst, bea, held_up
):
    article, loser = make_article(QUOTE), make_entity("Mara 13")
    proposed = make_evidence(article, QUOTE, zetas, "trains", loser)
    act = profiles_actions.merge(loser, ms13, user=bea)
    holding = held_up(actions, "lock_evidence")
    with Beside(lambda: actions.confirm(proposed, user=analyst)):
        holding.wait(10)
        undo_redo.undo(act, user=bea)
    link = Evidence.objects.get().relationship
    assert (link.child, link.status) == (loser, "confirmed")
    assert Action.objects.filter(undone_at=None).count() == 1
