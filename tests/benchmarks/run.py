"""``make bench``: runs every ``bench_*.py`` of this folder in a process of its own, and writes ``docs/benchmarks.md``.

A benchmark has a docstring, whose first line is its title, and ``run() -> list[Row]``. Names on the command line choose
some: ``run.py network`` runs ``bench_network.py`` alone and renews its section of the document.
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


HEAD = "# Benchmarks\n\nWritten by `make bench`. Seconds are medians; ratios are of two timings in one run.\n"


def section(result: dict, load: float) -> str:
    """The table of one benchmark, with the machine it ran on."""
    lines = [f"## {result['title']}", "", "| step | size | seconds | result |", "|---|---|---:|---|"]
    for row in result["rows"]:
        seconds = "" if row["seconds"] != row["seconds"] else f"{row['seconds']:.3f}"  # NaN: not measured
        lines.append(f"| {row['step']} | {row['size']} | {seconds} | {row['result']} |")
    lines += [
        "",
        f"Most memory held: {result['megabytes']:.0f} MB. {date.today().isoformat()}, {machine()}, "
        f"Python {platform.python_version()}, load before it {load:.1f}.",
    ]
    return "\n".join(lines) + "\n"


def renewed(document: str, sections: list[str]) -> str:
    """The document with these sections in place of those of the same title, in the order of their titles."""
    kept = {part.split("\n", 1)[0]: part.strip() + "\n" for part in document.split("\n## ")[1:]}
    for part in sections:
        title, _, body = part.removeprefix("## ").partition("\n")
        kept[title] = f"{title}\n{body}"
    return HEAD + "".join(f"\n## {kept[title]}" for title in sorted(kept))


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
    known = DOCUMENT.read_text(encoding="utf-8") if arguments and DOCUMENT.exists() else ""
    for path in paths:
        load = os.getloadavg()[0]
        part = section(measure_apart(path), load)
        print(part, flush=True)
        known = renewed(known, [part])
        DOCUMENT.write_text(known, encoding="utf-8")
    print(DOCUMENT)


if __name__ == "__main__":
    main(sys.argv[1:])
