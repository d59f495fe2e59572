"""By which import an article came: `run:58`."""

from dataclasses import dataclass

from django.db.models import Q

from articles.run_models import Fate, ImportItem
from entities.search.fields.search_field import SearchField
from entities.search.language.field import Field, Value
from entities.search.language.tree import Node


@dataclass(frozen=True)
class Imported(SearchField):
    """New or changed by this run of an import, as far as the run kept every item."""

    run: int

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        says = "came by this import, whose number its page has"
        return (Field(cls, "run", says, "1", tried=("import",)),)

    @classmethod
    def parse(cls, field: Field, value: Value) -> Node:
        written = value.text.removeprefix("#")
        if not (written.isascii() and written.isdigit() and len(written) <= 17):
            raise value.fault(
                f"“{value.text}” is no number of an import: its page has the number.", "1"
            )
        return cls(int(written), span=value.span)

    def to_text(self) -> str:
        return f"run:{self.run}"

    def condition(self) -> Q:
        brought = ImportItem.objects.filter(run=self.run, fate__in=[Fate.CREATED, Fate.REVISED])
        return Q(article__in=brought.values("article"))
