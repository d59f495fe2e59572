"""How long a new user waits: from `make run` in a clean clone to the first page.

    python tests/benchmarks/bench_start.py

clones what is committed, and starts it twice; prints how long each step takes, beside its target.
The package cache of pip is used as it is; a second run finds it warm.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).parents[2]
STEP = re.compile(r"^(\S.*?) \.{2,} (.*) \(([\d.]+) s\)$")
TARGETS = {"Seed articles": 15, "first page": 120}


def main() -> int:
    folder = Path(tempfile.mkdtemp(prefix="gangintel-bench-"))
    folder.chmod(0o755)  # where root runs it, the database's user passes through
    try:
        subprocess.run(["git", "clone", "--quiet", PROJECT, folder / "clone"], check=True)
        first = start(folder / "clone", "first start")
        return first or start(folder / "clone", "second start")
    finally:
        shutil.rmtree(folder)


def start(clone: Path, title: str) -> int:
    """Run `make run` until the page answers, print a table, and stop it; returns 0 when it ran."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GANGINTEL_", "DATABASE_URL", "DJANGO_", "MAKE", "VIRTUAL_ENV"))
    }
    started = time.monotonic()
    process = subprocess.Popen(
        ["make", "run", "ARGS=--bind 127.0.0.1:0"],
        cwd=clone,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    rows, said, answered = [], [], False
    for line in process.stdout:
        said.append(line)
        if step := STEP.match(line):
            rows.append((step[1], float(step[3])))
        if "Ctrl-C stops it" in line:
            answered = True
            break
    seconds = time.monotonic() - started
    os.killpg(process.pid, signal.SIGINT)
    process.communicate()
    if not answered:
        sys.stderr.write("".join(said))
        return 1
    rows.insert(0, ("installation", seconds - sum(duration for _, duration in rows)))
    rows.append(("first page", seconds))
    print(f"{title:<16} {'seconds':>8} {'target':>8}")
    for name, duration in rows:
        print(f"{name:<16} {duration:>8.1f} {TARGETS.get(name, ''):>8}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
