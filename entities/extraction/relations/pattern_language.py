"""The little language in which the rules of relationships are written.

A pattern is matched against a sentence in slots (see `sentence_slots`). It is a regular expression
in which a blank is one blank, groups capture nothing, and

- `<head:G>` and `<child:L>` stand for a slot, or a list of slots (`A, B and C`), of the kinds
  given by their letters, with articles before and a possessive after; `<head:G!>` for one slot;
- `{LEADER}` stands for the words of that name, in `words.toml` or at the head of the rules' file;
- `~` stands for at most ten words, none of them a slot, within the clause;
- `…` stands for at most sixteen words within the clause, also slots of places and bodies;
- `≈` stands for whatever else the sentence says in between, slots too;
- a line may end where a blank stands, for which the line break then stands, or after a `|`.

What a match needs is written as alternatives, `rival|enem|foe`: one of them stands in the sentence,
written just so. There too `{LEADER}` stands for the alternatives of these words.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from entities.kinds import LETTERS, Kind

_PLACE = LETTERS[Kind.LOCATION]
_PLACE_OR_BODY = "".join(LETTERS[one] for one in (Kind.LOCATION, Kind.AGENCY, Kind.ORGANIZATION))
_ARTICLES = (
    r"(?:(?:[Tt]he|[Bb]oth|an?|its|their|his|her|rivals?|fellow|other|former|allied|alias|"
    r"then)\s){0,3}"
)
_JOIN = (
    r"(?:(?:,\s[A-ZÀ-Þ][\w-]+)?(?:,\s(?:and\s)?|\sand\s|\sor\s)|,?\sas\swell\sas\s|/|"
    r",?\sincluding\s)"
    r"(?:(?:in|from|with|to|at|of|near|the|both|against|parts|alias|also|other|cities|around|"
    r"across|"
    r"its\ssuburbs\sand|northern|southern|eastern|western|central|neighbou?ring|nearby|"
    r"(?:officers|agents|detectives|members|units|soldiers|prosecutors|police|troops)\sof|"
    r"(?:his|her)\s(?:\w+\s)?(?:brother|sister|son|daughter|wife|father|mother|cousin|nephew|uncle|"
    r"\w+-in-law|partner|girlfriend))\s){0,3}"
)
# Words are parted by blanks only: there is one way to cut a text into them, no backtracking.
_FILLER_WORD = r"[^\s⟦⟧.;,]+(?:,[^\s⟦⟧.;,]+)*"
# Behind these words somebody else is spoken of.
_NEW_CLAUSE = (
    r"(?:said|says|saying|told|whether|but|while|whereas|because|although|though|nothing|after|"
    r"when|until|before|where|whose|that|which|and\s(?:has|have|had|is|was|are|were|then|now|"
    r"since))\b"
)
_FILLERS = {
    "~": rf"(?:,?\s(?!{_NEW_CLAUSE})(?:{_FILLER_WORD}|⟦{_PLACE}\d+⟧(?:['’]s?|,)?)){{0,10}}?,?",
    "…": rf"(?:,?\s(?!{_NEW_CLAUSE})(?:{_FILLER_WORD}|⟦[{_PLACE_OR_BODY}]\d+⟧(?:['’]s?|,)?))"
    r"{0,16}?,?",
    "≈": r"(?:[^.;]{0,150}?)",
}
_END = re.compile(rf"<(head|child):([{''.join(LETTERS.values())}]+)(!?)>")
_WORDS = re.compile(r"\{([A-Z]+)\}")
_MACRO = re.compile(rf"{_END.pattern}|{_WORDS.pattern}|([{''.join(_FILLERS)}])|\((?!\?)")
_AFTER_ALTERNATIVE = re.compile(r"(?<=\|)\n")


class Words(NamedTuple):
    """Words that many rules speak of: a pattern, and the alternatives that its matches need."""

    pattern: str
    needs: str


@cache
def common_words() -> Mapping[str, Words]:
    """Those of `words.toml`, by the names that patterns have for them."""
    written = (files(__package__) / "words.toml").read_text(encoding="utf-8")
    return {name: read_words(row) for name, row in tomllib.loads(written).items()}


def read_words(row: Mapping[str, str]) -> Words:
    """A table of a TOML file as words. Raises `KeyError` where it has no pattern."""
    return Words(without_line_breaks(row["pattern"]), without_line_breaks(row.get("needs", "")))


def without_line_breaks(written: str) -> str:
    """A pattern of several lines in one."""
    return _AFTER_ALTERNATIVE.sub("", written).replace("\n", " ")


def letters_of(pattern: str, side: str) -> str:
    """The letters of the slots that can be the `head` or the `child`."""
    return "".join(letters for end, letters, _ in _END.findall(pattern) if end == side)


def regular_expression(pattern: str, words: Mapping[str, Words]) -> str:
    """A pattern of this language as a regular expression.

    Raises `KeyError` with the name of words that there are not.
    """

    def replace(match: re.Match[str]) -> str:
        side, letters, single, name, filler = match.groups()
        if side:
            slot = rf"⟦[{letters}]\d+⟧"
            # A regular expression that begins with the sign of a slot is found ten times faster.
            articles = _ARTICLES if match.start() else ""
            others = "" if single else rf"(?:{_JOIN}{slot})*"
            return rf"{articles}(?P<{side}>{slot}{others})(?:['’]s?)?"
        if name:
            return f"(?:{regular_expression(words[name].pattern, words)})"
        return _FILLERS[filler] if filler else "(?:"

    return _MACRO.sub(replace, pattern).replace(" ", r"\s")


def alternatives(needs: str, words: Mapping[str, Words]) -> tuple[str, ...]:
    """The words of which one must stand in the sentence.

    Raises `KeyError` with the name of words that there are not.
    """
    written = without_line_breaks(needs)
    return tuple(_WORDS.sub(lambda match: words[match[1]].needs, written).split("|"))
