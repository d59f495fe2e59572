"""Twenty people at once, who search and correct, on the web server as it is started for them."""

import http.client
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import User
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.urls import reverse

PEOPLE = 20
SECONDS = 40
PORT = 8771
# Of what people do, the share that corrects; between two things they look for a while.
CORRECTING, LOOKING = 0.2, 1.0


@dataclass
class Taken:
    """Seconds of what succeeded, and what did not."""

    searches: list[float] = field(default_factory=list)
    corrections: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def work(queries: list[str], mentions: list[int]) -> Taken:
    """Let everybody work for a while; `mentions` are undecided ones."""
    server = subprocess.Popen(
        [sys.executable, "-m", "gangintel.services.web", "127.0.0.1", str(PORT)], env=os.environ
    )
    try:
        _wait()
        taken = Taken()
        shares = [mentions[place::PEOPLE] for place in range(PEOPLE)]
        people = [
            threading.Thread(target=_one, args=(number, _logged_in(number), queries, share, taken))
            for number, share in enumerate(shares)
        ]
        for person in people:
            person.start()
        for person in people:
            person.join()
    finally:
        server.terminate()
        server.wait(30)
    return taken


def _wait() -> None:
    for _ in range(150):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
            connection.request("GET", reverse("login"))
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The web server did not start within 30 seconds.")


def _one(
    number: int, login: tuple[str, str], queries: list[str], mentions: list[int], taken: Taken
) -> None:
    chance = Random(number)  # noqa: S311
    cookies, token = login
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    end = time.monotonic() + SECONDS
    time.sleep(chance.random() * LOOKING)
    while time.monotonic() < end:
        began = time.perf_counter()
        if chance.random() < CORRECTING and mentions:
            act = chance.choice(("mention_confirm", "mention_reject"))
            address = reverse(f"entities:{act}", args=[mentions.pop()])
            body = urlencode({"csrfmiddlewaretoken": token})
            headers = {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
            method, times = "POST", taken.corrections
        else:
            address = f"{reverse('entities:search')}?{urlencode({'q': chance.choice(queries)})}"
            body, headers, method, times = None, {}, "GET", taken.searches
        try:
            connection.request(method, address, body, headers | {"Cookie": cookies})
            response = connection.getresponse()
            response.read()
        except (OSError, http.client.HTTPException) as error:
            taken.errors.append(f"{method} {address}: {error!r}")
            connection.close()
            continue
        times.append(time.perf_counter() - began)
        if response.status != 200:
            taken.errors.append(f"{method} {address}: {response.status}")
        time.sleep(chance.expovariate(1 / LOOKING))


def _logged_in(number: int) -> tuple[str, str]:
    """The cookies of somebody who has logged in, and the token that forms carry."""
    client = Client()
    user, _ = User.objects.get_or_create(
        username=f"person{number}", defaults={"is_superuser": True, "is_staff": True}
    )
    client.force_login(user)
    request = RequestFactory().get("/")
    token = get_token(request)
    secret = request.META["CSRF_COOKIE"]
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookies = {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: secret}
    return "; ".join(f"{name}={value}" for name, value in cookies.items()), token
