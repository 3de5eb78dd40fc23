"""Readers for file formats; each gives plain text and what the file says of itself."""
