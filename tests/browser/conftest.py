"""A real browser on the running application. `page` is a visitor, `page_as(user)` is logged in."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# Quiet: the browser asks nobody but the application under test. No sandbox: root has none.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


# A page that has not answered by then never will, on a busy machine either; in milliseconds.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Use the browser of this machine: Playwright's own would be a download of its own."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        reason = (
            "No Chromium or Chrome is on this machine, so the pages were not tried in a browser: "
            "install one (Debian: apt-get install chromium)."
        )
        if os.environ.get("GANGINTEL_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return browser_type_launch_args | {"executable_path": program, "args": list(ARGUMENTS)}


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """`page.goto("/search/")` goes to the application under test."""
    return live_server.url


@pytest.fixture
def page_as(page: Page, base_url: str) -> Iterator[Callable[[User], Page]]:
    """A function that logs a user in and returns the page."""

    def log_in(user: User) -> Page:
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": session.key, "value": session.value, "url": base_url, "httpOnly": True}]
        )
        return page

    _answering.forget()
    yield log_in
    # A page that goes says so, and the server must not look into a database that is shut.
    page.close()
    _wait_for_the_last_answer()


class _Answering:
    """How many requests the server is answering, in as many threads."""

    def __init__(self) -> None:
        self.now = 0
        self._lock = threading.Lock()
        request_started.connect(self._begun)
        request_finished.connect(self._done)

    def forget(self) -> None:
        """Of answers that other tests never read to their end nobody says that they are over."""
        with self._lock:
            self.now = 0

    def _begun(self, **_: object) -> None:
        with self._lock:
            self.now += 1

    def _done(self, **_: object) -> None:
        with self._lock:
            self.now = max(0, self.now - 1)


_answering = _Answering()


def _wait_for_the_last_answer() -> None:
    until, quiet = time.monotonic() + PATIENCE / 1000, 0
    while quiet < 3 and time.monotonic() < until:
        time.sleep(0.02)
        quiet = 0 if _answering.now > 0 else quiet + 1


@pytest.fixture
def complaints(context: BrowserContext) -> list[str]:
    """What the browser complained about so far: errors of scripts, refused content, failed loads.

    A test that provokes a refusal clears the list, after looking at it.
    """
    context.set_default_timeout(PATIENCE)
    found: list[str] = []
    context.on(
        "console",
        lambda message: found.append(message.text) if message.type == "error" else None,
    )
    context.on("weberror", lambda error: found.append(str(error.error)))
    return found


@pytest.fixture(autouse=True)
def a_quiet_browser(complaints: list[str], context: BrowserContext) -> Iterator[None]:
    """Fail a test in which the browser complained, also about the content security policy.

    What the browser still asks for at the end is waited for: the tables are emptied after that.
    """
    under_way = set()
    context.on("request", lambda request: under_way.add(request))
    context.on("requestfinished", lambda request: under_way.discard(request))
    context.on("requestfailed", lambda request: under_way.discard(request))
    yield
    heard = list(complaints)
    for _ in range(PATIENCE // 20):
        if not under_way or not context.pages:
            break
        context.pages[0].wait_for_timeout(20)
    assert not heard
