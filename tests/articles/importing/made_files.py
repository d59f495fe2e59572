"""Real files of each format that is read, written by the programs and libraries of its trade."""

import csv
import io
import json
import mailbox
import struct
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
from odf.opendocument import OpenDocumentText
from odf.style import Style
from odf.text import H, P, Span
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

TITLE = "Three held in the capital"
NEWS = (
    "Police held three alleged members of the Mara Salvatrucha in San Miguel on Monday, the "
    "authorities said in a statement."
)
MORE = "The men, who had hidden in a house since March, were taken to a prison in Zacatecoluca."


def pdf(pages: Sequence[Sequence[str]], **information: str) -> bytes:
    """A PDF of pages of lines, in the encoding of Western Windows, with these properties."""
    objects: list[bytes] = [b"", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica"]
    objects[2] += b"/Encoding/WinAnsiEncoding>>"
    kids = []
    for lines in pages:
        shown = b"".join(b"(%s)' " % _escaped(line) for line in lines)
        stream = b"BT /F1 10 Tf 12 TL 50 800 Td %sET" % shown
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    said = b"".join(b"/%s(%s)" % (key.encode(), _escaped(v)) for key, v in information.items())
    objects.append(b"<<%s>>" % said)
    return pdf_of(objects, information=len(objects))


def _escaped(line: str) -> bytes:
    raw = line.encode("cp1252")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def pdf_of(objects: Sequence[bytes], *, information: int, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    out = io.BytesIO()
    out.write(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer<</Size %d/Root 1 0 R" % (len(objects) + 1))
    out.write(b"/Info %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (information, trailer, start))
    return out.getvalue()


def scanned_pdf() -> bytes:
    """A page that is a picture."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[5 0 R]>>",
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8"
        b"/ColorSpace/DeviceGray/Length 1>>stream\n\x80\nendstream",
        b"<</Length 26>>stream\n500 0 0 700 50 50 cm /I Do\nendstream",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</XObject<</I 3 0 R>>>>>>",
        b"<<>>",
    ]
    return pdf_of(objects, information=6)


def locked_pdf() -> bytes:
    """A PDF whose password nobody knows."""
    trailer = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<01><01>]" % (
        b"ab" * 32,
        b"cd" * 32,
    )
    return pdf([[NEWS]]).replace(b">>\nstartxref", trailer + b">>\nstartxref")


def word(*paragraphs: str, title: str = TITLE, author: str = "", rows: Iterable = ()) -> bytes:
    document = docx.Document()
    if title:
        document.add_heading(title, 0)
    document.core_properties.author = author
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    for row in rows:
        table = document.add_table(0, len(row))
        for cell, written in zip(table.add_row().cells, row, strict=True):
            cell.text = written
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def open_document(*paragraphs: str, title: str = TITLE) -> bytes:
    document = OpenDocumentText()
    style = Style(name="P1", family="paragraph", parentstylename="Title")
    document.automaticstyles.addElement(style)
    document.text.addElement(P(stylename=style, text=title))
    document.text.addElement(H(outlinelevel=1, text="What happened"))
    for paragraph in paragraphs:
        element = P(text=paragraph[:10])
        element.addElement(Span(text=paragraph[10:]))
        document.text.addElement(element)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def mail(
    text: str = NEWS,
    *,
    subject: str = TITLE,
    sender: str = "Ana Cruz <ana@example.org>",
    id: str = "<1@example.org>",
    page: str = "",
    attached: Mapping[str, bytes] | None = None,
) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "desk@example.net", subject
    message["Date"], message["Message-ID"] = "Thu, 25 Oct 2012 22:30:00 -0600", id
    message.set_content(text)
    if page:
        message.add_alternative(page, subtype="html")
    for name, content in (attached or {}).items():
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return message


def mailbox_of(*messages: EmailMessage) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        box = mailbox.mbox(f"{folder}/box")
        for message in messages:
            box.add(message)
        box.close()
        return Path(folder, "box").read_bytes()


# Compound files (MS-CFB), of which a mail of Outlook is one (MS-OXMSG).

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Storage = dict[str, "bytes | Storage"]


def compound_file(root: Storage) -> bytes:
    """A compound file of storages and streams, the short ones in the stream for such."""
    entries: list[list] = [["Root Entry", 5, _FREE, _FREE, _FREE, _END, 0]]
    short, long = _Sectors(64), _Sectors(512)

    def add(inside: Storage, parent: int) -> None:
        last = None
        # In the order that readers search in, as a list to the right.
        for name in sorted(inside, key=lambda name: (len(name), name.upper())):
            content = inside[name]
            entries.append([name, 1, _FREE, _FREE, _FREE, 0, 0])
            number = len(entries) - 1
            entries[parent if last is None else last][4 if last is None else 3] = number
            last = number
            if isinstance(content, dict):
                add(content, number)
            else:
                sectors = short if len(content) < 4096 else long
                entries[number][1:2] = [2]
                entries[number][5:] = [sectors.add(content), len(content)]

    add(root, 0)
    entries[0][5:] = [long.add(b"".join(short.content)), 64 * len(short.content)]
    first_short = long.add(struct.pack(f"<{len(short.table)}I", *short.table), b"\xff")
    first_entry = long.add(b"".join(map(_directory_entry, entries)))
    fats = 1
    while fats * 128 < len(long.table) + fats:
        fats += 1
    first_fat = len(long.table)
    table = [*long.table, *[_FAT] * fats]
    table += [_FREE] * (fats * 128 - len(table))
    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        bytes(16),
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, fats, first_entry, 0, 4096, first_short, -(-len(short.table) // 128), _END, 0),
        first_fat,
    )
    head += struct.pack(f"<{fats - 1}I", *range(first_fat + 1, first_fat + fats))
    content = b"".join(long.content) + struct.pack(f"<{len(table)}I", *table)
    return head.ljust(512, b"\xff") + content


class _Sectors:
    """Sectors of one size, and the table of which follows which."""

    def __init__(self, size: int) -> None:
        self._size = size
        self.content: list[bytes] = []
        self.table: list[int] = []

    def add(self, raw: bytes, filler: bytes = b"\0") -> int:
        """Add a chain of sectors; returns its first one."""
        pieces = [raw[at : at + self._size] for at in range(0, len(raw), self._size)] or [b""]
        first = len(self.content)
        self.content += [piece.ljust(self._size, filler) for piece in pieces]
        self.table += [*range(first + 1, len(self.content)), _END]
        return first


def _directory_entry(entry: list) -> bytes:
    name, kind, left, right, child, start, size = entry
    written = name.encode("utf-16-le")
    return (
        written.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(written) + 2, kind, 1, left, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def outlook_mail(
    properties: Mapping[int, str], attached: Mapping[str, bytes] | None = None, *, head: int = 32
) -> Storage:
    """The storage of a mail: strings by their keys, and attachments by their names."""
    mail: Storage = {}
    rows = [
        _property(mail, key, 0x001F, value.encode("utf-16-le")) for key, value in properties.items()
    ]
    # 26 October 2012, 04:30 UTC, in 100 nanoseconds since 1601.
    rows.append(struct.pack("<HHIQ", 0x0040, 0x0039, 6, 129957138000000000))
    mail["__properties_version1.0"] = bytes(head) + b"".join(rows)
    for number, (name, content) in enumerate((attached or {}).items()):
        inside: Storage = {}
        rows = [
            _property(inside, 0x3707, 0x001F, name.encode("utf-16-le")),
            _property(inside, 0x3701, 0x0102, content),
            struct.pack("<HHIQ", 0x0003, 0x3705, 6, 1),
        ]
        inside["__properties_version1.0"] = bytes(8) + b"".join(rows)
        mail[f"__attach_version1.0_#{number:08X}"] = inside
    return mail


def _property(storage: Storage, key: int, kind: int, value: bytes) -> bytes:
    storage[f"__substg1.0_{key:04X}{kind:04X}"] = value
    return struct.pack("<HHIQ", kind, key, 6, len(value))


def msg(
    text: str = NEWS, *, subject: str = TITLE, attached: Mapping[str, bytes] | None = None
) -> bytes:
    return compound_file(outlook_mail(_said(text, subject), attached))


def _said(text: str, subject: str) -> dict[int, str]:
    return {
        0x001A: "IPM.Note",
        0x0037: subject,
        0x1000: text,
        0x0C1A: "Ana Cruz",
        0x5D01: "ana@example.org",
        0x1035: "<1@example.org>",
    }


RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>El Ejemplo</title><link>https://example.org/</link><language>es-SV</language>
<item><title>{TITLE} &amp;amp; beyond</title><link>https://example.org/1</link>
<guid isPermaLink="false">tag:1</guid><dc:creator>Ana Cruz</dc:creator>
<pubDate>Thu, 25 Oct 2012 22:30:00 -0600</pubDate><category>Gangs</category>
<description>Short.</description>
<content:encoded><![CDATA[<p>{NEWS}</p><p>{MORE}</p>]]></content:encoded></item>
<item><title>Four held</title><link>https://example.org/2</link>
<description>&lt;p&gt;{NEWS} Two.&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Example</title>
<link href="https://example.org/"/><updated>2012-10-26T00:00:00Z</updated>
<entry><title type="html">{TITLE}</title><link href="https://example.org/1"/><id>urn:1</id>
<published>2012-10-25T22:30:00-06:00</published><updated>2012-10-27T08:00:00-06:00</updated>
<author><name>Ana Cruz</name></author><category term="Gangs"/>
<content type="html">&lt;p&gt;{NEWS}&lt;/p&gt;&lt;p&gt;{MORE}&lt;/p&gt;</content></entry>
<entry><title>Four held</title><id>urn:2</id><summary>{NEWS} Two.</summary></entry></feed>"""
RDF = f"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://example.org/">
<title>The Example</title><link>https://example.org/</link></channel>
<item rdf:about="https://example.org/1"><title>{TITLE}</title><link>https://example.org/1</link>
<description>{NEWS}</description><dc:date>2012-10-25</dc:date><dc:creator>Ana Cruz</dc:creator>
</item></rdf:RDF>"""
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>
<meta name="author" content="Ana Cruz"><meta property="article:published_time"
content="2012-10-25T22:30:00-06:00"></head><body><nav><a href="/">Home</a></nav><article>
<h1>{TITLE}</h1><p>{NEWS}</p><p>{MORE}</p></article></body></html>"""


def web_archive(
    *answers: tuple[str, str, bytes], packed: bool = False, status: str = "200 OK"
) -> bytes:
    """A WARC of addresses, media types and what was answered, as warcio writes it."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for address, media_type, content in answers:
        headers = StatusAndHeaders(status, [("Content-Type", media_type)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                address, "response", payload=io.BytesIO(content), http_headers=headers
            )
        )
    return out.getvalue()


COLUMNS = ["Headline", "Published", "Author", "Body", "Link"]
ROWS = [
    [TITLE, "2012-10-25", "Ana Cruz", f"{NEWS}\n\n{MORE}", "https://example.org/1"],
    ["Four held", "2012-10-26", "", f"“Four”, {NEWS}", "https://example.org/2"],
]


def table(rows: Sequence[Sequence[str]], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


def workbook(*sheets: Sequence[Sequence]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append([*row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: Mapping[str, bytes | str], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in files.items():
            raw = content.encode() if isinstance(content, str) else content
            entry = tarfile.TarInfo(name)
            entry.size = len(raw)
            archive.addfile(entry, io.BytesIO(raw))
    return out.getvalue()


def jsons(*articles: object, indent: int | None = None) -> bytes:
    return json.dumps([*articles], indent=indent, ensure_ascii=False).encode()
