"""What routing servers are asked and answer: OSRM's ``table``, Valhalla's ``sources_to_targets``. No network here."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import Enum
from urllib.parse import quote, urlsplit

import numpy as np

from ..findings import InputError

OSRM, VALHALLA = "osrm", "valhalla"
ENGINES = (OSRM, VALHALLA)
DEFAULT_PROFILES = {OSRM: "driving", VALHALLA: "auto"}
NAMES = {OSRM: "OSRM", VALHALLA: "Valhalla"}

_TOO_LONG = (413, 414)  # HTTP: body or address too long
_EXCERPT = 200  # characters of what a server said
# https://valhalla.github.io/valhalla/api/turn-by-turn/api-reference/#internal-error-codes-and-conditions
_VALHALLA_TOO_LARGE = (150,)
_VALHALLA_TOO_FAR = (154,)
_VALHALLA_NO_WAY = (170, 171, 442)


@dataclass(frozen=True)
class Server:
    """A routing server: ``address`` as typed ("http://host:5000"), ``max_distance`` metres from a point to a road."""

    engine: str
    address: str
    profile: str
    max_distance: float

    def __post_init__(self) -> None:
        """Refuse what is no server's address.

        Raises:
            InputError: SRV01.
        """
        if self.engine not in ENGINES:
            raise ValueError(self.engine)
        parts = _split(self.address)
        if parts is None or parts[0] not in ("http", "https") or not parts[1] or "?" in self.address:
            raise InputError.of("SRV01", value=self.address)

    @property
    def host(self) -> str:
        """Host and port, without the name or password an address may hold."""
        parts = _split(self.address)
        return parts[1] if parts else self.address

    def query(self, sources: np.ndarray, targets: np.ndarray) -> Query:
        """The request for seconds from sources (m, 2) to targets (n, 2), both longitude and latitude in degrees."""
        build = _osrm_query if self.engine == OSRM else _valhalla_query
        return build(self, sources, targets)

    def read(self, response: Response, shape: tuple[int, int]) -> np.ndarray | Refusal:
        """The seconds (m, n) of a response, NaN where there is no way, or why this table as a whole is refused.

        Raises:
            InputError: SRV03 the server refuses for another reason, SRV04 the response is no table of that shape.
        """
        if response.status in _TOO_LONG:
            return Refusal(Reason.TOO_LARGE, words=f"HTTP {response.status}")
        text = response.body.decode("utf-8", "replace")
        try:
            answer = json.loads(text)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise self.refused(text, response.status) if response.status >= 400 else self._malformed(text)
        read = _osrm_refusal if self.engine == OSRM else _valhalla_refusal
        refusal, words = read(answer)
        if refusal is not None:
            return refusal
        if words or response.status >= 400:
            raise self.refused(words or text, response.status)
        cells = answer.get("durations") if self.engine == OSRM else _valhalla_cells(answer)
        try:
            seconds = np.array(cells, dtype=float)
        except (TypeError, ValueError):
            raise self._malformed(text) from None
        if seconds.shape != shape or np.isinf(seconds).any() or (seconds < 0).any():
            raise self._malformed(text)
        return seconds

    def refused(self, words: str, status: int | None = None) -> InputError:
        """SRV03: the server understood and refuses; ``words`` are its own."""
        said = " ".join(words.split())[:_EXCERPT]
        return InputError.of("SRV03", hote=self.host, reponse=said if status is None else f"{said} (HTTP {status})")

    def _malformed(self, words: str) -> InputError:
        return InputError.of("SRV04", hote=self.host, reponse=" ".join(words.split())[:_EXCERPT])


@dataclass(frozen=True)
class Query:
    """A request: fetched where ``body`` is None, else the JSON is posted."""

    url: str
    body: bytes | None = None


@dataclass(frozen=True)
class Response:
    """What the server sent back: the HTTP status and the body."""

    status: int
    body: bytes


class Reason(Enum):
    """Why a server refuses a whole table that it might answer in smaller parts."""

    TOO_LARGE = "too many points at once"
    TOO_FAR = "a pair of points is too far apart"
    NO_WAY = "a point is off the roads, or a pair unconnected"


@dataclass(frozen=True)
class Refusal:
    """A table refused; ``point`` is the number of the point at fault, sources first, where the server names it."""

    reason: Reason
    point: int | None = None
    words: str = ""


def _split(address: str) -> tuple[str, str] | None:
    """Scheme and host with port; None where the address cannot be understood."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    return parts.scheme, f"{parts.hostname or ''}{'' if port is None else f':{port}'}"


def _osrm_query(server: Server, sources: np.ndarray, targets: np.ndarray) -> Query:
    """http://project-osrm.org/docs/v5.24.0/api/#table-service."""
    points = np.concatenate([sources, targets])
    coordinates = ";".join(f"{x:.6f},{y:.6f}" for x, y in points.tolist())
    first, last = (";".join(map(str, numbers)) for numbers in np.split(np.arange(len(points)), [len(sources)]))
    radii = ";".join([f"{server.max_distance:g}"] * len(points))
    return Query(
        f"{server.address.rstrip('/')}/table/v1/{quote(server.profile, safe='')}/{coordinates}"
        f"?sources={first}&destinations={last}&radiuses={radii}&annotations=duration&generate_hints=false"
    )


def _osrm_refusal(answer: dict[str, object]) -> tuple[Refusal | None, str]:
    """A refusal that smaller tables may lift, and other words of refusal."""
    code, message = str(answer.get("code", "")), str(answer.get("message", ""))
    if code == "TooBig":
        return Refusal(Reason.TOO_LARGE, words=message), ""
    if code == "NoSegment":
        number = re.search(r"\d+", message)
        return Refusal(Reason.NO_WAY, int(number[0]) if number else None), ""
    if code == "NoTable":
        return Refusal(Reason.NO_WAY), ""
    return None, "" if code in ("Ok", "") else f"{code} {message}".strip()


def _valhalla_query(server: Server, sources: np.ndarray, targets: np.ndarray) -> Query:
    """https://valhalla.github.io/valhalla/api/matrix/api-reference/."""

    def locations(points: np.ndarray) -> list[dict[str, float]]:
        cutoff = server.max_distance
        return [{"lon": round(x, 6), "lat": round(y, 6), "search_cutoff": cutoff} for x, y in points.tolist()]

    asked = {
        "sources": locations(sources),
        "targets": locations(targets),
        "costing": server.profile,
        "verbose": False,
    }
    return Query(f"{server.address.rstrip('/')}/sources_to_targets", json.dumps(asked).encode())


def _valhalla_refusal(answer: dict[str, object]) -> tuple[Refusal | None, str]:
    """A refusal that smaller tables may lift, and other words of refusal."""
    code = answer.get("error_code")
    for reason, codes in (
        (Reason.TOO_LARGE, _VALHALLA_TOO_LARGE),
        (Reason.TOO_FAR, _VALHALLA_TOO_FAR),
        (Reason.NO_WAY, _VALHALLA_NO_WAY),
    ):
        if code in codes:
            return Refusal(reason, words=str(answer.get("error", ""))), ""
    return None, str(answer.get("error", "")) if code is not None or "error" in answer else ""


def _valhalla_cells(answer: dict[str, object]) -> object:
    """The seconds of both forms of a Valhalla matrix: the short one, and the rows of cells older servers send."""
    found = answer.get("sources_to_targets")
    if isinstance(found, dict):
        return found.get("durations")
    if isinstance(found, list) and all(isinstance(row, list) for row in found):
        return [[cell.get("time") if isinstance(cell, dict) else cell for cell in row] for row in found]
    return None
