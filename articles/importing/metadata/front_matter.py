"""Front matter: the fields in YAML or TOML with which many text files begin.

https://jekyllrb.com/docs/front-matter/ and https://gohugo.io/content-management/front-matter/ tell
where it stands; the names of the fields are those of these, of web clippers and of newsrooms.
"""

import re
import tomllib
from dataclasses import dataclass, field

import yaml

from articles.importing.metadata import publication_dates
from articles.importing.metadata.publication_dates import PartialDate
from articles.text import words

LONGEST = 50_000  # characters
MOST_NAMES = 50  # of authors or tags
BLOCK = re.compile(
    r"\s*(?:(?P<yaml>---)(?:[ \t]*yaml)?|(?P<toml>\+\+\+))[ \t]*\n(?P<fields>.*?)"
    r"^(?(yaml)(?:---|\.\.\.)|\+\+\+)[ \t]*$\n?",
    re.DOTALL | re.MULTILINE,
)
FIELD = re.compile(r"(?P<key>[^\W\d][\w .:-]{0,39}?)\s*(?P<sign>[:=])\s*(?P<value>\S.*)")
TIME = re.compile(r"\d:\d\d")
WIKI_LINK = re.compile(r"^\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]$")

TITLES = ("title", "headline", "og_title", "título", "titulo", "titre", "titel", "titolo")
BYLINES = ("byline", "author", "authors", "by", "autor", "autores", "auteur", "autore", "creator")
PUBLISHED = (
    *("published_time", "date_published", "datepublished", "published", "published_at"),
    *("published_on", "published_date", "publication_date", "publish_date", "publishdate"),
    *("pubdate", "pub_date", "article_published_time", "release_date", "issued", "date"),
    *("datetime", "fecha", "data", "datum", "posted", "dc_date"),
)
CHANGED = (
    *("modified_time", "date_modified", "datemodified", "modified", "modified_at", "updated"),
    *("updated_at", "updated_on", "last_modified", "last_updated", "lastmod", "lastupdated"),
    *("article_modified_time", "update_date", "updated_time", "last_modified_at", "actualizado"),
)
SOURCES = (
    *("publisher", "source", "source_name", "site_name", "og_site_name", "site", "publication"),
    *("outlet", "newspaper", "fuente", "fonte", "quelle", "agency", "organization"),
)
ADDRESSES = (
    *("canonical_url", "canonical", "source_url", "url", "original_url", "link", "permalink"),
    *("external_url", "og_url", "page_url", "web_url", "source", "guid"),
)
SECTIONS = ("section", "sections", "category", "categories", "tags", "tag", "topics", "keywords")
LANGUAGES = ("lang", "language", "locale", "og_locale", "idioma")
ONE_WORD = words("true false yes no null none ~ draft")


@dataclass(frozen=True)
class FrontMatter:
    """What the fields say, empty where they are silent, and where the text begins after them."""

    end: int = 0
    title: str = ""
    byline: str = ""
    published: PartialDate | None = None
    changed: PartialDate | None = None
    source: str = ""
    url: str = ""
    language: str = ""
    sections: tuple[str, ...] = field(default=())
    warning: str = ""


NOTHING = FrontMatter()


def read(text: str) -> FrontMatter:
    """Read the front matter of a text; where there is none, or none that can be read, nothing.

    Faulty YAML or TOML is read line by line, with a sentence of warning.
    """
    match = BLOCK.match(text[:LONGEST])
    if not match or not FIELD.search(match["fields"]):
        return NOTHING
    fields, warning = _fields(match)
    if not fields:
        return FrontMatter(warning=warning)
    found = {_key(name): value for name, value in fields.items()}
    source = next((name for key in SOURCES if (name := _first(found, key)) and not _url(name)), "")
    return FrontMatter(
        end=match.end(),
        title=_first(found, *TITLES),
        byline=", ".join(_strings(found, *BYLINES)),
        published=_date(found, PUBLISHED),
        changed=_date(found, CHANGED),
        source=source,
        url=next((url for key in ADDRESSES if (url := _url(_first(found, key)))), ""),
        language=_language(_first(found, *LANGUAGES)),
        sections=tuple(
            part.strip()
            for key in SECTIONS
            for value in _strings(found, key)
            for part in re.split(r"[,;|]", value)
            if part.strip()
        ),
        warning=warning,
    )


def _fields(match: re.Match[str]) -> tuple[dict, str]:
    """Return the fields of the block, and a warning where they are not what they should be."""
    is_yaml = match["yaml"] is not None
    try:
        if is_yaml:
            # Only strings, so that a day in another zone stays that day, and `no` stays a word.
            fields = yaml.load(match["fields"], Loader=yaml.BaseLoader)  # noqa: S506
        else:
            fields = tomllib.loads(match["fields"])
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        lines = map(FIELD.fullmatch, match["fields"].split("\n"))
        fields = {line["key"]: line["value"].strip().strip("\"'") for line in lines if line}
        what = "YAML" if is_yaml else "TOML"
        how = "its lines were read one by one" if fields else "it was read as text"
        return fields, f"The front matter is no valid {what} ({_reason(error)}); {how}."
    # A line of dashes also parts paragraphs.
    return fields if isinstance(fields, dict) else {}, ""


def _reason(error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"{error.problem or 'a fault'} in line {error.problem_mark.line + 2}"
    return "too deeply nested" if isinstance(error, RecursionError) else str(error).split("\n")[0]


def _key(name: object) -> str:
    return re.sub(r"\W+", "_", str(name).strip().lower())


def _first(found: dict, *keys: str) -> str:
    return next(iter(_strings(found, *keys)), "")


def _strings(found: dict, *keys: str) -> list[str]:
    """Return the words of the first of the fields that has some."""
    for key in keys:
        if words := _words(found.get(key)):
            return words
    return []


def _words(value: object) -> list[str]:
    """Return the words of a value: of a list those of its items, of a thing its name."""
    if isinstance(value, list):
        return [word for item in value[:MOST_NAMES] for word in _words_of_one(item)]
    return _words_of_one(value)


def _words_of_one(value: object) -> list[str]:
    if isinstance(value, dict):
        value = value.get("name") or value.get("title") or value.get("url")
    if value is None or isinstance(value, list | dict | bool):
        return []
    word = WIKI_LINK.sub(r"\1", " ".join(str(value).split()))
    return [] if not word or word.lower() in ONE_WORD else [word]


def _date(found: dict, keys: tuple[str, ...]) -> PartialDate | None:
    """Return the most exact date of the fields: a time of day tells the page's own day."""
    day_first = publication_dates.writes_day_first(_language(_first(found, *LANGUAGES)))
    best: PartialDate | None = None
    timed = False
    for key in keys:
        value = _first(found, key)
        date = publication_dates.parse(value, day_first=day_first)
        if date is None:
            continue
        has_time = bool(TIME.search(value))
        if best is None or (has_time and not timed) or publication_dates.better(best, date) != best:
            best, timed = date, has_time
    return best


def _url(value: str) -> str:
    return value if re.match(r"https?://\S+$", value) else ""


def _language(code: str) -> str:
    match = re.fullmatch(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,4})?", code.lower())
    return match[1] if match else ""
