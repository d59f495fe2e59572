"""Words that begin so: all of them are found, though the index knows only their stems."""

import pytest
from django.db import connection

from entities.models import KnownWord
from entities.search.fields.registry import parse
from entities.search.known_words import learn_words
from entities.search.language.parser import SHORTEST_PREFIX
from entities.search.query import Beginning, interpret
from entities.search.request import SearchRequest
from entities.search.results.engine import Search
from tests.factories import make_article

pytestmark = pytest.mark.django_db
WORDS = [
    "extortion",
    "extortionists",
    "studies",
    "happily",
    "generalizations",
    "organised",
    "policies",
    "killings",
    "dying",
    "communities",
    "kidnappers",
    "Años",
    "García",
    "agreed",
    "conditionally",
    "possibly",
    "news",
    "fully",
    "skies",
    "militias",
]


def titles(query: str) -> set[str]:
    return {hit.article.title for hit in Search(SearchRequest(query=query)).page(50).hits}


def test_every_word_is_found_by_every_beginning_of_it():
    for word in WORDS:
        make_article(f"They said {word} there.", title="Title", byline=word)
    learn_words(lambda: False)
    missed = []
    for word in WORDS:
        for length in range(SHORTEST_PREFIX, len(word) + 1):
            hits = Search(SearchRequest(query=f"{word[:length]}*")).page(50).hits
            if word not in {hit.article.byline for hit in hits}:
                missed.append(word[:length])

    assert missed == []


def test_a_beginning_finds_no_other_words():
    make_article("Extortion pays.", title="Extortion")
    make_article("They said extra.", title="Extra")
    learn_words(lambda: False)

    assert titles("extortio*") == {"Extortion"}
    assert titles("extortiz*") == set()
    assert titles("-extortio*") == {"Extra"}


def test_the_last_of_several_words_is_open():
    make_article("A drug-trafficking ring.", title="Ring")
    make_article("Trafficking of a drug.", title="Other")
    learn_words(lambda: False)

    assert titles("drug-traffickin*") == {"Ring"}


def test_only_stems_that_do_not_begin_so_are_added():
    make_article("Extortion, extorted, extortions.")
    learn_words(lambda: False)

    cut = (("en", "extort"), ("fr", "extort"))
    assert interpret(parse("extortio*")) == Beginning(parse("extortio*"), cut)
    assert interpret(parse("exto*")) == Beginning(parse("exto*"), ())


def test_beginnings_of_one_query_are_looked_up_together(django_assert_num_queries):
    with django_assert_num_queries(1):
        interpret(parse("extortio* studie* killin* agree*"))


def test_a_beginning_reads_only_the_words_that_begin_so():
    KnownWord.objects.bulk_create(KnownWord(word=f"w{n:05}x", articles=1) for n in range(5_000))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE entities_knownword")
        cursor.execute("EXPLAIN SELECT FROM entities_knownword WHERE word LIKE %s", ["w0001%"])
        plan = " ".join(row[0] for row in cursor.fetchall())

    assert "Seq Scan" not in plan
