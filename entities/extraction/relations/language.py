"""The little language in which the patterns of relationships are written.

A pattern is matched against a sentence in slots (see `slots.py`). It is a regular expression in
which a blank is one blank, groups capture nothing, and

- `<head:G>` and `<child:L>` stand for a slot, or a list of slots (`A, B and C`), of the kinds
  given by their letters, with articles before and a possessive after; `<head:G!>` for one slot;
- `{LEADER}` stands for the words of that name in `WORDS`;
- `~` stands for at most ten words, none of them a slot, within the clause;
- `…` stands for at most sixteen words within the clause, also slots of places and bodies;
- `≈` stands for whatever else the sentence says in between, slots too.
"""

import re
from dataclasses import dataclass

from entities.kinds import RelationKind

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
_FILLER = rf"(?:,?\s(?!{_NEW_CLAUSE})(?:{_FILLER_WORD}|⟦L\d+⟧(?:['’]s?|,)?)){{0,10}}?,?"
_BODIES = rf"(?:,?\s(?!{_NEW_CLAUSE})(?:{_FILLER_WORD}|⟦[LAO]\d+⟧(?:['’]s?|,)?)){{0,16}}?,?"
_ANYTHING = r"(?:[^.;]{0,150}?)"
_END = re.compile(r"<(head|child):([GPLAO]+)!?>")
_MACRO = re.compile(r"<(head|child):([GPLAO]+)(!?)>|\{([A-Z]+)\}|([~…≈])|\((?!\?)")

_KIND_OF_GANG = (
    "( (street|drug|prison|criminal|transnational|gang|cartel|clique|faction|group|crew|mafia|clan|"
    "trafficking|crime|local|organi[sz]ation|megagang|syndicate|network)){0,3}"
)
WORDS = {
    "N": _KIND_OF_GANG,
    "MEN": _KIND_OF_GANG + " (members|gunmen|operatives|fighters|cells?|leaders|hitmen|men|"
    "recruits|assassins|soldiers|cliques|branches)",
    "RANK": r"((alleged|reputed|suspected|top|senior|former|local|regional|national|supreme|"
    r"purported|high-ranking|mid-level|imprisoned|jailed|founding|overall|second-in-command|"
    r"convicted|accused|current|then|gang|cartel|clique|faction|one-time|longtime|long-time|"
    r"veteran|powerful|feared|notorious|street|prison|main|key|active|known|admitted|fellow|"
    r"self-confessed|top-level|important|influential|original|presumed)[ -])*",
    "LEADER": r"{RANK}(leaders?|boss(es)?|chiefs?|head|kingpin|commanders?|capo|co-founders?|"
    r"founders?|ringleaders?|lieutenants?|shot-?callers?|palabreros?|ranfleros?|strongman|"
    r"godfather|co-leaders?|patriarch|plaza boss|supremo|cabecilla|underboss|consigliere|"
    r"captains?|drug lord|warlord|"
    r"crime lord|mastermind|matriarch|heir|second-in-command|number two|No\.? 2|deputy|"
    r"sergeant-at-arms|vice president|caporegime|overlord|presidents?|l[ií]der|jefe)",
    "MEMBER": r"{RANK}(members?|paymasters?|bankers?|emissary|envoys?|representatives?|couriers?|"
    r"recruiters?|bodyguards?|veterans?|prospects?|lookouts?|henchm[ae]n|financiers?|killers?|"
    r"fixers?|dealers?|foot soldiers?|right-hand man|money launderers?|gangsters?|gunm[ae]n|"
    r"hitm[ae]n|enforcers?|operatives?|"
    r"associates?|soldiers?|recruits?|sicarios?|affiliates?|collectors?|mareros?|treasurer|"
    r"accountant|gang members?|inmates?|trafficker|operator|figures?)",
    "BEING": r"(,? (who (is|was)|is|was|are|were|identified as|described as|accused of being|"
    r"believed to be|suspected of being|considered|known as|as|said to be|thought to be|who had "
    r"been|has been|convicted of being|named as))?",
    "AGE": r"(,? (aged )?\d\d,?)?",
    "KIN": r"(\w+[ -]){0,2}?(brother|sister|son|daughter|father|mother|wife|husband|cousin|nephew|"
    r"niece|uncle|aunt|widow|stepson|half-brother|brother-in-law|sister-in-law|son-in-law|"
    r"father-in-law|brothers|sisters|sons|daughters|cousins|nephews|parents|siblings|twin|"
    r"girlfriend|boyfriend|grandson|stepfather|ex-wife|partner)",
    "MERELY": r"(,? (?!(?:killed|killing|shot|shooting|against|took|attacked|fire|murder\w*|"
    r"victims?|as if)\b)"
    r"[^\s⟦⟧.;,]+){0,9}?,?",
    "RIVAL": r"(\w+[ -]){0,2}?(rivals?|enem(y|ies)|arch-?rivals?|foes?|arch-?enem(y|ies))"
    r"( (gangs?|groups?|cartels?))?",
    "ALLY": r"(\w+[ -]){0,2}?(ally|allies|partners?)",
    "ALLIANCE": r"(union|alliance|pact|coalition|partnership|joint venture|collaboration|"
    r"cooperation|working relationship|merger)",
    "FEUD": r"((turf|gang|open|bloody|bitter|long|long-running|deadly|ongoing) )*([Ww]ars?|"
    r"[Bb]attles?|[Ff]euds?|[Rr]ivalry|[Ff]ighting|[Cc]lash(es)?|[Cc]onflict|[Dd]isputes?|struggle|"
    r"hostilities|truce|ceasefire|[Bb]rawls?|[Ss]hoot-?outs?|quarrel|confrontations?|"
    r"[Gg]unfights?|bloodshed)",
    "TELL": r"(told|called|phoned|telephoned|contacted|met|messaged|texted|visited|ordered|"
    r"instructed|wrote to|spoke (to|with)|speaking (to|with)|met with|talked (to|with)|talking "
    r"(to|with)|in contact with|communicated with|in touch with|conspired with)",
    "DOING": r"(['’]s?)?(,? (?!(?:extradit|deport|trial|tried|sentenc|convict|jail|imprison|held|"
    r"detain|"
    r"court|sanction|designat|bann|indict|prosecut|arrest|custody|could|would|might|may|plan|"
    r"want|said|who|whom|when|after|while|against|told|say|officials|accord|that|which|border|dead|"
    r"fled|charged|pleaded|guilty)\w*\b)"
    r"(⟦[LAOG]\d+⟧['’]?s?|[^\s⟦⟧.;]+)){0,14}?",
    "AREA": r"((the )?(\w+ern|nearby|maximum-security|notorious|all|all over|the prisons of|"
    r"districts? of|"
    r"coast of|central|greater|north|south|east|west|rural|downtown|parts of|areas "
    r"of|cities of|city of|state of|states of|department of|province of|neighbou?rhoods? of|"
    r"streets of|suburbs of|town of|country of|port of|region of|municipality of|much of|most of|"
    r"across|outside|near|around) )*",
    "IN": r"(in|across|throughout|within|into|from|around|out of|outside|near|over|inside|at|"
    r"all over|"
    r"through|along|west of|east of|north of|south of|off|on)",
    "ACTIVE": r"(operat(es?|ed|ing)|active|expand(s|ed|ing)?|spread(s|ing)?|based|headquartered|"
    r"extort(s|ed|ing)?|recruit(s|ed|ing)?|work(s|ed|ing)?|runs?|ran|emerged|formed|founded|"
    r"originat(es|ed|ing)|born|entrenched|fight(s|ing)?|fought|battl(es|ed|ing)|clash(es|ed|ing)|"
    r"brawl(s|ed|ing)|move(d|s)?|moving|traffic(s|ked|king)?|present|settled|established|grew|"
    r"rooted|engaged|kill(s|ed|ing)|attack(s|ed|ing)|smuggl(es?|ed|ing)|murder(s|ed|ing)|"
    r"sells?|sold|selling|distribut(es?|ed|ing)|carr(y|ies|ied) out|commit(s|ted)?|"
    r"launder(s|ed|ing)?|appear(s|ed)|ha(s|ve|d) cells|opened|opens|push(es|ed|ing)|advanc(es|ed)|"
    r"tax(es|ed|ing)|ship(s|ped|ping)|import(s|ed|ing)?|export(s|ed|ing)?|follow(s|ed)|"
    r"retreat(s|ed)|kidnap(s|ped|ping)|took over|tak(es?|en|ing) over|imposed|imposes|"
    r"compet(es?|ed|ing)|vying|set up|built|brought|control(s|led|ling)?|dominat(es?|ed|ing)|"
    r"manag(es?|ed|ing)|burn(s|ed|t)|threaten(s|ed)|collect(s|ed|ing)?|charg(es|ing)|"
    r"is run|are run|at home|lost ground|gained ground|led|blamed|responsible|behind)",
    "PRISON": r"(a |an |the )?(\w+[ -]){0,3}?(prison|jail|penitentiary|cell|detention cent(er|re)|"
    r"correctional facility|lockup|supermax)",
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to state a relationship.

    `heads` and `children` are the letters of the slots it joins; `confidence` is the share of
    what it finds that is expected to be right.
    """

    kind: RelationKind
    name: str
    expression: re.Pattern[str]
    heads: str
    children: str
    sign: re.Pattern[str]
    confidence: float


def patterns(kind: RelationKind, sign: str, **written: tuple[str, float]) -> tuple[Pattern, ...]:
    """Compile the patterns of one kind, given by name as (expression, confidence).

    A sentence without a match of the regular expression `sign` states none of them: that is
    looked up first, since it is fast.
    """
    trigger = re.compile(sign)
    return tuple(
        Pattern(
            kind,
            name.replace("_", "-"),
            re.compile(_regular(expression)),
            heads=_letters(expression, "head"),
            children=_letters(expression, "child"),
            sign=trigger,
            confidence=confidence,
        )
        for name, (expression, confidence) in written.items()
    )


def _letters(expression: str, side: str) -> str:
    return "".join(letters for end, letters in _END.findall(expression) if end == side)


def _regular(expression: str) -> str:
    def replace(match: re.Match[str]) -> str:
        side, letters, single, words, filler = match.groups()
        if side:
            slot = rf"⟦[{letters}]\d+⟧"
            # A regular expression that begins with the sign of a slot is found ten times faster.
            articles = _ARTICLES if match.start() else ""
            others = "" if single else rf"(?:{_JOIN}{slot})*"
            return rf"{articles}(?P<{side}>{slot}{others})(?:['’]s?)?"
        if words:
            return f"(?:{_regular(WORDS[words])})"
        return {"~": _FILLER, "…": _BODIES, "≈": _ANYTHING}.get(filler, "(?:")

    return _MACRO.sub(replace, expression).replace(" ", r"\s")
