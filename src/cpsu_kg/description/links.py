"""The datasets that links lead into."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from cpsu_kg.exports.authorities import authority_of


class Target(NamedTuple):
    """Another dataset.

    Attributes:
        slug: short name, for IRIs.
        title: what people call it.
        homepage: where it introduces itself.
    """

    slug: str
    title: str
    homepage: str


def target(space: str) -> Target:
    """Tell whose a namespace is.

    Args:
        space: the namespace.

    Returns:
        The dataset; one named by its host if the authority is not known.
    """
    host = urlsplit(space).hostname or space
    known = authority_of(space)
    slug, title = (known.name, known.title) if known else (host.replace(".", "-"), host)
    return Target(slug, title, f"https://{host}/")
