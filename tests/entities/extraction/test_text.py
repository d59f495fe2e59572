from hypothesis import given
from hypothesis import strategies as st

from entities.extraction.passage import fold_with_offsets
from entities.extraction.text import in_mixed_case, is_in_capitals, sentences_in
from entities.names import fold, fold_character

anything = st.text(max_size=300)


@given(anything)
def test_folding_a_text_is_folding_a_name(text):
    assert fold_with_offsets(text).text == fold(text)


@given(anything)
def test_every_folded_character_knows_where_it_stood(text):
    folded = fold_with_offsets(text)
    assert len(folded.text) == len(folded.offsets)
    for character, offset in zip(folded.text, folded.offsets, strict=True):
        assert fold_character(text[offset]) == character


@given(anything)
def test_mixed_case_keeps_every_character_in_its_place(text):
    mixed = in_mixed_case(text)
    assert [letter.casefold() for letter in mixed] == [letter.casefold() for letter in text] or len(
        mixed
    ) == len(text)
    assert len(mixed) == len(text)


def test_wire_copy_is_told_from_prose():
    assert is_in_capitals("THE ARMED FORCES PRESS COMMITTEE HAS REPORTED")
    assert not is_in_capitals("The FBI, the DEA and the ATF raided it")
    assert not is_in_capitals("DEA")


def test_function_words_of_wire_copy_become_lower_case():
    assert in_mixed_case("KILLED IN SAN MIGUEL BY TROOPS") == "killed in San Miguel by troops"


def test_in_capitals_a_sentence_ends_where_a_small_word_follows():
    text = "GEN. RIOS SPOKE IN LIMA. GUERRILLAS ATTACKED NO. 7 BATTALION. HE LEFT AT 5 P.M. MONDAY."
    assert [text[slice(*span)] for span in sentences_in(text, 0, len(text))] == [
        "GEN. RIOS SPOKE IN LIMA.",
        "GUERRILLAS ATTACKED NO. 7 BATTALION.",
        "HE LEFT AT 5 P.M. MONDAY.",
    ]
