"""Words that readers know, and what has broken others: inputs to begin from."""


def _lines(text):
    return [line.encode() for line in text.strip().splitlines()]


PROSE = [
    *_lines("""
<p>Senior <b>Baker</b> (m/f/d)</p><ul><li>5+ years of bread</li><li>German C1</li></ul>
@everyone @here <@123> <@&5> <#6> </pay:1> <t:1:R> <:x:1> <a:x:1> <id:customize> discord.gg/x
[win](https://evil.example) [x](<javascript:alert(1)>) https://evil.example <https://evil.example>
``` ` ** __ ~~ || > # - 1. \\ \\\\ \\* *_~`|>[]()<>
&lt;b&gt;&amp;lt;script&amp;gt;&#64;everyone &#x202e; &zwj; &#0; &#xD800; &#1114112;
We sponsor visas. No agencies, please. Equity and stock options. Start immediately. Remote (EU).
Werkstudent, 20 Stunden die Woche, Deutsch C1, Englisch B2. Wir suchen ab sofort.
<table><tr><td>Senior</td><td>$100k - $120k</td></tr></table><!-- <p> --><script>x</script>
Intern, Summer 2027, W2 only, no C2C. 3-5 years of experience. US citizens only.
"""),
    "\u202e\u200b\u2066\ufeff\U000e0041e\u0301 １２３ ﷽ 🧑‍🍳".encode(),
    b"<div>" * 200 + b"deep",
    b"<a href='" + b"x" * 300,
    b"\xff\xfe\x00\xed\xa0\x80",
]
PAY = _lines("""
52k - 60k EUR a year
$120,000-$150,000 USD per year plus 10% bonus and equity
€ 3.500,00 brutto im Monat, 14 Gehälter
£25/hour, 37.5 hours a week
R$ 5.000 a R$ 7.000 por mês (CLT) ou PJ R$ 90/h
12-15 LPA
年収600万円〜900万円
Senior: $150k-$180k; Staff: $180k-$220k
1e999999999 USD to NaN EUR per fortnight
up to 100.000.000.000.000,00 CHF
Zone A 100-120k, Zone B 90-110k, Zone C 80-100k
from 80k, OTE 160k
""")
PLACES = _lines("""
Berlin, Germany
Remote (US)
Hybrid - London, UK / Remote, EMEA (UTC-3 to UTC+2)
New York, NY; San Francisco, CA; Remote - Canada
Berlin +50km, remote from Germany
Frankfurt am Main, DE; Wien; São Paulo - SP; 東京都; Remote, APAC only
within 100 miles of Boston
anywhere in the EU except France
PST/EST hours, GMT+5:30 +/- 3
Washington, D.C. (on-site)
""")
QUERIES = _lines("""
python OR golang level:senior+ -junior
backend (python or "go lang") remote pay>=$90k place:"Berlin +50km" -type:contract
"exact phrase" in:title engineer* C++ C# .NET
pay>="120k USD a year" pay:stated years<=3 age<=7d lang:en needs:german<=B1
season:"Summer 2027" visa:yes agencies:hide source:greenhouse remote:maybe
((((((a)))))) or (b -(c or d))
-(-(-(a))) or or and not
title:"a* b" company:acme place:stated
"unclosed (never
a:b:c>=<=>:=
""")
SITES = _lines("""
https://boards.greenhouse.io/acme
https://jobs.lever.co/acme?lever-source=x
greenhouse:acme
rss:https://acme.example/feed.xml?key=secret
adzuna:what=baker&where=berlin
//acme.example/x
http://user:pass@127.0.0.1:80/x
http://[::ffff:127.0.0.1]/
http://0x7f.1/ http://①②⑦.0.0.1/
javascript:alert(1)
https://acme.example\\@evil.example/
https://xn--a.example/%0d%0aHost:x
../../etc/passwd
https://[::1
""")
TOKENS = [
    *(b"<p>", b"</p>", b"<li>", b"<![CDATA[", b"<!DOCTYPE", b"<!--", b"&amp;", b"&#x202e;"),
    *(b'{"', b'":', b"[]", b"null", b"1e999", b"-0", b"\\ud800", b"\\u0000", b"\x00", b"\xff"),
    *(b"$100k", b" - ", b"EUR", b"per hour", b"remote", b"Berlin, Germany", b"UTC+2", b"years"),
    *(b"@everyone", b"<@1>", b"](https://", b"```", b"**", b"||", b"https://", b"javascript:"),
    *(b" OR ", b"pay>=", b"place:", b'"', b"(", b")", b"-", b"*", b"level:senior+", b"age<=7d"),
    *("\u202e".encode(), "\u200b".encode(), "１２".encode(), "€".encode(), "–".encode()),
]
