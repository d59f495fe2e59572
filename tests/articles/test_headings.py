"""Headings part a text; one that says Analysis parts the source's view from its reporting."""

import pytest

from articles.headings import analysis, headings
from articles.text import paragraphs

FIRST = "Police in the capital arrested three alleged leaders of the gang on Monday."
NEXT = "The suspects were taken to a prison in San Miguel, where they will await trial."


def found(text, of=headings):
    return [text[slice(*span)] for span in of(text, paragraphs(text, 0, len(text)))]


@pytest.mark.parametrize(
    "line", ["The Murder", "InSight Crime Analysis", "¿Qué sigue?", "2. What comes next"]
)
def test_a_short_line_between_sentences_is_a_heading(line):
    expected = [] if line.endswith("?") else [line]
    assert found(f"{FIRST}\n\n{line}\n\n{NEXT}") == expected


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST}\n\nVictory Banks, 33\n\nWill Brown, 21\n\n{NEXT}",
        f"The man named\n\nJohn Doe\n\nwas held by the police, who had followed him. {NEXT}",
        f"{FIRST}\n\nHe was held.\n\n{NEXT}",
        f"{FIRST}\n\nSANTA ANA –\n\n{NEXT}",
        f"{FIRST}\n\nThe Last Line",
        f"{FIRST}\n\n- a line of a list\n\n{NEXT}",
    ],
)
def test_other_short_lines_are_no_headings(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "heading", ["InSight Crime Analysis", "Analysis", "Análisis", "El Puerto: Análisis"]
)
def test_what_follows_a_heading_of_analysis_is_the_view_of_the_source(heading):
    text = f"{FIRST}\n\n{heading}\n\n{NEXT}\n\n{NEXT}"
    assert found(text, analysis) == [f"{heading}\n\n{NEXT}\n\n{NEXT}"]


@pytest.mark.parametrize("heading", ["Analysis of the Blood", "The DNA", "Background"])
def test_another_heading_marks_no_analysis(heading):
    assert found(f"{FIRST}\n\n{heading}\n\n{NEXT}", analysis) == []


def test_a_text_without_paragraphs_has_none():
    assert found("") == found("", analysis) == []
