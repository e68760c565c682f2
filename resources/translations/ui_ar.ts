<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar_EG">
<context>
    <name>ui</name>
    <message>
        <source>Idle</source>
        <translation>خامل</translation>
    </message>
    <message>
        <source>An agent is working</source>
        <translation>وكيل يعمل الآن</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>في انتظارك</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>مرفوض تلقائيًا</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>متوقف مؤقتًا</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>متوقف</translation>
    </message>
    <message>
        <source>Re-arm…</source>
        <translation>إعادة التفعيل…</translation>
    </message>
    <message>
        <source>Agents stay stopped until you choose “{entry}” in the menu</source>
        <translation>يبقى الوكلاء متوقفين حتى تختار «{entry}» في القائمة</translation>
    </message>
    <message>
        <source>Agents stay stopped until you press {chord} or choose “{entry}” in the menu</source>
        <translation>يبقى الوكلاء متوقفين حتى تضغط {chord} أو تختار «{entry}» في القائمة</translation>
    </message>
    <message>
        <source>Quit…</source>
        <translation>إنهاء…</translation>
    </message>
    <message>
        <source>Resume…</source>
        <translation>استئناف…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>إيقاف مؤقت</translation>
    </message>
    <message>
        <source>Ask again about what is refused since you rejected it…</source>
        <translation>السؤال مجددًا عمّا يُرفض منذ رفضك له…</translation>
    </message>
    <message>
        <source>Use the changed policy…</source>
        <translation>استخدام السياسة المعدّلة…</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>أوقف الآن</translation>
    </message>
    <message>
        <source>What waits for you</source>
        <translation>ما ينتظرك</translation>
    </message>
    <message>
        <source>What waits for you ({count})</source>
        <translation>ما ينتظرك ({count})</translation>
    </message>
    <message>
        <source>Standing approvals ({count})</source>
        <translation>الموافقات السارية ({count})</translation>
    </message>
    <message>
        <source>Review… ({count})</source>
        <translation>المراجعة… ({count})</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>المراجعة…</translation>
    </message>
    <message>
        <source>What was asked</source>
        <translation>ما سُئلت عنه</translation>
    </message>
    <message>
        <source>Practise stop, approve and reject</source>
        <translation>التدرّب على الإيقاف والموافقة والرفض</translation>
    </message>
    <message>
        <source>{containment}: ways past the gate are open</source>
        <translation>‏{containment}: توجد طرق مفتوحة لتجاوز المراقبة</translation>
    </message>
    <message>
        <source>A laxer level is earned: see Autonomy</source>
        <translation>استُحقّ مستوى أكثر مرونة: انظر الاستقلالية</translation>
    </message>
    <message>
        <source>A batch is ready to be gone through: see Review</source>
        <translation>دُفعة جاهزة للمراجعة: انظر «المراجعة»</translation>
    </message>
    <message>
        <source>not contained</source>
        <translation>غير معزول</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>الخطر</translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation>ما سيحدث</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>الوكيل</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>النوع</translation>
    </message>
    <message>
        <source>Sure</source>
        <comment>how sure the agent is; above a column of percentages</comment>
        <translation>الثقة</translation>
    </message>
    <message>
        <source>Waits</source>
        <comment>how long something waits; above a column of times</comment>
        <translation>ينتظر منذ</translation>
    </message>
    <message>
        <source>Reads only</source>
        <translation>قراءة فقط</translation>
    </message>
    <message>
        <source>Can be undone</source>
        <translation>قابل للتراجع</translation>
    </message>
    <message>
        <source>High risk</source>
        <translation>خطر مرتفع</translation>
    </message>
    <message>
        <source>For good</source>
        <translation>نهائي</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>البريد</translation>
    </message>
    <message>
        <source>Messaging</source>
        <translation>الرسائل</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>الملفات</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Finance</source>
        <translation>المالية</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>بيانات الدخول</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>الحساب</translation>
    </message>
    <message>
        <source>Shell</source>
        <translation>سطر الأوامر</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>النشر</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>التثبيت</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>أخرى</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>‏{hours} س {minutes} د</translation>
    </message>
    <message>
        <source>{minutes}:{seconds} min</source>
        <translation>‏{minutes}:{seconds} د</translation>
    </message>
    <message>
        <source>Figures – agent-supervisor</source>
        <translation>الأرقام – agent-supervisor</translation>
    </message>
    <message>
        <source>How often you were asked</source>
        <translation>كم مرة سُئلت</translation>
    </message>
    <message>
        <source>Figures of</source>
        <translation>أرقام</translation>
    </message>
    <message>
        <source>Time</source>
        <comment>a stretch of days</comment>
        <translation>المدة</translation>
    </message>
    <message>
        <source>Nothing happened in this time.</source>
        <translation>لم يحدث شيء في هذه المدة.</translation>
    </message>
    <message>
        <source>actions</source>
        <translation>إجراءات</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>سُئلت عنها</translation>
    </message>
    <message>
        <source>asked of 100</source>
        <translation>سُئلت عنها من 100</translation>
    </message>
    <message>
        <source>approved of what was asked</source>
        <translation>ووفق عليها مما سُئلت عنه</translation>
    </message>
    <message>
        <source>median time to answer</source>
        <translation>الوقت الوسيط للإجابة</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>الإجراءات</translation>
    </message>
    <message>
        <source>How questions ended</source>
        <translation>كيف انتهت الأسئلة</translation>
    </message>
    <message>
        <source>Asked of 100 actions</source>
        <translation>سُئلت عنها من كل 100 إجراء</translation>
    </message>
    <message>
        <source>Median time to answer, seconds</source>
        <translation>الوقت الوسيط للإجابة، بالثواني</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>لم تُسأل عنها</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>ووفق عليها</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>عُدّلت</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>رُفضت</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>بلا إجابة</translation>
    </message>
    <message numerus="yes">
        <source>Last %n day(s)</source>
        <translation>
            <numerusform>آخر %n يوم</numerusform>
            <numerusform>آخر يوم</numerusform>
            <numerusform>آخر يومين</numerusform>
            <numerusform>آخر %n أيام</numerusform>
            <numerusform>آخر %n يومًا</numerusform>
            <numerusform>آخر %n يوم</numerusform>
        </translation>
    </message>
    <message>
        <source>All of the record</source>
        <translation>السجل كله</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>‏{seconds} ث</translation>
    </message>
    <message>
        <source>All</source>
        <translation>الكل</translation>
    </message>
    <message>
        <source>Kind: {name}</source>
        <translation>النوع: {name}</translation>
    </message>
    <message>
        <source>Risk: {name}</source>
        <translation>الخطورة: {name}</translation>
    </message>
    <message>
        <source>Agent: {name}</source>
        <translation>الوكيل: {name}</translation>
    </message>
    <message>
        <source>Program: {name}</source>
        <translation>البرنامج: {name}</translation>
    </message>
    <message>
        <source>{action}, asked now</source>
        <translation>‏{action}، يُسأل عنه الآن</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>الوكلاء</translation>
    </message>
    <message>
        <source>none</source>
        <translation>لا يوجد</translation>
    </message>
    <message>
        <source>Last actions</source>
        <translation>آخر الإجراءات</translation>
    </message>
    <message>
        <source>Standing approvals</source>
        <translation>الموافقات السارية</translation>
    </message>
    <message>
        <source>Take back: {what}</source>
        <translation>سحب: {what}</translation>
    </message>
    <message>
        <source>Standing approvals – agent-supervisor</source>
        <translation>الموافقات السارية – agent-supervisor</translation>
    </message>
    <message>
        <source>Take all back</source>
        <translation>سحب الكل</translation>
    </message>
    <message>
        <source>What is taken back is asked about again. An approval also ends when it is not used.</source>
        <translation>ما تسحبه يُسأل عنه من جديد. وتنتهي الموافقة أيضًا إن لم تُستعمل.</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) stand for more than one action</source>
        <translation>
            <numerusform>لا إجابات تسري على أكثر من إجراء</numerusform>
            <numerusform>إجابة واحدة تسري على أكثر من إجراء</numerusform>
            <numerusform>إجابتان تسريان على أكثر من إجراء</numerusform>
            <numerusform>‏%n إجابات تسري على أكثر من إجراء</numerusform>
            <numerusform>‏%n إجابة تسري على أكثر من إجراء</numerusform>
            <numerusform>‏%n إجابة تسري على أكثر من إجراء</numerusform>
        </translation>
    </message>
    <message>
        <source>No answer stands for more than one action</source>
        <translation>لا توجد إجابة تسري على أكثر من إجراء</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>سحب</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Stop all agents now ({chord})</source>
        <translation>إيقاف جميع الوكلاء الآن ({chord})</translation>
    </message>
    <message>
        <source>{state} · {level}</source>
        <translation>{state} · {level}</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>مرة واحدة</translation>
    </message>
    <message>
        <source>Just this</source>
        <translation>هذا فقط</translation>
    </message>
    <message>
        <source>This tool</source>
        <translation>هذه الأداة</translation>
    </message>
    <message>
        <source>This program</source>
        <translation>هذا البرنامج</translation>
    </message>
    <message>
        <source>Any program</source>
        <translation>أي برنامج</translation>
    </message>
    <message>
        <source>15 minutes</source>
        <translation>15 دقيقة</translation>
    </message>
    <message>
        <source>This task</source>
        <translation>هذه المهمة</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <source>Wrong target</source>
        <translation>هدف خاطئ</translation>
    </message>
    <message>
        <source>Not wanted</source>
        <translation>غير مطلوب</translation>
    </message>
    <message>
        <source>Too risky</source>
        <translation>خطِر جدًّا</translation>
    </message>
    <message>
        <source>Not now</source>
        <comment>a reason for a rejection</comment>
        <translation>ليس الآن</translation>
    </message>
    <message>
        <source>Other…</source>
        <comment>a reason for a rejection</comment>
        <translation>سبب آخر…</translation>
    </message>
    <message>
        <source>Other text…</source>
        <translation>نص آخر…</translation>
    </message>
    <message>
        <source>Other keys…</source>
        <translation>مفاتيح أخرى…</translation>
    </message>
    <message>
        <source>Another place…</source>
        <translation>موضع آخر…</translation>
    </message>
    <message>
        <source>For</source>
        <comment>how long; before `15 minutes`, `This task`, `Today`</comment>
        <translation>المدة</translation>
    </message>
    <message>
        <source>Reject as</source>
        <comment>before `Wrong target`, `Too risky`</comment>
        <translation>سبب الرفض</translation>
    </message>
    <message>
        <source>More</source>
        <translation>المزيد</translation>
    </message>
    <message>
        <source>{choice}, chosen</source>
        <translation>‏{choice}، مختار</translation>
    </message>
    <message>
        <source>Stop all</source>
        <translation>إيقاف الكل</translation>
    </message>
    <message>
        <source>Approve covers {what}</source>
        <translation>تشمل الموافقة: {what}</translation>
    </message>
    <message>
        <source>Stop all agents now</source>
        <translation>إيقاف جميع الوكلاء الآن</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>موافقة</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>رفض</translation>
    </message>
    <message>
        <source>Stop everything</source>
        <translation>إيقاف كل شيء</translation>
    </message>
    <message>
        <source>Pause and resume</source>
        <translation>إيقاف مؤقت واستئناف</translation>
    </message>
    <message>
        <source>Approve for good, the second time</source>
        <translation>الموافقة على ما لا رجعة فيه، الخطوة الثانية</translation>
    </message>
    <message>
        <source>Have something else done instead</source>
        <translation>جعله يفعل شيئًا آخر</translation>
    </message>
    <message>
        <source>Let agents work again after a stop</source>
        <translation>السماح للوكلاء بالعمل مجددًا بعد الإيقاف</translation>
    </message>
    <message>
        <source>Show presses and Enter ahead, ms</source>
        <translation>عرض النقرات وEnter مسبقًا، م.ث</translation>
    </message>
    <message>
        <source>Show motion and text ahead, ms</source>
        <translation>عرض الحركة والنص مسبقًا، م.ث</translation>
    </message>
    <message>
        <source>Agents wait until your hand rests, ms</source>
        <translation>ينتظر الوكلاء حتى تسكن يدك، م.ث</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>مثل سطح المكتب</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>داكن</translation>
    </message>
    <message>
        <source>No</source>
        <translation>لا</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>نعم</translation>
    </message>
    <message>
        <source>Your own policy.toml, or balanced</source>
        <translation>ملف policy.toml الخاص بك، أو متوازنة</translation>
    </message>
    <message>
        <source>Cautious</source>
        <translation>حذرة</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>متوازنة</translation>
    </message>
    <message>
        <source>Developer</source>
        <translation>تطوير</translation>
    </message>
    <message>
        <source>{name}: `{chord}` opens a terminal on many desktops</source>
        <translation>‏{name}: ‏`{chord}` يفتح طرفية على كثير من أسطح المكتب</translation>
    </message>
    <message>
        <source>{name}: `{chord}` locks the screen on many desktops</source>
        <translation>‏{name}: ‏`{chord}` يقفل الشاشة على كثير من أسطح المكتب</translation>
    </message>
    <message>
        <source>{name}: `{chord}` opens the run dialog on many desktops</source>
        <translation>‏{name}: ‏`{chord}` يفتح مربع «تشغيل» على كثير من أسطح المكتب</translation>
    </message>
    <message>
        <source>{name}: `{chord}` closes windows on most desktops</source>
        <translation>‏{name}: ‏`{chord}` يغلق النوافذ على معظم أسطح المكتب</translation>
    </message>
    <message>
        <source>{name}: `{chord}` copies in most programs</source>
        <translation>‏{name}: ‏`{chord}` ينسخ في معظم البرامج</translation>
    </message>
    <message>
        <source>{name}: `{chord}` pastes in most programs</source>
        <translation>‏{name}: ‏`{chord}` يلصق في معظم البرامج</translation>
    </message>
    <message>
        <source>{name}: `{chord}` saves in most programs</source>
        <translation>‏{name}: ‏`{chord}` يحفظ في معظم البرامج</translation>
    </message>
    <message>
        <source>{name}: `{chord}` undoes in most programs</source>
        <translation>‏{name}: ‏`{chord}` يتراجع في معظم البرامج</translation>
    </message>
    <message>
        <source>{name}: `{chord}` is already “{other}”</source>
        <translation>‏{name}: ‏`{chord}` مستعمل بالفعل: «{other}»</translation>
    </message>
    <message>
        <source>Settings – agent-supervisor</source>
        <translation>الإعدادات – agent-supervisor</translation>
    </message>
    <message>
        <source>A sound when a question comes up</source>
        <translation>صوت عند ظهور سؤال</translation>
    </message>
    <message>
        <source>A notification when something waits and you are away</source>
        <translation>إشعار عندما ينتظرك شيء وأنت غائب</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>حفظ…</translation>
    </message>
    <message>
        <source>Hold Escape to stop, s</source>
        <translation>الضغط على Escape للإيقاف، ث</translation>
    </message>
    <message>
        <source>What is asked about</source>
        <translation>ما يُسأل عنه</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>الألوان</translation>
    </message>
    <message>
        <source>Marks fade, carets blink</source>
        <translation>العلامات تتلاشى والمؤشرات تومض</translation>
    </message>
    <message>
        <source>Let agents work again</source>
        <translation>السماح للوكلاء بالعمل مجددًا</translation>
    </message>
    <message>
        <source>A question has come up. Press {approve}, or click Approve with the mouse.</source>
        <translation>ظهر سؤال. اضغط {approve} أو انقر «موافقة» بالفأرة.</translation>
    </message>
    <message>
        <source>Here is another one. Press {reject}, or click Reject.</source>
        <translation>وهذا سؤال آخر. اضغط {reject} أو انقر «رفض».</translation>
    </message>
    <message>
        <source>This ends all agents at once, at any time: press {stop}, or hold Escape.</source>
        <translation>هذا يُنهي جميع الوكلاء فورًا وفي أي وقت: اضغط {stop} أو استمر في الضغط على Escape.</translation>
    </message>
    <message>
        <source>After a stop nothing works until you say so: press {rearm}.</source>
        <translation>بعد الإيقاف لا يعمل شيء حتى تأذن: اضغط {rearm}.</translation>
    </message>
    <message>
        <source>the approve chord</source>
        <translation>اختصار الموافقة</translation>
    </message>
    <message>
        <source>the reject chord</source>
        <translation>اختصار الرفض</translation>
    </message>
    <message>
        <source>the stop chord</source>
        <translation>اختصار الإيقاف</translation>
    </message>
    <message>
        <source>the chord</source>
        <translation>الاختصار</translation>
    </message>
    <message>
        <source>Agents work on this desktop through the supervisor. What could do harm waits for you. It takes a minute to learn the keys: do each once.</source>
        <translation>يعمل الوكلاء على سطح المكتب هذا عبر المشرف. وما قد يضرّ ينتظرك. تعلّم المفاتيح يستغرق دقيقة: نفّذ كلًّا منها مرة واحدة.</translation>
    </message>
    <message>
        <source>That is all. These keys work wherever you are; you find this again in the menu.</source>
        <translation>هذا كل شيء. تعمل هذه المفاتيح أينما كنت، وتجد هذا مجددًا في القائمة.</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>لم يُنجز بعد</translation>
    </message>
    <message>
        <source>now</source>
        <translation>الآن</translation>
    </message>
    <message>
        <source>done</source>
        <translation>تم</translation>
    </message>
    <message>
        <source>Welcome – agent-supervisor</source>
        <translation>مرحبًا – agent-supervisor</translation>
    </message>
    <message>
        <source>Four things to know</source>
        <translation>أربعة أمور يجب معرفتها</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>ابدأ</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>مغادرة</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>ليس الآن</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>تأكيد</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message numerus="yes">
        <source>Approve all %n</source>
        <translation>
            <numerusform>الموافقة على الكل (%n)</numerusform>
            <numerusform>الموافقة على الكل (%n)</numerusform>
            <numerusform>الموافقة على الكل (%n)</numerusform>
            <numerusform>الموافقة على الكل (%n)</numerusform>
            <numerusform>الموافقة على الكل (%n)</numerusform>
            <numerusform>الموافقة على الكل (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject all %n</source>
        <translation>
            <numerusform>رفض الكل (%n)</numerusform>
            <numerusform>رفض الكل (%n)</numerusform>
            <numerusform>رفض الكل (%n)</numerusform>
            <numerusform>رفض الكل (%n)</numerusform>
            <numerusform>رفض الكل (%n)</numerusform>
            <numerusform>رفض الكل (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>More time</source>
        <translation>وقت إضافي</translation>
    </message>
    <message>
        <source>Hide what it did</source>
        <translation>إخفاء ما فعله</translation>
    </message>
    <message>
        <source>What it did so far</source>
        <translation>ما فعله حتى الآن</translation>
    </message>
    <message>
        <source>More answers…</source>
        <translation>إجابات أخرى…</translation>
    </message>
    <message>
        <source>Waiting for your approval</source>
        <translation>في انتظار موافقتك</translation>
    </message>
    <message>
        <source>Please confirm</source>
        <translation>يرجى التأكيد</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>تدريب</translation>
    </message>
    <message>
        <source>Urgent: waiting for your approval</source>
        <translation>عاجل: في انتظار موافقتك</translation>
    </message>
    <message>
        <source>All agents were stopped</source>
        <translation>تم إيقاف جميع الوكلاء</translation>
    </message>
    <message>
        <source>It was taken back</source>
        <translation>تم التراجع عنه</translation>
    </message>
    <message>
        <source>It was not taken back</source>
        <translation>لم يتم التراجع عنه</translation>
    </message>
    <message>
        <source>{title}, agent {agent}, workflow {workflow}</source>
        <translation>‏{title}، الوكيل {agent}، المهمة {workflow}</translation>
    </message>
    <message>
        <source>{title}, agent {agent}</source>
        <translation>‏{title}، الوكيل {agent}</translation>
    </message>
    <message>
        <source>Picture of the target</source>
        <translation>صورة الهدف</translation>
    </message>
    <message>
        <source>Rule: {rule}</source>
        <translation>القاعدة: {rule}</translation>
    </message>
    <message>
        <source>ends in {time}</source>
        <translation>ينتهي خلال {time}</translation>
    </message>
    <message>
        <source>{time} left, the time stands still</source>
        <translation>بقي {time}، والوقت متوقف</translation>
    </message>
    <message numerus="yes">
        <source>%n more waiting</source>
        <translation>
            <numerusform>لا شيء آخر ينتظر</numerusform>
            <numerusform>سؤال آخر ينتظر</numerusform>
            <numerusform>سؤالان آخران ينتظران</numerusform>
            <numerusform>‏%n أسئلة أخرى تنتظر</numerusform>
            <numerusform>‏%n سؤالًا آخر ينتظر</numerusform>
            <numerusform>‏%n سؤال آخر ينتظر</numerusform>
        </translation>
    </message>
    <message>
        <source>LTR</source>
        <translation>RTL</translation>
    </message>
    <message>
        <source>{answer}: press here or {chord}</source>
        <translation>‏{answer}: اضغط هنا أو {chord}</translation>
    </message>
    <message>
        <source>{answer}: press here</source>
        <translation>‏{answer}: اضغط هنا</translation>
    </message>
    <message>
        <source>Cannot be undone: takes two steps</source>
        <translation>لا رجعة فيه: يتطلب خطوتين</translation>
    </message>
    <message>
        <source>first Approve, then a second step here</source>
        <translation>أولًا «موافقة»، ثم خطوة ثانية هنا</translation>
    </message>
    <message>
        <source>1 of 2: Approve pressed</source>
        <translation>1 من 2: ضُغط «موافقة»</translation>
    </message>
    <message>
        <source>1 of 2: {chord} pressed</source>
        <translation>1 من 2: ضُغط {chord}</translation>
    </message>
    <message>
        <source>now 2 of 2: press here</source>
        <translation>الآن 2 من 2: اضغط هنا</translation>
    </message>
    <message>
        <source>now 2 of 2: press here or {chord}</source>
        <translation>الآن 2 من 2: اضغط هنا أو {chord}</translation>
    </message>
    <message>
        <source>now 2 of 2: press here or {chord} or {other}</source>
        <translation>الآن 2 من 2: اضغط هنا أو {chord} أو {other}</translation>
    </message>
    <message>
        <source>Suggested: approve. {ground}.</source>
        <translation>الاقتراح: الموافقة. {ground}.</translation>
    </message>
    <message>
        <source>Suggested: reject. {ground}.</source>
        <translation>الاقتراح: الرفض. {ground}.</translation>
    </message>
    <message>
        <source>Type this instead</source>
        <translation>اكتب هذا بدلًا منه</translation>
    </message>
    <message>
        <source>Press this instead</source>
        <translation>اضغط هذا بدلًا منه</translation>
    </message>
    <message>
        <source>Click where it shall click instead</source>
        <translation>انقر الموضع الذي ينبغي النقر عليه بدلًا منه</translation>
    </message>
    <message>
        <source>Reject, because</source>
        <translation>رفض، لأن</translation>
    </message>
    <message>
        <source>Enter: you are shown it before anything is done. Escape: back.</source>
        <translation>‏Enter: يُعرض عليك قبل تنفيذ أي شيء. Escape: رجوع.</translation>
    </message>
    <message>
        <source>For example Ctrl+S. Enter: you are shown it before anything is done. Escape: back.</source>
        <translation>مثلًا Ctrl+S. ‏Enter: يُعرض عليك قبل تنفيذ أي شيء. Escape: رجوع.</translation>
    </message>
    <message>
        <source>You are shown it before anything is done. Right button: back.</source>
        <translation>يُعرض عليك قبل تنفيذ أي شيء. الزر الأيمن: رجوع.</translation>
    </message>
    <message>
        <source>The agent is told. Enter: reject. Escape: back.</source>
        <translation>يُبلَّغ الوكيل بذلك. Enter: رفض. Escape: رجوع.</translation>
    </message>
    <message>
        <source>It takes the place of all that the agent types in one go.</source>
        <translation>يحلّ محل كل ما يكتبه الوكيل دفعة واحدة.</translation>
    </message>
    <message>
        <source>Nobody answered in time: it was rejected</source>
        <translation>لم يُجب أحد في الوقت المناسب: تم الرفض</translation>
    </message>
    <message>
        <source>This was a test of attention: nobody wanted to do this, and nothing was done. You said yes to it: take a moment to read the next ones</source>
        <translation>كان هذا اختبارًا للانتباه: لم يُرد أحد فعل ذلك، ولم يحدث شيء. لقد وافقتَ عليه: خذ لحظة لقراءة الأسئلة التالية</translation>
    </message>
    <message>
        <source>This was a test of attention, and you noticed: thank you. Nobody wanted to do this</source>
        <translation>كان هذا اختبارًا للانتباه، وقد لاحظتَ ذلك: شكرًا لك. لم يُرد أحد فعل ذلك</translation>
    </message>
    <message>
        <source>Any age</source>
        <translation>أي مدة انتظار</translation>
    </message>
    <message numerus="yes">
        <source>Over %n minute(s)</source>
        <translation>
            <numerusform>أكثر من %n دقيقة</numerusform>
            <numerusform>أكثر من دقيقة</numerusform>
            <numerusform>أكثر من دقيقتين</numerusform>
            <numerusform>أكثر من %n دقائق</numerusform>
            <numerusform>أكثر من %n دقيقة</numerusform>
            <numerusform>أكثر من %n دقيقة</numerusform>
        </translation>
    </message>
    <message>
        <source>Under {percent} % sure</source>
        <translation>ثقة أقل من {percent}%</translation>
    </message>
    <message>
        <source>However sure</source>
        <translation>أي درجة ثقة</translation>
    </message>
    <message>
        <source>Did not say</source>
        <translation>لم يذكر</translation>
    </message>
    <message>
        <source>Waiting for you – agent-supervisor</source>
        <translation>في انتظارك – agent-supervisor</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>بحث</translation>
    </message>
    <message>
        <source>Search in what waits</source>
        <translation>البحث فيما ينتظر</translation>
    </message>
    <message>
        <source>Any risk</source>
        <translation>أي خطر</translation>
    </message>
    <message>
        <source>Any kind</source>
        <translation>أي نوع</translation>
    </message>
    <message>
        <source>Age</source>
        <comment>how long something waits</comment>
        <translation>مدة الانتظار</translation>
    </message>
    <message>
        <source>How sure the agent is</source>
        <translation>درجة ثقة الوكيل</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) wait for you</source>
        <translation>
            <numerusform>لا إجراءات تنتظرك</numerusform>
            <numerusform>إجراء واحد ينتظرك</numerusform>
            <numerusform>إجراءان ينتظرانك</numerusform>
            <numerusform>‏%n إجراءات تنتظرك</numerusform>
            <numerusform>‏%n إجراءً ينتظرك</numerusform>
            <numerusform>‏%n إجراء ينتظرك</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing waits for you</source>
        <translation>لا شيء ينتظرك</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) wait for you, {shown} shown</source>
        <translation>
            <numerusform>لا إجراءات تنتظرك، المعروض {shown}</numerusform>
            <numerusform>إجراء واحد ينتظرك، المعروض {shown}</numerusform>
            <numerusform>إجراءان ينتظرانك، المعروض {shown}</numerusform>
            <numerusform>‏%n إجراءات تنتظرك، المعروض {shown}</numerusform>
            <numerusform>‏%n إجراءً ينتظرك، المعروض {shown}</numerusform>
            <numerusform>‏%n إجراء ينتظرك، المعروض {shown}</numerusform>
        </translation>
    </message>
    <message>
        <source>The popup asks about what is selected here; of several, about those that are alike at once.</source>
        <translation>يسأل الإطار المنبثق عمّا هو محدد هنا؛ وعند تحديد عدة إجراءات يسأل عن المتشابه منها دفعة واحدة.</translation>
    </message>
    <message>
        <source>{approve} approves it, {reject} rejects it, and the next one is asked.</source>
        <translation>‏{approve} للموافقة و{reject} للرفض، ثم يأتي السؤال التالي.</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>ما تم فعله</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>البرنامج</translation>
    </message>
    <message>
        <source>Drawn</source>
        <comment>by what odds something was chosen; above a column of odds</comment>
        <translation>السحب</translation>
    </message>
    <message>
        <source>When</source>
        <translation>متى</translation>
    </message>
    <message>
        <source>each</source>
        <comment>every one of its kind is chosen</comment>
        <translation>الكل</translation>
    </message>
    <message>
        <source>1 in {count}</source>
        <translation>1 من {count}</translation>
    </message>
    <message>
        <source>It is here because all that passes at batch review is gone through.</source>
        <translation>هو هنا لأن كل ما يمر في مستوى «مراجعة مجمّعة» يُراجَع.</translation>
    </message>
    <message>
        <source>It is here because the agent was not sure: each such action is gone through.</source>
        <translation>هو هنا لأن الوكيل لم يكن متأكدًا: كل إجراء من هذا النوع يُراجَع.</translation>
    </message>
    <message>
        <source>It is here because the agent was not sure: of such actions 1 in {count} is drawn.</source>
        <translation>هو هنا لأن الوكيل لم يكن متأكدًا: من هذه الإجراءات يُسحب 1 من {count}.</translation>
    </message>
    <message>
        <source>It is here because what cannot be undone is gone through, each of it.</source>
        <translation>هو هنا لأن كل ما لا يمكن التراجع عنه يُراجَع.</translation>
    </message>
    <message>
        <source>It was drawn by lot: 1 in {count} of such actions.</source>
        <translation>سُحب بالقرعة: 1 من {count} من هذه الإجراءات.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>ماذا</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>إجابتك</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>النتيجة</translation>
    </message>
    <message>
        <source>What was asked – agent-supervisor</source>
        <translation>ما سُئلت عنه – agent-supervisor</translation>
    </message>
    <message>
        <source>What was asked and answered</source>
        <translation>الأسئلة والإجابات</translation>
    </message>
    <message>
        <source>Search in what was asked</source>
        <translation>البحث فيما سُئلت عنه</translation>
    </message>
    <message>
        <source>All that agents did</source>
        <translation>كل ما فعله الوكلاء</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>تحديث</translation>
    </message>
    <message>
        <source>{reason}: {detail}</source>
        <translation>‏{reason}: {detail}</translation>
    </message>
    <message>
        <source>{sentence}.</source>
        <translation>{sentence}.</translation>
    </message>
    <message>
        <source>your policy asks before commands that delete or overwrite: a shell has no undo</source>
        <translation>تسأل سياستك قبل الأوامر التي تحذف أو تستبدل: لا تراجع في سطر الأوامر</translation>
    </message>
    <message>
        <source>your policy asks before risky commands: on the system, rights, other programs or other machines</source>
        <translation>تسأل سياستك قبل الأوامر الخطرة: على النظام أو الصلاحيات أو برامج أو أجهزة أخرى</translation>
    </message>
    <message>
        <source>your policy asks before commands of which nobody can tell beforehand what they do</source>
        <translation>تسأل سياستك قبل الأوامر التي لا يمكن معرفة أثرها مسبقًا</translation>
    </message>
    <message>
        <source>your policy asks before a paste into a terminal that could not be read: it can run commands</source>
        <translation>تسأل سياستك قبل لصق ما تعذّرت قراءته في طرفية: قد ينفّذ أوامر</translation>
    </message>
    <message>
        <source>your policy asks before anything is deleted for good</source>
        <translation>تسأل سياستك قبل حذف أي شيء نهائيًا</translation>
    </message>
    <message>
        <source>your policy asks before anything goes to the trash</source>
        <translation>تسأل سياستك قبل نقل أي شيء إلى سلة المهملات</translation>
    </message>
    <message>
        <source>your policy asks before the trash is emptied</source>
        <translation>تسأل سياستك قبل إفراغ سلة المهملات</translation>
    </message>
    <message>
        <source>your policy asks before work is thrown away or something is replaced</source>
        <translation>تسأل سياستك قبل التخلص من عمل أو استبدال شيء</translation>
    </message>
    <message>
        <source>your policy asks before anything is sent</source>
        <translation>تسأل سياستك قبل إرسال أي شيء</translation>
    </message>
    <message>
        <source>your policy asks before anything is shown to others</source>
        <translation>تسأل سياستك قبل إظهار أي شيء للآخرين</translation>
    </message>
    <message>
        <source>your policy asks before money is spent or moved</source>
        <translation>تسأل سياستك قبل إنفاق المال أو تحويله</translation>
    </message>
    <message>
        <source>your policy asks before accounts and rights are changed</source>
        <translation>تسأل سياستك قبل تغيير الحسابات والصلاحيات</translation>
    </message>
    <message>
        <source>your policy asks before the computer&apos;s settings change or programs are ended</source>
        <translation>تسأل سياستك قبل تغيير إعدادات الجهاز أو إنهاء البرامج</translation>
    </message>
    <message>
        <source>your policy asks before programs are installed, removed or started from a file</source>
        <translation>تسأل سياستك قبل تثبيت البرامج أو إزالتها أو تشغيلها من ملف</translation>
    </message>
    <message>
        <source>your policy asks when nobody can tell what a press does and it could do harm</source>
        <translation>تسأل سياستك عندما لا يُعرف أثر النقرة وقد تسبب ضررًا</translation>
    </message>
    <message>
        <source>your policy asks before Enter where money is handled</source>
        <translation>تسأل سياستك قبل Enter حيث يجري التعامل بالمال</translation>
    </message>
    <message>
        <source>your policy asks before a button is pressed where money is handled</source>
        <translation>تسأل سياستك قبل الضغط على زر حيث يجري التعامل بالمال</translation>
    </message>
    <message>
        <source>your policy asks before a password is typed</source>
        <translation>تسأل سياستك قبل كتابة كلمة مرور</translation>
    </message>
    <message>
        <source>your policy asks before anything typed is handed over where money is handled</source>
        <translation>تسأل سياستك قبل تسليم ما كُتب حيث يجري التعامل بالمال</translation>
    </message>
    <message>
        <source>your policy asks before every command that changes something</source>
        <translation>تسأل سياستك قبل كل أمر يغيّر شيئًا</translation>
    </message>
    <message>
        <source>your policy asks when it is not known which window this would reach</source>
        <translation>تسأل سياستك عندما لا تُعرف النافذة التي سيصلها هذا</translation>
    </message>
    <message>
        <source>the agent has earned it: your answers to such actions were yes</source>
        <translation>استحق الوكيل ذلك: كانت إجاباتك على مثل هذه الإجراءات بنعم</translation>
    </message>
    <message>
        <source>at this level it acts now, and you go through all of it afterwards</source>
        <translation>في هذا المستوى يتصرف الآن، وتراجع أنت كل ذلك لاحقًا</translation>
    </message>
    <message>
        <source>at this level only what is out of the ordinary is asked</source>
        <translation>في هذا المستوى لا يُسأل إلا عما يخرج عن المألوف</translation>
    </message>
    <message>
        <source>at this level it acts without asking</source>
        <translation>في هذا المستوى يتصرف دون سؤال</translation>
    </message>
    <message>
        <source>this only looks at something</source>
        <translation>هذا ينظر إلى شيء فحسب</translation>
    </message>
    <message>
        <source>this can be undone</source>
        <translation>يمكن التراجع عن هذا</translation>
    </message>
    <message>
        <source>this may do harm that is hard to undo</source>
        <translation>قد يسبب هذا ضررًا يصعب إصلاحه</translation>
    </message>
    <message>
        <source>asked: a person must confirm it at the screen</source>
        <translation>طُرح السؤال: يجب أن يؤكده شخص على الشاشة</translation>
    </message>
    <message>
        <source>all is stopped: re-arm first, what is laxer holds for agents that work</source>
        <translation>كل شيء متوقف: أعد التفعيل أولًا، فما هو أقل صرامة يسري على الوكلاء العاملين</translation>
    </message>
    <message>
        <source>the overlay is not running, so nothing can be shown before it happens</source>
        <translation>طبقة العرض لا تعمل، فلا يمكن عرض شيء قبل حدوثه</translation>
    </message>
    <message>
        <source>a rule depends on the page, and the browser does not tell which one this is</source>
        <translation>تتوقف قاعدة على الصفحة، والمتصفح لا يخبر أي صفحة هذه</translation>
    </message>
    <message>
        <source>the target changed while the action was held</source>
        <translation>تغيّر الهدف أثناء تعليق الإجراء</translation>
    </message>
    <message>
        <source>a person changed what the agent proposed</source>
        <translation>غيّر شخص ما اقترحه الوكيل</translation>
    </message>
    <message>
        <source>the external judge did not answer</source>
        <translation>لم يُجب المحكّم الخارجي</translation>
    </message>
    <message>
        <source>the agent itself warns of it</source>
        <translation>الوكيل نفسه يحذّر منه</translation>
    </message>
    <message>
        <source>its server does not say of this tool what it said at first</source>
        <translation>لا يقول خادمه عن هذه الأداة ما قاله في البداية</translation>
    </message>
    <message>
        <source>you ordered that something be taken back</source>
        <translation>لقد أمرتَ بالتراجع عن شيء</translation>
    </message>
    <message>
        <source>a person paused the agents</source>
        <translation>أوقف شخص الوكلاء مؤقتًا</translation>
    </message>
    <message>
        <source>the screen is locked, so nobody sees what happens</source>
        <translation>الشاشة مقفلة، فلا أحد يرى ما يحدث</translation>
    </message>
    <message>
        <source>Let agents work again after the stop?</source>
        <translation>هل تسمح للوكلاء بالعمل مجددًا بعد الإيقاف؟</translation>
    </message>
    <message>
        <source>a person pressed stop; only a person can undo it</source>
        <translation>ضغط شخص على الإيقاف؛ ولا يُلغيه إلا شخص</translation>
    </message>
    <message>
        <source>Open the gate for the agents again?</source>
        <translation>هل تفتح الطريق للوكلاء من جديد؟</translation>
    </message>
    <message>
        <source>a person paused the agents; only a person can undo it</source>
        <translation>أوقف شخص الوكلاء مؤقتًا؛ ولا يُلغيه إلا شخص</translation>
    </message>
    <message>
        <source>Ask again about what is refused since you rejected it?</source>
        <translation>هل يُسأل مجددًا عمّا يُرفض منذ رفضك له؟</translation>
    </message>
    <message>
        <source>until now the agents are refused it without a question; only a person can undo it</source>
        <translation>حتى الآن يُمنع الوكلاء منه دون سؤال؛ ولا يُلغيه إلا شخص</translation>
    </message>
    <message>
        <source>End the supervisor and the agents that run under it?</source>
        <translation>هل تُنهي المشرف والوكلاء الذين يعملون تحته؟</translation>
    </message>
    <message>
        <source>while it is gone nothing is supervised</source>
        <translation>ما دام غائبًا لا يُراقَب شيء</translation>
    </message>
    <message>
        <source>Practice: approve this.</source>
        <translation>تدريب: وافق على هذا.</translation>
    </message>
    <message>
        <source>Practice: now reject this.</source>
        <translation>تدريب: ارفض هذا الآن.</translation>
    </message>
    <message>
        <source>you are learning the keys: nothing happens, whichever answer you give</source>
        <translation>أنت تتعلّم المفاتيح: لن يحدث شيء أيًّا كانت إجابتك</translation>
    </message>
    <message>
        <source>An agent is running. Practise when none is, for a stop ends it.</source>
        <translation>هناك وكيل يعمل. تدرّب حين لا يعمل أي وكيل، لأن الإيقاف يُنهيه.</translation>
    </message>
    <message>
        <source>Everything is stopped. Let agents work again first, then practise.</source>
        <translation>كل شيء متوقف. اسمح للوكلاء بالعمل أولًا ثم تدرّب.</translation>
    </message>
    <message>
        <source>That was a no. Try again: approve it.</source>
        <translation>كان ذلك رفضًا. أعد المحاولة: وافق عليه.</translation>
    </message>
    <message>
        <source>That was a yes. Try again: reject it.</source>
        <translation>كانت تلك موافقة. أعد المحاولة: ارفضه.</translation>
    </message>
    <message>
        <source>Nothing is changed.</source>
        <translation>لا تغيير.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>لم يتغيّر شيء.</translation>
    </message>
    <message>
        <source>Confirm it in the popup, by your chord or with the mouse.</source>
        <translation>أكّده في الإطار المنبثق باختصارك أو بالفأرة.</translation>
    </message>
    <message>
        <source>Saved. It holds from the next start of the supervisor.</source>
        <translation>حُفظ. يسري من التشغيل التالي للمشرف.</translation>
    </message>
    <message>
        <source>the time to answer was over: this answer had no effect, nothing was done</source>
        <translation>انتهى وقت الإجابة: لم يكن لهذه الإجابة أثر ولم يُنفَّذ شيء</translation>
    </message>
    <message>
        <source>you rejected the very same</source>
        <translation>رفضتَ الشيء نفسه تمامًا</translation>
    </message>
    <message>
        <source>you have approved nothing like it</source>
        <translation>لم توافق على شيء مثله</translation>
    </message>
    <message>
        <source>this one action</source>
        <translation>هذا الإجراء وحده</translation>
    </message>
    <message>
        <source>Your keyboard and mouse are not heard any more, so the supervisor has ended, too. Start it again.</source>
        <translation>لم يعد يُستمع إلى لوحة المفاتيح والفأرة، لذلك انتهى المشرف أيضًا. أعد تشغيله.</translation>
    </message>
    <message>
        <source>For all agents</source>
        <translation>لجميع الوكلاء</translation>
    </message>
    <message numerus="yes">
        <source>%n more level(s) for other agents, programs, tasks or kinds: see {command}</source>
        <translation>
            <numerusform>لا مستويات أخرى لوكلاء أو برامج أو مهام أو أنواع أخرى: انظر {command}</numerusform>
            <numerusform>مستوى آخر لوكلاء أو برامج أو مهام أو أنواع أخرى: انظر {command}</numerusform>
            <numerusform>مستويان آخران لوكلاء أو برامج أو مهام أو أنواع أخرى: انظر {command}</numerusform>
            <numerusform>هناك %n مستويات أخرى لوكلاء أو برامج أو مهام أو أنواع أخرى: انظر {command}</numerusform>
            <numerusform>هناك %n مستوى آخر لوكلاء أو برامج أو مهام أو أنواع أخرى: انظر {command}</numerusform>
            <numerusform>هناك %n مستوى آخر لوكلاء أو برامج أو مهام أو أنواع أخرى: انظر {command}</numerusform>
        </translation>
    </message>
    <message>
        <source>End it now</source>
        <translation>أنهِه الآن</translation>
    </message>
    <message>
        <source>Until I change it…</source>
        <translation>حتى أغيّره…</translation>
    </message>
    <message>
        <source>For 15 minutes…</source>
        <translation>لمدة 15 دقيقة…</translation>
    </message>
    <message>
        <source>For 15 minutes from now…</source>
        <translation>لمدة 15 دقيقة من الآن…</translation>
    </message>
    <message>
        <source>For an hour…</source>
        <translation>لمدة ساعة…</translation>
    </message>
    <message>
        <source>For an hour from now…</source>
        <translation>لمدة ساعة من الآن…</translation>
    </message>
    <message>
        <source>{count} more: see {command}</source>
        <translation>غيرها {count}: انظر {command}</translation>
    </message>
    <message>
        <source>{level} {time}</source>
        <translation>{level} {time}</translation>
    </message>
    <message>
        <source>Only for {agent}: {level}</source>
        <translation>فقط للوكيل {agent}: {level}</translation>
    </message>
    <message>
        <source>Ask about everything and let it learn</source>
        <translation>اسأل عن كل شيء ودعه يتعلّم</translation>
    </message>
    <message>
        <source>Earned: {level} for {whom}</source>
        <translation>استُحقّ: {level} من أجل {whom}</translation>
    </message>
    <message>
        <source>Earned: stage {stage} for {whom}</source>
        <translation>استُحقّت: المرحلة {stage} من أجل {whom}</translation>
    </message>
    <message>
        <source>Let it hold…</source>
        <translation>دعه يسري…</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>اتركه كما هو</translation>
    </message>
    <message>
        <source>Your policy goes no further for this agent: a {place} in it says so</source>
        <translation>سياستك لا تذهب أبعد من هذا لهذا الوكيل: يحدده {place} فيها</translation>
    </message>
    <message>
        <source>Your policy goes no further: set {key} under {place} in it to allow more</source>
        <translation>سياستك لا تذهب أبعد من هذا: عيّن {key} تحت {place} فيها للسماح بالمزيد</translation>
    </message>
    <message>
        <source>In {time} it is {level} again</source>
        <translation>بعد {time} يعود إلى: {level}</translation>
    </message>
    <message>
        <source>Full oversight</source>
        <translation>إشراف كامل</translation>
    </message>
    <message>
        <source>Approval gates</source>
        <translation>بوابات الموافقة</translation>
    </message>
    <message>
        <source>Confidence-based</source>
        <translation>بحسب الثقة</translation>
    </message>
    <message>
        <source>Batch review</source>
        <translation>مراجعة مجمّعة</translation>
    </message>
    <message>
        <source>Exception-only</source>
        <translation>الاستثناءات فقط</translation>
    </message>
    <message>
        <source>Full autonomy</source>
        <translation>استقلالية كاملة</translation>
    </message>
    <message>
        <source>asks before each action</source>
        <translation>يسأل قبل كل إجراء</translation>
    </message>
    <message>
        <source>asks where your policy asks</source>
        <translation>يسأل حيث تسأل سياستك</translation>
    </message>
    <message>
        <source>asks until your answers have earned it</source>
        <translation>يسأل حتى تستحقه إجاباتك</translation>
    </message>
    <message>
        <source>acts, and you go through all of it afterwards</source>
        <translation>ينفّذ، وأنت تراجع كل شيء بعد ذلك</translation>
    </message>
    <message>
        <source>acts, and asks about what is out of the ordinary</source>
        <translation>ينفّذ، ويسأل عمّا هو غير معتاد</translation>
    </message>
    <message>
        <source>acts, even where nothing can be undone</source>
        <translation>ينفّذ، حتى ما لا يمكن التراجع عنه</translation>
    </message>
    <message>
        <source>{level}: {what}</source>
        <translation>{level}: {what}</translation>
    </message>
    <message>
        <source>Autonomy: {level}</source>
        <translation>الاستقلالية: {level}</translation>
    </message>
    <message>
        <source>Autonomy: {level}, {time} left</source>
        <translation>الاستقلالية: {level}، يتبقى {time}</translation>
    </message>
    <message>
        <source>To go through – agent-supervisor</source>
        <translation>للمراجعة – agent-supervisor</translation>
    </message>
    <message>
        <source>Search in what passed</source>
        <translation>البحث فيما مرّ</translation>
    </message>
    <message>
        <source>Any agent</source>
        <translation>أي وكيل</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) marked as right</source>
        <translation>
            <numerusform>لم يُعلَّم أي إجراء صحيحًا</numerusform>
            <numerusform>عُلِّم إجراء واحد صحيحًا</numerusform>
            <numerusform>عُلِّم إجراءان صحيحين</numerusform>
            <numerusform>عُلِّمت %n إجراءات صحيحة</numerusform>
            <numerusform>عُلِّم %n إجراءً صحيحًا</numerusform>
            <numerusform>عُلِّم %n إجراء صحيحًا</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) marked as wrong</source>
        <translation>
            <numerusform>لم يُعلَّم أي إجراء خاطئًا</numerusform>
            <numerusform>عُلِّم إجراء واحد خاطئًا</numerusform>
            <numerusform>عُلِّم إجراءان خاطئين</numerusform>
            <numerusform>عُلِّمت %n إجراءات خاطئة</numerusform>
            <numerusform>عُلِّم %n إجراءً خاطئًا</numerusform>
            <numerusform>عُلِّم %n إجراء خاطئًا</numerusform>
        </translation>
    </message>
    <message>
        <source>Refresh ({count} new)</source>
        <translation>تحديث ({count} جديد)</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) selected</source>
        <translation>
            <numerusform>لم يُحدَّد أي إجراء</numerusform>
            <numerusform>حُدِّد إجراء واحد</numerusform>
            <numerusform>حُدِّد إجراءان</numerusform>
            <numerusform>حُدِّدت %n إجراءات</numerusform>
            <numerusform>حُدِّد %n إجراءً</numerusform>
            <numerusform>حُدِّد %n إجراء</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) to go through</source>
        <translation>
            <numerusform>لا إجراء للمراجعة</numerusform>
            <numerusform>إجراء واحد للمراجعة</numerusform>
            <numerusform>إجراءان للمراجعة</numerusform>
            <numerusform>للمراجعة %n إجراءات</numerusform>
            <numerusform>للمراجعة %n إجراءً</numerusform>
            <numerusform>للمراجعة %n إجراء</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) to go through, {shown} shown</source>
        <translation>
            <numerusform>لا إجراء للمراجعة، المعروض {shown}</numerusform>
            <numerusform>إجراء واحد للمراجعة، المعروض {shown}</numerusform>
            <numerusform>إجراءان للمراجعة، المعروض {shown}</numerusform>
            <numerusform>للمراجعة %n إجراءات، المعروض {shown}</numerusform>
            <numerusform>للمراجعة %n إجراءً، المعروض {shown}</numerusform>
            <numerusform>للمراجعة %n إجراء، المعروض {shown}</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to go through</source>
        <translation>لا شيء للمراجعة</translation>
    </message>
    <message>
        <source>Today: {actions} actions, {asked} asked, {unsure} with low confidence</source>
        <translation>اليوم: الإجراءات {actions}، سُئل عن {asked} منها، و{unsure} بثقة منخفضة</translation>
    </message>
    <message>
        <source>The record is still being read; there may be more.</source>
        <translation>ما زال السجل يُقرأ؛ قد يكون هناك المزيد.</translation>
    </message>
    <message>
        <source>What passed without a question has been gone through, or none of it was drawn.</source>
        <translation>ما مرّ دون سؤال قد رُوجع، أو لم يُسحب منه شيء.</translation>
    </message>
    <message>
        <source>None of it is what you look for.</source>
        <translation>لا شيء منه يطابق ما تبحث عنه.</translation>
    </message>
    <message>
        <source>Several can be selected and marked at once. {right} right, {wrong} wrong, {note} note.</source>
        <translation>يمكن تحديد عدة إجراءات وتعليمها معًا. {right} صحيح، {wrong} خطأ، {note} ملاحظة.</translation>
    </message>
    <message>
        <source>What passed without a question</source>
        <translation>ما مرّ دون سؤال</translation>
    </message>
    <message>
        <source>Note for the record</source>
        <translation>ملاحظة للسجل</translation>
    </message>
    <message>
        <source>It counts as a yes once you have confirmed it in the popup ({keys})</source>
        <translation>يُحسب نعم بعد أن تؤكده في النافذة المنبثقة ({keys})</translation>
    </message>
    <message>
        <source>Right…</source>
        <translation>صحيح…</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>خطأ</translation>
    </message>
    <message>
        <source>It counts as a rejection, at once ({keys})</source>
        <translation>يُحسب رفضًا، على الفور ({keys})</translation>
    </message>
    <message>
        <source>Undo…</source>
        <translation>تراجع…</translation>
    </message>
    <message>
        <source>{agent} in {program}: {kind}</source>
        <translation>الوكيل {agent} في {program}: {kind}</translation>
    </message>
    <message>
        <source>{reason} (rule {rule})</source>
        <translation>السبب: {reason} (القاعدة {rule})</translation>
    </message>
    <message>
        <source>{reason} (rule {rule} would ask)</source>
        <translation>السبب: {reason} (كانت القاعدة {rule} ستسأل)</translation>
    </message>
    <message>
        <source>Launch</source>
        <translation>الانطلاق</translation>
    </message>
    <message>
        <source>Early production</source>
        <translation>التشغيل المبكر</translation>
    </message>
    <message>
        <source>Mature</source>
        <translation>النضج</translation>
    </message>
    <message>
        <source>Optimised</source>
        <translation>المرحلة المُثلى</translation>
    </message>
    <message>
        <source>{whom}: {stage}</source>
        <translation>المرحلة {stage}: {whom}</translation>
    </message>
    <message>
        <source>{whom}: {stage}, {answers} of {wanted} answers, lower bound {bound} of {rate}</source>
        <translation>المرحلة {stage}: {whom}، {answers} من {wanted} إجابة، الحد الأدنى {bound} من {rate}</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) were done without a question</source>
        <translation>
            <numerusform>لم يُفعل شيء دون سؤال</numerusform>
            <numerusform>فُعل شيء واحد دون سؤال</numerusform>
            <numerusform>فُعل شيئان دون سؤال</numerusform>
            <numerusform>فُعلت %n أشياء دون سؤال</numerusform>
            <numerusform>فُعل %n شيئًا دون سؤال</numerusform>
            <numerusform>فُعل %n شيء دون سؤال</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{agent} did %n thing(s) without a question</source>
        <translation>
            <numerusform>لم يفعل {agent} شيئًا دون سؤال</numerusform>
            <numerusform>فعل {agent} شيئًا واحدًا دون سؤال</numerusform>
            <numerusform>فعل {agent} شيئين دون سؤال</numerusform>
            <numerusform>فعل {agent} %n أشياء دون سؤال</numerusform>
            <numerusform>فعل {agent} %n شيئًا دون سؤال</numerusform>
            <numerusform>فعل {agent} %n شيء دون سؤال</numerusform>
        </translation>
    </message>
    <message>
        <source>Go through it when it suits you: nothing waits for it.</source>
        <translation>راجعها متى يناسبك: لا شيء ينتظر ذلك.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>لاحقًا</translation>
    </message>
    <message>
        <source>Go through</source>
        <translation>مراجعة</translation>
    </message>
</context>
</TS>
