"""The graph: values, claims, citations, their RDF form, and the store that holds them."""
