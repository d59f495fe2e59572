"""Values of dates and sums that people mark, change or type."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from entities.actions import mention_actions, undo_redo
from entities.actions.recorder import ChangedMeanwhile, CorrectionError
from entities.extraction.values.read_value import Setting, value_of_words
from entities.kinds import Kind, Status
from entities.models import Action, Mention
from entities.reader.page import Card
from tests.entities.extraction.store.test_carry_over import change
from tests.entities.result_builders import found, reading, store
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db
TEXT = (
    "In Bogotá they met on Tuesday, again in June 2012, and in recent years. They asked for "
    "$200 and $3,000 there, or 2.5 million pesos. They had at least 12 rifles and 3 kg of cocaine."
)


@pytest.fixture
def article():
    return make_article(TEXT, published_on=date(2012, 10, 25), published_precision="day")


def mark(article, words, kind, user):
    start = TEXT.index(words)
    return mention_actions.add(article, start, start + len(words), kind, user=user)


def values(article) -> dict[str, str]:
    return dict(article.mentions.live().order_by("start").values_list("name", "value"))


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("Tuesday", Kind.DATE, "2012-10-23"),
        ("June 2012", Kind.DATE, "2012-06"),
        ("recent years", Kind.DATE, ""),
        ("$3,000", Kind.MONEY, "USD 3000"),
        ("2.5 million pesos", Kind.MONEY, "MXN 2500000"),
        ("they met", Kind.MONEY, ""),
        ("at least 12 rifles", Kind.QUANTITY, ">=12 rifles"),
        ("12 rifles", Kind.QUANTITY, "12 rifles"),
        ("3 kg", Kind.QUANTITY, "3 kg"),
        ("they met", Kind.QUANTITY, ""),
        ("Tuesday", Kind.ORGANIZATION, ""),
    ],
)
def test_marked_words_have_the_value_that_the_rules_read(article, analyst, words, kind, value):
    assert mark(article, words, kind, analyst).value == value
    assert values(article) == {words: value}


def test_whose_pesos_are_meant_follows_from_the_places_of_the_article(article, analyst):
    make_mention(article, "Bogotá", make_entity("Bogotá", Kind.LOCATION, country="CO"))
    assert mark(article, "2.5 million pesos", Kind.MONEY, analyst).value == "COP 2500000"


def test_another_kind_brings_its_value_and_takes_it_away(article, analyst):
    mention = make_mention(article, "June 2012", make_entity("June 2012", Kind.PERSON))

    mention_actions.change_kind(mention, Kind.DATE, user=analyst)
    mention.refresh_from_db()
    assert (mention.value, mention.entity, mention.misread_as) == ("2012-06", None, "person")
    mention_actions.change_kind(mention, Kind.MONEY, user=analyst)
    assert values(article) == {"June 2012": ""}
    undo_redo.undo(Action.objects.first(), user=analyst)
    assert values(article) == {"June 2012": "2012-06"}
    mention_actions.change_kind(mention, Kind.GANG, user=analyst)
    assert values(article) == {"June 2012": ""}


def test_the_same_kind_again_leaves_the_value(article, analyst):
    mention = make_mention(article, "June 2012", kind=Kind.DATE, value="2011-06")
    mention_actions.change_kind(mention, Kind.DATE, user=analyst)
    assert values(article) == {"June 2012": "2011-06"}


def test_words_that_only_an_earlier_text_has_are_read_there(analyst):
    article = make_article("Nobody met.\n\nThey met in May 2011 there.")
    mention = make_mention(article, "May 2011", make_entity("May", Kind.PERSON), status="confirmed")
    change(article, "Nobody met.")

    mention_actions.change_kind(mention, Kind.DATE, user=analyst)

    assert Mention.objects.unplaced().get().value == "2011-05"


def test_other_words_have_another_value(article, analyst):
    mention = make_mention(article, "June 2012", kind=Kind.DATE, value="2012-06")
    start, end = mention.start, mention.end

    mention_actions.resize(mention, start + 5, end, user=analyst)
    assert values(article) == {"2012": "2012"}
    mention_actions.resize(mention, start - 9, start - 3, user=analyst)
    assert values(article) == {TEXT[start - 9 : start - 3]: ""}
    undo_redo.undo(Action.objects.first(), user=analyst)
    assert values(article) == {"2012": "2012"}


def test_what_a_person_typed_stays_with_longer_words(article, analyst):
    mention = mark(article, "recent years", Kind.DATE, analyst)
    mention_actions.set_value(mention, "2008/2012", user=analyst)

    mention_actions.resize(mention, mention.start - 3, mention.end, user=analyst)

    assert values(article) == {"in recent years": "2008/2012"}


def test_both_parts_of_a_split_are_read_and_so_are_joined_words(article, analyst):
    mention = make_mention(article, "$200 and $3,000", kind=Kind.MONEY)
    at = {left: at for at, left, _ in Card(mention).cuts}["$200 and"]

    first, second = mention_actions.split(mention, at, user=analyst)
    assert values(article) == {"$200 and": "USD 200", "$3,000": "USD 3000"}
    mention_actions.resize(first, first.start, first.start + 4, user=analyst)
    mention_actions.join(first, second, user=analyst)
    assert values(article) == {"$200 and $3,000": ""}
    undo_redo.undo(Action.objects.first(), user=analyst)
    assert values(article) == {"$200": "USD 200", "$3,000": "USD 3000"}
    undo_redo.redo(Action.objects.get(verb="join"), user=analyst)
    assert values(article) == {"$200 and $3,000": ""}


def test_words_joined_to_one_date_are_one_date(article, analyst):
    month = make_mention(article, "June", kind=Kind.DATE, value="2012-06")
    year = make_mention(article, "2012", kind=Kind.DATE, value="2012")
    mention_actions.join(month, year, user=analyst)
    assert values(article) == {"June 2012": "2012-06"}


@pytest.fixture
def mention(article):
    return make_mention(article, "Tuesday", kind=Kind.DATE, value="2012-10-23", confidence=0.8)


def test_a_corrected_value_is_kept_confirmed_and_in_the_history(mention, analyst):
    mention_actions.set_value(mention, "june 2012", user=analyst)

    mention.refresh_from_db()
    assert (mention.value, mention.status) == ("2012-06", Status.CONFIRMED)
    act = Action.objects.get()
    assert act.summary == "Said that “Tuesday” means June 2012"
    assert act.get_verb_display() == "corrected a value"
    assert mention.article.review_status == "in_review"


def test_a_corrected_value_can_be_undone_and_redone(mention, analyst):
    before = Mention.objects.values().get(pk=mention.pk)
    mention_actions.set_value(mention, "2012-06", user=analyst)
    after = Mention.objects.values().get(pk=mention.pk)

    undo_redo.undo(Action.objects.get(), user=analyst)
    assert Mention.objects.values().get(pk=mention.pk) == before
    undo_redo.redo(Action.objects.get(), user=analyst)
    assert Mention.objects.values().get(pk=mention.pk) == after


def test_the_same_value_twice_is_one_act(mention, analyst):
    mention_actions.set_value(mention, "2012-06", user=analyst)
    mention_actions.set_value(mention, "June 2012", user=analyst)
    assert Action.objects.count() == 1


def test_a_date_may_have_no_single_value(mention, analyst):
    mention_actions.set_value(mention, "", user=analyst)

    mention.refresh_from_db()
    assert (mention.value, mention.status) == ("", Status.CONFIRMED)
    assert Action.objects.get().summary == "Said that “Tuesday” means no single value"


@pytest.mark.parametrize("written", ["2012-13", "31 June", "abc", "2012-07/2012-06", "USD 5"])
def test_a_faulty_value_is_refused_and_nothing_is_changed(mention, analyst, written):
    with pytest.raises(CorrectionError, match="2012-06-18/2012-06-24"):
        mention_actions.set_value(mention, written, user=analyst)
    mention.refresh_from_db()
    assert (mention.value, mention.status) == ("2012-10-23", Status.PROPOSED)
    assert not Action.objects.exists()


def test_an_entity_has_no_value(article, analyst):
    gang = make_mention(article, "Bogotá", make_entity("Bogotá"))
    with pytest.raises(CorrectionError, match="is a gang, which has no value"):
        mention_actions.set_value(gang, "2012", user=analyst)


def test_a_value_that_somebody_else_changed_is_not_overwritten(mention, analyst, django_user_model):
    seen = mention.seen
    other = django_user_model.objects.create_user("bo")
    mention_actions.set_value(mention, "2011", user=other, seen=seen)
    with pytest.raises(ChangedMeanwhile, match="bo changed “Tuesday” before you"):
        mention_actions.set_value(mention, "2012", user=analyst, seen=seen)
    assert values(mention.article) == {"Tuesday": "2011"}


def test_the_pipeline_never_overwrites_it(mention, analyst):
    mention_actions.set_value(mention, "2011", user=analyst)
    before = Mention.objects.values().get()
    again = found(mention.article, "Tuesday", Kind.DATE, value="2012-10-23")
    store(mention.article, reading([again]), seconds=0)
    assert Mention.objects.values().get() == before


def test_what_the_machine_took_the_words_for_is_not_forgotten(article, analyst):
    mention = make_mention(article, "Tuesday", make_entity("Tuesday", Kind.PERSON))
    mention_actions.change_kind(mention, Kind.DATE, user=analyst)
    mention_actions.set_value(mention, "2011", user=analyst)
    mention.refresh_from_db()
    assert mention.misread_as == "person"


class TestAnyValue(TestCase):
    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(
        st.dates(date(1990, 1, 1), date(2030, 1, 1)),
        st.sampled_from(
            [
                *("yesterday", "last week", "last month", "last year", "two years ago", "June"),
                *("Sept. 3", "the 1990s", "last weekend", "spring 2011", "June 19, 2012", "2012"),
            ]
        ),
    )
    def test_a_value_of_the_rules_is_accepted_and_stored_unchanged(self, published, words):
        text = f"They met in {words}."
        article = make_article(text, published_on=published, published_precision="day")
        value = value_of_words(Kind.DATE, text, (12, 12 + len(words)), Setting(published, "day"))
        assert value
        user = User.objects.get_or_create(username="ana")[0]
        mention = make_mention(article, words, kind=Kind.DATE)
        mention_actions.set_value(mention, value, user=user)
        assert Mention.objects.get(pk=mention.pk).value == value
