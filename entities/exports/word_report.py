"""A report as a Word document: headings, tables and endnotes that Word knows as such."""

import io
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from entities.exports.product import MOST_SET_AT_ONCE, Format, Product
from entities.exports.report import Item, Line, Note, Report
from entities.exports.xml_text import clean

# python-docx knows no endnotes: they are a part of their own (ECMA-376, 17.11).
_ENDNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/endnotes"
_SEPARATORS = "".join(
    f'<w:endnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:endnote>'
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)
_HEADINGS = ("Who", "", "Whom or where", "Period", "Origins", "Articles", "Status")
_SMALL = Pt(8.5)


def write_word(product: Product) -> Iterator[bytes]:
    report = Report(product)
    document = Document()
    document.core_properties.title = clean(report.title)
    document.core_properties.author = clean(product.by)
    document.core_properties.created = product.at.replace(tzinfo=None)
    _margins(document, product)
    _beginning(document, report)
    _relationships(document, report)
    document.add_heading("Articles", 2)
    for item in report.articles():
        _article(document, item)
    document.add_heading("How this was made", 2)
    for heading, words in product.about:
        _said(document, f"{heading}: ", words)
    _endnotes(document, report.notes)
    written = io.BytesIO()
    document.save(written)
    yield written.getvalue()


def _margins(document: WordDocument, product: Product) -> None:
    """The marking, and which page of how many, above and below every page."""
    section = document.sections[0]
    for part in (section.header, section.footer):
        paragraph = part.paragraphs[0]
        paragraph.add_run(product.marking).bold = True
        paragraph.add_run(f"\tGangIntel, {product.at:%-d %B %Y}\tPage ")
        _field(paragraph, "PAGE")
        paragraph.add_run(" of ")
        _field(paragraph, "NUMPAGES")


def _field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _beginning(document: WordDocument, report: Report) -> None:
    document.add_heading(clean(report.title), 1)
    status = (
        "With what the machine proposes, which is said to be that."
        if report.product.with_proposals
        else "Only what people confirmed."
    )
    _small(document.add_paragraph(), f"{report.rests_on} {status}")
    if report.most_named:
        document.add_heading("Most often named", 2)
        for kind, some in report.most_named:
            names = ", ".join(f"{one.name} ({one.articles})" for one in some)
            _said(document, f"{kind}: ", names)
        _small(document.add_paragraph(), "In brackets: how many of these articles name it.")


def _relationships(document: WordDocument, report: Report) -> None:
    document.add_heading("Relationships", 2)
    if report.relationships:
        table = document.add_table(rows=1, cols=len(_HEADINGS), style="Light List")
        for cell, heading in zip(table.rows[0].cells, _HEADINGS, strict=True):
            cell.text = heading
        _repeat(table.rows[0]._tr)
        for line in report.relationships:
            _row(table.add_row().cells, line)
    else:
        document.add_paragraph("No relationship of these articles is confirmed.")
    if report.left_out:
        _small(document.add_paragraph(), report.left_out)


def _repeat(row: object) -> None:
    """Let the row stand at the head of every page of its table."""
    properties = row.get_or_add_trPr()  # type: ignore[attr-defined]
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    properties.append(header)


def _row(cells: Iterable, line: Line) -> None:
    values = (line.head, line.words, line.child, line.period, line.origins, line.articles)
    *first, last = cells
    for cell, value in zip(first, values, strict=True):
        cell.text = clean(str(value))
    paragraph = last.paragraphs[0]
    paragraph.add_run(line.status)
    for number in line.notes:
        _reference(paragraph.add_run(), number)
    if line.more:
        paragraph.add_run(f" and {line.more} more quotes")


def _reference(run: Run, number: int) -> None:
    run.font.superscript = True
    reference = OxmlElement("w:endnoteReference")
    reference.set(qn("w:id"), str(number))
    run._r.append(reference)


def _article(document: WordDocument, item: Item) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(clean(f"{item.number}. {item.title}")).bold = True
    _small(
        document.add_paragraph(),
        f"{item.source}, {item.published} · grade {item.grade} · {item.handling} · "
        f"review: {item.review}",
    )
    if item.quote:
        document.add_paragraph().add_run(clean(f"… {item.quote} …")).italic = True
    for heading, names in item.names:
        _said(document, f"{heading}: ", names)


def _said(document: WordDocument, heading: str, words: str) -> None:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(clean(heading))
    run.bold, run.font.size = True, _SMALL
    _small(paragraph, words)


def _small(paragraph: Paragraph, words: str) -> None:
    paragraph.add_run(clean(words)).font.size = _SMALL
    paragraph.paragraph_format.space_after = Pt(3)


def _endnotes(document: WordDocument, notes: Iterable[Note]) -> None:
    written = "".join(map(_endnote, notes))
    part = Part(
        PackURI("/word/endnotes.xml"),
        _ENDNOTES,
        f"<w:endnotes {nsdecls('w')}>{_SEPARATORS}{written}</w:endnotes>".encode(),
        document.part.package,
    )
    document.part.relate_to(part, _RELATION)


def _endnote(note: Note) -> str:
    url = f", {note.url}" if note.url else ""
    words = (
        f" {note.source}, {note.grade}, {note.published}, “{note.title}”{url}. “{note.quote}” "
        f"({note.place}) SHA-256 {note.sha256}"
    )
    return (
        f'<w:endnote w:id="{note.number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/>'
        '</w:rPr><w:endnoteRef/></w:r><w:r><w:rPr><w:sz w:val="17"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(clean(words))}</w:t></w:r></w:p></w:endnote>'
    )


FORMAT = Format(
    "docx",
    "Word",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    write_word,
    title="The report as a Word document",
    is_report=True,
    most=MOST_SET_AT_ONCE,
)
