"""One query finds words in articles of every language, each in its own forms, and marks them."""

import pytest
from django.db import connection

from articles.models import SEARCH_LANGUAGES, Article
from articles.search import phrase_query, words_query
from entities.models import SearchRow
from entities.search.digests import differences
from entities.search.known_words import learn_words
from entities.search.request import SearchRequest
from entities.search.results.engine import Search
from tests.factories import make_article

TEXTS = {
    "en": "The judges heard of extortion in the prisons near San Miguel.",
    "es": "Los jueces oyeron de extorsiones en las cárceles del Ministerio de Defensa.",
    "pt": "Os juízes ouviram falar de facções nas prisões federais.",
    "fr": "Les juges ont parlé des réseaux et d’une bande de l’Est.",
    "de": "Die Richter sprachen von Banden in den Gefängnissen; es war Krieg.",
    "it": "I giudici parlarono delle estorsioni nelle carceri dell’isola.",
    "nl": "De rechters spraken over afpersing in de gevangenis.",
}


@pytest.fixture
def archive(db):
    for language, text in TEXTS.items():
        make_article(text, title=f"Text {language}", language=language)


def found(query: str) -> dict[str, list[str]]:
    """What the hits mark, by the language of their article."""
    hits = Search(SearchRequest(query=query)).page(50).hits
    return {
        hit.article.language: [hit.article.text[slice(*mark)] for mark in hit.marks] for hit in hits
    }


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("extorsión", {"es": ["extorsiones"]}),
        ("extorsion", {"es": ["extorsiones"]}),
        ("juez", {"es": ["jueces"]}),
        ("juez cárcel", {"es": ["jueces", "cárceles"]}),
        ("los jueces oyeron", {"es": ["jueces", "oyeron"]}),
        ("facção", {"pt": ["facções"]}),
        ("prisão federal", {"pt": ["prisões", "federais"]}),
        ("réseau", {"fr": ["réseaux"]}),
        ("est bande", {"fr": ["bande"]}),  # “est” is “is”
        ("bande", {"fr": ["bande"], "de": ["Banden"]}),
        ("gefängnis", {"de": ["Gefängnissen"]}),
        ("estorsione", {"it": ["estorsioni"]}),
        ("isola", {"it": ["isola"]}),
        ("afpersing", {"nl": ["afpersing"]}),
        ("judge", {"en": ["judges"]}),
        ("prisons", {"en": ["prisons"]}),
        ("war", {}),
        ('"ministerio de defensa"', {"es": ["Ministerio", "Defensa"]}),
        ('"ministerio defensa"', {}),
        ('"ministerio de defensa" OR "del juez"', {"es": ["jueces", "Ministerio", "Defensa"]}),
        ('"jueces extorsión"~6', {"es": ["jueces", "extorsiones"]}),
        ('"jueces extorsión"~1', {}),
        ("extorsió*", {"es": ["extorsiones"]}),
        ("extorsione*", {"es": ["extorsiones"]}),
        ("gevangen*", {"nl": ["gevangenis"]}),
        ("extors* OR judges", {"es": ["extorsiones"], "en": ["judges"]}),
    ],
)
def test_words_are_found_and_marked_in_the_language_of_the_article(archive, query, marked):
    learn_words(lambda: False)
    assert found(query) == marked


def test_what_is_excluded_is_excluded_in_every_language(archive):
    assert found("-extorsión -gefängnis").keys() == {"en", "pt", "fr", "it", "nl"}


def test_words_without_meaning_exclude_nothing(archive):
    assert len(found("the")) == len(TEXTS)
    assert found("the extorsión").keys() == {"es"}


def test_a_changed_language_changes_what_is_found(archive):
    Article.objects.filter(language="es").update(language="en")
    assert found("extorsión") == {}
    assert found("extorsiones") == {"en": ["extorsiones"]}
    assert not [*differences()]


def test_a_region_of_a_language_counts_as_the_language(db):
    make_article("Las extorsiones.", language="ES-mx")
    assert found("extorsión") == {"ES-mx": ["extorsiones"]}


def test_english_words_are_kept_as_they_were(archive):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setweight(to_tsvector('news_en', title), 'A')"
            " || setweight(to_tsvector('news_en', text), 'B') = words FROM entities_digest"
            " JOIN articles_article ON id = article_id WHERE language = 'en'"
        )
        assert cursor.fetchall() == [(True,)]


def test_each_language_of_the_search_has_its_configuration(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT cfgname FROM pg_ts_config WHERE cfgname LIKE 'news_%'")
        assert {name for (name,) in cursor} == {f"news_{each}" for each in SEARCH_LANGUAGES}
        cursor.execute(
            "SELECT DISTINCT search_language(each) FROM unnest(%s::text[]) each",
            [[*SEARCH_LANGUAGES, "x"]],
        )
        assert {name for (name,) in cursor} == {*SEARCH_LANGUAGES}


def test_the_same_words_are_asked_about_once(db, django_assert_num_queries):
    words_query("wholly new words")
    with django_assert_num_queries(1):
        phrase_query("wholly new words")
    with django_assert_num_queries(0):
        words_query("wholly new words")
        phrase_query("wholly new words", "es")


def test_a_batch_of_new_articles_is_read_by_keys_alone(db):
    """A plan from when the tables were empty must not read all articles for every batch."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT proconfig FROM pg_proc WHERE proname = 'make_digests'")
        assert "enable_seqscan=off" in cursor.fetchone()[0]
    make_article("One.")
    assert SearchRow.objects.count() == 1
