digest-quiet = While it was quiet: { $count ->
    [one] 1 job
   *[other] { $count } jobs
}
digest-snooze = While this was snoozed: { $count ->
    [one] 1 job
   *[other] { $count } jobs
}
digest-cap = Over the day's limit: { $count ->
    [one] 1 more job
   *[other] { $count } more jobs
}
digest-unpaid = No pay stated: { $count ->
    [one] 1 job
   *[other] { $count } jobs
}
digest-company = { $company }: { $count ->
    [one] 1 new job
   *[other] { $count } new jobs
}
silence-line = { $alert }, this week: 0 of { $count ->
    [one] 1 new job
   *[other] { $count } new jobs
}; { $well } of { $sources ->
    [one] 1 source
   *[other] { $sources } sources
} healthy
silence-left_out = What was left out?
silence-hidden = { $alert }, this week: 0 of { $count ->
    [one] 1 new job
   *[other] { $count } new jobs
}; { $hidden ->
    [one] 1 that fits is hidden
   *[other] { $hidden } that fit are hidden
}; { $well } of { $sources ->
    [one] 1 source
   *[other] { $sources } sources
} healthy
silence-near = { $alert }, this week: 0 of { $count ->
    [one] 1 new job
   *[other] { $count } new jobs
}; nearest miss: { $miss }; { $well } of { $sources ->
    [one] 1 source
   *[other] { $sources } sources
} healthy
silence-number = Alert { $number }
silence-pay = pay { $pay }
weekly-end = Turn off
