"""E-mails (.eml): one article each, told by its headers; what is attached are other files."""

import mimetypes
import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from functools import partial
from io import BytesIO

from articles.article_choices import Origin
from articles.importing import fragments
from articles.importing.decoding import BYTE_ORDER_MARKS, clean, decode
from articles.importing.file_kinds import E_MAIL, text_kind
from articles.importing.metadata import labels, publication_dates, publishers
from articles.importing.metadata.publication_dates import PartialDate
from articles.importing.readers import (
    LARGEST_DOCUMENT,
    Format,
    NotAnArticle,
    read_whole,
    shown_path,
)
from articles.importing.records import (
    ArticleError,
    Contained,
    DeclaredMetadata,
    Failure,
    Readable,
    Record,
    Skipped,
)
from articles.text import words

MEDIA_TYPE = "message/rfc822"
MOST_ATTACHMENTS = 1_000
MOST_PARTS = 10_000
LONGEST_NAME = 200  # characters of the name of an attachment
TOO_MANY = f"The mail has more than {MOST_ATTACHMENTS:,} attachments; the rest was not read."
NO_TEXT = "The mail itself has no text; what is attached to it was read."
TOO_DEEP = "The mail holds too many mails in each other, or too many parts; save its text."
# "Re:", "Fwd:", "RV:", "ENC:", "TR:" before the subject of an answer, or of what was sent on.
ANSWERED = re.compile(r"^\s*(?:(?:re|fwd?|rv|res|enc|tr|aw|wg|rif|i)\s*(?:\[\d+\])?\s*:\s*)+", re.I)
# Where people have their own addresses, which say nothing about who published.
FOR_EVERYBODY = words(
    "gmail.com googlemail.com outlook.com hotmail.com hotmail.es live.com msn.com yahoo.com"
    " yahoo.es yahoo.com.br yahoo.com.mx ymail.com aol.com icloud.com me.com mac.com gmx.de gmx.net"
    " web.de proton.me protonmail.com uol.com.br bol.com.br terra.com.br orange.fr free.fr"
)


def recognizes(sample: bytes) -> bool:
    return text_kind(sample) is E_MAIL


def read(path: str) -> Iterator[Readable]:
    """Yield the mail, then what is attached to it."""
    record = read_whole(path, MEDIA_TYPE, LARGEST_DOCUMENT)
    if not _message(record.raw).keys():
        raise NotAnArticle("This is no e-mail: it has no headers.")
    yield from items(record)


def items(record: Record, folder: str = "") -> Iterator[Readable]:
    """Yield a mail, then what is attached to it, as if it lay in this folder."""
    try:
        message = _message(record.raw)
        attached = _attachments(message)
        has_text = bool(_text(message).strip())
    except ArticleError as error:
        yield Failure(record.file, record.line, str(error))
        return
    if has_text or not attached:
        yield record
    else:
        yield Skipped(record.file, NO_TEXT, len(record.raw), record.line)
    for number, part in enumerate(attached[:MOST_ATTACHMENTS], 1):
        name = f"{folder}{_name(part, number)}"
        yield Contained(name, partial(_content, part))
    if len(attached) > MOST_ATTACHMENTS:
        yield Failure(record.file, record.line, TOO_MANY)


def parse(record: Record) -> DeclaredMetadata:
    """Return the text of a mail, and what its headers say."""
    message = _message(record.raw)
    text = _text(message)
    return declared_by(
        text,
        subject=header(message, "Subject"),
        sender=header(message, "From"),
        date=header(message, "Date"),
        id=header(message, "Message-ID"),
        organization=header(message, "Organization"),
        language=header(message, "Content-Language"),
    )


def declared_by(
    text: str,
    *,
    subject: str,
    sender: str,
    date: str,
    id: str = "",
    organization: str = "",
    language: str = "",
) -> DeclaredMetadata:
    """Return what a mail declares; a sender that is no person is its source."""
    name, address = parseaddr(sender)
    domain = address.rpartition("@")[2].strip(" .<>").lower()
    site = f"https://{domain}/" if re.fullmatch(r"[\w.-]+\.[a-z]{2,}", domain) else ""
    name = " ".join(name.strip("'\" ").split())
    name = (
        re.sub(r"^([^,]+), ([^,]+)$", r"\2 \1", name) if labels.is_person(_turned(name)) else name
    )
    is_person = labels.is_person(name) and not publishers.office(name)
    source, source_from = organization, Origin.STATED
    if not source and site:
        source, source_from = publishers.known_by(site), Origin.ADDRESS
    if not source and name and not is_person and "@" not in name:
        source, source_from = name, Origin.STATED
    if not source and site and domain not in FOR_EVERYBODY:
        source, source_from = publishers.named_by(site), Origin.ADDRESS
    return DeclaredMetadata(
        text=text,
        title=" ".join(ANSWERED.sub("", subject).split()),
        byline=name if is_person else "",
        published=_day(date),
        source=source,
        source_from=source_from,
        id=id.strip("<> "),
        language=language[:2],
    )


def _turned(name: str) -> str:
    """Return "Ana Ruiz" for "Ruiz, Ana"."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma else ""


def _day(written: str) -> PartialDate | None:
    """Return the day on which a mail was sent, where it was sent."""
    try:
        return publication_dates.parse(parsedate_to_datetime(written).date().isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        return publication_dates.parse(written)


def _message(raw: bytes) -> Message:
    raw = raw.removeprefix(BYTE_ORDER_MARKS[2][0]).lstrip(b"\r\n")
    counted, _, rest = raw.partition(b"\n")
    if counted.strip().isdigit():  # Apple's .emlx says how long the mail is, and adds a list to it
        raw = rest[: int(counted)] if len(counted) < 12 else rest
    try:
        return message_from_bytes(raw)
    except (RecursionError, ValueError, LookupError, AssertionError) as error:
        raise ArticleError(
            TOO_DEEP if isinstance(error, RecursionError) else _damaged(error)
        ) from None


def _damaged(error: Exception) -> str:
    return f"The mail is damaged ({error})."


def header(message: Message, name: str) -> str:
    """Return a header as it is shown, its encoded words decoded."""
    value = message.get(name)
    if value is None:
        return ""
    try:
        text = str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, ValueError, AssertionError):
        text = str(value)
    raw = text.encode("utf-8", "surrogateescape")
    try:
        return " ".join(clean(decode(raw)).split()) if text.strip() else ""
    except ArticleError:
        return " ".join(clean(text).split())


def _parts(message: Message) -> list[Message]:
    """Return the parts of a mail that hold something, without those of the mails in it."""
    found: list[Message] = []
    waiting = [message]
    seen = 0
    while waiting:
        part = waiting.pop()
        seen += 1
        if seen > MOST_PARTS:
            raise ArticleError(TOO_DEEP)
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting += reversed(_inner(part))
        else:
            found.append(part)
    return found


def _is_attached(part: Message) -> bool:
    if part.get_content_disposition() == "attachment" or part.get_content_maintype() != "text":
        return True
    return bool(part.get_filename()) or part.get_content_subtype() not in {"plain", "html"}


def _attachments(message: Message) -> list[Message]:
    return [part for part in _parts(message) if part is not message and _is_attached(part)] + (
        [message] if message.get_content_maintype() not in {"text", "multipart"} else []
    )


def _text(message: Message) -> str:
    """Return what the mail says: as plain text, or as far more of it stands in its page."""
    plain: list[str] = []
    pages: list[str] = []
    for part in _parts(message):
        if part.get_content_maintype() == "text" and not _is_attached(part):
            written = _decoded(part)
            (pages if part.get_content_subtype() == "html" else plain).append(written)
    text = "\n\n".join(part for part in plain if part.strip())
    if pages and len(text.split()) * 2 < len(" ".join(map(fragments.line_of, pages)).split()):
        from_pages = "\n\n".join(_of_pages(pages))
        return from_pages if len(from_pages) > len(text) else text
    return text


def _of_pages(pages: Iterable[str]) -> Iterator[str]:
    for page in pages:
        if page.strip():
            yield fragments.text_of(page) if fragments.is_markup(page) else page


def _decoded(part: Message) -> str:
    raw = _raw(part)
    try:
        declared = str(part.get_content_charset() or "")
        return decode(raw, declared=declared, mend=True) if raw.strip() else ""
    except ArticleError:
        return raw.decode("utf-8", "replace")


def _inner(part: Message) -> list[Message]:
    """Return the parts of a part, or the mail that it is."""
    payload = part.get_payload() if part.is_multipart() else []
    return [one for one in payload if isinstance(one, Message)]


def _raw(part: Message) -> bytes:
    try:
        raw = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return raw if isinstance(raw, bytes) else b""


def _name(part: Message, number: int) -> str:
    """Return the name of an attachment without folders; one of its own where it has none."""
    if part.get_content_maintype() == "message" and _inner(part):
        return f"{number}.eml"
    try:
        written = str(make_header(decode_header(part.get_filename() or "")))
    except (HeaderParseError, LookupError, ValueError, AssertionError, TypeError):
        written = ""
    name = clean(written).replace("\\", "/").rpartition("/")[2].strip(" .")
    name = " ".join(name.split())[-LONGEST_NAME:]
    return shown_path(name) or f"{number}{mimetypes.guess_extension(part.get_content_type()) or ''}"


def _content(part: Message) -> BytesIO:
    if not (inner := _inner(part)):
        return BytesIO(_raw(part))
    try:
        return BytesIO(inner[0].as_bytes())
    except (RecursionError, ValueError, LookupError, AssertionError, TypeError) as error:
        raise ArticleError(
            TOO_DEEP if isinstance(error, RecursionError) else _damaged(error)
        ) from None


FORMAT = Format(
    name="eml",
    media_type=MEDIA_TYPE,
    endings=words(".eml .emlx"),
    read=read,
    parse=parse,
    recognizes=recognizes,
)
