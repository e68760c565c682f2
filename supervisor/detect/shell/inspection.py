"""Programs that look with some options and change the machine with the others: `dpkg -l` and `dpkg -r`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell.command import Command, shown
from supervisor.detect.shell.generic import asks_help, is_dry
from supervisor.detect.shell.verdict import ShellVerdict, read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Inspector:
    """How to tell looking from changing."""

    looks: tuple[str, ...]
    """Words and options that make it look; `x*` stands for all that begin so."""
    evidence: str
    """What it does otherwise; the operands follow."""
    changes: tuple[str, ...] = ()
    """Words and options that make it change whatever else is given."""
    tier: Tier = Tier.HIGH_RISK
    """How bad the change is."""
    bare: bool = True
    """True when it looks without any argument."""


def _one(
    looks: str, evidence: str, changes: str = "", tier: Tier = Tier.HIGH_RISK, *, bare: bool = True
) -> Inspector:
    return Inspector(tuple(looks.split()), evidence, tuple(changes.split()), tier, bare)


_MILD = Tier.REVERSIBLE
_LONGEST_CLUSTER = 6
INSPECTORS = {
    "dpkg": _one(
        "-l -L -s -S -p -I -c -C -V --list --listfiles --status --search --print-avail --info --contents --audit"
        " --verify --get-selections --compare-versions --print-architecture"
        " --print-foreign-architectures -x -X --extract",
        "changes installed software",
        "-i -r -P --install --remove --purge --unpack --configure --set-selections --clear-selections"
        " --add-architecture",
    ),
    "dpkg-deb": _one("-c -I -f -W -x -X --contents --info --field --show --extract -b --build", "works on packages"),
    "rpm": _one(
        "-q* --query -V* --verify --eval --showrc -K --checksig --querytags",
        "changes installed software",
        "-e -i -iv* -ih* -U* -F* --erase --install --upgrade --import --rebuilddb --initdb",
    ),
    "apt-mark": _one("show*", "changes which packages are kept", tier=_MILD),
    "update-alternatives": _one(
        "--display --list --query --get-selections",
        "changes which program a name means",
        "--set --remove* --install --config",
    ),
    "apt-key": _one("list finger export exportall", "changes which packages are trusted"),
    "xdg-settings": _one("get check --list", "changes which program opens things", tier=_MILD),
    **dict.fromkeys(
        ("xdg-desktop-menu", "xdg-desktop-icon", "xdg-icon-resource"),
        _one("--help", "adds to the menus or the desktop", tier=_MILD),
    ),
    "ss": _one("*", "ends connections", "-K --kill"),
    "lastlog": _one("*", "changes log-in records", "-C -S --clear --set"),
    "arp": _one("*", "changes the network", "-d -s -f --delete --set --file"),
    "tc": _one("show -s ls list", "changes the network", "add del delete replace change flush"),
    "swapon": _one("--show* -s --summary", "changes memory that is in use", "-a --all"),
    "losetup": _one("-a -l -j --all --list --associated", "changes what is mounted", "-d -D --detach --detach-all"),
    "udisksctl": _one("status info dump monitor", "changes what is mounted"),
    "semanage": _one("-l --list", "changes what programs may do", "-a -d -D -m --add --delete --deleteall --modify"),
    "setsebool": _one("--help", "changes what programs may do"),
    "chage": _one("-l --list", "changes an account"),
    "faillock": _one("--user --dir", "changes log-in records", "--reset"),
    "firewall-cmd": _one(
        "--list* --get* --state --query* --info* --check-config",
        "changes the firewall",
        "--add* --remove* --set* --change* --panic-on --complete-reload --direct --delete* --new* --reload --load*",
    ),
    "hdparm": _one(
        "-I -i -t -T -tT -C -g -v",
        "changes how a disk works",
        "--security* --sanitize* --trim* --make-bad* --write* --repair* --fw* --dco* --user*"
        " --set* --prefer* -y -Y -W -S",
    ),
    "smartctl": _one("*", "starts a test of a disk", "-t --test -s --smart -o -S --set", _MILD),
    "mdadm": _one(
        "--detail -D --examine -E --query -Q --monitor -F --test --examine-badblocks --detail-platform",
        "changes a disk array",
        "--stop -S --zero-superblock --fail -f --remove -r --create -C --grow -G --add -a --assemble -A --manage",
    ),
    **dict.fromkeys(
        ("fsck", "e2fsck", "fsck.ext4", "fsck.ext3", "fsck.vfat", "fsck.exfat", "xfs_repair", "ntfsfix", "btrfsck"),
        _one("-n -N --no-action --readonly", "repairs a file system", "-y -p -a -f -L", bare=False),
    ),
    "tune2fs": _one("-l", "changes a file system", "-O -L -U -j -c -i -m -r -e", bare=False),
    "resize2fs": _one("-P", "changes the size of a file system", bare=False),
    "debugfs": _one("-R", "opens the inside of a file system", "-w", bare=False),
    **dict.fromkeys(
        ("lvs", "vgs", "pvs", "lvdisplay", "vgdisplay", "pvdisplay", "lvscan", "vgscan", "pvscan", "lvmdiskscan"),
        _one("*", "looks at volumes"),
    ),
    **dict.fromkeys(
        (
            "lvcreate",
            "vgcreate",
            "pvcreate",
            "lvextend",
            "vgextend",
            "lvresize",
            "lvchange",
            "vgchange",
            "pvmove",
            "lvconvert",
        ),
        _one("--test -t", "changes volumes", tier=_MILD, bare=False),
    ),
    "hostnamectl": _one("status show --json* --static --transient --pretty", "renames the machine", "set* hostname"),
    "localectl": _one("status list-* show", "changes language and keyboard", "set*"),
    "networkctl": _one("status list lldp label", "changes the network", "down up delete reconfigure renew reload"),
    "resolvectl": _one(
        "status query service statistics openpgp tlsa show-cache",
        "changes name service",
        "revert reset-* flush-* log-level",
        _MILD,
    ),
    "bluetoothctl": _one(
        "devices show info list version help paired-devices", "changes a Bluetooth device", tier=_MILD
    ),
    "rfkill": _one("list", "switches radios off or on", "block unblock toggle"),
    "xkill": _one("-version", "ends the program that is clicked on", tier=_MILD, bare=False),
    "partprobe": _one("-d --dry-run", "tells the system of new partitions"),
    "faillog": _one("-a -u --all --user", "changes log-in records", "-r -m -l -t --reset --maximum"),
    "powertop": _one(
        "--html* --csv* -h --version --dump", "changes how the machine saves power", "--auto-tune --calibrate -c"
    ),
    "plutil": _one("-p -lint -extract -type -help", "changes settings", "-replace -insert -remove -convert", _MILD),
    "chkdsk": _one("*", "repairs a file system", "/f /r /x /b /spotfix /F /R /X"),
    "ipconfig": _one("*", "changes the network", "/release /renew /flushdns /registerdns"),
    **dict.fromkeys(("kubectx", "kubens"), _one("-c --current", "switches the cluster", tier=_MILD)),
    "coredumpctl": _one("list info dump", "opens a program that crashed", tier=_MILD),
    "hping3": _one("--help", "sends made-up packets"),
    "sensors-detect": _one("--help", "changes the kernel", bare=False),
    "badblocks": _one("*", "overwrites a disk to test it", "-w"),
    "fuser": _one("*", "ends running programs", "-k --kill -ki"),
    "nvidia-smi": _one(
        "-q -L --query* -l -lgi -lci -lgip -lcip dmon pmon topo --list-gpus",
        "changes a graphics card",
        "-r -pl -pm -mig -c -e -cgi -dgi -dci",
    ),
    "cpupower": _one("frequency-info idle-info monitor info", "changes the processor"),
    "efibootmgr": _one("-v --verbose", "changes what the machine starts", "-B -b -o -c -n -D -N -A -a -O -T"),
    "bootctl": _one("status list is-installed", "changes what the machine starts"),
    "xrandr": _one(
        "--listmonitors --listactivemonitors --listproviders -q --query --props --prop",
        "changes the screens",
        tier=_MILD,
    ),
    "auditctl": _one("-l -s", "changes what is watched", "-D -d -e -a -w"),
    "dconf": _one("dump read list watch compile", "changes settings", tier=_MILD),
    "gsettings": _one("list-* get range describe writable monitor help", "changes settings", "set reset", _MILD),
    "pmset": _one("-g", "changes how the machine saves power"),
    "csrutil": _one("status report", "changes how the system is protected"),
    "spctl": _one(
        "--status -a --assess --list", "changes which programs may run", "--master-disable --global-disable --add"
    ),
    "tmutil": _one(
        "list* latest* status destinationinfo machinedirectory compare isexcluded version",
        "changes backups",
        "delete* restore disable",
    ),
    "scutil": _one("--get --dns --proxy --nwi -r --nc", "changes the network's set-up", "--set"),
    "networksetup": _one("-list* -get* -show* -is* -version -printcommands", "changes the network"),
    "softwareupdate": _one("-l --list --history", "installs software"),
    "dscl": _one(
        "-read -list read list -search search -readall",
        "changes accounts",
        "-delete -create -append -passwd -change delete create passwd",
    ),
    "security": _one(
        "list-keychains show-* default-keychain verify-cert find-certificate help",
        "changes keys",
        "delete-* set-* add-* import unlock-keychain remove-*",
    ),
    "profiles": _one("list show status -P -L", "changes how the machine is managed"),
    "logrotate": _one("-d --debug", "rotates logs", "-f --force", bare=False),
    "cupsctl": _one("--help", "changes printing", tier=_MILD),
    "lpadmin": _one("--help", "changes printers"),
    **dict.fromkeys(("cancel", "lprm"), _one("--help", "takes print jobs away")),
    "kmod": _one("list static-nodes", "changes the kernel"),
    "dmsetup": _one(
        "ls info status table deps targets version",
        "changes disks",
        "remove* wipe_table clear create suspend message",
    ),
    "multipath": _one("-l -ll -d -v", "changes disks", "-F -f"),
    "ipset": _one("list save test version", "changes the firewall", "destroy flush del add create swap restore"),
    "bridge": _one("show link vlan fdb mdb -s -d", "changes the network", "add del delete replace set append"),
    "iw": _one(
        "list info link scan get dev event phy survey station dump reg",
        "changes the network",
        "set del connect disconnect add leave join ibss mesh ocb switch roc wowlan cqm",
    ),
    "ethtool": _one(
        "-i -k -a -c -g -l -S -n -T -u -x -m -P -d -e --show* --driver --statistics --phy-statistics -",
        "changes a network card",
        "-s -K -A -C -G -L -E -f -p -r -t --reset --change --offload --pause --set* --flash",
    ),
    "wg": _one("show showconf genkey pubkey genpsk", "changes a tunnel", "set setconf syncconf addconf", bare=True),
    "brctl": _one("show showmacs showstp", "changes the network"),
    "sv": _one("status check", "tells a service to stop or start"),
    "chkconfig": _one("--list", "changes which services start", "on off --del --add reset"),
    "update-rc.d": _one("-n", "changes which services start", bare=False),
    "insserv": _one("-n -s --showall", "changes which services start", bare=False),
    "emerge": _one(
        "-p -pv -s -S --pretend --search --searchdesc --info -vp -pvuDN --list-sets", "changes installed software"
    ),
    "nix-env": _one(
        "-q* --query -qa --list-generations --dry-run",
        "changes installed software",
        "-e -i* -u* --delete-generations --rollback",
    ),
    "xbps-remove": _one("-n", "removes software", bare=False),
    "opkg": _one("list* info status search find files what*", "changes installed software"),
    "eopkg": _one("list* info search blame history check", "changes installed software"),
    "swupd": _one("bundle-list search check-update diagnose bundle-info info", "changes installed software"),
}
"""Name to what makes it look; from the manual page of each."""


def _changes(arg: str, inspector: Inspector) -> bool:
    """Tell whether an argument makes it change, also from inside a cluster of letters: `fuser -km`."""
    patterns = inspector.changes
    if _fits(arg, patterns):
        return True
    if _fits(arg, [look for look in inspector.looks if look != "*"]):
        return False
    cluster = arg[1:] if arg.startswith("-") and not arg.startswith("--") and len(arg) <= _LONGEST_CLUSTER else ""
    return any(f"-{letter}" in patterns for letter in cluster)


def _fits(arg: str, patterns: Sequence[str]) -> bool:
    name = arg.split("=", 1)[0] if arg.startswith("--") else arg
    return any(name == p or (p.endswith("*") and name.startswith(p[:-1])) for p in patterns)


def judge_inspector(command: Command) -> ShellVerdict:
    """Judge one of `INSPECTORS`."""
    inspector = INSPECTORS[command.name]
    args = command.args
    plain = command.name == "ethtool" and not command.options
    if asks_help(command) or is_dry(command) or plain or (not args and inspector.bare):
        return read()
    if any(_fits(arg, inspector.looks) for arg in args) and not any(_changes(arg, inspector) for arg in args):
        return read()
    return ShellVerdict(Shell.RISKY, inspector.tier, (f"{inspector.evidence}: {shown(args)}",))


HANDLERS: dict[str, Callable[[Command], ShellVerdict]] = dict.fromkeys(INSPECTORS, judge_inspector)
"""Programs of this module."""
