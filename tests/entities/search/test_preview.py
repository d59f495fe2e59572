import pytest
from django.urls import reverse

from entities.kinds import Kind
from entities.models import KnownWord
from entities.search.language.tree import to_text
from entities.search.page.suggestions import more_like
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    text = "The MS-13 called.\n\nA <b>truce</b> & peace.\n\nSubscribe to the truce letter!"
    article = make_article(text, body_end=text.index("Subscribe"), title="Call")
    make_mention(article, "MS-13", make_entity("MS-13", aliases=["MS13"]))
    return article


@pytest.fixture
def preview(client, reader, article):
    client.force_login(reader)

    def show(query: str) -> str:
        url = reverse("entities:search_preview", args=[article.pk])
        return client.get(url, {"q": query}).content.decode()

    return show


def test_all_marks_are_shown_in_the_whole_news(preview):
    shown = preview("truce ms13")

    assert "<mark>MS-13</mark>" in shown
    assert "A &lt;b&gt;<mark>truce</mark>&lt;/b&gt; &amp; peace." in shown
    assert "Subscribe" not in shown
    assert "2 marks" in shown


def test_a_faulty_query_marks_nothing(preview):
    assert "<mark>" not in preview('truce "')


def test_a_preview_of_nothing_is_not_there(client, reader):
    client.force_login(reader)

    assert client.get(reverse("entities:search_preview", args=[999_999])).status_code == 404


def test_a_preview_needs_few_queries(preview, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        preview("truce ms13")


def test_articles_like_one_share_names_and_rare_words(article):
    land = make_entity("El Salvador", Kind.LOCATION, subtype="country")
    other = make_article("MS-13, El Salvador, extortion, kidnapping, the, whatever.")
    make_mention(other, "MS-13", article.mentions.get().entity)
    make_mention(other, "El Salvador", land)
    KnownWord.objects.bulk_create(
        KnownWord(word=word, articles=count)
        for word, count in (("extortion", 3), ("kidnapping", 1), ("whatever", 900))
    )

    assert to_text(more_like(other)) == "gang:MS-13 OR extortion"


def test_an_article_that_says_little_is_like_all():
    assert to_text(more_like(make_article("Nothing."))) == ""


def test_more_like_this_is_a_search(client, reader, article):
    client.force_login(reader)
    response = client.get(reverse("entities:search_like", args=[article.pk]))

    assert response.url == "/search/?q=gang%3AMS-13&sort=relevance"
