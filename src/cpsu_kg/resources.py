"""Where the dataset lies: the root folders of a checkout, or their copy inside the wheel."""

from __future__ import annotations

import os

from cpsu_kg.errors import ResourceError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDERS = ("data", "ontology", "queries", "shapes")


class Resources:
    """The folders ontology, data, shapes and queries under one root."""

    def __init__(self, root: str | os.PathLike[str]) -> None:
        self.root = os.path.abspath(root)

    def __repr__(self) -> str:
        return f"Resources({self.root!r})"

    def folder(self, name: str) -> str:
        """Give the absolute path of one of the root folders.

        Args:
            name: one of data, ontology, queries, shapes.

        Returns:
            The path.

        Raises:
            ResourceError: there is no such folder.
        """
        path = os.path.join(self.root, name)
        if name not in FOLDERS or not os.path.isdir(path):
            raise ResourceError(path, "no such folder of the dataset")
        return path

    def files(self, folder: str, suffix: str) -> list[str]:
        """List the files under a root folder, at any depth.

        Args:
            folder: one of data, ontology, queries, shapes.
            suffix: how the file names end, with the dot.

        Returns:
            Paths relative to the root, with `/`, sorted.

        Raises:
            ResourceError: the folder is missing or cannot be read.
        """
        top = self.folder(folder)
        try:
            return sorted(f"{folder}/{name}" for name, _ in walk(top) if name.endswith(suffix))
        except OSError as error:
            raise ResourceError(top, error.strerror or str(error)) from error

    def path(self, relative: str) -> str:
        """Turn a path relative to the root into an absolute one.

        Args:
            relative: a path as `files` gives it.

        Returns:
            The absolute path.
        """
        return os.path.join(self.root, *relative.split("/"))


def walk(top: str, prefix: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield every visible file under a folder with its path relative to it.

    Args:
        top: the folder.
        prefix: what to put before each relative path.

    Yields:
        The path with `/`, and the directory entry.
    """
    folders = [(top, prefix)]
    for folder, before in folders:  # the list grows while it is gone through
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name[0] == ".":
                    continue
                if entry.is_dir():
                    folders.append((entry.path, f"{before}{entry.name}/"))
                else:
                    yield before + entry.name, entry


def find() -> Resources:
    """Find the dataset: the checkout around this file if there is one, else the wheel's copy.

    Returns:
        The resources.

    Raises:
        ResourceError: neither exists.
    """
    here = os.path.dirname(os.path.abspath(__file__))
    for root in (os.path.dirname(os.path.dirname(here)), os.path.join(here, "_bundled")):
        if all(os.path.isdir(os.path.join(root, name)) for name in ("data", "ontology")):
            return Resources(root)
    raise ResourceError(os.path.join(here, "_bundled"), "the dataset is not installed")
