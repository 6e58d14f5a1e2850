"""What a person would write with rdflib: read the dataset, ask one or more questions.

python rdflib_script.py DATASET QUERY...
"""

import json
import sys
import time

import rdflib

begun = time.perf_counter()
graph = rdflib.Graph()
graph.parse(sys.argv[1])
times = [time.perf_counter() - begun]
for path in sys.argv[2:]:
    begun = time.perf_counter()
    with open(path, encoding="utf-8") as stream:
        rows = len(list(graph.query(stream.read())))
    times.append(time.perf_counter() - begun)
print(json.dumps(times))
