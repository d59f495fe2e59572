"""What Ctrl-C and the other signals that end a program mean to `manage.py up`."""

import signal
from types import FrameType, TracebackType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(KeyboardInterrupt):
    """Somebody asked this process to end."""


class Interruption:
    """While it is entered, the first signal raises Interrupted, wherever the program is.

    Those that follow do not disturb the clearing up: they only set `is_urgent`.
    """

    def __init__(self) -> None:
        self.is_urgent = False
        self._is_clearing = False

    def begin_clearing(self) -> None:
        """From now on no signal raises."""
        self._is_clearing = True

    def __enter__(self) -> "Interruption":
        self._before = {number: signal.getsignal(number) for number in SIGNALS}
        for number, handler in self._before.items():
            # nohup has the hang-up ignored, so that a program outlives its terminal.
            if (number, handler) != (signal.SIGHUP, signal.SIG_IGN):
                signal.signal(number, self._receive)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _receive(self, number: int, frame: FrameType | None) -> None:
        if self._is_clearing:
            self.is_urgent = True
        else:
            self._is_clearing = True
            raise Interrupted
