"""Proposers: models behind an address, asked about numbers that the rules could not place. Off unless asked for."""
