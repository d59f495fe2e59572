"""What part people play in a text: who is accused, who speaks for the state, who suffered, who saw.

A memory of the whole document. Relationships ask it: a judge who sentences members of a gang is
none, and `the defendants` are those whom the text accuses by name.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from entities.extraction.candidates import Candidate
from entities.extraction.lexicon import alternatives, english, spanish
from entities.kinds import Kind


class Role(StrEnum):
    """The part of a person in what a text reports."""

    ACCUSED = "accused"
    OFFICIAL = "official"
    VICTIM = "victim"
    WITNESS = "witness"


@dataclass(frozen=True)
class Roles:
    """The people of one text by their part in it; keys are those of their mentions.

    `accused` are in the order in which the text names them.
    """

    by_key: dict[str, Role] = field(default_factory=dict)
    accused: tuple[str, ...] = ()

    def only(self, role: Role) -> str:
        """The key of the only person with this role; empty where there are none or several."""
        keys = [key for key, own in self.by_key.items() if own == role]
        return keys[0] if len(keys) == 1 else ""

    def is_bystander(self, key: str) -> bool:
        """Whether this person only judges, suffers or saw what others are accused of."""
        return self.by_key.get(key) in (Role.OFFICIAL, Role.VICTIM, Role.WITNESS)


# As far as words before and behind a name say something of it, in code points.
_REACH = 90
_OFFICES = alternatives(
    (word.capitalize() for word in (*english.OFFICES, *spanish.OFFICES)), english.SHORT_OFFICES
)
_LAW = alternatives(english.LAW_WORK, spanish.LAW_WORK)
_OFFICIAL_BEFORE = re.compile(
    rf"(?:\b(?:{_OFFICES})\b\.?(?:\s(?:[A-Z][\w.’'-]*|of|for|the|and)){{0,3}}?|"
    rf"\b(?:{_LAW})s?,?)\s(?:\(?[Rr]et(?:\.|ired)\)?,?\s)?$"
)
_PRESIDES_BEFORE = re.compile(
    r"\b(?:prosecuted|presided\sover|handled|tried|supervised|overseen|led\sby\sprosecutors?|"
    r"supervision\sof|assigned\sto|before|thank(?:s|ed)?|commend(?:s|ed)?)\s"
    r"(?:(?:by|the|to|then|of)\s)*$"
)
_OFFICIAL_BEHIND = re.compile(
    rf"^(?:,\s|\s\(|\s)(?:(?:an?|the|who\s(?:is|was)\s(?:an?|the)|then|now|chief|senior|deputy|"
    r"assistant|lead|acting|retired|former)\s){0,3}"
    rf"(?:(?:of|with|from)\s(?:the\s)?(?:[\w’'-]+\s){{0,5}}?(?:Unit|Bureau|Division|Office|Squad|"
    rf"Police|Department|Task\sForce|Sheriff\S*|FBI|DEA|ATF|NYPD|LAPD)\b|"
    rf"(?:[\w’'-]+\s){{0,3}}?(?:{_LAW}|{alternatives(english.OFFICES)})\b)"
)
_SPEAKS_BEHIND = re.compile(
    r"^(?:,\s[^,.;]{2,60},)?\s(?:today\s|later\s|also\s|has\s)?(?:announced|stated|commended|thanked|"
    r"presided|prosecuted|ruled|imposed|sentenced\s(?!to\b|on\b|in\b|for\b|by\b|today\sto\b|yesterday))"
)
_ACCUSED_BEFORE = re.compile(
    r"\b(?:[Dd]efendants?|[Cc]o-?[Dd]efendants?|[Ss]uspects?|[Aa]ccused|"
    r"[Cc]o-?[Cc]onspirators?|"
    r"[Aa]ccomplices?|[Gg]unm[ae]n|[Ss]hooter|[Kk]iller|[Mm]urderer|[Cc]harged\s(?:are|were)|[Ii]nmate|"
    r"(?:charg|convict|indict|arraign|arrest|sentenc|accus|extradit)\w*|prosecut(?:ed|es|ing|ions?\sof)|"
    r"(?:case|charges|complaint|indictment|evidence|verdict)\sagainst|conviction\sof|sentencing\sof|"
    r"defendants\sas|acusad[oa]s?|imputad[oa]s?|detenid[oa]s?|réus?|acusados?)\s"
    r"(?:(?:as|is|are|was|were|and|the|of|include|included)[\s:]){0,2}$"
)
# Whom the text counts among a gang is accused, unless it tells that he suffered.
_BELONGS_BEFORE = re.compile(r"\b[Gg]ang\s(?:members?|leaders?|associates?)\s$")
_AUXILIARIES = (
    r"(?:(?:who|that|has|have|had|is|was|were|are|been|being|today|yesterday|also|later|each|both|"
    r"variously|allegedly|subsequently|now|currently|previously|will\sbe)\s)"
)
_PARTICIPLES = (
    r"(?:charged|convicted|indicted|arraigned|arrested|sentenced|accused|extradited|"
    r"found\sguilty|tried|remanded|apprehended|ordered\sheld|held\swithout|held\son|"
    r"taken\sinto\scustody)"
)
_ACCUSED_BEHIND = re.compile(
    r"^(?:,\s(?:aged?\s)?\d\d\b|\s\((?:aged?\s|DOB[^)]*)?\d\d?[^)]{0,12}\))?(?:,[^.;]{1,80}?,)?,?\s"
    rf"(?:{_AUXILIARIES}{{0,4}}(?:(?:was|were|been|is|are|be)\s(?:\w+ly\s|today\s|also\s)?{_PARTICIPLES}|"
    # `Ann Poe, charged with murder`, but not `Ann Poe charged the driver`
    rf"{_PARTICIPLES}(?=\s(?:with|for|in|on|by|to|of|after|as|and)\b|[,.;])|"
    r"pleaded|pled|plead|faces?\b|facing|serving|in\scustody|confessed|"
    # `Ann Poe was allegedly a rival` accuses her of nothing that was done.
    r"allegedly(?!\s(?:an?|the|one\sof)\b)|conspired|"
    r"fled\sthe\sscene|fired|"
    r"shot\s(?!and\skilled\b|dead\b|in\b|to\sdeath\b|multiple|several|once|twice|by\b|[.,])|"
    r"stabbed\s(?!to\b|in\b|multiple|by\b|[.,])))"
)
# `sentenced Ann Poe to 32 years and Bo Lee to 20 years`, `Ann Poe – 10 years, Bo Lee – six years`
_SENTENCED_BEHIND = re.compile(
    r"^\s(?:[-–—]\s|to\s(?:an?\s(?:maximum\s|total\s)?(?:term|sentence)\sof\s)?)"
    r"(?:between\s)?[\w½-]+(?:\s(?:to|and|or|½)\s[\w½-]+)?\s(?:years?|months?)\b|^\sto\slife\s(?:in|without)\b"
)
_AGED = re.compile(r"^,\s(?:aged?\s)?\d\d(?=[,.;)\s])|^\s\(\d\d\)")
_CRIME_OF = re.compile(
    r"(?:\b(?:murder|killing|slaying|death|homicide|assassination|kidnapping|abduction|rape|"
    r"robbery|shooting|stabbing|beating|asesinato|homicidio|muerte|secuestro)s?\s"
    r"(?:death\s)?(?:of|de)(?:\s(?:\w+|\w+-year-old)){0,3}?|"
    r"\b[Vv]ictims?,?|\b[Vv][íi]ctimas?,?|\bbystanders?,?|"
    r"\b(?:killed|murdered|kidnapped|raped|robbed|stabbed|beat|strangled|wounded|injured|attacked|"
    r"shot(?:\sand\s(?:killed|wounded|injured))?|killing|murdering|shooting|stabbing|struck|strangling|"
    r"attacking|robbing|kidnapping|raping|carjacked)"
    r"(?:\s(?:and\s\w+ing|\w+-year-old|his|her|their|the|a|rival|off-duty|\w+|teen|teenager)){0,3}?)\s$"
)
# His gang stands between the deed and the man: `shot and killed “4 to 5” gang member Henry Moss`.
_KILLED_MEMBER = re.compile(
    r"\b(?:killed|murdered|shot|stabbed|killing|murdering|shooting|stabbing)\s"
    r"(?:an?\s|the\s|alleged\s)*[“\"‘]?(?:[A-Z\d][\w’'/-]*[”\"’]?\s|to\s|of\s|the\s){1,5}"
    r"(?:gang\s)?(?:member|associate)\s$"
)
_SUFFERED = re.compile(
    r"^(?:,\s(?:aged?\s)?\d\d\b|\s\(\d\d?\))?(?:,[^.;]{1,60}?,)?,?\s"
    r"(?:(?:who|and)\s)?(?:(?:was|were|had\sbeen|has\sbeen|is|being)\s)"
    r"(?:both\s|also\s|then\s|fatally\s|later\s|\w+ly\s)?"
    r"(?:shot|killed|murdered|stabbed|slain|gunned|kidnapped|robbed|raped|beaten|strangled|struck|"
    r"wounded|injured|assaulted|attacked|pronounced\sdead|found\sdead|asesinad|secuestrad|rescued|"
    r"released\sby|freed\sby|carjacked|taken\sto\s(?:the\s|a\s|\w+\s){0,3}hospital)"
    r"|^(?:,\s\d\d,?)?\s(?:died|suffered|sustained|bled\sto\sdeath|succumbed)\b"
    r"|^[’']s?\s(?:body|family|murder|death|killing|killer|killers|mother|parents|widow|remains|corpse)\b"
)
_WITNESS_BEFORE = re.compile(r"\b(?:[Ww]itness(?:es)?|[Tt]estigos?|testemunhas?)\s$")
_WITNESS_BEHIND = re.compile(
    r"^(?:,[^.;]{1,50},)?\s(?:(?:who\s)?(?:saw|witnessed|overheard|called\s911))\b"
)
# What proves a role, before a name and behind it, and with what weight.
_BEFORE = (
    (Role.ACCUSED, _ACCUSED_BEFORE, 3),
    (Role.ACCUSED, _BELONGS_BEFORE, 2),
    (Role.OFFICIAL, _OFFICIAL_BEFORE, 3),
    (Role.OFFICIAL, _PRESIDES_BEFORE, 1),
    (Role.VICTIM, _CRIME_OF, 2),
    (Role.VICTIM, _KILLED_MEMBER, 3),
    (Role.WITNESS, _WITNESS_BEFORE, 3),
)
_BEHIND = (
    (Role.ACCUSED, _ACCUSED_BEHIND, 3),
    (Role.ACCUSED, _SENTENCED_BEHIND, 2),
    (Role.ACCUSED, _AGED, 1),
    (Role.OFFICIAL, _OFFICIAL_BEHIND, 2),
    (Role.OFFICIAL, _SPEAKS_BEHIND, 2),
    (Role.VICTIM, _SUFFERED, 3),
    (Role.WITNESS, _WITNESS_BEHIND, 1),
)
# Between a gang and who speaks for it: `ELN military commander Ana Roe announced`
_LEADS_GANG = re.compile(
    r"(?i:['’]?s?\s(?:(?:military|political|rebel|guerrilla|top|senior|regional|former|alleged|"
    rf"reputed|imprisoned)\s){{0,2}}(?:{alternatives(english.RANKS, english.GANGSTERS)}|chief|head|"
    r"spokes(?:man|woman|person))\s)$"
)
# What parts people of one list: `Ana Roe, 24, of Troy, Bo Lee, 31, and Cy Poe`.
_BETWEEN = re.compile(
    r"(?:,\s(?:aged?\s)?\d\d\b|\s\((?:aged?\s)?\d\d\))?"
    r"(?:,?\s(?:both\s)?(?:of|from)\s[^.;:]{1,60}?)?(?:[,;]?\s(?:and|y|e|&)\s|[,;]\s)"
)
_LEAST = 2


def roles_of_people(text: str, mentions: Iterable[Candidate]) -> Roles:
    """Weigh, for each person, what stands before and behind every mention.

    `mentions` have their keys; offsets are code points of `text`.
    """
    mentions = list(mentions)
    gangs = {one.end for one in mentions if one.kind == Kind.GANG}
    people = sorted(
        (one for one in mentions if one.kind == Kind.PERSON and one.key), key=lambda one: one.start
    )
    weights: dict[str, Counter[Role]] = defaultdict(Counter)
    for several in _lists(text, people):
        first, last = several[0], several[-1]
        shared = _cues(text[max(0, first.start - _REACH) : first.start], _BEFORE)
        shared += _cues(text[last.end : last.end + _REACH], _BEHIND)
        leads = _LEADS_GANG.search(text, max(0, first.start - _REACH), first.start)
        if leads and leads.start() in gangs:
            del shared[Role.OFFICIAL]  # who speaks for a gang, not for a state
        for one in several:
            weights[one.key] += shared
            if one is not first:
                weights[one.key] += _cues(text[max(0, one.start - _REACH) : one.start], _BEFORE)
            if one is not last:
                weights[one.key] += _cues(text[one.end : one.end + _REACH], _BEHIND)
    by_key = {key: role for key, counts in weights.items() if (role := _weightiest(counts))}
    order = dict.fromkeys(one.key for one in people)
    accused = tuple(key for key in order if by_key.get(key) == Role.ACCUSED)
    return Roles(by_key, accused)


def _lists(text: str, people: list[Candidate]) -> list[list[Candidate]]:
    """The people, those together whom the text lists together."""
    lists: list[list[Candidate]] = []
    for one in people:
        if lists and _BETWEEN.fullmatch(text, lists[-1][-1].end, one.start):
            lists[-1].append(one)
        else:
            lists.append([one])
    return lists


def _cues(words: str, cues: Iterable[tuple[Role, re.Pattern[str], int]]) -> Counter[Role]:
    found: Counter[Role] = Counter()
    for role, pattern, weight in cues:
        if pattern.search(words):
            found[role] += weight
    return found


def _weightiest(counts: Counter[Role]) -> Role | None:
    """The role with most weight; who is accused by name is no mere officer of the case."""
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < _LEAST:
        return None
    best = ranked[0][1]
    return Role.ACCUSED if counts[Role.ACCUSED] == best else ranked[0][0]
