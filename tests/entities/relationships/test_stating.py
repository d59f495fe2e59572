"""Stating and correcting relationships: acts on a passage of an article."""

import pytest

from entities.actions import undo_redo
from entities.actions.recorder import ChangedMeanwhile, CorrectionError
from entities.kinds import Kind, RelationKind
from entities.models import Action, Entity, Evidence, Relationship
from entities.profiles.actions import merge
from entities.relationships import actions
from entities.relationships.actions import NewEntity, Statement
from entities.relationships.period import read_period
from tests.factories import make_article, make_entity, make_evidence

pytestmark = pytest.mark.django_db
FIRST = "Los Zetas have trained MS-13 since 2012."
TEXT = f"{FIRST} Fayer led the clique. The two are enemies."


@pytest.fixture
def article():
    return make_article(TEXT)


@pytest.fixture
def zetas():
    return make_entity("Los Zetas")


@pytest.fixture
def ms13():
    return make_entity("MS-13")


def said(article, quote, kind, head, child, **fields) -> Statement:
    start = article.text.index(quote)
    return Statement(RelationKind(kind), head, child, start, start + len(quote), **fields)


def test_a_passage_states_a_relationship_with_its_period(article, zetas, ms13, analyst):
    statement = said(article, FIRST, "trains", zetas, ms13, period=read_period("since 2012", ""))

    evidence = actions.state(article, statement, user=analyst)

    assert (evidence.quote, evidence.status, evidence.rule) == (FIRST, "confirmed", "person")
    link = Relationship.objects.get()
    assert (link.kind, link.head, link.child) == ("trains", zetas, ms13)
    assert (link.status, str(link.valid_from), link.valid_from_precision) == (
        "confirmed",
        "2012-01-01",
        "year",
    )
    assert Action.objects.get().summary == "Stated: Los Zetas trains MS-13"


def test_stating_it_is_undone_as_a_whole(article, zetas, analyst):
    new = NewEntity("The Quarry Clique", Kind.GANG)
    actions.state(article, said(article, FIRST, "trains", zetas, new), user=analyst)

    undo_redo.undo(Action.objects.get(), user=analyst)

    assert not Relationship.objects.exists()
    assert not Entity.objects.filter(name="The Quarry Clique").exists()
    undo_redo.redo(Action.objects.get(), user=analyst)
    assert Evidence.objects.get().relationship.child.name == "The Quarry Clique"


def test_a_proposal_from_the_same_words_is_confirmed_and_takes_the_passage(
    article, zetas, ms13, analyst
):
    proposed = make_evidence(article, "Los Zetas have trained MS-13", zetas, "trains", ms13)

    actions.state(article, said(article, FIRST, "trains", zetas, ms13), user=analyst)

    evidence = Evidence.objects.get()
    assert (evidence.pk, evidence.quote, evidence.status) == (proposed.pk, FIRST, "confirmed")


def test_a_second_passage_adds_evidence_and_leaves_the_period(article, zetas, ms13, analyst):
    period = read_period("2012", "")
    actions.state(article, said(article, FIRST, "trains", zetas, ms13, period=period), user=analyst)

    again = said(article, "The two are enemies.", "trains", zetas, ms13)
    actions.state(article, again, user=analyst)

    assert Relationship.objects.get().valid_from_precision == "year"
    assert Evidence.objects.count() == 2


@pytest.mark.parametrize(
    "change, sentence",
    [
        ({"child": "head"}, "itself"),
        ({"kind": "member_of"}, "A gang cannot be"),
        ({"start": 5, "end": 5}, "no words"),
        ({"start": 0, "end": 100_000}, "no words"),
        ({"start": -3, "end": 4}, "no words"),
        ({"child": "merged"}, "was merged into"),
        ({"child": "nothing"}, "letter or digit"),
    ],
)
def test_what_cannot_be_stated_is_refused_in_one_sentence(
    article, zetas, ms13, analyst, change, sentence
):
    other = make_entity("Mara Salvatrucha 13")
    merge(other, ms13, user=analyst)
    ends = {"head": zetas, "merged": other, "nothing": NewEntity("—", Kind.GANG)}
    fields = {"kind": "trains", "child": ms13, "start": 0, "end": len(FIRST)} | change
    child = ends.get(fields.pop("child") if isinstance(fields["child"], str) else "", ms13)
    fields.pop("child", None)
    statement = Statement(RelationKind(fields.pop("kind")), zetas, child, **fields)

    with pytest.raises(CorrectionError, match=sentence):
        actions.state(article, statement, user=analyst)
    assert not Relationship.objects.exists()


def test_furniture_proves_nothing(zetas, ms13, analyst):
    article = make_article(TEXT, body_start=len(FIRST))

    with pytest.raises(CorrectionError, match="page furniture"):
        actions.state(article, said(article, FIRST, "trains", zetas, ms13), user=analyst)


def test_another_kind_keeps_the_words_and_rejects_the_former(article, zetas, ms13, analyst):
    proposed = make_evidence(article, FIRST, zetas, "supplies", ms13)

    actions.change(proposed, said(article, FIRST, "trains", zetas, ms13), user=analyst)

    assert {(one.relationship.kind, one.status) for one in Evidence.objects.all()} == {
        ("supplies", "rejected"),
        ("trains", "confirmed"),
    }
    assert set(Relationship.objects.values_list("kind", "status")) == {
        ("supplies", "rejected"),
        ("trains", "confirmed"),
    }


def test_the_direction_is_turned(article, zetas, ms13, analyst):
    proposed = make_evidence(article, FIRST, ms13, "trains", zetas)

    now = actions.change(proposed, said(article, FIRST, "trains", zetas, ms13), user=analyst)

    assert (now.relationship.head, now.relationship.status) == (zetas, "confirmed")


def test_the_words_of_the_quote_are_stretched(article, zetas, ms13, analyst):
    proposed = make_evidence(article, "Los Zetas have trained", zetas, "trains", ms13)

    now = actions.change(proposed, said(article, FIRST, "trains", zetas, ms13), user=analyst)

    assert (now.pk, now.quote) == (proposed.pk, FIRST)


def test_all_that_states_it_moves_to_another_kind(article, zetas, ms13, analyst):
    make_evidence(article, FIRST, zetas, "allied_with", ms13)
    one = make_evidence(article, "The two are enemies.", zetas, "allied_with", ms13)

    actions.change_all(
        one.relationship, Statement(RelationKind.RIVAL_OF, zetas, ms13, 0, 0), user=analyst
    )

    assert set(Relationship.objects.values_list("kind", "status")) == {
        ("allied_with", "rejected"),
        ("rival_of", "confirmed"),
    }
    assert Evidence.objects.filter(relationship__kind="rival_of").count() == 2
    undo_redo.undo(Action.objects.get(), user=analyst)
    assert set(Relationship.objects.values_list("kind", "status")) == {("allied_with", "proposed")}


def test_who_comes_second_is_told_and_changes_nothing(
    article, zetas, ms13, analyst, django_user_model
):
    bea = django_user_model.objects.create_superuser("bea")
    proposed = make_evidence(article, FIRST, zetas, "trains", ms13)
    seen = proposed.seen
    actions.confirm(proposed, user=bea)

    with pytest.raises(ChangedMeanwhile, match="bea changed this before you"):
        actions.reject(proposed, user=analyst, seen=seen)
    assert Evidence.objects.get().status == "confirmed"


def test_rejecting_the_last_sentence_says_so(article, zetas, ms13, analyst):
    proposed = make_evidence(article, FIRST, zetas, "trains", ms13)

    actions.reject(proposed, user=analyst)

    assert Action.objects.get().summary.endswith("which nothing states any more")


def test_a_rejection_outlives_a_merge_with_one_that_is_proposed(article, zetas, analyst):
    winner, loser = make_entity("MS-13"), make_entity("Mara 13")
    make_evidence(article, FIRST, zetas, "trains", winner)
    rejected = make_evidence(article, FIRST, zetas, "trains", loser)
    actions.reject(rejected, user=analyst)

    merge(loser, winner, user=analyst)

    assert set(Evidence.objects.values_list("status", flat=True)) == {"rejected"}
