"""Dumps fetched from GeoNames, only when told to: resumed where broken off, checked before use."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import re
import ssl
import urllib.error
import urllib.parse
import urllib.request
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import IO

from geomap.errors import GeomapError, OutputError, UsageError
from geomap.gazetteer.importers.rows import Within

ADDRESS = "https://download.geonames.org/export/dump/"
VARIABLE = "GEOMAP_GEONAMES"
WHOLE = frozenset(
    "allCountries alternateNamesV2 cities500 cities1000 cities5000 cities15000 no-country".split()
)
COUNTRY = re.compile(r"[A-Za-z]{2}")
BORDER: Within = MappingProxyType({"RU": frozenset(("09", "10", "41", "61", "86"))})
"""The oblasts of Russia by the border, by GeoNames' codes: Belgorod, Bryansk, Kursk, Rostov, Voronezh."""
THEATRES: Mapping[str, tuple[tuple[str, ...], Within]] = MappingProxyType(
    {"ukraine": (("UA", "BY", "MD", "RU"), BORDER), "front": (("UA", "RU"), BORDER)}
)
"""Countries that one word stands for, and what is taken of those that are not taken whole."""
TIMEOUT_SECONDS = 30
LARGEST = 4 << 30
"""Bytes; the largest dump, of all countries, has a tenth of it."""
ATTEMPTS = 3
"""Times that a broken transfer is taken up again before giving up."""
BLOCK = 1 << 18
LOCAL = frozenset(["localhost", "127.0.0.1", "::1"])
Advance = Callable[[str, int, int], None]


class DownloadError(GeomapError, OSError):
    """A file that could not be fetched, or is not what was announced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file to be fetched."""

    url: str
    target: Path
    sha256: str | None = None


def downloads(
    names: tuple[str, ...], folder: Path, *, address: str | None = None, with_names: bool = True
) -> tuple[Download, ...]:
    """Return the files that country codes and names of GeoNames' dumps stand for.

    A country's dump brings its alternate names, which have their languages, unless ``with_names`` is False.
    ``ukraine`` and ``front`` stand for several countries, each of which is fetched once.

    >>> [d.url.removeprefix(ADDRESS) for d in downloads(("ua",), Path("x"), address=ADDRESS)]
    ['UA.zip', 'alternatenames/UA.zip']
    """
    base = (address or os.environ.get(VARIABLE) or ADDRESS).rstrip("/") + "/"
    if urllib.parse.urlsplit(base).scheme not in ("http", "https"):
        message = f"{base}: is no http or https address; give one such as {ADDRESS}"
        raise UsageError(message)
    found = []
    given = (code for word in names for code in THEATRES.get(word.lower(), ((word,), {}))[0])
    for name in dict.fromkeys(code.upper() if COUNTRY.fullmatch(code) else code for code in given):
        if name in WHOLE:
            found.append(Download(url=f"{base}{name}.zip", target=folder / f"{name}.zip"))
        elif COUNTRY.fullmatch(name):
            found.append(Download(url=f"{base}{name}.zip", target=folder / f"{name}.zip"))
            if with_names:
                target = folder / f"{name}-alternatenames.zip"
                found.append(Download(url=f"{base}alternatenames/{name}.zip", target=target))
        else:
            message = (
                f"{name}: is neither a country code of two letters, such as UA, nor one of "
                f"{', '.join((*THEATRES, *sorted(WHOLE)))}"
            )
            raise UsageError(message)
    return tuple(found)


def within(names: tuple[str, ...]) -> Within:
    """Return of which countries only some units are meant; a country named by its code is meant whole.

    >>> sorted(within(("front",))["RU"]), within(("front", "ru")), within(("UA",))
    (['09', '10', '41', '61', '86'], {}, {})
    """
    whole = {name.upper() for name in names}
    cut = [THEATRES[name.lower()][1] for name in names if name.lower() in THEATRES]
    if WHOLE & set(names):
        return {}
    return {country: units for units_of in cut for country, units in units_of.items() if country not in whole}


def fetch(download: Download, advance: Advance) -> Path:
    """Fetch a file and return its path; one already there is replaced by a whole one only.

    What came of a broken transfer stays beside the target (``.part``), and the next call goes on there.
    """
    if not download.sha256 and not _is_safe(download.url):
        raise UsageError(
            f"{download.url}: what comes by plain http can be changed on its way; give an https address, "
            "or the checksum of the file with --sha256"
        )
    part = download.target.with_name(download.target.name + ".part")
    try:
        download.target.parent.mkdir(parents=True, exist_ok=True)
        for attempt in range(ATTEMPTS):
            try:
                _receive(download, part, advance)
                break
            except (ConnectionError, TimeoutError, http.client.HTTPException, _BrokenError) as error:
                if attempt + 1 == ATTEMPTS:
                    message = (
                        f"{download.url}: the connection broke ({error or type(error).__name__}); what came "
                        "is kept, run the same command again to go on"
                    )
                    raise DownloadError(message) from error
        _check(download, part)
        part.replace(download.target)
        _note(part).unlink(missing_ok=True)
    except GeomapError:
        raise
    except OSError as error:
        message = f"{download.target}: {error.strerror or error}; name another folder with --to"
        raise OutputError(message) from error
    return download.target


def _too_large(download: Download, part: Path) -> DownloadError:
    part.unlink(missing_ok=True)
    _note(part).unlink(missing_ok=True)
    return DownloadError(
        f"{download.url}: is larger than {LARGEST >> 30} GB, which no dump of places is; nothing was kept, "
        "look at the address"
    )


class _BrokenError(Exception):
    """A transfer that ended before all was there."""


def _note(part: Path) -> Path:
    """Return where it is noted which version of the file ``part`` is a part of."""
    return part.with_name(part.name + ".json")


def _receive(download: Download, part: Path, advance: Advance) -> None:
    have = part.stat().st_size if part.exists() else 0
    version = _version(part) if have else None
    headers = {"User-Agent": "geomap gazetteer download", "Accept-Encoding": "identity"}
    if have and version:
        # If the file has changed since, the server sends all of it instead of the rest.
        headers |= {"Range": f"bytes={have}-", "If-Range": version}
    request = urllib.request.Request(download.url, headers=headers)  # noqa: S310  # scheme checked
    with closing(_open(request, download.url, part)) as response:
        resumed = response.status == http.client.PARTIAL_CONTENT
        length = response.headers.get("Content-Length", "")
        start, total = 0, int(length) if length.isdigit() else 0
        if total > LARGEST:
            raise _too_large(download, part)
        if resumed:
            span = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", response.headers.get("Content-Range", ""))
            if span is None or int(span[1]) != have:
                part.unlink(missing_ok=True)
                what = "the server sent another part than was asked for"
                raise _BrokenError(what)
            start = have
            total = int(span[2]) if span[2] != "*" else start + total
        validator = response.headers.get("ETag") or response.headers.get("Last-Modified") or ""
        _note(part).write_text(json.dumps({"version": validator, "url": download.url}), encoding="utf-8")
        done = start
        with part.open("ab" if resumed else "wb") as file:
            for block in _blocks(response):
                file.write(block)
                done += len(block)
                if done > LARGEST:
                    raise _too_large(download, part)
                advance(download.target.name, done, total)
    if total and done != total:
        what = f"{done:,} of {total:,} bytes came"
        raise _BrokenError(what)


def _version(part: Path) -> str | None:
    """Return the validator of the file that ``part`` is a part of; weak ones cannot vouch for a range."""
    try:
        version = json.loads(_note(part).read_text(encoding="utf-8"))["version"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return version if isinstance(version, str) and version and not version.startswith("W/") else None


def _blocks(response: http.client.HTTPResponse) -> Iterator[bytes]:
    while block := response.read(BLOCK):
        yield block


def _is_safe(url: str) -> bool:
    """Tell whether nobody on the way can change what comes: https, or this very machine."""
    parts = urllib.parse.urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)


class _OnlySafer(urllib.request.HTTPRedirectHandler):
    """Follows no redirect from where nobody can change what comes to where anybody can."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Return the request that follows a redirect."""
        if _is_safe(req.full_url) and not _is_safe(newurl):
            raise DownloadError(
                f"{req.full_url}: sends on to {newurl}, from where the file could be changed on its way; "
                "nothing was fetched, give another address with --from"
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _open(request: urllib.request.Request, url: str, part: Path) -> http.client.HTTPResponse:
    try:
        opener = urllib.request.build_opener(_OnlySafer)
        response: http.client.HTTPResponse = opener.open(request, timeout=TIMEOUT_SECONDS)
    except urllib.error.HTTPError as error:
        with error:
            if error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
                part.unlink(missing_ok=True)  # more than the file has: it cannot be a part of it
                raise _BrokenError(str(error.code)) from error
            if error.code == http.client.NOT_FOUND:
                what = "there is no such file (404); look at the address and the country code"
            elif error.code >= http.client.INTERNAL_SERVER_ERROR:
                what = f"the server fails ({error.code} {error.reason}); try again later"
            else:
                what = f"the server refuses ({error.code} {error.reason})"
            raise DownloadError(f"{url}: {what}") from error
    except urllib.error.URLError as error:
        if isinstance(error.reason, ssl.SSLError):
            what = f"the server's certificate or encryption fails ({error.reason})"
        else:
            what = f"cannot be reached ({error.reason}); look at the network and the address"
        raise DownloadError(f"{url}: {what}") from error
    except ValueError as error:
        raise DownloadError(f"{url}: is no address ({error})") from error
    return response


def _check(download: Download, part: Path) -> None:
    """Refuse, and remove, a file that is not what was announced, or a damaged archive."""
    problem = None
    if download.sha256 is not None:
        with part.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != download.sha256.lower():
            problem = f"has the checksum {found}, not {download.sha256.lower()}"
    if problem is None and download.target.suffix == ".zip":
        problem = _zip_problem(part)
    if problem is not None:
        part.unlink(missing_ok=True)
        _note(part).unlink(missing_ok=True)
        message = f"{download.url}: {problem}; nothing was kept, download it again"
        raise DownloadError(message)


def _zip_problem(path: Path) -> str | None:
    try:
        with zipfile.ZipFile(path) as archive:
            bad = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        return f"is no whole zip archive ({error})"
    return None if bad is None else f"is damaged: {bad} has a wrong checksum"
