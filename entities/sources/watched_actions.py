"""Acts on what is watched: adding, pausing, resuming and removing it. Each can be undone.

What was brought in stays, whatever becomes of the watch.
"""

from django.contrib.auth.models import User

from articles.importing.records import ArticleError
from articles.source_models import Source
from articles.watched.addresses import target_of
from articles.watched.folders import allowed_folder
from articles.watched.models import Watched
from entities.actions.recorder import CorrectionError, acting
from entities.models.verbs import Verb


def add(
    kind: Watched.Kind,
    address: str,
    *,
    user: User,
    source: str = "",
    interval: int = Watched.Interval.HOUR,
    follows_links: bool = False,
) -> Watched:
    """Watch a folder or feed from now on; `source` is who published all that is found there.

    A source of a new name is made. Nothing is asked for or read yet. Raises `CorrectionError`.
    """
    with acting(Verb.WATCH, user=user) as act:
        if interval not in Watched.Interval.values:
            raise CorrectionError("Choose how often to look.")
        watched = Watched(
            kind=kind,
            address=_address(kind, address),
            interval=interval,
            follows_links=follows_links and kind == Watched.Kind.FEED,
            user=user,
        )
        name = " ".join(source.split())
        if len(name) > 200:
            raise CorrectionError("The name of a source has at most 200 characters.")
        if name:
            watched.source = Source.objects.called(name) or act.create(Source(name=name))
        act.create(watched)
        act.summary = f"Watches the {watched.get_kind_display()} {watched}"
    return watched


def set_paused(watched: Watched, is_paused: bool, *, user: User) -> Watched:
    verb = Verb.PAUSE_WATCH if is_paused else Verb.RESUME_WATCH
    with acting(verb, user=user) as act:
        watched = _locked(watched)
        if watched.is_paused == is_paused:
            raise CorrectionError(
                f"{watched} is {'paused' if is_paused else 'watched'} already: there is nothing "
                "to do."
            )
        act.update(watched, is_paused=is_paused)
        act.summary = f"{'Paused' if is_paused else 'Resumed'} the looks at {watched}"
    return watched


def remove(watched: Watched, *, user: User) -> None:
    with acting(Verb.UNWATCH, user=user) as act:
        watched = _locked(watched)
        act.delete(watched)
        act.summary = f"No longer watches the {watched.get_kind_display()} {watched}"


def _address(kind: Watched.Kind, written: str) -> str:
    """The address, if it can be watched."""
    try:
        if kind == Watched.Kind.FOLDER:
            return allowed_folder(written)
        target_of(written)
        return "".join(written.split())
    except ArticleError as error:
        raise CorrectionError(str(error)) from error


def _locked(watched: Watched) -> Watched:
    found = Watched.objects.select_for_update(of=("self",)).filter(pk=watched.pk).first()
    if found is None:
        raise CorrectionError(f"{watched} is not watched any more: reload the page.")
    return found
