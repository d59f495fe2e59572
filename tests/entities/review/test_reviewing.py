"""Acts on the review of articles: done, approved, sent back, assigned, confirmed on screen."""

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.utils import timezone

from entities.actions import mention_actions, undo_redo
from entities.actions.recorder import CorrectionError
from entities.kinds import Status
from entities.models import Action, Mention, ReviewerLabels
from entities.review import actions
from tests.factories import make_article, make_entity, make_mention, make_source

pytestmark = pytest.mark.django_db
TEXT = "MS-13 fights Barrio 18 in Santa Ana. Police saw MS-13."


@pytest.fixture
def bea(django_user_model):
    return django_user_model.objects.create_superuser("bea", first_name="Bea", last_name="Lind")


@pytest.fixture
def article():
    article = make_article(TEXT, title="A fight")
    gang = make_entity("MS-13")
    make_mention(article, "MS-13", gang)
    make_mention(article, "MS-13", gang)
    make_mention(article, "Barrio 18", make_entity("Barrio 18"))
    return article


@pytest.fixture
def careful(article):
    """The article of a source that needs a second pair of eyes."""
    article.source.needs_approval = True
    article.source.save()
    return article


def stands(article):
    article.refresh_from_db()
    return article.review_status, article.done_by, article.approved_by, article.assigned_to


def test_done_says_who_and_when_and_leaves_the_undecided(article, analyst):
    actions.finish(article, user=analyst)

    assert stands(article) == ("done", analyst, None, None)
    assert article.done_at is not None
    assert article.mentions.filter(status=Status.PROPOSED).count() == 3
    assert Action.objects.get().summary == "Finished the review, 3 left undecided"


def test_done_twice_is_refused_in_words(article, analyst, bea):
    actions.finish(article, user=bea)

    with pytest.raises(CorrectionError, match="reviewed already by Bea Lind: reopen it"):
        actions.finish(article, user=analyst)


def test_undoing_done_opens_the_review_and_forgets_the_reading(article, analyst):
    done = actions.finish(article, user=analyst)
    assert ReviewerLabels.objects.count() == 1

    undo_redo.undo(Action.objects.get(), user=analyst)

    assert stands(done) == ("not_begun", None, None, None)
    assert not ReviewerLabels.objects.exists()


def test_a_second_pair_of_eyes_approves(careful, analyst, bea):
    actions.finish(careful, user=analyst)
    assert stands(careful) == ("approval", analyst, None, None)

    actions.approve(careful, user=bea)

    assert stands(careful) == ("done", analyst, bea, None)
    assert ReviewerLabels.objects.count() == 2
    assert Action.objects.first().summary == "Approved the review of ana"


def test_nobody_approves_their_own_review(careful, analyst):
    actions.finish(careful, user=analyst)

    with pytest.raises(CorrectionError, match="reviewed “A fight” yourself"):
        actions.approve(careful, user=analyst)
    with pytest.raises(CorrectionError, match="yourself"):
        actions.send_back(careful, "again", user=analyst)
    with pytest.raises(CorrectionError, match="somebody else approves it"):
        actions.finish(careful, user=analyst)


def test_another_one_chooses_between_approving_and_sending_back(careful, analyst, bea):
    actions.finish(careful, user=analyst)

    with pytest.raises(CorrectionError, match="approve it, or send it back"):
        actions.finish(careful, user=bea)


def test_the_database_lets_nobody_approve_their_own(article, analyst):
    with pytest.raises(IntegrityError, match="article_approved_by_another"), transaction.atomic():
        type(article).objects.filter(pk=article.pk).update(
            review_status="done",
            done_by=analyst,
            done_at=timezone.now(),
            approved_by=analyst,
            approved_at=timezone.now(),
        )


def test_sending_back_gives_it_to_who_reviewed_it_with_a_note(careful, analyst, bea):
    actions.finish(careful, user=analyst)

    actions.send_back(careful, "  look at\nSanta Ana ", user=bea)

    assert stands(careful) == ("in_review", None, None, analyst)
    assert careful.review_note == "look at Santa Ana"
    actions.finish(careful, user=analyst)
    careful.refresh_from_db()
    assert (careful.review_status, careful.review_note) == ("approval", "")


@pytest.mark.parametrize(("note", "why"), [(" ", "Write what"), ("x" * 301, "at most 300")])
def test_a_note_is_needed_and_short(careful, analyst, bea, note, why):
    actions.finish(careful, user=analyst)

    with pytest.raises(CorrectionError, match=why):
        actions.send_back(careful, note, user=bea)


def test_what_is_not_waiting_cannot_be_approved(article, bea):
    with pytest.raises(CorrectionError, match="its review is not begun"):
        actions.approve(article, user=bea)


def test_reopening_forgets_who_had_done_and_approved_it(careful, analyst, bea):
    actions.finish(careful, user=analyst)
    actions.approve(careful, user=bea)

    actions.reopen(careful, user=bea)

    assert stands(careful) == ("in_review", None, None, None)
    with pytest.raises(CorrectionError, match="open already"):
        actions.reopen(careful, user=bea)
    undo_redo.undo(Action.objects.first(), user=bea)
    assert stands(careful) == ("done", analyst, bea, None)


def test_several_articles_are_assigned_and_taken_back_in_one_act(article, analyst, bea):
    other = make_article("Nothing.")

    outcome = actions.assign({article.pk: None, other.pk: None}, bea, user=analyst)

    assert (outcome.done, outcome.refused) == (2, [])
    assert stands(article)[3] == stands(other)[3] == bea
    act = Action.objects.get()
    assert act.summary == "Assigned 2 articles to Bea Lind"
    assert act in Action.objects.in_article(article)
    undo_redo.undo(act, user=analyst)
    assert stands(article)[3] is stands(other)[3] is None


def test_what_somebody_assigned_meanwhile_is_left(article, analyst, bea):
    other = make_article("Nothing.")
    actions.assign({article.pk: None}, bea, user=bea)

    outcome = actions.assign({article.pk: None, other.pk: None}, analyst, user=analyst)

    assert outcome.done == 1
    assert outcome.refused == [
        "“A fight” is assigned to Bea Lind by now: look at it, then decide again."
    ]
    assert stands(article)[3] == bea


def test_what_is_not_there_or_no_different_is_no_act(article, analyst, bea):
    assert actions.assign({0: None}, bea, user=analyst).done == 0
    assert actions.assign({article.pk: None}, None, user=analyst).done == 0
    assert actions.confirm_shown({0: "x"}, user=analyst).done == 0
    assert not Action.objects.exists()


def test_only_who_may_review_is_assigned_something(article, analyst, reader):
    with pytest.raises(CorrectionError, match="rob may not review"):
        actions.assign({article.pk: None}, reader, user=analyst)
    with pytest.raises(CorrectionError, match="Tick the articles"):
        actions.assign({}, analyst, user=analyst)
    reader.user_permissions.add(Permission.objects.get(codename="change_mention"))
    reader = type(reader).objects.get(pk=reader.pk)
    assert actions.assign({article.pk: None}, reader, user=analyst).done == 1


def test_an_approval_is_assigned_to_somebody_else(careful, analyst, bea):
    actions.finish(careful, user=analyst)

    outcome = actions.assign({careful.pk: None}, analyst, user=bea)

    assert outcome.refused == ["ana reviewed “A fight”: assign the approval to somebody else."]
    assert actions.assign({careful.pk: None}, bea, user=analyst).done == 1


def test_what_is_done_is_assigned_to_nobody_new(article, analyst, bea):
    actions.finish(article, user=analyst)

    assert actions.assign({article.pk: None}, bea, user=bea).refused == [
        "“A fight” is reviewed already: reopen it first."
    ]


def test_what_is_on_screen_is_confirmed_in_one_act(article, analyst):
    shown = {mention.pk: mention.seen for mention in article.mentions.all()}

    outcome = actions.confirm_shown(shown, user=analyst)

    assert (outcome.done, outcome.refused) == (3, [])
    act = Action.objects.get()
    assert act.summary == "Confirmed on screen: “MS-13”, “MS-13”, “Barrio 18”"
    assert act.article == article
    assert stands(article)[0] == "in_review"
    undo_redo.undo(act, user=analyst)
    assert article.mentions.filter(status=Status.PROPOSED).count() == 3
    assert stands(article)[0] == "not_begun"


def test_what_others_changed_since_is_left_and_the_rest_done(article, analyst, bea):
    first, second, third = article.mentions.order_by("start")
    shown = {mention.pk: mention.seen for mention in (first, second, third)}
    mention_actions.reject(second, user=bea)
    Mention.objects.filter(pk=third.pk).delete()

    outcome = actions.confirm_shown(shown, user=analyst)

    assert outcome.done == 1
    assert len(outcome.refused) == 2
    assert any("Bea Lind changed “Barrio 18” before you" in why for why in outcome.refused)
    assert Mention.objects.get(pk=second.pk).status == Status.REJECTED


def test_ones_own_decision_is_not_overwritten_by_an_older_screen(article, analyst):
    mention = article.mentions.earliest("start")
    shown = {mention.pk: mention.seen}
    mention_actions.reject(mention, user=analyst)

    assert actions.confirm_shown(shown, user=analyst).refused == ["“MS-13” is rejected already."]
    assert Mention.objects.get(pk=mention.pk).status == Status.REJECTED


def test_mentions_of_several_articles_are_confirmed_together(article, analyst):
    other = make_article("MS-13 again.")
    mentions = [article.mentions.first(), make_mention(other, "MS-13", make_entity("Other 13"))]

    outcome = actions.confirm_shown({one.pk: one.seen for one in mentions}, user=analyst)

    assert outcome.done == 2
    assert Action.objects.get() in Action.objects.in_article(other)
    undo_redo.undo(Action.objects.get(), user=analyst)
    assert not Mention.objects.filter(status=Status.CONFIRMED).exists()


def test_more_than_fits_on_a_screen_is_refused(analyst):
    with pytest.raises(CorrectionError, match="At most 200"):
        actions.confirm_shown(dict.fromkeys(range(201), "x"), user=analyst)
    with pytest.raises(CorrectionError, match="Nothing undecided was chosen"):
        actions.confirm_shown({}, user=analyst)


def test_a_reading_keeps_what_the_person_says_of_each_span(article, analyst):
    first, second, third = article.mentions.order_by("start")
    mention_actions.confirm(first, user=analyst)
    mention_actions.reject(second, user=analyst)

    actions.finish(article, user=analyst)

    assert ReviewerLabels.objects.get().labels == {
        f"{first.start}-{first.end}": "gang",
        f"{second.start}-{second.end}": "nothing",
        f"{third.start}-{third.end}": "undecided",
    }


def test_a_live_mention_counts_before_a_rejected_one_of_the_same_words(article, analyst):
    mention = article.mentions.earliest("start")
    mention_actions.reject(mention, user=analyst)
    mention_actions.add(article, mention.start, mention.end, "person", user=analyst)

    actions.finish(article, user=analyst)

    assert ReviewerLabels.objects.get().labels[f"{mention.start}-{mention.end}"] == "person"


def test_finishing_again_replaces_the_reading(article, analyst):
    actions.finish(article, user=analyst)
    actions.reopen(article, user=analyst)
    mention_actions.confirm(article.mentions.first(), user=analyst)
    actions.finish(article, user=analyst)

    assert "gang" in ReviewerLabels.objects.get().labels.values()
    with pytest.raises(IntegrityError, match="reading_once_a_person"), transaction.atomic():
        ReviewerLabels.objects.create(
            article=article, user=analyst, labels={}, text_hash="", finished_at=timezone.now()
        )


def test_the_second_pair_of_eyes_is_switched_on_for_several_sources(client, analyst):
    sources = [make_source("The Herald"), make_source("The Mail")]
    client.force_login(analyst)

    response = client.post(
        "/admin/articles/source/",
        {"action": "switch_on", "_selected_action": [source.pk for source in sources]},
        follow=True,
    )

    assert "Reviews of 2 more sources are approved by a second person." in response.content.decode()
    for source in sources:
        source.refresh_from_db()
        assert source.needs_approval
