"""A word is found in its other number, in the languages whose stemmers make two stems of them."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from articles.models import SEARCH_LANGUAGES
from articles.search import words_query
from articles.word_forms import forms
from entities.names import plain

PAIRS = {
    "es": """
        extorsión extorsiones, agresión agresiones, juez jueces, voz voces, vez veces, luz luces,
        investigación investigaciones, operación operaciones, policía policías, líder líderes,
        pandilla pandillas, pandillero pandilleros, cárcel cárceles, prisión prisiones, jefe jefes,
        detenido detenidos, homicidio homicidios, arma armas, cártel cárteles, fiscal fiscales,
        fiscalía fiscalías, ciudad ciudades, camión camiones, ladrón ladrones, cruz cruces,
        militar militares, ley leyes, robo robos, tren trenes, joven jóvenes, orden órdenes,
        crimen crímenes, autoridad autoridades, droga drogas, secuestrador secuestradores,
        reloj relojes, capturó capturaron, cómplice cómplices
    """,
    "pt": """
        facção facções, prisão prisões, policial policiais, federal federais, ladrão ladrões,
        chefão chefões, operação operações, investigação investigações, criminal criminais,
        homem homens, jovem jovens, ordem ordens, arma armas, preso presos, líder líderes,
        traficante traficantes, juiz juízes, voz vozes, mulher mulheres, penal penais, fuzil fuzis,
        fóssil fósseis, quartel quartéis, hotel hotéis, civil civis, capitão capitães, cão cães,
        irmão irmãos, mão mãos, cidade cidades, favela favelas, mês meses, país países,
        avião aviões, caminhão caminhões, túnel túneis, espanhol espanhóis, milícia milícias
    """,
    "fr": """
        policier policiers, tribunal tribunaux, général généraux, bateau bateaux, réseau réseaux,
        trafiquant trafiquants, arrestation arrestations, feu feux, lieu lieux, travail travaux,
        criminel criminels, drogue drogues, tué tués, quartier quartiers, local locaux
    """,
    "de": """
        Bande Banden, Mann Männer, Haus Häuser, Festnahme Festnahmen, Gefängnis Gefängnisse,
        Richter Richtern, Waffe Waffen, Mord Morde, Stadt Städte, Schuss Schüsse
    """,
    "it": """
        banda bande, arresto arresti, arrestato arrestati, carcere carceri, giudice giudici,
        droga droghe, bosco boschi, mafioso mafiosi, camorrista camorristi, cosca cosche,
        estorsione estorsioni, provincia province, medico medici, luogo luoghi
    """,
}
EACH = [(language, *pair.split()) for language, pairs in PAIRS.items() for pair in pairs.split(",")]


def matches(text: str, language: str, query: str) -> bool:
    statement = "SELECT article_words('', %s, 0, length(%s), '{}', %s) @@ %s::tsquery"
    with connection.cursor() as cursor:
        written = words_query(query).get_source_expressions()[0].value
        cursor.execute(statement, [text, text, language, written])
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "one", "many"), EACH)
def test_one_number_finds_the_other(language, one, many):
    assert matches(f"({many})", language, one)
    assert matches(f"({one})", language, many)
    assert matches(f"({many.upper()})", language, plain(one))


@pytest.mark.django_db
def test_words_of_one_language_are_none_of_another():
    assert matches("The drug war goes on.", "en", "war crimes") is False
    assert matches("Der Drogenkrieg war lang.", "de", "war") is False  # no more than “was” is
    assert matches("Como es una ciudad.", "es", "como ciudad")
    assert matches("Police in the city.", "en", "como police") is False
    assert matches("La policía de Como.", "de", "como")
    assert matches("De bende van Rotterdam", "nl", "bende Rotterdam")
    assert matches("Полиция задержала банду", "ru", "полиция БАНДУ")


@pytest.mark.django_db
@pytest.mark.parametrize("sign", ["'", "’"])
def test_an_article_before_an_apostrophe_is_no_part_of_its_word(sign):
    assert matches(f"Il tient à l{sign}homme et à l{sign}arme.", "fr", "homme arme")
    assert matches(f"Sequestro dell{sign}arma", "it", f"l{sign}arma")


def test_what_has_no_other_number_stays_alone():
    assert forms("police", "en") == ("police",)
    assert forms("y", "es") == ("y",)
    assert forms("juez", "es") == ("juez", "jueces")


@given(st.text(), st.sampled_from(SEARCH_LANGUAGES))
def test_every_word_is_one_of_its_forms(word, language):
    assert forms(word, language)[0] == word
