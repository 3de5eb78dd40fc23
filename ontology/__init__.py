"""The vocabulary: OWL ontology, SHACL shapes, known concepts, and the code that reads them."""
