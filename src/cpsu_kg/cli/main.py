"""The program `cpsu-kg`: find the verb, load its file only, and keep tracebacks from users."""

from __future__ import annotations

import gc
import os
import sys

from cpsu_kg import __version__
from cpsu_kg.cli.parser import UsageError
from cpsu_kg.cli.plain import Plain
from cpsu_kg.errors import CpsuKgError, OutputError, UnknownName

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import NoReturn

_DESCRIPTION = """Who led the Communist Party of the Soviet Union, on any day, according to whom.

example: cpsu-kg on 1953-03-10"""


def main(words: list[str] | None = None) -> int:
    """Run the program.

    Args:
        words: the command line without the program's name; by default that of the process.

    Returns:
        The exit status: 0 done, 1 findings, 2 bad input, 130 interrupted, 141 reader gone.
    """
    words = sys.argv[1:] if words is None else words
    try:
        _use_streams()
        status = _dispatch(words)
        sys.stdout.flush()
        return status
    except CpsuKgError as error:
        print(f"cpsu-kg: {_printable(str(error))}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # what is still buffered must not fail once more when the interpreter leaves
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        return 130


def program() -> NoReturn:
    """Be the program: run it, and end the process with its exit status."""
    gc.set_threshold(50_000)  # an answer is given before there is garbage worth looking for
    status = main()
    if "threading" not in sys.modules:
        # Nothing that needs an orderly end was loaded: the system clears up faster.
        try:
            for stream in filter(None, (sys.stdout, sys.stderr)):
                stream.flush()
        except OSError:  # the interpreter says so on leaving
            sys.exit(status)
        os._exit(status)
    sys.exit(status)


def commands() -> list[str]:
    """List the verbs.

    Returns:
        Their names, sorted.
    """
    folder = os.path.join(os.path.dirname(__file__), "commands")
    files = (name for name in os.listdir(folder) if name.endswith(".py"))
    return sorted(name[:-3].replace("_", "-") for name in files if not name.startswith("_"))


def _dispatch(words: list[str]) -> int:
    if not words or words[0] in ("-h", "--help"):
        print(_overview(), end="")
        return 0
    if words[0] == "--version":
        print(f"cpsu-kg {__version__}")
        return 0
    if words[0].startswith("-"):
        raise UsageError(f"unknown option {words[0]} (see cpsu-kg --help)")
    verb, rest = words[0], words[1:]
    if verb not in commands():
        raise UnknownName("command", verb, commands())
    module = _load(verb)
    args = _read(module, verb, rest)
    return 0 if args is None else int(module.run(args))


def _read(module: ModuleType, verb: str, words: list[str]) -> object:
    """Read the words of a command; None if help was asked for, and given."""
    if getattr(module, "PLAIN", False):
        plain = Plain()
        module.register(plain, words)
        args = plain.parse(words)
        if args is not None:
            return args
    from cpsu_kg.cli.argparser import Parser

    parser = Parser(f"cpsu-kg {verb}", module.__doc__ or "")
    module.register(parser, words)
    try:
        return parser.parse_args(words)
    except SystemExit:  # argparse leaves after --help
        return None


def _load(verb: str) -> ModuleType:
    from importlib import import_module

    return import_module("cpsu_kg.cli.commands." + verb.replace("-", "_"))


def _overview() -> str:
    lines = [_DESCRIPTION, "", "usage: cpsu-kg COMMAND [ARGUMENTS] | --version", "", "commands:"]
    verbs = commands()
    for verb in verbs:
        summary = (_load(verb).__doc__ or "").partition("\n")[0]
        lines.append(f"  {verb:<{max(map(len, verbs))}}  {summary}")
    lines += ["", "cpsu-kg COMMAND --help tells more."]
    return "\n".join(lines) + "\n"


def _use_streams() -> None:
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115  # for as long as the program runs
    if sys.stdout is None:
        raise OutputError("standard output", "it is closed")
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:  # the name of a file may be no text of any encoding
            reconfigure(encoding="utf-8", errors="surrogateescape")


def _printable(text: str) -> str:
    """Keep a message on one line, whatever a name or file has in it."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


if __name__ == "__main__":
    program()
