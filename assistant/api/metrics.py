"""Metrics for Prometheus, in a registry of their own."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from assistant.answer import Answer
from assistant.api.rotation import Live

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """What one application counts."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.requests = Counter(
            "cbd_http_requests", "Requests answered", ["method", "route", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "cbd_http_request_seconds",
            "Time until a request was answered",
            ["route"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.in_flight = Gauge(
            "cbd_http_requests_in_flight", "Requests being answered", registry=self.registry
        )
        self.answers = Counter(
            "cbd_answers",
            "Questions by outcome: answered, or the reason of the refusal",
            ["outcome"],
            registry=self.registry,
        )
        self.stages = Histogram(
            "cbd_answer_stage_seconds",
            "Time of each stage of an answer",
            ["stage"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.feedback = Counter("cbd_feedback", "Feedback stored", ["rating"], registry=self.registry)
        self.errors = Counter(
            "cbd_unexpected_errors", "Requests that ended in an unexpected error", registry=self.registry
        )
        self._ready = Gauge("cbd_ready", "1 when questions are answered", registry=self.registry)
        self._exchanges = Gauge(
            "cbd_index_exchanges", "New index generations taken up", registry=self.registry
        )
        self._index = Gauge("cbd_index_size", "What the index holds", ["index", "of"], registry=self.registry)

    def count_answer(self, answer: Answer) -> None:
        """Count an answer by its outcome, and its stages."""
        self.answers.labels(answer.refusal.reason if answer.refusal else "answered").inc()
        for stage, milliseconds in answer.timings_ms.items():
            self.stages.labels(stage).observe(milliseconds / 1000)

    def exposition(self, live: Live) -> bytes:
        """Write the text that Prometheus reads."""
        self._ready.set(live.ready)
        self._exchanges.set(live.exchanges)
        self._index.clear()
        if live.current is not None:
            snapshot = live.current.index.snapshot
            for name, count in snapshot.counts.items():
                self._index.labels(snapshot.id, name).set(count)
        return generate_latest(self.registry)
