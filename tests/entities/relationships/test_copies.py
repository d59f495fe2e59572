"""A sentence that several articles have is shown once, and judged once."""

import pytest
from django.urls import reverse

from entities.actions import undo_redo
from entities.actions.recorder import ChangedMeanwhile, CorrectionError
from entities.kinds import Status
from entities.models import Action, Evidence
from entities.relationships.actions import judge_copies, reject
from entities.relationships.copies import copies_of
from entities.relationships.queue import open_group
from tests.factories import make_article, make_entity, make_evidence, make_mention, make_source

pytestmark = pytest.mark.django_db
SENTENCE, OTHER = "MS-13 fights Barrio 18.", "They are said to be enemies."
HTMX = {"HX-Request": "true"}


@pytest.fixture
def gangs():
    return make_entity("MS-13"), make_entity("Barrio 18")


@pytest.fixture
def quote(gangs):
    """Say that an article of the source states the rivalry with these words."""

    def quoted(words=SENTENCE, source="Kent Mail", **fields) -> Evidence:
        article = make_article(f"News of today. {words} {OTHER}", source=make_source(source))
        make_mention(article, "News")
        return make_evidence(article, words, gangs[0], "rival_of", gangs[1], **fields)

    return quoted


@pytest.fixture
def copies(quote):
    return [
        quote(confidence=0.8),
        quote("MS-13 FIGHTS Barrio 18.", "Kent Post", confidence=0.9),
        quote(source="Kent Times", confidence=0.7),
    ]


def statuses(*evidence: Evidence) -> list[str]:
    rows = Evidence.objects.in_bulk([one.pk for one in evidence])
    return [rows[one.pk].status for one in evidence]


def sentences(evidence: Evidence) -> list:
    return open_group(evidence.relationship_id).sentences.object_list


def test_it_is_listed_once_with_where_else_it_stands(client, analyst, copies, quote):
    other = quote(OTHER, "Kent News", confidence=0.2)
    first, second, third = copies

    found = sentences(first)

    # The surest of them is shown.
    assert [(one.evidence, list(one.others)) for one in found] == [
        (second, [first, third]),
        (other, []),
    ]
    client.force_login(analyst)
    page = client.get(f"/relationships/{first.relationship_id}/", headers=HTMX).content.decode()
    assert page.count('class="statement"') == 2
    assert "The same words in" in page
    assert "Kent Times" in page


def test_of_very_many_copies_the_first_are_named(quote):
    for number in range(6):
        one = quote(source=f"Paper {number}")
    (sentence,) = sentences(one)
    assert (len(sentence.others), sentence.more) == (3, 2)


@pytest.mark.parametrize("decision, status", [("confirm", "confirmed"), ("reject", "rejected")])
def test_one_key_judges_all_copies_and_one_act_takes_it_back(
    client, analyst, copies, quote, decision, status
):
    other = quote(OTHER)
    client.force_login(analyst)
    (shown, *_) = sentences(copies[0])

    answer = client.post(
        reverse("entities:evidence_decide", args=[shown.evidence.pk]),
        {"decision": decision, "seen": shown.seen, "newest": shown.copies.newest},
        headers=HTMX,
    ).content.decode()

    assert statuses(*copies, other) == [status] * 3 + ["proposed"]
    act = Action.objects.get()
    assert act.summary.endswith("MS-13 rival of Barrio 18 (a sentence of 3 articles)")
    assert f'id="evidence-{shown.evidence.pk}" data-row data-status="{status}"' in answer
    assert f'data-undoes="{act.pk}"' in answer

    undo_redo.undo(act, user=analyst)
    assert statuses(*copies, other) == ["proposed"] * 4


def test_what_came_after_the_page_was_drawn_waits(analyst, copies, quote):
    seen = copies_of(copies[0])
    later = quote(source="Kent News", confidence=0.95)

    judge_copies(copies[0], Status.REJECTED, user=analyst, newest=seen.newest, seen=seen.seen)

    assert statuses(*copies, later) == ["rejected"] * 3 + ["proposed"]
    (sentence,) = sentences(later)
    assert sentence.status == "proposed"


def test_what_somebody_else_decided_on_a_copy_is_not_overwritten(
    analyst, copies, django_user_model
):
    seen = copies_of(copies[0])
    reject(copies[2], user=django_user_model.objects.create_superuser("bea"))

    with pytest.raises(ChangedMeanwhile, match="bea changed this before you"):
        judge_copies(copies[0], Status.CONFIRMED, user=analyst, newest=seen.newest, seen=seen.seen)
    assert statuses(*copies) == ["proposed", "proposed", "rejected"]


def test_a_locked_article_keeps_the_whole_sentence(analyst, copies, django_user_model):
    bea = django_user_model.objects.create_user("bea")
    article = copies[1].article
    article.assigned_to, article.is_locked = bea, True
    article.save()
    cleo = django_user_model.objects.create_user("cleo")

    with pytest.raises(CorrectionError, match="is locked for bea"):
        judge_copies(copies[0], Status.CONFIRMED, user=cleo, newest=copies[-1].pk)
    assert statuses(*copies) == ["proposed"] * 3


def test_a_sentence_that_is_gone_is_said_to_be(analyst, copies):
    Evidence.objects.filter(pk=copies[0].pk).delete()
    with pytest.raises(CorrectionError, match="states the relationship no more"):
        judge_copies(copies[0], Status.CONFIRMED, user=analyst, newest=copies[-1].pk)
