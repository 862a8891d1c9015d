card-untitled = A job without a title
card-no_pay = Pay not stated
card-pay_words = “{ $words }” ({ $figure })
card-predicted = { $pay }, an estimate and not the employer's word
card-payments = { $pay }, { $payments } salaries a year
card-band = - { $name }: { $pay }
card-posted = posted { $when }
card-seen = seen { $when }
card-reposted = first seen { $seen }, posted again { $posted }
card-agencies = also through { $names }
card-test = Test: { $content }
card-matched = { "*" }*Why:** { $reasons }
card-mentions = mentions { $words }
card-more_places = { $places } and { $more } more
card-at = { $title } at { $company }
card-via = via { $sources }
card-apply = Apply
card-save = Save
card-no = Not for me
card-closed = Closed { $when }
card-was = was { $pay }
card-was_unstated = pay was not stated before
card-why = Why?
card-why_alert = For { $rule }:
card-no_alert = The alert that asked for this has been removed.
card-unknown = I no longer know this card.

digest-title = New jobs: { $count }
digest-notification = { $title }: { $titles }
digest-more = … and { $more } more
digest-all = Go through the list
digest-hidden = All of these jobs are hidden by now. See `/jobs hidden`.

news-closed = { $state ->
    [applied] You applied to { $job } { $since }; it closed { $when }.
   *[saved] You saved { $job } { $since }; it closed { $when }.
}
news-open = { $state ->
    [applied] You applied to { $job } { $since }; it is open again.
   *[saved] You saved { $job } { $since }; it is open again.
}
news-again = { $state ->
    [applied] You applied to { $job } { $since }; it was posted again { $when }.
   *[saved] You saved { $job } { $since }; it was posted again { $when }.
}
news-pay = { $state ->
    [applied] You applied to { $job } { $since }; its pay changed: { $pay }, before { $before }.
   *[saved] You saved { $job } { $since }; its pay changed: { $pay }, before { $before }.
}
news-pay_stated = { $state ->
    [applied] You applied to { $job } { $since }; its pay is now stated: { $pay }.
   *[saved] You saved { $job } { $since }; its pay is now stated: { $pay }.
}
news-like = Open, and like it:
