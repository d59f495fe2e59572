"""Lines that only tell something about a text: labels, dates, bylines, marks, contacts.

In English, Spanish, Portuguese, French, German and Italian.
"""

import re
from dataclasses import dataclass

from articles.importing.metadata import publication_dates
from articles.importing.metadata.publication_dates import DateLine
from articles.text import words

LONGEST_LINE = 150  # characters of a byline, date or section line
LONGEST_NAME = 300

# What a label says comes behind it, by the label.
LABELS = {
    "title": r"title|headline|t[íi]tulo|titular|titre|titel|titolo",
    "source": r"source|fuente|fonte|quelle|publisher|publication|publisher name",
    "url": r"url|link|enlace|lien|permalink|canonical|source url",
    "section": r"sections?|secci[óo]n|seç[ãa]o|rubrique|rubrik|ressort|sezione|categor(?:y|ies)"
    r"|categor[íi]as?|catégories?|kategorien?|categorie|tags?|topics?|etiquetas|keywords"
    r"|schlagw[öo]rter|schlagworte|mots[- ]clés|filed under|posted in|publicado en la secci[óo]n",
    "language": r"language|idioma|langue|sprache|lingua",
    "byline": r"authors?|autor(?:es|as?|in)?|auteure?s?|autor[ei]|byline|written by|reported by"
    r"|story by|posted by|published by|escrito por|publicado por|écrit par|publié par"
    r"|geschrieben von|verfasst von|scritto da|by|por|par|von|di",
    "date": r"date|release date|date of release|fecha|data|datum",
    "published": r"(?:date |first |originally )?published(?: on| at| date)?|posted(?: on| at)?"
    r"|publication date|created(?: on)?|publicad[oa](?: el| em| en)?|fecha de publicaci[óo]n"
    r"|data de publicaç[ãa]o|publiée?(?: le)?|date de publication|ver[öo]ffentlicht(?: am)?"
    r"|erscheinungsdatum|pubblicat[oa](?: il)?|data di pubblicazione|postado em",
    "changed": r"(?:last )?(?:updated|modified|revised|edited)(?: on| at)?|update|actualizad[oa]"
    r"(?: el)?|[úu]ltima actualizaci[óo]n|atualizad[oa](?: em)?|[úu]ltima atualizaç[ãa]o"
    r"|mise? à jour(?: le)?|dernière mise à jour|(?:zuletzt )?aktualisiert(?: am)?"
    r"|letzte aktualisierung|aggiornat[oa](?: il)?|ultimo aggiornamento",
    "contact": r"(?:media |press |news )?(?:contacts?|inquiries|relations)(?: person)?"
    r"|for (?:more |further )?information(?:,? (?:please )?contact)?|contactos?|contatos?"
    r"|kontakt|contatt[oi]|pressekontakt|contato para (?:a )?imprensa|contacto de prensa",
}
# These words begin sentences too: without a colon a name must follow.
LABEL = re.compile(
    "^(?:" + "|".join(f"(?P<{kind}>{names})" for kind, names in LABELS.items()) + r")"
    r"(?P<sign>\s*:+\s*|\s*$|\s+)(?P<value>.*)$",
    re.IGNORECASE,
)
# Small words that stand between the names of a byline.
SMALL = words(
    "and y e et und with con de del la las los da dos das van von der den of the for in en staff"
    " writer writers reporter correspondent special to contributor editor & | di du le"
)
MOST_CAPITALS = 5  # names in a line that is all in capitals, where words of a sentence are, too
NOBODY = words(
    "admin administrator administrador webmaster editor staff user author none unknown anonymous"
)
SENTENCE = re.compile(r"[.…;,:][\"'”’)\]]*$")
RELEASE = re.compile(
    r"^\W*(?:for (?:immediate|general) (?:release|publication|distribution)"
    r"|para (?:su )?(?:publicaci[óo]n|difusi[óo]n|divulgaci[óo]n|distribuci[óo]n) inmediata"
    r"|para (?:divulgaç[ãa]o|publicaç[ãa]o) imediata|pour (?:diffusion|publication) immédiate"
    r"|zur sofortigen ver[öo]ffentlichung|per (?:la )?(?:diffusione|pubblicazione) immediata"
    r"|(?:(?:press|news|media) releases?|comunicados? de (?:prensa|imprensa)|bolet[íi]n de prensa"
    r"|nota de (?:prensa|imprensa)|nota à imprensa|communiqué de presse|pressemitteilung"
    r"|medienmitteilung|comunicato stampa)(?=\s*(?:[:|*#–—-]|\d|$)))(?!\w)",
    re.IGNORECASE,
)
RELEASE_OF_TITLE = re.compile(rf"(?:{RELEASE.pattern})\s*[:|–—-]\s*", re.IGNORECASE)
# What such a line bids to ask, beside the mark.
MORE = re.compile(r"^\W*for (?:more|further) information,?(?: please)?(?: contact)?\W*$", re.I)
# A line that says how to read the page, or under which number the case is kept.
ASIDE = re.compile(
    r"^(?:(?:case|file|docket|cause|news release|release) ?(?:#|no\b\.?|number|num\b\.?|s?:).{0,80}"
    r"|n[úu]mero de caso.{0,60}|caso (?:#|no\b).{0,60}"
    r"|(?:about )?\d{1,3} ?(?:min(?:ute)?s?)(?: read| de lectura| de leitura)?|tiempo de lectura.*"
    r"|(?:click here to|download|view|access|read)\b.{0,30}\b(?:pdf|print|printable)\b.{0,30}"
    r"|(?:\W*(?:leer|ver|ler|read|view|lire|auf|in|en|em) )*(?:(?:in|en|em|auf|the) )?(?:english"
    r"|espa[ñn]ol|portugu[êe]s|français|deutsch|italiano|spanish|portuguese|french|german)\W*"
    r"|embargoed\b.{0,80}|number of views:? ?\d*|media advisory\W*)$",
    re.IGNORECASE,
)
PHONE = re.compile(r"(?:\+?\d{1,3}[ .-]?)?(?:\(\d{2,4}\) ?|\d{2,4}[ ./-])\d{3,4}[ .-]?\d{3,4}\b")
MAIL = re.compile(r"[\w.+-]+ ?@ ?[\w-]+(?:\.[\w-]+)+|\[email\W+protected\]", re.IGNORECASE)
STREET = re.compile(
    r"^\d{1,5} [A-Z][\w .]+\b(?:street|st|avenue|ave|suite|boulevard|blvd|road|rd|drive|dr|floor"
    r"|plaza|way|lane)\b.{0,40}$|^[A-Z][\w .]+, [A-Z]{2} \d{5}(?:-\d{4})?$",
    re.IGNORECASE,
)
INLINE_CONTACT = re.compile(
    r"\s*\b(?:(?:media|press) )?(?:contact|contacto|contato|kontakt|contatto)s?\s*:.*$",
    re.IGNORECASE,
)
JOBS = re.compile(
    r"\b(?:spokes(?:person|man|woman)|chief|director|officer|counsel|manager|coordinator|secretary"
    r"|communications?|public (?:affairs|information)|media relations|press office|vocer[ao]"
    r"|jef[ea]|consejer[ao]|porta[- ]?voz|assessoria|sprecher(?:in)?|office|oficina|cell|celular"
    r"|phone|tel|fax|desk|bureau|unit|email)\b",
    re.IGNORECASE,
)
# A stamp that a machine wrote: "2021-06-25 16:20:06".
STAMP = re.compile(r"\W*\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?\W*")
ADDRESS = re.compile(r"https?://\S+|www\.\S+")
CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ]")


@dataclass(frozen=True)
class Label:
    """A label, and what stands behind it on its line; `value` is empty where that is a line on."""

    kind: str
    value: str
    written: str


def label(line: str) -> Label | None:
    """Read a line that begins with a label; None where it is none, or only looks like one."""
    line = line.strip("*_`> ")
    match = LABEL.match(line) if len(line) <= 400 else None
    if not match or match.lastgroup is None:
        return None
    kind = next(name for name in LABELS if match[name])
    value = match["value"].strip().strip("*_` ")
    has_colon = ":" in match["sign"]
    if value and not has_colon:
        # "Published yesterday, the report …" is a sentence.
        if kind == "byline" and not names(value):
            return None
        if kind in {"title", "source", "url", "section", "language", "contact"}:
            return None
        if kind in {"date", "published", "changed"} and not publication_dates.read_line(value):
            return None
    elif not value and not has_colon and match[kind].lower() in {"link", "data", "di", "par"}:
        return None
    return Label(kind, value, match[kind].lower())


def names(written: str) -> str:
    """Return the people that a byline names, empty when these are no names."""
    name = INLINE_CONTACT.sub("", written).strip(" |·•–—-*_`")
    parts = re.findall(r"[^\s,|]+", name)
    if not parts or len(parts) > 14 or SENTENCE.search(name.removesuffix("Jr.")):
        return ""
    named = [word for word in parts if word.lower() not in SMALL]
    if not named or not all(CAPITAL.match(word) or "@" in word for word in named):
        return ""
    if name.isupper() and len(named) > MOST_CAPITALS:
        return ""
    if name.lower().startswith(("embargoed", "page ")):
        return ""
    if re.search(r"\d", name) or all(word.lower() in NOBODY for word in named):
        return ""
    return name[:LONGEST_NAME]


def byline(line: str) -> str:
    """Return the people that a line of the form "By Ana Ruiz" names, empty when it is none."""
    found = label(line)
    return names(found.value) if found and found.kind == "byline" else ""


def is_person(line: str) -> bool:
    """Whether a line is nothing but what a person's name looks like."""
    parts = line.split()
    return (
        2 <= len(parts) <= 5
        and bool(names(line))
        and not JOBS.search(line)
        and all(re.fullmatch(r"[^\W\d_][\w.'’-]*", part) for part in parts)
    )


def date_line(line: str, day_first: bool | None = None) -> DateLine | None:
    """Read a short line with a date; its rest is what it says beside dates and contacts."""
    if len(line) > LONGEST_LINE:
        return None
    return publication_dates.read_line(INLINE_CONTACT.sub("", line), day_first=day_first)


def is_contact(line: str) -> bool:
    """Whether a short line is there for a telephone number, an address of mail or a street."""
    if STREET.match(line):
        return True
    if len(line) > 90 or not (PHONE.search(line) or MAIL.search(line)):
        return False
    beside = MAIL.sub("", PHONE.sub("", line))
    return len(re.findall(r"[^\W\d_]+", beside)) <= 6


def without_release(title: str) -> str:
    """Return a headline without the "FOR IMMEDIATE RELEASE:" that every release could bear."""
    while match := RELEASE_OF_TITLE.match(title):
        title = title[match.end() :]
    return title


def is_mark(rest: str, day_first: bool | None = None) -> bool:
    """Whether nothing but a date stands behind a "FOR IMMEDIATE RELEASE"."""
    rest = MORE.sub("", rest).strip(" :.*#|–—-")
    found = date_line(rest, day_first) if rest else None
    return not rest or bool(found and not found.rest)


def dated(
    line: str, day_first: bool | None = None, *, strict: bool = False
) -> tuple[DateLine, str] | None:
    """Read a line that says nothing but dates and perhaps who wrote; returns also who."""
    found = date_line(line, day_first)
    if not found:
        return None
    rest = RELEASE.sub("", found.rest).strip(" :|-–—")
    if who := byline(rest):
        return found, who
    beside = not strict and "|" in line and len(rest.split()) <= 4
    alone = not strict and is_person(rest)
    if not rest or rest.lower() in NOBODY:
        return found, ""
    if beside or alone:
        return found, names(rest) if is_person(rest) else ""
    return None
