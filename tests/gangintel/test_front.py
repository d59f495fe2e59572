"""What the front lets through, over real connections."""

import json
import socket
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from subprocess import Popen
from typing import Any

import pytest

from gangintel.services.address import Address
from gangintel.services.child_processes import end, start
from gangintel.services.front import PERSON, STRANGER
from tests.gangintel.served import KNOWN


def served() -> tuple[Popen, int]:
    address = Address.reserve("127.0.0.1:0")
    process = start("-m", "tests.gangintel.served", str(address.port))
    while not address.answers():
        assert process.poll() is None
        time.sleep(0.05)
    return process, address.port


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    process, port = served()
    yield port
    end(process)


def ask(port: int, body: bytes = b"", path: str = "/", **headers: str) -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("POST" if body else "GET", path, body or None, named)
    return connection.getresponse()


def said(response: HTTPResponse) -> dict[str, Any]:
    assert response.status == 200
    return json.loads(response.read())


def unfinished(port: int, text: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), 30)
    connection.sendall(text)
    return connection


def test_bodies_that_never_arrive_keep_nobody_waiting(port):
    slow = [
        unfinished(
            port, b"POST /account/login/ HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nuser"
        )
        for _ in range(100)
    ]
    assert said(ask(port, b"x" * 10))["body"] == 10
    assert slow[0].recv(12) == b"HTTP/1.1 408"
    for connection in slow:
        connection.close()


def test_a_reader_who_takes_nothing_of_a_long_answer_keeps_no_thread(port):
    lazy = [unfinished(port, b"GET /unending/ HTTP/1.1\r\nHost: a\r\n\r\n") for _ in range(8)]
    assert said(ask(port))["body"] == 0
    for connection in lazy:
        connection.close()


@pytest.mark.parametrize(
    ("size", "path", "cookie", "status"),
    [
        (STRANGER.size, "/", "", 200),
        (STRANGER.size + 1, "/", "", 413),
        (STRANGER.size + 1, "/", "a=b; sessionid=anything", 200),
        (PERSON.size + 1, "/", f"sessionid={KNOWN}", 413),
        (PERSON.size + 1, "/import/", "sessionid=anything", 413),
        (PERSON.size + 1, "/import/", f"sessionid={KNOWN}", 200),
    ],
)
def test_how_much_may_be_sent_depends_on_who_sends_it_where(port, size, path, cookie, status):
    try:
        response = ask(port, b"x" * size, path, Cookie=cookie)
    except (BrokenPipeError, ConnectionResetError):
        assert status == 413  # refused while it was still being sent
    else:
        assert response.status == status


@pytest.mark.parametrize(
    ("forwarded", "client", "scheme"),
    [
        ({}, "127.0.0.1", "http"),
        (
            {"X_Forwarded_For": "198.51.100.7", "X_Forwarded_Proto": "https"},
            "198.51.100.7",
            "https",
        ),
        # What the client itself says stands before what the proxy says of it.
        ({"X_Forwarded_For": "10.0.0.1, 198.51.100.7"}, "198.51.100.7", "http"),
        ({"X_Forwarded_For": "198.51.100.7, 127.0.0.2"}, "198.51.100.7", "http"),
        ({"X_Forwarded_For": "'; DROP TABLE"}, "127.0.0.1", "http"),
        ({"X_Forwarded_Proto": "gopher"}, "127.0.0.1", "http"),
    ],
)
def test_a_trusted_proxy_says_who_asks(port, forwarded, client, scheme):
    environ = said(ask(port, **forwarded))
    assert (environ["REMOTE_ADDR"], environ["wsgi.url_scheme"]) == (client, scheme)
    assert not [key for key in environ if "FORWARDED" in key]


def test_a_path_arrives_as_it_was_written(port):
    environ = said(ask(port, path="/a%C3%A9%20%2541?q=%00+b"))
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/aé %41"
    assert environ["QUERY_STRING"] == "q=%00+b"


def test_what_is_asked_to_stop_finishes_what_it_has_begun():
    process, port = served()
    connection = unfinished(port, b"GET /slow/ HTTP/1.1\r\nHost: a\r\n\r\n")
    time.sleep(0.3)
    process.terminate()
    assert connection.recv(12) == b"HTTP/1.1 200"
    connection.close()
    assert process.wait(20) == 0
