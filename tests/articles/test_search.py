"""Which of the words that the database marks show that a phrase was found."""

import pytest

from articles.search import without_pieces


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text whose marked words stand between brackets, and their spans in the text without."""
    spans, plain = [], ""
    for piece in text.replace("]", "[").split("["):
        spans.append((len(plain), len(plain) + len(piece)))
        plain += piece
    return plain, spans[1::2]


@pytest.mark.parametrize(
    ("text", "phrases", "words", "kept"),
    [
        ("[San] Salvador, [San] [Miguel]", ["San Miguel"], [], ["San", "Miguel"]),
        ("[Ministry] of [Defense]; a [ministry]", ["Ministry of Defense"], [], None),
        ("the [car-bomb], a [car]", ["car bomb"], [], ["car-bomb"]),
        ("[truces] of the [San] [Miguel] [truce]; [San] Luis", ["San Miguel"], ["truce"], None),
        ("[kidnapped] in [San] Luis", ["San Miguel"], ["kidnapping"], ["kidnapped"]),
        ("[Núñez] in [San] Luis", ["San Miguel"], ["nunez"], ["Núñez"]),
        ("[San] Luis", ["San Miguel"], [], ["San"]),
        ("[police] and [police]", ["the police"], [], ["police", "police"]),
        ("[San] Luis, [truce]", [], ["San", "truce"], ["San", "truce"]),
    ],
)
def test_pieces_of_a_phrase_are_no_marks(text, phrases, words, kept):
    plain, spans = marked(text)
    found = [plain[start:end] for start, end in without_pieces(plain, spans, phrases, words)]

    everything = [plain[start:end] for start, end in spans]
    if kept is None:
        assert found == everything[:-1]
    else:
        assert found == kept


def test_small_words_of_the_language_part_no_phrase():
    text, spans = marked("[Ministerio] de la [Defensa]; un [ministerio]")
    found = without_pieces(text, spans, ["Ministerio de Defensa"], [], "es-SV")
    assert [text[start:end] for start, end in found] == ["Ministerio", "Defensa"]
