"""The picture of how bodies relate, or of a procedure step by step."""

from dataclasses import replace

from assistant.reading.labels import label_at
from assistant.trainer.material import Material
from assistant.trainer.pack import Block, Item, draft, source_of
from assistant.trainer.provisions import held
from ingest.diagrams import Box, Diagram, embedded_diagrams


def diagram(material: Material) -> Block | None:
    """The diagram of the topic: a line each box, in their order, and the arrows in words in the notes; None
    where it has none, or what a box rests on is not here.
    """
    topic = material.topic.id if material.topic else ""
    found = next((one for one in embedded_diagrams().values() if topic in one.topics), None)
    if found is None:
        return None
    items = [_line(box, material) for box in found.boxes]
    if not all(items):
        return None
    language = material.say.language
    return draft("diagram", found.title[language], filter(None, items), in_words(found, language), found.id)


def in_words(found: Diagram, language: str) -> str:
    """What the arrows show, for those who do not see them: "Notification → Decision"."""
    words = {box.id: box.words[language] for box in found.boxes}
    return "\n".join(f"{words[begin]} → {words[end]}" for begin, end in found.arrows)


def _line(box: Box, material: Material) -> Item | None:
    provision = held(box.source, material.index)
    if provision is None:
        return None
    label = label_at(box.source, material.say.language, material.index)
    source = replace(source_of(provision), label=label)
    return Item("own", box.words[material.say.language], (source,), ref=box.id)
