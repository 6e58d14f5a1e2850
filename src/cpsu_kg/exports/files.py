"""Writing files so that a failure leaves nothing behind and the old file whole."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from cpsu_kg.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[str]:
    """Offer a new file beside a path, which takes its place once all went well.

    A device or pipe, which nothing can take the place of, is offered itself.

    Args:
        path: the file to write.

    Yields:
        Where to write; nothing is there yet.

    Raises:
        OutputError: the file cannot be written.
    """
    target = os.path.realpath(path)
    with _reporting(path):
        if os.path.isdir(target):
            raise IsADirectoryError(None, "it is a folder")
        if _is_special(target):
            yield target
            return
        temporary = _beside(target)
        try:
            yield temporary
            os.replace(temporary, target)
        finally:
            with suppress(FileNotFoundError):
                os.remove(temporary)


@contextmanager
def replacing_folder(
    path: str | os.PathLike[str], manifest: str, listed: Callable[[str], set[str]] | None = None
) -> Iterator[str]:
    """Offer a new folder beside a path, which takes its place once all went well.

    Args:
        path: the folder to write; if it exists, it must be empty or an earlier output.
        manifest: the file that every output contains.
        listed: tells which other files a manifest names, as paths with `/`; by default those
            of a datapackage.

    Yields:
        An empty folder to write into.

    Raises:
        OutputError: the folder cannot be written, or holds what no export wrote.
    """
    import shutil

    target = os.path.realpath(path)
    with _reporting(path):
        if os.path.lexists(target):
            _check_ours(target, manifest, listed or _resources)
        temporary = _beside(target)
        os.mkdir(temporary)
        try:
            yield temporary
            _swap(temporary, target)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)


@contextmanager
def standard_output() -> Iterator[BinaryIO]:
    """Offer standard output for bytes, and report when it cannot take them.

    Yields:
        The stream.

    Raises:
        OutputError: it is full or closed.
        BrokenPipeError: nobody reads it any more.
    """
    try:
        with _reporting("standard output"):
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
    except OutputError:
        # what is still buffered must not fail once more when the interpreter leaves
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def _swap(new: str, target: str) -> None:
    import shutil

    if not os.path.lexists(target):
        os.rename(new, target)
    elif _exchange(new, target):
        shutil.rmtree(new)
    else:
        old = new + ".old"
        os.rename(target, old)
        try:
            os.rename(new, target)
        except OSError:
            os.rename(old, target)
            raise
        shutil.rmtree(old)


def _exchange(one: str, other: str) -> bool:
    """Let two folders change places in one step, where the system can do that (Linux)."""
    import ctypes

    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)


def _check_ours(folder: str, manifest: str, listed: Callable[[str], set[str]]) -> None:
    present = set(_files(folder))
    if manifest in present:
        present -= listed(os.path.join(folder, manifest)) | {manifest}
    if present:
        raise FileExistsError(None, f"the folder holds other files, such as {min(present)}")


def _files(folder: str, prefix: str = "") -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and os.listdir(entry.path):
                yield from _files(entry.path, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name


def _resources(manifest: str) -> set[str]:
    import json

    try:
        with open(manifest, encoding="utf-8") as stream:
            return {str(each["path"]) for each in json.load(stream)["resources"]}
    except (ValueError, KeyError, TypeError):
        return set()


def _beside(target: str) -> str:
    folder, name = os.path.split(target)
    if not os.path.isdir(folder):
        raise NotADirectoryError(None, f"there is no folder {folder}")
    return os.path.join(folder, f".{name}.{secrets.token_hex(4)}.tmp")


def _is_special(path: str) -> bool:
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)
    except FileNotFoundError:
        return False


@contextmanager
def _reporting(path: str | os.PathLike[str]) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(os.fspath(path), error.strerror or str(error)) from error
