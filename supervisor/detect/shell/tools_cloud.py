"""Clouds and clusters: what the subcommands of their tools do, from each tool's own manual."""

from __future__ import annotations

from supervisor.detect.shell.phrases import Table, phrases

_KUBECTL = phrases(
    looks="""
        get, describe, logs, top, explain, api-resources, api-versions, cluster-info, config view, config
        get-contexts, config current-context, auth can-i, auth whoami, rollout status, rollout history, diff,
        version, events, options, apply view-last-applied, wait, kustomize, completion, plugin list, help, set
        """,
    makes="""
        create, run, expose, label, annotate, config, uncordon, cp, port-forward, proxy, rollout, rollout
        resume, autoscale, certificate approve
        """,
    changes="apply, replace, edit, attach, debug, rollout pause, apply set-last-applied",
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
_AWS = phrases(
    looks="""
        s3 ls, s3 presign, sts, configure list, help, s3api head-object, s3api list-objects, logs tail, ssm
        get-parameter, secretsmanager get-secret-value, iam simulate-principal-policy, s3 sync --dryrun, s3 rm
        --dryrun, s3 mv --dryrun, s3 cp --dryrun, dynamodb scan, dynamodb query, ecr get-login-password, eks
        update-kubeconfig, sso login
        """,
    makes="""
        s3 cp, s3 mb, s3 website, configure, s3 sync, s3api put-object, ec2 create-tags, sns publish, sqs
        send-message, cloudformation package, ssm put-parameter
        """,
    changes="""
        s3 mv, lambda invoke, ec2 start-instances, ecs update-service, lambda update-function-code,
        cloudformation deploy, cloudformation update-stack, cloudformation execute-change-set, ssm start-session
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
        vm run-command, vmss run-command, vm stop, vm restart, vm deallocate, vm redeploy, vm reimage, aks stop,
        aks scale, webapp stop, webapp restart, functionapp stop, functionapp restart, role assignment create,
        role assignment delete, ad sp create-for-rbac, acr repository untag, ad app credential reset, ad sp
        credential reset, storage account keys renew, keyvault set-policy, network nsg rule create, sql db
        restore, lock delete
        """,
    destroys="""
        group delete, vm delete, keyvault purge, keyvault secret purge, keyvault key purge, storage blob
        delete-batch, storage blob sync --delete-destination
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

TABLES: dict[str, Table] = {
    **dict.fromkeys(("kubectl", "k", "oc", "microk8s.kubectl", "k3s-kubectl"), _KUBECTL),
    **dict.fromkeys(("terraform", "tofu", "terragrunt"), _TERRAFORM),
    "pulumi": _PULUMI,
    "helm": _HELM,
    "aws": _AWS,
    "gcloud": _GCLOUD,
    "az": _AZ,
    "vault": _VAULT,
    "argocd": _ARGOCD,
}
"""Name of a tool to its phrases; what they do not say is judged by the verb."""
