"""The verbs that makers of command line tools use, and the tools that are known to use them."""

from __future__ import annotations

from supervisor.detect.wordlist import wordlist

DESTROYING = wordlist(
    """
    delete del deletes remove rm rmi rb rd rmdir destroy purge drop prune wipe erase terminate uninstall unpublish
    truncate shred nuke obliterate undeploy teardown deregister flush flushall flushdb expire forget
    discard unlink undefine deprovision decommission zap rdelete rmtree abandon trash evict autoremove
    autoclean sweep delete-all eradicate expunge
    """
)
"""Verbs that make something go away."""

CHANGING = wordlist(
    """
    stop kill restart reboot shutdown halt poweroff deactivate suspend drain cordon taint detach revoke rotate reset
    unset rollback publish deploy promote yank deprecate transfer grant failover unregister leave unmask mask isolate
    rewind recreate clean clear unsubscribe
    reinstall force overwrite activate promote-replica invalidate luksformat resizepart mkpart mklabel
    mktable disassociate downgrade impersonate takeover unlock ban expel close quit roll reassign
    """
)
"""Verbs that stop or change something that is in use."""

MILD = wordlist(
    """
    disable cancel abort restore release exec eval archive replace patch scale move mv sync mirror
    logout down revert upgrade upload put send invoke execute block apply migrate reindex resize reject purge-cache
    deallocate reload flush-cache push merge approve stop-session
    """
)
"""Verbs that change what others may see, or what can be taken back. Also used as nouns: `release list`."""

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
    nx lerna turbo expo react-native ionic cordova capacitor nest gatsby hexo hugo jekyll corepack
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
    nmap ssh-keyscan ssh-agent gpg-agent openssl keytool java
    stack cabal bw gopass guix cbt pg_ctlcluster kopia turso neonctl pscale railway tlmgr hledger ledger
    beancount task taskwarrior
    timew todo.sh jira acli glow lpadmin lpoptions lvcreate vgcreate pvcreate lvextend lvdisplay vgdisplay
    pvdisplay lvs vgs pvs zfs zpool btrfs mdadm cryptsetup smartctl hdparm nvme
    """
)
"""Tools whose destructive verbs are in the lists above; with another word they are taken to do nothing that lasts."""
