"""Routing servers: what is asked, what their answers mean, and how refusals of a whole table are taken apart."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from routing_server import RoutingRules, seconds_between

from plugin.core.access.remote import OSRM, VALHALLA, Query, Reason, Refusal, Response, Server
from plugin.core.access.remote_roads import BLOCK, PairTable, RemoteRoads
from plugin.core.findings import InputError, Report
from plugin.core.network.search import FROM_SITE, TO_SITE


def server(engine: str, address: str = "http://routes.test:5000/", profile: str = "auto") -> Server:
    return Server(engine, address, profile, max_distance=2000)


def answered_by(rules: RoutingRules):
    """What a transport does, without a network."""

    def send(query: Query) -> Response:
        status, answer = (
            rules.osrm(query.url.partition(":5000")[2]) if query.body is None else rules.valhalla(query.body)
        )
        return Response(status, json.dumps(answer).encode())

    return send


def points(count: int, seed: int = 3) -> np.ndarray:
    return np.random.default_rng(seed).uniform((-4.5, 47.3), (-1.0, 48.8), (count, 2)).round(6)


def expected(sources: np.ndarray, targets: np.ndarray) -> np.ndarray:
    return np.array([[seconds_between(tuple(s), tuple(t)) for t in targets.tolist()] for s in sources.tolist()])


@pytest.mark.parametrize("engine", [OSRM, VALHALLA])
def test_a_table_larger_than_a_block_comes_back_whole(engine):
    sources, targets = points(130), points(61, seed=4)
    rules = RoutingRules()
    table = PairTable(server(engine), sources, targets)
    steps = []
    table.fill(answered_by(rules), steps.append)
    np.testing.assert_allclose(table.seconds, expected(sources, targets), atol=1e-6)
    assert sorted(rules.asked) == sorted((rows, columns) for rows in (50, 50, 30) for columns in (50, 11))
    assert sum(steps) == 130 * 61
    assert not table.off.any() and not table.too_far


@pytest.mark.parametrize("engine", [OSRM, VALHALLA])
def test_a_server_that_allows_less_is_asked_less(engine):
    sources, targets = points(40), points(40, seed=4)
    rules = RoutingRules(largest=120)
    table = PairTable(server(engine), sources, targets)
    table.fill(answered_by(rules))
    np.testing.assert_allclose(table.seconds, expected(sources, targets), atol=1e-6)
    refused = [shape for shape in rules.asked if shape[0] * shape[1] > 120]
    assert len(refused) <= 4  # it learns the limit once


def test_a_server_that_takes_no_pair_at_all_is_an_error():
    with pytest.raises(InputError) as caught:
        PairTable(server(OSRM), points(2), points(2)).fill(answered_by(RoutingRules(largest=0)))
    assert caught.value.findings[0].code == "SRV03"
    assert "Too many table coordinates" in caught.value.findings[0].params["reponse"]


@pytest.mark.parametrize("engine", [OSRM, VALHALLA])
def test_points_off_the_roads_are_told_apart_from_the_others(engine):
    sources, targets = points(90), points(20, seed=4)
    lost_sources, lost_targets = [7, 55], [19]
    lost = {tuple(point) for point in (*sources[lost_sources].tolist(), *targets[lost_targets].tolist())}
    rules = RoutingRules(off_roads=lambda point: point in lost)
    table = PairTable(server(engine), sources, targets)
    table.fill(answered_by(rules))
    assert np.flatnonzero(table.off).tolist() == [*lost_sources, 90 + 19]
    wanted = expected(sources, targets)
    wanted[lost_sources] = np.nan
    wanted[:, lost_targets] = np.nan
    np.testing.assert_allclose(table.seconds, wanted, atol=1e-6)
    assert len(rules.asked) < 100  # of 1,800 pairs


def test_islands_cost_few_questions_where_one_pair_makes_valhalla_refuse_all():
    sources, targets = points(200), points(60, seed=4)
    islands = {tuple(sources[number]): number + 1 for number in (3, 77, 150, 151)}
    home = {**islands, tuple(sources[152]): 900, tuple(targets[5]): 900}  # an island with a site of its own
    rules = RoutingRules(island=lambda point: home.get(point, 0))
    table = PairTable(server(VALHALLA), sources, targets)
    table.fill(answered_by(rules))
    wanted = expected(sources, targets)
    for number in (3, 77, 150, 151, 152):
        wanted[number] = np.nan
    wanted[:, 5] = np.nan
    wanted[152, 5] = seconds_between(tuple(sources[152]), tuple(targets[5]))
    np.testing.assert_allclose(table.seconds, wanted, atol=1e-6)
    assert not table.off.any()
    assert len(rules.asked) < 300  # of 12,000 pairs


def test_pairs_beyond_the_reach_of_the_server_are_counted():
    sources, targets = points(60), points(30, seed=4)
    rules = RoutingRules(degrees=3.0)
    table = PairTable(server(VALHALLA), sources, targets)
    table.fill(answered_by(rules))
    apart = np.hypot(*(sources[:, None] - targets[None]).transpose(2, 0, 1))
    reached = np.isfinite(table.seconds)
    assert reached[apart < 1.9].all() and not reached[apart > 3.0].any()
    assert table.too_far == (~reached).sum() > 0
    assert len(rules.asked) < 120  # of 1,800 pairs
    np.testing.assert_allclose(table.seconds[reached], expected(sources, targets)[reached], atol=1e-6)


def test_a_cancel_ends_the_work():
    calls = []

    def send(query: Query) -> Response | None:
        calls.append(query)
        return None if len(calls) == 2 else answered_by(RoutingRules())(query)

    table = PairTable(server(OSRM), points(120), points(3, seed=4))
    table.fill(send)
    assert len(calls) == 2
    assert np.isfinite(table.seconds).sum() == BLOCK * 3


def test_what_is_asked_of_each_engine():
    one, two = np.array([[-1.6778, 48.117]]), np.array([[-4.486076, 48.390394], [2, 48]])
    query = server(OSRM, profile="car/é").query(one, two)
    assert query == Query(
        "http://routes.test:5000/table/v1/car%2F%C3%A9/-1.677800,48.117000;-4.486076,48.390394;2.000000,48.000000"
        "?sources=0&destinations=1;2&radiuses=2000;2000;2000&annotations=duration&generate_hints=false"
    )
    query = server(VALHALLA, "https://routes.test/valhalla").query(one, two)
    assert query.url == "https://routes.test/valhalla/sources_to_targets"
    asked = json.loads(query.body)
    assert asked["sources"] == [{"lon": -1.6778, "lat": 48.117, "search_cutoff": 2000}]
    assert [point["lat"] for point in asked["targets"]] == [48.390394, 48]
    assert (asked["costing"], asked["verbose"]) == ("auto", False)


@pytest.mark.parametrize(
    ("engine", "answer", "seconds"),
    [
        (OSRM, {"code": "Ok", "durations": [[0, 61.5, None]]}, [[0, 61.5, np.nan]]),
        (VALHALLA, {"sources_to_targets": {"durations": [[0, 61, None]]}}, [[0, 61, np.nan]]),
        (
            VALHALLA,
            {"sources_to_targets": [[{"time": 0, "distance": 0}, {"time": 61}, {"time": None, "distance": None}]]},
            [[0, 61, np.nan]],
        ),
    ],
)
def test_a_null_is_a_pair_without_a_way(engine, answer, seconds):
    read = server(engine).read(Response(200, json.dumps(answer).encode()), (1, 3))
    np.testing.assert_array_equal(read, seconds)


@pytest.mark.parametrize(
    ("engine", "status", "answer", "refusal"),
    [
        (OSRM, 400, {"code": "TooBig", "message": "m"}, (Reason.TOO_LARGE, None)),
        (OSRM, 414, "URI Too Long", (Reason.TOO_LARGE, None)),
        (OSRM, 400, {"code": "NoSegment", "message": "for coordinate 12"}, (Reason.NO_WAY, 12)),
        (VALHALLA, 400, {"error_code": 150, "error": "m"}, (Reason.TOO_LARGE, None)),
        (VALHALLA, 400, {"error_code": 154, "error": "m"}, (Reason.TOO_FAR, None)),
        (VALHALLA, 400, {"error_code": 170, "error": "m"}, (Reason.NO_WAY, None)),
    ],
)
def test_refusals_that_smaller_tables_may_lift(engine, status, answer, refusal):
    body = answer if isinstance(answer, str) else json.dumps(answer)
    read = server(engine).read(Response(status, body.encode()), (1, 1))
    assert isinstance(read, Refusal)
    assert (read.reason, read.point) == refusal


@pytest.mark.parametrize(
    ("engine", "status", "body", "code", "words"),
    [
        (OSRM, 200, b"<html>Welcome to nginx</html>", "SRV04", "nginx"),
        (OSRM, 404, b"<html>\n  Not   Found</html>", "SRV03", "Not Found</html> (HTTP 404)"),
        (OSRM, 200, b'{"code": "Ok", "durations": [[1, 2]]}', "SRV04", "durations"),
        (OSRM, 200, b'{"code": "Ok", "durations": [[1], [2, 3]]}', "SRV04", "durations"),
        (OSRM, 200, b'{"code": "Ok", "durations": [["soon"]]}', "SRV04", "soon"),
        (OSRM, 200, b'{"code": "Ok", "durations": [[-4]]}', "SRV04", "-4"),
        (OSRM, 200, b'{"code": "Ok"}', "SRV04", "Ok"),
        (OSRM, 200, b"[1, 2]", "SRV04", "[1, 2]"),
        (OSRM, 400, b'{"code": "InvalidOptions", "message": "no profile"}', "SRV03", "InvalidOptions no profile"),
        (VALHALLA, 400, b'{"error_code": 125, "error": "No costing method"}', "SRV03", "No costing method (HTTP 400)"),
        (VALHALLA, 200, b'{"sources_to_targets": 4}', "SRV04", "4"),
        (VALHALLA, 403, b"", "SRV03", "(HTTP 403)"),
        (VALHALLA, 200, b"\xff\xfe", "SRV04", ""),
    ],
)
def test_what_is_no_table_is_one_error_with_the_host_and_its_words(engine, status, body, code, words):
    with pytest.raises(InputError) as caught:
        server(engine).read(Response(status, body), (1, 1))
    (finding,) = caught.value.findings
    assert finding.code == code
    assert finding.params["hote"] == "routes.test:5000"
    assert words in finding.params["reponse"] and len(finding.params["reponse"]) <= 220


@pytest.mark.parametrize(
    "address", ["", "routes.test:5000", "ftp://routes.test", "http://", "http://a:port", "http://a/?x=1"]
)
def test_what_is_no_address_is_refused(address):
    with pytest.raises(InputError) as caught:
        server(OSRM, address)
    assert caught.value.findings[0].code == "SRV01"


def test_a_password_in_the_address_is_never_named():
    assert server(OSRM, "https://me:secret@routes.test:8443/osrm").host == "routes.test:8443"


def communes(lonlat: np.ndarray) -> pd.DataFrame:
    codes = [f"35{number:03}" for number in range(len(lonlat))]
    return pd.DataFrame({"insee": codes, "x_mairie": lonlat[:, 0], "y_mairie": lonlat[:, 1]})


@pytest.mark.parametrize("direction", [TO_SITE, FROM_SITE])
def test_the_nearest_site_with_its_delay_and_direction(direction):
    places, sites = points(70), points(6, seed=9)
    places[4] = np.nan
    sites[2] = np.nan
    delay = np.array([0, 5, 0, 90, 2, 1.0])
    off = tuple(places[10])
    report = Report()
    roads = RemoteRoads(
        server(VALHALLA),
        communes(places),
        lambda xy: xy,
        answered_by(RoutingRules(off_roads=lambda point: point == off)),
        report,
    )
    frame = pd.DataFrame({"id": list("abcdef"), "type": "SMUR", "x": sites[:, 0], "y": sites[:, 1]})
    minutes, site = roads.nearest(frame, delay, direction, limit=30.0)
    for number, place in enumerate(places.tolist()):
        ways = {
            name: seconds_between(*((place, where) if direction == TO_SITE else (where, place))) / 60 + delay[name]
            for name, where in enumerate(sites.tolist())
            if name != 2
        }
        nearest = min(ways, key=ways.get)
        if number in (4, 10) or ways[nearest] > 30:
            assert np.isnan(minutes[number]) and site[number] == -1
        else:
            assert (site[number], minutes[number]) == (nearest, pytest.approx(ways[nearest]))
    assert 5 < np.isfinite(minutes).sum() < 60
    found = {(finding.code, tuple(finding.params["liste"])) for finding in report}
    assert found == {("TPS04", ("35004",)), ("URG03", ("c",)), ("RES06", ("35010",))}
    roads.nearest(frame, delay, direction, limit=30.0)
    assert report.codes().count("RES06") == 1  # a commune off the roads is named once
