<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP">
<context>
    <name>ui</name>
    <message>
        <source>Idle</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>An agent is working</source>
        <translation>エージェントが作業中</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>あなたの回答待ち</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>一時停止中</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>停止済み</translation>
    </message>
    <message>
        <source>Re-arm…</source>
        <translation>再開を許可…</translation>
    </message>
    <message>
        <source>Quit…</source>
        <translation>終了…</translation>
    </message>
    <message>
        <source>Resume…</source>
        <translation>再開…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Ask again about what is refused since you rejected it…</source>
        <translation>却下後に拒否されている操作を再び確認…</translation>
    </message>
    <message>
        <source>Use the changed policy…</source>
        <translation>変更されたポリシーを使用…</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>今すぐ停止</translation>
    </message>
    <message>
        <source>What waits for you</source>
        <translation>あなたを待っている操作</translation>
    </message>
    <message>
        <source>What was asked</source>
        <translation>確認の履歴</translation>
    </message>
    <message>
        <source>Practise stop, approve and reject</source>
        <translation>停止・承認・却下を練習</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>エージェント</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Last actions</source>
        <translation>最近の操作</translation>
    </message>
    <message>
        <source>Standing approvals</source>
        <translation>有効な承認</translation>
    </message>
    <message>
        <source>Take back: {what}</source>
        <translation>取り消す：{what}</translation>
    </message>
    <message>
        <source>Take all back</source>
        <translation>すべて取り消す</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>More</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>Stop all agents now</source>
        <translation>すべてのエージェントを今すぐ停止</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>承認</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>却下</translation>
    </message>
    <message>
        <source>Stop everything</source>
        <translation>すべて停止</translation>
    </message>
    <message>
        <source>Let agents work again</source>
        <translation>エージェントの作業を再び許可</translation>
    </message>
    <message>
        <source>A question has come up. Press {approve}, or click Approve with the mouse.</source>
        <translation>質問が表示されました。{approve} を押すか、「承認」をクリックしてください。</translation>
    </message>
    <message>
        <source>Here is another one. Press {reject}, or click Reject.</source>
        <translation>もう一つあります。{reject} を押すか、「却下」をクリックしてください。</translation>
    </message>
    <message>
        <source>This ends all agents at once, at any time: press {stop}, or hold Escape.</source>
        <translation>いつでもすべてのエージェントを一度に終了します。{stop} を押すか、Esc を長押ししてください。</translation>
    </message>
    <message>
        <source>After a stop nothing works until you say so: press {rearm}.</source>
        <translation>停止後は、あなたが許可するまで何も動きません。{rearm} を押してください。</translation>
    </message>
    <message>
        <source>the approve chord</source>
        <translation>承認のキー</translation>
    </message>
    <message>
        <source>the reject chord</source>
        <translation>却下のキー</translation>
    </message>
    <message>
        <source>the stop chord</source>
        <translation>停止のキー</translation>
    </message>
    <message>
        <source>the chord</source>
        <translation>そのキー</translation>
    </message>
    <message>
        <source>Agents work on this desktop through the supervisor. What could do harm waits for you. It takes a minute to learn the keys: do each once.</source>
        <translation>エージェントはスーパーバイザーを通してこのデスクトップで作業します。害になりうる操作はあなたを待ちます。キーは一分で覚えられます。それぞれ一度ずつ行ってください。</translation>
    </message>
    <message>
        <source>That is all. These keys work wherever you are; you find this again in the menu.</source>
        <translation>以上です。これらのキーはどこでも使えます。この画面はメニューから再び開けます。</translation>
    </message>
    <message>
        <source>Three things to know</source>
        <translation>知っておく三つのこと</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>始める</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>今はしない</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>確認</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取り消し</translation>
    </message>
    <message>
        <source>Approve all {count}</source>
        <translation>{count} 件すべて承認</translation>
    </message>
    <message>
        <source>Reject all {count}</source>
        <translation>{count} 件すべて却下</translation>
    </message>
    <message>
        <source>Waiting for your approval</source>
        <translation>あなたの承認待ち</translation>
    </message>
    <message>
        <source>Please confirm</source>
        <translation>確認してください</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>練習</translation>
    </message>
    <message>
        <source>Urgent: waiting for your approval</source>
        <translation>至急：あなたの承認待ち</translation>
    </message>
    <message>
        <source>LTR</source>
        <translation>LTR</translation>
    </message>
</context>
</TS>
