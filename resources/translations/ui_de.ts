<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>ui</name>
    <message>
        <source>Idle</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>An agent is working</source>
        <translation>Ein Agent arbeitet</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>Wartet auf Sie</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Re-arm…</source>
        <translation>Wieder freigeben…</translation>
    </message>
    <message>
        <source>Quit…</source>
        <translation>Beenden…</translation>
    </message>
    <message>
        <source>Resume…</source>
        <translation>Fortsetzen…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Ask again about what is refused since you rejected it…</source>
        <translation>Wieder fragen, was seit Ihrer Ablehnung verweigert wird…</translation>
    </message>
    <message>
        <source>Use the changed policy…</source>
        <translation>Geänderte Richtlinie verwenden…</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>Jetzt stoppen</translation>
    </message>
    <message>
        <source>What waits for you</source>
        <translation>Was auf Sie wartet</translation>
    </message>
    <message>
        <source>What was asked</source>
        <translation>Was gefragt wurde</translation>
    </message>
    <message>
        <source>Practise stop, approve and reject</source>
        <translation>Stoppen, Erlauben und Ablehnen üben</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Last actions</source>
        <translation>Letzte Aktionen</translation>
    </message>
    <message>
        <source>Standing approvals</source>
        <translation>Geltende Erlaubnisse</translation>
    </message>
    <message>
        <source>Take back: {what}</source>
        <translation>Zurücknehmen: {what}</translation>
    </message>
    <message>
        <source>Take all back</source>
        <translation>Alle zurücknehmen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Stop all agents now</source>
        <translation>Alle Agenten jetzt stoppen</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Erlauben</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Stop everything</source>
        <translation>Alles stoppen</translation>
    </message>
    <message>
        <source>Let agents work again</source>
        <translation>Agenten wieder arbeiten lassen</translation>
    </message>
    <message>
        <source>A question has come up. Press {approve}, or click Approve with the mouse.</source>
        <translation>Eine Frage ist erschienen. Drücken Sie {approve}, oder klicken Sie auf Erlauben.</translation>
    </message>
    <message>
        <source>Here is another one. Press {reject}, or click Reject.</source>
        <translation>Hier ist noch eine. Drücken Sie {reject}, oder klicken Sie auf Ablehnen.</translation>
    </message>
    <message>
        <source>This ends all agents at once, at any time: press {stop}, or hold Escape.</source>
        <translation>Das beendet jederzeit alle Agenten auf einmal: Drücken Sie {stop}, oder halten Sie Escape.</translation>
    </message>
    <message>
        <source>After a stop nothing works until you say so: press {rearm}.</source>
        <translation>Nach einem Stopp arbeitet nichts, bis Sie es sagen: Drücken Sie {rearm}.</translation>
    </message>
    <message>
        <source>the approve chord</source>
        <translation>die Tasten zum Erlauben</translation>
    </message>
    <message>
        <source>the reject chord</source>
        <translation>die Tasten zum Ablehnen</translation>
    </message>
    <message>
        <source>the stop chord</source>
        <translation>die Tasten zum Stoppen</translation>
    </message>
    <message>
        <source>the chord</source>
        <translation>die Tasten</translation>
    </message>
    <message>
        <source>Agents work on this desktop through the supervisor. What could do harm waits for you. It takes a minute to learn the keys: do each once.</source>
        <translation>Agenten arbeiten auf diesem Desktop durch den Supervisor. Was schaden könnte, wartet auf Sie. Die Tasten sind in einer Minute gelernt: Tun Sie jedes einmal.</translation>
    </message>
    <message>
        <source>That is all. These keys work wherever you are; you find this again in the menu.</source>
        <translation>Das ist alles. Diese Tasten wirken überall; im Menü finden Sie dies wieder.</translation>
    </message>
    <message>
        <source>Three things to know</source>
        <translation>Drei Dinge, die Sie kennen sollten</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Verlassen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Approve all {count}</source>
        <translation>Alle {count} erlauben</translation>
    </message>
    <message>
        <source>Reject all {count}</source>
        <translation>Alle {count} ablehnen</translation>
    </message>
    <message>
        <source>Waiting for your approval</source>
        <translation>Wartet auf Ihre Erlaubnis</translation>
    </message>
    <message>
        <source>Please confirm</source>
        <translation>Bitte bestätigen</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Urgent: waiting for your approval</source>
        <translation>Dringend: wartet auf Ihre Erlaubnis</translation>
    </message>
    <message>
        <source>LTR</source>
        <translation>LTR</translation>
    </message>
</context>
</TS>
