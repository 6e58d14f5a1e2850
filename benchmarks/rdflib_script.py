"""What a person would write with rdflib: read the dataset, ask one or more questions.

python rdflib_script.py DATASET QUERY...

Tells the seconds of each, one a line.
"""

import sys
import time

import rdflib

begun = time.perf_counter()
graph = rdflib.Graph()
graph.parse(sys.argv[1])
print(time.perf_counter() - begun)
for path in sys.argv[2:]:
    begun = time.perf_counter()
    with open(path, encoding="utf-8") as stream:
        list(graph.query(stream.read()))
    print(time.perf_counter() - begun, flush=True)
