"""What files are that are no text for people: told by their content, else by their ending.

Each kind has a name for people and says what to do, so that nothing is passed over in silence and
nothing becomes an article of mail headers, columns or markup.
"""

import codecs
import csv
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from articles.text import words

SAMPLE = 4096  # bytes by which an unknown file is told


class Advice(StrEnum):
    """What to do with a file of some kind."""

    TEXT = "save its text as .txt or .html first"
    LINES = "save its articles as JSON lines, or each as .txt or .html, first"
    UNPACK = "unpack it first"
    UNLOCK = "save it without a password first"
    NOTHING = "there is no text in it to import"
    AS_TEXT = "with --format text it is imported all the same"


@dataclass(frozen=True)
class FileKind:
    name: str  # with its article: "a PDF document"
    advice: Advice

    @property
    def sentence(self) -> str:
        return f"This is {self.name}; {self.advice}."


SIGNATURE_OF_ZIP = b"PK\x03\x04"
ZIP = FileKind("a ZIP archive", Advice.UNPACK)
OFFICE = FileKind("an Office document", Advice.TEXT)
EXCEL = FileKind("an Excel table", Advice.LINES)
WORD = FileKind("a Word document", Advice.TEXT)
OPEN_TEXT = FileKind("an OpenDocument text", Advice.TEXT)
OPEN_DOCUMENT = FileKind("an OpenDocument", Advice.TEXT)
PDF = FileKind("a PDF document", Advice.TEXT)
MSG = FileKind("a mail of Outlook", Advice.TEXT)
PROTECTED = FileKind("an Office document protected with a password", Advice.UNLOCK)
OLD_OFFICE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_OFFICE = FileKind("an old Office document or a mail of Outlook", Advice.TEXT)
PICTURE = FileKind("a picture", Advice.NOTHING)
SOUND = FileKind("a sound file", Advice.NOTHING)
FILM = FileKind("a film", Advice.NOTHING)
PROGRAM = FileKind("a program", Advice.NOTHING)
FONT = FileKind("a typeface", Advice.NOTHING)
DATABASE = FileKind("a database", Advice.LINES)
E_MAIL = FileKind("an e-mail", Advice.TEXT)
MAILBOX = FileKind("a mailbox", Advice.LINES)
SAVED_PAGE = FileKind("a saved page (MHTML)", Advice.TEXT)
WARC = FileKind("a web archive (WARC)", Advice.LINES)
FEED = FileKind("a feed (RSS or Atom)", Advice.LINES)
XML = FileKind("XML data", Advice.LINES)
TABLE = FileKind("a table (CSV)", Advice.LINES)
JSON = FileKind("JSON without articles", Advice.LINES)
KEY = FileKind("a key, or what was encrypted with one", Advice.NOTHING)
ENCODED = FileKind("encoded data (base64)", Advice.NOTHING)
EMPTY = FileKind("an empty file", Advice.NOTHING)
BINARY = FileKind("binary data, or text in an unknown encoding", Advice.TEXT)

# https://en.wikipedia.org/wiki/List_of_file_signatures
SIGNATURES = [
    (b"%PDF-", PDF),
    (b"{\\rtf", FileKind("an RTF document", Advice.TEXT)),
    (b"%!PS", FileKind("a PostScript document", Advice.TEXT)),
    (OLD_OFFICE_SIGNATURE, OLD_OFFICE),
    (SIGNATURE_OF_ZIP, ZIP),
    (b"PK\x05\x06", FileKind("an empty ZIP archive", Advice.NOTHING)),
    (b"Rar!\x1a\x07", FileKind("a RAR archive", Advice.UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", FileKind("a 7z archive", Advice.UNPACK)),
    (b"\x1f\x8b", FileKind("a gzip archive", Advice.UNPACK)),
    (b"BZh", FileKind("a bzip2 archive", Advice.UNPACK)),
    (b"\xfd7zXZ\x00", FileKind("an xz archive", Advice.UNPACK)),
    (b"(\xb5/\xfd", FileKind("a Zstandard archive", Advice.UNPACK)),
    (b"MSCF\0\0\0\0", FileKind("a CAB archive", Advice.UNPACK)),
    (b"!BDN", FileKind("a mailbox of Outlook (PST)", Advice.LINES)),
    (b"WARC/", WARC),
    (b"AT&TFORM", FileKind("a DjVu document", Advice.TEXT)),
    (b"\x89PNG\r\n\x1a\n", PICTURE),
    (b"GIF8", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"II*\x00", PICTURE),
    (b"MM\x00*", PICTURE),
    (b"\0\0\1\0", PICTURE),
    (b"BM", PICTURE),
    (b"RIFF", FileKind("a picture, sound or film", Advice.NOTHING)),
    (b"ID3", SOUND),
    (b"\xff\xfb", SOUND),
    (b"OggS", SOUND),
    (b"fLaC", SOUND),
    (b"\x1aE\xdf\xa3", FILM),
    (b"\x7fELF", PROGRAM),
    (b"MZ", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"#!/", PROGRAM),
    (b"wOFF", FONT),
    (b"wOF2", FONT),
    (b"OTTO\0", FONT),
    (b"\0\1\0\0\0", FONT),
    (b"SQLite format 3\x00", DATABASE),
    (b"\0\1\0\0Standard", DATABASE),
    (b"PAR1", DATABASE),
    (b"BEGIN:VCARD", FileKind("an address book", Advice.NOTHING)),
    (b"BEGIN:VCALENDAR", FileKind("a calendar", Advice.NOTHING)),
    (b"-----BEGIN ", KEY),
]
# These begin like words, so that only a NUL nearby gives them away.
LIKE_WORDS = {b"MZ", b"BM", b"BZh", b"GIF8", b"RIFF", b"ID3", b"OggS", b"PAR1", b"fLaC", b"wOFF"}
# What stands further inside.
TAR, TAR_AT = b"ustar", 257
FILM_MARK, FILM_AT = b"ftyp", 4
# Office documents are archives: told by the names of the files that lie first in them.
IN_ZIP = [
    (b"mimetypeapplication/epub", FileKind("an e-book (EPUB)", Advice.TEXT)),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", OPEN_TEXT),
    (b"mimetypeapplication/vnd.oasis", OPEN_DOCUMENT),
    (b"word/", WORD),
    (b"xl/", EXCEL),
    (b"ppt/", FileKind("a PowerPoint presentation", Advice.TEXT)),
    (b"[Content_Types].xml", OFFICE),
]
# Names inside an old Office document, in UTF-16; the ending tells where they stand further on.
IN_OLD_OFFICE = [
    ("__substg1.0_", ".msg", MSG),
    ("EncryptedPackage", "", PROTECTED),
    ("WordDocument", ".doc", FileKind("an old Word document", Advice.TEXT)),
    ("Workbook", ".xls", FileKind("an old Excel table", Advice.LINES)),
    ("PowerPoint", ".ppt", FileKind("an old PowerPoint presentation", Advice.TEXT)),
    # What these endings promise is no such file, unless it is encrypted.
    *((ending, ending, PROTECTED) for ending in (".docx", ".xlsx", ".pptx")),
]

# Text that is no article, by its ending; what a format takes as its ending is one all the same.
ENDINGS = {
    ending: kind
    for endings, kind in [
        (".xml", XML),
        (".mht .mhtml", SAVED_PAGE),
        (".svg", PICTURE),
        (".cfg .conf .ini .toml .yaml .yml", FileKind("a file of settings", Advice.AS_TEXT)),
        (".css", FileKind("a style sheet", Advice.AS_TEXT)),
        (
            ".bat .c .cpp .h .java .js .php .py .rb .rs .sh .sql .ts",
            FileKind("the text of a program", Advice.AS_TEXT),
        ),
        (".rst", FileKind("the documentation of a program", Advice.AS_TEXT)),
        (".po", FileKind("a table of translations", Advice.AS_TEXT)),
        (".log", FileKind("a log", Advice.AS_TEXT)),
        (".srt .vtt", FileKind("a file of subtitles", Advice.AS_TEXT)),
        (".map", FileKind("the map of a program", Advice.AS_TEXT)),
        (".db", DATABASE),
        (".gpg .key .pem", KEY),
    ]
    for ending in words(endings)
}

HEADER_LINE = re.compile(rb"([!-9;-~]+):(?:[ \t].*)?$")
# A press release may begin with "From:" and "Subject:" too; these only a mail program writes.
BY_MAIL_PROGRAMS = {
    *(b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to"),
    *(b"content-type", b"content-transfer-encoding", b"dkim-signature", b"x-mailer"),
}
MAILBOX_LINE = re.compile(rb"From \S+ .*\d{4}\s*$")
ROOT = re.compile(rb"<([A-Za-z_][\w:.-]*)")
BEFORE_ROOT = re.compile(
    rb"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE\b[^>\[]*(?:\[.*?\]\s*)?>)", re.DOTALL
)
ROOTS = {
    **dict.fromkeys([b"rss", b"feed", b"rdf:rdf", b"opml"], FEED),
    **dict.fromkeys([b"urlset", b"sitemapindex"], FileKind("a map of a site", Advice.NOTHING)),
    b"svg": PICTURE,
}
JSON_ARRAY = re.compile(rb'\[\s*(?:\{|"[^"\n]*"\s*[,\]])')
JSON_OBJECT = re.compile(rb'\{\s*"(?:[^"\\\n]|\\.)*"\s*:')
BASE64_LINES = re.compile(rb"(?:[A-Za-z0-9+/]{60,80}\r?\n){3,}[A-Za-z0-9+/]*={0,2}\s*")
BASE64_LINE = re.compile(rb"[A-Za-z0-9+/]{500,}={0,2}\s*")
LONGEST_HEADING = 40  # characters, of a column
FEWEST_CELLS = 4  # below the headings


def binary_kind(sample: bytes, ending: str = "") -> FileKind | None:
    """Return the kind of a file of signs for programs, by its first bytes; None for all else."""
    for signature, kind in SIGNATURES:
        if sample.startswith(signature) and (signature not in LIKE_WORDS or b"\0" in sample[:1024]):
            return _inside(sample, kind, ending)
    if sample.startswith(FILM_MARK, FILM_AT) and b"\0" in sample:
        return FILM
    if sample.startswith(TAR, TAR_AT):
        return FileKind("a TAR archive", Advice.UNPACK)
    return None


def _inside(sample: bytes, kind: FileKind, ending: str) -> FileKind:
    """Tell a document from the archive that it is outwardly."""
    if kind is ZIP:
        return next((inner for name, inner in IN_ZIP if name in sample), ZIP)
    if kind is OLD_OFFICE:
        for name, own_ending, inner in IN_OLD_OFFICE:
            if name.encode("utf-16-le") in sample or (ending and ending == own_ending):
                return inner
    return kind


@lru_cache(maxsize=4)
def text_kind(sample: bytes) -> FileKind | None:
    """Return the kind of a text that is written for programs; None for what people read."""
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        sample = sample.decode("utf-16", "replace").encode("utf-8", "replace")
    if len(sample) >= SAMPLE:
        sample = sample.rpartition(b"\n")[0] or sample  # its last line may be cut
    sample = sample.removeprefix(codecs.BOM_UTF8).lstrip()
    if sample.startswith(b"<"):
        return _markup(sample)
    if JSON_ARRAY.match(sample) or JSON_OBJECT.match(sample):
        return JSON
    if BASE64_LINES.fullmatch(sample) or BASE64_LINE.fullmatch(sample):
        return ENCODED
    return _mail(sample) or (TABLE if _is_table(sample) else None)


def _markup(sample: bytes) -> FileKind | None:
    """Tell by the root element; a declaration makes XML of an unknown one."""
    declared = sample.startswith(b"<?xml")
    while match := BEFORE_ROOT.match(sample):
        sample = sample[match.end() :]
    root = ROOT.match(sample.lstrip())
    if root is None:
        return XML if declared else None
    name = root[1].lower()
    return ROOTS.get(name) or (XML if declared and name != b"html" else None)


def _mail(sample: bytes) -> FileKind | None:
    lines = sample.splitlines()
    first = lines[0] if lines else b""
    if MAILBOX_LINE.match(first) and len(lines) > 1 and HEADER_LINE.match(lines[1]):
        return MAILBOX
    names = set()
    for line in lines:
        if not line.strip():
            break
        if header := HEADER_LINE.match(line):
            names.add(header[1].lower())
        elif not names or not line.startswith((b" ", b"\t")):
            return None
    if not names & BY_MAIL_PROGRAMS:
        return None
    return SAVED_PAGE if b"multipart/related" in sample else E_MAIL


def _is_table(sample: bytes) -> bool:
    """Whether a text is a table: a row of short headings, then rows with as many cells."""
    text = sample.decode("utf-8", "replace")
    return any(_has_columns(text, delimiter) for delimiter in ",;\t|")


def _has_columns(text: str, delimiter: str) -> bool:
    try:
        rows = [row for row in csv.reader(text.splitlines(True), delimiter=delimiter) if row]
    except csv.Error:
        return False
    headings = rows[0] if rows else []
    if len(headings) < 2 or (len(rows) - 1) * len(headings) < FEWEST_CELLS:
        return False
    # The sample may end inside a cell that holds several lines.
    return (
        all(len(row) == len(headings) for row in rows[:-1])
        and len(rows[-1]) <= len(headings)
        and len(set(headings)) == len(headings)
        and all(map(is_heading, headings))
    )


def is_heading(cell: str) -> bool:
    """Whether a cell may head a column. In prose a blank follows the comma, and a full stop."""
    return 0 < len(cell) <= LONGEST_HEADING and cell == cell.strip() and cell[-1] not in ".!?:"
