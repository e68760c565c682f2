"""Clouds, clusters and hosting: what the subcommands of their tools do, from each tool's own manual."""

from __future__ import annotations

from supervisor.detect.shell.phrases import Phrase, phrases

_KUBECTL = phrases(
    looks="""
        get, describe, logs, top, explain, api-resources, api-versions, cluster-info, config view, config
        get-contexts, config current-context, auth can-i, auth whoami, rollout status, rollout history, diff,
        version, events, options, apply view-last-applied, wait, kustomize, completion, plugin list, help, set
        """,
    makes="""
        create, run, expose, label, annotate, config, uncordon, cp, port-forward, proxy, rollout, rollout
        resume, attach, autoscale, debug, certificate approve
        """,
    changes="apply, replace, edit, rollout pause, apply set-last-applied",
    risks="""
        drain, cordon, taint, scale, rollout restart, rollout undo, set env, set image, set resources, set
        selector, set serviceaccount, set subject, patch, exec, certificate deny, config delete-context, config
        unset
        """,
    destroys="""
        delete, apply --force, apply --prune, replace --force, config delete-cluster, config delete-user
        """,
)
_TERRAFORM = phrases(
    looks="""
        plan, show, output, graph, providers, version, validate, state list, state show, state pull, console,
        workspace list, workspace show, metadata, get, modules, fmt -check, login -help
        """,
    makes="""
        init, fmt, import, workspace new, workspace select, login, logout, test, refresh, untaint, run-all plan
        """,
    changes="apply, workspace delete",
    risks="""
        state mv, state replace-provider, taint, state push, init -migrate-state, init -force-copy
        """,
    destroys="""
        destroy, apply -auto-approve|--auto-approve, apply -destroy|--destroy, state rm, workspace delete
        -force|--force, force-unlock, run-all destroy, run-all apply
        """,
)
_PULUMI = phrases(
    looks="""
        preview, stack ls, stack output, stack graph, stack history, config get, whoami, logs, about, version,
        env ls, env get, env open, plugin ls, schema
        """,
    makes="""
        new, stack init, stack select, config set, login, logout, install, env init, env set, env edit, import,
        stack export, convert, package add
        """,
    changes="up|update, refresh, watch, config rm",
    risks="""
        cancel, stack rename, stack import, stack change-secrets-provider, state rename, state unprotect, state
        move
        """,
    destroys="""
        destroy, stack rm, state delete, up|update -y|--yes, env rm, policy rm, plugin rm, config rm-all
        """,
)
_HELM = phrases(
    looks="""
        list|ls, status, history, get, show, search, template, lint, version, env, verify, repo list, plugin
        list, dependency list, diff
        """,
    makes="""
        repo add, repo update, pull, package, create, dependency update, dependency build, plugin install,
        registry
        """,
    changes="install, upgrade, repo remove, plugin uninstall, push",
    risks="rollback",
    destroys="uninstall|delete|un|del, upgrade --force, rollback --force",
)
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
        pr reopen, pr ready, release edit, release upload, run download, workflow enable, gist create, gist
        edit, gist clone, label create, label edit, label clone, secret set, variable set, alias set, auth
        login, auth setup-git, config set, extension install, extension create, codespace create, project
        create, project edit, repo edit, repo unarchive
        """,
    changes="""
        issue close, pr close, pr review, pr update-branch, release create, run rerun, workflow run, alias
        delete, extension remove, extension upgrade, issue lock, pr lock, issue transfer, auth logout, auth
        refresh
        """,
    risks="""
        pr merge, repo rename, repo archive, repo edit --visibility, workflow disable, run cancel, ssh-key add,
        gpg-key add, repo deploy-key add, codespace stop, repo sync --force, project close, gist rename
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
        create, alias set, snippet create, ci artifact, release upload, mr for, mr rebase
        """,
    changes="""
        release create, mr close, issue close, ci run, ci retry, mr approve, mr revoke, alias delete, ci trigger
        """,
    risks="""
        mr merge, repo archive, repo transfer, ci cancel, ssh-key add, repo mirror, ci cancel pipeline
        """,
    destroys="""
        repo delete, release delete, mr delete, issue delete, variable delete, ci delete, label delete, schedule
        delete, ssh-key delete, deploy-key delete, snippet delete, token revoke
        """,
)
_AWS = phrases(
    looks="""
        s3 ls, s3 presign, sts, configure list, help, s3api head-object, s3api list-objects, logs tail, ssm
        get-parameter, secretsmanager get-secret-value, iam simulate-principal-policy, s3 sync --dryrun, s3 rm
        --dryrun, s3 mv --dryrun, s3 cp --dryrun, dynamodb scan, dynamodb query, ecr get-login-password, eks
        update-kubeconfig, sso login
        """,
    makes="""
        s3 cp, s3 mb, s3 website, configure, s3 sync, s3api put-object, lambda invoke, ec2 create-tags, sns
        publish, sqs send-message, cloudformation package, ssm put-parameter
        """,
    changes="""
        s3 mv, ec2 start-instances, ecs update-service, lambda update-function-code, cloudformation deploy,
        cloudformation update-stack, cloudformation execute-change-set, ssm start-session
        """,
    risks="""
        s3api put-bucket-policy, s3api put-bucket-acl, ec2 stop-instances, ec2 reboot-instances, iam
        attach-user-policy, iam attach-role-policy, iam put-user-policy, iam put-role-policy, iam
        create-access-key, iam create-user, iam update-access-key, iam create-login-profile, ec2
        authorize-security-group-ingress, rds stop-db-instance, rds reboot-db-instance, ec2
        modify-instance-attribute, secretsmanager update-secret, secretsmanager put-secret-value, secretsmanager
        rotate-secret, cloudfront create-invalidation, route53 change-resource-record-sets, ec2 run-instances,
        lambda add-permission, kms disable-key, organizations leave-organization, cloudtrail stop-logging, ssm
        send-command, rds modify-db-instance, autoscaling update-auto-scaling-group, s3 cp --acl, ec2
        modify-snapshot-attribute, secretsmanager update-secret-version-stage
        """,
    destroys="""
        s3 rm, s3 rb, s3 sync --delete, ec2 terminate-instances, kms schedule-key-deletion, sqs purge-queue,
        dynamodb delete-table, ecr batch-delete-image, s3api delete-bucket, s3api delete-objects, ec2
        release-address, ec2 deregister-image, secretsmanager delete-secret, iam delete-user, s3api
        put-bucket-lifecycle-configuration, backup delete-recovery-point
        """,
)
_GCLOUD = phrases(
    looks="""
        config list, config get-value, config get, auth list, info, projects list, version, help, topic, secrets
        versions access, container clusters get-credentials, auth print-access-token, storage ls, storage cat,
        storage du, storage hash, logging read, components list
        """,
    makes="""
        init, auth login, config set, config configurations, storage cp, storage buckets create, builds submit,
        components install, components update, compute ssh, compute scp, auth configure-docker, iam roles create
        """,
    changes="run deploy, app deploy, functions deploy, compute instances start, storage mv, app browse",
    risks="""
        compute instances stop, compute instances reset, compute instances suspend, projects
        add-iam-policy-binding, projects set-iam-policy, iam service-accounts keys create, sql instances
        restart, services disable, container clusters resize, iam service-accounts disable, storage buckets
        add-iam-policy-binding, projects remove-iam-policy-binding, sql instances failover, compute
        firewall-rules create
        """,
    destroys="""
        storage rm, storage rsync --delete-unmatched-destination-objects, kms keys versions destroy, sql backups
        delete, auth revoke, secrets versions destroy
        """,
)
_AZ = phrases(
    looks="""
        account show, account list, login, logout, version, configure, find, monitor, aks get-credentials,
        keyvault secret show, storage blob download, storage blob download-batch, acr login, help, feedback,
        account set
        """,
    makes="group create, storage blob upload, storage blob upload-batch, storage blob sync, tag",
    changes="""
        vm start, webapp up, functionapp start, webapp start, deployment group create, webapp deploy, upgrade
        """,
    risks="""
        vm stop, vm restart, vm deallocate, vm redeploy, vm reimage, aks stop, aks scale, webapp stop, webapp
        restart, functionapp stop, functionapp restart, role assignment create, role assignment delete, ad sp
        create-for-rbac, acr repository untag, ad app credential reset, ad sp credential reset, storage account
        keys renew, keyvault set-policy, network nsg rule create, sql db restore, lock delete
        """,
    destroys="""
        group delete, vm delete, keyvault purge, keyvault secret purge, keyvault key purge, storage blob
        delete-batch, storage blob sync --delete-destination
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
_VAULT = phrases(
    looks="""
        status, read, list, kv get, kv list, kv metadata get, policy list, policy read, auth list, auth help,
        secrets list, audit list, token lookup, token capabilities, version, path-help, lease lookup, print,
        login, debug, operator members, kv metadata list
        """,
    makes="""
        write, kv put, kv patch, kv undelete, policy write, policy fmt, secrets enable, auth enable, token
        create, audit enable, server, agent, unwrap, ssh, token renew, lease renew, plugin register
        """,
    risks="""
        token revoke, lease revoke, operator seal, operator unseal, operator step-down, operator rekey, operator
        rotate, operator generate-root, operator init, audit disable, secrets move, secrets tune, auth tune, kv
        rollback, operator raft remove-peer, operator migrate, namespace lock
        """,
    destroys="""
        delete, kv delete, kv destroy, kv metadata delete, secrets disable, auth disable, policy delete, lease
        revoke -prefix, operator raft snapshot restore, namespace delete, plugin deregister
        """,
)
_ARGOCD = phrases(
    looks="""
        app list, app get, app diff, app history, app logs, app manifests, app resources, cluster list, repo
        list, proj list, version, account list, context, account get-user-info
        """,
    makes="""
        app create, app set, repo add, login, logout, proj create, app wait, cluster add, app add-source
        """,
    changes="app sync, app unset",
    risks="""
        app rollback, app terminate-op, app patch, account update-password, cluster rotate-auth, app edit, app
        actions run, app sync --force, app sync --prune
        """,
    destroys="""
        app delete, app delete-resource, repo rm, cluster rm, proj delete, app remove-source, cert rm
        """,
)

TABLES: dict[str, tuple[Phrase, ...]] = {
    **dict.fromkeys(("kubectl", "k", "oc", "microk8s.kubectl", "k3s-kubectl"), _KUBECTL),
    **dict.fromkeys(("terraform", "tofu", "terragrunt"), _TERRAFORM),
    **dict.fromkeys(("fly", "flyctl"), _FLY),
    **dict.fromkeys(("vercel", "vc", "now"), _VERCEL),
    **dict.fromkeys(("netlify", "ntl"), _NETLIFY),
    "pulumi": _PULUMI,
    "helm": _HELM,
    "heroku": _HEROKU,
    "gh": _GH,
    "glab": _GLAB,
    "aws": _AWS,
    "gcloud": _GCLOUD,
    "az": _AZ,
    "wrangler": _WRANGLER,
    "vault": _VAULT,
    "argocd": _ARGOCD,
}
"""Name of a tool to its phrases; what they do not say is judged by the verb."""
