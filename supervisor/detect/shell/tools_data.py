"""Backups, stores and queues: what the subcommands of their tools do, from each tool's own manual."""

from __future__ import annotations

from supervisor.detect.shell.phrases import Table, phrases

TABLES: dict[str, Table] = {
    "borg": phrases(
        looks="""
        list, info, diff, check, version, create --dry-run|-n, extract --dry-run|-n, prune --dry-run|-n, delete
        --dry-run|-n, serve, key export, benchmark, repo-list, repo-info
        """,
        makes="""
        create, extract, mount, umount, init, rcreate, repo-create, export-tar, import-tar, with-lock, config,
        rename, transfer, key import
        """,
        risks="break-lock, key change-passphrase, upgrade, check --repair",
        destroys="delete, prune, compact, recreate, rdelete, repo-delete, undelete --force",
    ),
    "restic": phrases(
        looks="""
        snapshots, ls, find, stats, check, diff, cat, list, version, dump, cache, key list, forget --dry-run|-n,
        prune --dry-run|-n, features, options, repair --dry-run|-n, backup --dry-run|-n
        """,
        makes="backup, restore, mount, init, copy, tag, unlock, key add, self-update, generate, recover",
        risks="unlock --remove-all, key passwd, migrate, rebuild-index, repair, restore --delete",
        destroys="forget, prune, rewrite --forget, key remove, cache --cleanup",
    ),
    "rclone": phrases(
        looks="""
        ls, lsd, lsf, lsl, lsjson, size, about, check, cat, md5sum, sha1sum, hashsum, tree, ncdu, listremotes,
        version, config show, config dump, cryptcheck, link, config file, config paths, selfupdate --check,
        checksum, test
        """,
        makes="""
        copy, copyto, mkdir, mount, config, config create, touch, serve, rcat, copyurl, bisync, archive,
        settier, obscure, backend, rc, nfsmount, authorize, convmv
        """,
        risks="move, moveto, config delete, config update, config password, rcd, selfupdate",
        destroys="""
        delete, deletefile, purge, rmdir, rmdirs, cleanup, sync, dedupe, move --delete-empty-src-dirs
        """,
    ),
    "velero": phrases(
        looks="""
        get, describe, backup get, backup describe, backup logs, backup download, restore get, restore describe,
        restore logs, schedule get, schedule describe, plugin get, snapshot get, version, backup-location get,
        client
        """,
        makes="""
        backup create, create, restore create, schedule create, install, plugin add, backup-location create,
        schedule unpause, snapshot-location create
        """,
        risks="schedule pause, plugin remove, backup-location set",
        destroys="""
        delete, backup delete, restore delete, schedule delete, snapshot delete, backup-location delete,
        snapshot-location delete, uninstall
        """,
    ),
    **dict.fromkeys(
        ("mc", "mcli"),
        phrases(
            looks="""
        ls, cat, du, stat, find, head, diff, tree, version, admin info, admin policy list, admin user list,
        alias list, admin user info, admin policy info, ilm ls, event list, ping, ready, support, admin trace,
        admin logs, tag list
        """,
            makes="""
        cp, mb, alias set, share, mirror, put, get, pipe, admin user add, admin policy create, tag set, event
        add, ilm add, version enable, undo, admin user enable, admin policy attach, sql, retention set
        """,
            risks="""
        mv, admin user disable, admin policy unset, admin policy detach, admin service restart, admin service
        stop, anonymous set, policy set, version suspend, encrypt clear, tag remove, mirror --overwrite, alias
        remove, admin config set, admin config reset
        """,
            destroys="""
        rm, rb, mirror --remove, admin bucket delete|remove, admin policy remove, admin user remove, admin group
        remove, ilm remove, event remove, replicate rm, retention clear, legalhold clear
        """,
        ),
    ),
    "azcopy": phrases(
        looks="list, jobs list, jobs show, env, login status, doc",
        makes="copy|cp|c, make, bench, login, logout, jobs resume",
        risks="sync, set-properties",
        destroys="remove|rm|r, sync --delete-destination, jobs clean, jobs remove",
    ),
    "gsutil": phrases(
        looks="""
        ls, cat, du, stat, hash, version, ver, lifecycle get, iam get, acl get, versioning get, help, test
        """,
        makes="cp, mb, config, signurl, compose, rewrite, perfdiag, label set, notification create",
        risks="""
        mv, iam set, iam ch, acl set, acl ch, lifecycle set, versioning set, web set, cors set, retention set,
        setmeta, defacl set, rsync
        """,
        destroys="rm, rb, rsync -d, retention clear, notification delete, hmac delete",
    ),
    "nats": phrases(
        looks="""
        stream info, stream ls, stream list, stream report, stream view, stream get, consumer info, consumer ls,
        kv get, kv ls, kv history, kv watch, object ls, object info, object get, server info, server list,
        server report, context ls, context info, account info, rtt, events, bench, bucket list, server check,
        sub
        """,
        makes="""
        stream add, stream edit, stream copy, stream backup, consumer add, consumer edit, kv add, kv put, kv
        create, kv update, object add, object put, context add, context select, pub, request, reply
        """,
        risks="""
        consumer pause, server raft step-down, stream cluster step-down, stream seal, object seal, kv revert,
        stream restore
        """,
        destroys="""
        stream rm|delete|del, stream purge, stream rmm, consumer rm|delete|del, kv del|rm|delete, kv purge, kv
        compact, object rm|delete|del, bucket rm|delete|del, context rm|delete, stream remove-node, server raft
        peer-remove
        """,
    ),
    "rabbitmqctl": phrases(
        looks="""
        status, cluster_status, list_queues, list_users, list_vhosts, list_bindings, list_exchanges,
        list_connections, list_channels, list_permissions, list_policies, report, environment, ping, help,
        version, node_health_check
        """,
        makes="""
        add_user, add_vhost, set_user_tags, set_permissions, set_policy, start_app, enable_feature_flag, wait,
        authenticate_user, trace_on, trace_off, import_definitions, export_definitions
        """,
        risks="""
        stop_app, stop, shutdown, clear_permissions, clear_policy, clear_password, change_password,
        close_connection, close_all_connections, join_cluster, rotate_logs, clear_parameter, restart_vhost,
        suspend_listener, await_startup
        """,
        destroys="""
        reset, force_reset, delete_user, delete_vhost, purge_queue, delete_queue, forget_cluster_node,
        force_boot
        """,
    ),
    "etcdctl": phrases(
        looks="""
        get, endpoint, member list, user list, role list, alarm list, snapshot status, version, watch, check,
        lease list, auth status, lease timetolive
        """,
        makes="""
        put, snapshot save, lease grant, user add, role add, user grant-role, role grant-permission, lease
        keep-alive
        """,
        risks="""
        member update, member promote, move-leader, auth enable, auth disable, lease revoke, alarm disarm,
        member add, user revoke-role, role revoke-permission, user passwd, defrag, compaction, downgrade
        """,
        destroys="del, member remove, user delete, role delete, snapshot restore",
    ),
    "influx": phrases(
        looks="""
        query, bucket list, org list, user list, auth list, ping, config list, version, task list, telegrafs, v1
        shell
        """,
        makes="""
        write, bucket create, org create, user create, auth create, config create, setup, backup, task create
        """,
        risks="user password, auth inactive, bucket update, task update, restore, config rm, config set",
        destroys="""
        delete, bucket delete, org delete, user delete, auth delete, task delete, restore --full, secret delete
        """,
    ),
    "dolt": phrases(
        looks="""
        status, log, diff, show, branch --list, ls, schema show, blame, config --list, remote -v, version, sql
        -q
        """,
        makes="""
        init, add, commit, branch, checkout, clone, pull, fetch, merge, tag, config, remote, table import, table
        export, creds, login, backup, cherry-pick, dump, sql, sql-server
        """,
        risks="push --force|-f, conflicts resolve, config --unset, revert",
        destroys="""
        reset --hard, table rm, clean, gc, branch -d|-D|--delete, tag -d|--delete, stash drop, stash clear,
        creds rm, filter-branch
        """,
    ),
    "alembic": phrases(
        looks="current, history, heads, show, branches, check",
        makes="init, revision, merge, edit",
        changes="upgrade, stamp",
        risks="downgrade, stamp --purge",
        destroys="downgrade base",
    ),
    "prisma": phrases(
        looks="validate, format, version, migrate status, migrate diff, db pull, studio",
        makes="init, generate, migrate dev, db seed",
        changes="migrate deploy, db push, migrate resolve",
        risks="db execute",
        destroys="migrate reset, db push --force-reset, db push --accept-data-loss",
    ),
    "flyway": phrases(
        looks="info, validate, check, version, help",
        makes="baseline, snapshot, diff, generate, init",
        changes="migrate",
        risks="repair, undo",
        destroys="clean",
    ),
    "liquibase": phrases(
        looks="""
        status, history, diff, validate, update-sql, snapshot, list-locks, db-doc, calculate-checksum
        """,
        makes="generate-changelog, init, tag, changelog-sync, diff-changelog",
        changes="update, release-locks",
        risks="""
        rollback, rollback-count, rollback-to-date, clear-checksums, execute-sql, rollback-one-update
        """,
        destroys="drop-all, dropall",
    ),
    "rails": phrases(
        looks="""
        routes, stats, about, version, notes, db:migrate:status, db:version, middleware, runner -h, initializers
        """,
        makes="""
        new, generate|g, server|s, console|c, test|t, db:create, db:seed, assets:precompile, dbconsole, plugin
        new, db:schema:dump, db:test:prepare, credentials:edit, log:clear, tmp:clear, destroy -p|--pretend,
        db:prepare
        """,
        changes="db:migrate, db:schema:load",
        risks="db:rollback, runner, db:migrate:redo, db:migrate:down, credentials:diff --disenroll",
        destroys="""
        db:drop, db:reset, db:purge, db:migrate:reset, db:truncate_all, db:seed:replant, db:setup --force,
        destroy|d --force
        """,
    ),
    "django-admin": phrases(
        looks="check, showmigrations, sqlmigrate, diffsettings, version, help, inspectdb, dumpdata, test",
        makes="""
        startproject, startapp, makemigrations, runserver, shell, collectstatic, createsuperuser,
        compilemessages, makemessages, loaddata, createcachetable, dbshell, sendtestemail
        """,
        changes="migrate, changepassword",
        risks="clearsessions, remove_stale_contenttypes, squashmigrations",
        destroys="flush, reset_db, sqlflush --execute, collectstatic --clear, delete_user, migrate zero",
    ),
    "artisan": phrases(
        looks="""
        list, route:list, about, help, migrate:status, env, inspire, config:show, db:show, db:table, model:show
        """,
        makes="""
        serve, make:model, make:controller, make:migration, tinker, key:generate, cache:clear, config:cache,
        config:clear, route:cache, view:clear, storage:link, queue:work, db:seed, optimize, test, vendor:publish
        """,
        changes="migrate, queue:restart, queue:retry, up",
        risks="migrate:rollback, down, queue:forget, migrate --force, schedule:run, auth:clear-resets",
        destroys="""
        migrate:fresh, migrate:refresh, migrate:reset, db:wipe, queue:flush, queue:clear, model:prune
        """,
    ),
    "mysqladmin": phrases(
        looks="status, extended-status, version, variables, processlist, ping",
        makes="""
        create, flush-hosts, flush-logs, flush-status, flush-tables, refresh, reload, debug, flush-privileges
        """,
        risks="kill, password, shutdown, stop-slave, start-slave, stop-replica, start-replica",
        destroys="drop",
    ),
    "sqlite-utils": phrases(
        looks="""
        tables, views, rows, schema, indexes, triggers, dump, analyze-tables, plugins, search, query
        """,
        makes="""
        insert, upsert, bulk, create-database, create-table, add-column, create-index, vacuum, optimize,
        enable-fts, enable-wal, add-foreign-key, create-view, rebuild-fts, transform, convert, extract,
        insert-files, backup
        """,
        risks="disable-fts, disable-wal, transform --drop, install, uninstall",
        destroys="drop-table, drop-view, query -x",
    ),
    "pg_restore": phrases(looks="-l|--list", makes="-f|--file", changes="-d|--dbname", destroys="-c|--clean"),
    "mongorestore": phrases(looks="--dryRun", changes="--db", destroys="--drop"),
    "kong": phrases(
        looks="health, version, check, config parse, help, config db_export",
        makes="config init, prepare, start, migrations list",
        risks="""
        stop, quit, reload, restart, migrations up, migrations finish, config db_import, migrations bootstrap,
        hybrid
        """,
        destroys="migrations reset",
    ),
    "deck": phrases(
        looks="""
        diff, dump, ping, validate, file, version, gateway diff, gateway dump, gateway ping, gateway validate
        """,
        makes="convert, completion",
        risks="sync, gateway sync, gateway apply",
        destroys="reset, gateway reset, sync --force",
    ),
}
"""Name of a tool to its phrases; what they do not say is judged by the verb."""
