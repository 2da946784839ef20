"""Ways of working with the tools that a reader may choose in their own assistant."""

from typing import Annotated

from pydantic import Field

from assistant.api.tools.offer import Server

RULES = (
    "Quote only what a tool gave you, word for word, and name the label and the address of each source. "
    "What is marked `official: false` is no law: say whose words it is. Where the tools refuse, say so, and "
    "add nothing."
)
Question = Annotated[str, Field(description="What is asked")]
Text = Annotated[str, Field(description="The text with its references and quotations")]
Subject = Annotated[str, Field(description="A topic, an article or a question")]
Minutes = Annotated[str, Field(description="How long the session may take")]


def add_prompts(server: Server, *, trains: bool) -> None:
    """Offer them; those for trainers where the trainers' tools are offered."""

    @server.prompt(title="Answer with citations")
    def answer_with_citations(question: Question) -> str:
        """Answer a question from the texts alone."""
        return f"Answer this question with the tool `ask`: {question}\n\n{RULES}"

    @server.prompt(title="Check my citations")
    def check_my_citations(text: Text) -> str:
        """Hold each reference and each quotation of a text against its source."""
        return (
            "For each statement of the text below that names a provision call `check_citation`. Then list "
            "what does not exist, what is not verbatim and what is not supported, each with the words of the "
            f"source. Change nothing in the text.\n\n{RULES}\n\n<text>\n{text}\n</text>"
        )

    if not trains:
        return

    @server.prompt(title="Prepare a session")
    def prepare_session(subject: Subject, minutes: Minutes = "45") -> str:
        """Prepare a training session about a subject."""
        return (
            f"Prepare a training session of {minutes} minutes about: {subject}\n\nCall `make_session`, then "
            "tell me its parts with their minutes, what each quotes, and what I should prepare myself."
            f"\n\n{RULES}"
        )
