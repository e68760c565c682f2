<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_ES">
<context>
    <name>ui</name>
    <message>
        <source>Idle</source>
        <translation>En reposo</translation>
    </message>
    <message>
        <source>An agent is working</source>
        <translation>Un agente está trabajando</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>Esperando su respuesta</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pausa</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Detenido</translation>
    </message>
    <message>
        <source>Re-arm…</source>
        <translation>Reactivar…</translation>
    </message>
    <message>
        <source>Quit…</source>
        <translation>Salir…</translation>
    </message>
    <message>
        <source>Resume…</source>
        <translation>Reanudar…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Ask again about what is refused since you rejected it…</source>
        <translation>Volver a preguntar lo que se deniega desde su rechazo…</translation>
    </message>
    <message>
        <source>Use the changed policy…</source>
        <translation>Usar la política modificada…</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>Detener ahora</translation>
    </message>
    <message>
        <source>What waits for you</source>
        <translation>Lo que le espera</translation>
    </message>
    <message>
        <source>What was asked</source>
        <translation>Lo que se preguntó</translation>
    </message>
    <message>
        <source>Practise stop, approve and reject</source>
        <translation>Practicar detener, aprobar y rechazar</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agentes</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>Last actions</source>
        <translation>Últimas acciones</translation>
    </message>
    <message>
        <source>Standing approvals</source>
        <translation>Aprobaciones vigentes</translation>
    </message>
    <message>
        <source>Take back: {what}</source>
        <translation>Retirar: {what}</translation>
    </message>
    <message>
        <source>Take all back</source>
        <translation>Retirar todo</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message>
        <source>Stop all agents now</source>
        <translation>Detener todos los agentes ahora</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Aprobar</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Rechazar</translation>
    </message>
    <message>
        <source>Stop everything</source>
        <translation>Detener todo</translation>
    </message>
    <message>
        <source>Let agents work again</source>
        <translation>Dejar que los agentes sigan</translation>
    </message>
    <message>
        <source>A question has come up. Press {approve}, or click Approve with the mouse.</source>
        <translation>Ha aparecido una pregunta. Pulse {approve} o haga clic en Aprobar.</translation>
    </message>
    <message>
        <source>Here is another one. Press {reject}, or click Reject.</source>
        <translation>Aquí hay otra. Pulse {reject} o haga clic en Rechazar.</translation>
    </message>
    <message>
        <source>This ends all agents at once, at any time: press {stop}, or hold Escape.</source>
        <translation>Esto termina todos los agentes a la vez, en cualquier momento: pulse {stop} o mantenga Escape.</translation>
    </message>
    <message>
        <source>After a stop nothing works until you say so: press {rearm}.</source>
        <translation>Tras una parada nada funciona hasta que usted lo diga: pulse {rearm}.</translation>
    </message>
    <message>
        <source>the approve chord</source>
        <translation>el atajo de aprobar</translation>
    </message>
    <message>
        <source>the reject chord</source>
        <translation>el atajo de rechazar</translation>
    </message>
    <message>
        <source>the stop chord</source>
        <translation>el atajo de detener</translation>
    </message>
    <message>
        <source>the chord</source>
        <translation>el atajo</translation>
    </message>
    <message>
        <source>Agents work on this desktop through the supervisor. What could do harm waits for you. It takes a minute to learn the keys: do each once.</source>
        <translation>Los agentes trabajan en este escritorio a través del supervisor. Lo que podría causar daño le espera. Aprender las teclas lleva un minuto: haga cada cosa una vez.</translation>
    </message>
    <message>
        <source>That is all. These keys work wherever you are; you find this again in the menu.</source>
        <translation>Eso es todo. Estas teclas funcionan en cualquier lugar; encontrará esto de nuevo en el menú.</translation>
    </message>
    <message>
        <source>Three things to know</source>
        <translation>Tres cosas que debe saber</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Empezar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Abandonar</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Ahora no</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Confirmar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Approve all {count}</source>
        <translation>Aprobar las {count}</translation>
    </message>
    <message>
        <source>Reject all {count}</source>
        <translation>Rechazar las {count}</translation>
    </message>
    <message>
        <source>Waiting for your approval</source>
        <translation>Esperando su aprobación</translation>
    </message>
    <message>
        <source>Please confirm</source>
        <translation>Confirme, por favor</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Práctica</translation>
    </message>
    <message>
        <source>Urgent: waiting for your approval</source>
        <translation>Urgente: esperando su aprobación</translation>
    </message>
    <message>
        <source>LTR</source>
        <translation>LTR</translation>
    </message>
</context>
</TS>
