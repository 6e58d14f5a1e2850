"""A bar that shows how far a long job is, on a terminal only."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType

_WIDTH = 30


class Progress:
    """A bar on standard error, wiped out in the end; nothing where that is no terminal."""

    def __init__(self, what: str) -> None:
        """Show nothing yet.

        Args:
            what: stands before the bar.
        """
        self._what = what
        self._shown = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def __call__(self, done: int, total: int) -> None:
        """Show how far it is.

        Args:
            done: the steps done.
            total: all steps.
        """
        if self._shown:
            full = _WIDTH * done // max(total, 1)
            bar = "#" * full + "." * (_WIDTH - full)
            sys.stderr.write(f"\r{self._what} [{bar}] {done}/{total}\x1b[K")
            sys.stderr.flush()

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
