"""A server is asked politely and within bounds, wherever it leads and whatever it sends."""

import gzip
import time
from datetime import timedelta

import pytest

from articles.watched import fetch
from articles.watched.addresses import AddressError
from articles.watched.fetch import Fetcher, FetchError
from tests.articles.watched.server import redirect, send, serving


@pytest.fixture
def server(settings):
    with serving() as server:
        settings.GANGINTEL_PRIVATE_HOSTS = [server.name]
        yield server


@pytest.fixture
def fetcher():
    return Fetcher(sleep=lambda seconds: None)


def test_an_answer_comes_with_what_to_ask_the_next_time(server, fetcher):
    def answer(to):
        if to.headers.get("If-None-Match") == '"1"':
            send(to, "text/plain", "", 304)
        else:
            send(to, "text/xml; charset=utf-8", "hello", ETag='"1"', Last_Modified="Mon")

    server.answers["/feed"] = answer
    first = fetcher.get(server.url("/feed"), largest=100)
    assert (first.raw, first.media_type, first.etag) == (b"hello", "text/xml", '"1"')
    again = fetcher.get(
        server.url("/feed"), largest=100, etag=first.etag, last_modified=first.last_modified
    )
    assert again.is_unchanged
    _, headers = server.asked[-1]
    assert headers["If-Modified-Since"] == "Mon"
    assert headers["User-Agent"].startswith("GangIntel/")
    assert "Cookie" not in headers and "Authorization" not in headers


def test_a_host_is_left_in_peace_between_two_requests(server):
    slept = []
    fetcher = Fetcher(sleep=slept.append)
    server.answers["/a"] = ("text/plain", "a")
    fetcher.get(server.url("/a"), largest=10)
    assert slept == []
    fetcher.get(server.url("/a"), largest=10)
    assert 0 < slept[0] <= fetch.PAUSE


def test_it_follows_five_steps_and_no_sixth(server, fetcher):
    for step in range(6):
        server.answers[f"/{step}"] = redirect(f"/{step + 1}")
    server.answers["/6"] = ("text/plain", "there")
    assert fetcher.get(server.url("/1"), largest=10).url == server.url("/6")
    with pytest.raises(FetchError, match="leads on to other addresses more than 5 times"):
        fetcher.get(server.url("/0"), largest=10)


@pytest.mark.parametrize(
    "inside",
    [
        "http://127.0.0.1:1/",
        "http://169.254.169.254/latest/meta-data/",
        "//localhost/",
        "file:///etc/passwd",
    ],
)
def test_what_leads_inside_is_not_followed(server, fetcher, inside):
    server.answers["/out"] = redirect(inside)
    with pytest.raises(AddressError):
        fetcher.get(server.url("/out"), largest=10)
    assert [path for path, _ in server.asked] == ["/out"]


def test_a_name_that_changes_its_address_is_asked_at_the_one_that_was_judged(server, settings):
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    settings.GANGINTEL_PRIVATE_HOSTS = ["rebinding.example"]
    fetcher = Fetcher(look_up=lambda host, port: answers.pop(0), sleep=lambda seconds: None)
    server.answers["/"] = ("text/plain", "here")
    address = f"http://rebinding.example:{server.server_port}/"
    assert fetcher.get(address, largest=10).raw == b"here"
    assert server.asked[0][1]["Host"] == f"rebinding.example:{server.server_port}"
    assert len(answers) == 1


def endless(to):
    to.send_response(200)
    to.end_headers()
    try:
        while True:
            to.wfile.write(b"x" * 10_000)
    except OSError:
        pass


def drip(to):
    to.send_response(200)
    to.end_headers()
    try:
        while True:
            to.wfile.write(b"x")
            time.sleep(0.02)
    except OSError:
        pass


def bomb(to):
    packed = gzip.compress(bytes(3_000_000))
    to.send_response(200)
    to.send_header("Content-Encoding", "gzip")
    to.end_headers()
    to.wfile.write(packed)


def short(to):
    to.send_response(200)
    to.send_header("Content-Length", "100")
    to.end_headers()
    to.wfile.write(b"less")


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (endless, "has more than 1 MB, or never ends"),
        (bomb, "has more than 1 MB, or never ends"),
        (drip, "was not done after 0.3 seconds"),
        (short, "broke off"),
        (lambda to: to.wfile.write(b"nonsense\r\n\r\n"), "is no answer"),
        (lambda to: time.sleep(0.5), "not"),
        (lambda to: send(to, "text/plain", "", 500), "answered 500"),
        (lambda to: send(to, "text/plain", "", 799), "answered 799 and no document"),
        (redirect(""), "more than 5 times"),
    ],
)
def test_whatever_goes_wrong_is_one_sentence(server, fetcher, monkeypatch, answer, says):
    monkeypatch.setattr(fetch, "MOST_SECONDS", 0.3)
    server.answers["/"] = answer
    with pytest.raises(FetchError, match=says):
        fetcher.get(server.url("/"), largest=1_000_000)


@pytest.mark.parametrize(
    ("written", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("99999999", timedelta(days=7)),
        ("Wed, 21 Oct 2099 07:28:00 GMT", timedelta(days=7)),
        ("Wed, 21 Oct 2015 07:28:00 GMT", timedelta(0)),
        *(("soon", None), ("-5", None), ("", None), ("1e9", None)),
    ],
)
def test_a_server_says_how_long_to_wait(server, fetcher, written, wait):
    server.answers["/"] = lambda to: send(to, "text/plain", "", 429, Retry_After=written)
    with pytest.raises(FetchError, match="Too Many Requests") as refused:
        fetcher.get(server.url("/"), largest=10)
    assert refused.value.wait == wait


def test_a_host_out_of_reach_is_said_to_be(server, fetcher, settings):
    settings.GANGINTEL_PRIVATE_HOSTS = ["127.0.0.1"]
    with pytest.raises(FetchError, match="cannot be reached: Connection refused"):
        fetcher.get("http://127.0.0.1:1/", largest=10)
    server.answers["/"] = ("text/plain", "no TLS here")
    with pytest.raises(FetchError, match=r"cannot be reached|broke off|certificate"):
        fetcher.get(server.url("/").replace("http:", "https:"), largest=10)
