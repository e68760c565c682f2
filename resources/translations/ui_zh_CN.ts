<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>ui</name>
    <message>
        <source>Idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>An agent is working</source>
        <translation>代理正在工作</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>等待您处理</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已被禁止</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Re-arm…</source>
        <translation>重新启用…</translation>
    </message>
    <message>
        <source>Agents stay stopped until you choose “{entry}” in the menu</source>
        <translation>在菜单中选择“{entry}”之前，代理保持停止</translation>
    </message>
    <message>
        <source>Agents stay stopped until you press {chord} or choose “{entry}” in the menu</source>
        <translation>按 {chord} 或在菜单中选择“{entry}”之前，代理保持停止</translation>
    </message>
    <message>
        <source>Quit…</source>
        <translation>退出…</translation>
    </message>
    <message>
        <source>Resume…</source>
        <translation>继续…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Ask again about what is refused since you rejected it…</source>
        <translation>重新询问因您拒绝而被禁止的操作…</translation>
    </message>
    <message>
        <source>Use the changed policy…</source>
        <translation>使用已更改的策略…</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>立即停止</translation>
    </message>
    <message>
        <source>What waits for you</source>
        <translation>等待您处理的操作</translation>
    </message>
    <message>
        <source>What waits for you ({count})</source>
        <translation>等待您处理的操作（{count}）</translation>
    </message>
    <message>
        <source>Standing approvals ({count})</source>
        <translation>有效的批准（{count}）</translation>
    </message>
    <message>
        <source>Review… ({count})</source>
        <translation>复查… ({count})</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>复查…</translation>
    </message>
    <message>
        <source>What was asked</source>
        <translation>询问记录</translation>
    </message>
    <message>
        <source>Practise stop, approve and reject</source>
        <translation>练习停止、批准和拒绝</translation>
    </message>
    <message>
        <source>{containment}: ways past the gate are open</source>
        <translation>{containment}：存在可绕过监督的途径</translation>
    </message>
    <message>
        <source>A laxer level is earned: see Autonomy</source>
        <translation>已赢得更宽松的级别：请看“自主程度”</translation>
    </message>
    <message>
        <source>A batch is ready to be gone through: see Review</source>
        <translation>有一批操作待复查：见“复查”</translation>
    </message>
    <message>
        <source>not contained</source>
        <translation>未隔离</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>风险</translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation>将要发生的事</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Sure</source>
        <comment>how sure the agent is; above a column of percentages</comment>
        <translation>把握</translation>
    </message>
    <message>
        <source>Waits</source>
        <comment>how long something waits; above a column of times</comment>
        <translation>已等待</translation>
    </message>
    <message>
        <source>Reads only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>Can be undone</source>
        <translation>可撤销</translation>
    </message>
    <message>
        <source>High risk</source>
        <translation>高风险</translation>
    </message>
    <message>
        <source>For good</source>
        <translation>不可撤销</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>电子邮件</translation>
    </message>
    <message>
        <source>Messaging</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Finance</source>
        <translation>财务</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>凭据</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Shell</source>
        <translation>Shell</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>安装</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分</translation>
    </message>
    <message>
        <source>{minutes}:{seconds} min</source>
        <translation>{minutes}:{seconds} 分</translation>
    </message>
    <message>
        <source>Figures – agent-supervisor</source>
        <translation>统计 – agent-supervisor</translation>
    </message>
    <message>
        <source>How often you were asked</source>
        <translation>询问您的次数</translation>
    </message>
    <message>
        <source>Figures of</source>
        <translation>统计对象</translation>
    </message>
    <message>
        <source>Time</source>
        <comment>a stretch of days</comment>
        <translation>时间段</translation>
    </message>
    <message>
        <source>Nothing happened in this time.</source>
        <translation>这段时间内没有任何操作。</translation>
    </message>
    <message>
        <source>actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>已询问</translation>
    </message>
    <message>
        <source>asked of 100</source>
        <translation>每 100 次的询问</translation>
    </message>
    <message>
        <source>approved of what was asked</source>
        <translation>询问中已批准</translation>
    </message>
    <message>
        <source>median time to answer</source>
        <translation>回答时间中位数</translation>
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
        <translation>询问的结果</translation>
    </message>
    <message>
        <source>Asked of 100 actions</source>
        <translation>每 100 次操作的询问</translation>
    </message>
    <message>
        <source>Median time to answer, seconds</source>
        <translation>回答时间中位数（秒）</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>未询问</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>未回答</translation>
    </message>
    <message numerus="yes">
        <source>Last %n day(s)</source>
        <translation>
            <numerusform>最近 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>All of the record</source>
        <translation>全部记录</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Kind: {name}</source>
        <translation>类型：{name}</translation>
    </message>
    <message>
        <source>Risk: {name}</source>
        <translation>风险：{name}</translation>
    </message>
    <message>
        <source>Agent: {name}</source>
        <translation>代理：{name}</translation>
    </message>
    <message>
        <source>Program: {name}</source>
        <translation>程序：{name}</translation>
    </message>
    <message>
        <source>{action}, asked now</source>
        <translation>{action}，正在询问</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Last actions</source>
        <translation>最近的操作</translation>
    </message>
    <message>
        <source>Standing approvals</source>
        <translation>有效的批准</translation>
    </message>
    <message>
        <source>Take back: {what}</source>
        <translation>撤回：{what}</translation>
    </message>
    <message>
        <source>Standing approvals – agent-supervisor</source>
        <translation>有效的批准 – agent-supervisor</translation>
    </message>
    <message>
        <source>Take all back</source>
        <translation>全部撤回</translation>
    </message>
    <message>
        <source>What is taken back is asked about again. An approval also ends when it is not used.</source>
        <translation>撤回后会再次询问。长时间未使用的批准也会失效。</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) stand for more than one action</source>
        <translation>
            <numerusform>%n 个回答适用于多个操作</numerusform>
        </translation>
    </message>
    <message>
        <source>No answer stands for more than one action</source>
        <translation>没有适用于多个操作的回答</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop all agents now ({chord})</source>
        <translation>立即停止所有代理（{chord}）</translation>
    </message>
    <message>
        <source>{state} · {level}</source>
        <translation>{state} · {level}</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>一次</translation>
    </message>
    <message>
        <source>Just this</source>
        <translation>仅此项</translation>
    </message>
    <message>
        <source>This tool</source>
        <translation>此工具</translation>
    </message>
    <message>
        <source>This program</source>
        <translation>此程序</translation>
    </message>
    <message>
        <source>Any program</source>
        <translation>任何程序</translation>
    </message>
    <message>
        <source>15 minutes</source>
        <translation>15 分钟</translation>
    </message>
    <message>
        <source>This task</source>
        <translation>此任务</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Wrong target</source>
        <translation>目标错误</translation>
    </message>
    <message>
        <source>Not wanted</source>
        <translation>不需要</translation>
    </message>
    <message>
        <source>Too risky</source>
        <translation>风险太大</translation>
    </message>
    <message>
        <source>Not now</source>
        <comment>a reason for a rejection</comment>
        <translation>现在不行</translation>
    </message>
    <message>
        <source>Other…</source>
        <comment>a reason for a rejection</comment>
        <translation>其他…</translation>
    </message>
    <message>
        <source>Other text…</source>
        <translation>改文字…</translation>
    </message>
    <message>
        <source>Other keys…</source>
        <translation>改按键…</translation>
    </message>
    <message>
        <source>Another place…</source>
        <translation>改位置…</translation>
    </message>
    <message>
        <source>For</source>
        <comment>how long; before `15 minutes`, `This task`, `Today`</comment>
        <translation>时限</translation>
    </message>
    <message>
        <source>Reject as</source>
        <comment>before `Wrong target`, `Too risky`</comment>
        <translation>拒绝理由</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>{choice}, chosen</source>
        <translation>{choice}，已选</translation>
    </message>
    <message>
        <source>Stop all</source>
        <translation>全部停止</translation>
    </message>
    <message>
        <source>Approve covers {what}</source>
        <translation>批准的范围：{what}</translation>
    </message>
    <message>
        <source>Stop all agents now</source>
        <translation>立即停止所有代理</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Stop everything</source>
        <translation>全部停止</translation>
    </message>
    <message>
        <source>Pause and resume</source>
        <translation>暂停和继续</translation>
    </message>
    <message>
        <source>Approve for good, the second time</source>
        <translation>批准不可撤销的操作（第二步）</translation>
    </message>
    <message>
        <source>Have something else done instead</source>
        <translation>改为执行其他操作</translation>
    </message>
    <message>
        <source>Let agents work again after a stop</source>
        <translation>停止后让代理重新工作</translation>
    </message>
    <message>
        <source>Show presses and Enter ahead, ms</source>
        <translation>提前显示点击和 Enter（毫秒）</translation>
    </message>
    <message>
        <source>Show motion and text ahead, ms</source>
        <translation>提前显示移动和文字（毫秒）</translation>
    </message>
    <message>
        <source>Agents wait until your hand rests, ms</source>
        <translation>代理等待您停手的时间（毫秒）</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Your own policy.toml, or balanced</source>
        <translation>您自己的 policy.toml，否则为均衡</translation>
    </message>
    <message>
        <source>Cautious</source>
        <translation>谨慎</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>均衡</translation>
    </message>
    <message>
        <source>Developer</source>
        <translation>开发</translation>
    </message>
    <message>
        <source>{name}: `{chord}` opens a terminal on many desktops</source>
        <translation>{name}：`{chord}` 在许多桌面上会打开终端</translation>
    </message>
    <message>
        <source>{name}: `{chord}` locks the screen on many desktops</source>
        <translation>{name}：`{chord}` 在许多桌面上会锁定屏幕</translation>
    </message>
    <message>
        <source>{name}: `{chord}` opens the run dialog on many desktops</source>
        <translation>{name}：`{chord}` 在许多桌面上会打开运行对话框</translation>
    </message>
    <message>
        <source>{name}: `{chord}` closes windows on most desktops</source>
        <translation>{name}：`{chord}` 在大多数桌面上会关闭窗口</translation>
    </message>
    <message>
        <source>{name}: `{chord}` copies in most programs</source>
        <translation>{name}：`{chord}` 在大多数程序中用于复制</translation>
    </message>
    <message>
        <source>{name}: `{chord}` pastes in most programs</source>
        <translation>{name}：`{chord}` 在大多数程序中用于粘贴</translation>
    </message>
    <message>
        <source>{name}: `{chord}` saves in most programs</source>
        <translation>{name}：`{chord}` 在大多数程序中用于保存</translation>
    </message>
    <message>
        <source>{name}: `{chord}` undoes in most programs</source>
        <translation>{name}：`{chord}` 在大多数程序中用于撤销</translation>
    </message>
    <message>
        <source>{name}: `{chord}` is already “{other}”</source>
        <translation>{name}：`{chord}` 已用于“{other}”</translation>
    </message>
    <message>
        <source>Settings – agent-supervisor</source>
        <translation>设置 – agent-supervisor</translation>
    </message>
    <message>
        <source>A sound when a question comes up</source>
        <translation>出现问题时发出声音</translation>
    </message>
    <message>
        <source>A notification when something waits and you are away</source>
        <translation>有操作等待而您不在时发出通知</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Hold Escape to stop, s</source>
        <translation>按住 Esc 停止（秒）</translation>
    </message>
    <message>
        <source>What is asked about</source>
        <translation>询问的范围</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Marks fade, carets blink</source>
        <translation>标记淡出，光标闪烁</translation>
    </message>
    <message>
        <source>Let agents work again</source>
        <translation>让代理重新工作</translation>
    </message>
    <message>
        <source>A question has come up. Press {approve}, or click Approve with the mouse.</source>
        <translation>出现了一个问题。请按 {approve}，或用鼠标点击“批准”。</translation>
    </message>
    <message>
        <source>Here is another one. Press {reject}, or click Reject.</source>
        <translation>又来了一个。请按 {reject}，或点击“拒绝”。</translation>
    </message>
    <message>
        <source>This ends all agents at once, at any time: press {stop}, or hold Escape.</source>
        <translation>这会随时立即结束所有代理：请按 {stop}，或按住 Esc 键。</translation>
    </message>
    <message>
        <source>After a stop nothing works until you say so: press {rearm}.</source>
        <translation>停止之后，须经您允许才能继续工作：请按 {rearm}。</translation>
    </message>
    <message>
        <source>the approve chord</source>
        <translation>批准快捷键</translation>
    </message>
    <message>
        <source>the reject chord</source>
        <translation>拒绝快捷键</translation>
    </message>
    <message>
        <source>the stop chord</source>
        <translation>停止快捷键</translation>
    </message>
    <message>
        <source>the chord</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Agents work on this desktop through the supervisor. What could do harm waits for you. It takes a minute to learn the keys: do each once.</source>
        <translation>代理通过监督程序在此桌面上工作。可能有害的操作会等待您处理。学会这些按键只需一分钟：每个做一次。</translation>
    </message>
    <message>
        <source>That is all. These keys work wherever you are; you find this again in the menu.</source>
        <translation>就是这些。这些按键在任何地方都有效；您可以在菜单中再次找到本页。</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>待做</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Welcome – agent-supervisor</source>
        <translation>欢迎 – agent-supervisor</translation>
    </message>
    <message>
        <source>Four things to know</source>
        <translation>需要了解的四件事</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>Approve all %n</source>
        <translation>
            <numerusform>全部批准 %n 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject all %n</source>
        <translation>
            <numerusform>全部拒绝 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>More time</source>
        <translation>延长时间</translation>
    </message>
    <message>
        <source>Hide what it did</source>
        <translation>隐藏已做的操作</translation>
    </message>
    <message>
        <source>What it did so far</source>
        <translation>已做的操作</translation>
    </message>
    <message>
        <source>More answers…</source>
        <translation>更多回答…</translation>
    </message>
    <message>
        <source>Waiting for your approval</source>
        <translation>等待您批准</translation>
    </message>
    <message>
        <source>Please confirm</source>
        <translation>请确认</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>Urgent: waiting for your approval</source>
        <translation>紧急：等待您批准</translation>
    </message>
    <message>
        <source>All agents were stopped</source>
        <translation>所有代理均已停止</translation>
    </message>
    <message>
        <source>It was taken back</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>It was not taken back</source>
        <translation>未能撤销</translation>
    </message>
    <message>
        <source>{title}, agent {agent}, workflow {workflow}</source>
        <translation>{title}，代理 {agent}，任务 {workflow}</translation>
    </message>
    <message>
        <source>{title}, agent {agent}</source>
        <translation>{title}，代理 {agent}</translation>
    </message>
    <message>
        <source>Picture of the target</source>
        <translation>目标的图片</translation>
    </message>
    <message>
        <source>Rule: {rule}</source>
        <translation>规则：{rule}</translation>
    </message>
    <message>
        <source>ends in {time}</source>
        <translation>{time} 后结束</translation>
    </message>
    <message>
        <source>{time} left, the time stands still</source>
        <translation>剩余 {time}，计时已暂停</translation>
    </message>
    <message numerus="yes">
        <source>%n more waiting</source>
        <translation>
            <numerusform>还有 %n 个在等待</numerusform>
        </translation>
    </message>
    <message>
        <source>LTR</source>
        <translation>LTR</translation>
    </message>
    <message>
        <source>{answer}: press here or {chord}</source>
        <translation>{answer}：按此处或 {chord}</translation>
    </message>
    <message>
        <source>{answer}: press here</source>
        <translation>{answer}：按此处</translation>
    </message>
    <message>
        <source>Cannot be undone: takes two steps</source>
        <translation>不可撤销：需要两步</translation>
    </message>
    <message>
        <source>first Approve, then a second step here</source>
        <translation>先点“批准”，再在此完成第二步</translation>
    </message>
    <message>
        <source>1 of 2: Approve pressed</source>
        <translation>第 1 步（共 2 步）：已按“批准”</translation>
    </message>
    <message>
        <source>1 of 2: {chord} pressed</source>
        <translation>第 1 步（共 2 步）：已按 {chord}</translation>
    </message>
    <message>
        <source>now 2 of 2: press here</source>
        <translation>现在第 2 步：按此处</translation>
    </message>
    <message>
        <source>now 2 of 2: press here or {chord}</source>
        <translation>现在第 2 步：按此处或 {chord}</translation>
    </message>
    <message>
        <source>now 2 of 2: press here or {chord} or {other}</source>
        <translation>现在第 2 步：按此处、{chord} 或 {other}</translation>
    </message>
    <message>
        <source>Suggested: approve. {ground}.</source>
        <translation>建议：批准。{ground}。</translation>
    </message>
    <message>
        <source>Suggested: reject. {ground}.</source>
        <translation>建议：拒绝。{ground}。</translation>
    </message>
    <message>
        <source>Type this instead</source>
        <translation>改为输入</translation>
    </message>
    <message>
        <source>Press this instead</source>
        <translation>改为按下</translation>
    </message>
    <message>
        <source>Click where it shall click instead</source>
        <translation>请点击应改为点击的位置</translation>
    </message>
    <message>
        <source>Reject, because</source>
        <translation>拒绝，因为</translation>
    </message>
    <message>
        <source>Enter: you are shown it before anything is done. Escape: back.</source>
        <translation>Enter：执行前会先给您看。Esc：返回。</translation>
    </message>
    <message>
        <source>For example Ctrl+S. Enter: you are shown it before anything is done. Escape: back.</source>
        <translation>例如 Ctrl+S。Enter：执行前会先给您看。Esc：返回。</translation>
    </message>
    <message>
        <source>You are shown it before anything is done. Right button: back.</source>
        <translation>执行前会先给您看。右键：返回。</translation>
    </message>
    <message>
        <source>The agent is told. Enter: reject. Escape: back.</source>
        <translation>代理会收到此理由。Enter：拒绝。Esc：返回。</translation>
    </message>
    <message>
        <source>It takes the place of all that the agent types in one go.</source>
        <translation>它会取代代理一次输入的全部内容。</translation>
    </message>
    <message>
        <source>Nobody answered in time: it was rejected</source>
        <translation>无人及时回答：已拒绝</translation>
    </message>
    <message>
        <source>This was a test of attention: nobody wanted to do this, and nothing was done. You said yes to it: take a moment to read the next ones</source>
        <translation>这是一次注意力测试：没有人想做这件事，也没有执行任何操作。您同意了它：请花点时间阅读接下来的问题</translation>
    </message>
    <message>
        <source>This was a test of attention, and you noticed: thank you. Nobody wanted to do this</source>
        <translation>这是一次注意力测试，您注意到了：谢谢。没有人想做这件事</translation>
    </message>
    <message>
        <source>Any age</source>
        <translation>任意等待时间</translation>
    </message>
    <message numerus="yes">
        <source>Over %n minute(s)</source>
        <translation>
            <numerusform>超过 %n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>Under {percent} % sure</source>
        <translation>把握低于 {percent}%</translation>
    </message>
    <message>
        <source>However sure</source>
        <translation>任意把握</translation>
    </message>
    <message>
        <source>Did not say</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>Waiting for you – agent-supervisor</source>
        <translation>等待您处理 – agent-supervisor</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search in what waits</source>
        <translation>在等待的操作中搜索</translation>
    </message>
    <message>
        <source>Any risk</source>
        <translation>任意风险</translation>
    </message>
    <message>
        <source>Any kind</source>
        <translation>任意类别</translation>
    </message>
    <message>
        <source>Age</source>
        <comment>how long something waits</comment>
        <translation>等待时间</translation>
    </message>
    <message>
        <source>How sure the agent is</source>
        <translation>代理的把握</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) wait for you</source>
        <translation>
            <numerusform>%n 个操作等待您处理</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing waits for you</source>
        <translation>没有等待您处理的操作</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) wait for you, {shown} shown</source>
        <translation>
            <numerusform>%n 个操作等待您处理，显示 {shown} 个</numerusform>
        </translation>
    </message>
    <message>
        <source>The popup asks about what is selected here; of several, about those that are alike at once.</source>
        <translation>弹窗会询问此处选中的操作；选中多个时，相似的会一并询问。</translation>
    </message>
    <message>
        <source>{approve} approves it, {reject} rejects it, and the next one is asked.</source>
        <translation>{approve} 批准，{reject} 拒绝，然后询问下一个。</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>做了什么</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Drawn</source>
        <comment>by what odds something was chosen; above a column of odds</comment>
        <translation>抽取</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>each</source>
        <comment>every one of its kind is chosen</comment>
        <translation>全部</translation>
    </message>
    <message>
        <source>1 in {count}</source>
        <translation>{count} 取 1</translation>
    </message>
    <message>
        <source>It is here because all that passes at batch review is gone through.</source>
        <translation>列在这里，是因为在“批量复查”级别，放行的全部都要复查。</translation>
    </message>
    <message>
        <source>It is here because the agent was not sure: each such action is gone through.</source>
        <translation>列在这里，是因为代理没有把握：这样的操作每一个都要复查。</translation>
    </message>
    <message>
        <source>It is here because the agent was not sure: of such actions 1 in {count} is drawn.</source>
        <translation>列在这里，是因为代理没有把握：这样的操作每 {count} 个抽取 1 个。</translation>
    </message>
    <message>
        <source>It is here because what cannot be undone is gone through, each of it.</source>
        <translation>列在这里，是因为无法撤销的操作每一个都要复查。</translation>
    </message>
    <message>
        <source>It was drawn by lot: 1 in {count} of such actions.</source>
        <translation>由抽签选出：这样的操作每 {count} 个抽取 1 个。</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>您的回答</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What was asked – agent-supervisor</source>
        <translation>询问记录 – agent-supervisor</translation>
    </message>
    <message>
        <source>What was asked and answered</source>
        <translation>询问和回答的记录</translation>
    </message>
    <message>
        <source>Search in what was asked</source>
        <translation>在询问记录中搜索</translation>
    </message>
    <message>
        <source>All that agents did</source>
        <translation>代理的全部操作</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
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
        <translation>您的策略要求在执行删除或覆盖的命令前询问：shell 无法撤销</translation>
    </message>
    <message>
        <source>your policy asks before risky commands: on the system, rights, other programs or other machines</source>
        <translation>您的策略要求在执行有风险的命令前询问：涉及系统、权限、其他程序或其他计算机</translation>
    </message>
    <message>
        <source>your policy asks before commands of which nobody can tell beforehand what they do</source>
        <translation>您的策略要求在执行无法预知后果的命令前询问</translation>
    </message>
    <message>
        <source>your policy asks before a paste into a terminal that could not be read: it can run commands</source>
        <translation>您的策略要求在向终端粘贴无法读取的内容前询问：它可能执行命令</translation>
    </message>
    <message>
        <source>your policy asks before anything is deleted for good</source>
        <translation>您的策略要求在永久删除任何内容前询问</translation>
    </message>
    <message>
        <source>your policy asks before anything goes to the trash</source>
        <translation>您的策略要求在将任何内容移到回收站前询问</translation>
    </message>
    <message>
        <source>your policy asks before the trash is emptied</source>
        <translation>您的策略要求在清空回收站前询问</translation>
    </message>
    <message>
        <source>your policy asks before work is thrown away or something is replaced</source>
        <translation>您的策略要求在丢弃工作或替换内容前询问</translation>
    </message>
    <message>
        <source>your policy asks before anything is sent</source>
        <translation>您的策略要求在发送任何内容前询问</translation>
    </message>
    <message>
        <source>your policy asks before anything is shown to others</source>
        <translation>您的策略要求在向他人展示任何内容前询问</translation>
    </message>
    <message>
        <source>your policy asks before money is spent or moved</source>
        <translation>您的策略要求在花费或转移资金前询问</translation>
    </message>
    <message>
        <source>your policy asks before accounts and rights are changed</source>
        <translation>您的策略要求在更改账户和权限前询问</translation>
    </message>
    <message>
        <source>your policy asks before the computer&apos;s settings change or programs are ended</source>
        <translation>您的策略要求在更改计算机设置或结束程序前询问</translation>
    </message>
    <message>
        <source>your policy asks before programs are installed, removed or started from a file</source>
        <translation>您的策略要求在安装、移除程序或从文件启动程序前询问</translation>
    </message>
    <message>
        <source>your policy asks when nobody can tell what a press does and it could do harm</source>
        <translation>当无法判断点击的后果且可能有害时，您的策略要求询问</translation>
    </message>
    <message>
        <source>your policy asks before Enter where money is handled</source>
        <translation>在处理资金的地方，您的策略要求在按 Enter 前询问</translation>
    </message>
    <message>
        <source>your policy asks before a button is pressed where money is handled</source>
        <translation>在处理资金的地方，您的策略要求在按按钮前询问</translation>
    </message>
    <message>
        <source>your policy asks before a password is typed</source>
        <translation>您的策略要求在输入密码前询问</translation>
    </message>
    <message>
        <source>your policy asks before anything typed is handed over where money is handled</source>
        <translation>在处理资金的地方，您的策略要求在提交输入内容前询问</translation>
    </message>
    <message>
        <source>your policy asks before every command that changes something</source>
        <translation>您的策略要求在执行任何会造成更改的命令前询问</translation>
    </message>
    <message>
        <source>your policy asks when it is not known which window this would reach</source>
        <translation>当不知道会作用于哪个窗口时，您的策略要求询问</translation>
    </message>
    <message>
        <source>the agent has earned it: your answers to such actions were yes</source>
        <translation>代理已经赢得信任：您对这类操作的回答都是同意</translation>
    </message>
    <message>
        <source>at this level it acts now, and you go through all of it afterwards</source>
        <translation>在此级别，它现在就执行，之后由您全部复查</translation>
    </message>
    <message>
        <source>at this level only what is out of the ordinary is asked</source>
        <translation>在此级别，只询问不寻常的操作</translation>
    </message>
    <message>
        <source>at this level it acts without asking</source>
        <translation>在此级别，它不经询问就执行</translation>
    </message>
    <message>
        <source>this only looks at something</source>
        <translation>这只是查看</translation>
    </message>
    <message>
        <source>this can be undone</source>
        <translation>这可以撤销</translation>
    </message>
    <message>
        <source>this may do harm that is hard to undo</source>
        <translation>这可能造成难以挽回的损害</translation>
    </message>
    <message>
        <source>asked: a person must confirm it at the screen</source>
        <translation>已询问：须由人在屏幕上确认</translation>
    </message>
    <message>
        <source>all is stopped: re-arm first, what is laxer holds for agents that work</source>
        <translation>一切都已停止：请先重新启用，放宽只对工作中的代理有效</translation>
    </message>
    <message>
        <source>the overlay is not running, so nothing can be shown before it happens</source>
        <translation>叠加层未运行，因此无法提前显示任何操作</translation>
    </message>
    <message>
        <source>a rule depends on the page, and the browser does not tell which one this is</source>
        <translation>有规则取决于网页，而浏览器未说明当前是哪个网页</translation>
    </message>
    <message>
        <source>the target changed while the action was held</source>
        <translation>操作被拦下期间，目标发生了变化</translation>
    </message>
    <message>
        <source>a person changed what the agent proposed</source>
        <translation>有人修改了代理的提议</translation>
    </message>
    <message>
        <source>the external judge did not answer</source>
        <translation>外部评判未作答</translation>
    </message>
    <message>
        <source>the agent itself warns of it</source>
        <translation>代理自己对此提出了警告</translation>
    </message>
    <message>
        <source>its server does not say of this tool what it said at first</source>
        <translation>服务器对此工具的说明与最初不同</translation>
    </message>
    <message>
        <source>you ordered that something be taken back</source>
        <translation>您要求撤销某项操作</translation>
    </message>
    <message>
        <source>a person paused the agents</source>
        <translation>有人暂停了代理</translation>
    </message>
    <message>
        <source>the screen is locked, so nobody sees what happens</source>
        <translation>屏幕已锁定，没有人能看到发生的事</translation>
    </message>
    <message>
        <source>Let agents work again after the stop?</source>
        <translation>停止之后，让代理重新工作吗？</translation>
    </message>
    <message>
        <source>a person pressed stop; only a person can undo it</source>
        <translation>有人按了停止；只有人才能解除</translation>
    </message>
    <message>
        <source>Open the gate for the agents again?</source>
        <translation>重新放行代理吗？</translation>
    </message>
    <message>
        <source>a person paused the agents; only a person can undo it</source>
        <translation>有人暂停了代理；只有人才能解除</translation>
    </message>
    <message>
        <source>Ask again about what is refused since you rejected it?</source>
        <translation>重新询问因您拒绝而被禁止的操作吗？</translation>
    </message>
    <message>
        <source>until now the agents are refused it without a question; only a person can undo it</source>
        <translation>目前会不经询问直接禁止代理这样做；只有人才能解除</translation>
    </message>
    <message>
        <source>End the supervisor and the agents that run under it?</source>
        <translation>结束监督程序以及在其下运行的代理吗？</translation>
    </message>
    <message>
        <source>while it is gone nothing is supervised</source>
        <translation>它不在时，一切都不受监督</translation>
    </message>
    <message>
        <source>Practice: approve this.</source>
        <translation>练习：请批准此项。</translation>
    </message>
    <message>
        <source>Practice: now reject this.</source>
        <translation>练习：现在请拒绝此项。</translation>
    </message>
    <message>
        <source>you are learning the keys: nothing happens, whichever answer you give</source>
        <translation>您正在学习按键：无论怎样回答都不会发生任何事</translation>
    </message>
    <message>
        <source>An agent is running. Practise when none is, for a stop ends it.</source>
        <translation>有代理正在运行。请在没有代理运行时练习，因为停止会结束它。</translation>
    </message>
    <message>
        <source>Everything is stopped. Let agents work again first, then practise.</source>
        <translation>一切已停止。请先让代理重新工作，再练习。</translation>
    </message>
    <message>
        <source>That was a no. Try again: approve it.</source>
        <translation>刚才是拒绝。请再试一次：批准它。</translation>
    </message>
    <message>
        <source>That was a yes. Try again: reject it.</source>
        <translation>刚才是批准。请再试一次：拒绝它。</translation>
    </message>
    <message>
        <source>Nothing is changed.</source>
        <translation>没有任何更改。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>未作任何更改。</translation>
    </message>
    <message>
        <source>Confirm it in the popup, by your chord or with the mouse.</source>
        <translation>请在弹窗中用快捷键或鼠标确认。</translation>
    </message>
    <message>
        <source>Saved. It holds from the next start of the supervisor.</source>
        <translation>已保存。下次启动监督程序时生效。</translation>
    </message>
    <message>
        <source>the time to answer was over: this answer had no effect, nothing was done</source>
        <translation>回答时间已过：此回答无效，未执行任何操作</translation>
    </message>
    <message>
        <source>you rejected the very same</source>
        <translation>您拒绝过完全相同的操作</translation>
    </message>
    <message>
        <source>you have approved nothing like it</source>
        <translation>您从未批准过类似操作</translation>
    </message>
    <message>
        <source>this one action</source>
        <translation>仅此一个操作</translation>
    </message>
    <message>
        <source>Your keyboard and mouse are not heard any more, so the supervisor has ended, too. Start it again.</source>
        <translation>已无法再监听您的键盘和鼠标，因此监督程序也已结束。请重新启动它。</translation>
    </message>
    <message>
        <source>For all agents</source>
        <translation>适用于所有代理</translation>
    </message>
    <message numerus="yes">
        <source>%n more level(s) for other agents, programs, tasks or kinds: see {command}</source>
        <translation>
            <numerusform>另有 %n 个级别适用于其他代理、程序、任务或类别：见 {command}</numerusform>
        </translation>
    </message>
    <message>
        <source>End it now</source>
        <translation>立即结束</translation>
    </message>
    <message>
        <source>Until I change it…</source>
        <translation>直到我更改…</translation>
    </message>
    <message>
        <source>For 15 minutes…</source>
        <translation>15 分钟…</translation>
    </message>
    <message>
        <source>For 15 minutes from now…</source>
        <translation>从现在起 15 分钟…</translation>
    </message>
    <message>
        <source>For an hour…</source>
        <translation>一小时…</translation>
    </message>
    <message>
        <source>For an hour from now…</source>
        <translation>从现在起一小时…</translation>
    </message>
    <message>
        <source>{count} more: see {command}</source>
        <translation>另有 {count} 项：见 {command}</translation>
    </message>
    <message>
        <source>{level} {time}</source>
        <translation>{level} {time}</translation>
    </message>
    <message>
        <source>Only for {agent}: {level}</source>
        <translation>仅 {agent}：{level}</translation>
    </message>
    <message>
        <source>Ask about everything and let it learn</source>
        <translation>全部询问并让其学习</translation>
    </message>
    <message>
        <source>Earned: {level} for {whom}</source>
        <translation>已赢得：{level}，适用于 {whom}</translation>
    </message>
    <message>
        <source>Earned: stage {stage} for {whom}</source>
        <translation>已赢得：阶段“{stage}”，适用于 {whom}</translation>
    </message>
    <message>
        <source>Let it hold…</source>
        <translation>使其生效…</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Your policy goes no further for this agent: a {place} in it says so</source>
        <translation>对此代理，您的策略到此为止：由其中的 {place} 规定</translation>
    </message>
    <message>
        <source>Your policy goes no further: set {key} under {place} in it to allow more</source>
        <translation>您的策略到此为止：如要放宽，请设置其中 {place} 下的 {key}</translation>
    </message>
    <message>
        <source>In {time} it is {level} again</source>
        <translation>{time} 后恢复为：{level}</translation>
    </message>
    <message>
        <source>Full oversight</source>
        <translation>完全监督</translation>
    </message>
    <message>
        <source>Approval gates</source>
        <translation>审批关卡</translation>
    </message>
    <message>
        <source>Confidence-based</source>
        <translation>基于信任</translation>
    </message>
    <message>
        <source>Batch review</source>
        <translation>批量复查</translation>
    </message>
    <message>
        <source>Exception-only</source>
        <translation>仅限例外</translation>
    </message>
    <message>
        <source>Full autonomy</source>
        <translation>完全自主</translation>
    </message>
    <message>
        <source>asks before each action</source>
        <translation>每个操作前都询问</translation>
    </message>
    <message>
        <source>asks where your policy asks</source>
        <translation>按您的策略询问</translation>
    </message>
    <message>
        <source>asks until your answers have earned it</source>
        <translation>询问，直到您的回答证明可信</translation>
    </message>
    <message>
        <source>acts, and you go through all of it afterwards</source>
        <translation>直接执行，事后由您全部复查</translation>
    </message>
    <message>
        <source>acts, and asks about what is out of the ordinary</source>
        <translation>直接执行，异常情况才询问</translation>
    </message>
    <message>
        <source>acts, even where nothing can be undone</source>
        <translation>直接执行，即使无法撤销</translation>
    </message>
    <message>
        <source>{level}: {what}</source>
        <translation>{level}：{what}</translation>
    </message>
    <message>
        <source>Autonomy: {level}</source>
        <translation>自主程度：{level}</translation>
    </message>
    <message>
        <source>Autonomy: {level}, {time} left</source>
        <translation>自主程度：{level}，还剩 {time}</translation>
    </message>
    <message>
        <source>To go through – agent-supervisor</source>
        <translation>待复查 – agent-supervisor</translation>
    </message>
    <message>
        <source>Search in what passed</source>
        <translation>在已放行的操作中搜索</translation>
    </message>
    <message>
        <source>Any agent</source>
        <translation>任何代理</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) marked as right</source>
        <translation>
            <numerusform>已将 %n 个操作标记为正确</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) marked as wrong</source>
        <translation>
            <numerusform>已将 %n 个操作标记为错误</numerusform>
        </translation>
    </message>
    <message>
        <source>Refresh ({count} new)</source>
        <translation>刷新（新增 {count}）</translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) selected</source>
        <translation>
            <numerusform>已选择 %n 个操作</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) to go through</source>
        <translation>
            <numerusform>有 %n 个操作待复查</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) to go through, {shown} shown</source>
        <translation>
            <numerusform>有 %n 个操作待复查，显示 {shown} 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to go through</source>
        <translation>没有待复查的操作</translation>
    </message>
    <message>
        <source>Today: {actions} actions, {asked} asked, {unsure} with low confidence</source>
        <translation>今天：{actions} 个操作，询问 {asked} 个，把握不大 {unsure} 个</translation>
    </message>
    <message>
        <source>The record is still being read; there may be more.</source>
        <translation>记录仍在读取；可能还有更多。</translation>
    </message>
    <message>
        <source>What passed without a question has been gone through, or none of it was drawn.</source>
        <translation>未经询问而放行的操作都已复查，或没有被抽中的。</translation>
    </message>
    <message>
        <source>None of it is what you look for.</source>
        <translation>其中没有您要找的。</translation>
    </message>
    <message>
        <source>Several can be selected and marked at once. {right} right, {wrong} wrong, {note} note.</source>
        <translation>可以选择多个并一起标记。{right} 正确，{wrong} 错误，{note} 备注。</translation>
    </message>
    <message>
        <source>What passed without a question</source>
        <translation>未经询问而放行的操作</translation>
    </message>
    <message>
        <source>Note for the record</source>
        <translation>写入记录的备注</translation>
    </message>
    <message>
        <source>It counts as a yes once you have confirmed it in the popup ({keys})</source>
        <translation>在弹窗中确认后，算作一次同意（{keys}）</translation>
    </message>
    <message>
        <source>Right…</source>
        <translation>正确…</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>It counts as a rejection, at once ({keys})</source>
        <translation>立即算作一次拒绝（{keys}）</translation>
    </message>
    <message>
        <source>Undo…</source>
        <translation>撤销…</translation>
    </message>
    <message>
        <source>{agent} in {program}: {kind}</source>
        <translation>{agent} 在 {program} 中：{kind}</translation>
    </message>
    <message>
        <source>{reason} (rule {rule})</source>
        <translation>{reason}（规则 {rule}）</translation>
    </message>
    <message>
        <source>{reason} (rule {rule} would ask)</source>
        <translation>{reason}（规则 {rule} 会询问）</translation>
    </message>
    <message>
        <source>Launch</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Early production</source>
        <translation>早期运行</translation>
    </message>
    <message>
        <source>Mature</source>
        <translation>成熟</translation>
    </message>
    <message>
        <source>Optimised</source>
        <translation>优化</translation>
    </message>
    <message>
        <source>{whom}: {stage}</source>
        <translation>{whom}：{stage}</translation>
    </message>
    <message>
        <source>{whom}: {stage}, {answers} of {wanted} answers, lower bound {bound} of {rate}</source>
        <translation>{whom}：{stage}，回答 {answers}/{wanted}，下限 {bound}，需达 {rate}</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) were done without a question</source>
        <translation>
            <numerusform>未经询问做了 %n 件事</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{agent} did %n thing(s) without a question</source>
        <translation>
            <numerusform>{agent} 未经询问做了 %n 件事</numerusform>
        </translation>
    </message>
    <message>
        <source>Go through it when it suits you: nothing waits for it.</source>
        <translation>方便时再复查：没有任何事在等待。</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后</translation>
    </message>
    <message>
        <source>Go through</source>
        <translation>复查</translation>
    </message>
</context>
</TS>
