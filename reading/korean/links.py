"""All relations that a Korean sentence states between things."""

from __future__ import annotations

from collections.abc import Callable

from ..document import Block
from ..figures import Link
from .actors import read_actors
from .compilers import read_compilers
from .context import Context
from .directions import read_arrows, read_successions
from .laws import read_laws
from .linker import Linker
from .lists import read_groups, read_lists
from .meetings import read_meetings
from .offices import read_offices
from .participation import read_participation
from .parts import read_genitives, read_parts
from .scene import Scene
from .technologies import read_technologies

_READERS: tuple[Callable[[Linker], None], ...] = (
    read_lists,
    read_parts,
    read_technologies,
    read_actors,
    read_participation,
    read_laws,
    read_meetings,
    read_genitives,
    read_groups,
    read_arrows,
    read_successions,
    read_compilers,
    read_offices,
)


def read_links(scene: Scene, block: Block, index: int, context: Context) -> list[Link]:
    """The relations of one sentence, brackets left out, each with its rule."""
    linker = Linker(scene, block, index, context)
    for read in _READERS if scene.clauses else ():
        read(linker)
    return linker.out
