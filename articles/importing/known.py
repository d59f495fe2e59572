"""What a document says about itself beside its text."""

from dataclasses import dataclass

from articles.importing.metadata.dates import PartialDate


@dataclass
class Known:
    """The fields of a JSON line or the metadata of a web page; empty where it says nothing."""

    text: str = ""
    title: str = ""
    byline: str = ""
    published: PartialDate | None = None
    source: str = ""
    url: str = ""
    id: str = ""
    language: str = ""
    sections: tuple[str, ...] = ()


def strings(value: object) -> tuple[str, ...]:
    """Return the words of a field: a string, a number, a list, or things that have a name."""
    if isinstance(value, str):
        return (value.strip(),) if value.strip() else ()
    if isinstance(value, int) and not isinstance(value, bool):
        return (str(value),)
    if isinstance(value, dict):
        return strings(value.get("name"))
    if isinstance(value, list):
        return tuple(part for item in value if not isinstance(item, list) for part in strings(item))
    return ()
