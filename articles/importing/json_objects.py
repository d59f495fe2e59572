"""Parts a stream of JSON into its objects, by brackets and quotation marks alone."""

import re
from collections.abc import Iterator
from typing import BinaryIO

OUTSIDE = re.compile(rb'["{}\[\]]')
INSIDE = re.compile(rb'["\\]')
PIECE = 1_000_000  # bytes


class CutOff(Exception):
    """The stream ends inside an object."""


def objects(stream: BinaryIO, largest: int) -> Iterator[bytes | int]:
    """Yield each object (or array) up to the end of the array around them, or of the stream.

    Of one that has more than `largest` bytes its size is yielded, and it is not held. Raises CutOff
    where the stream ends inside one.
    """
    pieces: list[bytes] = []
    size = depth = 0
    in_string = is_escaped = False
    while chunk := stream.read(PIECE):
        at, start = int(is_escaped), 0
        while match := (INSIDE if in_string else OUTSIDE).search(chunk, at):
            sign, at = match[0], match.end()
            if sign == b"\\":
                at += 1
            elif sign == b'"':
                in_string = not in_string
            elif sign in b"{[":
                if depth == 0:
                    start = at - 1
                depth += 1
            elif depth == 0:
                return
            else:
                depth -= 1
                if depth == 0:
                    size += at - start
                    yield size if size > largest else b"".join([*pieces, chunk[start:at]])
                    pieces, size = [], 0
        is_escaped = at > len(chunk)
        if depth:
            size += len(chunk) - start
            pieces = [*pieces, chunk[start:]] if size <= largest else []
    if depth:
        raise CutOff
