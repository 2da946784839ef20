"""The shapes of the official service's answers."""

from assistant.library.client import Client
from assistant.library.service import Service, record_files
from tests.assistant.conftest import QUICK
from tests.assistant.library.replica import Replica, serving


def test_files_of_an_index_record_are_read_in_both_forms() -> None:
    """JSON strings, and the older fields by language; Word before PDF."""
    record = {
        "file_ss": [
            '{"language":"en","url":"https://h/a.pdf"}',
            '{"language":"en","url":"https://h/a.docx"}',
            "broken",
        ],
        "file_fr_s": "https://h/b.pdf",
    }
    assert record_files(record) == {"en": ["https://h/a.docx", "https://h/a.pdf"], "fr": ["https://h/b.pdf"]}


def test_the_index_is_read_page_by_page() -> None:
    """Paging ends where the count is reached."""
    with serving(Replica()) as other:
        other.recommendations = [{"session_i": number} for number in range(450)]
        client = Client(Service.hosts(other.base), QUICK)
        assert len(Service(client, other.base).all_records("recommendation")) == 450
        client.close()
