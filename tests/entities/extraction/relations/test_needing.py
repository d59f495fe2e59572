"""A regular expression that could match is never left out."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entities.extraction.relations.needing import Finder, needed
from entities.extraction.relations.phrases import PATTERNS

FINDER = Finder(pattern.expression for pattern in PATTERNS)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("rivals? of", [{"rival of", "rivals of"}]),
        (r"\b(?:gang|clan)s?\swar", [{"gang war", "gangs war", "clan war", "clans war"}]),
        (r"leader\w* of the ⟦G\d+⟧", [{"leader"}, {" of the ⟦G"}]),
        (
            r"(?:led by|run(?:ning)? )?⟦P⟧(?=, who)",
            [{"⟦P⟧", "led by⟦P⟧", "run ⟦P⟧", "running ⟦P⟧"}],
        ),
        ("(?:boss of|[^.]{3})the gang", [{"the gang"}]),
        ("(?:turf war|bitter .* feud)", [{"turf war", "bitter "}]),
        ("a|bc", []),
        ("(?:turf war)*", []),
        ("(?i)turf war", []),
        ("(?i:turf) war", [{" war"}]),
    ],
)
def test_the_words_that_every_match_has(written, words):
    assert needed(re.compile(written)) == words


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_pattern_is_left_out_of_what_it_matches(data):
    place = data.draw(st.integers(0, len(PATTERNS) - 1))
    words = data.draw(st.from_regex(PATTERNS[place].expression))
    # As in a sentence, where blanks are the only white space.
    words = re.sub(r"\s", " ", words)
    if PATTERNS[place].expression.search(words):
        assert [*FINDER.possible(words, [place])] == [place]


def test_a_sentence_without_the_words_is_not_tried():
    assert len([*FINDER.possible("⟦G0⟧ met ⟦P1⟧.", range(len(PATTERNS)))]) < len(PATTERNS) / 10
