"""Pages become one text: what layout put in and took apart goes, and no word does."""

from hypothesis import given
from hypothesis import strategies as st

from articles.importing.page_layout import flowing

FULL = "Police held three alleged members of the gang in the capital on Monday, as they"
NEXT = "said in a statement that was read to the press by the prosecutor of the republic."


def text(*pages: list[str]) -> str:
    return "".join(flowing(["\r\n".join(page) for page in pages]))


def test_a_paragraph_that_a_line_cut_is_one_again_and_a_heading_stays():
    shown = text(["Three held", "in the capital", FULL, NEXT, FULL, "said.", "A new matter"])
    assert shown == (f"Three held\nin the capital\n\n{FULL} {NEXT} {FULL} said.\n\nA new matter")


def test_a_paragraph_goes_on_over_the_page_and_each_page_knows_where_it_begins():
    first, second, third = flowing(["\n".join([NEXT, FULL]), "", NEXT])
    assert (first, second, third) == (f"{NEXT} {FULL} ", "", NEXT)


def test_running_heads_feet_and_numbers_go_and_the_first_page_keeps_its_title():
    pages = [
        ["Annual report", NEXT, "Page 1 of 4", "Office of the Prosecutor"],
        *(
            ["Annual report", f"Part {n * n}.", NEXT, f"Page {n} of 4", "Office of the Prosecutor"]
            for n in (2, 3, 4)
        ),
    ]
    shown = text(*pages)
    assert shown.count("Annual report") == 1
    assert shown.startswith("Annual report")
    assert "Page" not in shown
    assert "Office" not in shown
    assert [f"Part {n * n}." in shown for n in (2, 3, 4)] == [True] * 3


def test_a_number_that_is_no_page_number_stays():
    assert text(["1", "Short.", FULL], [NEXT, "They left.", "1989"]) == (
        f"Short.\n\n{FULL} {NEXT} They left.\n\n1989"
    )


def test_words_that_a_line_cut_and_letters_that_were_joined_are_whole():
    assert text(["manip\ufffeulation of oﬃcers"]) == "manipulation of officers"
    assert text(["mani\xad", "pulation"]) == "manipulation"


WORDS = st.lists(st.sampled_from(["gang", "Juan", "held", "1989", "a", "extortion."]), min_size=1)
PAGES = st.lists(st.lists(WORDS.map(" ".join), max_size=12), max_size=2)


@given(PAGES)
def test_no_word_is_lost_or_changed_on_pages_that_share_no_edge(pages):
    numbered = [[f"{place}x {line}" for line in page] for place, page in enumerate(pages)]
    assert text(*numbered).split() == [
        word for page in numbered for line in page for word in line.split()
    ]
