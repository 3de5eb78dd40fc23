"""Processes that run queries and changes and can be stopped at any moment."""
