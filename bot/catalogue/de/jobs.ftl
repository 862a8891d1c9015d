jobs-found = Offene Stellen: { $count }
jobs-seen = Bisher gesehene Stellen: { $count }
jobs-none = Keine offene Stelle hier passt zu { $rule }.
jobs-none_seen = Keine bisher gesehene Stelle passt zu { $rule }.
jobs-most = die ersten { $count }
jobs-open = offen
jobs-closed = geschlossen { $when }
jobs-save_one = Eine speichern …
jobs-alert_me = Solche Stellen melden
order-best = beste zuerst
order-newest = neueste zuerst
closed-open = nur offene Stellen
closed-all = auch geschlossene Stellen

page-of = Seite { $page } von { $pages }

zone-choice = { $place } · { $time }

paid-title = { "###" } Was sie zahlen: { $rule }
paid-year = { $currency } im Jahr
paid-day = Freie Mitarbeit, { $currency } am Tag
paid-panel = { $what } · { $count ->
    [one] 1 Stelle
   *[other] { $count } Stellen
}
paid-line = { $what }: Median { $middle }, die mittlere Hälfte { $first } bis { $third } ({ $count ->
    [one] 1 Stelle
   *[other] { $count } Stellen
}).
paid-few = { $count ->
    [0] Keine davon nennt ein Gehalt, es gibt also nichts zu zeichnen.
    [one] Nur 1 davon nennt ein Gehalt, zu wenig zum Zeichnen:
   *[other] Nur { $count } davon nennen ein vergleichbares Gehalt, zu wenig zum Zeichnen:
}
paid-other = { $what } ({ $count })
paid-others = Zu wenige zum Zeichnen: { $named }.
paid-share = Gehalt angegeben: { $stating } von { $jobs ->
    [one] { $jobs } Stelle
   *[other] { $jobs } Stellen
} ({ $percent } %).
paid-how = Eine Spanne zählt mit ihrer Mitte, ein Jahr als { $hour } Stunden, { $day } Tage, { $week } Wochen oder { $month } Monate.
paid-median = Median { $pay }
paid-period_one = Zuerst gesehen am { $first }, auch geschlossene Stellen.
paid-period = Zuerst gesehen von { $first } bis { $last }, auch geschlossene Stellen.
paid-unconverted = Nichts ist umgerechnet; das macht `in:`.
paid-converted = In { $currency } nach den Kursen der Europäischen Zentralbank.
paid-lost = Ohne Wechselkurs weggelassen: { $count }.
paid-picture = Säulen: wie viele Stellen wie viel zahlen.
paid-thousands = { $count } Tsd.
paid-millions = { $count } Mio.
paid-currency = { $code } · { $name }
paid-no_currency = Eine Währung „{ $text }“ kenne ich nicht. Versuch es mit `EUR`.

help-title = { "###" } Ich melde dir neue Stellen, sobald sie veröffentlicht sind
help-next_setup = { "**" }Als Nächstes:** `/setup` schlägt Stellen und Kanäle für diesen Server vor.
help-next_source = { "**" }Als Nächstes:** `/source pack` beobachtet viele Jobbörsen auf einmal.
help-next_alert = { "**" }Als Nächstes:** `/alert new` zeigt, was es findet, bevor etwas gespeichert wird.
help-next_search = { "**" }Als Nächstes:** `/alert report` zeigt, was ein Suchauftrag aussortiert hat und warum.
help-channel = - `/alert new where:` postet neue Stellen in einem Kanal.
help-alert = - `/alert new` sendet dir neue Stellen per DM.
help-search = - `/jobs search` durchsucht alle bisher gesehenen Stellen.
help-pay = - `/jobs pay` zeichnet, was solche Stellen zahlen.
help-saved = - `/jobs saved` hat deine gespeicherten Stellen, mit Erinnerungen.
help-source = - `/source add` beobachtet die Karriereseite einer Firma.
help-settings = - `/settings server` hat die Sprache, die Zeiten und einen Admin-Kanal.
help-heard_server = Eine Stelle wirkt faul? Wähle Nichts für mich, dann Melden: Wer diesen Server verwaltet, erfährt davon.
help-heard = Etwas stimmt nicht? Sag es der Person, die diesen Bot betreibt.

privacy-kept_me =
    { "###" } Was ich über dich speichere
    - deine Suchaufträge: { $alerts }, mit den Zeiten und der Sprache, die du gewählt hast
    - Quellen, denen du folgst: { $sources }
    - Stellen, die du gespeichert oder ausgeblendet hast: { $jobs }, mit deinen Notizen
    - was ich dir gesendet habe: { $messages }
privacy-kept_server =
    { "###" } Was ich über diesen Server speichere
    - seine Suchaufträge: { $alerts }, und seine Einstellungen
    - Quellen, denen er folgt: { $sources }
    - was ich hier gepostet habe: { $messages }
    - wer was geändert hat und was Mitglieder gemeldet haben
privacy-until_me = Bis du es löschst; ein entfernter Suchauftrag noch { $days } Tage.
privacy-until_server = Bis du es löschst oder { $days } Tage nachdem ich den Server verlasse; Änderungen { $audit } Tage.
privacy-reads = Ich lese keine Nachrichten und zeige niemandem, was du suchst.
privacy-ways = `/privacy export` gibt dir alles davon, `/privacy erase` löscht es.
source-choice = { $title } · { $state }
