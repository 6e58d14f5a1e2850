"""The text formats of the export, as pyoxigraph names them."""

from pyoxigraph import RdfFormat

MERGED = ("turtle", "ntriples", "rdfxml", "jsonld")
WITH_GRAPHS = ("nquads", "trig")
OXIGRAPH = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
