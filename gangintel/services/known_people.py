"""Who may send files, which are larger than all else that is sent."""

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import close_old_connections
from django.utils.module_loading import import_string

Session = import_string(f"{settings.SESSION_ENGINE}.SessionStore")


def takes_files(path: str) -> bool:
    """Whether what is sent to this path may be files."""
    return path.startswith("/import/")


def is_known(session_key: str) -> bool:
    """Whether this is the key of the session of a person who is logged in."""
    try:
        return SESSION_KEY in Session(session_key)
    finally:
        close_old_connections()
