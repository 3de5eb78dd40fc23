"""All relations that an English sentence states between things."""

from __future__ import annotations

from collections.abc import Callable

from ..figures import Link
from .actors import read_actors, read_announcements, read_compilers
from .beneficiaries import read_beneficiaries
from .between import read_between
from .context import Context
from .directions import read_area_label, read_arrow, read_bulleted_line
from .laws import read_laws
from .linker import Linker
from .lists import read_among, read_comprised, read_dashed_list, read_examples, read_note_list, read_one_of
from .offices import read_offices
from .scene import Scene
from .structure import (
    read_among_them,
    read_bracketed_examples,
    read_bullets,
    read_components,
    read_headings,
    read_spelled_groups,
)
from .technologies import read_technologies

_READERS: tuple[Callable[[Linker], None], ...] = (
    read_examples,
    read_one_of,
    read_among,
    read_comprised,
    read_note_list,
    read_dashed_list,
    read_bulleted_line,
    read_technologies,
    read_offices,
    read_actors,
    read_announcements,
    read_compilers,
    read_beneficiaries,
    read_laws,
    read_arrow,
    read_bullets,
    read_headings,
    read_bracketed_examples,
    read_spelled_groups,
    read_components,
    read_among_them,
    read_area_label,
    read_between,
)


def read_links(scene: Scene, context: Context) -> list[Link]:
    """The relations of one sentence, each with its rule."""
    linker = Linker(scene, context)
    for read in _READERS:
        read(linker)
    return linker.out
