"""From bytes to clean text: nothing is lost, nothing is guessed without saying so."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing.decoding import clean, decode
from articles.importing.records import ArticleError

SPANISH = "El fiscal José Peña dijo: “No habrá tregua” — según La Prensa Gráfica. "
RUSSIAN = "Полиция арестовала трёх членов банды в Сан-Сальвадоре, сообщили власти. " * 3
JAPANESE = "サンサルバドルの警察は月曜日、ギャングのメンバー三人を逮捕した。" * 3


@pytest.mark.parametrize(
    "encoding",
    [
        *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"),
        *("utf-32", "utf-32-le", "utf-32-be", "cp1252", "mac_roman"),
    ],
)
def test_spanish_news_is_read_in_every_encoding_that_papers_used(encoding):
    assert decode(SPANISH.encode(encoding)) == SPANISH


@pytest.mark.parametrize(
    "text, encoding", [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (JAPANESE, "shift_jis")]
)
def test_other_alphabets_are_recognised(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_a_web_page_may_name_its_encoding():
    assert decode("Łódź".encode("cp1250"), declared="windows-1250") == "Łódź"
    assert decode("José".encode("cp1252"), declared="no-such-encoding") == "José"


@pytest.mark.parametrize(
    "raw, place",
    [
        ("José Peña".encode()[:5] + b"\xff" + " Peña y más".encode(), "byte 5"),
        ("Sí, señor José".encode()[:-1], "byte 15"),
        (b"Polic\xc3\x28a dijo", "byte 5"),
        (b"Hello \x81\x8d\x8f\x90 there", "byte 6"),
        (b"\xff\xfea\0b\0\xd8", "byte 6"),
    ],
)
def test_broken_text_is_refused_with_the_place_and_what_to_do(raw, place):
    with pytest.raises(ArticleError, match=rf"broken UTF-\d+ at {place}.*save the file again"):
        decode(raw)


@pytest.mark.parametrize(
    "raw, what",
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture"),
        (b"PK\x03\x04\x14\0", "a ZIP archive"),
        (b"MZ\x90\0\x03\0\0\0", "a program"),
        (b"\x7fELF\x02\x01\x01\0", "a program"),
        (b"\x1f\x8b\x08\0", "a gzip archive"),
        (b"\0\1\2\3\4\5\6\7" * 20, "binary data"),
    ],
)
def test_files_that_are_no_text_are_refused_in_one_sentence(raw, what):
    with pytest.raises(ArticleError, match=what) as refusal:
        decode(raw)
    assert str(refusal.value).count(".") - str(refusal.value).count(" .") <= 1


def test_words_that_look_like_a_signature_are_still_words():
    assert decode(b"MZ is a street gang.") == "MZ is a street gang."


def test_cleaning_touches_nothing_but_line_ends_and_control_characters():
    raw = "\ufeffTitle\xa0 \r\nOne\rTwo\0\x1b\x85\ttab  \n\n\n e\u0301 \u2028"
    assert clean(raw) == "Title\xa0 \nOne\nTwo   \ttab  \n\n\n é \u2028"


@pytest.mark.parametrize(
    "garbled, right",
    [
        ("La PolicÃ\xada detuvo a JosÃ© en LeÃ³n", "La Policía detuvo a José en León"),
        ("PolicÃa de JosÃ©", "Policía de José"),
        ("â€œdidnâ€™tâ€\x9d appear â€“ again", "“didn’t” appear – again"),
        ("the SureÃ±os â€œdidn’tâ€ appear", "the Sureños “didn’t” appear"),
        ("PolicÃƒÂ\xada de JosÃƒÂ©", "Policía de José"),
        ("Ã‰l y Ã\x81ngel", "Él y Ángel"),
    ],
)
def test_letters_that_were_surely_garbled_are_repaired(garbled, right):
    assert clean(garbled) == right


@pytest.mark.parametrize(
    "text",
    [
        "“AMANHÔ disse",
        "le «CAFɻ de Paris",
        "SÃO PAULO",
        "MAÇÃ, IRMÃ e CORAÇÃO",
        "Â l’aube",
        "Ñandú Ðorđe",
    ],
)
def test_letters_that_a_language_explains_stay(text):
    assert clean(text) == text


def test_half_a_surrogate_pair_becomes_a_replacement_character():
    assert clean("gang \ud83d leader") == "gang \N{REPLACEMENT CHARACTER} leader"


@given(st.text(st.characters()))
@settings(deadline=None)
def test_clean_text_is_nfc_free_of_controls_and_stays_as_it_is(text):
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not [c for c in cleaned if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t"]
    assert clean(cleaned) == cleaned.removeprefix("\ufeff")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])).map(clean))
@settings(deadline=None)
def test_offsets_of_clean_text_agree_with_the_file(text):
    assert clean(decode(text.encode())) == text.removeprefix("\ufeff").removeprefix("\ufeff")


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_are_either_text_or_refused(raw):
    try:
        clean(decode(raw)).encode()
    except ArticleError as refusal:
        assert len(str(refusal)) < 200


@pytest.mark.parametrize(
    "misread, text",
    [
        ("La PolicÃ\xada de JosÃ© en LeÃ³n", "La Policía de José en León"),
        ("the SureÃ±os â€œdidn’tâ€ appear â€“ again", "the Sureños “didn’t” appear – again"),
        ("SÃO PAULO, Â¿quÃ©?", "SÃO PAULO, ¿qué?"),
        ("MARAÑÓN Â 5", "MARAÑÓN Â 5"),
    ],
)
def test_letters_that_were_misread_and_saved_so_are_repaired(misread, text):
    assert clean(decode(misread.encode())) == text
