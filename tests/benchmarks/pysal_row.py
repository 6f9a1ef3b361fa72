"""PySAL's `access` beside our APL: in an environment and a process of its own (``pysal_apl.py``), on the same pairs."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from rows import Row, timed

from plugin.core.access.apl import AplOptions, apl

ROOT = Path(__file__).resolve().parents[2]


def pysal_row(people: np.ndarray, acts: np.ndarray, pairs: tuple[np.ndarray, np.ndarray, np.ndarray]) -> Row:
    """PySAL's two-stage APL from the same table of times, its answer held against ours."""
    step, size = "PySAL access, two_stage_fca from our times", f"{len(pairs[0]):,} pairs"
    python = _pysal_python()
    if isinstance(python, str):
        return Row(step, size, float("nan"), f"not measured: {python}")
    place, commune, minutes = pairs
    with tempfile.TemporaryDirectory() as folder:
        given, answer = Path(folder) / "pairs.npz", Path(folder) / "apl.npz"
        np.savez(given, people=people, acts=acts, place=place, commune=commune, minutes=minutes)
        steps = json.dumps({str(bound): weight for bound, weight in AplOptions().steps})
        script = Path(__file__).with_name("pysal_apl.py")
        subprocess.run([python, script, given, answer, steps], check=True, env={}, capture_output=True)
        found = np.load(answer)
        theirs, values = float(found["seconds"]), found["values"]
    # Its steps are closed on the right.
    ours, expected = timed(lambda: apl(people, acts, (commune, place, minutes), AplOptions(closed="right")))
    np.testing.assert_allclose(values, expected, rtol=1e-9, atol=1e-9)
    gap = float(np.abs(values - expected).max())
    return Row(step, size, theirs, f"{theirs / ours:.0f} times our step alone; largest difference {gap:.1e}")


def _pysal_python() -> Path | str:
    """The interpreter of an environment of its own that holds `access`, made once; or why there is none."""
    folder = ROOT / "build" / "venv-access"
    python = folder / "bin" / "python"
    if python.exists() and subprocess.run([python, "-c", "import access.fca"], check=False, env={}).returncode == 0:
        return python
    for command in ([sys.executable, "-m", "venv", folder], [python, "-m", "pip", "install", "-q", "access"]):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            return (done.stderr.strip().splitlines() or ["no reason given"])[-1]
    return python
