"""Portuguese words; see `english.py` for what each list is for."""

from articles import calendar_words
from entities.extraction.lexicon import listed

MONTHS = calendar_words.PORTUGUESE_MONTHS
WEEKDAYS = calendar_words.PORTUGUESE_WEEKDAYS
PARTICLES = listed("da, do, dos, das, de, e")
AGENCY_HEADS = listed("polícia")
MORE_AGENCY_HEADS = listed("delegacia, ministério, promotoria")
AGENCY_TITLES = listed(
    """
    Batalhão, Comissão, Corregedoria, Defensoria, Departamento Estadual, Ministério Público,
    Promotoria, Secretaria, Superintendência
    """
)
ORGANIZATION_HEADS = listed(
    "Associação, Confederação, Federação, Fundação, Sindicato, Universidade"
)
