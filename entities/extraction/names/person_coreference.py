"""Which mentions of people in one text are the same person."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz.distance import OSA

from entities.extraction.candidates import Candidate
from entities.extraction.first_names import given_names
from entities.extraction.lexicon import alternatives, english
from entities.extraction.names.nicknames import (
    FULL_NAME_WITH_NICK,
    KNOWN_AS_AGAIN,
    KNOWN_AS_BETWEEN,
)
from entities.extraction.names.people import PARTICLES
from entities.kinds import Kind
from entities.names import fold

_SUFFIX = re.compile(
    rf",?\s(?:{alternatives(english.GENERATIONS, english.GENERATION_NUMERALS)})\.?$"
)
# What nicknames begin with that is often left out.
_ARTICLES = frozenset({"El", "La", "Los", "Las", "O", "Negro", "Don", "Gordo", "Tío"})
_SHORTEST = 4
_SHORTEST_GIVEN = 3
_SHORTEST_WITH_MISPRINT = 7
_PARTICLE = frozenset(PARTICLES.split("|"))
_REAL_NAME_BEFORE = re.compile(
    r"\s*[,(]?\s*(?:or|born|identified\sas|"
    r"the\snickname\sof|alias\sof)\s*:?\s*$",
    re.IGNORECASE,
)

_REAL_NAME = re.compile(
    r"^[”\"’',\s(]*(?:whose\s(?:real|full)\sname\s(?:is|was)|real\sname:?|born)\s$"
)
_SINGLE_NAME = re.compile(
    r"(?:(?<![\w’'.-])[a-z][\w’'-]*[,;:]?\s|[.!?“”\"\0]\s?)(?P<name>[A-ZÀ-Þ][\w-]+)(?=['’]s?\b|[,.;:]|\s[a-z])"
)
# Code points between a name and what else the person is called.
_FARTHEST = 110


_MERE_ALIAS = "alias “{}”"


def is_mere_alias(name: str) -> bool:
    """Whether a name is shown as that of somebody of whom only a nickname is known."""
    return name.startswith(_MERE_ALIAS.partition("{")[0])


@dataclass
class Person:
    """Somebody of this text: the name to show, and the folded forms that lead here."""

    name: str
    is_nickname: bool
    forms: set[str] = field(default_factory=set)
    given: str = ""
    key: str = ""
    position: int = 0

    @property
    def shown(self) -> str:
        """The name, or alias “Name” where only that is known."""
        return _MERE_ALIAS.format(self.name) if self.is_nickname else self.name


class People:
    """The people of one text, built from the mentions that were chosen."""

    def __init__(self, text: str, chosen: Iterable[Candidate]) -> None:
        self._text = text
        self.persons: list[Person] = []
        mentions = [one for one in chosen if one.kind == Kind.PERSON]
        longest_first = sorted(
            mentions, key=lambda one: (-self._written(one).count(" "), one.start)
        )
        for mention in longest_first:
            self._introduce(mention)

    def _written(self, candidate: Candidate) -> str:
        return self._text[candidate.start : candidate.end]

    def _introduce(self, mention: Candidate) -> None:
        written = self._written(mention)
        is_nickname = mention.origin == "rule:alias"
        own, *others = forms_of(written, is_nickname)
        known = self.all_of(written)
        if mention.key:
            known = [person for person in self.persons if person.key == mention.key]
        if not known and not is_nickname:
            known = self._misprinted(own)
        if not known:
            person = Person(
                " ".join(written.split()),
                is_nickname,
                given="" if is_nickname else _given(written),
                key=mention.key,
                position=mention.start,
            )
            self.persons.append(person)
            known = [person]
        if len(known) == 1:
            known[0].forms.update((own, *others))
            known[0].position = min(known[0].position, mention.start)

    def _misprinted(self, written: str) -> list[Person]:
        """The only person with a full name whose surname this is, but for one letter."""
        near = [
            person
            for person in self.persons
            if " " in person.name and any(is_misprint(written, form) for form in person.forms)
        ]
        return near if len(near) == 1 else []

    def join_nicknames(self, chosen: Iterable[Candidate]) -> None:
        """`José Salazar, alias “Chepe”` and `“Chepe”, whose real name is José Salazar` are one."""
        mentions = [one for one in chosen if one.kind == Kind.PERSON]
        for here, following in pairwise(mentions):
            between = self._text[here.end : following.start]
            if len(between) > _FARTHEST:
                continue
            if between == " (" and self._text[following.end : following.end + 1] == ")":
                if here.origin != "rule:alias":
                    self._unite(here, following)  # `Yohan Romero (Johan Petrica)`
            elif following.origin == "rule:alias":
                again = here.origin == "rule:alias"
                if again and self._is_nickname(here):
                    continue  # `alias “Rojo”, alias “Azul”` may be two
                if (KNOWN_AS_AGAIN if again else KNOWN_AS_BETWEEN).fullmatch(between):
                    self._unite(here, following)
            elif _REAL_NAME.search(between):
                self._unite(following, here)
            elif self._is_nickname(here) and not self._is_nickname(following):
                between = between.lstrip("”\"’' ,")
                if _REAL_NAME_BEFORE.fullmatch(between):
                    self._unite(following, here)

    def _is_nickname(self, mention: Candidate) -> bool:
        person = self.of(mention)
        return person is not None and person.is_nickname

    def _unite(self, full: Candidate, nick: Candidate) -> None:
        keeper = self.of(full)
        other = self.of(nick)
        if keeper and other and keeper is not other and not (keeper.key and other.key):
            keeper.forms |= other.forms
            keeper.key = keeper.key or other.key
            self.persons.remove(other)

    def _first(self, persons: list[Person]) -> list[Person]:
        """Whoever is named first; nobody where two are named in one breath.

        All must be known by full names: who is called what else may be anybody.
        """
        if not persons or not all(" " in person.name for person in persons):
            return []
        first, *others = sorted(persons, key=lambda one: one.position)
        after = self._text[first.position + len(first.name) :]
        together = any(
            after.startswith((f" and {one.name}", f", {one.name}", f" or {one.name}"))
            for one in others
        )
        return [] if together else [first]

    def _is_called_otherwise(self, person: Person, written: str) -> bool:
        """Whether the text has another of the person's surnames alone."""
        surnames = forms_of(person.name, False)[1:]
        return any(
            form != fold(written) and " " not in form and self._alone(form) for form in surnames
        )

    def _alone(self, form: str) -> bool:
        """Whether a name stands in the text with no other name before or after it."""
        return any(fold(match["name"]) == form for match in _SINGLE_NAME.finditer(self._text))

    def all_of(self, written: str) -> list[Person]:
        """Everybody whom these words may name."""
        own = forms_of(written, True)[0]
        return [person for person in self.persons if own in person.forms] or [
            person for person in self.persons if own and own == person.given
        ]

    def of(self, candidate: Candidate) -> Person | None:
        """The person a mention names; None where several fit."""
        if candidate.key:
            for person in self.persons:
                if person.key == candidate.key:
                    return person
        written = self._written(candidate)
        fitting = self.all_of(written)
        if len(fitting) > 1:
            fitting = [one for one in fitting if one.position <= candidate.start]
        if len(fitting) > 1:
            # News calls the one by the surname whom it named first, his kin by their given names.
            fitting = [one for one in fitting if not self._is_called_otherwise(one, written)]
            fitting = self._first(fitting)
        return fitting[0] if len(fitting) == 1 else None

    def given(self) -> set[str]:
        """Folded given names that only one person of the text has."""
        names = Counter(person.given for person in self.persons if person.given)
        return {name for name, count in names.items() if count == 1}

    def surnames(self) -> set[str]:
        """Folded single names of people whose given name the text tells."""
        return {
            form
            for person in self.persons
            if not person.is_nickname and " " in person.name
            for form in forms_of(person.name, False)
            if " " not in form
        }

    def forms(self) -> set[str]:
        """Every folded form under which somebody of this text may be mentioned again."""
        return {form for person in self.persons for form in person.forms if len(form) >= 3}


def is_misprint(written: str, surname: str) -> bool:
    """Whether a folded name of one word is another one of the text, but for one letter."""
    return (
        min(len(written), len(surname)) >= _SHORTEST_WITH_MISPRINT
        and " " not in written
        and " " not in surname
        and written[0] == surname[0]
        and OSA.distance(written, surname, score_cutoff=1) == 1
    )


def forms_of(written: str, is_nickname: bool) -> list[str]:
    """Folded forms under which somebody may be mentioned again, the whole name first."""
    nick = FULL_NAME_WITH_NICK.fullmatch(written)
    forms = [fold(written)]
    if nick:
        plain = f"{nick.group('before')} {nick.group('after')}"
        return [*forms, *forms_of(nick.group("nick"), True), *forms_of(plain, False)]
    plain = _SUFFIX.sub("", written)
    words = plain.split()
    forms.append(fold(plain))
    if is_nickname and len(words) > 1 and words[0] in _ARTICLES and len(words[-1]) >= _SHORTEST:
        forms.append(fold(" ".join(words[1:])))  # `Mencho` of `El Mencho`
    if is_nickname or len(words) < 2:
        return list(dict.fromkeys(forms))
    names = [word for word in words[1:] if word not in _PARTICLE and len(word.strip(".")) > 1]
    forms += [fold(name) for name in names]
    forms += [fold(" ".join(words[place:])) for place in range(1, len(words) - 1)]
    if len(words) > 2:
        # Spanish names: given name and first surname, without the second one.
        forms += [fold(" ".join((words[0], *words[2:]))), fold(" ".join(words[:-1]))]
        forms.append(fold(f"{words[0]} {words[-1]}"))
    return list(dict.fromkeys(forms))


def _given(written: str) -> str:
    """The folded given name of somebody of this full name, where it is surely one."""
    first, _, rest = written.partition(" ")
    return (
        fold(first)
        if rest and len(first) >= _SHORTEST_GIVEN and fold(first) in given_names()
        else ""
    )
