"""A job given to another process: what is to do and what came of it, in files of a folder that only the two know."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ...core.findings import Finding, InputError, Severity, to_finding, to_values
from .second import JOB_ALGORITHM, SecondProcess

Values = dict[str, Any]
_POLL_MS = 100


class UnservedError(Exception):
    """No other process could be had, or it ended without a result; the text is what it said."""

    @property
    def finding(self) -> Finding:
        """That this process does the work itself."""
        return Finding("EXP05", Severity.WARNING, params={"detail": str(self).strip()[-200:] or "qgis_process"})


def give(kind: str, values: Values, progress: Callable[[Values | None], bool]) -> Values | None:
    """Have another process do a job, and wait for its end, in any thread.

    Args:
        kind: a job of `processing.background_job`.
        values: what it needs to know.
        progress: given what the job told last, None before it told anything. Where it answers False the process is
            ended at once, unless the job has decided to end by itself (`decides`).

    Returns:
        What the job returned; None where it was ended.

    Raises:
        InputError: as the job did.
        UnservedError: no process could be had.
    """
    with tempfile.TemporaryDirectory(prefix="atlas-", ignore_cleanup_errors=True) as private:
        job = Path(private) / "job.json"
        _write(job, {"kind": kind, "values": values})
        process = SecondProcess(JOB_ALGORITHM, {"JOB": str(job)})
        try:
            if not process.start():
                raise UnservedError(process.said)
            while process.running(_POLL_MS):
                if not progress(_read(_told(job))) and decides(job.parent):
                    return None
            outcome = _read(_outcome(job))
            if outcome is None:
                raise UnservedError(process.said)
            progress(_read(_told(job)))
        finally:
            process.end()
    if "faults" in outcome:
        raise InputError(*(to_finding(values) for values in outcome["faults"]))
    return outcome["result"]


def decides(folder: Path) -> bool:
    """Whether this process is the first to say how a job ends: the one that cancels it, or the one that finishes it."""
    try:
        (folder / "decided").touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def take(path: Path, works: dict[str, Callable[[Values, Callable[[Values], None], Path], Values | None]]) -> None:
    """The other side of `give`: do the job of a file by the work of its kind.

    A work is given the values, a function that tells how far it is, and the folder it may leave files in.
    """
    job = _read(path)
    try:
        result = works[job["kind"]](job["values"], lambda told: _write(_told(path), told), path.parent)
    except InputError as error:
        _write(_outcome(path), {"faults": [to_values(finding) for finding in error.findings]})
    else:
        _write(_outcome(path), {"result": result})


def _told(job: Path) -> Path:
    return job.with_suffix(".progress")


def _outcome(job: Path) -> Path:
    return job.with_suffix(".outcome")


def _write(path: Path, content: Values) -> None:
    partial = path.with_name(f"{path.name}.part")
    partial.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    partial.replace(path)


def _read(path: Path) -> Values | None:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError:  # not there yet, or, on Windows, just being replaced
        return None
