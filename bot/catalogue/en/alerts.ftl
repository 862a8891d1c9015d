report-title = Your alert: { $rule }
report-jobs = Jobs that fit: { $jobs }, of { $postings } postings I saw lately.
report-unpaid = { $count } of them state no pay.
report-rate = New in { $days } days: { $news }, about { $week } a week.
report-no_rate = I have watched for less than a week: no rate yet.
report-never = No posting mentions { $words }.
report-without = Without the part { $part }: { $jobs }.
report-part = - { $part }: { $passed } fit, { $unknown }{ $failed } do not; without it { $jobs } jobs
report-unknown = { $count } do not say,{ " " }
report-near = Nearly:
report-nearly = - { $job }: { $why }
report-nothing = I have seen no posting yet. Try again after the next poll.

alert-saved =
    Saved. I read: { $rule }
    New jobs come to { $where }.
alert-edited =
    Changed. I read: { $rule }
    New jobs come to { $where }.
alert-confirm =
    I read: { $rule }
    Everybody who can see { $where } will see these jobs.
alert-cancelled = Nothing was saved.
alert-no_pay_sent = Jobs that state no pay are sent, and say so.
alert-no_pay_hidden = Jobs that state no pay are hidden.
alert-open_none = No such job is open now. You will hear of the next one.
alert-open_few = Open now: { $count }
alert-open_some = Open now: { $count }. The best three:
alert-open_more = Open now: more than { $count }. The best three:
alert-list = Alerts
alert-none = You have no alerts yet. Try `/alert new keywords: python`.
alert-line = `#{ $number }` { $rule } → { $where }{ $state }
alert-state_active = { "" }
alert-state_paused = { " " }· paused
alert-unknown = There is no such alert. Choose one from the list that opens as you type.
alert-quota = { $most } alerts are the most I can keep for you. Remove one first.
alert-no_change = Say what to change, such as `min_pay: 95k EUR` or `place: none`.
alert-paused = Paused: { $name }
alert-resumed = Active: { $name }
alert-removed = Removed: { $name }
alert-undone = As it was: { $name }
alert-test_nothing = No open job matches “{ $name }” right now.
alert-tested = Sent one job to { $where }.
alert-tests = I send { $most } tests a minute for you. Try again in { $seconds } seconds.

label-active = #{ $number } { $name }
label-paused = #{ $number } { $name } (paused)

where-dm = you by DM
where-not_yours = You cannot post in { $channel } yourself.
where-not_mine = I cannot post in { $channel }. Allow me there: { $missing }.
where-needs_tag = { $channel } asks for a tag on every post. Allow posts without one.

permission-view_channel = View Channel
permission-send_messages = Send Messages
permission-embed_links = Embed Links
permission-read_message_history = Read Message History

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

problems-none = Nothing was held up: all that was to be sent has been, or is on its way.
problems-line = - { $titles } in { $where }: { $why }
problems-title = { $count } messages were not sent. **Send again** tries them once more.
problems-title_one = One message was not sent. **Send again** tries it once more.
problems-resend = Send again
problems-resent = They are on their way.

follow-offer = Nothing is watched for it yet. Choose where jobs come from:
follow-taken = Sources of this server that it hears: { $count }
follow-everybody = Job boards it hears: { $count }. `/source pack` adds more.
follow-choose = Packs of sources
