report-title = Your alert: { $rule }
report-unpaid = Of { $jobs } that fit, { $count ->
    [one] 1 states no pay.
   *[other] { $count } state no pay.
}
report-kept_back = { $count ->
    [one] 1 that fits is hidden.
   *[other] { $count } that fit are hidden.
}
report-no_rate = Watching for { $time }: no rate yet.
report-never = No posting mentions { $words }.
report-without = Without { $part }: { $jobs }.
report-part = - { $part }: { $passed ->
    [one] 1 fits
   *[other] { $passed } fit
}, { $unknown }{ $failed ->
    [one] 1 does not
   *[other] { $failed } do not
}; without it { $jobs ->
    [one] 1 job
   *[other] { $jobs } jobs
}
report-unknown = { $count ->
    [one] 1 does not say
   *[other] { $count } do not say
},{ " " }
report-near = Nearly:
report-nearly = - { $job }: { $why }
report-nothing = I have seen no posting yet. Try again after the next poll.

alert-saved =
    { "*" }*Saved:** { $rule }
    New jobs come to { $where }.
alert-edited =
    { "*" }*Changed:** { $rule }
    New jobs come to { $where }.
alert-confirm = Everybody who can see { $where } will see these jobs.
alert-cancelled = Nothing was saved.
alert-meanwhile = The alert was changed meanwhile. Look again before you save.
alert-changed_since = The alert was changed since. `/alert edit` changes it again.
alert-no_pay_sent = Jobs that state no pay are sent, and say so.
alert-no_pay_hidden = Jobs that state no pay are hidden.
alert-open_none = No such job is open now. You will hear of the next one.
alert-open_more = Open now: more than { $count }; { $week } posted this week.
alert-list = Alerts
alert-none = You have no alerts yet. Try `/alert new keywords: python`.
alert-line = `#{ $number }` { $rule }
    → { $how }
alert-state_paused = paused
alert-unknown = There is no such alert. Choose one from the list that opens as you type.
alert-quota = { $most ->
    [one] 1 alert is
   *[other] { $most } alerts are
} the most I can keep for you. Remove one first.
alert-paused = Paused: { $name }
alert-snooze_paused = { $name } is paused. Start it first: `/alert resume`.
alert-resumed = Active: { $name }
alert-removed = Removed: { $name }
alert-undone = As it was: { $name }
alert-test_nothing = No open job matches “{ $name }” right now.
alert-tested = Sent one job to { $where }.
alert-tests = I send { $most ->
    [one] 1 test
   *[other] { $most } tests
} a minute for you. Try again in { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}.

label-active = #{ $number } { $name }
label-paused = #{ $number } { $name } (paused)

where-dm = you by DM
where-not_yours = You cannot post in { $channel } yourself.
where-not_mine = I cannot post in { $channel }. Allow me there: { $missing }.
where-needs_tag = { $channel } wants a tag on each post. Choose one for every job.
where-tag_moderated = Only moderators may set “{ $tag }” in { $channel }. Allow me there: { $missing }.

permission-view_channel = View Channel
permission-send_messages = Send Messages
permission-embed_links = Embed Links
permission-read_message_history = Read Message History
permission-manage_threads = Manage Threads and Posts

pause-channel_gone = The channel is gone. Make a new alert for another one.
pause-forum_tag = The forum asks for a tag. Allow posts without one, then `/alert resume`.
pause-no_access = I cannot see the channel any more. Let me in, then `/alert resume`.
pause-no_permission = I may not post there any more. Allow it, then `/alert resume`.
pause-dm_closed = Your DMs are closed to me. Open them, then `/alert resume`.
pause-refused = Discord refuses the message. Try `/alert resume` later.

paused-channel_gone = <#{ $channel }> is gone. Make an alert for another channel.
paused-forum_tag = <#{ $channel }> asks for a tag, and its jobs wait. Allow posts without one.
paused-no_access = I cannot see <#{ $channel }> any more. Let me in, and its jobs come.
paused-no_permission = I may not post in <#{ $channel }> any more. Allow it, and its jobs come.
paused-dm_closed = Discord refuses what I send to <#{ $channel }>. Its jobs wait.
paused-refused = Discord refuses what I send to <#{ $channel }>. Its jobs wait.
paused-here = { $where }: { $why }
paused-again = Try again
paused-trying = I try again.

aside-automod = Blocked by the server's AutoMod.
aside-link = Discord holds its link to be harmful.
aside-refused = Discord would not take it, not even in plain words.
aside-ours = I could not write it. My mistake.
aside-day = Discord could not be reached for a whole day.

problems-none = Nothing was held up. All was sent, or is on its way.
problems-line = - { $titles } in { $where }: { $why }
problems-line_dm = - { $titles } by DM: { $why }
problems-title = { $count } messages were not sent. **Send again** tries them once more.
problems-title_one = One message was not sent. **Send again** tries it once more.
problems-resend = Send again
problems-resent = They are on their way.

follow-offer = Nothing is watched for it yet. Choose where jobs come from:
follow-everybody = Job boards it hears: { $count }. `/source pack` adds more.
follow-choose = Packs of sources
report-month = Last { $days } days: { $news ->
    [0] no new job.
    [one] 1 new job, { $week ->
        [0] less than one
       *[other] about { $week }
    } a week.
   *[other] { $news } new jobs, { $week ->
        [0] less than one
       *[other] about { $week }
    } a week.
}
report-watching = Watching for { $time }: { $news ->
    [0] no new job yet.
   *[other] { $week ->
        [0] less than one
       *[other] about { $week }
    } a week.
}
report-time-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
report-time-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
report-time-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
report-without_pay = Without the pay floor: { $jobs }.
report-allowing = With { $part } too: { $jobs }.
alert-open = Open now: { $count }; { $week } posted this week.
alert-read = { "*" }*I read:** { $rule }
alert-before = { "*" }*Before:** { $rule }
alert-after = { "*" }*After:** { $rule }
alert-goes = To { $where }: { $how }.
alert-pay = Pay: { $pay }.
alert-no_pay_digest = Jobs that state no pay come in the digest.
alert-ping_never = Nobody is pinged.
alert-ping_first = { $role } is pinged with the first card of a day.
alert-ping_every = { $role } is pinged with every card.
alert-ping_private = Only a channel has a role to ping. Add `where:`.
alert-ping_role = Which role? Add `role:`, or choose it under **When**.
alert-ping_not_mine = I may not ping { $role }. Allow me “Mention All Roles”, or anyone to mention it.
alert-cap = “{ $text }” is no number of cards. Try `10`; { $most } is the most.
alert-state_snoozed = snoozed, back { $until }
alert-this_week = { $count } this week
alert-snoozed = Snoozed: { $name }. It is back { $until }.
alert-on_their_way = On their way: { $count ->
    [0] none. You have had them.
    [one] 1 job.
   *[other] { $count } jobs.
}
manner-at_once = at once
manner-hourly = once an hour, together
manner-daily = once a day, together
manner-weekly = once a week, together
manner-cap = at once, { $cap ->
    [one] one card
   *[other] { $cap } cards
} a day, the rest in one digest
manner-no_cap = at once, without a cap
when-at_once = At once
when-hourly = Hourly
when-daily = Daily
when-weekly = Weekly
ping-never = Never
ping-first = First card of the day
ping-every = Every card
unstated-digest = Only in the digest
snooze-day = a day
snooze-week = a week
label-snoozed = #{ $number } { $name } (snoozed)
follow-takes = It hears what this server watches. Sources: { $count }.

form-what = What are you looking for?
form-keywords = Keywords
form-keywords_about = Words, or -junior and level:senior
form-min_pay = Least pay
form-place = Places
form-types = Kind of work
form-unpaid = Jobs that state no pay
form-how = When, and how many
form-when = When
form-cap = Cards a day
form-cap_about = The rest come in one digest. Empty: no cap.
form-name = Name
form-silence = A weekly line that explains silence
form-ping = Ping a role
form-role = Which role
form-tag = Tag: { $name }
form-tag_means = Goes on
form-example-keywords = python OR golang, "machine learning", -junior
form-example-min_pay = 90k EUR, $60/h
form-example-place = Berlin +30km, remote from Germany
form-example-cap = 10
form-example-name = Backend in Berlin

tag-choose = What the forum's tags mean
tag-used = Tags: { $tags }
tag-every = every job
tag-never = no job
tag-closed = closed jobs
tag-gone = That tag is gone. Choose another one.

share-code =
    { "*" }*{ $name }**: `/alert take code: { $code }`
    Whoever has the code sees the alert as it is.
share-pay = They see the pay floor too.
share-stopped = Nobody can take it with that code any more.
share-unknown = There is no such code. Ask whoever gave it to you.

done-none = You have no alert that is active.
done-done = Congratulations! Alerts off: { $count }.
done-tell = Tell { $channel }, without your name?
done-told = Told, without your name. Alerts are off.
done-news = Somebody here found a job. Congratulations!
done-undone = Your alerts are back.
done-no_wins = I cannot post there any more.

zone-title = Where do you live?
zone-where = City or time zone
zone-example = Berlin
zone-ask = Where do you live? Then your nights are quiet.
zone-quiet = Quiet from { $start } to { $end } from now on.
zone-known = Your time zone: { $zone }.
