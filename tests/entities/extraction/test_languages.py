"""The language model reads only what is in its own language; lists and rules read everything."""

import pytest

from entities.extraction.passage import make_passage
from entities.extraction.pipeline import unread
from entities.kinds import Kind
from tests.entities.pipeline_helpers import read, words

GERMAN = (
    "Die Beamten nahmen am Dienstag in Hamburg den Anführer fest. Die Staatsanwaltschaft ließ "
    "Gewehre und Bargeld beschlagnahmen, sagte ein Sprecher der Behörde am Mittwoch."
)
SPANISH = (
    "La Policía Nacional Civil capturó el martes en Soyapango a dos integrantes de la MS-13. Los "
    "detenidos, según la Fiscalía, cobraban la renta a los comerciantes del mercado."
)
ENGLISH = (
    "Police said that John Barrow was arrested near the harbour on Tuesday. He will be brought "
    "before a judge this week, according to the prosecutor who leads the inquiry."
)


def people(text: str, **options) -> list[str]:
    return words(read(text, **options), Kind.PERSON)


def test_words_of_another_language_are_no_names():
    assert people(GERMAN) == []
    assert people(f"{GERMAN}\n\n{GERMAN}", language="en") == []


def test_lists_and_rules_read_every_language():
    reading = read(SPANISH)
    assert "MS-13" in words(reading, Kind.GANG)
    assert "Policía Nacional Civil" in words(reading, Kind.AGENCY)
    assert words(
        read("Capturan a José Antonio Mejía Rivas, alias “Sapo”, en Soyapango.", language="es"),
        Kind.PERSON,
    )


def test_a_mixed_text_is_read_paragraph_by_paragraph():
    for text in (f"{ENGLISH}\n\n{GERMAN}", f"{GERMAN}\n\n{ENGLISH}"):
        for language in ("en", "de", ""):
            assert people(text, language=language) == ["John Barrow"]


@pytest.mark.parametrize(("language", "is_read"), [("en", True), ("", True), ("es", False)])
def test_where_words_do_not_tell_the_language_of_the_article_counts(language, is_read):
    passage = make_passage(
        "Hamburg: Barrow", published=None, precision="", body=(0, 15), furniture=(), dateline=""
    )
    assert unread(passage, language) == (() if is_read else ((0, 15),))
