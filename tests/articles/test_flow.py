"""A sentence that a scraped page has on several lines is one paragraph."""

import pytest

from articles.importing.furniture.flow import flowing, news_paragraphs
from articles.models import Article
from articles.text import paragraphs
from tests.entities.pipeline_helpers import mention, read

PIECES = (
    "A gang that sold drugs near the port is barred from a park by the 12\nth\ninjunction, which "
    "the prosecutor\nMara Quintero\nof\nWestmark County\nasked for, the office said on Monday.\n"
)
NEXT = "Neighbours of the park said that they would sleep better, and nobody spoke against it."


def found(text: str) -> list[str]:
    return [text[slice(*span)] for span in flowing(text, paragraphs(text, 0, len(text)))]


def test_pieces_of_a_sentence_are_one_paragraph():
    assert found(PIECES + NEXT) == [PIECES.strip(), NEXT]


@pytest.mark.parametrize(
    "text",
    [
        f"{NEXT}\nBackground\n{NEXT}",
        "Home\nAbout\nNews\nContact",
        f"{NEXT}\n{NEXT}",
        "The accused are:\nJuan Pérez\nLuis Ferro\nAna Ruiz",
        "",
    ],
)
def test_whole_lines_headings_and_lists_stay_apart(text):
    assert found(text) == [line for line in text.split("\n") if line]


def test_no_sentence_goes_on_over_furniture():
    text = PIECES.replace("th\n", "Share\nth\n")
    share = (text.index("Share"), text.index("Share") + 5)
    spans = news_paragraphs(text, (0, len(text)), [share])
    assert spans[0][1] < share[0] and spans[1][0] > share[1]
    article = Article(text=text, length=len(text), body_end=len(text), furniture=(share,))
    assert [text[slice(*span)] for span in article.paragraphs()][1] == "Share"


def test_an_article_shows_the_sentence_as_one_paragraph():
    text = f"{PIECES}{NEXT}\nHome\nof\nthe"
    article = Article(text=text, length=len(text), body_end=text.index("\nHome"))
    shown = [text[slice(*span)] for span in article.paragraphs()]
    assert shown == [PIECES.strip(), NEXT, "Home", "of", "the"]


WRAPPED = (
    "The office said on Monday that the men, who were held after a raid on a garage in the port\n"
    "and on two houses of the same street, had sold weapons and cocaine for members of the Mara\n"
    "Salvatrucha since 2012, as the police of the town had told everybody who would listen to\n"
    "them.\n"
)


def test_names_are_read_over_the_lines_of_a_sentence_with_right_offsets():
    # Other lines are long, so that the text as a whole is not one that was wrapped at a column.
    text = f"Share\n{WRAPPED}{NEXT} {NEXT}\n{NEXT} {NEXT}"
    gang = mention(read(text, furniture=[(0, 5)]), "Mara\nSalvatrucha")
    assert text[gang.start : gang.end] == "Mara\nSalvatrucha"
    # Over what is furniture no name goes on.
    cut = text.replace("Mara\n", "Mara\nMenu\n")
    at = cut.index("Menu")
    texts = [one.text for one in read(cut, furniture=[(0, 5), (at, at + 4)]).mentions]
    assert "Mara" not in " ".join(texts)
