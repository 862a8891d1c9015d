saved-new = Gespeichert. Nur du siehst das.
saved-before = Das hattest du schon gespeichert. Nur du siehst das.
saved-on = gespeichert { $when }
saved-applied = beworben { $when }
saved-remind = Erinnerung { $when }
saved-open = Offen
saved-closed = Geschlossen { $when }
saved-note = Notiz: { $note }
saved-apply = Beworben
saved-not_applied = Nicht beworben
saved-remind_me = Erinnere mich
saved-write = Notiz
saved-your_note = Deine Notiz
saved-similar = Ähnliche Stellen
saved-forget = Vergessen
saved-tomorrow = Morgen
saved-in_days = In 3 Tagen
saved-in_a_week = In einer Woche
saved-never = Keine Erinnerung
saved-forgotten = Vergessen: { $title }
saved-gone = Diese Stelle hast du nicht oder nicht mehr gespeichert.
saved-none = Du hast noch nichts gespeichert. Klick unter einer Stelle auf **Speichern**.
saved-full = Mehr als { $most ->
    [one] eine gespeicherte Stelle
   *[other] { $most } gespeicherte Stellen
} behalte ich nicht. Vergiss zuerst eine.
saved-like = Ähnlich und offen:
saved-no_similar = Ich kenne keine ähnliche offene Stelle.
saved-alike =
    { $count ->
        [one] Du hast { $count } ähnliche Stelle gespeichert.
       *[other] Du hast { $count } ähnliche Stellen gespeichert. Soll ich nach weiteren suchen?
    }
    { $rule }
saved-title =
    { $count ->
        [one] Deine gespeicherte Stelle
       *[other] Deine { $count } gespeicherten Stellen
    }
saved-choose = Wähle eine Stelle
saved-export = Exportieren
saved-exported =
    { $count ->
        [one] Deine Stelle, als Tabelle und als JSON.
       *[other] Deine { $count } Stellen, als Tabelle und als JSON.
    }

remind-open = Du wolltest das noch einmal sehen: { $job }. Die Stelle ist noch offen.
remind-closed = Du wolltest das noch einmal sehen: { $job }. Die Stelle ist inzwischen geschlossen.
notice-job = Stelle zeigen

refuse-mine = Ausgeblendet: Diese Stelle siehst du nicht mehr. Soll sich auch dein Suchauftrag ändern?
refuse-nobodys = Ausgeblendet: Diese Stelle siehst du nicht mehr.
refuse-public = Aus deinen eigenen Listen ausgeblendet. Andere sehen die Karte weiter.
refuse-choose = Was passte nicht?
refuse-undone = Nicht mehr ausgeblendet: { $title }
refuse-follow = Folgen
refuse-report = Melden
refuse-followed = Diesen Suchauftrag hast du schon. Siehe `/alert list`.
refuse-copied = Deine eigene Kopie. Ihre Stellen kommen per DM zu dir:
refuse-hears =
    { $count ->
        [one] Sie nutzt { $count } Quelle.
       *[other] Sie nutzt { $count } Quellen.
    }

wrong-company = Nie diese Firma: { $about }
wrong-word = Nie dieses Wort im Titel: { $about }
wrong-pay = Gehalt zu niedrig
wrong-unpaid = Kein Gehalt angegeben
wrong-place = Nicht dieser Ort: { $about }
wrong-agency = Keine Personalvermittler

propose-rule = { $name }: { $rule }
propose-out = Damit wären in { $days ->
    [one] { $days } Tag
   *[other] { $days } Tagen
} { $out } von { $jobs ->
    [one] { $jobs } Stelle
   *[other] { $jobs } Stellen
} weggefallen.
propose-out_saved = Damit wären in { $days ->
    [one] { $days } Tag
   *[other] { $days } Tagen
} { $out } von { $jobs ->
    [one] { $jobs } Stelle
   *[other] { $jobs } Stellen
} weggefallen; davon hast du { $saved } gespeichert.
propose-added = In { $days ->
    [one] { $days } Tag
   *[other] { $days } Tagen
} wären es damit { $after ->
    [one] { $after } Stelle
   *[other] { $after } Stellen
} statt { $jobs }.
propose-same = In { $days ->
    [one] { $days } Tag
   *[other] { $days } Tagen
} hätte das nichts geändert.
propose-apply = Ändern
propose-applied = Geändert. Du suchst jetzt:
propose-undone = Wieder wie vorher:
propose-cancelled = Es wurde nichts geändert.
propose-nothing = Keine Änderung deines Suchauftrags würde sie noch fernhalten.
propose-stale = Der Suchauftrag hat sich inzwischen geändert. Klick noch einmal auf den Button unter der Karte.

report-ask = Was stimmt mit dieser Stelle nicht?
report-choose = Wähle einen Grund
report-scam = Sie sieht nach Betrug aus
report-gone = Sie ist nicht mehr offen
report-unfair = Sie schließt Menschen ungerecht aus
report-amiss = Sie gehört nicht hierher
report-thanks = Danke. Wer diesen Server verwaltet, weiß Bescheid, ohne deinen Namen.
report-again = Diese Stelle hast du schon gemeldet.
report-nowhere = Meldungen liest hier niemand. Sag es jemandem, der diesen Server verwaltet.
reported-scam = Ein Mitglied hält eine Stelle für Betrug: { $job }
reported-gone = Ein Mitglied meldet eine Stelle als geschlossen: { $job }
reported-unfair = Ein Mitglied meldet eine Stelle als ungerecht: { $job }
reported-amiss = Ein Mitglied meldet eine Stelle, die nicht hierher gehört: { $job }

why-others = **Deine anderen Suchaufträge**
why-fits = ✔ **{ $name }**: passt
why-missed = ✘ **{ $name }**: passt, außer: { $why }
why-missed_by = ✘ **{ $name }**: verfehlt um { $gap }
why-show = Solche Stellen zeigen
why-show_for = Solche Stellen zeigen (#{ $number })

fate-title = Was daraus wurde
fate-some_day = vor einiger Zeit
fate-sent = ✔ **{ $name }**: gesendet { $when } → { $where }.
fate-coming = ✔ **{ $name }**: unterwegs → { $where }.
fate-aside = ✘ **{ $name }**: konnte nicht gesendet werden.
fate-held = ✔ **{ $name }**: wird zurückgehalten, kommt { $when }.
fate-unfit = ✘ **{ $name }**: { $why }
fate-unheard = ✘ **{ $name }**: passt, aber die Quelle wird nicht beobachtet.
fate-unseen = ✘ **{ $name }**: passt, aber keine meiner Quellen hat sie gezeigt.
fate-hidden = ✘ **{ $name }**: Du hast diese Stelle ausgeblendet.
fate-blocked = ✘ **{ $name }**: Diese Stelle oder ihre Firma ist gesperrt.
fate-told = ✔ **{ $name }**: ein anderer Suchauftrag hat sie { $when } gemeldet → { $where }.
fate-earlier = ✘ **{ $name }**: gesehen { $when }, bevor es den Suchauftrag gab.
fate-known = ✘ **{ $name }**: schon gesehen { $when }.
fate-first_look = ✘ **{ $name }**: war schon da, als ich ihre Quelle zum ersten Mal sah, { $when }.
fate-paused = ✘ **{ $name }**: Der Suchauftrag ist pausiert.
fate-changed = ✘ **{ $name }**: passt jetzt; damals war der Suchauftrag anders oder pausiert.
fate-why-digest = Sie kommt in eine Zusammenfassung.
fate-why-unpaid = Sie nennt kein Gehalt und kommt deshalb in eine Zusammenfassung.
fate-why-quiet = Gerade ist Ruhezeit.
fate-why-snooze = Der Suchauftrag ist stummgeschaltet.
fate-why-cap = Die Karten für heute sind schon gesendet.
fate-left_out = ✘ **{ $name }**: Sie schloss, bevor sie an der Reihe war.
fate-card = [Karte öffnen]({ $link })
fate-gone = Die Karte wurde seitdem gelöscht.
fate-as_other = Sie kam von { $source }.

check-may_apply = Wer sich bewerben kann: { $who }
check-pay_above =
    { $count ->
        [one] { $pay }, mehr als { $percent } % von { $count } ähnlichen Stelle
       *[other] { $pay }, mehr als { $percent } % von { $count } ähnlichen Stellen
    }
check-visa = mit Visa-Sponsoring
check-no_visa = ohne Visa-Sponsoring
check-open = Offen, als ich nachsah: { $when }
check-closed = Geschlossen { $when }
check-ran_out = Bewerbungsfrist endete { $when }
check-save = Speichern
check-no_link = In dieser Nachricht steht kein Link zu einer Stelle.
check-not_listed = Hinter `{ $link }` finde ich keine solche Stelle.
check-several = Dieser Link führt zu mehreren Stellen. Gib mir den Link einer einzigen.
