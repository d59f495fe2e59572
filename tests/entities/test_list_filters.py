"""Filters and pages of lists: one look, what is no valid value is left out, nothing fails."""

import pytest
from django.contrib.auth.models import Permission
from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse

from entities.kinds import Kind
from entities.lists import count_words, page_of, primary_key
from entities.models import Action, Entity, NameList, SavedSearch
from entities.models.verbs import Verb
from entities.profiles.views import EntityFilters
from entities.saved_searches.actions import save
from entities.saved_searches.filters import NameListFilters
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db
LISTS = [
    "entity_list",
    "rule_list",
    "review_articles",
    "review_mentions",
    "saved_searches",
    "search_history",
    "search_log",
    "name_list",
]
PARAMETERS = [
    "all",
    "article",
    "assigned",
    "decision",
    "ended",
    "entity",
    "failed",
    "gang",
    "gang_name",
    "kind",
    "name",
    "outcome",
    "page",
    "place",
    "place_name",
    "q",
    "rename",
    "show",
    "source",
    "state",
    "user",
    "watch",
]
NONSENSE = ["x", "9" * 5000, "-1", "²", "   ", "'\"<b>", "y" * 5000, "١"]


def address(name: str, user) -> str:
    if name != "name_list":
        return reverse(f"entities:{name}")
    names = NameList.objects.create(user=user, names=["A"], rows=[["A", "none", []]], done=1)
    return reverse("entities:name_list", args=[names.pk])


@pytest.mark.parametrize("name", LISTS)
def test_what_is_no_valid_value_is_left_out(client, analyst, name):
    save("truce", user=analyst)
    client.force_login(analyst)
    url = address(name, analyst)

    for nonsense in NONSENSE:
        answer = client.get(url, dict.fromkeys(PARAMETERS, nonsense))
        assert answer.status_code == 200, nonsense[:9]


@pytest.mark.parametrize("path", ["/search/?q=%00abc", "/entities/?name=a%00", "/articles/%00/"])
def test_a_null_character_in_an_address_or_a_form_is_refused(client, analyst, path):
    client.force_login(analyst)
    refused = client.get(path)
    assert refused.status_code == 400
    assert "NUL character" in refused.content.decode()
    form = "application/x-www-form-urlencoded"
    ran = client.post(reverse("entities:search_ran"), "q=%00abc", content_type=form)
    assert ran.status_code == 400
    assert client.get("/search/?q=%2500abc").status_code == 200


@pytest.mark.parametrize("parameter", ["article", "entity", "user"])
def test_there_is_no_history_of_nothing(client, analyst, parameter):
    client.force_login(analyst)

    for nonsense in ("x", "9" * 5000, "-1", "²", "999999"):
        answer = client.get(reverse("entities:history"), {parameter: nonsense})
        assert answer.status_code == 404, nonsense[:9]


@pytest.mark.parametrize("key", ["9" * 5000, "9" * 19, "-1"], ids=len)
def test_a_key_that_is_none_fails_nowhere(client, analyst, key):
    client.force_login(analyst)
    entity, search = make_entity(), save("truce", user=analyst)

    merge = client.get(reverse("entities:entity_merge", args=[entity.pk]), {"other": key})
    rule = client.get(reverse("entities:rule_preview"), {"rule": key, "mention": key})
    assign = client.post(reverse("entities:review_assign"), {"person": key, "article": f"{key}:1"})
    looked = client.post(reverse("entities:saved_search_looked", args=[search.pk]), {"up_to": key})
    article = client.get(make_article().get_absolute_url(), {"queue": f"gang={key}", "at": key})

    assert [merge.status_code, rule.status_code, article.status_code] == [200, 200, 200]
    assert [assign.status_code, looked.status_code] == [422, 302]


def test_a_way_back_that_is_no_address_fails_nowhere(client, analyst):
    client.force_login(analyst)
    search = save("truce", user=analyst)

    answer = client.post(
        reverse("entities:saved_search_change", args=[search.pk]), {"back": "x y", "name": "Calm"}
    )

    assert answer.status_code == 302
    assert SavedSearch.objects.get().name == "Calm"


@pytest.mark.parametrize(
    ("written", "expected"),
    [("7", 7), ("0", 0), ("", None), (None, None), ("-7", None), ("9" * 5000, None), ("x", None)],
)
def test_primary_keys(written, expected):
    assert primary_key(written) == expected


def test_the_form_carries_on_what_tabs_chose_and_clears_the_rest(client, analyst):
    gang, _ = make_entity("MS-13"), make_entity("Ana", Kind.PERSON)
    make_mention(make_article("MS-13 came."), "MS-13", gang)
    client.force_login(analyst)

    page = client.get(reverse("entities:entity_list"), {"kind": "gang", "name": "ms 13"})

    shown = page.content.decode()
    assert '<input type="hidden" name="kind" value="gang">' in shown
    assert 'value="ms 13"' in shown
    assert '<a class="small" href="?kind=gang">Clear all</a>' in shown
    assert "1\n      gangs" in shown and ">MS-13</a>" in shown
    plain = client.get(reverse("entities:entity_list"), {"kind": "x"}).content.decode()
    assert "Clear all" not in plain and 'name="kind"' not in plain


@pytest.mark.parametrize("name", ["review_articles", "history", "rule_list", "search_log"])
def test_a_label_names_each_field(client, analyst, name):
    client.force_login(analyst)

    answer = client.get(reverse(f"entities:{name}"))

    page = answer.content.decode()
    fields = [field for field in answer.context["filters"].fields if not field.is_hidden]
    assert len(fields) >= 1
    for field in fields:
        assert f'<label for="filter-{field.name}">{field.label}</label>' in page
        assert page.count(f'id="filter-{field.name}"') == 1


def test_what_is_chosen_stays_chosen(client, analyst, reader):
    client.force_login(analyst)
    source = make_article().source
    reader.user_permissions.add(Permission.objects.get(codename="change_mention"))

    page = client.get(
        reverse("entities:review_articles"),
        {"source": source.pk, "kind": "gang", "state": "done", "assigned": reader.pk},
    ).content.decode()

    for value in (source.pk, "gang", "done", reader.pk):
        assert f'<option value="{value}" selected>' in page


def test_entities_that_no_article_mentions_are_asked_for_by_a_box():
    make_entity("MS-13")

    def found(address: str) -> list[str]:
        filters = EntityFilters(QueryDict(address), Entity.objects.current())
        return [entity.name for entity in filters.qs]

    assert found("") == []
    assert found("all=1") == ["MS-13"]
    assert found("all=1&name=…") == ["MS-13"]
    assert found("all=1&kind=person") == []


def test_the_history_is_narrowed_to_a_person(client, analyst, reader):
    article = make_article("MS-13 came.")
    Action.objects.create(user=analyst, verb=Verb.CONFIRM, summary="The first act", article=article)
    Action.objects.create(user=reader, verb=Verb.CONFIRM, summary="The second act")
    client.force_login(analyst)

    own = client.get(reverse("entities:history"), {"user": analyst.pk}).content.decode()

    assert "The first act" in own and "The second act" not in own
    assert f'<option value="{analyst.pk}" selected>' in own
    assert f'<option value="{reader.pk}">' in own


def test_what_a_history_is_about_is_a_token(client, analyst):
    article = make_article("MS-13 came.", title="A meeting")
    client.force_login(analyst)

    page = client.get(reverse("entities:history"), {"article": article.pk, "user": analyst.pk})

    shown = page.content.decode()
    assert f'<input type="hidden" name="article" value="{article.pk}">' in shown
    assert f'<a href="?user={analyst.pk}" aria-label="Not only this article">' in shown


def test_names_of_a_list_by_letters_and_outcome(analyst):
    rows = [["MS-13", "match", []], ["José", "none", []], ["Josefa", "match", []]]
    names = NameList.objects.create(user=analyst, names=[row[0] for row in rows], rows=rows)

    def found(address: str) -> list[str]:
        return [row[0] for row in NameListFilters(QueryDict(address), names).rows]

    assert found("") == ["MS-13", "José", "Josefa"]
    assert found("outcome=match") == ["MS-13", "Josefa"]
    assert found("q=jose") == ["José", "Josefa"]
    assert found("q=jose&outcome=none") == ["José"]
    assert found("outcome=nonsense") == ["MS-13", "José", "Josefa"]


def test_a_list_is_counted_no_further_than_it_must():
    for number in range(7):
        make_entity(f"Gang {number}")
    rows = Entity.objects.order_by("pk")

    page = page_of(rows, "99", 2, most=5)

    assert (page.number, page.paginator.num_pages, page.paginator.count) == (3, 3, 5)
    assert page.paginator.is_capped
    assert isinstance(page_of(rows, "x", 2).paginator, Paginator)
    assert page_of(rows, "x", 2).number == 1
    assert count_words(1000, 1000) == "1,000+" and count_words(999, 1000) == "999"
