<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR">
<context>
    <name>ui</name>
    <message>
        <source>Idle</source>
        <translation>Au repos</translation>
    </message>
    <message>
        <source>An agent is working</source>
        <translation>Un agent travaille</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>En attente de votre réponse</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Refusé</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pause</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Arrêté</translation>
    </message>
    <message>
        <source>Re-arm…</source>
        <translation>Réactiver…</translation>
    </message>
    <message>
        <source>Agents stay stopped until you choose “{entry}” in the menu</source>
        <translation>Les agents restent arrêtés jusqu’à ce que vous choisissiez « {entry} » dans le menu</translation>
    </message>
    <message>
        <source>Agents stay stopped until you press {chord} or choose “{entry}” in the menu</source>
        <translation>Les agents restent arrêtés jusqu’à ce que vous pressiez {chord} ou choisissiez « {entry} » dans le menu</translation>
    </message>
    <message>
        <source>Quit…</source>
        <translation>Quitter…</translation>
    </message>
    <message>
        <source>Resume…</source>
        <translation>Reprendre…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Mettre en pause</translation>
    </message>
    <message>
        <source>Ask again about what is refused since you rejected it…</source>
        <translation>Redemander ce qui est refusé depuis votre rejet…</translation>
    </message>
    <message>
        <source>Use the changed policy…</source>
        <translation>Utiliser la politique modifiée…</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>Arrêter maintenant</translation>
    </message>
    <message>
        <source>What waits for you</source>
        <translation>Ce qui vous attend</translation>
    </message>
    <message>
        <source>What waits for you ({count})</source>
        <translation>Ce qui vous attend ({count})</translation>
    </message>
    <message>
        <source>Standing approvals ({count})</source>
        <translation>Autorisations en vigueur ({count})</translation>
    </message>
    <message>
        <source>Review… ({count})</source>
        <translation>Passer en revue… ({count})</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>Passer en revue…</translation>
    </message>
    <message>
        <source>What was asked</source>
        <translation>Ce qui a été demandé</translation>
    </message>
    <message>
        <source>Practise stop, approve and reject</source>
        <translation>S’exercer à arrêter, approuver et rejeter</translation>
    </message>
    <message>
        <source>{containment}: ways past the gate are open</source>
        <translation>{containment} : des voies contournant le contrôle sont ouvertes</translation>
    </message>
    <message>
        <source>A laxer level is earned: see Autonomy</source>
        <translation>Un niveau plus souple est mérité : voir Autonomie</translation>
    </message>
    <message>
        <source>A batch is ready to be gone through: see Review</source>
        <translation>Un lot est prêt à être revu : voir Passer en revue</translation>
    </message>
    <message>
        <source>not contained</source>
        <translation>non confiné</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risque</translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation>Ce qui va se passer</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Sure</source>
        <comment>how sure the agent is; above a column of percentages</comment>
        <translation>Sûr</translation>
    </message>
    <message>
        <source>Waits</source>
        <comment>how long something waits; above a column of times</comment>
        <translation>Attente</translation>
    </message>
    <message>
        <source>Reads only</source>
        <translation>Lecture seule</translation>
    </message>
    <message>
        <source>Can be undone</source>
        <translation>Réversible</translation>
    </message>
    <message>
        <source>High risk</source>
        <translation>Risque élevé</translation>
    </message>
    <message>
        <source>For good</source>
        <translation>Irréversible</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Messaging</source>
        <translation>Messagerie</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Fichiers</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>Finance</source>
        <translation>Finances</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>Identifiants</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Compte</translation>
    </message>
    <message>
        <source>Shell</source>
        <translation>Shell</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Publication</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installation</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Autre</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{minutes}:{seconds} min</source>
        <translation>{minutes}:{seconds} min</translation>
    </message>
    <message>
        <source>Figures – agent-supervisor</source>
        <translation>Chiffres – agent-supervisor</translation>
    </message>
    <message>
        <source>How often you were asked</source>
        <translation>Combien de fois on vous a demandé</translation>
    </message>
    <message>
        <source>Figures of</source>
        <translation>Chiffres de</translation>
    </message>
    <message>
        <source>Time</source>
        <comment>a stretch of days</comment>
        <translation>Période</translation>
    </message>
    <message>
        <source>Nothing happened in this time.</source>
        <translation>Rien ne s’est passé pendant cette période.</translation>
    </message>
    <message>
        <source>actions</source>
        <translation>actions</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>demandées</translation>
    </message>
    <message>
        <source>asked of 100</source>
        <translation>demandées sur 100</translation>
    </message>
    <message>
        <source>approved of what was asked</source>
        <translation>approuvées parmi les demandes</translation>
    </message>
    <message>
        <source>median time to answer</source>
        <translation>temps de réponse médian</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>How questions ended</source>
        <translation>Issue des demandes</translation>
    </message>
    <message>
        <source>Asked of 100 actions</source>
        <translation>Demandées sur 100 actions</translation>
    </message>
    <message>
        <source>Median time to answer, seconds</source>
        <translation>Temps de réponse médian, en secondes</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>non demandées</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>approuvées</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>modifiées</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>rejetées</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>sans réponse</translation>
    </message>
    <message numerus="yes">
        <source>Last %n day(s)</source>
        <translation>
            <numerusform>Dernier jour</numerusform>
            <numerusform>%n derniers jours</numerusform>
        </translation>
    </message>
    <message>
        <source>All of the record</source>
        <translation>Tout l’enregistrement</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tout</translation>
    </message>
    <message>
        <source>Kind: {name}</source>
        <translation>Type : {name}</translation>
    </message>
    <message>
        <source>Risk: {name}</source>
        <translation>Risque : {name}</translation>
    </message>
    <message>
        <source>Agent: {name}</source>
        <translation>Agent : {name}</translation>
    </message>
    <message>
        <source>Program: {name}</source>
        <translation>Programme : {name}</translation>
    </message>
    <message>
        <source>{action}, asked now</source>
        <translation>{action}, question posée maintenant</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agents</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>Last actions</source>
        <translation>Dernières actions</translation>
    </message>
    <message>
        <source>Standing approvals</source>
        <translation>Autorisations en vigueur</translation>
    </message>
    <message>
        <source>Take back: {what}</source>
        <translation>Retirer : {what}</translation>
    </message>
    <message>
        <source>Standing approvals – agent-supervisor</source>
        <translation>Autorisations en vigueur – agent-supervisor</translation>
    </message>
    <message>
        <source>Take all back</source>
        <translation>Tout retirer</translation>
    </message>
    <message>
        <source>What is taken back is asked about again. An approval also ends when it is not used.</source>
        <translation>Ce qui est retiré sera redemandé. Une autorisation prend aussi fin quand elle ne sert pas.</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) stand for more than one action</source>
        <translation>
            <numerusform>%n réponse vaut pour plus d’une action</numerusform>
            <numerusform>%n réponses valent pour plus d’une action</numerusform>
        </translation>
    </message>
    <message>
        <source>No answer stands for more than one action</source>
        <translation>Aucune réponse ne vaut pour plus d’une action</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Stop all agents now ({chord})</source>
        <translation>Arrêter tous les agents maintenant ({chord})</translation>
    </message>
    <message>
        <source>{state} · {level}</source>
        <translation>{state} · {level}</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>Une fois</translation>
    </message>
    <message>
        <source>Just this</source>
        <translation>Ceci seulement</translation>
    </message>
    <message>
        <source>This tool</source>
        <translation>Cet outil</translation>
    </message>
    <message>
        <source>This program</source>
        <translation>Ce programme</translation>
    </message>
    <message>
        <source>Any program</source>
        <translation>Tout programme</translation>
    </message>
    <message>
        <source>15 minutes</source>
        <translation>15 minutes</translation>
    </message>
    <message>
        <source>This task</source>
        <translation>Cette tâche</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Aujourd’hui</translation>
    </message>
    <message>
        <source>Wrong target</source>
        <translation>Mauvaise cible</translation>
    </message>
    <message>
        <source>Not wanted</source>
        <translation>Non voulu</translation>
    </message>
    <message>
        <source>Too risky</source>
        <translation>Trop risqué</translation>
    </message>
    <message>
        <source>Not now</source>
        <comment>a reason for a rejection</comment>
        <translation>Pas maintenant</translation>
    </message>
    <message>
        <source>Other…</source>
        <comment>a reason for a rejection</comment>
        <translation>Autre…</translation>
    </message>
    <message>
        <source>Other text…</source>
        <translation>Autre texte…</translation>
    </message>
    <message>
        <source>Other keys…</source>
        <translation>Autres touches…</translation>
    </message>
    <message>
        <source>Another place…</source>
        <translation>Autre endroit…</translation>
    </message>
    <message>
        <source>For</source>
        <comment>how long; before `15 minutes`, `This task`, `Today`</comment>
        <translation>Pour</translation>
    </message>
    <message>
        <source>Reject as</source>
        <comment>before `Wrong target`, `Too risky`</comment>
        <translation>Motif de rejet</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
    <message>
        <source>{choice}, chosen</source>
        <translation>{choice}, choisi</translation>
    </message>
    <message>
        <source>Stop all</source>
        <translation>Tout arrêter</translation>
    </message>
    <message>
        <source>Approve covers {what}</source>
        <translation>Approuver couvre : {what}</translation>
    </message>
    <message>
        <source>Stop all agents now</source>
        <translation>Arrêter tous les agents maintenant</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Approuver</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Rejeter</translation>
    </message>
    <message>
        <source>Stop everything</source>
        <translation>Tout arrêter</translation>
    </message>
    <message>
        <source>Pause and resume</source>
        <translation>Mettre en pause et reprendre</translation>
    </message>
    <message>
        <source>Approve for good, the second time</source>
        <translation>Approuver l’irréversible, second geste</translation>
    </message>
    <message>
        <source>Have something else done instead</source>
        <translation>Faire faire autre chose</translation>
    </message>
    <message>
        <source>Let agents work again after a stop</source>
        <translation>Laisser les agents reprendre après un arrêt</translation>
    </message>
    <message>
        <source>Show presses and Enter ahead, ms</source>
        <translation>Montrer clics et Entrée à l’avance, ms</translation>
    </message>
    <message>
        <source>Show motion and text ahead, ms</source>
        <translation>Montrer mouvements et texte à l’avance, ms</translation>
    </message>
    <message>
        <source>Agents wait until your hand rests, ms</source>
        <translation>Les agents attendent que votre main repose, ms</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Comme le bureau</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Non</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Oui</translation>
    </message>
    <message>
        <source>Your own policy.toml, or balanced</source>
        <translation>policy.toml ou équilibrée</translation>
    </message>
    <message>
        <source>Cautious</source>
        <translation>Prudente</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Équilibrée</translation>
    </message>
    <message>
        <source>Developer</source>
        <translation>Développement</translation>
    </message>
    <message>
        <source>{name}: `{chord}` opens a terminal on many desktops</source>
        <translation>{name} : `{chord}` ouvre un terminal sur beaucoup de bureaux</translation>
    </message>
    <message>
        <source>{name}: `{chord}` locks the screen on many desktops</source>
        <translation>{name} : `{chord}` verrouille l’écran sur beaucoup de bureaux</translation>
    </message>
    <message>
        <source>{name}: `{chord}` opens the run dialog on many desktops</source>
        <translation>{name} : `{chord}` ouvre « Exécuter » sur beaucoup de bureaux</translation>
    </message>
    <message>
        <source>{name}: `{chord}` closes windows on most desktops</source>
        <translation>{name} : `{chord}` ferme les fenêtres sur la plupart des bureaux</translation>
    </message>
    <message>
        <source>{name}: `{chord}` copies in most programs</source>
        <translation>{name} : `{chord}` copie dans la plupart des programmes</translation>
    </message>
    <message>
        <source>{name}: `{chord}` pastes in most programs</source>
        <translation>{name} : `{chord}` colle dans la plupart des programmes</translation>
    </message>
    <message>
        <source>{name}: `{chord}` saves in most programs</source>
        <translation>{name} : `{chord}` enregistre dans la plupart des programmes</translation>
    </message>
    <message>
        <source>{name}: `{chord}` undoes in most programs</source>
        <translation>{name} : `{chord}` annule dans la plupart des programmes</translation>
    </message>
    <message>
        <source>{name}: `{chord}` is already “{other}”</source>
        <translation>{name} : `{chord}` est déjà « {other} »</translation>
    </message>
    <message>
        <source>Settings – agent-supervisor</source>
        <translation>Paramètres – agent-supervisor</translation>
    </message>
    <message>
        <source>A sound when a question comes up</source>
        <translation>Un son quand une question apparaît</translation>
    </message>
    <message>
        <source>A notification when something waits and you are away</source>
        <translation>Une notification quand quelque chose attend et que vous êtes absent</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Enregistrer…</translation>
    </message>
    <message>
        <source>Hold Escape to stop, s</source>
        <translation>Maintenir Échap pour arrêter, s</translation>
    </message>
    <message>
        <source>What is asked about</source>
        <translation>Ce qui est demandé</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Couleurs</translation>
    </message>
    <message>
        <source>Marks fade, carets blink</source>
        <translation>Les marques s’estompent, les curseurs clignotent</translation>
    </message>
    <message>
        <source>Let agents work again</source>
        <translation>Laisser les agents reprendre</translation>
    </message>
    <message>
        <source>A question has come up. Press {approve}, or click Approve with the mouse.</source>
        <translation>Une question est apparue. Appuyez sur {approve}, ou cliquez sur Approuver.</translation>
    </message>
    <message>
        <source>Here is another one. Press {reject}, or click Reject.</source>
        <translation>En voici une autre. Appuyez sur {reject}, ou cliquez sur Rejeter.</translation>
    </message>
    <message>
        <source>This ends all agents at once, at any time: press {stop}, or hold Escape.</source>
        <translation>Ceci met fin à tous les agents d’un coup, à tout moment : appuyez sur {stop}, ou maintenez Échap.</translation>
    </message>
    <message>
        <source>After a stop nothing works until you say so: press {rearm}.</source>
        <translation>Après un arrêt, rien ne fonctionne sans votre accord : appuyez sur {rearm}.</translation>
    </message>
    <message>
        <source>the approve chord</source>
        <translation>le raccourci d’approbation</translation>
    </message>
    <message>
        <source>the reject chord</source>
        <translation>le raccourci de rejet</translation>
    </message>
    <message>
        <source>the stop chord</source>
        <translation>le raccourci d’arrêt</translation>
    </message>
    <message>
        <source>the chord</source>
        <translation>le raccourci</translation>
    </message>
    <message>
        <source>Agents work on this desktop through the supervisor. What could do harm waits for you. It takes a minute to learn the keys: do each once.</source>
        <translation>Les agents travaillent sur ce bureau par le superviseur. Ce qui pourrait nuire vous attend. Une minute suffit pour apprendre les touches : faites chaque geste une fois.</translation>
    </message>
    <message>
        <source>That is all. These keys work wherever you are; you find this again in the menu.</source>
        <translation>C’est tout. Ces touches fonctionnent partout ; vous retrouverez ceci dans le menu.</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>à faire</translation>
    </message>
    <message>
        <source>now</source>
        <translation>maintenant</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fait</translation>
    </message>
    <message>
        <source>Welcome – agent-supervisor</source>
        <translation>Bienvenue – agent-supervisor</translation>
    </message>
    <message>
        <source>Four things to know</source>
        <translation>Quatre choses à savoir</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Commencer</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Abandonner</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Pas maintenant</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Confirmer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message numerus="yes">
        <source>Approve all %n</source>
        <translation>
            <numerusform>Approuver %n</numerusform>
            <numerusform>Approuver les %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject all %n</source>
        <translation>
            <numerusform>Rejeter %n</numerusform>
            <numerusform>Rejeter les %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>More time</source>
        <translation>Plus de temps</translation>
    </message>
    <message>
        <source>Hide what it did</source>
        <translation>Masquer ses actions</translation>
    </message>
    <message>
        <source>What it did so far</source>
        <translation>Ses actions jusqu’ici</translation>
    </message>
    <message>
        <source>More answers…</source>
        <translation>Autres réponses…</translation>
    </message>
    <message>
        <source>Waiting for your approval</source>
        <translation>En attente de votre approbation</translation>
    </message>
    <message>
        <source>Please confirm</source>
        <translation>Veuillez confirmer</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Exercice</translation>
    </message>
    <message>
        <source>Urgent: waiting for your approval</source>
        <translation>Urgent : en attente de votre approbation</translation>
    </message>
    <message>
        <source>All agents were stopped</source>
        <translation>Tous les agents ont été arrêtés</translation>
    </message>
    <message>
        <source>It was taken back</source>
        <translation>Cela a été annulé</translation>
    </message>
    <message>
        <source>It was not taken back</source>
        <translation>Cela n’a pas été annulé</translation>
    </message>
    <message>
        <source>{title}, agent {agent}, workflow {workflow}</source>
        <translation>{title}, agent {agent}, tâche {workflow}</translation>
    </message>
    <message>
        <source>{title}, agent {agent}</source>
        <translation>{title}, agent {agent}</translation>
    </message>
    <message>
        <source>Picture of the target</source>
        <translation>Image de la cible</translation>
    </message>
    <message>
        <source>Rule: {rule}</source>
        <translation>Règle : {rule}</translation>
    </message>
    <message>
        <source>ends in {time}</source>
        <translation>se termine dans {time}</translation>
    </message>
    <message>
        <source>{time} left, the time stands still</source>
        <translation>{time} restantes, le temps est suspendu</translation>
    </message>
    <message numerus="yes">
        <source>%n more waiting</source>
        <translation>
            <numerusform>%n autre en attente</numerusform>
            <numerusform>%n autres en attente</numerusform>
        </translation>
    </message>
    <message>
        <source>LTR</source>
        <translation>LTR</translation>
    </message>
    <message>
        <source>{answer}: press here or {chord}</source>
        <translation>{answer} : appuyez ici ou {chord}</translation>
    </message>
    <message>
        <source>{answer}: press here</source>
        <translation>{answer} : appuyez ici</translation>
    </message>
    <message>
        <source>Cannot be undone: takes two steps</source>
        <translation>Irréversible : il faut deux gestes</translation>
    </message>
    <message>
        <source>first Approve, then a second step here</source>
        <translation>d’abord Approuver, puis un second geste ici</translation>
    </message>
    <message>
        <source>1 of 2: Approve pressed</source>
        <translation>1 sur 2 : Approuver pressé</translation>
    </message>
    <message>
        <source>1 of 2: {chord} pressed</source>
        <translation>1 sur 2 : {chord} pressé</translation>
    </message>
    <message>
        <source>now 2 of 2: press here</source>
        <translation>maintenant 2 sur 2 : appuyez ici</translation>
    </message>
    <message>
        <source>now 2 of 2: press here or {chord}</source>
        <translation>maintenant 2 sur 2 : appuyez ici ou {chord}</translation>
    </message>
    <message>
        <source>now 2 of 2: press here or {chord} or {other}</source>
        <translation>maintenant 2 sur 2 : appuyez ici, {chord} ou {other}</translation>
    </message>
    <message>
        <source>Suggested: approve. {ground}.</source>
        <translation>Suggestion : approuver. {ground}.</translation>
    </message>
    <message>
        <source>Suggested: reject. {ground}.</source>
        <translation>Suggestion : rejeter. {ground}.</translation>
    </message>
    <message>
        <source>Type this instead</source>
        <translation>Taper plutôt ceci</translation>
    </message>
    <message>
        <source>Press this instead</source>
        <translation>Appuyer plutôt sur ceci</translation>
    </message>
    <message>
        <source>Click where it shall click instead</source>
        <translation>Cliquez à l’endroit où il doit cliquer</translation>
    </message>
    <message>
        <source>Reject, because</source>
        <translation>Rejeter, car</translation>
    </message>
    <message>
        <source>Enter: you are shown it before anything is done. Escape: back.</source>
        <translation>Entrée : cela vous est montré avant toute action. Échap : retour.</translation>
    </message>
    <message>
        <source>For example Ctrl+S. Enter: you are shown it before anything is done. Escape: back.</source>
        <translation>Par exemple Ctrl+S. Entrée : cela vous est montré avant toute action. Échap : retour.</translation>
    </message>
    <message>
        <source>You are shown it before anything is done. Right button: back.</source>
        <translation>Cela vous est montré avant toute action. Bouton droit : retour.</translation>
    </message>
    <message>
        <source>The agent is told. Enter: reject. Escape: back.</source>
        <translation>L’agent en est informé. Entrée : rejeter. Échap : retour.</translation>
    </message>
    <message>
        <source>It takes the place of all that the agent types in one go.</source>
        <translation>Cela remplace tout ce que l’agent tape d’un trait.</translation>
    </message>
    <message>
        <source>Nobody answered in time: it was rejected</source>
        <translation>Personne n’a répondu à temps : l’action a été rejetée</translation>
    </message>
    <message>
        <source>This was a test of attention: nobody wanted to do this, and nothing was done. You said yes to it: take a moment to read the next ones</source>
        <translation>C’était un test d’attention : personne ne voulait faire cela, et rien n’a été fait. Vous avez dit oui : prenez un moment pour lire les suivantes</translation>
    </message>
    <message>
        <source>This was a test of attention, and you noticed: thank you. Nobody wanted to do this</source>
        <translation>C’était un test d’attention, et vous l’avez remarqué : merci. Personne ne voulait faire cela</translation>
    </message>
    <message>
        <source>Any age</source>
        <translation>Toute attente</translation>
    </message>
    <message numerus="yes">
        <source>Over %n minute(s)</source>
        <translation>
            <numerusform>Plus de %n minute</numerusform>
            <numerusform>Plus de %n minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>Under {percent} % sure</source>
        <translation>Sûr à moins de {percent} %</translation>
    </message>
    <message>
        <source>However sure</source>
        <translation>Toute certitude</translation>
    </message>
    <message>
        <source>Did not say</source>
        <translation>Non précisé</translation>
    </message>
    <message>
        <source>Waiting for you – agent-supervisor</source>
        <translation>En attente de votre réponse – agent-supervisor</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>Search in what waits</source>
        <translation>Rechercher dans ce qui attend</translation>
    </message>
    <message>
        <source>Any risk</source>
        <translation>Tout risque</translation>
    </message>
    <message>
        <source>Any kind</source>
        <translation>Tout type</translation>
    </message>
    <message>
        <source>Age</source>
        <comment>how long something waits</comment>
        <translation>Attente</translation>
    </message>
    <message>
        <source>How sure the agent is</source>
        <translation>Certitude de l’agent</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) wait for you</source>
        <translation>
            <numerusform>%n action vous attend</numerusform>
            <numerusform>%n actions vous attendent</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing waits for you</source>
        <translation>Rien ne vous attend</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) wait for you, {shown} shown</source>
        <translation>
            <numerusform>%n action vous attend, {shown} à l’écran</numerusform>
            <numerusform>%n actions vous attendent, {shown} à l’écran</numerusform>
        </translation>
    </message>
    <message>
        <source>The popup asks about what is selected here; of several, about those that are alike at once.</source>
        <translation>La fenêtre de question porte sur ce qui est sélectionné ici ; s’il y en a plusieurs, sur celles qui se ressemblent à la fois.</translation>
    </message>
    <message>
        <source>{approve} approves it, {reject} rejects it, and the next one is asked.</source>
        <translation>{approve} approuve, {reject} rejette, puis vient la suivante.</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Ce qui a été fait</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programme</translation>
    </message>
    <message>
        <source>Drawn</source>
        <comment>by what odds something was chosen; above a column of odds</comment>
        <translation>Tirage</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>each</source>
        <comment>every one of its kind is chosen</comment>
        <translation>toutes</translation>
    </message>
    <message>
        <source>1 in {count}</source>
        <translation>1 sur {count}</translation>
    </message>
    <message>
        <source>It is here because all that passes at batch review is gone through.</source>
        <translation>C’est ici parce qu’au niveau « Revue par lot », tout ce qui passe est revu.</translation>
    </message>
    <message>
        <source>It is here because the agent was not sure: each such action is gone through.</source>
        <translation>C’est ici parce que l’agent n’était pas sûr : chaque action de ce genre est revue.</translation>
    </message>
    <message>
        <source>It is here because the agent was not sure: of such actions 1 in {count} is drawn.</source>
        <translation>C’est ici parce que l’agent n’était pas sûr : de telles actions, 1 sur {count} est tirée au sort.</translation>
    </message>
    <message>
        <source>It is here because what cannot be undone is gone through, each of it.</source>
        <translation>C’est ici parce que tout ce qui ne peut être annulé est revu.</translation>
    </message>
    <message>
        <source>It was drawn by lot: 1 in {count} of such actions.</source>
        <translation>Le sort l’a désignée : 1 sur {count} de ces actions.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>Votre réponse</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>Suite donnée</translation>
    </message>
    <message>
        <source>What was asked – agent-supervisor</source>
        <translation>Ce qui a été demandé – agent-supervisor</translation>
    </message>
    <message>
        <source>What was asked and answered</source>
        <translation>Questions et réponses</translation>
    </message>
    <message>
        <source>Search in what was asked</source>
        <translation>Rechercher dans les questions</translation>
    </message>
    <message>
        <source>All that agents did</source>
        <translation>Tout ce que les agents ont fait</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Actualiser</translation>
    </message>
    <message>
        <source>{reason}: {detail}</source>
        <translation>{reason} : {detail}</translation>
    </message>
    <message>
        <source>{sentence}.</source>
        <translation>{sentence}.</translation>
    </message>
    <message>
        <source>your policy asks before commands that delete or overwrite: a shell has no undo</source>
        <translation>Votre politique demande avant les commandes qui suppriment ou écrasent : un shell ne sait pas annuler</translation>
    </message>
    <message>
        <source>your policy asks before risky commands: on the system, rights, other programs or other machines</source>
        <translation>Votre politique demande avant les commandes risquées : système, droits, autres programmes ou autres machines</translation>
    </message>
    <message>
        <source>your policy asks before commands of which nobody can tell beforehand what they do</source>
        <translation>Votre politique demande avant les commandes dont personne ne peut prévoir l’effet</translation>
    </message>
    <message>
        <source>your policy asks before a paste into a terminal that could not be read: it can run commands</source>
        <translation>Votre politique demande avant de coller dans un terminal ce qui n’a pu être lu : cela peut lancer des commandes</translation>
    </message>
    <message>
        <source>your policy asks before anything is deleted for good</source>
        <translation>Votre politique demande avant toute suppression définitive</translation>
    </message>
    <message>
        <source>your policy asks before anything goes to the trash</source>
        <translation>Votre politique demande avant toute mise à la corbeille</translation>
    </message>
    <message>
        <source>your policy asks before the trash is emptied</source>
        <translation>Votre politique demande avant de vider la corbeille</translation>
    </message>
    <message>
        <source>your policy asks before work is thrown away or something is replaced</source>
        <translation>Votre politique demande avant de perdre du travail ou de remplacer quelque chose</translation>
    </message>
    <message>
        <source>your policy asks before anything is sent</source>
        <translation>Votre politique demande avant tout envoi</translation>
    </message>
    <message>
        <source>your policy asks before anything is shown to others</source>
        <translation>Votre politique demande avant de montrer quoi que ce soit à d’autres</translation>
    </message>
    <message>
        <source>your policy asks before money is spent or moved</source>
        <translation>Votre politique demande avant de dépenser ou de déplacer de l’argent</translation>
    </message>
    <message>
        <source>your policy asks before accounts and rights are changed</source>
        <translation>Votre politique demande avant de modifier des comptes ou des droits</translation>
    </message>
    <message>
        <source>your policy asks before the computer&apos;s settings change or programs are ended</source>
        <translation>Votre politique demande avant de changer les réglages de l’ordinateur ou d’arrêter des programmes</translation>
    </message>
    <message>
        <source>your policy asks before programs are installed, removed or started from a file</source>
        <translation>Votre politique demande avant d’installer, de retirer ou de lancer un programme depuis un fichier</translation>
    </message>
    <message>
        <source>your policy asks when nobody can tell what a press does and it could do harm</source>
        <translation>Votre politique demande quand on ignore l’effet d’un clic qui pourrait nuire</translation>
    </message>
    <message>
        <source>your policy asks before Enter where money is handled</source>
        <translation>Votre politique demande avant Entrée là où l’on manie de l’argent</translation>
    </message>
    <message>
        <source>your policy asks before a button is pressed where money is handled</source>
        <translation>Votre politique demande avant d’activer un bouton là où l’on manie de l’argent</translation>
    </message>
    <message>
        <source>your policy asks before a password is typed</source>
        <translation>Votre politique demande avant la saisie d’un mot de passe</translation>
    </message>
    <message>
        <source>your policy asks before anything typed is handed over where money is handled</source>
        <translation>Votre politique demande avant de valider une saisie là où l’on manie de l’argent</translation>
    </message>
    <message>
        <source>your policy asks before every command that changes something</source>
        <translation>Votre politique demande avant chaque commande qui change quelque chose</translation>
    </message>
    <message>
        <source>your policy asks when it is not known which window this would reach</source>
        <translation>Votre politique demande quand on ignore quelle fenêtre serait atteinte</translation>
    </message>
    <message>
        <source>the agent has earned it: your answers to such actions were yes</source>
        <translation>l’agent l’a mérité : vos réponses à de telles actions étaient oui</translation>
    </message>
    <message>
        <source>at this level it acts now, and you go through all of it afterwards</source>
        <translation>à ce niveau il agit maintenant, et vous revoyez tout ensuite</translation>
    </message>
    <message>
        <source>at this level only what is out of the ordinary is asked</source>
        <translation>à ce niveau, seul ce qui sort de l’ordinaire est demandé</translation>
    </message>
    <message>
        <source>at this level it acts without asking</source>
        <translation>à ce niveau il agit sans demander</translation>
    </message>
    <message>
        <source>this only looks at something</source>
        <translation>ceci ne fait que regarder</translation>
    </message>
    <message>
        <source>this can be undone</source>
        <translation>ceci peut être annulé</translation>
    </message>
    <message>
        <source>this may do harm that is hard to undo</source>
        <translation>ceci peut causer un dommage difficile à réparer</translation>
    </message>
    <message>
        <source>asked: a person must confirm it at the screen</source>
        <translation>demandé : une personne doit le confirmer à l’écran</translation>
    </message>
    <message>
        <source>all is stopped: re-arm first, what is laxer holds for agents that work</source>
        <translation>tout est arrêté : réarmez d’abord, ce qui est plus souple vaut pour des agents qui travaillent</translation>
    </message>
    <message>
        <source>the overlay is not running, so nothing can be shown before it happens</source>
        <translation>L’affichage ne fonctionne pas : rien ne peut être montré à l’avance</translation>
    </message>
    <message>
        <source>a rule depends on the page, and the browser does not tell which one this is</source>
        <translation>Une règle dépend de la page, et le navigateur ne dit pas laquelle c’est</translation>
    </message>
    <message>
        <source>the target changed while the action was held</source>
        <translation>La cible a changé pendant que l’action était retenue</translation>
    </message>
    <message>
        <source>a person changed what the agent proposed</source>
        <translation>Une personne a modifié la proposition de l’agent</translation>
    </message>
    <message>
        <source>the external judge did not answer</source>
        <translation>Le juge externe n’a pas répondu</translation>
    </message>
    <message>
        <source>the agent itself warns of it</source>
        <translation>L’agent lui-même met en garde</translation>
    </message>
    <message>
        <source>its server does not say of this tool what it said at first</source>
        <translation>Son serveur ne dit pas de cet outil ce qu’il en disait au début</translation>
    </message>
    <message>
        <source>you ordered that something be taken back</source>
        <translation>vous avez ordonné d’annuler quelque chose</translation>
    </message>
    <message>
        <source>a person paused the agents</source>
        <translation>Une personne a mis les agents en pause</translation>
    </message>
    <message>
        <source>the screen is locked, so nobody sees what happens</source>
        <translation>L’écran est verrouillé : personne ne voit ce qui se passe</translation>
    </message>
    <message>
        <source>Let agents work again after the stop?</source>
        <translation>Laisser les agents reprendre après l’arrêt ?</translation>
    </message>
    <message>
        <source>a person pressed stop; only a person can undo it</source>
        <translation>Une personne a tout arrêté ; seule une personne peut l’annuler</translation>
    </message>
    <message>
        <source>Open the gate for the agents again?</source>
        <translation>Rouvrir la voie aux agents ?</translation>
    </message>
    <message>
        <source>a person paused the agents; only a person can undo it</source>
        <translation>Une personne a mis les agents en pause ; seule une personne peut l’annuler</translation>
    </message>
    <message>
        <source>Ask again about what is refused since you rejected it?</source>
        <translation>Redemander ce qui est refusé depuis votre rejet ?</translation>
    </message>
    <message>
        <source>until now the agents are refused it without a question; only a person can undo it</source>
        <translation>Jusqu’ici cela est refusé aux agents sans question ; seule une personne peut l’annuler</translation>
    </message>
    <message>
        <source>End the supervisor and the agents that run under it?</source>
        <translation>Quitter le superviseur et ses agents ?</translation>
    </message>
    <message>
        <source>while it is gone nothing is supervised</source>
        <translation>En son absence, rien n’est surveillé</translation>
    </message>
    <message>
        <source>Practice: approve this.</source>
        <translation>Exercice : approuvez ceci.</translation>
    </message>
    <message>
        <source>Practice: now reject this.</source>
        <translation>Exercice : rejetez maintenant ceci.</translation>
    </message>
    <message>
        <source>you are learning the keys: nothing happens, whichever answer you give</source>
        <translation>Vous apprenez les touches : rien ne se passe, quelle que soit votre réponse</translation>
    </message>
    <message>
        <source>An agent is running. Practise when none is, for a stop ends it.</source>
        <translation>Un agent est en cours. Exercez-vous quand il n’y en a aucun, car un arrêt y met fin.</translation>
    </message>
    <message>
        <source>Everything is stopped. Let agents work again first, then practise.</source>
        <translation>Tout est arrêté. Laissez d’abord les agents reprendre, puis exercez-vous.</translation>
    </message>
    <message>
        <source>That was a no. Try again: approve it.</source>
        <translation>C’était un non. Réessayez : approuvez.</translation>
    </message>
    <message>
        <source>That was a yes. Try again: reject it.</source>
        <translation>C’était un oui. Réessayez : rejetez.</translation>
    </message>
    <message>
        <source>Nothing is changed.</source>
        <translation>Rien n’est modifié.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Rien n’a été modifié.</translation>
    </message>
    <message>
        <source>Confirm it in the popup, by your chord or with the mouse.</source>
        <translation>Confirmez dans la fenêtre de question, par votre raccourci ou à la souris.</translation>
    </message>
    <message>
        <source>Saved. It holds from the next start of the supervisor.</source>
        <translation>Enregistré. Cela vaut dès le prochain démarrage du superviseur.</translation>
    </message>
    <message>
        <source>the time to answer was over: this answer had no effect, nothing was done</source>
        <translation>Le délai de réponse était écoulé : cette réponse n’a eu aucun effet, rien n’a été fait</translation>
    </message>
    <message>
        <source>you rejected the very same</source>
        <translation>vous avez rejeté exactement la même chose</translation>
    </message>
    <message>
        <source>you have approved nothing like it</source>
        <translation>vous n’avez rien approuvé de semblable</translation>
    </message>
    <message>
        <source>this one action</source>
        <translation>cette seule action</translation>
    </message>
    <message>
        <source>Your keyboard and mouse are not heard any more, so the supervisor has ended, too. Start it again.</source>
        <translation>Votre clavier et votre souris ne sont plus écoutés, le superviseur s’est donc arrêté lui aussi. Relancez-le.</translation>
    </message>
    <message>
        <source>For all agents</source>
        <translation>Pour tous les agents</translation>
    </message>
    <message numerus="yes">
        <source>%n more level(s) for other agents, programs, tasks or kinds: see {command}</source>
        <translation>
            <numerusform>%n autre niveau pour d’autres agents, programmes, tâches ou genres : voir {command}</numerusform>
            <numerusform>%n autres niveaux pour d’autres agents, programmes, tâches ou genres : voir {command}</numerusform>
        </translation>
    </message>
    <message>
        <source>End it now</source>
        <translation>Y mettre fin maintenant</translation>
    </message>
    <message>
        <source>Until I change it…</source>
        <translation>Jusqu’à ce que je le change…</translation>
    </message>
    <message>
        <source>For 15 minutes…</source>
        <translation>Pendant 15 minutes…</translation>
    </message>
    <message>
        <source>For 15 minutes from now…</source>
        <translation>Pendant 15 minutes à partir de maintenant…</translation>
    </message>
    <message>
        <source>For an hour…</source>
        <translation>Pendant une heure…</translation>
    </message>
    <message>
        <source>For an hour from now…</source>
        <translation>Pendant une heure à partir de maintenant…</translation>
    </message>
    <message>
        <source>{count} more: see {command}</source>
        <translation>{count} de plus : voir {command}</translation>
    </message>
    <message>
        <source>{level} {time}</source>
        <translation>{level} {time}</translation>
    </message>
    <message>
        <source>Only for {agent}: {level}</source>
        <translation>Seulement pour {agent} : {level}</translation>
    </message>
    <message>
        <source>Ask about everything and let it learn</source>
        <translation>Tout demander et le laisser apprendre</translation>
    </message>
    <message>
        <source>Earned: {level} for {whom}</source>
        <translation>Mérité : {level} pour {whom}</translation>
    </message>
    <message>
        <source>Earned: stage {stage} for {whom}</source>
        <translation>Méritée : étape {stage} pour {whom}</translation>
    </message>
    <message>
        <source>Let it hold…</source>
        <translation>L’appliquer…</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>Laisser comme c’est</translation>
    </message>
    <message>
        <source>Your policy goes no further for this agent: a {place} in it says so</source>
        <translation>Votre politique ne va pas plus loin pour cet agent : un {place} y le dit</translation>
    </message>
    <message>
        <source>Your policy goes no further: set {key} under {place} in it to allow more</source>
        <translation>Votre politique ne va pas plus loin : pour permettre plus, y fixer {key} sous {place}</translation>
    </message>
    <message>
        <source>In {time} it is {level} again</source>
        <translation>Dans {time}, de nouveau : {level}</translation>
    </message>
    <message>
        <source>Full oversight</source>
        <translation>Surveillance complète</translation>
    </message>
    <message>
        <source>Approval gates</source>
        <translation>Points d’approbation</translation>
    </message>
    <message>
        <source>Confidence-based</source>
        <translation>Selon la confiance</translation>
    </message>
    <message>
        <source>Batch review</source>
        <translation>Revue par lot</translation>
    </message>
    <message>
        <source>Exception-only</source>
        <translation>Exceptions seulement</translation>
    </message>
    <message>
        <source>Full autonomy</source>
        <translation>Autonomie complète</translation>
    </message>
    <message>
        <source>asks before each action</source>
        <translation>demande avant chaque action</translation>
    </message>
    <message>
        <source>asks where your policy asks</source>
        <translation>demande là où votre politique demande</translation>
    </message>
    <message>
        <source>asks until your answers have earned it</source>
        <translation>demande jusqu’à ce que vos réponses l’aient mérité</translation>
    </message>
    <message>
        <source>acts, and you go through all of it afterwards</source>
        <translation>agit, et vous passez tout en revue ensuite</translation>
    </message>
    <message>
        <source>acts, and asks about what is out of the ordinary</source>
        <translation>agit, et demande pour ce qui sort de l’ordinaire</translation>
    </message>
    <message>
        <source>acts, even where nothing can be undone</source>
        <translation>agit, même là où rien ne peut être annulé</translation>
    </message>
    <message>
        <source>{level}: {what}</source>
        <translation>{level} : {what}</translation>
    </message>
    <message>
        <source>Autonomy: {level}</source>
        <translation>Autonomie : {level}</translation>
    </message>
    <message>
        <source>Autonomy: {level}, {time} left</source>
        <translation>Autonomie : {level}, encore {time}</translation>
    </message>
    <message>
        <source>To go through – agent-supervisor</source>
        <translation>À passer en revue – agent-supervisor</translation>
    </message>
    <message>
        <source>Search in what passed</source>
        <translation>Chercher dans ce qui est passé</translation>
    </message>
    <message>
        <source>Any agent</source>
        <translation>Tout agent</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) marked as right</source>
        <translation>
            <numerusform>%n action marquée comme juste</numerusform>
            <numerusform>%n actions marquées comme justes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) marked as wrong</source>
        <translation>
            <numerusform>%n action marquée comme fausse</numerusform>
            <numerusform>%n actions marquées comme fausses</numerusform>
        </translation>
    </message>
    <message>
        <source>Refresh ({count} new)</source>
        <translation>Actualiser ({count} de plus)</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) selected</source>
        <translation>
            <numerusform>%n action choisie</numerusform>
            <numerusform>%n actions choisies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) to go through</source>
        <translation>
            <numerusform>%n action à passer en revue</numerusform>
            <numerusform>%n actions à passer en revue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) to go through, {shown} shown</source>
        <translation>
            <numerusform>%n action à passer en revue, {shown} affichée(s)</numerusform>
            <numerusform>%n actions à passer en revue, {shown} affichée(s)</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to go through</source>
        <translation>Rien à passer en revue</translation>
    </message>
    <message>
        <source>Today: {actions} actions, {asked} asked, {unsure} with low confidence</source>
        <translation>Aujourd’hui : {actions} actions, {asked} demandées, {unsure} avec peu de confiance</translation>
    </message>
    <message>
        <source>The record is still being read; there may be more.</source>
        <translation>L’enregistrement est encore en cours de lecture ; il peut y en avoir d’autres.</translation>
    </message>
    <message>
        <source>What passed without a question has been gone through, or none of it was drawn.</source>
        <translation>Ce qui est passé sans question a été revu, ou rien n’en a été tiré au sort.</translation>
    </message>
    <message>
        <source>None of it is what you look for.</source>
        <translation>Rien de tout cela n’est ce que vous cherchez.</translation>
    </message>
    <message>
        <source>Several can be selected and marked at once. {right} right, {wrong} wrong, {note} note.</source>
        <translation>Plusieurs peuvent être choisies et marquées à la fois. {right} juste, {wrong} faux, {note} note.</translation>
    </message>
    <message>
        <source>What passed without a question</source>
        <translation>Ce qui est passé sans question</translation>
    </message>
    <message>
        <source>Note for the record</source>
        <translation>Note pour l’enregistrement</translation>
    </message>
    <message>
        <source>It counts as a yes once you have confirmed it in the popup ({keys})</source>
        <translation>Compte comme un oui une fois que vous l’avez confirmé dans la fenêtre surgissante ({keys})</translation>
    </message>
    <message>
        <source>Right…</source>
        <translation>Juste…</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Faux</translation>
    </message>
    <message>
        <source>It counts as a rejection, at once ({keys})</source>
        <translation>Compte comme un refus, tout de suite ({keys})</translation>
    </message>
    <message>
        <source>Undo…</source>
        <translation>Annuler l’action…</translation>
    </message>
    <message>
        <source>{agent} in {program}: {kind}</source>
        <translation>{agent} dans {program} : {kind}</translation>
    </message>
    <message>
        <source>{reason} (rule {rule})</source>
        <translation>{reason} (règle {rule})</translation>
    </message>
    <message>
        <source>{reason} (rule {rule} would ask)</source>
        <translation>{reason} (la règle {rule} demanderait)</translation>
    </message>
    <message>
        <source>Launch</source>
        <translation>Lancement</translation>
    </message>
    <message>
        <source>Early production</source>
        <translation>Début de production</translation>
    </message>
    <message>
        <source>Mature</source>
        <translation>Maturité</translation>
    </message>
    <message>
        <source>Optimised</source>
        <translation>Optimisation</translation>
    </message>
    <message>
        <source>{whom}: {stage}</source>
        <translation>{whom} : {stage}</translation>
    </message>
    <message>
        <source>{whom}: {stage}, {answers} of {wanted} answers, lower bound {bound} of {rate}</source>
        <translation>{whom} : {stage}, {answers} réponses sur {wanted}, borne inférieure {bound} sur {rate}</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) were done without a question</source>
        <translation>
            <numerusform>%n chose a été faite sans question</numerusform>
            <numerusform>%n choses ont été faites sans question</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{agent} did %n thing(s) without a question</source>
        <translation>
            <numerusform>{agent} a fait %n chose sans question</numerusform>
            <numerusform>{agent} a fait %n choses sans question</numerusform>
        </translation>
    </message>
    <message>
        <source>Go through it when it suits you: nothing waits for it.</source>
        <translation>Passez cela en revue quand vous voudrez : rien n’attend.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Plus tard</translation>
    </message>
    <message>
        <source>Go through</source>
        <translation>Passer en revue</translation>
    </message>
</context>
</TS>
