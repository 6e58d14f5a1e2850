"""Where the triples are: an embedded store, or any SPARQL 1.1 endpoint, behind one protocol.

`EmbeddedStore` is in `embedded`, `RemoteStore` in `remote`, the protocol `Store` in `protocol`.
"""
