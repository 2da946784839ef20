"""The packaged cross-encoder: two texts read as one, with weights that it shares with the encoder."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index import packaged
from index.cross import FIRST, FOLDER, GRAPH, LEARNT, SECOND, CrossEncoder
from index.encoder import SentenceEncoder, Weigher
from index.packaged import PackagedEncoder
from index.sums import SUMS, read_sums, verify, write_sums
from ingest.errors import EncoderError

PASSAGE = (
    "Convention > Article 26. Reports\nEach Contracting Party shall present reports to the Conference of the "
    "Parties on measures which it has taken for the implementation of the provisions of this Convention."
)


@pytest.fixture(scope="module")
def encoder() -> PackagedEncoder:
    """The packaged encoder."""
    return PackagedEncoder()


@pytest.fixture
def opened(encoder: PackagedEncoder, tmp_path: Path) -> Callable[..., CrossEncoder]:
    """A cross-encoder over a copy of its files."""
    shutil.copytree(FOLDER, tmp_path / "cross")

    def opened(name: str = encoder.name) -> CrossEncoder:
        shared = packaged.FOLDER / packaged.GRAPH
        return CrossEncoder(encoder._tokenizer, name, shared, tmp_path / "cross")

    return opened


def test_what_ships_is_what_was_published() -> None:
    """Every file has its digest, each digest its file; what the encoder has as well is not stored twice."""
    files = {path.name: path for path in FOLDER.iterdir()}
    assert files.keys() == {*read_sums(FOLDER), SUMS, "README.md"}
    verify(FOLDER, tuple(read_sums(FOLDER)))
    assert sum(path.stat().st_size for path in files.values()) <= 4 * 10**6


def test_what_answers_is_told_from_what_is_only_near(encoder: PackagedEncoder) -> None:
    """In another language, too."""
    assert isinstance(encoder, Weigher)
    answered = encoder.weigh("To whom do countries report what they have done?", PASSAGE)
    french = encoder.weigh("À qui les pays rendent-ils compte de ce qu'ils ont fait ?", PASSAGE)
    near = encoder.weigh("How many pages may a country's report to the COP have?", PASSAGE)
    assert min(answered.answers, french.answers) > near.answers


def test_what_is_carried_is_told_from_what_is_forged(encoder: PackagedEncoder) -> None:
    """A turned word is seen."""
    true = encoder.weigh(
        "Every Party has to report to the COP on what it did to carry out the Convention.", PASSAGE
    )
    forged = encoder.weigh(
        "The Secretariat has to report to every Party what it did about importers.", PASSAGE
    )
    assert true.carries > forged.carries


def test_a_pair_is_weighed_once(encoder: PackagedEncoder) -> None:
    """The same pair gives the same numbers, without being read again."""
    assert encoder.weigh("Who reports?", PASSAGE) is encoder.weigh("Who reports?", PASSAGE)


def test_long_texts_are_cut(encoder: PackagedEncoder) -> None:
    """What stands after the last word piece that is read makes no difference, what stands before it does."""
    first, second = "forest " * FIRST, "forest " * SECOND
    assert encoder.weigh(first, second) == encoder.weigh(f"{first} wolves", f"{second} wolves")
    assert encoder.weigh(first, second) != encoder.weigh(first, f"wolves {second}")


@pytest.mark.parametrize("text", ["", " ", "\u200b", "🦋"])
def test_texts_without_words(encoder: PackagedEncoder, text: str) -> None:
    """They are weighed like any other."""
    assert all(abs(value) < 100 for value in (*encoder.weigh(text, PASSAGE), *encoder.weigh("Who?", text)))


@pytest.mark.parametrize("name", [GRAPH, LEARNT])
def test_a_changed_byte_is_refused(opened: Callable[..., CrossEncoder], name: str) -> None:
    """Nothing is read with it; the sentence names the file."""
    cross = opened()
    content = bytearray((cross.folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (cross.folder / name).write_bytes(content)
    with pytest.raises(EncoderError, match=f"{name} is not the one that was published"):
        cross.weigh("Who?", PASSAGE)


def test_it_reads_with_no_other_encoder_than_its_own(opened: Callable[..., CrossEncoder]) -> None:
    """Whose weights it would take for its own."""
    with pytest.raises(EncoderError, match="is not one of another"):
        opened("another").weigh("Who?", PASSAGE)


def test_other_encoders_do_not_weigh() -> None:
    """A sentence-transformers model embeds alone."""
    assert not isinstance(SentenceEncoder("any"), Weigher)


def test_digests_are_checked_where_they_are_written(tmp_path: Path) -> None:
    """A file without a digest is not one that was published."""
    (tmp_path / "one.json").write_text("{}")
    write_sums(tmp_path)
    verify(tmp_path, ("one.json",))
    (tmp_path / "two.json").write_text("{}")
    with pytest.raises(EncoderError, match=r"two.json is not the one"):
        verify(tmp_path, ("two.json",))
