"""Which program is of which kind: names of executables and window classes, small letters.

Only programs that a person meets on a Linux desktop, by their own names; words inside unknown names are in
`programs`.
"""

from __future__ import annotations

from supervisor.core.facts import Program

_NAMES: dict[Program, str] = {
    Program.TERMINAL: """
        xterm uxterm lxterm xfce4-terminal xfce4-terminal-emulator lxterminal gnome-terminal gnome-terminal-server
        gnome-console kgx ptyxis konsole kitty alacritty terminator tilix tilda guake yakuake urxvt rxvt
        rxvt-unicode st st-256color stterm foot footclient wezterm wezterm-gui mate-terminal qterminal terminology
        deepin-terminal pantheon-terminal io.elementary.terminal sakura roxterm termit eterm aterm mlterm
        cool-retro-term
        hyper tabby warp warp-terminal ghostty rio contour wterm x-terminal-emulator terminal iterm2 iterm
        windowsterminal cmd powershell pwsh blackbox
    """,
    Program.RUN_DIALOG: """
        xfce4-appfinder xfrun4 gmrun krunner rofi dmenu wofi fuzzel bemenu tofi lxqt-runner fbrun mate-panel-run
        gexec albert ulauncher synapse gnome-do rundialog
    """,
    Program.FILE_MANAGER: """
        thunar nautilus org.gnome.nautilus dolphin nemo caja pcmanfm pcmanfm-qt spacefm krusader konqueror doublecmd
        double-commander mc ranger nnn lf vifm xfe worker gnome-commander io.elementary.files pantheon-files
        dde-file-manager peony files files.app explorer finder xfdesktop nautilus-desktop nemo-desktop
        desktop-icons plasmashell caja-desktop rox rox-filer sunflower filezilla catfish
    """,
    Program.MAIL: """
        thunderbird thunderbird-bin icedove betterbird claws-mail sylpheed evolution geary kmail kontact trojita
        balsa mailspring mutt neomutt alpine roundcube seamonkey-mail outlook bluemail tutanota protonmail-bridge
        hiri airmail spark mail
    """,
    Program.MESSAGING: """
        telegram-desktop telegramdesktop telegram signal signal-desktop discord slack element element-desktop
        riot-desktop fluffychat nheko fractal pidgin gajim dino dino-im psi psi-plus hexchat xchat konversation
        quassel polari whatsapp whatsapp-desktop whatsdesk zapzap skype skypeforlinux teams teams-for-linux
        mattermost mattermost-desktop zulip rocketchat rocket.chat wire wire-desktop session threema viber zoom
        jami caprine franz ferdium rambox kopete empathy
    """,
    Program.SETTINGS: """
        xfce4-settings-manager xfce4-settings-editor xfce4-mouse-settings xfce4-keyboard-settings
        xfce4-display-settings xfce4-appearance-settings xfce4-accessibility-settings xfce4-color-settings
        xfce4-mime-settings xfce4-session-settings xfce4-power-manager-settings xfce4-notifyd-config
        xfce4-screensaver-preferences xfwm4-settings xfwm4-tweaks-settings xfwm4-workspace-settings
        xfdesktop-settings xfce4-panel-settings gnome-control-center org.gnome.settings gnome-tweaks
        gnome-tweak-tool systemsettings systemsettings5 kcmshell5 kcmshell6 lxqt-config lxappearance lxinput lxrandr
        obconf arandr pavucontrol nm-connection-editor blueman-manager cinnamon-settings mate-control-center
        unity-control-center io.elementary.switchboard dconf-editor gparted gnome-disks gnome-disk-utility
        system-config-printer users-admin gufw firewall-config timeshift timeshift-gtk seahorse-preferences
        nvidia-settings lightdm-gtk-greeter-settings im-config qt5ct qt6ct kvantummanager yast2 drakconf
        software-properties-gtk time-admin alsamixer xfce4-clipman-settings redshift-gtk control
        systempreferences
    """,
    Program.CREDENTIALS: """
        keepassxc keepass keepass2 keepassx bitwarden 1password seahorse secrets gnome-keyring kwalletmanager
        kwalletmanager5 kleopatra gpa enpass lastpass proton-pass pinentry pinentry-gtk-2 pinentry-gnome3 pinentry-qt
        polkit-gnome-authentication-agent-1 polkit-kde-authentication-agent-1 xfce-polkit lxpolkit
        lxqt-policykit-agent
        mate-polkit gcr-prompter gksu gksudo kdesu ksshaskpass ssh-askpass authenticator yubioath-desktop
    """,
    Program.FINANCE: """
        gnucash homebank kmymoney skrooge grisbi moneymanagerex denaro electrum bitcoin-qt monero-wallet-gui
        exodus ledger-live sparrow wasabi atomic moneydance quickbooks portfolio-performance
    """,
    Program.INSTALLER: """
        synaptic gnome-software org.gnome.software plasma-discover pamac pamac-manager muon apper octopi
        update-manager mintinstall mintupdate gdebi gdebi-gtk appcenter io.elementary.appcenter bauh
        snap-store ubuntu-software flatseal dnfdragora bazaar
    """,
    Program.SESSION: """
        xfce4-session-logout gnome-session-quit lxsession-logout lxqt-leave mate-session-save ksmserver
        ksmserver-logout-greeter wlogout obsession cinnamon-session-quit
    """,
    Program.BROWSER: """
        firefox firefox-esr chromium chromium-browser google-chrome chrome brave brave-browser opera vivaldi
        vivaldi-stable microsoft-edge msedge epiphany org.gnome.epiphany falkon konqueror-web qutebrowser midori surf
        luakit nyxt librewolf waterfox palemoon seamonkey tor-browser torbrowser safari navigator dillo netsurf
        x-www-browser min badwolf ladybird floorp zen
    """,
    Program.EDITOR: """
        mousepad gedit gnome-text-editor kate kwrite geany leafpad l3afpad pluma xed featherpad notepadqq scite
        emacs gvim vim-gtk nvim-qt sublime_text sublime-text code vscodium codium atom zed joplin obsidian
        libreoffice soffice soffice.bin libreoffice-writer libreoffice-calc libreoffice-impress abiword gnumeric
        calligrawords onlyoffice wps focuswriter ghostwriter typora zettlr xournalpp inkscape gimp krita
        jetbrains-idea
        idea pycharm eclipse netbeans arduino android-studio notepad notepad++ textedit word excel
    """,
}

KIND_OF: dict[str, Program] = {name: kind for kind, names in _NAMES.items() for name in names.split()}
"""Kind of each known name."""
