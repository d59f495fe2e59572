import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.names import fold, fold_character


@pytest.mark.parametrize(
    "spelling", ["MS-13", "MS13", "MS 13", "ms‑13", "MS–13", "Ms\u00a013", "M.S. 13", "MS - 13"]
)
def test_dashes_spaces_and_case_never_decide(spelling):
    assert fold(spelling) == "ms13"


@pytest.mark.parametrize(
    ("spelling", "normal"),
    [
        ("Sureños", "surenos"),
        ("’Ndrangheta", "ndrangheta"),
        ("Mara\nSalvatrucha", "mara salvatrucha"),
        ("Barrio 18", "barrio18"),
        ("18th Street", "18th street"),
        ("Łódź", "lodz"),
        ("e\u0301", "e"),
        (" ¡! ", ""),
    ],
)
def test_accents_quotes_and_line_breaks_never_decide(spelling, normal):
    assert fold(spelling) == normal


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.characters())
def test_a_character_never_grows(character):
    assert len(fold_character(character)) <= 1
