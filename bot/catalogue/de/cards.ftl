card-untitled = Stelle ohne Titel
card-no_pay = Gehalt nicht angegeben
card-pay_words = „{ $words }“ ({ $figure })
card-predicted = { $pay }, geschätzt und keine Angabe des Arbeitgebers
card-payments = { $pay }, { $payments } Gehälter im Jahr
card-band = - { $name }: { $pay }
card-posted = veröffentlicht { $when }
card-seen = gesehen { $when }
card-reposted = zuerst gesehen { $seen }, erneut veröffentlicht { $posted }
card-agencies = auch über { $names }
card-test = Probe: { $content }
card-matched = { "*" }*Warum:** { $reasons }
card-mentions = enthält { $words }
card-more_places = { $places } und { $more } weitere
card-at = { $title } bei { $company }
card-via = über { $sources }
card-apply = Bewerben
card-save = Speichern
card-no = Nichts für mich
card-closed = Geschlossen { $when }
card-was = vorher { $pay }
card-was_unstated = vorher ohne Gehaltsangabe
card-why = Warum?
card-why_alert = Für { $rule }:
card-no_alert = Der Suchauftrag dazu wurde entfernt.
card-unknown = Diese Karte kenne ich nicht mehr.

digest-title = Neue Stellen: { $count }
digest-notification = { $title }: { $titles }
digest-more = … und { $more } weitere
digest-all = Liste durchgehen
digest-hidden = Alle diese Stellen sind inzwischen ausgeblendet. Siehe `/jobs hidden`.

news-closed = { $state ->
    [applied] Du hast dich { $since } auf { $job } beworben; die Stelle wurde { $when } geschlossen.
   *[saved] Du hast { $since } { $job } gespeichert; die Stelle wurde { $when } geschlossen.
}
news-open = { $state ->
    [applied] Du hast dich { $since } auf { $job } beworben; die Stelle ist wieder offen.
   *[saved] Du hast { $since } { $job } gespeichert; die Stelle ist wieder offen.
}
news-again = { $state ->
    [applied] Du hast dich { $since } auf { $job } beworben; die Stelle wurde { $when } neu veröffentlicht.
   *[saved] Du hast { $since } { $job } gespeichert; die Stelle wurde { $when } neu veröffentlicht.
}
news-pay = { $state ->
    [applied] Du hast dich { $since } auf { $job } beworben; neues Gehalt: { $pay }, vorher { $before }.
   *[saved] Du hast { $since } { $job } gespeichert; neues Gehalt: { $pay }, vorher { $before }.
}
news-pay_stated = { $state ->
    [applied] Du hast dich { $since } auf { $job } beworben; jetzt steht das Gehalt da: { $pay }.
   *[saved] Du hast { $since } { $job } gespeichert; jetzt steht das Gehalt da: { $pay }.
}
news-like = Ähnlich und offen:
