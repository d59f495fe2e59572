"""Only what heads a section is a heading."""

import pytest

from articles.headings import headings
from articles.text import paragraphs

PROSE = "The gang had held the harbour for ten years when the police came with forty officers."


def found(text: str) -> list[str]:
    spans = paragraphs(text, 0, len(text))
    starts = headings(text, spans)
    return [text[start:end] for start, end in spans if start in starts]


def test_a_short_line_between_two_paragraphs_heads_the_second():
    assert found(f"{PROSE}\n\nWho pays\n\n{PROSE}\n\nAnalysis\n\n{PROSE}") == [
        "Who pays",
        "Analysis",
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"The raid was led by the\nElm City Police Department\nand {PROSE.lower()}",
        f"The defendants are:\nJohn Ash, 31\nPaul Birch, 28\n{PROSE}",
        f"{PROSE}\n- One gun\n- Two knives\n{PROSE}",
        f"{PROSE}\nThree men,\n{PROSE}",
        f"{PROSE}\n12/03/2020\n{PROSE}",
        f"{PROSE}\nNobody was hurt.\n{PROSE}",
        f"{PROSE}\nThe end",
        f"{PROSE}\nJohn Ash\nPaul Birch\nCarl Elm\n{PROSE}",
    ],
)
def test_links_names_in_lists_dates_and_sentences_are_none(text):
    assert found(text) == []
