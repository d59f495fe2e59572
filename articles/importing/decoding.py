"""From bytes to clean text: encodings, binary files that are refused, Unicode NFC."""

import codecs
import re
import unicodedata
from collections.abc import Callable

import charset_normalizer

from articles.importing.file_kinds import SAMPLE, binary_kind
from articles.importing.records import ArticleError

# The longer marks come first: UTF-32 begins like UTF-16.
# UTF-8 that was read as cp1252 and saved again: "PolicÃ­a", "â€œ". No word has such a pair.
BYTES = {
    **{chr(code): code for code in range(0x80, 0x100)},
    **{
        bytes([code]).decode("cp1252"): code
        for code in range(0x80, 0xA0)
        if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
    },
}
LATER = "".join(re.escape(letter) for letter, code in BYTES.items() if code < 0xC0)
MISREAD = re.compile(
    rf"[\xc2-\xdf][{LATER}]|[\xe0-\xef][{LATER}]{{2}}|[\xf0-\xf4][{LATER}]{{3}}"
    r"|â€(?=[\s.,;:!?)]|$)"  # the closing mark lost its last byte, which is no character
)
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


def decode(raw: bytes, *, declared: str = "") -> str:
    """Return the text of a file. `declared` is the encoding that a web page claims to have.

    A byte order mark decides, then UTF-8, then what the page claims, then a guess. Raises
    ArticleError for bytes that are no text, or that are broken UTF-8.
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
        text = _legacy(raw, broken, declared)
    text = _repaired(text)
    if len(CONTROL.findall(text)) > len(text) // 10:
        raise ArticleError(
            "This is not text but binary data; export it as text, HTML or JSON lines."
        )
    return text


def clean(text: str) -> str:
    """Return the text as articles keep it: NFC, `\\n` line ends, no control characters.

    Nothing is stripped or collapsed, so that offsets agree with what the document shows.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = SURROGATES.sub("\N{REPLACEMENT CHARACTER}", CONTROL.sub(" ", text))
    return unicodedata.normalize("NFC", text)


def _repaired(text: str) -> str:
    """Return the text with the letters that were read in a wrong encoding and saved so."""
    if "Ã" not in text and "â" not in text and "Â" not in text:
        return text
    return MISREAD.sub(_reread, text)


def _reread(match: re.Match[str]) -> str:
    if match[0] == "â€":
        return "”"
    try:
        return bytes(BYTES[letter] for letter in match[0]).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


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


def _legacy(raw: bytes, broken: UnicodeDecodeError, declared: str) -> str:
    """Decode what is no UTF-8, or tell that it is UTF-8 with a fault."""
    high_bytes = sum(byte >= 0x80 for byte in raw)
    in_sequences = sum(map(len, MULTIBYTE.findall(raw)))
    if in_sequences * 2 > high_bytes:
        raise ArticleError(_broken("utf-8", broken))
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
