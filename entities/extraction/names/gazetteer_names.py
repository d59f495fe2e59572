"""Names of the gazetteer, judged by what stands around them; what people decided outranks it."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from entities.extraction.candidates import Candidate, Rank, without_overlaps
from entities.extraction.lexicon import alternatives, english, spanish, words
from entities.extraction.names.match_names import SMALL_WORDS, Match, Matcher, is_acronym
from entities.extraction.passage import Passage, Span
from entities.extraction.places.place_candidates import begins_title
from entities.extraction.places.resolve_places import Evidence
from entities.extraction.text import is_ordinary
from entities.gazetteer.snapshot import Gazetteer, GazetteerEntity, KnownName, Rule
from entities.kinds import Kind
from entities.names import fold

GANG_CUE = re.compile(
    rf"\b(?:{alternatives(english.GANG_NOUNS, spanish.GANG_NOUNS)}|"
    rf"{alternatives(english.GANGSTERS, english.MEMBERS, spanish.GANGSTERS)}|associate|affiliate|"
    r"gunmen|hitmen|plaza|street[ -]gang|prison[ -]gang|extortion|turf|drug[ -]lord|rival|outlaw|"
    r"biker|motorcycle|set|homeboy|chapter|bikie|clubhouse)s?\b",
    re.IGNORECASE,
)
# A single ordinary word as long as this is a gang's name beside gangs of its sort.
SHORTEST_AMONG_OTHERS = 5
# Acronyms of so few letters stand for many things.
LONGEST_DOUBTFUL = 3
CUE_DISTANCE = 40  # code points on either side: about six words
_POSSESSIVE = re.compile(r"['’]s?\s")
_BARE_BODY = re.compile(
    r"(?:[Tt]he\s)?(\S+(?:\s[A-Z]\S+)?)\s(?:authorities|troops|soldiers|military|police|marines)"
)
_PRISON_NOUN = re.compile(
    r"\s[Pp](?:rison|enitentiary)$|\s[Jj]ail$|^(?:the\s)?(?:prison|jail)\s(?:of|in|at)\s"
)
_PRISON_END = re.compile(r"\s(?:prison|jail|penitentiary)$")
_SMALL_ARTICLE = re.compile(r"(?:the|la|las|el|los|o|os)\s")
# `the 18` and `la 18`, and no more after them than after a name.
_ARTICLE_BEFORE_NUMBER = re.compile(r"\b(?:[Tt]he|[Ll]a|[Ll]os|del?|[Dd]a)\s$")
_AFTER_NUMBER = re.compile(
    r"[,;:)”\"]|\.(?!\d)|['’]s\b|$|\0|\s(?:and|or|y|e|gang|faction|clique|is|was|has|had|in|at|of)\b"
)
_CAPITAL_WORD_BEFORE = re.compile(r"(?<![\w’'-])(?P<word>[A-ZÀ-Þ][\w.’'-]*)\s$")
_CAPITAL_WORD_AFTER = re.compile(
    r"\s(?!(?:Gangs?|Members?|Leaders?|Boss(?:es)?|Cartels?|Street|Prison|Mafia|Clan|Motorcycle|MC|"
    r"Associates?|Nation)\b)(?:(?:de|del|da|do|of\sthe)\s)?[A-ZÀ-Þ][\w’'-]+"
)
_BEFORE_GANGS = words(
    """
    The A An Los Las La El Os As Rival Alleged Suspected Former Two Three Four Five Six Some Most
    All Many Several Both Local Fellow Like In On At When While And But Or If After Before Among
    Against Police Gang Mara Pandilla Barrio Calle Cartel Clan
    """
)
_GANG_KIND = (
    rf"(?:{alternatives(english.GANG_NOUNS, spanish.GANG_NOUNS, english.GANG_PART_HEADS)})s?"
)
_GANG_NOUN_AFTER = re.compile(
    rf"[”\"]?(?:['’]s)?\s(?:(?:street|prison|drug|biker|outlaw|motorcycle|criminal)\s){{0,2}}"
    rf"(?:{_GANG_KIND}|members?|gangsters?|associates?|leaders?|boss(?:es)?|territory|turf)\b"
)
_GANG_WORDS_BEFORE = re.compile(
    r"\b(?:members?|associates?|affiliates?|leaders?|boss(?:es)?|soldiers|shooters?|ranks|"
    r"miembros?|integrantes?|membros?)\s(?:of|from|in|de|del|da|do)\s(?:the\s|la\s|los\s|both\s|rival\s|"
    rf"feared\s|notorious\s){{0,2}}[“\"]?$|\b{_GANG_KIND}(?:,|\s(?:called|known\sas|named|such\sas|like|"
    r"including|of))?\s(?:the\s|los\s)?[“\"]?$|\brivals?,?\s(?:the\s)?[“\"]?$"
)
# `the 28s`
_NUMBERED = re.compile(r"\d\ds")
_STREET = re.compile(r"(?i)\b(?:street|avenues?|road|place|block|lane|boulevard|drive)$")
_IN_PLACE = re.compile(r"\sin\s(?=[A-Z])")


def candidates_of_known_names(
    passage: Passage,
    matches: Iterable[Match],
    gazetteer: Gazetteer,
    evidence: Evidence,
    is_word: Callable[[str], bool],
) -> list[Candidate]:
    """Every match that is believed, also where they overlap; places keep all keys that fit.

    `is_word` tells of a folded word whether it is an ordinary one, or anything else's name.
    """
    matches = list(matches)
    full = {
        (match.start, match.end, name.key)
        for match in matches
        for name in match.names
        if not name.weak
    }
    strong = {name.key for match in matches for name in match.names if not name.weak}
    subtypes = {
        known.subtype
        for key in strong
        if (known := gazetteer.entities.get(key)) and known.kind == Kind.GANG and known.subtype
    }
    gang_sentences = {
        passage.sentence_of(match.start)
        for match in matches
        for name in match.names
        if not name.weak and gazetteer.entities[name.key].kind == Kind.GANG
    }
    foreign = _foreign_acronyms(matches, gazetteer, evidence)
    strong -= {name.key for name in foreign}
    found = []
    # What stands in a headline is read by what the body says.
    for match in sorted(matches, key=lambda match: passage.is_headline(match.start)):
        believed = [
            name
            for name in match.names
            if not (name.weak or name in foreign)
            or _is_backed(
                name, match, passage, gazetteer, evidence, strong, subtypes, gang_sentences, is_word
            )
        ]
        strong.update(
            name.key for name in believed if gazetteer.entities[name.key].kind == Kind.GANG
        )
        for kind, keys in _by_kind(believed, gazetteer).items():
            candidate = _candidate(match, kind, keys, believed, passage, gazetteer)
            if kind != Kind.LOCATION and len(keys) > 1:
                _settle_by_country(candidate, gazetteer, evidence)
            found.append(candidate)
    return [one for one in found if not _is_owned(one, passage, full)]


def settled(
    candidates: Iterable[Candidate],
    passage: Passage,
    gazetteer: Gazetteer,
    is_town: Callable[[str], bool],
    is_nation: Callable[[str], bool],
) -> list[Candidate]:
    """The longest of the known names that overlap, without words that only describe.

    `is_town` tells of a folded name whether a town has it, `is_nation` whether it is that of a
    country, or a demonym.
    """
    # Shortened last, or the tail of a name (`Zetas cartel`) would win over what is left of it.
    kept = [
        _shortened(candidate, passage, gazetteer)
        for candidate in without_overlaps(candidates)
        if not _is_town_with_prison(candidate, passage, gazetteer, is_town)
        and not (
            candidate.kind == Kind.AGENCY
            and is_bare_body(passage.written[candidate.start : candidate.end], is_nation)
        )
        and not (candidate.kind == Kind.LOCATION and begins_title(passage.written, candidate.end))
    ]
    for candidate in kept:
        if _is_only_division(candidate, gazetteer):
            candidate.rank = Rank.MODEL
    return kept


def is_bare_body(written: str, is_nation: Callable[[str], bool]) -> bool:
    """`Italian authorities`, `Guatemala police` and `US troops` name no body.

    `is_nation` tells of a folded name whether it is that of a country, or a demonym.
    """
    words = _BARE_BODY.fullmatch(written)
    return words is not None and (is_nation(fold(words.group(1))) or is_acronym(words.group(1)))


def _by_kind(names: Iterable[KnownName], gazetteer: Gazetteer) -> dict[Kind, tuple[str, ...]]:
    grouped: dict[Kind, dict[str, None]] = {}
    for name in names:
        if name.key in gazetteer.entities:
            grouped.setdefault(gazetteer.entities[name.key].kind, {})[name.key] = None
    return {kind: tuple(keys) for kind, keys in grouped.items()}


def _candidate(
    match: Match,
    kind: Kind,
    keys: tuple[str, ...],
    names: list[KnownName],
    passage: Passage,
    gazetteer: Gazetteer,
) -> Candidate:
    weak = all(name.weak for name in names if name.key in keys)
    written = passage.written[match.start : match.end]
    confidence = 0.75 if weak else 0.9 if is_acronym(written) else 0.95
    reason = "short name in the gazetteer, backed by the words around it" if weak else ""
    if match.is_misprint:
        confidence, reason = 0.75, f"misprint of “{names[0].text}” in the gazetteer"
    return Candidate(
        start=match.start,
        end=match.end,
        kind=kind,
        rank=Rank.RULE,
        origin="gazetteer",
        reason=reason or "name in the gazetteer",
        confidence=confidence,
        keys=keys,
    )


def _is_only_division(candidate: Candidate, gazetteer: Gazetteer) -> bool:
    """Names of provinces are often surnames or parts of longer names: those may win."""
    return candidate.kind == Kind.LOCATION and all(
        gazetteer.entities[key].subtype == "division" for key in candidate.keys
    )


def _is_backed(
    name: KnownName,
    match: Match,
    passage: Passage,
    gazetteer: Gazetteer,
    evidence: Evidence,
    strong: set[str],
    subtypes: set[str],
    gang_sentences: set[Span],
    is_word: Callable[[str], bool],
) -> bool:
    """Whether a weak name may count: a full name elsewhere, a cue beside it, its country named."""
    known = gazetteer.entities.get(name.key)
    if known is None:
        return False
    if known.kind == Kind.GANG:
        if not _stands_as_gang(match, passage):
            return False
        if name.key in strong:
            return True
        return not passage.is_headline(match.start) and (
            _is_called_gang(match, passage)
            or _is_gang_by_company(
                name, known, match, passage, evidence, subtypes, gang_sentences, is_word
            )
        )
    if name.key in strong:
        return True
    if known.kind == Kind.ORGANIZATION:
        if not is_acronym(name.text):
            return False
        # `the OAS` is at home in no country, so none can speak for it.
        if known.subtype == "international" and not known.country and len(name.text) > 2:
            before = passage.written[max(0, match.start - 4) : match.start]
            return before.casefold() == "the "
    return bool(known.country) and evidence.share(known.country) >= 0.3


def _foreign_acronyms(
    matches: Iterable[Match], gazetteer: Gazetteer, evidence: Evidence
) -> set[KnownName]:
    """A few letters that name gangs of countries which nothing else in the text points at.

    `PCC` is a gang of Brazil, and the Communist Party of Colombia.
    """
    starts: dict[str, set[int]] = defaultdict(set)
    short: set[KnownName] = set()
    written_out = set()
    for match in matches:
        for name in match.names:
            if gazetteer.entities[name.key].kind != Kind.GANG or name.weak:
                continue
            starts[name.key].add(match.start)
            if name.text.isalpha() and is_acronym(name.text) and len(name.text) <= LONGEST_DOUBTFUL:
                short.add(name)
            else:
                written_out.add(name.key)
    return {
        name
        for name in short
        if name.key not in written_out
        and (country := gazetteer.entities[name.key].country)
        and starts[name.key].issuperset(evidence.positions.get(country, ()))
    }


def _stands_as_gang(match: Match, passage: Passage) -> bool:
    """Whether short words may be a gang's here: no number that counts, no piece of a name."""
    text = passage.written
    written = text[match.start : match.end]
    bare = written.split()[-1]
    if bare.isdecimal() and written.removesuffix(bare).strip().casefold() in ("", "the", "la"):
        start = match.end - len(bare)
        return bool(
            _ARTICLE_BEFORE_NUMBER.search(text, max(0, start - 8), start)
            and _AFTER_NUMBER.match(text, match.end)
        )
    if len(written) == 1 and text[match.end : match.end + 1] == ".":
        return False
    if passage.is_headline(match.start) or passage.is_in_capitals(match.start):
        return True
    before = _CAPITAL_WORD_BEFORE.search(text, max(0, match.start - 30), match.start)
    sentence, _ = passage.sentence_of(match.start)
    if match.start == sentence and is_ordinary(written.casefold()):
        return False
    if before and before["word"] not in _BEFORE_GANGS and before.start() > sentence:
        return False
    return _CAPITAL_WORD_AFTER.match(text, match.end) is None


def _is_called_gang(match: Match, passage: Passage) -> bool:
    """Whether the words right beside a name say that it is a gang's: `members of the Bloods`."""
    return bool(
        _GANG_NOUN_AFTER.match(passage.written, match.end)
        or _GANG_WORDS_BEFORE.search(passage.written, max(0, match.start - 60), match.start)
    )


_LISTED_BEFORE = re.compile(r"(?:,|\b(?:and|or|y|e)|&)\s(?:the\s)?$")


def _is_gang_by_company(
    name: KnownName,
    known: GazetteerEntity,
    match: Match,
    passage: Passage,
    evidence: Evidence,
    subtypes: set[str],
    gang_sentences: set[Span],
    is_word: Callable[[str], bool],
) -> bool:
    """Whether gangs, or words of gangs, stand about a name that means little else."""
    parts = [word for word in fold(name.text).split() if word not in SMALL_WORDS]
    if (
        known.subtype in subtypes
        and len(name.text) >= SHORTEST_AMONG_OTHERS
        and (not known.country or evidence.share(known.country) > 0)
        and not (len(parts) == 1 and (is_ordinary(parts[0]) or passage.is_in_capitals(match.start)))
        and not _STREET.search(name.text)
    ):
        return True
    if _NUMBERED.fullmatch(name.text):
        return has_gang_cue(passage, match.start, match.end)
    if (
        passage.written[match.start : match.end].isupper()
        and len(name.text) > 2
        and passage.sentence_of(match.start) in gang_sentences
        and not passage.is_in_capitals(match.start)
        and _LISTED_BEFORE.search(passage.written, max(0, match.start - 8), match.start)
    ):
        return True  # `MS-13, TDA and the cartels`
    if len(parts) == 1 and (len(parts[0]) < SHORTEST_AMONG_OTHERS or is_word(parts[0])):
        # `NOTORIOUS` and `THE NUMBER` are words like any other; `CONTRAS` in wire copy is none.
        needed = 0.3 if is_acronym(name.text) else 0.1
        return (
            known.subtype == "armed_group"
            and not (len(parts[0]) > 1 and is_ordinary(parts[0]))
            and evidence.share(known.country) >= needed
            and (is_acronym(name.text) or passage.is_in_capitals(match.start))
        )
    if _STREET.search(name.text) or (len(parts) > 1 and all(map(is_ordinary, parts))):
        return passage.sentence_of(match.start) in gang_sentences and has_gang_cue(
            passage, match.start, match.end
        )
    if passage.is_in_capitals(match.start) and len(parts) == 1:
        return known.subtype == "armed_group" and evidence.share(known.country) >= 0.1
    return has_gang_cue(passage, match.start, match.end) or (
        len(parts) > 1
        and evidence.share(known.country) > 0
        and (
            passage.sentence_of(match.start) in gang_sentences
            or evidence.share(known.country) >= 0.3
        )
    )


def has_gang_cue(passage: Passage, start: int, end: int) -> bool:
    """Whether a word of gangs stands close by in the same sentence."""
    left, right = passage.sentence_of(start)
    before = passage.written[max(left, start - CUE_DISTANCE) : start]
    after = passage.written[end : min(right, end + CUE_DISTANCE)]
    return bool(GANG_CUE.search(before) or GANG_CUE.search(after))


def _settle_by_country(candidate: Candidate, gazetteer: Gazetteer, evidence: Evidence) -> None:
    """One name of several bodies: the one whose country the article names, if there is one."""
    scores = {
        key: evidence.share(known.country) + 0.5 * evidence.near(candidate.start, known.country)
        for key in candidate.keys
        if (known := gazetteer.entities[key])
    }
    best, second = sorted(scores.values(), reverse=True)[:2]
    if best > second + 0.15:
        key = max(scores, key=scores.__getitem__)
        candidate.keys = (key,)
        candidate.reason += "; the article names its country"
        candidate.confidence -= 0.05
        return
    total = sum(scores.values()) or 1.0
    candidate.scores = tuple(
        (key, round((score or 1 / len(scores)) / total if total != 1.0 else 1 / len(scores), 3))
        for key, score in sorted(scores.items(), key=lambda pair: -pair[1])
    )
    candidate.confidence = 0.5
    candidate.reason += "; several bodies have this name"


def _shortened(
    candidate: Candidate,
    passage: Passage,
    gazetteer: Gazetteer,
) -> Candidate:
    """Cut what only describes: `Los Zetas cartel` is Los Zetas, `embassy in Lima` an embassy."""
    if not candidate.key:
        return candidate
    known = gazetteer.entities[candidate.key]
    written = passage.written[candidate.start : candidate.end]
    if article := _SMALL_ARTICLE.match(written):
        candidate.start += article.end()
        written = written[article.end() :]
    words = written.split(" ")
    for count in range(len(words) - 1, 0, -1):
        if words[count].casefold() == "of":
            break  # `United States of America`
        if fold(" ".join(words[:count])) == fold(known.name):
            candidate.end = candidate.start + len(" ".join(words[:count]))
            return candidate
    if known.subtype == "prison" and (noun := _PRISON_END.search(written)):
        candidate.end = candidate.start + noun.start()
    if known.kind == Kind.AGENCY and (place := _IN_PLACE.search(written)) and place.start() > 10:
        candidate.end = candidate.start + place.start()
    return candidate


def _is_owned(candidate: Candidate, passage: Passage, full: set[tuple[int, int, str]]) -> bool:
    """In `Treasury’s Office of Foreign Assets Control` the office alone is the name."""
    owner = _POSSESSIVE.search(passage.written, candidate.start, candidate.end)
    return owner is not None and any(
        (owner.end(), candidate.end, key) in full for key in candidate.keys
    )


def _is_town_with_prison(
    candidate: Candidate,
    passage: Passage,
    gazetteer: Gazetteer,
    is_town: Callable[[str], bool],
) -> bool:
    """`Ciudad Barrios prison` names the town; the noun only says what is there."""
    written = passage.written[candidate.start : candidate.end]
    return (
        candidate.kind == Kind.LOCATION
        and all(gazetteer.entities[key].subtype == "prison" for key in candidate.keys)
        and bool(_PRISON_NOUN.search(written))
        and is_town(fold(_PRISON_NOUN.sub("", written)))
    )


IS, NEVER = "is", "never"


class Decisions:
    """The standing decisions of one gazetteer, asked for one article of one source."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._matcher = Matcher(
            KnownName(rule.normalized, rule.key)
            for rule in gazetteer.rules
            if rule.decision == IS and rule.key in gazetteer.entities
        )

    def forced(self, passage: Passage, article: int | None, source: int | None) -> list[Candidate]:
        """Every name that a person said is this entity, wherever it stands."""
        found = []
        for match in self._matcher.find(passage):
            rule = self._first(passage.written[match.start : match.end], article, source)
            if rule is None or rule.decision != IS or rule.key not in self._gazetteer.entities:
                continue
            known = self._gazetteer.entities[rule.key]
            found.append(
                Candidate(
                    start=match.start,
                    end=match.end,
                    kind=known.kind,
                    rank=Rank.DECISION,
                    origin="decision",
                    reason="a person decided that this name is this entity",
                    confidence=0.99,
                    keys=(known.key,),
                )
            )
        return found

    def forbids(self, written: str, kind: Kind, article: int | None, source: int | None) -> bool:
        """Whether a person decided that these words are never an entity (of this kind)."""
        if not self._gazetteer.rules:
            return False
        rule = self._first(written, article, source, kind)
        return rule is not None and rule.decision == NEVER

    def _first(
        self, written: str, article: int | None, source: int | None, kind: Kind | None = None
    ) -> Rule | None:
        rules = self._gazetteer.rules_for(fold(written), article=article, source=source)
        return next((rule for rule in rules if kind is None or rule.kind in (None, kind)), None)
