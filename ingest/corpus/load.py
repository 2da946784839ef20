"""Folders become a corpus: which of their files are documents, and the corpus that comes with the project."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.corpus.act_sources import Act, renamed
from ingest.corpus.catalogue import read_catalogue
from ingest.corpus.comparison import compare
from ingest.corpus.crossrefs import cross_references
from ingest.corpus.guide import read_guide, read_paraphrases, read_translations
from ingest.corpus.known import known_texts
from ingest.corpus.merge import Corpus, merge, parted
from ingest.corpus.passages import passages
from ingest.corpus.source import ParsedSource, read_sources
from ingest.embedded import embedded_folder
from ingest.errors import AssistantError, CorpusError, SourceError
from ingest.locator import Locator
from ingest.model import GuideEntry, Origin, Provenance
from ingest.readers.formats import FORMATS

_NOT_DOCUMENTS = {
    "guide",
    "paraphrases",
    "glossary",
    "catalogue",
}  # folders of the embedded corpus that have readers of their own


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that is left out of a corpus, as seen from its folder, and why."""

    name: str
    reason: str


def load_corpus(folders: Sequence[Path], *, embedded: bool = True) -> Corpus:
    """Read every document of the folders, on top of the embedded corpus unless told otherwise.

    Raises CorpusError for a folder that is missing, empty or holds files that are not read, and for two
    documents with one id; SourceError for a file that cannot be read: a document is never skipped in silence.
    """
    return load_library([], folders, embedded=embedded)[0]


def load_library(
    library: Sequence[Path],
    folders: Sequence[Path] = (),
    *,
    embedded: bool = True,
    guides: Sequence[Path] = (),
) -> tuple[Corpus, tuple[SetAside, ...]]:
    """The same with folders of a library, of which what cannot be read, or contradicts what is there, is set
    aside with its reason: one bad file never stops the others. `guides` are files of the library that say
    more of its provisions. Raises what `load_corpus` raises.
    """
    sources: list[ParsedSource] = []
    guide: dict[str, GuideEntry] = {}
    aside: list[SetAside] = []
    if embedded:
        home = embedded_folder()
        sources += read_catalogue(home / "catalogue")
        sources += (source for path in _embedded_files(home) for source in _read(path, home))
        guide = load_guide(home)
    added = {path.resolve(): (path, folder) for folder in folders for path in _added_files(folder)}
    sources += (source for path, folder in added.values() for source in _read(path, folder))
    kept = {path.resolve(): (path, folder) for folder in library for path in _kept_files(folder, aside)}
    for path, folder in (kept[key] for key in kept if key not in added):
        sources += _attempted(lambda: list(_read(path, folder)), path, folder, aside)  # noqa: B023  # called at once
    sources = _told_apart(sources)
    if library:
        sources, refused = parted(sources)
        aside += (SetAside(_name(source), str(error)) for source, error in refused)
    if not sources:
        raise CorpusError(
            "There is nothing to index.", "Give a folder with --corpus, or leave --no-embedded out."
        )
    return merge(sources, _with_own(guide, guides, sources, aside)), tuple(aside)


def _with_own(
    guide: dict[str, GuideEntry],
    files: Sequence[Path],
    sources: Sequence[ParsedSource],
    aside: list[SetAside],
) -> dict[str, GuideEntry]:
    """The guide with what the office says of provisions that are there and of which the project says nothing.
    A file that cannot be read is set aside.
    """
    there = {provision.locator for source in sources for provision in source.provisions}
    own: dict[str, GuideEntry] = {}
    for path in files:
        try:
            own |= {entry.provision: entry for entry in read_guide(path) if entry.provision in there}
        except SourceError as error:
            aside.append(SetAside(_seen(path, path.parent), str(error)))
    return own | guide


def try_build(path: Path) -> None:
    """Do with one file what a build does before it embeds. Raises SourceError or CorpusError where it would
    fail.
    """
    sources = [vouched(source) for source in read_sources(path)]
    corpus = merge(_told_apart(sources), {})
    if not list(passages(corpus)):
        raise SourceError(f"{path.name}: there is no text in it.", "Add it or take the file out.")
    for _ in cross_references(corpus):
        pass


def load_guide(home: Path) -> dict[str, GuideEntry]:
    """The guide of a corpus folder by locator, with the questions that are only searched and with its words
    in other languages.
    """
    entries = (entry for path in sorted((home / "guide").glob("*.jsonl")) for entry in read_guide(path))
    guide = {entry.provision: entry for entry in entries}
    for path in sorted((home / "paraphrases").glob("*.jsonl")):
        for locator, asked in read_paraphrases(path):
            if locator in guide:
                guide[locator] = replace(guide[locator], paraphrases=asked)
    for folder in sorted(path for path in (home / "guide").iterdir() if path.is_dir()):
        for locator, words in read_translations(folder):
            if locator in guide:
                held = guide[locator]
                guide[locator] = replace(held, translations=(*held.translations, words))
    return guide


def _read(path: Path, folder: Path) -> Iterator[ParsedSource]:
    """The sources, their path as seen from the folder they came with: an index holds no path of the machine
    it was built on.
    """
    seen = _seen(path, folder)
    for source in read_sources(path):
        yield vouched(replace(source, document=replace(source.document, path=seen)))


def vouched(source: ParsedSource) -> ParsedSource:
    """The source, and that it was checked: what says that it is an instrument and was not fetched from the
    official source is compared with the catalogue. Raises SourceError where it does not fit.
    """
    document = source.document
    official = document.provenance is Provenance.OFFICIAL and document.origin is not Origin.FETCHED
    if not official or (document.id not in known_texts() and document.origin is not Origin.CHECKED):
        return source
    comparison = compare(document.id, source.provisions)
    if not comparison.fits:
        raise SourceError(
            f"{document.path}: it says that it is the {document.short_title}, and is not as the catalogue "
            f"has it: {comparison.faults}.",
            "Fetch the official text (cbd-assistant sync treaties), or write another id into its front "
            "matter, or 'origin: copy', which keeps it as a copy that is not shown as official.",
        )
    provisions = tuple(replace(p, origin=Origin.CHECKED) for p in source.provisions)
    return ParsedSource(replace(document, origin=Origin.CHECKED), provisions)


def _seen(path: Path, folder: Path) -> str:
    return str(Path(folder.resolve().name, path.relative_to(folder)))


def _attempted(
    read: Callable[[], list[ParsedSource]], path: Path, folder: Path, aside: list[SetAside]
) -> list[ParsedSource]:
    """What a file gives; nothing where it cannot be read, which is then said in `aside`."""
    name = _seen(path, folder)
    try:
        return read()
    except AssistantError as error:
        aside.append(SetAside(name, str(error)))
    except Exception as error:  # a hostile file finds errors that no library names; the others go on
        aside.append(SetAside(name, f"{path.name}: the file is damaged ({type(error).__name__})."))
    return []


def _kept_files(folder: Path, aside: list[SetAside]) -> list[Path]:
    """The documents of a folder of the library; what is none of them, nor beside one, is set aside."""
    files = _all_files(folder)
    documents = [path for path in files if _is_document(path)]
    beside = {path.with_suffix(".yaml") for path in documents}
    aside += (
        SetAside(_seen(path, folder), f"{path.name}: it is no document, and no document lies beside it.")
        for path in files
        if path not in beside and not _is_document(path) and path.stem.lower() != "readme"
    )
    return documents


def _name(source: ParsedSource) -> str:
    return source.document.path or source.document.id


def _told_apart(sources: Sequence[ParsedSource]) -> list[ParsedSource]:
    """The sources; a decision of the office's own files that another source of the same rank or the official
    one has already gets an id with a count, as does one in another language.
    """
    taken = {s.document.id for s in sources if s.document.provenance is Provenance.OFFICIAL}
    languages = {s.document.id: s.document.language for s in sources if not _is_own_act(s)}
    done = []
    for source in sources:
        if _is_own_act(source):
            document = source.document
            other = languages.get(document.id, document.language) != document.language
            reserved = taken | {document.id} if other else taken
            act = renamed(Act(document, source.provisions), reserved)
            source = ParsedSource(act.document, act.provisions)
            taken.add(source.document.id)
        done.append(source)
    return done


def _is_own_act(source: ParsedSource) -> bool:
    """Whether it is a decision out of a file of the office's own."""
    return source.document.provenance is Provenance.OWN and Locator(source.document.id).is_decision


def _embedded_files(home: Path) -> list[Path]:
    return [
        path
        for path in _all_files(home)
        if path.suffix.lower() in FORMATS
        and path.name.lower() != "readme.md"
        and not _NOT_DOCUMENTS & set(path.relative_to(home).parts[:-1])
    ]


def _added_files(folder: Path) -> list[Path]:
    """Every document of a folder. What is neither a document, nor its .yaml, nor a README is refused: nothing
    is skipped in silence.
    """
    files = _all_files(folder)
    documents = [path for path in files if _is_document(path)]
    beside = {path.with_suffix(".yaml") for path in documents if path.suffix.lower() != ".md"}
    for path in files:
        if path not in beside and path.suffix.lower() not in FORMATS and path.stem.lower() != "readme":
            raise CorpusError(
                f"{path.name}: files of type {path.suffix or '(none)'} are not read.",
                f"Save it as one of {', '.join(sorted(FORMATS))}, or take it out of {folder}.",
            )
    if not documents:
        raise CorpusError(
            f"{folder}: there is no document in the folder.", f"Put {', '.join(sorted(FORMATS))} files in it."
        )
    return documents


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in FORMATS and path.name.lower() != "readme.md"


def _all_files(folder: Path) -> list[Path]:
    """Every file below the folder in a fixed order, without hidden ones."""
    if not folder.is_dir():
        raise CorpusError(f"{folder}: there is no such folder.", "Check the path given to --corpus.")
    found: list[Path] = []
    for home, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += (Path(home, name) for name in names if not name.startswith("."))
    return sorted(found)


def _refuse(error: OSError) -> None:
    raise CorpusError(
        f"{error.filename}: the folder cannot be read ({error.strerror}).", "Check its permissions."
    ) from error
