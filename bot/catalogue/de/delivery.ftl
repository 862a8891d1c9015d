digest-quiet = Während der Ruhezeit: { $count ->
    [one] 1 Stelle
   *[other] { $count } Stellen
}
digest-snooze = Während der Stummschaltung: { $count ->
    [one] 1 Stelle
   *[other] { $count } Stellen
}
digest-cap = Über dem Tageslimit: { $count ->
    [one] 1 weitere Stelle
   *[other] { $count } weitere Stellen
}
digest-unpaid = Ohne Gehaltsangabe: { $count ->
    [one] 1 Stelle
   *[other] { $count } Stellen
}
digest-company = { $company }: { $count ->
    [one] 1 neue Stelle
   *[other] { $count } neue Stellen
}
silence-line = { $alert }, diese Woche: 0 von { $count ->
    [one] 1 neuen Stelle
   *[other] { $count } neuen Stellen
}; { $well } von { $sources ->
    [one] 1 Quelle
   *[other] { $sources } Quellen
} in Ordnung
silence-left_out = Was wurde aussortiert?
silence-hidden = { $alert }, diese Woche: 0 von { $count ->
    [one] 1 neuen Stelle
   *[other] { $count } neuen Stellen
}; { $hidden ->
    [one] 1 passende ist ausgeblendet
   *[other] { $hidden } passende sind ausgeblendet
}; { $well } von { $sources ->
    [one] 1 Quelle
   *[other] { $sources } Quellen
} in Ordnung
silence-near = { $alert }, diese Woche: 0 von { $count ->
    [one] 1 neuen Stelle
   *[other] { $count } neuen Stellen
}; knapp daneben: { $miss }; { $well } von { $sources ->
    [one] 1 Quelle
   *[other] { $sources } Quellen
} in Ordnung
silence-number = Suchauftrag { $number }
silence-pay = Gehalt { $pay }
weekly-end = Ausschalten
