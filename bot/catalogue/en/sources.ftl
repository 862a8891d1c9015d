source-kind = There is no kind of source called “{ $kind }”. There are: { $known }.
source-board = “{ $board }” is no name of a { $kind } board. Paste the board's address instead.
source-unread = No jobs on `{ $link }`, nor on the boards and feeds it links to. Paste the job board's own link, or choose a `company:`.
source-unreachable = I could not read `{ $link }`. Check the link, or choose a `company:`.
source-closed =
    { "*" }*{ $site } does not let bots read it.** Paste the company's own careers page, or choose the pack { $pack }.
    You pasted `{ $link }`.
source-forbidden =
    { "*" }*{ $site } does not let bots read it.** Paste the job board's own link, or choose a `company:`.
    You asked for `{ $link }`.
source-keys =
    { $kind } wants a key. Ask the bot's operator to set { $settings }.
    You asked for `{ $link }`.
source-neither = Give a `link:` such as `https://acme.com/careers`, or a `company:`.
source-both = Give one of the two: `link: { $link }` or `company: { $company }`.
source-no_company = I know no company “{ $text }”. Choose from the list, or paste a `link:`.
source-companies = Several boards are called “{ $text }”. Choose one: { $boards }.
source-quota = { $most ->
    [one] 1 source is
   *[other] { $most } sources are
} the most for yourself. Remove one first.
source-quota_server = { $most ->
    [one] 1 source is
   *[other] { $most } sources are
} the most for a server. Remove one first.
source-probes = I look at { $most ->
    [one] 1 source
   *[other] { $most } sources
} a minute for you. Try again in { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}.
source-cancelled = Nothing is watched that was not before.
source-added = Watching. What is open now counts as known; new jobs come to your alerts.
source-removed = No longer watching { $title }.
source-undone = Watching { $title } again.
source-busy = { $title } is being asked right now. Try again in a minute.
source-checked = It answered. Jobs listed: { $seen }, new: { $new }.
source-rests = Asked { $asked }. Next { $due }.
source-already = { $title } is watched already.
source-no_link = “{ $text }” is no link. Paste one such as `https://acme.com/careers`.
source-none = Nothing is watched here yet. A manager can try `/source add`.
source-unknown = There is no such source. Choose one from the list that opens as you type.
source-list = Sources
source-everybody = __For everybody's personal alerts__
source-line =
    { "*" }*{ $title }** · { $state }
    open jobs: { $count } · { $answered } · asked again { $next }
source-answered = answered { $when }
source-unanswered = no answer yet

preview-company = { "*" }*{ $title }** · { $kind }
preview-jobs = Open jobs: { $count } · pay stated: { $paid }
preview-some_jobs = Open jobs: { $count } · pay stated: { $paid } of { $read }
preview-more_jobs = Open jobs: { $count } or more · pay stated: { $paid } of { $read }
preview-no_jobs = It lists no jobs right now. Is the link right?
preview-asked = Asked every { $interval }.
preview-credit = Its cards say “via { $name }”.

interval-minutes = { $count ->
    [one] minute
   *[other] { $count } minutes
}
interval-hour = hour
interval-hours = { $count } hours

kind-rss = a feed
kind-jsonfeed = a feed
kind-schemaorg = its own page
kind-githubissues = issues on GitHub
kind-simplify = a list on GitHub

pack-de = Germany
pack-in = India
pack-br = Brazil
pack-pl = Poland
pack-us_students = US students
pack-remote_world = Remote, worldwide

pack_about-de = Germany's employment agency, Arbeitnow and some employers
pack_about-in = Employers with many jobs in India
pack_about-br = Brazil's job boards on GitHub, and Nubank
pack_about-pl = Employers with many jobs in Poland
pack_about-us_students = Lists of internships and first jobs in the US
pack_about-remote_world = Boards of remote jobs from everywhere

packs-shown = { "*" }*{ $name }** · { $about }
packs-first_alert = A first alert for it: { $rule }
packs-heard = All of these are watched already.
packs-followed = { $count ->
    [one] Watching 1 more source. Its
   *[other] Watching { $count } more sources. Their
} open jobs come in within minutes.
packs-alert = A first alert for them? { $rule }
packs-no_channel = I cannot post here. Try `/alert new` with `where:`.
packs-alert_here = Everybody who can see { $where } will see its jobs.

health-new = not asked yet
health-ok = works
health-unchanged = works, nothing new
health-empty = works, no jobs right now
health-suspect = lists no jobs, which is odd
health-partial = works, some jobs unreadable
health-gone = gone
health-refused = refuses to be read
health-throttled = asks me to come back later
health-unreachable = not answering
health-malformed = unreadable
health-quarantined = set aside, it stopped the bot

notice-ok = { "*" }*{ $title }** works again.
notice-suspect = { "*" }*{ $title }** lists no jobs at all. Check that its link still leads there.
notice-gone = { "*" }*{ $title }** is gone. Add the company's new careers page instead.
notice-refused = { "*" }*{ $title }** does not let bots read it. Add the company's own careers page.
notice-throttled = { "*" }*{ $title }** wants to be asked less often. I slow down by myself.
notice-unreachable = { "*" }*{ $title }** does not answer. I keep trying.
notice-malformed = { "*" }*{ $title }** answers in a form that I cannot read. The operator can look.
notice-quarantined = { "*" }*{ $title }** stopped the bot three times. Check again to have it asked.
notice-check = Check again

answer-none = No answer of { $source } was kept: none was unreadable.

inspect-nothing = “{ $target }” is neither a file nor an address such as https://acme.com/jobs.
inspect-unknown = I read no postings in { $target }. I know these kinds: { $kinds }.
