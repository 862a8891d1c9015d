pay-unreadable = „{ $text }“ kann ich nicht als Gehalt lesen. Versuch es mit `90k EUR` oder `4500 EUR im Monat`.
pay-ambiguous = „{ $text }“ lässt sich verschieden lesen. Meinst du { $readings }?
pay-currency = In welcher Währung? Zum Beispiel { $examples }.

place-unreadable = Einen Ort „{ $text }“ kenne ich nicht. Versuch es mit `Berlin` oder `remote from Germany`.

query-anything = jede Stelle
query-empty = Schreib, was du suchst, zum Beispiel `python -junior`.
query-excludes = Das sagt nur, was wegfällt. Ergänze ein Wort, das in der Anzeige stehen muss.
query-long = Das sind { $length } Zeichen; mehr als { $most } kann ich nicht speichern.
query-terms = Das sind zu viele Wörter: Mehr als { $most } passen nicht in einen Suchauftrag.
query-deep = Mehr als { $most } Klammern ineinander gehen nicht:{ $where }
query-open = Diese Klammer wird nie geschlossen:{ $where }
query-closed = Diese Klammer wurde nie geöffnet:{ $where }
query-quote = Diesem Anführungszeichen fehlt das zweite:{ $where }
query-word = In „{ $word }“ steht kein Buchstabe und keine Ziffer:{ $where }
query-star = Schreib mindestens drei Buchstaben zum `*`, zum Beispiel `engineer*`:{ $where }
query-field = `{ $name }` gibt es hier nicht. Meinst du `{ $example }`?{ $where }
query-attribute = { $why }{ $where }
query-form = Schreib es so: `{ $example }`.
query-value = „{ $value }“ kann ich nicht lesen. Versuch es mit `{ $example }`.
query-value_near = „{ $value }“ kann ich nicht lesen. Meinst du `{ $nearest }`?
query-not = Um ein Wort auszuschließen, schreib `-junior`:{ $where }
query-here = Hier fehlt ein Wort:{ $where }
query-end = Am Ende fehlt ein Wort:{ $where }
query-no_source = Die Quelle `{ $name }` gibt es nicht. Meinst du eine von diesen: { $known }?
query-title_only = nur im Titel
query-remote-yes = remote
query-remote-maybe = remote oder ohne Angabe dazu
query-remote-no = nicht remote
query-level_up = { $level } oder höher
query-level_down = { $level } oder niedriger
query-lang = auf { $languages }
query-needs = { $language } erforderlich
query-needs_most = { $language } höchstens { $level }
query-agencies_hide = keine Personalvermittler
query-agencies_only = nur Personalvermittler
query-visa = mit Visa-Sponsoring
query-age-one = höchstens einen Tag alt
query-age = höchstens { $days } Tage alt
query-source = von { $source }
query-years-one = höchstens ein Jahr Erfahrung
query-years = höchstens { $years } Jahre Erfahrung
query-pay_private = genug Gehalt
query-stated-pay = Gehalt angegeben
query-stated-place = Ort angegeben
query-stated-type = Beschäftigungsart angegeben
query-stated-level = Karrierestufe angegeben
query-stated-visa = Angabe zum Visum
query-unstated-pay = Gehalt nicht angegeben
query-unstated-place = Ort nicht angegeben
query-unstated-type = Beschäftigungsart nicht angegeben
query-unstated-level = Karrierestufe nicht angegeben
query-unstated-visa = keine Angabe zum Visum

level-intern = Praktikum
level-entry = Junior
level-mid = mit Berufserfahrung
level-senior = Senior
level-lead = Teamleitung
level-executive = Führungsebene

query-pay = ab { $pay }

compare-seen = { $pay } ({ $how })
compare-contract = Satz für freie Mitarbeit; kein Jahresgehalt
compare-no_rate = kein Wechselkurs für { $currency }
compare-times-HOUR = × { $times } Stunden = { $year }
compare-times-DAY = × { $times } Tage = { $year }
compare-times-WEEK = × { $times } Wochen = { $year }
compare-times-MONTH = × { $times } Monate = { $year }
compare-rate = = { $top }, 1 { $into } = { $rate } { $currency } am { $date }

words-and = { " " }und{ " " }
words-quoted = „{ $word }“
words-or = { " " }oder{ " " }
words-without = ohne { $words }
words-not = nicht { $words }
words-in_title = { $word } im Titel
words-in_company = { $word } im Firmennamen
words-in_body = { $word } im Text

pay-one = { $low }
pay-range = { $low }–{ $high }
pay-from = ab { $low }
pay-up_to = bis { $high }
pay-per-HOUR = { $pay } pro Stunde
pay-per-DAY = { $pay } am Tag
pay-per-WEEK = { $pay } pro Woche
pay-per-MONTH = { $pay } im Monat
pay-per-YEAR = { $pay } im Jahr
pay-assumed = { $pay } ({ $currency } angenommen)

place-remote = remote
place-from = remote ({ $area })
place-within = bis { $km } km um { $place }
place-no_distance = Wie weit es bis „{ $text }“ ist, kann ich nicht messen. Versuch es mit `Berlin +30km`.
place-remote_from = remote ({ $limits })
place-unknown = nicht angegeben

area-ANYWHERE = weltweit
area-EU = EU
area-GB = Großbritannien
area-US = USA
area-zones = { $low } bis { $high }

type-FULL_TIME = Vollzeit
type-PART_TIME = Teilzeit
type-CONTRACTOR = freie Mitarbeit
type-TEMPORARY = befristet
type-INTERN = Praktikum
type-VOLUNTEER = Ehrenamt
type-PER_DIEM = tageweise
type-OTHER = Sonstiges

option-any = Egal

unstated-send = Senden und dazuschreiben
unstated-hide = Ausblenden

look_in-title = Nur im Titel
look_in-all = In Titel, Firma und Text

remote-yes = Nur Remote-Stellen
remote-maybe = Remote oder ohne Angabe dazu
remote-no = Nicht remote

agencies-hide = Keine Personalvermittler
agencies-only = Nur Personalvermittler

visa-yes = Mit Visa-Sponsoring

age-days = { $days ->
    [one] Höchstens einen Tag alt
   *[other] Höchstens { $days } Tage alt
}

verdict-found = „{ $word }“ im { $field }
verdict-field-title = Titel
verdict-field-company = Firmennamen
verdict-field-body = Text
verdict-unstated = nicht angegeben
verdict-keyword-passed = enthält { $seen }
verdict-keyword-failed = enthält { $wanted } nicht
verdict-excluded-passed = enthält { $wanted } nicht
verdict-excluded-failed = enthält { $seen }, was du ausgeschlossen hast
verdict-not-passed = nicht { $wanted }
verdict-not-unknown = vielleicht { $wanted }, was du ausgeschlossen hast
verdict-not-failed = { $seen }, was du ausgeschlossen hast
verdict-agency = über eine Personalvermittlung
verdict-direct = keine Anzeichen einer Personalvermittlung
verdict-yes = ja
verdict-no = nein
verdict-day = 1 Tag alt
verdict-days = { $days } Tage alt
verdict-years = mindestens { $years ->
    [one] 1 Jahr
   *[other] { $years } Jahre
}
verdict-written_in = auf { $language } verfasst
verdict-no_level = { $language }, Niveau nicht angegeben
verdict-not_needed = { $language } nicht erforderlich
verdict-remote-passed = Remote-Arbeit: { $seen }
verdict-remote-unknown = Remote-Arbeit: { $seen }
verdict-remote-failed = Remote-Arbeit: { $seen }, gewünscht: { $wanted }
verdict-place-passed = Ort: { $seen }
verdict-place-failed = Ort: { $seen }, gewünscht: { $wanted }
verdict-place-unknown = Ort: { $seen }, vielleicht { $wanted }
verdict-type-passed = Beschäftigungsart: { $seen }
verdict-type-failed = Beschäftigungsart: { $seen }, gewünscht: { $wanted }
verdict-type-unknown = Beschäftigungsart: nicht angegeben
verdict-pay-passed = Gehalt: { $seen }, gewünscht: { $wanted }
verdict-pay-failed = Gehalt: { $seen }, gewünscht: { $wanted }
verdict-pay-unknown = Gehalt: { $seen }
verdict-stated-passed = { $seen }
verdict-stated-failed = { $seen }
verdict-level-passed = Karrierestufe: { $seen }
verdict-level-failed = Karrierestufe: { $seen }, gewünscht: { $wanted }
verdict-level-unknown = Karrierestufe: nicht angegeben
verdict-lang-passed = auf { $seen } verfasst
verdict-lang-failed = auf { $seen } verfasst, nicht { $wanted }
verdict-lang-unknown = Sprache der Anzeige: nicht bekannt
verdict-needs-passed = Sprache: { $seen }
verdict-needs-failed = Sprache: { $seen }, gewünscht: { $wanted }
verdict-needs-unknown = Sprache: { $seen }
verdict-agencies-passed = { $seen }
verdict-agencies-failed = { $seen }, gewünscht: { $wanted }
verdict-visa-passed = Visa-Sponsoring: { $seen }
verdict-visa-failed = Visa-Sponsoring: { $seen }, von dir gewünscht
verdict-visa-unknown = Visa-Sponsoring: nicht angegeben
verdict-age-passed = { $seen }
verdict-age-failed = { $seen }, gewünscht: { $wanted }
verdict-age-unknown = Datum der Anzeige: nicht angegeben
verdict-season-passed = Zeitraum: { $wanted }
verdict-season-failed = Zeitraum: { $seen }, gewünscht: { $wanted }
verdict-season-unknown = Zeitraum: nicht angegeben
verdict-source-passed = von { $seen }
verdict-source-failed = von { $seen }, nicht { $wanted }
verdict-years-passed = Erfahrung: { $seen }
verdict-years-failed = Erfahrung: { $seen }, gewünscht: { $wanted }
verdict-years-unknown = Jahre an Erfahrung: nicht angegeben
