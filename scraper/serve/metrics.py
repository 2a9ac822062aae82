"""How the service does, for Prometheus. Owns its part of prometheus_client."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

MEDIA = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)


class ServiceMetrics:
    """Counts of one server."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "scraper_serve_requests", "Requests by view and HTTP status.", ["view", "status"],
            registry=self._registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "scraper_serve_seconds", "Seconds until an answer was ready.", ["view"],
            buckets=SECONDS, registry=self._registry,
        )  # fmt: skip
        self.extracting = Gauge(
            "scraper_serve_extracting", "Extractions under way.", registry=self._registry
        )
        self.under_way = Gauge(
            "scraper_serve_under_way", "Requests under way, with those that wait for a site.",
            registry=self._registry,
        )  # fmt: skip

    def count(self, view: str, status: int, seconds: float) -> None:
        """Count one answer."""
        self._requests.labels(view, str(status)).inc()
        self._seconds.labels(view).observe(seconds)

    def text(self) -> bytes:
        """Return the figures in the format of Prometheus."""
        return generate_latest(self._registry)
