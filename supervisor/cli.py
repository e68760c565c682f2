"""The commands: parse, call, print."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from supervisor import cli_autonomy, cli_review, cli_stages, cli_status
from supervisor.app.assigning import login_name
from supervisor.app.configuration import (
    ConfigurationError,
    has_judge,
    read_policy,
    read_settings,
    review_policy,
    try_examples,
)
from supervisor.app.joining import JoinError, connect, display_name, join_and_ask
from supervisor.app.paths import Paths
from supervisor.cli_options import (
    CallsOption,
    ContainOption,
    Given,
    HeadlessOption,
    LearnOption,
    PolicyOption,
    WorkflowOption,
)
from supervisor.desktop.containment_table import Contain

app = typer.Typer(
    name="agent-supervisor",
    help="See what an AI agent is about to do on your desktop, answer the risky part, stop it at one key.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
policy_app = typer.Typer(help="Look at the rules.", no_args_is_help=True)
audit_app = typer.Typer(help="Look at the record.", no_args_is_help=True)
app.add_typer(policy_app, name="policy")
app.add_typer(audit_app, name="audit")


def main() -> None:
    """Run the command line."""
    app()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _fail(error: Exception | str, status: int = 1) -> NoReturn:
    _say(f"agent-supervisor: {error}")
    raise typer.Exit(status)


def _paths() -> Paths:
    try:
        return Paths.of_environment()
    except OSError as e:
        where = f"`{e.filename}`: " if e.filename else ""
        _fail(f"cannot make the supervisor's folders: {where}{(e.strerror or str(e)).lower()}: check the permissions")


def _display(status: int = 1) -> str:
    try:
        return display_name()
    except JoinError as e:
        _fail(e, status)


@app.command(context_settings={"allow_interspersed_args": False, "ignore_unknown_options": False})
def run(
    command: Annotated[list[str], typer.Argument(help="The agent's command, after `--`.")],
    *,
    policy: PolicyOption = None,
    headless: HeadlessOption = False,
    name: Annotated[str, typer.Option("--name", help="What the agent is called; else as its program.")] = "",
    workflow: WorkflowOption = "",
    contain: ContainOption = Contain.AUTO,
    calls: CallsOption = None,
    learn: LearnOption = False,
) -> None:
    """Run an agent under supervision; the exit status is the agent's.

    It is 124 when a person stopped it, 125 when the agent never ran since
    supervision could not start, 123 when supervision was lost.
    """
    agent = name or Path(command[0]).name or "agent"
    _run(command, agent, Given(policy, headless, workflow, contain, learn), calls=calls)


def _run(command: list[str], name: str, given: Given, *, calls: bool | None = None) -> NoReturn:
    from supervisor.app import running  # noqa: PLC0415 - other commands start faster without it

    display = _display(running.NO_SUPERVISION_STATUS)
    try:
        paths = Paths.of_environment()
        if given.policy is not None:
            read_policy(given.policy, paths.config)
    except (OSError, ConfigurationError) as e:
        _fail(e, running.NO_SUPERVISION_STATUS)
    status = running.run(
        command,
        paths=paths,
        display=display,
        policy=given.policy,
        headless=given.headless,
        name=name,
        workflow=given.workflow,
        say=_say,
        contained=given.contain,
        calls=calls,
        learn=given.learn,
    )
    raise typer.Exit(status)


@app.command()
def mcp(
    *,
    policy: PolicyOption = None,
    headless: HeadlessOption = False,
    name: Annotated[str, typer.Option("--name", help="What the agent is called.")] = "mcp",
    workflow: WorkflowOption = "",
    contain: ContainOption = Contain.AUTO,
    learn: LearnOption = False,
    http: Annotated[
        int | None,
        typer.Option("--http", help="Serve HTTP on this port of this machine instead of standard streams."),
    ] = None,
) -> None:
    """Give a model this desktop as an MCP server, supervised: name it as a command in your MCP client."""
    from supervisor.app import offering  # noqa: PLC0415 - as above

    if http is not None:
        try:
            _say(f"agent-supervisor: {offering.listen(http)}")
        except offering.OfferError as e:
            _fail(e)
    _run(offering.COMMAND, name, Given(policy, headless, workflow, contain, learn))


@app.command("mcp-proxy", context_settings={"allow_interspersed_args": False, "ignore_unknown_options": False})
def mcp_proxy(
    command: Annotated[list[str], typer.Argument(help="The MCP server's command, after `--`.")],
    *,
    policy: PolicyOption = None,
    headless: HeadlessOption = False,
    name: Annotated[str, typer.Option("--name", help="What the server is called, in rules and popup.")] = "",
    workflow: WorkflowOption = "",
    contain: ContainOption = Contain.AUTO,
    learn: LearnOption = False,
) -> None:
    """Put another MCP server under supervision: each call of its tools is decided before it gets there."""
    from supervisor.app import offering  # noqa: PLC0415 - as above

    called, wrapped = offering.wrapping(command, name)
    _run(wrapped, called, Given(policy, headless, workflow, contain, learn))


@app.command()
def display(
    policy: PolicyOption = None,
    headless: HeadlessOption = False,
    name: Annotated[str, typer.Option("--name", help="What the agent is called.")] = "display",
    workflow: WorkflowOption = "",
    *,
    learn: LearnOption = False,
) -> None:
    """Lend a supervised display to an agent that `run` cannot start: prints DISPLAY and XAUTHORITY, then waits."""
    from supervisor.app import lending  # noqa: PLC0415 - other commands start faster without it

    status = lending.lend(
        paths=_paths(),
        display=_display(125),
        policy=policy,
        headless=headless,
        name=name,
        workflow=workflow,
        learn=learn,
        say=_say,
        show=lambda line: print(line, flush=True),
    )
    raise typer.Exit(status)


@app.command()
def tray() -> None:
    """Show the tray icon and wait for agents."""
    _stay("tray")


def _stay(what: str) -> None:
    """Have something of the supervisor's stay, and start one where none runs, until it says that it is over."""
    try:
        connection, answer = join_and_ask(_paths(), _display(), {"t": what}, policy=None, headless=False)
        _answered(answer)
        while connection.next().get("t") != "over":
            pass
    except JoinError as e:
        if "ended" not in str(e):
            _fail(e)
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def _command(what: str, **more: str | None) -> dict[str, Any]:
    display = _display()
    try:
        connection = connect(_paths(), display)
        if connection is None:
            _fail(f"no supervisor is running on display `{display}`: `agent-supervisor tray` or `run` starts one")
        return _answered(connection.ask({"t": what, **more}))
    except JoinError as e:
        _fail(e)


def _answered(answer: dict[str, Any]) -> dict[str, Any]:
    """Give an answer that is none of refusal."""
    if answer.get("t") == "refused":
        _fail(str(answer.get("error")))
    return answer


@app.command()
def stop() -> None:
    """Stop all agents now: no further input, every process of them ended."""
    _say(f"agent-supervisor: {_command('stop').get('says')}")


@app.command()
def grants(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """List the approvals that stand for more than one action."""
    found = _command("grants")["grants"]
    if as_json:
        print(json.dumps(found, indent=2))
        return
    for grant in found:
        print(f"{grant['id']}  {grant['agent']}: {grant['words']} (used {grant['uses']} times)")
    if not found:
        print("no approval stands for more than one action")


@app.command()
def revoke(grant: Annotated[str, typer.Argument(help="Id of the approval; all of them without it.")] = "") -> None:
    """Take back approvals that stand; from now on the agent has to be approved again."""
    count = _command("revoke", grant=grant or None)["revoked"]
    if grant and not count:
        _fail(f"no approval `{grant}` stands: `agent-supervisor grants` lists them")
    print(f"{count} taken back")


@app.command()
def pause() -> None:
    """Close the gate; the agents wait."""
    _say(f"agent-supervisor: {_command('pause').get('says')}")


@app.command()
def resume() -> None:
    """Open the gate again; a person confirms it at the screen."""
    _say(f"agent-supervisor: {_command('resume').get('says')}")


@app.command()
def rearm() -> None:
    """Let agents work again after a stop; a person confirms it at the screen."""
    display, paths = _display(), _paths()
    if not paths.of_display(display).latch.exists() and connect(paths, display) is None:
        _say("agent-supervisor: nothing is stopped")
        return
    try:
        _, answer = join_and_ask(paths, display, {"t": "rearm"}, policy=None, headless=False)
        _say(f"agent-supervisor: {_answered(answer).get('says')}")
    except JoinError as e:
        _fail(e)


@app.command()
def status(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Say what the supervisor of this display does."""
    display, paths = _display(), _paths()
    try:
        connection = connect(paths, display)
        found = _answered(connection.ask({"t": "status"}))["status"] if connection else _absent(paths, display)
    except JoinError as e:
        _fail(e)
    if as_json:
        print(json.dumps(found, indent=2))
        return
    for line in cli_status.lines(found):
        print(line)


def _absent(paths: Paths, display: str) -> dict[str, Any]:
    latched = paths.of_display(display).latch.exists()
    return {"state": "stopped" if latched else "not running", "display": display, "agents": []}


@app.command()
def demo(
    headless: Annotated[
        bool, typer.Option("--headless", help="On a virtual desktop, with a scripted person.")
    ] = False,
    out: Annotated[Path | None, typer.Option("--out", help="Folder for timeline, pictures and record.")] = None,
) -> None:
    """Show the main job: an unmodified agent, a held deletion, an answer, the stop."""
    from supervisor.demo import scenario  # noqa: PLC0415 - other commands start faster without it

    try:
        raise typer.Exit(scenario.show(headless=headless, out=out, say=print))
    except scenario.DemoError as e:
        _fail(e)


@policy_app.command("check")
def policy_check(file: Path) -> None:
    """Check a policy file: mistakes, and rules that have no effect."""
    try:
        named, remarks = review_policy(file)
    except ConfigurationError as e:
        _fail(e)
    for remark in remarks:
        print(f"warning: policy `{file}`, line {remark.line}: {remark.sentence}")
    warnings = f", {len(remarks)} warning{'s' * (len(remarks) > 1)}" if remarks else ""
    print(f"{file}: {len(named.policy.rules)} rules, no mistakes{warnings}")


@policy_app.command("test")
def policy_test(file: Path, policy: PolicyOption = None) -> None:
    """Decide a file of examples; exit status 1 when one is decided otherwise than it expects."""
    try:
        count, failures = try_examples(file, policy, _paths().config)
    except ConfigurationError as e:
        _fail(e)
    for failure in failures:
        print(f"failed: {file}, line {failure.line}: {failure.sentence}")
    print(f"{file}: {count} examples, {len(failures) or 'none'} failed")
    if failures:
        raise typer.Exit(1)


@policy_app.command("use")
def policy_use() -> None:
    """Use the policy as it was changed; a person confirms it at the screen with keyboard or pointer."""
    _say(f"agent-supervisor: {_command('use-policy').get('says')}")


@policy_app.command("schema")
def policy_print_schema() -> None:
    """Print the JSON Schema of a policy file, for editors."""
    from supervisor.core.policy_schema import policy_schema  # noqa: PLC0415 - as above

    print(json.dumps(policy_schema(), indent=2))


@policy_app.command("explain")
def policy_explain(
    *,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object a line, in and out.")] = False,
    policy: PolicyOption = None,
    agent: Annotated[str, typer.Option("--agent", help="As if it were called this.")] = "",
    workflow: WorkflowOption = "",
    team: Annotated[str | None, typer.Option("--team", help="Team instead of your own.")] = None,
    user: Annotated[str | None, typer.Option("--user", help="Login name instead of your own.")] = None,
) -> None:
    """Say what the gate would decide for actions read from standard input, one JSON object a line."""
    from supervisor.detect.explain import explain_line  # noqa: PLC0415 - as above

    try:
        named = read_policy(policy, _paths().config)
        team = read_settings(_paths().config).team if team is None else team
    except ConfigurationError as e:
        _fail(e)
    if has_judge(_paths().config):
        _say("agent-supervisor: the external judge is not asked here: this is what your rules alone decide")
    scopes = {"agent": agent, "workflow": workflow, "team": team, "user": login_name() if user is None else user}
    for line in sys.stdin:
        if not line.strip():
            continue
        answer = explain_line(line, named.policy, scopes)
        print(answer if jsonl else _explained(json.loads(answer)), flush=True)


def _explained(answer: dict[str, str]) -> str:
    if "error" in answer:
        return answer["error"]
    return (
        f"{answer['verdict']} by `{answer['rule_id']}`: {answer['reason']} ({answer['tier']}, {answer['category']})"
    )


def _record(given: Path | None) -> Path:
    if given is not None:
        return given
    paths = _paths()
    records = sorted(paths.data.glob("record-*.sqlite3"))
    if not records:
        _fail("there is no record yet: run an agent first")
    try:
        own = paths.of_display(display_name()).record
    except JoinError:
        own = records[-1]
    return own if own in records else records[-1]


RecordOption = Annotated[Path | None, typer.Option("--record", help="Record instead of this display's.")]


cli_autonomy.add_level(app, _command, _say)
cli_autonomy.add_stats(app, _record, _fail)
cli_stages.add_stage(app, _command, _say)
cli_review.add_review(app, _record, cli_review.Supervisor(_command, _stay), _say, _fail)


@audit_app.command("show")
def audit_show(record: RecordOption = None) -> None:
    """Print the record as a timeline."""
    from supervisor.audit import reader, storage, timeline  # noqa: PLC0415 - as above

    try:
        for line in timeline.timeline(reader.records(_record(record))):
            print(line)
    except storage.RecordError as e:
        _fail(e)


@audit_app.command("export")
def audit_export(
    record: RecordOption = None,
    form: Annotated[str, typer.Option("--format", help="Only jsonl.")] = "jsonl",
) -> None:
    """Print the record, one JSON object a line."""
    from supervisor.audit import export, storage  # noqa: PLC0415 - as above

    if form != "jsonl":
        _fail(f"format `{form}` is not known: use jsonl")
    try:
        export.export_jsonl(_record(record), sys.stdout)
    except storage.RecordError as e:
        _fail(e)


@audit_app.command("verify")
def audit_verify(record: RecordOption = None) -> None:
    """Prove that the record is whole, or name the first bad row."""
    from supervisor.audit import storage, verification  # noqa: PLC0415 - as above

    try:
        result = verification.verify(_record(record))
    except storage.RecordError as e:
        _fail(e)
    print(result.sentence)
    if not result.ok:
        raise typer.Exit(1)


@app.command()
def doctor() -> None:
    """Look at this machine: what the supervisor can and cannot do here, and the remedy."""
    from supervisor.app import examining  # noqa: PLC0415 - as above

    worst = 0
    for finding in examining.examine(_paths()):
        mark = {True: "ok  ", False: "BAD ", None: "note"}[finding.ok]
        print(f"{mark} {finding.name}: {finding.means}")
        if finding.remedy:
            print(f"       -> {finding.remedy}")
        worst = max(worst, finding.ok is False)
    raise typer.Exit(worst)
