"""A routing server of the tests' own: the dialects of OSRM and Valhalla, their limits and refusals, faults on demand.

Times are a simple rule, `seconds_between`, so that a test can count them by itself. Points off the roads, islands and
the greatest distance are settings.
"""

from __future__ import annotations

import json
import math
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

Point = tuple[float, float]


def seconds_between(source: Point, target: Point) -> float:
    """One degree north takes an hour, one degree east half of one, west a quarter: direction matters."""
    east, north = target[0] - source[0], target[1] - source[1]
    return round(abs(north) * 3600 + (east * 1800 if east > 0 else -east * 900), 1)


@dataclass
class RoutingRules:
    """What the server knows of the world; ``asked`` counts the tables asked and holds their shapes."""

    off_roads: Callable[[Point], bool] = lambda point: False
    island: Callable[[Point], int] = lambda point: 0
    largest: int = 2500
    degrees: float = math.inf  # greatest distance, in degrees
    asked: list[tuple[int, int]] = field(default_factory=list)

    def osrm(self, path: str) -> tuple[int, dict]:
        """``/table/v1/profile/coordinates?sources&destinations&radiuses``."""
        parts = urlsplit(path)
        match = re.fullmatch(r"/table/v1/[^/]+/([-\d.,;]+)", parts.path)
        if match is None:
            return 400, {"code": "InvalidUrl", "message": "URL string malformed"}
        points = [tuple(map(float, pair.split(","))) for pair in match[1].split(";")]
        asked = {name: values[0].split(";") for name, values in parse_qs(parts.query).items()}
        if asked.get("annotations") != ["duration"] or len(asked.get("radiuses", ())) != len(points):
            return 400, {"code": "InvalidOptions", "message": "not as expected"}
        sources, targets = ([points[int(number)] for number in asked[name]] for name in ("sources", "destinations"))
        self.asked.append((len(sources), len(targets)))
        if len(sources) * len(targets) > self.largest:
            return 400, {"code": "TooBig", "message": "Too many table coordinates"}
        for number, point in enumerate(points):
            if self.off_roads(point):
                return 400, {
                    "code": "NoSegment",
                    "message": f"Could not find a matching segment for coordinate {number}",
                }
        return 200, {"code": "Ok", "durations": [[self._time(s, t) for t in targets] for s in sources]}

    def valhalla(self, body: bytes) -> tuple[int, dict]:
        """``/sources_to_targets``: refuses the whole table for one point."""
        asked = json.loads(body)
        sources, targets = ([(p["lon"], p["lat"]) for p in asked[name]] for name in ("sources", "targets"))
        self.asked.append((len(sources), len(targets)))
        if asked["costing"] != "auto":
            return 400, {"error_code": 125, "error": f"No costing method found: '{asked['costing']}'"}
        if len(sources) * len(targets) > self.largest:
            return 400, {"error_code": 150, "error": f"Exceeded max locations: {self.largest}"}
        if any(math.dist(s, t) > self.degrees for s in sources for t in targets):
            return 400, {"error_code": 154, "error": "Path distance exceeds the max distance limit"}
        if any(map(self.off_roads, [*sources, *targets])):
            return 400, {"error_code": 171, "error": "No suitable edges near location"}
        if len({self.island(point) for point in [*sources, *targets]}) > 1:
            return 400, {"error_code": 170, "error": "Locations are in unconnected regions"}
        times = [[self._time(s, t) for t in targets] for s in sources]
        if asked.get("verbose", True):
            cells = [[{"time": value, "distance": None} for value in row] for row in times]
            return 200, {"sources_to_targets": cells}
        return 200, {"sources_to_targets": {"durations": times}}

    def _time(self, source: Point, target: Point) -> float | None:
        return seconds_between(source, target) if self.island(source) == self.island(target) else None


@dataclass
class Fault:
    """What happens instead of an answer: a status and a body, after a wait; status 0 answers properly after it."""

    status: int = 0
    body: bytes = b""
    wait: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)


class RoutingServer:
    """The rules over HTTP on the loopback. ``faults`` are used up one a request, then the rules answer."""

    def __init__(self, rules: RoutingRules | None = None):
        self.rules = rules or RoutingRules()
        self.faults: list[Fault] = []
        self.requests: list[tuple[float, str]] = []
        self.stopping = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._http.server_port}"
        threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        """Let every waiting answer go, then stop."""
        self.stopping.set()
        self._http.shutdown()
        self._http.server_close()


@contextmanager
def routing_server(rules: RoutingRules | None = None) -> Iterator[RoutingServer]:
    """A server that stops when the block ends."""
    server = RoutingServer(rules)
    try:
        yield server
    finally:
        server.close()


def _handler(server: RoutingServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 20  # seconds an idle connection may last

        def do_GET(self) -> None:  # noqa: N802
            self._answer(lambda: server.rules.osrm(self.path))

        def do_POST(self) -> None:  # noqa: N802
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self._answer(lambda: server.rules.valhalla(body))

        def _answer(self, proper: Callable[[], tuple[int, dict]]) -> None:
            server.requests.append((time.monotonic(), self.path))
            fault = server.faults.pop(0) if server.faults else Fault()
            if fault.wait and server.stopping.wait(fault.wait):
                return
            if fault.status:
                status, body = fault.status, fault.body
            else:
                status, answer = proper()
                body = json.dumps(answer).encode()
            try:
                self.send_response(status)
                for name, value in fault.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:  # the client left
                return

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    return Handler
