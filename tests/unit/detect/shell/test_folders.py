from __future__ import annotations

import pytest

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell import classify_command

ASKED = (Shell.UNKNOWN, Shell.RISKY, Shell.DESTRUCTIVE)

FOLDER = r"""
python3 -m json.tool a.json
python3 -m timeit 'x'
set -k
set -a
set -o keyword
set -ex -k
reset -k x
python3 -m pydoc os
python3 -m http.server
python3 -mhttp.server
python3 -m venv .venv
python3 -m pytest
python3 -c 'import x'
python3 -c '__import__("x")'
python3 -I -m other
python3
python3 -i
python3 -E -m json.tool
python3 -E a.py
python3 -i a.py
ruby -E utf-8 a.rb
perl -p a.pl
ruby -e 'require "./a"'
php -r 'include "a";'
lua -e 'require "a"'
perl -e 'use lib "."; use a'
zellij run -- ./a
go env -w X=Y
terraform plan
rails s
flask run
turbo run build
uv sync
poetry install
ipython
tmux new ./a
tmux new-session -d -s x './a'
tmux neww ./a
tmux split-window ./a
tmux run-shell ./a
tmux respawn-pane -k ./a
tmux if-shell true 'run ./a'
tmux send-keys ./a Enter
tmux pipe-pane ./a
tmux -f a
tmux set-option default-command ./a
tmux ls \; run-shell ./a
screen -dm ./a
screen -S x -X exec ./a
screen -X stuff ./a
screen -c a
dc -e '!./a'
go vet -vettool=./a
go test -exec ./a
cargo --config a build
npm run x --script-shell ./a
mypy --config-file a
eslint -c a x
eslint --rulesdir . x
terraform -chdir=a plan
pip --python ./a list
sftp -D ./a
sftp -S ./a host
ssh -o ProxyCommand=./a host
ssh -oLocalCommand=./a host
man -C a ls
man -P ./a ls
man -H./a ls
make
make -n
cmake --build build
ninja
npm run dev
npm test
npm --loglevel silent --foo bar baz run x
docker --context x compose up
npm start
npm install
yarn
yarn build
pnpm test
npx tsc
cargo run
cargo test
cargo build
go run .
go test ./...
go generate
gradle build
./gradlew build
mvn package
pytest
tox
nox
rake
bundle exec rspec
just
task build
docker compose up -d
docker compose -f a.yml build
docker-compose up
./anything
./configure
make -j4
dotnet build
mvn package
./gradlew tasks
vagrant up
npm run build
npm create vite
npm publish --dry-run
yarn install
npx tsc --noEmit
pytest -q
"""


@pytest.mark.parametrize("text", FOLDER.strip().splitlines())
def test_attack_what_runs_the_code_of_a_folder_is_asked(text: str) -> None:
    assert classify_command(text).kind in ASKED


@pytest.mark.parametrize("text", ["make", "npm test", "pytest -q", "cargo test", "go run .", "docker compose up -d"])
def test_what_runs_the_code_of_a_folder_is_not_called_dangerous(text: str) -> None:
    verdict = classify_command(text)
    assert (verdict.kind, verdict.tier) == (Shell.UNKNOWN, Tier.REVERSIBLE)


@pytest.mark.parametrize(
    "text",
    [
        "python3 --version",
        "python3 -V",
        "python3 -c 'print(1)'",
        "python3 -I",
        "perl -ne 'print' a",
        "python3 -I -c 'import json'",
        "python3 -I -m json.tool a.json",
        "python3 -P -m http.server",
        "tmux",
        "tmux ls",
        "tmux attach -t x",
        "tmux new -s x",
        "screen -ls",
        "screen -r x",
        "make --version",
        "npm --version",
        "npm ls",
        "cargo tree",
        "go version",
        "docker compose ps",
        "docker compose logs web",
        "pip list",
        "terraform version",
        "ssh host",
        "man ls",
    ],
)
def test_looking_at_a_tool_is_not_asked(text: str) -> None:
    assert classify_command(text).kind in (Shell.READ, Shell.REVERSIBLE)


WRITTEN = r"""
uniq a ~/.bashrc
uniq -f 1 a b
xxd -r a b
xxd a b
python3 -I -m json.tool a b
pdftotext a.pdf b.txt
"""


@pytest.mark.parametrize("text", WRITTEN.strip().splitlines())
def test_attack_a_second_operand_that_is_written_over_is_asked(text: str) -> None:
    assert classify_command(text).kind in ASKED


@pytest.mark.parametrize(
    "text",
    [
        "uniq a",
        "uniq -f 1 a",
        "xxd a",
        "pdftotext a.pdf",
    ],
)
def test_a_single_operand_is_only_read(text: str) -> None:
    assert classify_command(text).tier.rank < Tier.HIGH_RISK.rank
    assert classify_command(text).kind is not Shell.UNKNOWN
