"""Child processes that take the place of the web server and the workers."""

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from gangintel.services import child_processes, supervisor
from gangintel.services.child_processes import start
from gangintel.services.supervisor import Interrupted, Interruption, Supervisor

SLEEP = "import time; time.sleep(60)"
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); {SLEEP}"
PARENT = """
import subprocess, sys
from django.conf import settings
settings.configure(BASE_DIR=".")
from gangintel.services.child_processes import start
child = start("-c", sys.argv[1], stdout=subprocess.PIPE, text=True)
child.stdout.readline()
print(child.pid, flush=True)
child.wait()
"""
FOLLOWER = f"from gangintel.services.child_processes import follow_parent; follow_parent(); {DEAF}"


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def watcher(said, monkeypatch):
    monkeypatch.setattr(supervisor, "GRACE_SECONDS", 0.2)
    monkeypatch.setattr(supervisor, "POLL_SECONDS", 0.01)
    watcher = Supervisor(said.append)
    yield watcher
    watcher.stop(lambda: True)


def wait_until(condition):
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def children():
    return psutil.Process().children()


def test_what_ends_is_started_again(watcher, said):
    before = set(children())
    watcher.add("The clock", "-c", SLEEP)
    (clock,) = set(children()) - before
    clock.kill()
    wait_until(lambda: watcher.check() or said)
    assert said == ["The clock ended unexpectedly (killed by SIGKILL); it starts again now."]
    wait_until(lambda: watcher.check() or set(children()) - before - {clock})


def test_what_ends_again_and_again_is_tried_less_often_and_lets_the_others_be(watcher, said):
    before = set(children())
    watcher.add("The clock", "-c", "raise SystemExit(3)")
    watcher.add("The bell", "-c", SLEEP)
    wait_until(lambda: watcher.check() or len(said) == 3)
    assert said[0] == "The clock ended unexpectedly (exit status 3); it starts again now."
    assert said[2] == "The clock ended unexpectedly (exit status 3); it starts again in 4 s."
    assert len(set(children()) - before) == 1


def test_what_does_not_listen_is_killed_with_its_own_children(watcher):
    before = set(children())
    start_deaf = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {SLEEP!r}]);"
    watcher.add("The clock", "-c", start_deaf + DEAF)
    (clock,) = set(children()) - before
    wait_until(clock.children)
    (grandchild,) = clock.children()
    watcher.stop(lambda: False)
    assert not clock.is_running()
    wait_until(lambda: not grandchild.is_running() or grandchild.status() == "zombie")


def test_the_first_signal_interrupts_and_the_second_makes_it_urgent():
    before = signal.getsignal(signal.SIGTERM)
    with Interruption() as interruption:
        with pytest.raises(Interrupted):
            os.kill(os.getpid(), signal.SIGTERM)
        assert not interruption.is_urgent
        os.kill(os.getpid(), signal.SIGHUP)
        assert interruption.is_urgent
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_signal_while_everything_is_being_ended_does_not_interrupt_that():
    with Interruption() as interruption:
        interruption.begin_clearing()
        os.kill(os.getpid(), signal.SIGINT)
        assert interruption.is_urgent


def test_a_hang_up_that_nohup_has_ignored_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with Interruption():
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_child_ends_when_its_parent_was_killed():
    short = "from gangintel.services import child_processes as it; it.GRACE_SECONDS = 0.2"
    code = f"{short}; {FOLLOWER}"
    parent = subprocess.Popen([sys.executable, "-c", PARENT, code], stdout=-1, text=True)
    child = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.communicate()
    wait_until(lambda: not child.is_running() or child.status() == "zombie")


def test_how_a_process_ended_is_told():
    process = start("-c", "raise SystemExit(4)")
    process.wait()
    assert child_processes.how_it_ended(process) == "exit status 4"
