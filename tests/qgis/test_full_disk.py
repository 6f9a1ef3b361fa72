"""A full disk and a folder that may not be written: one clear sentence, and the atlas as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from made_up_region import communes_at, make_workspace
from own_qgis import ROOT
from shapely import Point

from plugin.core.findings import InputError
from plugin.core.schema import Source
from plugin.gis.messages import sentences
from plugin.gis.workspace import Workspace

RUNUSER = shutil.which("runuser", path="/usr/sbin:/sbin:/usr/bin")
SMALL = communes_at({f"{code:05d}": (code / 10, 0.0, code) for code in range(22001, 22021)})


def large() -> pd.DataFrame:
    """About 20 MB of outlines."""
    frame = pd.concat([SMALL] * 100, ignore_index=True)
    frame["insee"] = [f"{number:05d}" for number in range(10000, 10000 + len(frame))]
    frame["geom"] = [Point(number, 0).buffer(1, quad_segs=150) for number in range(len(frame))]
    return frame


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A folder with room for three megabytes."""
    folder = tmp_path / "disque"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode:
        pytest.skip(f"no small disk can be made here: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_leaves_the_atlas_as_it_was(small_disk, qgis_app):
    workspace = make_workspace(small_disk / "atlas.gpkg", commune=SMALL)
    before = workspace.read("commune")
    with pytest.raises(InputError) as caught, workspace.writing() as write:
        write.replace("commune", large(), Source("grand.csv", mention="trop grand"))
    assert "atlas.gpkg" in sentences(caught.value.findings)
    pd.testing.assert_frame_equal(Workspace.open(small_disk / "atlas.gpkg").read("commune"), before)
    with workspace.writing() as write:  # and it can be written again
        write.setting("agence", "ARS")
    assert Workspace.open(small_disk / "atlas.gpkg").settings() == {"agence": "ARS"}


READ_ONLY = textwrap.dedent('''
    """As an ordinary user: reads an atlas of a folder that may not be written, then tries to write it."""
    import sys

    from qgis.core import QgsApplication

    sys.path.insert(0, sys.argv[1])
    from plugin.core.findings import InputError
    from plugin.gis.messages import sentences
    from plugin.gis.workspace import Workspace

    application = QgsApplication([], False)
    application.initQgis()
    workspace = Workspace.open(sys.argv[2])
    print("read", len(workspace.read("commune")))
    try:
        with workspace.writing() as write:
            write.setting("agence", "ARS")
    except InputError as error:
        print("refused", sentences(error.findings))
''')


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """A folder outside of pytest's, which are for their owner alone."""
    with tempfile.TemporaryDirectory(prefix="lecture") as folder:
        yield Path(folder)
        Path(folder).chmod(0o755)


@pytest.mark.skipif(os.geteuid() != 0 or RUNUSER is None, reason="needs root to become another user")
def test_a_folder_that_may_not_be_written(own_folder, qgis_app):
    folder = own_folder
    make_workspace(folder / "atlas.gpkg", commune=SMALL)
    script = folder / "essai.py"
    script.write_text(READ_ONLY, encoding="utf-8")
    folder.chmod(0o555)
    (folder / "atlas.gpkg").chmod(0o444)
    environ = {**os.environ, "HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1", "XDG_RUNTIME_DIR": "/nonexistent"}
    command = [RUNUSER, "-u", "nobody", "--", sys.executable, str(script), str(ROOT), str(folder / "atlas.gpkg")]
    said = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=120)
    if "Permission denied" in said.stderr and not said.stdout:
        pytest.skip("the checkout lies where an ordinary user may not read")
    assert f"read {len(SMALL)}" in said.stdout, said.stderr
    assert "refused" in said.stdout
    assert "atlas.gpkg" in said.stdout.split("refused")[1]
    assert "Traceback" not in said.stderr
