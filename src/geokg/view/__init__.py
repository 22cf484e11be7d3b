"""The viewer: one HTML page, in one file and without a network, that shows statements and the words that say them."""

from __future__ import annotations

from geokg.view.background import read_background
from geokg.view.frame import frame
from geokg.view.page import render

__all__ = ["frame", "read_background", "render"]
