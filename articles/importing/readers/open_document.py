"""Texts of OpenDocument (.odt), as LibreOffice writes them: one article each."""

import io
from collections.abc import Iterator

from articles.importing import office
from articles.importing.file_kinds import OPEN_TEXT, PROTECTED, SIGNATURE_OF_ZIP, binary_kind
from articles.importing.office import Element, Properties
from articles.importing.readers import LARGEST_DOCUMENT, Format, read_whole
from articles.importing.records import ArticleError, DeclaredMetadata, Record
from articles.text import words

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
BODY, PROPERTIES, MANIFEST = "content.xml", "meta.xml", "META-INF/manifest.xml"
NAMES = "{urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, OFFICE = f"{NAMES}text:1.0}}", f"{NAMES}table:1.0}}", f"{NAMES}office:1.0}}"
STYLE, META = f"{NAMES}style:1.0}}", f"{NAMES}meta:1.0}}"
DC = "{http://purl.org/dc/elements/1.1/}"
PARAGRAPHS = {f"{TEXT}p", f"{TEXT}h"}
UNSEEN = {f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{TEXT}note-citation"}
MOST_SPACES = 100


def recognizes(sample: bytes) -> bool:
    return binary_kind(sample) is OPEN_TEXT


def read(path: str) -> Iterator[Record]:
    yield read_whole(path, MEDIA_TYPE, LARGEST_DOCUMENT)


def parse(record: Record) -> DeclaredMetadata:
    """Return paragraphs parted by blank lines, each before its notes, and what properties say."""
    with office.opened(io.BytesIO(record.raw)) as archive:
        manifest = office.tree_of(archive, MANIFEST)
        if manifest is not None and any("encryption-data" in str(e.tag) for e in manifest.iter()):
            raise ArticleError(PROTECTED.sentence)
        tree = office.tree_of(archive, BODY)
        properties = _properties(office.tree_of(archive, PROPERTIES))
    body = tree.find(f"{OFFICE}body/{OFFICE}text") if tree is not None else None
    if tree is None or body is None:
        raise ArticleError("This OpenDocument has no text in it.")
    return properties.declared("\n\n".join(_lines(body)), _title(tree, body))


def _lines(element: Element) -> list[str]:
    """Return the paragraphs below an element; of a row of short cells one line."""
    lines: list[str] = []
    for child in element:
        if child.tag in UNSEEN or not isinstance(child.tag, str):
            continue
        if child.tag in PARAGRAPHS:
            lines += _paragraph(child)
        elif child.tag == f"{TABLE}table-row":
            lines += office.row_of([_lines(cell) for cell in child if _is_cell(cell)])
        else:
            lines += _lines(child)
    return lines


def _is_cell(element: Element) -> bool:
    return element.tag == f"{TABLE}table-cell"


def _paragraph(paragraph: Element) -> list[str]:
    """Return the text of a paragraph, and after it that of notes and frames which hang on it."""
    pieces: list[str] = []
    below: list[str] = []

    def gather(element: Element) -> None:
        pieces.append(element.text or "")
        for child in element:
            if child.tag == f"{TEXT}s":
                spaces = child.get(f"{TEXT}c", "1")
                pieces.append(" " * min(int(spaces) if spaces.isdecimal() else 1, MOST_SPACES))
            elif child.tag == f"{TEXT}tab":
                pieces.append("\t")
            elif child.tag == f"{TEXT}line-break":
                pieces.append("\n")
            elif child.tag == f"{TEXT}note" or child.tag in PARAGRAPHS or _is_frame(child):
                below.extend(_lines(child))
            elif child.tag not in UNSEEN and isinstance(child.tag, str):
                gather(child)
            pieces.append(child.tail or "")

    gather(paragraph)
    text = "".join(pieces).strip()
    return [text, *below] if text else below


def _is_frame(element: Element) -> bool:
    return isinstance(element.tag, str) and element.tag.endswith(":drawing:1.0}frame")


def _title(tree: Element, body: Element) -> str:
    """Return the first paragraph that is set as a title."""
    titles = {"Title"} | {
        style.get(f"{STYLE}name", "")
        for style in tree.iter(f"{STYLE}style")
        if style.get(f"{STYLE}parent-style-name") == "Title"
    }
    for paragraph in body.iter(*PARAGRAPHS):
        if paragraph.get(f"{TEXT}style-name") in titles and (lines := _paragraph(paragraph)):
            return " ".join(lines[0].split())
    return ""


def _properties(meta: Element | None) -> Properties:
    found = meta.find(f"{OFFICE}meta") if meta is not None else None
    if found is None:
        return Properties()
    return Properties(
        title=found.findtext(f"{DC}title") or "",
        author=found.findtext(f"{META}initial-creator") or found.findtext(f"{DC}creator") or "",
        changed=found.findtext(f"{DC}date") or found.findtext(f"{META}creation-date") or "",
    )


FORMAT = Format(
    name="odt",
    media_type=MEDIA_TYPE,
    endings=words(".odt .ott"),
    read=read,
    parse=parse,
    recognizes=recognizes,
    signature=SIGNATURE_OF_ZIP,
)
