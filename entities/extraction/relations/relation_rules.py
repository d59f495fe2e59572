"""What is known of how texts state relationships: one file a kind, `rules/<kind>.toml`.

At its head stands what holds for the kind as a whole (see `KindRules`) and, under `[words.NAME]`,
words that only its own patterns speak of. Then comes one `[[rule]]` after another:

- `name`, which the evidence keeps for good: no two rules of all files share one;
- `pattern`, in the language told below;
- `needs`, a list of what every match needs: of each entry's alternatives, `rival|enem|foe`, one
  stands in the sentence, written just so. Most sentences lack some, so hardly a pattern is tried.
  A pattern that is little more than two names needs none;
- `confidence`, 0–1, the share of what the rule finds that is expected to be right;
- `example`, a sentence in which the rule finds the relationship, and `counter`, one that differs
  from it by the words that matter, in which the rule finds nothing;
- `rests_on_example = true` where no annotated or collected text has the turn, only the example.

In examples names stand in brackets with the letter of their kind (`LETTERS` in `entities.kinds`);
the two that the rule is to relate are marked:

    example = "The [head G:Calder Boys] are allied with the [child G:Ferry Lane Crew]."
    counter = "The [head G:Calder Boys] are unrelated to the [child G:Ferry Lane Crew]."

Of two rules of a kind that are equally sure of the same relationship the first in the file counts.

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
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

from entities.extraction.relations.relation_features import FAMILIES
from entities.kinds import LETTERS, Kind, RelationKind

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
# Where one of a listed people is from stands between him and the next: `⟦P⟧, of ⟦L⟧, and ⟦P⟧`.
_HOME = rf",\s(?:(?:both\s)?(?:of|from)\s(?:the\s)?)?⟦{_PLACE}\d+⟧"
# `the ⟦G⟧ in ⟦L⟧ and the ⟦G⟧ in ⟦L⟧`
_SCENE_BEFORE_JOIN = rf"(?:\s(?:in|of|from)\s⟦{_PLACE}\d+⟧)?"
# Of two bodies the second may say whose it is: `⟦A⟧ and the ⟦A⟧’s ⟦A⟧`.
_OWNER = rf"(?:⟦{LETTERS[Kind.AGENCY]}\d+⟧['’]s\s)?"
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

    # Then each of a list may have a home of his own.
    says_where = _PLACE in letters_of(pattern, "head") + letters_of(pattern, "child")

    def replace(match: re.Match[str]) -> str:
        side, letters, single, name, filler = match.groups()
        if side:
            slot = rf"⟦[{letters}]\d+⟧"
            # A regular expression that begins with the sign of a slot is found ten times faster.
            articles = _ARTICLES if match.start() else ""
            between, home = _JOIN, ""
            if LETTERS[Kind.PERSON] in letters and not says_where:
                between, home = f"(?:{_HOME})?{between}", f"(?:{_HOME},?)?"
            if LETTERS[Kind.GANG] in letters and not says_where:
                between = _SCENE_BEFORE_JOIN + between
            if LETTERS[Kind.AGENCY] in letters:
                between += _OWNER
            others = "" if single else rf"(?:{between}{slot})*"
            return rf"{articles}(?P<{side}>{slot}{others}){home}(?:['’]s?)?"
        if name:
            return f"(?:{regular_expression(words[name].pattern, words)})"
        return _FILLERS[filler] if filler else "(?:"

    return _MACRO.sub(replace, pattern)


def alternatives(needs: str, words: Mapping[str, Words]) -> tuple[str, ...]:
    """The words of which one must stand in the sentence.

    Raises `KeyError` with the name of words that there are not.
    """
    written = without_line_breaks(needs)
    return tuple(_WORDS.sub(lambda match: words[match[1]].needs, written).split("|"))


_ONE_OF_GANG_NOUN = (
    r"(?:members?|associates?|affiliates?|leaders?|boss(?:es)?|soldiers?|lieutenants?|gunm[ae]n|"
    r"enforcers?|gangsters?)"
)
_ONE_OF_GANG = rf"(?:\b{_ONE_OF_GANG_NOUN} of|⟦G\d+⟧(?:['’]s?)? (?:gang )?{_ONE_OF_GANG_NOUN})"
# By the names under which the files of rules list what denies their kind of relationship.
DENIALS = {
    # It is not so, in English, Spanish, Portuguese and French.
    "negation": re.compile(
        r"\w?n['’]t\b|\b(?:not|never|no(?! doubt|\.)|den(?:y|ies|ied|ying)|without|neither|nor|"
        r"refut\w+|"
        r"false(?:ly)?|untrue|no evidence|reject(?:s|ed|ing)|dispute[sd]?|cannot|rule[sd] out|"
        r"acquit\w*|cleared|exonerat\w*|mistak\w+|mistook|wrong(?:ly|fully)|unjustly|"
        r"innocent|(?:dropp?ed|withdr[ae]wn?|dismiss\w*|retract\w*|recant\w*) (?:[\w’']+ ){0,3}?"
        r"(?:charges?|claims?|allegations?|accusations?|case|count)|disavow\w*|far from|"
        r"neg[óo]|niega\w*|nieg[oa]n?|negaron|negaba|rechaz\w+ (?:ser|que|haber|pertenecer)|"
        r"desminti\w*|"
        r"desmient\w*|absolvi\w*|absuelt\w+|nunca|jam[áa]s|tampoco|ni|sin|falsamente|inocente|"
        r"n[ãa]o|negou|negam?|desmentiu|absolvid\w+|inocentad\w+|nem|sem|"
        r"n['’]est pas|nie|nient|acquitt\w*|jamais)\b",
        re.IGNORECASE,
    ),
    # Somebody denies it; kinship stands whatever else is said not to be so.
    "denial": re.compile(
        r"\b(?:den(?:y|ies|ied|ying)|neg[óo]|negou|isn['’]t|wasn['’]t|no relation|unrelated)\b",
        re.IGNORECASE,
    ),
    # Who got out is not held.
    "freed": re.compile(r"\b(?:escap\w+|fled|releas\w+|freed|broke out)\b"),
    "attacked outside": re.compile(r"\b(?:killed|shot|murdered|attacked) outside\b"),
    # It may come to be so.
    "unreal": re.compile(
        r"\b(?:could|would|might|may|if|able to|seek\w*|plan(?:s|ned|ning)?|wants?|wanted|trying|"
        r"tried|attempt\w*|hop(?:es?|ed|ing)|needed|looking)\b"
    ),
    # Where somebody is held, tried or born is not yet where the gang is.
    "elsewhere": re.compile(
        r"\b(?:prison|jail|court|trial|extradit\w+|deport\w+|sentenced|imprisoned|born)\b[^⟦]*⟦L\d+⟧(?:['’]s?)?$"
    ),
    # It is somebody of the gang who was moved, not the gang.
    "one of the gang": re.compile(
        r"\b(?:leader|boss|head|commander|chief|member|founder|capo|gunman|hitman|don|suspect)s? "
        r"(?:of|for) (?:the )?⟦G\d+⟧[^⟦]*\b(?:moved|transferred|held|arrested|taken|sent|flown|"
        r"born|fled|hiding|missing|escaped|caught|captured)\b"
    ),
    # What a gang only speaks of is not yet where it is.
    "mere words": re.compile(
        r"⟦G\d+⟧,? (?:(?:also|has|have|had|today|strongly) )*"
        r"(?:condemn|denounc|deplor|criticiz|criticis|lament|applaud|welcom)\w+"
    ),
    # Who attacks members of a gang, or fires at them, is none of them; who attacks a fellow member
    # is one.
    "attack on members": re.compile(
        r"⟦P\d+⟧[^⟦]*\b(?:attack\w*|kill\w*|shoot\w*|shot|murder\w*|ambush\w*|rob\w*|after|"
        r"hunt\w*|target\w*|stab(?:s|bed|bing)|slash(?:es|ed|ing)|beats?|assault(?:s|ed|ing)|"
        r"wound(?:s|ed|ing)|injur(?:es?|ed|ing)|chas(?:es?|ed|ing)|opened fire|"
        r"kidnap(?:s|ped|ping))\b"
        rf"(?:(?!\bfellow\b|(?:,|\band) (?:is|was|are|were)\b)[^⟦])*{_ONE_OF_GANG}"
        r"|⟦P\d+⟧[^⟦]*\b(?:towards?|in the direction of|at|on|upon|against) "
        r"(?:(?!(?:is|was|are|were|be|been|being|as|who|and|by|with|fellow|other)\b)[\w-]+ ){0,6}?"
        rf"(?:the )?{_ONE_OF_GANG}"
        r"|\bsuppliers?\b"
    ),
    # Who announces that members were charged is none of them.
    "announcement": re.compile(
        r"⟦P\d+⟧[^⟦]*\b(?:announced|said|says|added|testified|noted|told)\b[^⟦]{0,30}\bthat\b[^⟦]*"
        r"\b(?:members?|leaders?|associates?|soldiers?)\b"
    ),
    # What was bought or sold for a fight supplies no enemy.
    "fight": re.compile(r"\b(?:fought|fights?|fighting|against|rivals?|war)\b"),
}
_HEDGE = re.compile(
    r"\b(?:alleged(?:ly)?|reported(?:ly)?|suspect(?:s|ed)?|possibl[ey]|may|might|could|"
    r"apparent(?:ly)?|"
    r"believed|presumed|claim(?:s|ed)?|accus(?:es?|ed)|thought to|said to|signs of|rumou?red|"
    r"purported(?:ly)?|suggests?|would|potential(?:ly)?|likely|appears?|if|unconfirmed|"
    r"supposed(?:ly)?|"
    r"investigating whether|indications?|probabl[ey]|reputed(?:ly)?)\b",
    re.IGNORECASE,
)


def is_denied(words: str, denied_by: Iterable[str]) -> bool:
    """Whether the words say in one of these ways (names in `DENIALS`) that it is not so."""
    return any(DENIALS[name].search(words) for name in denied_by)


_ATTRIBUTION = re.compile(
    r"\b(?:according to|seg[úu]n|de acordo com|selon)\b"
    r"|\b(?:said|says?|told|stated|announced|alleg\w+|accus\w+|claim\w*|report(?:s|ed|edly)|"
    r"charg(?:es|ed)|indict\w*|dijo|afirm[óo]|inform[óo]|denunci[óo]|disse|afirmou)\b",
    re.IGNORECASE,
)


def is_attributed(words: str) -> bool:
    """Whether the words say that somebody claims it: police, prosecutors, a witness."""
    return _ATTRIBUTION.search(words) is not None


def is_hedged(words: str) -> bool:
    """Whether the words say it as something alleged or possible."""
    return _HEDGE.search(words) is not None


RULES_FOLDER = files(__package__) / "rules"
MARKED_NAME = re.compile(rf"\[(?:(head|child) )?([{''.join(LETTERS.values())}]):([^\]]+)\]")
_HEAD = {"least_likely", "families", "nearest", "denied_by", "words", "rule"}
_TEXTS = ("name", "pattern", "example", "counter")
_ROW = {*_TEXTS, "needs", "confidence", "rests_on_example"}


class RuleError(ValueError):
    """A file of rules does not load; the text names the file and the rule."""


class Proposal(NamedTuple):
    """A relationship between two keys that a rule proposes, before anybody asked whether they fit.

    `words` are those that state it, with what may deny or weaken it; `confidence` is 0–1.
    """

    kind: RelationKind
    head: str
    child: str
    rule: str
    confidence: float
    words: str


@dataclass(frozen=True, slots=True)
class RelationRule:
    """One way to state a relationship.

    `heads` and `children` are the letters of the slots it joins.
    """

    kind: RelationKind
    name: str
    pattern: re.Pattern[str]
    heads: str
    children: str
    needs: tuple[tuple[str, ...], ...]
    confidence: float
    example: str
    counter: str
    rests_on_example: bool


@dataclass(frozen=True, slots=True)
class KindRules:
    """What is known of how texts state one kind of relationship.

    - `least_likely`, 0–1: what the linear model finds less likely is not proposed; None where the
      model is wrong more often than right, so that only the rules count.
    - `families`: names of word families in `relation_features`, of which a word must stand between
      or beside the two before the model is asked; empty where it need not.
    - `nearest`: the model's words are said of the nearest one of this letter, so another must not
      stand between; empty where that does not matter.
    - `denied_by`: names of what in `DENIALS` takes a statement of this kind back.
    """

    kind: RelationKind
    least_likely: float | None
    families: tuple[str, ...]
    nearest: str
    denied_by: tuple[str, ...]
    rules: tuple[RelationRule, ...]


@cache
def relation_rules() -> Mapping[RelationKind, KindRules]:
    """The rules that come with the program, by kind."""
    return load_rules(RULES_FOLDER)


@cache
def all_rules() -> tuple[RelationRule, ...]:
    """Every rule that comes with the program, in the order of the files."""
    return tuple(rule for own in relation_rules().values() for rule in own.rules)


def load_rules(folder: Traversable) -> dict[RelationKind, KindRules]:
    """The rules of a folder. Raises `RuleError` where a file does not say all that it must."""
    found = {}
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            own = _read_file(file)
            found[own.kind] = own
    for kind in RelationKind:
        if kind not in found:
            raise RuleError(f"{kind}.toml: there is no such file, but a relationship of this kind.")
    _refuse_shared_names(found.values())
    return found


def _refuse_shared_names(files_of_rules: Iterable[KindRules]) -> None:
    seen: dict[str, RelationRule] = {}
    for rule in (rule for own in files_of_rules for rule in own.rules):
        other = seen.setdefault(rule.name, rule)
        if other is not rule:
            raise RuleError(
                f"{rule.kind}.toml, rule “{rule.name}”: one of {other.kind}.toml is called so too."
            )


def _read_file(file: Traversable) -> KindRules:
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{file.name}: this is no TOML: {error}.") from None
    name = file.name.removesuffix(".toml")
    if name not in RelationKind.values:
        raise RuleError(f"{file.name}: there is no kind of relationship “{name}”.")
    _refuse_unknown(file.name, written, _HEAD)
    families, denied_by = written.get("families", []), written.get("denied_by", [])
    for given, known, what in (
        (families, FAMILIES, "family of words"),
        (denied_by, DENIALS, "denial"),
    ):
        for one in given:
            if one not in known:
                raise RuleError(f"{file.name}: there is no {what} “{one}”.")
    kind = RelationKind(name)
    try:
        own_words = {one: read_words(row) for one, row in written.get("words", {}).items()}
    except KeyError as error:
        raise RuleError(f"{file.name}: some of its words have no {error}.") from None
    words = {**common_words(), **own_words}
    return KindRules(
        kind=kind,
        least_likely=written.get("least_likely"),
        families=tuple(families),
        nearest=written.get("nearest", ""),
        denied_by=tuple(denied_by),
        rules=tuple(_read_rule(file.name, kind, row, words) for row in written.get("rule", [])),
    )


def _refuse_unknown(where: str, table: Mapping[str, Any], known: set[str]) -> None:
    for name in table:
        if name not in known:
            raise RuleError(f"{where}: nothing is called “{name}” there.")


def _read_rule(
    file: str, kind: RelationKind, row: Mapping[str, Any], words: Mapping[str, Words]
) -> RelationRule:
    where = f"{file}, rule “{row.get('name', '?')}”"
    _refuse_unknown(where, row, _ROW)
    for text in _TEXTS:
        if not isinstance(row.get(text), str) or not row[text]:
            raise RuleError(f"{where}: it has no {text}.")
    confidence = row.get("confidence")
    if not isinstance(confidence, float) or not 0 < confidence < 1:
        raise RuleError(f"{where}: its confidence is no number between 0 and 1.")
    if not isinstance(row.get("needs", []), list):
        raise RuleError(f"{where}: what it needs is no list.")
    written = without_line_breaks(row["pattern"])
    heads, children = letters_of(written, "head"), letters_of(written, "child")
    _refuse_other_ends(where, "head", heads, kind.ends.heads)
    _refuse_other_ends(where, "child", children, kind.ends.children)
    try:
        needs = tuple(alternatives(one, words) for one in row.get("needs", []))
        pattern = re.compile(regular_expression(written, words))
    except KeyError as error:
        raise RuleError(f"{where}: there are no words called {error}.") from None
    except re.error as error:
        raise RuleError(f"{where}: its pattern does not compile: {error}.") from None
    _refuse_other_needs(where, needs, row["example"])
    for text in ("example", "counter"):
        ends = {match[1] for match in MARKED_NAME.finditer(row[text])}
        if not {"head", "child"} <= ends:
            raise RuleError(f"{where}: its {text} marks no head or no child.")
    return RelationRule(
        kind=kind,
        name=row["name"],
        pattern=pattern,
        heads=heads,
        children=children,
        needs=needs,
        confidence=confidence,
        example=row["example"],
        counter=row["counter"],
        rests_on_example=row.get("rests_on_example", False),
    )


def _refuse_other_ends(where: str, side: str, letters: str, kinds: tuple[Kind, ...]) -> None:
    if not letters or not set(letters) <= {LETTERS[kind] for kind in kinds}:
        raise RuleError(f"{where}: its {side} must be of the kinds {', '.join(kinds)}.")


def _refuse_other_needs(where: str, needs: Iterable[tuple[str, ...]], example: str) -> None:
    """Names may hold the words by chance, so only what stands outside them counts."""
    outside = MARKED_NAME.sub("⟦⟧", example)
    for words in needs:
        if "" in words or not any(word in outside for word in words):
            raise RuleError(f"{where}: its example lacks what it needs: {'|'.join(words)}.")
