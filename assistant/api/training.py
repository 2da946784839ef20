"""What trainers ask of the index that serves now, over HTTP and over the Model Context Protocol alike."""

from assistant.api.deps import Services
from assistant.asking.chronicle import cop_range, timeline_for
from assistant.library.parallel import texts_of
from assistant.reading.timeline import Timeline, timeline_of
from assistant.trainer.duties import Duty, duties_in, filtered
from assistant.trainer.pack import Pack
from assistant.trainer.session import make_session


async def find_timeline(services: Services, subject: str, first: int | None, last: int | None) -> Timeline:
    """The timeline of a subject, between two sessions where they are given or named in it."""
    assistant = await services.live.assistant(warm=False)

    def find() -> Timeline:
        begin, end = cop_range(subject)
        timeline = timeline_for(subject, assistant.index) if first is None and last is None else None
        return timeline or timeline_of(subject, assistant.index, first or begin, last or end)

    return await services.live.work(find)


async def find_duties(services: Services, of: str, actor: str, verb: str, words: str) -> list[Duty]:
    """The duties in a provision or a document that hold these words."""
    assistant = await services.live.assistant(warm=False)
    return await services.live.work(lambda: filtered(duties_in(of, assistant.index), actor, verb, words))


async def make_pack(services: Services, subject: str, minutes: int, audience: str, language: str) -> Pack:
    """A session about a subject."""
    index, texts = (await services.live.assistant(warm=False)).index, texts_of(services.settings.library)
    return await services.live.work(
        lambda: make_session(
            subject, index, minutes=minutes, audience=audience, language=language, texts=texts
        )
    )
