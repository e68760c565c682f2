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
        <source>Refused</source>
        <translation>Denegado</translation>
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
        <source>Agents stay stopped until you choose “{entry}” in the menu</source>
        <translation>Los agentes siguen detenidos hasta que elija «{entry}» en el menú</translation>
    </message>
    <message>
        <source>Agents stay stopped until you press {chord} or choose “{entry}” in the menu</source>
        <translation>Los agentes siguen detenidos hasta que pulse {chord} o elija «{entry}» en el menú</translation>
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
        <source>What waits for you ({count})</source>
        <translation>Lo que le espera ({count})</translation>
    </message>
    <message>
        <source>Standing approvals ({count})</source>
        <translation>Aprobaciones vigentes ({count})</translation>
    </message>
    <message>
        <source>Review… ({count})</source>
        <translation>Revisar… ({count})</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>Revisar…</translation>
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
        <source>{containment}: ways past the gate are open</source>
        <translation>{containment}: hay vías abiertas que eluden el control</translation>
    </message>
    <message>
        <source>A laxer level is earned: see Autonomy</source>
        <translation>Se ha ganado un nivel más laxo: véase Autonomía</translation>
    </message>
    <message>
        <source>A batch is ready to be gone through: see Review</source>
        <translation>Un lote está listo para revisar: véase Revisar</translation>
    </message>
    <message>
        <source>not contained</source>
        <translation>no confinado</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Riesgo</translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation>Qué va a pasar</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agente</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Sure</source>
        <comment>how sure the agent is; above a column of percentages</comment>
        <translation>Certeza</translation>
    </message>
    <message>
        <source>Waits</source>
        <comment>how long something waits; above a column of times</comment>
        <translation>Espera</translation>
    </message>
    <message>
        <source>Reads only</source>
        <translation>Solo lee</translation>
    </message>
    <message>
        <source>Can be undone</source>
        <translation>Reversible</translation>
    </message>
    <message>
        <source>High risk</source>
        <translation>Alto riesgo</translation>
    </message>
    <message>
        <source>For good</source>
        <translation>Irreversible</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>Correo</translation>
    </message>
    <message>
        <source>Messaging</source>
        <translation>Mensajes</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Archivos</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Finance</source>
        <translation>Finanzas</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>Credenciales</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Cuenta</translation>
    </message>
    <message>
        <source>Shell</source>
        <translation>Shell</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Publicación</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Instalación</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Otro</translation>
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
        <translation>Cifras – agent-supervisor</translation>
    </message>
    <message>
        <source>How often you were asked</source>
        <translation>Cuántas veces se le preguntó</translation>
    </message>
    <message>
        <source>Figures of</source>
        <translation>Cifras de</translation>
    </message>
    <message>
        <source>Time</source>
        <comment>a stretch of days</comment>
        <translation>Periodo</translation>
    </message>
    <message>
        <source>Nothing happened in this time.</source>
        <translation>No ocurrió nada en este periodo.</translation>
    </message>
    <message>
        <source>actions</source>
        <translation>acciones</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>preguntadas</translation>
    </message>
    <message>
        <source>asked of 100</source>
        <translation>preguntadas de cada 100</translation>
    </message>
    <message>
        <source>approved of what was asked</source>
        <translation>aprobadas de lo preguntado</translation>
    </message>
    <message>
        <source>median time to answer</source>
        <translation>mediana del tiempo de respuesta</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Acciones</translation>
    </message>
    <message>
        <source>How questions ended</source>
        <translation>Cómo acabaron las preguntas</translation>
    </message>
    <message>
        <source>Asked of 100 actions</source>
        <translation>Preguntadas de cada 100 acciones</translation>
    </message>
    <message>
        <source>Median time to answer, seconds</source>
        <translation>Mediana del tiempo de respuesta, segundos</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>sin preguntar</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>aprobadas</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>cambiadas</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>rechazadas</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>sin respuesta</translation>
    </message>
    <message numerus="yes">
        <source>Last %n day(s)</source>
        <translation>
            <numerusform>Último día</numerusform>
            <numerusform>Últimos %n días</numerusform>
        </translation>
    </message>
    <message>
        <source>All of the record</source>
        <translation>Todo el registro</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todo</translation>
    </message>
    <message>
        <source>Kind: {name}</source>
        <translation>Tipo: {name}</translation>
    </message>
    <message>
        <source>Risk: {name}</source>
        <translation>Riesgo: {name}</translation>
    </message>
    <message>
        <source>Agent: {name}</source>
        <translation>Agente: {name}</translation>
    </message>
    <message>
        <source>Program: {name}</source>
        <translation>Programa: {name}</translation>
    </message>
    <message>
        <source>{action}, asked now</source>
        <translation>{action}, se pregunta ahora</translation>
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
        <source>Standing approvals – agent-supervisor</source>
        <translation>Aprobaciones vigentes – agent-supervisor</translation>
    </message>
    <message>
        <source>Take all back</source>
        <translation>Retirar todo</translation>
    </message>
    <message>
        <source>What is taken back is asked about again. An approval also ends when it is not used.</source>
        <translation>Lo que se retira se vuelve a preguntar. Una aprobación también termina si no se usa.</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) stand for more than one action</source>
        <translation>
            <numerusform>%n respuesta vale para más de una acción</numerusform>
            <numerusform>%n respuestas valen para más de una acción</numerusform>
        </translation>
    </message>
    <message>
        <source>No answer stands for more than one action</source>
        <translation>Ninguna respuesta vale para más de una acción</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Retirar</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Stop all agents now ({chord})</source>
        <translation>Detener todos los agentes ahora ({chord})</translation>
    </message>
    <message>
        <source>{state} · {level}</source>
        <translation>{state} · {level}</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>Una vez</translation>
    </message>
    <message>
        <source>Just this</source>
        <translation>Solo esto</translation>
    </message>
    <message>
        <source>This tool</source>
        <translation>Esta herramienta</translation>
    </message>
    <message>
        <source>This program</source>
        <translation>Este programa</translation>
    </message>
    <message>
        <source>Any program</source>
        <translation>Cualquier programa</translation>
    </message>
    <message>
        <source>15 minutes</source>
        <translation>15 minutos</translation>
    </message>
    <message>
        <source>This task</source>
        <translation>Esta tarea</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Wrong target</source>
        <translation>Objetivo erróneo</translation>
    </message>
    <message>
        <source>Not wanted</source>
        <translation>No deseado</translation>
    </message>
    <message>
        <source>Too risky</source>
        <translation>Muy arriesgado</translation>
    </message>
    <message>
        <source>Not now</source>
        <comment>a reason for a rejection</comment>
        <translation>Ahora no</translation>
    </message>
    <message>
        <source>Other…</source>
        <comment>a reason for a rejection</comment>
        <translation>Otro…</translation>
    </message>
    <message>
        <source>Other text…</source>
        <translation>Otro texto…</translation>
    </message>
    <message>
        <source>Other keys…</source>
        <translation>Otras teclas…</translation>
    </message>
    <message>
        <source>Another place…</source>
        <translation>Otro lugar…</translation>
    </message>
    <message>
        <source>For</source>
        <comment>how long; before `15 minutes`, `This task`, `Today`</comment>
        <translation>Durante</translation>
    </message>
    <message>
        <source>Reject as</source>
        <comment>before `Wrong target`, `Too risky`</comment>
        <translation>Rechazar por</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message>
        <source>{choice}, chosen</source>
        <translation>{choice}, elegido</translation>
    </message>
    <message>
        <source>Stop all</source>
        <translation>Detener todo</translation>
    </message>
    <message>
        <source>Approve covers {what}</source>
        <translation>Aprobar abarca: {what}</translation>
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
        <source>Pause and resume</source>
        <translation>Pausar y reanudar</translation>
    </message>
    <message>
        <source>Approve for good, the second time</source>
        <translation>Aprobar lo irreversible, segundo paso</translation>
    </message>
    <message>
        <source>Have something else done instead</source>
        <translation>Hacer que se haga otra cosa</translation>
    </message>
    <message>
        <source>Let agents work again after a stop</source>
        <translation>Dejar que los agentes sigan tras una parada</translation>
    </message>
    <message>
        <source>Show presses and Enter ahead, ms</source>
        <translation>Mostrar clics y Enter por adelantado, ms</translation>
    </message>
    <message>
        <source>Show motion and text ahead, ms</source>
        <translation>Mostrar movimientos y texto por adelantado, ms</translation>
    </message>
    <message>
        <source>Agents wait until your hand rests, ms</source>
        <translation>Los agentes esperan a que su mano repose, ms</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Como el escritorio</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>Your own policy.toml, or balanced</source>
        <translation>policy.toml o equilibrada</translation>
    </message>
    <message>
        <source>Cautious</source>
        <translation>Cautelosa</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Equilibrada</translation>
    </message>
    <message>
        <source>Developer</source>
        <translation>Desarrollo</translation>
    </message>
    <message>
        <source>{name}: `{chord}` opens a terminal on many desktops</source>
        <translation>{name}: `{chord}` abre un terminal en muchos escritorios</translation>
    </message>
    <message>
        <source>{name}: `{chord}` locks the screen on many desktops</source>
        <translation>{name}: `{chord}` bloquea la pantalla en muchos escritorios</translation>
    </message>
    <message>
        <source>{name}: `{chord}` opens the run dialog on many desktops</source>
        <translation>{name}: `{chord}` abre «Ejecutar» en muchos escritorios</translation>
    </message>
    <message>
        <source>{name}: `{chord}` closes windows on most desktops</source>
        <translation>{name}: `{chord}` cierra ventanas en la mayoría de escritorios</translation>
    </message>
    <message>
        <source>{name}: `{chord}` copies in most programs</source>
        <translation>{name}: `{chord}` copia en la mayoría de los programas</translation>
    </message>
    <message>
        <source>{name}: `{chord}` pastes in most programs</source>
        <translation>{name}: `{chord}` pega en la mayoría de los programas</translation>
    </message>
    <message>
        <source>{name}: `{chord}` saves in most programs</source>
        <translation>{name}: `{chord}` guarda en la mayoría de los programas</translation>
    </message>
    <message>
        <source>{name}: `{chord}` undoes in most programs</source>
        <translation>{name}: `{chord}` deshace en la mayoría de los programas</translation>
    </message>
    <message>
        <source>{name}: `{chord}` is already “{other}”</source>
        <translation>{name}: `{chord}` ya es «{other}»</translation>
    </message>
    <message>
        <source>Settings – agent-supervisor</source>
        <translation>Ajustes – agent-supervisor</translation>
    </message>
    <message>
        <source>A sound when a question comes up</source>
        <translation>Un sonido cuando aparece una pregunta</translation>
    </message>
    <message>
        <source>A notification when something waits and you are away</source>
        <translation>Una notificación cuando algo espera y usted no está</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Guardar…</translation>
    </message>
    <message>
        <source>Hold Escape to stop, s</source>
        <translation>Mantener Escape para detener, s</translation>
    </message>
    <message>
        <source>What is asked about</source>
        <translation>Qué se pregunta</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Colores</translation>
    </message>
    <message>
        <source>Marks fade, carets blink</source>
        <translation>Las marcas se desvanecen, los cursores parpadean</translation>
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
        <source>to do</source>
        <translation>pendiente</translation>
    </message>
    <message>
        <source>now</source>
        <translation>ahora</translation>
    </message>
    <message>
        <source>done</source>
        <translation>hecho</translation>
    </message>
    <message>
        <source>Welcome – agent-supervisor</source>
        <translation>Bienvenida – agent-supervisor</translation>
    </message>
    <message>
        <source>Four things to know</source>
        <translation>Cuatro cosas que debe saber</translation>
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
    <message numerus="yes">
        <source>Approve all %n</source>
        <translation>
            <numerusform>Aprobar %n</numerusform>
            <numerusform>Aprobar las %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject all %n</source>
        <translation>
            <numerusform>Rechazar %n</numerusform>
            <numerusform>Rechazar las %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>More time</source>
        <translation>Más tiempo</translation>
    </message>
    <message>
        <source>Hide what it did</source>
        <translation>Ocultar lo hecho</translation>
    </message>
    <message>
        <source>What it did so far</source>
        <translation>Lo hecho hasta ahora</translation>
    </message>
    <message>
        <source>More answers…</source>
        <translation>Más respuestas…</translation>
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
        <source>All agents were stopped</source>
        <translation>Se han detenido todos los agentes</translation>
    </message>
    <message>
        <source>It was taken back</source>
        <translation>Se ha deshecho</translation>
    </message>
    <message>
        <source>It was not taken back</source>
        <translation>No se ha deshecho</translation>
    </message>
    <message>
        <source>{title}, agent {agent}, workflow {workflow}</source>
        <translation>{title}, agente {agent}, tarea {workflow}</translation>
    </message>
    <message>
        <source>{title}, agent {agent}</source>
        <translation>{title}, agente {agent}</translation>
    </message>
    <message>
        <source>Picture of the target</source>
        <translation>Imagen del objetivo</translation>
    </message>
    <message>
        <source>Rule: {rule}</source>
        <translation>Regla: {rule}</translation>
    </message>
    <message>
        <source>ends in {time}</source>
        <translation>termina en {time}</translation>
    </message>
    <message>
        <source>{time} left, the time stands still</source>
        <translation>quedan {time}, el tiempo está detenido</translation>
    </message>
    <message numerus="yes">
        <source>%n more waiting</source>
        <translation>
            <numerusform>%n más en espera</numerusform>
            <numerusform>%n más en espera</numerusform>
        </translation>
    </message>
    <message>
        <source>LTR</source>
        <translation>LTR</translation>
    </message>
    <message>
        <source>{answer}: press here or {chord}</source>
        <translation>{answer}: pulse aquí o {chord}</translation>
    </message>
    <message>
        <source>{answer}: press here</source>
        <translation>{answer}: pulse aquí</translation>
    </message>
    <message>
        <source>Cannot be undone: takes two steps</source>
        <translation>Irreversible: requiere dos pasos</translation>
    </message>
    <message>
        <source>first Approve, then a second step here</source>
        <translation>primero Aprobar y luego un segundo paso aquí</translation>
    </message>
    <message>
        <source>1 of 2: Approve pressed</source>
        <translation>1 de 2: Aprobar pulsado</translation>
    </message>
    <message>
        <source>1 of 2: {chord} pressed</source>
        <translation>1 de 2: {chord} pulsado</translation>
    </message>
    <message>
        <source>now 2 of 2: press here</source>
        <translation>ahora 2 de 2: pulse aquí</translation>
    </message>
    <message>
        <source>now 2 of 2: press here or {chord}</source>
        <translation>ahora 2 de 2: pulse aquí o {chord}</translation>
    </message>
    <message>
        <source>now 2 of 2: press here or {chord} or {other}</source>
        <translation>ahora 2 de 2: pulse aquí, {chord} o {other}</translation>
    </message>
    <message>
        <source>Suggested: approve. {ground}.</source>
        <translation>Sugerencia: aprobar. {ground}.</translation>
    </message>
    <message>
        <source>Suggested: reject. {ground}.</source>
        <translation>Sugerencia: rechazar. {ground}.</translation>
    </message>
    <message>
        <source>Type this instead</source>
        <translation>Escribir esto en su lugar</translation>
    </message>
    <message>
        <source>Press this instead</source>
        <translation>Pulsar esto en su lugar</translation>
    </message>
    <message>
        <source>Click where it shall click instead</source>
        <translation>Haga clic donde deba hacerlo en su lugar</translation>
    </message>
    <message>
        <source>Reject, because</source>
        <translation>Rechazar porque</translation>
    </message>
    <message>
        <source>Enter: you are shown it before anything is done. Escape: back.</source>
        <translation>Enter: se le muestra antes de hacer nada. Escape: volver.</translation>
    </message>
    <message>
        <source>For example Ctrl+S. Enter: you are shown it before anything is done. Escape: back.</source>
        <translation>Por ejemplo, Ctrl+S. Enter: se le muestra antes de hacer nada. Escape: volver.</translation>
    </message>
    <message>
        <source>You are shown it before anything is done. Right button: back.</source>
        <translation>Se le muestra antes de hacer nada. Botón derecho: volver.</translation>
    </message>
    <message>
        <source>The agent is told. Enter: reject. Escape: back.</source>
        <translation>Se le dice al agente. Enter: rechazar. Escape: volver.</translation>
    </message>
    <message>
        <source>It takes the place of all that the agent types in one go.</source>
        <translation>Sustituye todo lo que el agente escribe de una vez.</translation>
    </message>
    <message>
        <source>Nobody answered in time: it was rejected</source>
        <translation>Nadie respondió a tiempo: se rechazó</translation>
    </message>
    <message>
        <source>This was a test of attention: nobody wanted to do this, and nothing was done. You said yes to it: take a moment to read the next ones</source>
        <translation>Era una prueba de atención: nadie quería hacer esto y no se hizo nada. Usted dijo que sí: tómese un momento para leer las siguientes</translation>
    </message>
    <message>
        <source>This was a test of attention, and you noticed: thank you. Nobody wanted to do this</source>
        <translation>Era una prueba de atención y usted se dio cuenta: gracias. Nadie quería hacer esto</translation>
    </message>
    <message>
        <source>Any age</source>
        <translation>Cualquier espera</translation>
    </message>
    <message numerus="yes">
        <source>Over %n minute(s)</source>
        <translation>
            <numerusform>Más de %n minuto</numerusform>
            <numerusform>Más de %n minutos</numerusform>
        </translation>
    </message>
    <message>
        <source>Under {percent} % sure</source>
        <translation>Menos del {percent} % de certeza</translation>
    </message>
    <message>
        <source>However sure</source>
        <translation>Cualquier certeza</translation>
    </message>
    <message>
        <source>Did not say</source>
        <translation>No lo dijo</translation>
    </message>
    <message>
        <source>Waiting for you – agent-supervisor</source>
        <translation>Esperando su respuesta – agent-supervisor</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Search in what waits</source>
        <translation>Buscar en lo que espera</translation>
    </message>
    <message>
        <source>Any risk</source>
        <translation>Cualquier riesgo</translation>
    </message>
    <message>
        <source>Any kind</source>
        <translation>Cualquier tipo</translation>
    </message>
    <message>
        <source>Age</source>
        <comment>how long something waits</comment>
        <translation>Espera</translation>
    </message>
    <message>
        <source>How sure the agent is</source>
        <translation>Certeza del agente</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) wait for you</source>
        <translation>
            <numerusform>%n acción le espera</numerusform>
            <numerusform>%n acciones le esperan</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing waits for you</source>
        <translation>Nada le espera</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) wait for you, {shown} shown</source>
        <translation>
            <numerusform>%n acción le espera, {shown} a la vista</numerusform>
            <numerusform>%n acciones le esperan, {shown} a la vista</numerusform>
        </translation>
    </message>
    <message>
        <source>The popup asks about what is selected here; of several, about those that are alike at once.</source>
        <translation>La ventana de pregunta trata de lo seleccionado aquí; si son varias, de las parecidas a la vez.</translation>
    </message>
    <message>
        <source>{approve} approves it, {reject} rejects it, and the next one is asked.</source>
        <translation>{approve} la aprueba, {reject} la rechaza y se pregunta la siguiente.</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Qué se hizo</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programa</translation>
    </message>
    <message>
        <source>Drawn</source>
        <comment>by what odds something was chosen; above a column of odds</comment>
        <translation>Sorteo</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>each</source>
        <comment>every one of its kind is chosen</comment>
        <translation>todas</translation>
    </message>
    <message>
        <source>1 in {count}</source>
        <translation>1 de {count}</translation>
    </message>
    <message>
        <source>It is here because all that passes at batch review is gone through.</source>
        <translation>Está aquí porque en «Revisión por lotes» se revisa todo lo que pasa.</translation>
    </message>
    <message>
        <source>It is here because the agent was not sure: each such action is gone through.</source>
        <translation>Está aquí porque el agente no estaba seguro: cada acción así se revisa.</translation>
    </message>
    <message>
        <source>It is here because the agent was not sure: of such actions 1 in {count} is drawn.</source>
        <translation>Está aquí porque el agente no estaba seguro: de tales acciones se sortea 1 de {count}.</translation>
    </message>
    <message>
        <source>It is here because what cannot be undone is gone through, each of it.</source>
        <translation>Está aquí porque se revisa todo lo que no se puede deshacer.</translation>
    </message>
    <message>
        <source>It was drawn by lot: 1 in {count} of such actions.</source>
        <translation>Salió por sorteo: 1 de {count} de tales acciones.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>Su respuesta</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>Qué resultó</translation>
    </message>
    <message>
        <source>What was asked – agent-supervisor</source>
        <translation>Lo que se preguntó – agent-supervisor</translation>
    </message>
    <message>
        <source>What was asked and answered</source>
        <translation>Preguntas y respuestas</translation>
    </message>
    <message>
        <source>Search in what was asked</source>
        <translation>Buscar en lo preguntado</translation>
    </message>
    <message>
        <source>All that agents did</source>
        <translation>Todo lo que hicieron los agentes</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Actualizar</translation>
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
        <translation>Su política pregunta antes de órdenes que borran o sobrescriben: una shell no puede deshacer</translation>
    </message>
    <message>
        <source>your policy asks before risky commands: on the system, rights, other programs or other machines</source>
        <translation>Su política pregunta antes de órdenes arriesgadas: sobre el sistema, permisos, otros programas u otras máquinas</translation>
    </message>
    <message>
        <source>your policy asks before commands of which nobody can tell beforehand what they do</source>
        <translation>Su política pregunta antes de órdenes de las que nadie puede saber de antemano qué hacen</translation>
    </message>
    <message>
        <source>your policy asks before a paste into a terminal that could not be read: it can run commands</source>
        <translation>Su política pregunta antes de pegar en un terminal lo que no se pudo leer: puede ejecutar órdenes</translation>
    </message>
    <message>
        <source>your policy asks before anything is deleted for good</source>
        <translation>Su política pregunta antes de borrar algo definitivamente</translation>
    </message>
    <message>
        <source>your policy asks before anything goes to the trash</source>
        <translation>Su política pregunta antes de mover algo a la papelera</translation>
    </message>
    <message>
        <source>your policy asks before the trash is emptied</source>
        <translation>Su política pregunta antes de vaciar la papelera</translation>
    </message>
    <message>
        <source>your policy asks before work is thrown away or something is replaced</source>
        <translation>Su política pregunta antes de descartar trabajo o reemplazar algo</translation>
    </message>
    <message>
        <source>your policy asks before anything is sent</source>
        <translation>Su política pregunta antes de enviar algo</translation>
    </message>
    <message>
        <source>your policy asks before anything is shown to others</source>
        <translation>Su política pregunta antes de mostrar algo a otros</translation>
    </message>
    <message>
        <source>your policy asks before money is spent or moved</source>
        <translation>Su política pregunta antes de gastar o mover dinero</translation>
    </message>
    <message>
        <source>your policy asks before accounts and rights are changed</source>
        <translation>Su política pregunta antes de cambiar cuentas o permisos</translation>
    </message>
    <message>
        <source>your policy asks before the computer&apos;s settings change or programs are ended</source>
        <translation>Su política pregunta antes de cambiar ajustes del equipo o cerrar programas</translation>
    </message>
    <message>
        <source>your policy asks before programs are installed, removed or started from a file</source>
        <translation>Su política pregunta antes de instalar, quitar o iniciar programas desde un archivo</translation>
    </message>
    <message>
        <source>your policy asks when nobody can tell what a press does and it could do harm</source>
        <translation>Su política pregunta cuando nadie sabe qué hace un clic y podría causar daño</translation>
    </message>
    <message>
        <source>your policy asks before Enter where money is handled</source>
        <translation>Su política pregunta antes de Enter donde se maneja dinero</translation>
    </message>
    <message>
        <source>your policy asks before a button is pressed where money is handled</source>
        <translation>Su política pregunta antes de pulsar un botón donde se maneja dinero</translation>
    </message>
    <message>
        <source>your policy asks before a password is typed</source>
        <translation>Su política pregunta antes de escribir una contraseña</translation>
    </message>
    <message>
        <source>your policy asks before anything typed is handed over where money is handled</source>
        <translation>Su política pregunta antes de entregar lo escrito donde se maneja dinero</translation>
    </message>
    <message>
        <source>your policy asks before every command that changes something</source>
        <translation>Su política pregunta antes de cada orden que cambie algo</translation>
    </message>
    <message>
        <source>your policy asks when it is not known which window this would reach</source>
        <translation>Su política pregunta cuando no se sabe a qué ventana llegaría esto</translation>
    </message>
    <message>
        <source>the agent has earned it: your answers to such actions were yes</source>
        <translation>el agente se lo ha ganado: sus respuestas a tales acciones fueron sí</translation>
    </message>
    <message>
        <source>at this level it acts now, and you go through all of it afterwards</source>
        <translation>en este nivel actúa ahora, y usted lo revisa todo después</translation>
    </message>
    <message>
        <source>at this level only what is out of the ordinary is asked</source>
        <translation>en este nivel solo se pregunta por lo que se sale de lo común</translation>
    </message>
    <message>
        <source>at this level it acts without asking</source>
        <translation>en este nivel actúa sin preguntar</translation>
    </message>
    <message>
        <source>this only looks at something</source>
        <translation>esto solo mira algo</translation>
    </message>
    <message>
        <source>this can be undone</source>
        <translation>esto se puede deshacer</translation>
    </message>
    <message>
        <source>this may do harm that is hard to undo</source>
        <translation>esto puede causar un daño difícil de deshacer</translation>
    </message>
    <message>
        <source>asked: a person must confirm it at the screen</source>
        <translation>preguntado: una persona debe confirmarlo en la pantalla</translation>
    </message>
    <message>
        <source>all is stopped: re-arm first, what is laxer holds for agents that work</source>
        <translation>todo está detenido: rearme primero; lo menos estricto vale para agentes que trabajan</translation>
    </message>
    <message>
        <source>the overlay is not running, so nothing can be shown before it happens</source>
        <translation>La capa visual no funciona, así que nada puede mostrarse antes</translation>
    </message>
    <message>
        <source>a rule depends on the page, and the browser does not tell which one this is</source>
        <translation>Una regla depende de la página y el navegador no dice cuál es</translation>
    </message>
    <message>
        <source>the target changed while the action was held</source>
        <translation>El objetivo cambió mientras la acción estaba retenida</translation>
    </message>
    <message>
        <source>a person changed what the agent proposed</source>
        <translation>Una persona cambió lo que el agente proponía</translation>
    </message>
    <message>
        <source>the external judge did not answer</source>
        <translation>El juez externo no respondió</translation>
    </message>
    <message>
        <source>the agent itself warns of it</source>
        <translation>El propio agente advierte de ello</translation>
    </message>
    <message>
        <source>its server does not say of this tool what it said at first</source>
        <translation>Su servidor no dice de esta herramienta lo que dijo al principio</translation>
    </message>
    <message>
        <source>you ordered that something be taken back</source>
        <translation>usted ordenó que se deshaga algo</translation>
    </message>
    <message>
        <source>a person paused the agents</source>
        <translation>Una persona pausó a los agentes</translation>
    </message>
    <message>
        <source>the screen is locked, so nobody sees what happens</source>
        <translation>La pantalla está bloqueada, así que nadie ve lo que pasa</translation>
    </message>
    <message>
        <source>Let agents work again after the stop?</source>
        <translation>¿Dejar que los agentes sigan tras la parada?</translation>
    </message>
    <message>
        <source>a person pressed stop; only a person can undo it</source>
        <translation>Una persona pulsó detener; solo una persona puede deshacerlo</translation>
    </message>
    <message>
        <source>Open the gate for the agents again?</source>
        <translation>¿Volver a dejar pasar a los agentes?</translation>
    </message>
    <message>
        <source>a person paused the agents; only a person can undo it</source>
        <translation>Una persona pausó a los agentes; solo una persona puede deshacerlo</translation>
    </message>
    <message>
        <source>Ask again about what is refused since you rejected it?</source>
        <translation>¿Volver a preguntar lo que se deniega desde su rechazo?</translation>
    </message>
    <message>
        <source>until now the agents are refused it without a question; only a person can undo it</source>
        <translation>Hasta ahora se les deniega a los agentes sin preguntar; solo una persona puede deshacerlo</translation>
    </message>
    <message>
        <source>End the supervisor and the agents that run under it?</source>
        <translation>¿Cerrar el supervisor y los agentes que dependen de él?</translation>
    </message>
    <message>
        <source>while it is gone nothing is supervised</source>
        <translation>Mientras no está, nada se supervisa</translation>
    </message>
    <message>
        <source>Practice: approve this.</source>
        <translation>Práctica: apruebe esto.</translation>
    </message>
    <message>
        <source>Practice: now reject this.</source>
        <translation>Práctica: ahora rechace esto.</translation>
    </message>
    <message>
        <source>you are learning the keys: nothing happens, whichever answer you give</source>
        <translation>Está aprendiendo las teclas: no pasa nada, responda lo que responda</translation>
    </message>
    <message>
        <source>An agent is running. Practise when none is, for a stop ends it.</source>
        <translation>Hay un agente en marcha. Practique cuando no haya ninguno, pues una parada lo termina.</translation>
    </message>
    <message>
        <source>Everything is stopped. Let agents work again first, then practise.</source>
        <translation>Todo está detenido. Primero deje que los agentes sigan y luego practique.</translation>
    </message>
    <message>
        <source>That was a no. Try again: approve it.</source>
        <translation>Eso fue un no. Inténtelo de nuevo: apruébelo.</translation>
    </message>
    <message>
        <source>That was a yes. Try again: reject it.</source>
        <translation>Eso fue un sí. Inténtelo de nuevo: rechácelo.</translation>
    </message>
    <message>
        <source>Nothing is changed.</source>
        <translation>No hay ningún cambio.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>No se cambió nada.</translation>
    </message>
    <message>
        <source>Confirm it in the popup, by your chord or with the mouse.</source>
        <translation>Confírmelo en la ventana de pregunta, con su atajo o con el ratón.</translation>
    </message>
    <message>
        <source>Saved. It holds from the next start of the supervisor.</source>
        <translation>Guardado. Vale desde el próximo inicio del supervisor.</translation>
    </message>
    <message>
        <source>the time to answer was over: this answer had no effect, nothing was done</source>
        <translation>El tiempo para responder había terminado: esta respuesta no tuvo efecto, no se hizo nada</translation>
    </message>
    <message>
        <source>you rejected the very same</source>
        <translation>usted rechazó exactamente lo mismo</translation>
    </message>
    <message>
        <source>you have approved nothing like it</source>
        <translation>no ha aprobado nada parecido</translation>
    </message>
    <message>
        <source>this one action</source>
        <translation>solo esta acción</translation>
    </message>
    <message>
        <source>Your keyboard and mouse are not heard any more, so the supervisor has ended, too. Start it again.</source>
        <translation>Ya no se escuchan su teclado ni su ratón, por lo que el supervisor también ha terminado. Inícielo de nuevo.</translation>
    </message>
    <message>
        <source>For all agents</source>
        <translation>Para todos los agentes</translation>
    </message>
    <message numerus="yes">
        <source>%n more level(s) for other agents, programs, tasks or kinds: see {command}</source>
        <translation>
            <numerusform>%n nivel más para otros agentes, programas, tareas o tipos: véase {command}</numerusform>
            <numerusform>%n niveles más para otros agentes, programas, tareas o tipos: véase {command}</numerusform>
        </translation>
    </message>
    <message>
        <source>End it now</source>
        <translation>Terminarlo ahora</translation>
    </message>
    <message>
        <source>Until I change it…</source>
        <translation>Hasta que lo cambie…</translation>
    </message>
    <message>
        <source>For 15 minutes…</source>
        <translation>Durante 15 minutos…</translation>
    </message>
    <message>
        <source>For 15 minutes from now…</source>
        <translation>Durante 15 minutos desde ahora…</translation>
    </message>
    <message>
        <source>For an hour…</source>
        <translation>Durante una hora…</translation>
    </message>
    <message>
        <source>For an hour from now…</source>
        <translation>Durante una hora desde ahora…</translation>
    </message>
    <message>
        <source>{count} more: see {command}</source>
        <translation>{count} más: véase {command}</translation>
    </message>
    <message>
        <source>{level} {time}</source>
        <translation>{level} {time}</translation>
    </message>
    <message>
        <source>Only for {agent}: {level}</source>
        <translation>Solo para {agent}: {level}</translation>
    </message>
    <message>
        <source>Ask about everything and let it learn</source>
        <translation>Preguntar por todo y dejar que aprenda</translation>
    </message>
    <message>
        <source>Earned: {level} for {whom}</source>
        <translation>Ganado: {level} para {whom}</translation>
    </message>
    <message>
        <source>Earned: stage {stage} for {whom}</source>
        <translation>Ganada: etapa {stage} para {whom}</translation>
    </message>
    <message>
        <source>Let it hold…</source>
        <translation>Aplicarlo…</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>Dejarlo como está</translation>
    </message>
    <message>
        <source>Your policy goes no further for this agent: a {place} in it says so</source>
        <translation>Su política no va más allá para este agente: lo dice un {place} en ella</translation>
    </message>
    <message>
        <source>Your policy goes no further: set {key} under {place} in it to allow more</source>
        <translation>Su política no va más allá: para permitir más, fije {key} en {place}</translation>
    </message>
    <message>
        <source>In {time} it is {level} again</source>
        <translation>En {time}, de nuevo: {level}</translation>
    </message>
    <message>
        <source>Full oversight</source>
        <translation>Supervisión total</translation>
    </message>
    <message>
        <source>Approval gates</source>
        <translation>Puntos de aprobación</translation>
    </message>
    <message>
        <source>Confidence-based</source>
        <translation>Según la confianza</translation>
    </message>
    <message>
        <source>Batch review</source>
        <translation>Revisión por lotes</translation>
    </message>
    <message>
        <source>Exception-only</source>
        <translation>Solo excepciones</translation>
    </message>
    <message>
        <source>Full autonomy</source>
        <translation>Autonomía total</translation>
    </message>
    <message>
        <source>asks before each action</source>
        <translation>pregunta antes de cada acción</translation>
    </message>
    <message>
        <source>asks where your policy asks</source>
        <translation>pregunta donde su política pregunta</translation>
    </message>
    <message>
        <source>asks until your answers have earned it</source>
        <translation>pregunta hasta que sus respuestas lo hayan ganado</translation>
    </message>
    <message>
        <source>acts, and you go through all of it afterwards</source>
        <translation>actúa, y usted lo repasa todo después</translation>
    </message>
    <message>
        <source>acts, and asks about what is out of the ordinary</source>
        <translation>actúa, y pregunta ante lo inusual</translation>
    </message>
    <message>
        <source>acts, even where nothing can be undone</source>
        <translation>actúa, incluso donde nada puede deshacerse</translation>
    </message>
    <message>
        <source>{level}: {what}</source>
        <translation>{level}: {what}</translation>
    </message>
    <message>
        <source>Autonomy: {level}</source>
        <translation>Autonomía: {level}</translation>
    </message>
    <message>
        <source>Autonomy: {level}, {time} left</source>
        <translation>Autonomía: {level}, quedan {time}</translation>
    </message>
    <message>
        <source>To go through – agent-supervisor</source>
        <translation>Por revisar – agent-supervisor</translation>
    </message>
    <message>
        <source>Search in what passed</source>
        <translation>Buscar en lo que pasó</translation>
    </message>
    <message>
        <source>Any agent</source>
        <translation>Cualquier agente</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) marked as right</source>
        <translation>
            <numerusform>%n acción marcada como correcta</numerusform>
            <numerusform>%n acciones marcadas como correctas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) marked as wrong</source>
        <translation>
            <numerusform>%n acción marcada como incorrecta</numerusform>
            <numerusform>%n acciones marcadas como incorrectas</numerusform>
        </translation>
    </message>
    <message>
        <source>Refresh ({count} new)</source>
        <translation>Actualizar ({count} nuevas)</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) selected</source>
        <translation>
            <numerusform>%n acción seleccionada</numerusform>
            <numerusform>%n acciones seleccionadas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) to go through</source>
        <translation>
            <numerusform>%n acción por revisar</numerusform>
            <numerusform>%n acciones por revisar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) to go through, {shown} shown</source>
        <translation>
            <numerusform>%n acción por revisar, {shown} a la vista</numerusform>
            <numerusform>%n acciones por revisar, {shown} a la vista</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to go through</source>
        <translation>Nada por revisar</translation>
    </message>
    <message>
        <source>Today: {actions} actions, {asked} asked, {unsure} with low confidence</source>
        <translation>Hoy: {actions} acciones, {asked} preguntadas, {unsure} con poca confianza</translation>
    </message>
    <message>
        <source>The record is still being read; there may be more.</source>
        <translation>El registro aún se está leyendo; puede haber más.</translation>
    </message>
    <message>
        <source>What passed without a question has been gone through, or none of it was drawn.</source>
        <translation>Lo que pasó sin pregunta ya se ha revisado, o nada de ello salió en el sorteo.</translation>
    </message>
    <message>
        <source>None of it is what you look for.</source>
        <translation>Nada de ello es lo que busca.</translation>
    </message>
    <message>
        <source>Several can be selected and marked at once. {right} right, {wrong} wrong, {note} note.</source>
        <translation>Se pueden seleccionar y marcar varias a la vez. {right} correcto, {wrong} incorrecto, {note} nota.</translation>
    </message>
    <message>
        <source>What passed without a question</source>
        <translation>Lo que pasó sin pregunta</translation>
    </message>
    <message>
        <source>Note for the record</source>
        <translation>Nota para el registro</translation>
    </message>
    <message>
        <source>It counts as a yes once you have confirmed it in the popup ({keys})</source>
        <translation>Cuenta como un sí cuando lo haya confirmado en la ventana emergente ({keys})</translation>
    </message>
    <message>
        <source>Right…</source>
        <translation>Correcto…</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Incorrecto</translation>
    </message>
    <message>
        <source>It counts as a rejection, at once ({keys})</source>
        <translation>Cuenta como un rechazo, de inmediato ({keys})</translation>
    </message>
    <message>
        <source>Undo…</source>
        <translation>Deshacer…</translation>
    </message>
    <message>
        <source>{agent} in {program}: {kind}</source>
        <translation>{agent} en {program}: {kind}</translation>
    </message>
    <message>
        <source>{reason} (rule {rule})</source>
        <translation>{reason} (regla {rule})</translation>
    </message>
    <message>
        <source>{reason} (rule {rule} would ask)</source>
        <translation>{reason} (la regla {rule} preguntaría)</translation>
    </message>
    <message>
        <source>Launch</source>
        <translation>Lanzamiento</translation>
    </message>
    <message>
        <source>Early production</source>
        <translation>Producción temprana</translation>
    </message>
    <message>
        <source>Mature</source>
        <translation>Madura</translation>
    </message>
    <message>
        <source>Optimised</source>
        <translation>Optimizada</translation>
    </message>
    <message>
        <source>{whom}: {stage}</source>
        <translation>{whom}: {stage}</translation>
    </message>
    <message>
        <source>{whom}: {stage}, {answers} of {wanted} answers, lower bound {bound} of {rate}</source>
        <translation>{whom}: {stage}, {answers} de {wanted} respuestas, cota inferior {bound} de {rate}</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) were done without a question</source>
        <translation>
            <numerusform>Se hizo %n cosa sin preguntar</numerusform>
            <numerusform>Se hicieron %n cosas sin preguntar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{agent} did %n thing(s) without a question</source>
        <translation>
            <numerusform>{agent} hizo %n cosa sin preguntar</numerusform>
            <numerusform>{agent} hizo %n cosas sin preguntar</numerusform>
        </translation>
    </message>
    <message>
        <source>Go through it when it suits you: nothing waits for it.</source>
        <translation>Revíselo cuando le convenga: nada espera por ello.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Más tarde</translation>
    </message>
    <message>
        <source>Go through</source>
        <translation>Revisar</translation>
    </message>
</context>
</TS>
