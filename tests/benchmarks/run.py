"""``make bench``: runs every ``bench_*.py`` of this folder in a process of its own, and writes ``docs/benchmarks.md``.

A benchmark has a docstring, whose first line is its title, and ``run() -> list[Row]``. Names on the command line choose
some: ``run.py network`` runs ``bench_network.py`` alone and leaves the document as it is.
"""

from __future__ import annotations

import importlib.util
import json
import os
import platform
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
DOCUMENT = ROOT / "docs" / "benchmarks.md"
_MARK = "BENCHMARK "


def measure(path: Path) -> dict:
    """Import one benchmark and run it: its title, its rows, the memory it took."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(FOLDER)]
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    rows = [asdict(row) for row in module.run()]
    from rows import peak_megabytes

    return {"title": module.__doc__.strip().splitlines()[0].rstrip("."), "rows": rows, "megabytes": peak_megabytes()}


def measure_apart(path: Path) -> dict:
    """The same in a fresh interpreter, so that one benchmark neither warms nor burdens the next."""
    run = subprocess.run([sys.executable, __file__, "--one", path], capture_output=True, text=True, check=False)
    marked = [line for line in run.stdout.splitlines() if line.startswith(_MARK)]
    if run.returncode or not marked:
        sys.exit(f"{path.name} failed:\n{run.stdout}{run.stderr}")
    return json.loads(marked[-1].removeprefix(_MARK))


def machine() -> str:
    """The processor, its cores and the memory, in words."""
    information = Path("/proc/cpuinfo")
    lines = information.read_text(encoding="utf-8").splitlines() if information.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{os.cpu_count()} cores ({(models or [platform.machine()])[0]}), {gigabytes:.0f} GB"


def as_markdown(results: list[dict], load: float) -> str:
    """One table a benchmark, under the machine they ran on."""
    lines = [
        "# Benchmarks",
        "",
        f"Written by `make bench` on {date.today().isoformat()}: {machine()}, Python {platform.python_version()}. "
        f"Seconds are medians. Load of the machine before the first: {load:.1f}.",
    ]
    for result in results:
        lines += ["", f"## {result['title']}", "", "| step | size | seconds | result |", "|---|---|---:|---|"]
        for row in result["rows"]:
            seconds = "" if row["seconds"] != row["seconds"] else f"{row['seconds']:.3f}"  # NaN: not measured
            lines.append(f"| {row['step']} | {row['size']} | {seconds} | {row['result']} |")
        lines += ["", f"Most memory held: {result['megabytes']:.0f} MB."]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> None:
    """All benchmarks, or those named."""
    if arguments[:1] == ["--one"]:
        print(_MARK + json.dumps(measure(Path(arguments[1]))))
        return
    paths = sorted(FOLDER.glob("bench_*.py"))
    if arguments:
        paths = [path for path in paths if path.stem.removeprefix("bench_") in arguments]
    if not paths:
        sys.exit("No benchmark of that name." if arguments else "There is no benchmark yet.")
    load = os.getloadavg()[0]
    document = as_markdown([measure_apart(path) for path in paths], load)
    print(document)
    if not arguments:
        DOCUMENT.write_text(document, encoding="utf-8")
        print(DOCUMENT)


if __name__ == "__main__":
    main(sys.argv[1:])
