"""Fixtures of the tests that need QGIS."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import own_qgis
import pytest


@pytest.fixture(scope="session")
def qgis_process(tmp_path_factory) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs ``qgis_process`` with the given arguments in a profile of its own where the plugin is on."""
    environ = own_qgis.environment(tmp_path_factory.mktemp("qgis_process"))

    def call(*arguments: object, timeout: int = 120, **more: str) -> subprocess.CompletedProcess[str]:
        return own_qgis.run(["qgis_process.bin", *map(str, arguments)], environ | more, timeout)

    enabled = call("plugins", "enable", "atlas_soins")
    assert enabled.returncode == 0, enabled.stdout
    return call
