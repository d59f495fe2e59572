"""A heading that says Analysis parts the view of the source from its reporting."""

import pytest

from articles.headings import analysis

FIRST = "Police in the capital arrested three alleged leaders of the gang on Monday."
NEXT = "The suspects were taken to a prison in San Miguel, where they will await trial."


def found(text: str) -> list[str]:
    return [text[slice(*span)] for span in analysis(text, (0, len(text)), ())]


@pytest.mark.parametrize(
    "heading",
    [
        *("InSight Crime Analysis", "Analysis", "Análisis", "El Puerto: Análisis", "ANALYSIS"),
        *("Análisis de InSight Crime", "Análisis del Observatorio", "Análise do Porto Livre"),
        *("Nuestro análisis", "Nossa análise", "Analysis by Jane Doe", "Analyse", "Analysis:"),
    ],
)
def test_what_follows_a_heading_of_analysis_is_the_view_of_the_source(heading):
    text = f"{FIRST}\n\n{heading}\n\n{NEXT}\n\n{NEXT}"
    assert found(text) == [f"{heading}\n\n{NEXT}\n\n{NEXT}"]


@pytest.mark.parametrize(
    "heading",
    [
        *("Analysis of the Blood", "The DNA", "Background", "Forensic Analysis"),
        *("Análisis de sangre", "Análise de DNA", "Análisis de lo ocurrido", "Background:"),
    ],
)
def test_another_heading_marks_no_analysis(heading):
    assert found(f"{FIRST}\n\n{heading}\n\n{NEXT}") == []


def test_a_text_without_paragraphs_has_none():
    assert found("") == []


def test_a_heading_among_furniture_or_behind_the_body_marks_none():
    text = f"{FIRST}\n\nAnalysis\n\n{NEXT}"
    heading = (text.index("Analysis"), text.index("Analysis") + len("Analysis"))
    assert analysis(text, (0, len(text)), [heading]) == []
    assert analysis(text, (0, len(FIRST)), ()) == []
    assert analysis(text, (len(text), len(text)), ()) == []
