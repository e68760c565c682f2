"""Containers, virtual machines, disks and networks: what the subcommands of their tools do."""

from __future__ import annotations

from supervisor.detect.shell.phrases import Table, phrases

_DOCKER = phrases(
    looks="""
        ps, images, image ls, image inspect, image history, logs, inspect, info, version, stats, top, port,
        diff, search, history, events, volume ls, volume inspect, network ls, network inspect, container ls,
        container inspect, container logs, system df, system info, system events, compose ps, compose logs,
        compose config, compose ls, compose images, compose top, compose port, compose version, context ls,
        context show, context inspect, manifest inspect, buildx ls, buildx inspect, buildx du, scout, service
        ls, service ps, service inspect, service logs, node ls, node inspect, stack ls, stack ps, secret ls,
        config ls, wait, plugin ls, ps -a, compose events, trust inspect, swarm ca, swarm join-token, swarm
        unlock-key, machine ls|list, container list
        """,
    makes="""
        build, buildx build, pull, create, run, start, restart, tag, cp, commit, login, logout, save, load,
        import, export, rename, attach, unpause, network create, volume create, container create, container
        start, image pull, image build, image tag, compose up, compose build, compose create, compose pull,
        compose start, compose run, compose restart, compose watch, buildx create, buildx use, init, context
        create, context use, image save, image load, network connect, container restart, container commit,
        machine init, machine start, compose unpause, container cp, compose cp
        """,
    changes="""
        rm, rmi, container rm, image rm|remove, image prune, system prune, builder prune, buildx prune, compose
        down, compose rm, down, rm, push, image push, compose push, container prune, network prune, network
        disconnect, pause, stack deploy, service create, compose pause, exec, compose exec, container exec,
        buildx rm, machine stop, context rm, network rm|remove, pod rm, machine rm, pod stop, manifest rm,
        stop, container stop, compose stop
        """,
    risks="""
        kill, stop -a|--all, pod stop -a|--all, container kill, service update, service scale, service
        rollback, update, swarm init, swarm join, swarm update, node update, node demote, node promote, plugin
        disable, compose kill, swarm leave, swarm ca --rotate, pod kill, swarm unlock, system migrate, system
        renumber, machine set
        """,
    destroys="""
        rm -f|--force, rmi -f|--force, rm -v|--volumes, container rm -f|--force, container rm -v|--volumes,
        image rm -f|--force, image prune -a|--all, system prune -a|--all, system prune --volumes, buildx prune
        -a|--all, builder prune -a|--all, volume rm|remove, volume prune, compose down -v|--volumes, compose
        down --rmi, down -v|--volumes, down --rmi, compose rm -v|-f|--volumes|--force, stack rm|remove|down,
        service rm|remove, secret rm|remove, config rm|remove, node rm|remove, swarm leave --force|-f, system
        reset, rm -a|--all, rmi -a|--all, machine rm -f|--force, pod rm -f|--force, machine reset, plugin rm,
        network rm -f|--force, trust revoke, pod rm -a|--all, play kube --down, kube down --force
        """,
)
_LXC = phrases(
    looks="""
        list, info, image list, config show, network list, storage list, profile list, remote list, version,
        snapshot list
        """,
    makes="""
        launch, init, start, create, copy, snapshot, image copy, file push, file pull, config set, profile
        create, network create, storage create, image import, publish, resume
        """,
    changes="exec, restart, pause",
    risks="stop, move, restore, network detach, config unset, freeze",
    destroys="""
        delete, image delete, storage delete, network delete, profile delete, stop --force|-f, storage volume
        delete, project delete, snapshot delete
        """,
)
_VIRSH = phrases(
    looks="""
        list, dominfo, domstate, nodeinfo, net-list, pool-list, vol-list, dumpxml, capabilities, version,
        snapshot-list, domblklist, domiflist, help, net-info, pool-info, snapshot-info, vcpuinfo
        """,
    makes="""
        start, define, create, autostart, resume, snapshot-create, snapshot-create-as, net-start, net-define,
        pool-start, pool-define, vol-create, vol-create-as, edit, attach-disk, attach-device, save, restore,
        vol-clone, console, dump
        """,
    risks="""
        shutdown, reboot, suspend, reset, migrate, detach-disk, detach-device, snapshot-revert, setmem,
        setvcpus, managedsave
        """,
    destroys="""
        destroy, undefine, vol-delete, vol-wipe, pool-destroy, pool-delete, pool-undefine, net-destroy,
        net-undefine, snapshot-delete, managedsave-remove, blockcommit --delete
        """,
)
_ZFS = phrases(
    looks="list, get, diff, holds, version, userspace, allow",
    makes="create, snapshot|snap, clone, mount, send, set, bookmark, hold, share",
    risks="""
        rename, unmount|umount, inherit, promote, receive|recv, release, unload-key, change-key, upgrade,
        unshare
        """,
    destroys="destroy, rollback, receive|recv -F",
)
_ZPOOL = phrases(
    looks="list, status, iostat, history, get, events, version, import -l, wait",
    makes="scrub, trim, set, checkpoint, sync",
    risks="""
        create, add, attach, offline, online, clear, export, import, replace, upgrade, reguid, split, resilver,
        initialize, reopen
        """,
    destroys="""
        destroy, remove, detach, labelclear, create -f, import --rewind-to-checkpoint, checkpoint -d
        """,
)
_BTRFS = phrases(
    looks="""
        filesystem show, filesystem df, filesystem usage, filesystem du, subvolume list, subvolume show, device
        stats, scrub status, balance status, property get, quota show, qgroup show, check, inspect-internal,
        version
        """,
    makes="""
        subvolume create, subvolume snapshot, scrub start, filesystem sync, filesystem label, filesystem
        defragment, send, quota enable, property set, device scan, subvolume sync
        """,
    risks="""
        balance start, balance, device add, receive, filesystem resize, replace start, quota disable, scrub
        cancel, subvolume set-default, rescue
        """,
    destroys="""
        subvolume delete, device delete|remove, check --repair, rescue zero-log, qgroup destroy, check
        --init-csum-tree, check --init-extent-tree
        """,
)
_VAGRANT = phrases(
    looks="""
        status, global-status, version, ssh-config, port, box list, box outdated, plugin list, validate,
        snapshot list
        """,
    makes="""
        init, up, resume, ssh, provision, box add, box update, snapshot save, snapshot push, package, plugin
        install, rsync, cloud publish
        """,
    changes="suspend, halt, reload, box prune, box remove, plugin uninstall, plugin repair",
    risks="snapshot restore, snapshot pop, halt -f|--force, cloud box",
    destroys="""
        destroy, snapshot delete, box remove --all|-f|--force, plugin expunge, cloud box delete, init -f|--force
        """,
)
_NMCLI = phrases(
    looks="""
        general, general status, device|dev|d, device|dev|d status, device|dev|d show, device|dev|d wifi,
        device|dev|d wifi list, connection|con|c, connection|con|c show, radio, networking connectivity,
        monitor, agent, networking
        """,
    makes="""
        connection|con|c up, device|dev|d wifi connect, radio wifi on, networking on, device|dev|d connect,
        connection|con|c reload, device|dev|d wifi rescan
        """,
    risks="""
        connection|con|c down, connection|con|c modify|mod, connection|con|c add, device|dev|d disconnect,
        networking off, radio wifi off, general hostname, device|dev|d set, connection|con|c clone,
        connection|con|c import, radio all off, general reload, device|dev|d modify, device|dev|d reapply,
        general permissions
        """,
    destroys="connection|con|c delete|del, device|dev|d delete",
)
_TAILSCALE = phrases(
    looks="""
        status, ip, ping, netcheck, version, whois, serve status, debug, metrics, dns status, exit-node list
        """,
    makes="up, login, file cp, file get, cert, bugreport, switch, web, configure",
    risks="down, logout, set, serve, funnel, lock, update, lock disable, serve reset, funnel reset",
)
_ADB = phrases(
    looks="""
        devices, logcat, get-state, version, shell getprop, shell ls, shell pm list, bugreport, jdwp, help,
        get-serialno, shell dumpsys, shell cat, shell ps
        """,
    makes="""
        pull, push, connect, start-server, forward, reverse, pair, wait-for-device, shell input, shell
        screencap, install, kill-server, disconnect, tcpip, usb, shell am start
        """,
    risks="""
        reboot, root, unroot, remount, disable-verity, enable-verity, sideload, restore, shell settings put,
        shell setprop, shell am force-stop, shell svc, backup, shell pm disable, shell pm disable-user, shell
        reboot, shell su
        """,
    destroys="""
        uninstall, shell pm uninstall, shell pm clear, shell rm, shell recovery --wipe_data, shell wipe, shell
        dd, shell mkfs, emu kill, shell content delete
        """,
)
_FASTBOOT = phrases(
    looks="devices, getvar, oem device-info, help",
    makes="boot, stage, fetch",
    risks="reboot, continue, set_active, reboot-bootloader",
    destroys="""
        erase, format, flash, flashall, update, wipe-super, flashing unlock, flashing lock, oem unlock, oem
        lock, -w, delete-logical-partition, resize-logical-partition
        """,
)
_DISKUTIL = phrases(
    looks="""
        list, info, activity, listfilesystems, apfs list, verifyvolume, verifydisk, cs list, appleraid list,
        snapshots
        """,
    makes="mount, mountdisk, repairvolume, enablejournal",
    risks="""
        unmount, unmountdisk, eject, rename, repairdisk, disablejournal, enableownership, apfs lockvolume
        """,
    destroys="""
        erasedisk, erasevolume, zerodisk, randomdisk, secureerase, partitiondisk, reformat, apfs deletevolume,
        apfs deletecontainer, apfs deletesnapshot, mergepartitions, splitpartition, resizevolume, apfs cs
        delete, apfs erasevolume, appleraid delete, apfs deletevolumegroup
        """,
)
_NVME = phrases(
    looks="""
        list, id-ctrl, id-ns, smart-log, error-log, fw-log, get-feature, list-subsys, list-ns, show-regs,
        get-log, version, sanitize-log, intel
        """,
    risks="""
        set-feature, reset, subsystem-reset, ns-rescan, connect, disconnect, attach-ns, detach-ns, fw-download,
        fw-activate, disconnect-all, fw-commit
        """,
    destroys="""
        format, sanitize, delete-ns, write, write-zeroes, dsm, create-ns, write-uncor, security-send
        """,
)
_VBOX = phrases(
    looks="""
        list, showvminfo, showhdinfo, showmediuminfo, guestproperty get, guestproperty enumerate, snapshot list,
        metrics
        """,
    makes="""
        createvm, createmedium, startvm, clonevm, import, export, modifyvm, registervm, storagectl,
        storageattach, setproperty, snapshot take, sharedfolder add, convertfromraw, clonemedium
        """,
    changes="controlvm savestate|pause|resume, controlvm acpipowerbutton",
    risks="""
        controlvm poweroff|reset, controlvm, discardstate, snapshot restore|restorecurrent, sharedfolder remove,
        modifymedium
        """,
    destroys="""
        unregistervm, closemedium, snapshot delete, closemedium --delete, hostonlyif remove, natnetwork remove
        """,
)
_LAUNCHCTL = phrases(
    looks="""
        list, print, print-disabled, blame, procinfo, managername, getenv, hostinfo, version, help
        """,
    makes="load, start, bootstrap, enable, setenv",
    risks="unload, stop, bootout, disable, kill, remove, kickstart, reboot, unsetenv, config, submit",
)
_MINIKUBE = phrases(
    looks="""
        status, ip, profile list, version, dashboard, service, service list, addons list, logs, config view,
        node list, image ls
        """,
    makes="""
        start, addons enable, addons open, config set, profile, tunnel, mount, ssh, image load, image build,
        node add, docker-env, unpause, cp
        """,
    changes="stop, pause, addons disable, image rm, node stop",
    risks="update-context",
    destroys="delete, node delete",
)

TABLES: dict[str, Table] = {
    **dict.fromkeys(("docker", "podman", "nerdctl", "docker-compose", "podman-compose", "finch"), _DOCKER),
    **dict.fromkeys(("lxc", "incus"), _LXC),
    **dict.fromkeys(("VBoxManage", "vboxmanage"), _VBOX),
    "virsh": _VIRSH,
    "zfs": _ZFS,
    "zpool": _ZPOOL,
    "btrfs": _BTRFS,
    "vagrant": _VAGRANT,
    "nmcli": _NMCLI,
    "tailscale": _TAILSCALE,
    "adb": _ADB,
    "fastboot": _FASTBOOT,
    "diskutil": _DISKUTIL,
    "nvme": _NVME,
    "launchctl": _LAUNCHCTL,
    "minikube": _MINIKUBE,
}
"""Name of a tool to its phrases; what they do not say is judged by the verb."""
