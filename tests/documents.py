"""The documents that show commands, outputs and counts: how they are read, run and renewed.

`python tests/documents.py` renews every generated table and every shown output in place;
`test_readme.py` fails where a document is no longer what that would write.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tables import TABLES

ROOT = Path(__file__).parent.parent
FIX = "run: python tests/documents.py"

ELISION = "..."
_FENCE = re.compile(r"^```(?P<language>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_TABLE = re.compile(r"<!-- table: (?P<name>[a-z-]+) -->\n(?P<body>.*?)<!-- end -->", re.DOTALL)
_SETUP = re.compile(r"^python3 -m venv \.venv && .* && \.venv/bin/(?=[^&]*$)")


def documents() -> list[Path]:
    """List the documents, in reading order."""
    top = ["README.md", "data/README.md", "CONTRIBUTING.md"]
    return [ROOT / name for name in top] + sorted((ROOT / "docs").glob("*.md"))


# Shown commands


class Step(NamedTuple):
    """A command shown after `$ `, and the lines shown below it."""

    command: str
    shown: list[str]


def fences(text: str, language: str) -> Iterator[str]:
    """Yield the bodies of the fenced blocks in one language."""
    for match in _FENCE.finditer(text):
        if match["language"] == language:
            yield match["body"]


def steps(block: str) -> list[Step]:
    """Cut a block into commands and what is shown of their outputs."""
    found: list[Step] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append(Step(line[2:], []))
        else:
            found[-1].shown.append(line)
    return found


def prepare(text: str, folder: Path) -> None:
    """Put the queries that a document shows into files, named by their first line."""
    for block in fences(text, "sparql"):
        name = block.partition("\n")[0].removeprefix("# ")
        (folder / name).write_text(block, encoding="utf-8")


def run(command: str, folder: Path) -> list[str]:
    """Run a shown command and give the lines that a terminal would show.

    The set-up of a fresh machine is left to `.ci/run`; of such a line only the last command runs,
    in the present environment.
    """
    done = subprocess.run(
        ["bash", "-c", _SETUP.sub("", command)],
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return [line.rstrip() for line in done.stdout.splitlines()]


def environment() -> dict[str, str]:
    """Give the environment of shown commands: one where the program is found."""
    kept = {key: value for key, value in os.environ.items() if key != "COLUMNS"}
    return kept | {"PATH": f"{_commands()}{os.pathsep}{kept.get('PATH', os.defpath)}"}


def matches(shown: list[str], actual: list[str]) -> bool:
    """Tell whether an output is as shown; a line `...` stands for any lines."""
    pattern = "".join(
        r"(?:.*\n)*" if line == ELISION else re.escape(line.rstrip()) + r"\n" for line in shown
    )
    return re.fullmatch(pattern, "".join(line + "\n" for line in actual)) is not None


def shortened(shown: list[str], actual: list[str]) -> list[str]:
    """Cut a new output where the old one was cut."""
    if ELISION not in shown:
        return actual
    at = shown.index(ELISION)
    tail = len(shown) - at - 1
    if len(actual) <= at + tail:
        return actual
    return [*actual[:at], ELISION, *actual[len(actual) - tail :]]


def _commands() -> str:
    """The folder of the installed commands, or one with a stand-in for those not installed."""
    scripts = sysconfig.get_path("scripts")
    if shutil.which("cpsu-kg", path=scripts):
        return scripts
    folder = Path(tempfile.gettempdir()) / f"cpsu-kg-commands-{os.getpid()}"
    folder.mkdir(exist_ok=True)
    stand_in = folder / "cpsu-kg"
    code = "import sys; from cpsu_kg.cli.main import main; sys.exit(main())"
    stand_in.write_text(
        f"#!/bin/sh\nPYTHONPATH={ROOT / 'src'} exec {sys.executable} -c '{code}' \"$@\"\n",
        encoding="utf-8",
    )
    stand_in.chmod(0o755)
    return f"{folder}{os.pathsep}{scripts}"


# Renewal


def with_tables(text: str) -> str:
    """Give a document with its generated tables as they should be."""

    def renew(match: re.Match[str]) -> str:
        body = "\n".join(TABLES[match["name"]]())
        return f"<!-- table: {match['name']} -->\n{body}\n<!-- end -->"

    return _TABLE.sub(renew, text)


def with_outputs(text: str, folder: Path) -> str:
    """Give a document with the outputs of its commands as they are now."""

    def renew(match: re.Match[str]) -> str:
        if match["language"] != "console":
            return match[0]
        lines = []
        for step in steps(match["body"]):
            actual = run(step.command, folder)
            kept = step.shown if matches(step.shown, actual) else shortened(step.shown, actual)
            lines += [f"$ {step.command}", *kept]
        return "\n".join(["```console", *lines, "```"])

    return _FENCE.sub(renew, text)


def main() -> None:
    """Renew all documents."""
    for path in documents():
        old = path.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            prepare(old, Path(folder))
            new = with_outputs(with_tables(old), Path(folder))
        if new != old:
            path.write_text(new, encoding="utf-8")
            print(f"renewed {path.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    main()
