"""Relationships follow their evidence, whoever changed it: people, their undo, or a reading."""

import pytest

from entities.actions import undo_redo
from entities.actions.recorder import CorrectionError
from entities.extraction.store.store_relationships import Stated, store_relations
from entities.kinds import Kind, RelationKind
from entities.models import Action, ContradictionRuling, Evidence, Relationship
from entities.periods import Period
from entities.profiles.actions import merge
from entities.relationships import actions, rulings
from entities.relationships.actions import Statement
from entities.relationships.period import read_date, read_period
from entities.review import actions as review_actions
from tests.entities.extraction.store.test_carry_over import change as give_text
from tests.entities.result_builders import related
from tests.factories import make_article, make_entity, make_evidence

pytestmark = pytest.mark.django_db
FIRST = "Los Zetas trained MS-13."
SECOND = "MS-13 was trained by Los Zetas."
TEXT = f"{FIRST} {SECOND} Nobody else did."


@pytest.fixture
def article():
    return make_article(TEXT)


@pytest.fixture
def zetas():
    return make_entity("Los Zetas")


@pytest.fixture
def ms13():
    return make_entity("MS-13")


@pytest.fixture
def trains(article, zetas, ms13):
    """What states that the one trains the other, with these words."""
    return lambda quote, **fields: make_evidence(article, quote, zetas, "trains", ms13, **fields)


@pytest.fixture
def statement(article, zetas, ms13):
    def said(quote: str, kind: str = "trains", **fields) -> Statement:
        start = article.text.index(quote)
        return Statement(RelationKind(kind), zetas, ms13, start, start + len(quote), **fields)

    return said


@pytest.fixture
def read_again(article, zetas, ms13):
    """A reading finds that the one trains the other in these sentences and no others."""

    def read(*quotes: str) -> None:
        found = [related(article, "zetas", RelationKind.TRAINS, "ms13", one) for one in quotes]
        ends = {"zetas": zetas.pk, "ms13": ms13.pk}
        store_relations({article.pk: Stated(found, ends)}, dict.fromkeys(ends.values(), Kind.GANG))

    return read


def stated() -> set[tuple[str, str]]:
    return set(Evidence.objects.values_list("quote", "status"))


def status() -> str:
    return Relationship.objects.get().status


def test_undo_leaves_what_another_person_stated_of_the_same(
    article, statement, analyst, django_user_model
):
    bea = django_user_model.objects.create_superuser("bea")
    actions.state(article, statement(FIRST), user=bea)
    first = Action.objects.get()
    actions.state(article, statement(SECOND), user=analyst)

    undo_redo.undo(first, user=bea)

    assert stated() == {(SECOND, "confirmed")}
    assert status() == "confirmed"
    undo_redo.redo(first, user=bea)
    assert stated() == {(FIRST, "confirmed"), (SECOND, "confirmed")}


def test_undo_leaves_what_a_reading_found_meanwhile(article, statement, read_again, analyst):
    actions.state(article, statement(FIRST), user=analyst)
    read_again(SECOND)

    undo_redo.undo(Action.objects.get(), user=analyst)

    assert stated() == {(SECOND, "proposed")}
    assert status() == "proposed"
    undo_redo.redo(Action.objects.get(), user=analyst)
    assert status() == "confirmed"


def test_a_statement_is_made_again_after_the_machine_made_and_lost_its_own(
    article, statement, read_again, analyst
):
    actions.state(article, statement(FIRST), user=analyst)
    read_again(SECOND)
    undo_redo.undo(Action.objects.get(), user=analyst)
    read_again()
    assert not Relationship.objects.exists()

    undo_redo.redo(Action.objects.get(), user=analyst)

    assert status() == "confirmed"


def test_what_is_done_again_stands_on_its_own_words(article, statement, analyst):
    actions.state(article, statement(SECOND), user=analyst)
    undo_redo.undo(Action.objects.get(), user=analyst)
    give_text(article, f"Late. {TEXT}")

    with pytest.raises(CorrectionError, match="the text of the article has changed"):
        undo_redo.redo(Action.objects.get(), user=analyst)
    assert not Relationship.objects.exists()


def test_what_another_relationship_of_the_same_ends_forbids_is_said(
    article, statement, read_again, analyst
):
    actions.state(article, statement(FIRST), user=analyst)
    undo_redo.undo(Action.objects.get(), user=analyst)
    read_again(SECOND)

    with pytest.raises(CorrectionError, match="was stated meanwhile"):
        undo_redo.redo(Action.objects.get(), user=analyst)


def test_a_rejection_is_undone_though_a_reading_proposed_it_again(trains, read_again, analyst):
    actions.reject(trains(FIRST), user=analyst)
    read_again(SECOND)

    undo_redo.undo(Action.objects.get(), user=analyst)

    assert stated() == {(FIRST, "proposed"), (SECOND, "proposed")}


def test_undo_of_one_confirmation_leaves_the_relationship_to_the_other(trains, analyst):
    actions.confirm(trains(FIRST), user=analyst)
    first = Action.objects.get()
    actions.confirm(trains(SECOND), user=analyst)

    undo_redo.undo(first, user=analyst)

    assert status() == "confirmed"


def test_wholly_other_words_leave_the_former_ones_rejected(trains, statement, read_again, analyst):
    now = actions.change(trains(FIRST), statement(SECOND), user=analyst)

    assert (now.quote, now.status) == (SECOND, "confirmed")
    read_again(FIRST, SECOND)
    assert stated() == {(FIRST, "rejected"), (SECOND, "confirmed")}


def test_stating_a_part_of_what_was_rejected_leaves_the_rest_rejected(
    article, trains, statement, read_again, analyst
):
    both = f"{FIRST} {SECOND}"
    actions.reject(trains(both), user=analyst)

    actions.state(article, statement(SECOND), user=analyst)

    read_again(FIRST)
    assert stated() == {(both, "rejected"), (SECOND, "confirmed")}


@pytest.mark.parametrize("was", ["proposed", "rejected"])
def test_all_that_moves_is_confirmed_where_it_stood_already(
    article, zetas, ms13, trains, analyst, was
):
    make_evidence(article, FIRST, zetas, "supplies", ms13, status=was)
    one = trains(FIRST)

    actions.change_all(
        one.relationship, Statement(RelationKind.SUPPLIES, zetas, ms13, 0, 0), user=analyst
    )

    assert set(Evidence.objects.values_list("relationship__kind", "status")) == {
        ("trains", "rejected"),
        ("supplies", "confirmed"),
    }


def test_what_nothing_states_cannot_become_another_relationship(zetas, ms13, trains, analyst):
    one = trains(FIRST)
    actions.reject(one, user=analyst)

    with pytest.raises(CorrectionError, match="Nothing states “Los Zetas trains MS-13” any more"):
        actions.change_all(
            one.relationship, Statement(RelationKind.SUPPLIES, zetas, ms13, 0, 0), user=analyst
        )
    assert Relationship.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [{"period": read_period("2012", "")}, {"period": read_period("former", "")}, {"note": "Why."}],
)
def test_what_was_said_of_a_relationship_outlives_the_sentences_that_stated_it(
    zetas, ms13, trains, read_again, analyst, fields
):
    link = trains(FIRST).relationship
    said = Statement(RelationKind.TRAINS, zetas, ms13, 0, 0, **fields)
    actions.change_all(link, said, user=analyst)

    read_again()

    assert status() == "rejected"
    read_again(SECOND)
    assert (Relationship.objects.get().pk, status()) == (link.pk, "proposed")
    undo_redo.undo(Action.objects.get(), user=analyst)
    read_again()
    assert not Relationship.objects.exists()


def test_a_ruling_outlives_the_sentences_that_gave_rise_to_it(
    article, zetas, ms13, trains, read_again, analyst
):
    other = make_evidence(make_article(FIRST), FIRST, zetas, "supplies", ms13)
    rulings.let_both_stand(
        trains(FIRST).relationship, other.relationship, "He did both.", user=analyst
    )

    read_again()

    assert ContradictionRuling.objects.exists()


def test_a_merge_is_not_done_again_without_what_was_found_since(zetas, ms13, read_again, analyst):
    act = merge(zetas, ms13, user=analyst)
    undo_redo.undo(act, user=analyst)
    read_again(FIRST)

    with pytest.raises(CorrectionError, match="more is said of Los Zetas by now: merge the two"):
        undo_redo.redo(act, user=analyst)
    zetas.refresh_from_db()
    assert (zetas.merged_into, status()) == (None, "proposed")


def test_a_ruling_holds_for_the_entity_that_is_left_after_a_merge(article, zetas, ms13, analyst):
    loser = make_entity("Mara 13")
    kept = make_evidence(article, FIRST, zetas, "trains", ms13).relationship
    gone = make_evidence(article, FIRST, zetas, "trains", loser).relationship
    rivals = make_evidence(article, SECOND, zetas, "rival_of", ms13).relationship
    ruling = rulings.let_both_stand(gone, rivals, "At odds since.", user=analyst)

    act = merge(loser, ms13, user=analyst)

    ruling.refresh_from_db()
    assert (ruling.first, ruling.second) == (kept, rivals)
    undo_redo.undo(act, user=analyst)
    ruling.refresh_from_db()
    assert {ruling.first, ruling.second} == {gone, rivals}


def test_a_ruling_on_a_place_holds_for_the_place_that_is_left_after_a_merge(analyst):
    town, wrong, same = (
        make_entity(name, Kind.LOCATION) for name in ("San Pedro", "La Unión", "La Union")
    )
    ruling = rulings.let_claim_stand(town, wrong, "The map is old.", user=analyst)

    merge(wrong, same, user=analyst)

    ruling.refresh_from_db()
    assert ruling.claimed_parent == same


def test_a_link_between_two_that_became_one_is_not_brought_back(article, zetas, ms13, analyst):
    between = make_evidence(article, FIRST, zetas, "trains", ms13)
    merge(zetas, ms13, user=analyst)

    with pytest.raises(CorrectionError, match="Los Zetas was merged into MS-13: reload"):
        actions.confirm(between, user=analyst)
    assert status() == "rejected"


def test_a_relationship_goes_with_the_words_that_a_new_text_lacks(article, trains):
    trains(FIRST)

    give_text(article, "Something else happened in Lima, and nobody knows why.")

    assert not Relationship.objects.exists()


def test_the_text_is_that_of_now_however_old_the_page_is(article, statement, analyst):
    said = statement(FIRST)
    old = type(article).objects.get(pk=article.pk)
    assert old.text == TEXT
    give_text(article, TEXT.replace("trained MS-13", "drilled MS-13"))

    evidence = actions.state(old, said, user=analyst)

    assert evidence.quote == "Los Zetas drilled MS-13."


@pytest.mark.parametrize(
    "quotes, said", [([FIRST], "(1 sentence)"), ([FIRST, SECOND], "(2 sentences)")]
)
@pytest.mark.parametrize("first", [True, False])
def test_how_many_sentences_were_judged_is_said(
    article, zetas, ms13, trains, analyst, quotes, said, first
):
    if first:  # so that the relationship itself becomes no other than it is
        make_evidence(make_article(FIRST), FIRST, zetas, "trains", ms13, status="confirmed")
    *_, link = [trains(quote).relationship for quote in quotes]

    actions.confirm_all(link, user=analyst)

    assert Action.objects.get().summary.endswith(said)


def test_all_at_once_spares_no_article_that_somebody_locked(
    article, trains, analyst, reader, django_user_model
):
    bea = django_user_model.objects.create_user("bea")
    one = trains(FIRST)
    review_actions.lock(article, user=reader)

    with pytest.raises(CorrectionError, match="is locked for rob"):
        actions.reject_all(one.relationship, user=bea)
    assert stated() == {(FIRST, "proposed")}


def test_a_period_that_ends_before_it_begins_is_refused(article, statement, analyst):
    period = Period(read_date("2013"), read_date("2012"))

    with pytest.raises(CorrectionError, match="cannot end before it begins"):
        actions.state(article, statement(FIRST, period=period), user=analyst)
    assert not Relationship.objects.exists()


def test_a_period_that_was_read_keeps_no_relationship():
    head, child = make_entity("Luis Ferro", kind=Kind.PERSON), make_entity("Barrio 18")
    article = make_article("Luis Ferro was a member of Barrio 18 until 2012.")
    read = related(
        *(article, "luis", RelationKind.MEMBER_OF, "barrio", article.text),
        period=read_period("", "2012"),
        attributed=True,
    )
    stated = Stated([read], {"luis": head.pk, "barrio": child.pk})
    store_relations({article.pk: stated}, {head.pk: Kind.PERSON, child.pk: Kind.GANG})
    relationship = Relationship.objects.get()
    assert str(Period.of(relationship)) == "until 2012"
    assert relationship.period_is_read
    assert Evidence.objects.get().attributed
    # Nobody said anything of it, so it goes with its evidence.
    store_relations({article.pk: Stated([], {})}, {})
    assert not Relationship.objects.exists()
