"""Prisons, parks, streets and the like, by how they are named: `790 Franklin Avenue`."""

import re
from collections.abc import Iterator

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.lexicon import words
from entities.extraction.passage import Passage
from entities.extraction.places.false_places import is_after_cue
from entities.extraction.places.place_candidates import (
    NAME,
    NO_PLACES,
    WORD,
    place_candidate,
    without_lead,
)
from entities.extraction.text import is_on_list
from entities.gazetteer.places.cities import CityIndex

_FACILITY = re.compile(
    rf"(?P<name>{NAME})\s(?P<noun>(?:(?:[Mm]aximum|[Hh]igh)[\s-][Ss]ecurity\s|[Ss]tate\s|"
    r"[Ff]ederal\s|[Cc]ounty\s)*(?:[Pp]rison|[Jj]ail|[Pp]enitentiary|[Dd]etention\s(?:[Cc]ent(?:er|re)|"
    r"[Ff]acility|[Cc]omplex)|[Rr]emand\s[Cc]ent(?:er|re)|[Cc]onfinement\s[Cc]ent(?:er|re)|"
    r"[Cc]orrectional\s(?:[Ff]acility|[Cc]ent(?:er|re)|[Ii]nstitution|[Cc]omplex)))\b"
    r"(?!\s(?:[Gg]angs?|[Tt]erms?|[Ss]entences?|[Tt]ime|[Mm]afia)\b)"
)
# British prisons
_HMP = re.compile(rf"\bHM[PY](?:OI|P)?\s{WORD}(?:\s{WORD})?\b")
_ADDRESS = re.compile(
    rf"\b(?:[Oo]n|[Aa]t|[Nn]ear|[Ii]n|[Oo]f|[Oo]ff|[Ff]rom)\s(?:the\s)?(?P<name>{WORD}(?:\s{WORD}){{0,2}}\s"
    r"(?:Place|Drive|Gardens|Crescent|Estate|Estates|Court|Close|Way|Heights))\b(?!\s[A-Z])"
)
_NO_GANG_AFTER = (
    r"(?!\s(?:[Gg]ang|[Cc]rew|[Cc]lique|Crips?|Bloods?|Locos|Gangsters?|Boys|"
    r"Posse|Mob|Police|Division|Station|Strip|[A-Z]))"
)
_NAMED_FACILITY = re.compile(
    rf"(?P<name>{WORD}(?:\s(?:{WORD}|[A-Z]\.)){{0,4}})\s(?:Street|Avenue|Road|Boulevard|Lane|"
    r"Highway|Freeway|Expressway|Turnpike|(?<!Emergency\s)(?<!Operating\s)(?<!Jury\s)(?<!Court\s)Room|Parkway|(?:(?:Regional|National|State|City|Memorial)\s)?(?:Park|Forest)|Square|Plaza|Bridge|"
    r"(?:International\s)?Airport|Hotel|Courthouse|Harbou?r|Beach|Housing\s(?:Projects?|Development)|"
    r"Houses|Estates|River|Lake|Valley|Mountains?|Canyon|Creek|Jungle|Bay|Peninsula|Islands?|Desert|"
    r"Heights|Terraces?|Port\sof\sEntry|(?:General\s|Memorial\s|Children[’']s\s)?Hospital|Clinic|"
    r"(?:(?:Regional\s)?Medical|Justice|Community|Cultural|Civic|Convention|Shopping)\sCent(?:er|re)|"
    rf"Stadium|Cemetery|Building|Playground|Apartments|Mall)\b{_NO_GANG_AFTER}"
)
_SIDE = r"(?:[NS][EW]|[NSEW]\.?|North|South|East|West)"
# With the number of a house: `790 Franklin Avenue`, `2016 W Elm St.`, `3 Bell Way #110`
_HOUSE = re.compile(
    rf"(?<![\w$.,#-])\d{{1,5}}(?:-\d{{1,4}})?\s(?:{_SIDE}\s)?"
    rf"(?:{WORD}\s){{0,3}}(?:{WORD}|\d{{1,3}}(?:\s?(?:st|nd|rd|th))?)\s"
    r"(?:Street|St\b\.?|Avenue|Ave\b\.?|Road|Rd\b\.?|Boulevard|Blvd\b\.?|Lane|Ln\b\.?|Drive|Dr\b\.?|"
    r"Way|Place|Pl\b\.?|Court|Ct\b\.?|Circle|Terrace|Highway|Hwy\b\.?|Parkway|Pkwy\b\.?|Walk)"
    rf"(?:\s{_SIDE}(?=[\s,.;]))?(?:,?\s#\d+\w?)?{_NO_GANG_AFTER}"
)
_NUMBERED_STREET = re.compile(
    rf"\b(?:(?:(?:East|West|North|South)\s)?\d{{1,3}}\s?(?:st|nd|rd|th)\s(?:Street|Avenue|Place)|"
    rf"Avenue\s[A-Z])\b(?!\s[A-Z]){_NO_GANG_AFTER}"
)
# `Balsam and Chestnut Avenues`, and the second of `Balsam Avenue and Curtis Court`
_STREETS = re.compile(
    rf"(?P<name>{WORD}(?:\s{WORD})?)\sand\s(?P<last>{WORD}(?:\s{WORD})?\s"
    r"(?:Avenues|Streets|Roads))\b"
)
_STREET_NOUN = re.compile(r"\s(?:Avenue|Street|Road)s?\b")
_CORNER = re.compile(
    rf"(?:Street|Avenue|Road|Boulevard|Drive)\sand\s(?P<last>{WORD}(?:\s{WORD})?\s"
    r"(?:Court|Place|Drive|Way|Circle|Close))\b"
)
_RANGE = re.compile(rf"\b(?:Serran[íi]a|Sierra|Cordillera)\s(?:d[eo]l?|da)\s(?:la\s)?{WORD}\b")
_NO_ADDRESS = re.compile(
    r"\b(?:Supreme|Commissioners?['’]?|High|District|Crown|County|Superior|Federal|Magistrates?['’]?|Criminal|Circuit|"
    r"National|First|Family|Appeals?|Central|International|Municipal|Youth)\s(?:\w+\s)?Court\b"
)
# What a name comes from that is a street's, whatever else bears it.
STREET = "rule:street"
FACILITY = "rule:facility"
_ORDINAL_ENDINGS = words("st nd rd th")
_DIRECTIONS = words("north south east west northern southern eastern western")
# `Louis Armstrong Houses`: nobody is called so, though it begins with a given name.
_NEVER_SURNAME = re.compile(
    r"\b(?:Houses|Housing\s(?:Projects?|Development)|Apartments|Playground|Airport|Courthouse|"
    r"Hospital|Stadium|Cemetery)$"
)
# Facilities whose word is a surname too.
_SURNAME = re.compile(r"\b(?:Park|Lane|Beach|Rivers?|Lake|Bay|Forest|Heights)$")
_OWNER = re.compile(rf"{WORD}['’]s\s(?=[A-ZÀ-Þ])")


def facilities(passage: Passage, cities: CityIndex) -> Iterator[Candidate]:
    """Prisons by their build: `San Quentin State Prison`, and `Izalco` in `Izalco prison`.

    Streets, parks, stations and the like too.
    """
    people = {(one.start, one.end) for one in passage.named if one.label == "PERSON"}
    blocks = frozenset(passage.blocks)
    for match in _NAMED_FACILITY.finditer(passage.text):
        start = without_lead(passage.text, *match.span("name"), keep=_DIRECTIONS)
        if owner := _OWNER.match(passage.text, start, match.end("name")):
            start = owner.end()  # `Houston’s Clinton Park`
        # `Linda Park` and `Jayquan Lane` are people unless the words before say something else.
        is_person = (
            (start, match.end()) in people
            and _SURNAME.search(passage.text, start, match.end())
            and not is_after_cue(passage, start)
        )
        is_in_title = passage.is_in_heading(start) and (start, match.end()) not in blocks
        if passage.text.startswith("St. ", max(0, start - 4)):
            start -= 4  # `St. Marks Avenue`
        name = passage.text[start : match.end("name")].casefold()
        # `36th Avenue` over three lines leaves `th`.
        is_named = name and name not in _ORDINAL_ENDINGS
        only_describes = passage.is_in_heading(start) and all(map(is_on_list, name.split()))
        if is_named and not is_in_title and not is_person and not only_describes:
            place = place_candidate(start, match.end(), FACILITY, "named as places are", 0.7)
            is_sure = _NEVER_SURNAME.search(passage.text, start, match.end())
            place.rank = Rank.INTRODUCTION if is_sure else Rank.RULE
            yield place
    for pattern in (_HMP, _ADDRESS, _NUMBERED_STREET, _HOUSE, _RANGE):
        for match in pattern.finditer(passage.text):
            start, end = match.span("name" if pattern is _ADDRESS else 0)
            if not _NO_ADDRESS.search(passage.text[start:end]):
                place = place_candidate(start, end, FACILITY, "named as places are", 0.7)
                place.rank = Rank.RULE
                yield place
    for pattern in (_STREETS, _CORNER):
        for match in pattern.finditer(passage.text) if _STREET_NOUN.search(passage.text) else ():
            for group in match.groupdict():
                place = place_candidate(*match.span(group), STREET, "a street at a corner", 0.7)
                place.rank = Rank.RULE
                yield place
    for match in _FACILITY.finditer(passage.text):
        start, end = match.span("name")
        start = without_lead(passage.text, start, end)
        written = passage.text[start:end]
        if all(word in NO_PLACES or is_on_list(word) for word in written.casefold().split()):
            continue
        if match.group("noun")[0].islower():
            yield place_candidate(
                start, end, "rule:prison", "a name before a word for prison", 0.82
            )
        else:
            yield place_candidate(
                start, match.end(), "rule:prison", "a name before a word for prison", 0.75
            )
