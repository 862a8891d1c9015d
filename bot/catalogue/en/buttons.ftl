saved-new = Saved. Only you see this.
saved-before = You saved this before. Only you see this.
saved-on = saved { $when }
saved-applied = applied { $when }
saved-remind = reminder { $when }
saved-open = Open
saved-closed = Closed { $when }
saved-note = Note: { $note }
saved-apply = Applied
saved-not_applied = Not applied
saved-remind_me = Remind me
saved-write = Note
saved-your_note = Your note
saved-similar = Similar jobs
saved-forget = Forget
saved-tomorrow = Tomorrow
saved-in_days = In 3 days
saved-in_a_week = In a week
saved-never = No reminder
saved-forgotten = Forgotten: { $title }
saved-gone = You have not saved that job, or no longer.
saved-none = You have saved nothing yet. Press **Save** under a job.
saved-full = { $most ->
    [one] 1 saved job is
   *[other] { $most } saved jobs are
} the most I keep. Forget one first.
saved-like = Like it, and open:
saved-no_similar = I know no open job like it.
saved-alike =
    { $count ->
        [one] You saved { $count } job like this.
       *[other] You saved { $count } jobs like this. Shall I watch for more?
    }
    { $rule }
saved-title =
    { $count ->
        [one] Your saved job
       *[other] Your { $count } saved jobs
    }
saved-choose = Choose a job
saved-export = Export
saved-exported =
    { $count ->
        [one] Your job, as a table and as JSON.
       *[other] Your { $count } jobs, as a table and as JSON.
    }

remind-open = You wanted to see this again: { $job }. It is still open.
remind-closed = You wanted to see this again: { $job }. It has closed.
notice-job = Show the job

refuse-mine = Hidden: you will not see this job again. Shall your alert change too?
refuse-nobodys = Hidden: you will not see this job again.
refuse-public = Hidden from your own lists. Others still see the card.
refuse-choose = What was wrong with it?
refuse-undone = No longer hidden: { $title }
refuse-follow = Follow
refuse-report = Report
refuse-followed = You have this alert already. See `/alert list`.
refuse-copied = Your own copy. Its jobs come to you by DM:
refuse-hears =
    { $count ->
        [one] It hears { $count } source.
       *[other] It hears { $count } sources.
    }

wrong-company = Never this company: { $about }
wrong-word = Never this word in a title: { $about }
wrong-pay = Pay too low
wrong-unpaid = No pay stated
wrong-place = Not this place: { $about }
wrong-agency = No agencies

propose-rule = { $name }: { $rule }
propose-out = It would have kept out { $out } of { $jobs ->
    [one] { $jobs } job
   *[other] { $jobs } jobs
} in { $days ->
    [one] { $days } day
   *[other] { $days } days
}.
propose-out_saved = It would have kept out { $out } of { $jobs ->
    [one] { $jobs } job
   *[other] { $jobs } jobs
} in { $days ->
    [one] { $days } day
   *[other] { $days } days
}, { $saved } of which you saved.
propose-added = In { $days ->
    [one] { $days } day
   *[other] { $days } days
} it would have sent { $after ->
    [one] { $after } job
   *[other] { $after } jobs
} instead of { $jobs }.
propose-same = It would have changed nothing in { $days ->
    [one] { $days } day
   *[other] { $days } days
}.
propose-apply = Change it
propose-applied = Changed. You now ask for:
propose-undone = As it was:
propose-cancelled = Nothing was changed.
propose-nothing = No change of your alert would keep it out any more.
propose-stale = The alert has changed meanwhile. Press the button under the card again.

report-ask = What is wrong with this job?
report-choose = Choose a reason
report-scam = It looks like a scam
report-gone = It is not open any more
report-unfair = It shuts people out unfairly
report-amiss = It does not belong here
report-thanks = Thank you. Whoever manages this server has been told, without your name.
report-again = You have reported this job already.
report-nowhere = Nobody reads reports here. Tell somebody who manages this server.
reported-scam = A member reports a job as a scam: { $job }
reported-gone = A member reports a job as closed: { $job }
reported-unfair = A member reports a job as unfair: { $job }
reported-amiss = A member reports a job that does not belong here: { $job }

why-others = **Your other alerts**
why-fits = ✔ **{ $name }**: fits
why-missed = ✘ **{ $name }**: fits, except { $why }
why-missed_by = ✘ **{ $name }**: missed by { $gap }
why-show = Show such jobs
why-show_for = Show such jobs (#{ $number })

fate-title = What became of it
fate-some_day = some time ago
fate-sent = ✔ **{ $name }**: sent { $when } to { $where }.
fate-coming = ✔ **{ $name }**: on its way to { $where }.
fate-aside = ✘ **{ $name }**: could not be sent.
fate-held = ✔ **{ $name }**: held, comes { $when }.
fate-unfit = ✘ **{ $name }**: { $why }
fate-unheard = ✘ **{ $name }**: it fits, but its source is not followed.
fate-unseen = ✘ **{ $name }**: it fits, but none of my sources has shown it.
fate-hidden = ✘ **{ $name }**: you hid this job.
fate-blocked = ✘ **{ $name }**: this job or its company is blocked.
fate-told = ✔ **{ $name }**: sent { $when } to { $where } for another alert.
fate-earlier = ✘ **{ $name }**: seen { $when }, before the alert was made.
fate-known = ✘ **{ $name }**: seen { $when } already.
fate-first_look = ✘ **{ $name }**: there when I first looked at its source, { $when }.
fate-paused = ✘ **{ $name }**: the alert is paused.
fate-changed = ✘ **{ $name }**: it fits now; the alert was different or paused then.
fate-why-digest = It is for a digest.
fate-why-unpaid = It states no pay, so it is for a digest.
fate-why-quiet = These are quiet hours.
fate-why-snooze = The alert is snoozed.
fate-why-cap = The day's cards were sent.
fate-left_out = ✘ **{ $name }**: it closed before its time came.
fate-card = [Open the card]({ $link })
fate-gone = Its card was deleted since.
fate-as_other = It came from { $source }.

check-may_apply = Who may apply: { $who }
check-pay_above =
    { $count ->
        [one] { $pay }, above { $percent } % of { $count } similar job
       *[other] { $pay }, above { $percent } % of { $count } similar jobs
    }
check-visa = visa sponsored
check-no_visa = no visa sponsored
check-open = Open when I looked { $when }
check-closed = Closed { $when }
check-ran_out = Applications ended { $when }
check-save = Save
check-no_link = There is no link to a job in that message.
check-not_listed = I find no such job behind `{ $link }`.
check-several = That link leads to several jobs. Give me the link of one.
