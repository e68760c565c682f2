"""Programs by what they do, where the name alone tells; from the manuals of the common Unix tools."""

from __future__ import annotations

from supervisor.detect.wordlist import wordlist

READ = wordlist(
    """
    : true false echo printf ls dir vdir cat tac nl head tail more less most zless zcat bzcat xzcat zstdcat zmore
    lesspipe bat batcat view grep egrep fgrep rg ag ack zgrep xzgrep bzgrep ugrep pdfgrep wc cut paste tr fold fmt
    expand unexpand column colrm rev sort uniq comm join diff diff3 sdiff cmp colordiff delta difft vimdiff zdiff
    file stat du df ncdu duf dust tree exa eza lsd lsattr getfattr getfacl readlink realpath basename dirname pwd
    which whereis type locate plocate hash apropos whatis man info help tldr cheat test [ [[ expr bc dc seq factor
    numfmt date cal ncal uptime w who whoami id groups users last lastlog lastb finger logname hostname uname arch
    nproc lscpu lsmem lsblk blkid findmnt lsusb lspci lshw hwinfo inxi dmidecode lsmod modinfo lsns lslocks lsipc
    lsof ps pstree pgrep pidof top htop btop atop iotop iftop nethogs glances vmstat iostat mpstat sar free
    slabtop pmap env printenv locale getconf ulimit jobs fg bg wait times sleep usleep read mapfile readarray
    getopts caller compgen complete dirs pushd popd cd tty clear reset tput md5sum sha1sum sha224sum
    sha256sum sha384sum sha512sum shasum b2sum b3sum cksum sum crc32 xxd od hexdump hd strings nm objdump readelf
    size ldd addr2line c++filt base64 base32 basenc uuencode jq xmllint xmlstarlet gron fx csvlook csvcut csvstat
    csvgrep xsv ping ping6 traceroute traceroute6 tracepath mtr dig host nslookup whois drill getent ss netstat
    iwconfig iwgetid nmap showmount rpcinfo snmpwalk snmpget tcpdump tshark journalctl dmesg lastcomm yes tsort
    look fortune cowsay figlet toilet lolcat banner cmatrix neofetch fastfetch screenfetch pfetch onefetch tokei
    cloc scc sloccount speedtest speedtest-cli units qalc ts pv pr od ptx cowthink figlet rfetch procs fzf sk peco
    gls ggrep identify mediainfo ffprobe soxi pdfinfo pdffonts pdfimages pdfgrep gdalinfo ogrinfo zipinfo lsar
    dumpe2fs iptables-save ip6tables-save systemd-cgls systemd-cgtop systemd-detect-virt rc-status getenforce sestatus
    getsebool aa-status ausearch aureport ssh-keyscan keyscan arping iperf3 iperf fping
    tcptraceroute javap jps jstack jmap jstat jinfo yq dasel xev xwd sw_vers system_profiler mdfind mdls ioreg
    otool tasklist systeminfo ver vol where gpresult findstr comp driverquery getmac nbtstat
    pathping tracert whoami query choice more
    sigcheck pbpaste
    btm gtop bashtop bpytop s-tui vnstat bmon iptraf ifstat sockstat nload bandwhich pidstat
    dpkg-architecture debsums apt-rdepends rdepends equery qlist eix pkgfile pactree checkupdates repoquery
    gpgv rhash xxhsum b3sum cksfv texcount detex ascii2uni uchardet
    pdftotext pdfgrep catdoc antiword odt2txt xls2csv docx2txt jpeginfo pngcheck webpinfo
    ffplay lpstat lpq xdpyinfo xwininfo xprop glxinfo vainfo vdpauinfo sensors acpi upower lsinitramfs
    dpkg-query apt-cache rpmquery pkg-config pkgconf fc-list fc-match fc-query shellcheck
    pylint flake8 mypy pyflakes
    pycodestyle pydocstyle bandit vulture hadolint yamllint jsonlint tflint eslint stylelint markdownlint
    proselint codespell typos vale cppcheck clang-tidy luacheck checkstyle actionlint ansible-lint sleep hostid
    tload mesg nologin lsb_release getcap pahole biff ipcs dirs let test history true cowsay whence disown exit
    logout return break continue shift local groupcheck namei pathchk mountpoint iwlist look strings
    """
)
"""They look and print; what they write goes to the terminal."""

REVERSIBLE = wordlist(
    """
    mkdir touch mktemp mkfifo mknod ln link symlink cp mv zip gzip gunzip bzip2 bunzip2 xz unxz zstd unzstd lz4
    compress uncompress unzip unrar unar 7z 7za 7zr rar cpio pax ar split csplit vi vim nvim rvim rview nano
    pico micro emacs ed joe ne helix hx kak code codium subl gedit kate mousepad xdg-open open gnome-open evince
    okular eog feh
    make gmake cmake ninja meson bazel buck scons autoconf automake autoreconf libtool configure gcc g++ cc c++
    clang clang++ ld as rustc javac kotlinc scalac ghc tsc esbuild vite webpack rollup babel swc sass
    lessc gofmt goimports rustfmt black isort ruff prettier autopep8 yapf clang-format shfmt stylua pytest py.test
    nosetests tox nox jest mocha vitest ava cypress playwright phpunit rspec minitest ctest gtest behave cucumber
    mvn gradle ant sbt lein gradlew mvnw rake dotnet msbuild swift xcodebuild flutter dart elm mix rebar3 erlc
    elixirc zig nim crystal ffmpeg convert magick mogrify montage sox lame flac oggenc opusenc cwebp gifsicle
    pngquant optipng jpegoptim pandoc pdflatex xelatex lualatex latex latexmk bibtex tectonic typst asciidoctor
    sphinx-build mkdocs hugo jekyll wget aria2c axel yt-dlp youtube-dl git-lfs ssh mosh telnet ftp sftp scp rsync
    tmux screen byobu zellij export declare typeset local readonly unset set shopt umask alias unalias tabs
    setterm xset setxkbmap dos2unix unix2dos iconv enca patch pushd popd ctags cscope gdb lldb pdb valgrind perf
    ltrace man-db updatedb mandb texhash fc-cache notify-send xclip xsel wl-copy pbcopy pbpaste say
    espeak aplay paplay mpv vlc mplayer cmus play rec arecord firefox chromium google-chrome thunar nautilus
    virtualenv nvm n asdf direnv terraform-docs protoc thrift flatc swagger openapi-generator mysql mariadb psql
    sqlite3 mongosh mongo redis-cli cqlsh sqlplus clickhouse-client ipython jupyter irb pry ghci gpg gpg2 age
    openssl trap newgrp
    """
)
"""They make or change things that can be undone, or open a program that is judged by itself."""

RISKY = {
    **dict.fromkeys(("kill", "pkill", "killall", "killall5", "skill", "tkill"), "ends running programs"),
    **dict.fromkeys(("shutdown", "reboot", "poweroff", "halt", "telinit", "init"), "stops or restarts the machine"),
    **dict.fromkeys(("swapoff", "eject"), "changes what is mounted"),
    **dict.fromkeys(
        ("insmod", "rmmod", "modprobe", "kexec", "sysctl", "grub-install", "update-grub"),
        "changes the kernel or the boot",
    ),
    **dict.fromkeys(
        ("useradd", "usermod", "adduser", "groupadd", "groupmod", "gpasswd", "passwd", "chpasswd"), "changes accounts"
    ),
    **dict.fromkeys(("chsh", "chfn", "vipw", "vigr", "sudoedit", "chage"), "changes accounts"),
    **dict.fromkeys(("ebtables", "arptables"), "changes the firewall"),
    **dict.fromkeys(
        ("ifdown", "ifup", "wg-quick", "dhclient", "iptables-restore", "ip6tables-restore"), "changes the network"
    ),
    **dict.fromkeys(("mail", "mailx", "mutt", "sendmail", "msmtp", "swaks"), "may send mail"),
    **dict.fromkeys(("su", "sudosh", "login"), "becomes another user"),
    **dict.fromkeys(("nsupdate", "rndc"), "changes name service"),
    **dict.fromkeys(
        ("ngrok", "localtunnel", "bore", "croc", "wormhole", "magic-wormhole", "x11vnc", "vncserver"),
        "opens this machine to others, or sends files to them",
    ),
    **dict.fromkeys(("xdotool", "ydotool", "wtype", "xte"), "sends input past the supervisor"),
    **dict.fromkeys(("setcap", "setfacl", "chattr", "chcon", "restorecon", "setenforce"), "changes permissions"),
    **dict.fromkeys(
        ("add-apt-repository", "kafka-reassign-partitions", "kafka-leader-election"), "changes the system"
    ),
    **dict.fromkeys(("rename", "prename"), "renames many files"),
    **dict.fromkeys(("dpkg-reconfigure",), "changes installed software"),
}
"""Name to what it does."""

DESTRUCTIVE = {
    **dict.fromkeys(("rm", "srm", "del", "erase", "rimraf", "del-cli"), "deletes"),
    **dict.fromkeys(("shred", "scrub", "wipe", "nwipe", "bleachbit", "sfill", "sswap"), "wipes"),
    **dict.fromkeys(("truncate",), "cuts off"),
    **dict.fromkeys(("mkfs", "mke2fs", "mkswap", "mkdosfs", "newfs", "format", "wipefs", "blkdiscard"), "formats"),
    **dict.fromkeys(
        ("fdisk", "sfdisk", "cfdisk", "parted", "gdisk", "sgdisk", "cgdisk"),
        "rewrites the partitions of",
    ),
    **dict.fromkeys(("lvremove", "vgremove", "pvremove", "lvreduce", "vgreduce"), "removes volumes:"),
    **dict.fromkeys(("userdel", "deluser", "groupdel", "delgroup"), "deletes the account"),
    **dict.fromkeys(("dropdb", "dropuser"), "drops the database"),
    **dict.fromkeys(("trash-empty", "trash-rm"), "empties the trash:"),
    **dict.fromkeys(("rmlint.sh", "git-filter-repo", "bfg"), "deletes for good:"),
    **dict.fromkeys(("dd",), "overwrites"),
    **dict.fromkeys(("flushall", "flushdb"), "empties the database"),
    **dict.fromkeys(("kafka-delete-records", "kafka-delete-records.sh"), "deletes records of a queue:"),
    **dict.fromkeys(("nix-collect-garbage",), "removes unused packages:"),
    **dict.fromkeys(("pg_dropcluster", "sg_format", "pg_resetwal"), "removes data:"),
}
"""Name to the verb of a sentence that goes on with the operands."""

SHELLS = wordlist(
    "sh bash dash zsh ksh mksh ash fish csh tcsh rbash yash busybox-sh pwsh powershell cmd elvish nu xonsh"
)
"""Programs that run their input as commands."""

INTERPRETERS = wordlist(
    "python python2 python3 pypy pypy3 perl ruby node nodejs deno bun php lua luajit tclsh wish Rscript R julia"
    " groovy osascript"
)
"""Programs that run their input as code of another language."""
