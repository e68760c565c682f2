"""Programs that are given code of another language: Python, Node, Perl, SQL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell.command import Command
from supervisor.detect.shell.files import overwriting
from supervisor.detect.shell.generic import asks_help, judge_tool, stranger
from supervisor.detect.shell.sql import classify_sql
from supervisor.detect.shell.syntax import Word
from supervisor.detect.shell.verdict import (
    ShellVerdict,
    destructive,
    read,
    reversible,
    risky,
    unfamiliar,
    unknown,
    worst,
)
from supervisor.detect.shell.vocabulary import INTERPRETERS
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST = 20_000
_DELETES = re.compile(
    r"rmtree|rm_rf|remove_dir|os\.remove|os\.unlink|\.unlink\b|unlinkSync|rmSync|rmdir|rimraf|removedirs"
    r"|destroy_all|delete_all|destroy!|truncate_tables|\.truncate\(|\.destroy\(|File\.delete|FileUtils\.rm"
    r"|Dir\.rmdir|fs\.rm\b|\bunlink\s*[(\s]|deleteFile|Files\.delete|\.delete\(|\.drop\w*\(|dropDatabase"
    r"|clearObjects|deleteObject|\.remove\(|deleteMany"
    r"|deleteOne|\.(?:delete|destroy|purge|terminate|wipe|erase)_?(?!CharAt|Property|Row\b|Cell\b|Later)[a-z]\w*\("
    r"|\bDROP\b|\bTRUNCATE\b|DELETE\s+FROM|git\s+reset\s+--hard|\brm\s+-\w*[rf]",
    re.IGNORECASE,
)
_RUNS = re.compile(
    r"\bsystem\b|popen|subprocess|child_process|execSync|spawn|\bexec\w*\s*\(|\bexec\s*[\"'@$\[]|\beval\b|__import__"
    r"|importlib|ctypes"
    r"|`|%x|\bqx\b|shell_exec|passthru|proc_open"
    r"|require\s*\(\s*['\"](?:child_process|fs)|Runtime|ProcessBuilder|compile\s*\(|getattr|globals\s*\(|os\.kill"
    r"|socket|urlopen|requests\.(?:post|put|patch|delete)"
)
_WRITES = re.compile(
    r"open\s*\([^)]*,\s*['\"][wax+]|write_text|write_bytes|writeFile|File\.write|file_put_contents|shutil\.(?:move"
    r"|copy)|rename|\bprint\s*\{?\$?\w*\}?\s*>|os\.chmod"
)
_ONLY_SAYS = re.compile(
    r"\s*(?:print|puts|echo|say|console\.log)\s*(?:\(\s*)?(?:'[^'\\\n\[]*'|\"[^\"\\\n\[{}$@#`%]*\")\s*\)?\s*;?\s*"
)
"""One text is printed, and no sign in it makes any of the languages compute something."""
_CALLED = re.compile(r"([A-Za-z_][\w.]*)\s*\(")
_HARMLESS = wordlist(
    """
    print puts p echo printf say console.log console.dir console.error len str int float bool list dict set tuple
    sum min max sorted reversed range enumerate zip map filter any all abs round repr type isinstance format join
    split strip json.load json.loads json.dumps json.dump sys.stdin.read sys.stdin.readline sys.exit JSON.parse
    JSON.stringify math.sqrt math.floor math.ceil pow hash hex oct bin ord chr input datetime.now
    datetime.datetime.now date.today time.time time.strftime os.getcwd os.listdir os.environ.get platform.platform
    platform.system platform.python_version var_dump print_r phpinfo phpversion strlen count process.version
    process.cwd Math.random Math.floor Math.round Math.max Math.min replace upper lower toUpperCase toLowerCase
    toFixed toString keys values items get read readlines splitlines
    """
)
_MODULES = {
    "json.tool": "read",
    "http.server": "reversible",
    "venv": "reversible",
    "unittest": "reversible",
    "pytest": "reversible",
    "pip": "tool",
    "compileall": "reversible",
    "timeit": "read",
    "this": "read",
    "calendar": "read",
    "site": "read",
    "py_compile": "reversible",
    "doctest": "reversible",
    "cProfile": "reversible",
    "black": "reversible",
    "mypy": "read",
    "build": "reversible",
    "zipfile": "reversible",
    "tarfile": "reversible",
    "pydoc": "read",
    "sysconfig": "read",
    "dis": "read",
    "ast": "read",
    "tokenize": "read",
    "base64": "read",
    "platform": "read",
    "ensurepip": "reversible",
    "virtualenv": "reversible",
    "ruff": "reversible",
    "isort": "reversible",
    "flake8": "read",
    "pylint": "read",
}
_SQL_FLAGS = ("-e", "--execute", "-c", "--command", "-Q", "-q", "--query", "--eval")


def classify_code(code: str) -> ShellVerdict:
    """Judge a snippet by the names it calls.

    Args:
        code: Source text of any scripting language.

    Returns:
        READ only when every call in it is known to be harmless.
    """
    if len(code) > _LONGEST:
        return unknown("the code is too long to judge")
    if _ONLY_SAYS.fullmatch(code):
        return read("runs code that only prints")
    if _DELETES.search(code):
        return destructive("runs code that deletes")
    if _RUNS.search(code):
        return risky("runs code that runs something else")
    if _WRITES.search(code):
        return risky("runs code that writes files")
    called = set(_CALLED.findall(code))
    if all(name in _HARMLESS or name.rsplit(".", 1)[-1] in _HARMLESS for name in called):
        return read("runs code that only computes and prints")
    return unfamiliar("nobody can tell what this code does")


_REMOVING_METHOD = re.compile(
    r"\.(?:delete|remove|destroy|drop|clear|purge|truncate|wipe|flush|terminate|unlink|void|cancel|revoke|expire|erase"
    r"|kill|shutdown|deactivate|archive|refund|reset|uninstall|disable|ban|stop)\w*\s*\("
)


def classify_console(code: str) -> ShellVerdict:
    """Judge a line typed into a console, `db.users.drop()`: a method's name says what is done to real things."""
    verdict = classify_code(code)
    if verdict.tier.rank < Tier.HIGH_RISK.rank and _REMOVING_METHOD.search(code):
        return destructive("runs code that removes or stops something")
    if verdict.kind is Shell.UNKNOWN and _LOOKING_METHOD.search(code):
        return read("runs code that only looks")
    return verdict


_LOOKING_METHOD = re.compile(
    r"^[\w.$]+\.(?:find(?:One|All)?|get\w*|list\w*|show\w*|stats?|status|count\w*|aggregate|describe|explain|help|inspect"
    r"|print\w*|search|version|serverStatus|hostInfo|isMaster|hello|distinct|estimated\w*)\([^()]*\)"
    r"(?:\.(?:pretty|limit|sort|toArray|count|explain)\([^()]*\))*;?$"
)


_CONSOLES = {"manage.py": "django-admin", "artisan": "artisan", "rails": "rails", "console": "symfony"}
"""Scripts of a project that are the same in all projects."""


def _interpreter(command: Command) -> ShellVerdict:
    args = command.args
    known = _CONSOLES.get(args[0].rsplit("/", 1)[-1]) if args else None
    if known is not None and len(args) > 1:
        told = Command(known, command.words[2:], command.nested)
        text = told.value("-c", "--command", "--execute")
        if text is not None and args[1] in ("shell", "tinker", "runner", "shell_plus", "dbshell"):
            return worst([classify_code(text), classify_console(text)])
        return judge_tool(Command(known, command.words[1:], command.nested, command.fed, command.piped))
    if args and (
        args in (["-V"], ["-v"], ["-h"]) or args[0] in ("--help", "--version", "-version", "help", "version")
    ):
        # After the name of a script it is the script that sees it.
        return read("prints help")
    stem = re.split(r"[.\d]", command.name, maxsplit=1)[0]
    taking = _CODE_OPTIONS.get(stem, _ANY_CODE_OPTIONS)
    code = command.value(*taking, *(("-i", "-pi") if stem in ("perl", "ruby") else ()), "eval")
    if code is not None and any(word.text == code and not word.fixed for word in command.words):
        return worst([unknown("runs code that is computed"), classify_code(code)])
    if code is not None and command.single(*taking):
        return worst([classify_code(code), *_in_place(command), *_imports_here(command, code)])
    module = command.value("-m")
    if module is not None and command.name.startswith(("python", "pypy")):
        return _module(command, module)
    if command.fed:
        return worst(
            verdict for body in command.fed for verdict in (classify_code(body), *_imports_here(command, body))
        )
    if command.piped and not command.operands:
        return risky("runs whatever another command prints")
    if not command.operands:
        # A python that one talks to loads `readline`, and looks for it in this folder first.
        python = command.name.startswith(("python", "pypy")) and not _is_isolated(command)
        opened = reversible(f"opens {command.name}")
        return worst([opened, unfamiliar("loads modules from this folder if they are here")]) if python else opened
    if command.name in ("perl", "ruby", "php", "node") and command.short("c"):
        return read("checks a script")
    if command.name in ("deno", "bun"):
        return unfamiliar(f"nobody can tell what `{command.name} {command.operands[0][:30]}` does")
    return stranger(command.operands[0])


def _in_place(command: Command) -> list[ShellVerdict]:
    edits = any(option.startswith(("-i", "-pi")) for option in command.options)
    return [risky("rewrites files in place")] if edits and command.name in ("perl", "ruby") else []


_ANY_CODE_OPTIONS = ("-c", "-e", "-E", "-p", "-r", "--eval", "--print", "-pe", "-ne", "-lane", "-ane", "-nle")
_CODE_OPTIONS = {
    **dict.fromkeys(("python", "pypy"), ("-c",)),
    "perl": ("-e", "-E", "-pe", "-ne", "-lane", "-ane", "-nle"),
    "ruby": ("-e", "-pe", "-ne", "-lane", "-ane", "-nle"),
    "php": ("-r",),
}
"""Options whose value is code. With others of these letters a program reads a script: `python3 -E tool.py`."""
_TAKES_IN = re.compile(
    r"\b(?:require|require_relative|load|include|include_once|require_once|dofile|loadfile|use\s+lib)\b"
)
_ISOLATED = re.compile(r"-[bBdEiOqsSuvx]*[IP][bBdEiIOPqsSuvx]*")
_IMPORTS = re.compile(r"\b(?:import|__import__|importlib|exec|eval|compile)\b")


def _is_isolated(command: Command) -> bool:
    """Tell whether python is told not to look for modules in the current folder: `-I` or `-P`."""
    for arg in command.args:
        if not arg.startswith("-") or arg.startswith(("-m", "-c")):
            return False
        if _ISOLATED.fullmatch(arg):
            return True
    return False


def _imports_here(command: Command, text: str) -> list[ShellVerdict]:
    python = command.name.startswith(("python", "pypy"))
    if python and _IMPORTS.search(text) and not _is_isolated(command):
        return [unfamiliar("takes what it imports from this folder if it is here")]
    if not python and (_TAKES_IN.search(text) or command.value("-Mlib") is not None):
        return [unfamiliar("takes in code of a file that is not seen")]
    return []


def _module(command: Command, module: str) -> ShellVerdict:
    known = _MODULES.get(module.split(" ", maxsplit=1)[0], "")
    index = next(i for i, arg in enumerate(command.args) if arg.startswith("-m"))
    here = (
        []
        if _is_isolated(command)
        else [unfamiliar(f"takes python's `{module[:40]}` from this folder if it is here")]
    )
    if known == "tool":
        after = index + (1 if command.args[index] == "-m" else 0)
        rest = (Word(module), *command.words[after + 1 :])
        return worst([*here, command.nested.call(rest)])
    if module in ("json.tool", "timeit"):
        rest = command.words[index + (2 if command.args[index] == "-m" else 1) :]
        inner = Command(module, rest, command.nested)
        said = inner.operands if module == "json.tool" else []
        code = [classify_code(word) for word in inner.operands] if module == "timeit" else []
        return worst([read(), *here, *code, *(overwriting(Word(path)) for path in said[1:2])])
    if known:
        return worst([*here, read() if known == "read" else reversible(f"runs python's {module[:30]}")])
    return unfamiliar(f"nobody can tell what python's `{module[:40]}` does")


def _database(command: Command) -> ShellVerdict:
    """Judge a database client by the statements it is given."""
    if asks_help(command):
        return read("prints help")
    statements = [command.value(name) for name in _SQL_FLAGS]
    texts = [text for text in statements if text]
    if command.name == "sqlite3":
        texts += command.operands[1:]
    texts += list(command.fed)
    if command.name in ("mongosh", "mongo"):
        return worst([classify_console(text) for text in texts] or [reversible("opens a database")])
    if not texts and command.piped:
        return risky("runs whatever another command prints")
    if command.value("-f", "--file", "-i", "--init-command", "-init") is not None:
        return worst([unfamiliar("runs statements from a file"), *(classify_sql(text) for text in texts)])
    return worst([classify_sql(text) for text in texts] or [reversible("opens a database")])


_REDIS_READS = wordlist(
    """
    get mget exists type ttl pttl keys scan sscan hscan zscan dbsize info ping echo time lastsave role strlen getrange
    hget hgetall hkeys hvals hlen hmget hexists llen lrange lindex scard smembers sismember srandmember zcard zrange
    zscore zrank zcount zrangebyscore bitcount getbit object memory slowlog latency monitor subscribe psubscribe
    pubsub xlen xrange xread xinfo randomkey command help geopos geodist touch dump
    """
)
_REDIS_REMOVES = wordlist(
    "flushall flushdb del unlink getdel xtrim ltrim hdel srem zrem lrem xdel zremrangebyrank zremrangebyscore spop"
)
_REDIS_RULES = wordlist(
    "shutdown debug config eval evalsha fcall script function slaveof replicaof migrate restore cluster acl client"
    " module failover swapdb reset psync sync bgrewriteaof save"
)
_REDIS_LOOKS = frozenset(
    {"--scan", "--bigkeys", "--memkeys", "--hotkeys", "--stat", "--latency", "--version", "--help"}
)
_REDIS_VALUES = frozenset(
    {"-h", "-p", "-a", "-n", "-u", "-i", "-r", "-s", "-d", "--user", "--pass", "-t", "--pattern"}
)


def _redis(command: Command) -> ShellVerdict:
    words: list[str] = []
    skip = False
    for arg in command.args:
        if skip or arg.startswith("-"):
            skip = not skip and arg in _REDIS_VALUES
        else:
            words.append(arg.lower())
    if not words:
        return read() if _REDIS_LOOKS & set(command.options) else reversible("opens a database")
    verb, second = words[0], words[1] if len(words) > 1 else ""
    if verb in _REDIS_REMOVES:
        return destructive("deletes keys of a database")
    if verb in _REDIS_RULES and second not in (
        "get",
        "list",
        "info",
        "nodes",
        "slots",
        "load",
        "exists",
        "whoami",
        "usage",
    ):
        return risky("changes settings of a database or runs something in it")
    if verb in _REDIS_READS or verb in _REDIS_RULES:
        return read()
    return risky("changes keys of a database", Tier.REVERSIBLE)


def _query_tool(command: Command) -> ShellVerdict:
    """Judge clients whose statement is an operand or an option: `bq query`, `cypher-shell`, `influx -execute`."""
    texts = [
        text for text in (command.value(*_SQL_FLAGS, "-execute", "--execute", "-q", "-s", "--sql")) or "" if text
    ]
    given = ["".join(texts), *(operand for operand in command.operands if " " in operand), *command.fed]
    verdicts = [classify_sql(text) for text in given if text]
    if any(_GRAPH_DELETES.search(text) for text in given):
        verdicts.append(destructive("deletes from a graph"))
    verdicts = [verdict for verdict in verdicts if verdict.kind is not Shell.UNKNOWN]
    return worst(verdicts) if verdicts else judge_tool(command)


_GRAPH_DELETES = re.compile(r"\b(?:detach\s+delete|delete|remove|drop)\b", re.IGNORECASE)


def _java(command: Command) -> ShellVerdict:
    """Judge `java -jar tool.jar verb`: by the tool in the archive."""
    archive = command.value("-jar")
    if archive is None or asks_help(command):
        return read("prints help") if asks_help(command) else unfamiliar("runs a program of Java that nobody knows")
    tool = archive.rsplit("/", 1)[-1].removesuffix(".jar")
    after = command.args.index("-jar") + 2
    return judge_tool(Command(tool or "java", command.words[after:], command.nested))


def _runner(command: Command) -> ShellVerdict:
    """Judge `rails runner CODE` and `gitlab-rails runner CODE`."""
    if command.operands[:1] in (["runner"], ["r"]) and len(command.operands) > 1:
        return classify_code(command.operands[1])
    return judge_tool(command)


HANDLERS: dict[str, Callable[[Command], ShellVerdict]] = {
    **dict.fromkeys(INTERPRETERS, _interpreter),
    **dict.fromkeys(
        ("mysql", "mariadb", "psql", "sqlite3", "sqlcmd", "clickhouse-client", "cqlsh", "mongosh", "mongo", "duckdb"),
        _database,
    ),
    "redis-cli": _redis,
    **dict.fromkeys(
        wordlist(
            "bq sqlite-utils cypher-shell influx cockroach hive beeline snowsql trino presto impala-shell usql mycli"
            " pgcli litecli"
        ),
        _query_tool,
    ),
    "java": _java,
    **dict.fromkeys(("rails", "gitlab-rails", "bin/rails"), _runner),
    "valkey-cli": _redis,
}
"""Programs of this module."""
