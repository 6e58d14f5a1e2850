"""Reading a plain command line without argparse, which takes as long to load as an answer."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_UNDERSTOOD = {"action", "choices", "default", "dest", "help", "metavar", "nargs", "required"}


class Plain:
    """Takes the arguments that a command registers; reads what is beyond doubt, or gives up.

    It stands in for `argparse.ArgumentParser`, which is asked whenever this one gives up: for help,
    for errors, and for any other way of writing an option. So it never explains anything.
    """

    def __init__(self) -> None:
        self.prog = self.description = ""
        self._positionals: list[tuple[str, dict[str, Any]]] = []
        self._options: dict[str, tuple[str, dict[str, Any]]] = {}

    def add_argument(self, name: str, **about: Any) -> None:
        """Take an argument; see `argparse.ArgumentParser.add_argument`."""
        if name.startswith("-"):
            self._options[name] = about.get("dest") or name.strip("-").replace("-", "_"), about
        else:
            self._positionals.append((name, about))

    def parse(self, words: list[str]) -> Answers | None:
        """Read a command line.

        Args:
            words: what was typed after the verb.

        Returns:
            What argparse would make of it; None if it should be asked itself.
        """
        answers = self._defaults()
        waiting = list(self._positionals)
        missing = {name for name, (_, about) in self._options.items() if about.get("required")}
        rest = iter(words)
        for word in rest:
            if word[:1] == "-":
                if word not in self._options:
                    return None
                missing.discard(word)
                name, about = self._options[word]
                value = True if about.get("action") == "store_true" else next(rest, "-")
            elif waiting:
                (name, about), value = waiting.pop(0), word
            else:
                return None
            if not _is_plain(about, value):
                return None
            setattr(answers, name, value)
        if missing or any("nargs" not in about for _, about in waiting):
            return None
        return answers

    def _defaults(self) -> Answers:
        answers = Answers()
        for name, about in (*self._positionals, *self._options.values()):
            nothing = False if about.get("action") == "store_true" else None
            setattr(answers, name, about.get("default", nothing))
        return answers


class Answers:
    """What was read, by name, as in `argparse.Namespace`."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...


def _is_plain(about: dict[str, Any], value: str | bool) -> bool:
    if about.keys() - _UNDERSTOOD or about.get("nargs", "?") != "?":
        return False
    if about.get("action") is not None:
        return value is True
    choices = about.get("choices")
    return str(value)[:1] != "-" and (choices is None or value in choices)
