"""Putting the dataset into a triple store, graph by graph, so that an interruption costs little.

What a store holds of it is written down in the store itself, in a small graph of its own, before
and after each graph: a second load finds that nothing is to be done, and sends nothing.
"""

from __future__ import annotations

from cpsu_kg.upload.loader import Loader
from cpsu_kg.upload.plan import Plan, Task

__all__ = ["Loader", "Plan", "Task"]
