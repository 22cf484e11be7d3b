"""Writes a graph as the bulk loaders of other products want it, and tells the commands that load it."""

from __future__ import annotations

from geokg.dump.products import PRODUCTS, dump

__all__ = ["PRODUCTS", "dump"]
