"""Relations that English sentences state between named things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..document import Block
from ..figures import Link

if TYPE_CHECKING:
    from .context import Context
    from .scene import Scene


def read_links(scene: Scene, block: Block, context: Context) -> list[Link]:
    """The relations of one sentence."""
    return []
