"""The plan of a session: how much of everything it holds."""

from dataclasses import dataclass

from assistant.trainer.audiences import Audience

ENTRIES_A_SLIDE = 5
_SHORT, _LONG = 30, 60  # minutes: below and above, a session holds less and more than its plain share
_FEWEST_PROVISIONS = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of everything a session holds; `role` is the document that tells what its audience does."""

    provisions: int
    definitions: int
    decisions: int
    exercises: int
    questions: int
    role: str


def plan_of(audience: Audience, minutes: int) -> Plan:
    """Some 25 slides for 45 minutes, fewer for a briefing of ministers, more for half a day."""
    short = minutes < _SHORT
    provisions = min(audience.most_provisions, round(audience.provisions * minutes / 45))
    return Plan(
        max(_FEWEST_PROVISIONS, provisions),
        audience.definitions,
        0 if short else audience.decision_slides * ENTRIES_A_SLIDE,
        min(1, audience.exercises) if short else audience.exercises,
        audience.questions * (2 if minutes > _LONG else 1),
        "" if short else audience.role,
    )
