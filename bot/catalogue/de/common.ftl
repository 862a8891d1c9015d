button-undo = Rückgängig
button-post_there = Posten
button-cancel = Abbruch
button-save = Sichern
button-change = Ändern
button-how = Wann
button-correct = Korrigieren
button-best = { $count ->
    [one] Die beste senden
   *[other] Die besten { $count } senden
}
button-zone = Zeitzone
button-unshare = Nicht mehr teilen
button-tell_wins = In #{ $channel } erzählen
button-erase = Löschen
button-watch = Beobachten
button-alert_me = Benachrichtige mich
button-back = Zurück
button-more = Weiter

error-server_only = Das geht nur auf einem Server. Versuch es auf einem, der mich hinzugefügt hat.
error-unseen = Ich sehe diesen Kanal nicht. Lass mich hinein oder wähle einen anderen.
error-not_yours = Diese Buttons sind nur für die Person, die gefragt hat.
error-at_work = Ich arbeite noch an deiner letzten Frage. Versuch es nach meiner Antwort noch einmal.
error-manage_server = Dafür brauchst du die Berechtigung „Server verwalten“.
error-ours = Bei uns ist etwas schiefgegangen. Der Fehler ist notiert.

late-buttons = Schon gedrückt oder zu alt. Gib den Befehl noch einmal ein.
late-form = Dieses Formular ist zu alt. Gib den Befehl noch einmal ein; du hattest geschrieben:
