"""A QGIS of one's own for a test: another process, with profiles that begin empty and the repository as its plugin."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a QGIS whose profiles, plugin folder and runtime files lie in ``folder``."""
    plugins = folder / "plugins"
    plugins.mkdir(parents=True, exist_ok=True)
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    link = plugins / "atlas_soins"
    if not link.exists():
        link.symlink_to(ROOT, target_is_directory=True)
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR") if name in os.environ}
    return (
        kept
        | {
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": str(ROOT / "build" / "pylibs"),
            "QGIS_PLUGINPATH": str(plugins),
            "QGIS_CUSTOM_CONFIG_PATH": str(folder / "qgis"),
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_RUNTIME_DIR": str(runtime),
        }
        | more
    )


def run(command: list[str], environ: dict[str, str], timeout: int = 120) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, both outputs together in ``stdout``."""
    return subprocess.run(
        command, env=environ, timeout=timeout, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
