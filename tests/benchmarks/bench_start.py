"""Start of the plugin: what QGIS waits for.

A fresh interpreter, QGIS already up: the provider is imported and lists its algorithms; and the whole plugin, from
``classFactory`` to the end of ``initGui``, with its dock, locator, options and checks.
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

WHOLE = """
import sys, time
sys.path.insert(0, "tests")
from qgis.core import QgsApplication
application = QgsApplication([], True)
application.initQgis()
from load_window import Interface
interface = Interface()
start = time.perf_counter()
import plugin.entry
made = plugin.entry.AtlasSoins(interface)
made.initGui()
seconds = time.perf_counter() - start
number = len(made.provider.algorithms())
made.unload()
print(seconds, number)
"""


def run() -> list[Row]:
    """Two rows, each the median of five starts."""
    rows = []
    for what, script in (("provider imported and filled", SCRIPT), ("the whole plugin, to the end of initGui", WHOLE)):
        starts = [_start(script) for _ in range(5)]
        rows.append(Row(what, f"{starts[0][1]} algorithms", median(seconds for seconds, _ in starts)))
    return rows


def _start(script: str) -> tuple[float, int]:
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    seconds, algorithms = said.split()[-2:]
    return float(seconds), int(algorithms)
