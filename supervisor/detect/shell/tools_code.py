"""Version control, builds, secrets and services of developers: what the subcommands of their tools do."""

from __future__ import annotations

from supervisor.detect.shell.phrases import Table, phrases

_JJ = phrases(
    looks="""
        log, status|st, diff, show, evolog, op log, operation log, file list, file show, bookmark list|l, tag
        list|l, config list, git remote list, root, help, version, interdiff, workspace list, file annotate,
        config get, sparse list, op show, op diff
        """,
    makes="""
        new, commit|ci, describe|desc, edit, squash, split, rebase, git init, git clone, git fetch, bookmark
        create|c, bookmark set|s, bookmark track, tag set|s, workspace add, duplicate, undo, redo, next, prev,
        resolve, config set, config edit, fix, absorb, file track, git remote add, parallelize, git import, git
        export, revert, backout
        """,
    changes="""
        git push, bookmark move|m, op restore, restore, file untrack, bookmark rename, operation restore, op
        revert
        """,
    risks="bookmark forget, workspace forget, git remote remove, config unset, op undo",
    destroys="""
        abandon, bookmark delete|d, op abandon, operation abandon, tag delete|d, git push --deleted, git push
        --delete, util gc
        """,
)
_HG = phrases(
    looks="""
        status, log, diff, annotate, cat, files, heads, id, identify, incoming, outgoing, parents, summary, tip,
        paths, manifest, verify, grep, branches, bookmarks, tags, help, version, config, root, locate, blame
        """,
    makes="""
        add, commit, clone, init, pull, update, merge, branch, bookmark, tag, copy, move, rename, graft, import,
        export, bundle, shelve, unshelve, phase, backout, archive, resolve, addremove, forget, unbundle, serve,
        amend
        """,
    changes="push",
    risks="rebase, histedit",
    destroys="""
        strip, purge, revert --all|-a, update -C|--clean, update --clean, shelve --delete|-d, shelve --cleanup,
        push -f|--force, rollback, remove, revert, evolve --obsolete, prune, up -C, bookmark -d|--delete, tag
        --remove
        """,
)
_SVN = phrases(
    looks="""
        status|st|stat, log, diff|di, info, list|ls, cat, blame|annotate|ann|praise, propget|pg, proplist|pl,
        help, youngest, mergeinfo
        """,
    makes="""
        checkout|co, update|up, add, commit|ci, copy|cp, mkdir, merge, resolve, resolved, switch|sw, propset|ps,
        propedit|pe, export, import, relocate, upgrade, patch, changelist
        """,
    changes="move|mv|rename|ren, lock, unlock, propdel|pd",
    risks="cleanup, unlock --force",
    destroys="delete|del|remove|rm, revert, cleanup --remove-unversioned, cleanup --remove-ignored",
)
_DOPPLER = phrases(
    looks="""
        secrets, secrets list, secrets get, configs, configs list, projects, projects list, environments,
        environments list, me, settings, activity, configs logs, secrets download, configure get, configure
        debug, update --check, run
        """,
    makes="""
        setup, login, configure, secrets set, secrets upload, configs create, projects create, environments
        create, import, configs clone, open, configure set, secrets substitute
        """,
    changes="""
        logout, configs update, configs rename, projects update, environments rename, configure unset, configure
        reset, secrets notes
        """,
    risks="configs lock, configs unlock, configs tokens create, configs logs rollback",
    destroys="""
        secrets delete, configs delete, projects delete, environments delete, configs tokens revoke,
        service-tokens revoke
        """,
)
_OP = phrases(
    looks="""
        account list, account get, item list, item get, read, vault list, vault get, user list, user get,
        whoami, group list, document get, document list, events-api, connect server list, plugin list, inject,
        run, update
        """,
    makes="""
        signin, item create, vault create, document create, account add, user confirm, user provision, group
        create, connect server create, item share, item template, plugin init, completion, connect token create
        """,
    changes="""
        item edit, vault edit, document edit, item move, signout, user edit, group edit, plugin clear
        """,
    risks="""
        user suspend, user reactivate, vault user grant, vault user revoke, vault group grant, vault group
        revoke, group user revoke, account forget, group user grant, user recovery
        """,
    destroys="""
        item delete, document delete, vault delete, user delete, group delete, connect token delete, connect
        server delete
        """,
)
_STRIPE = phrases(
    looks="""
        listen, logs tail, status, version, open, resources, get, samples list, config --list, events
        """,
    makes="login, init, samples create, config, fixtures, completion, serve, trigger",
    risks="""
        api_keys roll, post, refunds create, payouts create, transfers create, charges create, payment_intents
        confirm, payment_intents capture, subscriptions cancel, invoices pay, invoices send, charges capture
        """,
    destroys="delete, logout --all",
)
_CIRCLECI = phrases(
    looks="""
        config validate, config process, context list, project list, pipeline list, orb list, orb info, orb
        source, orb validate, diagnostic, info, version, runner instance list, namespace list, local execute,
        policy, runner resource-class list
        """,
    makes="""
        setup, context create, config pack, orb create, orb init, follow, namespace create, context
        store-secret, update, open
        """,
    changes="orb publish dev, pipeline run, pipeline create",
    risks="orb publish, orb publish promote, runner token create, orb unlist, namespace rename",
    destroys="""
        context delete, context remove-secret, orb delete, pipeline delete, runner token delete, runner
        resource-class delete, namespace delete-alias
        """,
)
_SYSTEMD = phrases(
    looks="""
        status, list-units, list-sessions, list-users, show, list, session-status, user-status, timesync-status,
        show-session, show-user, seat-status
        """,
    makes="start, enable-linger, login, set-ntp",
    risks="""
        lock-session, unlock-session, lock-sessions, unlock-sessions, disable-linger, set-time, set-timezone,
        poweroff, reboot, stop, flush-devices, attach
        """,
    destroys="terminate-session, terminate-user, kill-session, kill-user, remove, clean",
)

TABLES: dict[str, Table] = {
    **dict.fromkeys(("loginctl", "timedatectl"), _SYSTEMD),
    "jj": _JJ,
    "hg": _HG,
    "svn": _SVN,
    "doppler": _DOPPLER,
    "op": _OP,
    "stripe": _STRIPE,
    "circleci": _CIRCLECI,
    "gitlab-runner": phrases(
        looks="list, status, verify, --version",
        makes="register, install, start, exec, run, run-single",
        risks="stop, restart, reset-token",
        destroys="unregister, uninstall, verify --delete",
    ),
    "gitlab-rake": phrases(
        looks="gitlab:check, gitlab:env:info, gitlab:doctor:secrets",
        makes="gitlab:backup:create",
        risks="db:migrate, cache:clear, gitlab:password:reset",
        destroys="gitlab:backup:restore, gitlab:setup, db:drop, db:reset",
    ),
    "flutter": phrases(
        looks="doctor, devices, emulators, analyze, --version, pub deps, logs, pub outdated",
        makes="""
        create, run, build, test, pub get, pub add, pub upgrade, format, gen-l10n, config, install, upgrade,
        channel, attach, drive
        """,
        changes="clean, pub remove, pub cache clean, downgrade",
        risks="pub publish",
    ),
    "dotnet": phrases(
        looks="""
        list, --info, --list-sdks, --version, nuget locals --list|-l, ef migrations list, ef dbcontext, tool
        list, workload list, tool search, sln list
        """,
        makes="""
        new, build, run, test, restore, add, format, watch, tool install, ef migrations add, publish, pack, sln,
        tool run, dev-certs, tool restore, msbuild
        """,
        changes="""
        clean, remove, tool update, nuget locals, ef migrations remove, ef database update, tool uninstall,
        workload update
        """,
        risks="nuget push, workload install, workload uninstall",
        destroys="ef database drop, nuget delete",
    ),
    "mvn": phrases(
        looks="""
        --version, dependency:tree, help:effective-pom, validate, dependency:analyze, help:describe,
        versions:display-dependency-updates, verify
        """,
        makes="""
        compile, test, package, install, site, dependency:resolve, archetype:generate, spring-boot:run,
        versions:set, release:prepare, exec:java
        """,
        changes="clean, idea:clean, release:clean, dependency:purge-local-repository",
        risks="""
        deploy, release:perform, release:rollback, site-deploy, release:branch, deploy:deploy-file
        """,
    ),
    "gradle": phrases(
        looks="""
        tasks, dependencies, projects, properties, help, dependencyinsight, --version, --status, check
        """,
        makes="build, assemble, test, run, init, wrapper, bootrun, jar, installdebug",
        changes="clean, --stop, publishtomavenlocal",
        risks="""
        publish, uploadarchives, publishallpublicationstomavenrepository, publishplugins, publishtosonatype,
        release, closeandreleaserepository
        """,
    ),
    "gem": phrases(
        looks="""
        list, search, info, specification, environment, outdated, which, contents, dependency, help, query,
        check, sources --list|-l, server, stale
        """,
        makes="build, fetch, unpack, rdoc, cert, open, exec, sources",
        changes="cleanup, pristine, signout, signin",
        risks="install, update, push, owner",
        destroys="uninstall, yank",
    ),
    "go": phrases(
        looks="version, env, list, doc, vet, help, mod graph, mod verify, mod why, tool, bug, telemetry",
        makes="""
        build, run, test, fmt, fix, generate, get, mod tidy, mod download, mod init, mod vendor, mod edit, work,
        install
        """,
        changes="clean",
    ),
    "ng": phrases(
        looks="version, lint, config, analytics",
        makes="new, generate, serve, build, test, add, update",
        changes="cache clean",
        risks="deploy",
    ),
    "jenkins-cli": phrases(
        looks="""
        list-jobs, list-views, list-plugins, get-job, get-node, get-view, who-am-i, version, console, help,
        get-credentials-as-xml, session-id
        """,
        makes="""
        create-job, create-node, create-view, copy-job, enable-job, build, connect-node, online-node,
        add-job-to-view, install-plugin, update-job
        """,
        risks="""
        disable-job, offline-node, disconnect-node, stop-builds, quiet-down, restart, safe-restart, shutdown,
        safe-shutdown, groovy, groovysh, clear-queue, disable-plugin, reload-configuration
        """,
        destroys="""
        delete-job, delete-node, delete-view, delete-builds, delete-credentials, remove-job-from-view
        """,
    ),
    "split": phrases(
        destroys="""
        splits delete, splits kill, segments delete, environments delete, traffic-types delete, workspaces
        delete
        """,
        changes="splits archive",
    ),
    "twine": phrases(looks="check", risks="upload, register"),
    "gpgconf": phrases(
        looks="--list-components, --list-dirs, --list-options, --check-options", risks="--kill, --reload, --launch"
    ),
    "pass": phrases(
        looks="ls|list, show, find|search, grep, help, version, git log, otp",
        makes="init, insert, generate, edit, cp|copy, git, otp insert",
        changes="mv|rename",
        destroys="rm|remove|delete, generate -f|--force, insert -f|--force",
    ),
    **dict.fromkeys(
        ("chezmoi", "yadm"),
        phrases(
            looks="""
        diff, status, data, doctor, managed, unmanaged, cat, list, verify, source-path, archive --output,
        ignored, log, dump, execute-template
        """,
            makes="""
        init, add, edit, re-add, cd, git, chattr, import, clone, bootstrap, commit, alt, encrypt, decrypt,
        introspect, archive
        """,
            changes="apply, update, merge, forget, pull, push",
            risks="state delete, init --apply, apply --force, rekey",
            destroys="""
        destroy, purge, remove|rm, state reset, clone -f, init -f|--force, reset --hard, clean -f|--force
        """,
        ),
    ),
}
"""Name of a tool to its phrases; what they do not say is judged by the verb."""
