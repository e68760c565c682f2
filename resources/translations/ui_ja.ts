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
        <source>Refused</source>
        <translation>拒否</translation>
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
        <source>Agents stay stopped until you choose “{entry}” in the menu</source>
        <translation>メニューで「{entry}」を選ぶまで、エージェントは停止したままです</translation>
    </message>
    <message>
        <source>Agents stay stopped until you press {chord} or choose “{entry}” in the menu</source>
        <translation>{chord} を押すかメニューで「{entry}」を選ぶまで、エージェントは停止したままです</translation>
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
        <source>What waits for you ({count})</source>
        <translation>あなたを待っている操作（{count}）</translation>
    </message>
    <message>
        <source>Standing approvals ({count})</source>
        <translation>有効な承認（{count}）</translation>
    </message>
    <message>
        <source>Review… ({count})</source>
        <translation>見直し… ({count})</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>見直し…</translation>
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
        <source>{containment}: ways past the gate are open</source>
        <translation>{containment}：監督を迂回する経路が開いています</translation>
    </message>
    <message>
        <source>A laxer level is earned: see Autonomy</source>
        <translation>より緩いレベルに達しました：「自律度」を参照</translation>
    </message>
    <message>
        <source>A batch is ready to be gone through: see Review</source>
        <translation>見直す一括分があります。「見直し」をご覧ください</translation>
    </message>
    <message>
        <source>not contained</source>
        <translation>未隔離</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>リスク</translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation>これから起こること</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>エージェント</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Sure</source>
        <comment>how sure the agent is; above a column of percentages</comment>
        <translation>確信度</translation>
    </message>
    <message>
        <source>Waits</source>
        <comment>how long something waits; above a column of times</comment>
        <translation>待ち時間</translation>
    </message>
    <message>
        <source>Reads only</source>
        <translation>読み取りのみ</translation>
    </message>
    <message>
        <source>Can be undone</source>
        <translation>元に戻せる</translation>
    </message>
    <message>
        <source>High risk</source>
        <translation>高リスク</translation>
    </message>
    <message>
        <source>For good</source>
        <translation>元に戻せない</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Messaging</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Finance</source>
        <translation>金融</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>認証情報</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>Shell</source>
        <translation>シェル</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>公開</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>インストール</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 時間 {minutes} 分</translation>
    </message>
    <message>
        <source>{minutes}:{seconds} min</source>
        <translation>{minutes}:{seconds} 分</translation>
    </message>
    <message>
        <source>Figures – agent-supervisor</source>
        <translation>数値 – agent-supervisor</translation>
    </message>
    <message>
        <source>How often you were asked</source>
        <translation>確認の回数</translation>
    </message>
    <message>
        <source>Figures of</source>
        <translation>対象</translation>
    </message>
    <message>
        <source>Time</source>
        <comment>a stretch of days</comment>
        <translation>期間</translation>
    </message>
    <message>
        <source>Nothing happened in this time.</source>
        <translation>この期間には何もありませんでした。</translation>
    </message>
    <message>
        <source>actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>確認あり</translation>
    </message>
    <message>
        <source>asked of 100</source>
        <translation>100 件あたりの確認</translation>
    </message>
    <message>
        <source>approved of what was asked</source>
        <translation>確認のうち承認</translation>
    </message>
    <message>
        <source>median time to answer</source>
        <translation>回答時間の中央値</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>How questions ended</source>
        <translation>確認の結果</translation>
    </message>
    <message>
        <source>Asked of 100 actions</source>
        <translation>操作 100 件あたりの確認</translation>
    </message>
    <message>
        <source>Median time to answer, seconds</source>
        <translation>回答時間の中央値（秒）</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>確認なし</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>承認</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>未回答</translation>
    </message>
    <message numerus="yes">
        <source>Last %n day(s)</source>
        <translation>
            <numerusform>過去 %n 日</numerusform>
        </translation>
    </message>
    <message>
        <source>All of the record</source>
        <translation>記録のすべて</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Kind: {name}</source>
        <translation>種類：{name}</translation>
    </message>
    <message>
        <source>Risk: {name}</source>
        <translation>リスク：{name}</translation>
    </message>
    <message>
        <source>Agent: {name}</source>
        <translation>エージェント：{name}</translation>
    </message>
    <message>
        <source>Program: {name}</source>
        <translation>プログラム：{name}</translation>
    </message>
    <message>
        <source>{action}, asked now</source>
        <translation>{action}、今確認中</translation>
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
        <source>Standing approvals – agent-supervisor</source>
        <translation>有効な承認 – agent-supervisor</translation>
    </message>
    <message>
        <source>Take all back</source>
        <translation>すべて取り消す</translation>
    </message>
    <message>
        <source>What is taken back is asked about again. An approval also ends when it is not used.</source>
        <translation>取り消したものは再び確認されます。使われない承認も終了します。</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) stand for more than one action</source>
        <translation>
            <numerusform>%n 件の回答が複数の操作に有効です</numerusform>
        </translation>
    </message>
    <message>
        <source>No answer stands for more than one action</source>
        <translation>複数の操作に有効な回答はありません</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop all agents now ({chord})</source>
        <translation>すべてのエージェントを今すぐ停止（{chord}）</translation>
    </message>
    <message>
        <source>{state} · {level}</source>
        <translation>{state} · {level}</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>一度だけ</translation>
    </message>
    <message>
        <source>Just this</source>
        <translation>これだけ</translation>
    </message>
    <message>
        <source>This tool</source>
        <translation>このツール</translation>
    </message>
    <message>
        <source>This program</source>
        <translation>このプログラム</translation>
    </message>
    <message>
        <source>Any program</source>
        <translation>すべてのプログラム</translation>
    </message>
    <message>
        <source>15 minutes</source>
        <translation>15 分</translation>
    </message>
    <message>
        <source>This task</source>
        <translation>この作業</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Wrong target</source>
        <translation>対象が違う</translation>
    </message>
    <message>
        <source>Not wanted</source>
        <translation>不要</translation>
    </message>
    <message>
        <source>Too risky</source>
        <translation>危険すぎる</translation>
    </message>
    <message>
        <source>Not now</source>
        <comment>a reason for a rejection</comment>
        <translation>今はだめ</translation>
    </message>
    <message>
        <source>Other…</source>
        <comment>a reason for a rejection</comment>
        <translation>その他…</translation>
    </message>
    <message>
        <source>Other text…</source>
        <translation>別の文字列…</translation>
    </message>
    <message>
        <source>Other keys…</source>
        <translation>別のキー…</translation>
    </message>
    <message>
        <source>Another place…</source>
        <translation>別の場所…</translation>
    </message>
    <message>
        <source>For</source>
        <comment>how long; before `15 minutes`, `This task`, `Today`</comment>
        <translation>期間</translation>
    </message>
    <message>
        <source>Reject as</source>
        <comment>before `Wrong target`, `Too risky`</comment>
        <translation>却下の理由</translation>
    </message>
    <message>
        <source>More</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>{choice}, chosen</source>
        <translation>{choice}、選択中</translation>
    </message>
    <message>
        <source>Stop all</source>
        <translation>すべて停止</translation>
    </message>
    <message>
        <source>Approve covers {what}</source>
        <translation>承認の範囲：{what}</translation>
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
        <source>Pause and resume</source>
        <translation>一時停止と再開</translation>
    </message>
    <message>
        <source>Approve for good, the second time</source>
        <translation>元に戻せない操作の承認（2 回目）</translation>
    </message>
    <message>
        <source>Have something else done instead</source>
        <translation>代わりに別のことをさせる</translation>
    </message>
    <message>
        <source>Let agents work again after a stop</source>
        <translation>停止後にエージェントの作業を再び許可</translation>
    </message>
    <message>
        <source>Show presses and Enter ahead, ms</source>
        <translation>クリックと Enter を先に表示（ミリ秒）</translation>
    </message>
    <message>
        <source>Show motion and text ahead, ms</source>
        <translation>移動と文字を先に表示（ミリ秒）</translation>
    </message>
    <message>
        <source>Agents wait until your hand rests, ms</source>
        <translation>手が止まるまでエージェントが待つ時間（ミリ秒）</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>デスクトップに合わせる</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>No</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>Your own policy.toml, or balanced</source>
        <translation>policy.toml（なければ標準）</translation>
    </message>
    <message>
        <source>Cautious</source>
        <translation>慎重</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>標準</translation>
    </message>
    <message>
        <source>Developer</source>
        <translation>開発</translation>
    </message>
    <message>
        <source>{name}: `{chord}` opens a terminal on many desktops</source>
        <translation>{name}：`{chord}` は多くのデスクトップで端末を開きます</translation>
    </message>
    <message>
        <source>{name}: `{chord}` locks the screen on many desktops</source>
        <translation>{name}：`{chord}` は多くのデスクトップで画面をロックします</translation>
    </message>
    <message>
        <source>{name}: `{chord}` opens the run dialog on many desktops</source>
        <translation>{name}：`{chord}` は多くのデスクトップで「実行」ダイアログを開きます</translation>
    </message>
    <message>
        <source>{name}: `{chord}` closes windows on most desktops</source>
        <translation>{name}：`{chord}` はほとんどのデスクトップでウィンドウを閉じます</translation>
    </message>
    <message>
        <source>{name}: `{chord}` copies in most programs</source>
        <translation>{name}：`{chord}` はほとんどのプログラムでコピーに使われます</translation>
    </message>
    <message>
        <source>{name}: `{chord}` pastes in most programs</source>
        <translation>{name}：`{chord}` はほとんどのプログラムで貼り付けに使われます</translation>
    </message>
    <message>
        <source>{name}: `{chord}` saves in most programs</source>
        <translation>{name}：`{chord}` はほとんどのプログラムで保存に使われます</translation>
    </message>
    <message>
        <source>{name}: `{chord}` undoes in most programs</source>
        <translation>{name}：`{chord}` はほとんどのプログラムで元に戻すのに使われます</translation>
    </message>
    <message>
        <source>{name}: `{chord}` is already “{other}”</source>
        <translation>{name}：`{chord}` はすでに「{other}」に使われています</translation>
    </message>
    <message>
        <source>Settings – agent-supervisor</source>
        <translation>設定 – agent-supervisor</translation>
    </message>
    <message>
        <source>A sound when a question comes up</source>
        <translation>質問が出たら音を鳴らす</translation>
    </message>
    <message>
        <source>A notification when something waits and you are away</source>
        <translation>不在中に待っている操作があれば通知する</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Hold Escape to stop, s</source>
        <translation>Esc 長押しで停止（秒）</translation>
    </message>
    <message>
        <source>What is asked about</source>
        <translation>確認する範囲</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Marks fade, carets blink</source>
        <translation>マークを徐々に消し、カーソルを点滅させる</translation>
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
        <source>to do</source>
        <translation>これから</translation>
    </message>
    <message>
        <source>now</source>
        <translation>今</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Welcome – agent-supervisor</source>
        <translation>ようこそ – agent-supervisor</translation>
    </message>
    <message>
        <source>Four things to know</source>
        <translation>知っておく四つのこと</translation>
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
    <message numerus="yes">
        <source>Approve all %n</source>
        <translation>
            <numerusform>%n 件すべて承認</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject all %n</source>
        <translation>
            <numerusform>%n 件すべて却下</numerusform>
        </translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>More time</source>
        <translation>時間を延長</translation>
    </message>
    <message>
        <source>Hide what it did</source>
        <translation>これまでの操作を隠す</translation>
    </message>
    <message>
        <source>What it did so far</source>
        <translation>これまでの操作</translation>
    </message>
    <message>
        <source>More answers…</source>
        <translation>その他の回答…</translation>
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
        <source>All agents were stopped</source>
        <translation>すべてのエージェントが停止されました</translation>
    </message>
    <message>
        <source>It was taken back</source>
        <translation>元に戻しました</translation>
    </message>
    <message>
        <source>It was not taken back</source>
        <translation>元に戻せませんでした</translation>
    </message>
    <message>
        <source>{title}, agent {agent}, workflow {workflow}</source>
        <translation>{title}、エージェント {agent}、作業 {workflow}</translation>
    </message>
    <message>
        <source>{title}, agent {agent}</source>
        <translation>{title}、エージェント {agent}</translation>
    </message>
    <message>
        <source>Picture of the target</source>
        <translation>対象の画像</translation>
    </message>
    <message>
        <source>Rule: {rule}</source>
        <translation>ルール：{rule}</translation>
    </message>
    <message>
        <source>ends in {time}</source>
        <translation>あと {time} で終了</translation>
    </message>
    <message>
        <source>{time} left, the time stands still</source>
        <translation>残り {time}、時間は止まっています</translation>
    </message>
    <message numerus="yes">
        <source>%n more waiting</source>
        <translation>
            <numerusform>ほかに %n 件待機中</numerusform>
        </translation>
    </message>
    <message>
        <source>LTR</source>
        <translation>LTR</translation>
    </message>
    <message>
        <source>{answer}: press here or {chord}</source>
        <translation>{answer}：ここを押すか {chord}</translation>
    </message>
    <message>
        <source>{answer}: press here</source>
        <translation>{answer}：ここを押す</translation>
    </message>
    <message>
        <source>Cannot be undone: takes two steps</source>
        <translation>元に戻せません：2 段階で承認</translation>
    </message>
    <message>
        <source>first Approve, then a second step here</source>
        <translation>先に「承認」、次にここで 2 段階目</translation>
    </message>
    <message>
        <source>1 of 2: Approve pressed</source>
        <translation>1/2：「承認」を押しました</translation>
    </message>
    <message>
        <source>1 of 2: {chord} pressed</source>
        <translation>1/2：{chord} を押しました</translation>
    </message>
    <message>
        <source>now 2 of 2: press here</source>
        <translation>次は 2/2：ここを押す</translation>
    </message>
    <message>
        <source>now 2 of 2: press here or {chord}</source>
        <translation>次は 2/2：ここを押すか {chord}</translation>
    </message>
    <message>
        <source>now 2 of 2: press here or {chord} or {other}</source>
        <translation>次は 2/2：ここを押すか {chord} か {other}</translation>
    </message>
    <message>
        <source>Suggested: approve. {ground}.</source>
        <translation>提案：承認。{ground}。</translation>
    </message>
    <message>
        <source>Suggested: reject. {ground}.</source>
        <translation>提案：却下。{ground}。</translation>
    </message>
    <message>
        <source>Type this instead</source>
        <translation>代わりに入力する内容</translation>
    </message>
    <message>
        <source>Press this instead</source>
        <translation>代わりに押すキー</translation>
    </message>
    <message>
        <source>Click where it shall click instead</source>
        <translation>代わりにクリックする場所をクリック</translation>
    </message>
    <message>
        <source>Reject, because</source>
        <translation>却下の理由</translation>
    </message>
    <message>
        <source>Enter: you are shown it before anything is done. Escape: back.</source>
        <translation>Enter：実行前に内容が表示されます。Esc：戻る。</translation>
    </message>
    <message>
        <source>For example Ctrl+S. Enter: you are shown it before anything is done. Escape: back.</source>
        <translation>例：Ctrl+S。Enter：実行前に内容が表示されます。Esc：戻る。</translation>
    </message>
    <message>
        <source>You are shown it before anything is done. Right button: back.</source>
        <translation>実行前に内容が表示されます。右ボタン：戻る。</translation>
    </message>
    <message>
        <source>The agent is told. Enter: reject. Escape: back.</source>
        <translation>エージェントに伝えられます。Enter：却下。Esc：戻る。</translation>
    </message>
    <message>
        <source>It takes the place of all that the agent types in one go.</source>
        <translation>エージェントが続けて入力する内容すべてと置き換わります。</translation>
    </message>
    <message>
        <source>Nobody answered in time: it was rejected</source>
        <translation>時間内に回答がなかったため却下されました</translation>
    </message>
    <message>
        <source>This was a test of attention: nobody wanted to do this, and nothing was done. You said yes to it: take a moment to read the next ones</source>
        <translation>これは注意力の確認でした。誰もこの操作を望んでおらず、何も行われていません。承認されましたので、次の質問は落ち着いてお読みください</translation>
    </message>
    <message>
        <source>This was a test of attention, and you noticed: thank you. Nobody wanted to do this</source>
        <translation>これは注意力の確認でした。お気づきいただきありがとうございます。誰もこの操作を望んでいませんでした</translation>
    </message>
    <message>
        <source>Any age</source>
        <translation>待ち時間：すべて</translation>
    </message>
    <message numerus="yes">
        <source>Over %n minute(s)</source>
        <translation>
            <numerusform>%n 分以上</numerusform>
        </translation>
    </message>
    <message>
        <source>Under {percent} % sure</source>
        <translation>確信度 {percent}% 未満</translation>
    </message>
    <message>
        <source>However sure</source>
        <translation>確信度：すべて</translation>
    </message>
    <message>
        <source>Did not say</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>Waiting for you – agent-supervisor</source>
        <translation>あなたの回答待ち – agent-supervisor</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Search in what waits</source>
        <translation>待っている操作を検索</translation>
    </message>
    <message>
        <source>Any risk</source>
        <translation>リスク：すべて</translation>
    </message>
    <message>
        <source>Any kind</source>
        <translation>種類：すべて</translation>
    </message>
    <message>
        <source>Age</source>
        <comment>how long something waits</comment>
        <translation>待ち時間</translation>
    </message>
    <message>
        <source>How sure the agent is</source>
        <translation>エージェントの確信度</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) wait for you</source>
        <translation>
            <numerusform>%n 件の操作があなたを待っています</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing waits for you</source>
        <translation>あなたを待っている操作はありません</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) wait for you, {shown} shown</source>
        <translation>
            <numerusform>%n 件の操作があなたを待っています（{shown} 件を表示）</numerusform>
        </translation>
    </message>
    <message>
        <source>The popup asks about what is selected here; of several, about those that are alike at once.</source>
        <translation>ここで選択した操作が質問として表示されます。複数選択すると、似たものはまとめて質問されます。</translation>
    </message>
    <message>
        <source>{approve} approves it, {reject} rejects it, and the next one is asked.</source>
        <translation>{approve} で承認、{reject} で却下し、次の質問に進みます。</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>行われたこと</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>プログラム</translation>
    </message>
    <message>
        <source>Drawn</source>
        <comment>by what odds something was chosen; above a column of odds</comment>
        <translation>抽出</translation>
    </message>
    <message>
        <source>When</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>each</source>
        <comment>every one of its kind is chosen</comment>
        <translation>すべて</translation>
    </message>
    <message>
        <source>1 in {count}</source>
        <translation>{count} 件に 1 件</translation>
    </message>
    <message>
        <source>It is here because all that passes at batch review is gone through.</source>
        <translation>「まとめて確認」では、通ったものをすべて見直すため、ここにあります。</translation>
    </message>
    <message>
        <source>It is here because the agent was not sure: each such action is gone through.</source>
        <translation>エージェントに確信がなかったため、ここにあります。そのような操作はすべて見直します。</translation>
    </message>
    <message>
        <source>It is here because the agent was not sure: of such actions 1 in {count} is drawn.</source>
        <translation>エージェントに確信がなかったため、ここにあります。そのような操作は {count} 件に 1 件が抽出されます。</translation>
    </message>
    <message>
        <source>It is here because what cannot be undone is gone through, each of it.</source>
        <translation>元に戻せないものはすべて見直すため、ここにあります。</translation>
    </message>
    <message>
        <source>It was drawn by lot: 1 in {count} of such actions.</source>
        <translation>抽選で選ばれました。そのような操作の {count} 件に 1 件です。</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>あなたの回答</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>What was asked – agent-supervisor</source>
        <translation>確認の履歴 – agent-supervisor</translation>
    </message>
    <message>
        <source>What was asked and answered</source>
        <translation>質問と回答の履歴</translation>
    </message>
    <message>
        <source>Search in what was asked</source>
        <translation>質問の履歴を検索</translation>
    </message>
    <message>
        <source>All that agents did</source>
        <translation>エージェントの全操作</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>{reason}: {detail}</source>
        <translation>{reason}：{detail}</translation>
    </message>
    <message>
        <source>{sentence}.</source>
        <translation>{sentence}。</translation>
    </message>
    <message>
        <source>your policy asks before commands that delete or overwrite: a shell has no undo</source>
        <translation>削除や上書きをするコマンドの前に確認するポリシーです：シェルでは元に戻せません</translation>
    </message>
    <message>
        <source>your policy asks before risky commands: on the system, rights, other programs or other machines</source>
        <translation>危険なコマンドの前に確認するポリシーです：システム、権限、ほかのプログラムやマシンに関わります</translation>
    </message>
    <message>
        <source>your policy asks before commands of which nobody can tell beforehand what they do</source>
        <translation>何をするか事前に分からないコマンドの前に確認するポリシーです</translation>
    </message>
    <message>
        <source>your policy asks before a paste into a terminal that could not be read: it can run commands</source>
        <translation>読み取れない内容を端末に貼り付ける前に確認するポリシーです：コマンドが実行される恐れがあります</translation>
    </message>
    <message>
        <source>your policy asks before anything is deleted for good</source>
        <translation>完全に削除する前に確認するポリシーです</translation>
    </message>
    <message>
        <source>your policy asks before anything goes to the trash</source>
        <translation>ごみ箱に入れる前に確認するポリシーです</translation>
    </message>
    <message>
        <source>your policy asks before the trash is emptied</source>
        <translation>ごみ箱を空にする前に確認するポリシーです</translation>
    </message>
    <message>
        <source>your policy asks before work is thrown away or something is replaced</source>
        <translation>作業を破棄したり置き換えたりする前に確認するポリシーです</translation>
    </message>
    <message>
        <source>your policy asks before anything is sent</source>
        <translation>送信する前に確認するポリシーです</translation>
    </message>
    <message>
        <source>your policy asks before anything is shown to others</source>
        <translation>他人に見せる前に確認するポリシーです</translation>
    </message>
    <message>
        <source>your policy asks before money is spent or moved</source>
        <translation>お金を使ったり動かしたりする前に確認するポリシーです</translation>
    </message>
    <message>
        <source>your policy asks before accounts and rights are changed</source>
        <translation>アカウントや権限を変更する前に確認するポリシーです</translation>
    </message>
    <message>
        <source>your policy asks before the computer&apos;s settings change or programs are ended</source>
        <translation>コンピューターの設定変更やプログラムの終了の前に確認するポリシーです</translation>
    </message>
    <message>
        <source>your policy asks before programs are installed, removed or started from a file</source>
        <translation>プログラムのインストール、削除、ファイルからの起動の前に確認するポリシーです</translation>
    </message>
    <message>
        <source>your policy asks when nobody can tell what a press does and it could do harm</source>
        <translation>クリックの結果が分からず害になりうるときに確認するポリシーです</translation>
    </message>
    <message>
        <source>your policy asks before Enter where money is handled</source>
        <translation>お金を扱う場所では Enter の前に確認するポリシーです</translation>
    </message>
    <message>
        <source>your policy asks before a button is pressed where money is handled</source>
        <translation>お金を扱う場所ではボタンを押す前に確認するポリシーです</translation>
    </message>
    <message>
        <source>your policy asks before a password is typed</source>
        <translation>パスワードを入力する前に確認するポリシーです</translation>
    </message>
    <message>
        <source>your policy asks before anything typed is handed over where money is handled</source>
        <translation>お金を扱う場所では入力内容を送る前に確認するポリシーです</translation>
    </message>
    <message>
        <source>your policy asks before every command that changes something</source>
        <translation>何かを変更するコマンドの前に毎回確認するポリシーです</translation>
    </message>
    <message>
        <source>your policy asks when it is not known which window this would reach</source>
        <translation>どのウィンドウに届くか分からないときに確認するポリシーです</translation>
    </message>
    <message>
        <source>the agent has earned it: your answers to such actions were yes</source>
        <translation>エージェントが得た信頼によります。そのような操作へのあなたの答えは「はい」でした</translation>
    </message>
    <message>
        <source>at this level it acts now, and you go through all of it afterwards</source>
        <translation>このレベルではすぐに実行し、後であなたがすべて見直します</translation>
    </message>
    <message>
        <source>at this level only what is out of the ordinary is asked</source>
        <translation>このレベルでは、普通でないことだけを尋ねます</translation>
    </message>
    <message>
        <source>at this level it acts without asking</source>
        <translation>このレベルでは、尋ねずに実行します</translation>
    </message>
    <message>
        <source>this only looks at something</source>
        <translation>これは見るだけです</translation>
    </message>
    <message>
        <source>this can be undone</source>
        <translation>これは元に戻せます</translation>
    </message>
    <message>
        <source>this may do harm that is hard to undo</source>
        <translation>元に戻しにくい害を及ぼすおそれがあります</translation>
    </message>
    <message>
        <source>asked: a person must confirm it at the screen</source>
        <translation>確認を求めました。人が画面で確認する必要があります</translation>
    </message>
    <message>
        <source>all is stopped: re-arm first, what is laxer holds for agents that work</source>
        <translation>すべて停止しています。まず再開してください。緩めることは動作中のエージェントに対するものです</translation>
    </message>
    <message>
        <source>the overlay is not running, so nothing can be shown before it happens</source>
        <translation>オーバーレイが動いていないため、事前に表示できません</translation>
    </message>
    <message>
        <source>a rule depends on the page, and the browser does not tell which one this is</source>
        <translation>ページによる規則がありますが、ブラウザーはどのページか知らせません</translation>
    </message>
    <message>
        <source>the target changed while the action was held</source>
        <translation>操作を保留している間に対象が変わりました</translation>
    </message>
    <message>
        <source>a person changed what the agent proposed</source>
        <translation>エージェントの提案を人が変更しました</translation>
    </message>
    <message>
        <source>the external judge did not answer</source>
        <translation>外部の審査が応答しませんでした</translation>
    </message>
    <message>
        <source>the agent itself warns of it</source>
        <translation>エージェント自身が注意を促しています</translation>
    </message>
    <message>
        <source>its server does not say of this tool what it said at first</source>
        <translation>このツールについて、サーバーの説明が最初と異なります</translation>
    </message>
    <message>
        <source>you ordered that something be taken back</source>
        <translation>あなたが取り消しを指示しました</translation>
    </message>
    <message>
        <source>a person paused the agents</source>
        <translation>人がエージェントを一時停止しました</translation>
    </message>
    <message>
        <source>the screen is locked, so nobody sees what happens</source>
        <translation>画面がロックされていて、何が起きるか誰にも見えません</translation>
    </message>
    <message>
        <source>Let agents work again after the stop?</source>
        <translation>停止後、エージェントの作業を再び許可しますか？</translation>
    </message>
    <message>
        <source>a person pressed stop; only a person can undo it</source>
        <translation>人が停止しました。解除できるのは人だけです</translation>
    </message>
    <message>
        <source>Open the gate for the agents again?</source>
        <translation>エージェントの操作を再び通しますか？</translation>
    </message>
    <message>
        <source>a person paused the agents; only a person can undo it</source>
        <translation>人がエージェントを一時停止しました。解除できるのは人だけです</translation>
    </message>
    <message>
        <source>Ask again about what is refused since you rejected it?</source>
        <translation>却下後に拒否されている操作を再び確認しますか？</translation>
    </message>
    <message>
        <source>until now the agents are refused it without a question; only a person can undo it</source>
        <translation>今は確認なしで拒否されています。解除できるのは人だけです</translation>
    </message>
    <message>
        <source>End the supervisor and the agents that run under it?</source>
        <translation>スーパーバイザーと、その下で動くエージェントを終了しますか？</translation>
    </message>
    <message>
        <source>while it is gone nothing is supervised</source>
        <translation>終了中は何も監督されません</translation>
    </message>
    <message>
        <source>Practice: approve this.</source>
        <translation>練習：これを承認してください。</translation>
    </message>
    <message>
        <source>Practice: now reject this.</source>
        <translation>練習：今度はこれを却下してください。</translation>
    </message>
    <message>
        <source>you are learning the keys: nothing happens, whichever answer you give</source>
        <translation>キーの練習です：どう答えても何も起きません</translation>
    </message>
    <message>
        <source>An agent is running. Practise when none is, for a stop ends it.</source>
        <translation>エージェントが動いています。停止すると終了するので、動いていないときに練習してください。</translation>
    </message>
    <message>
        <source>Everything is stopped. Let agents work again first, then practise.</source>
        <translation>すべて停止しています。先に作業を再び許可してから練習してください。</translation>
    </message>
    <message>
        <source>That was a no. Try again: approve it.</source>
        <translation>今のは却下です。もう一度：承認してください。</translation>
    </message>
    <message>
        <source>That was a yes. Try again: reject it.</source>
        <translation>今のは承認です。もう一度：却下してください。</translation>
    </message>
    <message>
        <source>Nothing is changed.</source>
        <translation>変更はありません。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>何も変更されませんでした。</translation>
    </message>
    <message>
        <source>Confirm it in the popup, by your chord or with the mouse.</source>
        <translation>表示された質問で、キーまたはマウスで確認してください。</translation>
    </message>
    <message>
        <source>Saved. It holds from the next start of the supervisor.</source>
        <translation>保存しました。スーパーバイザーの次回起動から有効です。</translation>
    </message>
    <message>
        <source>the time to answer was over: this answer had no effect, nothing was done</source>
        <translation>回答時間は終了していました：この回答は無効で、何も実行されていません</translation>
    </message>
    <message>
        <source>you rejected the very same</source>
        <translation>まったく同じものを却下しています</translation>
    </message>
    <message>
        <source>you have approved nothing like it</source>
        <translation>似たものを承認したことがありません</translation>
    </message>
    <message>
        <source>this one action</source>
        <translation>この操作 1 件だけ</translation>
    </message>
    <message>
        <source>Your keyboard and mouse are not heard any more, so the supervisor has ended, too. Start it again.</source>
        <translation>キーボードとマウスの操作を受け取れなくなったため、スーパーバイザーも終了しました。もう一度起動してください。</translation>
    </message>
    <message>
        <source>For all agents</source>
        <translation>すべてのエージェント</translation>
    </message>
    <message numerus="yes">
        <source>%n more level(s) for other agents, programs, tasks or kinds: see {command}</source>
        <translation>
            <numerusform>ほかのエージェント・プログラム・作業・種類に別のレベルが %n 件：{command} を参照</numerusform>
        </translation>
    </message>
    <message>
        <source>End it now</source>
        <translation>今すぐ終える</translation>
    </message>
    <message>
        <source>Until I change it…</source>
        <translation>変更するまで…</translation>
    </message>
    <message>
        <source>For 15 minutes…</source>
        <translation>15 分間…</translation>
    </message>
    <message>
        <source>For 15 minutes from now…</source>
        <translation>今から 15 分間…</translation>
    </message>
    <message>
        <source>For an hour…</source>
        <translation>1 時間…</translation>
    </message>
    <message>
        <source>For an hour from now…</source>
        <translation>今から 1 時間…</translation>
    </message>
    <message>
        <source>{count} more: see {command}</source>
        <translation>ほか {count} 件：{command} を参照</translation>
    </message>
    <message>
        <source>{level} {time}</source>
        <translation>{level} {time}</translation>
    </message>
    <message>
        <source>Only for {agent}: {level}</source>
        <translation>{agent} のみ：{level}</translation>
    </message>
    <message>
        <source>Ask about everything and let it learn</source>
        <translation>すべて確認して学ばせる</translation>
    </message>
    <message>
        <source>Earned: {level} for {whom}</source>
        <translation>到達：{level}（{whom}）</translation>
    </message>
    <message>
        <source>Earned: stage {stage} for {whom}</source>
        <translation>到達：段階「{stage}」（{whom}）</translation>
    </message>
    <message>
        <source>Let it hold…</source>
        <translation>適用する…</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>そのままにする</translation>
    </message>
    <message>
        <source>Your policy goes no further for this agent: a {place} in it says so</source>
        <translation>このエージェントについて、ポリシーではここまでです：その {place} の定めによります</translation>
    </message>
    <message>
        <source>Your policy goes no further: set {key} under {place} in it to allow more</source>
        <translation>ポリシーではここまでです：さらに許すには {place} の {key} を設定します</translation>
    </message>
    <message>
        <source>In {time} it is {level} again</source>
        <translation>あと {time} で元に戻ります：{level}</translation>
    </message>
    <message>
        <source>Full oversight</source>
        <translation>完全監督</translation>
    </message>
    <message>
        <source>Approval gates</source>
        <translation>承認ゲート</translation>
    </message>
    <message>
        <source>Confidence-based</source>
        <translation>信頼に応じて</translation>
    </message>
    <message>
        <source>Batch review</source>
        <translation>まとめて確認</translation>
    </message>
    <message>
        <source>Exception-only</source>
        <translation>例外のみ</translation>
    </message>
    <message>
        <source>Full autonomy</source>
        <translation>完全自律</translation>
    </message>
    <message>
        <source>asks before each action</source>
        <translation>操作のたびに尋ねます</translation>
    </message>
    <message>
        <source>asks where your policy asks</source>
        <translation>ポリシーが求めるときに尋ねます</translation>
    </message>
    <message>
        <source>asks until your answers have earned it</source>
        <translation>回答で信頼が得られるまで尋ねます</translation>
    </message>
    <message>
        <source>acts, and you go through all of it afterwards</source>
        <translation>実行し、後であなたがすべて確認します</translation>
    </message>
    <message>
        <source>acts, and asks about what is out of the ordinary</source>
        <translation>実行し、普段と違うときだけ尋ねます</translation>
    </message>
    <message>
        <source>acts, even where nothing can be undone</source>
        <translation>元に戻せないことも実行します</translation>
    </message>
    <message>
        <source>{level}: {what}</source>
        <translation>{level}：{what}</translation>
    </message>
    <message>
        <source>Autonomy: {level}</source>
        <translation>自律度：{level}</translation>
    </message>
    <message>
        <source>Autonomy: {level}, {time} left</source>
        <translation>自律度：{level}、残り {time}</translation>
    </message>
    <message>
        <source>To go through – agent-supervisor</source>
        <translation>見直すもの – agent-supervisor</translation>
    </message>
    <message>
        <source>Search in what passed</source>
        <translation>通ったものを検索</translation>
    </message>
    <message>
        <source>Any agent</source>
        <translation>すべてのエージェント</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) marked as right</source>
        <translation>
            <numerusform>%n 件の操作を正しいとしました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) marked as wrong</source>
        <translation>
            <numerusform>%n 件の操作を誤りとしました</numerusform>
        </translation>
    </message>
    <message>
        <source>Refresh ({count} new)</source>
        <translation>更新 ({count} 件追加)</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) selected</source>
        <translation>
            <numerusform>%n 件の操作を選択</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) to go through</source>
        <translation>
            <numerusform>見直す操作が %n 件あります</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) to go through, {shown} shown</source>
        <translation>
            <numerusform>見直す操作が %n 件、うち {shown} 件を表示</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to go through</source>
        <translation>見直すものはありません</translation>
    </message>
    <message>
        <source>Today: {actions} actions, {asked} asked, {unsure} with low confidence</source>
        <translation>今日: 操作 {actions} 件、質問 {asked} 件、確信の低いもの {unsure} 件</translation>
    </message>
    <message>
        <source>The record is still being read; there may be more.</source>
        <translation>記録をまだ読み込んでいます。ほかにもあるかもしれません。</translation>
    </message>
    <message>
        <source>What passed without a question has been gone through, or none of it was drawn.</source>
        <translation>質問なしに通ったものは見直し済みか、抽出されたものがありません。</translation>
    </message>
    <message>
        <source>None of it is what you look for.</source>
        <translation>お探しのものはありません。</translation>
    </message>
    <message>
        <source>Several can be selected and marked at once. {right} right, {wrong} wrong, {note} note.</source>
        <translation>複数を選んで一度に印を付けられます。{right} 正しい、{wrong} 誤り、{note} メモ。</translation>
    </message>
    <message>
        <source>What passed without a question</source>
        <translation>質問なしに通ったもの</translation>
    </message>
    <message>
        <source>Note for the record</source>
        <translation>記録に残すメモ</translation>
    </message>
    <message>
        <source>It counts as a yes once you have confirmed it in the popup ({keys})</source>
        <translation>ポップアップで確認すると「はい」として数えられます ({keys})</translation>
    </message>
    <message>
        <source>Right…</source>
        <translation>正しい…</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>誤り</translation>
    </message>
    <message>
        <source>It counts as a rejection, at once ({keys})</source>
        <translation>すぐに「拒否」として数えられます ({keys})</translation>
    </message>
    <message>
        <source>Undo…</source>
        <translation>元に戻す…</translation>
    </message>
    <message>
        <source>{agent} in {program}: {kind}</source>
        <translation>{program} で {agent}: {kind}</translation>
    </message>
    <message>
        <source>{reason} (rule {rule})</source>
        <translation>{reason} (規則 {rule})</translation>
    </message>
    <message>
        <source>{reason} (rule {rule} would ask)</source>
        <translation>{reason} (規則 {rule} なら尋ねます)</translation>
    </message>
    <message>
        <source>Launch</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Early production</source>
        <translation>初期運用</translation>
    </message>
    <message>
        <source>Mature</source>
        <translation>成熟</translation>
    </message>
    <message>
        <source>Optimised</source>
        <translation>最適化</translation>
    </message>
    <message>
        <source>{whom}: {stage}</source>
        <translation>{whom}：{stage}</translation>
    </message>
    <message>
        <source>{whom}: {stage}, {answers} of {wanted} answers, lower bound {bound} of {rate}</source>
        <translation>{whom}：{stage}、回答 {wanted} 件中 {answers} 件、下限 {bound}（必要 {rate}）</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) were done without a question</source>
        <translation>
            <numerusform>質問なしに %n 件が行われました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{agent} did %n thing(s) without a question</source>
        <translation>
            <numerusform>{agent} が質問なしに %n 件を行いました</numerusform>
        </translation>
    </message>
    <message>
        <source>Go through it when it suits you: nothing waits for it.</source>
        <translation>都合のよいときに見直してください。待っているものはありません。</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>後で</translation>
    </message>
    <message>
        <source>Go through</source>
        <translation>見直す</translation>
    </message>
</context>
</TS>
