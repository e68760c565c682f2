"""Package managers of languages and machines: what their subcommands do, from each tool's own manual."""

from __future__ import annotations

from supervisor.detect.shell.phrases import Table, phrases

_NPM = phrases(
    looks="""
        list|ls|ll|la, view|info|show|v, search, outdated, audit, help, config list, config get, config ls,
        root, prefix, bin, whoami, doctor, explain, fund, why, pack --dry-run, publish --dry-run, owner ls|list,
        org ls, team ls, hook ls, access list|get, dist-tag ls, dist-tag list, access list, token list, profile
        get, ping, query, sbom, diff, cache verify, docs, repo, bugs, npm info, licenses list, store status,
        store path, access ls-packages
        """,
    makes="""
        init, run|run-script, test, start, build, exec, pack, link, config set, set, login|adduser, version,
        dedupe, rebuild, ci, dist-tag add, star, audit fix, install, unlink, patch, approve-builds, import,
        fetch, env use, cache add, update, upgrade, set version, plugin import, workspaces, pm
        """,
    changes="""
        install-test, prune, uninstall|remove|rm|un|r, config delete, cache clean, logout, store prune, publish
        --tag, workspaces focus, plugin remove, env remove
        """,
    risks="""
        publish, npm publish, owner add, owner rm, access, token create, profile set, team, deprecate, dist-tag
        rm, stop, restart, hook, org, npm tag add, npm tag remove
        """,
    destroys="""
        unpublish, npm unpublish, token revoke, uninstall|remove|rm|un -g|--global, cache clean --force|-f,
        unstar, team destroy, npm logout --all, global remove
        """,
)
_CARGO = phrases(
    looks="""
        check, clippy, doc, tree, search, metadata, version, help, fetch, audit, outdated, locate-project,
        pkgid, verify-project, info, publish --dry-run|-n, package --list, expand, bloat, deny, geiger, report
        """,
    makes="""
        build|b, run|r, test|t, bench, new, init, add, update, fmt, fix, generate-lockfile, vendor, package,
        login, nextest, watch, generate, miri
        """,
    changes="clean, remove|rm, uninstall, logout, owner --list",
    risks="install, publish, owner",
    destroys="yank",
)
_PIP = phrases(
    looks="""
        list, show, freeze, check, search, config list, config get, cache list, cache info, cache dir, index,
        inspect, debug, hash, help, install --dry-run, lock, version, tree, pip list, pip show, pip freeze,
        python list, tool list
        """,
    makes="""
        download, wheel, config set, venv, sync, init, export, compile, pip compile, self update, env use, cache
        add, build, add
        """,
    changes="""
        clean, cache purge, cache remove, config unset, cache clean, cache prune, upgrade-all, upgrade,
        reinstall, reinstall-all, unpin, pin, inject, uninject, ensurepath
        """,
    risks="publish, twine upload, tool upgrade, self uninstall",
    destroys="""
        uninstall, remove, uninstall-all, pip uninstall, env remove, remove --all, python uninstall, tool
        uninstall, pip sync
        """,
)
_BREW = phrases(
    looks="""
        list|ls, search, info, deps, uses, outdated, doctor, config, leaves, desc, home, log, cat, commands,
        tap-info, missing, livecheck, services list, services info, services, cleanup -n|--dry-run, autoremove
        -n|--dry-run, --prefix, --version, upgrade -n|--dry-run, bundle check, bundle list, formulae, casks,
        options, --cache, --cellar, --repository, shellenv, audit, style, tap, linkage
        """,
    makes="""
        update, link, pin, unpin, fetch, services start, bundle dump, create, edit, analytics, unlink, services
        run, migrate, bump
        """,
    changes="""
        cleanup, services restart, untap, autoremove, analytics off, services cleanup, update-reset
        """,
    risks="""
        install, upgrade, reinstall, services stop, bundle install, bundle, postinstall, services kill
        """,
    destroys="uninstall|remove|rm, zap, uninstall --zap, bundle cleanup",
)
_NIX = phrases(
    looks="""
        search, eval, show-derivation, flake show, flake metadata, flake check, store ls, path-info,
        why-depends, profile list, profile history, log, repl, store diff-closures, derivation show, flake info,
        registry list, doctor, config show, hash, nar ls, print-dev-env, edit
        """,
    makes="""
        build, flake init, flake new, flake update, flake lock, profile install, profile add, copy, bundle, fmt,
        registry add, store add, key generate-secret, registry pin
        """,
    changes="""
        run, shell, develop, profile upgrade, profile rollback, profile remove, registry remove, upgrade-nix
        """,
    destroys="store gc, store delete, profile wipe-history, store optimise --delete",
)

TABLES: dict[str, Table] = {
    **dict.fromkeys(("npm", "pnpm", "yarn", "bun", "yarnpkg", "cnpm"), _NPM),
    **dict.fromkeys(
        ("pip", "pip3", "uv", "poetry", "pipenv", "pdm", "conda", "mamba", "micromamba", "pipx", "hatch", "rye"), _PIP
    ),
    "cargo": _CARGO,
    "brew": _BREW,
    "nix": _NIX,
}
"""Name of a tool to its phrases; what they do not say is judged by the verb."""
