"""Reading a printed atlas: text of a page by pdftotext, its picture by pdftoppm."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import numpy as np
from qgis.PyQt.QtGui import QImage


def page_text(pdf: Path, page: int) -> str:
    """The words of a page, runs of white space (narrow ones included) folded to one space."""
    command = ["pdftotext", "-f", str(page), "-l", str(page), "-layout", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return re.sub(r"\s+", " ", text)


def page_count(pdf: Path) -> int:
    """How many pages a PDF has."""
    info = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    return int(re.search(r"^Pages:\s+(\d+)", info, re.MULTILINE)[1])


def page_image(pdf: Path, page: int, folder: Path, dpi: int = 60) -> np.ndarray:
    """A page as an array (height, width, 3) of 0 to 255."""
    stem = folder / f"{pdf.stem}-{page}-{dpi}"
    command = ["pdftoppm", "-r", str(dpi), "-f", str(page), "-l", str(page), "-png", "-singlefile", str(pdf), str(stem)]
    subprocess.run(command, check=True)
    image = QImage(f"{stem}.png").convertToFormat(QImage.Format.Format_RGB888)
    raw = image.constBits().asstring(image.sizeInBytes())
    rows = np.frombuffer(raw, dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3)


def fonts(pdf: Path) -> str:
    """What pdffonts says: every font and whether it is embedded."""
    return subprocess.run(["pdffonts", str(pdf)], check=True, capture_output=True, text=True).stdout
