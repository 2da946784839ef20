"""Equations of Office files as a line of text."""

import pytest
from lxml import etree

from ingest.readers.equations import linear


def run(words: str) -> str:
    """A run of an equation."""
    return f"<m:r><m:t>{words}</m:t></m:r>"


@pytest.mark.parametrize(
    ("inner", "line"),
    [
        (f"{run('E=m')}<m:sSup><m:e>{run('c')}</m:e><m:sup>{run('2')}</m:sup></m:sSup>", "E=mc^2"),
        (f"<m:f><m:num>{run('a+b')}</m:num><m:den>{run('c')}</m:den></m:f>", "(a+b)/c"),
        (f"<m:sSub><m:e>{run('x')}</m:e><m:sub>{run('i')}</m:sub></m:sSub>", "x_i"),
        (run("3 "), "3"),
    ],
)
def test_an_equation_is_one_line(inner: str, line: str) -> None:
    """With signs for what is set above, below and over."""
    assert linear(etree.fromstring(f'<m:oMath xmlns:m="m">{inner}</m:oMath>')) == line
