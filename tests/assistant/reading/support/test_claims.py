"""What a text claims, in seven languages."""

import pytest

from assistant.reading.support.claims import Number, claims_in
from assistant.reading.support.language import language_of

DUTIES = [
    ("en", "Each Party shall notify the Secretariat within ninety days."),
    ("fr", "Chaque Partie doit aviser le Secrétariat dans un délai de quatre-vingt-dix jours."),
    ("es", "Cada Parte debe notificar a la Secretaría en un plazo de noventa días."),
    ("pt", "Cada Parte deve notificar o Secretariado no prazo de noventa dias."),
    ("ar", "يجب على كل طرف أن يخطر الأمانة في غضون تسعين يوما."),
    ("ru", "Каждая Сторона должна уведомить Секретариат в течение девяноста дней."),
    ("zh", "每一缔约方必须在九十天内通知秘书处。"),
]


@pytest.mark.parametrize(("language", "text"), DUTIES)
def test_a_duty_with_its_actor_and_its_term(language: str, text: str) -> None:
    """Who, must, whom, by when: the same in every language."""
    found = claims_in(text, language)
    assert {"modal.must", "actor.secretariat"} <= found.said
    assert "negation" not in found.said
    assert Number(90, "day") in found.numbers


@pytest.mark.parametrize(
    ("language", "text"), [*DUTIES, ("en", "Parties do not restore lakes within 2 years."), ("en", "Go.")]
)
def test_the_language_is_told(language: str, text: str) -> None:
    """By script and small words."""
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "A Party fails to notify.", "negation"),
        ("en", "It denies the right.", "reversal"),
        ("fr", "Elle refuse le droit.", "reversal"),
        ("zh", "缔约方可以放弃权利。", "reversal"),
        ("es", "La Parte podrá hacerlo.", "modal.may"),
        ("ru", "Сторона может это сделать.", "modal.may"),
        ("en", "Only developing country Parties act.", "quantity.only"),
        ("en", "It acts as far as possible and as appropriate.", "condition.possible"),
        ("en", "It acts unless the Party objects.", "condition.except"),
    ],
)
def test_a_claim_is_read(language: str, text: str, name: str) -> None:
    """Each kind by one of its words."""
    assert name in claims_in(text, language).said


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("two hundred and seventy days", Number(270, "day")),
        ("ten million dollars", Number(10_000_000, "money")),
        ("10,000 euros", Number(10_000, "money")),
        ("30 per cent", Number(30, "percent")),
    ],
)
def test_a_number_in_words_or_digits(text: str, number: Number) -> None:
    """With what it counts."""
    assert number in claims_in(text, "en").numbers


def test_one_negation_of_two_words_counts_once() -> None:
    """ "ne ... pas" is one."""
    assert claims_in("La Partie ne doit pas agir.", "fr").negations == 1
    assert claims_in("The Party shall not act.", "en").negations == 1


def test_who_acts_is_told_from_whom_it_concerns() -> None:
    """Before the modal, and after it in Arabic."""
    text = "The Party of export shall notify the Party of import."
    assert claims_in(text, "en").subjects == {"actor.export"}
    assert claims_in("يجوز لطرف الاستيراد أن يطلب من طرف التصدير ذلك.", "ar").subjects == {"actor.import"}


def test_of_an_unknown_language_digits_are_read() -> None:
    """And nothing else."""
    found = claims_in("Jede Partei muss 90 Tage warten.", "de")
    assert {number.value for number in found.numbers} == {90}
    assert not found.said


@pytest.mark.parametrize(
    ("language", "condition", "none"),
    [
        ("pt", "Se a Parte objetar, o tribunal decide.", "Aplica-se o artigo; reconhece-se a diversidade."),
        ("en", "If the Party objects, the tribunal decides.", "The article applies."),
    ],
)
def test_a_pronoun_after_a_hyphen_is_no_condition(language: str, condition: str, none: str) -> None:
    """ "se" is "if" and a pronoun in Portuguese."""
    assert "condition.if" in claims_in(condition, language).said
    assert "condition.if" not in claims_in(none, language).said


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Parties to the Convention that are not Parties to this Protocol may take part."),
        ("en", "A Party to the Convention but not to the Protocol may take part."),
        ("fr", "Un État qui n'est pas Partie au Protocole peut participer."),
        ("es", "Un Estado que no sea Parte en el Protocolo podrá participar."),
        ("pt", "Um Estado que não seja Parte do Protocolo pode participar."),
        ("zh", "非本议定书缔约方可以参加。"),
    ],
)
def test_who_has_not_joined_is_not_a_negation(language: str, text: str) -> None:
    """It says who acts; a "not" beside the verb does count."""
    assert claims_in(text, language).negations == 0


def test_a_word_for_shall_and_should_is_a_class_of_its_own() -> None:
    """Chinese has one for both; either bears it out in a provision."""
    assert claims_in("缔约方应采取措施。", "zh").said & {"modal.must", "modal.should", "modal.ought"} == {
        "modal.ought"
    }
    for text in ("Parties shall act.", "Parties should act."):
        assert "modal.ought" in claims_in(text, "en").held
    assert "modal.ought" not in claims_in("Parties may act.", "en").held
