"""Lines of printed pages become headings, paragraphs, notes and tables; what pages only repeat is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from .format import Place
from .page import Line, Stretch
from .pieces import Cell, Kind, Piece, Table

_NUMBERED = re.compile(
    r"[-–—\s]*(?:page|p\.)?\s*\d{1,4}(?:\s*(?:/|of|∣)\s*\d{1,4})?\s*(?:쪽|페이지|면)?[-–—\s]*", re.IGNORECASE
)
_CONTENTS = re.compile(r".*(?:\.\s?|·\s?|…\s?){4,}\s*(?:\d{1,4}|[ivxl]{1,6})")
_ROMAN = re.compile(r"[ivxl]{1,6}")
_STARTS = re.compile(
    r"(?:[□■◇◆❖○●◦•·∙‣▶▷▪▫※☞✓✔➢*†‡]|ㅇ|[-–—]\s|[①-⑳❶-❿]|\(?\d{1,2}[.)」]\s|[가나다라마바사아]\.\s|\[\d{1,2}\]|<[^>]{2,40}>|【)"
)
_NOTE = re.compile(r"(?P<mark>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\*{1,3}|†|‡)\s*(?=\S)")
_ENDS = re.compile(r"[.!?。…:;]['\"”’)\]」』]*$")
_FIGURE = re.compile(r"[△▲+\-−–(]?\s?(?!(?:19|20)\d\d\b)\d[\d,.]*\s?%?p?\)?")
_HANGUL = re.compile("[가-힣]")


def told(lines: Sequence[Line]) -> tuple[list[Piece | Table], str]:
    """The pieces of a document, and what was left out as heads and feet of its pages."""
    kept, left_out = _without_furniture(lines)
    body = _body_size(kept)
    sizes = sorted({_rounded(line.size) for line in kept if _large(line, body)}, reverse=True)
    spaced = sum(1 for line in kept if line.parts[-1].text.endswith(" ")) > 0.1 * len(kept)
    known = Counter(word for line in kept for word in re.findall(r"[a-z]+(?:-[a-z]+)*", line.text.lower()))
    pieces: list[Piece | Table] = []
    waiting: list[Piece] = []
    for block in _blocks(kept, body):
        if isinstance(block, Table):
            pieces += [*waiting, block]
            waiting = []
            continue
        text = _text(block, spaced, known)
        place = Place(page=block[0].page, box=_around(block))
        if _large(block[0], body) and len(text) <= 200:
            level = min(sizes.index(_rounded(block[0].size)) + 1, 3) if len(sizes) <= 6 else 2
            pieces += [*waiting, Piece(Kind.HEADING, text, level, place)]
            waiting = []
        elif (note := _NOTE.match(text)) and block[0].size < 0.95 * body:
            said = Piece(Kind.NOTE, text[note.end() :], place=place)
            host = _mark_host(pieces, note["mark"])
            if host is None:
                waiting.append(said)
            else:
                pieces.insert(host + 1, said)
        else:
            above = pieces[-1] if pieces else None
            if isinstance(above, Piece) and _continues(above, text, place):
                joined = _join(above.text, text, spaced, known)
                pieces[-1] = Piece(Kind.PARAGRAPH, joined, 0, above.place)
            else:
                pieces += [*waiting, Piece(Kind.PARAGRAPH, text, 0, place)]
                waiting = []
    return pieces + waiting, left_out


def _mark_host(pieces: list[Piece | Table], mark: str) -> int | None:
    """The place of the last piece that carries a note's mark, which is written there as the asterisk of all notes."""
    for index in range(len(pieces) - 1, max(len(pieces) - 30, -1), -1):
        piece = pieces[index]
        if isinstance(piece, Piece) and piece.kind is not Kind.NOTE and (at := piece.text.rfind(mark)) > 0:
            text = piece.text[:at] + "*" + piece.text[at + len(mark) :]
            pieces[index] = Piece(piece.kind, text, piece.level, piece.place)
            return index
    return None


def _continues(above: Piece, text: str, place: Place) -> bool:
    """Whether a text at the head of a page or column goes on with the paragraph before the break."""
    if above.kind is not Kind.PARAGRAPH or _ENDS.search(above.text) or _STARTS.match(text) or len(above.text) < 40:
        return False
    broken = place.page != above.place.page or (above.place.box and place.box and place.box[3] > above.place.box[1])
    return bool(broken) and bool(re.match("[a-z가-힣(]", text) or above.text[-1] in ",-–")


def _without_furniture(lines: Sequence[Line]) -> tuple[list[Line], str]:
    """The lines without those in the margins that pages repeat or that only number them."""
    pages = {line.page for line in lines}
    edges: dict[int, list[Line]] = {page: [] for page in pages}
    for line in lines:
        edges[line.page].append(line)
    margin: set[int] = set()
    for page in pages:
        heights = sorted(edges[page], key=lambda line: -line.base)
        margin |= {id(line) for line in (*heights[:3], *heights[-3:])}
    shapes = Counter(shape for page in pages for shape in {_shape(line) for line in edges[page] if id(line) in margin})
    dropped: dict[str, str] = {}
    kept: list[Line] = []
    often = max(2, len(pages) // 3)
    for line in lines:
        outer = line.base < 0.11 * line.height or line.base > 0.89 * line.height
        number = _NUMBERED.fullmatch(line.text) or _ROMAN.fullmatch(line.text)
        if id(line) in margin and outer and number and (len(pages) > 1 or not line.text.isdigit() or line.base < 60):
            dropped[""] = "page numbers"
        elif id(line) in margin and outer and len(pages) > 1 and shapes[_shape(line)] >= often:
            dropped.setdefault(_shape(line)[0], f"“{line.text[:60]}”")
        elif _CONTENTS.fullmatch(line.text):
            dropped["."] = "a table of contents"
        else:
            kept.append(line)
    if not kept:
        return list(lines), ""
    return kept, ", ".join(list(dropped.values())[:4]) + (" …" if len(dropped) > 4 else "")


def _shape(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.text), round(line.base / 6)


def _body_size(lines: Sequence[Line]) -> float:
    letters: Counter[float] = Counter()
    for line in lines:
        letters[_rounded(line.size)] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 10.0


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _large(line: Line, body: float) -> bool:
    return line.size >= 1.15 * body and len(line.parts) == 1


def _blocks(lines: Sequence[Line], body: float) -> Iterator[list[Line] | Table]:
    """Lines that make one paragraph each, and tables."""
    leading = _leading(lines)
    index = 0
    block: list[Line] = []
    while index < len(lines):
        end = _table_end(lines, index, leading)
        if end > index:
            if block:
                yield block
            block = []
            yield _table(lines[index:end])
            index = end
            continue
        line = lines[index]
        if block and _begins(block, line, leading, body):
            yield block
            block = []
        block.append(line)
        index += 1
    if block:
        yield block


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance of lines, in letter sizes."""
    steps = [
        (above.base - line.base) / line.size
        for above, line in pairwise(lines)
        if above.page == line.page and 0 < above.base - line.base < 3 * line.size
    ]
    return median(steps) if steps else 1.3


def _begins(block: list[Line], line: Line, leading: float, body: float) -> bool:
    """Whether a line begins a paragraph of its own."""
    above = block[-1]
    step = (above.base - line.base) / line.size
    if above.page != line.page or step <= 0 or step > leading * 1.35 + 0.1:
        return True
    if abs(_rounded(above.size) - _rounded(line.size)) > 0.5 or _STARTS.match(line.text):
        return True
    if _NOTE.match(line.text) and line.size < 0.95 * body:
        return True
    if any(len(each.parts) > 1 and each.box[2] < each.right - 2 * each.size for each in (line, above)):
        return True
    short = above.box[2] < line.right - max(0.12 * (line.right - line.left), 2 * line.size)
    indented = line.box[0] > block[0].box[0] + 0.8 * line.size and len(block) > 1
    if short and (_ENDS.search(above.text) or not re.match("[a-z가-힣(]", line.text)):
        return True
    return indented and _ENDS.search(above.text) is not None


def _text(block: list[Line], spaced: bool, known: Counter[str]) -> str:
    text = ""
    for line in block:
        raw = " ".join(part.text for part in line.parts)
        text = _join(text, raw, spaced, known) if text else raw
    return text


def _join(above: str, below: str, spaced: bool, known: Counter[str]) -> str:
    """Two lines as one: a word broken with a hyphen is joined where the document does not write it with one.

    >>> _join("for infor-", "mation", False, Counter()), _join("a long-", "term plan", False, Counter({"long-term": 2}))
    ('for information', 'a long-term plan')
    """
    start = below.lstrip()
    end = above.rstrip()
    broken = re.search(r"([A-Za-z]+)[-\u00ad\u2010\x02\ufffe]$", end)
    rest = re.match(r"[a-z]+", start)
    if broken and rest:
        whole, parted = broken[1].lower() + rest[0], f"{broken[1].lower()}-{rest[0]}"
        keep = known[parted] > known[whole]
        return end[:-1] + ("-" if keep else "") + start
    if re.search(r"\d[-–/]$", end) and start[:1].isdigit():
        return end + start
    if spaced and not above.endswith(" ") and _HANGUL.match(start) and _HANGUL.match(end[-1:]):
        return end + start
    return f"{end} {start}"


def _around(block: list[Line]) -> tuple[float, float, float, float]:
    boxes = [line.box for line in block if line.page == block[0].page]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _table_end(lines: Sequence[Line], start: int, leading: float) -> int:
    """Where the table that begins with this line ends; the line itself where none begins.

    A line of one short part within it is a label that stands between the lines of its neighbours.
    """
    end = start
    while end < len(lines):
        line = lines[end]
        short = len(line.parts) == 1 and len(line.text) <= 30 and start < end < len(lines) - 1
        if len(line.parts) < 2 and not (short and len(lines[end + 1].parts) > 1 and _near(line, lines[end + 1], 1.2)):
            break
        if end > start and not _near(lines[end - 1], line, max(leading * 2.2, 3.2) if len(line.parts) > 1 else 1.2):
            break
        end += 1
    most = max((len(line.parts) for line in lines[start:end]), default=0)
    full = sum(len(line.parts) >= most - 1 for line in lines[start:end])
    return end if end - start >= 3 and full >= 2 and len(_edges(lines[start:end])) >= 2 else start


def _near(above: Line, line: Line, most: float) -> bool:
    """Whether a line stands in the same column of the page not far below another."""
    return above.page == line.page and above.left == line.left and (above.base - line.base) / line.size <= most


def _edges(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """The columns of a table: stretches of its fullest lines that overlap, each column apart from the next."""
    most = max(len(line.parts) for line in lines)
    full = [line for line in lines if len(line.parts) == most]
    if len(full) < 2:
        full = [line for line in lines if len(line.parts) >= most - 1]
    columns: list[tuple[float, float]] = []
    for part in sorted((part for line in full for part in line.parts), key=lambda part: part.left):
        if columns and part.left < columns[-1][1] - 1:
            columns[-1] = columns[-1][0], max(columns[-1][1], part.right)
        else:
            columns.append((part.left, part.right))
    return columns


def _table(lines: Sequence[Line]) -> Table:
    """The cells of a table; lines before the first with a number of its own are heads."""
    columns = _edges(lines)
    counted = [any(_FIGURE.fullmatch(part.text.strip()) for part in line.parts) for line in lines]
    heads = counted.index(True) if True in counted[1:5] else 0
    cells: list[Cell] = []
    for row, line in enumerate(lines):
        found: dict[tuple[int, int], list[Stretch]] = {}
        for part in line.parts:
            found.setdefault(_reach(part, line, columns, row < heads), []).append(part)
        for (first, last), parts in found.items():
            place = Place(page=line.page, box=_box(parts), cell=f"row {row + 1}, column {first + 1}")
            text = " ".join(part.text.strip() for part in parts)
            pieces = (Piece(Kind.PARAGRAPH, text, place=place),)
            cells.append(Cell(row, first, pieces, 1, last - first + 1, row < heads, place))
    return Table(tuple(cells))


def _reach(part: Stretch, line: Line, columns: list[tuple[float, float]], head: bool) -> tuple[int, int]:
    """The first and the last column that a part belongs to; a head stands over every column that it is nearest to."""

    def distance(each: Stretch, column: tuple[float, float]) -> float:
        return abs(each.left + each.right - sum(column))

    over = [i for i, (left, right) in enumerate(columns) if part.left < right and part.right > left]
    if head and 1 < len(line.parts) < len(columns):
        first_column = min(line.parts, key=lambda each: each.left).left >= columns[0][1]
        over += [
            i
            for i in range(int(first_column), len(columns))
            if min(line.parts, key=lambda each: distance(each, columns[i])) is part
        ]
    nearest = min(range(len(columns)), key=lambda i: distance(part, columns[i]))
    return (min(over), max(over)) if head and over else (over[0] if over else nearest,) * 2


def _box(parts: Sequence[Stretch]) -> tuple[float, float, float, float]:
    return (
        round(min(part.left for part in parts), 1),
        round(min(part.bottom for part in parts), 1),
        round(max(part.right for part in parts), 1),
        round(max(part.top for part in parts), 1),
    )
