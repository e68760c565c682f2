"""Hosting of programs and of code: what the subcommands of their tools do, from each tool's own manual."""

from __future__ import annotations

from supervisor.detect.shell.phrases import Table, phrases

_HEROKU = phrases(
    looks="""
        apps, apps:info, ps, logs, config, config:get, addons, addons:info, releases, domains, access, members,
        pg:info, pg:ps, features, maintenance, status, auth:whoami, buildpacks, certs, drains, pipelines, keys
        """,
    makes="""
        apps:create|create, addons:create, config:set, domains:add, login, auth:login, git:remote,
        buildpacks:set, features:enable, maintenance:off, ps:resize, open, local, run, apps:rename|rename,
        access:update, clients:update, pg:backups:capture, pg:copy, keys:add, pipelines:create, ps:scale
        """,
    risks="""
        maintenance:on, ps:kill, ps:stop, ps:restart|restart, config:unset, addons:detach, apps:leave|leave,
        features:disable, clients:rotate, releases:rollback|rollback, repo:reset, pg:killall, pg:kill,
        pg:promote, pg:unfollow, apps:transfer, access:add, pipelines:promote, certs:update,
        authorizations:rotate
        """,
    destroys="""
        apps:destroy|destroy, addons:destroy, pg:reset, container:rm, members:remove, access:remove,
        domains:remove, keys:remove, keys:clear, clients:destroy, certs:remove, drains:remove,
        pg:backups:delete, pg:credentials:destroy, pipelines:destroy, webhooks:remove, spaces:destroy,
        authorizations:revoke, domains:clear, buildpacks:clear, pg:backups:restore, repo:purge_cache,
        redis:cli:flushall
        """,
)
_FLY = phrases(
    looks="""
        apps list, status, logs, secrets list, volumes list, postgres list, regions list, ips list, scale show,
        config show, config validate, releases, platform, version, auth whoami, machine|machines list, doctor,
        checks
        """,
    makes="""
        launch, apps create, volumes|volume create, postgres create, secrets set, secrets import, auth login,
        open, volumes extend, ips allocate-v4, ips allocate-v6, proxy, wireguard create, certs add, tokens
        create
        """,
    changes="deploy, apps open, machine|machines start",
    risks="""
        apps restart, apps suspend, scale count, scale vm, machine|machines stop, machine|machines restart, ssh
        console, machine|machines kill, restart, suspend, postgres restart, postgres failover, secrets deploy,
        config save
        """,
    destroys="""
        apps destroy, destroy, postgres destroy, volumes|volume destroy|delete, machine|machines destroy|remove,
        secrets unset, ips release, certs remove, wireguard remove, redis destroy, tokens revoke, orgs delete
        """,
)
_VERCEL = phrases(
    looks="""
        list|ls, inspect, logs, whoami, domains|domain ls, env ls, project|projects ls, dns ls, teams ls, certs
        ls, help, alias ls, secrets ls
        """,
    makes="""
        dev, link, init, env add, env pull, pull, domains|domain add, build, login, logout, switch,
        project|projects add, dns add, git connect, open, alias set, certs issue
        """,
    changes="deploy, env update",
    risks="""
        deploy --prod, promote, rollback, redeploy, bisect, domains|domain move, domains|domain transfer-in,
        --prod
        """,
    destroys="""
        remove|rm, project|projects rm|remove, domains|domain rm|remove, env rm|remove, dns rm|remove, alias
        rm|remove, certs rm|remove, secrets rm|remove, teams remove, integration remove, blob del
        """,
)
_NETLIFY = phrases(
    looks="""
        status, sites:list, env:list, env:get, functions:list, logs, open, watch, api --list, addons:list, help
        """,
    makes="""
        init, link, unlink, dev, build, sites:create, env:set, env:import, functions:create, login, logout,
        switch, addons:create, completion, recipes
        """,
    changes="deploy, env:clone",
    risks="""
        deploy --prod|-p, env:unset, env:clone --to|-t, env:import --replace-existing, logout --all
        """,
    destroys="sites:delete, addons:delete, blobs:delete, db reset",
)
_GH = phrases(
    looks="""
        repo view, repo list, issue list, issue view, issue status, pr list, pr view, pr status, pr diff, pr
        checks, release list, release view, run list, run view, run watch, workflow list, workflow view, gist
        list, gist view, auth status, secret list, variable list, variable get, search, status, browse, label
        list, cache list, extension list, config get, config list, api, ssh-key list, gpg-key list, org list,
        ruleset list, ruleset view, project list, project view, codespace list, attestation verify, release
        download, auth token
        """,
    makes="""
        repo clone, repo create, repo fork, repo sync, repo set-default, issue create, issue comment, issue
        edit, issue reopen, issue pin, issue develop, issue unlock, pr create, pr checkout, pr comment, pr edit,
        pr reopen, pr ready, release edit, run download, workflow enable, gist edit,
        gist clone, label create, label edit, label clone, secret set, variable set, auth login, auth
        setup-git, config set, extension create, codespace create, project create, project edit, repo edit, repo
        unarchive
        """,
    changes="""
        gist create, release upload, issue close, pr close, pr review, pr update-branch, release create,
        run rerun, workflow run, alias
        delete, extension remove, extension upgrade, issue lock, pr lock, issue transfer, auth logout, auth
        refresh
        """,
    risks="""
        pr merge, repo rename, extension install, extension exec, alias set, alias import, repo archive, repo
        edit --visibility, workflow disable, run cancel, ssh-key add, gpg-key add, repo deploy-key add,
        codespace stop, repo sync --force, project close, gist rename
        """,
    destroys="""
        repo delete, issue delete, release delete, release delete-asset, gist delete, label delete, secret
        delete, secret remove, variable delete, run delete, cache delete, ssh-key delete, gpg-key delete, repo
        deploy-key delete, codespace delete, project delete, project item-delete, project field-delete, pr close
        --delete-branch|-d, repo autolink delete
        """,
)
_GLAB = phrases(
    looks="""
        release list, release view, repo view, repo list, mr list, mr view, mr diff, issue list, issue view, ci
        status, ci view, ci list, ci trace, ci lint, variable list, variable get, variable export, auth status,
        api, label list, snippet view, schedule list, user events, version, release download
        """,
    makes="""
        repo clone, repo create, repo fork, mr create, mr checkout, mr note, mr update, mr reopen, issue create,
        issue note, issue update, issue reopen, variable set, variable update, auth login, config set, label
        create, snippet create, ci artifact, release upload, mr for, mr rebase
        """,
    changes="""
        release create, mr close, issue close, ci run, ci retry, mr approve, mr revoke, alias delete, ci trigger
        """,
    risks="""
        mr merge, repo archive, alias set, repo transfer, ci cancel, ssh-key add, repo mirror, ci cancel
        pipeline
        """,
    destroys="""
        repo delete, release delete, mr delete, issue delete, variable delete, ci delete, label delete, schedule
        delete, ssh-key delete, deploy-key delete, snippet delete, token revoke
        """,
)
_WRANGLER = phrases(
    looks="""
        whoami, tail, kv:namespace list, kv:key list, kv:key get, kv namespace list, kv key list, kv key get, d1
        list, d1 info, r2 bucket list, r2 object get, deployments list, deployments status, versions list,
        versions view, types, secret list, pages project list, d1 export, check
        """,
    makes="""
        dev, init, login, logout, build, generate, d1 create, r2 bucket create, kv namespace create, secret put,
        pages dev, d1 migrations create, kv key put, r2 object put, queues create, setup
        """,
    changes="deploy|publish, pages deploy, versions upload, d1 migrations apply",
    risks="""
        rollback, versions deploy, d1 execute, secret bulk, queues pause-delivery, triggers deploy, d1
        time-travel restore
        """,
    destroys="""
        delete, d1 delete, r2 bucket delete, r2 object delete, kv:namespace delete, kv:key delete, kv:bulk
        delete, kv namespace delete, kv key delete, kv bulk delete, secret delete, queues delete, queues purge,
        pages project delete, pages deployment delete, vectorize delete, hyperdrive delete, dispatch-namespace
        delete
        """,
)

TABLES: dict[str, Table] = {
    **dict.fromkeys(("fly", "flyctl"), _FLY),
    **dict.fromkeys(("vercel", "vc", "now"), _VERCEL),
    **dict.fromkeys(("netlify", "ntl"), _NETLIFY),
    "heroku": _HEROKU,
    "gh": _GH,
    "glab": _GLAB,
    "wrangler": _WRANGLER,
}
"""Name of a tool to its phrases; what they do not say is judged by the verb."""
