"""Every reader, given files made wrong: a table and findings, or one clear error; never a traceback nor a hang.

ATLAS_FUZZ_CASES says how many files in all (`make nightly` asks for 20,000); the same number gives the same files.
"""

from __future__ import annotations

import os
import signal
import traceback
from contextlib import contextmanager
from random import Random

import pytest
from fuzz_mutations import mutate
from fuzz_readers import Reader, readers

from plugin.core.findings import InputError

CASES = int(os.environ.get("ATLAS_FUZZ_CASES", "1000"))
READERS = list(readers())
HANG_SECONDS = 10


class Hang(BaseException):
    """A reader took too long."""


@contextmanager
def no_hang():
    def late(*_):
        raise Hang

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(HANG_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def outcome(reader: Reader, content: bytes, folder) -> str:
    """How the reader took the file: "" when it told what is wrong or read it, else what went wrong."""
    path = folder / (reader.file_name or f"fichier{reader.suffix}")
    path.write_bytes(content)
    try:
        with no_hang():
            reader.read(path)
    except InputError as error:
        return "" if error.findings else "an error that says nothing"
    except Hang:
        return f"no answer in {HANG_SECONDS} s"
    except Exception:
        return traceback.format_exc(limit=-6)
    return ""


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@pytest.mark.timeout(3600)
def test_no_file_breaks_a_reader(reader, tmp_path):
    assert outcome(reader, reader.sample, tmp_path) == ""
    for case in range(-(-CASES // len(READERS))):
        content = mutate(reader.sample, reader.suffix, Random(f"{reader.name} {case}"))
        wrong = outcome(reader, content, tmp_path)
        if wrong:
            kept = tmp_path / f"faulty{reader.suffix}"
            kept.write_bytes(content)
            pytest.fail(f"{reader.name}, case {case}, kept as {kept}:\n{wrong}")
