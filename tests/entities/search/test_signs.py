"""Signs around and inside of words decide nothing: how they are written, least of all."""

import pytest
from django.db import connection
from django.http import QueryDict

from articles.models import Article
from entities.models import SearchRow, VocabularyReading
from entities.search.renewed_words import renew_words
from entities.search.request import SearchRequest
from entities.search.results.engine import Search
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def found(query: str) -> list[Article]:
    given = QueryDict(mutable=True)
    given.update({"q": query})
    return [hit.article for hit in Search(SearchRequest.from_parameters(given)).page().hits]


SPELLINGS = {
    "Judge O’Leary sat.": "O'Leary|O’Leary|o`leary|leary|\"judge O'Leary\"|O'Le*|O’Leary's",
    "Judge O'Leary sat.": "O'Leary|O’Leary|OʼLeary|O‘Leary",
    "Neighbours of D’Aubuisson’s": "D'Aubuisson|D'Aubuisson's|Aubuisson|D’Aubui*",
    "Records of AT&T were read.": 'AT&T|at&t|"AT&T"|records AT&T|AT&T*',
    "An anti‐gang unit": 'anti-gang|anti–gang|anti gang|"anti-gang unit"|anti-ga*',
    "An anti-gang unit": "anti‑gang|gang|unit anti−gang",
    "They call him “Cobra”—or «Víbora»…": 'Cobra|vibora|"cobra or vibora"|cob*',
    "The gang/cartel split; see 12/3/2001.": "cartel|gang/cartel|12/3/2001|split-see",
    "Docket 1:20-cr-00123": "1:20-cr-00123|20–cr–00123",
    "¿Quién? Müller, Strößner, Søren": "quien|Müller|Muller|Mueller|Stroessner|Soeren|muell*",
    "A man called Mueller": 'Mueller|Müller|"called Müller"|"Müller called"~3',
}


@pytest.mark.parametrize("text", SPELLINGS)
def test_a_word_is_found_however_its_signs_are_written(text):
    wanted, _ = make_article(text), make_article("Nothing of the kind here.")
    assert [one for one in SPELLINGS[text].split("|") if found(one) != [wanted]] == []


def test_pieces_of_one_word_stand_side_by_side():
    make_article("A man of the sea, called Leary, and O.")
    make_article("The gang is no anti; at 9 t was read.")
    assert [found(query) for query in ("O'Leary", "anti-gang", "AT&T")] == [[], [], []]


def test_what_is_found_is_marked_where_it_stands():
    given = QueryDict(mutable=True)
    given.update({"q": "O'Leary AT&T"})
    make_article("Judge O’Leary of AT&T sat.")
    (hit,) = Search(SearchRequest.from_parameters(given)).page().hits
    assert [hit.article.text[slice(*mark)] for mark in hit.marks] == ["O", "Leary", "AT&T"]


def test_words_of_an_earlier_version_are_made_anew_the_newest_first():
    articles = [make_article(f"Judge O’Leary {number}.") for number in range(3)]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE entities_digest SET words = to_tsvector('public.news_en', 'old')")
    VocabularyReading.objects.create(renewed_from=articles[2].pk)
    renew_words(lambda: True)
    assert found("O'Leary") == []
    renew_words()
    assert {one.pk for one in found("O'Leary")} == {one.pk for one in articles[:2]}
    assert SearchRow.objects.filter(words="old").count() == 1
    assert VocabularyReading.objects.get().renewed_from == 0
