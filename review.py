"""The command `review`: people judge doubtful claims and names that may be one, in a walk or by options for scripts."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .console import PATH, Chosen, print_table, writing
from .errors import DecisionsInvalid, PolicyGraphError

if TYPE_CHECKING:
    from .graph.decisions import Decision
    from .loaders.judging import Review
    from .queries.reviewing import Item
    from .settings import Settings

_ON_CLAIM = {"a": "accept", "r": "reject", "c": "correct"}
_ON_PAIR = {"s": "same", "n": "not-same"}
_KEYS = {
    "claim": "[a]ccept  [r]eject  [c]orrect  s[k]ip  [u]ndo  [q]uit",
    "pair": "[s]ame  [n]ot the same  s[k]ip  [u]ndo  [q]uit",
}


@click.command()
@click.option("--list", "listed", is_flag=True, help="Print what waits, and end.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json", "jsonl"]),
    default="text",
    help="How --list is written.",
)
@click.option("--decisions", is_flag=True, help="Print what was decided and how it stands, as JSON lines, and end.")
@click.option("--accept", metavar="CLAIM", multiple=True, help="The claim stands as read.")
@click.option("--reject", metavar="CLAIM", multiple=True, help="The claim was read wrongly and counts for nothing.")
@click.option("--correct", metavar="CLAIM", help="Put another claim in its place, with --set.")
@click.option("--set", "changes", metavar="FIELD=VALUE", multiple=True, help="What --correct changes.")
@click.option("--same", metavar="A B", nargs=2, help="Two names stand for one thing.")
@click.option("--not-same", metavar="A B", nargs=2, help="Two names stand for two things.")
@click.option(
    "--undo", metavar="[ID|CLAIM]", is_flag=False, flag_value="last", help="Take back a decision, else the last."
)
@click.option("--apply", "given", type=click.Path(path_type=Path, allow_dash=True), help="Take decisions over, or -.")
@click.option("--export", "out", type=PATH, help="Write all decisions to a file.")
@click.option("--reason", default="", help="Why, in your words; kept with the decision.")
@click.option("--by", "who", default="", metavar="NAME", help="Who decides (else the name you are logged in by).")
@click.pass_obj
def review(
    chosen: Chosen,
    listed: bool,
    form: str,
    decisions: bool,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    correct: str | None,
    changes: tuple[str, ...],
    same: tuple[str, str] | None,
    not_same: tuple[str, str] | None,
    undo: str | None,
    given: Path | None,
    out: Path | None,
    reason: str,
    who: str,
) -> None:
    """Judge doubtful claims, and names that may be one.

    Without options it walks through what waits, those first on which most of the ledger hangs. Decisions are kept in
    STORE.decisions.jsonl beside the store, a line each, and hold when a document is loaded again.

    \b
    Examples:
      policygraph review
      policygraph review --list --format jsonl
      policygraph review --reject press-release/131-148/budget --reason 'a loan, no budget'
    """
    from .graph.naming import Naming
    from .graph.store import Store
    from .loaders.judging import Review
    from .telling import count

    settings = chosen.settings()
    orders = _Orders(accept, reject, correct, changes, same, not_same, undo, given, reason)
    reading = not orders.are_any() and (listed or decisions or out is not None)
    with Store.open(settings.store, create=False, read_only=reading) as store:
        session = Review(store, Naming(settings.base_iri), who or _login())
        if orders.are_any():
            orders.carry_out(session, settings)
        if out is not None:
            with writing(out):
                out.write_bytes("".join(each.line() + "\n" for each in session.decisions).encode())
            click.echo(f"{out}: {count(len(session.decisions), 'decision')}", err=True)
        if decisions:
            _print_decisions(session)
        if listed:
            _print_list(_waiting(session, settings), form, settings.language)
        if not orders.are_any() and not reading:
            _Walk(session, settings).go()


class _Orders:
    """What the options say is to be done."""

    def __init__(
        self,
        accept: Sequence[str],
        reject: Sequence[str],
        correct: str | None,
        changes: Sequence[str],
        same: tuple[str, str] | None,
        not_same: tuple[str, str] | None,
        undo: str | None,
        given: Path | None,
        reason: str,
    ) -> None:
        self.accept, self.reject, self.correct, self.changes = accept, reject, correct, changes
        self.same, self.not_same, self.undo, self.given, self.reason = same, not_same, undo, given, reason
        if changes and not correct:
            raise click.UsageError("--set belongs to --correct.")

    def are_any(self) -> bool:
        """Whether anything is to be done."""
        return any((self.accept, self.reject, self.correct, self.same, self.not_same, self.undo, self.given))

    def carry_out(self, session: Review, settings: Settings) -> None:
        """Do it, in the order of the options' list, and tell each decision."""
        from .graph.decisions import Action

        if self.given is not None:
            self._apply(session)
        for action, names in ((Action.ACCEPT, self.accept), (Action.REJECT, self.reject)):
            for name in names:
                _tell(session.on_claim(action, name, reason=self.reason))
        if self.correct:
            _tell(session.on_claim(Action.CORRECT, self.correct, _fields(self.changes), self.reason))
        for action, two in ((Action.SAME, self.same), (Action.NOT_SAME, self.not_same)):
            if two:
                _tell(session.on_pair(_pair(session, action, two, self.reason, settings.language)))
        if self.undo:
            undone = session.undo("" if self.undo == "last" else self.undo)
            click.echo(f"undone: {_said(undone)}")

    def _apply(self, session: Review) -> None:
        from .graph.decisions import MOST_BYTES
        from .loaders.guard import read_guarded
        from .loaders.judging import read_given
        from .telling import count

        assert self.given is not None
        data = sys.stdin.buffer.read(MOST_BYTES) if str(self.given) == "-" else read_guarded(self.given, MOST_BYTES)
        done = session.apply(read_given(self.given, data))
        click.echo(f"{count(done.new, 'decision')} taken over, {done.known} known already")


def _fields(changes: Sequence[str]) -> dict[str, str]:
    for pair in changes:
        if "=" not in pair:
            raise DecisionsInvalid(f"--set {pair}: write FIELD=VALUE.")
    return {name.strip(): value.strip() for name, value in (pair.split("=", 1) for pair in changes)}


def _pair(session: Review, action: str, two: tuple[str, str], reason: str, language: str) -> Decision:
    """The decision on two things, given by name or IRI."""
    from .graph.decisions import Action, pair
    from .queries.things import find_one

    one, other = (find_one(session.store, name, language).iri for name in two)
    if one == other:
        raise DecisionsInvalid(f"{two[0]} and {two[1]} are one thing already: {one}.")
    return pair(Action(action), one, other, reason)


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"


def _said(decision: Decision) -> str:
    what = decision.claim or f"{decision.one} {decision.other}"
    changed = ", ".join(f"{name}={value}" for name, value in decision.changes.items())
    return f"{decision.action} {what}{f' ({changed})' if changed else ''} [{decision.id}]"


def _tell(decision: Decision) -> None:
    click.echo(_said(decision))


def _waiting(session: Review, settings: Settings) -> list[Item]:
    from .queries.reviewing import waiting

    return waiting(
        session.store,
        session.documents,
        session.decisions,
        session.judged(),
        settings.min_confidence_shown,
        settings.language,
    )


def _print_list(items: Sequence[Item], form: str, language: str) -> None:
    from .queries.reviewing import as_table

    if form == "jsonl":
        for item in items:
            click.echo(json.dumps(item.record(), ensure_ascii=False, default=float))
    elif form == "text":
        for item in items:
            click.echo("\n".join(_lines_of(item)) + "\n")
        click.echo(f"{len(items)} to judge")
    else:
        print_table(as_table(items, language), form)


def _print_decisions(session: Review) -> None:
    from .graph.decisions import in_force

    judged = session.judged()
    counting = {each.id for each in in_force(session.decisions)}
    for each in session.decisions:
        standing = judged.standing.get(each.id, "") if each.id in counting else "" if each.undoes else "no longer"
        click.echo(json.dumps({**json.loads(each.line()), "standing": str(standing)}, ensure_ascii=False))


def _lines_of(item: Item) -> list[str]:
    """An item for people: what it says, why it is asked, its sentence and its place."""
    hangs = f"{item.hangs} {'line' if item.hangs == 1 else 'lines'} of the ledger"
    if item.claim is None:
        return [item.says, f"    {item.why}; {hangs}", f"    {item.name}"]
    place, sure = item.claim.sentence, item.claim.one("confidence")
    return [
        item.says,
        f"    “{' '.join(place.quote.split())}” [{item.claim.document}:{place.start}-{place.end}]",
        f"    {item.why}; {item.claim.one('rule')} {sure}; {hangs}",
        f"    {item.name}",
    ]


class _Walk:
    """From item to item until all are judged or the person has had enough; talk goes to standard error."""

    def __init__(self, session: Review, settings: Settings) -> None:
        self._session = session
        self._items = _waiting(session, settings)
        self._made: list[tuple[int, Decision]] = []
        self._at = 0

    def go(self) -> None:
        """Walk."""
        total = len(self._items)
        while self._at < total:
            item = self._items[self._at]
            click.echo(f"\n{self._at + 1} of {total}", err=True)
            click.echo("\n".join(_lines_of(item)), err=True)
            if not self._ask(item):
                break
        undone = total - len({place for place, _ in self._made})
        click.echo(f"\n{len(self._made)} decided, {undone} left.", err=True)

    def _ask(self, item: Item) -> bool:
        """Whether to go on after what the person answers."""
        sort = "claim" if item.claim else "pair"
        actions = _ON_CLAIM if item.claim else _ON_PAIR
        while True:
            try:
                key = click.prompt(_KEYS[sort], default="k", show_default=False, err=True).strip().lower()[:1]
            except click.Abort:
                click.echo("", err=True)
                return False
            if key == "q":
                return False
            if key == "k":
                self._at += 1
                return True
            if key == "u":
                return self._take_back()
            if key in actions and self._decide(item, actions[key]):
                return True

    def _decide(self, item: Item, action: str) -> bool:
        from .graph.decisions import Action, pair

        def made() -> Decision | None:
            if item.pair:
                return self._session.on_pair(pair(Action(action), item.pair.one, item.pair.other, item.why))
            assert item.claim
            changes = self._changes() if action == "correct" else {}
            if action == "correct" and not changes:
                return None
            return self._session.on_claim(Action(action), item.claim.iri, changes)

        decision = _or_told(made)
        if decision is None:
            return False
        self._made.append((self._at, decision))
        self._at += 1
        return True

    def _changes(self) -> dict[str, str]:
        """FIELD=VALUE lines until an empty one."""
        from .loaders.correcting import ON_FIGURES, ON_RELATIONS

        claim = self._items[self._at].claim
        fields = ON_RELATIONS if claim and claim.is_relation else ON_FIGURES
        click.echo(f"FIELD=VALUE, an empty line ends. Fields: {', '.join(fields)}", err=True)
        changes: dict[str, str] = {}
        while line := click.prompt("change", default="", show_default=False, err=True).strip():
            name, equals, value = line.partition("=")
            if not equals:
                click.echo("Write FIELD=VALUE.", err=True)
            else:
                changes[name.strip()] = value.strip()
        return changes

    def _take_back(self) -> bool:
        if not self._made:
            click.echo("Nothing was decided in this walk; --undo takes back earlier decisions.", err=True)
            return True
        place, decision = self._made.pop()
        self._session.undo(decision.id)
        self._at = place
        return True


def _or_told(act: Callable[[], Decision | None]) -> Decision | None:
    """The decision; an error is told, and asked again."""
    try:
        return act()
    except PolicyGraphError as error:
        click.echo(f"Error: {' '.join(str(error).split())}", err=True)
        return None
