"""Running something as a process of its own: how long it takes, and its peak of memory."""

from __future__ import annotations

import math
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Run(NamedTuple):
    """What a process took: seconds on the clock, seconds of processor, MB at its peak."""

    seconds: float
    cpu: float
    peak: float
    status: int
    output: str
    errors: str


class Figure(NamedTuple):
    """What a step took: seconds on the clock and of processor, MB at its peak, things made."""

    seconds: float
    cpu: float
    peak: float
    made: int


def run(
    command: Sequence[str], environment: Mapping[str, str] | None = None, limit: float = 3600
) -> Run:
    """Run a command to its end, or stop it when its time is over.

    Args:
        command: program and arguments.
        environment: the whole environment; by default this process's.
        limit: seconds that it may take.

    Returns:
        What it took; a negative status if it was stopped.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=output, stderr=errors, stdin=subprocess.DEVNULL, env=environment
        )
        alarm = threading.Timer(limit, os.kill, (process.pid, signal.SIGKILL))
        alarm.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        alarm.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        return Run(
            seconds,
            usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss / 1024,
            process.returncode,
            output.read().decode("utf-8", "replace"),
            errors.read().decode("utf-8", "replace"),
        )


def growth(sizes: Sequence[float], values: Sequence[float | None]) -> float | None:
    """Give the exponent of growth between the two largest sizes that were measured.

    Args:
        sizes: the sizes, ascending.
        values: what was measured at each; None where nothing was.

    Returns:
        1.0 if ten times the data take ten times as long, 0.0 if they take no longer.
    """
    known = [(size, value) for size, value in zip(sizes, values, strict=True) if value]
    if len(known) < 2:
        return None
    (less, before), (more, after) = known[-2:]
    return math.log(after / before) / math.log(more / less)
