"""Texts whose fonts keep their letters to themselves are refused, or doubted, and no others."""

import json

import pytest

from ingest.embedded import embedded_folder
from ingest.readers.legible import doubts, why_unreadable

ENGLISH = "Each Party shall develop national strategies for the conservation of biological diversity. " * 8
ARABIC = (
    "تضع الأطراف استراتيجيات وطنية في حفظ التنوع البيولوجي على نحو مستدام من خلال التعاون مع المنظمات التي "
    "تعمل في هذا المجال، وتقدم تقارير عن تنفيذ ذلك إلى المؤتمر. "
) * 8
RUSSIAN = "Каждая Сторона разрабатывает национальные стратегии сохранения биологического разнообразия. " * 8
KOREAN = "각 당사국은 생물다양성의 보전을 위한 국가 전략을 수립하고 이행하여야 한다. " * 10


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("/gid12/gid7 /gid3" * 40 + "some words", "do not say which characters"),
        (ARABIC.encode("windows-1256").decode("latin-1"), "other letters than they show"),
        (RUSSIAN.encode("windows-1251").decode("latin-1"), "other letters than they show"),
        # glyphs of Cyrillic letters, as some printers leave them: letters of phonetic script
        (
            "".join(chr(ord(c) - 0x1D6) if c > "\u0400" else c for c in RUSSIAN),
            "other letters than they show",
        ),
        # an Arabic text of which only some letters were kept
        (ARABIC.translate(str.maketrans("ميتنفع", "ʺǽʱʧʯʨ")), "other letters than they show"),
        ("/c13/c14/c03/c36 /c48/c4c/c57" * 20 + "some words", "do not say which characters"),
    ],
)
def test_a_text_of_other_letters_is_unreadable(text: str, reason: str) -> None:
    """The reason says what is wrong with its fonts."""
    assert reason in why_unreadable(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (ENGLISH * 3 + "/gid12" * 10, "words are missing"),
        # letters that stand for others: the words of no language
        (ARABIC.translate(str.maketrans("ميتنفلعا", "صوهضغخقط")), "Arabic letters"),
        (KOREAN + "ࠁݎҋࢲ ٮউӝ ച" * 20, "other letters"),
        (ENGLISH.replace("e", "3").replace("a", "2"), "other letters"),
    ],
)
def test_a_text_with_strange_words_is_doubted(text: str, reason: str) -> None:
    """It is taken in, and its user is told."""
    assert why_unreadable(text) == ""
    assert reason in doubts(text * 3)


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH, ARABIC, RUSSIAN, KOREAN, ENGLISH + ARABIC, KOREAN + ENGLISH,
        "生物多样性公约の締約国は、" * 40,
        "Élaborée à l’été où naîtra l’œuvre, près de la forêt préservée" * 8, "", "Çà",
        "Ɖe dukɔwo katã wɔa ɖoɖo ɖe nugbagbewo ƒe ame vovovowo takpɔkpɔ ŋu le woƒe anyigbawo dzi. " * 8,
        "Hər bir Tərəf bioloji müxtəlifliyin qorunması üçün milli strategiya hazırlayır. " * 8 + RUSSIAN * 4,
        "Annexes /c03 and /c04 of the map. " + ENGLISH,
        "The CO2 and H2O of 3D models, COP15 and the 4th report. " + ENGLISH, "\uf0fc item " + ENGLISH,
        "Các bên tham gia Công ước phải xây dựng chiến lược quốc gia về bảo tồn đa dạng sinh học. " * 8,
    ],
)  # fmt: skip
def test_texts_as_they_should_be_are_not_doubted(text: str) -> None:
    """In any script, in several, with accents and formulas, with the marks of lists."""
    assert (why_unreadable(text), doubts(text)) == ("", "")


@pytest.mark.parametrize("language", ["ar", "es", "fr", "pt", "ru", "zh"])
def test_the_guide_is_not_doubted(language: str) -> None:
    """Whole texts in all the languages of the project."""
    files = sorted((embedded_folder() / "guide" / language).glob("*.jsonl"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]
    text = "\n".join(json.loads(line)["summary"] for line in lines)
    assert len(text) > 10_000
    assert (why_unreadable(text), doubts(text)) == ("", "")
