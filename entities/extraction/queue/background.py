"""Reading what is pending, a little at a time, in a process that goes on for days."""

import time
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import chain

from entities.extraction.pipeline import Pipeline
from entities.extraction.queue.extracting import Done, extract
from entities.extraction.queue.pending import Lookout
from entities.gazetteer.database import current_gazetteer, gazetteer_state
from entities.gazetteer.loading import is_loaded, load

_SECONDS = 20

# What this process has looked through, from one call to the next.
_lookout = cache(Lookout)


def extract_due(stop: Callable[[], bool]) -> Done:
    """Read pending articles for some 20 seconds, until there are none, or until `stop` says so.

    The next call goes on. What people decide about names counts from the next call on.
    """
    done = Done()
    keys = _lookout().keys()
    first = next(keys, None)
    if first is None:
        return done
    if not is_loaded():
        load()
    end = time.monotonic() + _SECONDS
    outcomes = extract(
        chain([first], keys),
        _pipeline(gazetteer_state()),
        stop=lambda: stop() or time.monotonic() > end,
    )
    for outcome in outcomes:
        done.add(outcome)
    return done


@lru_cache(maxsize=1)
def _pipeline(state: tuple) -> Pipeline:
    """The pipeline for this state of the gazetteer; building it takes some seconds."""
    return Pipeline(current_gazetteer())
