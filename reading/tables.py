"""Tables that stand in a text as lines of cells: what each number is, by its row's and its column's head.

A line is a row when bars or tabs divide it into cells; the first row without amounts heads the columns; a line above
that names a unit ("단위: 억 달러", "in million won") holds for the cells that name none themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..graph.values import Bound, Kind, Modality, Period, Precision, Quantity, Statistic, TimeRole
from .document import BlockKind, Document, Sentence
from .figures import Figure, Reference
from .lexicons import read_lexicon
from .names import NameMention

_RULE = re.compile(r"[\s|:+=–—\u2500-\u257f-]+")
_BARS = str.maketrans(dict.fromkeys("│┃┆┇┊┋║｜", "|"))
"""drawn bars divide cells as typed ones do"""
_NUMBER = re.compile(
    r"(?P<sign>[△▲−+-]?)\s?(?P<digits>\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(?P<unit>%p|%|[^\d\s%.][^\d]{0,11})?"
)
_UNIT_LINE = re.compile(
    r"[(\[<〈]?\s*(?:단위|units?)\s*[:：]\s*(?P<units>[^)\]>〉\n]{1,60})|\((?P<plain>(?:in\s+)?[^()\n]{0,20}(?:million|billion|thousand|crore|lakh|백만|천|억|조)[^()\n]{0,20})\)",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?:FY\s?|[’'‘]\s?)?(?P<year>(?:19|20)\d{2}|(?<=[’'‘])\d{2})(?:\s?(?:년|[./-]))?\s?(?:(?P<first>\d{1,2})\s?[~-]\s?)?(?P<month>\d{1,2})?\s?월?"
)
_MARK = re.compile(r"(?:[◆◇■□○●ㅇ▪▲△*※•·∙-]\s?|\d{1,2}[.)]\s+)(?=[^\W\d(])")
"""what stands before the words of a row and is no part of them"""
_SERIAL = re.compile(r"(?:no\.?|sl\.?\s?no\.?|s\.?\s?no\.?|#|순번|번호|연번|순위)", re.IGNORECASE)
_HEADLESS = re.compile(r"구분|분류|항목|내용|category|item|indicator|area|sector|year|연도", re.IGNORECASE)
_CHANGE = re.compile(
    r"증감|증가율|성장률|growth|change|increase|y-?o-?y|yoy|전년\s?대비|전년\s?동[월기]", re.IGNORECASE
)
_SHARE = re.compile(r"비중|구성비|점유율|share|proportion|per cent of", re.IGNORECASE)
_MONEY_PUT_IN = re.compile(
    r"예산|사업비|국비|지방비|투자|지원액|재원|총지출|세출|budget|funding|investment|allocation|outlay|grant|award|released?",
    re.IGNORECASE,
)
_RATED = re.compile(
    r"%|[율률](?:\s|$|\()|^\([^()]*[율률]\)|rate\b|per ?cent|growth|y-?o-?y|전년\s?(?:대비|동[월기])", re.IGNORECASE
)
_RATE = re.compile(
    r"[\s(]*(?:증감률?|증가율|성장률|비중|구성비|점유율|전년\s?대비|growth(?: rate)?|change|share|y-?o-?y|%)[\s)%p]*",
    re.IGNORECASE,
)
_SUMS = frozenset({"합계", "계", "총계", "소계", "총합", "총액", "total", "sum", "subtotal", "grandtotal", "all"})
"""row heads under which the whole of the table stands"""
_SENTENCE = re.compile(r"(?<!\bNo)[.!?:]$|(?:다|까)[.]?$")
"""how a line ends that introduces a table instead of naming it"""
_PLANNED = re.compile(r"계획|목표|예정|plan|target|goal|projected|proposed", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words and where they stand."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one line and the sentence that the line is."""

    sentence: Sentence
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under one head, with the caption and the unit that stand above them."""

    head: tuple[Cell, ...]
    rows: tuple[Row, ...]
    caption: str
    units: str


def cells_of(text: str, start: int, end: int) -> list[Cell]:
    """The cells of a line; one cell when nothing divides it.

    >>> [c.words for c in cells_of("| Gujarat | 3,460 |", 0, 19)]
    ['Gujarat', '3,460']
    """
    line = text[start:end].translate(_BARS)
    divider = "|" if "|" in line else "\t"
    out: list[Cell] = []
    at = start
    for part in line.split(divider):
        lead = len(part) - len(part.lstrip())
        words = part.strip()
        out.append(Cell(at + lead, at + lead + len(words), words))
        at += len(part) + 1
    framed = divider == "|" and line.strip().startswith("|")
    if framed:
        out = out[1:]
    while out and not framed and not out[0].words:
        out = out[1:]
    while out and not out[-1].words:
        out = out[:-1]
    return out if any(cell.words for cell in out) else out[:1]


def _is_amount(words: str) -> bool:
    if _YEAR.fullmatch(words) or re.fullmatch(r"(?:19|20)\d{2}\s*(?:\([^()]*\)|[A-Za-z가-힣][^\d]*)", words):
        return False
    return _amount(words) is not None


def _amount(words: str) -> re.Match[str] | None:
    """The number that a cell is, in brackets or not; its places are those of the cell's words."""
    if len(words) > 2 and words[0] == "(" and words[-1] == ")":
        inner = _NUMBER.fullmatch(words, 1, len(words) - 1)
        return None if inner is None or _YEAR.fullmatch(words, 1, len(words) - 1) else inner
    return _NUMBER.fullmatch(words)


def find_tables(document: Document) -> list[Table]:
    """The tables of a document, in order."""
    text = document.text
    lines = [(s, cells_of(text, s.start, s.end)) for s in lines_of(document)]
    tables: list[Table] = []
    at = 0
    while at < len(lines):
        run = at
        while (
            run < len(lines)
            and (
                len(lines[run][1]) >= 2
                or _is_rule(text, lines[run][0])
                or (run > at and _is_barred(text, lines[run][0]))
            )
            and (run == at or _adjacent(text, lines[run - 1][0], lines[run][0]))
        ):
            run += 1
        block = _whole_rows([(s, c) for s, c in lines[at:run] if not _RULE.fullmatch(text[s.start : s.end])])
        if len(block) >= 2 and any(_is_amount(c.words) for _, cells in block[1:] for c in cells):
            first, below = _heads(block)
            headed = bool(first)
            above = [text[s.start : s.end] for s, c in lines[max(0, at - 3) : at] if len(c) < 2]
            units = next((m["units"] or m["plain"] for words in reversed(above) if (m := _UNIT_LINE.search(words))), "")
            caption = next((w.strip(" <>〈〉[]□") for w in reversed(above) if not _UNIT_LINE.search(w)), "")
            caption = "" if _SENTENCE.search(caption) else caption
            rows = tuple(Row(s, tuple(c)) for s, c in block[below:])
            tables.append(Table(tuple(first) if headed else (), rows, caption, units))
        at = max(run, at + 1)
    return tables


def _is_rule(text: str, line: Sentence) -> bool:
    """Whether a line is drawn between two rows."""
    return re.fullmatch(r"[\s+|\u2500-\u257f-]{3,}", text[line.start : line.end]) is not None


def _is_barred(text: str, line: Sentence) -> bool:
    """Whether a line begins with a bar: one row of a table, or a part of one that was broken over lines."""
    return text[line.start : line.end].translate(_BARS).startswith("|")


def _whole_rows(block: list[tuple[Sentence, list[Cell]]]) -> list[tuple[Sentence, list[Cell]]]:
    """The rows; one broken over two lines is made whole: its cells together are as many as the first row's."""
    whole: list[tuple[Sentence, list[Cell]]] = []
    for sentence, cells in block:
        if whole and len(whole) > 1 and len(whole[-1][1]) + len(cells) == len(whole[0][1]):
            above, first = whole[-1]
            whole[-1] = (Sentence(above.start, sentence.end, above.block), [*first, *cells])
        else:
            whole.append((sentence, cells))
    return whole


def _heads(block: Sequence[tuple[Sentence, list[Cell]]]) -> tuple[list[Cell], int]:
    """The cells that head the columns, and how many rows they take; two rows of heads are read as one.

    Rows of unequal length end together: what lacks is the corner.
    """
    rows = next((at for at, (_, cells) in enumerate(block) if any(_is_amount(c.words) for c in cells[1:])), len(block))
    if not rows:
        return [], 0
    first = block[0][1]
    if rows == 1 or rows > 2 or abs(len(block[1][1]) - len(first)) > 1 or _RULE.fullmatch(block[1][1][0].words or "x"):
        return first, 1
    second = block[1][1]
    if second[0].words and second[0].words != first[0].words:
        return first, 1
    shift = len(first) - len(second)
    return [
        Cell(head.start, head.end, f"{head.words} {second[at - shift].words}".strip() if at >= shift else head.words)
        for at, head in enumerate(first)
    ], 2


def lines_of(document: Document) -> Iterator[Sentence]:
    """Lines of the text as stretches of their blocks (a hard-wrapped table may stand in one block)."""
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.FURNITURE:
            continue
        at = block.start
        for line in document.text[block.start : block.end].split("\n"):
            words = line.strip()
            if words:
                start = at + len(line) - len(line.lstrip())
                yield Sentence(start, start + len(words), index)
            at += len(line) + 1


def _adjacent(text: str, one: Sentence, other: Sentence) -> bool:
    return text[one.end : other.start].count("\n") <= 1


def table_figures(
    tables: Sequence[Table], language: str, reckoned_from: str, names: Sequence[NameMention]
) -> Iterator[Figure]:
    """A figure for each cell with an amount whose row and column say what it is."""
    for table in tables:
        above: Cell | None = None
        for row in table.rows:
            label = _label_of(table, row)
            if label is None:
                continue
            about = above if above is not None and _RATE.fullmatch(label.words) else label
            above = about
            yield from _row_figures(table, row, label, about, language, reckoned_from, names)


def _label_of(table: Table, row: Row) -> Cell | None:
    """The cell that says what a row is about: its first words, behind a serial number where there is one."""
    serial = bool(table.head) and _SERIAL.fullmatch(table.head[0].words) is not None and len(row.cells) > 2
    cells = row.cells[int(serial) :]
    found = next((c for c in cells if not _is_amount(c.words) and re.search(r"[^\W\d]", c.words)), None)
    mark = _MARK.match(found.words) if found is not None else None
    return (
        found if found is None or mark is None else Cell(found.start + mark.end(), found.end, found.words[mark.end() :])
    )


def _row_figures(
    table: Table, row: Row, label: Cell, about: Cell, language: str, reckoned_from: str, names: Sequence[NameMention]
) -> Iterator[Figure]:
    serial = bool(table.head) and _SERIAL.fullmatch(table.head[0].words) is not None and len(row.cells) > 2
    name = next((n for n in names if n.start <= about.start + 1 and abs(n.end - about.end) <= 2), None)
    for index, cell in enumerate(row.cells):
        if cell is label or index < int(serial) or not _is_amount(cell.words):
            continue
        if cell.words.startswith("(") and language != "ko" and not label.words.startswith("("):
            continue  # an accountant's minus
        column = _column_of(table, row, index)
        units = _units_of(table, row, index)
        figure = cell_figure(table, row, label, about, name, cell, column, units, language, reckoned_from)
        if figure is not None:
            yield figure


def _column_of(table: Table, row: Row, index: int) -> Cell | None:
    """The head above a cell; where the head row is longer by its corner, the two end together."""
    more = len(table.head) - len(row.cells)
    at = index + more if more == 1 and not table.head[0].words else index
    return table.head[at] if at < len(table.head) else None


def _units_of(table: Table, row: Row, index: int) -> str:
    """The unit that the line above the table gives to a column, where it names one for each, else all of them.

    It names one for each where as many units as columns stand there, and rates stand over columns of changes or shares.
    """
    choices = [part.strip() for part in re.split(r"[,，]", table.units)] if table.units else []
    if len(choices) != len(row.cells) - 1 or len(choices) < 2 or not index:
        return table.units
    heads = [_column_of(table, row, at) for at in range(1, len(row.cells))]
    rated = [head is not None and any(p.search(head.words) for p in (_RATED, _CHANGE, _SHARE)) for head in heads]
    fitting = all(rate or "%" not in choice for choice, rate in zip(choices, rated, strict=True))
    return choices[index - 1] if fitting else table.units


def cell_figure(
    table: Table,
    row: Row,
    label: Cell,
    about: Cell,
    name: NameMention | None,
    cell: Cell,
    column: Cell | None,
    units: str,
    language: str,
    reckoned_from: str,
) -> Figure | None:
    """The figure of one cell under a row's label and a column's head; nothing where its unit is not known."""
    match = _amount(cell.words)
    assert match is not None
    head = column.words if column is not None else ""
    said = f"{label.words} {head} {table.caption}"
    unit, factor = _unit(match["unit"] or "", f"{label.words} {head}", head, units, said, language)
    if not unit:
        return None
    value = Decimal(match["digits"].replace(",", "")) * factor
    if match["sign"] in ("△", "▲", "−", "-"):
        value = -value
    value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
    time = _time(column, label, reckoned_from)
    later = time is not None and reckoned_from and (time.end or "") > reckoned_from[: len(time.end or "")]
    planned = _PLANNED.search(f"{label.words} {head}" if time is not None else said)
    modality = Modality.COMMITTED if later or planned else Modality.ACHIEVED
    kind, statistic = _kind(unit, said, f"{label.words} {head}", modality)
    dated = column is None or re.match(r"\(?[’']?(?:19|20)?\d{2}(?!\d)", head) is not None
    metric = re.sub(r"\s*\([^()]*\)", "", head).strip() if not dated else (table.caption or "value")
    metric = label.words if about is not label else metric
    words = name.name if name else about.words
    if re.sub(r"\s", "", about.words).lower() in _SUMS:
        if not table.caption:
            return None
        words = table.caption
    subject = Reference(words, about.start, about.end, name, words.split()[-1].lower())
    start = cell.start + match.start("digits") - (1 if match["sign"] else 0)
    end = cell.start + match.end("digits")
    surface = cell.words[match.start("digits") - (1 if match["sign"] else 0) : match.end("digits")]
    quantity = Quantity(value, unit, Bound.EXACTLY, surface, start, end)
    return Figure(quantity, row.sentence, subject, metric[:60], kind, modality, "table.cell", 0.8, statistic, time=time)


def _kind(unit: str, said: str, heads: str, modality: Modality) -> tuple[Kind, Statistic]:
    if unit in ("percent", "percentage_point"):
        if _CHANGE.search(heads) or (_CHANGE.search(said) and not _SHARE.search(heads)):
            return Kind.COMPARISON, Statistic.PERCENT_CHANGE
        if _SHARE.search(said):
            return Kind.SHARE, Statistic.SHARE
    elif _CHANGE.search(heads) and unit != "rank":
        return Kind.COMPARISON, Statistic.CHANGE
    if unit == "rank":
        return Kind.RANK, Statistic.LEVEL
    if len(unit) == 3 and unit.isupper() and _MONEY_PUT_IN.search(said):
        return Kind.BUDGET, Statistic.LEVEL
    return (Kind.TARGET if modality is Modality.COMMITTED else Kind.RESULT), Statistic.LEVEL


def _time(column: Cell | None, label: Cell, reckoned_from: str) -> Period | None:
    for cell in (column, label):
        match = _YEAR.search(cell.words) if cell is not None else None
        if cell is None or match is None or match.start() + len(match.group().rstrip()) > cell.end - cell.start:
            continue
        year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
        month = match["month"]
        end = f"{year}-{int(month):02d}" if month and 1 <= int(month) <= 12 else year
        precision = Precision.MONTH if "-" in end else Precision.YEAR
        start = f"{year}-{int(match['first']):02d}" if match["first"] and "-" in end else None
        role = TimeRole.DURING if start else TimeRole.AS_OF
        at = cell.start + match.start()
        return Period(start, end, role, precision, match.group().strip(), at, at + len(match.group().strip()))
    return None


def _unit(own: str, heads: str, head: str, line: str, said: str, language: str) -> tuple[str, Decimal]:
    """The unit of a cell and what its number is to be multiplied by: its own, its column's, the table's."""
    bracketed = " ".join(re.findall(r"\(([^()]*)\)", heads))
    choices = [p.strip() for p in re.split(r"[,，·/]| 및 | and ", line)] if line else []
    rate = own in ("%", "%p") or bool(_SHARE.search(heads) or _RATED.search(heads))
    if own == "%p" or "%p" in bracketed:
        return "percentage_point", Decimal(1)
    if own == "%" or "%" in bracketed or (rate and (not choices or any("%" in c for c in choices))):
        return "percent", Decimal(1)
    for words in (own, bracketed, head, *[c for c in choices if "%" not in c]):
        unit, factor = _money_unit(words, language)
        if unit:
            return unit, factor
    plain = own or next((c for c in choices if "%" not in c), "") or bracketed
    noun = re.sub(r"[^\w\s가-힣]", " ", plain).strip()
    factor = Decimal(1)
    for scale, size in _SCALES.items():
        if noun.startswith(scale) and len(noun) > len(scale):
            noun, factor = noun[len(scale) :].strip(), Decimal(size)
            break
    if re.fullmatch(r"위|순위|rank", noun, re.IGNORECASE):
        return "rank", Decimal(1)
    if noun:
        return noun.split()[-1], factor
    counted = re.sub(r"\s*\([^()]*\)", "", head).split()
    if counted and not _YEAR.fullmatch(head) and not _HEADLESS.fullmatch(head):
        return re.sub(r"(?<=[a-z]{2})(?<!s)s$", "", counted[0].lower()) if head.isascii() else counted[-1], Decimal(1)
    return "", Decimal(1)


_SCALES = {"백만": 10**6, "천만": 10**7, "십억": 10**9, "억": 10**8, "조": 10**12, "만": 10**4, "천": 10**3}
_ENGLISH_SCALES = {
    "thousand": 10**3, "million": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12,
    "lakh crore": 10**12, "lakh": 10**5, "crore": 10**7, "cr": 10**7,
}  # fmt: skip


def _money_unit(words: str, language: str) -> tuple[str, Decimal]:
    """A currency with its scale: "억 달러", "million won", "Rs. in crore"."""
    low = words.lower().strip()
    if not low:
        return "", Decimal(1)
    factor = 1
    for scale, size in _SCALES.items():
        if re.search(rf"{scale}\s?(?:원|달러|불|유로|엔|위안)", low):
            factor = size
            break
    for scale, size in _ENGLISH_SCALES.items():
        if re.search(rf"\b{scale}\b", low):
            factor = size
            break
    for currency, forms in read_lexicon("korean", "money")["after"].items():
        if any(low.endswith(form) or f"{form} " in low for form in forms):
            return currency, Decimal(factor)
    for code in ("KRW", "USD", "EUR", "GBP", "JPY", "CNY", "TWD", "SGD", "AUD", "INR", "CAD"):
        if re.search(rf"\b{code}\b", words):
            return code, Decimal(factor)
    signs = {
        "₩": "KRW",
        "won": "KRW",
        "us$": "USD",
        "dollar": "USD",
        "€": "EUR",
        "euro": "EUR",
        "£": "GBP",
        "₹": "INR",
        "rs": "INR",
        "rupee": "INR",
        "yen": "JPY",
        "s$": "SGD",
        "a$": "AUD",
        "nt$": "TWD",
    }
    for sign, code in signs.items():
        if re.search(rf"(?<![a-z]){re.escape(sign)}", low):
            return code, Decimal(factor)
    return "", Decimal(1)
