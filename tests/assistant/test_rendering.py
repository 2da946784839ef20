"""An answer in text: what is shown, and that no markup gets in."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.answer import Answer, Refusal, RefusalReason
from assistant.rendering import escaped, markdown
from index.interface import Snapshot

SNAPSHOT = Snapshot("x", "2026-01-01T00:00:00+00:00", "fake", {})


@given(st.text(alphabet=st.sampled_from("ab <>&*_`[]()#|~\\!-+=1.\n:/'\""), max_size=60))
def test_markup_in_a_text_stays_text(text: str) -> None:
    """Rendered as Markdown, a text shows its own characters and makes no element but a paragraph."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(f"x {escaped(text)}")
    inline = [token for token in tokens if token.type == "inline"]

    assert {token.type for token in tokens} == {"paragraph_open", "inline", "paragraph_close"}
    assert {child.type for token in inline for child in token.children or []} <= {"text", "text_special"}


def test_a_refusal_is_a_message_without_references() -> None:
    """Nothing is listed beside "not in the corpus"."""
    refusal = Refusal(RefusalReason.NOT_IN_CORPUS, "Not in the corpus.")

    assert markdown(Answer("?", "en", (), (), refusal, (), SNAPSHOT)) == "Not in the corpus."
