"""What the name on a button or menu item means: the English lexicon.

Each table is looked through from the top; the first pattern that fits decides. Patterns see normalised names
(`controls.normalise`): small letters, no mnemonics, no dots at the end.
"""

from __future__ import annotations

import re

from supervisor.core.facts import Control

_TRASH = r"(?:trash(?: can)?|recycle bin|waste ?basket|rubbish bin|bin|deleted items(?: folder)?)"
_ACCOUNT = r"(?:my |your |this |the )?(?:\w+ )?account"

HARMLESS = re.compile(
    r"(?:cancel|no|no thanks|not now|close|back|go back|keep|keep .*|skip|stop|help|undo(?: .*)?"
    r"|restore(?: (?!(?:to )?factory).*)?"
    r"|undelete(?: .*)?|abort"
    r"|(?:don[\u2019']?t|do not|never) (?!save)\w+.*|cancel (?:download|upload|search|edit|editing|reply|selection"
    r"|deletion|send|sending)"
    r"|dismiss|later|remind me later|ask me later|review.*|preview.*|learn more.*|show (?!password).*|view .*"
    r"|sort .*|filter .*"
    r"|date .*|send (?:to|feedback|link|a link|back|backwards?|by e-?mail|report)(?: .*)?"
    r"|(?:delete|remove|clear) (?:(?:the|this|all) )?(?:filter|tag|label|highlight) (?!(?:and|with|from) ).{1,40}"
    r"|(?:delete|remove|clear) (?:(?:the|this|all|my|current|selected|currently|table|last) )*(?:filters?"
    r"|search|selection|(?:text )?(?:formatting|styling|styles?)|format|highlights?|bookmarks?|tags?|tabs?"
    r"|labels?|rows?"
    r"|columns?|cells?|lines?|words?|characters?|spaces?|left|right|breakpoints?|hyperlink|link|style|to (?:end"
    r"|start|beginning).*)"
    r"|safely remove(?: .*)?|delete key|remove attachments?"
    r"|remove (?:from|item from|this from|(?:the )?(?:selected )?\w+ from) (?:favou?rites|sidebar|list|playlist"
    r"|queue|bookmarks|view|recent.*|cart"
    r"|basket|wish ?list|group|home.*|quick.*)"
    r"|unpin.*|deselect.*|unstar|mute.*|report (?:a )?(?:bug|problem|issue).*)"
)
"""Names that look dangerous, or stop something dangerous, and do nothing that lasts."""

MEANINGS: tuple[tuple[re.Pattern[str], Control], ...] = tuple(
    (re.compile(pattern), control)
    for pattern, control in (
        (
            rf"(?:yes,? )?(?:empty|purge|clear) (?:the |all )?(?:{_TRASH}|junk|spam)(?: .*)?|empty",
            Control.EMPTY_TRASH,
        ),
        (
            (
                r"(?:secure(?:ly)? )?(?:re)?(?:format|erase|wipe|initiali[sz]e)(?: (?:the "
                r"|this )?(?:\w+ )?(?:drive|disk|disc"
                r"|volume|partition|device|card|usb|all.*|everything))"
                r"|format|reformat|quick format|.*\bsecure erase|erase and install|(?:restore"
                r"|reset) to factory.*|factory (?:data )?reset|reset (?:this |the )?(?:pc|device|phone|computer"
                r"|to factory.*)|delete partition|shred(?: .*)?"
            ),
            Control.ERASE,
        ),
        (
            (
                r"(?:don[\u2019']?t|do not) save(?: changes)?|delete (?:this )?drafts?|discard(?: .*)?|(?:close"
                r"|quit|exit|continue|leave"
                r"|proceed) without saving|lose (?:my )?changes"
                r"|revert(?: (?:all|my|to saved))?(?: changes)?|abandon(?: .*)?|throw away"
            ),
            Control.DISCARD,
        ),
        (
            (
                rf"(?:yes,? )?(?:move|send|put)(?: .{{1,30}})? (?:in)?to (?:the )?{_TRASH}|trash (?:it|item|items"
                rf"|this|selected|message|file)"
            ),
            Control.TRASH,
        ),
        (rf"(?:yes,? )?(?:delete|close|deactivate|disable|terminate|remove) {_ACCOUNT}(?: .*)?", Control.ACCOUNT),
        (
            (
                r"(?:remove|revoke|grant|give|change|manage|reset|add)(?: .{1,30})? (?:permissions?|access|password"
                r"|passcode|owner(?:ship)?|admin(?:istrator)?s?"
                r"|member(?:ship)?s?|collaborators?|users?|role|2fa|two[- ]factor.*|ssh key|api key|token)"
                r"(?: (?:of|to|for|from) .{1,40})?"
                r"|forward (?:(?:all|my|any|incoming|new|a copy of) )+(?:e-?mails?|mails?|messages?|copies)(?: .*)?"
                r"|(?:add|set ?up|enable|turn on|start|confirm|save) (?:an? |the |e-?mail |mail )*forwarding(?: .*)?"
                r"|transfer ownership|authori[sz]e(?: .*)?|allow access"
                r"|(?:export|download)(?: .{1,20})? (?:passwords|logins|credentials|private keys?"
                r"|(?:recovery|backup) codes?|(?:seed|recovery) phrase)"
                r"|(?:sign|join)(?: me)? ?up(?: .*)?|create (?:an? |your |my |new )?account(?: .*)?|register(?: now)?"
                r"|unsubscribe(?: .*)?|subscribe(?: now)?"
                r"|(?:cancel|end) (?:my |your |the )?(?:subscription|plan|membership|order|booking|reservation"
                r"|account|trial|service)(?: .*)?"
                r"|leave (?:group|channel|server|organi[sz]ation|team|workspace)|change (?:e-?mail|username)(?: .*)?"
                r"|turn (?:on|off) two.*|(?:enable|disable) (?:two|2fa|mfa).*|join(?: now| us| free)?"
                r"|accept invitation"
            ),
            Control.ACCOUNT,
        ),
        (
            (
                r"(?:un|de)install(?:(?!ing).*)|remove from (?:chrome|firefox|edge|browser)|remove (?:app"
                r"|application|package|program|software|extension|add-?on)(?: .*)?"
            ),
            Control.UNINSTALL,
        ),
        (
            (
                r"(?:yes,? )?(?:permanently )?(?:delete|erase|purge|destroy|wipe)(?: .*)?"
                r"|(?:yes,? )?remove(?: (?!from\b).*)?"
                r"|clear (?:all |my |recent |your )*(?:history|cookies|cache|site data|browsing data|data"
                r"|cache and data|download history|search history|everything|all)(?: .*)?|drop (?:table"
                r"|database|schema).*|terminate(?: .*)?"
            ),
            Control.DELETE,
        ),
        (
            (
                r"(?:yes,? )?(?:save and )?(?:replace|overwrite)(?! with$)(?: (?:all|existing|it|anyway|files?"
                r"|the .*|in destination"
                r"|everything))?(?: .*)?|merge and replace|save over.*"
            ),
            Control.OVERWRITE,
        ),
        (
            (
                r"pay(?: (?!calculator).*)?|(?:subscribe|order|confirm) (?:and|&) pay.*|(?:proceed|continue"
                r"|go) to payment"
                r"|make (?:a |the )?payment|renew (?:my |your |the )?(?:subscription|plan|membership).*"
                r"|buy(?: .*)?|purchase(?: .*)?|order(?: now)?|place (?:your |my )?(?:order|bid"
                r"|bet)(?: .*)?|check ?out now|donate(?: .*)?"
                r"|(?:complete|confirm|submit|finali[sz]e)(?: .{1,20})? (?:purchase|order|payment|booking|transfer"
                r"|transaction|checkout|and pay.*)"
                r"|book(?: now| .{1,20}(?:flight|room|hotel|appointment|ticket.*))|reserve(?: now)?|(?:send|transfer"
                r"|withdraw|deposit|wire)(?: .{0,20})?"
                r" ?(?:money|funds|payment|cash|crypto|bitcoin|\$.*|\u20ac.*)|transfer|withdraw"
                r"|(?:transfer|withdraw) (?:.{1,20} )?(?:balance|savings|amount)(?: to .*)?"
                r"|(?:transfer|withdraw) (?:.{1,20} )?to (?:\w+ ){0,2}(?:bank|card|wallet|account)"
                r"|start (?:my "
                r"|your )?(?:free )?(?:trial|subscription|plan)"
                r"|upgrade (?:now|plan|to .*)|save (?:card|payment.*)|add (?:card|payment.*|funds|money)|sell(?: now"
                r"| .*)?|trade now|invest(?: .*)?|rent now|tip .*"
            ),
            Control.PAY,
        ),
        (
            (
                r"(?:re)?send(?: .*)?|reply (?:and|&) send"
                r"|schedule (?:the |this |my )?(?:send(?:ing)?|e-?mail|mail|message)"
                r"|(?:reply|forward) (?:now|all and send)|send(?: and "
                r"|/| & )(?:archive|receive"
                r"|close).*"
            ),
            Control.SEND,
        ),
        (
            (
                r"post(?: (?:now|comment|reply|message|review|to .*|job|ad|listing))?|publish(?: .*)?|tweet"
                r"|submit(?: .*)?|go live|start broadcast|deploy(?: .*)?"
                r"|create (?:release|pull request|issue)|merge pull request|confirm merge|squash and merge"
                r"|force push|push(?: to .*)?"
                r"|make public|share (?:now|publicly|with everyone)"
            ),
            Control.PUBLISH,
        ),
        (
            (
                r"install(?: (?!from |location|type|options).*)?|update (?:all|now|and restart)|upgrade(?: all"
                r"| system| now)?"
                r"|add (?:extension|to (?:chrome|firefox))"
            ),
            Control.INSTALL,
        ),
        (
            (
                r"shut ?down(?: .*)?|power off(?: .*)?|turn off (?:computer|device|system)|restart(?: now| computer"
                r"| system)?|reboot(?: .*)?|(?:log|sign) ?out(?: now| of .*)?"
                r"|suspend|hibernate|hybrid sleep|switch user|end session|force quit|kill(?: process)?|end (?:task"
                r"|process)"
            ),
            Control.SESSION,
        ),
        (
            (
                r"run(?: (?:anyway|in terminal|as .*|file|script|program))?|execute(?: .*)?|launch anyway|open anyway"
                r"|trust (?:and|&) launch|mark executable|allow launching"
            ),
            Control.RUN,
        ),
        (r"paste(?: .*)?", Control.PASTE),
    )
)
"""Pattern of the whole name to what it does."""

ANY_MEANING = re.compile("|".join(f"(?P<m{n}>{pattern.pattern})" for n, (pattern, _) in enumerate(MEANINGS)))
"""All of them in one, because that is faster; the name of the group is `m` and the place in `MEANINGS`."""

SURE = re.compile(
    r"(?:yes(?:,? .*)?|ok|okay|continue|proceed|confirm(?: .*)?|i understand.*|i[\u2019']?m sure.*|do it"
    r"|go ahead|sure|yes to all)"
)
"""Names that say yes to whatever the dialog, or at least its title, says."""

AGREEING = re.compile(
    r"(?:apply(?: .*)?|accept(?: .*)?|authenticate|allow|agree|finish|done|next|start|save(?: changes"
    r"| anyway)?|update|submit)"
)
"""Names that may say yes to a question the dialog asks."""

ASKING = re.compile(
    r"[?\uff1f\u061f]|are you sure|can(?:not|[\u2019']?t) be|(?:will|would|is going to|are about to) "
)
"""What a text has that asks before it does; without it, words like `delete` are only labels of options."""

DIALOGS: tuple[tuple[re.Pattern[str], Control], ...] = tuple(
    (re.compile(pattern), control)
    for pattern, control in (
        (
            rf"empty (?:the |all )?(?:items from )?(?:the )?{_TRASH}|all items in (?:the )?{_TRASH}",
            Control.EMPTY_TRASH,
        ),
        (
            (
                r"\bformat(?:ting)?\b.{0,60}\b(?:drive|disk|volume|partition|erase)|\berase\b.{0,60}\b(?:drive|disk"
                r"|volume|partition|device)|factory reset"
            ),
            Control.ERASE,
        ),
        (
            (
                r"\bpay(?:ment)?\b.{0,40}\d|\b(?:purchase|charged?|transfer)\b.{0,60}\d|place (?:this|the|your) order"
                r"|complete (?:this|the|your) (?:purchase|payment)"
            ),
            Control.PAY,
        ),
        (rf"(?:move|send)\b.{{1,80}}\bto (?:the )?{_TRASH}", Control.TRASH),
        (r"unsaved|(?:will|would) be lost|without saving|discard|lose (?:all |your )?changes", Control.DISCARD),
        (r"\buninstall\b|\bremove (?:the )?(?:package|application|app|software)", Control.UNINSTALL),
        (
            (
                r"\b(?:permanently )?(?:delete|deleted|erase|erased|destroy|remove)\b|cannot be undone"
                r"|can[\u2019']?t be undone|cannot be restored|irreversibl"
            ),
            Control.DELETE,
        ),
        (
            (
                r"already exists|\boverwrit|(?:want|like|sure) to replace|replace (?:it|them|existing"
                r"|the (?:existing )?(?:file|folder))"
            ),
            Control.OVERWRITE,
        ),
        (
            r"\bsend\b.{0,60}\b(?:message|mail|e-?mail|now|anyway)|without (?:a )?subject|mentions? an attachment",
            Control.SEND,
        ),
        (r"\bpublish\b|make .{0,30}public", Control.PUBLISH),
        (r"\binstall\b", Control.INSTALL),
        (r"shut ?down|log ?out|restart the|reboot", Control.SESSION),
        (r"untrusted|executable|launch", Control.RUN),
        (
            (
                r"\b(?:cancel|end|terminate|close|leave|deactivate)\b.{0,40}\b(?:subscription|membership|plan|account"
                r"|order|booking|reservation|trial|contract)\b|\bunsubscribe\b"
            ),
            Control.ACCOUNT,
        ),
        (r"permission|administrator|authenticat|password|grant", Control.ACCOUNT),
    )
)
"""Pattern found anywhere in a dialog's text or title to what its confirming button does."""

LOOKING = re.compile(
    r"(?:copy(?: .*)?|close(?: .*)?|cancel|back|forward|next|previous|open(?: .*)?|search(?: .*)?|find(?: .*)?"
    r"|view|show(?: (?!.*\b(?:menus?|toolbars?|sidebars?|status ?bar|panels?|columns?|buttons?|commands?)$).*)?"
    r"|zoom.*|help|about.*"
    r"|properties|refresh|reload|select(?: all.*)?|sort(?: .*)?|filter(?: .*)?|home|menu|file|edit|go|tools"
    r"|details|expand(?: .*)?|collapse(?: .*)?|more"
    r"|minimi[sz]e|maximi[sz]e|up|new window|new tab|date .*|recycle bin|trash|sent|drafts|inbox|deleted items"
    r"|print preview|full ?screen|list view|icon view)"
)
"""Names of controls that only look."""

LEADS = re.compile(
    r"(?:sign|join)(?: me)? ?up(?: .*)?|create (?:an? |your |my |new )?account(?: .*)?|register(?: .*)?"
    r"|subscribe(?: .*)?|join(?: .*)?|donate(?: .*)?|shop(?: .*)?|book(?: .*)?|upgrade(?: .*)?"
    r"|install(?: .*)?|(?:start|begin|get|try)(?: .*)?|become .*"
)
"""Names that, on a link, only lead to the page where it is done."""

SAVING = re.compile(
    r"save(?: (?!to\b|as\b|for\b|search|this|item|job|offer|flight|trip|article|post|video|recipe|up\b|\d|\$)"
    r".{0,25})?"
    r"|update(?: (?:profile|settings|details|account|address|information|info|password|payment.*|billing.*))?"
    r"|apply(?: changes)?|confirm(?: changes)?|submit|done"
)
"""Names that change an account on the pages of its settings."""

PERSONAL = re.compile(
    r"(?:disconnect|unlink|revoke|disable|turn off|turn on|enable|deactivate|activate|add|remove|change|edit"
    r"|set|reset"
    r"|regenerate|rotate|generate)(?: (?:my|your|the|an?|new))? ?(?:account|app|application|access|authentication|2fa"
    r"|two.*|token.*|key.*|card|bank.*|payment.*|plan|subscription.*|recovery.*|device.*|session.*|permission.*)"
    r"|disconnect|unlink|revoke|sign out (?:of )?(?:all|everywhere).*|log ?out (?:of )?(?:all|everywhere).*"
)
"""Names that change who may do what on the pages of an account."""

CONTRACT = re.compile(
    r"(?:i |yes,? i |we )?(?:have read and )?(?:accept|agree)(?: to)?(?: and continue)?(?: the| all| these| our)?"
    r" (?!.*cookie)(?:.{0,25} )?(?:terms|conditions|polic(?:y|ies)|agreement|licen[sc]e|contract)\b.*|sign (?:the )?"
    r"(?:contract|agreement|document|petition|and .*)|e-?sign(?: .*)?"
)
"""Names that agree to a contract."""

REQUEST = re.compile(
    r"request(?: (?:an?|my|your|the|free|more))* (?:quote|demo|call(?: ?back)?|data|access|refund|return|deletion"
    r"|info\w*|invite|invitation|appointment|consultation|meeting|ride|payment|money|review)|call me(?: .*)?"
    r"|contact me(?: .*)?"
    r"|(?:get|send me)(?: an?| my)?(?: free)? quote|apply now|apply for .*|send application|file (?:an? )?(?:claim"
    r"|complaint|report|dispute)|enroll?(?: now| .*)?|rsvp(?: .*)?|(?:cast|submit) (?:my )?vote|vote now"
)
"""Names that hand a person's wish and data to others."""
