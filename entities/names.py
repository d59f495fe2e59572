"""One rule for when two written names are the same name."""

import re
import unicodedata
from functools import lru_cache

_DROPPED = frozenset("'’‘`´ʼ′\"“”„«».,\u00ad\u200b\u200c\u200d")
_BETWEEN_LETTER_AND_DIGIT = re.compile(r"(?<=[^\W\d_]) (?=\d)|(?<=\d) (?=[^\W\d_])")
_NOT_DECOMPOSED = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ħ": "h", "ß": "s", "æ": "a", "œ": "o"}
)


def fold_character(character: str) -> str:
    """Return the one character that stands for `character` when names are compared.

    Case and accents go; every kind of space, dash and other sign becomes a space; quotes, dots
    and commas become the empty string. Never longer than one character, so offsets can be kept.
    """
    if character in _DROPPED:
        return ""
    plain = unicodedata.normalize("NFKD", character)[:1].casefold()[:1].translate(_NOT_DECOMPOSED)
    if plain.isalnum():
        return plain
    return "" if unicodedata.combining(character) else " "


class FoldTable(dict[int, str]):
    """What `fold_character` returns, by code point, remembered: for `str.translate`."""

    def __missing__(self, code_point: int) -> str:
        folded = self[code_point] = fold_character(chr(code_point))
        return folded


FOLD_TABLE = FoldTable()


def plain(name: str) -> str:
    """Return the name without case and accents but with its signs: `MS-13` is not `MS13`."""
    letters = unicodedata.normalize("NFKD", " ".join(name.split()).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


# A text asks for the same names again and again.
@lru_cache(maxsize=5_000)
def fold(name: str) -> str:
    """Return the normal form in which names are compared: `MS‑13`, `MS 13` and `ms13` are one.

    Words are separated by one space, and a letter and a digit never are.
    """
    folded = " ".join(name.translate(FOLD_TABLE).split())
    return _BETWEEN_LETTER_AND_DIGIT.sub("", folded)
