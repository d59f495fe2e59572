"""What no XML can hold."""

import re

_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text with a blank for each sign that XML 1.0 forbids."""
    return _NO_XML.sub(" ", text)
