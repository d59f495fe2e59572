"""Leaves out of a sentence in slots what only says how old somebody is or who tells it."""

import re

from entities.extraction.relations.sentence import Sentence

_SPACE_BEFORE_SIGN = re.compile(r"\s+([,.;:])")
_COMMAS = re.compile(r",(?:\s?,)+")
_ONE_TWICE = re.compile(
    r"(⟦([GPAO])(\d+)⟧)"
    r"(?: \((?:or |also known as |formerly |the )?|,? [^⟦⟧;]{0,60}?)⟦\2(\d+)⟧(?:\)|,)?"
)
_ACRONYM = re.compile(r"(⟦[GAO]\d+⟧) \((⟦[GAO]\d+⟧)\)")
_NICKNAME = re.compile(
    r"(⟦P\d+⟧)(?:,? \([^()]{0,40}\)|,? (?:who is |also |better |or )?"
    r"(?:(?:known (?:on the \w+ |in \w+ |to \w+ )?(?:as|by \w+ nicknames?)|nicknamed|dubbed|alias|"
    r"a\.?k\.?a\.?|a/k/a) (?:⟦P\d+⟧|(?:the |el |la |los )?[A-ZÀ-Þ][\w'’-]*)"
    r"(?: (?:(?:d[aei]l?|el|la|los|las) )*[A-ZÀ-Þ][\w'’-]*){0,2}|(?<=or )⟦P\d+⟧)(?:,(?= ))?)"
)
_AGE = re.compile(r"(⟦P\d+⟧)(?:,? (?:aged )?\d\d(?=,)|, \d\d(?=[.;]|$)| \(\d\d\))")
_REPORTED = re.compile(
    r",\s(?:according to [^,.;]{2,70}|(?:⟦[PAO]\d+⟧|he|she|they|it|\w+)\s"
    r"(?:said|says?|add(?:s|ed)|insist(?:s|ed)|believe|told [^,.;⟦⟧]{2,30}|not(?:es|ed))"
    r"(?:\s[^,.;⟦⟧]{1,30})?)(?:,|(?=[.;])|$)"
)
_ACCORDING = re.compile(r"^According to [^,;]{2,90}, ")
_DATELINE = re.compile(
    r"^⟦L\d+⟧[^⟦⟧.;]{0,30}(?:\((?:⟦[AO]\d+⟧|[^⟦⟧()]{0,30})\)\s?)?(?:-{1,2}|[–—])\s"
)
_QUOTE_BEFORE = re.compile(r"(?<![\w⟧])['‘’](?=⟦)")
_QUOTE_AFTER = re.compile(r"(?<=⟧)['’](?=[,.;:)])")
_JUNIOR = re.compile(r"(?<=⟧)\.(?=,)")


def tidied(words: str, sentence: Sentence) -> str:
    """The words without ages, nicknames beside their bearers, and `officials said`."""
    words = _SPACE_BEFORE_SIGN.sub(r"\1", words)
    words = _QUOTE_BEFORE.sub("", _COMMAS.sub(",", words)).removeprefix(", ")
    words = _JUNIOR.sub("", _QUOTE_AFTER.sub("", words))
    words = _DATELINE.sub("", words)
    if "⟦P" in words:
        words = _AGE.sub(r"\1", words)
    words = _ONE_TWICE.sub(lambda match: _once(match, sentence), words)
    words = _ACRONYM.sub(lambda match: match[2 if "G" in match[2] else 1], words)
    if "⟦P" in words:
        words = _AGE.sub(r"\1", _NICKNAME.sub(r"\1", words))
        words = _NICKNAME.sub(r"\1", words)
    return _ACCORDING.sub("", _REPORTED.sub("", words))


def _once(match: re.Match[str], sentence: Sentence) -> str:
    """`⟦P0⟧, alias ⟦P1⟧,` is one slot where both are the same person."""
    first, second = sentence.key(match.group(3)), sentence.key(match.group(4))
    between = match.group()[len(match.group(1)) :]
    is_apposition = between.startswith((" (", ",", " alias")) and " and " not in between
    return match.group(1) if first and first == second and is_apposition else match.group()
