"""What is said of items before they are taken in, and of the columns of tables."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.http import QueryDict

from articles.clearance import markings_to_give
from articles.source_models import Source
from articles.upload_models import UploadItem
from entities.typed_dates import typed_date

# What a column may mean (`articles.importing.fields.MEANINGS`), for people; the text first.
COLUMN_MEANINGS = {
    "text": "the text",
    "title": "title",
    "published": "date of publication",
    "source": "source",
    "byline": "author",
    "url": "address",
    "sections": "section or tags",
    "language": "language",
    "id": "number or id",
    "changed": "date of the last change",
}
LONGEST_PASTE = 2_000_000  # characters


class DateField(forms.CharField):
    """A day, a month or a year, as `PartialDate.iso` writes it; not in the future."""

    def __init__(self) -> None:
        super().__init__(max_length=10, required=False)

    def clean(self, value: str) -> str:
        written = super().clean(value)
        if not written:
            return ""
        found = typed_date(written)
        if found.first > date.today():
            raise forms.ValidationError(
                f"{written} lies in the future: give the day on which it was published."
            )
        return found.iso


def _line(value: str) -> str:
    return " ".join(value.split())


def _too_long(what: str, most: int) -> dict[str, str]:
    return {"max_length": f"{what} has at most {most} characters: type a shorter one."}


class SourceField(forms.CharField):
    """The name of a source, as it is spelled where there is one of that name."""

    def __init__(self) -> None:
        messages = _too_long("The name of a source", 200)
        super().__init__(max_length=200, required=False, error_messages=messages)

    def clean(self, value: str) -> str:
        name = _line(super().clean(value))
        here = Source.objects.called(name)
        return here.name if here else name


class ItemForm(forms.Form):
    """The fields of one item; what is as it was read is nothing that anybody said."""

    title = forms.CharField(
        max_length=500,
        error_messages=_too_long("A title", 500)
        | {"required": "An article has a title: type one."},
    )
    published = DateField()
    source = SourceField()
    byline = forms.CharField(
        max_length=300, required=False, error_messages=_too_long("A byline", 300)
    )
    url = forms.URLField(
        max_length=2000,
        required=False,
        assume_scheme="https",
        error_messages=_too_long("An address", 2000)
        | {
            "invalid": "This is no address of the web: write https:// and so on, or leave it empty."
        },
    )

    def values_of(self, item: UploadItem) -> dict[str, str]:
        """The fields that differ from what the item has by itself. Needs a valid form."""
        cleaned = {name: _line(value) for name, value in self.cleaned_data.items()}
        if not cleaned["source"]:
            del cleaned["source"]
        unsaid = unsaid_values(item)
        return {name: value for name, value in cleaned.items() if value != unsaid[name]}


def unsaid_values(item: UploadItem) -> dict[str, str]:
    """What an item has where nothing is said of it alone: what is said of all, else was read."""
    read = {name: getattr(item, name) for name in ItemForm.base_fields}
    return read | ({"published": item.upload.published} if item.upload.published else {})


def shown_values(item: UploadItem) -> dict[str, str]:
    """What an item will have."""
    return unsaid_values(item) | item.values


class ForAllForm(forms.Form):
    """What is said of all items of an upload; empty fields say nothing."""

    source = SourceField()
    published = DateField()
    handling = forms.ChoiceField(
        choices=lambda: [("", "as it is"), *markings_to_give()], required=False
    )


class ColumnsForm(forms.Form):
    """What the headings of tables mean: a field for each heading."""

    def __init__(
        self,
        headings: Sequence[str],
        data: QueryDict | None = None,
        initial: dict[str, str] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.headings = headings
        choices = [("", "nothing"), *COLUMN_MEANINGS.items()]
        for number, heading in enumerate(headings):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                choices=choices, required=False, label=heading
            )

    @property
    def columns(self) -> dict[str, str]:
        """Fields by heading, of those that mean something. Needs a valid form."""
        meant = {
            heading: self.cleaned_data[f"column_{number}"]
            for number, heading in enumerate(self.headings)
        }
        return {heading: field for heading, field in meant.items() if field}

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        meanings = [meaning for meaning in cleaned.values() if meaning]
        if "text" not in meanings:
            raise forms.ValidationError("Say which column holds the text of the articles.")
        if twice := next((one for one in meanings if meanings.count(one) > 1), None):
            raise forms.ValidationError(
                f"Two columns are to be the {COLUMN_MEANINGS[twice].removeprefix('the ')}: "
                "choose one."
            )
        return cleaned


class PasteForm(forms.Form):
    """Files or a pasted text, from a page without scripts too."""

    text = forms.CharField(
        required=False,
        strip=True,
        max_length=LONGEST_PASTE,
        error_messages={
            "max_length": "A pasted text has at most 2,000,000 characters: save it as a file, and "
            "drop that."
        },
    )
    name = forms.CharField(required=False, max_length=200)
