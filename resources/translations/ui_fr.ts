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
        <source>What was asked</source>
        <translation>Ce qui a été demandé</translation>
    </message>
    <message>
        <source>Practise stop, approve and reject</source>
        <translation>S’exercer à arrêter, approuver et rejeter</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Paramètres</translation>
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
        <source>Take all back</source>
        <translation>Tout retirer</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
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
        <source>Three things to know</source>
        <translation>Trois choses à savoir</translation>
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
    <message>
        <source>Approve all {count}</source>
        <translation>Approuver les {count}</translation>
    </message>
    <message>
        <source>Reject all {count}</source>
        <translation>Rejeter les {count}</translation>
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
        <source>LTR</source>
        <translation>LTR</translation>
    </message>
</context>
</TS>
