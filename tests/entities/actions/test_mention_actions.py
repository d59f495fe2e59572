import re

import pytest
from django.apps import apps

from entities.actions import mention_actions, undo_redo
from entities.actions.recorder import CorrectionError
from entities.kinds import Kind, Status
from entities.models import Action, Alias, Entity, Mention
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db
TEXT = "Police said the Vice Lords fled before dawn. The Vice Lords were gone 😀 for good."


@pytest.fixture
def gang():
    return make_entity("Vice Lords")


@pytest.fixture
def mention(gang):
    return make_mention(make_article(TEXT), "Vice Lords", gang)


def test_confirming_is_kept_and_begins_the_review(mention, analyst):
    mention_actions.confirm(mention, user=analyst)

    mention.refresh_from_db()
    assert mention.status == Status.CONFIRMED
    assert mention.article.review_status == "in_review"
    assert Action.objects.get().summary == "Confirmed “Vice Lords” as Vice Lords"


def test_confirming_twice_is_one_act(mention, analyst):
    mention_actions.confirm(mention, user=analyst)
    mention_actions.confirm(mention, user=analyst)

    assert Action.objects.count() == 1


def test_a_rejected_mention_stays_as_a_row_and_frees_its_words(mention, analyst):
    mention_actions.reject(mention, user=analyst)
    other = mention_actions.add(
        mention.article, mention.start, mention.end, Kind.ORGANIZATION, user=analyst
    )

    assert Mention.objects.get(pk=mention.pk).status == Status.REJECTED
    assert other.entity.kind == Kind.ORGANIZATION


def test_reassigning_confirms_and_takes_the_kind_of_the_entity(mention, analyst):
    person = make_entity("Willie Lloyd", Kind.PERSON)

    mention_actions.reassign(mention, person, user=analyst)

    mention.refresh_from_db()
    assert (mention.entity, mention.kind, mention.status) == (person, "person", "confirmed")


def test_reassigning_to_a_new_name_makes_an_entity_with_its_alias(mention, analyst):
    mention_actions.reassign_to_new(mention, "Conservative Vice Lords", Kind.GANG, user=analyst)

    entity = Entity.objects.get(name="Conservative Vice Lords")
    assert [alias.name for alias in entity.aliases.all()] == ["Conservative Vice Lords"]
    assert Mention.objects.get(pk=mention.pk).entity == entity


def test_an_added_mention_finds_the_entity_that_carries_the_name(mention, gang, analyst):
    start = TEXT.rindex("Vice Lords")

    added = mention_actions.add(mention.article, start, start + 10, Kind.GANG, user=analyst)

    assert (added.entity, added.name, added.status) == (gang, "Vice Lords", "confirmed")


def test_offsets_are_code_points_beyond_emoji(mention, analyst):
    start = TEXT.index("good")

    added = mention_actions.add(mention.article, start, start + 4, Kind.ORGANIZATION, user=analyst)

    assert added.name == "good"


def test_a_name_that_several_entities_carry_stays_open(mention, analyst):
    make_entity("Lords One", aliases=["Vice Lords"])
    start = TEXT.rindex("Vice Lords")

    added = mention_actions.add(mention.article, start, start + 10, Kind.GANG, user=analyst)

    assert added.entity is None


@pytest.mark.parametrize("span", [(-1, 4), (5, 5), (9, 5), (0, 10_000), (6, 7)])
def test_a_span_that_holds_no_words_is_refused(mention, analyst, span):
    with pytest.raises(CorrectionError, match="mark the words again"):
        mention_actions.add(mention.article, *span, Kind.GANG, user=analyst)
    assert not Action.objects.exists()


def test_overlapping_words_are_refused_and_nothing_is_left_behind(mention, analyst):
    with pytest.raises(CorrectionError, match="part of another mention"):
        mention_actions.add(
            mention.article, mention.start - 4, mention.end, Kind.PERSON, user=analyst
        )
    assert not Entity.objects.filter(kind=Kind.PERSON).exists()
    assert not Action.objects.exists()


@pytest.mark.parametrize("act", [mention_actions.confirm, mention_actions.reject])
def test_undo_puts_everything_back(mention, analyst, act):
    before = Mention.objects.values().get(pk=mention.pk)
    act(mention, user=analyst)

    undo_redo.undo(Action.objects.get(), user=analyst)

    assert Mention.objects.values().get(pk=mention.pk) == before
    mention.article.refresh_from_db()
    assert mention.article.review_status == "not_begun"


def test_undoing_a_new_name_takes_the_entity_away_again(mention, gang, analyst):
    mention_actions.reassign_to_new(mention, "Conservative Vice Lords", Kind.GANG, user=analyst)

    undo_redo.undo(Action.objects.get(), user=analyst)

    assert Mention.objects.get(pk=mention.pk).entity == gang
    assert not Alias.objects.filter(name="Conservative Vice Lords").exists()


def test_undo_refuses_when_something_later_depends_on_it(mention, analyst):
    mention_actions.confirm(mention, user=analyst)
    first = Action.objects.get()
    mention_actions.reject(mention, user=analyst)

    with pytest.raises(CorrectionError, match="ana changed it later"):
        undo_redo.undo(first, user=analyst)
    assert Mention.objects.get(pk=mention.pk).status == Status.REJECTED


def test_what_has_to_be_undone_first_is_the_newest_act(mention, analyst):
    mention_actions.confirm(mention, user=analyst)
    first = Action.objects.get()
    mention_actions.change_kind(mention, Kind.PERSON, user=analyst)
    mention_actions.reject(mention, user=analyst)

    newest = Action.objects.first().summary
    with pytest.raises(CorrectionError, match=re.escape(newest)):
        undo_redo.undo(first, user=analyst)


def test_an_act_is_undone_once(mention, analyst):
    mention_actions.confirm(mention, user=analyst)
    undo_redo.undo(Action.objects.get(), user=analyst)

    with pytest.raises(CorrectionError, match="undone already"):
        undo_redo.undo(Action.objects.get(), user=analyst)


def test_the_database_keeps_the_old_row_of_every_change(mention, analyst):
    mention_actions.confirm(mention, user=analyst)

    old = apps.get_model("entities.MentionHistory").objects.get(pgh_obj=mention.pk)
    assert (old.status, old.pgh_label) == ("proposed", "update")
