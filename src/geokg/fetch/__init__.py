"""Fetches pages of the web, politely, and never from inside the network this machine stands in."""

from __future__ import annotations

from geokg.fetch.fetcher import Fetched, Fetcher, Policy

__all__ = ["Fetched", "Fetcher", "Policy"]
