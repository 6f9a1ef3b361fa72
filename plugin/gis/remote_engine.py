"""A routing server over HTTP through QGIS's network manager: its proxy and certificates, with patience and an end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from qgis.core import QgsBlockingNetworkRequest, QgsFeedback, QgsNetworkReplyContent
from qgis.PyQt.QtCore import QCoreApplication, QThread, QTimer, QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from ..core.access.remote import Query, Response, Server
from ..core.findings import InputError

ATTEMPTS = 4
TIMEOUT = 30.0  # seconds
_PAUSE = 0.5  # seconds before the second attempt; doubled after each
_LONGEST_PAUSE = 20.0
_STEP = 0.1  # seconds between looks at the cancel button
_PASSING = (429, 500, 502, 503, 504)  # HTTP statuses of a server that may answer later
_TOO_LATE = (
    QNetworkReply.NetworkError.TimeoutError,
    QNetworkReply.NetworkError.OperationCanceledError,  # what Qt makes of the timeout of a request
)
_PASSING_FAULTS = (
    *_TOO_LATE,
    QNetworkReply.NetworkError.RemoteHostClosedError,
    QNetworkReply.NetworkError.TemporaryNetworkFailureError,
)


class RemoteEngine:
    """Sends queries to one server, one after the other."""

    def __init__(
        self,
        server: Server,
        feedback: QgsFeedback,
        timeout: float = TIMEOUT,
        attempts: int = ATTEMPTS,
        pause: float = _PAUSE,
        told: Callable[[int, str], None] = lambda attempt, cause: None,
    ):
        """Remember the server.

        Args:
            server: the server.
            feedback: its cancel ends a query.
            timeout: seconds one attempt may take.
            attempts: how often a query is sent where the fault may pass.
            pause: seconds before the second attempt, doubled after each.
            told: given the number of each failed attempt that is followed by another, and its cause.
        """
        self._server = server
        self._feedback = feedback
        self._timeout = timeout
        self._attempts = attempts
        self._pause = pause
        self._told = told
        self.sent = 0  # requests so far

    def send(self, query: Query) -> Response | None:
        """The response of the server, None when the user cancelled.

        Raises:
            InputError: SRV02 the server cannot be reached, SRV06 it does not answer in time, SRV03 it keeps failing.
        """
        pause = self._pause
        for attempt in range(1, self._attempts + 1):
            reply = self._exchange(query)
            if reply is None:
                return None
            status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
            if status and status not in _PASSING:
                return Response(int(status), bytes(reply.content()))
            passing = bool(status) or reply.error() in _PASSING_FAULTS
            if not passing or attempt == self._attempts:
                raise self._failure(reply, status, attempt)
            self._told(attempt, f"HTTP {status}" if status else reply.errorString())
            self._wait(max(pause, _retry_after(bytes(reply.rawHeader(b"Retry-After")))))
            pause *= 2
        return None

    def _exchange(self, query: Query) -> QgsNetworkReplyContent | None:
        """One attempt; None when the user cancelled before or during it."""
        if self._feedback.isCanceled():
            return None
        request = QNetworkRequest(QUrl(query.url))
        request.setTransferTimeout(round(1000 * self._timeout))
        request.setRawHeader(b"Accept", b"application/json")
        exchange = QgsBlockingNetworkRequest()
        self.sent += 1
        with _heard(self._feedback) as feedback:
            if query.body is None:
                exchange.get(request, True, feedback)
            else:
                request.setHeader(QNetworkRequest.KnownHeaders.ContentTypeHeader, "application/json")
                _ = exchange.post(request, query.body, True, feedback)  # the reply tells what went wrong
        return None if self._feedback.isCanceled() else exchange.reply()

    def _failure(self, reply: QgsNetworkReplyContent, status: int | None, attempts: int) -> InputError:
        if status:
            return self._server.refused(bytes(reply.content()).decode("utf-8", "replace"), int(status))
        if reply.error() in _TOO_LATE:
            return InputError.of("SRV06", hote=self._server.host, s=self._timeout, essais=attempts)
        return InputError.of("SRV02", hote=self._server.host, cause=reply.errorString())

    def _wait(self, seconds: float) -> None:
        """Sleep, at most ``_LONGEST_PAUSE``, but wake for a cancel."""
        end = time.monotonic() + min(seconds, _LONGEST_PAUSE)
        while time.monotonic() < end and not self._feedback.isCanceled():
            time.sleep(_STEP)


@contextmanager
def _heard(feedback: QgsFeedback) -> Iterator[QgsFeedback]:
    """A feedback whose cancel surely ends the request of this thread.

    The signal of another thread reaches a request of the main thread, which QGIS sends from a thread of its own. In a
    background thread about one first request in three never hears it: there a timer looks.
    """
    if QThread.currentThread() == QCoreApplication.instance().thread():
        yield feedback
        return
    own, timer = QgsFeedback(), QTimer()

    def look() -> None:
        if feedback.isCanceled():
            own.cancel()

    timer.timeout.connect(look)
    timer.start(round(1000 * _STEP))
    try:
        yield own
    finally:
        timer.stop()


def _retry_after(header: bytes) -> float:
    """The seconds a server asks to wait; 0 where it names none (a date is not read)."""
    return float(header) if header.strip().isdigit() else 0.0
