"""What the headings of tables and the keys of JSON mean, in the words of those who write them.

A heading is compared by its letters alone: "Fecha de publicación", `date_published` and
`datePublished` are known as `fechadepublicacion` and `datepublished`. Where several fields mean the
same, the one that stands first in its list counts.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from itertools import chain

from articles.importing import fragments
from articles.importing.decoding import clean
from articles.importing.metadata import publication_dates
from articles.importing.metadata.publication_dates import PartialDate
from articles.importing.records import DeclaredMetadata, strings

# English, Spanish, Portuguese and French, then what programs write: NewsAPI, the Guardian, the New
# York Times, WordPress, JSON Feed, schema.org, FollowTheMoney (Aleph), doccano, GDELT, MediaCloud.
MEANINGS: dict[str, tuple[str, ...]] = {
    field: tuple(written.split())
    for field, written in {
        "text": """
            text body fulltext bodytext articlebody articletext maintext content contenttext
            newstext storytext rawtext plaintext cleantext story article
            texto textocompleto cuerpo contenido cuerpodelanoticia textodelanoticia noticia
            corpo conteudo textodanoticia materia integra
            texte textecomplet corps contenu article
            contenthtml bodyhtml html indextext""",
        "title": """
            title headline heading webtitle maintitle articletitle subject name
            titulo titular encabezado tituloprincipal
            manchete titulodanoticia
            titre titreprincipal intitule""",
        "byline": """
            byline author authors by writer writtenby reporter journalist creator dccreator
            authorname authornames
            autor autora autores autoria escritopor redactor periodista firma
            jornalista reporter redator
            auteur auteurs auteure journaliste signature
            from""",
        "published": """
            published publishedon publishedat publisheddate datepublished publishdate
            publicationdate webpublicationdate pubdate date dateofpublication firstpublished
            publishtime posted postedon releasedate day
            fecha fechadepublicacion fechapublicacion publicado publicacion publicadoel dia
            data datadepublicacao datapublicacao publicadoem
            datedepublication datepublication publiele
            dategmt authoredat createdat created timestamp""",
        "changed": """
            updated updatedat updatedon lastupdated lastmodified modified modifiedat datemodified
            datechanged modifiedgmt
            actualizado fechadeactualizacion ultimaactualizacion atualizado dataatualizacao
            misajour datedemiseajour""",
        "source": """
            source sourcename publisher publishername publication sitename outlet newspaper media
            medianame website site provider
            fuente medio periodico diario editorial
            fonte veiculo jornal
            journal media editeur""",
        "url": """
            canonicalurl canonical
            url link weburl articleurl sourceurl permalink externalurl href uri
            enlace vinculo direccionweb
            lien""",
        "id": "id guid articleid docid documentid identifier identificador identifiant",
        "language": "language lang idioma lengua lingua langue",
        "sections": """
            sections section sectionname category categories tags tag keywords topic topics
            seccion secciones categoria categorias etiquetas tema temas
            secao secoes etiquetas assunto
            rubrique rubriques categorie motscles""",
    }.items()
}
# What stands for the text where there is none.
IN_PLACE_OF_TEXT = (
    *("description", "summary", "abstract", "leadparagraph", "snippet", "excerpt", "trailtext"),
    *("resumen", "descripcion", "extracto", "entradilla", "bajada"),
    *("resumo", "descricao", "resume", "chapeau"),
)
# Where the name of a person, a publisher or a tag stands, or the words of a headline.
NAMES = ("name", "rendered", "main", "original", "title", "webTitle")
# Headings of those who write the day before the month.
DAY_FIRST = (
    *("fecha", "dia", "publicado", "publicacion", "actualizado", "ultimaactualizacion"),
    *("data", "postado", "atualizado", "datede", "datepublication", "publiele", "misajour"),
)
KNOWN = {name: field for field, names in reversed(MEANINGS.items()) for name in names}


def letters(heading: str) -> str:
    """Return the letters and digits of a heading, without case, accents and marks."""
    bare = unicodedata.normalize("NFKD", heading.casefold())
    return "".join(character for character in bare if character.isalnum())


def meaning(heading: str) -> str:
    """Return the field that a heading means, empty for one that is not known."""
    name = letters(heading)
    return KNOWN.get(name, "text" if name in IN_PLACE_OF_TEXT else "")


def have_text(headings: Iterable[str]) -> bool:
    """Whether one of the headings means a text."""
    return any(meaning(heading) == "text" for heading in headings)


def renamed(headings: Iterable[str], columns: Mapping[str, str]) -> list[str]:
    """Give the headings that somebody has said the meaning of the names of their fields."""
    stated = {letters(heading): field for heading, field in columns.items()}
    fields = {*stated.values()}
    names = []
    for heading in headings:
        field = stated.get(letters(heading), "")
        # What was said counts: a column that would mean the same by itself means nothing then.
        names.append(field or (f"({heading})" if meaning(heading) in fields else heading))
    return names


def declared_by(fields: Mapping[str, object]) -> DeclaredMetadata | None:
    """Return what the fields of a row or an object declare; None where no text is among them."""
    values = {letters(name): value for name, value in fields.items() if _says_something(value)}
    text = _text(values)
    if text is None:
        return None
    title = _line(values, "title")
    return DeclaredMetadata(
        text=fragments.text_of(text, title) if fragments.is_markup(text) else text,
        title=fragments.line_of(title),
        byline=fragments.line_of(_line(values, "byline")),
        published=_date(values, "published"),
        changed=_date(values, "changed"),
        source=fragments.line_of(_line(values, "source")),
        url=_line(values, "url"),
        id=_line(values, "id"),
        language=_line(values, "language"),
        sections=_sections(values),
    )


def _says_something(value: object) -> bool:
    return value not in (None, "", [], {})


def _values(values: Mapping[str, object], field: str) -> Iterable[object]:
    return (values[name] for name in MEANINGS[field] if name in values)


def _text(values: Mapping[str, object]) -> str | None:
    stand_ins = (values[name] for name in IN_PLACE_OF_TEXT if name in values)
    for value in chain(_values(values, "text"), stand_ins):
        if isinstance(value, str):
            return value
    return None


def _strings(value: object) -> tuple[str, ...]:
    return strings(value, NAMES)


def _line(values: Mapping[str, object], field: str) -> str:
    """Return the words of the first of these fields that has some."""
    for value in _values(values, field):
        if words := ", ".join(_strings(value)):
            return clean(words)
    return ""


def _date(values: Mapping[str, object], field: str) -> PartialDate | None:
    by_language = publication_dates.writes_day_first(_line(values, "language")[:2].lower())
    for name in MEANINGS[field]:
        value = values.get(name)
        if isinstance(value, list):
            value = next(iter(value), None)
        day_first = by_language or name.startswith(DAY_FIRST) or None
        if found := publication_dates.parse(_plain(value), day_first=day_first):
            return found
    return None


def _plain(value: object) -> object:
    """Return a number that is written in digits as a number: seconds since 1970, say."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) >= 9:
        return int(value)
    return value


def _sections(values: Mapping[str, object]) -> tuple[str, ...]:
    for value in _values(values, "sections"):
        words = _strings(value)
        if isinstance(value, str):
            for sign in "|;,":
                value = value.replace(sign, "\n")
            words = tuple(filter(None, map(str.strip, value.split("\n"))))
        if words:
            return words
    return ()
