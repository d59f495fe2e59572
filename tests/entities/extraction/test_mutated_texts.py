"""Real texts that were damaged, and texts of odd shapes: nothing breaks, every offset is right."""

import json
import os
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entities.extraction.result import ExtractionResult
from entities.kinds import Kind
from tests.entities.pipeline_helpers import read, words

SEEDS = Path(__file__).parents[2] / "gold" / "seeds.jsonl"
LONGEST = 2_500  # characters of a piece of a real text
ODD = (
    *(
        "  ",
        "\n",
        "\n\n",
        "\t",
        "\0",
        "\u00a0",
        "\u200b",
        "\u200f",
        "\u202e",
        "\ufeff",
        "\r",
        "\u2028",
    ),
    *(
        "“",
        "”",
        "’",
        "'",
        '"',
        "(",
        ")",
        "[",
        "]",
        "—",
        "-",
        "/",
        "&",
        "#",
        "@",
        "*",
        "_",
        "|",
        "⟦P1⟧",
    ),
    *(
        "😀",
        "👩🏽\u200d🚒",
        "e\u0301",
        "İ",
        "ß",
        "ﬁ",
        "Ⅷ",
        "١٣",
        "１３",
        "𝐌𝐒-𝟏𝟑",
        "شارع",
        "名",
        "\ud7ff",
        "\U0010ffff",
    ),
    *("<b>", "</p>", "&amp;", "&nbsp;", "MS  13", "M S-1 3", "a.k.a.", "$", "$1,5", "99/99/9999"),
)


@cache
def real_texts() -> list[str]:
    """The seeds, and the texts that people annotated where they lie beside the project."""
    files = [SEEDS]
    if folder := os.environ.get("GANGINTEL_SHARED"):
        files.append(Path(folder) / "gold" / "real" / "releases.jsonl")
    return [
        json.loads(line)["text"] for file in files if file.is_file() for line in file.open("rb")
    ]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A piece of a real text with some of it doubled, cut, moved, in capitals, or odd."""
    whole = draw(st.sampled_from(real_texts()))
    start = draw(st.integers(0, max(0, len(whole) - LONGEST)))
    text = whole[start : start + LONGEST]
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.sampled_from([0, 1, 1, 3, 12, 60, 400])))
        piece = text[at:end]
        new = draw(
            st.one_of(
                st.sampled_from(ODD),
                st.sampled_from(["", piece * 2, piece[::-1], piece.upper(), piece.lower()]),
                st.sampled_from(
                    [piece.replace(" ", "  "), piece.replace(" ", "\n"), piece.title()]
                ),
                st.text(max_size=4),
            )
        )
        text = text[:at] + new + text[end:]
    return text.replace(" ", "  ") if draw(st.integers(0, 9)) == 0 else text


def check(text: str, reading: ExtractionResult, start: int = 0) -> None:
    end = start
    for one in reading.mentions:
        assert text[one.start : one.end] == one.text
        assert one.text and one.text == one.text.strip()
        assert end <= one.start < one.end <= len(text)
        assert 0 < one.confidence <= 1
        end = one.end
    for one in reading.relations:
        assert text[one.start : one.end] == one.quote
        assert {one.head, one.child} <= reading.entities.keys()


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(damaged(), st.booleans())
def test_a_damaged_text_is_read_with_right_offsets(text, within):
    start = len(text) // 5 if within else 0
    gap = (len(text) // 2, len(text) // 2 + 30)
    furniture = [(gap[0], min(gap[1], len(text)))] if within else []
    reading = read(text, body=(start, len(text)), furniture=furniture)
    check(text, reading, start)
    for one in reading.mentions:
        assert not any(one.start < last and first < one.end for first, last in furniture)


ARABIC = "قالت الشرطة يوم الاثنين إن ثلاثة رجال اعتقلوا في المدينة بعد مطاردة على طول النهر."
HINDI = "पुलिस ने सोमवार को कहा कि नदी के किनारे पीछा करने के बाद तीन लोगों को गिरफ्तार किया गया।"
SWAHILI = "Polisi walisema Jumatatu kwamba watu watatu walikamatwa mjini baada ya msako mkali."
TABLE = "\n".join(f"{n}\t{n * 7}\t0{n % 10}/12\t{n * 1.5:.1f} %" for n in range(1, 60))
NOISE = (
    "Tlie p0lice s@id t h a t  tne rnen w ere a r r e s t e d _ ~ | ; ' ` ^ i n  tbe cily .  " * 20
)
HTML = '<div class="a"><p>&nbsp;</p><a href="/x?y=1&amp;z=2">&raquo;</a><br/></div>' * 40
NOTHING = {
    "no character": "",
    "blanks alone": " \n\t\u00a0\u200b" * 50,
    "one token of 100,000 characters": "x" * 100_000,
    "one token of capitals": "X" * 100_000,
    "a token of digits": "1" * 100_000,
    "emoji": "😀👩🏽\u200d🚒🇸🇻 " * 500,
    "combining marks": "a" + "\u0301" * 5_000 + " e\u0301\u0302" * 500,
    "right to left": ARABIC * 5,
    "remains of HTML": HTML,
    "a language without a model": f"{HINDI} {SWAHILI}",
    "a table of numbers": TABLE.replace("/12", "").replace(" %", ""),
    "noise of a scanner": NOISE,
    "signs": "⟦P1⟧ ⟦G2⟧ \\1 \\g<head> (?P<x>" * 200,
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_where_nothing_is_named_nothing_is_invented(text):
    reading = read(text)
    check(text, reading)
    assert [(one.text, one.kind) for one in reading.mentions] == []
    assert not reading.relations


PEOPLE = ", ".join(f"Juan {name} Pérez" for name in ("Carlos", "Luis", "Mario", "Jorge") * 50)
MIXED = (
    "La policía detuvo a dos hombres en San Salvador. The police said that MS-13 was behind it. "
    f"A polícia disse que o PCC nega tudo. {ARABIC} Ermittler in Berlin bestätigten das."
)
FOUND = {
    "all in capitals": (
        "POLICE IN SAN SALVADOR SAID ON MONDAY THAT THE MARA SALVATRUCHA HAD KILLED TWO MEN.",
        {Kind.GANG: ["MARA SALVATRUCHA"]},
    ),
    "mixed languages": (MIXED, {Kind.GANG: ["MS-13"]}),
    "two blanks": ("He led the  Mara   Salvatrucha  there.", {Kind.GANG: ["Mara   Salvatrucha"]}),
    "marks on letters": ("He lived in Bogota\u0301 , Colombia.", {}),
    "emoji beside a name": ("😀MS-13😀 and 👩🏽\u200d🚒 Barrio 18 fought.", {}),
}


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND)
def test_names_are_found_in_odd_surroundings(text, expected):
    reading = read(text)
    check(text, reading)
    for kind, names in expected.items():
        assert words(reading, kind) == names


def test_a_paragraph_of_200_names_is_read_as_names():
    text = f"The accused are {PEOPLE} and no one else."
    reading = read(text)
    check(text, reading)
    assert len(words(reading, Kind.PERSON)) > 150


@pytest.mark.long
def test_a_text_of_two_million_characters_is_read():
    text = "\n\n".join(real_texts() * 500)[:2_000_000]
    reading = read(text)
    check(text, reading)
    assert len(reading.mentions) > 10_000
