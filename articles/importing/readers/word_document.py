"""Word documents (.docx): one article each. Macros are never looked at.

All runs of text count wherever they stand: inserted, in content controls, smart tags and text
boxes, which libraries that lay documents out pass over; what was deleted does not.
"""

import io
from collections.abc import Iterator

from articles.importing import office
from articles.importing.file_kinds import SIGNATURE_OF_ZIP, WORD, binary_kind
from articles.importing.office import Element, Properties
from articles.importing.readers import LARGEST_DOCUMENT, Format, read_whole
from articles.importing.records import ArticleError, DeclaredMetadata, Record
from articles.text import words

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BODY, STYLES = "word/document.xml", "word/styles.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
PROPERTIES = "docProps/core.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Strict Open XML has the same elements under another name.
STRICT = {b"http://purl.oclc.org/ooxml/wordprocessingml/main": W.strip("{}").encode()}
UNSEEN = {
    *(f"{W}{name}" for name in ("del", "moveFrom", "instrText", "pPr", "rPr", "delText")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
DC = "{http://purl.org/dc/elements/1.1/}"
TERMS = "{http://purl.org/dc/terms/}"
# The template of python-docx, which many documents still bear the properties of.
TEMPLATE = "2013-12-23T23:15:00Z"


def recognizes(sample: bytes) -> bool:
    return binary_kind(sample) is WORD


def read(path: str) -> Iterator[Record]:
    yield read_whole(path, MEDIA_TYPE, LARGEST_DOCUMENT)


def parse(record: Record) -> DeclaredMetadata:
    """Return paragraphs parted by blank lines, then all notes, and what properties declare."""
    with office.opened(io.BytesIO(record.raw)) as archive:
        tree = office.tree_of(archive, BODY, STRICT)
        if tree is None or not tree.tag.startswith(W):
            raise ArticleError("This Word document has no text part; save it again.")
        titles = _styles_of_titles(office.tree_of(archive, STYLES, STRICT))
        notes = [office.tree_of(archive, part, STRICT) for part in NOTES]
        properties = _properties(office.tree_of(archive, PROPERTIES))
    lines = [line for part in (tree, *notes) if part is not None for line in _lines(part)]
    return properties.declared("\n\n".join(lines), _title(tree, titles))


def _lines(element: Element) -> list[str]:
    """Return the paragraphs below an element; of a row of short cells one line."""
    lines: list[str] = []
    for child in element:
        if child.tag in UNSEEN or not isinstance(child.tag, str):
            continue
        if child.tag == f"{W}p":
            lines += _paragraph(child)
        elif child.tag == f"{W}tr":
            lines += office.row_of([_lines(cell) for cell in _cells(child)])
        else:
            lines += _lines(child)
    return lines


def _cells(around: Element) -> Iterator[Element]:
    """Yield the cells of a row, without those of tables in them."""
    for child in around:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag not in UNSEEN:  # what holds cells, such as a content control
            yield from _cells(child)


def _paragraph(paragraph: Element) -> list[str]:
    """Return the text of a paragraph, and before it that of the text boxes which hang on it."""
    pieces: list[str] = []
    boxes: list[str] = []

    def gather(element: Element) -> None:
        for child in element:
            if child.tag in UNSEEN:
                continue
            if child.tag == f"{W}t":
                pieces.append(child.text or "")
            elif child.tag in BREAKS:
                pieces.append(BREAKS[child.tag])
            elif child.tag == f"{W}txbxContent":
                boxes.extend(_lines(child))
            else:
                gather(child)

    gather(paragraph)
    text = "".join(pieces).strip()
    return [*boxes, text] if text else boxes


def _styles_of_titles(styles: Element | None) -> set[str]:
    """Return the keys of the styles in which titles are set; their names are the same in all
    languages."""
    found = styles.iter(f"{W}style") if styles is not None else ()
    return {
        style.get(f"{W}styleId", "")
        for style in found
        if (name := style.find(f"{W}name")) is not None and name.get(f"{W}val") == "Title"
    } | {"Title"}


def _title(tree: Element, styles: set[str]) -> str:
    for style in tree.iter(f"{W}pStyle"):
        if style.get(f"{W}val") in styles:
            paragraph = next(style.iterancestors(f"{W}p"))
            return " ".join(" ".join(_paragraph(paragraph)).split())
    return ""


def _properties(core: Element | None) -> Properties:
    if core is None:
        return Properties()
    changed = core.findtext(f"{TERMS}modified") or core.findtext(f"{TERMS}created") or ""
    return Properties(
        title=core.findtext(f"{DC}title") or "",
        author=core.findtext(f"{DC}creator") or "",
        changed="" if changed == TEMPLATE else changed,
    )


FORMAT = Format(
    name="docx",
    media_type=MEDIA_TYPE,
    endings=words(".docx .docm .dotx"),
    read=read,
    parse=parse,
    recognizes=recognizes,
    signature=SIGNATURE_OF_ZIP,
)
