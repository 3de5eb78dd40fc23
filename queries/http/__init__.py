"""SPARQL over HTTP: what a request asks for, and how it is answered."""
