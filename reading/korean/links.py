"""Relations that Korean sentences state between things."""

from __future__ import annotations

from ..document import Block
from ..figures import Link
from .context import Context
from .scene import Scene


def read_links(scene: Scene, block: Block, index: int, context: Context) -> list[Link]:
    """The relations of one sentence."""
    return []
