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
        <source>Refused</source>
        <translation>Verweigert</translation>
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
        <source>Agents stay stopped until you choose “{entry}” in the menu</source>
        <translation>Agenten bleiben gestoppt, bis Sie im Menü „{entry}“ wählen</translation>
    </message>
    <message>
        <source>Agents stay stopped until you press {chord} or choose “{entry}” in the menu</source>
        <translation>Agenten bleiben gestoppt, bis Sie {chord} drücken oder im Menü „{entry}“ wählen</translation>
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
        <source>What waits for you ({count})</source>
        <translation>Was auf Sie wartet ({count})</translation>
    </message>
    <message>
        <source>Standing approvals ({count})</source>
        <translation>Geltende Erlaubnisse ({count})</translation>
    </message>
    <message>
        <source>Review… ({count})</source>
        <translation>Durchsehen … ({count})</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>Durchsehen …</translation>
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
        <source>{containment}: ways past the gate are open</source>
        <translation>{containment}: Wege an der Kontrolle vorbei sind offen</translation>
    </message>
    <message>
        <source>A laxer level is earned: see Autonomy</source>
        <translation>Eine lockerere Stufe ist verdient: siehe Autonomie</translation>
    </message>
    <message>
        <source>A batch is ready to be gone through: see Review</source>
        <translation>Ein Stapel ist durchzusehen: siehe Durchsehen</translation>
    </message>
    <message>
        <source>not contained</source>
        <translation>nicht abgeschirmt</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation>Was geschehen wird</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Sure</source>
        <comment>how sure the agent is; above a column of percentages</comment>
        <translation>Sicher</translation>
    </message>
    <message>
        <source>Waits</source>
        <comment>how long something waits; above a column of times</comment>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Reads only</source>
        <translation>Liest nur</translation>
    </message>
    <message>
        <source>Can be undone</source>
        <translation>Umkehrbar</translation>
    </message>
    <message>
        <source>High risk</source>
        <translation>Hohes Risiko</translation>
    </message>
    <message>
        <source>For good</source>
        <translation>Endgültig</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Messaging</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Finance</source>
        <translation>Finanzen</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>Zugangsdaten</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Shell</source>
        <translation>Shell</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichen</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installation</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Sonstiges</translation>
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
        <translation>Zahlen – agent-supervisor</translation>
    </message>
    <message>
        <source>How often you were asked</source>
        <translation>Wie oft Sie gefragt wurden</translation>
    </message>
    <message>
        <source>Figures of</source>
        <translation>Zahlen von</translation>
    </message>
    <message>
        <source>Time</source>
        <comment>a stretch of days</comment>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Nothing happened in this time.</source>
        <translation>In dieser Zeit ist nichts geschehen.</translation>
    </message>
    <message>
        <source>actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>gefragt</translation>
    </message>
    <message>
        <source>asked of 100</source>
        <translation>gefragt von 100</translation>
    </message>
    <message>
        <source>approved of what was asked</source>
        <translation>vom Gefragten genehmigt</translation>
    </message>
    <message>
        <source>median time to answer</source>
        <translation>mittlere Antwortzeit (Median)</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>How questions ended</source>
        <translation>Wie Fragen endeten</translation>
    </message>
    <message>
        <source>Asked of 100 actions</source>
        <translation>Gefragt von 100 Aktionen</translation>
    </message>
    <message>
        <source>Median time to answer, seconds</source>
        <translation>Mittlere Antwortzeit (Median), Sekunden</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>nicht gefragt</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>genehmigt</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>nicht beantwortet</translation>
    </message>
    <message numerus="yes">
        <source>Last %n day(s)</source>
        <translation>
            <numerusform>Letzter Tag</numerusform>
            <numerusform>Letzte %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>All of the record</source>
        <translation>Die ganze Aufzeichnung</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Kind: {name}</source>
        <translation>Art: {name}</translation>
    </message>
    <message>
        <source>Risk: {name}</source>
        <translation>Risiko: {name}</translation>
    </message>
    <message>
        <source>Agent: {name}</source>
        <translation>Agent: {name}</translation>
    </message>
    <message>
        <source>Program: {name}</source>
        <translation>Programm: {name}</translation>
    </message>
    <message>
        <source>{action}, asked now</source>
        <translation>{action}, wird jetzt gefragt</translation>
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
        <source>Standing approvals – agent-supervisor</source>
        <translation>Geltende Erlaubnisse – agent-supervisor</translation>
    </message>
    <message>
        <source>Take all back</source>
        <translation>Alle zurücknehmen</translation>
    </message>
    <message>
        <source>What is taken back is asked about again. An approval also ends when it is not used.</source>
        <translation>Was Sie zurücknehmen, wird wieder gefragt. Eine Erlaubnis endet auch, wenn sie nicht genutzt wird.</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) stand for more than one action</source>
        <translation>
            <numerusform>%n Antwort gilt für mehr als eine Aktion</numerusform>
            <numerusform>%n Antworten gelten für mehr als eine Aktion</numerusform>
        </translation>
    </message>
    <message>
        <source>No answer stands for more than one action</source>
        <translation>Keine Antwort gilt für mehr als eine Aktion</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Stop all agents now ({chord})</source>
        <translation>Alle Agenten jetzt stoppen ({chord})</translation>
    </message>
    <message>
        <source>{state} · {level}</source>
        <translation>{state} · {level}</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>Einmal</translation>
    </message>
    <message>
        <source>Just this</source>
        <translation>Nur dies</translation>
    </message>
    <message>
        <source>This tool</source>
        <translation>Dieses Werkzeug</translation>
    </message>
    <message>
        <source>This program</source>
        <translation>Dieses Programm</translation>
    </message>
    <message>
        <source>Any program</source>
        <translation>Jedes Programm</translation>
    </message>
    <message>
        <source>15 minutes</source>
        <translation>15 Minuten</translation>
    </message>
    <message>
        <source>This task</source>
        <translation>Diese Aufgabe</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Wrong target</source>
        <translation>Falsches Ziel</translation>
    </message>
    <message>
        <source>Not wanted</source>
        <translation>Nicht gewollt</translation>
    </message>
    <message>
        <source>Too risky</source>
        <translation>Zu riskant</translation>
    </message>
    <message>
        <source>Not now</source>
        <comment>a reason for a rejection</comment>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Other…</source>
        <comment>a reason for a rejection</comment>
        <translation>Anderer Grund…</translation>
    </message>
    <message>
        <source>Other text…</source>
        <translation>Anderer Text…</translation>
    </message>
    <message>
        <source>Other keys…</source>
        <translation>Andere Tasten…</translation>
    </message>
    <message>
        <source>Another place…</source>
        <translation>Andere Stelle…</translation>
    </message>
    <message>
        <source>For</source>
        <comment>how long; before `15 minutes`, `This task`, `Today`</comment>
        <translation>Für</translation>
    </message>
    <message>
        <source>Reject as</source>
        <comment>before `Wrong target`, `Too risky`</comment>
        <translation>Ablehnen als</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>{choice}, chosen</source>
        <translation>{choice}, gewählt</translation>
    </message>
    <message>
        <source>Stop all</source>
        <translation>Alle stoppen</translation>
    </message>
    <message>
        <source>Approve covers {what}</source>
        <translation>Erlauben gilt für: {what}</translation>
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
        <source>Pause and resume</source>
        <translation>Anhalten und fortsetzen</translation>
    </message>
    <message>
        <source>Approve for good, the second time</source>
        <translation>Endgültiges erlauben, zweiter Schritt</translation>
    </message>
    <message>
        <source>Have something else done instead</source>
        <translation>Etwas anderes tun lassen</translation>
    </message>
    <message>
        <source>Let agents work again after a stop</source>
        <translation>Nach einem Stopp wieder freigeben</translation>
    </message>
    <message>
        <source>Show presses and Enter ahead, ms</source>
        <translation>Klicks und Enter vorab zeigen, ms</translation>
    </message>
    <message>
        <source>Show motion and text ahead, ms</source>
        <translation>Bewegung und Text vorab zeigen, ms</translation>
    </message>
    <message>
        <source>Agents wait until your hand rests, ms</source>
        <translation>Agenten warten, bis Ihre Hand ruht, ms</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>Your own policy.toml, or balanced</source>
        <translation>policy.toml, sonst ausgewogen</translation>
    </message>
    <message>
        <source>Cautious</source>
        <translation>Vorsichtig</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Developer</source>
        <translation>Entwicklung</translation>
    </message>
    <message>
        <source>{name}: `{chord}` opens a terminal on many desktops</source>
        <translation>{name}: `{chord}` öffnet auf vielen Desktops ein Terminal</translation>
    </message>
    <message>
        <source>{name}: `{chord}` locks the screen on many desktops</source>
        <translation>{name}: `{chord}` sperrt auf vielen Desktops den Bildschirm</translation>
    </message>
    <message>
        <source>{name}: `{chord}` opens the run dialog on many desktops</source>
        <translation>{name}: `{chord}` öffnet auf vielen Desktops „Befehl ausführen“</translation>
    </message>
    <message>
        <source>{name}: `{chord}` closes windows on most desktops</source>
        <translation>{name}: `{chord}` schließt auf den meisten Desktops Fenster</translation>
    </message>
    <message>
        <source>{name}: `{chord}` copies in most programs</source>
        <translation>{name}: `{chord}` kopiert in den meisten Programmen</translation>
    </message>
    <message>
        <source>{name}: `{chord}` pastes in most programs</source>
        <translation>{name}: `{chord}` fügt in den meisten Programmen ein</translation>
    </message>
    <message>
        <source>{name}: `{chord}` saves in most programs</source>
        <translation>{name}: `{chord}` speichert in den meisten Programmen</translation>
    </message>
    <message>
        <source>{name}: `{chord}` undoes in most programs</source>
        <translation>{name}: `{chord}` macht in den meisten Programmen rückgängig</translation>
    </message>
    <message>
        <source>{name}: `{chord}` is already “{other}”</source>
        <translation>{name}: `{chord}` ist schon „{other}“</translation>
    </message>
    <message>
        <source>Settings – agent-supervisor</source>
        <translation>Einstellungen – agent-supervisor</translation>
    </message>
    <message>
        <source>A sound when a question comes up</source>
        <translation>Ein Ton, wenn eine Frage erscheint</translation>
    </message>
    <message>
        <source>A notification when something waits and you are away</source>
        <translation>Eine Benachrichtigung, wenn etwas wartet und Sie nicht da sind</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Hold Escape to stop, s</source>
        <translation>Escape halten zum Stoppen, s</translation>
    </message>
    <message>
        <source>What is asked about</source>
        <translation>Wonach gefragt wird</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Marks fade, carets blink</source>
        <translation>Markierungen verblassen, Schreibmarken blinken</translation>
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
        <source>to do</source>
        <translation>noch zu tun</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>Welcome – agent-supervisor</source>
        <translation>Willkommen – agent-supervisor</translation>
    </message>
    <message>
        <source>Four things to know</source>
        <translation>Vier Dinge, die Sie kennen sollten</translation>
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
    <message numerus="yes">
        <source>Approve all %n</source>
        <translation>
            <numerusform>%n erlauben</numerusform>
            <numerusform>Alle %n erlauben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject all %n</source>
        <translation>
            <numerusform>%n ablehnen</numerusform>
            <numerusform>Alle %n ablehnen</numerusform>
        </translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>More time</source>
        <translation>Mehr Zeit</translation>
    </message>
    <message>
        <source>Hide what it did</source>
        <translation>Bisheriges ausblenden</translation>
    </message>
    <message>
        <source>What it did so far</source>
        <translation>Bisherige Aktionen</translation>
    </message>
    <message>
        <source>More answers…</source>
        <translation>Weitere Antworten…</translation>
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
        <source>All agents were stopped</source>
        <translation>Alle Agenten wurden gestoppt</translation>
    </message>
    <message>
        <source>It was taken back</source>
        <translation>Es wurde rückgängig gemacht</translation>
    </message>
    <message>
        <source>It was not taken back</source>
        <translation>Es wurde nicht rückgängig gemacht</translation>
    </message>
    <message>
        <source>{title}, agent {agent}, workflow {workflow}</source>
        <translation>{title}, Agent {agent}, Aufgabe {workflow}</translation>
    </message>
    <message>
        <source>{title}, agent {agent}</source>
        <translation>{title}, Agent {agent}</translation>
    </message>
    <message>
        <source>Picture of the target</source>
        <translation>Bild des Ziels</translation>
    </message>
    <message>
        <source>Rule: {rule}</source>
        <translation>Regel: {rule}</translation>
    </message>
    <message>
        <source>ends in {time}</source>
        <translation>endet in {time}</translation>
    </message>
    <message>
        <source>{time} left, the time stands still</source>
        <translation>noch {time}, die Zeit steht still</translation>
    </message>
    <message numerus="yes">
        <source>%n more waiting</source>
        <translation>
            <numerusform>%n weitere wartet</numerusform>
            <numerusform>%n weitere warten</numerusform>
        </translation>
    </message>
    <message>
        <source>LTR</source>
        <translation>LTR</translation>
    </message>
    <message>
        <source>{answer}: press here or {chord}</source>
        <translation>{answer}: hier drücken oder {chord}</translation>
    </message>
    <message>
        <source>{answer}: press here</source>
        <translation>{answer}: hier drücken</translation>
    </message>
    <message>
        <source>Cannot be undone: takes two steps</source>
        <translation>Endgültig: braucht zwei Schritte</translation>
    </message>
    <message>
        <source>first Approve, then a second step here</source>
        <translation>erst Erlauben, dann hier ein zweiter Schritt</translation>
    </message>
    <message>
        <source>1 of 2: Approve pressed</source>
        <translation>1 von 2: Erlauben gedrückt</translation>
    </message>
    <message>
        <source>1 of 2: {chord} pressed</source>
        <translation>1 von 2: {chord} gedrückt</translation>
    </message>
    <message>
        <source>now 2 of 2: press here</source>
        <translation>jetzt 2 von 2: hier drücken</translation>
    </message>
    <message>
        <source>now 2 of 2: press here or {chord}</source>
        <translation>jetzt 2 von 2: hier drücken oder {chord}</translation>
    </message>
    <message>
        <source>now 2 of 2: press here or {chord} or {other}</source>
        <translation>jetzt 2 von 2: hier drücken, {chord} oder {other}</translation>
    </message>
    <message>
        <source>Suggested: approve. {ground}.</source>
        <translation>Vorschlag: erlauben. {ground}.</translation>
    </message>
    <message>
        <source>Suggested: reject. {ground}.</source>
        <translation>Vorschlag: ablehnen. {ground}.</translation>
    </message>
    <message>
        <source>Type this instead</source>
        <translation>Stattdessen dies tippen</translation>
    </message>
    <message>
        <source>Press this instead</source>
        <translation>Stattdessen dies drücken</translation>
    </message>
    <message>
        <source>Click where it shall click instead</source>
        <translation>Klicken Sie auf die Stelle, an der stattdessen geklickt werden soll</translation>
    </message>
    <message>
        <source>Reject, because</source>
        <translation>Ablehnen, weil</translation>
    </message>
    <message>
        <source>Enter: you are shown it before anything is done. Escape: back.</source>
        <translation>Enter: Es wird Ihnen gezeigt, bevor etwas geschieht. Escape: zurück.</translation>
    </message>
    <message>
        <source>For example Ctrl+S. Enter: you are shown it before anything is done. Escape: back.</source>
        <translation>Zum Beispiel Ctrl+S. Enter: Es wird Ihnen gezeigt, bevor etwas geschieht. Escape: zurück.</translation>
    </message>
    <message>
        <source>You are shown it before anything is done. Right button: back.</source>
        <translation>Es wird Ihnen gezeigt, bevor etwas geschieht. Rechte Taste: zurück.</translation>
    </message>
    <message>
        <source>The agent is told. Enter: reject. Escape: back.</source>
        <translation>Der Agent erfährt es. Enter: ablehnen. Escape: zurück.</translation>
    </message>
    <message>
        <source>It takes the place of all that the agent types in one go.</source>
        <translation>Es ersetzt alles, was der Agent in einem Zug tippt.</translation>
    </message>
    <message>
        <source>Nobody answered in time: it was rejected</source>
        <translation>Niemand hat rechtzeitig geantwortet: Es wurde abgelehnt</translation>
    </message>
    <message>
        <source>This was a test of attention: nobody wanted to do this, and nothing was done. You said yes to it: take a moment to read the next ones</source>
        <translation>Das war eine Probe der Aufmerksamkeit: Niemand wollte das tun, und nichts wurde getan. Sie haben Ja dazu gesagt: Nehmen Sie sich einen Moment, um die nächsten zu lesen</translation>
    </message>
    <message>
        <source>This was a test of attention, and you noticed: thank you. Nobody wanted to do this</source>
        <translation>Das war eine Probe der Aufmerksamkeit, und Sie haben es bemerkt: danke. Niemand wollte das tun</translation>
    </message>
    <message>
        <source>Any age</source>
        <translation>Jede Wartezeit</translation>
    </message>
    <message numerus="yes">
        <source>Over %n minute(s)</source>
        <translation>
            <numerusform>Über %n Minute</numerusform>
            <numerusform>Über %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>Under {percent} % sure</source>
        <translation>Unter {percent} % sicher</translation>
    </message>
    <message>
        <source>However sure</source>
        <translation>Egal wie sicher</translation>
    </message>
    <message>
        <source>Did not say</source>
        <translation>Keine Angabe</translation>
    </message>
    <message>
        <source>Waiting for you – agent-supervisor</source>
        <translation>Wartet auf Sie – agent-supervisor</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search in what waits</source>
        <translation>In dem suchen, was wartet</translation>
    </message>
    <message>
        <source>Any risk</source>
        <translation>Jedes Risiko</translation>
    </message>
    <message>
        <source>Any kind</source>
        <translation>Jede Art</translation>
    </message>
    <message>
        <source>Age</source>
        <comment>how long something waits</comment>
        <translation>Wartezeit</translation>
    </message>
    <message>
        <source>How sure the agent is</source>
        <translation>Wie sicher der Agent ist</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) wait for you</source>
        <translation>
            <numerusform>%n Aktion wartet auf Sie</numerusform>
            <numerusform>%n Aktionen warten auf Sie</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing waits for you</source>
        <translation>Nichts wartet auf Sie</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) wait for you, {shown} shown</source>
        <translation>
            <numerusform>%n Aktion wartet auf Sie, {shown} zu sehen</numerusform>
            <numerusform>%n Aktionen warten auf Sie, {shown} zu sehen</numerusform>
        </translation>
    </message>
    <message>
        <source>The popup asks about what is selected here; of several, about those that are alike at once.</source>
        <translation>Das Fragefenster fragt nach dem, was hier ausgewählt ist; bei mehreren nach allen gleichartigen auf einmal.</translation>
    </message>
    <message>
        <source>{approve} approves it, {reject} rejects it, and the next one is asked.</source>
        <translation>{approve} erlaubt es, {reject} lehnt es ab, dann kommt die nächste Frage.</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Was getan wurde</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Drawn</source>
        <comment>by what odds something was chosen; above a column of odds</comment>
        <translation>Gezogen</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>each</source>
        <comment>every one of its kind is chosen</comment>
        <translation>jede</translation>
    </message>
    <message>
        <source>1 in {count}</source>
        <translation>1 von {count}</translation>
    </message>
    <message>
        <source>It is here because all that passes at batch review is gone through.</source>
        <translation>Es steht hier, weil auf der Stufe „Durchsicht danach“ alles durchgesehen wird, was durchgeht.</translation>
    </message>
    <message>
        <source>It is here because the agent was not sure: each such action is gone through.</source>
        <translation>Es steht hier, weil der Agent nicht sicher war: Jede solche Aktion wird durchgesehen.</translation>
    </message>
    <message>
        <source>It is here because the agent was not sure: of such actions 1 in {count} is drawn.</source>
        <translation>Es steht hier, weil der Agent nicht sicher war: Von solchen Aktionen wird 1 von {count} gezogen.</translation>
    </message>
    <message>
        <source>It is here because what cannot be undone is gone through, each of it.</source>
        <translation>Es steht hier, weil alles durchgesehen wird, was sich nicht rückgängig machen lässt.</translation>
    </message>
    <message>
        <source>It was drawn by lot: 1 in {count} of such actions.</source>
        <translation>Das Los fiel darauf: auf 1 von {count} solchen Aktionen.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>Ihre Antwort</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>Was daraus wurde</translation>
    </message>
    <message>
        <source>What was asked – agent-supervisor</source>
        <translation>Was gefragt wurde – agent-supervisor</translation>
    </message>
    <message>
        <source>What was asked and answered</source>
        <translation>Was gefragt und geantwortet wurde</translation>
    </message>
    <message>
        <source>Search in what was asked</source>
        <translation>In dem suchen, was gefragt wurde</translation>
    </message>
    <message>
        <source>All that agents did</source>
        <translation>Alles, was Agenten taten</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>{reason}: {detail}</source>
        <translation>{reason}: {detail}</translation>
    </message>
    <message>
        <source>{sentence}.</source>
        <translation>{sentence}.</translation>
    </message>
    <message>
        <source>your policy asks before commands that delete or overwrite: a shell has no undo</source>
        <translation>Ihre Richtlinie fragt vor Befehlen, die löschen oder überschreiben: Eine Shell kennt kein Rückgängig</translation>
    </message>
    <message>
        <source>your policy asks before risky commands: on the system, rights, other programs or other machines</source>
        <translation>Ihre Richtlinie fragt vor riskanten Befehlen: an System, Rechten, anderen Programmen oder Rechnern</translation>
    </message>
    <message>
        <source>your policy asks before commands of which nobody can tell beforehand what they do</source>
        <translation>Ihre Richtlinie fragt vor Befehlen, von denen niemand vorher sagen kann, was sie tun</translation>
    </message>
    <message>
        <source>your policy asks before a paste into a terminal that could not be read: it can run commands</source>
        <translation>Ihre Richtlinie fragt, bevor Unlesbares in ein Terminal eingefügt wird: Es kann Befehle ausführen</translation>
    </message>
    <message>
        <source>your policy asks before anything is deleted for good</source>
        <translation>Ihre Richtlinie fragt, bevor etwas endgültig gelöscht wird</translation>
    </message>
    <message>
        <source>your policy asks before anything goes to the trash</source>
        <translation>Ihre Richtlinie fragt, bevor etwas in den Papierkorb kommt</translation>
    </message>
    <message>
        <source>your policy asks before the trash is emptied</source>
        <translation>Ihre Richtlinie fragt, bevor der Papierkorb geleert wird</translation>
    </message>
    <message>
        <source>your policy asks before work is thrown away or something is replaced</source>
        <translation>Ihre Richtlinie fragt, bevor Arbeit verworfen oder etwas ersetzt wird</translation>
    </message>
    <message>
        <source>your policy asks before anything is sent</source>
        <translation>Ihre Richtlinie fragt, bevor etwas gesendet wird</translation>
    </message>
    <message>
        <source>your policy asks before anything is shown to others</source>
        <translation>Ihre Richtlinie fragt, bevor etwas anderen gezeigt wird</translation>
    </message>
    <message>
        <source>your policy asks before money is spent or moved</source>
        <translation>Ihre Richtlinie fragt, bevor Geld ausgegeben oder bewegt wird</translation>
    </message>
    <message>
        <source>your policy asks before accounts and rights are changed</source>
        <translation>Ihre Richtlinie fragt, bevor Konten oder Rechte geändert werden</translation>
    </message>
    <message>
        <source>your policy asks before the computer&apos;s settings change or programs are ended</source>
        <translation>Ihre Richtlinie fragt, bevor Einstellungen des Rechners geändert oder Programme beendet werden</translation>
    </message>
    <message>
        <source>your policy asks before programs are installed, removed or started from a file</source>
        <translation>Ihre Richtlinie fragt, bevor Programme installiert, entfernt oder aus einer Datei gestartet werden</translation>
    </message>
    <message>
        <source>your policy asks when nobody can tell what a press does and it could do harm</source>
        <translation>Ihre Richtlinie fragt, wenn niemand sagen kann, was ein Klick bewirkt, und er schaden könnte</translation>
    </message>
    <message>
        <source>your policy asks before Enter where money is handled</source>
        <translation>Ihre Richtlinie fragt vor Enter, wo es um Geld geht</translation>
    </message>
    <message>
        <source>your policy asks before a button is pressed where money is handled</source>
        <translation>Ihre Richtlinie fragt vor jedem Klick auf eine Schaltfläche, wo es um Geld geht</translation>
    </message>
    <message>
        <source>your policy asks before a password is typed</source>
        <translation>Ihre Richtlinie fragt, bevor ein Passwort getippt wird</translation>
    </message>
    <message>
        <source>your policy asks before anything typed is handed over where money is handled</source>
        <translation>Ihre Richtlinie fragt, bevor Getipptes abgegeben wird, wo es um Geld geht</translation>
    </message>
    <message>
        <source>your policy asks before every command that changes something</source>
        <translation>Ihre Richtlinie fragt vor jedem Befehl, der etwas ändert</translation>
    </message>
    <message>
        <source>your policy asks when it is not known which window this would reach</source>
        <translation>Ihre Richtlinie fragt, wenn nicht bekannt ist, welches Fenster das erreicht</translation>
    </message>
    <message>
        <source>the agent has earned it: your answers to such actions were yes</source>
        <translation>der Agent hat es sich verdient: Ihre Antworten auf solche Aktionen waren ja</translation>
    </message>
    <message>
        <source>at this level it acts now, and you go through all of it afterwards</source>
        <translation>auf dieser Stufe handelt er jetzt, und Sie sehen alles danach durch</translation>
    </message>
    <message>
        <source>at this level only what is out of the ordinary is asked</source>
        <translation>auf dieser Stufe wird nur nach Ungewöhnlichem gefragt</translation>
    </message>
    <message>
        <source>at this level it acts without asking</source>
        <translation>auf dieser Stufe handelt er, ohne zu fragen</translation>
    </message>
    <message>
        <source>this only looks at something</source>
        <translation>das sieht nur etwas an</translation>
    </message>
    <message>
        <source>this can be undone</source>
        <translation>das lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>this may do harm that is hard to undo</source>
        <translation>das kann schaden und ist schwer rückgängig zu machen</translation>
    </message>
    <message>
        <source>asked: a person must confirm it at the screen</source>
        <translation>gefragt: Ein Mensch muss es am Bildschirm bestätigen</translation>
    </message>
    <message>
        <source>all is stopped: re-arm first, what is laxer holds for agents that work</source>
        <translation>alles ist angehalten: Erst wieder freigeben, denn was lockerer ist, gilt für Agenten, die arbeiten</translation>
    </message>
    <message>
        <source>the overlay is not running, so nothing can be shown before it happens</source>
        <translation>Das Overlay läuft nicht, daher kann nichts vorab gezeigt werden</translation>
    </message>
    <message>
        <source>a rule depends on the page, and the browser does not tell which one this is</source>
        <translation>Eine Regel hängt von der Seite ab, und der Browser sagt nicht, welche das ist</translation>
    </message>
    <message>
        <source>the target changed while the action was held</source>
        <translation>Das Ziel hat sich geändert, während die Aktion angehalten war</translation>
    </message>
    <message>
        <source>a person changed what the agent proposed</source>
        <translation>Jemand hat den Vorschlag des Agenten geändert</translation>
    </message>
    <message>
        <source>the external judge did not answer</source>
        <translation>Der externe Prüfer hat nicht geantwortet</translation>
    </message>
    <message>
        <source>the agent itself warns of it</source>
        <translation>Der Agent selbst warnt davor</translation>
    </message>
    <message>
        <source>its server does not say of this tool what it said at first</source>
        <translation>Der Server sagt von diesem Werkzeug nicht mehr, was er anfangs gesagt hat</translation>
    </message>
    <message>
        <source>you ordered that something be taken back</source>
        <translation>Sie haben angeordnet, dass etwas zurückgenommen wird</translation>
    </message>
    <message>
        <source>a person paused the agents</source>
        <translation>Jemand hat die Agenten angehalten</translation>
    </message>
    <message>
        <source>the screen is locked, so nobody sees what happens</source>
        <translation>Der Bildschirm ist gesperrt, niemand sieht, was geschieht</translation>
    </message>
    <message>
        <source>Let agents work again after the stop?</source>
        <translation>Agenten nach dem Stopp wieder arbeiten lassen?</translation>
    </message>
    <message>
        <source>a person pressed stop; only a person can undo it</source>
        <translation>Jemand hat gestoppt; nur ein Mensch kann das aufheben</translation>
    </message>
    <message>
        <source>Open the gate for the agents again?</source>
        <translation>Agenten wieder durchlassen?</translation>
    </message>
    <message>
        <source>a person paused the agents; only a person can undo it</source>
        <translation>Jemand hat die Agenten angehalten; nur ein Mensch kann das aufheben</translation>
    </message>
    <message>
        <source>Ask again about what is refused since you rejected it?</source>
        <translation>Wieder fragen, was seit Ihrer Ablehnung verweigert wird?</translation>
    </message>
    <message>
        <source>until now the agents are refused it without a question; only a person can undo it</source>
        <translation>Bisher wird es den Agenten ohne Frage verweigert; nur ein Mensch kann das aufheben</translation>
    </message>
    <message>
        <source>End the supervisor and the agents that run under it?</source>
        <translation>Den Supervisor und seine Agenten beenden?</translation>
    </message>
    <message>
        <source>while it is gone nothing is supervised</source>
        <translation>Solange er weg ist, wird nichts überwacht</translation>
    </message>
    <message>
        <source>Practice: approve this.</source>
        <translation>Übung: Erlauben Sie dies.</translation>
    </message>
    <message>
        <source>Practice: now reject this.</source>
        <translation>Übung: Lehnen Sie dies jetzt ab.</translation>
    </message>
    <message>
        <source>you are learning the keys: nothing happens, whichever answer you give</source>
        <translation>Sie lernen die Tasten: Es geschieht nichts, wie auch immer Sie antworten</translation>
    </message>
    <message>
        <source>An agent is running. Practise when none is, for a stop ends it.</source>
        <translation>Ein Agent läuft. Üben Sie, wenn keiner läuft, denn ein Stopp beendet ihn.</translation>
    </message>
    <message>
        <source>Everything is stopped. Let agents work again first, then practise.</source>
        <translation>Alles ist gestoppt. Lassen Sie erst die Agenten wieder arbeiten, dann üben Sie.</translation>
    </message>
    <message>
        <source>That was a no. Try again: approve it.</source>
        <translation>Das war ein Nein. Noch einmal: Erlauben Sie es.</translation>
    </message>
    <message>
        <source>That was a yes. Try again: reject it.</source>
        <translation>Das war ein Ja. Noch einmal: Lehnen Sie es ab.</translation>
    </message>
    <message>
        <source>Nothing is changed.</source>
        <translation>Es ist nichts geändert.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Confirm it in the popup, by your chord or with the mouse.</source>
        <translation>Bestätigen Sie im Fragefenster, mit Ihren Tasten oder der Maus.</translation>
    </message>
    <message>
        <source>Saved. It holds from the next start of the supervisor.</source>
        <translation>Gespeichert. Es gilt ab dem nächsten Start des Supervisors.</translation>
    </message>
    <message>
        <source>the time to answer was over: this answer had no effect, nothing was done</source>
        <translation>Die Zeit zum Antworten war vorbei: Diese Antwort hatte keine Wirkung, nichts wurde getan</translation>
    </message>
    <message>
        <source>you rejected the very same</source>
        <translation>Sie haben genau dies abgelehnt</translation>
    </message>
    <message>
        <source>you have approved nothing like it</source>
        <translation>Sie haben nichts dergleichen erlaubt</translation>
    </message>
    <message>
        <source>this one action</source>
        <translation>nur diese eine Aktion</translation>
    </message>
    <message>
        <source>Your keyboard and mouse are not heard any more, so the supervisor has ended, too. Start it again.</source>
        <translation>Ihre Tastatur und Maus werden nicht mehr gehört, daher ist auch der Supervisor beendet. Starten Sie ihn neu.</translation>
    </message>
    <message>
        <source>For all agents</source>
        <translation>Für alle Agenten</translation>
    </message>
    <message numerus="yes">
        <source>%n more level(s) for other agents, programs, tasks or kinds: see {command}</source>
        <translation>
            <numerusform>%n weitere Stufe für andere Agenten, Programme, Aufgaben oder Arten: siehe {command}</numerusform>
            <numerusform>%n weitere Stufen für andere Agenten, Programme, Aufgaben oder Arten: siehe {command}</numerusform>
        </translation>
    </message>
    <message>
        <source>End it now</source>
        <translation>Jetzt beenden</translation>
    </message>
    <message>
        <source>Until I change it…</source>
        <translation>Bis ich es ändere…</translation>
    </message>
    <message>
        <source>For 15 minutes…</source>
        <translation>Für 15 Minuten…</translation>
    </message>
    <message>
        <source>For 15 minutes from now…</source>
        <translation>Ab jetzt für 15 Minuten…</translation>
    </message>
    <message>
        <source>For an hour…</source>
        <translation>Für eine Stunde…</translation>
    </message>
    <message>
        <source>For an hour from now…</source>
        <translation>Ab jetzt für eine Stunde…</translation>
    </message>
    <message>
        <source>{count} more: see {command}</source>
        <translation>{count} weitere: siehe {command}</translation>
    </message>
    <message>
        <source>{level} {time}</source>
        <translation>{level} {time}</translation>
    </message>
    <message>
        <source>Only for {agent}: {level}</source>
        <translation>Nur für {agent}: {level}</translation>
    </message>
    <message>
        <source>Ask about everything and let it learn</source>
        <translation>Nach allem fragen und lernen lassen</translation>
    </message>
    <message>
        <source>Earned: {level} for {whom}</source>
        <translation>Verdient: {level} für {whom}</translation>
    </message>
    <message>
        <source>Earned: stage {stage} for {whom}</source>
        <translation>Verdient: Stufe {stage} für {whom}</translation>
    </message>
    <message>
        <source>Let it hold…</source>
        <translation>Gelten lassen…</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>So lassen, wie es ist</translation>
    </message>
    <message>
        <source>Your policy goes no further for this agent: a {place} in it says so</source>
        <translation>Weiter geht Ihre Richtlinie für diesen Agenten nicht: das sagt ein {place} darin</translation>
    </message>
    <message>
        <source>Your policy goes no further: set {key} under {place} in it to allow more</source>
        <translation>Weiter geht Ihre Richtlinie nicht: mehr erlaubt {key} unter {place} darin</translation>
    </message>
    <message>
        <source>In {time} it is {level} again</source>
        <translation>In {time} gilt wieder: {level}</translation>
    </message>
    <message>
        <source>Full oversight</source>
        <translation>Volle Aufsicht</translation>
    </message>
    <message>
        <source>Approval gates</source>
        <translation>Freigaben</translation>
    </message>
    <message>
        <source>Confidence-based</source>
        <translation>Nach Vertrauen</translation>
    </message>
    <message>
        <source>Batch review</source>
        <translation>Durchsicht danach</translation>
    </message>
    <message>
        <source>Exception-only</source>
        <translation>Nur Ausnahmen</translation>
    </message>
    <message>
        <source>Full autonomy</source>
        <translation>Volle Autonomie</translation>
    </message>
    <message>
        <source>asks before each action</source>
        <translation>fragt vor jeder Aktion</translation>
    </message>
    <message>
        <source>asks where your policy asks</source>
        <translation>fragt, wo Ihre Richtlinie fragt</translation>
    </message>
    <message>
        <source>asks until your answers have earned it</source>
        <translation>fragt, bis Ihre Antworten es verdient haben</translation>
    </message>
    <message>
        <source>acts, and you go through all of it afterwards</source>
        <translation>handelt, und Sie gehen danach alles durch</translation>
    </message>
    <message>
        <source>acts, and asks about what is out of the ordinary</source>
        <translation>handelt und fragt bei Ungewöhnlichem</translation>
    </message>
    <message>
        <source>acts, even where nothing can be undone</source>
        <translation>handelt, auch wo sich nichts rückgängig machen lässt</translation>
    </message>
    <message>
        <source>{level}: {what}</source>
        <translation>{level}: {what}</translation>
    </message>
    <message>
        <source>Autonomy: {level}</source>
        <translation>Autonomie: {level}</translation>
    </message>
    <message>
        <source>Autonomy: {level}, {time} left</source>
        <translation>Autonomie: {level}, noch {time}</translation>
    </message>
    <message>
        <source>To go through – agent-supervisor</source>
        <translation>Durchzusehen – agent-supervisor</translation>
    </message>
    <message>
        <source>Search in what passed</source>
        <translation>In dem suchen, was durchging</translation>
    </message>
    <message>
        <source>Any agent</source>
        <translation>Jeder Agent</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) marked as right</source>
        <translation>
            <numerusform>%n Aktion als richtig vermerkt</numerusform>
            <numerusform>%n Aktionen als richtig vermerkt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) marked as wrong</source>
        <translation>
            <numerusform>%n Aktion als falsch vermerkt</numerusform>
            <numerusform>%n Aktionen als falsch vermerkt</numerusform>
        </translation>
    </message>
    <message>
        <source>Refresh ({count} new)</source>
        <translation>Aktualisieren ({count} neu)</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) selected</source>
        <translation>
            <numerusform>%n Aktion ausgewählt</numerusform>
            <numerusform>%n Aktionen ausgewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) to go through</source>
        <translation>
            <numerusform>%n Aktion durchzusehen</numerusform>
            <numerusform>%n Aktionen durchzusehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) to go through, {shown} shown</source>
        <translation>
            <numerusform>%n Aktion durchzusehen, {shown} angezeigt</numerusform>
            <numerusform>%n Aktionen durchzusehen, {shown} angezeigt</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to go through</source>
        <translation>Nichts durchzusehen</translation>
    </message>
    <message>
        <source>Today: {actions} actions, {asked} asked, {unsure} with low confidence</source>
        <translation>Heute: {actions} Aktionen, {asked} gefragt, {unsure} mit geringer Sicherheit</translation>
    </message>
    <message>
        <source>The record is still being read; there may be more.</source>
        <translation>Die Aufzeichnung wird noch gelesen; es kann mehr geben.</translation>
    </message>
    <message>
        <source>What passed without a question has been gone through, or none of it was drawn.</source>
        <translation>Was ohne Frage durchging, ist durchgesehen, oder das Los fiel auf nichts davon.</translation>
    </message>
    <message>
        <source>None of it is what you look for.</source>
        <translation>Nichts davon ist, was Sie suchen.</translation>
    </message>
    <message>
        <source>Several can be selected and marked at once. {right} right, {wrong} wrong, {note} note.</source>
        <translation>Mehrere lassen sich auswählen und zugleich vermerken. {right} richtig, {wrong} falsch, {note} Notiz.</translation>
    </message>
    <message>
        <source>What passed without a question</source>
        <translation>Was ohne Frage durchging</translation>
    </message>
    <message>
        <source>Note for the record</source>
        <translation>Notiz für die Aufzeichnung</translation>
    </message>
    <message>
        <source>It counts as a yes once you have confirmed it in the popup ({keys})</source>
        <translation>Zählt als Ja, sobald Sie es in der Rückfrage bestätigt haben ({keys})</translation>
    </message>
    <message>
        <source>Right…</source>
        <translation>Richtig …</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Falsch</translation>
    </message>
    <message>
        <source>It counts as a rejection, at once ({keys})</source>
        <translation>Zählt sofort als Ablehnung ({keys})</translation>
    </message>
    <message>
        <source>Undo…</source>
        <translation>Rückgängig …</translation>
    </message>
    <message>
        <source>{agent} in {program}: {kind}</source>
        <translation>{agent} in {program}: {kind}</translation>
    </message>
    <message>
        <source>{reason} (rule {rule})</source>
        <translation>{reason} (Regel {rule})</translation>
    </message>
    <message>
        <source>{reason} (rule {rule} would ask)</source>
        <translation>{reason} (Regel {rule} würde fragen)</translation>
    </message>
    <message>
        <source>Launch</source>
        <translation>Anlauf</translation>
    </message>
    <message>
        <source>Early production</source>
        <translation>Früher Betrieb</translation>
    </message>
    <message>
        <source>Mature</source>
        <translation>Ausgereift</translation>
    </message>
    <message>
        <source>Optimised</source>
        <translation>Optimiert</translation>
    </message>
    <message>
        <source>{whom}: {stage}</source>
        <translation>{whom}: {stage}</translation>
    </message>
    <message>
        <source>{whom}: {stage}, {answers} of {wanted} answers, lower bound {bound} of {rate}</source>
        <translation>{whom}: {stage}, {answers} von {wanted} Antworten, untere Schranke {bound} von {rate}</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) were done without a question</source>
        <translation>
            <numerusform>%n Sache wurde ohne Frage getan</numerusform>
            <numerusform>%n Sachen wurden ohne Frage getan</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{agent} did %n thing(s) without a question</source>
        <translation>
            <numerusform>{agent} hat %n Sache ohne Frage getan</numerusform>
            <numerusform>{agent} hat %n Sachen ohne Frage getan</numerusform>
        </translation>
    </message>
    <message>
        <source>Go through it when it suits you: nothing waits for it.</source>
        <translation>Sehen Sie es durch, wann es Ihnen passt: Nichts wartet darauf.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Go through</source>
        <translation>Durchsehen</translation>
    </message>
</context>
</TS>
