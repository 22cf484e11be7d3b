"""The commands, one short function a verb. Each imports what it needs when it is called."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - typer reads the annotations
from operator import attrgetter
from pathlib import Path
from typing import Annotated, Any

import typer

from geokg.cli.manners import Manners
from geokg.cli.options import (
    Actors,
    Base,
    Columns,
    Date,
    Debug,
    Engine,
    EngineName,
    Follow,
    Graph,
    Grouping,
    ListFormat,
    MaxBytes,
    MinConfidence,
    Model,
    Output,
    Paths,
    Plugins,
    Quiet,
    Scheduler,
    Since,
    StatementFormat,
    Table,
    TableFormat,
    Until,
    Verbose,
    address,
)
from geokg.cli.parameters import AskCommand

__all__ = ["app"]


def examples(*lines: str) -> str:
    """The foot of a help page; the mark at its head keeps the lines apart."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


app = typer.Typer(
    name="geokg",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Read news and write down who did or said what to whom, as RDF.",
    epilog=examples("geokg build news/", "geokg query 'who warned whom'", "geokg --install-completion"),
)
config = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Show what geokg is set to.",
    epilog=examples("geokg config show"),
)
store = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Look after the store of a graph.",
    epilog=examples("geokg store info", "geokg store backup --to yesterday"),
)
app.add_typer(config, name="config")
app.add_typer(store, name="store")


def _version(value: bool) -> None:
    if value:
        from importlib.metadata import version

        typer.echo(f"geokg {version('geokg')}")
        raise typer.Exit


def _questions(incomplete: str) -> list[tuple[str, str]]:
    """Named questions for the completion of the shell."""
    from geokg.query import named_questions

    found = named_questions().values()
    return [(question.name, question.title) for question in found if question.name.startswith(incomplete)]


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Read news and write down who did or said what to whom, as RDF."""


@app.command(epilog=examples("geokg build news/", "geokg build a.md b.jsonl -o output --date 2024-04-05 --json"))
def build(
    context: typer.Context,
    paths: Paths,
    output: Output = None,
    model: Model = None,
    base: Base = None,
    date: Date = None,
    actors: Actors = None,
    max_bytes: MaxBytes = None,
    columns: Columns = None,
    min_confidence: MinConfidence = None,
    plugins: Plugins = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON on standard output.")] = False,
    check: Annotated[
        bool, typer.Option("--validate", help="Check the graph at the end, its shapes on a sample; 1 if it is wrong.")
    ] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", metavar="N", min=1, help="Articles are read by N processes.")
    ] = 1,
    keep_removed: Annotated[
        bool, typer.Option("--keep-removed", help="Keep the articles of sources that are not named any more.")
    ] = False,
    follow: Follow = False,
    engine: Engine = EngineName.LOCAL,
    scheduler: Scheduler = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Build the graph of articles: graph.ttl, graph.trig, graph.nq, graph.html, statements.jsonl and store/.

    Run again, it reads only what is new or changed, and takes out what is gone.
    """
    from geokg.cli.work import run_build

    settings = _settings(context, output=output, model=model, base=base, date=date, actors=actors,
                         max_bytes=max_bytes, columns=columns, min_confidence=min_confidence,
                         plugins=plugins)  # fmt: skip
    quiet = _manners(context).quiet or settings.quiet
    raise typer.Exit(run_build(paths, settings, jobs=jobs, keep_removed=keep_removed, follow=follow,
                               scheduler=address(engine, scheduler), as_json=as_json, quiet=quiet,
                               check=check))  # fmt: skip


@app.command(
    epilog=examples(
        "geokg fetch https://news.example/rss -o news --contact me@example.org",
        "geokg fetch gdelt.csv urls.txt -o news --limit 100",
    )
)
def fetch(
    context: typer.Context,
    paths: Paths,
    folder: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where articles.jsonl grows.")],
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", min=1, show_default=False, help="No more than N in this run.")
    ] = None,
    contact: Annotated[
        str | None,
        typer.Option("--contact", metavar="WHO", show_default=False, help="Mail or page where sites reach you."),
    ] = None,
    delay: Annotated[
        float | None,
        typer.Option(
            "--delay", metavar="S", show_default=False, help="Seconds between requests to a site (default: 1)."
        ),
    ] = None,
    allow_private: Annotated[
        bool | None,
        typer.Option("--allow-private", show_default=False, help="Ask addresses of this machine and network too."),
    ] = None,
    max_bytes: MaxBytes = None,
    columns: Columns = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Fetch articles, politely: addresses, and what the links of feeds and lists lead to, into one file.

    Run again, it fetches only what is not there yet.
    """
    from geokg.cli.fetch import run_fetch

    settings = _settings(context, contact=contact, delay=delay, allow_private=allow_private, max_bytes=max_bytes,
                         columns=columns)  # fmt: skip
    quiet = _manners(context).quiet or settings.quiet
    raise typer.Exit(run_fetch(paths, folder, settings, limit=limit, quiet=quiet))


@app.command(
    epilog=examples(
        "geokg shards crawl/ -o shards",
        "geokg shards s3://news/2024/*.jsonl.gz -o s3://news/shards --engine dask --scheduler tcp://10.0.0.5:8786",
    )
)
def shards(
    context: typer.Context,
    paths: Paths,
    outdir: Annotated[str, typer.Option("--output", "-o", metavar="FOLDER", help="Where the files of each shard go.")],
    engine: Engine = EngineName.LOCAL,
    scheduler: Scheduler = None,
    model: Model = None,
    base: Base = None,
    date: Date = None,
    actors: Actors = None,
    max_bytes: MaxBytes = None,
    columns: Columns = None,
    min_confidence: MinConfidence = None,
    plugins: Plugins = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Read each file into N-Quads and a table of claims of its own: for corpora that no single build can hold."""
    from geokg.cli.shards import run_shards

    settings = _settings(context, model=model, base=base, date=date, actors=actors, max_bytes=max_bytes,
                         columns=columns, min_confidence=min_confidence, plugins=plugins)  # fmt: skip
    quiet = _manners(context).quiet or settings.quiet
    at = address(engine, scheduler)
    raise typer.Exit(run_shards(paths, outdir, settings, scheduler=at, quiet=quiet))


@app.command(epilog=examples("geokg status", "geokg status -o elsewhere --json", "geokg status --dropped"))
def status(
    context: typer.Context,
    output: Output = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
    dropped: Annotated[
        bool, typer.Option("--dropped", help="List the passages that were left out as no news, and by which rule.")
    ] = False,
    debug: Debug = False,
) -> None:
    """Show what the last build holds: sources, articles, what waits to be read, what could not be read."""
    from geokg.cli.builds import run_status, show_dropped

    folder = _settings(context, output=output).output
    if dropped:
        show_dropped(folder, Table.JSON if as_json else Table.TABLE)
    else:
        run_status(folder, as_json=as_json)


@app.command(
    epilog=examples("geokg retract 5d41402abc4b2a76", "geokg retract 'The Daily Example'", "geokg retract a.md --undo")
)
def retract(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", show_default=False, help="Id of an article, a source, or an outlet.")
    ],
    undo: Annotated[bool, typer.Option("--undo", help="Take it in again.")] = False,
    output: Output = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Have the next build leave out an article, a source (file) or an outlet, though it is still there."""
    from geokg.cli.builds import run_retract

    settings = _settings(context, output=output)
    run_retract(name, settings.output, undo=undo, quiet=_manners(context).quiet or settings.quiet)


@app.command(
    epilog=examples(
        "geokg extract news/ > statements.jsonl",
        "echo 'Norway warned Russia.' | geokg extract - --format table",
    )
)
def extract(
    context: typer.Context,
    paths: Paths,
    form: StatementFormat = ListFormat.JSONL,
    model: Model = None,
    date: Date = None,
    actors: Actors = None,
    max_bytes: MaxBytes = None,
    columns: Columns = None,
    follow: Follow = False,
    plugins: Plugins = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Print the statements of articles, one a line."""
    from geokg.cli.work import run_extract

    settings = _settings(context, model=model, date=date, actors=actors, max_bytes=max_bytes, columns=columns,
                         plugins=plugins)  # fmt: skip
    quiet = _manners(context).quiet or settings.quiet
    raise typer.Exit(run_extract(paths, settings, form, follow=follow, quiet=quiet))


@app.command(
    cls=AskCommand,
    epilog=examples(
        "geokg query --list",
        "geokg query 'who warned whom'",
        "geokg query warns --subject Russia --since 2024-01-01",
        "geokg query members -p organization=NATO -f csv",
        "geokg query question.rq -f json --timeout 10",
        "geokg query dyad --subject Russia --object NATO --endpoint http://localhost:3030/news/sparql",
        "geokg query 'SELECT ?o { actor:norway relation:memberOf ?o }'",
    ),
)
def query(
    context: typer.Context,
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="QUESTION",
            autocompletion=_questions,
            help="A named question, a file of SPARQL (.rq), or SPARQL.",
        ),
    ] = None,
    parameters: Annotated[
        list[str] | None,
        typer.Option(
            "--param",
            "-p",
            metavar="NAME=VALUE",
            help="Bind a parameter of a named question; repeatable. --NAME VALUE does the same.",
        ),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="One of table, csv, tsv, json, xml and ttl.")
    ] = "table",
    raw: Annotated[
        bool, typer.Option("--raw", help="Leave cells of csv as they are, even where a spreadsheet would run them.")
    ] = False,
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", metavar="SECONDS", min=0.01, show_default=False, help="Give up after that long."),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the SPARQL that is asked, and how long it takes.")
    ] = False,
    endpoint: Annotated[
        str | None,
        typer.Option(
            "--endpoint",
            metavar="URL",
            show_default=False,
            help="Ask a SPARQL endpoint. GEOKG_ENDPOINT_TOKEN, or _USER and _PASSWORD, let you in.",
        ),
    ] = None,
    listed: Annotated[bool, typer.Option("--list", "-l", help="List the named questions.")] = False,
    output: Output = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Ask the graph that was built last, or an endpoint that holds one."""
    from geokg.cli.ask import list_questions, run_query

    if listed:
        list_questions()
    else:
        where = endpoint or _settings(context, output=output).output
        run_query(question, parameters or [], form, where, raw=raw, explain=explain, timeout=timeout)


@app.command(
    epilog=examples(
        "geokg view --open",
        "geokg view --actor NATO --depth 2 --since 2024-01-01 -o nato.html",
        "geokg view --relation THREATEN --min-sources 2",
        "geokg view --format gexf -o graph.gexf",
    )
)
def view(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="FOLDER", show_default=False, help="Folder of the graph (default: output)."),
    ] = None,
    actors: Annotated[
        list[str] | None,
        typer.Option(
            "--actor", "-a", metavar="NAME", show_default=False, help="Only what is near this actor; may be repeated."
        ),
    ] = None,
    depth: Annotated[
        int, typer.Option("--depth", metavar="N", min=1, max=3, help="How many steps from the actor, 1 to 3.")
    ] = 1,
    since: Annotated[
        datetime | None,
        typer.Option(
            "--since",
            metavar="YYYY-MM-DD",
            formats=["%Y-%m-%d"],
            show_default=False,
            help="Only what can have happened on that day or later; without a time, by the day of its article.",
        ),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(
            "--until",
            metavar="YYYY-MM-DD",
            formats=["%Y-%m-%d"],
            show_default=False,
            help="Only what can have happened on that day or earlier.",
        ),
    ] = None,
    relations: Annotated[
        list[str] | None,
        typer.Option(
            "--relation",
            "-r",
            metavar="NAME",
            show_default=False,
            help="Only this relation or family of relations; may be repeated.",
        ),
    ] = None,
    min_sources: Annotated[
        int, typer.Option("--min-sources", metavar="N", min=1, help="Only what at least N articles say.")
    ] = 1,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            metavar="N",
            min=1,
            show_default=False,
            help="Only the N actors with most ties, and who speaks of them.",
        ),
    ] = None,
    form: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="html, or gexf for Gephi.")] = "html",
    place: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", show_default=False, help="Default: view.html beside the graph."),
    ] = None,
    shown: Annotated[bool, typer.Option("--open", help="Show the page in a browser.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Make a page of the graph that was built last, or of a part of it."""
    from geokg.cli.view import run_view
    from geokg.view.part import Part

    days = {"since": since.date() if since else None, "until": until.date() if until else None}
    part = Part(
        frozenset(actors or ()), depth, frozenset(relations or ()), **days, min_sources=min_sources, limit=limit
    )
    settings = _settings(context, output=folder)
    run_view(settings.output, part, form, place, shown=shown, quiet=_manners(context).quiet or settings.quiet)


@app.command(
    epilog=examples(
        "geokg export -o graph.jsonld",
        "geokg export --format turtle > all.ttl",
        "geokg export output --rdf12 -o claims.ttl",
    )
)
def export(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="FOLDER", show_default=False, help="Folder of the graph (default: output)."),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            show_default=False,
            help="One of turtle, turtle-facts, trig, nquads, jsonld, rdfxml, rdf12 and nanopub; "
            "the suffix of FILE decides where it is not given.",
        ),
    ] = None,
    place: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", show_default=False, help="Default: standard output."),
    ] = None,
    rdf12: Annotated[bool, typer.Option("--rdf12", help="The same as --format rdf12: Turtle with reifiers.")] = False,
    inline: Annotated[
        bool,
        typer.Option(
            "--inline-context/--context-url",
            help="Write the context into the JSON-LD, or only its address, which readers then fetch.",
        ),
    ] = True,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Write the graph that was built last as Turtle, TriG, N-Quads, JSON-LD, RDF/XML or nanopublications."""
    from geokg.cli.export import run_export

    run_export(_settings(context, output=folder).output, "rdf12" if rdf12 else form, place, inline=inline)


@app.command(
    epilog=examples(
        "geokg validate output --sample 1000",
        "geokg validate graph.trig --articles news/",
        "geokg validate graph.nq --format json | jq '.[].problem'",
    )
)
def validate(
    context: typer.Context,
    place: Annotated[
        Path | None,
        typer.Argument(
            metavar="PLACE",
            show_default=False,
            help="A file (.ttl, .trig, .nq, .nt, .jsonld, .rdf or .xml), or the folder of a graph (default: output).",
        ),
    ] = None,
    sample: Annotated[
        int | None,
        typer.Option(
            "--sample",
            metavar="N",
            min=1,
            show_default=False,
            help="Check the shapes of N claims and all around them, not of all; other checks see all.",
        ),
    ] = None,
    articles: Annotated[
        list[str] | None,
        typer.Option(
            "--articles",
            metavar="PATH",
            show_default=False,
            help="File or folder of the articles that were read, to compare quotes with; may be repeated.",
        ),
    ] = None,
    form: TableFormat = Table.TABLE,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Check RDF against the contract (docs/graph.md): 0 valid, 1 invalid, 2 cannot be read."""
    from geokg.cli.validate import run_validate

    settings, quiet = _settings(context), _manners(context).quiet
    raise typer.Exit(run_validate(place or settings.output, articles or [], form, sample=sample,
                                  quiet=quiet or settings.quiet))  # fmt: skip


@app.command(epilog=examples("geokg relations", "geokg relations --format csv | grep THREATEN"))
def relations(form: TableFormat = Table.TABLE, debug: Debug = False) -> None:
    """List the relations: id, label, family, CAMEO code, intensity from -10 (hostile) to 10, and what they mean."""
    from geokg.cli.printing import put_rows
    from geokg.relations import load_relations

    fields = ["id", "label", "family", "cameo", "intensity", "definition"]
    if form is Table.TABLE:
        fields.remove("label")  # a terminal is narrow, and the id says nearly the same
    put_rows(["relation", *fields[1:]], map(attrgetter(*fields), load_relations().values()), form)


@app.command(
    epilog=examples(
        "geokg actors 'Moscow warned the US president on Tuesday.' --date 2024-04-05",
        "geokg actors --check --actors mine.csv",
        "geokg actors --export actors.ttl",
    )
)
def actors(
    context: typer.Context,
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="A sentence or more.")] = None,
    form: TableFormat = Table.TABLE,
    model: Model = None,
    date: Date = None,
    files: Actors = None,
    check: Annotated[
        bool, typer.Option("--check", help="Check the files of known actors; print what is wrong.")
    ] = False,
    export: Annotated[
        Path | None, typer.Option("--export", metavar="FILE", help="Write the known actors as RDF (.ttl or .nt).")
    ] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Show which actors a text names and why each was taken; or check or export the known actors."""
    from geokg.cli import actors as command
    from geokg.errors import ConfigError

    settings = _settings(context, model=model, date=date, actors=files)
    if not (text or check or export):
        raise ConfigError("nothing to do; give a TEXT, --check or --export FILE")
    if check and command.check(settings.actors):
        raise typer.Exit(2)
    if export:
        command.export(settings.actors, export)
    if text:
        command.explain(text, form, settings)


@app.command(
    "eval",
    epilog=examples(
        "geokg eval gold.jsonl --by relation --errors errors.md",
        "geokg extract gold.jsonl > found.jsonl",
        "geokg eval gold.jsonl --predicted found.jsonl --json scores.json",
    ),
)
def evaluate(
    context: typer.Context,
    gold: Annotated[
        list[Path],
        typer.Argument(metavar="GOLD", show_default=False, help="Files of gold; docs/evaluation.md tells the format."),
    ],
    by: Annotated[
        Grouping | None,
        typer.Option(
            "--by",
            show_choices=False,
            show_default=False,
            metavar="WHAT",
            help="Also measure each on its own: relation, status, source, category or type.",
        ),
    ] = None,
    errors: Annotated[
        Path | None,
        typer.Option("--errors", metavar="FILE", show_default=False, help="Write every error to a file of Markdown."),
    ] = None,
    as_json: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", show_default=False, help="Write the numbers as JSON.")
    ] = None,
    predicted: Annotated[
        Path | None,
        typer.Option(
            "--predicted",
            metavar="FILE",
            show_default=False,
            help="Measure statements in JSON Lines, as `geokg extract` writes them, and read no text.",
        ),
    ] = None,
    model: Model = None,
    actors: Actors = None,
    plugins: Plugins = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Measure how well statements are found: precision, recall, false assertions and every error."""
    from geokg.cli.evaluate import run_eval

    settings = _settings(context, model=model, actors=actors, plugins=plugins)
    run_eval(gold, settings, by=by, errors=errors, as_json=as_json, predicted=predicted,
             quiet=_manners(context).quiet or settings.quiet)  # fmt: skip


@store.command("info", epilog=examples("geokg store info", "geokg store info -o elsewhere --json"))
def store_info(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
    output: Output = None,
    debug: Debug = False,
) -> None:
    """Show what the store holds: quads, articles, claims, facts, actors, base IRI, size and the settings of its run."""
    from geokg.cli.store import run_info

    run_info(_settings(context, output=output).output, as_json=as_json)


@store.command("optimize", epilog=examples("geokg store optimize"))
def store_optimize(context: typer.Context, output: Output = None, quiet: Quiet = False, debug: Debug = False) -> None:
    """Rewrite the files of the store, so that queries are as fast as they can be."""
    from geokg.cli.store import run_optimize

    settings = _settings(context, output=output)
    run_optimize(settings.output, quiet=_manners(context).quiet or settings.quiet)


@store.command("backup", epilog=examples("geokg store backup", "geokg store backup --to yesterday"))
def store_backup(
    context: typer.Context,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="DIR", show_default=False, help="Folder of the copy (default: output-backup)."),
    ] = None,
    output: Output = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Copy the store into a folder that can be asked in its place; on the same disk that costs next to nothing."""
    from geokg.cli.store import run_backup

    settings = _settings(context, output=output)
    run_backup(settings.output, to, quiet=_manners(context).quiet or settings.quiet)


@app.command(
    epilog=examples("geokg serve", "geokg serve --port 9000 --cors '*'", "GEOKG_TOKEN=... geokg serve --host 0.0.0.0")
)
def serve(
    context: typer.Context,
    output: Output = None,
    host: Annotated[str, typer.Option("--host", metavar="HOST", help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="Port; 0 takes a free one.")
    ] = 8080,
    token_variable: Annotated[
        str | None,
        typer.Option(
            "--token-from-env",
            metavar="NAME",
            show_default=False,
            help="Variable with the token that clients must send, needed beyond this machine (default: GEOKG_TOKEN).",
        ),
    ] = None,
    hosts: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", show_default=False, help="A further host name to answer to."),
    ] = None,
    cors: Annotated[
        list[str] | None,
        typer.Option(
            "--cors", metavar="ORIGIN", show_default=False, help="Let pages of ORIGIN read answers; * for all."
        ),
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", metavar="S", min=0.1, show_default=False, help="Seconds for a query (default: 30)."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers", metavar="N", min=1, show_default=False, help="Queries at a time (default: processors + 1)."
        ),
    ] = None,
    max_bytes: Annotated[
        int | None,
        typer.Option("--max-bytes", metavar="N", min=1, show_default=False, help="Largest answer (default: 67108864)."),
    ] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Serve the graph that was built last as a SPARQL endpoint, to read only."""
    from geokg.cli.serve import run_serve

    settings = _settings(context, output=output)
    run_serve(settings.output, host=host, port=port, token_variable=token_variable, hosts=hosts or (), cors=cors or (),
              timeout=timeout, workers=workers, max_bytes=max_bytes,
              quiet=_manners(context).quiet or settings.quiet)  # fmt: skip


@app.command(
    epilog=examples(
        "geokg load http://localhost:3030/news",
        "GEOKG_LOAD_USER=dba GEOKG_LOAD_PASSWORD=... geokg load http://localhost:8890 --kind virtuoso",
        "geokg load http://localhost:7878 --since 2024-01-01 --dry-run",
    )
)
def load(
    context: typer.Context,
    target: Annotated[
        str, typer.Argument(metavar="URL", show_default=False, help="Address of the store or of its dataset.")
    ],
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="PRODUCT",
            help="One of auto, gsp, fuseki, graphdb, rdf4j, virtuoso, blazegraph, stardog, qlever, neptune, oxigraph.",
        ),
    ] = "auto",
    since: Annotated[
        datetime | None,
        typer.Option(
            "--since",
            metavar="YYYY-MM-DD",
            formats=["%Y-%m-%d"],
            show_default=False,
            help="Of the articles, only those that were published on that day or later.",
        ),
    ] = None,
    anew: Annotated[bool, typer.Option("--all", help="Send all graphs, also those that the store has.")] = False,
    dry: Annotated[bool, typer.Option("--dry-run", help="Only list what would be sent and deleted.")] = False,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", min=0.1, help="How long the store may be silent.")
    ] = 300,
    output: Output = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Load the graph that was built last into a triple store; a second load sends only what changed.

    User and password, or a token, are read from GEOKG_LOAD_USER and GEOKG_LOAD_PASSWORD, or GEOKG_LOAD_TOKEN, else
    from the keyring or the netrc file. Exit code 1: some graphs failed, and are named.
    """
    from geokg.cli.load import run_load

    settings = _settings(context, output=output)
    code = run_load(target, kind, settings.output, since=since.date() if since else None, anew=anew, dry=dry,
                    timeout=timeout, quiet=_manners(context).quiet or settings.quiet)  # fmt: skip
    raise typer.Exit(code)


@app.command(epilog=examples("geokg dump --for neo4j", "geokg dump --for jena -o news-dump"))
def dump(
    context: typer.Context,
    product: Annotated[
        str,
        typer.Option(
            "--for", metavar="PRODUCT", show_default=False, help="One of neo4j, neptune, virtuoso, jena and qlever."
        ),
    ],
    folder: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FOLDER",
            show_default=False,
            help="Where the files go (default: dump-PRODUCT beside the graph).",
        ),
    ] = None,
    graph: Annotated[
        str | None,
        typer.Option(
            "--graph", metavar="FOLDER", show_default=False, help="Folder of the graph, as `geokg build -o` wrote it."
        ),
    ] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> None:
    """Write the graph as the bulk loader of a product wants it, and print the commands that load it."""
    from geokg.cli.dump import run_dump

    settings = _settings(context, output=graph)
    run_dump(product, settings.output, folder, quiet=_manners(context).quiet or settings.quiet)


@app.command(epilog=examples("geokg diff yesterday output", "geokg diff yesterday output --format sparql > update.ru"))
def diff(
    old: Annotated[Path, typer.Argument(metavar="A", show_default=False, help="Folder of a graph.")],
    new: Annotated[Path, typer.Argument(metavar="B", show_default=False, help="Folder of another graph.")],
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="One of text, json and sparql, an update.")
    ] = "text",
    debug: Debug = False,
) -> None:
    """Show what graph B has that graph A has not, and the other way round: 0 the same, 1 different."""
    from geokg.cli.analyse import run_diff

    raise typer.Exit(run_diff(old, new, form))


@app.command(epilog=examples("geokg tables gexf -o news.gexf", "geokg tables gdelt -o events.parquet"))
def tables(
    context: typer.Context,
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT", show_default=False, help="One of graphml, gexf, nodes, edges, plover, gdelt and icews."
        ),
    ],
    place: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            show_default=False,
            help="Default: standard output. A table is CSV, and Parquet where FILE ends in .parquet.",
        ),
    ] = None,
    graph: Graph = None,
    debug: Debug = False,
) -> None:
    """Write the graph for Gephi, networkx or a spreadsheet, or as event data."""
    from geokg.cli.analyse import run_tables

    run_tables(form, _settings(context, output=graph).output, place)


@app.command(
    epilog=examples(
        "geokg analyse dyad Russia Ukraine --since 2024-01-01",
        "geokg analyse matrix warns --format csv",
        "geokg analyse coalitions --format ttl > coalitions.ttl",
    )
)
def analyse(
    context: typer.Context,
    what: Annotated[
        str,
        typer.Argument(
            metavar="MEASURE",
            show_default=False,
            help="One of dyad A B, profile A, matrix RELATION, coalitions, triads, centralities, contested, rising "
            "and speech-acts.",
        ),
    ],
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME", show_default=False, help="Actors, or a relation or family (warns, THREATEN)."),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="One of table, csv, json and ttl.")
    ] = "table",
    since: Since = None,
    until: Until = None,
    reported: Annotated[
        bool, typer.Option("--reported", help="Count also what speakers assert, not only articles themselves.")
    ] = False,
    graph: Graph = None,
    debug: Debug = False,
) -> None:
    """Measure what the graph tells: pairs, profiles, coalitions, who is contested, what rises."""
    from geokg.cli.analyse import run_analyse

    run_analyse(what, _settings(context, output=graph).output, form, names or [], since and since.date(),
                until and until.date(), reported=reported)  # fmt: skip


@app.command(epilog=examples("geokg report --actor Ukraine --since 2024-01-01 -o report.html"))
def report(
    context: typer.Context,
    actor: Annotated[str, typer.Option("--actor", metavar="NAME", show_default=False, help="Whom it is about.")],
    place: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The page.")] = Path("report.html"),
    since: Since = None,
    until: Until = None,
    graph: Graph = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Write one page about an actor, with tables, plots, and the quotes behind each number."""
    from geokg.cli.analyse import run_report

    run_report(actor, _settings(context, output=graph).output, place, since and since.date(), until and until.date(),
               quiet=_manners(context).quiet)  # fmt: skip


@config.command(
    "show", epilog=examples("geokg config show", "GEOKG_MIN_CONFIDENCE=0.7 geokg config show --format json")
)
def config_show(form: TableFormat = Table.TABLE, debug: Debug = False) -> None:
    """Show each setting and where it comes from: default, file, environment or flag."""
    from dataclasses import asdict

    from geokg.cli.printing import put_rows
    from geokg.config import load_settings_with_origins

    settings, origins = load_settings_with_origins()
    rows = [(name, _plain(value), origins[name]) for name, value in asdict(settings).items()]
    put_rows(("setting", "value", "origin"), rows, form)


def _plain(value: Any) -> str | None:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return None if value is None else str(value)


def _settings(context: typer.Context, **flags: Any) -> Any:
    from geokg.config import load_settings

    return load_settings(flags)


def _manners(context: typer.Context) -> Manners:
    return context.ensure_object(Manners)
