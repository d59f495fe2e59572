"""From bytes to clean text: encodings, binary files that are refused, Unicode NFC."""

import codecs
import re
import unicodedata
from collections.abc import Callable

import charset_normalizer

from articles.importing.file_kinds import SAMPLE, binary_kind
from articles.importing.records import ArticleError

# The longer marks come first: UTF-32 begins like UTF-16.
BYTE_ORDER_MARKS = [
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
# Which of four bytes in a row are mostly zero in Latin text.
ZEROS: dict[tuple[bool, ...], str] = {
    (False, True, True, True): "utf-32-le",
    (True, True, True, False): "utf-32-be",
    (False, True, False, True): "utf-16-le",
    (True, False, True, False): "utf-16-be",
}
MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
WESTERN_ENCODINGS = ("cp1252", "mac_roman", "cp850")
# Encodings that news archives really use, so that a wrong guess stays unlikely.
LEGACY = [
    *("cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "iso8859_2"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]
# What English, Spanish, Portuguese, French and German texts hold beyond ASCII.
WESTERN = frozenset(
    "áéíóúüñÁÉÍÓÚÜÑàèìòùâêîôûäëïöçãõÀÈÌÒÙÂÊÎÔÛÄËÏÖÇÃÕß¿¡‘’‚“”„«»–—…•·§©®™°ºª£€¢½¼¾´`\xa0\xad"
)
# "cafР", "ESPA•A": no word has a sign or a letter of another alphabet in its middle.
MISPLACED = re.compile("[A-Za-z][•§¶][A-Za-z]|[A-Za-z][\u0370-\u1dff]|[\u0370-\u1dff][A-Za-z]")
LETTER_BEFORE_OTHER = re.compile(r"[^\W\d_][^\x00-\x7f]")
OTHER_ALPHABETS = re.compile("[\u0370-\u1dff\u2e80-\ud7ff]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
SURROGATES = re.compile("[\ud800-\udfff]")
# UTF-8 that was read as cp1252 and saved again: "PolicÃ­a", "â€œ". Each character by
# its byte; cp1252 leaves five bytes out.
BYTES = {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(0x80, 0x100)}
_FOLLOWING = "".join(re.escape(character) for character, byte in BYTES.items() if byte < 0xC0)
GARBLED = re.compile(
    f"[ÂÃÄÅÐÑ][{_FOLLOWING}]|[âï][{_FOLLOWING}]{{2}}|ð[{_FOLLOWING}]{{3}}"
    # the second half of í is a soft hyphen, that of ” no character at all, and both get lost
    "|(?<=[a-zñ])Ã(?=[a-zñ])|â€(?=[\\s.,;:)])"
)
# No language writes these; "IRMÃ”" and "CAFÉ»" are words before a quotation mark.
SURELY_GARBLED = re.compile(
    f"Ã(?![“”‘’«»‹›„‚–—…\xa0])[{_FOLLOWING}]|â€|Â[°º¿¡»«·\xad\xa0](?=[a-z])"
)
LOST_HALVES = {"Ã": "í", "â€": "”"}
DAMAGED = re.compile("\N{REPLACEMENT CHARACTER}|(?<=[a-z])[ÃÂ](?=[a-z])")


def decode(raw: bytes, *, declared: str = "", mend: bool = False) -> str:
    """Return the text of a file. `declared` is the encoding that a web page claims to have.

    A byte order mark decides, then UTF-8, then what the page claims, then a guess. Raises
    ArticleError for bytes that are no text, or that are broken UTF-8; with `mend` the latter have
    replacement characters for what is broken.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _strict(raw, encoding)
    if kind := binary_kind(raw[:SAMPLE]):
        raise ArticleError(kind.sentence)
    if encoding := _unmarked_wide_encoding(raw):
        return _strict(raw, encoding)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as broken:
        text = _legacy(raw, broken, declared, mend)
    if len(CONTROL.findall(text)) > len(text) // 10:
        raise ArticleError(
            "This is not text but binary data; export it as text, HTML or JSON lines."
        )
    return text


def clean(text: str) -> str:
    """Return the text as articles keep it: NFC, `\\n` line ends, no control characters.

    Nothing is stripped or collapsed, so that offsets agree with what the document shows; letters
    that a wrong decoding surely garbled are repaired.
    """
    text = repaired(text).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = SURROGATES.sub("\N{REPLACEMENT CHARACTER}", CONTROL.sub(" ", text))
    return unicodedata.normalize("NFC", text)


def repaired(text: str) -> str:
    """Return the text with letters in place of "Ã­", where no language explains these."""
    if text.isascii():
        return text
    for _ in range(3):  # it may have happened more than once
        if not SURELY_GARBLED.search(text):
            break
        text = GARBLED.sub(_letter, text)
    return text


def _letter(garbled: re.Match[str]) -> str:
    try:
        return bytes(BYTES[character] for character in garbled[0]).decode()
    except UnicodeDecodeError:
        return LOST_HALVES.get(garbled[0], garbled[0])


def doubt(text: str) -> str:
    """Return a sentence on letters that seem to be lost in a clean text, empty where none are."""
    found = DAMAGED.search(text)
    if not found:
        return ""
    before = re.search(r"\w*$", text[max(0, found.start() - 20) : found.start()])
    after = re.match(r"\w*", text[found.end() : found.end() + 20])
    word = "".join(match[0] for match in (before, found, after) if match)
    return f"Letters of it are damaged, as in “{word}”; export it again as UTF-8."


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as broken:
        raise ArticleError(_broken(encoding.removesuffix("-sig"), broken)) from None


def _broken(encoding: str, error: UnicodeDecodeError) -> str:
    return (
        f"The text is broken {encoding.upper()} at byte {error.start} ({error.reason}); "
        "save the file again as UTF-8."
    )


def _unmarked_wide_encoding(raw: bytes) -> str:
    """Return UTF-16 or UTF-32 when the zero bytes stand where Latin letters put them."""
    sample = raw[: 4096 - 4096 % 4]
    if len(raw) % 2 or sample.count(0) < len(sample) * 0.3:
        return ""
    share = [sample[place::4].count(0) / max(1, len(sample[place::4])) for place in range(4)]
    return ZEROS.get(tuple(part > 0.6 for part in share), "")


def _legacy(raw: bytes, broken: UnicodeDecodeError, declared: str, mend: bool) -> str:
    """Decode what is no UTF-8, or tell that it is UTF-8 with a fault."""
    high_bytes = sum(byte >= 0x80 for byte in raw)
    in_sequences = sum(map(len, MULTIBYTE.findall(raw)))
    if in_sequences * 2 > high_bytes:
        if mend:
            return raw.decode("utf-8", "replace")
        raise ArticleError(_broken("utf-8", broken))
    # What pages call so is cp1252 (https://encoding.spec.whatwg.org/#names-and-labels).
    if declared.lower() in {"iso-8859-1", "latin1", "us-ascii", "ascii"}:
        declared = "cp1252"
    if declared:
        try:
            return raw.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass  # web pages often claim an encoding that they do not have
    for encoding in WESTERN_ENCODINGS:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _share(text, WESTERN.__contains__) > 0.95 and not _is_garbled(text):
            return text
    match = charset_normalizer.from_bytes(raw, cp_isolation=LEGACY).best()
    if match is None or not _is_plausible(str(match)):
        raise ArticleError(_broken("utf-8", broken))
    return str(match)


def _is_plausible(text: str) -> bool:
    """Whether a guessed encoding gave words: few signs, and one alphabet for most of them."""
    other = len(OTHER_ALPHABETS.findall(text))
    return (
        _share(text, str.isalpha) > 0.8
        and not _is_garbled(text)
        and (not other or other * 2 > sum(map(str.isalpha, text)))
    )


def _is_garbled(text: str) -> bool:
    """Whether words hold what no word does, such as the capital in "PolicÃa"."""
    return bool(MISPLACED.search(text)) or any(
        pair[0][0].islower() and pair[0][1].isupper() for pair in LETTER_BEFORE_OTHER.finditer(text)
    )


def _share(text: str, test: Callable[[str], bool]) -> float:
    """Return the share of the characters beyond ASCII that pass the test."""
    beyond = [character for character in text if character > "\x7f"]
    return sum(map(test, beyond)) / max(1, len(beyond))
