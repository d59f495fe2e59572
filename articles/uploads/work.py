"""What a worker does with an upload: whatever its state asks for, as often as that changes."""

import logging
from collections.abc import Callable

from django.db import DatabaseError

from articles.upload_models import Upload
from articles.uploads.look_at import look_at
from articles.uploads.take_in import take_upload_in

logger = logging.getLogger(__name__)

State = Upload.State
STEPS = {State.LOOKING: look_at, State.IMPORTING: take_upload_in}
# Where an upload is when a step of it failed.
AFTER = {State.LOOKING: State.READY, State.IMPORTING: State.DONE}


def work_on(key: int, should_abort: Callable[[], bool]) -> bool:
    """Work on the upload of this key; returns whether nothing is left to do."""
    while upload := Upload.objects.at_work().select_related("owner").filter(pk=key).first():
        if should_abort():
            return False
        state = State(upload.state)
        try:
            STEPS[state](upload, should_abort)
        except DatabaseError:
            raise
        except Exception as error:
            # One that nobody foresaw must not be tried for ever.
            logger.exception("Could not work on upload %s", key)
            Upload.objects.filter(pk=key, state=state).update(
                state=AFTER[state],
                fault=f"The server could not go on ({type(error).__name__}: {error}): try again.",
            )
    return True
