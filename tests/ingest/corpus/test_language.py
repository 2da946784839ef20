"""The language of a text, by script and words."""

import pytest

from ingest.corpus.language import language_name, language_of

PARTIES = {
    "af": "Die Partye moet nasionale strategieë ontwikkel vir die bewaring van biologiese diversiteit",
    "ca": "Les Parts elaboren estratègies nacionals per a la conservació de la diversitat biològica",
    "cs": "Smluvní strany vypracují národní strategie pro ochranu biologické rozmanitosti a její využívání",
    "da": "Parterne udarbejder nationale strategier for bevarelsen af den biologiske mangfoldighed",
    "de": "Die Vertragsparteien entwickeln nationale Strategien zur Erhaltung der biologischen Vielfalt",
    "en": "Each Party shall develop national strategies for the conservation of biological diversity",
    "es": "Cada Parte elaborará estrategias nacionales para la conservación de la diversidad biológica",
    "fi": "Sopimuspuolet laativat kansalliset strategiat luonnon monimuotoisuuden suojelemiseksi",
    "fr": "Chaque Partie élabore des stratégies nationales pour la conservation de la diversité biologique",
    "hu": "A Szerződő Felek nemzeti stratégiákat dolgoznak ki a biológiai sokféleség megőrzésére",
    "id": "Para pihak harus menyusun strategi nasional untuk pelestarian keanekaragaman hayati",
    "it": "Le Parti contraenti elaborano strategie nazionali per la conservazione della diversità biologica",
    "nl": "De partijen ontwikkelen nationale strategieën voor het behoud van de biologische diversiteit",
    "pl": "Strony opracują krajowe strategie ochrony różnorodności biologicznej i jej użytkowania",
    "pt": "Cada Parte deve desenvolver estratégias nacionais para a conservação da diversidade biológica",
    "ro": "Părțile elaborează strategii naționale pentru conservarea diversității biologice și utilizarea ei",
    "sv": "De fördragsslutande parterna utarbetar nationella strategier för bevarandet av biologisk mångfald",
    "sw": "Nchi wanachama zitaandaa mikakati ya kitaifa ya uhifadhi wa bioanuwai na matumizi yake",
    "tr": "Taraflar biyolojik çeşitliliğin korunması için ulusal stratejiler geliştirir ve uygular",
    "vi": "Các bên tham gia Công ước phải xây dựng chiến lược quốc gia về bảo tồn đa dạng sinh học",
    "ar": "تضع الأطراف المتعاقدة استراتيجيات وطنية لحفظ التنوع البيولوجي واستخدامه على نحو مستدام",
    "fa": "طرف‌های کنوانسیون باید راهبردهای ملی برای حفاظت از تنوع زیستی تهیه کنند و گزارش دهند",
    "ur": "فریقین حیاتیاتی تنوع کے تحفظ کے لیے قومی حکمت عملی تیار کریں گے اور رپورٹ پیش کریں گے",
    "bg": "Страните разработват национални стратегии за опазване на биологичното разнообразие",
    "ru": "Каждая Сторона разрабатывает национальные стратегии сохранения биологического разнообразия",
    "uk": "Кожна Сторона розробляє національні стратегії збереження біологічного різноманіття",
    "hi": "प्रत्येक पक्षकार जैव विविधता के संरक्षण के लिए राष्ट्रीय रणनीति तैयार करेगा",
    "bn": "প্রতিটি পক্ষ জীববৈচিত্র্য সংরক্ষণের জন্য জাতীয় কৌশল প্রণয়ন করবে",
    "el": "Κάθε μέρος καταρτίζει εθνικές στρατηγικές για τη διατήρηση της βιολογικής ποικιλότητας",
    "he": "כל צד יפתח אסטרטגיות לאומיות לשימור המגוון הביולוגי",
    "ja": "締約国は、生物の多様性の保全及び持続可能な利用を目的とする国家的な戦略を作成する。",
    "ka": "თითოეული მხარე შეიმუშავებს ბიომრავალფეროვნების ეროვნულ სტრატეგიას",
    "km": "ភាគីនីមួយៗត្រូវរៀបចំយុទ្ធសាស្ត្រជាតិ",
    "ko": "각 당사국은 생물다양성의 보전을 위한 국가 전략을 수립하고 이행하여야 한다.",
    "lo": "ແຕ່ລະຝ່າຍຕ້ອງພັດທະນາຍຸດທະສາດແຫ່ງຊາດ",
    "am": "እያንዳንዱ ወገን ብሔራዊ ስትራቴጂ ያዘጋጃል",
    "th": "ภาคีแต่ละฝ่ายต้องจัดทำยุทธศาสตร์ระดับชาติ",
    "zh": "每一缔约国应制定保护和持久使用生物多样性的国家战略。",
}  # fmt: skip


@pytest.mark.parametrize(("language", "text"), PARTIES.items())
def test_a_sentence_shows_its_language(language: str, text: str) -> None:
    """Far beyond the seven that questions may be in: a Korean report is not English."""
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The chairs of the Parties and the lamps", "en"), ("Les chaises et les lampes des Parties", "fr"),
        ("Стулья и лампы", "ru"), ("椅子和灯", "zh"), ("الكراسي والمصابيح", "ar"), ("의자와 램프", "ko"),
        ("1 2 3", "en"), ("", "en"), ("Hello World", "en"), ("CHM NBSAP 2030 | 12 | 14", "en"),
        ("| Category | Series | Series |\n" * 20, "en"),
    ],
)  # fmt: skip
def test_few_words_tell_by_script_and_small_words(text: str, language: str) -> None:
    """English where nothing tells."""
    assert language_of(text) == language


def test_a_summary_in_another_language_does_not_make_the_document() -> None:
    """A French strategy with an English abstract in front is French: all of it is looked at."""
    assert language_of(PARTIES["en"] * 2 + (PARTIES["fr"] + ". ") * 200) == "fr"


@pytest.mark.parametrize(
    ("code", "name"), [("ko", "Korean"), ("km", "Khmer"), ("pt-br", "Portuguese"), ("xx", "xx")]
)
def test_a_code_has_a_name(code: str, name: str) -> None:
    """Which people know; a code that has none is its own name."""
    assert language_name(code) == name
