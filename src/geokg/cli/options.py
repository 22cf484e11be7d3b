"""The options and arguments that several commands share."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from geokg.cli.manners import set_debug, set_quiet, set_verbose
from geokg.errors import ConfigError

__all__ = [
    "Actors",
    "Base",
    "Columns",
    "Date",
    "Debug",
    "Engine",
    "EngineName",
    "Follow",
    "Graph",
    "Grouping",
    "ListFormat",
    "MaxBytes",
    "MinConfidence",
    "Model",
    "Output",
    "Paths",
    "Plugins",
    "Quiet",
    "Scheduler",
    "Since",
    "StatementFormat",
    "Table",
    "TableFormat",
    "Until",
    "Verbose",
    "address",
]


class Table(StrEnum):
    """Formats of a list."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class ListFormat(StrEnum):
    """Formats of statements."""

    JSONL = "jsonl"
    TABLE = "table"


class EngineName(StrEnum):
    """Where articles are read."""

    LOCAL = "local"
    DASK = "dask"


def address(engine: EngineName, scheduler: str | None) -> str | None:
    """The scheduler of a cluster, None where this machine reads.

    Raises:
        ConfigError: only one of engine and scheduler speaks of a cluster.
    """
    if (engine is EngineName.DASK) != (scheduler is not None):
        raise ConfigError("a cluster is named by both --engine dask and --scheduler ADDRESS")
    return scheduler


class Grouping(StrEnum):
    """What the measures of an evaluation may be told apart by."""

    RELATION = "relation"
    STATUS = "status"
    SOURCE = "source"
    CATEGORY = "category"
    TYPE = "type"


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        show_default=False,
        help="Files, folders or addresses of text, pages, tables, feeds or archives, or - for standard input.",
    ),
]
TableFormat = Annotated[
    Table, typer.Option("--format", "-f", show_choices=False, metavar="FORMAT", help="One of table, json and csv.")
]
StatementFormat = Annotated[
    ListFormat, typer.Option("--format", "-f", show_choices=False, metavar="FORMAT", help="One of jsonl and table.")
]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", show_default=False, help="spaCy model; the default one comes with geokg."),
]
Base = Annotated[
    str | None,
    typer.Option(
        "--base", metavar="IRI", show_default=False, help="What the names of actors, articles and claims start with."
    ),
]
Date = Annotated[
    str | None,
    typer.Option(
        "--date", metavar="YYYY-MM-DD", show_default=False, help="Day of publication where an article names none."
    ),
]
MaxBytes = Annotated[
    int | None,
    typer.Option(
        "--max-bytes", metavar="N", show_default=False, help="Skip articles with more text (default: 2000000)."
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        "--columns",
        metavar="FIELD=NAME",
        show_default=False,
        help="Column of a table that holds id, title, text, published, source or url; may be repeated.",
    ),
]
Engine = Annotated[
    EngineName,
    typer.Option("--engine", show_choices=False, metavar="ENGINE", help="Who reads: local, or dask (a cluster)."),
]
Scheduler = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="ADDRESS", show_default=False, help="Dask's scheduler, tcp://host:8786."),
]
Follow = Annotated[
    bool, typer.Option("--follow", help="Fetch and read the articles behind the links of feeds and lists.")
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        "--min-confidence",
        metavar="P",
        show_default=False,
        help="Least confidence of a plain triple, from 0 to 1 (default: 0.8).",
    ),
]
Actors = Annotated[
    list[str] | None,
    typer.Option(
        "--actors",
        metavar="FILE",
        show_default=False,
        help="File of further known actors (CSV or Turtle); may be repeated.",
    ),
]
Plugins = Annotated[
    bool | None,
    typer.Option(
        "--plugins/--no-plugins",
        show_default=False,
        help="Let extractors that other packages bring take part, or not (default: they do).",
    ),
]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FOLDER", show_default=False, help="Folder of the graph (default: output)."),
]
Graph = Annotated[
    str | None,
    typer.Option("--graph", "-g", metavar="FOLDER", show_default=False, help="Folder of the graph (default: output)."),
]
Since = Annotated[
    datetime | None,
    typer.Option(
        "--since", metavar="YYYY-MM-DD", formats=["%Y-%m-%d"], show_default=False, help="Events of that day or later."
    ),
]
Until = Annotated[
    datetime | None,
    typer.Option(
        "--until", metavar="YYYY-MM-DD", formats=["%Y-%m-%d"], show_default=False, help="Events of that day or earlier."
    ),
]
Quiet = Annotated[
    bool,
    typer.Option(
        "--quiet", "-q", callback=set_quiet, show_default=False, help="No progress, no summary; only what went wrong."
    ),
]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", callback=set_verbose, show_default=False, help="Say more on standard error.")
]
Debug = Annotated[
    bool, typer.Option("--debug", callback=set_debug, show_default=False, help="Show the traceback of an error.")
]
