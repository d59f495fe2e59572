"""The page of what cannot both be true: both sides, the ways to resolve it, and the way back."""

import pytest
from django.urls import reverse

from entities.actions.recorder import CorrectionError
from entities.kinds import Kind, RelationKind
from entities.models import Action, Mention, Relationship
from entities.periods import Period
from entities.relationships import actions, rulings
from entities.relationships.contradictions import contradictions, place_contradictions
from tests.factories import make_article, make_entity, make_evidence, make_mention

pytestmark = pytest.mark.django_db
PAGE = "/review/contradictions/"
HTMX = {"HX-Request": "true"}
QUOTE = "They said so."


def related(head, kind, child, status="confirmed", **fields) -> Relationship:
    evidence = make_evidence(
        make_article(QUOTE, **fields), QUOTE, head, RelationKind(kind), child, status=status
    )
    return evidence.relationship


@pytest.fixture
def pair():
    """Rivals, confirmed, that are said to be allies, too."""
    barrio, mara = make_entity("Barrio 18"), make_entity("MS-13")
    rivals = related(barrio, "rival_of", mara)
    return rivals, related(barrio, "allied_with", mara, status="proposed")


@pytest.fixture
def claim():
    """A town that an article puts into another department than the gazetteer."""
    right, wrong = make_entity("San Miguel", Kind.LOCATION), make_entity("La Unión", Kind.LOCATION)
    town = make_entity("Ciudad Barrios", Kind.LOCATION, parent=right)
    article = make_article("He was held. In Ciudad Barrios, La Unión, he died.")
    make_mention(article, "Ciudad Barrios", town, claimed_parent=wrong)
    return town, wrong


def resolve(client, pair, **given):
    keys = [side.pk for side in pair]
    return client.post(reverse("entities:contradiction_resolve", args=keys), given, headers=HTMX)


def statuses(pair) -> list[str]:
    return [Relationship.objects.get(pk=one.pk).status for one in pair]


def test_both_sides_are_shown_with_their_quotes_and_links(client, reader, pair):
    client.force_login(reader)

    page = client.get(PAGE).content.decode()

    assert "exclude each other at one time" in page
    assert page.count("They said so.") == 2
    for side in pair:
        assert reverse("entities:relationship_detail", args=[side.pk]) in page
    assert "This one stands" not in page


def test_at_first_only_those_with_a_confirmed_side_are_shown(client, analyst, pair):
    Relationship.objects.update(status="proposed")
    client.force_login(analyst)

    assert "Nothing contradicts each other." in client.get(PAGE).content.decode()
    assert "exclude each other at one time" in client.get(f"{PAGE}?which=all").content.decode()


def test_those_of_one_relationship_are_shown_whatever_their_status(client, analyst, pair):
    Relationship.objects.update(status="proposed")
    client.force_login(analyst)

    page = client.get(f"{PAGE}?relationship={pair[1].pk}").content.decode()

    assert "exclude each other at one time" in page
    lone = related(make_entity("Los Zetas"), "trains", make_entity("Gulf Cartel"))
    page = client.get(f"{PAGE}?relationship={lone.pk}").content.decode()
    assert "Nothing contradicts it." in page


@pytest.mark.parametrize(
    "answer, left", [("first", ["confirmed", "rejected"]), ("second", ["rejected", "proposed"])]
)
def test_one_side_stands_and_undo_brings_the_other_back(client, analyst, pair, answer, left):
    client.force_login(analyst)

    row = resolve(client, pair, answer=answer).content.decode()

    assert statuses(pair) == left
    assert "data-resolved" in row
    assert contradictions() == []
    act = Action.objects.get()
    again = client.post(
        reverse("entities:relationship_undo", args=[act.pk]),
        {"row": f"pair:{pair[0].pk}-{pair[1].pk}"},
        headers=HTMX,
    ).content.decode()
    assert statuses(pair) == ["confirmed", "proposed"]
    assert f'id="pair-{pair[0].pk}-{pair[1].pk}"' in again
    assert "data-resolved" not in again


def test_the_losing_claim_stays_readable(client, analyst, pair):
    client.force_login(analyst)
    resolve(client, pair, answer="first")

    assert QUOTE in client.get(f"/relationships/{pair[1].pk}/").content.decode()
    queue = client.get("/review/relationships/?status=rejected").content.decode()
    assert f'id="group-{pair[1].pk}"' in queue


def test_both_are_dated_in_words(client, analyst, pair):
    client.force_login(analyst)
    typed = {"first_to": "until 2012", "second_from": "since 2012"}

    row = resolve(client, pair, answer="dates", **typed).content.decode()

    first, second = (Relationship.objects.get(pk=one.pk) for one in pair)
    assert [str(Period.of(one)) for one in (first, second)] == ["until 2012", "since 2012"]
    assert "until 2012" in row and "since 2012" in row


@pytest.mark.parametrize(
    "given, sentence",
    [
        ({"answer": "dates", "first_to": "2013", "second_from": "2012"}, "at one time"),
        ({"answer": "dates", "first_to": "soon"}, "no date that can be read"),
        ({"answer": "both", "reason": " "}, "in a few words"),
        ({"answer": "neither"}, "Choose which"),
        ({}, "Choose which"),
    ],
)
def test_what_resolves_nothing_is_refused_in_one_sentence(client, analyst, pair, given, sentence):
    client.force_login(analyst)

    answer = resolve(client, pair, **given)

    assert (answer.status_code, answer["HX-Retarget"]) == (422, "#notice")
    assert sentence in answer.content.decode()
    assert len(contradictions()) == 1


@pytest.mark.parametrize(
    "typed, words",
    [
        ({"first_to": "2012", "second_from": "March 2012"}, "until 2012"),
        ({"first_to": "2012", "second_from": "March 2012"}, "one after the other"),
        ({"first_from": "2010"}, "at one time"),
        ({"first_from": "2013", "first_to": "2012"}, "cannot end"),
    ],
)
def test_dates_are_read_back_before_they_are_saved(client, reader, typed, words):
    client.force_login(reader)

    assert words in client.get(f"{PAGE}dates/", typed).content.decode()


def test_both_stand_with_a_reason(client, analyst, pair):
    client.force_login(analyst)

    resolve(client, pair, answer="both", reason="Allies in prison, rivals outside.")

    assert contradictions() == []
    assert statuses(pair) == ["confirmed", "proposed"]


def test_what_was_resolved_meanwhile_is_refused(client, analyst, pair):
    actions.reject_all(pair[1], user=analyst)
    client.force_login(analyst)

    answer = resolve(client, pair, answer="second")

    assert answer.status_code == 422
    assert "contradict each other no more" in answer.content.decode()
    assert statuses(pair) == ["confirmed", "rejected"]


def test_the_gazetteer_is_right_clears_the_claim_and_is_undone(client, analyst, claim):
    town, wrong = claim
    client.force_login(analyst)
    url = reverse("entities:contradiction_resolve_place", args=[town.pk, wrong.pk])
    assert "<mark" in client.get(PAGE).content.decode()

    row = client.post(url, {"answer": "gazetteer"}, headers=HTMX).content.decode()

    assert "The gazetteer stands: Ciudad Barrios in San Miguel, not in La Unión" in row
    assert Mention.objects.get().claimed_parent is None
    client.post(
        reverse("entities:relationship_undo", args=[Action.objects.get().pk]),
        {"row": f"place:{town.pk}-{wrong.pk}"},
        headers=HTMX,
    )
    assert Mention.objects.get().claimed_parent == wrong
    assert len(place_contradictions()) == 1


def test_what_is_read_later_brings_a_settled_claim_back_no_more(analyst, claim):
    town, wrong = claim
    rulings.let_gazetteer_stand(town, wrong, user=analyst)

    make_mention(make_article("In Ciudad Barrios."), "Ciudad Barrios", town, claimed_parent=wrong)

    assert place_contradictions() == []


def test_a_claim_in_an_article_that_somebody_locked_is_left(analyst, claim, django_user_model):
    ben = django_user_model.objects.create_user("ben")
    bea = django_user_model.objects.create_user("bea")
    article = Mention.objects.get().article
    article.is_locked, article.assigned_to = True, bea
    article.save()

    with pytest.raises(CorrectionError, match="locked for bea"):
        rulings.let_gazetteer_stand(*claim, user=ben)
    assert Mention.objects.get().claimed_parent == claim[1]


@pytest.mark.parametrize(
    "given, status",
    [({"answer": "both", "reason": "Old map."}, 200), ({"answer": "both"}, 422), ({}, 422)],
)
def test_both_places_stand_only_with_a_reason(client, analyst, claim, given, status):
    client.force_login(analyst)
    url = reverse("entities:contradiction_resolve_place", args=[one.pk for one in claim])

    assert client.post(url, given, headers=HTMX).status_code == status
    assert bool(place_contradictions()) == (status == 422)


def test_without_scripts_it_leads_back_and_says_what_was_done(client, analyst, pair):
    client.force_login(analyst)
    url = reverse("entities:contradiction_resolve", args=[one.pk for one in pair])

    page = client.post(
        url, {"answer": "first"}, headers={"referer": f"http://testserver{PAGE}"}, follow=True
    ).content.decode()

    assert "Rejected: Barrio 18 allied with MS-13" in page
    assert "Undo" in page


def test_readers_resolve_nothing(client, reader, pair, claim):
    client.force_login(reader)

    assert resolve(client, pair, answer="first").status_code == 403


@pytest.mark.parametrize("number", [1, 20])
def test_the_list_needs_few_queries_however_long_it_is(
    client, analyst, number, claim, django_assert_max_num_queries
):
    mara = make_entity("MS-13")
    for n in range(number):
        gang = make_entity(f"Clique {n}")
        related(gang, "rival_of", mara)
        related(gang, "faction_of", mara)
    client.force_login(analyst)

    with django_assert_max_num_queries(26):
        page = client.get(PAGE)
    assert len(contradictions()) == number
    assert page.content.decode().count('class="contradiction"') == min(number + 1, 20)
