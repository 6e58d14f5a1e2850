"""The canned queries that exist: every `.rq` file directly in the folder `queries`."""

from __future__ import annotations

import os

from cpsu_kg.errors import ParameterError, ResourceError, UnknownName
from cpsu_kg.queries import header
from cpsu_kg.queries.binding import bind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cpsu_kg.queries.names import Names
    from cpsu_kg.queries.parameters import Parameter
    from cpsu_kg.resources import Resources

_SUFFIX = ".rq"


class CannedQuery:
    """A documented query: its text, and what its header says.

    Attributes:
        name: the stem of its file.
        text: the whole text, runnable as it stands with example values.
        header: the documentation.
    """

    def __init__(self, name: str, text: str) -> None:
        """Read a query.

        Args:
            name: the stem of its file.
            text: the whole text.

        Raises:
            QueryError: the header is malformed.
        """
        self.name = name
        self.text = text
        self.header = header.parse(text)

    def __repr__(self) -> str:
        return f"CannedQuery({self.name!r})"

    @property
    def parameters(self) -> dict[str, Parameter]:
        """The parameters by name, in the order of the header."""
        return self.header.parameters

    def example(self) -> dict[str, str]:
        """Give the example value of every parameter.

        Returns:
            Values that `bind` accepts.
        """
        return {each.name: each.example for each in self.parameters.values()}

    def bind(self, values: Mapping[str, object], names: Names) -> str:
        """Put values into the query.

        Args:
            values: by parameter name; a missing one takes its default.
            names: the entities that exist.

        Returns:
            The SPARQL text to run.

        Raises:
            ParameterError: a parameter is unknown, missing or of the wrong type.
            DateError: a date or period cannot be read.
            UnknownName: there is no such entity.
        """
        for name in values:
            if name not in self.parameters:
                known = ", ".join(self.parameters) or "none"
                raise ParameterError(name, f"query {self.name} has no such parameter ({known})")
        return bind(
            self.text,
            {each.variables: each.terms(values.get(each.name), names)
             for each in self.parameters.values()},
        )  # fmt: skip


class Catalogue:
    """The canned queries of a dataset, by name."""

    def __init__(self, resources: Resources) -> None:
        """Look into a dataset.

        Args:
            resources: where the dataset lies.
        """
        self._resources = resources

    def names(self) -> list[str]:
        """List the queries.

        Returns:
            Their names, sorted.

        Raises:
            ResourceError: the folder of queries is missing.
        """
        files = os.listdir(self._resources.folder("queries"))
        return sorted(name[: -len(_SUFFIX)] for name in files if name.endswith(_SUFFIX))

    def __iter__(self) -> Iterator[CannedQuery]:
        return map(self.get, self.names())

    def get(self, name: str) -> CannedQuery:
        """Read a query.

        Args:
            name: its name.

        Returns:
            The query.

        Raises:
            UnknownName: there is none; the nearest names are suggested.
            QueryError: its header is malformed.
        """
        path = os.path.join(self._resources.folder("queries"), name + _SUFFIX)
        if os.path.basename(path) != name + _SUFFIX or not os.path.isfile(path):
            raise UnknownName("query", name, self.names())
        try:
            with open(path, encoding="utf-8") as stream:
                return CannedQuery(name, stream.read())
        except OSError as error:
            raise ResourceError(path, error.strerror or str(error)) from error
