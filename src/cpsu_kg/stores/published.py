"""The dataset as somebody loaded it into a store: found out before the first question.

Some stores answer from all named graphs at once, some only if told which; where the graphs
are still being loaded, or are not there at all, a question would give a wrong answer.
"""

from __future__ import annotations

from cpsu_kg.stores.loading import GRAPH
from cpsu_kg.stores.remote import RemoteStore
from cpsu_kg.terms import BASE, CPSU

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

    from cpsu_kg.stores.solutions import Solutions

# Not among the graphs of the dataset, which descriptions and exports tell by their names.
MANIFEST = BASE + "manifest"
STATUS = "http://schema.org/creativeWorkStatus"
LOADING = "loading"
# What questions are put to; other graphs describe these.
GRAPHS = ("ontology", "core", "attestations", "sources", "links", "derived", "queries")

_PROBE = f"""SELECT DISTINCT ?found WHERE {{
  {{
    ?office a <{CPSU}Office> . <{CPSU}Office> a ?class .
    BIND("together" AS ?found)
  }} UNION {{
    GRAPH <{GRAPH}core> {{ ?office a <{CPSU}Office> }}
    BIND("apart" AS ?found)
  }} UNION {{
    GRAPH <{MANIFEST}> {{ ?graph <{STATUS}> "{LOADING}" }}
    BIND("{LOADING}" AS ?found)
  }}
}}"""


class PublishedStore(RemoteStore):
    """An endpoint that holds the dataset."""

    _checked = False

    def select(self, query: str) -> Solutions:
        """Run a SELECT; see `Store.select`."""
        self.check()
        return super().select(query)

    def construct(self, query: str) -> Iterator[Triple]:
        """Run a CONSTRUCT or DESCRIBE; see `Store.construct`."""
        self.check()
        return super().construct(query)

    def ask(self, query: str) -> bool:
        """Run an ASK; see `Store.ask`."""
        self.check()
        return super().ask(query)

    def check(self) -> None:
        """Find out, once, whether and how the endpoint holds the dataset.

        Raises:
            EndpointError: it does not hold it, or not yet.
        """
        if self._checked:
            return
        found = {row["found"].value for row in super().select(_PROBE)}  # type: ignore[union-attr]
        if LOADING in found:
            raise self._endpoint.error(
                "the dataset is being loaded there, or was not loaded to its end; "
                "if nobody does, run cpsu-kg load again"
            )
        if not found:
            raise self._endpoint.error("it does not hold the dataset; cpsu-kg load puts it there")
        if "together" not in found:
            self._endpoint.graphs = [GRAPH + name for name in GRAPHS]
        self._checked = True
