import datetime

import pytest
from django.urls import reverse

from entities.kinds import Kind
from entities.search.known_words import learn_words
from tests.factories import make_article, make_entity, make_mention, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive():
    ms13 = make_entity("MS-13", aliases=["Mara Salvatrucha"])
    angeles = make_entity("Los Angeles", Kind.LOCATION)
    article = make_article(
        "The Mara Salvatrucha called Los Angeles about the truce.",
        title="Call",
        source=make_source("LIGNET"),
        published_on=datetime.date(2012, 10, 25),
        published_precision="day",
    )
    make_mention(article, "Mara Salvatrucha", ms13)
    make_mention(article, "Los Angeles", angeles)
    make_article(
        "A truce.", title="Other", published_on=datetime.date(2014, 1, 2), published_precision="day"
    )
    return {"ms13": ms13, "angeles": angeles, "article": article}  # fmt: skip


@pytest.fixture
def search(client, reader):
    client.force_login(reader)

    def go(address="", *, htmx=False, **parameters):
        headers = {"HX-Request": "true"} if htmx else {}
        return client.get(
            f"{reverse('entities:search')}{address}", parameters or None, headers=headers
        )

    return go  # fmt: skip


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("?gang={ms13.pk}", "gang:MS-13"),
        ("?q=truce&gang={ms13.pk}&location={angeles.pk}", 'truce gang:MS-13 place:"Los Angeles"'),
        ("?source={article.source.pk}&status=done", "source:LIGNET status:done"),
        ("?status=not_begun&status=in_review", "status:not_begun OR status:in_review"),
        ("?from=2010-01-01&to=2012-12-31", "in:2010..2012"),
        ("?from=2012-02-01&to=2012-02-29", "in:2012-02"),
        ("?from=2012-02-03", "in:2012-02-03.."),
        ("?q=before:2015&from=&to=2012-06-30", "in:..2012-06"),
        ("?q=in:2012+truce&from=&to=", "truce"),
    ],
)
def test_an_old_address_is_sent_to_the_query(search, archive, address, query):
    response = search(address.format(**archive))

    assert response.status_code == 302
    again = search(response.url.removeprefix("/search/"))
    assert (again.status_code, again.context["page"].request.query) == (200, query)


def test_the_order_is_kept_when_an_address_is_sent_on(search, archive):
    response = search(f"?gang={archive['ms13'].pk}&sort=date")

    assert response.url == "/search/?q=gang%3AMS-13&sort=date"


def links(response) -> dict[str, tuple[str, bool]]:
    return {
        one.value.name: (one.query, one.is_chosen)
        for filters in response.context["page"].filters
        for one in filters.values
    }


def test_every_filter_is_a_query_and_says_whether_it_is_chosen(search, archive):
    offered = links(search(q="truce"))
    assert offered["MS-13"] == ("truce gang:MS-13", False)
    assert offered["Los Angeles"] == ('truce place:"Los Angeles"', False)
    assert offered["LIGNET"] == ("truce source:LIGNET", False)

    offered = links(search(q='truce gang:"mara salvatrucha" source:lignet'))
    assert offered["MS-13"] == ("truce source:lignet", True)
    assert offered["LIGNET"] == ('truce gang:"mara salvatrucha"', True)


def test_a_bar_of_the_histogram_is_a_query_too(search, archive):
    page = search(q="truce").context["page"]
    offered = {one.bar.period: (one.query, one.is_chosen) for one in page.bars}
    assert offered["2012-10"] == ("truce in:2012-10", False)
    assert offered["2014-01"] == ("truce in:2014-01", False)

    page = search(q="truce in:2012-10").context["page"]
    assert [(one.query, one.is_chosen) for one in page.bars] == [("truce", True)]
    assert page.dates == {"first": "2012-10-01", "last": "2012-10-31"}


def test_hits_over_many_years_are_shown_by_year(search, archive):
    make_article("A truce.", published_on=datetime.date(1990, 1, 2), published_precision="day")

    page = search(q="truce").context["page"]
    assert ("1990", "truce in:1990") in [(one.bar.period, one.query) for one in page.bars]


def test_a_fault_is_shown_in_its_place_with_a_repaired_query(search, archive):
    response = search(q="  truce gagn:MS-13")

    assert response.status_code == 400
    shown = text(response)
    assert "did you mean “gang:”?" in shown
    assert "truce <mark>gagn:</mark>MS-13" in shown
    assert 'href="/search/?q=truce+gang%3AMS-13"' in shown
    assert search(q="truce gagn:MS-13", htmx=True).status_code == 422


def test_what_was_meant_is_offered_where_nothing_is_found(search, archive):
    learn_words(lambda: False)

    assert "Did you mean" in text(search(q="gang:salvatruca"))
    shown = text(search(q="trucz"))
    assert 'href="/search/?q=truce"' in shown
    assert "Did you mean" not in text(search(q="truce"))


def test_the_help_has_examples_from_the_hits(search, archive):
    shown = text(search())

    assert "rel:rival_of(MS-13)" in shown
    assert "near:&quot;Los Angeles&quot;~50km" in shown


def test_every_example_of_the_help_can_be_searched_for(search, archive):
    panel = search().context["help"]
    for query in [*(query for _, query in panel.examples), *(query for query, _ in panel.forms)]:
        assert search(q=query).status_code == 200


def test_the_page_takes_few_queries(search, archive, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        search(q='truce gang:MS-13 place:"Los Angeles" source:LIGNET')


def test_signs_alone_say_that_they_ask_for_nothing(search, archive):
    assert "has no word in it to search for" in text(search(q="-"))
    assert "has no word" not in text(search())


def test_a_faulty_search_can_be_looked_up_in_the_help(search, archive):
    page = text(search(q="tlp:PINK"))

    assert "How to search" in page
    assert "<code>gang:&quot;Barrio 18&quot;</code>" in page


def test_words_without_meaning_say_that_they_are_not_searched_for(search, archive):
    said = "stands in nearly every text and is not searched for"
    assert f"“the” {said}" in text(search(q="the"))
    assert f"“of the” {said}" in text(search(q="of the gang:MS-13"))
    assert f"“to be or not to be” {said}" in text(search(q='"to be or not to be"'))
    assert f"“the of” {said}" in text(search(q="-the OR of"))
    for query in ("the truce", "truce", "gang:MS-13", "nothing", '"the truce"', "", "the OR truce"):
        assert said not in text(search(q=query))


def test_words_without_meaning_exclude_nothing(search, archive):
    page = search(q="-the")
    assert page.context["page"].result.total == 2
    assert "not searched for. All articles are shown" in text(page)


def test_what_has_no_date_is_counted_and_can_be_asked_for(search, archive):
    undated = make_article("A truce without a day.", title="Undated")

    page = search(q="truce").context["page"]
    assert (page.undated.bar.count, page.undated.query) == (1, "truce in:undated")
    page = search(q="truce in:2012").context["page"]
    assert (page.undated.bar.count, page.undated.query) == (1, "truce in:undated")
    page = search(q="truce in:undated").context["page"]
    assert [hit.article for hit in page.result.hits] == [undated]
    assert (page.undated.is_chosen, page.undated.query) == (True, "truce")
    both = search(q="truce (in:2012 OR in:undated)").context["page"].result
    assert {hit.article for hit in both.hits} == {undated, archive["article"]}
