"""A conversation as a file: the page keeps it, the server writes it, with the words of the index alone."""

from datetime import UTC, datetime

from fastapi import APIRouter, Depends, Request, Response

from assistant.api.deps import Serving, client_of, limit_searches
from assistant.api.errors import RESPONSES
from assistant.api.wire.base import base_language
from assistant.api.wire.transcripts import TranscriptRequest
from assistant.trainer.exports import MEDIA
from assistant.transcript.turns import held
from assistant.words.store import ENGLISH

DOCX = MEDIA["docx"]
PARTS_A_QUESTION = 400  # that are written in the time of an answer

router = APIRouter(prefix="/api/v1", tags=["answers"], responses=RESPONSES)


@router.post(
    "/transcript/docx",
    operation_id="export_transcript",
    response_class=Response,
    dependencies=[Depends(limit_searches)],
    responses={200: {"description": "The file", "content": {DOCX: {}}}},
)
async def export_transcript(request: Request, services: Serving, body: TranscriptRequest) -> Response:
    """Give a conversation as a Word document, each source a footnote.

    Every quotation is held against the index: what does not stand in the provision that it names is written
    as words that the texts do not hold, without a source. It counts as a question, and as one more for every
    400 statements, sources and notes.
    """
    services.questions.take(client_of(request.scope), 1 + body.parts // PARTS_A_QUESTION)
    index = (await services.live.assistant(warm=False)).index
    day = datetime.now(UTC).date().isoformat()

    def write() -> bytes:
        from assistant.transcript.docx import to_docx  # python-docx is loaded by who needs it

        turns = [held(turn.to_turn(), index) for turn in body.turns]
        return to_docx(body.title, turns, base_language(body.language) or ENGLISH, index.snapshot, day)

    content = await services.live.work(write)
    headers = {"Content-Disposition": 'attachment; filename="conversation.docx"', "Cache-Control": "no-store"}
    return Response(content, media_type=DOCX, headers=headers)
