"""The article in one line of a JSON lines file."""

import json
import re

from articles.importing.errors import ArticleError
from articles.importing.files.decoding import clean
from articles.importing.known import Known, strings
from articles.importing.metadata import dates

TEXT_KEYS = ("text", "body", "content")
DATE_KEYS = ("published", "published_on", "published_at", "date", "datepublished")


def read_line(raw: bytes) -> Known:
    """Return the fields of the line. Raises ArticleError when they hold no text."""
    fields = _object(raw)
    text = next((fields[key] for key in TEXT_KEYS if key in fields), None)
    if not isinstance(text, str):
        what = "has no text" if text is None else "has a text that is not a string"
        raise ArticleError(f'The line {what}; give it under the key "text".')
    return Known(
        text=text,
        title=_first(fields, "title", "headline"),
        byline=_first(fields, "byline", "author", "authors"),
        published=next((dates.parse(fields[key]) for key in DATE_KEYS if key in fields), None),
        source=_first(fields, "source", "publisher", "site_name"),
        url=_first(fields, "url", "link"),
        id=_first(fields, "id"),
        language=_language(_first(fields, "language", "lang")),
        sections=_names(fields.get("sections") or fields.get("section") or fields.get("tags")),
    )


def _object(raw: bytes) -> dict:
    """Return the object of the line without its empty fields, keys in lower case."""
    try:
        fields = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"Broken UTF-8 at byte {error.start} of the line; JSON lines must be UTF-8."
        ) from None
    except RecursionError:
        raise ArticleError("The JSON is nested too deeply.") from None
    except ValueError as error:
        raise ArticleError(f"This is not valid JSON: {error}.") from None
    if not isinstance(fields, dict):
        raise ArticleError('The line must hold a JSON object, such as {"text": "…"}.')
    return {key.lower(): value for key, value in fields.items() if value not in (None, "", [])}


def _first(fields: dict, *keys: str) -> str:
    """Return the first of the fields that is there, people and publishers by their names."""
    for key in keys:
        if words := ", ".join(strings(fields.get(key))):
            return clean(words)
    return ""


def _names(value: object) -> tuple[str, ...]:
    """Return the names of a list, or of a string that holds several."""
    parts = re.split(r"[|;,]", value) if isinstance(value, str) else strings(value)
    return tuple(part.strip() for part in parts)


def _language(code: str) -> str:
    """Return the language of a code such as `es` or `es-SV`, empty when it is none."""
    match = re.fullmatch(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,4})?", code.lower())
    return match[1] if match else ""
