"""A block is a value: a paragraph unless it says otherwise."""

from dataclasses import FrozenInstanceError

import pytest

from ingest.readers.blocks import Block


def test_a_block_is_a_paragraph_without_a_page() -> None:
    """Equal to any other of the same words, and never changed."""
    block = Block("Words.")
    assert block == Block("Words.", level=0, page=None, about=(), metadata=None)
    with pytest.raises(FrozenInstanceError):
        block.text = "Other."  # type: ignore[misc]
