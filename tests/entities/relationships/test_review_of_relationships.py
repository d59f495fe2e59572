"""The queue of relationships over all articles, and judging what it shows."""

import pytest
from django.urls import reverse

from entities.kinds import Kind, RelationKind
from entities.models import Action, Evidence, Relationship
from entities.relationships.actions import confirm, reject, reject_all
from entities.relationships.filters import RelationshipFilters
from entities.relationships.queue import Groups, counts_of, groups_of, open_group
from entities.weights.counting import count_due, keep
from tests.factories import make_article, make_entity, make_evidence, make_mention

pytestmark = pytest.mark.django_db
TEXT = "MS-13 fights Barrio 18 in Santa Ana. Again MS-13 fought Barrio 18."
FIRST, SECOND = "MS-13 fights Barrio 18 in Santa Ana.", "Again MS-13 fought Barrio 18."
QUEUE = "/review/relationships/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def gangs():
    return make_entity("MS-13"), make_entity("Barrio 18")


@pytest.fixture
def rivals(gangs):
    """Two sentences of one article, each with both ends marked."""
    article = make_article(TEXT)
    for gang in gangs:
        for _ in range(2):
            make_mention(article, gang.name, gang)
    made = [
        make_evidence(article, quote, gangs[0], RelationKind.RIVAL_OF, gangs[1], confidence=sure)
        for quote, sure in ((FIRST, 0.82), (SECOND, 0.75))
    ]
    return made[0].relationship


def proposed(head, kind, child, *, sure=0.5, times=1, **fields) -> Relationship:
    for number in range(times):
        words = f"They said so {number}."
        one = make_evidence(make_article(words), words, head, kind, child, confidence=sure)
    Relationship.objects.filter(pk=one.relationship_id).update(**fields)
    return one.relationship


def shown(query: str = "") -> list[int]:
    filters = RelationshipFilters({**_given(query)})
    return Groups(filters).order


def _given(query: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in query.split("&") if pair)


@pytest.mark.parametrize("counted", [[], [0, 2], [0, 1, 2, 3]])
def test_what_is_most_certain_and_then_most_stated_comes_first(gangs, counted):
    """However much of it is counted anew by then."""
    ms13, barrio = gangs
    zetas, gulf = make_entity("Los Zetas"), make_entity("Gulf Cartel")
    once = proposed(ms13, "allied_with", zetas, sure=0.88)
    often = proposed(ms13, "allied_with", gulf, sure=0.81, times=3)
    surest = proposed(barrio, "rival_of", zetas, sure=0.93)
    doubtful = proposed(barrio, "rival_of", gulf, sure=0.3, times=9)
    keys = [once.pk, often.pk, surest.pk, doubtful.pk]
    keep([keys[place] for place in counted])

    assert shown() == [surest.pk, often.pk, once.pk, doubtful.pk]
    assert shown("order=doubtful") == [doubtful.pk, often.pk, once.pk, surest.pk]


def test_what_nothing_states_any_more_comes_last_and_the_newest_of_it_first(gangs, analyst):
    once, twice, stated = (
        proposed(gangs[0], "trains", make_entity(name)) for name in ("One", "Two", "Three")
    )
    for link in (once, twice):
        reject_all(link, user=analyst)
    count_due()

    assert shown("status=all") == [stated.pk, twice.pk, once.pk]
    assert shown("status=rejected") == [twice.pk, once.pk]
    assert [group.counts.sentences for group in groups_of([once.pk, stated.pk])] == [1, 1]


def test_counts_are_right_whether_they_are_kept_or_due(gangs, analyst):
    link = proposed(gangs[0], "trains", gangs[1], sure=0.6, times=3)
    confirm(link.evidence.first(), user=analyst)
    reject(link.evidence.last(), user=analyst)
    for sure in (0.6, 0.65):
        counts = counts_of([link.pk])[link.pk]
        assert (counts.sentences, counts.articles, counts.waiting, counts.sure) == (2, 2, 1, sure)
        Evidence.objects.update(confidence=0.65)  # due from now on


@pytest.mark.parametrize(
    "query, number",
    [
        ("", 2),
        ("kind=rival_of", 1),
        ("status=confirmed", 1),
        ("status=rejected", 1),
        ("status=all", 4),
        ("entity_name=las+maras", 1),
        ("place_name=El+Salvador", 1),
        ("sure=90", 1),
        ("sure=less", 0),
        ("kind=none_such&sure=11&status=odd", 2),
    ],
)
def test_it_is_narrowed_by_the_address(client, analyst, gangs, query, number):
    ms13, barrio = make_entity("Mara Salvatrucha", aliases=["Las Maras"]), gangs[1]
    land = make_entity("El Salvador", Kind.LOCATION)
    town = make_entity("Santa Ana", Kind.LOCATION, parent=land)
    proposed(ms13, "rival_of", barrio, sure=0.7)
    proposed(barrio, "operates_in", town, sure=0.95)
    proposed(make_entity("Los Zetas"), "trains", barrio, status="confirmed")
    proposed(make_entity("Gulf Cartel"), "trains", barrio, status="rejected")
    client.force_login(analyst)

    page = client.get(f"{QUEUE}?{query}")

    assert page.content.decode().count('class="group"') == number


def test_a_name_of_several_is_asked_back_and_each_can_be_chosen(client, analyst, gangs):
    twins = [make_entity("Los Locos"), make_entity("Los Locos", Kind.ORGANIZATION)]
    client.force_login(analyst)

    page = client.get(f"{QUEUE}?entity_name=Los+Locos&kind=trains").content.decode()

    assert "Several entities are called “Los Locos”" in page
    for twin in twins:
        assert f'href="?kind=trains&amp;entity={twin.pk}"' in page


def test_a_group_counts_sentences_and_articles_and_is_opened_with_both_ends_marked(
    client, reader, rivals
):
    client.force_login(reader)
    page = client.get(QUEUE).content.decode()
    assert "2 sentences\n  in 1 article" in page

    opened = client.get(reverse("entities:relationship_detail", args=[rivals.pk]), headers=HTMX)

    quote = '<mark data-kind="gang">MS-13</mark> fights <mark data-kind="gang">Barrio 18</mark>'
    assert quote in opened.content.decode()
    evidence = Evidence.objects.first()
    assert evidence.get_absolute_url() in opened.content.decode()
    assert "Confirm" not in opened.content.decode()


def test_without_scripts_it_opens_as_a_page_and_unknown_ones_are_not_found(client, reader, rivals):
    client.force_login(reader)

    page = client.get(f"/relationships/{rivals.pk}/").content.decode()

    assert "<title>MS-13 rival of Barrio 18" in page
    assert page.count('class="statement"') == 2
    assert client.get("/relationships/0/").status_code == 404


def test_one_sentence_is_judged_and_stays_with_undo(client, analyst, rivals):
    first = rivals.evidence.get(quote=FIRST)
    client.force_login(analyst)

    answer = client.post(
        reverse("entities:evidence_decide", args=[first.pk]),
        {"decision": "reject", "seen": first.seen},
        headers=HTMX,
    ).content.decode()

    assert f'id="evidence-{first.pk}" data-row data-status="rejected"' in answer
    assert f'data-undoes="{Action.objects.get().pk}"' in answer
    assert "1 sentence\n" in answer
    rivals.refresh_from_db()
    assert rivals.status == "proposed"


@pytest.mark.parametrize("decision, status", [("confirm", "confirmed"), ("reject", "rejected")])
def test_the_whole_is_judged_and_undone_in_place(client, analyst, rivals, decision, status):
    client.force_login(analyst)
    url = reverse(f"entities:relationship_{decision}", args=[rivals.pk])

    answer = client.post(url, {"open": "1"}, headers=HTMX).content.decode()

    assert f'id="line-{rivals.pk}" data-status="{status}"' in answer
    assert set(rivals.evidence.values_list("status", flat=True)) == {status}
    assert answer.count('class="statement"') == 2
    act = Action.objects.get()
    answer = client.post(
        reverse("entities:relationship_undo", args=[act.pk]),
        {"row": f"group:{rivals.pk}"},
        headers=HTMX,
    ).content.decode()
    assert f'id="line-{rivals.pk}" data-status="proposed"' in answer
    assert set(rivals.evidence.values_list("status", flat=True)) == {"proposed"}


def test_without_scripts_every_decision_leads_back(client, analyst, rivals):
    client.force_login(analyst)
    back = {"referer": f"http://testserver{QUEUE}?kind=rival_of"}
    first = rivals.evidence.get(quote=FIRST)

    for name, key, given in (
        ("evidence_decide", first.pk, {"decision": "reject"}),
        ("relationship_confirm", rivals.pk, {}),
        ("relationship_reject", rivals.pk, {}),
    ):
        answer = client.post(reverse(f"entities:{name}", args=[key]), given, headers=back)
        assert answer.url == f"{QUEUE}?kind=rival_of#group-{rivals.pk}"
    undo = reverse("entities:relationship_undo", args=[Action.objects.first().pk])
    client.post(undo, {"row": f"group:{rivals.pk}"}, headers=back)
    rivals.refresh_from_db()
    assert rivals.status == "confirmed"


def test_undo_of_the_list_leads_to_the_group(client, analyst, rivals):
    client.force_login(analyst)
    client.post(reverse("entities:relationship_reject", args=[rivals.pk]))

    answer = client.post(reverse("entities:action_take_back"))

    assert answer.url.endswith(f"#group-{rivals.pk}")


def test_who_comes_second_is_told_in_the_row(client, analyst, rivals, django_user_model):
    bea = django_user_model.objects.create_superuser("bea")
    first = rivals.evidence.get(quote=FIRST)
    url = reverse("entities:evidence_decide", args=[first.pk])
    given = {"decision": "confirm", "seen": first.seen}
    client.force_login(bea)
    client.post(url, given, headers=HTMX)
    client.force_login(analyst)

    answer = client.post(url, given | {"decision": "reject"}, headers=HTMX).content.decode()

    assert "bea changed this before you" in answer
    first.refresh_from_db()
    assert first.status == "confirmed"


@pytest.mark.parametrize(
    "name, given", [("evidence_decide", {"decision": "both"}), ("evidence_decide", {})]
)
def test_an_unknown_decision_is_refused(client, analyst, rivals, name, given):
    client.force_login(analyst)
    first = rivals.evidence.first()

    answer = client.post(reverse(f"entities:{name}", args=[first.pk]), given)

    assert answer.status_code == 422


@pytest.mark.parametrize(
    "name", ["evidence_decide", "relationship_confirm", "relationship_reject", "relationship_undo"]
)
def test_readers_judge_nothing(client, reader, rivals, name):
    client.force_login(reader)
    answer = client.post(reverse(f"entities:{name}", args=[rivals.pk]), {"decision": "confirm"})

    assert answer.status_code == 403


def test_many_sentences_are_on_pages(client, analyst, gangs):
    link = proposed(gangs[0], "trains", gangs[1], times=35)

    assert len(open_group(link.pk).sentences.object_list) == 30
    assert len(open_group(link.pk, "2").sentences.object_list) == 5
    client.force_login(analyst)
    opened = client.get(f"/relationships/{link.pk}/", headers=HTMX).content.decode()
    assert "All 35 sentences" in opened


def test_an_empty_queue_says_what_comes_next(client, analyst):
    client.force_login(analyst)

    assert "No relationship waits." in client.get(QUEUE).content.decode()
    assert "fits these filters" in client.get(f"{QUEUE}?kind=trains").content.decode()


@pytest.mark.parametrize("number", [2, 30])
def test_the_queue_needs_few_queries_however_long_it_is(
    client, analyst, gangs, number, django_assert_max_num_queries
):
    for n in range(number):
        proposed(make_entity(f"Clique {n}"), "faction_of", gangs[0])
        proposed(gangs[0], "trains", make_entity(f"Crew {n}"))
    client.force_login(analyst)

    with django_assert_max_num_queries(22):
        client.get(QUEUE)
    with django_assert_max_num_queries(16):
        client.get(f"/relationships/{Relationship.objects.first().pk}/", headers=HTMX)
