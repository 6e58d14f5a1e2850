"""Wikidata's side of the dataset: its RDF shape, its query dialect, and checks made in it.

`service` runs queries written for the Wikidata Query Service; what is special in them is found
by a parser (`tokens`, `parser`, `expressions`, `tree`) and said in plain SPARQL by `labels`,
`dialect` and `edits`. `preflight` looks for what a Wikidata editor would object to.
"""
