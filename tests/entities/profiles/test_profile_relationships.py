"""Relationships on a profile: judged in place, with what they contradict, and added to."""

import pytest
from django.urls import reverse

from entities.kinds import RelationKind
from entities.models import Action, Relationship
from tests.factories import make_article, make_entity, make_evidence, make_mention

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
QUOTE = "MS-13 fights Barrio 18."


@pytest.fixture
def gangs():
    return make_entity("MS-13"), make_entity("Barrio 18")


@pytest.fixture
def rivals(gangs):
    return make_evidence(make_article(QUOTE), QUOTE, gangs[0], "rival_of", gangs[1]).relationship


def judge(client, link, headers=HTMX, **given):
    url = reverse("entities:entity_relationship_judge", args=[link.head_id, link.pk])
    return client.post(url, given, headers=headers)


@pytest.mark.parametrize("decision, status", [("confirm", "confirmed"), ("reject", "rejected")])
def test_one_is_judged_in_place_and_undone(client, analyst, rivals, decision, status):
    client.force_login(analyst)

    row = judge(client, rivals, decision=decision).content.decode()

    assert f'data-status="{status}"' in row and 'value="undo"' in row
    row = judge(client, rivals, decision="undo", act=Action.objects.get().pk).content.decode()
    assert 'data-status="proposed"' in row and 'value="undo"' not in row
    rivals.refresh_from_db()
    assert rivals.status == "proposed"


def test_without_scripts_it_leads_back_to_the_row(client, analyst, rivals):
    client.force_login(analyst)

    answer = judge(client, rivals, headers=None, decision="confirm")

    assert answer.url == f"{rivals.head.get_absolute_url()}#link-{rivals.pk}"


def test_only_what_the_entity_has_is_judged_by_whom_may(client, analyst, reader, rivals):
    client.force_login(reader)
    assert judge(client, rivals, decision="confirm").status_code == 403
    client.force_login(analyst)
    assert judge(client, rivals, decision="perhaps").status_code == 422
    other = make_entity("Los Zetas")
    url = reverse("entities:entity_relationship_judge", args=[other.pk, rivals.pk])
    assert client.post(url, {"decision": "confirm"}).status_code == 404


def test_period_note_contradiction_and_the_sentence_are_shown(client, analyst, gangs, rivals):
    make_evidence(make_article(QUOTE), QUOTE, gangs[0], RelationKind.ALLIED_WITH, gangs[1])
    Relationship.objects.filter(pk=rivals.pk).update(
        note="Since the split.", valid_from="2012-01-01", valid_from_precision="year"
    )
    client.force_login(analyst)

    page = client.get(gangs[0].get_absolute_url()).content.decode()

    assert "since 2012" in page and "Since the split." in page
    assert "cannot be true beside" in page and "Cannot both be true" in page
    assert f"?relationship={rivals.pk}" in page
    assert rivals.evidence.get().get_absolute_url() in page


@pytest.mark.parametrize("number", [1, 25])
def test_the_profile_needs_few_queries_however_many_relationships_it_has(
    client, analyst, gangs, number, django_assert_max_num_queries
):
    for n in range(number):
        make_evidence(make_article(QUOTE), QUOTE, gangs[0], "trains", make_entity(f"Crew {n}"))
    client.force_login(analyst)

    with django_assert_max_num_queries(20):
        client.get(gangs[0].get_absolute_url())


def test_a_sentence_is_chosen_to_state_a_relationship_from(client, analyst, gangs):
    article = make_article(f"It rained. {QUOTE} Then it stopped.", title="A fight")
    make_mention(article, "MS-13", gangs[0])
    make_mention(make_article("MS-13 slept."), "MS-13", gangs[0])
    client.force_login(analyst)
    url = reverse("entities:entity_relate", args=[gangs[0].pk])

    page = client.get(url, {"words": "fighting"}).content.decode()

    start = article.text.index(QUOTE)
    given = f"article={article.pk}&amp;start={start}&amp;end={start + len(QUOTE)}"
    assert f"{given}&amp;head={gangs[0].pk}" in page
    assert "slept" not in page
    assert "slept" in client.get(url).content.decode()
