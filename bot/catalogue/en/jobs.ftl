jobs-found = Open jobs: { $count }
jobs-seen = Jobs seen so far: { $count }
jobs-none = No open job here matches { $rule }.
jobs-none_seen = No job seen so far matches { $rule }.
jobs-most = the first { $count }
jobs-open = open
jobs-closed = closed { $when }
jobs-save_one = Save one…
jobs-alert_me = Alert me of such jobs
order-best = best first
order-newest = newest first
closed-open = only open jobs
closed-all = closed jobs too

page-of = Page { $page } of { $pages }

zone-choice = { $place } · { $time }

paid-title =
    { "###" } What they pay
    { $rule }
paid-year = { $currency } a year
paid-day = Contractors, { $currency } a day
paid-panel = { $what } · { $count ->
    [one] 1 job
   *[other] { $count } jobs
}
paid-line = { $what }: median { $middle }, half of them { $first } to { $third } ({ $count ->
    [one] 1 job
   *[other] { $count } jobs
}).
paid-few = { $count ->
    [0] None of them states pay, so there is nothing to draw.
    [one] Only 1 of them states pay, too few to draw:
   *[other] Only { $count } of them state pay alike, too few to draw:
}
paid-other = { $what } ({ $count })
paid-others = Too few to draw: { $named }.
paid-share = Pay stated: { $stating } of { $jobs ->
    [one] 1 job
   *[other] { $jobs } jobs
} ({ $percent }%).
paid-how = A range counts as its middle, a year as { $hour } hours, { $day } days, { $week } weeks or { $month } months.
paid-median = median { $pay }
paid-period_one = First seen { $first }, closed jobs too.
paid-period = First seen { $first } to { $last }, closed jobs too.
paid-unconverted = Nothing is converted; `in:` does that.
paid-converted = In { $currency } by the European Central Bank's rates.
paid-lost = Left out for want of a rate: { $count }.
paid-picture = Columns of how many jobs pay what.
paid-thousands = { $count }k
paid-millions = { $count }M
paid-currency = { $code } · { $name }
paid-no_currency = I know no currency “{ $text }”. Try `EUR`.

help-title = { "###" } I tell you of new jobs, as soon as they are posted
help-next_setup = { "**" }Next:** `/setup` proposes jobs and channels for this server.
help-next_source = { "**" }Next:** `/source pack` watches many job boards at once.
help-next_alert = { "**" }Next:** `/alert new` shows what it finds before anything is saved.
help-next_search = { "**" }Next:** `/alert report` shows what an alert left out, and why.
help-channel = - `/alert new where:` posts new jobs in a channel.
help-alert = - `/alert new` sends you new jobs by DM.
help-search = - `/jobs search` looks through all jobs seen so far.
help-pay = - `/jobs pay` draws what such jobs pay.
help-saved = - `/jobs saved` has the jobs you saved, with reminders.
help-source = - `/source add` watches a company's careers page.
help-settings = - `/settings server` has its language, its hours and an admin channel.
help-heard_server = A job looks wrong? Choose Not for me, then Report: this server's managers hear of it.
help-heard = Something is wrong? Tell whoever runs this bot.

privacy-kept_me =
    { "###" } What I keep about you
    - your alerts: { $alerts }, with the hours and the language you chose
    - sources you follow: { $sources }
    - jobs you saved or hid: { $jobs }, with your notes
    - what I sent you: { $messages }
privacy-kept_server =
    { "###" } What I keep about this server
    - its alerts: { $alerts }, and its settings
    - sources it follows: { $sources }
    - what I posted here: { $messages }
    - who changed what, and what members reported
privacy-until_me = Until you erase it; a removed alert for { $days } days more.
privacy-until_server = Until you erase it, or { $days } days after I leave; changes for { $audit } days.
privacy-reads = I read no messages, and show nobody what you seek.
privacy-ways = `/privacy export` gets you all of it, `/privacy erase` has it forgotten.
source-choice = { $title } · { $state }
