"""The blocks that annotators write become offsets, and what does not fit its text is refused."""

import json
from pathlib import Path

import pytest

from tests.gold.unseen.make import annotation

TEXT = "Share\nPolice say Ana Paz, 30, led MS-13 in San\nMiguel. San Miguel beer, 3 kg of cocaine."
BLOCK = """U1 page.txt
F "Share"
P Ana Paz = Ana Paz
G MS-13 = MS-13
L San Miguel [SV-SM] = San Miguel
N San Miguel @ "San Miguel beer"
Q 3 kg = 3 kg of cocaine
R Ana Paz ; leader_of ; MS-13 ; "Ana Paz, 30, led MS-13"
R? MS-13 ; operates_in ; San Miguel ; "in San Miguel"
"""


@pytest.fixture
def texts(tmp_path):
    (tmp_path / "page.txt").write_text(TEXT)
    return tmp_path


def test_every_occurrence_is_found_but_the_excepted(texts):
    made = annotation(BLOCK, texts)
    named = [(TEXT[one["start"] : one["end"]], one["entity"]) for one in made["spans"]]
    assert named == [
        ("Ana Paz", "ana-paz"),
        ("MS-13", "ms-13"),
        ("San\nMiguel", "SV-SM:san-miguel"),
        ("3 kg of cocaine", "3 kg"),
    ]
    assert made["furniture"] == [[0, 5]]


def test_relationships_keep_where_their_words_stand(texts):
    led, scene = annotation(BLOCK, texts)["relations"]
    assert TEXT[slice(*led["quote"])] == "Ana Paz, 30, led MS-13"
    assert "optional" not in led and scene["optional"]


def test_what_is_sure_on_one_line_is_not_doubtful_by_another(texts):
    again = 'R? Ana Paz | MS-13 ; leader_of ; MS-13 ; "led"'
    made = annotation(BLOCK + again, texts)["relations"]
    assert [one.get("optional", False) for one in made] == [False, True, True]


@pytest.mark.parametrize(
    "line, words",
    [
        ("P Bob = Bob", "“Bob” does not occur"),
        ("A MS = MS-13", "annotated twice"),
        ('R Ana Paz ; leader_of ; M18 ; "led"', "no name"),
        ('R Ana Paz ; leader_of ; MS-13 ; "leads"', "“leads” does not occur"),
    ],
)
def test_what_does_not_fit_the_text_is_refused(texts, line, words):
    with pytest.raises(SystemExit, match=words):
        annotation(BLOCK + line, texts)


def test_a_surface_with_words_around_it_is_only_what_stands_there(texts):
    made = annotation('U1 page.txt\nL Miguel [SV-SM] = Miguel @ "San Miguel. San"', texts)
    assert [(one["start"], one["entity"]) for one in made["spans"]] == [(47, "SV-SM:miguel")]


@pytest.mark.parametrize(
    "kept", ["unseen/annotations.jsonl", "unseen_2/annotations.jsonl", "unseen_2/gangs.jsonl"]
)
def test_the_stored_annotations_hold_no_words_of_the_texts(kept):
    for line in (Path(__file__).parents[1] / kept).read_text().splitlines():
        one = json.loads(line)
        assert one.keys() == {"id", "file", "sha256", "furniture", "spans", "relations"}
        assert not any("text" in span for span in one["spans"])
        assert all(isinstance(at, int) for relation in one["relations"] for at in relation["quote"])
