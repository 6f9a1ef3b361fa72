"""Packs the plugin: the committed files QGIS needs and the compiled translations, as a zip, a folder or a list.

The zip is the same bytes each time: sorted names, one date, one mode.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOP = "atlas_soins"
LEFT_OUT = (
    "tests/", "docs/", ".ci/", ".git", "Makefile", "mkdocs.yml", "pyproject.toml", "data/build_", "data/demo_build/"
)  # fmt: skip
LIMIT_BYTES = 25_000_000
FIXED_DATE = (2026, 1, 1, 0, 0, 0)


def packed_files() -> list[str]:
    """The paths that go into the plugin, from the repository's root: what git follows, less what developers use."""
    git = ["git", "-c", "safe.directory=*", "-C", str(ROOT), "ls-files", "-z"]
    followed = subprocess.run(git, check=True, capture_output=True, text=True).stdout.split("\0")
    kept = [name for name in followed if name and not name.startswith(LEFT_OUT) and (ROOT / name).is_file()]
    translations = [str(path.relative_to(ROOT)) for path in (ROOT / "resources" / "i18n").glob("*.qm")]
    return sorted({*kept, *translations})


def write_zip(target: Path, names: list[str]) -> None:
    """Write the zip, everything under ``atlas_soins/``; fails above the size plugins.qgis.org takes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in names:
            entry = zipfile.ZipInfo(f"{TOP}/{name}", FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, (ROOT / name).read_bytes())
    size = target.stat().st_size
    if size >= LIMIT_BYTES:
        sys.exit(f"{target} is {size} bytes: plugins.qgis.org takes less than {LIMIT_BYTES}.")
    print(f"{target} ({len(names)} files, {size / 1e6:.1f} MB)")


def write_folder(target: Path, names: list[str]) -> None:
    """Replace the folder ``target`` by the plugin."""
    if target.is_symlink():
        target.unlink()
    shutil.rmtree(target, ignore_errors=True)
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target / name)
    print(f"{target} ({len(names)} files)")


def main() -> None:
    """Read the command line and do the one thing it asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument("--zip", type=Path)
    choice.add_argument("--folder", type=Path)
    choice.add_argument("--list", action="store_true")
    arguments = parser.parse_args()

    names = packed_files()
    if arguments.list:
        print("\n".join(names))
    elif arguments.zip:
        write_zip(arguments.zip, names)
    else:
        write_folder(arguments.folder, names)


if __name__ == "__main__":
    main()
