"""Cut a text into headings, paragraphs, bullets and notes, and say what hangs under what.

The rules look at layout only (markers, blank lines, length), so that they hold for both languages. Offsets are of the
text as it is; nothing is rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..graph.citation import Source
from .document import Block, BlockKind, Document, Sentence
from .sentences import split_sentences

_MARKER = re.compile(
    r"""(?P<hash>\#{1,6})\s+
      | (?P<item>\[\d{1,2}\])\s*
      | (?P<number>(?:\d{1,2}|[IVX]{1,4}|[가나다라마바사아])\.(?:\d{1,2}\.)*(?=\s+\D)
                  |\d{1,2}(?:\.\d{1,2})+(?=\s+[A-Z가-힣]))\s+
      | (?P<mark>(?:\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹])[」)]|[¹²³⁴⁵⁶⁷⁸⁹])\s*
      | (?P<circled>[①-⑳❶-❿])\s*
      | (?P<note>\*{1,3}|※|†|‡|☞|주\s?\d?\s?\)|註\))\s+
      | (?P<note2>\*{1,3}|※)(?=[\w“"'‘「(])
      | (?P<bullet>[□■◇◆❖○●◦ㅇ•·∙‣▶▷▲△►➤➢✓✔▪▫◾◽⚫⚪⁃]|[-–—](?=\s))\s*
    """,
    re.VERBOSE,
)
_BULLET_LEVEL = (
    dict.fromkeys("□■◇◆❖▶▷►➤", 1)
    | dict.fromkeys("○●ㅇ•▲△◦✓✔➢⚫⚪", 2)
    | dict.fromkeys("-–—‣▪▫◾◽⁃", 3)
    | dict.fromkeys("·∙", 4)
)
_TOPIC = re.compile(r"[(（【<〈](?P<topic>[^()（）【】<>〈〉\n]{2,60})[)）】>〉]\s*(?=\S)")
_ITEM_TOPIC = re.compile(r"\[(?P<topic>[^\[\]\n]{2,60})\]\s*(?=\S)")
_NUMERIC = re.compile(r"[\d.,%~\s–-]+")
_FURNITURE = re.compile(
    r"""^(?:©|ⓒ|copyright\b|\(c\)\s|all\ rights\ reserved|저작권자|무단\s?(?:전재|복제)
      | \[(?:image|photo|picture)\ source|\((?:photo|image)\s*[:=]|사진\s?(?:=|제공)
      | (?:for\ (?:more|further)\ (?:information|details)|media\ (?:contact|enquir)|press\ contact|contact(?:s)?\s*:
          |문의\s*:|담당\s?(?:부서|자)|e-?mail\s*:|tel\.?\s*:)
      | (?:share|print|close|top|text\ size|home|menu|search|login|sign\ (?:in|up)|subscribe|read\ more
          |related\ (?:news|articles)|press\ releases?|본문\ 바로가기|목록|인쇄|공유)\s*$
      | (?:join|follow)\ us\b|skip\ to\ |go\ to\ (?:main|content)
      | [A-Za-z]+_[A-Za-z_]+$)""",
    re.VERBOSE | re.IGNORECASE,
)
_TERMINAL = re.compile(r"[.!?。…:;,]['\"”’)\]]*$|다\.?$")


_LONG_LINE = 45
"""A line shorter than this was not broken for its length."""
_UNBROKEN = 130
"""A line longer than this shows that the lines of its text were not broken for their length."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    blank_before: bool


def _lines(text: str, body_start: int) -> Iterator[_Line]:
    """The lines with something on them, without the white space around them."""
    blank, at = True, 0
    for raw in text.splitlines(keepends=True):
        start, end = at, at + len(raw)
        at = end
        stripped = raw.strip("\ufeff \t\r\n\u3000\xa0\x0b\x0c")
        if not stripped:
            blank = True
            continue
        if start < body_start:
            continue
        lead = len(raw) - len(raw.lstrip("\ufeff \t\r\n\u3000\xa0\x0b\x0c"))
        yield _Line(start + lead, start + lead + len(stripped), blank)
        blank = False


def _is_heading(content: str, named: dict[str, str], blank_before: bool) -> bool:
    if named.get("hash"):
        return True
    words = len(content.split())
    short = len(content) <= 90 and words <= 14
    if _TERMINAL.search(content) and not content.endswith((")", ":")):
        return False
    if named.get("number") or named.get("item"):
        return len(content) <= 160 and not re.search(r"[.!?]\s+[A-Z]", content)
    return short and blank_before and not any(named.values())


def _wraps(text: str, previous: Block, line: _Line, content: str, unbroken: bool) -> bool:
    """Whether a line goes on with the sentence of the block above (hard-wrapped text)."""
    if line.blank_before or previous.kind in (BlockKind.FURNITURE, BlockKind.HEADING, BlockKind.TITLE):
        return False
    if unbroken and content[0].isascii() and not content[0].islower():
        return False
    above = text[previous.start : previous.end]
    last_line = above.rsplit("\n", 1)[-1]
    return (
        len(last_line) >= _LONG_LINE and not re.search(r"[.!?:]['\"”’)]*$", last_line) and not content[0].isupper()
    ) or (len(last_line) >= 60 and re.search(r"[a-z,]$", last_line) is not None)


def _begins_sentence(text: str, previous: Block, line: _Line) -> bool:
    """Whether what looked like a heading is the first line of a hard-wrapped paragraph: the next goes on in small."""
    long = previous.end - previous.start >= _LONG_LINE
    unmarked = previous.kind is BlockKind.HEADING and not previous.marker and not previous.topic
    return unmarked and long and not line.blank_before and text[line.start].islower()


def _raw_blocks(text: str, body_start: int) -> list[Block]:
    """The blocks of a text, one after the other, not yet hung under each other."""
    blocks: list[Block] = []
    if body_start:
        blocks.append(Block(BlockKind.FURNITURE, 0, body_start, marker="front matter"))
    lines = list(_lines(text, body_start))
    unbroken = any(line.end - line.start > _UNBROKEN for line in lines)
    for line in lines:
        match = _MARKER.match(text, line.start, line.end)
        marks = {k: v for k, v in match.groupdict().items() if v} if match and match.end() < line.end else {}
        start = match.end() if match and marks else line.start
        if not marks and blocks and _begins_sentence(text, blocks[-1], line):
            blocks[-1] = replace(blocks[-1], kind=BlockKind.PARAGRAPH, level=0, end=line.end)
        elif not marks and blocks and _wraps(text, blocks[-1], line, text[start : line.end], unbroken):
            blocks[-1] = replace(blocks[-1], end=line.end)
        else:
            blocks.append(_block(text, line, start, marks))
    return blocks


def _block(text: str, line: _Line, start: int, marks: dict[str, str]) -> Block:
    """The block that begins with a line, whose content begins behind its marks."""
    marker = text[line.start : start].strip()
    if _FURNITURE.match(text[start : line.end]):
        return Block(BlockKind.FURNITURE, start, line.end, marker)
    topic = ""
    found = _TOPIC.match(text, start, line.end) or _ITEM_TOPIC.match(text, start, line.end)
    if found and not _NUMERIC.fullmatch(found["topic"]) and "=" not in found["topic"]:
        topic, start = found["topic"].strip(), found.end()
    heading = _is_heading(text[start : line.end], marks, line.blank_before)
    kind, level = _kind_and_level(marks, heading and (not topic or "number" in marks), bool(topic))
    return Block(kind, start, line.end, marker, level, topic)


def _kind_and_level(marks: dict[str, str], heading: bool, has_topic: bool) -> tuple[BlockKind, int]:
    if marks.keys() & {"note", "note2", "mark"}:
        return BlockKind.NOTE, 9
    if heading:
        return BlockKind.HEADING, 1 if has_topic else len(marks.get("hash", "")) or (2 if "item" in marks else 1)
    if marks.keys() & {"bullet", "circled"}:
        return BlockKind.BULLET, _BULLET_LEVEL.get(marks.get("bullet", "○")[:1], 3)
    return (BlockKind.BULLET, 2) if "number" in marks else (BlockKind.PARAGRAPH, 0)


def _anchor(text: str, host: Block, marker: str, taken: set[int]) -> int | None:
    """Where the mark of a note is glued to a word of the block above; each place serves one note."""
    for found in re.finditer(rf"(?<=[\w)”\"'’%]){re.escape(marker)}(?!\w)", text[host.start : host.end]):
        if host.start + found.start() not in taken:
            return host.start + found.start()
    return None


def _host_of_note(text: str, blocks: list[Block], marker: str, taken: set[int]) -> tuple[int | None, int | None]:
    """The block that a note explains, and the mark in it."""
    above = [i for i in range(len(blocks) - 1, -1, -1) if blocks[i].kind not in (BlockKind.NOTE, BlockKind.FURNITURE)]
    for i in above[:2]:
        anchor = _anchor(text, blocks[i], marker, taken)
        if anchor is not None:
            taken.add(anchor)
            return i, anchor
    return (above[0] if above else None), None


def outline(source: Source, body_start: int = 0) -> Document:
    """The source's text with its blocks and sentences.

    ``body_start`` is where the text proper begins (after front matter). Headings give every later block its section;
    a note belongs to the block above that carries its mark, else to the block above.

    >>> doc = outline(Source("a", "1. Plan\\n\\n(Data) Dams will be built*.\\n* 30 by 2025\\n"))
    >>> [(b.kind.value, b.topic, doc.text[b.start:b.end]) for b in doc.blocks][1:]
    [('paragraph', 'Data', 'Dams will be built*.'), ('note', '', '30 by 2025')]
    >>> doc.blocks[2].host, doc.text[doc.blocks[2].anchor]
    (1, '*')
    """
    text = source.text
    blocks: list[Block] = []
    path: list[int] = []
    anchors: set[int] = set()
    titled = False
    for raw in _raw_blocks(text, body_start):
        block = raw
        if block.kind is BlockKind.HEADING and not titled and block.marker in ("", "#"):
            titled = True
            block = replace(block, kind=BlockKind.TITLE)
        elif block.kind is BlockKind.HEADING:
            while path and blocks[path[-1]].level >= block.level:
                path.pop()
        block = replace(block, section=tuple(path))
        if block.kind is BlockKind.HEADING:
            path.append(len(blocks))
        elif block.kind is BlockKind.NOTE:
            host, anchor = _host_of_note(text, blocks, block.marker, anchors)
            block = replace(block, host=host, anchor=anchor)
        elif block.kind is BlockKind.BULLET:
            block = replace(block, host=_host_of_bullet(blocks, block.level))
        blocks.append(block)
    return Document(source, tuple(blocks), tuple(_sentences(text, blocks)))


def _host_of_bullet(blocks: list[Block], level: int) -> int | None:
    """The paragraph or higher bullet under which a bullet hangs, in its own section."""
    for i in range(len(blocks) - 1, -1, -1):
        if blocks[i].kind in (BlockKind.HEADING, BlockKind.TITLE):
            return None
        if blocks[i].kind is BlockKind.PARAGRAPH or (blocks[i].kind is BlockKind.BULLET and blocks[i].level < level):
            return i
    return None


def _sentences(text: str, blocks: list[Block]) -> Iterator[Sentence]:
    for i, block in enumerate(blocks):
        if block.kind is not BlockKind.FURNITURE:
            yield from split_sentences(text, block.start, block.end, i)
