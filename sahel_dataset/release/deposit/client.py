"""Calls to a repository: which may be repeated, and what an answer means."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.auth import AuthBase

from sahel_dataset.release.deposit.token import Token

__all__ = ["Client", "DepositError", "NoAnswerError", "NotAllowedError", "NotThereError"]

_JSON = "application/vnd.inveniordm.v1+json"
#: Calls that may be made again: made twice, they leave what they leave made once.
_REPEATABLE = frozenset({"GET", "PUT", "DELETE"})
_TRIES = 5
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 60.0
#: Seconds to wait for a connection, and between two pieces of an answer.
_PATIENCE = (10.0, 300.0)
_OWN_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


class DepositError(RuntimeError):
    """The repository refused, or could not be reached."""


class NotThereError(DepositError):
    """The repository does not have what was asked for."""


class NotAllowedError(DepositError):
    """The token is not valid, or does not allow the call."""


class NoAnswerError(DepositError):
    """A call got no answer, or that something broke: it may have had its effect, or not.

    Attributes
    ----------
    wait : float or None
        Seconds that the server asks to wait before the next call.
    """

    def __init__(self, words: str, wait: float | None = None) -> None:
        super().__init__(words)
        self.wait = wait


class _Bearer(AuthBase):
    # As an authenticator, and not as a header: a password file of the reader's would take a header's place.
    def __init__(self, token: Token) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = self._token.header()
        return request


class Client:
    """Makes calls to one repository.

    Parameters
    ----------
    address : str
        The repository's address, such as ``https://zenodo.org``.
    token : Token
        The key.
    tries : int
        How often a call that may be repeated is made before giving up.
    pause : callable, optional
        Waits for a number of seconds; `time.sleep` by default.
    patience : tuple of float
        Seconds to wait for a connection and for an answer.

    Raises
    ------
    ValueError
        If the address is none, or would send the token over the network in the clear.
    """

    def __init__(
        self,
        address: str,
        token: Token,
        *,
        tries: int = _TRIES,
        pause: Callable[[float], None] | None = None,
        patience: tuple[float, float] = _PATIENCE,
    ) -> None:
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.query:
            raise ValueError(f"'{token.hide(address)}' is not a repository's address, such as https://zenodo.org.")
        if parts.scheme == "http" and parts.hostname not in _OWN_MACHINE:
            raise ValueError(f"{address} would send the token unencrypted; use https.")
        self.address = address.rstrip("/").removesuffix("/api")
        self.host = parts.hostname
        self.tries = tries
        self.pause = pause or time.sleep
        self._patience = patience
        self._token = token
        self._session = requests.Session()
        self._session.auth = _Bearer(token)
        self._session.headers["Accept"] = _JSON

    def get(self, path: str, **query: str | int) -> dict[str, Any]:
        """Return what is at a path below the API.

        Raises
        ------
        NotThereError
            If nothing is.
        DepositError
            If the repository refuses, or cannot be reached after several tries.
        """
        return self._call("GET", path, params=query)

    def put(self, path: str, content: Mapping[str, Any]) -> dict[str, Any]:
        """Put JSON at a path; raises as `get` does."""
        return self._call("PUT", path, json=content)

    def upload(self, path: str, file: Path) -> dict[str, Any]:
        """Put a file's bytes at a path; raises as `get` does."""
        return self._call("PUT", path, file=file)

    def delete(self, path: str) -> None:
        """Delete what is at a path; that nothing is there will do."""
        try:
            self._call("DELETE", path)
        except NotThereError:
            return

    def post(self, path: str, content: Any = None) -> dict[str, Any]:
        """Make a call that has an effect each time, once.

        Raises
        ------
        NoAnswerError
            If there was no answer, or a server's error: whoever calls has to look whether it had its effect.
        DepositError
            If the repository refuses.
        """
        return self._call("POST", path, json=content)

    def _call(self, method: str, path: str, *, file: Path | None = None, **arguments: Any) -> dict[str, Any]:
        tries = self.tries if method in _REPEATABLE else 1
        for attempt in range(1, tries + 1):
            try:
                return self._once(method, path, file, arguments)
            except NoAnswerError as error:
                if attempt == tries:
                    raise
                wait = error.wait or _FIRST_PAUSE * 2 ** (attempt - 1)
                self.pause(min(wait, _LONGEST_PAUSE))
        raise AssertionError("the last try returns or raises")

    def _once(self, method: str, path: str, file: Path | None, arguments: dict[str, Any]) -> dict[str, Any]:
        url = f"{self.address}/api{path}"
        try:
            if file is None:
                answer = self._session.request(method, url, timeout=self._patience, allow_redirects=False, **arguments)
            else:
                with file.open("rb") as stream:
                    # An empty stream would be sent in chunks, which some servers do not take.
                    answer = self._session.request(
                        method,
                        url,
                        timeout=self._patience,
                        allow_redirects=False,
                        data=stream if file.stat().st_size else b"",
                        headers={"Content-Type": "application/octet-stream"},
                    )
        except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError) as error:
            # The error's own words may hold what was sent.
            raise NoAnswerError(f"{method} {url}: no answer ({type(error).__name__}).") from None
        return self._read(method, url, answer)

    def _read(self, method: str, url: str, answer: requests.Response) -> dict[str, Any]:
        status = answer.status_code
        if status < 300:
            if not answer.content:
                return {}
            try:
                found = answer.json()
            except requests.JSONDecodeError:
                raise NoAnswerError(f"{method} {url}: {status}, and something that is not JSON.") from None
            return dict(found) if isinstance(found, dict) else {"entries": found}
        said = self._token.hide(f"{method} {url}: {status} {answer.reason}. {_words(answer)}".strip())
        if status < 400:
            raise DepositError(f"{said} It leads on to {answer.headers.get('Location')}; name that address with --to.")
        if status == 404:
            raise NotThereError(said)
        if status in {401, 403}:
            raise NotAllowedError(
                f"{said} The token is not valid here, or lacks a scope (deposit:write, deposit:actions)."
            )
        if status >= 500 or status in {408, 429}:
            raise NoAnswerError(said, _seconds(answer))
        raise DepositError(said)


def _seconds(answer: requests.Response) -> float | None:
    """Return how long the server asks to wait, if it does."""
    value = answer.headers.get("Retry-After", "")
    return float(value) if value.isdigit() else None


def _words(answer: requests.Response) -> str:
    """Return what a refusal says, with the fields that it is about."""
    try:
        found = answer.json()
    except requests.JSONDecodeError:
        return ""
    if not isinstance(found, dict):
        return ""
    errors = [
        f"{error.get('field')}: {' '.join(map(str, error.get('messages', [])))}"
        for error in found.get("errors", ())
        if isinstance(error, dict)
    ]
    return "; ".join(filter(None, (str(found.get("message", "")), *errors)))
