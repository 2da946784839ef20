"""A fresh process that opens an index and answers one question: cold start and peak memory, printed as JSON.

Run by the benchmark: `python -m evaluation.probe INDEX QUESTION`.
"""

import json
import re
import resource
import sys
from pathlib import Path
from time import perf_counter


def main() -> None:
    """Measure, print, end."""
    begun = perf_counter()
    from assistant.question import Question
    from evaluation.systems.local import open_assistant

    imported = perf_counter()
    assistant = open_assistant(Path(sys.argv[1]))
    opened = perf_counter()
    assistant.ask(Question(sys.argv[2]))
    answered = perf_counter()
    record = {
        "import_s": imported - begun,
        "open_and_warm_up_s": opened - imported,
        "first_answer_s": answered - opened,
        "cold_start_s": answered - begun,
        "memory_mib": peak_memory() / 2**20,
    }
    sys.stdout.write(json.dumps(record))


def peak_memory() -> int:
    """Bytes. On Linux what getrusage tells begins with the peak of the process that started this one, so the
    system is asked in another way.
    """
    try:
        told = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    except OSError:
        told = None
    if told:
        return 1024 * int(told[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
