"""Lists of words: found whole and in their forms, in every language, and not where they only look alike."""

from pathlib import Path

import pytest

from ingest import wordlists
from ingest.errors import SourceError
from ingest.wordlists import folded, pattern_of, read_list, unshown


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "A Tribe’s plant, and tribal knowledge.", ["tribe", "tribal"]),
        ("en", "Shamans and a shamanic rite", ["shamans", "shamanic"]),
        ("en", "the third-world; a mother  treaty; Mother-treaties", ["third-world", "mother  treaty"]),
        ("en", "poorest countries", ["poorest"]),
        ("en", "biopirated plants", ["biopirated"]),
        ("fr", "Les chamans d’une tribu", ["chamans", "tribu"]),
        ("fr", "des pays pauvres, le tiers-monde", ["pays pauvres", "tiers-monde"]),
        ("es", "¿Los países pobres?", ["países pobres"]),
        ("pt", "o tratado-mãe", ["tratado-mãe"]),
        ("ar", "والقَبائل", ["والقبائل"]),
        ("ar", "للبلدان الفقيرة", ["للبلدان الفقيرة"]),
        ("ru", "у бедных стран и племён", ["бедных стран", "племён"]),
        ("zh", "母条约和第三世界", ["母条约", "第三世界"]),
    ],
)
def test_listed_words_are_found(language: str, text: str, words: list[str]) -> None:
    """In their forms, with capitals, hyphens, apostrophes, and behind what Arabic writes together."""
    assert set(words) <= set(unshown(language).found(text))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A tribunal; attributed; native species; native plants; alternative communities"),
        ("en", "A habitat in poor condition, on poor soils, rich in species; a rich variety"),
        ("en", "indigenous peoples, poverty, women, cormorants, explored, the parent organism"),
        ("fr", "Un tribunal, des espèces indigènes, des plantes sauvages, des pays riches en espèces"),
        ("es", "Tribunal, especies nativas, países ricos en especies, pueblos indígenas, India"),
        ("pt", "Tribunal, povos indígenas, espécies nativas, da Índia"),
        ("ar", "هل GBIF جزء من الاتفاقية أم شريك لها؟ البلدان الغنية بالتنوع"),
        ("ru", "Природные богатства страны, племенной скот, права инвалидов"),
        ("zh", "最不发达国家的种子条约，生物群落，土著人民"),
    ],
)
def test_other_words_are_not(language: str, text: str) -> None:
    """Those that only begin alike, and those of species, courts and richness in nature."""
    assert unshown(language).found(text) == []


@pytest.mark.parametrize(
    ("language", "phrases", "text", "found"),
    [
        ("en", ["must", "has to"], "It MUST; he has-to", ["must", "has-to"]),
        ("en", ["must"], "mustard", []),
        ("fr", ["doi*"], "Il doit, ils doivent", ["doit", "doivent"]),
        ("ar", ["يجب"], "ويجب أن", ["ويجب"]),
        ("zh", ["必须"], "各国必须", ["必须"]),
        ("ar", ["على … أن"], "على كل طرف، عند الاقتضاء، أن يعمل", ["على كل طرف، عند الاقتضاء، أن"]),
        ("en", ["no … may"], "No country may; no, nobody may", ["no country may", "no, nobody may"]),
        ("en", ["no … may"], "no may", ["no may"]),
        ("en", ["no … may"], f"no {'word ' * 13}may", []),
        ("en", [], "anything", []),
    ],
)
def test_phrases_become_a_pattern(language: str, phrases: list[str], text: str, found: list[str]) -> None:
    """Of folded words; no phrases find nothing."""
    assert pattern_of(phrases, language).findall(folded(text)) == found


def test_what_to_use_is_that_of_the_kind() -> None:
    """A word that is not listed has nothing in its place."""
    assert unshown("fr").use("tribu").startswith("peuples autochtones")
    assert unshown("fr").use("peuple") == ""


@pytest.mark.parametrize("content", [None, b"[kind", b"\xff"])
def test_a_list_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    """Missing, no TOML, or no UTF-8."""
    if content is not None:
        (tmp_path / "words.toml").write_bytes(content)
    monkeypatch.setattr(wordlists, "embedded_folder", lambda: tmp_path)
    with pytest.raises(SourceError, match=r"words\.toml: the list cannot be read"):
        read_list("words.toml")
