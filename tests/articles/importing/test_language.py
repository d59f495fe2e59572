"""Which language a text is in: long and short ones, capitals, mixtures, and texts of names only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.language import LANGUAGES, code_of, language_of
from tests.articles.importing.documents import PROSE, parse_json_line, parse_text

NEWS = {
    "en": "Police arrested three members of the gang near the port, the prosecutor said.",
    "es": "La policía capturó a tres miembros de la pandilla cerca del puerto, dijo la fiscal.",
    "pt": "A polícia prendeu três membros da facção perto do porto, disse a promotora.",
    "fr": "La police a arrêté trois membres de la bande près du port, a dit la procureure.",
    "de": "Die Polizei nahm am Hafen drei Mitglieder der Bande fest, sagte die Staatsanwältin.",
    "it": "La polizia ha arrestato tre membri della banda vicino al porto, ha detto la giudice.",
    "nl": "De politie heeft bij de haven drie leden van de bende opgepakt, zei de officier.",
    "ru": "Полиция задержала у порта трёх членов банды, сообщила во вторник прокурор.",
    "uk": "Поліція затримала біля порту трьох членів банди, повідомила у вівторок прокурорка.",
    "pl": "Policja zatrzymała przy porcie trzech członków gangu, powiedziała prokurator.",
    "ro": "Poliția a arestat lângă port trei membri ai bandei, a spus procuroarea.",
    "sv": "Polisen grep tre medlemmar i gänget vid hamnen, sade åklagaren på tisdagen.",
    "tr": "Polis limanın yanında çetenin üç üyesini gözaltına aldı, dedi savcı.",
    "el": "Η αστυνομία συνέλαβε τρία μέλη της συμμορίας κοντά στο λιμάνι.",
    "ar": "اعتقلت الشرطة ثلاثة من أفراد العصابة قرب الميناء، بحسب المدعية العامة.",
    "zh": "检察官说，警方在港口附近逮捕了三名帮派成员。",
    "ja": "検察官によると、警察は港の近くで暴力団の組員三人を逮捕した。",
    "vi": "Cảnh sát đã bắt giữ ba thành viên băng đảng gần cảng, công tố viên cho biết.",
    "ht": "Lapolis arete twa manm gang nan toupre pò a, se sa komisè a te di.",
}


@pytest.mark.parametrize("language", NEWS)
def test_one_sentence_tells_the_language(language):
    assert language_of(NEWS[language], "xx", otherwise="") == language


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr", "de", "it", "ru"])
def test_capitals_tell_it_too(language):
    wire = f"BOGOTA, 3 MAY 90 (EFE) -- [Text] {NEWS[language].upper()}"
    assert language_of(wire, otherwise="") == language


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("Two held after shooting at the harbour", "en"),
        ("Detienen a dos tras el tiroteo en el puerto", "es"),
        ("Dois presos depois do tiroteio no porto", "pt"),
        ("Deux arrestations après la fusillade du port", "fr"),
        ("Zwei Festnahmen nach den Schüssen am Hafen", "de"),
        ("Due arresti dopo la sparatoria al porto", "it"),
    ],
)
def test_a_headline_tells_the_language(headline, language):
    assert language_of(headline, otherwise="") == language


@pytest.mark.parametrize(
    "names",
    [
        *("MS-13", "Los Zetas", "BOGOTA", "1234 5678", "", " ", "—", "San Salvador"),
        "Carlos Hernandez Lopez, Jose Martinez",
        "Joaquín Núñez Lara, Ismael Zavala García, Ovidio Pérez Gómez",
        "Hans Müller, Jürgen Groß",
    ],
)
def test_names_do_not_tell_it(names):
    assert language_of(names) == "en"
    assert language_of(names, "es-SV") == "es"
    assert language_of(names, otherwise="") == ""


def test_what_is_declared_loses_against_the_text():
    assert language_of(NEWS["es"], "en") == "es"
    assert parse_json_line(text=NEWS["pt"] * 3, language="en").language == "pt"


def test_most_of_a_mixed_text_decides():
    spanish, english = NEWS["es"] + "\n\n", NEWS["en"] + "\n\n"
    assert language_of(spanish * 9 + english * 4) == "es"
    assert language_of(english * 9 + spanish * 4) == "en"
    # The signs of some languages weigh more than any number of plain words.
    assert language_of(english * 9 + NEWS["vi"] * 3) == "en"


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        *(("es", "es"), ("es-419", "es"), ("PT_br", "pt"), (" fr ", "fr"), ("zh-Hant", "zh")),
        *(("spa", "es"), ("deu", "de"), ("Spanish", "es"), ("German", "de")),
        *(("", ""), ("none such", ""), ("12", ""), ("*", "")),
    ],
)
def test_a_declared_language_becomes_its_code(declared, code):
    assert code_of(declared) == code


def test_a_text_file_has_the_language_of_its_news():
    assert parse_text(f"Capturan a tres\n\n{NEWS['es']}\n").language == "es"
    assert parse_text(PROSE).language == "en"


@given(st.text())
def test_every_text_has_a_language(text):
    assert language_of(text) in LANGUAGES
