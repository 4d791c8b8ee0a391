"""Encryption at rest of tokens and keys: MultiFernet, with the workspace inside the plaintext.

A sealed value that is copied under another workspace's key does not open there.
"""

from __future__ import annotations

import msgspec
from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.errors import InvalidSettings


class BrokenSeal(Exception):
    """A value that none of our keys opens, or that was sealed for another workspace."""


class _Sealed(msgspec.Struct, frozen=True):
    workspace: str
    content: bytes


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Sealed).decode


class Sealing:
    """`keys` are Fernet keys with commas between them, the newest first: it seals, all of them open.

    Raises InvalidSettings where one is missing or malformed; the sentence holds no part of it.
    """

    def __init__(self, keys: str) -> None:
        try:
            self._fernet = MultiFernet([Fernet(key.strip()) for key in keys.split(",")])
        except ValueError:
            raise InvalidSettings(("CERTMINDER_SECRETS must hold Fernet keys, with commas between them",)) from None

    def seal(self, workspace: str, content: bytes) -> bytes:
        """`content` for this workspace only."""
        return self._fernet.encrypt(_encode(_Sealed(workspace, content)))

    def open(self, workspace: str, sealed: bytes) -> bytes:
        """What was sealed for this workspace. Raises BrokenSeal."""
        try:
            opened = _decode(self._fernet.decrypt(sealed))
        except (InvalidToken, msgspec.DecodeError):
            raise BrokenSeal("no key opens it") from None
        if opened.workspace != workspace:
            raise BrokenSeal("sealed for another workspace")
        return opened.content

    def rotate(self, sealed: bytes) -> bytes:
        """The same value under the newest key. Raises BrokenSeal."""
        try:
            return self._fernet.rotate(sealed)
        except InvalidToken:
            raise BrokenSeal("no key opens it") from None


def new_key() -> str:
    """A key for CERTMINDER_SECRETS."""
    return Fernet.generate_key().decode()
