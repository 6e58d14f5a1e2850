"""Slips that a curator could make, made in the real data to see whether `validate` notices.

`PYTHONPATH=src:quality python -m mutants` makes some thousands of them and writes what was
caught, and by which shape, to quality/mutants.md.
"""
