"""The folder for the server's socket, which only the server's user may enter."""

import hashlib
import re
import stat
import tempfile
from pathlib import Path

from .accounts import Account, check_passage
from .errors import EmbeddedServerError
from .home import SOCKET_NAME, Home, make_folder

# The address of a UNIX socket holds 108 bytes with its closing zero (unix(7)); 104 on BSD.
LONGEST_ADDRESS = 103
# A comma would part two folders, other signs would need quoting on the way to the server.
PLAIN_PATH = re.compile(r"[\w./+@-]+", re.ASCII)


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
