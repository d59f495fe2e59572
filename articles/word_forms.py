"""Words by language: those without meaning, and the other number of a word.

PostgreSQL's stemmers, Snowball's (https://snowballstem.org), make two stems of many singulars and
their plurals: `juez` and `jueces`, `policial` and `policiais`. English and German need nothing.
"""

from collections.abc import Iterator

from articles.text import words

# Words that the index leaves out, of those that stand inside names and phrases.
SMALL_WORDS = {
    "en": words("a an and at by for from in of on or the to with"),
    "es": words("a al con de del e el en la las los o para por un una y"),
    "pt": words("a ao as com da das de do dos e em na nas no nos o os ou para por um uma"),
    "fr": words("a au aux avec d dans de des du en et l la le les ou par pour sur un une"),
    "de": words("am an auf aus bei das dem den der des die ein eine fur im in mit und von zu"),
    "it": words("a al con d da dal de dei del della delle di e i il in l la le nel per un una"),
}
_SHORTEST = 3  # letters
# Endings without accents: that of the one number and those of the other, the longer first. Vowels
# stand for themselves.
_ENDINGS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "es": (
        ("ces", ("z", "ce")),
        ("es", ("", "e")),
        ("s", ("",)),
        ("z", ("ces",)),
        *((vowel, (vowel + "s", vowel + "es")) for vowel in "aeiou"),
        *((ending, (ending + "es",)) for ending in "dlnrjy"),
    ),
    "pt": (
        *((ending, ("ao",)) for ending in ("oes", "aes", "aos")),
        ("ao", ("oes", "aes", "aos")),
        *((f"{vowel}l", (f"{vowel}is",)) for vowel in "aeou"),
        ("il", ("is", "eis")),
        ("eis", ("el", "il")),
        *((f"{vowel}is", (f"{vowel}l",)) for vowel in "aou"),
        ("is", ("il", "i")),
        ("m", ("ns",)),
        ("ns", ("m",)),
        ("es", ("", "e")),
        ("s", ("", "ses")),
        *((vowel, (vowel + "s",)) for vowel in "aeiou"),
        *((ending, (ending + "es",)) for ending in "rz"),
    ),
    "fr": (
        ("aux", ("al", "ail", "au")),
        ("x", ("",)),
        ("ail", ("aux",)),
        ("al", ("aux",)),
        *((ending, (ending + "x",)) for ending in ("eu", "au", "ou")),
    ),
    "it": (("e", ("i",)), ("i", ("e",))),
}


def forms(word: str, language: str) -> tuple[str, ...]:
    """The word, in small letters and without accents, and what its other number may be.

    Of what they make up nothing is lost: no text has it.
    """
    return (word, *_others(word, _ENDINGS.get(language, ())))


def _others(word: str, endings: tuple[tuple[str, tuple[str, ...]], ...]) -> Iterator[str]:
    for ending, others in endings:
        stem = word.removesuffix(ending)
        if stem != word and len(word) >= _SHORTEST:
            yield from (stem + other for other in others if len(stem + other) >= _SHORTEST)
            return
