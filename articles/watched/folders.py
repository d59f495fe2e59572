"""Which folders may be watched: those below the roots that an administrator allows."""

import os

from django.conf import settings

from articles.importing.read_files import lies_within
from articles.importing.records import ArticleError

NO_ROOTS = (
    "No folder may be watched here yet: an administrator allows some by GANGINTEL_WATCHED_ROOTS."
)


def roots() -> list[str]:
    """Return the folders below which folders may be watched, without links in their paths."""
    return [os.path.realpath(root) for root in settings.GANGINTEL_WATCHED_ROOTS]


def allowed_folder(path: str) -> str:
    """Return the folder without links in its path. Raises `ArticleError` where it may not be read.

    Asked before each look: a link may have been put in its place since.
    """
    path = path.strip()
    if not roots():
        raise ArticleError(NO_ROOTS)
    if not os.path.isabs(path) or "\0" in path:
        raise ArticleError(f"“{path[:100]}” is no whole path: write it from the root on, with “/”.")
    folder = os.path.realpath(path)
    if not any(lies_within(folder, root) for root in roots()):
        raise ArticleError(
            f"{path[:200]} does not lie in a folder that may be watched: choose one below "
            f"{' or '.join(roots())}."
        )
    if not os.path.isdir(folder):
        raise ArticleError(f"There is no folder {path[:200]}.")
    return folder
