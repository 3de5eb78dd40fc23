"""The command line: parses, calls, prints. What can be piped goes to stdout, talk and progress to stderr."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import __version__
from .console import (
    PATH,
    Chosen,
    Program,
    chosen_proposer,
    end_with,
    ingest_new,
    open_all,
    print_table,
    progress,
    read_one,
    read_or_recall,
    reading_store,
    refuse_foreign_page,
    tell_unanswered,
    width,
    with_format,
    with_metadata,
    with_proposer,
    writing,
)
from .errors import StoreError
from .review import review

if TYPE_CHECKING:
    from datetime import datetime


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--store", metavar="PATH", help="Store to use (else POLICYGRAPH_STORE, else ./policygraph.store).")
@click.option("--config", type=PATH, metavar="FILE", help="Settings file (else ./policygraph.toml).")
@click.option("--language", type=click.Choice(["en", "ko"]), help="Language of labels in answers and pages.")
@click.version_option(__version__, prog_name="policygraph")
@click.pass_context
def main(context: click.Context, store: str | None, config: Path | None, language: str | None) -> None:
    """Policy documents in; a knowledge graph in which every fact cites its sentence, answers and a picture out.

    Begin with `policygraph demo`, or with `policygraph load FILE` and `policygraph ledger`.
    """
    context.obj = Chosen(config, store, language)


@main.command()
@click.option("--out", type=PATH, default=Path("explorer.html"), show_default=True, help="Page to write.")
@click.pass_obj
def demo(chosen: Chosen, out: Path) -> None:
    """Try it: read the bundled samples, show what they hold.

    Fills a store, prints the ledger of promises and results, writes the explorer.

    \b
    Example:
      policygraph demo
    """
    from importlib.resources import as_file, files

    from .graph.store import Store
    from .loaders.ingest import loaded_documents
    from .queries.ledger import ledger as read_ledger
    from .queries.pages import ledger_page
    from .viz.explorer import draw as draw_explorer

    settings = chosen.settings()
    refuse_foreign_page(out)
    with as_file(files(f"{__package__}.loaders") / "samples") as folder:
        opened, _ = open_all([folder], settings, "", {})
        with Store.open(settings.store) as store:
            samples = {document.source.id for document in opened}
            others = sorted(doc for doc in loaded_documents(store).values() if doc not in samples)
            if others:
                raise StoreError(
                    f"The store at {settings.store} already holds other documents ({', '.join(others[:3])}). "
                    "Name another one for the demo: policygraph --store demo.store demo"
                )
            ingest_new(store, opened, settings)
            shown = settings.min_confidence_shown
            told = read_ledger(store, min_confidence=shown, language=settings.language)
            click.echo(ledger_page(told.table(), width()), nl=False)
            with writing(out):
                draw_explorer(store, out, language=settings.language, min_confidence=shown)
    place = "" if settings.store == "policygraph.store" else f" --store {settings.store}"
    for line in (
        f"The graph is in {settings.store}, the picture in {out.absolute()} (open it in a browser).",
        "Try next:",
        f"  policygraph{place} show 'Data Dam'       everything said of a thing, each fact with its sentence",
        f"  policygraph{place} ask                   the questions that can be asked",
        f"  policygraph{place} ledger --format csv   promises beside results, as a table",
        f"  policygraph{place} export graph.ttl      take the graph away",
        "  policygraph --store my.store load FOLDER   read your own documents",
    ):
        click.echo(line, err=True)


@main.command()
@click.pass_obj
def init(chosen: Chosen) -> None:
    """Make an empty store and a settings file.

    The file is policygraph.toml, every setting commented out. What is there already is kept.

    \b
    Example:
      policygraph init
    """
    from .graph.store import Store
    from .settings import COMMENTED, FILE

    config = chosen.config or Path(FILE)
    settings = replace(chosen, config=config if config.exists() else None).settings()
    with Store.open(settings.store) as store:
        click.echo(f"{settings.store}: {'an empty store' if store.is_empty() else 'kept, it holds a graph'}", err=True)
    try:
        with writing(config), config.open("x", encoding="utf-8", newline="\n") as file:
            file.write(COMMENTED)
    except FileExistsError:
        click.echo(f"{config}: kept", err=True)
    else:
        click.echo(f"{config}: written, every setting commented out", err=True)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=PATH)
@click.option("--again", is_flag=True, help="Read also what is loaded already, after a change of settings.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1, 256), help="Documents read at once; as many as cores, if left out."
)
@click.option("--dask", metavar="ADDRESS", default="", help="Let a dask cluster read, by its scheduler's address.")
@click.option("--no-cache", is_flag=True, help="Read anew what was read before, here or into another store.")
@with_proposer
@with_metadata
@click.pass_obj
def load(
    chosen: Chosen,
    /,
    paths: tuple[Path, ...],
    again: bool,
    jobs: int | None,
    dask: str,
    no_cache: bool,
    proposer: str,
    proposer_model: str,
    encoding: str,
    **given: str,
) -> None:
    """Read documents, or folders of them, into the store.

    What is loaded already is left alone; a changed file replaces exactly what it said before. Metadata come from
    options, a sidecar NAME.json, the file itself.

    \b
    Examples:
      policygraph load press-release.txt --issued 2021-08-30 --publisher 'Ministry of Science and ICT'
      policygraph load documents/ -j 4
      policygraph load documents/ --dask tcp://127.0.0.1:8786
      policygraph load documents/ --proposer http://127.0.0.1:8080/v1 --proposer-model NAME
    """
    from .graph.store import Store
    from .loaders.pool import cores
    from .telling import loaded_line

    if dask and jobs:
        raise click.UsageError("--dask and --jobs: a cluster reads with as many processes as it has; leave one out.")
    settings = chosen.settings()
    choice = chosen_proposer(proposer, proposer_model)
    opened, failed = open_all(paths, settings, encoding, given)
    if opened:
        with Store.open(settings.store) as store:
            report, unread = ingest_new(
                store,
                opened,
                settings,
                again=again,
                jobs=jobs or cores(),
                cached=not no_cache,
                cluster=dask,
                choice=choice,
            )
            failed += len(unread)
        told = {document.source.id: document.warnings for document in opened}
        for document in report.documents:
            click.echo(loaded_line(document))
            for warning in (*told[document.id], *document.warnings):
                click.echo(f"  {document.id}: {warning}", err=True)
        for doc in sorted(told.keys() - {document.id for document in report.documents} - unread):
            click.echo(f"{doc}: unchanged, already loaded")
    end_with(failed)


@main.command()
@click.argument("doc")
@click.pass_obj
def remove(chosen: Chosen, doc: str) -> None:
    """Take a document out of the store.

    Exactly what it said goes. DOC is the document's id: its file name without the suffix.

    \b
    Example:
      policygraph remove press-release
    """
    from .graph.naming import Naming
    from .graph.store import Store
    from .loaders.ingest import remove as remove_document
    from .telling import count

    settings = chosen.settings()
    naming = Naming(settings.base_iri)
    with Store.open(settings.store, create=False) as store:
        graph = naming.graph(doc)
        statements = sum(1 for _ in store.quads(graph))
        claims = {quad.subject for quad in store.quads(graph) if quad.predicate.value.endswith("ns#rule")}
        remove_document(store, doc, naming)
    click.echo(f"{doc}: removed, with {count(len(claims), 'claim')} in {count(statements, 'statement')}")


@main.command()
@click.argument("paths", nargs=-1, required=True, type=PATH)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    help="For people, or one JSON object a line.",
)
@click.option(
    "--min-confidence",
    "least",
    type=click.FloatRange(0, 1),
    help="Only claims at least this sure; without it, those that would be stored.",
)
@click.option(
    "--quantities", is_flag=True, help="Every quantity and time recognised, claimed or not, in place of claims."
)
@with_proposer
@with_metadata
@click.pass_obj
def read(
    chosen: Chosen,
    /,
    paths: tuple[Path, ...],
    form: str,
    least: float | None,
    quantities: bool,
    proposer: str,
    proposer_model: str,
    encoding: str,
    **given: str,
) -> None:
    """Print what would be read; nothing is stored.

    As text, sentence by sentence; as jsonl, one claim or entity a line.

    \b
    Examples:
      policygraph read press-release.txt
      policygraph read documents/ --format jsonl > claims.jsonl
      policygraph read press-release.txt --min-confidence 0.85
      policygraph read press-release.txt --quantities
    """
    import json

    from .reading.contract import records
    from .reading.inventory import inventory
    from .telling import lines_of, lines_of_inventory

    settings = chosen.settings()
    choice = chosen_proposer(proposer, proposer_model)
    opened, failed = open_all(paths, settings, encoding, given)
    unanswered = []
    for document in progress(opened, "Reading"):
        reading = read_one(document, settings, least, choice)
        unanswered.append(reading.unanswered)
        for warning in (*document.warnings, *reading.warnings):
            click.echo(f"{reading.source.id}: {warning}", err=True)
        rows = inventory(document.source, reading, document.body_start) if quantities else records(reading)
        if form == "jsonl":
            for record in rows:
                click.echo(json.dumps(record, ensure_ascii=False))
        else:
            for line in lines_of_inventory(rows) if quantities else lines_of(reading):
                click.echo(line)
    tell_unanswered(unanswered)
    end_with(failed)


@main.command()
@click.argument("question", required=False)
@click.option(
    "--param", "given", multiple=True, metavar="NAME=VALUE", help="A parameter of the question; may be repeated."
)
@with_format
@click.pass_obj
def ask(chosen: Chosen, question: str | None, given: tuple[str, ...], form: str) -> None:
    """Ask a prepared question; without one, list them.

    \b
    Examples:
      policygraph ask
      policygraph ask QUESTION --param programme='Digital New Deal' --format csv
    """
    from .errors import QuestionError
    from .queries.library import questions
    from .queries.table import Column, Table

    settings = chosen.settings()
    if question is None:
        rows = tuple(
            (
                each.name,
                each.title.said(settings.language),
                ", ".join(p.name if p.required else f"[{p.name}]" for p in each.parameters),
            )
            for each in questions().values()
        )
        korean = settings.language == "ko"
        titles = ("질문", "제목", "매개변수") if korean else ("question", "title", "parameters")
        columns = tuple(map(Column, ("question", "title", "parameters"), titles))
        how = "policygraph ask QUESTION --param NAME=VALUE"
        note = f"이렇게 묻는다: {how}" if korean else f"Ask one: {how}"
        print_table(Table("질문" if korean else "Questions", columns, rows, note, settings.language), form)
        return
    from .queries.asking import ask as ask_question

    for pair in given:
        if "=" not in pair:
            raise QuestionError(f"--param {pair}: write NAME=VALUE.")
    parameters = dict(pair.split("=", 1) for pair in given)
    with reading_store(settings) as store:
        print_table(ask_question(store, question, parameters, settings.language), form)


@main.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@with_format
@click.pass_obj
def sparql(chosen: Chosen, file: Path, form: str) -> None:
    """Run a SPARQL query from a file, or - for standard input.

    Rows come as a table, as CSV, or as SPARQL JSON results; triples as Turtle, or with --format json as JSON-LD.

    \b
    Examples:
      policygraph sparql query.rq --format csv
      echo 'SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p' | policygraph sparql -
    """
    from .loaders.decoding import decode
    from .loaders.guard import read_guarded
    from .queries.sparql import LIMITS, answer

    data = (
        sys.stdin.buffer.read(4 * LIMITS.characters + 1)
        if str(file) == "-"
        else read_guarded(file, 4 * LIMITS.characters)
    )
    query = decode(file, data).text
    with reading_store(chosen.settings()) as store:
        click.echo(answer(store, query, form, width()), nl=False)


@main.command()
@click.argument("name")
@with_format
@click.pass_obj
def show(chosen: Chosen, name: str, form: str) -> None:
    """Print all that is said of a thing, with the sentences.

    NAME is its English or Korean name, or its IRI.

    \b
    Examples:
      policygraph show 'Data Dam'
      policygraph show '데이터 댐' --format json
    """
    import json

    from .queries.table import as_json
    from .queries.things import show as show_thing
    from .telling import side_by_side

    settings = chosen.settings()
    with reading_store(settings) as store:
        described = show_thing(store, name, settings.language)
    if form == "text":
        click.echo(f"{described.thing}\n")
        for table in described.tables:
            print_table(table, form)
    elif form == "csv":
        print_table(side_by_side(described.thing.label, described.tables), form)
    else:
        answer = {"name": described.thing.label, "iri": described.thing.iri, "classes": described.thing.classes}
        parts = zip(("facts", "figures", "relations"), described.tables, strict=True)
        answer |= {part: json.loads(as_json(table))["rows"] for part, table in parts}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


@main.command()
@click.argument("programme", required=False)
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="As told by documents issued by that day."
)
@with_format
@click.pass_obj
def ledger(chosen: Chosen, programme: str | None, as_of: datetime | None, form: str) -> None:
    """Print promises beside results, with the sentences.

    Of one programme with its parts, or of all.

    \b
    Examples:
      policygraph ledger
      policygraph ledger 'Data Dam' --format csv
    """
    from .queries.ledger import ledger as read_ledger
    from .queries.pages import ledger_page

    settings = chosen.settings()
    with reading_store(settings) as store:
        told = read_ledger(
            store,
            programme,
            as_of.date() if as_of else None,
            min_confidence=settings.min_confidence_shown,
            language=settings.language,
        )
    if form == "text":
        click.echo(ledger_page(told.table(), width()), nl=False)
    else:
        print_table(told.table(), form)


@main.command()
@click.argument("document", metavar="DOC|PATH")
@click.option("--all", "everything", is_flag=True, help="Also what was recomputed and holds.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="For people, or as JSON.")
@click.option(
    "--original", default="", metavar="DOC|PATH", help="Compare with the original of which it is a translation."
)
@with_metadata
@click.pass_obj
def audit(
    chosen: Chosen, /, document: str, everything: bool, form: str, original: str, encoding: str, **given: str
) -> None:
    """Recompute a document's figures from one another.

    Sums, shares, growth, multiples, moves in rankings, headline against body, deadlines: what does not add up and what
    stays open, each with its sentences and the recomputation. With --original, what the two texts say differently:
    values, powers of ten, whose money, limits, times, what is missing. DOC is a document of the store, PATH a file,
    which is not stored. Nothing is repaired. The exit code is 0 whatever is found.

    \b
    Examples:
      policygraph audit press-release.txt
      policygraph audit press-release --all --format json
      policygraph audit translation.txt --original original.hwpx
    """
    import json

    from .reading.audit import audit as audit_reading
    from .reading.audit import compare_witnesses, recompute
    from .telling import count, lines_of_audit, lines_of_comparison, record_of, record_of_comparison

    settings = chosen.settings()
    reading = read_or_recall(document, settings, encoding, given)
    if original:
        compared = compare_witnesses(read_or_recall(original, settings, "", {}), reading)
        if form == "json":
            click.echo(json.dumps(record_of_comparison(compared), ensure_ascii=False, indent=2))
            return
        for line in lines_of_comparison(compared, settings.language):
            click.echo(line)
        told = count(compared.paired, "figure"), count(len(compared.differences), "difference")
        click.echo(f"{compared.original} and {compared.translation}: {told[0]} in both, {told[1]}", err=True)
        return
    done = recompute(reading)
    found = done if everything else audit_reading(reading)
    if form == "json":
        click.echo(json.dumps([record_of(each) for each in found], ensure_ascii=False, indent=2))
        return
    for finding in found:
        for line in lines_of_audit(finding, settings.language):
            click.echo(line)
    click.echo(
        f"{reading.source.id}: {count(len(done), 'figure')} recomputed, {count(len(found), 'finding')}", err=True
    )


@main.command()
@with_format
@click.option("--all", "everything", is_flag=True, help="Every warning on a line of its own.")
@click.pass_obj
def check(chosen: Chosen, everything: bool, form: str) -> None:
    """Check the graph, and say in plain words what is wrong.

    Its shape, its consistency, and the figures of its documents (see audit). Exit code 1 where something is wrong;
    warnings alone give 0.

    \b
    Example:
      policygraph check
    """
    from .graph.checking import check as check_graph
    from .graph.checking import violations
    from .queries.table import Column, Table
    from .reading.audit.warnings import warnings_of
    from .telling import count, lines_of_check

    settings = chosen.settings()
    with reading_store(settings) as store:
        findings = [*check_graph(store), *warnings_of(store)]
    faults = violations(findings)
    if form == "text":
        for line in lines_of_check(findings, settings.language, everything):
            click.echo(line)
        click.echo(f"{count(faults, 'violation')}, {count(len(findings) - faults, 'warning')}")
    else:
        columns = tuple(Column(name) for name in ("severity", "message", "name", "node", "quote"))
        rows = tuple(
            (
                str(each.severity),
                each.message_ko if settings.language == "ko" else each.message,
                each.name,
                each.node,
                each.quote,
            )
            for each in findings
        )
        print_table(Table("Findings", columns, rows, language=settings.language), form)
    if faults:
        raise click.exceptions.Exit(1)


main.add_command(review)


@main.command()
@click.argument("out", type=PATH)
@click.option("--programme", help="Only this programme, its parts, and what they are related to.")
@click.option("--around", help="Only what stands near this thing.")
@click.option(
    "--depth", default=2, show_default=True, type=click.IntRange(1, 10), help="How many relations away, with --around."
)
@click.option("--since", metavar="DATE", help="Only what documents issued on or after this date say.")
@click.option("--max-nodes", default=150, show_default=True, type=click.IntRange(1, 2000), help="Most things drawn.")
@click.pass_obj
def draw(
    chosen: Chosen, out: Path, programme: str | None, around: str | None, depth: int, since: str | None, max_nodes: int
) -> None:
    """Write the explorer, one self-contained web page.

    \b
    Examples:
      policygraph draw explorer.html
      policygraph draw dam.html --around 'Data Dam' --depth 1
    """
    from .telling import count
    from .viz.explorer import draw as draw_explorer

    settings = chosen.settings()
    with reading_store(settings) as store, writing(out):
        report = draw_explorer(
            store,
            out,
            programme=programme,
            around=around,
            depth=depth,
            since=since,
            max_nodes=max_nodes,
            language=settings.language,
            min_confidence=settings.min_confidence_shown,
        )
    drawn = f"{count(report.nodes, 'thing')}, {count(report.edges, 'relation')} drawn, {count(report.facts, 'fact')}"
    click.echo(f"{out}: {drawn}", err=True)
    if report.capped:
        click.echo(f"  {report.capped}", err=True)


@main.command()
@click.argument("out", type=PATH)
@click.option(
    "--with-text", is_flag=True, help="Whole texts also of documents whose licence does not say that they may go along."
)
@click.pass_obj
def export(chosen: Chosen, out: Path, with_text: bool) -> None:
    """Write the graph to a file.

    Its suffix names the format: .ttl .trig .nq .nt .jsonld .csv .graphml.

    \b
    Examples:
      policygraph export graph.trig
      policygraph export claims.csv
    """
    from .graph.export import export as export_graph

    with reading_store(chosen.settings()) as store:
        report = export_graph(store, out, with_text=with_text)
    click.echo(f"{report.path}: {report.holds:,} {report.what}", err=True)
    if report.record:
        click.echo(f"{report.record}: its catalogue record", err=True)
    if report.withheld:
        click.echo(f"  cited sentences only (licence): {', '.join(report.withheld)}; --with-text takes all", err=True)
    if report.masked:
        click.echo(f"  {report.masked} contact details masked", err=True)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on.")
@click.option("--writable", is_flag=True, help="Take changes, from those who show the token in POLICYGRAPH_TOKEN.")
@click.option("--no-token", is_flag=True, help="Take changes from anybody on this machine.")
@click.option("--public-url", default="", metavar="URL", help="Address by which a proxy in front makes it known.")
@click.option("--cors", multiple=True, metavar="ORIGIN", help="Web pages that may read answers; '*' is all.")
@click.option("--in-memory", is_flag=True, help="Answer from a copy in memory: faster, slower to begin.")
@click.option("--workers", default=0, type=click.IntRange(0, 256), help="Processes kept ready; as many as cores.")
@click.option("--seconds", default=30.0, show_default=True, type=click.FloatRange(0.1, 86400), help="For a request.")
@click.option("--max-megabytes", default=64, show_default=True, type=click.IntRange(1, 1 << 20), help="Of an answer.")
@click.option("--max-rows", default=1_000_000, show_default=True, type=click.IntRange(1), help="Of an answer.")
@click.option(
    "--memory", default=1024, show_default=True, type=click.IntRange(64, 1 << 20), help="Megabytes a request."
)
@click.pass_obj
def serve(chosen: Chosen, /, **given: Any) -> None:
    """Answer SPARQL over HTTP: queries, and with --writable changes, too.

    On this machine only, unless --host says otherwise. /sparql takes queries and updates, /store whole graphs.
    `--store memory:` serves an empty store that is gone at the end.

    \b
    Examples:
      policygraph serve --port 8000
      POLICYGRAPH_TOKEN=... policygraph serve --host 0.0.0.0 --writable --public-url https://data.example.org/
    """
    from .server import serve as serve_store
    from .server import settled

    settings = chosen.settings()
    serve_store(settings.store, given["host"], given["port"], **settled(settings.base_iri, **given))
