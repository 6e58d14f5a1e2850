"""The command line as a person meets it: a process from start to end, against its peers."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from benchmarks.table import digits, seconds, table
from benchmarks.work import Work

_HERE = Path(__file__).parent
_ABOUT = """Whole processes on the real dataset, one after another in each of {rounds} rounds, so
that what the machine does meanwhile meets them all. All figures are medians. "x bare" is the ratio
to `python -c pass` within each round; on a busy machine a short process fits into one turn of the
processor and a longer one does not, so there the ratio of processor time tells more. `oxigraph
query` asks a store loaded beforehand, cpsu-kg the one that its first run left in the cache folder.
The rdflib script reads the dataset (N-Triples) and asks; reading took {reading}, counted in each
row.
"""


def measure(work: Work, rounds: int) -> str:
    """Measure bare Python, `cpsu-kg`, `oxigraph query` and rdflib, all with every canned query."""
    names = ["on", *(name for name in work.questions if name != "on")]
    commands = _commands(work, names)
    times: dict[str, list[float]] = {key: [] for key in commands}
    used: dict[str, list[float]] = {key: [] for key in commands}
    for number in range(rounds + 1):
        print(f"instant: round {number} of {rounds}", file=sys.stderr)
        for key, command in commands.items():
            result = work.run(*command)
            if number and not result.status:  # the first round is for the caches
                times[key].append(result.seconds)
                used[key].append(result.cpu)
    rdflib = _rdflib(work, names)
    return _report(names, times, used, rdflib, rounds)


def _commands(work: Work, names: Iterable[str]) -> dict[str, list[str]]:
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "cpsu-kg --version": [*work.program, "--version"],
    }
    database = _database(work)
    for name in names:
        commands[name] = [*work.program, *work.words(name), "--format", "csv"]
        if database:
            commands[f"oxigraph {name}"] = [
                *(str(work.oxigraph), "query", "--location", database, "--union-default-graph"),
                *("--query-file", str(work.questions[name]), "--results-format", "csv"),
            ]
    return commands


def _database(work: Work) -> str | None:
    if not work.oxigraph:
        return None
    dump, database = work.folder / "real.nq", work.folder / "real.oxigraph"
    if not database.exists():
        work.run(*work.program, "export", "nquads", "-o", str(dump))
        work.run(work.oxigraph, "load", "--location", str(database), "--file", str(dump))
        work.run(work.oxigraph, "optimize", "--location", str(database))
    return str(database)


def _rdflib(work: Work, names: list[str]) -> dict[str, float]:
    dump = work.folder / "real.nt"
    work.run(*work.program, "export", "ntriples", "-o", str(dump))
    script, files = str(_HERE / "rdflib_script.py"), [str(work.questions[name]) for name in names]
    print("instant: rdflib", file=sys.stderr)
    whole = [work.python(script, str(dump), files[0]).seconds for _ in range(3)]
    # Stopped when its time is over, it has told what it did until then.
    told = work.python(script, str(dump), *files).output.split()
    reading, first, *others = map(float, told)
    starting = median(whole) - first
    times = {name: starting + each for name, each in zip(names[1:], others, strict=False)}
    return times | {"reading": reading, "on": median(whole)}


def _report(
    names: list[str],
    times: dict[str, list[float]],
    used: dict[str, list[float]],
    rdflib: dict[str, float],
    rounds: int,
) -> str:
    shares, portions = (
        {key: _share(values, all_["python -c pass"]) for key, values in all_.items()}
        for all_ in (times, used)
    )
    rows = []
    for name in ("python -c pass", "cpsu-kg --version", *names):
        ours, theirs = _median(times[name]), _median(times.get(f"oxigraph {name}", []))
        slow = rdflib.get(name)
        label = {"on": "cpsu-kg on 1953-03-10"}.get(name, name)
        rows.append([
            f"`{label}`", seconds(ours), _digits(shares[name]), seconds(_median(used[name])),
            _digits(portions[name]), seconds(theirs), seconds(slow),
            _digits(slow / ours if slow and ours else None),
        ])  # fmt: skip
    gains = sorted(rdflib[n] / median(times[n]) for n in names if n in rdflib and times[n])
    return "\n".join([
        _ABOUT.format(rounds=rounds, reading=seconds(rdflib.get("reading"))),
        f"By the clock, {_summary(names, shares)}. By processor time, {_summary(names, portions)}. "
        f"The rdflib script takes {digits(median(gains))} times as long in the median, "
        f"{digits(gains[0])} at least.\n",
        table(["command or canned query", "cpsu-kg", "x bare", "processor", "x bare",
               "oxigraph query", "rdflib script", "rdflib / cpsu-kg"], rows),
    ])  # fmt: skip


def _summary(names: list[str], shares: dict[str, float | None]) -> str:
    known = sorted(share for name in names if (share := shares[name]))
    return (
        f"`on` takes {_digits(shares['on'])} x bare Python, all canned queries "
        f"{digits(median(known))} x in the median and {digits(known[-1])} x at worst"
    )


def _share(values: list[float], bare: list[float]) -> float | None:
    if len(values) != len(bare):
        return None
    return median(value / other for value, other in zip(values, bare, strict=True))


def _median(values: list[float]) -> float | None:
    return median(values) if values else None


def _digits(value: float | None) -> str:
    return digits(value) if value else ""
