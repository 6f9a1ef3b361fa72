"""Fixtures of the tests that need QGIS."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable, Iterator

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


@pytest.fixture(scope="session", autouse=True)
def collected_before_qgis_ends(qgis_app) -> Iterator[None]:
    """Layers and layouts left in cycles, or in the traceback of a failed test, crash Python when they outlive QGIS."""
    yield
    sys.last_type = sys.last_value = sys.last_traceback = None
    gc.collect()


@pytest.fixture(scope="module")
def provider(qgis_app) -> Iterator[object]:
    """Our algorithms in the registry of this process, as pages run them."""
    from qgis.core import QgsApplication

    from plugin.processing.provider import AtlasProvider

    made = AtlasProvider()
    QgsApplication.processingRegistry().addProvider(made)
    yield made
    QgsApplication.processingRegistry().removeProvider(made)
