"""Putting the dataset into a triple store, graph by graph, so that an interruption costs little.

What a store holds of it is written down in the store itself, in a small graph of its own, before
and after each graph: a second load finds that nothing is to be done, and sends nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cpsu_kg.upload.loader import Loader
from cpsu_kg.upload.plan import Plan, Task

if TYPE_CHECKING:
    from cpsu_kg.graph import KnowledgeGraph

__all__ = ["Loader", "Plan", "Task", "load"]


def load(kg: KnowledgeGraph, endpoint: str, **options: Any) -> Plan:
    """Make a store hold the dataset, and verify that it answers as the dataset does.

    Args:
        kg: the dataset, embedded.
        endpoint: where the store answers queries.
        **options: as for `Loader`.

    Returns:
        What was done.

    Raises:
        EndpointError: the store does not take it, or answers otherwise.
    """
    loader = Loader(kg, endpoint, **options)
    plan = loader.plan()
    loader.load(plan)
    loader.verify(plan)
    return plan
