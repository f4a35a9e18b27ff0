"""A repository on this machine that behaves as InvenioRDM's public documentation says, and breaks when told to.

It keeps records, drafts, identifiers and files in memory. What the documentation says and what matters here: a draft
that is updated without its ``pids`` loses them; a new version has neither files, ``version`` nor date, and asking for
one again gives the same draft; a file is announced, filled, and then committed, which fixes its checksum.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal
from urllib.parse import parse_qs, unquote, urlsplit

TOKEN = "made-up-token-that-must-not-be-shown"

Kind = Literal["before", "after", "drop", "drop after", "slow", "half", "spoil", "busy", "forbidden"]


@dataclass
class Fault:
    """Something that goes wrong, for the next calls of a kind.

    ``before``: an error 500 without effect. ``after``: the effect, and an error 500. ``drop``: no answer and no effect.
    ``drop after``: the effect, and no answer. ``slow``: the effect, and an answer too late. ``half``: half of the
    body is kept and the connection cut. ``spoil``: the body is kept with another byte. ``busy``: 429 without effect.
    ``forbidden``: 403 without effect.
    """

    method: str
    path: str
    kind: Kind
    times: int = 1

    def strikes(self, method: str, path: str) -> bool:
        return self.times > 0 and method == self.method and re.search(self.path, path) is not None


@dataclass
class Record:
    """A record or its draft."""

    id: str
    parent: str
    metadata: dict[str, Any]
    pids: dict[str, Any] = field(default_factory=dict)
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    is_published: bool = False
    next_draft: str | None = None


class Refusal(Exception):
    """An answer with an error in it."""

    def __init__(self, status: int, message: str, errors: list[dict[str, Any]] | None = None) -> None:
        self.status, self.body = status, {"status": status, "message": message, "errors": errors or []}


@dataclass
class Repository:
    """What the server keeps, and what it was asked."""

    records: dict[str, Record] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    calls: list[tuple[str, str]] = field(default_factory=list)
    index_lag: int = 0
    address: str = ""
    _hidden: dict[str, int] = field(default_factory=dict)

    def count(self, method: str, path: str) -> int:
        return sum(one == method and re.search(path, where) is not None for one, where in self.calls)

    def drafts(self) -> list[Record]:
        return [record for record in self.records.values() if not record.is_published]

    def outgoing(self, record: Record) -> dict[str, Any]:
        return {
            "id": record.id,
            "is_published": record.is_published,
            "metadata": record.metadata,
            "pids": record.pids,
            "parent": {"id": record.parent, "pids": {"doi": {"identifier": f"10.5072/{record.parent}"}}},
            "links": {"self_html": f"{self.address}/records/{record.id}"},
        }

    def create(self, metadata: dict[str, Any], parent: str | None = None) -> Record:
        number = len(self.records) + 1
        record = Record(f"rec-{number:04d}", parent or f"par-{number:04d}", metadata)
        self.records[record.id] = record
        self._hidden[record.id] = self.index_lag
        return record

    def draft(self, record_id: str) -> Record:
        record = self.records.get(record_id)
        if record is None or record.is_published:
            raise Refusal(404, "The persistent identifier does not exist.")
        return record

    def search(self, query: str) -> dict[str, Any]:
        wanted = re.search(r'metadata\.version:"([^"]*)"', query)
        hits = []
        for record in self.records.values():
            self._hidden[record.id] -= 1
            if self._hidden[record.id] < 0 and (not wanted or record.metadata.get("version") == wanted[1]):
                hits.append(self.outgoing(record))
        return {"hits": {"hits": hits, "total": len(hits)}}

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: bytes) -> tuple[int, Any]:
        """Carry out a call."""
        parts = [unquote(part) for part in path.strip("/").split("/")]
        match method, parts:
            case "GET", ["user", "records"]:
                return 200, self.search(query.get("q", [""])[0])
            case "POST", ["records"]:
                return 201, self.outgoing(self.create(json.loads(body)["metadata"]))
            case "GET", ["records", record_id]:
                record = self.records.get(record_id)
                if record is None or not record.is_published:
                    raise Refusal(404, "The persistent identifier does not exist.")
                return 200, self.outgoing(record)
            case "POST", ["records", record_id, "versions"]:
                return 201, self.outgoing(self._new_version(record_id))
            case _, ["records", record_id, "draft", *rest]:
                return self._on_draft(method, self.draft(record_id), rest, body)
        raise Refusal(405, "Method not allowed.")

    def _new_version(self, record_id: str) -> Record:
        before = self.records[record_id]
        if before.next_draft is None:
            kept = {k: v for k, v in before.metadata.items() if k not in {"version", "publication_date"}}
            before.next_draft = self.create(kept, before.parent).id
        return self.records[before.next_draft]

    def _on_draft(self, method: str, record: Record, rest: list[str], body: bytes) -> tuple[int, Any]:
        match method, rest:
            case "GET", []:
                return 200, self.outgoing(record)
            case "PUT", []:
                sent = json.loads(body)
                record.metadata, record.pids = sent["metadata"], sent.get("pids") or {}
                return 200, self.outgoing(record)
            case "DELETE", []:
                del self.records[record.id]
                return 204, None
            case "POST", ["pids", "doi"]:
                if "doi" in record.pids:
                    raise Refusal(400, "A PID already exists for type doi")
                record.pids["doi"] = {"identifier": f"10.5072/{record.id}", "provider": "datacite"}
                return 201, self.outgoing(record)
            case "GET", ["files"]:
                return 200, {"enabled": True, "entries": [self._entry(record, name) for name in record.files]}
            case "POST", ["files"]:
                for one in json.loads(body):
                    if one["key"] in record.files:
                        raise Refusal(400, f"File with key {one['key']} already exists.")
                    record.files[one["key"]] = {"content": None, "status": "pending"}
                return 201, {"enabled": True, "entries": [self._entry(record, name) for name in record.files]}
            case "PUT", ["files", name, "content"]:
                if record.files[name]["status"] != "pending":
                    raise Refusal(400, "The file is committed.")
                record.files[name]["content"] = body
                return 200, self._entry(record, name)
            case "POST", ["files", name, "commit"]:
                if record.files[name]["content"] is None:
                    raise Refusal(400, "File upload is not complete.")
                record.files[name]["status"] = "completed"
                return 200, self._entry(record, name)
            case "DELETE", ["files", name]:
                if record.files.pop(name, None) is None:
                    raise Refusal(404, "File does not exist.")
                return 204, None
            case "POST", ["actions", "publish"]:
                return 202, self._publish(record)
        raise Refusal(405, "Method not allowed.")

    def _entry(self, record: Record, name: str) -> dict[str, Any]:
        kept = record.files[name]
        entry = {"key": name, "status": kept["status"]}
        if kept["status"] == "completed":
            digest = hashlib.md5(kept["content"], usedforsecurity=False).hexdigest()
            # The documentation's own example gives the size as 89364.0.
            entry |= {"checksum": f"md5:{digest}", "size": float(len(kept["content"]))}
        return entry

    def _publish(self, record: Record) -> dict[str, Any]:
        missing = [name for name in ("title", "publication_date", "creators") if not record.metadata.get(name)]
        errors = [{"field": f"metadata.{name}", "messages": ["Missing data for required field."]} for name in missing]
        if not record.files or any(kept["status"] != "completed" for kept in record.files.values()):
            errors.append({"field": "files.enabled", "messages": ["Missing uploaded files."]})
        if errors:
            raise Refusal(400, "A validation error occurred.", errors)
        record.is_published = True
        for other in self.records.values():
            if other.next_draft == record.id:
                other.next_draft = None
        return self.outgoing(record)


def _handler(repository: Repository) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # An answer goes out in one piece, without waiting for what may follow.
        disable_nagle_algorithm = True
        wbufsize = -1

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

        def _handle(self) -> None:
            address = urlsplit(self.path)
            path = address.path.removeprefix("/api")
            repository.calls.append((self.command, path))
            length = int(self.headers.get("Content-Length") or 0)
            fault = next((one for one in repository.faults if one.strikes(self.command, path)), None)
            kind = None
            if fault is not None:
                fault.times -= 1
                kind = fault.kind
            if kind == "drop":
                self._hang_up()
                return
            body = self.rfile.read(length // 2 if kind == "half" else length)
            if self.headers.get("Authorization") != f"Bearer {TOKEN}":
                self._send(401, {"message": "The server could not verify that you are authorized."})
                return
            if kind == "before":
                self._send(500, {"message": "Internal Server Error"})
                return
            if kind == "busy":
                self._send(429, {"message": "30 per 1 minute"}, {"Retry-After": "7"})
                return
            if kind == "forbidden":
                self._send(403, {"message": "Permission denied."})
                return
            if kind == "spoil":
                body = bytes([body[0] ^ 1]) + body[1:]
            try:
                status, content = repository.answer(self.command, path, parse_qs(address.query), body)
            except Refusal as refusal:
                status, content = refusal.status, refusal.body
            if kind == "slow":
                time.sleep(0.6)
            if kind in {"half", "drop after"}:
                self._hang_up()
                return
            if kind == "after":
                status, content = 502, {"message": "Bad Gateway"}
            self._send(status, content)

        def _hang_up(self) -> None:
            self.close_connection = True
            with contextlib.suppress(OSError):
                self.connection.shutdown(2)

        def _send(self, status: int, content: Any, headers: dict[str, str] | None = None) -> None:
            sent = b"" if content is None else json.dumps(content).encode()
            with contextlib.suppress(OSError):
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(sent)))
                for name, value in (headers or {}).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(sent)
                self.wfile.flush()

        do_GET = do_POST = do_PUT = do_DELETE = _handle

    return Handler


@contextlib.contextmanager
def running(repository: Repository | None = None) -> Iterator[Repository]:
    """Run the repository on a free port of this machine."""
    kept = repository or Repository()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(kept))
    server.daemon_threads = True
    kept.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()
