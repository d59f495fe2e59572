"""What every list that is not the search shares: its filters, its pages, and how long it is.

A room declares its own filters (django-filter). The address says what is filtered; what is no valid
value there is left out. `parts/_filters.html` draws the form of any of them, `parts/_pages.html`
the pages.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django_filters import Filter, FilterSet, ModelChoiceFilter
from django_filters.fields import ModelChoiceField

from articles.clearance import still_seen
from entities.models.decision import person_name


class CappedPaginator(Paginator):
    """Pages of a list of which nobody needs to know how long it is: counted up to `most`."""

    def __init__(self, rows: QuerySet | Sequence, per_page: int, *, most: int) -> None:
        super().__init__(rows, per_page)
        self.most = most
        self._counted = rows[:most]

    @cached_property
    def count(self) -> int:
        rows = self._counted
        return rows.count() if isinstance(rows, QuerySet) else len(rows)

    @property
    def is_capped(self) -> bool:
        return self.count >= self.most


def page_of(
    rows: QuerySet | Sequence, number: str | int | None, per_page: int, *, most: int | None = None
) -> Page:
    """One page of the rows: the first for what is no number, the last for one beyond it.

    With `most` no more rows are counted, and those behind are on no page.
    """
    pages = CappedPaginator(rows, per_page, most=most) if most else Paginator(rows, per_page)
    return pages.get_page(number)


def count_words(count: int, most: int) -> str:
    """`1,000+` where nobody counted on, else the number."""
    return f"{count:,}{'+' if count >= most else ''}"


LONGEST_TEXT = 300
_KEY = forms.IntegerField(min_value=0, max_value=2**63 - 1, required=False)


def primary_key(written: str | None) -> int | None:
    """The key that somebody wrote into an address or a form; None where it is no key."""
    try:
        return _KEY.clean(written)
    except ValidationError:
        return None


class TextField(forms.CharField):
    """A few words; of more than 300 characters the first."""

    widget = forms.SearchInput

    def to_python(self, value: str | None) -> str:
        return (super().to_python(value) or "")[:LONGEST_TEXT]

    def widget_attrs(self, widget: forms.Widget) -> dict:
        return {"maxlength": LONGEST_TEXT, "autocomplete": "off"}


class TextFilter(Filter):
    field_class = TextField


class CheckFilter(Filter):
    """A box to tick. Its method is called with False too."""

    field_class = forms.BooleanField


class PersonField(ModelChoiceField):
    def label_from_instance(self, user: User) -> str:
        return person_name(user)


class PersonFilter(ModelChoiceFilter):
    """One of the people who work here, by name."""

    field_class = PersonField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("queryset", User.objects.order_by("first_name", "last_name", "username"))
        super().__init__(*args, **kwargs)


class ChosenBoundField(forms.BoundField):
    """Drawn as a token with a cross where a row is chosen."""

    field: "ChosenField"

    @property
    def chosen(self) -> Model | None:
        return self.form.cleaned_data.get(self.name)

    @property
    def address_without(self) -> str:
        """The address of the same list when the row is not chosen any more."""
        kept = QueryDict(mutable=True)
        kept.update(self.form.data)
        for name in (*self.field.parameters(self.name), "page"):
            kept.pop(name, None)
        return f"?{kept.urlencode()}"


class ChosenField(forms.ModelChoiceField):
    """A row that another page chose, by its primary key: there are too many to list them."""

    widget: type[forms.Widget] = forms.HiddenInput

    def __init__(self, *args: Any, noun: str = "", suffix: str = "", **kwargs: Any) -> None:
        """`noun` is what the row is called in “Not only …”, else its name; `suffix` follows it."""
        super().__init__(*args, **kwargs)
        self.noun, self.suffix = noun, suffix

    def parameters(self, name: str) -> tuple[str, ...]:
        """The parameters of an address that say what is chosen."""
        return (name,)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> ChosenBoundField:
        return ChosenBoundField(form, self, field_name)


class ChosenFilter(Filter):
    field_class = ChosenField


def _options(field: forms.BoundField) -> list:
    is_select = isinstance(field.field.widget, forms.Select)
    return list(field.field.widget.choices) if is_select else []


class ListFilters(FilterSet):
    """The filters of one list. `values` are those that hold, `left_out` why the others do not."""

    # What the form is called for those who hear the page.
    title = ""
    # Filters that other parts of the page choose: the form carries them on unseen.
    tabs: tuple[str, ...] = ()
    # The parameters of the address, without those that are left out once these are known.
    data: QueryDict

    @property
    def form(self) -> forms.Form:
        return self._validated[0]

    @property
    def left_out(self) -> dict[str, list[ValidationError]]:
        return self._validated[1]

    @property
    def values(self) -> dict:
        return self.form.cleaned_data

    @property
    def fields(self) -> list[forms.BoundField]:
        return [self.form[name] for name in self.filters if name not in self.tabs]

    @property
    def drawn(self) -> list[tuple[forms.BoundField, list]]:
        """The fields with what each offers to choose from, fetched once."""
        return [(field, _options(field)) for field in self.fields]

    @property
    def carried(self) -> list[tuple[str, str]]:
        chosen = [(name, self.values.get(name)) for name in self.tabs]
        return [(name, "1" if value is True else value) for name, value in chosen if value]

    @property
    def is_set(self) -> bool:
        """Whether the form narrows the list, tabs aside."""
        shown = [name for name in self.filters if name not in self.tabs]
        return any(self.data.get(parameter) for parameter in self._parameters(shown))

    @property
    def address_of_all(self) -> str:
        """The address of the list without what the form says."""
        return f"?{urlencode(self.carried)}"

    @cached_property
    def _validated(self) -> tuple[forms.Form, dict[str, list[ValidationError]]]:
        """The form with what is valid alone, and the errors of the rest."""
        form = self._form_of(self.data)
        if not form.errors:
            return form, {}
        errors = form.errors.as_data()
        self.data = self.data.copy()
        for name in self._parameters(errors):
            self.data.pop(name, None)
        form = self._form_of(self.data)
        form.full_clean()
        return form, errors

    def _form_of(self, data: Mapping[str, str]) -> forms.Form:
        form = self.get_form_class()(data, auto_id="filter-%s")
        for field in form.fields.values():
            if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
                field.queryset = still_seen(field.queryset)
            if not isinstance(field.widget, forms.CheckboxInput):
                field.widget.attrs["class"] = "input"
        return form

    def _parameters(self, names: Iterable[str]) -> list[str]:
        """The parameters of an address that these filters read."""
        found: list[str] = []
        for name in names:
            field = self.filters[name].field
            found += field.parameters(name) if isinstance(field, ChosenField) else [name]
        return found
