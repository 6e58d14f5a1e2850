"""A built store kept on disk, so that a question costs no parsing.

One folder per state of the dataset: the store's own files and `state`, written last, which
holds the fingerprint of the dataset and the sizes of the store's files. A folder is complete
before it gets its name, is opened read-only, and is never changed. Whatever is wrong with it
(other dataset, other version, truncated, not readable), it is not used.

CPSU_KG_CACHE names another parent folder; set but empty, nothing is kept on disk.
"""

from __future__ import annotations

import os
import sys
import time
import zlib

import pyoxigraph
from pyoxigraph import Store

from cpsu_kg import __version__
from cpsu_kg.resources import walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpsu_kg.resources import Resources

KEEP = 4
_STATE = "state"
_PARTIAL = ".partial-"
# A file changed this recently could change again without its times showing it.
_FRESH_NS = 3_000_000_000
_STORE_FILES = ("CURRENT", "MANIFEST", ".sst")
# Where the code lies that decides what a store holds.
_BUILDERS = ("derive", "stores", "queries")
_BUILDING = ("dates.py", "terms.py")


def cache_folder() -> str | None:
    """Find the folder under which built stores are kept.

    Returns:
        Its path, which need not exist; None if nothing is to be kept or no home is known.
    """
    chosen = os.environ.get("CPSU_KG_CACHE")
    if chosen is not None:
        return os.path.abspath(chosen) if chosen else None
    if sys.platform == "win32":
        parent = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        parent = os.path.expanduser("~/Library/Caches")
    else:
        parent = os.environ.get("XDG_CACHE_HOME", "")
        if not os.path.isabs(parent):
            parent = os.path.expanduser("~/.cache")
    return os.path.join(parent, "cpsu-kg") if os.path.isabs(parent) else None


def fingerprint(resources: Resources) -> str | None:
    """Describe the state of the dataset and of the code that builds a store from it.

    Args:
        resources: where the dataset lies.

    Returns:
        A text that changes with any change of a data file, whether or not its size changes;
        None if files come and go at this very moment.
    """
    now = time.time_ns()
    try:
        files = sorted(_describe(name, entry, now) for name, entry in _watched(resources))
    except OSError:
        return None
    return "\n".join([__version__, pyoxigraph.__version__, resources.root, *files])


def open_cached(state: str) -> Store | None:
    """Open the store that was built for a state of the dataset.

    Args:
        state: the fingerprint.

    Returns:
        The store, read-only; None if there is none that can be used.
    """
    path = _path(state)
    if path is None:
        return None
    try:
        with open(os.path.join(path, _STATE), "rb") as stream:
            if stream.read() != _seal(path, state):
                return None
        return Store.read_only(path)
    except (OSError, RuntimeError):  # RuntimeError is the engine's "Corruption"
        return None


def keep(store: Store, state: str) -> None:
    """Keep a store for the next time; give up silently if the disk does not allow it.

    Args:
        store: the store, complete.
        state: the fingerprint of the dataset that it was built from.
    """
    path = _path(state)
    if path is None:
        return
    import shutil
    import tempfile

    partial = ""
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        partial = tempfile.mkdtemp(prefix=_PARTIAL, dir=os.path.dirname(path))
        _write(store, partial)
        with open(os.path.join(partial, _STATE), "wb") as stream:
            stream.write(_seal(partial, state))
        discard(state)
        os.rename(partial, path)
        _prune(os.path.dirname(path), path)
    except (OSError, RuntimeError):  # no space, no permission, or another process was first
        shutil.rmtree(partial, ignore_errors=True)


def discard(state: str) -> None:
    """Throw away the store of a state, so that it is built anew."""
    path = _path(state)
    if path is None or not os.path.isdir(path):
        return
    import shutil
    import tempfile

    aside = ""
    try:
        aside = tempfile.mkdtemp(prefix=_PARTIAL, dir=os.path.dirname(path))
        os.rename(path, os.path.join(aside, "old"))
    except OSError:  # no permission, or another process was first
        pass
    shutil.rmtree(aside, ignore_errors=True)


def _path(state: str) -> str | None:
    # The name need not be unique beyond doubt: the state inside is compared in full.
    parent = cache_folder()
    return parent and os.path.join(parent, f"{zlib.crc32(_encode(state)):08x}")


def _encode(state: str) -> bytes:
    # A path may hold what is no character; the locale's own encoding may not hold Russian.
    return state.encode("utf-8", "surrogateescape")


def _watched(resources: Resources) -> Iterator[tuple[str, os.DirEntry[str]]]:
    tops = [(resources.folder(folder), folder, ".ttl") for folder in ("ontology", "data")]
    if os.path.isdir(resources.path("queries")):
        tops.append((resources.path("queries"), "queries", ".rq"))
    for top, folder, suffix in tops:
        for name, entry in walk(top, folder + "/"):
            if name.endswith(suffix):
                yield name, entry
    code = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    with os.scandir(code) as entries:
        yield from ((entry.name, entry) for entry in entries if entry.name in _BUILDING)
    for folder in _BUILDERS:
        for name, entry in walk(os.path.join(code, folder), folder + "/"):
            if name.endswith(".py"):
                yield name, entry


def _describe(name: str, entry: os.DirEntry[str], now: int) -> str:
    stat = entry.stat()
    written, changed = stat.st_mtime_ns, stat.st_ctime_ns
    line = f"{name} {stat.st_size} {written} {changed} {stat.st_ino}"
    if now - written < _FRESH_NS or now - changed < _FRESH_NS:
        line += " " + _digest(entry.path)
    return line


def _digest(path: str) -> str:
    import hashlib

    with open(path, "rb") as stream:
        return hashlib.sha256(stream.read()).hexdigest()


def _seal(path: str, state: str) -> bytes:
    sizes = [
        f"{entry.name} {entry.stat().st_size}"
        for entry in os.scandir(path)
        if entry.name.startswith(_STORE_FILES[:2]) or entry.name.endswith(_STORE_FILES[2])
    ]
    return _encode("\n".join([*sorted(sizes), "", state]))


def _write(store: Store, path: str) -> None:
    disk = Store(path)
    disk.bulk_extend(store)
    disk.optimize()
    disk.flush()


def _prune(parent: str, current: str) -> None:
    import shutil

    built = sorted(
        (e for e in os.scandir(parent) if e.is_dir() and e.path != current),
        key=lambda e: e.stat().st_mtime,
        reverse=True,
    )
    hour_ago = time.time() - 3600
    partial = [e for e in built if e.name.startswith(_PARTIAL)]
    outdated = [e for e in built if e not in partial][KEEP - 1 :]
    for entry in outdated + [e for e in partial if e.stat().st_mtime < hour_ago]:
        shutil.rmtree(entry.path, ignore_errors=True)
