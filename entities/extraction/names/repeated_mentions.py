"""Names of this text that stand in it again, shorter or where no rule expects them."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from entities.extraction.candidates import Candidate, Rank, Taken
from entities.extraction.lexicon import alternatives, english, portuguese, spanish, words
from entities.extraction.names.match_names import Matcher
from entities.extraction.names.people import is_title
from entities.extraction.names.person_coreference import People
from entities.extraction.passage import Passage
from entities.extraction.places.false_places import is_after_cue
from entities.gazetteer.snapshot import KnownName
from entities.kinds import Kind
from entities.names import fold

_GANG_NOUN = re.compile(
    r"(?i)\s(?:(?:street|drug|prison|crime|motorcycle)\s)?"
    rf"(?:{alternatives(english.GANG_NOUNS)}|family|club|mc|(?:organi[sz]ed\s)?(?:crime\s)?(?:group|organi[sz]ation|network))$"
)
_STREET = re.compile(r"(?i)\b(?:street|avenues?|road|block|lane|boulevard|drive)$")
_WORD_BEFORE = re.compile(r"([\w’'.-]+) $")
_WORD_AFTER = re.compile(r" ([A-ZÀ-Þ][\w’'-]+)")
_GROUP_AFTER = re.compile(
    r"\s(?:(?P<own>gang|cartel|clan)|(?:and\s(?:the\s)?[A-ZÀ-ÞŠŽČ]\w+\s)?"
    r"(?:famil(?:y|ies)|groups?|clans|gangs|cartels|side|men|gunmen|hitmen|factions?|members|"
    rf"(?i:lieutenant)|associates?|{alternatives(english.GANGSTERS, english.MEMBERS)}))\b"
)
# `the Clan` of the Clan del Golfo
_BEFORE_PARTICLE = re.compile(
    r"(?P<name>[A-ZÀ-Þ]\w+(?:\s[A-ZÀ-Þ]\w+)?)\s(?:de|del|do|da|dos|on|upon)\s"
)
_IS_COMPOUND = re.compile(r"[A-ZÀ-Þ][\w’']+[ -][A-ZÀ-Þ]")
_GENERIC = words(
    "san santa santo são ciudad puerto porto villa vila la el los las monte port sierra valle"
    " isla ilha"
)
_AGENCY_HEADS = (
    *spanish.AGENCY_HEADS,
    *spanish.MORE_AGENCY_HEADS,
    *portuguese.AGENCY_HEADS,
    *portuguese.MORE_AGENCY_HEADS,
)
_SPANISH_BODY = re.compile(rf"(?P<head>{alternatives(map(str.capitalize, _AGENCY_HEADS))})\s")
_HEADS = frozenset({"Clan", "Cartel", "Cártel", "Mara", "Comando", "Firm"})
_BODY_NOUNS = frozenset({"Coalition", "Alliance", "Sindicato"})
_OF_ONE_WORD = re.compile(r"(?i)\s(?:posse|clan|crew|clique|mob|syndicate)$")
_ARTICLE_BEFORE = re.compile(r"\b(?:the|The|los|Los|las|Las|rival) $")
_PLACE_BEFORE = re.compile(
    r"(?i)\b(?:in|at|near|from|across|outside|around|throughout|into|en|em|"
    r"(?:state|city|town|province|department|streets|district|municipality|port|region)\sof|"
    r"[A-ZÀ-Þ]\w+,)\s(?:the\s)?$"
)
_PLACE_AFTER = re.compile(
    r"(?:,\s[A-ZÀ-Þ]|\s(?:state|city|province|department|prison|county|district|police|"
    r"municipality|region)\b)"
)
_OWNS = re.compile(r"['’]s\s[a-z]")
# `the Earle group`, and `the Earle brothers`, who are no one person
_GROUP_OF = re.compile(
    r"\s(?:(?P<gang>(?:crime\s|drug\s|criminal\s|drug[ -]trafficking\s)?"
    r"(?:clan|gang|group|cartel|crew|faction|mob|organi[sz]ation|network|syndicate|"
    r"crime\sfamily))|family|brothers|sisters|siblings|twins|famil(?:y|ies))\b"
)
_DOES_AS_GANG = re.compile(
    r"(?:,\sled\sby\s|\s(?:sends?|buys?|sells?|controls?|fights?|fought|moves|wants|hired|has\shired|is\sfighting|is\sat\s"
    r"war|supplies|smuggles|ships|pays|declared|struck|sided)\b|['’]s\s(?:men|gunmen|boss|leaders?|"
    r"capos?|lieutenants?|traffickers|hitmen|factions?|rivals?|enem(?:y|ies)|armed\swing)\b)"
)
_DONE_TO_GANG = re.compile(
    r"\b(?:war\s(?:on|with|against)|fights?|fighting|fought|against|(?:alliance|allied|pact|truce|deal|feud|"
    r"broke|sided)\swith|ally\sof|loyal\sto|works?\sfor|worked\sfor|enem(?:y|ies)\sof|rivals?\sof|from\srivals?)\s$"
)
_PEOPLE_OF = re.compile(r"\s(?:have|are|were|control|run|fight|sell|buy|remain|operate|hold|own)\b")
# Places that only the model sees, and towns that are not large.
_SMALL_PLACES = frozenset({"ner:GPE", "ner:LOC", "ner:FAC", "rule:town"})
SHORTEST_GANG = 4
# Rules that guess from what stands near.
_DOUBTFUL = frozenset(
    {"rule:gang-loose-noun", "rule:gang-people", "rule:gang-opponent", "rule:gang-los", "ner:ORG"}
)
SHORTEST_PREFIX = 5
_NUMBERS = re.compile(r"\d{2,3}s")


def people_again(
    passage: Passage, people: People, chosen: Iterable[Candidate]
) -> Iterator[Candidate]:
    """Surnames and nicknames that stand alone: no piece of a longer name."""
    chosen = list(chosen)
    known = {(one.start, one.end) for one in chosen if one.kind == Kind.PERSON}
    taken = Taken((one.start, one.end) for one in chosen if one.kind != Kind.PERSON)
    forms, given, surnames = people.forms(), people.given(), people.surnames()
    gangs = {
        fold(_GANG_NOUN.sub("", passage.text[one.start : one.end])): one
        for one in chosen
        if one.kind == Kind.GANG
    }
    for match in _matcher(forms | given).find(passage):
        written = passage.text[match.start : match.end]
        if (group := _GROUP_OF.match(passage.text, match.end)) and " " not in written:
            if (
                group["gang"]
                and (fold(written) in surnames or fold(written) in gangs)
                and written[:1].isupper()
                and not _is_piece(passage, match.start, match.end)
            ):
                yield _group_of(passage, match.start, group.end("gang"), gangs.get(fold(written)))
            continue
        if (match.start, match.end) in known:
            continue
        # A given name may be anything else as well.
        if fold(written) not in forms and not taken.is_free(match.start, match.end):
            continue
        if written[:1].isupper() and not _is_piece(passage, match.start, match.end):
            yield Candidate(
                match.start,
                match.end,
                Kind.PERSON,
                Rank.MODEL,
                "rule:named-before",
                "part of the name, or the nickname, of somebody in this text",
                0.8,
            )


def _group_of(passage: Passage, start: int, end: int, gang: Candidate | None) -> Candidate:
    """`the Earle group` where Terence Earle is somebody of the text; or a gang named before."""
    return Candidate(
        start,
        end,
        Kind.GANG,
        Rank.RULE,
        "rule:gang-of-person",
        "the surname of somebody in this text before a word for groups",
        0.75,
        keys=gang.keys if gang else (),
        name=gang.name or passage.text[gang.start : gang.end] if gang else passage.text[start:end],
    )


def without_surnames(
    passage: Passage, people: People, chosen: Iterable[Candidate]
) -> list[Candidate]:
    """Leave out places that are surnames here: `Guerrero` after Héctor Guerrero Flores.

    A place stays where the words around it say that it is one.
    """
    surnames, given = people.surnames(), people.given()

    def is_name(one: Candidate) -> bool:
        written = fold(passage.text[one.start : one.end])
        return written in surnames or (written in given and one.origin in _SMALL_PLACES)

    return [
        one
        for one in chosen
        if one.kind != Kind.LOCATION
        or not is_name(one)
        or (
            _PLACE_BEFORE.search(passage.text, max(0, one.start - 30), one.start)
            and not _OWNS.match(passage.text, one.end)  # `in Guerrero’s apartment`
        )
        or _PLACE_AFTER.match(passage.text, one.end)
    ]


def places_again(passage: Passage, chosen: Iterable[Candidate]) -> Iterator[Candidate]:
    """`Rio` of Rio de Janeiro, and a place that no list has wherever the text names it again."""
    forms = {}
    for one in chosen:
        if one.kind == Kind.LOCATION:
            written = passage.text[one.start : one.end]
            if not one.keys and _IS_COMPOUND.search(written) and is_after_cue(passage, one.start):
                forms[fold(written)] = one
            short = _BEFORE_PARTICLE.match(passage.text, one.start, one.end)
            if short and fold(short["name"]) not in _GENERIC:
                forms[fold(short["name"])] = one
    for match in _matcher(forms).find(passage):
        if passage.text[match.start].isupper() and not _is_piece(passage, match.start, match.end):
            yield Candidate(
                match.start,
                match.end,
                Kind.LOCATION,
                Rank.MODEL,
                "rule:named-before",
                "the name, or a part of the name, of a place in this text",
                0.7,
            )


def bodies_again(passage: Passage, chosen: Iterable[Candidate]) -> Iterator[Candidate]:
    """`la Fiscalía` after Fiscalía General de la República: it means the same body."""
    forms: dict[str, Candidate] = {}
    for one in chosen:
        if one.kind == Kind.AGENCY and (head := _SPANISH_BODY.match(passage.text, one.start)):
            forms.setdefault(head["head"], one)
    for word, full in forms.items():
        for match in re.finditer(
            rf"(?<=\b[LlEe][al]\s){word}(?!\s(?:d[aeo]|[A-ZÀ-Þ]))\b", passage.text
        ):
            yield Candidate(
                *match.span(),
                Kind.AGENCY,
                Rank.MODEL,
                "rule:named-before",
                "short for a body that the text names",
                0.75,
                keys=full.keys,
                name=full.name or passage.text[full.start : full.end],
            )


def gangs_again(
    passage: Passage, chosen: Iterable[Candidate], is_place: Callable[[str], bool]
) -> Iterator[Candidate]:
    """Gangs of this text under shorter names: `the Hustlers` of Four Corner Hustlers.

    What is doubtful, or stands in a headline, is not carried through the text. `is_place` tells of
    a folded name whether a place has it.
    """
    forms = _Forms(is_place)
    for one in chosen:
        if (
            one.kind == Kind.GANG
            and one.origin not in _DOUBTFUL
            and not (one.origin != "gazetteer" and passage.is_headline(one.start))
        ):
            forms.add(passage.text[one.start : one.end], one)
    for match in _matcher({*forms.anywhere, *forms.after_article, *forms.before_group}).find(
        passage
    ):
        start, end = match.start, match.end
        written = passage.text[start:end]
        form = fold(written)
        if not (written[:1].isupper() or written[:1].isdecimal()):
            continue
        if form in forms.anywhere:
            yield _again(start, end, forms.anywhere[form], passage)
        elif form in forms.after_article and _ARTICLE_BEFORE.search(
            passage.text, max(0, start - 8), start
        ):
            yield _again(start, end, forms.after_article[form], passage)
        elif form in forms.before_group and _acts_as_gang(passage, start, end):
            yield _again(start, end, forms.before_group[form], passage)
        elif form in forms.before_group and _PEOPLE_OF.match(passage.text, end):
            # `The Piromalli have controlled the port.`
            if _ARTICLE_BEFORE.search(passage.text, max(0, start - 8), start):
                yield _again(start, end, forms.before_group[form], passage)
        elif form in forms.before_group and (noun := _GROUP_AFTER.match(passage.text, end)):
            full = forms.before_group[form]
            yield _again(start, noun.end() if noun["own"] else end, full, passage)


@dataclass
class _Forms:
    """Folded shorter names of the gangs of a text, by what has to stand around them."""

    is_place: Callable[[str], bool]
    anywhere: dict[str, Candidate] = field(default_factory=dict)
    after_article: dict[str, Candidate] = field(default_factory=dict)
    before_group: dict[str, Candidate] = field(default_factory=dict)

    def add(self, written: str, one: Candidate) -> None:
        bare = _GANG_NOUN.sub("", written)
        words = bare.split()
        if not one.keys or one.rank == Rank.INTRODUCTION:
            self.anywhere.setdefault(fold(written), one)
            if len(words) == 1 and bare.endswith("s") and bare[0].isupper():
                self.anywhere.setdefault(fold(f"{bare[:-1]} gang"), one)  # `a Hoolie gang member`
            if len(words) > 1 and not self.is_place(fold(bare)) and not _STREET.search(bare):
                self.anywhere.setdefault(fold(bare), one)
        if bare != written:
            self.before_group.setdefault(fold(bare), one)
            if len(words) == 1:
                self.after_article.setdefault(fold(f"{bare}s"), one)
                if _OF_ONE_WORD.search(written) and len(bare) >= SHORTEST_PREFIX:
                    self.after_article.setdefault(fold(bare), one)  # `the Shower` of a posse
        if len(words) > 1:
            self._add_parts(words, one, bare == written)

    def _add_parts(self, words: list[str], one: Candidate, lacks_noun: bool) -> None:
        last = words[-1]
        if _NUMBERS.fullmatch(last) or (
            len(last) >= SHORTEST_GANG and last.endswith("s") and last[0].isupper()
        ):
            self.after_article.setdefault(fold(last), one)
        for count in range(1, len(words)):
            prefix = words[:count]
            short = fold(" ".join(prefix))
            if _STREET.search(short) or (lacks_noun and self.is_place(short)):
                continue  # `Coney Island men` are not of the Coney Island Warriors
            if prefix[-1][0].isupper() and len(short) >= SHORTEST_PREFIX:
                self.before_group.setdefault(short, one)
                if count > 1 and not prefix[-1].endswith("s") and not self.is_place(short):
                    # `the Eight Trays` and `the Trays` of the Eight Tray Gangster Crips
                    self.after_article.setdefault(fold(f"{' '.join(prefix)}s"), one)
                    self.after_article.setdefault(fold(f"{prefix[-1]}s"), one)
        if last in _BODY_NOUNS:
            self.after_article.setdefault(fold(last), one)
        if words[0] in _HEADS:
            self.after_article.setdefault(fold(words[0]), one)


def _again(start: int, end: int, full: Candidate, passage: Passage) -> Candidate:
    return Candidate(
        start,
        end,
        Kind.GANG,
        Rank.RULE,
        "rule:named-before",
        "the name, or a part of the name, of a gang in this text",
        min(full.confidence, 0.75),
        keys=full.keys,
        name=full.name or passage.text[full.start : full.end],
    )


def _acts_as_gang(passage: Passage, start: int, end: int) -> bool:
    """`Sinaloa sends it north`, `a war with Sinaloa`: the cartel, not the state."""
    return _DOES_AS_GANG.match(passage.text, end) is not None or (
        _DONE_TO_GANG.search(passage.text, max(0, start - 25), start) is not None
        and not _WORD_AFTER.match(passage.text, end)
    )


def _matcher(forms: Iterable[str]) -> Matcher:
    return Matcher(KnownName(form, "") for form in forms)


def _is_piece(passage: Passage, start: int, end: int) -> bool:
    """Whether a name goes on before or after: `Rivas` in `Puerto Rivas` is nobody."""
    sentence, _ = passage.sentence_of(start)
    if passage.is_in_heading(start):
        return False  # every word has a capital there
    before = _WORD_BEFORE.search(passage.text, max(sentence, start - 30), start)
    if before and before.start() > sentence and before.group(1)[0].isupper():
        return not is_title(before.group(1))
    after = _WORD_AFTER.match(passage.text, end)
    return after is not None
