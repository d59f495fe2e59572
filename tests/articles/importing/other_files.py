"""Files that hold no article which is read, made as the programs that write them do."""

import base64
import bz2
import csv
import gzip
import io
import lzma
import mailbox
import random
import sqlite3
import tarfile
import tempfile
import wave
import zipfile
from email.message import EmailMessage
from pathlib import Path

NEWS = "Police held three men in the capital on Monday, the authorities said in a statement."
COLUMNS = ["Headline", "Published", "Body"]
ROWS = [
    ["Three held", "2012-10-25", f"{NEWS}\n{NEWS}"],
    ["Four held", "2012-10-26", f"“Four”, {NEWS}"],
    ["Five held", "2012-10-27", NEWS],
]


def zipped(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def office(part: str) -> bytes:
    return zipped(**{"[Content_Types].xml": "<Types/>", "_rels/.rels": "<R/>", part: NEWS})


def old_office(stream: str) -> bytes:
    """The head of a compound file and its directory, where the names of its streams stand."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return head + "Root Entry".encode("utf-16-le").ljust(128, b"\0") + stream.encode("utf-16-le")


def tarred() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        entry = tarfile.TarInfo("a.txt")
        entry.size = len(NEWS)
        archive.addfile(entry, io.BytesIO(NEWS.encode()))
    return out.getvalue()


def e_mail() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "press@example.org", "desk@example.org"
    message["Subject"], message["Message-ID"] = "Three held", "<1@example.org>"
    message.set_content(NEWS)
    message.add_attachment(b"\x89PNG" * 900, maintype="image", subtype="png", filename="a.png")
    return message


def mail_box() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        box = mailbox.mbox(f"{folder}/box")
        box.add(e_mail())
        box.add(e_mail())
        box.close()
        return Path(folder, "box").read_bytes()


def table(delimiter: str, rows: list[list[str]] = ROWS) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([COLUMNS, *rows])
    return out.getvalue().encode()


def database() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        made = sqlite3.connect(f"{folder}/a")
        made.execute("CREATE TABLE news (text)")
        made.commit()
        made.close()
        return Path(folder, "a").read_bytes()


def sound() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setparams((1, 2, 8000, 0, "NONE", ""))
        made.writeframes(bytes(800))
    return out.getvalue()


FEED_ITEMS = f"<channel><item><title>Three held</title><description>{NEWS}</description></item>"
ODT = zipped(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": NEWS})
EPUB = zipped(mimetype="application/epub+zip", **{"a.xhtml": NEWS})
MHTML = (
    "From: <Saved by a browser>\r\nSubject: Three held\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b"\r\n\r\n'
    f"----b\r\nContent-Type: text/html\r\n\r\n<p>{NEWS}</p>"
)
NOISE = random.Random(7).randbytes(3000)  # noqa: S311 - no secret

# What each is called, its usual ending, and what is in it.
OTHER_FILES: list[tuple[str, str, bytes]] = [
    ("a PDF document", ".pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n" + NOISE),
    ("an RTF document", ".rtf", rb"{\rtf1\ansi Three held.}"),
    ("a Word document", ".docx", office("word/document.xml")),
    ("an Excel table", ".xlsx", office("xl/workbook.xml")),
    ("a PowerPoint presentation", ".pptx", office("ppt/presentation.xml")),
    ("an OpenDocument", ".odt", ODT),
    ("an e-book", ".epub", EPUB),
    ("an old Word document", ".doc", old_office("WordDocument")),
    ("an old Excel table", ".xls", old_office("Workbook")),
    ("a mail of Outlook", ".msg", old_office("__substg1.0_0037001F")),
    ("a mailbox of Outlook", ".pst", b"!BDN" + NOISE),
    ("a ZIP archive", ".zip", zipped(**{"a.txt": NEWS})),
    ("a TAR archive", ".tar", tarred()),
    ("a gzip archive", ".gz", gzip.compress(NEWS.encode(), mtime=0)),
    ("a bzip2 archive", ".bz2", bz2.compress(NOISE)),
    ("an xz archive", ".xz", lzma.compress(NEWS.encode())),
    ("a web archive (WARC)", ".warc", b"WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n" + NEWS.encode()),
    ("a picture", ".png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + NOISE),
    ("a picture", ".svg", b'<svg xmlns="http://www.w3.org/2000/svg"><text>A</text></svg>'),
    ("a picture, sound or film", ".wav", sound()),
    ("a film", ".mp4", b"\0\0\0\x20ftypisom\0\0\2\0" + NOISE),
    ("a database", ".db", database()),
    ("a program", ".bin", b"\x7fELF\2\1\1\0" + NOISE),
    ("an e-mail", ".eml", bytes(e_mail())),
    ("a mailbox", ".mbox", mail_box()),
    ("a saved page (MHTML)", ".mht", MHTML.encode()),
    ("a feed", ".rss", f'<rss version="2.0">{FEED_ITEMS}</channel></rss>'.encode()),
    (
        "a feed",
        ".xml",
        b'<?xml version="1.0"?>\n<!-- made -->\n<feed xmlns="http://www.w3.org/2005/Atom"><entry/>',
    ),
    (
        "XML data",
        ".xml",
        b'\xef\xbb\xbf<?xml version="1.0"?>\n<!DOCTYPE nitf [<!ENTITY a "b">]><nitf/>',
    ),
    ("a table", ".csv", table(",")),
    ("a table", ".csv", table(";")),
    ("a table", ".tsv", table("\t")),
    ("a table", ".csv", table(",", ROWS * 40)),
    ("a table", ".csv", table("\t").decode().encode("utf-16")),
    ("JSON", ".json", b'[{"text": "One."}, {"text": "Two."}]'),
    ("JSON", ".json", b'[\n  {\n    "text": "One."\n  }\n]'),
    ("JSON", ".json", b'{"articles": [{"text": "One."}]}'),
    ("JSON", ".json", b'{\n  "articles": [\n    {"text": "One."}\n  ]\n}'),
    ("encoded data", ".b64", base64.encodebytes(NOISE)),
    ("encoded data", ".b64", base64.b64encode(NOISE)),
    ("a key", ".pem", b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"),
    ("binary data", ".bin", NOISE),
]
