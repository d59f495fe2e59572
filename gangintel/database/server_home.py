"""The folder of the embedded server, the files in it and the folder of its socket."""

import hashlib
import os
import re
import secrets
import stat
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from gangintel.database.programs import EmbeddedServerError

from .locks import is_held_exclusively, open_private
from .programs import Account, check_passage

SOCKET_NAME = ".s.PGSQL.5432"
# The address of a UNIX socket holds 108 bytes with its closing zero (unix(7)); 104 on BSD.
LONGEST_ADDRESS = 103
# A comma would part two folders, other signs would need quoting on the way to the server.
PLAIN_PATH = re.compile(r"[\w./+@-]+", re.ASCII)


@dataclass(frozen=True)
class Home:
    """`DATA_DIR/postgres`: the cluster, its password, its log and its locks.

    Everything in it belongs to the user that the server runs as.
    """

    root: Path

    @classmethod
    def within(cls, data_dir: Path) -> "Home":
        return cls(Path(data_dir).resolve() / "postgres")

    @property
    def cluster(self) -> Path:
        return self.root / "data"

    @property
    def unfinished_cluster(self) -> Path:
        """Where a cluster is made before it takes its place in one step."""
        return self.root / "data.new"

    @property
    def log(self) -> Path:
        return self.root / "server.log"

    @property
    def password_file(self) -> Path:
        return self.root / "password"

    @property
    def start_lock(self) -> Path:
        """Held exclusively while a process starts or stops the server."""
        return self.root / "start.lock"

    @property
    def users_lock(self) -> Path:
        """Held, shared, by every process that uses the server."""
        return self.root / "users.lock"

    @property
    def server_lock(self) -> Path:
        """Held exclusively by the server and its children, who inherit it at the start.

        Process ids lie: they survive a kill in `postmaster.pid`, they are reused, they mean
        something else in another container. This lock is there exactly as long as the server.
        """
        return self.root / "server.lock"

    def create(self, account: Account) -> None:
        """Make the folder, and let the server's user pass through the application's folder."""
        data_dir = self.root.parent
        data_dir.mkdir(parents=True, exist_ok=True)
        if account.is_other:
            data_dir.chmod(data_dir.stat().st_mode | 0o011)
        make_folder(self.root, account)

    def password(self) -> str:
        """The password of the server's roles; made at the first call."""
        with os.fdopen(open_private(self.password_file, os.O_RDWR), "r+") as file:
            password = file.read().strip()
            if not password:
                password = secrets.token_urlsafe(24)
                file.write(password)
        return password

    def is_alive(self) -> bool:
        return is_held_exclusively(self.server_lock)

    def socket_folder(self) -> Path | None:
        """Where the server listens, by its own word; None until it listens."""
        lines = self._pid_file_lines()
        return Path(lines[4]) if len(lines) > 4 and lines[4] else None

    def is_listening(self) -> bool:
        """Whether the server lives and its socket is where clients look for it."""
        folder = self.socket_folder() if self.is_alive() else None
        return folder is not None and (folder / SOCKET_NAME).exists()

    def is_in_sight(self) -> bool:
        """Whether the server's process is there; children can outlive a killed server briefly."""
        try:
            os.kill(int(self._pid_file_lines()[0]), 0)
        except PermissionError:
            return True
        except (IndexError, ValueError, ProcessLookupError):
            return False
        return True

    def pid(self) -> int | None:
        """The process id of the living server; None where it is out of this process's sight."""
        lines = self._pid_file_lines()
        try:
            pid = int(lines[0])
            if self.is_alive() and os.path.samefile(psutil.Process(pid).cwd(), self.cluster):
                return pid
        except (IndexError, ValueError, OSError, psutil.Error):
            return None
        return None

    def _pid_file_lines(self) -> list[str]:
        try:
            text = (self.cluster / "postmaster.pid").read_text()
        except FileNotFoundError:
            return []
        return text.splitlines()


def make_folder(folder: Path, account: Account) -> None:
    """Make `folder` for the server's user alone; one of another user stays as it is."""
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    # Also where another process has just made it, or was killed before it could hand it over.
    if account.is_other and found.st_uid == os.geteuid() and stat.S_ISDIR(found.st_mode):
        os.chown(folder, account.uid, account.gid, follow_symlinks=False)


def prepare_socket_folder(home: Home, account: Account) -> Path:
    """Make an empty socket folder and return it: beside the cluster, or else a temporary one.

    The name is the same at every start, so that a client can come back after a restart.
    """
    name = hashlib.sha256(str(home.root).encode()).hexdigest()[:12]
    temporary = f"gangintel-{account.uid}-{name}"
    candidates = [
        home.root / "socket",
        Path(tempfile.gettempdir()) / temporary,
        Path("/tmp") / temporary,  # noqa: S108 - guarded by is_safe
        Path("/var/tmp") / temporary,  # noqa: S108
    ]
    for folder in candidates:
        if _fits(folder) and _open(folder, account):
            for leftover in (SOCKET_NAME, f"{SOCKET_NAME}.lock"):
                (folder / leftover).unlink(missing_ok=True)
            return folder
    raise EmbeddedServerError(
        f"No folder is left for the database's socket (tried {', '.join(map(str, candidates))}): "
        "make one of them writable, or choose a shorter GANGINTEL_DATA_DIR."
    )


def is_safe(folder: Path, account: Account) -> bool:
    """Whether the folder is a real one of the server's user that nobody else may enter.

    In a temporary folder that all may write to, another user can have put something there first.
    """
    try:
        found = folder.lstat()
    except OSError:
        return False
    return (
        stat.S_ISDIR(found.st_mode)
        and found.st_uid == account.uid
        and stat.S_IMODE(found.st_mode) == 0o700
    )


def _fits(folder: Path) -> bool:
    address = str(folder / SOCKET_NAME)
    return len(address) <= LONGEST_ADDRESS and PLAIN_PATH.fullmatch(address) is not None


def _open(folder: Path, account: Account) -> bool:
    try:
        make_folder(folder, account)
        check_passage(account, folder)
    except (OSError, EmbeddedServerError):
        return False
    return is_safe(folder, account)
