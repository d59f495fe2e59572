"""The form that corrects an article's details, with the values it was drawn with."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from django import forms
from django.core.signing import BadSignature, Signer

from articles.article_choices import Credibility, Precision
from articles.clearance import markings_to_give
from articles.importing.metadata.publication_dates import PartialDate
from articles.models import Article
from articles.source_models import Reliability, Source
from entities.actions.recorder import column
from entities.reader.actions import FIELDS, body_limits
from entities.reader.forms import SentenceForm
from entities.typed_dates import typed_date

# Of longer texts the first and the last paragraphs are offered as limits of the body.
MOST_LIMITS = 60
MOST_SOURCES = 200
_SHOWN = Signer(salt="shown details")


class DetailsForm(SentenceForm):
    """All that can be corrected at once; `shown` carries what the person saw."""

    title = forms.CharField(
        max_length=500,
        error_messages={
            "required": "An article has a title: type one.",
            "max_length": "A title has at most 500 characters: type a shorter one.",
        },
    )
    published = forms.CharField(required=False, max_length=10)
    source = forms.CharField(
        max_length=200,
        error_messages={
            "required": "An article has a source: choose one, or type a new name.",
            "max_length": "The name of a source has at most 200 characters: type a shorter one.",
        },
    )
    new_source = forms.BooleanField(required=False)
    byline = forms.CharField(
        required=False,
        max_length=300,
        error_messages={"max_length": "A byline has at most 300 characters: type a shorter one."},
    )
    language = forms.RegexField(
        r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$",
        max_length=10,
        error_messages={
            "required": "Give the language as its ISO 639 code, such as en or es.",
            "invalid": "Give the language as its ISO 639 code, such as en or es.",
        },
    )
    body_start = forms.IntegerField(min_value=0)
    body_end = forms.IntegerField(min_value=1)
    credibility = forms.ChoiceField(choices=Credibility)
    handling = forms.ChoiceField(choices=markings_to_give)
    shown = forms.CharField()

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_published(self) -> PartialDate | None:
        written = self.cleaned_data["published"]
        return typed_date(written) if written else None

    def clean_source(self) -> Source | str:
        name = " ".join(self.cleaned_data["source"].split())
        return Source.objects.called(name) or name

    def clean_shown(self) -> dict:
        try:
            shown = json.loads(_SHOWN.unsign(self.cleaned_data["shown"]))
        except (BadSignature, ValueError):
            raise forms.ValidationError("This form is not whole: reload the page.") from None
        if shown["published_on"]:
            shown["published_on"] = date.fromisoformat(shown["published_on"])
        return shown

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        source = cleaned.get("source")
        if isinstance(source, str) and not cleaned.get("new_source"):
            raise forms.ValidationError(
                f"There is no source “{source}”: choose one of the list, or tick “a new source”."
            )
        return cleaned

    @property
    def values(self) -> dict:
        """The fields of the article."""
        cleaned = self.cleaned_data
        published = cleaned["published"]
        values = {name: cleaned[name] for name in FIELDS if name in cleaned}
        if isinstance(values["source"], str):
            del values["source"]
        return values | {
            "published_on": published and published.first,
            "published_precision": published.precision.value if published else "",
        }

    @property
    def new_source_name(self) -> str:
        source = self.cleaned_data["source"]
        return source if isinstance(source, str) else ""


class Details:
    """What the forms of the panel are drawn with."""

    def __init__(self, article: Article) -> None:
        self.article = article

    @property
    def shown(self) -> str:
        """The values as they are now, to know later whether somebody changed them."""
        return shown_by(self.article)

    @property
    def published(self) -> str:
        article = self.article
        if article.published_on is None:
            return ""
        return PartialDate(article.published_on, Precision(article.published_precision)).iso

    @cached_property
    def sources(self) -> list[str]:
        return list(Source.objects.current().values_list("name", flat=True)[:MOST_SOURCES])

    @property
    def credibilities(self) -> list[tuple[str, str]]:
        return Credibility.choices

    @property
    def handlings(self) -> list[tuple[str, str]]:
        return markings_to_give()

    @property
    def reliabilities(self) -> list[tuple[str, str]]:
        return Reliability.choices

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return body_limits(self.article)

    @property
    def beginnings(self) -> list[tuple[int, str]]:
        """Where the body may begin, with the words there."""
        here = self.article.body_start
        found = {start: self._words(start, end) for start, end in self._spans[:MOST_LIMITS]}
        found.setdefault(here, self._words(here, here + 60))
        return sorted(found.items())

    @property
    def ends(self) -> list[tuple[int, str]]:
        """Where the body may end, with the last words before."""
        here = self.article.body_end
        found = {
            end: self._words(start, end, last=True) for start, end in self._spans[-MOST_LIMITS:]
        }
        found.setdefault(here, self._words(max(0, here - 60), here, last=True))
        return sorted(found.items())

    @property
    def is_cut(self) -> bool:
        return len(self._spans) > MOST_LIMITS

    def _words(self, start: int, end: int, *, last: bool = False) -> str:
        words = " ".join(self.article.text[start:end].split())
        if len(words) <= 50:
            return words
        return f"…{words[-48:]}" if last else f"{words[:48]}…"


def shown_by(article: Article) -> str:
    """All fields of the article that can be corrected, signed, for the form to carry."""
    values: Mapping = {name: getattr(article, column(Article, name).attname) for name in FIELDS}
    return _SHOWN.sign(json.dumps(values, default=str))
