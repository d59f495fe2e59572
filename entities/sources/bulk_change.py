"""Source, date, language, handling and credibility of many articles, changed at once.

What is set so is set by a person: no later import and no mending changes it any more.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder

from articles.models import Article
from articles.source_models import Source
from entities.actions.bulk import complete
from entities.actions.recorder import CorrectionError, Recorder, explained
from entities.models import Action, RowChange
from entities.models.verbs import Verb

# More are changed in several acts.
MOST_ARTICLES = 200_000
MOST_SHOWN = 12
# What can be set, and what it is called; the fields that say how a value came about follow it.
FIELDS = {
    "source": "source",
    "published_on": "date",
    "language": "language",
    "handling": "handling",
    "credibility": "credibility",
}
_FOLLOWING = {
    "source": {"source_from": ""},
    "published_on": {"published_from": ""},
}
_LOADED = (*FIELDS, "published_precision", "source_from", "published_from", "set_by_hand")
_KEYS_A_QUESTION = 5000

# Fields of an article by name: a source by its key, or None for one that is new.
Values = Mapping[str, Any]
Row = dict[str, Any]


@dataclass(frozen=True)
class Wanted:
    """What somebody wants of articles: only the fields that are to be set, and a new source."""

    values: Values
    new_source: str = ""

    @property
    def words(self) -> str:
        """What is set: `date and handling`."""
        return " and ".join(words for name, words in FIELDS.items() if name in self.values)

    def after(self, row: Row) -> Row:
        """What changes of an article, given with its fields."""
        wanted = dict(self.values)
        for name in self.values:
            wanted |= _FOLLOWING.get(name, {})
        by_hand = {*row["set_by_hand"], *wanted}
        wanted["set_by_hand"] = sorted(by_hand)
        return {name: value for name, value in wanted.items() if row[name] != value}


class Preview:
    """What it would do to set the values in these articles."""

    def __init__(self, keys: Collection[int], wanted: Wanted, *, user: User) -> None:
        self.wanted = wanted
        self._user = user
        self._rows = list(_rows(keys))
        self._changed = [row for row in self._rows if self._values_differ(row)]

    @cached_property
    def touched(self) -> int:
        """How many articles the act writes to."""
        return sum(bool(self.wanted.after(row)) for row in self._rows)

    @property
    def changing(self) -> int:
        """How many have another value now."""
        return len(self._changed)

    @property
    def kept(self) -> int:
        """How many have the values already, which are set by a person from then on."""
        return self.touched - self.changing

    @cached_property
    def set_before(self) -> int:
        """How many of those that change have a value that a person set."""
        names = set(self.wanted.values)
        return sum(bool(names & set(row["set_by_hand"])) for row in self._changed)

    @cached_property
    def locked(self) -> int:
        """How many somebody else has locked, which are left alone."""
        if self._user.is_staff:
            return 0
        return sum(
            row["is_locked"] and row["assigned_to"] not in (None, self._user.pk)
            for row in self._rows
        )

    @property
    def shown(self) -> str:
        return seen(self._rows)

    @cached_property
    def first(self) -> list[tuple[Article, list[tuple[str, str, str]]]]:
        """The first that change, each with what is set, before and after."""
        rows = {row["pk"]: row for row in self._changed[:MOST_SHOWN]}
        articles = Article.objects.for_listing().in_bulk(list(rows))
        keys = {row["source"] for row in rows.values()} | {self.wanted.values.get("source")}
        sources = {
            key: source.name for key, source in Source.objects.in_bulk(keys - {None}).items()
        }
        return [(articles[pk], list(self._lines(row, sources))) for pk, row in rows.items()]

    def _values_differ(self, row: Row) -> bool:
        return any(row[name] != value for name, value in self.wanted.values.items())

    def _lines(self, row: Row, sources: Mapping[int, str]) -> Iterator[tuple[str, str, str]]:
        for name, words in FIELDS.items():
            if name not in self.wanted.values:
                continue
            after = self.wanted.values[name]
            if name == "source":
                now = sources.get(after, self.wanted.new_source)
                pair = sources[row[name]], now
            elif name == "published_on":
                pair = _day(row), _day(self.wanted.values)
            else:
                pair = row[name], after
            if pair[0] != pair[1]:
                yield words, *pair


def change_articles(
    keys: Collection[int], wanted: Wanted, *, user: User, shown: str, of: str
) -> Action:
    """Set the values in all these articles; very many are changed in the background.

    `shown` is `Preview.shown` of what the person saw: where one of the articles is another by now
    the act is refused. Those that somebody else has locked are left as they are. `of` says in
    words which articles they are. Raises `CorrectionError`.
    """
    if not wanted.values:
        raise CorrectionError("Choose what is to change, and how.")
    refuse_future(wanted.values.get("published_on"))
    act = Recorder()
    # Before the act, which reads hidden articles too: nobody changes what they do not see.
    keys = list(Article.objects.filter(pk__in=keys).values_list("pk", flat=True))
    with explained():
        rows = list(_rows(keys))
        if seen(rows) != shown:
            raise CorrectionError(
                "Some of these articles were changed, or others are found, since you looked, so "
                "nothing was changed: look at the preview again."
            )
        if wanted.new_source:
            source = act.create(Source(name=wanted.new_source))
            wanted = Wanted({**wanted.values, "source": source.pk}, wanted.new_source)
        made = len(act.changes)
        act.changes += _changes(rows, wanted, first=made)
        if len(act.changes) == made:
            raise CorrectionError("All of these articles are so already: nothing was changed.")
        count = len(act.changes) - made
        act.summary = (
            f"Changed the {wanted.words} of {count:,} article{'' if count == 1 else 's'} ({of})"
        )
        return complete(act, Verb.CHANGE_ARTICLES, made=made, user=user)


def refuse_future(published: date | None) -> None:
    """Raise `CorrectionError` for a day of publication that is still to come."""
    if published and published > date.today():
        raise CorrectionError(
            f"{published:%-d %B %Y} lies in the future: give the day on which it was published."
        )


def seen(rows: Iterable[Row]) -> str:
    """How the articles look, to know later whether one has changed, or others are meant."""
    return sha256(json.dumps(list(rows), cls=DjangoJSONEncoder).encode()).hexdigest()


def _rows(keys: Collection[int]) -> Iterator[Row]:
    ordered = sorted(keys)
    for first in range(0, len(ordered), _KEYS_A_QUESTION):
        some = ordered[first : first + _KEYS_A_QUESTION]
        found = Article.objects.filter(pk__in=some).order_by("pk")
        yield from found.values("pk", *_LOADED, "is_locked", "assigned_to")


def _changes(rows: Iterable[Row], wanted: Wanted, *, first: int) -> Iterator[RowChange]:
    position = first
    for row in rows:
        if after := wanted.after(row):
            before = {name: row[name] for name in after}
            yield RowChange(
                position=position,
                model=Article._meta.label_lower,
                row=row["pk"],
                article_id=row["pk"],
                before=_plain(before),
                after=_plain(after),
            )
            position += 1


def _plain(values: Row) -> Row:
    """As JSON has it."""
    plain: Row = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return plain


def _day(values: Values) -> str:
    day = values["published_on"]
    length = {"year": 4, "month": 7, "day": 10}.get(values.get("published_precision") or "", 10)
    return str(day)[:length] if day else "undated"
