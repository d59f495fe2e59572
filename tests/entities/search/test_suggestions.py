import pytest

from entities.kinds import Kind
from entities.models import Entity, KnownWord
from entities.search import known_words
from entities.search.fields.registry import parse
from entities.search.known_words import forget_rare_words, learn_words
from entities.search.page.suggestions import suggestions
from entities.search.query import interpret
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive():
    make_entity("MS-13", aliases=["Mara Salvatrucha"])
    make_entity("Barrio 18", aliases=["18th Street"])
    make_entity("San Salvador", Kind.LOCATION)
    make_entity("FMLN")
    make_article("The extortion of bus drivers went on in the capital. Extortion pays.")
    make_article("García spoke of extortion and of kidnapping.", title="A kidnapping")
    make_article("He is extraditable, but the extraditables say no.", title="No")
    learn_words(lambda: False)


def meant(query: str) -> list[tuple[str, str]]:
    tree = parse(query)
    return [(one.query, one.meant) for one in suggestions(tree, interpret(tree))]


@pytest.mark.parametrize(
    ("query", "repaired", "shown"),
    [
        ("extorsion", "extortion", "extortion"),
        ("extraditabels", "extraditables", "extraditables"),
        ("truce extorsion -police", "truce extortion -police", "extortion"),
        ("kidnaping gang:MS-13", "kidnapping gang:MS-13", "kidnapping"),
        ("mara salvatruca", "gang:MS-13", "MS-13"),
        ("gang:salvatruca", "gang:MS-13", "MS-13"),
        ('extortion gang:"bario 18"', 'extortion gang:"Barrio 18"', "Barrio 18"),
        ("person:MS-13", "gang:MS-13", "MS-13"),
        ("gang:fmnl", "gang:FMLN", "FMLN"),
        ("fmnl extortion", "gang:FMLN extortion", "FMLN"),
        ('near:"San Salvadr"~20km', 'near:"San Salvador"~20km', "San Salvador"),
        ("rel:rival_of(fmnl)", "rel:rival_of(FMLN)", "FMLN"),
        ("rel:rival_of(MS-13, fmnl)", "rel:rival_of(MS-13, FMLN)", "FMLN"),
        ("source:exmple truce", 'source:"The Daily Example" truce', "The Daily Example"),
        ("place:(Sansalvador OR Peru)", 'place:"San Salvador" OR place:Peru', "San Salvador"),
    ],
)
def test_the_likeliest_search_is_offered(archive, query, repaired, shown):
    assert (repaired, shown) in meant(query)


@pytest.mark.parametrize(
    "query",
    [
        "extortion",
        "",
        "garcia",
        "-extorsion",
        "xqzwv",
        "gang:MS-13",
        "rel:rival_of",
        "source:daily",
    ],
)
def test_nothing_is_offered_for_what_is_known_or_like_nothing(archive, query):
    assert meant(query) == []


def test_a_frequent_word_is_rather_meant_than_a_rare_one():
    rows = {"murder": 900, "murdar": 1, "murdry": 2, "murdra": 1, "murderer": 300}
    KnownWord.objects.bulk_create(KnownWord(word=word, articles=n) for word, n in rows.items())
    assert meant("murdr")[0] == ("murder", "murder")
    assert meant("murdra truce")[:1] != [("murder truce", "murder")]  # somebody wrote it


def test_where_no_place_of_the_name_lies_there_the_others_are_offered():
    states = make_entity("United States", Kind.LOCATION, subtype="country")
    make_entity("Springfield", Kind.LOCATION, subtype="city", parent=states)
    assert ("place:Springfield", "Springfield") in meant('place:"Springfield, Iraq"')


def test_what_articles_mention_is_offered_first(archive):
    for number in range(4):
        make_entity(f"Police of Town {number}", Kind.AGENCY)
    article = make_article("The Police of Town 3.")
    make_mention(article, "Police of Town 3", Entity.objects.get(name="Police of Town 3"))

    assert meant("agency:police")[0][1] == "Police of Town 3"


def test_two_wrong_words_are_repaired_together(archive):
    assert ("kidnapping extortion", "kidnapping extortion") in meant("kidnaping extorsion")


def test_words_are_counted_by_article_without_accents(archive):
    words = dict(KnownWord.objects.values_list("word", "articles"))

    assert (words["extortion"], words["kidnapping"], words["garcia"]) == (2, 1, 1)
    assert "the" not in words


def test_articles_are_read_once(archive):
    learn_words(lambda: False)
    make_article("More extortion.")
    learn_words(lambda: False)

    assert KnownWord.objects.get(word="extortion").articles == 3


def test_reading_stops_when_asked_to():
    make_article("The extortion went on.")

    assert learn_words(lambda: True) == 0
    assert not KnownWord.objects.exists()


def test_rare_words_are_forgotten_where_there_are_too_many(archive, monkeypatch):
    assert forget_rare_words() == 0
    monkeypatch.setattr(known_words, "_MOST_WORDS", 3)
    forget_rare_words()

    assert set(KnownWord.objects.values_list("word", flat=True)) == {"extortion"}
