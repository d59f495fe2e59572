"""Draws texts of the corpora that no rule was read off; README.md says what counts.

python -m tests.gold.unseen.draw PLAN SEED LIKENESS CORPORA SEEN.jsonl [ANNOTATIONS.jsonl …]

PLAN is "crime" or "gangs"; SEEN holds whole texts that rules were read off, ANNOTATIONS those
drawn before; what shares LIKENESS (0 to 1) of its words with one of them is left out. Prints the
names of the texts in the order of the draw.
"""

import json
import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from entities.management.standoff import text_of

AT_THE_END = Path(__file__).parents[2] / "benchmarks/import_truth/at_the_end.jsonl"


class Plan(NamedTuple):
    shares: dict[str, int]  # how many texts of each folder
    words: str  # texts with `least` of them come first
    least: int


PLANS = {
    "crime": Plan(
        {
            "releases/cook_il": 1, "releases/dallas_tx": 2, "releases/harris_tx": 1,
            "releases/kings_ny": 5, "releases/los_angeles_ca": 1, "releases/maricopa_az": 1,
            "releases/miami_dade_fl": 2, "releases/orange_ca": 5, "releases/riverside_ca": 2,
            "releases/san_diego_ca": 4, "briefings": 5, "fbis_1989_wire.jsonl": 11,
        },
        r"gangs?|cartels?|mafias?|organi[sz]ed crime|drug traffick\w+|narco\w*|fentanyl|cocaine|"
        r"heroin|methamphetamine|racketeering|extort\w+|guerrillas?|terrorists?|paramilitar\w+|"
        r"kidnap\w+",
        least=2,
    ),
    "gangs": Plan(
        {"fbis_1989_wire.jsonl": 20},
        r"gangs?|cartels?|mafias?|guerrillas?|paramilitar\w+",
        least=4,
    ),
}  # fmt: skip


def texts(corpora, folder):
    """Every text of a folder of the corpora with its name, in order."""
    if folder.endswith(".jsonl"):
        return [
            (f"{folder}:{n}", one["text"]) for n, one in enumerate(lines_of(corpora / folder), 1)
        ]
    paths = sorted((corpora / folder).iterdir())
    return [(f"{folder}/{path.name}", without_front_matter(path.read_text())) for path in paths]


def without_front_matter(text):
    return text.split("\n---\n", 1)[1].strip() if text.startswith("---\n") else text


def shingles(text):
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[n : n + 8]) for n in range(len(words) - 7)}


def of_the_page(texts_of_folder):
    """Shingles that more than five texts of a folder share: menus and feet of pages."""
    counted = Counter(one for _, text in texts_of_folder for one in shingles(text))
    return {one for one, times in counted.items() if times > 5}


def draw(plan, seed, likeness, corpora, known, left_out):
    """Names in the order of the draw; `known` are texts, `left_out` names of files.

    What a folder lacks of its share goes to the next that has more texts with such words.
    """

    def alike(one, other):
        return len(one & other) >= likeness * min(len(one), len(other))

    words = re.compile(rf"\b({plan.words})\b", re.IGNORECASE)
    rng = random.Random(seed)  # noqa: S311
    taken = [shingles(text) for text in known]
    drawn, wanted = [], 0
    for folder, share in plan.shares.items():
        lacked, wanted = wanted, wanted + share
        pool = [
            (len(words.findall(text)) < plan.least, rng.random(), name, text)
            for name, text in texts(corpora, folder)
            if 800 <= len(text) <= 9000 and "made us think you were a bot" not in text
        ]
        page = of_the_page(texts(corpora, folder))
        for tame, _, name, text in sorted(pool):
            if name in left_out or wanted <= (lacked if tame else 0):
                continue
            own = shingles(text) - page
            if not any(alike(own, one) for one in taken):
                taken.append(own)
                drawn.append(name)
                wanted -= 1
    rng.shuffle(drawn)
    return drawn


def lines_of(file):
    return [json.loads(line) for line in Path(file).read_text().splitlines()]


def main(plan, seed, likeness, corpora, seen, *drawn_before):
    before = [one["file"] for file in drawn_before for one in lines_of(file)]
    known = [one["text"] for one in lines_of(seen)]
    known += [text_of(Path(corpora), name) for name in before]
    left_out = {one["file"] for one in lines_of(AT_THE_END)} | set(before)
    print(*draw(PLANS[plan], int(seed), float(likeness), Path(corpora), known, left_out), sep="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
