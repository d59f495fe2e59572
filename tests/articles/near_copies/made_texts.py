"""Made-up news, and what becomes of it when others take it over."""

import random
from collections.abc import Sequence

# Words of many lengths, no text of which is like another.
WORDS = [
    first + second + third
    for first in ("ba", "cor", "del", "fra", "gun", "hol", "jur", "kan", "mal", "per", "sto", "vin")
    for second in ("", "ri", "lo", "te", "ma")
    for third in ("", "n", "da", "st", "ver", "tion", "les")
]


def news(seed: int, words: int = 200) -> str:
    """Sentences of made-up words, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    return " ".join(sentence(chance) for _ in range(words // 10))


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=10)).capitalize() + "."


def edited(text: str, share: float, seed: int = 0) -> str:
    """A third of this share of the words is each replaced, dropped, and followed by a new one."""
    chance = random.Random(seed)  # noqa: S311
    found: list[str] = []
    for word in text.split():
        kind = chance.choice(("replace", "drop", "insert")) if chance.random() < share else "keep"
        if kind in ("keep", "insert"):
            found.append(word)
        if kind in ("replace", "insert"):
            found.append(chance.choice(WORDS))
    return " ".join(found)


def with_other_sentences(text: str, share: float, seed: int = 0) -> str:
    """This share of the sentences replaced."""
    chance = random.Random(seed)  # noqa: S311
    sentences: Sequence[str] = text.split(". ")
    others = set(chance.sample(range(len(sentences)), round(share * len(sentences))))
    return ". ".join(
        sentence(chance)[:-1] if place in others else one for place, one in enumerate(sentences)
    )
