"""Finds articles in files, folders and standard input: one module a format, one way to say what was left out."""

from __future__ import annotations

from geokg.ingest.articles import read_articles

__all__ = ["read_articles"]
