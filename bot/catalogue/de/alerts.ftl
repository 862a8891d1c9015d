report-title = Dein Suchauftrag: { $rule }
report-unpaid = Von { $jobs } passenden { $count ->
    [one] nennt 1
   *[other] nennen { $count }
} kein Gehalt.
report-kept_back = { $count ->
    [one] 1 passende ist ausgeblendet.
   *[other] { $count } passende sind ausgeblendet.
}
report-no_rate = Beobachtet seit { $time }: noch keine Rate.
report-never = In keiner Anzeige steht { $words }.
report-without = Ohne { $part }: { $jobs }.
report-part = - { $part }: { $passed ->
    [one] 1 passt
   *[other] { $passed } passen
}, { $unknown }{ $failed ->
    [one] 1 passt nicht
   *[other] { $failed } passen nicht
}; ohne diesen Teil { $jobs ->
    [one] 1 Stelle
   *[other] { $jobs } Stellen
}
report-unknown = { $count ->
    [one] 1 sagt nichts dazu
   *[other] { $count } sagen nichts dazu
},{ " " }
report-near = Knapp daneben:
report-nearly = - { $job }: { $why }
report-nothing = Ich habe noch keine Anzeige gesehen. Versuch es nach der nächsten Abfrage wieder.

alert-saved =
    { "*" }*Gespeichert:** { $rule }
    Neue Stellen kommen hierhin: { $where }.
alert-edited =
    { "*" }*Geändert:** { $rule }
    Neue Stellen kommen hierhin: { $where }.
alert-confirm = Alle, die { $where } sehen können, sehen dann diese Stellen.
alert-cancelled = Es wurde nichts gespeichert.
alert-meanwhile = Der Suchauftrag wurde inzwischen geändert. Sieh noch einmal hin, bevor du speicherst.
alert-changed_since = Der Suchauftrag wurde seitdem geändert. `/alert edit` ändert ihn wieder.
alert-no_pay_sent = Stellen ohne Gehaltsangabe kommen auch, mit einem Hinweis darauf.
alert-no_pay_hidden = Stellen ohne Gehaltsangabe werden ausgeblendet.
alert-open_none = Gerade ist keine solche Stelle offen. Von der nächsten erfährst du.
alert-open_more = Gerade offen: mehr als { $count }, davon diese Woche veröffentlicht: { $week }.
alert-list = Suchaufträge
alert-none = Du hast noch keine Suchaufträge. Versuch es mit `/alert new keywords: python`.
alert-line = `#{ $number }` { $rule }
    → { $how }
alert-state_paused = pausiert
alert-unknown = Diesen Suchauftrag gibt es nicht. Wähle aus der Liste, die sich beim Tippen öffnet.
alert-quota = Mehr als { $most ->
    [one] einen Suchauftrag kann
   *[other] { $most } Suchaufträge kann
} ich dir nicht speichern. Entferne zuerst einen.
alert-paused = Pausiert: { $name }
alert-snooze_paused = { $name } ist pausiert. Setze ihn zuerst fort: `/alert resume`.
alert-resumed = Aktiv: { $name }
alert-removed = Entfernt: { $name }
alert-undone = Wieder wie vorher: { $name }
alert-test_nothing = Gerade passt keine offene Stelle zu „{ $name }“.
alert-tested = Eine Stelle ist gesendet: { $where }.
alert-tests = Ich sende für dich { $most ->
    [one] einen Test
   *[other] { $most } Tests
} pro Minute. Versuch es in { $seconds ->
    [one] einer Sekunde
   *[other] { $seconds } Sekunden
} wieder.

label-active = #{ $number } { $name }
label-paused = #{ $number } { $name } (pausiert)

where-dm = DM an dich
where-not_yours = In { $channel } kannst du selbst nicht posten.
where-not_mine = In { $channel } kann ich nicht posten. Erlaube mir dort: { $missing }.
where-needs_tag = { $channel } verlangt für jeden Beitrag einen Tag. Wähle einen für jede Stelle.
where-tag_moderated = „{ $tag }“ in { $channel } setzen nur Moderatoren. Erlaube mir dort: { $missing }.

permission-view_channel = Kanal ansehen
permission-send_messages = Nachrichten senden
permission-embed_links = Links einbetten
permission-read_message_history = Nachrichtenverlauf anzeigen
permission-manage_threads = Threads und Beiträge verwalten

pause-channel_gone = Den Kanal gibt es nicht mehr. Leg einen Suchauftrag für einen anderen an.
pause-forum_tag = Das Forum verlangt einen Tag. Erlaube Beiträge ohne, dann `/alert resume`.
pause-no_access = Ich sehe den Kanal nicht mehr. Lass mich hinein, dann `/alert resume`.
pause-no_permission = Ich darf dort nicht mehr posten. Erlaube es, dann `/alert resume`.
pause-dm_closed = Deine DMs sind für mich geschlossen. Öffne sie, dann `/alert resume`.
pause-refused = Discord lehnt die Nachricht ab. Versuch später `/alert resume`.

paused-channel_gone = <#{ $channel }> gibt es nicht mehr. Leg einen Suchauftrag für einen anderen Kanal an.
paused-forum_tag = <#{ $channel }> verlangt einen Tag, die Stellen warten. Erlaube Beiträge ohne Tag.
paused-no_access = Ich sehe <#{ $channel }> nicht mehr. Lass mich hinein, dann kommen die Stellen.
paused-no_permission = Ich darf in <#{ $channel }> nicht mehr posten. Erlaube es, dann kommen die Stellen.
paused-dm_closed = Discord lehnt ab, was ich an <#{ $channel }> sende. Die Stellen warten.
paused-refused = Discord lehnt ab, was ich an <#{ $channel }> sende. Die Stellen warten.
paused-here = { $where }: { $why }
paused-again = Erneut versuchen
paused-trying = Ich versuche es noch einmal.

aside-automod = Vom AutoMod des Servers blockiert.
aside-link = Discord hält den Link für schädlich.
aside-refused = Discord wollte es nicht annehmen, auch nicht als einfachen Text.
aside-ours = Ich konnte es nicht schreiben. Mein Fehler.
aside-day = Discord war einen ganzen Tag nicht erreichbar.

problems-none = Nichts hängt fest. Alles ist gesendet oder unterwegs.
problems-line = - { $titles } → { $where }: { $why }
problems-line_dm = - { $titles } per DM: { $why }
problems-title = { $count ->
    [one] Eine Nachricht wurde
   *[other] { $count } Nachrichten wurden
} nicht gesendet. **Erneut senden** versucht es noch einmal.
problems-title_one = Eine Nachricht wurde nicht gesendet. **Erneut senden** versucht es noch einmal.
problems-resend = Erneut senden
problems-resent = Sie sind unterwegs.

follow-offer = Dafür wird noch nichts beobachtet. Wähle, woher die Stellen kommen:
follow-everybody = Jobbörsen, die er nutzt: { $count }. Mehr gibt es mit `/source pack`.
follow-choose = Pakete von Quellen
report-month = Letzte { $days } Tage: { $news ->
    [0] keine neue Stelle.
    [one] 1 neue Stelle, { $week ->
        [0] weniger als eine
       *[other] etwa { $week }
    } pro Woche.
   *[other] { $news } neue Stellen, { $week ->
        [0] weniger als eine
       *[other] etwa { $week }
    } pro Woche.
}
report-watching = Beobachtet seit { $time }: { $news ->
    [0] noch keine neue Stelle.
   *[other] { $week ->
        [0] weniger als eine
       *[other] etwa { $week }
    } pro Woche.
}
report-time-minutes = { $count ->
    [one] 1 Minute
   *[other] { $count } Minuten
}
report-time-hours = { $count ->
    [one] 1 Stunde
   *[other] { $count } Stunden
}
report-time-days = { $count ->
    [one] 1 Tag
   *[other] { $count } Tagen
}
report-without_pay = Ohne Mindestgehalt: { $jobs }.
report-allowing = Auch mit { $part }: { $jobs }.
alert-open = Gerade offen: { $count }, davon diese Woche veröffentlicht: { $week }.
alert-read = { "*" }*Ich verstehe:** { $rule }
alert-before = { "*" }*Vorher:** { $rule }
alert-after = { "*" }*Nachher:** { $rule }
alert-goes = Wohin: { $where }; wann: { $how }.
alert-pay = Gehalt: { $pay }.
alert-no_pay_digest = Stellen ohne Gehaltsangabe kommen in der Zusammenfassung.
alert-ping_never = Niemand wird gepingt.
alert-ping_first = { $role } wird mit der ersten Karte des Tages gepingt.
alert-ping_every = { $role } wird mit jeder Karte gepingt.
alert-ping_private = Nur in einem Kanal lässt sich eine Rolle pingen. Ergänze `where:`.
alert-ping_role = Welche Rolle? Ergänze `role:` oder wähle sie unter **Wann**.
alert-ping_not_mine = Ich darf { $role } nicht pingen. Erlaube mir „Alle Rollen erwähnen“ oder allen, sie zu erwähnen.
alert-cap = „{ $text }“ ist keine Anzahl von Karten. Versuch es mit `10`; höchstens { $most }.
alert-state_snoozed = stumm, wieder da { $until }
alert-this_week = { $count } diese Woche
alert-snoozed = Stummgeschaltet: { $name }. Wieder da { $until }.
alert-on_their_way = Unterwegs: { $count ->
    [0] keine. Du hattest schon alle.
    [one] 1 Stelle.
   *[other] { $count } Stellen.
}
manner-at_once = sofort
manner-hourly = stündlich, gebündelt
manner-daily = täglich, gebündelt
manner-weekly = wöchentlich, gebündelt
manner-cap = sofort, { $cap ->
    [one] eine Karte
   *[other] { $cap } Karten
} am Tag, der Rest in einer Zusammenfassung
manner-no_cap = sofort, ohne Grenze
when-at_once = Sofort
when-hourly = Stündlich
when-daily = Täglich
when-weekly = Wöchentlich
ping-never = Nie
ping-first = Erste Karte des Tages
ping-every = Jede Karte
unstated-digest = Nur in der Zusammenfassung
snooze-day = einen Tag
snooze-week = eine Woche
label-snoozed = #{ $number } { $name } (stumm)
follow-takes = Er nutzt, was dieser Server beobachtet. Quellen: { $count }.

form-what = Was suchst du?
form-keywords = Stichwörter
form-keywords_about = Wörter, auch -junior oder level:senior
form-min_pay = Mindestgehalt
form-place = Orte
form-types = Art der Beschäftigung
form-unpaid = Stellen ohne Gehaltsangabe
form-how = Wann und wie viele
form-when = Wann
form-cap = Karten am Tag
form-cap_about = Der Rest kommt als Zusammenfassung. Leer: ohne Grenze.
form-name = Name des Suchauftrags
form-silence = Wöchentlich eine Zeile, wenn nichts kommt
form-ping = Eine Rolle pingen
form-role = Welche Rolle
form-tag = Tag: { $name }
form-tag_means = Kommt an
form-example-keywords = python OR golang, "machine learning", -junior
form-example-min_pay = 90k EUR, 60 $/h
form-example-place = Berlin +30km, remote aus Deutschland
form-example-cap = 10
form-example-name = Backend in Berlin

tag-choose = Was die Tags des Forums bedeuten
tag-used = Tags: { $tags }
tag-every = jede Stelle
tag-never = keine Stelle
tag-closed = geschlossene Stellen
tag-gone = Diesen Tag gibt es nicht mehr. Wähle einen anderen.

share-code =
    { "*" }*{ $name }**: `/alert take code: { $code }`
    Wer den Code hat, sieht den Suchauftrag, wie er ist.
share-pay = Auch das Mindestgehalt ist zu sehen.
share-stopped = Mit diesem Code geht es nicht mehr.
share-unknown = Diesen Code gibt es nicht. Frag die Person, von der du ihn hast.

done-none = Du hast keinen aktiven Suchauftrag.
done-done = Herzlichen Glückwunsch! Abgeschaltete Suchaufträge: { $count }.
done-tell = In { $channel } davon erzählen, ohne deinen Namen?
done-told = Erzählt, ohne deinen Namen. Die Suchaufträge sind aus.
done-news = Hier hat jemand eine Stelle gefunden. Herzlichen Glückwunsch!
done-undone = Deine Suchaufträge sind wieder da.
done-no_wins = Dort kann ich nicht mehr posten.

zone-title = Wo wohnst du?
zone-where = Stadt oder Zeitzone
zone-example = Berlin
zone-ask = Wo wohnst du? Dann sind deine Nächte ruhig.
zone-quiet = Ab jetzt ist von { $start } bis { $end } Ruhe.
zone-known = Deine Zeitzone: { $zone }.
