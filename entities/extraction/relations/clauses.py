"""A sentence taken apart into clauses, each with its subject.

`A, who leads B, has fought C and killed D` says `A leads B`, `A has fought C` and `A killed D`.
The patterns are then short: they need not know what may stand between a subject and its verb.
"""

import re
from typing import NamedTuple

_SLOT = r"⟦[GPLAO]\d+⟧"
_DOUBT = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject\w*|dismiss\w*|refut\w+|false|doubt\w*|ruled out|whether|"
    r"no evidence|disput(?:ed?|es) that)\b"
)
_PARENTHESIS = re.compile(r"\s\([^()]{0,120}\)")
# What is told of a slot in a relative clause, up to the comma that closes it.
_TOLD = r"(?P<told>(?:[^,;.]|,(?=\s(?:⟦L\d+⟧|⟦G\d+⟧)(?:,|\sand\s)))+)"
_APPOSED = r"(?:,\s(?:an?|the|one\sof)\s[^,;⟦⟧]{1,70}|\s(?:gang|cartel|group|clique|clan|mafia))?"
_RELATIVE = re.compile(
    rf"(?P<who>{_SLOT})(?P<apposed>{_APPOSED}),?\s(?P<pronoun>who|which|that)\s(?!⟦|the\s|an?\s|"
    rf"he\s|she\s|"
    rf"they\s|it\s){_TOLD},?"
)
_WHOSE = re.compile(rf"(?P<who>{_SLOT})(?:{_APPOSED}),?\swhose\s{_TOLD},?")
_WHERE = re.compile(rf"(?P<where>⟦L\d+⟧)(?:{_APPOSED}),?\s(?:where|in which)\s(?P<told>[^;.]+)")
_WITH_WHOM = re.compile(
    rf"(?P<who>{_SLOT})(?:{_APPOSED}),?\s(?P<how>with|from|to|against|by)\s(?:whom|"
    rf"which)\s{_TOLD},?"
)
_APPOSITION = re.compile(
    rf"(?P<who>{_SLOT}),\s(?P<what>(?:an?|the|one\sof|its|their|his|former|another|[\w-]+ed\sby|"
    r"based\sin|active\sin|whom|of|from)\s[^;.]{1,140}?),\s"
    r"(?=(?:(?:has|have|had|is|was|are|were|will|would|and|also|then|now|still|later|allegedly)\s|"
    r"\w+(?:ed|s|t)\s))"
)
_OWNER = re.compile(r"⟦L\d+⟧['’]s?\s(?=⟦)")
_HOME = re.compile(r"(?<=⟦),?\sof\s⟦L\d+⟧(?=,)")
_VERB = (
    r"(?:(?:has|have|had|is|was|are|were|now|then|later|also|since|still|currently|reportedly|"
    r"allegedly|once|previously|even)\s|"
    r"(?:fought|led|ran|runs|sold|sells|bought|took|grew|sent|gave|held|met|told|hid|went|"
    r"came|began|became|left|split|fled|shot|built|found|made|lost|won|broke|swore|"
    r"(?!related)\w{2,}(?:ed|es|[^s\W]s))\s(?=the\s|an?\s|its\s|his\s|her\s|their\s|in\s|to\s|"
    r"for\s|from\s|with\s|by\s|at\s|on\s|into\s|out\s|up\s|over\s|⟦|\d|as\s|against\s|around\s|"
    r"members\s|more\s|several\s|back\s|through\s))"
)
_BOUNDARY = re.compile(
    r"(?:;|:|\s[–—]|,?\s(?:but|while|whereas|when|after|before|because|although|though|until)|"
    r",(?:\sas)?)\s"
    rf"(?=(?:the\s|both\s)?⟦[GPA]\d+⟧)"
    rf"|,?\s(?P<and>and|but)\s(?={_VERB})"
    r"|;\s|:\s|,\s(?:and|but)\s(?=(?:(?:the|its|in)\s)?⟦)"
    r"|,?\s(?:but|while|whereas|because|although)\s"
)
_KIN = re.compile(
    r"(?:\w+\s){0,2}?(?:brothers?|sisters?|sons?|daughters?|father|mother|wife|husband|cousins?|"
    r"nephew|niece|uncle|aunt|widow|girlfriend|boyfriend|[\w-]+-in-law)\b"
)
_DESCRIBED = re.compile(
    r"(?P<whom>⟦[GAO]\d+⟧),\s(?:an?|the|one of the)\s[^⟦⟧,;]{1,60}\s(?:of|from)\s(?:the\s)?$"
)
_PERSON = re.compile(r"⟦P\d+⟧")
_SUBJECT = re.compile(
    r"^(?:(?:In|On|At|After|Under|Since|From|During|By|For|Last|Earlier|When|As|Like)\b[^,]*,\s)?"
    rf"(?:(?:[\w-]+\s){{0,4}}?of\s)?(?:(?:The|the|Both|Only|Yet|That|But|And)\s)*"
    rf"(?:[a-z-]+\s){{0,3}}(?P<subject>{_SLOT}(?:(?:,\s|\sand\s|,\sand\s)(?:the\s)?{_SLOT})*)"
    r"(?!['’]s?\s)"
)


class Clause(NamedTuple):
    """A clause in slots; a simple one has been taken apart as far as can be."""

    words: str
    is_simple: bool


def clauses(words: str) -> list[Clause]:
    """Return the sentence itself, then its clauses; a denial is not taken apart."""
    if _DOUBT.search(words):
        return [Clause(words, False)]
    found = [words]
    plain = _PARENTHESIS.sub("", words)

    def tell(match: re.Match[str]) -> str:
        who = match["who"]
        described = _DESCRIBED.search(match.string[: match.start("who")])
        if match["pronoun"] == "who":
            who = _last_person(match.string[: match.end("who")]) or who
        elif described is not None:
            who = described["whom"]
        found.append(f"{who} {match['told']}")
        return match["who"] + match["apposed"] + ("," if match["apposed"] else "")

    def tell_whose(match: re.Match[str]) -> str:
        who = match["who"]
        if _KIN.match(match["told"]):
            who = _last_person(match.string[: match.end("who")]) or who
        found.append(f"{who}'s {match['told']}")
        return match["who"]

    def tell_where(match: re.Match[str]) -> str:
        found.append(f"{match['told']} in {match['where']}")
        return match["where"]

    def tell_with(match: re.Match[str]) -> str:
        found.append(f"{match['told']} {match['how']} {match['who']}")
        return match["who"]

    def drop(match: re.Match[str]) -> str:
        found.append(f"{match['who']}, {match['what']}")
        return match["who"] + " "

    if "who" in plain or "which" in plain or "that" in plain or "where" in plain:
        plain = _WITH_WHOM.sub(tell_with, plain)
        plain = _WHOSE.sub(tell_whose, plain)
        plain = _WHERE.sub(tell_where, plain)
        plain = _RELATIVE.sub(tell, plain)
    parts = [_APPOSITION.sub(drop, part) for part in (*found[1:], plain)]
    simple = [one for part in parts for one in _coordinated(_OWNER.sub("", part))]
    known = dict.fromkeys([words, *simple])
    return [Clause(one, one in simple) for one in known if one == words or one.count("⟦") > 1]


def _coordinated(words: str) -> list[str]:
    """Cut where a new clause begins, and say its subject again where it is left out."""
    made = []
    subject = ""
    reached = 0
    carried = ""
    for match in _BOUNDARY.finditer(words):
        part = carried + words[reached : match.start()]
        made.append(part)
        subject = _subject_of(part) or subject
        reached = match.end()
        carried = f"{subject} " if match["and"] and subject else ""
    made.append(carried + words[reached:])
    return made


def _last_person(before: str) -> str:
    """The person that `who` takes up in `X, a member of Y who`."""
    persons = _PERSON.findall(before[-120:])
    return persons[-1] if persons else ""


def _subject_of(part: str) -> str:
    match = _SUBJECT.match(part)
    return match["subject"] if match else ""
