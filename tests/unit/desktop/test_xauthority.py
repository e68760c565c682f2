from __future__ import annotations

import socket
import stat
import struct
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from Xlib import xauth

from supervisor.desktop.xauthority import (
    COOKIE_NAME,
    FAMILY_INTERNET,
    FAMILY_LOCAL,
    FAMILY_WILD,
    Entry,
    authority_file,
    find_cookie,
    read_entries,
    write_xauthority,
)

HOST = socket.gethostname().encode()


def pack(*entries: Entry) -> bytes:
    data = b""
    for entry in entries:
        data += struct.pack(">H", entry.family)
        for field in (entry.address, entry.number, entry.name, entry.data):
            data += struct.pack(">H", len(field)) + field
    return data


def local(number: bytes, data: bytes, address: bytes = HOST) -> Entry:
    return Entry(FAMILY_LOCAL, address, number, COOKIE_NAME, data)


def test_the_cookie_of_the_display_is_found_among_others() -> None:
    entries = [local(b"0", b"zero"), local(b"1", b"elsewhere", b"otherhost"), local(b"1", b"one")]
    assert find_cookie(entries, 1) == b"one"
    assert find_cookie(entries, 0) == b"zero"
    assert find_cookie(entries, 2) is None


def test_wild_records_of_login_managers_match() -> None:
    wild = Entry(FAMILY_WILD, b"", b"0", COOKIE_NAME, b"wild")
    anything = Entry(FAMILY_WILD, b"", b"", COOKIE_NAME, b"anything")
    assert find_cookie([wild], 0) == b"wild"
    assert find_cookie([wild], 5) is None
    assert find_cookie([anything], 5) == b"anything"


def test_other_kinds_of_proof_are_passed_over() -> None:
    assert find_cookie([Entry(FAMILY_LOCAL, HOST, b"0", b"XDM-AUTHORIZATION-1", b"no")], 0) is None


def test_a_server_on_the_network_and_one_on_loopback() -> None:
    entries = [local(b"10", b"forwarded"), Entry(FAMILY_INTERNET, b"\x0a\x00\x00\x01", b"10", COOKIE_NAME, b"far")]
    assert find_cookie(entries, 10, socket.inet_aton("10.0.0.1")) == b"far"
    assert find_cookie(entries, 10, socket.inet_aton("10.0.0.2")) is None
    # ssh names `localhost:10` and writes the cookie as for the local display.
    assert find_cookie(entries, 10, socket.inet_aton("127.0.0.1")) == b"forwarded"
    assert find_cookie(entries, 10, socket.inet_pton(socket.AF_INET6, "::1")) == b"forwarded"


def test_which_file_is_read() -> None:
    assert authority_file({"XAUTHORITY": "/x/y", "HOME": "/h"}) == Path("/x/y")
    assert authority_file({"HOME": "/h"}) == Path("/h/.Xauthority")


def test_a_written_file_is_read_by_us_and_by_xlib_and_by_nobody_else(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "authority"
    path.write_bytes(b"old content")
    write_xauthority(path, 90, b"0123456789abcdef", 90, 92)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert find_cookie(read_entries(path), 90) == b"0123456789abcdef"
    assert find_cookie(read_entries(path), 91) is None
    assert find_cookie(read_entries(path), 92) == b"0123456789abcdef"
    monkeypatch.setenv("XAUTHORITY", str(path))
    theirs: Any = xauth.Xauthority()
    assert theirs.get_best_auth(FAMILY_LOCAL, HOST, 90) == (COOKIE_NAME, b"0123456789abcdef")
    assert [entry.name for entry in tmp_path.iterdir()] == ["authority"]


def test_a_missing_or_torn_file_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "authority"
    assert read_entries(path) == []
    whole = pack(local(b"0", b"zero"), local(b"1", b"one"))
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert len(read_entries(path)) < 2
    path.write_bytes(whole)
    assert len(read_entries(path)) == 2


@given(
    st.lists(st.builds(Entry, st.integers(0, 65535), st.binary(), st.binary(), st.binary(), st.binary()), max_size=5)
)
def test_every_well_formed_file_is_read_whole(tmp_path_factory, entries: list[Entry]) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path_factory.mktemp("any") / "authority"
    path.write_bytes(pack(*entries))
    assert read_entries(path) == entries
