"""What a machine sees of plain words in a language: one case that is found, one near it that is fine."""

import pytest

from assistant.guide.faults import Fault, Rendering, faults_of, same_words
from ingest.model import PlainWords

ENGLISH = "Countries must report under Article 26 by 5 June 2030, at a cost of 20 billion dollars."
FINE = {
    "fr": (
        "Les pays doivent présenter un rapport au titre de l'article 26 avant le 5 juin 2030, pour 20 "
        "milliards de dollars.",
        "Qui présente un rapport ?",
    ),
    "es": (
        "Los países deben informar según el artículo 26 antes del 5 de junio de 2030, por 20 mil millones.",
        "¿Quién informa?",
    ),
    "pt": (
        "Os países devem apresentar relatórios segundo o artigo 26 até 5 de junho de 2030, por 20 bilhões.",
        "Quem apresenta relatórios?",
    ),
    "ar": (
        "يجب على البلدان أن تقدم تقارير بموجب المادة 26 قبل 5 حزيران/يونيه 2030 بتكلفة 20 مليار دولار.",
        "من يقدم التقارير؟",
    ),
    "ru": (
        "Страны должны представить доклады согласно статье 26 до 5 июня 2030 года; цена — 20 миллиардов.",
        "Кто представляет доклады?",
    ),
    "zh": ("各国必须在2030年6月5日前按第26条提交报告，费用为200亿美元。", "谁提交报告？"),
}


def rendering(language: str, summary: str = "", question: str = "", english: str = ENGLISH) -> Rendering:
    """Plain words of which one text differs from those that are fine."""
    fine_summary, fine_question = FINE[language]
    words = PlainWords(language, summary or fine_summary, (question or fine_question, fine_question))
    return Rendering("cbd/art-26", english, words)


def checks(found: list[Fault]) -> list[tuple[str, str]]:
    """Where which check found something."""
    return [(fault.place, fault.check) for fault in found]


@pytest.mark.parametrize("language", sorted(FINE))
def test_what_is_fine_has_no_fault(language: str) -> None:
    """In every language, with its marks, digits, months and large numbers."""
    assert faults_of(rendering(language)) == []


@pytest.mark.parametrize(
    ("language", "change", "check"),
    [
        ("fr", ("du 5 juin", "."), "end"),
        ("fr", (".", ""), "end"),
        ("fr", ("2030", "2031"), "numbers"),
        ("fr", ("2030", ""), "numbers"),
        ("fr", ("juin", "juillet"), "numbers"),
        ("fr", ("article 26", "article 25"), "numbers"),
        ("zh", ("200亿", "20亿"), "numbers"),
        ("zh", ("6月", "7月"), "numbers"),
        ("ru", ("июня", "мая"), "numbers"),
        ("ar", ("حزيران/يونيه", "تموز/يوليه"), "numbers"),
        ("fr", ("pays", '"pays"'), "marks"),
        ("fr", ("pays", "“pays”"), "marks"),
        ("fr", ("pays", "« pays"), "marks"),
        ("pt", ("países", "«países»"), "marks"),
        ("zh", ("报告", "«报告»"), "marks"),
        ("ar", ("26", "٢٦"), "script"),
        ("fr", ("Les pays", "Les pays shall"), "script"),
        ("es", ("Los países", "Los países with"), "script"),
        ("fr", ("rapport", "rapроrt"), "script"),
        ("ru", ("Страны", "Cтраны"), "script"),
        ("ru", ("доклады", "reports"), "script"),
        ("zh", ("报告", "Party报告"), "script"),
        ("fr", ("Les pays", "Les pays pauvres"), "words"),
        ("ru", ("Страны", "Бедные страны"), "words"),
        ("fr", ("rapport", "‘rapport’"), "marks"),
        ("fr", (" pour 20", " : pour: 20"), "marks"),
        ("es", ("informar", "informar ,"), "marks"),
        ("ar", ("تقارير", "تقارير,"), "marks"),
        ("zh", ("，", ","), "marks"),
        ("zh", ("国", "國"), "script"),
        ("fr", ("Les pays", "Les pays, biodiversity,"), "script"),
        ("es", ("Los países", "Los countries"), "script"),
        ("pt", ("Os países", "As Parties"), "script"),
    ],
)
def test_a_slip_is_found(language: str, change: tuple[str, str], check: str) -> None:
    """In the summary."""
    assert change[0] in FINE[language][0] or change[1] == "."
    summary = FINE[language][0].replace(*change) if change[0] in FINE[language][0] else FINE[language][0][:-1]
    assert ("summary", check) in checks(faults_of(rendering(language, summary)))


@pytest.mark.parametrize(
    ("language", "english", "right", "wrong"),
    [
        ("fr", "two months", "dans deux mois", "dans trois mois"),
        ("fr", "four years", "dans quatre ans", "dans dix ans"),
        ("fr", "ninety days", "dans quatre-vingt-dix jours", "dans quatre jours"),
        ("es", "three routes", "por tres vías", "por dos vías"),
        ("pt", "two years", "em dois anos", "em três anos"),
        ("ar", "three members", "ثلاثة أعضاء", "أربعة أعضاء"),
        ("ru", "two months", "через двух месяцев", "через трех месяцев"),
        ("zh", "two months", "两个月内", "三个月内"),
        ("zh", "two months", "2个月内", "三个月内"),
    ],
)
def test_a_small_number_in_words_is_held(language: str, english: str, right: str, wrong: str) -> None:
    """The one that the English says, whether in words or in digits, and no other."""

    def found(text: str) -> list[str]:
        words = PlainWords(language, f"{text}{'。' if language == 'zh' else '.'}", ("?", "?"))
        return [one.check for one in faults_of(Rendering("cbd/art-26", english, words))]

    assert "number words" not in found(right)
    assert "number words" in found(wrong)


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("fr", "Le Protocole ne s'applique pas aux médicaments.", "Le Protocole s'applique aux médicaments."),
        ("es", "El Protocolo no se aplica a los fármacos.", "El Protocolo se aplica a los fármacos."),
        ("pt", "O Protocolo não se aplica a remédios.", "O Protocolo se aplica a remédios."),
        ("ar", "لا ينطبق البروتوكول على الأدوية.", "ينطبق البروتوكول على الأدوية."),
        ("ru", "Протокол не применяется к лекарствам.", "Протокол применяется к лекарствам."),
        ("zh", "议定书不适用于药物。", "议定书适用于药物。"),
    ],
)
def test_a_negation_is_neither_lost_nor_added(language: str, right: str, wrong: str) -> None:
    """What is excluded stays excluded."""

    def doubts(english: str, text: str) -> list[str]:
        words = PlainWords(language, text, ("?", "?"))
        return [one.message for one in faults_of(Rendering("cbd/art-26", english, words)) if one.doubt]

    denied, said = "The Protocol does not apply to medicines.", "The Protocol applies to medicines."
    assert (doubts(denied, right), doubts(said, wrong)) == ([], [])
    assert "negation" in doubts(denied, wrong)[0]
    assert "negation" in doubts(said, right)[0]


TWICE = "Countries must report and must not sell it; they may ask, unless they agreed not to."
SAID_TWICE = {
    "fr": "Les pays doivent rendre compte et ne doivent pas le vendre ; ils peuvent demander, sauf s'ils "
    "sont convenus de ne pas le faire.",
    "es": "Los países deben informar y no deben venderlo; pueden pedirlo, salvo que acordaran no hacerlo.",
    "pt": "Os países devem informar e não devem vendê-lo; podem pedi-lo, salvo se acordaram não o fazer.",
    "ar": "يجب على البلدان أن تبلغ ويجب ألا تبيعه؛ ويجوز لها أن تطلبه، ما لم تتفق على عدم الطلب.",
    "ru": "Страны должны сообщать и не должны это продавать; они могут просить, кроме случаев, когда решили "
    "не просить.",
    "zh": "各国必须报告，必须不出售；可以请求，除非已同意不请求。",
}


@pytest.mark.parametrize(
    ("language", "change"),
    [
        ("fr", ("doivent rendre", "peuvent rendre")),
        ("fr", ("ils peuvent", "ils doivent")),
        ("fr", ("ne doivent pas", "doivent")),
        ("es", ("deben informar", "pueden informar")),
        ("es", ("y no deben", "y deben")),
        ("pt", ("podem pedi-lo", "devem pedi-lo")),
        ("pt", ("e não devem", "e devem")),
        ("ar", ("ويجوز لها", "ويجب عليها")),
        ("ar", ("على عدم الطلب", "على الطلب")),
        ("ru", ("должны сообщать", "могут сообщать")),
        ("ru", ("решили не просить", "решили просить")),
        ("zh", ("可以请求", "必须请求")),
        ("zh", ("必须报告", "可以报告")),
        ("zh", ("同意不请求", "同意请求")),
    ],
)
def test_one_of_two_does_not_hide_the_other(language: str, change: tuple[str, str]) -> None:
    """Modals and negations are held clause by clause, and counted."""

    def found(text: str) -> set[str]:
        words = PlainWords(language, text, ("?", "?"))
        return {one.check for one in faults_of(Rendering("cbd/art-26", TWICE, words)) if one.doubt}

    assert found(SAID_TWICE[language]) == set()
    assert change[0] in SAID_TWICE[language]
    assert found(SAID_TWICE[language].replace(*change)) & {"modals", "counts"}


@pytest.mark.parametrize(
    ("language", "question", "check"),
    [
        ("fr", "Qui présente un rapport.", "end"),
        ("ar", "من يقدم التقارير?", "end"),
        ("zh", "谁提交报告?", "end"),
        ("es", "Quién informa?", "end"),
        ("fr", "Quelle tribu présente un rapport ?", "words"),
        ("fr", " ", "empty"),
    ],
)
def test_a_slip_in_a_question_is_found(language: str, question: str, check: str) -> None:
    """And the question is named."""
    assert checks(faults_of(rendering(language, question=question))) == [("question 1", check)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Les pays « doivent » rendre compte (article 26) avant le 5 juin 2030 : 20 milliards."),
        (
            "ru",
            "Страны GBIF и InforMEA должны по статье 26 (приложение II) до 5 июня 2030 года, in-situ, 20.",
        ),
        ("zh", "Bioland：各国必须在2030年6月5日前按第26条提交“报告”，费用为200亿。"),
        (
            "pt",
            "Os países devem, no Rio de Janeiro, segundo o artigo 26, até 5 de junho de 2030, 20 bilhões.",
        ),
    ],
)
def test_names_and_marks_of_the_language_are_fine(language: str, text: str) -> None:
    """Names and abbreviations in Latin letters, numerals, and January in a town."""
    assert {fault.check for fault in faults_of(rendering(language, text))} <= {"references"}


@pytest.mark.parametrize(("language", "most"), [("fr", 45), ("ar", 45), ("zh", 110)])
def test_a_long_summary_is_found(language: str, most: int) -> None:
    """Words, and in Chinese characters; the longest that may be is fine."""
    word, stop = {"fr": ("mot ", "."), "ar": ("كلمة ", "."), "zh": ("字", "。")}[language]
    count = most - 1 if language == "zh" else most  # the full stop is a character too
    short, long = ((word * number).strip() + stop for number in (count, count + 1))
    assert ("summary", "length") in checks(faults_of(rendering(language, long)))
    assert ("summary", "length") not in checks(faults_of(rendering(language, short)))


@pytest.mark.parametrize(
    ("language", "english", "good", "lost", "added"),
    [
        ("fr", "must", "Les pays doivent agir.", "Les pays agissent.", ""),
        ("fr", "should", "Les pays devraient agir.", "Les pays agissent.", "Les pays doivent agir."),
        ("fr", "may", "Les pays peuvent agir.", "Les pays agissent.", "Les pays doivent agir."),
        ("es", "must", "Los países deben actuar.", "Los países actúan.", "Los países podrán actuar."),
        ("es", "should", "Los países deberían actuar.", "Los países actúan.", "Los países deben actuar."),
        ("es", "may", "Los países pueden actuar.", "Los países actúan.", "Los países han de actuar."),
        ("pt", "must", "Os países devem agir.", "Os países agem.", "Os países podem agir."),
        ("pt", "should", "Os países deveriam agir.", "Os países agem.", "Os países devem agir."),
        ("pt", "may", "Os países podem agir.", "Os países agem.", "Os países devem agir."),
        ("ar", "must", "يجب على البلدان أن تعمل.", "تعمل البلدان.", "ينبغي للبلدان أن تعمل."),
        ("ar", "must", "على البلدان التي وقعت المعاهدة أن تعمل.", "تعمل البلدان.", "يجوز للبلدان أن تعمل."),
        ("ar", "should", "ينبغي أن تعمل البلدان.", "تعمل البلدان.", "يجب أن تعمل البلدان."),
        ("ar", "may", "يجوز للبلدان أن تعمل.", "تعمل البلدان.", "يجب أن تعمل البلدان."),
        ("ru", "must", "Страны должны действовать.", "Страны действуют.", "Странам следует действовать."),
        ("ru", "should", "Странам следует действовать.", "Страны действуют.", "Страны обязаны действовать."),
        ("ru", "may", "Страны могут действовать.", "Страны действуют.", "Страны должны действовать."),
        ("zh", "must", "各国必须行动。", "各国行动。", "各国可以行动。"),
        ("zh", "should", "各国应行动。", "各国行动。", "各国必须行动。"),
        ("zh", "may", "各国可行动。", "各国行动。", "各国必须行动。"),
    ],
)
def test_a_modal_that_is_not_the_english_one_is_a_doubt(
    language: str, english: str, good: str, lost: str, added: str
) -> None:
    """Lost, or another in its place; said in the language's own way it is fine."""
    law = f"Countries {english} act."
    assert faults_of(rendering(language, good, english=law)) == []
    for text in filter(None, (lost, added)):
        found = faults_of(rendering(language, text, english=law))
        assert {(fault.check, fault.doubt) for fault in found} == {("modals", True)}


def test_a_month_is_no_modal() -> None:
    """The English month of May permits nothing."""
    english = "It was signed on 15 May 2000."
    assert faults_of(rendering("fr", "Il a été signé le 15 mai 2000.", english=english)) == []


def test_a_reference_that_is_not_the_english_ones_is_a_doubt() -> None:
    """Letters and annexes too, which have no digits; it may be right."""
    english = "Notices hold the information of Annex I and Annex III."
    good = rendering("fr", "Les avis contiennent les informations des annexes I et III.", english=english)
    bad = rendering("fr", "Les avis contiennent les informations des annexes I et II.", english=english)
    assert faults_of(good) == []
    (fault,) = faults_of(bad)
    assert (fault.check, fault.doubt) == ("references", True)
    assert fault.message == "beside the English it lacks annex 3 and has annex 2."


def test_a_word_that_is_not_shown_says_what_to_use() -> None:
    """As the list of such words has it."""
    (fault,) = faults_of(rendering("fr", question="Quelle tribu décide ?"))
    assert fault.message == "'tribu' is not shown to readers."
    assert "peuples autochtones et communautés locales" in fault.hint


def test_what_stands_twice_is_found() -> None:
    """A question anywhere; a summary within one instrument, and not across two."""
    words = PlainWords("fr", "Le même.", ("Qui ?", "Quoi ?"))
    other = PlainWords("fr", "Le même.", ("Où ?", "Qui ?"))
    found = same_words(
        [
            Rendering("cbd/art-1", "", words),
            Rendering("cbd/art-2", "", other),
            Rendering("gbf/goal-a", "", other),
        ]
    )
    assert checks(found["cbd/art-1"]) == [("summary", "same"), ("question 1", "same")]
    assert checks(found["gbf/goal-a"]) == [("question 2", "same"), ("question 1", "same")]
    assert found["cbd/art-1"][0].message == "cbd/art-2 says the same."


def test_words_that_differ_in_marks_alone_are_the_same() -> None:
    """A capital, a space or a full stop makes no other sentence."""
    one, other = rendering("fr"), rendering("fr", FINE["fr"][0].replace("article 26 ", "Article  26, "))
    assert set(same_words([one, Rendering("cbd/art-27", other.english, other.words)])) == {
        "cbd/art-26",
        "cbd/art-27",
    }
