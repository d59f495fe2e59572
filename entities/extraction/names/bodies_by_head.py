"""Agencies and organizations that no list has, by the noun at the head of their names.

`6th Infantry Brigade`, `California Department of Corrections and Rehabilitation`, `Fullerton
Police Department Gang Unit`: what stands before and behind the head is looked at word by word.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.lexicon import alternatives, english, words
from entities.extraction.names.body_kinds import (
    AGENCY_HEADS,
    FORCES,
    HEAD_WORDS,
    ORGANIZATION_HEADS,
    OWNERS,
    THEMATIC_HEADS,
    THEMES,
    key_of,
    kind_of_body,
)
from entities.extraction.passage import Passage
from entities.extraction.text import is_ordinary
from entities.kinds import Kind

LONGEST = 9  # words before a head
_LONGEST_PLACE = 3  # words of the place before the title of an office
CONFIDENCE = 0.69  # less than what the gazetteer knows, misprints included
_IN_CAPITALS = THEMES | frozenset(english.ADJECTIVES_OF_ORGANIZATIONS)
_HEADS = (*AGENCY_HEADS, *THEMATIC_HEADS, *FORCES, *ORGANIZATION_HEADS)
_HEAD = re.compile(
    rf"\b(?:{alternatives((head.title() for head in _HEADS), ('PD',))})\b(?!-\w|[’'](?!s\b)\w)"
)
# There each word has a capital or not, as the lists of ordinary words have it.
_IN_EITHER_CASE = {
    " ".join(cased)
    for head in _HEADS
    for cased in product(*((word, word.title()) for word in head.split()))
}
_HEAD_IN_CAPITALS = re.compile(rf"\b(?:{alternatives(_IN_EITHER_CASE)})\b(?!-\w|[’'](?!s\b)\w)")
_HOLDER = re.compile(
    rf"(?<= )(?:{alternatives(english.OFFICE_HOLDERS)})\b"
    r"(?!\s?[-/]|[’']s\s(?:Office|Department|[Oo]ffice|[Dd]epartment))"
)
# Who works there, right before a head: `75th Precinct Detective Squad`.
_BODIES_OF_PEOPLE = words(
    "agents attorneys deputies detective detectives investigators judges managers members officers "
    "prosecutors"
)
_OFFICES = words(
    "attorney’s attorneys’ general’s sheriff’s sheriffs’ defender’s prosecutor’s da’s prosecutors’"
)
# No part of a body's name: what begins sentences, and who works there.
_STOPS = words(
    """
    a an the this that these those his her its their our your my some any every each all both no
    one two three four five six seven eight nine ten several many more most other another such
    local former current then now when while after before since although because if as once
    until also even only but and or so with without under over against from in on at by for to
    of into about between among during through via per said says according meanwhile however who
    which whose where what how why not nor than including inside outside today yesterday deputy
    assistant detective detectives sergeant lieutenant captain corporal mayor governor president
    vice-president senator congressman congresswoman commissioner inspector superintendent
    director officer officers agent agents investigator investigators chief member members
    spokesman spokeswoman supervising prosecutor prosecutors senior acting lead judge judges
    minister secretary professor dr mr mrs ms hon honorable co-defendant defendant defendants
    suspect suspects victim's retired interim named called thanks thank join see contact call
    visit read meet penal code title article chapter mr. mrs. ms. dr. sgt. lt. capt. det. hon.
    gov. sen. rep. gen. col. u.s.c.
    """
) | frozenset((*english.MONTHS, *english.WEEKDAYS))
# Which heads go on, and with what: `Commission for the Study of Violence`, `Supreme Court of Ohio`.
_THEMATIC_LINK = re.compile(r"\s(?:of|for|on|against)\s(?:the\s)?(?=[A-ZÀ-Þ])")
_THEMATIC_LINK_IN_CAPITALS = re.compile(r"(?i)\s(?:of|for|on|against)\s(?:the\s)?(?=\w)")
_OWN_LINK = re.compile(r"\s(?:of|for)\s(?:the\s)?(?=[A-ZÀ-Þ])")
_LONG_LINKED = {"task force", "strike force"} | words(
    """
    agency board bureau center centre commission committee council department directorate division
    federation foundation institute ministry office partnership secretariat
    association coalition administration academy union society league
    """
)
_OWN_LINKED = words(
    "court university police bank church college army embassy consulate party presidency tribunal"
)
_WORD = re.compile(r"[^\s\0,;:()\[\]“”\"]+")
_JOINED = re.compile(r",?\s(?:and|&)\s|,\s(?=\w+(?:,|\s(?:and|&))\s)")
_OPENING = '([“"‘'
_SIGN = re.compile(r"[\[\](){}<>“”\"«»;,…|*@]")
_ABBREVIATION = re.compile(r"(?:[A-Z]\.)+|St\.|Ft\.|Mt\.")
_POSSESSIVE = re.compile(r"[’']s$")
_PARTICLES = words("de del da do la las los")
_CAPITAL = re.compile(r"(?:[A-ZÀ-Þ][\w.’'&/–-]*|\d{1,3}(?:st|nd|rd|th|d|ST|ND|RD|TH|D)\b)")
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th|d)", re.IGNORECASE)
_NUMBERED = re.compile(r"(?i)\s(?:no\.?\s?)\d{1,3}\b")
_NO_BODY_AFTER = re.compile(
    r"\s?[-/]\w|\s(?:Building|House|Room|Street|Avenue|Ave|Drive|Road|Blvd|Boulevard|Plaza|Act|Week|"
    r"Month|Day|Award|Awards|Code|Code\sSection|Hospital|Medical)\b|\s\d"
)
_ORGANIZATIONS_OF_AGENCY_HEADS = re.compile(
    r"(?i)^(?:UN|U\.N\.|United\sNations)\s|\b(?:human\srights|bar|news|press)\s(?:commission|agency|committee)\b|"
    r"\bcounty\s(?:department|office)\sof\seducation\b|\bboard\sof\seducation\b|"
    r"\bschool\sboard\b"
)


@dataclass(frozen=True, slots=True)
class _Body:
    start: int
    end: int
    kind: Kind
    reason: str


def bodies_by_head(passage: Passage) -> Iterator[Candidate]:
    """Yield bodies by their heads, and offices before the names of those who hold them."""
    found: list[_Body] = []
    for match in _HEAD.finditer(passage.text):
        if not passage.is_in_capitals(match.start()):
            found += _body(passage, match.start(), match.end(), in_capitals=False)
    for start, end in passage.capitals:
        for match in _HEAD_IN_CAPITALS.finditer(passage.text, start, end):
            found += _body(passage, match.start(), match.end(), in_capitals=True)
    for match in _HOLDER.finditer(passage.text):
        found += _office(passage, match.start(), match.end())
    for one in _longest(found):
        yield Candidate(
            one.start,
            one.end,
            one.kind,
            Rank.RULE,
            "rule:agency" if one.kind == Kind.AGENCY else "rule:organization",
            one.reason,
            CONFIDENCE,
            name=" ".join(passage.written[one.start : one.end].split()),
        )


def _longest(found: Iterable[_Body]) -> list[_Body]:
    """Of names in one another the whole; of those that overlap what the earlier leaves."""
    kept: list[_Body] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or kept[-1].end <= one.start:
            kept.append(one)
    return kept


def _body(passage: Passage, start: int, end: int, *, in_capitals: bool) -> Iterator[_Body]:
    """The name with the head `[start, end)`, if there is one."""
    text = passage.text
    head = key_of(text[start:end])
    before = _before(passage, start, in_capitals)
    first = before[0][0] if before else start
    parts = [key_of(word) if in_capitals else _key_or_code(word) for _, word in before]
    if number := _NUMBERED.match(text, end):
        end = number.end()
        parts.append(number.group())
    elif _NO_BODY_AFTER.match(text, end):
        return
    complement = _complement(text, head, end, in_capitals)
    kind = kind_of_body(head, parts, text[end:complement], in_capitals)
    if kind is None:
        return
    if _ORGANIZATIONS_OF_AGENCY_HEADS.search(text[first:complement]):
        kind = Kind.ORGANIZATION
    elif kind == Kind.ORGANIZATION and _OFFICES.intersection(parts):
        kind = Kind.AGENCY
    yield _Body(first, complement, kind, f"a name before or after “{text[start:end]}”")


def _office(passage: Passage, start: int, end: int) -> Iterator[_Body]:
    """`Brooklyn District Attorney` before a name."""
    if passage.is_in_capitals(start):
        return
    before = _before(passage, start, in_capitals=False)
    if len(before) > _LONGEST_PLACE:  # behind a headline that no sign ends
        while len(before) > 1 and (before[0][1] in ("and", "&") or _is_headline_word(before[0][1])):
            del before[0]
    keys = [key_of(word) for _, word in before]
    if keys and keys[-1] not in THEMES - {"county", "city", "state"} and set(keys) - THEMES:
        yield _Body(before[0][0], end, Kind.AGENCY, "a place before the title of an office")


def _before(passage: Passage, start: int, in_capitals: bool) -> list[tuple[int, str]]:
    """The words before a head that belong to the name, with where they begin."""
    text = passage.text
    sentence, _ = passage.sentence_of(start)
    found: list[tuple[int, str]] = []
    reached = start
    while len(found) < LONGEST and (one := _word_before(text, sentence, reached)):
        left, word = one
        if found and word in ("and", "&"):
            more = _list_before(text, sentence, left, in_capitals, found)
            if not more:
                break
            found[:0] = more
            reached = more[0][0]
            continue
        bare = word.lstrip(_OPENING)
        is_of_people = not found and key_of(bare) in _BODIES_OF_PEOPLE and bare[0].isupper()
        is_number = bare.isdecimal() and found and found[0][1] == "Precinct"
        if not bare or not (is_of_people or is_number or _is_part(bare, in_capitals)):
            break
        reached = left + len(word) - len(bare)
        found.insert(0, (reached, bare))
        if bare != word:
            break
    while len(found) > 2 and passage.is_in_heading(start) and _is_headline_word(found[0][1]):
        del found[0]
    return _without_owner(found, key_of(text[start : start + len("department")].split(" ")[0]))


def _without_owner(found: list[tuple[int, str]], head: str) -> list[tuple[int, str]]:
    """Cut `District Attorney’s` before `Homicide Bureau`; with a place before it is a name."""
    if head.startswith(("office", "departmen")):
        return found
    for place, (_, word) in enumerate(found):
        if key_of(word) in _OFFICES:
            title = [key_of(one) for _, one in found[:place]]
            if all(one in THEMES and one != "county" for one in title):
                return found[place + 1 :]
    return found


def _word_before(text: str, first: int, end: int) -> tuple[int, str] | None:
    """The word before an offset on the same line, and where it begins."""
    reached = end
    while reached > first and text[reached - 1] == " ":
        reached -= 1
    if not 0 < end - reached <= 3 or reached == first:
        return None
    left = max(text.rfind(" ", first, reached), text.rfind("\0", first, reached)) + 1 or first
    return left, text[left:reached]


def _list_before(
    text: str, sentence: int, end: int, in_capitals: bool, found: list[tuple[int, str]]
) -> list[tuple[int, str]]:
    """The words before `and` in `Gang Reduction and Intervention Partnership`: all speak of work.

    `Jane Roe and Salem Police` are two.
    """
    more: list[tuple[int, str]] = []
    reached = end
    while len(more) < 4 and (one := _word_before(text, sentence, reached)):
        reached, word = one
        word = word.removesuffix(",")
        if not word or not _is_part(word, in_capitals):
            break
        more.insert(0, (reached, word))
    theme = key_of(more[-1][1]) if more else ""
    first = key_of(found[0][1])
    if theme in HEAD_WORDS or not _speaks_of_work(theme) or not _speaks_of_work(first):
        return []
    return more


def _speaks_of_work(word: str) -> bool:
    return word in THEMES or is_ordinary(word)


def _is_part(word: str, in_capitals: bool) -> bool:
    """Whether a word may be part of a name before its head."""
    if _SIGN.search(word):
        return False
    if word[-1] in ".:!?" and not _ABBREVIATION.fullmatch(word):
        return False
    key = key_of(word)
    if key in _STOPS:
        return False
    if key.endswith(("’s", "s’")) and key not in OWNERS:
        return False
    if _CAPITAL.match(word) or _ORDINAL.fullmatch(word):
        return True
    return in_capitals and key in _IN_CAPITALS


def _is_headline_word(word: str) -> bool:
    key = key_of(word)
    return key not in THEMES and is_ordinary(key)


def _complement(text: str, head: str, end: int, in_capitals: bool) -> int:
    """Where a name ends that goes on behind its head: `Department of Parole`."""
    if head in _LONG_LINKED:
        link = (_THEMATIC_LINK_IN_CAPITALS if in_capitals else _THEMATIC_LINK).match(text, end)
    elif head in _OWN_LINKED:
        link = _OWN_LINK.match(text, end)
    else:
        return end
    reached = end
    while link:
        after = _words_after(text, link.end(), in_capitals, lists=head in _LONG_LINKED)
        if after == link.end() or _is_body_of_body(head, text[link.start() : after]):
            break
        if holder := _HOLDER.search(text, link.end(), after):
            return holder.end()
        reached = after
        link = _THEMATIC_LINK.match(text, reached) if head in _LONG_LINKED else None
    if head == "university" and (school := _SCHOOL_OF.match(text, reached)):
        return school.end()
    return reached


def _is_body_of_body(head: str, linked: str) -> bool:
    """`Gang Unit of the Salem Police Department`: two bodies, save for an office."""
    return (
        head not in ("office", "department")
        and " the " in linked
        and (_HEAD.search(linked) or _HOLDER.search(linked)) is not None
    )


_SCHOOL_OF = re.compile(r"\s(?:School|College)\sof\s[A-Z]\w+")


def _words_after(text: str, start: int, in_capitals: bool, *, lists: bool) -> int:
    """Where the words end that follow `of`: `Corrections and Rehabilitation`."""
    reached = at = start
    while word := _WORD.match(text, at):
        bare = word.group()
        if not _ABBREVIATION.fullmatch(bare):
            bare = _POSSESSIVE.sub("", bare.rstrip(".’'"))
        key = key_of(bare)
        if key in _PARTICLES and reached > start:
            at = word.end() + 1
            continue
        if not bare or key in _STOPS - _BODIES_OF_PEOPLE:
            break
        known = key in _IN_CAPITALS or key in HEAD_WORDS
        if not _CAPITAL.fullmatch(bare) and not (in_capitals and known):
            break
        reached = at + len(bare)
        if reached < word.end():
            break
        at = reached + 1
        if lists and (joined := _JOINED.match(text, reached)):
            following = _WORD.match(text, joined.end())
            word_after = key_of(following.group().rstrip(".,")) if following else ""
            if word_after in HEAD_WORDS or not _speaks_of_work(word_after):
                break
            at = joined.end()
        elif text[reached : reached + 1] != " ":
            break
    return reached


def _key_or_code(word: str) -> str:
    """The word as lists have it; `TARGET` of a unit as it is."""
    key = key_of(word)
    return word if word.isupper() and len(word) > 2 and key not in THEMES else key
