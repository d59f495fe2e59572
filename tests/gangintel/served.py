"""A small application behind the front, for `test_front.py`: says what it was asked."""

import json
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

from gangintel.services.front import Front
from gangintel.services.web import serve

KNOWN = "a-person"


class Unending:
    """An answer without an end, of which `close` must be called."""

    streaming = True

    def __iter__(self) -> Iterable[bytes]:
        while True:
            yield b"x" * 100_000


def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    body = environ["wsgi.input"].read()
    start("200 OK", [("Content-Type", "application/json")])
    if environ["PATH_INFO"] == "/unending/":
        return Unending()
    if environ["PATH_INFO"] == "/slow/":
        time.sleep(1)
    said = {key: value for key, value in environ.items() if isinstance(value, str)}
    return [json.dumps(said | {"body": len(body)}).encode()]


def load() -> Front:
    return Front(
        answer,
        threads=2,
        proxies=["127.0.0.0/8"],
        session_cookie="sessionid",
        is_upload=lambda path: path == "/import/",
        is_known=lambda key: key == KNOWN,
    )


if __name__ == "__main__":
    serve("127.0.0.1", int(sys.argv[1]), load)
