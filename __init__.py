"""policygraph: policy documents in, a knowledge graph in which every fact cites its sentence out."""

__version__ = "0.1.0"
