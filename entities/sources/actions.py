"""Acts on one source: its name, grade, home and language. Each can be undone.

Whoever acts says what the page showed (`shown`): what somebody else has changed meanwhile is
refused. How two sources become one stands in `merging`.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User

from articles.importing.language import code_of
from articles.importing.metadata.publishers import UNKNOWN
from articles.models import Article
from articles.source_models import Reliability, Source
from entities.actions.recorder import ChangedMeanwhile, CorrectionError, Recorder, acting
from entities.models import SourceHome
from entities.models.verbs import Verb
from entities.sources.languages import language_name
from entities.sources.places import Place, home_words

LONGEST_NAME = 200


def rename(source: Source, name: str, *, user: User, shown: str) -> Source:
    """Call the source otherwise; its earlier name goes on to mean it, in imports and searches."""
    with acting(Verb.RENAME_SOURCE, user=user) as act:
        source = locked(source.pk)
        name = " ".join(name.split())
        _refuse_unknown(source, "renamed")
        if not name:
            raise CorrectionError("A source has a name: type one.")
        if len(name) > LONGEST_NAME:
            raise CorrectionError(
                f"The name of a source has at most {LONGEST_NAME} characters: type a shorter one."
            )
        if name == source.name:
            raise CorrectionError(f"The source is called {name} already: type another name.")
        _refuse_stale(source, "name", source.name, shown)
        before = source.name
        _free(act, source, name)
        act.update(source, name=name)
        if before.lower() != name.lower():
            act.create(Source(name=before, merged_into=source))
        act.summary = f"Renamed the source {before} to {name}"
    return source


def grade_source(
    source: Source, reliability: str, *, user: User, shown: str, article: Article | None = None
) -> Source:
    """Set the source's reliability (A–F), for all its articles; `article` is where it was done."""
    with acting(Verb.GRADE_SOURCE, user=user, article=article) as act:
        source = locked(source.pk)
        if reliability not in Reliability.values:
            raise CorrectionError(f"“{reliability}” is no grade: choose A to F.")
        if reliability != source.reliability:
            _refuse_stale(source, "reliability", source.reliability, shown)
        act.update(source, reliability=reliability)
        act.summary = f"Graded the source {source} {source.reliability}"
    return source


def set_language(source: Source, written: str, *, user: User, shown: str) -> Source:
    """State the language of the source, as ISO 639 code or name; nothing takes it back.

    It counts for articles that are imported from then on and whose text does not tell its own.
    """
    with acting(Verb.SET_LANGUAGE, user=user) as act:
        source = locked(source.pk)
        code = code_of(written)
        if written.strip() and not language_name(code):
            raise CorrectionError(
                f"“{written.strip()[:40]}” is no language: write it as English does, or as its "
                "ISO 639 code, such as es."
            )
        if code != source.language:
            _refuse_stale(source, "language", source.language, shown)
        act.update(source, language=code)
        act.summary = (
            f"Set the language of the source {source} to {code}"
            if code
            else f"Took back the language of the source {source}"
        )
    return source


def set_home(source: Source, place: Place | None, *, user: User, shown: str) -> SourceHome:
    """State where the source is at home; None lets it be worked out from its texts again.

    `shown` is the home as the page wrote it, nothing where none was known. The articles of the
    source are read again with the new home.
    """
    with acting(Verb.SET_HOME, user=user) as act:
        source = locked(source.pk)
        _refuse_unknown(source, "given a home")
        home = SourceHome.objects.select_for_update().filter(pk=source.pk).first()
        before = home_words(home)
        stated = SourceHome.KnownFrom.PERSON
        values: Mapping[str, Any] = place.columns if place else Place().columns
        known_from = stated if place else SourceHome.KnownFrom.LEARNED
        if home is None or any(getattr(home, name) != value for name, value in values.items()):
            _refuse_stale(source, "home", before, shown)
        if home is None:
            home = act.create(SourceHome(source=source, known_from=known_from, **values))
        else:
            act.update(home, known_from=known_from, **values)
        act.summary = (
            f"Set the home of the source {source} to {place}"
            if place
            else f"Took back the home of the source {source}"
        )
    return home


def locked(pk: int) -> Source:
    """The source, held until the act is done. Raises `CorrectionError` where it is one no more."""
    source = Source.objects.select_for_update(of=("self",)).select_related("merged_into").get(pk=pk)
    if source.merged_into:
        raise CorrectionError(
            f"{source} is part of {source.merged_into} by now: do it with that source."
        )
    return source


def _free(act: Recorder, source: Source, name: str) -> None:
    """Let no other row have the name. Raises `CorrectionError` where it means another source."""
    taken = Source.objects.filter(name__iexact=name).exclude(pk=source.pk).first()
    if taken is None:
        return
    if taken.merged_into_id == source.pk:
        act.delete(taken)
        return
    whose = f"is another name of {taken.merged_into}" if taken.merged_into else "exists already"
    raise CorrectionError(
        f"A source named {taken} {whose}: choose another name, or merge the two sources."
    )


def _refuse_unknown(source: Source, what: str) -> None:
    if source.name == UNKNOWN:
        raise CorrectionError(
            f"“{UNKNOWN}” stands for many sources and cannot be {what}: change the source of its "
            "articles instead, from a search."
        )


def _refuse_stale(source: Source, what: str, now: str, shown: str) -> None:
    """Raise where what is to be changed is not what the person saw."""
    if now != shown:
        raise ChangedMeanwhile(
            f"The {what} of {source} is {now or 'not stated'} by now, so nothing was changed: "
            "look at it, then decide again.",
            source,
        )
