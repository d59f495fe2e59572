"""The characters of a query: which are signs of the language, which belong to words."""

import unicodedata

# Full-width signs and letters stand for the plain ones, one for one, so that places hold.
_PLAIN = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_PLAIN |= dict.fromkeys(map(ord, "“”„‟«»″"), '"') | {0x2212: "-"}
# Invisible inside words: soft hyphen, zero-width signs, byte order mark.
_INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_NO_PART_OF_WORDS = frozenset("PSZC")


def cleaned(query: str) -> str:
    """The query with plain signs, and a space for whatever cannot be seen; of the same length."""
    query = query.translate(_PLAIN)
    return "".join(sign if sign.isprintable() or ord(sign) in _INVISIBLE else " " for sign in query)


def tidy(text: str) -> str:
    """The text as a node keeps it: single spaces, nothing invisible."""
    return " ".join(text.translate(_INVISIBLE).split())


def has_letters(text: str) -> bool:
    """Whether the text holds a letter or digit, so that it can be searched for."""
    return any(sign.isalnum() for sign in text)


def bare(word: str) -> str:
    """The word without the signs around it; those inside stay: `“MS-13’s,` is `MS-13’s`."""
    start, end = 0, len(word)
    while start < end and is_sign(word[start]):
        start += 1
    while end > start and is_sign(word[end - 1]):
        end -= 1
    return word[start:end]


def is_sign(character: str) -> bool:
    """Whether the character belongs to no word: punctuation, symbols, spaces, what is unseen."""
    return unicodedata.category(character)[0] in _NO_PART_OF_WORDS


def as_name(text: str) -> str:
    """A name from elsewhere as a query can hold it: without quotation marks and what is unseen."""
    return tidy(cleaned(text).replace('"', ""))
