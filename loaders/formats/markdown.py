"""Markdown: read as the text it is; headings, lists and front matter are already legible to the outline."""

from __future__ import annotations

from .format import Format
from .text import read_text

MARKDOWN = Format("markdown", (".md", ".markdown"), "text/markdown", read_text)
