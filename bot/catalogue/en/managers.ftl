settings-mine = Your settings
settings-servers = This server's settings
settings-how_mine = Change one: /settings me zone: Berlin
settings-how_server = Change one: /settings server zone: Berlin
settings-label_zone = Time zone
settings-label_quiet = Quiet hours
settings-label_digest_at = Digests come at
settings-label_digest_day = Weekly digests on
settings-label_language = Language
settings-label_notices = Admin channel
settings-label_adders_role = Who may add sources
settings-label_cap = New alerts
settings-label_report = Weekly report
settings-auto = as Discord says
settings-off = off
settings-range = { $start } to { $end }
settings-there = now { $time }
settings-no_zone = not known; UTC counts
settings-no_notices = none; whoever added a source hears of its troubles
settings-managers = managers
settings-cap = { $count ->
    [one] one card a day at most
   *[other] { $count } cards a day at most
}
settings-mondays = on Mondays
settings-undone = As it was:
settings-no_such_zone = I know no place “{ $text }”. Type a city, such as `zone: Berlin`.
settings-zone_first = Tell me the time zone too, such as `zone: Berlin`.
settings-channel_first = Choose where it goes too, such as `admin_channel: #mods`.

day-monday = Monday
day-tuesday = Tuesday
day-wednesday = Wednesday
day-thursday = Thursday
day-friday = Friday
day-saturday = Saturday
day-sunday = Sunday

daytime-unread = “{ $text }” is no time of day. Write one such as `9:00`.
daytime-no_range = I cannot read “{ $text }”. Write `22:00-08:00` or `off`.

audit-title = Who changed what
audit-none = Nothing was changed here in the last 90 days.
audit-line = { $when } · { $who } { $did }
audit-somebody = somebody
audit-set = set “{ $setting }”: { $value }
audit-alert_added = added alert #{ $number }: { $name }
audit-alert_edited = changed alert #{ $number }: { $name }
audit-alert_paused = paused alert #{ $number }: { $name }
audit-alert_snoozed = snoozed alert #{ $number }: { $name }
audit-alert_resumed = started alert #{ $number } again: { $name }
audit-alert_removed = removed alert #{ $number }: { $name }
audit-alert_restored = brought back alert #{ $number }: { $name }
audit-followed = added the source { $title }
audit-unfollowed = removed the source { $title }
audit-blocked = hid { $title }
audit-unblocked = shows { $title } again
audit-report_dismissed = dismissed a report of { $title }
audit-taken_back = deleted { $count ->
    [one] 1 card
   *[other] { $count } cards
} in { $where }
audit-posted_again = posted { $count ->
    [one] 1 card
   *[other] { $count } cards
} again in { $where }

weekly-report = Last week: { $posted } posted · copies kept out: { $copies } · boards mended: { $mended }.

button-delete = Delete
button-keep = Keep them

takeback-which = Say what to take back: an `alert:`, or a `channel:` such as `#jobs`.
takeback-none = Nothing was posted there in the last hour.
takeback-sure = { $count ->
    [one] Delete one card in { $where }?
   *[other] Delete { $count } cards in { $where }?
}
takeback-sure_dm = { $count ->
    [one] Delete one card here in our DMs?
   *[other] Delete { $count } cards here in our DMs?
}
takeback-deleting = Deleting…
takeback-deleted = { $count ->
    [one] Deleted one card.
   *[other] Deleted { $count } cards.
}
takeback-left = { $count ->
    [one] One could not be deleted.
   *[other] { $count } could not be deleted.
}
takeback-again = { $count ->
    [one] One card is posted again.
   *[other] { $count } cards are posted again.
}
takeback-stop = To stop what comes next: `/alert pause`.
takeback-kept = Nothing was deleted.

hide-which = Give one of the two: the `link:` of a job, or a `company:`.
hide-unknown = I know no job at `{ $link }`. Copy the link of a card's title.
hide-no_company = “{ $text }” is no name of a company. Choose one from the list.
hide-already = { $title } is hidden already. See `/jobs hidden`.
hide-done_server = Hidden in this server: { $title }
hide-done_me = Hidden from you: { $title }
hide-open = { $count ->
    [0] None of its jobs is open now.
    [one] One of its jobs is open now.
   *[other] { $count } of its jobs are open now.
}
hide-undone = Shown again: { $title }
hide-none_server = Nothing is hidden here. Try `/jobs hide company: Acme`.
hide-none_me = You have hidden nothing. Try `/jobs hide company: Acme`.
hide-title_server = Hidden in this server
hide-title_me = Hidden from you
hide-show_again = Show again…
hide-job = - { $title } · hidden { $when }
hide-company = - all jobs of { $title } · hidden { $when }

report-hide = Hide here
report-dismiss = Dismiss
report-hidden = Hidden here by { $name }.
report-dismissed = Dismissed by { $name }.

latest-ask = What is open counts as known. Post the latest now?
latest-none = Nothing
latest-three = The latest 3
latest-ten = The latest 10
latest-quiet = New jobs come by themselves from now on.
latest-posting = { $count ->
    [one] Posting one job. New ones come by themselves from now on.
   *[other] Posting { $count } jobs. New ones come by themselves from now on.
}
latest-nothing = Nothing that fits is open yet. New jobs come by themselves.

setup-which = What is this server about?
setup-reading = { $count ->
    [one] Reading one board…
   *[other] Reading { $count } boards…
}
setup-title = { "*" }*{ $pack }** · nothing is posted yet
setup-line = - { $where } { "*" }*{ $week } this week**, { $open } open · { $rule }
setup-cap = { $count ->
    [one] One card a day at most.
   *[other] { $count } cards a day at most.
}
setup-no_cap = As many cards a day as there are.
setup-ping = Ping: { $role }, once a day.
setup-no_ping = Ping: none.
setup-silent = { $count ->
    [one] One board has not answered yet. I keep trying.
   *[other] { $count } boards have not answered yet. I keep trying.
}
setup-post = Post
setup-change = Change
setup-out = Leave it out
setup-changing = Jobs for { $where }: { $rule }
setup-choose_channel = Another channel
setup-choose_role = Whom to ping, once a day
setup-choose_cap = Cards a day
setup-choose_tag = The tag for every job
setup-cap_choice = { $count } a day at most
setup-not_everyone = I ping no everybody. Choose a role that people can leave.
setup-not_mentionable = I may not ping { $role }. Allow anyone to mention it, in its settings.
setup-no_channel = I may post in none of your channels. Allow me in one: View Channel, Send Messages, Embed Links.
setup-all_there = All of this is posted here already. See `/alert list`.
setup-done = Done. New jobs come to { $where }.
setup-tested = A test card stands in { $where }.
setup-untested = No such job is open now, so there is no test card.
setup-next =
    Try next:
    - `/settings server zone:` for quiet nights and digests at your time
    - `/source add link:` for a careers page of your own
    - `/alert new` for jobs that only you see
