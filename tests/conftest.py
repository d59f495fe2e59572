import os
import shutil
import tempfile
from pathlib import Path

import pytest

# Playwright runs an event loop in the test process; Django must allow its queries beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def analyst(django_user_model):
    """May review and correct."""
    return django_user_model.objects.create_superuser("ana", password="a long pass phrase")


@pytest.fixture
def reader(django_user_model):
    """May log in and read, nothing else."""
    return django_user_model.objects.create_user("rob", password="a long pass phrase")
