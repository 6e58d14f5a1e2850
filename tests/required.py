"""What only some tests need: missing, they are skipped at home and fail in CI."""

from __future__ import annotations

import os
import shutil
from importlib import import_module
from types import ModuleType

import pytest


def program(name: str) -> str:
    """Give the path of a program."""
    found = shutil.which(name)
    if found is None:
        _missing(f"{name} is not installed")
    return found


def module(name: str) -> ModuleType:
    """Give a module."""
    try:
        return import_module(name)
    except ImportError:
        return _missing(f"{name} is not installed")


def _missing(reason: str) -> None:
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"{reason}, and in CI nothing is skipped", pytrace=False)
    pytest.skip(reason)
