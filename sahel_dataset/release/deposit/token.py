"""The key to a repository, which is never shown."""

from __future__ import annotations

import os

__all__ = ["TOKEN_VARIABLE", "Token", "find_token"]

#: The environment variable that holds the token.
TOKEN_VARIABLE = "SAHEL_DEPOSIT_TOKEN"
#: The name under which the token is kept in the system's keyring; the user's name there is the repository's host.
SERVICE = "sahel-dataset"


class Token:
    """A token that does not show when it is printed, logged, or part of an error.

    Parameters
    ----------
    value : str
        The token.

    Examples
    --------
    >>> token = Token("secret-value")
    >>> print(token, [token], token.hide("it said: secret-value"))
    (token) [(token)] it said: (token)
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value.strip()

    def __repr__(self) -> str:
        return "(token)"

    def header(self) -> str:
        """Return the value of the header that shows the token to the server."""
        return f"Bearer {self._value}"

    def hide(self, text: str) -> str:
        """Return a text in which the token does not stand."""
        return text.replace(self._value, repr(self)) if self._value else text

    def __reduce__(self) -> str:
        raise TypeError("a token is not written down")


def find_token(host: str) -> Token:
    """Return the token for a repository, from the environment or the keyring.

    Parameters
    ----------
    host : str
        The repository's host, such as ``zenodo.org``.

    Raises
    ------
    PermissionError
        If there is none.
    """
    value = os.environ.get(TOKEN_VARIABLE, "").strip() or _from_keyring(host)
    if not value:
        raise PermissionError(
            f"There is no token for {host}. Make one in your account there (scopes deposit:write and deposit:actions), "
            f"and put it into the environment variable {TOKEN_VARIABLE}, or into the keyring: "
            f"`keyring set {SERVICE} {host}`."
        )
    return Token(value)


def _from_keyring(host: str) -> str | None:
    try:
        import keyring
        import keyring.errors
    except ImportError:
        return None
    try:
        return keyring.get_password(SERVICE, host)
    except keyring.errors.KeyringError:
        # A machine without a keyring, or with a locked one, has none to give.
        return None
