"""Tools with subcommands, by the verbs that tool makers use: `aws s3 rm`, `gh repo list`, `heroku apps:destroy`.

A tool nobody listed is judged the same way; what has no known verb stays unknown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.detect.shell.verdict import ShellVerdict, destructive, read, reversible, risky, unknown
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supervisor.detect.shell.command import Command

DESTROYING = wordlist(
    """
    delete del deletes remove rm rmi rb rd rmdir destroy purge drop prune wipe erase terminate uninstall unpublish
    truncate shred format nuke obliterate undeploy teardown deregister flush flushall flushdb expire forget
    discard unlink undefine deprovision decommission deallocate zap rdelete rmtree abandon trash evict autoremove
    autoclean sweep
    """
)
"""Verbs that make something go away."""

CHANGING = wordlist(
    """
    stop kill restart reboot shutdown halt poweroff disable deactivate suspend drain cordon taint cancel abort
    detach revoke rotate reset unset rollback restore publish deploy release promote yank deprecate transfer grant
    exec eval clean clear archive replace patch scale failover move mv sync mirror unregister leave logout unmask
    mask isolate down rewind revert recreate reinstall upgrade upload put send invoke execute block ban unlock
    force overwrite apply activate promote-replica invalidate purge-cache luksformat migrate reindex resize
    resizepart mkpart mklabel mktable unsubscribe disassociate reject downgrade
    """
)
"""Verbs that change something that is in use, or that others see."""

MAKING = wordlist(
    """
    create add init new make build start enable set edit update generate gen pull fetch download clone copy cp
    link tag attach login auth open save commit configure config subscribe register import export load
    import-image install use select switch run test watch serve dev compile fmt format-code check-fix convert
    render template scaffold bootstrap setup mount extract snapshot backup pack bundle resume unpause pause join
    connect mb mkdir touch lock pin unarchive label pub publish-dry bench agent server serve listen emulate bind
    upsert rename annotate note assign invite start-session unmount track prepare sign encrypt decrypt view-edit
    up ci link-local fix clone-repo fork star completion
    """
)
"""Verbs that add, or change what can be set back."""

READING = wordlist(
    """
    list ls ll lsl lsd lsf lsjson show get gets describe info inspect view cat head stat stats status version
    versions help search find query lookup read print display diff compare plan preview validate verify check lint
    doctor audit whoami who-am-i top ps log logs history tail count size du tree explain why outdated env-vars
    dump-config doc docs snapshots images containers volumes networks nodes services secrets dump hash md5sum
    sha256sum about url presign receive browse env metadata quota activity graph inventory facts jobs tasks
    processes sessions users groups members releases tags print-config dry-run explore resolve whatis manifest
    digest catalog ping test-connection can-i exists exist health healthcheck report usage current which where
    cluster-info api-resources api-versions ip inspect-image events port dirs root home licenses whats-new
    changelog blame graph info-all --version --help list-all ls-remote peek scan estimate dig
    """
)
"""Verbs that look."""

_CHANGING_FLAGS = (
    "force",
    "delete",
    "remove",
    "purge",
    "destroy",
    "prune",
    "overwrite",
    "erase",
    "wipe",
    "uninstall",
    "drop",
)
_DRY = re.compile(
    r"--?(?:dry-?run|dryrun|whatif|simulate|just-print|no-?act|noop|check-only|plan)(?:=(?!none$|false$|no$).*)?$"
)
_HELP = frozenset({"--help", "--version", "-help", "-version"})
_STRICTLY_READING = wordlist("get list describe show head lookup find search read view check validate count")
"""What follows these inside one word is what is looked at: `get-delete-marker`."""
_LOOKING_NAME = re.compile(
    r"(?:diff|grep|info|inspect|stats?|top|view|viewer|lint|linter|dump|doc|help|lookup|query|-config|calc)$"
)
_SPLIT = re.compile(r"[-_:./]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MOST_OPERANDS = 16
MOST_WORDS = 6
"""Leading words that may be subcommands."""

VERB_FIRST = wordlist(
    """
    kubectl k oc npm pnpm yarn bun pip pip3 cargo go gem brew apt apt-get aptitude dnf yum zypper pacman yay paru
    apk systemctl service snap flatpak port conda mamba poetry uv pipx rustup nvm volta helm terraform tofu pulumi
    vagrant packer tmux hg svn bzr fossil jj dvc composer bundle luarocks opam stack mix hex nuget choco scoop
    winget restic borg kopia duplicity rclone mc s3cmd s5cmd gsutil ansible journalctl loginctl timedatectl
    hostnamectl virsh multipass minikube kind k3d k9s skaffold stern velero task todo pass
    """
)
"""Tools whose first word is the verb: what follows a reading verb there is an operand."""


KNOWN_TOOLS = VERB_FIRST | wordlist(
    """
    gio aws az gcloud gh glab hub doctl linode-cli ibmcloud openstack oci aliyun hcloud scw exo flyctl fly heroku
    netlify vercel wrangler firebase supabase railway render surge now eb sam cdk amplify serverless sls docker
    podman nerdctl crane skopeo buildah docker-compose podman-compose k3s eksctl gcrane istioctl linkerd argocd
    flux helmfile kustomize consul nomad vault boundary waypoint terragrunt tofu ansible ansible-playbook
    ansible-galaxy ansible-vault puppet chef salt rails rake django-admin artisan symfony composer wp drush ng vue
    nx lerna turbo expo react-native ionic cordova capacitor nest gatsby hexo hugo jekyll npx pnpx bunx corepack
    git-lfs svn hg jj fossil bzr tig lazygit restic borg rclone duplicity rsnapshot mc s3cmd gsutil azcopy bq nats
    kafka-topics kafka-consumer-groups kafka-configs kafka-acls rabbitmqctl rabbitmqadmin pulsar-admin etcdctl
    zkcli redis-cli influx mongodump mongorestore pg_dump pg_dumpall pg_restore createdb createuser mysqldump
    mysqladmin psql sqlite-utils dolt duckdb liquibase flyway alembic prisma sentry-cli datadog-ci newrelic pd
    stripe twilio circleci travis jenkins-cli buildkite-agent drone tkn act op doppler sops chamber bw pass gopass
    keybase tailscale wg zerotier-cli cloudflared ngrok certbot acme.sh nginx apachectl httpd caddy haproxy
    traefik kong deck supervisorctl pm2 forever nodemon tmuxinator VBoxManage vboxmanage qemu-img
    qemu-system-x86_64 virt-install lxc lxd incus machinectl systemd-analyze flutter dart adb fastboot fastlane
    pod xcrun simctl gradle mvn sbt lein dotnet nuget conan vcpkg jupyter kaggle huggingface-cli ollama wandb dvc
    mlflow airflow dbt prefect spark-submit hadoop hdfs hive yarn-site pulumi vagrant packer minikube kind zap-cli
    nmap ssh-keyscan ssh-agent gpg-agent openssl keytool java tlmgr hledger ledger beancount task taskwarrior
    timew todo.sh jira acli glow lpadmin lpoptions lvcreate vgcreate pvcreate lvextend lvdisplay vgdisplay
    pvdisplay lvs vgs pvs zfs zpool btrfs mdadm cryptsetup smartctl hdparm nvme
    """
)
"""Tools whose destructive verbs are in the lists above; with another word they are taken to do nothing that lasts."""


def is_dry(command: Command) -> bool:
    """Tell whether the command only says what it would do."""
    return any(_DRY.match(option.lower()) for option in command.options)


def asks_help(command: Command) -> bool:
    """Tell whether the command only prints its help or version: the option is its first or last word."""
    args = command.args
    if args in (["help"], ["version"], ["-h"], ["-V"]) or (args[-1:] == ["help"] and command.name in KNOWN_TOOLS):
        return True
    return bool(args) and "--" not in args and (args[0] in _HELP or args[-1] in _HELP)


def leading_words(command: Command) -> list[str]:
    """Give the words that may be subcommands: those before the operands' options, global options skipped."""
    words: list[str] = []
    args = command.args
    index = 0
    while index < len(args) and len(words) < MOST_WORDS:
        arg = args[index]
        if arg.startswith("-") and len(arg) > 1:
            if words:
                break
            # A global option before the first word; `--region us-east-1 s3 rm`: its value may look like a word.
            index += 1
            continue
        words.append(arg)
        index += 1
    return words


def _verbs(word: str) -> list[str]:
    """Cut `delete-log-group`, `apps:destroy` and `doDelete` into lower-case words, the whole first."""
    if len(word) > 60:
        return [word[:60].lower()]
    pieces = [piece.lower() for part in _SPLIT.split(word) for piece in _CAMEL.split(part) if piece]
    return list(dict.fromkeys([word.lower(), *pieces]))


def judge_tool(command: Command) -> ShellVerdict:
    """Judge a tool by its verbs and flags.

    Args:
        command: The call.

    Returns:
        The verdict; UNKNOWN when no word says anything.
    """
    if asks_help(command):
        return read("prints help")
    words = leading_words(command)
    method = command.value("-X", "--method", "--request")
    if method and method.isupper() and method.isalpha():
        return _by_method(method)
    verdict = _by_words(command, words) or _by_flags(command) or _by_words(command, command.operands[:_MOST_OPERANDS])
    if verdict is None and _LOOKING_NAME.search(command.name):
        return read("is called like a program that only looks")
    if verdict is None and command.name in KNOWN_TOOLS:
        return reversible(f"runs {command.name}")
    if verdict is None:
        return unknown(f"nobody has told the supervisor what `{command.name[:40]}` does")
    if is_dry(command) and verdict.tier.rank > 0:
        return read("only says what it would do")
    return verdict


def _by_words(command: Command, words: Sequence[str]) -> ShellVerdict | None:
    found: list[ShellVerdict] = []
    for word in words:
        verdict = _by_verb(word, command.name)
        if verdict is None:
            continue
        found.append(verdict)
        if command.name in VERB_FIRST and verdict.tier.rank == 0:
            break
    if not found:
        return None
    flagged = _by_flags(command)
    return max([*found, *([flagged] if flagged else [])], key=lambda verdict: verdict.badness)


def _by_verb(word: str, tool: str) -> ShellVerdict | None:
    verbs = _verbs(word)
    shown_word = word[:40]
    if len(verbs) > 1 and verbs[1] in _STRICTLY_READING and ":" not in word:
        return read()
    for verb in verbs:
        if verb in DESTROYING:
            return destructive(f"`{tool} … {shown_word}` removes something")
    for verb in verbs:
        if verb in CHANGING:
            return risky(f"`{tool} … {shown_word}` changes something in use")
    if verbs[0] in READING or (len(verbs) > 1 and (verbs[1] in READING or verbs[-1] in READING)):
        return read()
    if any(verb in MAKING for verb in verbs[:2]):
        return reversible()
    return None


def _by_method(method: str) -> ShellVerdict:
    if method in ("GET", "HEAD", "OPTIONS"):
        return read("only fetches")
    if method == "DELETE":
        return destructive("deletes something on a server")
    return risky(f"sends a {method[:10]} request that changes something on a server")


def _by_flags(command: Command) -> ShellVerdict | None:
    """Judge by flags that say themselves that they destroy, or that they only look."""
    names = [option.lstrip("-").split("=", 1)[0].lower() for option in command.options]
    for name in names:
        pieces = _SPLIT.split(name)
        if pieces[0] in _CHANGING_FLAGS or pieces[-1] in ("delete", "destroy"):
            return destructive(f"`--{name[:40]}` removes or overrides something")
    if any(name in READING or name.split("-")[0] in ("list", "show", "describe") for name in names if len(name) > 2):
        return read()
    if any(name in ("create", "add", "new", "init") for name in names):
        return reversible()
    return None
