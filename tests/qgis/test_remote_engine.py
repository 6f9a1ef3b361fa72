"""The routing server over real HTTP on the loopback: patience, an end, a clear message."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest
from qgis.core import QgsApplication, QgsFeedback, QgsTask
from routing_server import Fault, RoutingRules, routing_server, seconds_between

from plugin.core.access.remote import OSRM, VALHALLA, Server
from plugin.core.access.remote_roads import PairTable
from plugin.core.findings import InputError
from plugin.gis.messages import sentence
from plugin.gis.projection import to_degrees
from plugin.gis.remote_engine import RemoteEngine

PROFILES = {OSRM: "driving", VALHALLA: "auto"}


@pytest.fixture
def http(qgis_app):
    with routing_server() as running:
        yield running


def engine(http, kind=VALHALLA, feedback=None, **options) -> RemoteEngine:
    server = Server(kind, http.address, PROFILES[kind], 2000)
    return RemoteEngine(server, feedback or QgsFeedback(), **{"timeout": 3.0, "pause": 0.05, **options})


def ask(http, kind=VALHALLA, **options):
    """One pair, as seconds."""
    made = engine(http, kind, **options)
    server = Server(kind, http.address, PROFILES[kind], 2000)
    table = PairTable(server, np.array([[-1.0, 48.0]]), np.array([[-1.5, 48.5]]))
    table.fill(made.send)
    return table.seconds[0, 0]


PAIR = seconds_between((-1.0, 48.0), (-1.5, 48.5))


@pytest.mark.parametrize("kind", [OSRM, VALHALLA])
def test_a_large_table_over_http(http, kind):
    generator = np.random.default_rng(7)
    sources = generator.uniform((-4.5, 47.3), (-1.0, 48.8), (120, 2)).round(6)
    targets = generator.uniform((-4.5, 47.3), (-1.0, 48.8), (70, 2)).round(6)
    lost, island = tuple(sources[11]), tuple(sources[90])
    http.rules.off_roads = lambda point: point == lost
    http.rules.island = lambda point: int(point == island)
    server = Server(kind, http.address, PROFILES[kind], 2000)
    table = PairTable(server, sources, targets)
    table.fill(engine(http, kind).send)
    wanted = np.array([[seconds_between(s, t) for t in targets.tolist()] for s in sources.tolist()])
    wanted[[11, 90]] = np.nan
    np.testing.assert_allclose(table.seconds, wanted, atol=1e-6)
    assert np.flatnonzero(table.off).tolist() == [11]
    assert all(path.startswith("/table/v1/driving/" if kind == OSRM else "/sources_to") for _, path in http.requests)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again_with_growing_pauses(http, status):
    http.faults = [Fault(status, b"busy"), Fault(status, b"busy")]
    told = []
    assert ask(http, pause=0.2, told=lambda attempt, cause: told.append((attempt, cause))) == PAIR
    first, second, third = (moment for moment, _ in http.requests)
    assert 0.2 <= second - first < 1.0
    assert 0.4 <= third - second < 1.5
    assert told == [(1, f"HTTP {status}"), (2, f"HTTP {status}")]


def test_a_server_that_names_a_pause_gets_it(http):
    http.faults = [Fault(429, headers={"Retry-After": "1"})]
    assert ask(http) == PAIR
    assert http.requests[1][0] - http.requests[0][0] >= 1.0


def test_a_server_that_keeps_failing_is_named_with_its_words(http):
    http.faults = [Fault(503, b"tiles are being\nrebuilt")] * 9
    with pytest.raises(InputError) as caught:
        ask(http, attempts=3)
    assert len(http.requests) == 3
    text = sentence(caught.value.findings[0])
    assert "tiles are being rebuilt (HTTP 503)" in text
    assert http.address.removeprefix("http://") in text


@pytest.mark.parametrize("fault", [Fault(400, b'{"error_code": 125, "error": "No costing"}'), Fault(403), Fault(404)])
def test_what_will_not_pass_is_not_tried_again(http, fault):
    http.faults = [fault]
    with pytest.raises(InputError) as caught:
        ask(http)
    assert len(http.requests) == 1
    assert caught.value.findings[0].code == "SRV03"


def test_a_server_that_is_too_slow_once_is_asked_again(http):
    http.faults = [Fault(wait=5)]
    assert ask(http, timeout=0.6) == PAIR


def test_a_server_that_stays_too_slow_is_given_up_in_time(http):
    http.faults = [Fault(wait=9), Fault(wait=9), Fault(wait=9)]
    begin = time.monotonic()
    with pytest.raises(InputError) as caught:
        ask(http, timeout=0.5, attempts=2)
    assert 1.0 <= time.monotonic() - begin < 4.0
    (finding,) = caught.value.findings
    assert (finding.code, finding.params["s"], finding.params["essais"]) == ("SRV06", 0.5, 2)
    assert "0" in sentence(finding) and "127.0.0.1" in sentence(finding)


@pytest.mark.parametrize("body", [b"{", b"", b"<html>login</html>", b'{"sources_to_targets": {"durations": [[1, 2]]}}'])
def test_an_answer_that_is_no_table(http, body):
    http.faults = [Fault(200, body)]
    with pytest.raises(InputError) as caught:
        ask(http)
    assert caught.value.findings[0].code == "SRV04"
    assert len(http.requests) == 1


def test_nobody_there_is_said_at_once(qgis_app):
    with routing_server() as gone:
        address = gone.address
    begin = time.monotonic()
    with pytest.raises(InputError) as caught:
        RemoteEngine(Server(OSRM, address, "driving", 2000), QgsFeedback()).send(
            Server(OSRM, address, "driving", 2000).query(np.zeros((1, 2)), np.zeros((1, 2)))
        )
    assert time.monotonic() - begin < 2.0
    assert caught.value.findings[0].code == "SRV02"
    assert address.removeprefix("http://") in sentence(caught.value.findings[0])


@pytest.mark.parametrize("fault", [Fault(wait=15), Fault(503, headers={"Retry-After": "15"})])
def test_a_cancel_is_heard_within_a_second_during_an_answer_and_a_pause(http, fault):
    feedback = QgsFeedback()
    http.faults = [fault]
    threading.Timer(0.4, feedback.cancel).start()
    begin = time.monotonic()
    assert np.isnan(ask(http, feedback=feedback, timeout=20.0))
    assert time.monotonic() - begin < 1.4
    assert len(http.requests) == 1


def test_nothing_is_asked_after_a_cancel(http):
    feedback = QgsFeedback()
    feedback.cancel()
    assert np.isnan(ask(http, feedback=feedback))
    assert not http.requests


def test_a_cancel_is_heard_in_a_background_task_too(http, qgis_app):
    http.faults = [Fault(wait=15)]
    feedback, found = QgsFeedback(), []

    class Work(QgsTask):
        def run(self) -> bool:
            begin = time.monotonic()
            found.append((ask(http, feedback=feedback, timeout=20.0), time.monotonic() - begin))
            return True

    task = Work("times")
    QgsApplication.taskManager().addTask(task)
    threading.Timer(0.4, feedback.cancel).start()
    end = time.monotonic() + 10
    while not found and time.monotonic() < end:
        qgis_app.processEvents()
        time.sleep(0.02)
    (seconds, took) = found[0]
    assert np.isnan(seconds) and took < 1.4


def test_points_of_a_workspace_in_degrees(qgis_app):
    degrees = to_degrees(np.array([[351_848.4, 6_789_250.5], [np.nan, 1.0]]), "EPSG:2154")
    np.testing.assert_allclose(degrees[0], [-1.68, 48.11], atol=0.05)  # Rennes
    assert np.isnan(degrees[1]).all()


def test_the_rules_of_the_test_server_are_those_of_the_tests():
    rules = RoutingRules()
    status, answer = rules.valhalla(
        b'{"sources": [{"lon": 0, "lat": 0}], "targets": [{"lon": 1, "lat": 1}], "costing": "auto", "verbose": false}'
    )
    assert (status, answer["sources_to_targets"]["durations"]) == (200, [[5400.0]])
