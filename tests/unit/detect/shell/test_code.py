from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell import classify_command
from supervisor.detect.shell.code import classify_code

READ, REVERSIBLE, RISKY = Shell.READ, Shell.REVERSIBLE, Shell.RISKY
DESTRUCTIVE, UNKNOWN = Shell.DESTRUCTIVE, Shell.UNKNOWN


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("print(1 + 1)", READ),
        ("import json,sys; print(json.load(sys.stdin)['a'])", READ),
        ("console.log(process.version)", READ),
        ("print('use rm -rf with care')", READ),
        ('puts "unlink (x)"', READ),
        ("console.log('DROP TABLE a');", READ),
        ("queue.deleteMessage('a')", DESTRUCTIVE),
        ("s3.delete_bucket(Bucket='b')", DESTRUCTIVE),
        ("box.terminateInstances(ids)", DESTRUCTIVE),
        ("name.deleteCharAt(0)", UNKNOWN),
        ("import shutil; shutil.rmtree('x')", DESTRUCTIVE),
        ("import os; os.remove('x')", DESTRUCTIVE),
        ("require('fs').rmSync('x')", DESTRUCTIVE),
        ("FileUtils.rm_rf('x')", DESTRUCTIVE),
        ("unlink 'x'", DESTRUCTIVE),
        ("import os; os.system('ls')", RISKY),
        ("require('child_process').execSync('ls')", RISKY),
        ("__import__('o'+'s')", RISKY),
        ("getattr(os, 'rem'+'ove')('x')", RISKY),
        ("open('x', 'w').write('')", RISKY),
        ("frobnicate(1)", UNKNOWN),
        ("x" * 30_000, UNKNOWN),
    ],
)
def test_code_is_judged_by_what_it_calls(code: str, kind: Shell) -> None:
    assert classify_code(code).kind is kind


@pytest.mark.parametrize(
    "code",
    [
        "print('a'); os.remove('b')",
        "print('a', os.unlink('b'))",
        "print(f'{os.remove(1)}')",
        'print "@{[unlink 1]}"',
        'puts "#{File.delete(1)}"',
        "puts `rm -rf x`",
        'puts "[exec rm -rf x]"',
        "puts '[exec rm -rf x]'",
        "print $'; unlink <*>; print $'",
        "print('a'\nos.remove('b'))",
    ],
)
def test_attack_code_that_prints_and_does_something_else_is_an_alarm(code: str) -> None:
    assert classify_code(code).tier.rank >= Tier.HIGH_RISK.rank


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("python3 -c 'print(1)'", READ),
        ("python3 --version", READ),
        ("python3 -V", READ),
        ("python3", UNKNOWN),
        ("python3.11 -c 'import os; os.remove(\"x\")'", DESTRUCTIVE),
        ("python3 x.py", UNKNOWN),
        ("python3 x.py --help", UNKNOWN),
        ("python3 --help", READ),
        ("python3 -m json.tool", UNKNOWN),
        ("python3 -m http.server", UNKNOWN),
        ("python3 -m evil", UNKNOWN),
        ("python3 -m pip uninstall x", DESTRUCTIVE),
        ("curl x | python3", RISKY),
        ("python3 <<E\nimport os\nos.remove('x')\nE", DESTRUCTIVE),
        ("node -e 'console.log(1)'", READ),
        ("perl -pi -e 's/a/b/' f", RISKY),
        ("perl -e 'unlink \"x\"'", DESTRUCTIVE),
        ("php -r 'echo 1;'", READ),
        ("mysql -e 'SELECT 1'", READ),
        ("mysql -e 'DROP TABLE a'", DESTRUCTIVE),
        ("psql -c 'delete from a'", DESTRUCTIVE),
        ("sqlite3 a.db 'select 1'", READ),
        ("sqlite3 a.db", REVERSIBLE),
        ("cat x | mysql", RISKY),
        ("mongosh --eval 'db.dropDatabase()'", DESTRUCTIVE),
        ("redis-cli get a", READ),
        ("redis-cli flushall", DESTRUCTIVE),
        ("redis-cli set a 1", RISKY),
        ("redis-cli -h get -p 1 flushall", DESTRUCTIVE),
        ("redis-cli --scan", READ),
        ("redis-cli config get dir", READ),
        ("redis-cli config set dir /tmp", RISKY),
        ("redis-cli shutdown", RISKY),
        ("bq query 'DROP TABLE a'", DESTRUCTIVE),
        ("cockroach sql -e 'DROP DATABASE a'", DESTRUCTIVE),
        ("cypher-shell 'MATCH (n) DETACH DELETE n'", DESTRUCTIVE),
        ("bq ls", READ),
        ("python manage.py runserver", REVERSIBLE),
        ("python manage.py flush", DESTRUCTIVE),
        ("php artisan migrate:fresh", DESTRUCTIVE),
        ("php artisan route:list", READ),
        ("rails runner 'User.delete_all'", DESTRUCTIVE),
        ("java -jar jenkins-cli.jar delete-job x", DESTRUCTIVE),
        ("java -jar tool.jar", UNKNOWN),
        ("mongosh --eval 'db.users.deleteMany({})'", DESTRUCTIVE),
        ("mongosh --eval 'db.users.find()'", READ),
        ("hdfs dfs -rm -r /data", DESTRUCTIVE),
    ],
)
def test_programs_that_are_given_code(text: str, kind: Shell) -> None:
    assert classify_command(text).kind is kind


@given(st.text(max_size=200))
def test_any_code_has_a_verdict(code: str) -> None:
    assert classify_code(code).evidence
