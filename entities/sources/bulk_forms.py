"""What is to be set in many articles, as a form says it; what it leaves empty stays as it is."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from articles.article_choices import Credibility
from articles.clearance import markings_to_give
from articles.importing.language import code_of
from articles.importing.metadata.publication_dates import PartialDate
from articles.source_models import Source
from entities.sources.bulk_change import Wanted
from entities.sources.languages import language_name
from entities.typed_dates import typed_date

LEAVE = ("", "leave as it is")


class BulkChangeForm(forms.Form):
    source = forms.CharField(
        required=False,
        max_length=200,
        error_messages={
            "max_length": "The name of a source has at most 200 characters: type a shorter one."
        },
    )
    new_source = forms.BooleanField(required=False)
    published = forms.CharField(required=False, max_length=10)
    undated = forms.BooleanField(required=False)
    language = forms.CharField(required=False, max_length=40)
    handling = forms.ChoiceField(choices=lambda: [LEAVE, *markings_to_give()], required=False)
    credibility = forms.ChoiceField(
        choices=[LEAVE, *((value, f"{value} – {label}") for value, label in Credibility.choices)],
        required=False,
    )

    def clean_source(self) -> Source | str:
        name = " ".join(self.cleaned_data["source"].split())
        return Source.objects.called(name) or name

    def clean_published(self) -> PartialDate | None:
        written = self.cleaned_data["published"]
        return typed_date(written) if written else None

    def clean_language(self) -> str:
        written = self.cleaned_data["language"]
        code = code_of(written)
        if written and not language_name(code):
            raise ValidationError(
                f"“{written}” is no language: write its English name, or its code, such as es."
            )
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        source = cleaned.get("source")
        if source and isinstance(source, str) and not cleaned.get("new_source"):
            raise ValidationError(
                f"There is no source “{source}”: choose one of the list, or tick “a new source”."
            )
        if cleaned.get("published") and cleaned.get("undated"):
            raise ValidationError("Give a date, or tick that there is none, not both.")
        return cleaned

    @property
    def sentence(self) -> str:
        """The first fault, for people."""
        return next(str(error) for errors in self.errors.values() for error in errors)

    @property
    def wanted(self) -> Wanted:
        cleaned = self.cleaned_data
        values: dict[str, Any] = {
            name: cleaned[name] for name in ("language", "handling", "credibility") if cleaned[name]
        }
        source = cleaned["source"]
        if source:
            values["source"] = None if isinstance(source, str) else source.pk
        if cleaned["published"] or cleaned["undated"]:
            published = cleaned["published"]
            values["published_on"] = published and published.first
            values["published_precision"] = published.precision.value if published else ""
        return Wanted(values, source if isinstance(source, str) else "")
