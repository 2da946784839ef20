"""Metrics for Prometheus, in a registry of their own. Workers of one server count together, in the folder
that PROMETHEUS_MULTIPROC_DIR names.
"""

import os
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from assistant.access.audit_log import AuditLog
from assistant.access.tokens import SOON, Tokens
from assistant.answer import Answer
from assistant.api.rotation import Live

SHARED = "PROMETHEUS_MULTIPROC_DIR"  # read by prometheus_client when it is imported
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """What one application counts."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        if SHARED not in os.environ:
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
            "cbd_http_requests_in_flight",
            "Requests being answered",
            registry=self.registry,
            multiprocess_mode="livesum",
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

    def count_answer(self, answer: Answer) -> None:
        """Count an answer by its outcome, and its stages."""
        self.answers.labels(answer.refusal.reason if answer.refusal else "answered").inc()
        for stage, milliseconds in answer.timings_ms.items():
            self.stages.labels(stage).observe(milliseconds / 1000)

    def exposition(self, live: Live, audit: AuditLog | None = None, tokens: Tokens | None = None) -> bytes:
        """Write the text that Prometheus reads: what all workers counted, and the index of this one."""
        counted = self.registry
        if SHARED in os.environ:
            counted = CollectorRegistry()
            MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
        own = CollectorRegistry()
        own.register(_Serving(live, audit, tokens))
        return generate_latest(counted) + generate_latest(own)


class _Serving(Collector):
    """What serves now, read when it is asked for."""

    def __init__(self, live: Live, audit: AuditLog | None, tokens: Tokens | None) -> None:
        self._live = live
        self._audit = audit
        self._tokens = tokens

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The metrics."""
        yield GaugeMetricFamily("cbd_ready", "1 when questions are answered", value=self._live.ready)
        yield GaugeMetricFamily(
            "cbd_index_broken",
            "1 when the newest index generation cannot be opened: an older one answers, or none",
            value=self._live.error is not None,
        )
        yield GaugeMetricFamily(
            "cbd_index_exchanges", "New index generations taken up", value=self._live.exchanges
        )
        if self._audit is not None:
            yield GaugeMetricFamily(
                "cbd_audit_failures", "Events that the audit log could not take", value=self._audit.failures
            )
            yield GaugeMetricFamily(
                "cbd_audit_waiting",
                "Events that wait on this machine for the database of the audit log",
                value=self._audit.waiting,
            )
        if self._tokens is not None:
            yield GaugeMetricFamily(
                "cbd_tokens_ending",
                f"Tokens of programs that end within {SOON} days",
                value=self._tokens.ending(),
            )
        size = GaugeMetricFamily("cbd_index_size", "What the index holds", labels=["index", "of"])
        if self._live.current is not None:
            snapshot = self._live.current.index.snapshot
            for name, count in snapshot.counts.items():
                size.add_metric([snapshot.id, name], count)
        yield size
        hosts = GaugeMetricFamily(
            "cbd_index_host",
            "1 for each host of a database: primary, standby, lost or unknown",
            labels=["host", "state"],
        )
        for name, state in self._live.home.hosts().items():
            hosts.add_metric([name, state], 1)
        yield hosts


def forget_worker(pid: int) -> None:
    """Stop counting what a worker that is gone was doing."""
    mark_process_dead(pid)  # type: ignore[no-untyped-call]
