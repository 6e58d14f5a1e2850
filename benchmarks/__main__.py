"""Measure everything, or a part of it, and write it down: `python -m benchmarks`."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benchmarks import instant, machine, results, scale
from benchmarks.work import Work

_HERE = Path(__file__).parent


def main() -> None:
    args = _arguments()
    parts: dict[str, Callable[[Work], str]] = {
        "Instant": lambda work: instant.measure(work, args.rounds),
        "Scale": lambda work: scale.measure(work, args.sizes),
    }
    for heading, measure in parts.items():
        if args.only in (None, heading.lower()):
            with tempfile.TemporaryDirectory(dir=args.folder) as folder:
                begun, before = time.perf_counter(), machine.load()
                body = measure(Work(Path(folder), args.seed, args.limit))
            minutes = (time.perf_counter() - begun) / 60
            told = [
                f"`python -m benchmarks {_shown(heading, args)}`",
                *machine.describe(),
                f"{date.today()}, in {minutes:.0f} minutes; load of the machine over 1, 5 and 15 "
                f"minutes: {before} before, {machine.load()} after",
            ]
            results.put(args.output, heading, told, body)


def _shown(heading: str, args: argparse.Namespace) -> str:
    """Give the options that decide on a part; where it was done is nobody's business."""
    if heading == "Instant":
        return f"--only instant --rounds {args.rounds}"
    sizes = ",".join(map(str, args.sizes))
    return f"--only scale --sizes {sizes} --limit {args.limit:.0f} --seed {args.seed}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=("instant", "scale"), help="measure this part only")
    parser.add_argument("--rounds", type=int, default=11, help="rounds of the instant part")
    parser.add_argument("--sizes", type=_sizes, default=[1, 10, 100], metavar="N,N",
                        help="datasets so many times the real one (default: 1,10,100)")  # fmt: skip
    parser.add_argument("--limit", type=float, default=600, help="seconds that a step may take")
    parser.add_argument("--seed", type=int, default=1, help="decides on the invented provinces")
    parser.add_argument("--folder", help="where to work; 100 x needs 25 GB (default: the usual)")
    parser.add_argument("--output", type=Path, default=_HERE / "RESULTS.md")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return sorted({int(word) for word in text.split(",")})


if __name__ == "__main__":
    main()
