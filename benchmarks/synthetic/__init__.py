"""Invented leaderships in the project's own ontology, as many as a benchmark needs.

Each province is a small party-state of its own: bodies, offices, elections, deaths, vacancies,
seats and head counts between 1919 and 1991, what a handful of invented sources say of each, and
the choices where they disagree. The same seed gives the same triples; the shapes find no fault.
"""
