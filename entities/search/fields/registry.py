"""Which fields there are, in the order in which they are explained, and queries read with them."""

from entities.search.fields.areas import Box, Near
from entities.search.fields.assessments import Graded, Handled, Mentioning, OfKind, Reviewed
from entities.search.fields.entity_names import Named
from entities.search.fields.import_runs import Imported
from entities.search.fields.origin_counts import Corroborated
from entities.search.fields.publication_dates import Published
from entities.search.fields.search_field import SearchField
from entities.search.fields.source_names import PublishedBy
from entities.search.fields.stated_relationships import Related
from entities.search.language.field import Field
from entities.search.language.parser import Parser

_SEARCH_FIELDS: tuple[type[SearchField], ...] = (
    Named,
    PublishedBy,
    OfKind,
    Related,
    Corroborated,
    Reviewed,
    Graded,
    Handled,
    Published,
    Near,
    Box,
    Mentioning,
    Imported,
)
_BY_NAME = {field.name: (field, one) for one in _SEARCH_FIELDS for field in one.fields()}
FIELDS = tuple(field for field, _ in _BY_NAME.values())
# Those that count something beside the hits, from the top.
FACETS: tuple[type[SearchField], ...] = (Named, Related, PublishedBy, Reviewed, Graded)

PARSER = Parser(FIELDS)
# From the text of a query to its tree; raises `QueryError`.
parse = PARSER.parse


def class_of(field: Field) -> type[SearchField]:
    """The class of which the conditions are that the field asks for."""
    return _BY_NAME[field.name][1]
