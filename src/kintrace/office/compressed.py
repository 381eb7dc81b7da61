"""Stylesheets and scripts, compressed once at the start for browsers that read gzip.

Pages are never compressed: their length would tell whoever can make them say something what secret stands
beside it (BREACH). Stylesheets and scripts hold no secrets.
"""

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

_READS_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")


@dataclass(frozen=True, slots=True)
class _Packed:
    content: bytes
    headers: dict[str, str]


class Compressed(WhiteNoiseMiddleware):  # type: ignore[misc]  # it has no types
    """Hand out what lies in `static`; everything else is answered by whoever comes next."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Compress what lies there."""
        super().__init__(answer)
        found = {url: file for url, file in self.files.items() if isinstance(file, StaticFile)}
        self._packed = {url: _packed(file) for url, file in found.items()}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        packed = self._packed.get(request.path_info)
        if packed and _wants_it_whole(request) and not self._known(request):
            return HttpResponse(packed.content, headers=packed.headers)
        answer: HttpResponseBase = super().__call__(request)
        if packed:
            answer.headers["Vary"] = "Accept-Encoding"
        return answer

    def _known(self, request: HttpRequest) -> bool:
        known: bool = self.files[request.path_info].is_not_modified(request.META)
        return known


def _packed(file: StaticFile) -> _Packed:
    path, headers = file.get_path_and_headers({})
    content = gzip.compress(Path(path).read_bytes(), 9, mtime=0)
    more = {"Content-Encoding": "gzip", "Content-Length": str(len(content)), "Vary": "Accept-Encoding"}
    return _Packed(content, dict(headers) | more)


def _wants_it_whole(request: HttpRequest) -> bool:
    reads = _READS_GZIP.search(request.headers.get("accept-encoding", ""))
    return bool(reads) and request.method == "GET" and "range" not in request.headers
