"""Loaders: open documents and data, and fill the store."""
