pay-unreadable = I cannot read “{ $text }” as pay. Try `90k EUR` or `4500 EUR a month`.
pay-ambiguous = “{ $text }” can be read in more than one way. Did you mean { $readings }?
pay-currency = In which currency? Try { $examples }.

place-unreadable = I know no place “{ $text }”. Try `Berlin` or `remote from Germany`.

query-anything = any job
query-empty = Say what you are looking for, such as `python -junior`.
query-excludes = That only says what to leave out. Add a word that jobs must mention.
query-long = That is { $length } characters long; { $most } is the most I can keep.
query-terms = That is too many words: { $most } is the most one alert can hold.
query-deep = That is more than { $most } brackets deep:{ $where }
query-open = This bracket is never closed:{ $where }
query-closed = This bracket was never opened:{ $where }
query-quote = This quotation mark has no partner:{ $where }
query-word = There is no letter or digit in “{ $word }”:{ $where }
query-star = Write three letters or more beside `*`, such as `engineer*`:{ $where }
query-field = There is no `{ $name }` here. Did you mean `{ $example }`?{ $where }
query-attribute = { $why }{ $where }
query-form = Write it as `{ $example }`.
query-value = I cannot read “{ $value }”. Try `{ $example }`.
query-value_near = I cannot read “{ $value }”. Did you mean `{ $nearest }`?
query-not = To leave a word out, write `-junior`:{ $where }
query-here = I expected a word here:{ $where }
query-end = A word is missing at the end:{ $where }
query-no_source = There is no source `{ $name }`. Did you mean one of these: { $known }?
query-title_only = in titles only
query-remote-yes = remote
query-remote-maybe = remote or not stated
query-remote-no = not remote
query-level_up = { $level } or above
query-level_down = { $level } or below
query-lang = in { $languages }
query-needs = { $language } required
query-needs_most = { $language } up to { $level }
query-agencies_hide = no agencies
query-agencies_only = agencies only
query-visa = visa sponsored
query-age-one = at most a day old
query-age = at most { $days } days old
query-source = from { $source }
query-years-one = at most a year of experience
query-years = at most { $years } years of experience
query-pay_private = enough pay
query-stated-pay = pay stated
query-stated-place = place stated
query-stated-type = type of employment stated
query-stated-level = level stated
query-stated-visa = visa sponsorship stated
query-unstated-pay = pay not stated
query-unstated-place = place not stated
query-unstated-type = type of employment not stated
query-unstated-level = level not stated
query-unstated-visa = visa sponsorship not stated

level-intern = intern
level-entry = junior
level-mid = mid-level
level-senior = senior
level-lead = lead
level-executive = executive

query-pay = from { $pay }

compare-seen = { $pay } ({ $how })
compare-contract = a contractor's rate; no yearly pay
compare-no_rate = no exchange rate for { $currency }
compare-times-HOUR = × { $times } hours = { $year }
compare-times-DAY = × { $times } days = { $year }
compare-times-WEEK = × { $times } weeks = { $year }
compare-times-MONTH = × { $times } months = { $year }
compare-rate = = { $top }, 1 { $into } = { $rate } { $currency } on { $date }

words-and = { " " }and{ " " }
words-quoted = “{ $word }”
words-or = { " " }or{ " " }
words-without = without { $words }
words-not = not { $words }
words-in_title = { $word } in the title
words-in_company = { $word } in the company's name
words-in_body = { $word } in the text

pay-one = { $low }
pay-range = { $low }–{ $high }
pay-from = from { $low }
pay-up_to = up to { $high }
pay-per-HOUR = { $pay } an hour
pay-per-DAY = { $pay } a day
pay-per-WEEK = { $pay } a week
pay-per-MONTH = { $pay } a month
pay-per-YEAR = { $pay } a year
pay-assumed = { $pay } ({ $currency } assumed)

place-remote = remote
place-from = remote from { $area }
place-within = within { $km } km of { $place }
place-no_distance = I cannot measure how far it is from “{ $text }”. Try `Berlin +30km`.
place-remote_from = remote ({ $limits })
place-unknown = not stated

area-ANYWHERE = anywhere
area-EU = EU
area-GB = UK
area-US = US
area-zones = { $low } to { $high }

type-FULL_TIME = full time
type-PART_TIME = part time
type-CONTRACTOR = contract
type-TEMPORARY = temporary
type-INTERN = internship
type-VOLUNTEER = volunteer
type-PER_DIEM = per diem
type-OTHER = other

option-any = No matter

unstated-send = Send them, and say so
unstated-hide = Hide them

look_in-title = Titles only
look_in-all = Title, company and text

remote-yes = Only remote jobs
remote-maybe = Remote, or not stated
remote-no = Not remote

agencies-hide = No agencies
agencies-only = Only agencies

visa-yes = Visa sponsored

age-days = { $days ->
    [one] At most a day old
   *[other] At most { $days } days old
}

verdict-found = “{ $word }” in the { $field }
verdict-field-title = title
verdict-field-company = company's name
verdict-field-body = text
verdict-unstated = not stated
verdict-keyword-passed = mentions { $seen }
verdict-keyword-failed = does not mention { $wanted }
verdict-excluded-passed = does not mention { $wanted }
verdict-excluded-failed = mentions { $seen }, which you left out
verdict-not-passed = not { $wanted }
verdict-not-unknown = perhaps { $wanted }, which you left out
verdict-not-failed = { $seen }, which you left out
verdict-agency = hired through an agency
verdict-direct = no sign of an agency
verdict-yes = yes
verdict-no = no
verdict-day = 1 day old
verdict-days = { $days } days old
verdict-years = { $years ->
    [one] 1+ year
   *[other] { $years }+ years
}
verdict-written_in = written in { $language }
verdict-no_level = { $language }, level not stated
verdict-not_needed = { $language } not required
verdict-remote-passed = remote work: { $seen }
verdict-remote-unknown = remote work: { $seen }
verdict-remote-failed = remote work: { $seen }, you asked for { $wanted }
verdict-place-passed = place: { $seen }
verdict-place-failed = place: { $seen }, you asked for { $wanted }
verdict-place-unknown = place: { $seen }, perhaps { $wanted }
verdict-type-passed = type of employment: { $seen }
verdict-type-failed = type of employment: { $seen }, you asked for { $wanted }
verdict-type-unknown = type of employment: not stated
verdict-pay-passed = pay: { $seen }, you asked for { $wanted }
verdict-pay-failed = pay: { $seen }, you asked for { $wanted }
verdict-pay-unknown = pay: { $seen }
verdict-stated-passed = { $seen }
verdict-stated-failed = { $seen }
verdict-level-passed = level: { $seen }
verdict-level-failed = level: { $seen }, you asked for { $wanted }
verdict-level-unknown = level: not stated
verdict-lang-passed = written in { $seen }
verdict-lang-failed = written in { $seen }, not { $wanted }
verdict-lang-unknown = language of the posting: not known
verdict-needs-passed = language: { $seen }
verdict-needs-failed = language: { $seen }, you asked for { $wanted }
verdict-needs-unknown = language: { $seen }
verdict-agencies-passed = { $seen }
verdict-agencies-failed = { $seen }, you asked for { $wanted }
verdict-visa-passed = visa sponsorship: { $seen }
verdict-visa-failed = visa sponsorship: { $seen }, you asked for it
verdict-visa-unknown = visa sponsorship: not stated
verdict-age-passed = { $seen }
verdict-age-failed = { $seen }, you asked for { $wanted }
verdict-age-unknown = date of posting: not stated
verdict-season-passed = season: { $wanted }
verdict-season-failed = season: { $seen }, you asked for { $wanted }
verdict-season-unknown = season: not stated
verdict-source-passed = from { $seen }
verdict-source-failed = from { $seen }, not { $wanted }
verdict-years-passed = experience: { $seen }
verdict-years-failed = experience: { $seen }, you asked for { $wanted }
verdict-years-unknown = years of experience: not stated
