"""What cannot both be true is found, dated apart, or ruled on."""

import pytest

from entities.actions import undo_redo
from entities.actions.recorder import CorrectionError
from entities.kinds import Kind, RelationKind
from entities.models import Action, Relationship
from entities.periods import Period, period_in
from entities.relationships import rulings
from entities.relationships.contradictions import contradictions, place_contradictions
from entities.relationships.period import read_period
from tests.factories import make_article, make_entity, make_evidence, make_mention

pytestmark = pytest.mark.django_db


def related(head, kind, child, status="confirmed", **period) -> Relationship:
    article = make_article("They said so.")
    evidence = make_evidence(article, "They said so.", head, RelationKind(kind), child)
    link = evidence.relationship
    Relationship.objects.filter(pk=link.pk).update(status=status, **period)
    link.refresh_from_db()
    return link


@pytest.fixture
def gangs():
    return make_entity("Barrio 18"), make_entity("MS-13"), make_entity("Los Zetas")


def test_kinds_that_exclude_each_other_contradict_in_either_direction(gangs):
    barrio, mara, _ = gangs
    related(mara, "faction_of", barrio)
    related(barrio, "rival_of", mara)

    (found,) = contradictions()

    assert {side.kind for side in found.sides} == {"faction_of", "rival_of"}
    assert "exclude each other" in found.why


def test_a_rejected_one_contradicts_nothing(gangs):
    barrio, mara, _ = gangs
    related(mara, "allied_with", barrio, status="rejected")
    related(mara, "rival_of", barrio)

    assert contradictions() == []


def test_a_leader_of_two_enemies_is_named_with_the_enmity(gangs):
    barrio, mara, _zetas = gangs
    person = make_entity("Ana Ruiz", Kind.PERSON)
    related(person, "leader_of", mara)
    related(person, "member_of", barrio)
    assert contradictions() == []

    enmity = related(barrio, "rival_of", mara)

    (found,) = contradictions()
    assert found.because == enmity


def test_one_prison_at_a_time_but_a_prison_lies_in_its_city():
    person = make_entity("Ana Ruiz", Kind.PERSON)
    city = make_entity("Santa Ana", Kind.LOCATION)
    prison = make_entity("Apanteos", Kind.LOCATION, parent=city)
    other = make_entity("Mariona", Kind.LOCATION)
    related(person, "imprisoned_in", city)
    related(person, "imprisoned_in", prison)
    assert contradictions() == []

    related(person, "imprisoned_in", other)

    assert len(contradictions()) == 2


def test_two_prisons_of_one_sentence_were_one_after_the_other():
    person = make_entity("Fayer", Kind.PERSON)
    prisons = [make_entity(name, Kind.LOCATION) for name in ("Izalco", "Apanteos", "Gotera")]
    text = "Fayer was held in Izalco, Apanteos and Gotera."
    article = make_article(f"{text} Fayer was held in Gotera.")
    for prison in prisons[:2]:
        make_evidence(article, text, person, "imprisoned_in", prison)
    assert contradictions() == []

    make_evidence(article, "Fayer was held in Gotera.", person, "imprisoned_in", prisons[2])
    assert len(contradictions()) == 2
    # Now that one tells of both.
    make_evidence(article, text, person, "imprisoned_in", prisons[2])
    assert contradictions() == []


def test_dated_apart_they_are_none_any_more(gangs, analyst):
    barrio, mara, _ = gangs
    rivals, allies = related(barrio, "rival_of", mara), related(barrio, "allied_with", mara)

    rulings.date_both(
        rivals, read_period("", "until 2012"), allies, read_period("since 2012", ""), user=analyst
    )

    assert contradictions() == []
    undo_redo.undo(Action.objects.get(), user=analyst)
    assert len(contradictions()) == 1


def test_dates_that_leave_them_at_one_time_are_refused(gangs, analyst):
    barrio, mara, _ = gangs
    rivals, allies = related(barrio, "rival_of", mara), related(barrio, "allied_with", mara)

    with pytest.raises(CorrectionError, match="both still hold at one time"):
        rulings.date_both(
            rivals, read_period("2010", "2013"), allies, read_period("2012", ""), user=analyst
        )


def test_both_stand_with_a_reason(gangs, analyst):
    barrio, mara, _ = gangs
    rivals, allies = related(barrio, "rival_of", mara), related(barrio, "allied_with", mara)

    with pytest.raises(CorrectionError, match="in a few words"):
        rulings.let_both_stand(allies, rivals, "  ", user=analyst)
    rulings.let_both_stand(allies, rivals, "Allies in prison, rivals outside.", user=analyst)

    assert contradictions() == []
    undo_redo.undo(Action.objects.get(), user=analyst)
    assert len(contradictions()) == 1


def test_a_place_put_elsewhere_by_an_article_is_found_and_ruled_on(analyst):
    right, wrong = make_entity("San Miguel", Kind.LOCATION), make_entity("La Unión", Kind.LOCATION)
    town = make_entity("Ciudad Barrios", Kind.LOCATION, parent=right)
    article = make_article("In Ciudad Barrios, La Unión, he was held.")
    make_mention(article, "Ciudad Barrios", town, claimed_parent=wrong)

    (found,) = place_contradictions()
    assert (found.place, found.claimed, found.articles) == (town, wrong, 1)

    rulings.let_claim_stand(town, wrong, "The map is old.", user=analyst)
    assert place_contradictions() == []


@pytest.mark.parametrize(
    "one, other, overlap",
    [
        (("", ""), ("", ""), True),
        (("2010", "2012"), ("2012", ""), False),
        (("2010", "2012-06"), ("2012", ""), False),
        (("2010", "2013"), ("2012", ""), True),
        (("", "2009"), ("2010-03", "2011"), False),
        (("former", ""), ("", ""), False),
        (("2010", ""), ("", "2009"), False),
        (("2010", ""), ("2015", ""), True),
    ],
)
def test_periods_overlap_where_they_must_have_held_at_one_time(one, other, overlap):
    first, second = read_period(*one), read_period(*other)

    assert first.overlaps(second) is second.overlaps(first) is overlap


@pytest.mark.parametrize(
    "valid_from, valid_to, words",
    [
        ("since 2012", "", "since 2012"),
        ("", "until March 2014", "until March 2014"),
        ("2012-06", "2012", "June 2012 to 2012"),
        ("", "former", "former"),
        ("desde 2011", "hasta 2013", "2011 to 2013"),
        ("11 October 2012", "", "since 11 October 2012"),
    ],
)
def test_a_period_is_read_and_said_back(valid_from, valid_to, words):
    assert str(read_period(valid_from, valid_to)) == words


@pytest.mark.parametrize(
    "valid_from, valid_to, sentence",
    [
        ("2013", "2012", "cannot end"),
        ("2012-13", "", "2012-06"),
        ("soon", "", "no date that can be read"),
        ("31 June 2012", "", "no date that can be read"),
    ],
)
def test_a_faulty_period_is_refused_with_an_example(valid_from, valid_to, sentence):
    with pytest.raises(CorrectionError, match=sentence):
        read_period(valid_from, valid_to)


def test_a_sentence_may_say_when_itself():
    assert str(period_in("They were allied from 2010 to March 2012.")) == "2010 to March 2012"
    assert str(period_in("He has led it since June 2011.")) == "since June 2011"
    assert period_in("In 2012 he was shot.") == Period()
