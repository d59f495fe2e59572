"""What a person corrects about an article, which is one undoable act."""

from collections.abc import Mapping

from django.contrib.auth.models import User

from articles.models import Article
from articles.source_models import Source
from articles.text import paragraphs
from entities.actions.recorder import CorrectionError, acting, column
from entities.models import Action
from entities.models.verbs import Verb
from entities.sources.bulk_change import refuse_future

# Fields of an article that people correct, and what they are called.
FIELDS = {
    "title": "title",
    "published_on": "date",
    "published_precision": "precision",
    "source": "source",
    "byline": "byline",
    "language": "language",
    "body_start": "beginning of the body",
    "body_end": "end of the body",
    "credibility": "credibility",
    "handling": "handling",
}


def describe(
    article: Article, values: Mapping, *, user: User, shown: Mapping, new_source: str = ""
) -> list[str]:
    """Set the given fields (of `FIELDS`); return in words what changed, which may be nothing.

    `shown` are all fields as the person saw them, the source as its primary key: a field that the
    person left alone stays, and where one to change is different by now, the act is refused.
    `new_source` makes a source of this name and takes it.
    """
    with acting(Verb.DESCRIBE, user=user, article=article) as act:
        article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        wanted = {
            name: values[name]
            for name in FIELDS
            if name in values and _key(values[name]) != shown[name]
        }
        if new_source:
            wanted["source"] = act.create(Source(name=new_source))
        _refuse_stale(article, wanted, shown)
        if "published_on" in wanted or "published_precision" in wanted:
            wanted |= {name: values[name] for name in ("published_on", "published_precision")}
            refuse_future(wanted["published_on"])
            wanted["published_from"] = ""
        if "source" in wanted:
            wanted["source_from"] = ""
        if "body_start" in wanted or "body_end" in wanted:
            _check_body(article, {**{n: values[n] for n in ("body_start", "body_end")}, **wanted})
        if "title" in wanted:
            wanted["title_is_made"] = False
        if wanted:
            wanted["set_by_hand"] = sorted({*article.set_by_hand, *wanted})
        act.update(article, **wanted)
        changed = [FIELDS[name] for name in wanted if name in FIELDS and name[-9:] != "precision"]
        act.summary = f"Changed the {' and the '.join(changed)} of “{article.title}”"
    return changed


def body_limits(article: Article) -> list[tuple[int, int]]:
    """Where the body may begin and end: the paragraphs of the whole text."""
    return paragraphs(article.text, 0, article.length)


def _key(value: object) -> object:
    return value.pk if isinstance(value, Source) else value


def _refuse_stale(article: Article, wanted: Mapping, shown: Mapping) -> None:
    """Raise where a field to change is not what the person saw, nor what they want."""
    for name, value in wanted.items():
        now = getattr(article, column(Article, name).attname)
        if now not in (shown[name], _key(value)):
            raise CorrectionError(
                f"The {FIELDS[name]} is “{getattr(article, name) or '–'}” by now"
                f"{_by_whom(article)}, so nothing was changed: look at it, then decide again."
            )


def _by_whom(article: Article) -> str:
    last = Action.objects.that_changed(Article, article.pk).select_related("user").first()
    return f", since {last.user} changed it (“{last.summary}”)" if last else ""


def _check_body(article: Article, wanted: Mapping) -> None:
    start, end = wanted["body_start"], wanted["body_end"]
    spans = body_limits(article)
    if start != article.body_start and start not in {first for first, _ in spans}:
        raise CorrectionError("The body begins at a paragraph: choose one of the list.")
    if end != article.body_end and end not in {last for _, last in spans}:
        raise CorrectionError("The body ends with a paragraph: choose one of the list.")
    if start >= end:
        raise CorrectionError(
            "The body would end before it begins: choose a later end or an earlier beginning."
        )
