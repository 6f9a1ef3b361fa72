"""A real Valhalla server on Andorra, for as long as a test module needs it. Its wheel wants Python 3.12 or later."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from own_qgis import ROOT

PACKAGE = "pyvalhalla==3.9.1"
_VENV = ROOT / "build" / "valhalla-venv"


def _python() -> str | None:
    """The system's Python from 3.12 on; before, a Python 3.12 on the PATH or of pyenv."""
    if sys.version_info >= (3, 12):
        return "/usr/bin/python3"
    found = shutil.which("python3.12")
    own = sorted((Path.home() / ".pyenv" / "versions").glob("3.12*/bin/python3.12"))
    return found or (str(own[-1]) if own else None)


def _run(*command: object, timeout: int, **environ: str) -> subprocess.CompletedProcess[str]:
    # A Python of another version must not see the paths of this one.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [*map(str, command)], env=clean | environ, timeout=timeout, capture_output=True, text=True, check=False
    )


def _tools() -> Path:
    """The folder of Valhalla's programs; skips with the reason where they cannot be had."""
    tools = _VENV / "bin"
    if (tools / "valhalla_service").exists():
        return tools
    python = _python()
    if python is None:
        pytest.skip(f"no Python 3.12 here: {PACKAGE}, which ships the Valhalla server, has no wheel for older Pythons")
    try:
        made = _run(python, "-m", "venv", _VENV, timeout=120)
        if made.returncode == 0:
            made = _run(tools / "pip", "install", "-q", "--disable-pip-version-check", PACKAGE, timeout=240)
    except subprocess.TimeoutExpired as late:
        pytest.skip(f"{PACKAGE} was not installed in {late.timeout:g} s")
    if made.returncode:
        shutil.rmtree(_VENV, ignore_errors=True)
        pytest.skip(f"{PACKAGE} cannot be installed: {made.stderr.strip()[-300:]}")
    return tools


@contextmanager
def valhalla_server(roads: Path, folder: Path) -> Iterator[str]:
    """The address of a server on an OpenStreetMap extract; tiles are built in ``folder``; it ends with the block."""
    tools = _tools()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    config = json.loads(
        _run(
            tools / "valhalla_build_config",
            "--mjolnir-tile-dir",
            folder / "tiles",
            "--mjolnir-tile-extract",
            "",
            timeout=60,
            PATH=path,
        ).stdout
    )
    config["httpd"]["service"]["listen"] = f"tcp://127.0.0.1:{port}"
    config["httpd"]["service"] |= {"drain_seconds": 1, "shutdown_seconds": 1}  # how long it lingers when told to stop
    for name in ("loopback", "interrupt"):
        config["httpd"]["service"][name] = f"ipc://{folder}/{name}"
    settings = folder / "valhalla.json"
    settings.write_text(json.dumps(config), encoding="utf-8")
    built = _run(tools / "valhalla_build_tiles", "-c", settings, roads, timeout=180, PATH=path)
    assert built.returncode == 0, built.stderr[-2000:]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | {"PATH": path}
    with (folder / "service.log").open("w") as log:
        service = subprocess.Popen(
            # It stops by itself even where the test run is killed.
            ["timeout", "300", str(tools / "valhalla_service"), str(settings), "1"],
            env=clean,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/status", service, folder / "service.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(service.pid, 15)
            service.wait(timeout=20)


def _wait_for(address: str, service: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and service.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"Valhalla did not start: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
