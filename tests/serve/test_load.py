"""As many extractions as there are places, 503 beyond; health, metrics and a clean end."""

import contextlib
import json
import socket
import threading
from urllib.parse import urlsplit

from prometheus_client.parser import text_string_to_metric_families

from tests.patience import PATIENCE, wait_until
from tests.pausing import children_of, paused


def figure(service, name, **labels):
    families = text_string_to_metric_families(service.get("/metrics").text)
    found = [s for family in families for s in family.samples if s.name == name]
    return sum(s.value for s in found if labels.items() <= s.labels.items())


def wait_for_work(service):
    wait_until(lambda: figure(service, "scraper_serve_extracting") == 1)


def test_a_request_without_a_place_is_asked_to_come_again(service, story, processes):
    """The place is taken by a page whose process stands still until the others were answered."""
    assert service.post("/extract", story).status == 200  # the process has started
    statuses = []
    slow = threading.Thread(target=lambda: statuses.append(service.post("/extract", story).status))
    with paused(children_of(service.process.pid, processes)):
        slow.start()
        wait_for_work(service)
        answer = service.post("/extract", story)
        assert (answer.status, json.loads(answer.body)["kind"]) == (503, "busy")
        assert int(answer.headers["retry-after"]) > 0
        assert service.get("/health").status == 200
    slow.join()
    assert statuses == [200]
    assert service.post("/extract", story).status == 200


def test_answers_are_counted_by_view_and_status(service, story):
    before = figure(service, "scraper_serve_requests_total", view="extract", status="200")
    service.post("/extract", story)
    assert (
        figure(service, "scraper_serve_requests_total", view="extract", status="200") == before + 1
    )
    assert figure(service, "scraper_serve_under_way") == 0


def test_a_client_that_leaves_in_the_middle_disturbs_nobody(service, story):
    address = urlsplit(service.address)
    with socket.create_connection((address.hostname, address.port)) as connection:
        connection.sendall(
            b"POST /extract HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n<p>"
        )
    assert service.post("/extract", story).status == 200


def test_a_signal_ends_it_with_work_under_way(serve, story, processes):
    service = serve()
    assert service.post("/extract", story).status == 200  # the process has started
    children = children_of(service.process.pid, processes)
    with paused(children):
        threading.Thread(target=quietly, args=(service, story)).start()
        wait_for_work(service)
        service.process.terminate()
        assert service.process.wait(PATIENCE) == 0
        wait_until(lambda: not {*children} & {process.pid for process in processes()})


def test_a_request_that_a_signal_ends_is_told_so(serve, story, processes):
    service, answers = serve(), []
    assert service.post("/extract", story).status == 200  # the process has started
    with paused(children_of(service.process.pid, processes)):
        asking = threading.Thread(target=quietly, args=(service, story, answers))
        asking.start()
        wait_for_work(service)
        service.process.terminate()
        asking.join(PATIENCE)
    assert [(each.status, json.loads(each.body)["kind"]) for each in answers] == [(503, "ended")]


def quietly(service, page, answers=None):
    with contextlib.suppress(OSError):  # its connection may end with the server
        answer = service.post("/extract", page)
        if answers is not None:
            answers.append(answer)
