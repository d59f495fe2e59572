"""The list of pairs, what people say of them there, and the page on which two are merged."""

import pytest
from django.urls import reverse

from entities.duplicates.find_duplicates import find_duplicates
from entities.extraction.store.orphans import remove_leftovers
from entities.kinds import Kind, RelationKind
from entities.models import Action, DuplicateDecision, Entity
from entities.profiles.actions import merge
from tests.factories import make_article, make_entity, make_evidence, make_mention

pytestmark = pytest.mark.django_db

LIST = reverse("entities:duplicates")


@pytest.fixture
def pair(client, analyst):
    one, other = make_entity("Lincoln Fam"), make_entity("Lincoln Family")
    make_mention(make_article("Lincoln Fam"), "Lincoln Fam", one)
    find_duplicates()
    client.force_login(analyst)
    return one, other


def decide(client, pair, decision, **data):
    address = reverse("entities:duplicate_decide", args=[one.pk for one in pair])
    return client.post(address, {"decision": decision, **data}, headers=data.pop("headers", {}))


def shown(client, **query) -> str:
    """The list, without what is said of the act before and at the foot."""
    client.get(LIST)
    page = client.get(LIST, query).content.decode()
    return page[page.index("<main") : page.index("</main>")]


def test_the_list_says_why_and_asks_what_they_are(client, pair, django_assert_max_num_queries):
    for number in range(5):
        make_entity(f"Quarry {number} Fam")
        make_entity(f"Quarry {number} Family")
    find_duplicates()
    with django_assert_max_num_queries(14):
        page = client.get(LIST).content.decode()
    assert "Lincoln Family" in page and "one name in two spellings" in page
    assert page.count('value="different"') == 6
    assert "Lincoln" not in shown(client, kind="person")
    assert "Quarry" not in shown(client, name="lincoln")


def test_same_merges_into_the_one_that_is_mentioned_more(client, pair):
    decide(client, pair, "same")
    pair[1].refresh_from_db()
    assert pair[1].merged_into == pair[0]
    assert "Lincoln Family" not in shown(client)


@pytest.mark.parametrize("decision", ["different", "later"])
def test_what_was_said_is_kept_and_undone(client, pair, decision):
    answer = decide(client, pair, decision)
    assert answer.status_code == 302
    assert "Lincoln Family" not in shown(client)
    assert "Lincoln Family" in shown(client, state=decision)
    act = Action.objects.get()
    assert {one.pk for one in pair} <= set(act.entities)
    decide(client, pair, "undo", act=act.pk)
    assert not DuplicateDecision.objects.exists()
    assert "Lincoln Family" in shown(client)


def test_the_row_itself_offers_undo(client, pair):
    answer = decide(client, pair, "different", headers={"HX-Request": "true"})
    assert "Said that Lincoln Fam and Lincoln Family are two" in answer.content.decode()
    assert 'value="undo"' in answer.content.decode()


@pytest.mark.parametrize("decision", ["", "perhaps"])
def test_other_words_are_refused(client, pair, decision):
    assert decide(client, pair, decision).status_code == 422
    assert not Action.objects.exists()


def test_readers_decide_nothing(client, pair, reader):
    client.force_login(reader)
    assert decide(client, pair, "same").status_code == 403
    assert 'value="same"' not in shown(client)


def test_who_comes_second_is_told(client, pair, analyst):
    merge(pair[1], pair[0], user=analyst)
    answer = decide(client, pair, "different")
    assert answer.status_code == 422
    assert "was merged into Lincoln Fam already" in answer.content.decode()


def test_what_was_said_of_one_that_goes_holds_for_the_one_that_stays(pair, client, analyst):
    third = make_entity("Lincoln Fam Set")
    find_duplicates()
    decide(client, (pair[1], third), "different")
    act = merge(pair[1], pair[0], user=analyst)
    said = DuplicateDecision.objects.get()
    assert (said.first, said.second) == (pair[0], third)
    assert act.changes.filter(model="entities.duplicatedecision").exists()


def test_an_entity_that_a_pair_is_decided_of_stays(client, pair):
    decide(client, pair, "different")
    pair[1].aliases.update(origin="article", status="proposed")
    remove_leftovers([pair[1].pk])
    assert Entity.objects.filter(pk=pair[1].pk).exists()


@pytest.fixture
def father_and_son():
    father = make_entity("Joaquin Guzman", Kind.PERSON)
    son, other = (
        make_entity(name, Kind.PERSON) for name in ("Joaquin Guzman L", "Joaquin Guzmann")
    )
    text = "Joaquin Guzman L is his son."
    make_evidence(make_article(text), text, son, RelationKind.FAMILY_OF, father)
    return father, son, other


def test_merging_offers_relatives_last_and_warns(client, analyst, father_and_son):
    father, son, other = father_and_son
    client.force_login(analyst)
    address = reverse("entities:entity_merge", args=[father.pk])
    page = client.get(address, {"q": "joaquin guzman"})
    assert [option.entity for option in page.context["options"]] == [other]
    assert [option.entity for option, _ in page.context["relatives"]] == [son]
    words = client.get(address, {"other": son.pk}).content.decode()
    assert "related to each other (family of)" in words and "Merge all the same" in words
    assert "related to each other" not in client.get(address, {"other": other.pk}).content.decode()


def test_merging_warns_where_one_sentence_names_both(client, analyst, pair):
    article = make_article("Lincoln Fam fights Lincoln Family here.")
    make_mention(article, "Lincoln Fam", pair[0])
    make_mention(article, "Lincoln Family", pair[1])
    address = reverse("entities:entity_merge", args=[pair[0].pk])
    page = client.get(address, {"other": pair[1].pk}).content.decode()
    assert "One sentence names both: “Lincoln Fam fights Lincoln Family here.”" in page


def test_the_word_alias_makes_no_names_alike(client, analyst):
    cobra = make_entity("alias “Cobra”", Kind.PERSON)
    make_entity("alias “Mamba”", Kind.PERSON)
    client.force_login(analyst)
    page = client.get(reverse("entities:entity_merge", args=[cobra.pk]))
    assert not page.context["options"] and not page.context["pairs"]
