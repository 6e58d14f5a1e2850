"""The machine and the versions that a result belongs to."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version

from benchmarks import jena
from cpsu_kg import __version__

_PACKAGES = ("pyoxigraph", "oxigraph", "rdflib", "pyshacl")


def describe() -> list[str]:
    """Describe the machine and the versions, one fact a line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    tools = [f"{name} {_version(name)}" for name in _PACKAGES]
    return [
        f"{os.cpu_count()} cores ({_processor()}), {memory:.0f} GB of memory, "
        f"{platform.system()} {platform.release()}",
        f"Python {platform.python_version()}, cpsu-kg {__version__}, {', '.join(tools)}, "
        f"Apache Jena {jena.version() or '(not installed)'}",
    ]


def load() -> str:
    """Say how busy the machine is."""
    return ", ".join(f"{value:.1f}" for value in os.getloadavg())


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as stream:
            models = [line.partition(":")[2].strip() for line in stream if "model name" in line]
    except OSError:
        models = []
    return models[0] if models else platform.processor() or platform.machine()
