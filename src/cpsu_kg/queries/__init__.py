"""Canned queries: one documented `.rq` file each, bound by typed terms, answered in typed rows.

`catalogue` finds them, `header` reads what a file says of itself, `parameters` turns values
into RDF terms, `binding` puts the terms into the text, `rows` holds the answer.
"""
