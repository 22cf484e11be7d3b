"""Sends a graph to a triple store elsewhere, one named graph at a time: a second load replaces and never doubles.

``kinds`` knows the addresses of each product, ``credentials`` where secrets are found, ``client`` speaks to the store,
``journal`` remembers what was sent, ``parts`` cuts a dataset into what is sent, and ``send`` does the work.
"""

from __future__ import annotations

from geokg.load.client import Client, Patience, probe
from geokg.load.credentials import Credentials, find_credentials
from geokg.load.journal import Journal
from geokg.load.kinds import KINDS, Target, find_target
from geokg.load.parts import Part, older_than, parts
from geokg.load.send import Plan, Report, plan, send

__all__ = [
    "KINDS",
    "Client",
    "Credentials",
    "Journal",
    "Part",
    "Patience",
    "Plan",
    "Report",
    "Target",
    "find_credentials",
    "find_target",
    "older_than",
    "parts",
    "plan",
    "probe",
    "send",
]
