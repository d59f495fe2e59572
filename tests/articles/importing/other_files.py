"""Files that hold no article which is read, made as the programs that write them do."""

import base64
import csv
import io
import random
import sqlite3
import tempfile
import wave
import zipfile
from pathlib import Path

NEWS = "Police held three men in the capital on Monday, the authorities said in a statement."
COLUMNS = ["Name", "Age", "Gang"]
ROWS = [
    ["José Peña", "34", "MS-13,\nformerly Barrio 18"],
    ["Ana Cruz", "27", "“None”, she said"],
    ["Juan Roe", "41", "MS-13"],
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


ODS = zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": NEWS})
EPUB = zipped(mimetype="application/epub+zip", **{"a.xhtml": NEWS})
MHTML = (
    "From: <Saved by a browser>\r\nSubject: Three held\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b"\r\n\r\n'
    f"----b\r\nContent-Type: text/html\r\n\r\n<p>{NEWS}</p>"
)
NOISE = random.Random(7).randbytes(3000)  # noqa: S311 - no secret

# What each is called, its usual ending, and what is in it.
OTHER_FILES: list[tuple[str, str, bytes]] = [
    ("an RTF document", ".rtf", rb"{\rtf1\ansi Three held.}"),
    ("a PowerPoint presentation", ".pptx", office("ppt/presentation.xml")),
    ("an OpenDocument", ".ods", ODS),
    ("an e-book", ".epub", EPUB),
    ("an old Word document", ".doc", old_office("WordDocument")),
    ("an old Excel table", ".xls", old_office("Workbook")),
    ("an Office document protected with a password", ".docx", old_office("EncryptedPackage")),
    ("a mailbox of Outlook", ".pst", b"!BDN" + NOISE),
    ("a RAR archive", ".rar", b"Rar!\x1a\x07\x01\0" + NOISE),
    ("a picture", ".png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + NOISE),
    ("a picture", ".svg", b'<svg xmlns="http://www.w3.org/2000/svg"><text>A</text></svg>'),
    ("a picture, sound or film", ".wav", sound()),
    ("a film", ".mp4", b"\0\0\0\x20ftypisom\0\0\2\0" + NOISE),
    ("a database", ".db", database()),
    ("a program", ".bin", b"\x7fELF\2\1\1\0" + NOISE),
    ("a saved page (MHTML)", ".mht", MHTML.encode()),
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
    ("JSON", ".json", b'[{"name": "One."}, {"name": "Two."}]'),
    ("JSON", ".json", b'[\n  {\n    "name": "One."\n  }\n]'),
    ("JSON", ".json", b'{"articles": [{"name": "One."}]}'),
    ("JSON", ".json", b'{\n  "articles": [\n    {"name": "One."}\n  ]\n}'),
    ("encoded data", ".b64", base64.encodebytes(NOISE)),
    ("encoded data", ".b64", base64.b64encode(NOISE)),
    ("a key", ".pem", b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"),
    ("binary data", ".bin", NOISE),
]
