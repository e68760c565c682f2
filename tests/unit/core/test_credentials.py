from __future__ import annotations

import re
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.credentials import MASK, merged, secret_spans, without

S = "hunter2"
"""The secret of all examples."""


@pytest.mark.parametrize(
    "text",
    [
        f"mysql -u root --password={S} db",
        f"tool --db-password {S}",
        f"tool --password '{S} with blanks' x",
        f'tool --password "{S} still typ',
        f"java -password:{S}",
        f"export AWS_SECRET_ACCESS_KEY={S}",
        f"PGPASSWORD={S} psql",
        f"MYSQL_PWD={S} mysql",
        f"kubectl create secret generic x --from-literal=password={S}",
        f'{{"password": "{S}"}}',
        f"db_pass: {S}",
        f"curl -H 'Authorization: Bearer {S}' https://x",
        f'curl -H "Authorization: Basic {S}" x',
        f"Authorization: {S}",
        f"curl -H 'X-Api-Key: {S}' x",
        f"curl -u me:{S} https://x",
        f"wget --user=me:{S} x",
        f"git clone https://me:{S}@github.com/x",
        f"sshpass -p {S} ssh x",
        f"mysql -p{S}",
        f"docker login -u a -p {S}",
        f"redis-cli -a {S} ping",
        f"openssl enc -pass pass:{S}",
        f"echo ghp_{S}{S} > x",
        f"npm config set //registry.npmjs.org/:_authToken={S}",
        f"-----BEGIN RSA PRIVATE KEY-----\n{S}\n-----END",
        f"ü --password={S} ü",
        f"x\ud800 --password={S}",
    ],
)
def test_a_secret_is_masked_and_the_words_around_it_stay(text: str) -> None:
    masked = without(text, secret_spans(text))
    assert S not in masked
    assert MASK in masked
    before = re.split(r"['\"]?hunter2", text)[0]
    assert masked.startswith(before[: len(before) - 5])


@pytest.mark.parametrize(
    "text",
    [
        "Click “Delete” in docs – Thunar",
        "echo $TOKEN",
        "--password=$PW",
        '--password="${PW}"',
        "docker login --password-stdin",
        "--password-file=/x/y",
        "--secret-name foo",
        "--token-count 5",
        "PWD=/home/me make",
        "passing=1",
        "passwordless=1",
        "cat secret.txt; rm -rf tokens; cd passwords/",
        "ssh-keygen -t ed25519",
        "Type your password:",
        "http://localhost:8080/a@b",
        "key=value",
        "",
    ],
)
def test_the_name_of_a_secret_is_none(text: str) -> None:
    assert secret_spans(text) == []


def test_a_secret_that_is_being_typed_is_known_from_its_first_character() -> None:
    text = f"mysql --password={S} -h db"
    start = text.index(S)
    for end in range(start + 1, start + len(S) + 1):
        assert secret_spans(text[:end]) == [(start, end)], text[:end]
    assert secret_spans(text[:start]) == []
    assert secret_spans(text) == [(start, start + len(S))]


def test_of_a_long_text_both_ends_are_searched() -> None:
    text = f"--password={S} " + "x " * 50_000 + f"--token={S}"
    assert S not in without(text, secret_spans(text))


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda pair: (min(pair), max(pair)))))
def test_spans_are_in_order_and_apart(spans: list[tuple[int, int]]) -> None:
    found = merged(spans)
    assert all(one[1] < other[0] for one, other in pairwise(found))
    assert {i for a, b in spans for i in range(a, b)} == {i for a, b in found for i in range(a, b)}


@given(st.text(max_size=300))
def test_any_text_can_be_searched(text: str) -> None:
    spans = secret_spans(text)
    assert all(0 <= start <= end <= len(text) for start, end in spans)


def test_an_agent_cannot_make_the_search_long() -> None:
    for text in ("token" * 4000, "a." * 9000 + "key=", "-a" * 8000 + "token", "curl -u a:b " * 1500):
        began = process_time()  # not what others take of a busy machine
        secret_spans(text)
        assert process_time() - began < 1.0
