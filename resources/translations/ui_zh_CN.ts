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
        <source>What was asked</source>
        <translation>询问记录</translation>
    </message>
    <message>
        <source>Practise stop, approve and reject</source>
        <translation>练习停止、批准和拒绝</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
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
        <source>Take all back</source>
        <translation>全部撤回</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
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
        <source>Three things to know</source>
        <translation>需要了解的三件事</translation>
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
    <message>
        <source>Approve all {count}</source>
        <translation>全部批准 {count} 项</translation>
    </message>
    <message>
        <source>Reject all {count}</source>
        <translation>全部拒绝 {count} 项</translation>
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
        <source>LTR</source>
        <translation>LTR</translation>
    </message>
</context>
</TS>
