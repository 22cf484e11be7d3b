"""Statements as RDF: written, read back, and checked."""
