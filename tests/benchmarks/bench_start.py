"""Start of the plugin: what QGIS waits for.

A fresh interpreter, QGIS already up: the provider is imported and lists its algorithms.
"""

from __future__ import annotations

import subprocess
import sys
from statistics import median

from own_qgis import ROOT
from rows import Row

SCRIPT = """
import time
from qgis.core import QgsApplication
application = QgsApplication([], False)
application.initQgis()
start = time.perf_counter()
from plugin.processing.provider import AtlasProvider
provider = AtlasProvider()
provider.refreshAlgorithms()
print(time.perf_counter() - start, len(provider.algorithms()))
"""


def run() -> list[Row]:
    """One row, the median of five starts."""
    starts = [_start() for _ in range(5)]
    return [Row("provider imported and filled", f"{starts[0][1]} algorithms", median(seconds for seconds, _ in starts))]


def _start() -> tuple[float, int]:
    said = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    seconds, algorithms = said.split()[-2:]
    return float(seconds), int(algorithms)
