<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>ui</name>
    <message numerus="yes">
        <source>%n answer(s) stand for more than one action</source>
        <translation>
            <numerusform>%n answer stands for more than one action</numerusform>
            <numerusform>%n answers stand for more than one action</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more waiting</source>
        <translation>
            <numerusform>%n more waiting</numerusform>
            <numerusform>%n more waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Over %n minute(s)</source>
        <translation>
            <numerusform>Over %n minute</numerusform>
            <numerusform>Over %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) wait for you</source>
        <translation>
            <numerusform>%n action waits for you</numerusform>
            <numerusform>%n actions wait for you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) wait for you, {shown} shown</source>
        <translation>
            <numerusform>%n action waits for you, {shown} shown</numerusform>
            <numerusform>%n actions wait for you, {shown} shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Approve all %n</source>
        <translation>
            <numerusform>Approve %n</numerusform>
            <numerusform>Approve all %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject all %n</source>
        <translation>
            <numerusform>Reject %n</numerusform>
            <numerusform>Reject all %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last %n day(s)</source>
        <translation>
            <numerusform>Last %n day</numerusform>
            <numerusform>Last %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more level(s) for other agents, programs, tasks or kinds: see {command}</source>
        <translation>
            <numerusform>%n more level for other agents, programs, tasks or kinds: see {command}</numerusform>
            <numerusform>%n more levels for other agents, programs, tasks or kinds: see {command}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) marked as right</source>
        <translation>
            <numerusform>%n action marked as right</numerusform>
            <numerusform>%n actions marked as right</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) marked as wrong</source>
        <translation>
            <numerusform>%n action marked as wrong</numerusform>
            <numerusform>%n actions marked as wrong</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) selected</source>
        <translation>
            <numerusform>%n action selected</numerusform>
            <numerusform>%n actions selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) to go through</source>
        <translation>
            <numerusform>%n action to go through</numerusform>
            <numerusform>%n actions to go through</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s) to go through, {shown} shown</source>
        <translation>
            <numerusform>%n action to go through, {shown} shown</numerusform>
            <numerusform>%n actions to go through, {shown} shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) were done without a question</source>
        <translation>
            <numerusform>%n thing was done without a question</numerusform>
            <numerusform>%n things were done without a question</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{agent} did %n thing(s) without a question</source>
        <translation>
            <numerusform>{agent} did %n thing without a question</numerusform>
            <numerusform>{agent} did %n things without a question</numerusform>
        </translation>
    </message>
</context>
</TS>
