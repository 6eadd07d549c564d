# @file library_loader.py
# Reads, authenticates and checks drug libraries before they are transferred to the pump.
# @unit UNIT-13

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

KNOWN_SCHEMA_VERSIONS = (2, 3)
MAX_LIBRARY_BYTES = 1_000_000
# Size of the name field in the transfer frame (IF-04).
NAME_FIELD_CHARS = 24

Verify = Callable[[bytes, bytes], bool]
Parse = Callable[[bytes], Any]


# @implements SRS-027, SRS-028
class LibraryRejected(Exception):
    """The library must not be used; the message says why."""


# @implements SRS-028
@dataclass(frozen=True)
class DrugEntry:
    """Limits of one drug in tenths of a millilitre per hour."""

    drug_id: int
    name: str
    soft_max_tenths: int
    hard_max_tenths: int


# @implements SRS-028
@dataclass(frozen=True)
class Library:
    """A library that passed every check."""

    name: str
    version: str
    drugs: tuple[DrugEntry, ...]


# PyNaCl is imported here and not at the top, so that a gateway without it still starts and rejects every library.
# @implements SRS-027
# @risk RC-12
def ed25519_verifier(public_key: bytes) -> Verify:
    """Signature check with the manufacturer's public key."""
    try:
        from nacl.exceptions import BadSignatureError
        from nacl.signing import VerifyKey
    except ImportError as error:
        raise LibraryRejected("signatures cannot be checked: PyNaCl is not installed") from error
    key = VerifyKey(public_key)

    # @implements SRS-027
    def verify(content: bytes, signature: bytes) -> bool:
        try:
            key.verify(content, signature)
        except (BadSignatureError, ValueError, TypeError):
            return False
        return True

    return verify


# @implements SRS-028
def parse_yaml(content: bytes) -> Any:
    """Content as plain data; no YAML tag can create an object."""
    import yaml

    try:
        return yaml.safe_load(content.decode("utf-8"))
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise LibraryRejected("the library is not readable") from error


# @implements SRS-028
def _require(data: Mapping[str, Any], key: str, kind: type) -> Any:
    """Value of a mandatory field, of exactly the expected type (True is no number)."""
    value = data.get(key)
    if type(value) is not kind:
        raise LibraryRejected(f"field {key} is missing or not of type {kind.__name__}")
    return value


# @implements SRS-028
def _drug(data: Any) -> DrugEntry:
    """One drug with limits in range and in order."""
    if not isinstance(data, dict):
        raise LibraryRejected("a drug entry is not a mapping")
    entry = DrugEntry(
        drug_id=_require(data, "id", int),
        name=_require(data, "name", str),
        soft_max_tenths=_require(data, "soft_max_tenths", int),
        hard_max_tenths=_require(data, "hard_max_tenths", int),
    )
    if not 0 < entry.soft_max_tenths <= entry.hard_max_tenths <= 12_000:
        raise LibraryRejected(f"limits of {entry.name} are out of range or out of order")
    return entry


# @implements SRS-028
def check_library(data: Any) -> Library:
    """Library from plain data, if its schema version is known and every field is sound."""
    if not isinstance(data, dict):
        raise LibraryRejected("the library is not a mapping")
    schema = _require(data, "schema_version", int)
    if schema not in KNOWN_SCHEMA_VERSIONS:
        raise LibraryRejected(f"schema version {schema} is unknown")
    drugs = tuple(_drug(entry) for entry in _require(data, "drugs", list))
    if len({drug.drug_id for drug in drugs}) != len(drugs):
        raise LibraryRejected("two drugs have the same id")
    return Library(_require(data, "name", str), _require(data, "version", str), drugs)


# The signature is checked over the raw bytes before anything parses them (CAUSE-09).
# @implements SRS-027
# @risk RC-12
def load_library(content: bytes, signature: bytes, verify: Verify, parse: Parse = parse_yaml) -> Library:
    """The library, or LibraryRejected."""
    if len(content) > MAX_LIBRARY_BYTES:
        raise LibraryRejected("the library is too large")
    if not verify(content, signature):
        raise LibraryRejected("the signature is not valid")
    return check_library(parse(content))


# @implements SRS-028
# @anomaly ANOM-002
def name_field(library: Library) -> bytes:
    """Library name as the transfer frame holds it."""
    return library.name[:NAME_FIELD_CHARS].encode("ascii", "replace").ljust(NAME_FIELD_CHARS, b"\0")
