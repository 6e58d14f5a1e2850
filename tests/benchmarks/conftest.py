"""Lets the tests import the benchmarks, which are no part of the package."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent.parent))
