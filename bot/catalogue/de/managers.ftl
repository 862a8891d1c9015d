settings-mine = Deine Einstellungen
settings-servers = Einstellungen dieses Servers
settings-how_mine = So änderst du eine: /settings me zone: Berlin
settings-how_server = So änderst du eine: /settings server zone: Berlin
settings-label_zone = Zeitzone
settings-label_quiet = Ruhezeit
settings-label_digest_at = Zusammenfassungen kommen um
settings-label_digest_day = Wöchentliche Zusammenfassung am
settings-label_language = Sprache
settings-label_notices = Admin-Kanal
settings-label_adders_role = Wer Quellen hinzufügen darf
settings-label_cap = Neue Suchaufträge
settings-label_report = Wochenbericht
settings-auto = wie Discord angibt
settings-off = aus
settings-range = { $start } bis { $end }
settings-there = jetzt { $time }
settings-no_zone = nicht bekannt; es gilt UTC
settings-no_notices = keiner; wer eine Quelle hinzugefügt hat, erfährt von Problemen
settings-managers = wer den Server verwaltet
settings-cap = { $count ->
    [one] höchstens eine Karte am Tag
   *[other] höchstens { $count } Karten am Tag
}
settings-mondays = montags
settings-undone = Wieder wie vorher:
settings-no_such_zone = Einen Ort „{ $text }“ kenne ich nicht. Gib eine Stadt an, etwa `zone: Berlin`.
settings-zone_first = Nenn mir auch die Zeitzone, etwa `zone: Berlin`.
settings-channel_first = Wähle auch, wohin es geht, etwa `admin_channel: #mods`.

day-monday = Montag
day-tuesday = Dienstag
day-wednesday = Mittwoch
day-thursday = Donnerstag
day-friday = Freitag
day-saturday = Samstag
day-sunday = Sonntag

daytime-unread = „{ $text }“ ist keine Uhrzeit. Schreib etwa `9:00`.
daytime-no_range = „{ $text }“ kann ich nicht lesen. Schreib `22:00-08:00` oder `off`.

audit-title = Wer was geändert hat
audit-none = In den letzten 90 Tagen wurde hier nichts geändert.
audit-line = { $when } · { $who }: { $did }
audit-somebody = jemand
audit-set = „{ $setting }“ gesetzt: { $value }
audit-alert_added = Suchauftrag #{ $number } angelegt: { $name }
audit-alert_edited = Suchauftrag #{ $number } geändert: { $name }
audit-alert_paused = Suchauftrag #{ $number } pausiert: { $name }
audit-alert_snoozed = Suchauftrag #{ $number } stummgeschaltet: { $name }
audit-alert_resumed = Suchauftrag #{ $number } fortgesetzt: { $name }
audit-alert_removed = Suchauftrag #{ $number } entfernt: { $name }
audit-alert_restored = Suchauftrag #{ $number } zurückgeholt: { $name }
audit-followed = Quelle { $title } hinzugefügt
audit-unfollowed = Quelle { $title } entfernt
audit-blocked = { $title } ausgeblendet
audit-unblocked = { $title } wieder eingeblendet
audit-report_dismissed = Meldung zu { $title } verworfen
audit-taken_back = { $count ->
    [one] 1 Karte
   *[other] { $count } Karten
} gelöscht in { $where }
audit-posted_again = { $count ->
    [one] 1 Karte
   *[other] { $count } Karten
} wieder gepostet in { $where }

weekly-report = Letzte Woche: { $posted } gepostet · Dubletten ferngehalten: { $copies } · Jobbörsen repariert: { $mended }.

button-delete = Löschen
button-keep = Behalten

takeback-which = Sag, was weg soll: ein `alert:` oder ein `channel:`, etwa `#jobs`.
takeback-none = In der letzten Stunde wurde dort nichts gepostet.
takeback-sure = { $count ->
    [one] Eine Karte in { $where } löschen?
   *[other] { $count } Karten in { $where } löschen?
}
takeback-sure_dm = { $count ->
    [one] Eine Karte hier in unseren DMs löschen?
   *[other] { $count } Karten hier in unseren DMs löschen?
}
takeback-deleting = Wird gelöscht …
takeback-deleted = { $count ->
    [one] Eine Karte gelöscht.
   *[other] { $count } Karten gelöscht.
}
takeback-left = { $count ->
    [one] Eine ließ sich nicht löschen.
   *[other] { $count } ließen sich nicht löschen.
}
takeback-again = { $count ->
    [one] Eine Karte wird wieder gepostet.
   *[other] { $count } Karten werden wieder gepostet.
}
takeback-stop = Damit nichts Neues kommt: `/alert pause`.
takeback-kept = Es wurde nichts gelöscht.

hide-which = Gib eins von beiden an: den `link:` einer Stelle oder eine `company:`.
hide-unknown = Unter `{ $link }` kenne ich keine Stelle. Kopiere den Link aus dem Titel einer Karte.
hide-no_company = „{ $text }“ ist kein Firmenname. Wähle einen aus der Liste.
hide-already = { $title } ist schon ausgeblendet. Siehe `/jobs hidden`.
hide-done_server = Auf diesem Server ausgeblendet: { $title }
hide-done_me = Für dich ausgeblendet: { $title }
hide-open = { $count ->
    [0] Davon ist gerade keine Stelle offen.
    [one] Davon ist gerade eine Stelle offen.
   *[other] Davon sind gerade { $count } Stellen offen.
}
hide-undone = Wieder eingeblendet: { $title }
hide-none_server = Hier ist nichts ausgeblendet. Versuch es mit `/jobs hide company: Acme`.
hide-none_me = Du hast nichts ausgeblendet. Versuch es mit `/jobs hide company: Acme`.
hide-title_server = Auf diesem Server ausgeblendet
hide-title_me = Für dich ausgeblendet
hide-show_again = Wieder einblenden …
hide-job = - { $title } · ausgeblendet { $when }
hide-company = - alle Stellen von { $title } · ausgeblendet { $when }

report-hide = Hier ausblenden
report-dismiss = Verwerfen
report-hidden = Hier ausgeblendet von { $name }.
report-dismissed = Verworfen von { $name }.

latest-ask = Was offen ist, gilt als bekannt. Die neuesten jetzt posten?
latest-none = Nichts
latest-three = Die neuesten 3
latest-ten = Die neuesten 10
latest-quiet = Neue Stellen kommen ab jetzt von selbst.
latest-posting = { $count ->
    [one] Eine Stelle wird gepostet. Neue kommen ab jetzt von selbst.
   *[other] { $count } Stellen werden gepostet. Neue kommen ab jetzt von selbst.
}
latest-nothing = Noch ist nichts Passendes offen. Neue Stellen kommen von selbst.

setup-which = Worum geht es auf diesem Server?
setup-reading = { $count ->
    [one] Eine Jobbörse wird gelesen …
   *[other] { $count } Jobbörsen werden gelesen …
}
setup-title = { "*" }*{ $pack }** · noch ist nichts gepostet
setup-line = - { $where } { "*" }*{ $week } diese Woche**, { $open } offen · { $rule }
setup-cap = { $count ->
    [one] Höchstens eine Karte am Tag.
   *[other] Höchstens { $count } Karten am Tag.
}
setup-no_cap = So viele Karten am Tag, wie es gibt.
setup-ping = Ping: { $role }, einmal am Tag.
setup-no_ping = Ping: keiner.
setup-silent = { $count ->
    [one] Eine Jobbörse hat noch nicht geantwortet. Ich versuche es weiter.
   *[other] { $count } Jobbörsen haben noch nicht geantwortet. Ich versuche es weiter.
}
setup-post = Posten
setup-change = Ändern
setup-out = Weglassen
setup-changing = Stellen für { $where }: { $rule }
setup-choose_channel = Ein anderer Kanal
setup-choose_role = Wer einmal am Tag gepingt wird
setup-choose_cap = Karten am Tag
setup-choose_tag = Der Tag für jede Stelle
setup-cap_choice = Höchstens { $count } am Tag
setup-not_everyone = Ich pinge nicht alle. Wähle eine Rolle, die man ablegen kann.
setup-not_mentionable = Ich darf { $role } nicht pingen. Erlaube in den Einstellungen der Rolle allen, sie zu erwähnen.
setup-no_channel = Ich darf in keinem deiner Kanäle posten. Erlaube mir in einem: Kanal ansehen, Nachrichten senden, Links einbetten.
setup-all_there = All das wird hier schon gepostet. Siehe `/alert list`.
setup-done = Fertig. Neue Stellen kommen in { $where }.
setup-tested = Eine Probekarte steht in { $where }.
setup-untested = Gerade ist keine solche Stelle offen, deshalb gibt es keine Probekarte.
setup-next =
    Probier als Nächstes:
    - `/settings server zone:` für ruhige Nächte und Zusammenfassungen zu eurer Zeit
    - `/source add link:` für eine eigene Karriereseite
    - `/alert new` für Stellen, die nur du siehst
