"""What is searched for: 200 queries of eight sorts, the same ones every time."""

from random import Random

from search_load.collection import Collection, Thing, vocabulary, word_in
from search_load.loading import sampled_texts

OF_EACH = 25
# From here on, a word counts as frequent.
FREQUENT = 0.1


def make_queries(collection: Collection, town_division: Thing) -> dict[str, list[str]]:
    """By sort; those of words alone are first, since only they can be compared."""
    chance = Random(7)  # noqa: S311
    words = vocabulary()
    gangs, agencies = collection.things["gang"], collection.things["agency"]
    places = [town_division, *collection.things["location"][:40]]

    def shares(low: float, high: float) -> list[float]:
        """Evenly many of each size, from rare to frequent."""
        step = (high / low) ** (1 / (OF_EACH - 1))
        return [low * step**number for number in range(OF_EACH)]

    def year() -> str:
        first = chance.randint(1996, 2016)
        return f"after:{first} before:{first + 3}"

    return {
        "rare word": [word_in(share) for share in shares(0.0001, 0.002)],
        "frequent word": [word_in(share) for share in shares(FREQUENT, 0.95)],
        "phrase": [f'"{phrase}"' for phrase in _phrases(chance)],
        "prefix": [
            f"{words[chance.randrange(3000)][: chance.choice((3, 4, 5))]}*" for _ in range(OF_EACH)
        ],
        "gang": [f'gang:"{gangs[rank].name}"' for rank in range(0, 10 * OF_EACH, 10)],
        "place of 1,000": [
            f'place:"{chance.choice(places[:1] if number % 2 else places).name}"'
            for number in range(OF_EACH)
        ],
        "all together": [
            f'gang:"{chance.choice(gangs[:30]).name}" place:"{chance.choice(places).name}" '
            f"{word_in(share)} {year()}"
            for share in shares(0.02, 0.95)
        ],
        "no hit": [
            f'gang:"{gangs[-1 - number].name}" agency:"{agencies[-1 - number].name}"'
            if number % 2
            else f"nosuchword{number} {word_in(0.9)}"
            for number in range(OF_EACH)
        ],
    }


def _phrases(chance: Random) -> list[str]:
    """Two or three words that stand side by side somewhere."""
    found = []
    for text in sampled_texts(OF_EACH):
        words = [word for word in text.replace(".", "").split() if word.isalpha()]
        place = chance.randrange(len(words) - 3)
        found.append(" ".join(words[place : place + chance.choice((2, 2, 3))]))
    return found
