"""The language of a text, by py3langid: how frequent some 100,000 groups of letters are in each.

The classifier knows 140 languages, of which those that hardly any news is written in only take
short texts away from the others. It is loaded with the first text, in a second and some 60 MB.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import pycountry

from articles.text import words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

DEFAULT = "en"
LANGUAGES = words(
    "ar bg ca cs da de el en es et fa fi fr he hi hr ht hu id it ja ko lt lv nl no pl pt ro ru sk"
    " sl sq sr sv th tl tr uk vi zh"
)
# Each piece of a text has one vote, so that a teaser in another language is never the majority.
PIECE, MOST_PIECES = 200, 5  # characters; pieces, spread evenly
# Below, the letters do not tell: a name by itself comes to .2, a headline of four words to .6.
LEAST_SURE = 0.6
CODE = re.compile(r"([a-z]{2})(?![a-z])", re.IGNORECASE)
# Most news is English, which small words that no other language has tell ten times as fast.
SMALL_WORDS = words(
    "the and to of that for with his her said from they have has were by their who which this been"
    " would about after are it"
)
ENGLISH_SHARE = 0.15
# Names are the same in every language; a sentence has some words beside them.
FEWEST_SMALL_WORDS = 2
WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str, declared: str = "", *, otherwise: str = DEFAULT) -> str:
    """Return the ISO 639-1 code of the language that most of the text is written in.

    Where the text does not tell, it is what the document has `declared` (`es-MX`, `spa`,
    `Spanish`), and without that `otherwise`.
    """
    pieces = list(_pieces(text, PIECE, MOST_PIECES))
    found: Counter[str] = Counter()
    for language in filter(None, map(_found, pieces)):
        found[language] += 1
        if 2 * found[language] > len(pieces):
            break  # the others cannot outvote it
    best = found.most_common(1)
    return best[0][0] if best else code_of(declared) or otherwise


def languages_in(text: str, *, piece: int = PIECE, most: int = MOST_PIECES) -> Counter[str]:
    """Return the languages (ISO 639-1) in which pieces of the text are plainly written.

    Of each how many pieces are in it; nothing where the text does not tell. At `most` so many
    pieces of so many characters are looked at.
    """
    return Counter(filter(None, map(_found, _pieces(text, piece, most))))


def code_of(declared: str) -> str:
    """Return the ISO 639-1 code of a language tag or of a name; empty where there is none."""
    declared = declared.strip()
    if match := CODE.match(declared):
        return match[1].lower()
    try:
        return getattr(pycountry.languages.lookup(declared), "alpha_2", "")
    except LookupError:
        return ""


def _pieces(text: str, length: int, most: int) -> Iterator[str]:
    number = min(most, max(1, len(text) // length))
    for place in range(number):
        start = place * len(text) // number
        yield text[start : start + length]


def _found(text: str) -> str:
    found = WORD.findall(text)
    small = sum(word.lower() in SMALL_WORDS for word in found)
    if small >= max(FEWEST_SMALL_WORDS, ENGLISH_SHARE * len(found)):
        return "en"
    capitals = sum(word.isupper() for word in found)
    if 2 * capitals > len(found):
        text = text.lower()  # wire copy
    elif sum(word[0] == word[0].lower() for word in found) < FEWEST_SMALL_WORDS and any(
        word[0].isupper() for word in found
    ):
        return ""
    language, sureness = _identifier().classify(text)
    return language if sureness >= LEAST_SURE else ""


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    full = LanguageIdentifier.from_model_file(MODEL_FILE)
    full.set_languages(LANGUAGES)
    # Made anew, so that the columns of the other languages are let go.
    return LanguageIdentifier(
        full.nb_ptc.astype("float32"),  # NumPy multiplies these ten times as fast as halves
        full.nb_pc,
        full.nb_classes,
        full.tk_nextmove,
        full.tk_output,
        norm_probs=True,
        tk_row=full.tk_row,
    )
