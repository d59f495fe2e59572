"""The language of the search box, as far as words go: from a line of text to terms."""

import re
from dataclasses import dataclass

from entities.kinds import Kind

LONGEST_QUERY = 1000
MOST_TERMS = 50

# What may stand before a colon, and the kind of entity it asks for; None asks for a source.
FIELDS: dict[str, Kind | None] = {
    "gang": Kind.GANG,
    "person": Kind.PERSON,
    "location": Kind.LOCATION,
    "place": Kind.LOCATION,
    "agency": Kind.AGENCY,
    "org": Kind.ORGANIZATION,
    "organization": Kind.ORGANIZATION,
    "source": None,
}
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_TERM = re.compile(
    rf"""(?P<minus>-)?(?:(?P<field>{"|".join(FIELDS)}):\s*)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))?""",
    re.IGNORECASE,
)


class QueryError(Exception):
    """The query cannot be understood; the text says what is wrong and where."""


@dataclass(frozen=True)
class Term:
    """One word, phrase or name: `text` as typed, without quotes, field and minus."""

    text: str
    field: str = ""
    is_phrase: bool = False
    is_negated: bool = False

    def __str__(self) -> str:
        quoted = f'"{self.text}"' if self.is_phrase or " " in self.text else self.text
        return f"{'-' if self.is_negated else ''}{self.field + ':' if self.field else ''}{quoted}"


def parse(query: str) -> list[Term]:
    """Return the terms of the query in order.

    Control characters count as spaces and typographic quotes as straight ones. Raises
    `QueryError` for an unpaired quotation mark, a field without a name, and too much of anything.
    """
    if len(query) > LONGEST_QUERY:
        raise QueryError(
            f"The search has {len(query):,} characters, and at most {LONGEST_QUERY:,} can be "
            "searched for: shorten it."
        )
    query = "".join(sign if sign.isprintable() else " " for sign in query).translate(_STRAIGHT)
    if query.count('"') % 2:
        place = query.rindex('"') + 1
        raise QueryError(
            f"The quotation mark at character {place} has no partner: add one or remove it."
        )
    terms = [term for match in _TERM.finditer(query) if (term := _term(match))]
    if len(terms) > MOST_TERMS:
        raise QueryError(
            f"The search has {len(terms)} parts, and at most {MOST_TERMS} are possible: shorten it."
        )
    return terms


def _term(match: re.Match) -> Term | None:
    phrase, word = match["phrase"], match["word"]
    field = (match["field"] or "").lower()
    text = " ".join((phrase or word or "").split())
    if not any(sign.isalnum() for sign in text):
        if field:
            raise QueryError(
                f"“{field}:” at character {match.start() + 1} needs a name after it, "
                f'such as {field}:"Los Angeles".'
            )
        return None
    return Term(text, field, phrase is not None, bool(match["minus"]))
