"""Coreference: who is meant by `the gang`, `its leader`, `they`, `he` and `the two`."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from entities.extraction.first_names import genders
from entities.extraction.lexicon import english
from entities.extraction.relations.sentence_slots import LONGEST_SENTENCE, SLOT, Sentence
from entities.extraction.roles import Role, Roles
from entities.gazetteer.snapshot import GazetteerEntity
from entities.kinds import Kind
from entities.names import fold

_GANG_NOUN = (
    r"gang|group|cartel|organi[sz]ation|mafia|faction|clique|clan|syndicate|mara|set|club|chapter|"
    r"crew|outfit|federation|network|militia|ring|commando|megagang|alliance|coalition|front|brotherhood"
)
_OF_GANG = (
    r"leaders?|boss(?:es)?|chiefs?|heads?|founders?|commanders?|kingpin|capo|ringleaders?|"
    r"lieutenants?|second-in-command|president|members?|gunm[ae]n|hitm[ae]n|operatives?|"
    r"enforcers?|accountant|treasurer|financier|spokesman|armed wing|wing|branch(?:es)?|"
    r"factions?|cells?|cliques?|cell|chapters?|offshoot|stronghold|bastion|base|territory|turf|"
    r"birthplace|headquarters|men|fighters|camps?|operations?|presence|activities|recruits|rivals?|enem(?:y|ies)|foes?|"
    r"all(?:y|ies)|partners?|suppliers?|patrons?|deput(?:y|ies)|number two|strongholds|bosses"
)
_KIN = (
    r"brother|sister|son|daughter|father|mother|wife|husband|cousin|nephew|niece|uncle|aunt|"
    r"widow|girlfriend|boyfriend|partner|brother-in-law|sister-in-law|son-in-law|half[ -]brother|"
    r"sons|brothers|stepson|father-in-law|ex-wife|twin brother"
)
_OFFICIALS_DO = (
    r"said|say|alleg\w+|believ\w+|think|added|told|found|seized|recovered|arrested|charged|"
    r"suspect\w*|raided|accus\w+|warn\w*|announced|searched|discovered|confiscated|detained"
)
# What is done to people whom the text names later: `filed charges against three defendants`.
_DONE_TO = "|".join(
    f"(?<={word} )"
    for word in ("against", "charged", "arrested", "indicted", "sentenced", "convicted", "charging")
)
_SEVERAL_GANGS = r"(?:gangs|groups|cartels|sets|crews|clubs|factions|clans|cliques)"
_AT_ODDS = r"(?:[Rr]ival|[Oo]pposing|[Ww]arring|[Ff]euding)"
# `the two rival gangs as ⟦G⟧, which includes …, and ⟦G⟧`
_NAMED_RIVALS = re.compile(
    rf"\b{_AT_ODDS} (?:\w+ ){{0,2}}?{_SEVERAL_GANGS}[^⟦⟧.]{{1,20}}⟦G(\d+)⟧"
    r"(?:,[^;.⟦⟧]{0,80}(?:⟦[GPOL]\d+⟧[^;.⟦⟧]{0,30}){0,4})?;?,? and (?:the )?⟦G(\d+)⟧"
)
_OF_CRIME = r"(?:[Gg]ang|[Cc]artel|[Cc]rime|[Mm]ob|[Mm]afia|[Cc]lan|[Ff]action)"
_REFERENCE = re.compile(
    # With what letters any of these begins: most places need not be tried with all of them.
    rf"(?=\b[TtBbRrOoWwFfAaHhIiGgCcMmLSsEen]|{_OF_CRIME})(?:"
    rf"(?P<rivals>\b(?:[Tt]he |[Tt]hese )?(?:two |both )?{_AT_ODDS} (?:[\w-]+ )?"
    rf"{_SEVERAL_GANGS})"
    r"(?= (?:operating|operate|active|based|in|who|are|were|have|had|from)\b)"
    r"|(?<=rival of )(?P<own>(?:the defendants?['’]s?|his|her|their|the) (?:own )?"
    r"(?:street )?gang)\b"
    r"|\b(?:[Tt]he|[Aa]) rival(?=(?: [\w-]+){0,3}?,? (?:the |called |named |known as )*"
    r"⟦G(?P<rival>\d+)⟧)"
    rf"|\b(?P<two>[Tt]he two|[Bb]oth)\b(?: rival| warring)?(?: (?:gangs|groups|cartels|sets|clubs|"
    r"clans|factions|organi[sz]ations|sides))?(?= (?:have|had|has|are|were|fought|clash\w*|fight|"
    r"battl\w+|compet\w+|operate))"
    r"|\b(?:[Tt]he|[Tt]his|[Tt]hat|[Hh]is|[Hh]er)\s(?:(?:street|drug|prison|"
    r"criminal|crime|"
    rf"trafficking|armed|motorcycle|bi[ck]k?er|same)\s){{0,2}}(?P<group>{_GANG_NOUN})\b"
    r"(?!\s(?:of|known|called|named|that|which|leader|member|war|truce|feud|led|run|headed|founded|formed|"
    r"created|behind|accused|blamed|controlling|built|commanded|⟦|in ⟦))"
    r"(?<!front(?= (?:passenger|driver|seat|door|yard|window|wheel|porch|lawn|entrance|line|page)))"
    rf"|\b(?P<its>[Ii]ts|[Tt]heir)\s(?=(?:[\w-]+\s){{0,3}}?(?:{_OF_GANG})\b)"
    rf"|(?P<role>{_OF_CRIME})(?=(?:['’]s)? (?:leader|"
    r"boss|chief|kingpin|founder|member|associate|lieutenant|commander|enforcer|hitman|"
    r"treasurer)s?,? ⟦P)"
    r"|^(?P<start>Its|Their)\s"
    r"|\b(?P<it>[Ii]t)\s(?!(?:was|is|were|would|will|could|may|might|took|takes|came|comes|seems|"
    r"appears?|remains?|accus\w+|alleg\w+|covers|says?|said|adds?|added|means|makes|made)\b)"
    r"|\b(?P<itis>[Ii]t)\s(?=(?:is|was) (?:(?:said|believed|thought|reported|known|suspected|"
    r"alleged|accused)(?= (?:to|of|for|as)\b)|(?:led|run|headed|active|based|present|founded|"
    r"formed|created|allied|at war|"
    r"sanctioned|designated|considered|also|now|still)\b))"
    r"|(?:(?<=^)|(?<=Now )|(?<=Today )|(?<=Then )|(?<=But )|(?<=Since then )|(?<=when )|(?<=that ))"
    rf"(?P<they>[Tt]hey)\b(?!\s(?:\w+ly\s|also\s|had\s|have\s)?(?:{_OFFICIALS_DO}))"
    r"|\b(?P<hismen>(?:[Tt]wo of |[Tt]hree of |[Oo]ne of |[Ss]everal of )?[Hh]is (?:own )?"
    r"(?:gunmen|fighters|hitmen|enforcers|soldiers|lieutenants|gang members))\b"
    r"|\b(?P<role2>(?:an|another|a|a senior|a fellow|one|a fourth|a third|a second) "
    r"(?:(?:alleged|suspected|senior|high-ranking|founding|former|veteran|key|top|mid-level) )?"
    r"(?:gang )?(?:member|lieutenant|leader|enforcer|commander|hitman|soldier))"
    r"(?=,|\.| who\b| and\b|;)"
    r"|^(?P<members>(?:Gang )?[Mm]embers|Leaders|Gunmen|Hitmen)\b(?= (?:in|outside|of it|have|are))"
    r"|\b(?P<people>(?:[Tt]he|[Tt]hese) (?:two|three|four|five|six|seven|eight|nine|ten|pair|trio)"
    r"(?: men| brothers| suspects| defendants| accused| captives| perpetrators| assailants|"
    r" shooters| leaders| gang members| women)?|"
    r"[Bb]oth(?: men| women| brothers| suspects| defendants| captives)?|"
    r"(?:[Aa]ll (?:of )?)?[Tt]he (?:men|suspects|accused|captives|detainees|defendants|brothers|"
    r"couple)|(?:[Aa]ll|[Tt]hese|[Tt]hose) (?:\w+ )?defendants|"
    r"[Ee]ach (?:defendant|of the (?:\w+ )?(?:defendants|men|suspects)))\b"
    r"(?=,? (?:who |all (?:of (?:whom|them) )?|each |both (?:of whom )?)?"
    r"(?:are|were|was|have|had|met|allegedly|face|is|belong\w*|serv\w+|conspired|admitted|associated|work\w*|fled|joined|drove|claim\w*)\b|"
    r", (?:all |both |each )?(?:(?:alleged|reputed|suspected|known|documented) )?"
    r"(?:members?|associates?|affiliates?) (?:of|in)\b)"
    rf"|(?:{_DONE_TO})(?P<counted>(?:the )?(?:two|three|four|five|six|seven|eight|nine|ten)"
    r"(?: alleged| accused| male)? (?:defendants|suspects|men|people|individuals|gang members))\b"
    r"(?! (?:of|in|from|who|with) )"
    r"|\b(?P<others>[Tt]he defendant and \w+ (?:others|other (?:men|people|defendants)))\b"
    r"|\b(?P<victim>[Tt]he victim)(?=['’]s\b|,? (?:who (?:is|was) )?an? (?:\w+ ){0,2}"
    rf"(?:{_OF_GANG})\b)"
    r"|\b(?P<prosecutor>[Tt]he (?:District Attorney|State['’]s Attorney|U\.?S\.? Attorney))"
    r"(?=['’]s Office\b(?! of)|,? (?:is|has|will|filed|charged|brought|seeks|sought|obtained)\b)"
    r"(?:['’]s Office)?"
    r"|\b(?P<agency>[Tt]he (?:agency|department|ministry|bureau|unit|force))\b(?!\s(?:of|said|⟦))"
    rf"|\b(?P<his>[Hh]is|[Hh]er)\s(?=(?:[\w-]+\s){{0,2}}?(?:{_KIN})\b)"
    r"|^(?P<hisstart>His|Her)\b"
    r"|(?:(?<=^)|(?<=[.,;:] )|(?<=and )|(?<=that )|(?<=but )|(?<=where )|(?<=when )|(?<=because )|"
    r"(?<=said )|(?<=after )|(?<=before ))(?P<he>[Hh]e|[Ss]he)\b"
    r"|(?:(?<=^)|(?<=[.,;:] )|(?<=that )|(?<=said )|(?<=\s)(?=the defendant\b))"
    r"(?P<suspect>[Tt]he (?:\w+ )?(?:suspect|"
    r"defendant|fugitive|kingpin|drug lord|capo|trafficker|gangster|mobster|boss|gangleader|"
    r"detainee|prisoner|convict|drug trafficker))\b(?!['’]?s?\s⟦|\sof\b|\sas\s⟦)"
    r"|(?<=\s)(?P<him>him|her)\b(?=[.,;]| (?:in|at|to|and|for|on|after)\b|$))"
)
_OFFICIAL = re.compile(
    r"(?:President|Minister|Attorney|Judge|Commissioner|Sgt\.?|Const\.?|[Cc]hief|"
    r"[Ss]pokes(?:man|woman|person)|[Pp]rosecutor|Secretary|Director|Governor|Mayor|General|"
    r"[Cc]olonel|Capt\.?|Captain|Inspector|Detective|[Ll]awyer|Senator|Officer|Agent|"
    r"Superintendent|[Gg]overnment of|Taoiseach|Lt\.?|Lieutenant|[Aa]nalyst|[Rr]esearcher|"
    r"[Jj]ournalist|expert|"
    r"[Mm]inister|director|said|says),?\s(?P<before>⟦P\d+⟧)"
    r"|(?P<after>⟦P\d+⟧)(?:,? [^⟦⟧,]{0,40},)? (?:said|told|says|announced|added|noted|explained)\b"
    r"|(?P<of>⟦P\d+⟧),? (?:[\w ]{0,30}of|from|with|at) (?:the )?⟦[AO]\d+⟧"
)
_LEADING = re.compile(
    r"^(?:(?:In|On|At|After|Under|Since|From|During|By|For|Last|Earlier)\b[^,]*,\s)?"
)
_SUBJECT_GANG = re.compile(r"(?:The |Both |A |Only )?⟦G(\d+)⟧(?!['’]|,? and |\s(?:and|or)\s)")
_OWNER = re.compile(rf"⟦P(\d+)⟧['’]s? (?:[\w-]+ ){{0,2}}?(?:{_KIN})\b,? ⟦P")
_ACCUSED_NOUN = re.compile(r"(?:defendant|suspect|accused|detainee|captive)", re.IGNORECASE)
_CLEARLY_MORE = 2
_HOW_MANY = {**english.NUMBERS, "both": 2, "pair": 2, "couple": 2, "trio": 3}


NO_ROLES = Roles()


@dataclass
class Memory:
    """Who was spoken of so far, and what part people play in the whole text."""

    roles: Roles
    rivals: Sequence[str] = ()
    gangs: Counter[str] = field(default_factory=Counter)
    last_gangs: list[str] = field(default_factory=list)
    subject_gang: str = ""
    person: str = ""
    people: list[str] = field(default_factory=list)
    agency: str = ""
    subject_letter: str = ""
    courts: dict[str, str] = field(default_factory=dict)


def resolve_coreference(
    sentences: Iterable[Sentence], entities: dict[str, GazetteerEntity], roles: Roles = NO_ROLES
) -> list[Sentence]:
    """Put slots into the sentences of one text, in its order, for words that take up a name.

    `roles` tell whom the text accuses: they are its defendants, also before it names them.
    """
    resolved = list(sentences)
    memory = Memory(roles, rivals=_named_rivals(resolved))
    for sentence in resolved:
        if len(sentence.words) <= LONGEST_SENTENCE:
            sentence.words = _taken_up(sentence, memory, entities)
            _remember(sentence, memory)
    return resolved


def _taken_up(sentence: Sentence, memory: Memory, entities: dict[str, GazetteerEntity]) -> str:
    """Return the words with slots for what clearly means somebody named before."""
    words = _with_courts(sentence, memory)

    def slot(match: re.Match[str]) -> str:
        before = SLOT.findall(words[: match.start()])
        gangs = [sentence.key(n) for letter, n in before if letter == "G" and sentence.key(n)]
        named = [sentence.key(n) for letter, n in before if letter == "P" and sentence.key(n)]
        written, kind = match.group(), match.lastgroup or ""
        if kind == "two":
            pair = list(dict.fromkeys(gangs or memory.last_gangs))
            if len(pair) == 2:
                return " and ".join(sentence.new_slot("G", key) for key in pair)
            kind = "people"
        if kind == "people":
            people = [] if named else _people_meant(written, memory)
            return " and ".join(sentence.new_slot("P", key) for key in people) or written
        if kind == "rivals":
            return " and ".join(sentence.new_slot("G", key) for key in memory.rivals) or written
        if kind == "own":
            key = _other_gang(memory, gangs)
            return sentence.new_slot("G", key) if key else written
        if kind == "rival":
            # `a member of a rival gang, ⟦G⟧`: a rival of the gang that the text spoke of so far.
            key = "" if gangs else _other_gang(memory, [sentence.key(match["rival"])])
            return f"{sentence.new_slot('G', key)}'s rival" if key else written
        if kind == "counted":
            accused = _as_many(written, memory.roles.accused)
            return " and ".join(sentence.new_slot("P", key) for key in accused) or written
        if kind == "others":
            accused = list(memory.roles.accused)
            wanted = _HOW_MANY.get(written.split()[3], 0) + 1
            # Those whom the text names are among those whom it counts.
            told = 0 < len(accused) <= wanted or (wanted == 1 and len(accused) > 1)
            return " and ".join(sentence.new_slot("P", key) for key in accused * told) or written
        if kind == "victim":
            key = memory.roles.only(Role.VICTIM)
            return sentence.new_slot("P", key) if key else written
        if kind == "prosecutor":
            key = _office_of(written, entities)
            return sentence.new_slot("A", key) if key else written
        if kind == "agency":
            return sentence.new_slot("A", memory.agency) if memory.agency else written
        if kind == "role":
            key = "" if gangs else _topic(memory)
            return sentence.new_slot("G", key) if key else written
        if kind == "hismen":
            key = "" if gangs else _topic(memory)
            return f"{sentence.new_slot('G', key)} {written.split()[-1]}" if key else written
        if kind == "role2":
            key = "" if gangs else _topic(memory)
            return f"{written} of {sentence.new_slot('G', key)}" if key else written
        if kind == "group":
            key = _gang_meant(match.group("group"), memory, gangs, entities)
            return sentence.new_slot("G", key) if key else written
        if kind == "they" and memory.subject_letter == "P" and len(memory.people) > 1:
            return " and ".join(sentence.new_slot("P", key) for key in memory.people)
        if kind in ("its", "it", "itis", "start", "they", "members"):
            if not gangs and memory.subject_letter == "A" and kind in ("it", "itis"):
                return f"{sentence.new_slot('A', memory.agency)} " if memory.agency else written
            if not gangs and memory.subject_letter in ("O", "P") and kind in ("it", "itis", "they"):
                return written
            key = _gang_of_pronoun(kind, match.group(kind), memory, gangs, named)
            if not key:
                return written
            made = sentence.new_slot("G", key)
            return {
                "its": f"{made}'s ",
                "start": f"{made}'s ",
                "it": f"{made} ",
                "itis": f"{made} ",
                "members": f"{made} members",
            }.get(kind, made)
        if kind in ("his", "him", "he") and named:
            if kind == "he" and len(set(named)) == 1:
                return sentence.new_slot("P", named[0])
            return written  # the patterns see whom the sentence has named
        person = _person_meant(kind, written, memory, entities)
        if not person:
            return written
        made = sentence.new_slot("P", person)
        return {"his": f"{made}'s ", "hisstart": f"{made}'s"}.get(kind, made)

    return _REFERENCE.sub(slot, words)


# `⟦A⟧ Justice ⟦P⟧`, later `Justice ⟦P⟧` alone
_OF_COURT = re.compile(r"⟦A(\d+)⟧ (?:Justice|Judge|Magistrate) ⟦P(\d+)⟧")
_JUDGE = re.compile(r"(?<!⟧ )(?<!⟧’s )\b(?:Justice|Judge|Magistrate) ⟦P(\d+)⟧")


def _with_courts(sentence: Sentence, memory: Memory) -> str:
    """The words in which a judge stands with the court that the text gave him before."""
    for court, judge in _OF_COURT.findall(sentence.words):
        if sentence.key(judge) and sentence.key(court):
            memory.courts.setdefault(sentence.key(judge), sentence.key(court))

    def named(match: re.Match[str]) -> str:
        court = memory.courts.get(sentence.key(match[1]))
        return f"{sentence.new_slot('A', court)} {match[0]}" if court else match[0]

    return _JUDGE.sub(named, sentence.words)


def _office_of(written: str, entities: dict[str, GazetteerEntity]) -> str:
    """The only office of the text that bears the title: that of `the District Attorney`."""
    title = fold(written.split(maxsplit=1)[1].removesuffix("’s Office").removesuffix("'s Office"))
    bearing = [
        key
        for key, known in entities.items()
        if known.kind == Kind.AGENCY and title in fold(known.name) and "office" in fold(known.name)
    ]
    return bearing[0] if len(bearing) == 1 else ""


def _people_meant(written: str, memory: Memory) -> list[str]:
    """Those of whom the text has just spoken, or all whom it accuses: as many as the words say."""
    wanted = _how_many(written)
    accused = list(memory.roles.accused)
    groups = [memory.people, accused]
    if _ACCUSED_NOUN.search(written) and accused:
        # Nobody else is called so, but for those beside them whom the words count in.
        counted_in = wanted and set(accused) < set(memory.people)
        groups = [accused, memory.people] if counted_in else [accused]
    for people in groups:
        if len(people) > 1 and wanted in (0, len(people)):
            return people
    return []


def _as_many(written: str, accused: Sequence[str]) -> list[str]:
    """The accused of the text where the words count just as many."""
    return list(accused) if len(accused) > 1 and _how_many(written) == len(accused) else []


def _how_many(written: str) -> int:
    """How many people the words count; 0 where they tell no number."""
    words = written.casefold().split()
    return next((_HOW_MANY[word] for word in words if word in _HOW_MANY), 0)


def _person_meant(
    kind: str, written: str, memory: Memory, entities: dict[str, GazetteerEntity]
) -> str:
    """Whom `he`, `her` or `the defendant` means; nobody where a name says it is somebody else."""
    accused = memory.roles.accused
    if kind == "suspect" and _ACCUSED_NOUN.search(written) and accused:
        if len(accused) == 1:
            return accused[0]
        return memory.person if memory.person in accused else ""
    known = entities.get(memory.person)
    if known is None or _is_other_gender(written, known.name):
        return ""
    return memory.person


def _is_other_gender(pronoun: str, name: str) -> bool:
    """Whether a given name is borne by women only, and the word means a man, or the reverse."""
    gender = genders().get(fold(name).split(" ")[0], "")
    word = pronoun.casefold().strip()
    return (gender == "f" and word in ("he", "his", "him")) or (
        gender == "m" and word in ("she", "her")
    )


def _gang_of_pronoun(
    kind: str, written: str, memory: Memory, gangs: list[str], named: list[str]
) -> str:
    """The gang that `it` or `its` takes up: the only one named, or else what was spoken of."""
    plural = written.casefold() in ("they", "their")
    if gangs:
        if plural and len(set(gangs)) > 1:
            return ""
        return gangs[-1] if kind == "its" else gangs[0]
    if plural and named:
        return ""
    if len(set(memory.last_gangs)) == 1:
        return memory.last_gangs[0]
    return memory.subject_gang or _topic(memory)


def _other_gang(memory: Memory, but: Sequence[str]) -> str:
    """The only gang that was spoken of so far beside these, or the one that the text is about."""
    others = [key for key in memory.gangs if key not in but]
    if len(others) == 1:
        return others[0]
    topic = _topic(memory)
    return "" if topic in but else topic


def _named_rivals(sentences: Iterable[Sentence]) -> list[str]:
    """The two gangs that the text calls rivals of each other, where it names them anywhere."""
    for sentence in sentences:
        named = _NAMED_RIVALS.search(sentence.words)
        if named and len(keys := {sentence.key(number) for number in named.groups()} - {""}) == 2:
            return sorted(keys)
    return []


def _topic(memory: Memory) -> str:
    """The gang that the text is about so far: named far more often than any other."""
    ranked = memory.gangs.most_common(2)
    if ranked and (len(ranked) == 1 or ranked[0][1] >= _CLEARLY_MORE * ranked[1][1]):
        return ranked[0][0]
    return ""


def _gang_meant(
    noun: str, memory: Memory, before: list[str], entities: dict[str, GazetteerEntity]
) -> str:
    """The gang that a noun takes up: one of the fitting kind, and no other could be meant.

    Several gangs were named: then the one that bears the noun in its name, or that the text is
    about, if it is named far more often, or that the sentence before was about.
    """
    wants_cartel = "cartel" in noun
    told_apart = wants_cartel or "gang" in noun

    def fits(key: str) -> bool:
        return not told_apart or wants_cartel == _is_cartel(entities.get(key))

    fitting = list(dict.fromkeys(filter(fits, before or memory.last_gangs)))
    ranked = [(count, key) for key, count in memory.gangs.most_common() if fits(key)]
    if noun not in ("gang", "group", "cartel"):
        bearing = [key for _, key in ranked if _bears(noun, entities.get(key))]
        if len(bearing) == 1:
            return bearing[0]
    if ranked and (len(ranked) == 1 or ranked[0][0] >= _CLEARLY_MORE * ranked[1][0]):
        return ranked[0][1]
    if len(fitting) == 1:
        return fitting[0]
    if not before and memory.subject_gang in fitting:
        return memory.subject_gang
    return ""


def _bears(noun: str, known: GazetteerEntity | None) -> bool:
    return known is not None and noun in known.name.casefold()


def _is_cartel(known: GazetteerEntity | None) -> bool:
    return known is not None and (known.subtype == "cartel" or "cartel" in known.name.casefold())


def _remember(sentence: Sentence, memory: Memory) -> None:
    """Take note of whom the sentence speaks of."""
    named: dict[str, list[str]] = {"G": [], "P": []}
    body = _LEADING.sub("", sentence.words, count=1)
    named_slots = SLOT.findall(sentence.words)
    first = SLOT.search(body)
    memory.subject_letter = first[1] if first else ""
    for letter, number in named_slots:
        if letter in named and sentence.key(number):
            named[letter].append(sentence.key(number))
    if named["G"]:
        memory.gangs.update(named["G"])
        memory.last_gangs = named["G"]
        subject = _SUBJECT_GANG.match(body)
        memory.subject_gang = sentence.key(subject[1]) if subject else ""
    if named["P"]:
        # The first person of a sentence is mostly its subject; officials only tell of others.
        telling = {sentence.key(number) for number in tellers(sentence.words)}
        # `⟦P⟧'s brother, ⟦P⟧ was held` is about the brother.
        owners = {sentence.key(number) for number in _OWNER.findall(sentence.words)}
        suspects = [
            key
            for key in named["P"]
            if key not in telling and memory.roles.by_key.get(key) != Role.OFFICIAL
        ]
        suspects = [key for key in suspects if key not in owners] or suspects
        if suspects:
            memory.person = suspects[0]
            memory.people = list(dict.fromkeys(suspects))
    agencies = {sentence.key(number) for letter, number in named_slots if letter == "A"} - {""}
    if agencies:
        memory.agency = agencies.pop() if len(agencies) == 1 else ""


def tellers(words: str) -> set[str]:
    """The numbers of the slots of officials and others who only tell of it."""
    return {
        number
        for match in _OFFICIAL.finditer(words)
        for _, number in SLOT.findall(match[match.lastgroup or 0])
    }
