"""`manage.py up`, started for real. The first start takes most of the time, so all share it."""

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, Request, build_opener

import psutil
import pytest
from django.conf import settings

from gangintel import database
from gangintel.services.child_processes import force_to_end, start

PATIENCE_SECONDS = 300  # on a busy machine; a start takes ten
IMPORTED = re.compile(r"""\bfrom\s*["']([^"']+)""")


@dataclass
class Up:
    """One running `manage.py up`."""

    process: subprocess.Popen
    log: Path
    family: list[psutil.Process] = field(default_factory=list)

    @classmethod
    def start(cls, data_dir: Path, *arguments: str) -> "Up":
        """Start it on a free port and wait until it says that it runs."""
        log = data_dir.with_name(f"up-{time.monotonic_ns()}.log")
        with log.open("w") as output, pytest.MonkeyPatch.context() as patch:
            patch.setenv("GANGINTEL_DATA_DIR", str(data_dir))
            process = start(
                *("manage.py", "up", "--bind", "127.0.0.1:0", "--workers", "1", *arguments),
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        up = cls(process, log)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while "Ctrl-C stops it" not in up.said:
            assert process.poll() is None and time.monotonic() < deadline, up.said
            time.sleep(0.05)
        up.family = psutil.Process(process.pid).children(recursive=True)
        return up

    @property
    def said(self) -> str:
        return self.log.read_text()

    @property
    def url(self) -> str:
        return re.search(r"http://127\.0\.0\.1:\d+", self.said)[0]

    def end(self, number: signal.Signals) -> int:
        """Send it the signal; returns its exit status when it and all its children are gone."""
        os.kill(self.process.pid, number)
        status = self.process.wait(PATIENCE_SECONDS)
        _, alive = psutil.wait_procs(self.family, PATIENCE_SECONDS)
        assert not alive
        return status


@pytest.fixture(scope="module")
def data_dir() -> Path:
    """Below the folder of this test run, which is removed with it."""
    folder = settings.GANGINTEL_DATA_DIR / "up"
    database.ensure(folder, durable=False)  # which makes the first start faster
    return folder


@pytest.fixture(scope="module")
def first(data_dir: Path) -> Iterator[Up]:
    up = Up.start(data_dir)
    database.release_if_idle(data_dir)
    yield up
    force_to_end(up.process)
    database.stop(data_dir)


class Visitor:
    """A browser without the looks: it follows redirects and keeps cookies."""

    def __init__(self) -> None:
        self.cookies = CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self.cookies))

    def ask(self, url: str, form: dict[str, str] | None = None, **headers: str) -> HTTPResponse:
        data = urlencode(form).encode() if form else None
        return self._opener.open(Request(url, data, headers), timeout=60)  # noqa: S310


def where_a_visitor_lands(url: str) -> str:
    return Visitor().ask(url).url.removeprefix(url)


def test_the_first_page_asks_to_log_in(first):
    assert where_a_visitor_lands(first.url) == "/account/login/?next=/"


def test_the_first_password_opens_a_first_page_with_the_seed_articles(first, data_dir):
    file = data_dir / "first_password"
    assert file.stat().st_mode & 0o777 == 0o600
    password = file.read_text().strip()
    assert password not in first.said
    visitor = Visitor()
    visitor.ask(first.url)
    form = {
        "username": "analyst",
        "password": password,
        "next": "/",
        "csrfmiddlewaretoken": next(
            cookie.value for cookie in visitor.cookies if cookie.name == "csrftoken"
        ),
    }
    page = visitor.ask(f"{first.url}/account/login/", form)
    assert page.url == f"{first.url}/"
    assert "Major US Cities at Risk" in page.read().decode()


def test_style_sheets_are_served_compressed_and_for_good(first):
    page = Visitor().ask(f"{first.url}/account/login/").read().decode()
    address = re.search(r'href="(/static/css/base\.[0-9a-f]+\.css)"', page)[1]
    answer = Visitor().ask(first.url + address, **{"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert "immutable" in answer.headers["Cache-Control"]


def test_scripts_find_the_scripts_that_they_import(first, data_dir):
    manifest = json.loads((data_dir / "static/staticfiles.json").read_text())["paths"]
    imports = [
        urljoin(f"{first.url}/static/{script}", specifier)
        for script in manifest.values()
        if script.startswith("js/")
        for specifier in IMPORTED.findall((data_dir / "static" / script).read_text())
    ]
    assert imports
    for address in imports:
        assert Visitor().ask(address).status == 200


def test_a_killed_web_server_comes_back(first):
    before = {process.pid for process in first.family}
    web = next(process for process in first.family if "gangintel.services.web" in process.cmdline())
    web.kill()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while "The web server ended unexpectedly (killed by SIGKILL)" not in first.said:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    while True:
        try:
            where_a_visitor_lands(first.url)
            break
        except (URLError, ConnectionError):
            assert time.monotonic() < deadline
            time.sleep(0.05)
    first.family = psutil.Process(first.process.pid).children(recursive=True)
    gone = before - {process.pid for process in first.family}
    assert web.pid in gone and len(gone) == 3  # with the two processes that answered requests


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_second_one_on_the_same_data_ends_without_a_trace(first, data_dir, number):
    second = Up.start(data_dir)
    assert "password" not in second.said
    assert second.url != first.url
    assert where_a_visitor_lands(second.url)
    assert second.end(number) == (-number if number == signal.SIGKILL else 0)
    assert where_a_visitor_lands(first.url)


def test_a_taken_port_is_told_before_anything_starts(first, data_dir, monkeypatch):
    monkeypatch.setenv("GANGINTEL_DATA_DIR", str(data_dir))
    port = first.url.rpartition(":")[2]
    process = start("manage.py", "up", "--bind", port, stdout=-1, stderr=-1, text=True)
    output, errors = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 1
    assert output == ""
    assert f"Port {port} of 127.0.0.1 is taken" in errors and errors.count("\n") == 1


def test_ctrl_c_stops_everything_and_the_database_that_nobody_else_uses(first, data_dir):
    assert database.status(data_dir).running
    assert first.end(signal.SIGINT) == 0
    assert first.said.endswith("Stopped.\n")
    assert not database.status(data_dir).running
