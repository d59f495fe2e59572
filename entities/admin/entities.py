"""Entities and their names; what the database refuses is told in the form."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import DataError, transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from entities.actions.recorder import CorrectionError, told_in_words
from entities.models import Alias, Entity
from entities.names import fold


class ExplainingAdmin(admin.ModelAdmin):
    """Most rules are checked by the form; here end up those that only the database knows."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        try:
            with told_in_words(), transaction.atomic():
                response = super().changeform_view(request, object_id, form_url, extra_context)
                # What is chosen is looked up when the page is drawn, not before.
                return response.render() if isinstance(response, TemplateResponse) else response
        except CorrectionError as error:
            messages.error(request, str(error))
        except (ValueError, DataError):
            if request.method != "POST":
                raise
            messages.error(request, "A field holds what is none of its values: choose it again.")
        return HttpResponseRedirect(request.get_full_path())


# What the gazetteer would set again, were it not noted that a person set it.
_FROM_GAZETTEER = {
    *("name", "subtype", "parent", "country", "division"),
    *("latitude", "longitude", "population"),
}


class NameForm(forms.ModelForm):
    """For rows that are compared by the normal form of their name."""

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if not fold(name):
            raise ValidationError("A name needs a letter or a digit.")
        return name


class EntityForm(NameForm):
    class Meta:
        model = Entity
        fields = "__all__"  # noqa: DJ007 - the admin chooses them

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        for field in ("parent", "merged_into"):
            other = cleaned.get(field)
            if other and other == self.instance:
                self.add_error(field, "It cannot be part of itself, nor merged into itself.")
            elif other and other.kind != cleaned.get("kind"):
                self.add_error(field, f"{other} is of another kind: {other.get_kind_display()}.")
        return cleaned


class AliasInline(admin.TabularInline):
    model = Alias
    form = NameForm
    fields = ["name", "weak", "status", "origin"]
    readonly_fields = ["origin"]
    extra = 1
    # A name that is wrong is rejected: one that is merely gone would come back.
    can_delete = False
    verbose_name_plural = "names (reject those that are wrong)"


@admin.register(Entity)
class EntityAdmin(ExplainingAdmin):
    form = EntityForm
    inlines = [AliasInline]
    list_display = ["name", "kind", "subtype", "country", "parent", "gazetteer_key"]
    list_filter = [
        "kind",
        ("merged_into", admin.EmptyFieldListFilter),
        ("gazetteer_key", admin.EmptyFieldListFilter),
        "subtype",
    ]
    list_select_related = ["parent"]
    search_fields = ["name"]
    search_help_text = "any name of it, or its gazetteer key"
    autocomplete_fields = ["parent", "merged_into"]
    readonly_fields = ["gazetteer_key", "edited_fields", "created_at"]
    show_full_result_count = False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Entity], search_term: str
    ) -> tuple[QuerySet[Entity], bool]:
        """By any name, however it is spelled; that has an index, unlike Django's own search."""
        if ":" in search_term:
            return queryset.filter(gazetteer_key__startswith=search_term.strip()), False
        if normalized := fold(search_term):
            names = Alias.objects.filter(normalized__contains=normalized)
            return queryset.filter(pk__in=names.values("entity")), False
        return queryset, False

    def save_model(self, request: HttpRequest, obj: Entity, form: ModelForm, change: bool) -> None:
        edited = {field for field in form.changed_data if field in _FROM_GAZETTEER}
        obj.edited_fields = sorted({*obj.edited_fields, *edited})
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: list, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        # Whoever looks for an entity by its names finds it by this one too.
        entity = form.instance
        Alias.objects.get_or_create(entity=entity, name=entity.name)


@admin.register(Alias)
class AliasAdmin(ExplainingAdmin):
    form = NameForm
    list_display = ["name", "entity", "weak", "origin", "status"]
    list_filter = ["status", "origin", "weak", "entity__kind"]
    list_select_related = ["entity"]
    search_fields = ["name"]
    autocomplete_fields = ["entity"]
    readonly_fields = ["normalized", "origin"]
    show_full_result_count = False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Alias], search_term: str
    ) -> tuple[QuerySet[Alias], bool]:
        normalized = fold(search_term)
        found = queryset.filter(normalized__contains=normalized) if normalized else queryset
        return found, False
