# @file test_library_loader.py
# UT-011: unit test of library_loader.
# @verifies UNIT-13

import json
import sys
import unittest
from typing import Any
from unittest.mock import patch

from library_loader import Library, LibraryRejected, check_library, ed25519_verifier, load_library, name_field

SIGNATURE = b"signature of the test library"


def library(**changes: Any) -> dict[str, Any]:
    data: dict[str, Any] = {
        "schema_version": 3,
        "name": "Ward 4",
        "version": "2026-08",
        "drugs": [{"id": 12, "name": "morphine", "soft_max_tenths": 50, "hard_max_tenths": 100}],
    }
    data.update(changes)
    return data


def is_signed(content: bytes, signature: bytes) -> bool:
    return signature == SIGNATURE


class LibraryLoaderTest(unittest.TestCase):
    # @verifies SRS-027
    def test_signed_library_is_accepted(self) -> None:
        loaded = load_library(json.dumps(library()).encode(), SIGNATURE, is_signed, json.loads)
        self.assertEqual((loaded.name, loaded.version, loaded.drugs[0].hard_max_tenths), ("Ward 4", "2026-08", 100))

    # @verifies SRS-027
    def test_library_with_a_wrong_signature_is_never_parsed(self) -> None:
        def parse(content: bytes) -> Any:
            self.fail("an unsigned library reached the parser")

        with self.assertRaisesRegex(LibraryRejected, "signature"):
            load_library(b"{}", b"forged", is_signed, parse)

    # @verifies SRS-027
    def test_without_the_signature_library_everything_is_rejected(self) -> None:
        with patch.dict(sys.modules, {"nacl": None, "nacl.exceptions": None, "nacl.signing": None}):
            with self.assertRaisesRegex(LibraryRejected, "PyNaCl"):
                ed25519_verifier(bytes(32))

    # @verifies SRS-027
    def test_oversized_library_is_rejected_before_anything_else(self) -> None:
        with self.assertRaisesRegex(LibraryRejected, "too large"):
            load_library(bytes(1_000_001), SIGNATURE, is_signed, json.loads)

    # @verifies SRS-028
    def test_only_known_schema_versions_are_accepted(self) -> None:
        for version in (2, 3):
            self.assertEqual(check_library(library(schema_version=version)).name, "Ward 4")
        for version in (0, 1, 4, "3", 3.0, True, None):
            with self.subTest(version=version), self.assertRaises(LibraryRejected):
                check_library(library(schema_version=version))

    # @verifies SRS-028
    def test_limits_out_of_order_or_range_are_rejected(self) -> None:
        for soft, hard in ((0, 100), (101, 100), (50, 12_001), (-5, -1)):
            drug = {"id": 1, "name": "x", "soft_max_tenths": soft, "hard_max_tenths": hard}
            with self.subTest(soft=soft, hard=hard), self.assertRaises(LibraryRejected):
                check_library(library(drugs=[drug]))

    # @verifies SRS-028
    def test_malformed_content_is_rejected(self) -> None:
        drug = library()["drugs"][0]
        for data in ([], None, library(name=None), library(drugs=["x"]), library(drugs={}), library(drugs=[drug, drug])):
            with self.subTest(data=data), self.assertRaises(LibraryRejected):
                check_library(data)

    # @verifies UNIT-13
    def test_name_fills_the_transfer_field(self) -> None:
        self.assertEqual(name_field(Library("Ward 4", "1", ())), b"Ward 4" + bytes(18))


if __name__ == "__main__":
    unittest.main()
