"""The kept weights follow all that they are counted from, or say that they are due."""

import datetime
import threading

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from articles.article_choices import Handling
from articles.copy_models import ClusterPlace
from articles.models import Article
from articles.source_models import Source
from entities.actions.undo_redo import undo
from entities.kinds import RelationKind, Status
from entities.models import Action, Evidence, Relationship, RelationshipWeight, WeightDue
from entities.models.weight import TOGETHER
from entities.profiles.actions import merge
from entities.relationships.actions import reject
from entities.weights.counting import count, count_due, count_own, differences, due, keep
from tests.factories import make_article, make_entity, make_evidence, make_source

QUOTE = "MS-13 fights Barrio 18."
OTHER = "They are said to be enemies."
TEXT = f"{QUOTE} {OTHER}"


@pytest.fixture
def gangs():
    return make_entity("MS-13"), make_entity("Barrio 18")


_OF_EVIDENCE = ("hedged", "grade", "status", "confidence")


def state(gangs, quote: str = QUOTE, source: str = "Kent Mail", **fields) -> Evidence:
    """An article of the source that states the rivalry with this quote."""
    of_evidence = {name: fields.pop(name) for name in _OF_EVIDENCE if name in fields}
    article = make_article(TEXT, source=make_source(source), **fields)
    one, other = gangs
    return make_evidence(article, quote, one, RelationKind.RIVAL_OF, other, **of_evidence)


def kept(relationship: Relationship) -> dict[str, tuple[int, int, int, int]]:
    """By marking; that the sum of them is kept with them is seen on the way."""
    found = {
        row.handling: (row.articles, row.origins, row.quotes, row.hedged)
        for row in RelationshipWeight.objects.filter(relationship=relationship)
    }
    together = found.pop(TOGETHER, (0, 0, 0, 0))
    assert together == tuple(map(sum, zip((0, 0, 0, 0), *found.values(), strict=True)))
    return found


@pytest.mark.django_db
def test_counts_by_marking_add_up_to_what_each_person_may_see(gangs):
    rivalry = state(gangs).relationship
    state(gangs, source="Kent Post", handling="AMBER")  # the same sentence
    state(gangs, OTHER, source="Kent Times", handling="AMBER", hedged=True)
    state(gangs, "enemies", source="Kent News", status=Status.REJECTED)

    assert count_due() == 1

    assert kept(rivalry) == {"CLEAR": (1, 1, 1, 0), "AMBER": (2, 1, 2, 1)}
    assert not WeightDue.objects.exists()


@pytest.mark.django_db
def test_the_best_grade_and_the_first_and_last_date_are_kept(gangs):
    day = {"published_precision": "day"}
    make_source("Kent Mail", reliability="B")
    rivalry = state(gangs, published_on=datetime.date(2012, 5, 1), credibility="3", **day)
    state(gangs, published_on=datetime.date(2014, 5, 1), **day)
    state(gangs, grade="A6")
    count_due()
    row = RelationshipWeight.objects.get(relationship=rivalry.relationship, handling=TOGETHER)
    assert (row.grade, str(row.first_on), str(row.last_on)) == ("A6", "2012-05-01", "2014-05-01")


@pytest.mark.django_db
def test_what_waits_and_how_sure_the_machine_is_are_kept_in_tenths(gangs):
    rivalry = state(gangs, confidence=0.7).relationship
    state(gangs, OTHER, status=Status.CONFIRMED, confidence=0.45)
    state(gangs, "enemies", status=Status.REJECTED, confidence=0.9)
    count_due()
    row = RelationshipWeight.objects.get(relationship=rivalry, handling=TOGETHER)
    assert (row.quotes, row.waiting, row.sure, row.tenths) == (2, 1, 0.7, 7)


CHANGES = {
    "a quote rejected": lambda one: Evidence.objects.filter(pk=one.pk).update(status="rejected"),
    "a quote graded": lambda one: Evidence.objects.filter(pk=one.pk).update(grade="A1"),
    "a quote confirmed": lambda one: Evidence.objects.filter(pk=one.pk).update(status="confirmed"),
    "a quote less sure": lambda one: Evidence.objects.filter(pk=one.pk).update(confidence=0.5),
    "a quote hedged": lambda one: Evidence.objects.filter(pk=one.pk).update(hedged=True),
    "a quote deleted": lambda one: one.delete(),
    "an article marked": lambda one: one_article(one).update(handling="RED"),
    "an article judged": lambda one: one_article(one).update(credibility="1"),
    "an article dated": lambda one: one_article(one).update(
        published_on="2012-01-01", published_precision="day"
    ),
    "an article of another source": lambda one: one_article(one).update(
        source=make_source("Kent Times")
    ),
    "an article in another cluster": lambda one: ClusterPlace.objects.filter(
        article=one.article_id
    ).update(
        cluster=ClusterPlace.objects.exclude(article=one.article_id).order_by("pk").first().cluster
    ),
    "an article deleted": lambda one: one.article.delete(),
    "a source graded": lambda one: Source.objects.filter(name="Kent Post").update(reliability="A"),
}


def one_article(evidence: Evidence):
    return Article.objects.filter(pk=evidence.article_id)


@pytest.mark.django_db
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_them_makes_them_due_and_counting_makes_them_true(gangs, change):
    rivalry = state(gangs).relationship
    other = state(gangs, OTHER, source="Kent Post")
    count_due()
    assert not due([rivalry.pk])

    change(other)

    assert due([rivalry.pk]) == {rivalry.pk}
    count_due()
    assert not due([rivalry.pk])
    assert list(differences()) == []


@pytest.mark.django_db
def test_what_does_not_count_makes_nothing_due(gangs):
    rivalry = state(gangs)
    count_due()
    Evidence.objects.update(rule="other")
    Article.objects.update(review_status="in_review", byline="Ana")
    Source.objects.update(note="A paper.")
    assert not due([rivalry.relationship_id])


@pytest.mark.django_db
def test_kept_counts_that_are_wrong_are_found(gangs):
    rivalry = state(gangs).relationship
    count_due()
    RelationshipWeight.objects.update(hedged=1)
    assert list(differences()) == [rivalry.pk]
    RelationshipWeight.objects.all().delete()
    assert list(differences()) == [rivalry.pk]


@pytest.mark.django_db
def test_what_goes_with_a_relationship_is_its_weight(gangs):
    rivalry = state(gangs).relationship
    count_due()
    rivalry.delete()
    assert not RelationshipWeight.objects.exists()
    count_due()
    assert not WeightDue.objects.exists()


@pytest.mark.django_db
def test_an_act_of_a_person_is_counted_with_it_and_so_is_its_undoing(gangs, analyst):
    first, _ = state(gangs), state(gangs, OTHER, source="Kent Post")
    count_due()

    reject(first, user=analyst)
    assert kept(first.relationship) == {"CLEAR": (1, 1, 1, 0)}
    assert not due([first.relationship_id])

    undo(Action.objects.get(), user=analyst)
    assert kept(first.relationship) == {"CLEAR": (2, 2, 2, 0)}
    assert not due([first.relationship_id])


@pytest.mark.django_db
def test_a_merge_counts_what_it_brings_together(gangs, analyst):
    one, other = gangs
    same = make_entity("Eighteenth Street")
    first = state(gangs)
    second = state((one, same), OTHER, source="Kent Post")
    count_due()

    merge(same, other, user=analyst)

    assert kept(first.relationship) == {"CLEAR": (2, 2, 2, 0)}
    assert kept(second.relationship) == {}
    assert list(differences()) == []
    assert not due([first.relationship_id])


@pytest.mark.django_db
def test_an_act_that_changes_very_much_is_left_to_the_job(gangs, monkeypatch):
    monkeypatch.setattr("entities.weights.counting._MOST_AT_ONCE", 1)
    one, other = gangs
    pairs = [(one, other), (one, make_entity("Los Zetas"))]
    keys = {state(pair).relationship_id for pair in pairs}
    count_own()
    assert due(keys) == keys


@pytest.mark.django_db
def test_an_act_on_a_relationship_of_very_many_quotes_is_left_to_the_job(
    gangs, analyst, monkeypatch
):
    monkeypatch.setattr("entities.weights.counting._MOST_QUOTES", 1)
    first, _ = state(gangs), state(gangs, OTHER, source="Kent Post")
    count_due()
    reject(first, user=analyst)
    assert due([first.relationship_id]) == {first.relationship_id}
    assert list(differences()) == []
    count_due()
    assert kept(first.relationship) == {"CLEAR": (1, 1, 1, 0)}


@pytest.mark.django_db(transaction=True)
def test_whoever_counts_waits_for_nobody_and_leaves_due_what_is_held(gangs):
    rivalry = state(gangs).relationship
    counted = []

    def work() -> None:
        counted.append(count_due())
        connection.close()

    with transaction.atomic():
        Relationship.objects.select_for_update().get(pk=rivalry.pk)
        thread = threading.Thread(target=work)
        thread.start()
        thread.join(timeout=60)
        assert not thread.is_alive()
    assert counted == [0]
    assert due([rivalry.pk]) == {rivalry.pk}
    assert count_due() == 1


@pytest.mark.django_db(transaction=True)
def test_what_comes_while_one_counts_stays_due(gangs, monkeypatch):
    rivalry = state(gangs).relationship

    def work() -> None:
        state(gangs, OTHER, source="Kent Post")
        connection.close()

    def count_and_meanwhile(keys):
        found = count(keys)
        thread = threading.Thread(target=work)
        thread.start()
        thread.join(timeout=60)
        return found

    monkeypatch.setattr("entities.weights.counting.count", count_and_meanwhile)
    keep([rivalry.pk])
    monkeypatch.undo()

    assert kept(rivalry) == {"CLEAR": (1, 1, 1, 0)}
    assert due([rivalry.pk]) == {rivalry.pk}
    count_due()
    assert list(differences()) == []
    assert kept(rivalry) == {"CLEAR": (2, 2, 2, 0)}


NUMBERS = st.integers(0, 5)


class Changing(RuleBasedStateMachine):
    """Evidence, articles and sources change in any order; some of it is counted in between."""

    @initialize()
    def begin(self) -> None:
        self.sources = [make_source(name) for name in ("Kent Mail", "Kent Post", "Kent Times")]
        gangs = [make_entity(name) for name in ("MS-13", "Barrio 18", "Los Zetas")]
        self.pairs = [(gangs[0], gangs[1]), (gangs[0], gangs[2])]

    @rule(pair=NUMBERS, source=NUMBERS, quote=st.sampled_from([QUOTE, OTHER, "MS-13", "enemies"]))
    def say(self, pair: int, source: int, quote: str) -> None:
        state(self.pairs[pair % 2], quote, source=self.sources[source % 3].name)

    @rule(
        one=NUMBERS,
        change=st.sampled_from(
            [{"status": "rejected"}, {"status": "proposed"}, {"grade": "A1"}, {"hedged": True}]
        ),
    )
    def judge(self, one: int, change: dict) -> None:
        Evidence.objects.filter(pk__in=self.some(Evidence, one)).update(**change)

    @rule(one=NUMBERS)
    def take_away(self, one: int) -> None:
        Evidence.objects.filter(pk__in=self.some(Evidence, one)).delete()

    @rule(one=NUMBERS, handling=st.sampled_from(Handling.values))
    def mark(self, one: int, handling: str) -> None:
        Article.objects.filter(pk__in=self.some(Article, one)).update(handling=handling)

    @rule(one=NUMBERS, source=NUMBERS)
    def attribute(self, one: int, source: int) -> None:
        sources = Article.objects.filter(pk__in=self.some(Article, one))
        sources.update(source=self.sources[source % 3])

    @rule(one=NUMBERS, letter=st.sampled_from("AF"))
    def grade(self, one: int, letter: str) -> None:
        Source.objects.filter(pk=self.sources[one % 3].pk).update(reliability=letter)

    @rule()
    def count(self) -> None:
        count_due()
        assert not WeightDue.objects.exists()

    def some(self, model: type[Evidence] | type[Article], number: int) -> list[int]:
        return list(model.objects.order_by("pk").values_list("pk", flat=True)[number : number + 1])

    def teardown(self) -> None:
        assert list(differences()) == []
        count_due()
        assert list(differences()) == []
        stated = Evidence.objects.exclude(status="rejected").values_list("relationship")
        assert {*RelationshipWeight.objects.values_list("relationship")} == {*stated}


class TestInAnyOrder(TestCase):
    def test_what_is_kept_is_true_or_due(self):
        run_state_machine_as_test(
            lambda: rolled_back(Changing()),
            settings=settings(
                max_examples=12,
                stateful_step_count=12,
                deadline=None,
                suppress_health_check=[HealthCheck.too_slow],
            ),
        )


def rolled_back(machine: Changing) -> Changing:
    """What a machine of rules writes goes with it."""
    point = transaction.savepoint()
    check = machine.teardown

    def teardown() -> None:
        try:
            check()
        finally:
            transaction.savepoint_rollback(point)

    machine.teardown = teardown
    return machine
