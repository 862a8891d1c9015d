source-kind = Eine Art von Quelle namens „{ $kind }“ gibt es nicht. Es gibt: { $known }.
source-board = „{ $board }“ ist kein Name einer Jobbörse bei { $kind }. Füge stattdessen ihre Adresse ein.
source-unread = Keine Stellen auf `{ $link }`, auch nicht auf den Jobbörsen und Feeds dahinter. Füge den Link der Jobbörse selbst ein oder wähle eine `company:`.
source-unreachable = `{ $link }` konnte ich nicht lesen. Prüfe den Link oder wähle eine `company:`.
source-closed =
    { "*" }*{ $site } lässt sich nicht von Bots lesen.** Füge die Karriereseite der Firma selbst ein oder wähle das Paket { $pack }.
    Dein Link war `{ $link }`.
source-forbidden =
    { "*" }*{ $site } lässt sich nicht von Bots lesen.** Füge den Link der Jobbörse selbst ein oder wähle eine `company:`.
    Dein Link war `{ $link }`.
source-keys =
    { $kind } verlangt einen Schlüssel. Bitte wer den Bot betreibt, { $settings } zu setzen.
    Dein Link war `{ $link }`.
source-neither = Gib einen `link:` an, etwa `https://acme.com/careers`, oder eine `company:`.
source-both = Gib nur eins von beiden an: `link: { $link }` oder `company: { $company }`.
source-no_company = Eine Firma „{ $text }“ kenne ich nicht. Wähle aus der Liste oder füge einen `link:` ein.
source-companies = Mehrere Jobbörsen heißen „{ $text }“. Wähle eine: { $boards }.
source-quota = Mehr als { $most ->
    [one] eine Quelle geht
   *[other] { $most } Quellen gehen
} für dich allein nicht. Entferne zuerst eine.
source-quota_server = Mehr als { $most ->
    [one] eine Quelle geht
   *[other] { $most } Quellen gehen
} für einen Server nicht. Entferne zuerst eine.
source-probes = Ich sehe mir für dich { $most ->
    [one] eine Quelle
   *[other] { $most } Quellen
} pro Minute an. Versuch es in { $seconds ->
    [one] einer Sekunde
   *[other] { $seconds } Sekunden
} wieder.
source-cancelled = Beobachtet wird nur, was es vorher schon wurde.
source-added = Wird beobachtet. Was jetzt offen ist, gilt als bekannt; neue Stellen kommen mit deinen Suchaufträgen.
source-removed = { $title } wird nicht mehr beobachtet.
source-undone = { $title } wird wieder beobachtet.
source-busy = { $title } wird gerade abgefragt. Versuch es in einer Minute wieder.
source-checked = Die Quelle hat geantwortet. Stellen: { $seen }, davon neu: { $new }.
source-rests = Abgefragt { $asked }, das nächste Mal { $due }.
source-already = { $title } wird schon beobachtet.
source-no_link = „{ $text }“ ist kein Link. Füge einen ein, etwa `https://acme.com/careers`.
source-none = Hier wird noch nichts beobachtet. Wer den Server verwaltet, nimmt `/source add`.
source-unknown = Diese Quelle gibt es nicht. Wähle aus der Liste, die sich beim Tippen öffnet.
source-list = Quellen
source-everybody = __Für die persönlichen Suchaufträge aller__
source-line =
    { "*" }*{ $title }** · { $state }
    offene Stellen: { $count } · { $answered } · nächste Abfrage { $next }
source-answered = Antwort { $when }
source-unanswered = noch keine Antwort

preview-company = { "*" }*{ $title }** · { $kind }
preview-jobs = Offene Stellen: { $count } · mit Gehalt: { $paid }
preview-some_jobs = Offene Stellen: { $count } · mit Gehalt: { $paid } von { $read }
preview-more_jobs = Offene Stellen: { $count } oder mehr · mit Gehalt: { $paid } von { $read }
preview-no_jobs = Gerade stehen dort keine Stellen. Stimmt der Link?
preview-asked = Ich frage alle { $interval } nach.
preview-credit = Auf den Karten steht „über { $name }“.

interval-minutes = { $count ->
    [one] 60 Sekunden
   *[other] { $count } Minuten
}
interval-hour = 60 Minuten
interval-hours = { $count } Stunden

kind-rss = ein Feed
kind-jsonfeed = ein Feed
kind-schemaorg = eigene Seite
kind-githubissues = Issues auf GitHub
kind-simplify = eine Liste auf GitHub

pack-de = Deutschland
pack-in = Indien
pack-br = Brasilien
pack-pl = Polen
pack-us_students = Studierende in den USA
pack-remote_world = Remote, weltweit

pack_about-de = Die Bundesagentur für Arbeit, Arbeitnow und einige Firmen
pack_about-in = Firmen mit vielen Stellen in Indien
pack_about-br = Brasiliens Jobbörsen auf GitHub und Nubank
pack_about-pl = Firmen mit vielen Stellen in Polen
pack_about-us_students = Listen von Praktika und ersten Stellen in den USA
pack_about-remote_world = Jobbörsen für Remote-Stellen aus aller Welt

packs-shown = { "*" }*{ $name }** · { $about }
packs-first_alert = Ein erster Suchauftrag dazu: { $rule }
packs-heard = All das wird schon beobachtet.
packs-followed = { $count ->
    [one] Eine weitere Quelle wird beobachtet. Ihre
   *[other] { $count } weitere Quellen werden beobachtet. Ihre
} offenen Stellen kommen in wenigen Minuten.
packs-alert = Ein erster Suchauftrag dafür? { $rule }
packs-no_channel = Hier kann ich nicht posten. Nimm `/alert new` mit `where:`.
packs-alert_here = Alle, die { $where } sehen können, sehen dann diese Stellen.

health-new = noch nicht abgefragt
health-ok = geht
health-unchanged = geht, nichts Neues
health-empty = geht, gerade keine Stellen
health-suspect = führt keine Stellen, das ist seltsam
health-partial = geht, manche Stellen unlesbar
health-gone = verschwunden
health-refused = will nicht gelesen werden
health-throttled = bittet mich, später zu fragen
health-unreachable = antwortet nicht
health-malformed = unlesbar
health-quarantined = ausgesetzt, hat den Bot angehalten

notice-ok = { "*" }*{ $title }** geht wieder.
notice-suspect = { "*" }*{ $title }** führt keine einzige Stelle. Prüfe, ob der Link noch dorthin führt.
notice-gone = { "*" }*{ $title }** gibt es nicht mehr. Füge die neue Karriereseite der Firma hinzu.
notice-refused = { "*" }*{ $title }** lässt sich nicht von Bots lesen. Füge die Karriereseite der Firma hinzu.
notice-throttled = { "*" }*{ $title }** will seltener gefragt werden. Das mache ich von selbst.
notice-unreachable = { "*" }*{ $title }** antwortet nicht. Ich versuche es weiter.
notice-malformed = { "*" }*{ $title }** antwortet in einer Form, die ich nicht lesen kann. Wer den Bot betreibt, kann nachsehen.
notice-quarantined = { "*" }*{ $title }** hat den Bot dreimal angehalten. „Erneut prüfen“ fragt wieder nach.
notice-check = Erneut prüfen

answer-none = Von { $source } ist keine Antwort aufbewahrt: Keine war unlesbar.

inspect-nothing = „{ $target }“ ist weder eine Datei noch eine Adresse wie https://acme.com/jobs.
inspect-unknown = In { $target } finde ich keine Stellen. Diese Arten kenne ich: { $kinds }.
