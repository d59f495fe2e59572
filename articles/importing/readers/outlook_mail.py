"""Mails of Outlook (.msg): one article each, and its attachments as files of their own."""

import io
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from functools import partial
from typing import Any

from articles.importing import fragments
from articles.importing.decoding import clean
from articles.importing.file_kinds import MSG, OLD_OFFICE_SIGNATURE, binary_kind
from articles.importing.readers import LARGEST_DOCUMENT, Format, e_mail, read_whole, shown_path
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

MEDIA_TYPE = "application/vnd.ms-outlook"
DAMAGED = "This mail of Outlook is damaged, or is none; save it again, or as .eml."
EMBEDDED = "__substg1.0_3701000D"  # where a mail that is attached to another one lies
# Where the properties of a mail begin, and those of one in another (MS-OXMSG 2.4.1).
HEAD_OF_MAIL, HEAD_OF_EMBEDDED, HEAD_OF_ATTACHMENT = 32, 24, 8
DEEPEST = 8  # mails in each other

# Keys of properties (MS-OXPROPS).
SUBJECT, BODY, HTML = 0x0037, 0x1000, 0x1013
INTERNET_MESSAGE_ID = 0x1035
SENDER_NAME, SENT_REPRESENTING_NAME = 0x0C1A, 0x0042
SENDER_EMAIL_ADDRESS, SENDER_SMTP_ADDRESS = 0x0C1F, 0x5D01
CLIENT_SUBMIT_TIME, MESSAGE_DELIVERY_TIME = 0x0039, 0x0E06
ATTACH_DATA, ATTACH_NAMES = 0x3701, (0x3707, 0x3704)

Storage = Any  # of the library, which says little about its types


def recognizes(sample: bytes) -> bool:
    return binary_kind(sample) is MSG


def read(path: str) -> Iterator[Readable]:
    """Yield the mail, then what is attached to it."""
    record = read_whole(path, MEDIA_TYPE, LARGEST_DOCUMENT)
    mail = _opened(record)
    attached = mail.attachments()
    if mail.text().strip() or not attached:
        yield record
    else:
        yield Skipped(record.file, e_mail.NO_TEXT, len(record.raw))
    for number, (name, content) in enumerate(attached[: e_mail.MOST_ATTACHMENTS], 1):
        short = clean(name).replace("\\", "/").rpartition("/")[2].strip(" .")
        yield Contained(shown_path(short) or f"{number}", partial(io.BytesIO, content))
    if len(attached) > e_mail.MOST_ATTACHMENTS:
        yield Failure(record.file, None, e_mail.TOO_MANY)


def parse(record: Record) -> DeclaredMetadata:
    """Return the text of a mail, and what its properties say."""
    mail = _opened(record)
    return e_mail.declared_by(mail.text(), **mail.headers)


def _opened(record: Record) -> "_Mail":
    from oxmsg import Message

    try:
        mail = _Mail(Message.load(record.raw)._storage, HEAD_OF_MAIL)
        # It is read once here, so that what is damaged shows at once.
        mail.headers, mail.text(), mail.attachments()
    except ArticleError:
        raise
    except Exception:  # the library raises whatever the fault in the file leads to
        raise ArticleError(DAMAGED) from None
    return mail


class _Mail:
    """A mail as its properties say; one in another has a shorter head before them."""

    def __init__(self, storage: Storage, head: int, depth: int = 0) -> None:
        from oxmsg.properties import Properties

        self._storage = storage
        self._properties = Properties(storage, head)
        self._depth = depth

    def _string(self, *keys: int) -> str:
        found = (self._properties.str_prop_value(key) for key in keys)
        return clean(next(filter(None, found), "")).strip()

    @property
    def headers(self) -> dict[str, str]:
        """What a mail says of itself, as `e_mail.declared_by` takes it."""
        return {
            "subject": self._string(SUBJECT),
            "sender": self.sender,
            "date": self.date,
            "id": self._string(INTERNET_MESSAGE_ID),
        }

    @property
    def sender(self) -> str:
        """Who sent it, as a header of a mail says it."""
        address = self._string(SENDER_SMTP_ADDRESS, SENDER_EMAIL_ADDRESS)
        name = self._string(SENDER_NAME, SENT_REPRESENTING_NAME)
        return formataddr((name, address if "@" in address else ""))

    @property
    def date(self) -> str:
        """When it was sent, in UTC: the property says nothing else."""
        for key in (CLIENT_SUBMIT_TIME, MESSAGE_DELIVERY_TIME):
            if sent := self._properties.date_prop_value(key):
                return format_datetime(sent)
        return ""

    def text(self) -> str:
        if text := self._string(BODY):
            return text
        raw = self._properties.binary_prop_value(HTML)
        page = raw.decode(self._properties.body_encoding, "replace") if raw else ""
        page = page or self._string(HTML)
        return fragments.text_of(page) if page.strip() else ""

    def attachments(self) -> list[tuple[str, bytes]]:
        """Return names and contents; a mail in the mail is written as .eml."""
        from oxmsg.properties import Properties

        found = []
        for number, storage in enumerate(self._storage.iter_attachment_storages(), 1):
            inner = next((one for one in storage.storages if one.name == EMBEDDED), None)
            properties = Properties(storage, HEAD_OF_ATTACHMENT)
            if inner is not None:
                if self._depth >= DEEPEST:
                    raise ArticleError(e_mail.TOO_DEEP)
                mail = _Mail(inner, HEAD_OF_EMBEDDED, self._depth + 1)
                found.append((f"{number}.eml", mail.as_eml()))
            elif (content := properties.binary_prop_value(ATTACH_DATA)) is not None:
                names = (properties.str_prop_value(key) for key in ATTACH_NAMES)
                found.append((next(filter(None, names), ""), content))
        return found

    def as_eml(self) -> bytes:
        message = EmailMessage()
        said = self.headers
        names = {"From": "sender", "Subject": "subject", "Date": "date", "Message-ID": "id"}
        for name, key in names.items():
            if said[key]:
                message[name] = " ".join(said[key].split())
        message.set_content(self.text() or " ")
        for name, content in self.attachments():
            message.add_attachment(
                content, maintype="application", subtype="octet-stream", filename=name
            )
        return bytes(message)


FORMAT = Format(
    name="msg",
    media_type=MEDIA_TYPE,
    endings=words(".msg"),
    read=read,
    parse=parse,
    recognizes=recognizes,
    signature=OLD_OFFICE_SIGNATURE,
)
