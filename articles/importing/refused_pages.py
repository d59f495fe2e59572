"""Pages that stand where an article should: bot walls, errors, log-ins, consent, mere lists.

An article about such things has sentences of its own, and is none of these.
"""

import re
import tomllib
from pathlib import Path

LONGEST = 6_000  # characters of a page without an article, but for its links
SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")
SHORTEST_PROSE = 90  # characters of a line that is a sentence of its own
MOST_PROSE = 250  # characters beside what such pages say
MOST_SAID = 2_000  # characters of sentences on a bot wall and its like
MOST_SENTENCES = 3  # of one without a heading that tells it
FEWEST_SAID = 3  # sayings of one without
LINKS = 12  # short lines of a page that lists
SITE = r"(?:\s*[-–—|·:•].{0,60}|[.!…]{0,3})"


def _whole(alternatives: list[str]) -> re.Pattern[str]:
    """Match a line that says one of the alternatives, and perhaps the name of the site."""
    return re.compile(rf"(?:.{{0,40}}\s[-–—|·:•]\s*)?(?:{'|'.join(alternatives)}){SITE}", re.I)


def _within(alternatives: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_TOLD = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
# What such a page has as its heading, and what it says below, by the reason that is told.
KINDS = {
    kind["reason"]: (_whole(kind["headings"]), _within(kind["sayings"])) for kind in _TOLD["kind"]
}
MENU, MORE = _within(_TOLD["lists"]["menu"]), _within(_TOLD["lists"]["more"])


def reason(text: str) -> str:
    """Say why this page is no article, in one sentence; empty where it is one, or may be one."""
    lines = [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]
    prose = [
        place
        for place, line in enumerate(lines)
        if len(line) >= SHORTEST_PROSE and SENTENCE.search(line) and not MENU.search(line)
    ]
    if len(text) <= LONGEST and sum(len(lines[place]) for place in prose) <= MOST_SAID:
        for kind, (heading, saying) in KINDS.items():
            if _is_wall(lines, prose, heading, saying):
                return f"{kind}: save the page of the article itself and import that."
    return _lists(lines, prose)


def _is_wall(
    lines: list[str], prose: list[int], heading: re.Pattern[str], saying: re.Pattern[str]
) -> bool:
    """Whether a page with this heading or these sayings says nothing else."""
    over = lines[: min(4, prose[0])] if prose else lines[:4]
    headed = any(heading.fullmatch(line) for line in over)
    # Without a heading that tells it three of the lines must say so.
    if not headed and (len(lines) < FEWEST_SAID or len(prose) > MOST_SENTENCES):
        return False
    said = {place for place, line in enumerate(lines) if saying.search(line)}
    own = sum(len(lines[place]) for place in prose if place not in said)
    if headed:
        return own <= (MOST_PROSE if said else 0) and (bool(said) or len(lines) <= 6)
    return len(said) >= FEWEST_SAID and own == 0 and len(said) * 3 >= len(lines)


def _lists(lines: list[str], prose: list[int]) -> str:
    """Say so where a page only lists: links without a sentence, or the beginnings of news."""
    if not prose and len(lines) >= LINKS and sum(bool(MENU.search(line)) for line in lines) >= 3:
        return "The page is a menu or a list of links and has no text of its own."
    teasers = sum(
        any(MORE.search(below) for below in lines[place + 1 : place + 2]) for place in prose
    )
    if teasers >= 3 and len(prose) - teasers <= 1:
        return "The page lists the beginnings of other articles and has no text of its own."
    return ""
