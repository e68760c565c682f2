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
        <source>What was asked</source>
        <translation>ما سُئلت عنه</translation>
    </message>
    <message>
        <source>Practise stop, approve and reject</source>
        <translation>التدرّب على الإيقاف والموافقة والرفض</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
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
        <source>Take all back</source>
        <translation>سحب الكل</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>More</source>
        <translation>المزيد</translation>
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
        <source>Three things to know</source>
        <translation>ثلاثة أمور يجب معرفتها</translation>
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
    <message>
        <source>Approve all {count}</source>
        <translation>الموافقة على الكل ({count})</translation>
    </message>
    <message>
        <source>Reject all {count}</source>
        <translation>رفض الكل ({count})</translation>
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
        <source>LTR</source>
        <translation>RTL</translation>
    </message>
</context>
</TS>
