"""Who led the Communist Party of the Soviet Union, on any day, and according to whom.

The names below are loaded when they are first used: a question on the command line pays for
nothing else.
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpsu_kg.dates import Certainty, PartialDate, Span
    from cpsu_kg.errors import CpsuKgError
    from cpsu_kg.graph import KnowledgeGraph

__all__ = ["Certainty", "CpsuKgError", "KnowledgeGraph", "PartialDate", "Span", "__version__"]

_MODULES = {
    "Certainty": "dates",
    "CpsuKgError": "errors",
    "KnowledgeGraph": "graph",
    "PartialDate": "dates",
    "Span": "dates",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
