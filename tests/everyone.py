"""What is said to everybody: for each command the answer to each who may give it, and where."""

OWN = "an alert of one's own"
JOBS, SHUT = "#jobs", "#shut"  # SHUT is closed to us
JOB = "https://acme.example/jobs/2"
TEAM = "a board that nobody watches"
# Who gives a command, and where; SHUT_OUT manages the server too, and gives it in #shut.
MEMBER, MANAGER, DM, ABROAD, SHUT_OUT = "member", "manager", "dm", "abroad", "shut out"
PLACES = (MEMBER, MANAGER, DM, ABROAD, SHUT_OUT)

MANAGE = "You need the Manage Server permission for that."
SERVER = "This works in a server only. Try it in one that added me."
UNSEEN = "I cannot see that channel. Let me in, or choose another one."
CLOSED = "I cannot post in {shut}. Allow me there: Send Messages, Embed Links."
EMPTY = "Say what you are looking for, such as `python -junior`."
GONE = "I no longer know this card."
POSTED = "All of this is posted here already. See `/alert list`."  # from the pack's own offer
MANAGERS = {MEMBER: MANAGE, DM: SERVER, ABROAD: SERVER}  # as a command of theirs answers others
NOT_ABROAD = {MEMBER: MANAGE, ABROAD: UNSEEN}  # where a channel is chosen

WHAT = "form: What are you looking for?"
PREVIEW = {
    "Save": "**Saved:** **baker**",
    "Post": "**Saved:** **baker**\nNew jobs come to {jobs}.",
    "Change": WHAT,
    "When": "form: When, and how many",
    "Cancel": "Nothing was saved.",
}
EDIT = PREVIEW | {"Save": "**Changed:** **baker**"}
UNDONE = {"Undo": "As it was: baker"}
SHOWN = {"Undo": "Shown again: "}
KEPT = {"Export": "Your job, as a table and as JSON.", "Choose a job": "Open · saved"}
FOUND = {"Save one…": "Only you see this.", "Alert me of such jobs": "**I read:** **baker**"}
OFFER = {"Watch": "Watching. What is open now counts as known;", "Cancel": "Nothing is watched"}
FIRST = {
    "Alert me": "**Saved:** internship\nNew jobs come to you by DM.",
    "Post": ("**Saved:** internship\nNew jobs come to {jobs}.", {SHUT_OUT: CLOSED}),
}
PLAN = {
    "Post": "Done. New jobs come to {jobs}.",
    "Change": "Jobs for {jobs}: internship",
    "Cancel": "Nothing is watched that was not before.",
}
SURE = {"Erase": "Forgotten. What was sent stays in Discord", "Cancel": "Nothing was forgotten."}
DELETE = {"Delete": "Deleted 2 cards.", "Keep them": "Nothing was deleted."}
PAGES = {"Back": "Who changed what", "More": "Who changed what"}
# What a form says that is sent back as it was opened, but with nothing typed.
FORMS = {WHAT: EMPTY, "form: When, and how many": "**baker**", "form: Note": "Open · saved"}

# A command, its options, the answer, other answers by place, and what each button leads to.
COMMANDS = [
    ("help", {}, "### I tell you of new jobs, as soon as they are posted", {}, {}),
    ("sources", {}, "**Acme** · works\nopen jobs: 2", {}, {}),
    ("alert list", {}, "**baker**\n→", {}, {}),
    ("alert new", {}, WHAT, {}, {}),
    ("alert new", {"keywords": "baker"}, "**I read:** **baker**\nTo you by DM", {}, PREVIEW),
    (
        "alert new",
        {"keywords": "baker", "where": JOBS},
        "Everybody who can see {jobs} will see these jobs.",
        NOT_ABROAD,
        PREVIEW,
    ),
    ("alert new", {"keywords": "baker", "where": SHUT}, CLOSED, NOT_ABROAD, {}),
    ("alert edit", {"alert": OWN}, WHAT, {}, {}),
    ("alert edit", {"alert": OWN, "keywords": "baker"}, "**After:** **baker**", {}, EDIT),
    ("alert pause", {"alert": OWN}, "Paused: baker", {}, UNDONE),
    ("alert resume", {"alert": OWN}, "Active: baker", {}, {}),
    ("alert snooze", {"alert": OWN, "for": "7"}, "Snoozed: baker. It is back", {}, UNDONE),
    ("alert remove", {"alert": OWN}, "Removed: baker", {}, UNDONE),
    (
        "alert share",
        {"alert": OWN},
        "Whoever has the code sees the alert as it is.",
        {},
        {"Stop sharing": "Nobody can take it with that code any more."},
    ),
    ("alert take", {"code": "abcdefgh"}, "There is no such code.", {}, {}),
    ("alert test", {"alert": OWN}, "Sent one job to", {}, {}),
    ("alert why", {"link": JOB}, "**Acme**\n\n✔ **#", {}, {}),
    ("alert problems", {}, "Nothing was held up.", {}, {}),
    ("alert report", {"alert": OWN}, "Your alert: **baker**", {}, {}),
    ("alert done", {}, "Congratulations! Alerts off:", {}, {"Undo": "Your alerts are back."}),
    ("jobs search", {"keywords": "baker"}, "### Open jobs: 1\n**baker**", {}, FOUND),
    ("jobs pay", {"query": "baker"}, "### What they pay\n**baker**", {}, {}),
    ("jobs saved", {}, "Your saved job", {}, KEPT),
    (
        "jobs hide",
        {"company": "Acme"},
        "Hidden from you: Acme\n2 of its jobs are open now.",
        {MANAGER: "Hidden in this server: Acme", SHUT_OUT: "Hidden in this server: Acme"},
        SHOWN,
    ),
    (
        "jobs hide",
        {"link": JOB},
        "Hidden from you: Baker",
        {MANAGER: "Hidden in this server: Baker", SHUT_OUT: "Hidden in this server: Baker"},
        SHOWN,
    ),
    (
        "jobs hidden",
        {},
        "You have hidden nothing. Try `/jobs hide company: Acme`.",
        {MANAGER: "Nothing is hidden here.", SHUT_OUT: "Nothing is hidden here."},
        {},
    ),
    ("source add", {"link": TEAM}, "**Acme** · its own page\nOpen jobs: 2", {}, OFFER),
    ("source pack", {"name": "us-students"}, "All of these are watched already.", {}, FIRST),
    (
        "source remove",
        {"source": "Acme"},
        "No longer watching Acme.",
        {},
        {"Undo": "Watching Acme again."},
    ),
    ("source check", {"source": "Acme"}, "**Acme** · works", {}, {}),
    ("settings me", {}, "**Time zone** · not known; UTC counts", {}, {}),
    ("settings me", {"zone": "Berlin"}, "Time zone: Europe/Berlin", {}, {"Undo": "As it was:"}),
    ("settings server", {}, "**Admin channel** · <#", MANAGERS, {}),
    (
        "settings server",
        {"zone": "Berlin"},
        "Time zone: Europe/Berlin",
        MANAGERS,
        {"Undo": "As it was:\nTime zone: not known"},
    ),
    ("settings server", {"admin_channel": SHUT}, CLOSED, NOT_ABROAD, {}),
    ("settings history", {}, "Who changed what", MANAGERS, PAGES),
    (
        "setup",
        {},
        "What is this server about?",
        MANAGERS,
        {"Packs of sources": ("**US students** · nothing is posted yet", {MANAGER: POSTED})},
    ),
    (
        "setup",
        {"pack": "us-students"},
        "nothing is posted yet\n- {jobs}",
        MANAGERS | {MANAGER: POSTED},
        PLAN,
    ),
    ("privacy show", {}, "### What I keep about you", {}, {}),
    ("privacy show", {"whose": "server"}, "### What I keep about this server", MANAGERS, {}),
    ("privacy export", {}, "This is all I have stored.", {}, {}),
    ("privacy export", {"whose": "server"}, "This is all I have stored.", MANAGERS, {}),
    ("Check this job", {}, "**Acme**", {}, {"Save": "Only you see this."}),
    (
        "alert takeback",
        {},
        "Delete 2 cards here in our DMs?",
        {
            MANAGER: "Say what to take back: an `alert:`, or a `channel:` such as `#jobs`.",
            SHUT_OUT: "Say what to take back:",
        },
        DELETE,
    ),
    (
        "alert takeback",
        {"channel": JOBS},
        "Delete 2 cards in {jobs}?",
        NOT_ABROAD,
        DELETE,
    ),
    ("privacy erase", {"whose": "server"}, "I forget this server's alerts", MANAGERS, SURE),
    ("privacy erase", {}, "I forget your alerts, your sources and what I sent you.", {}, SURE),
]

# What stands for long: by what is in a button's id, where it stands, the answer, other answers by
# who presses it, and what each button of the answer leads to. OTHERS_DM is a manager's.
MODS, OTHERS_DM = "#mods", "a manager's dm"
STANDING = {JOBS: (MEMBER, MANAGER), MODS: (MEMBER, MANAGER), DM: (DM,), OTHERS_DM: (OTHERS_DM,)}
SAVED = {
    "Applied": "applied <t:",
    "Not applied": "Open · saved <t:",
    "Remind me": "Only you see this.",  # and other buttons
    "Note": "form: Note",
    "Similar jobs": "Like it, and open:",
    "Forget": "Forgotten: ",
}
REFUSED = {
    "Undo": "No longer hidden: ",
    "Follow": ("Your own copy.", {MEMBER: "You have this alert already. See `/alert list`."}),
    "Report": "What is wrong with this job?",
}
WRONG = {"What was wrong with it?": "It would have kept out", "Undo": "No longer hidden: "}
NOBODYS = {MEMBER: MANAGE}
LISTED = {"Choose a job": "Baker number 0\n**Acme**"}
UNLIKE = {"Similar jobs": "I know no open job like it."}  # one that has a number
BUTTONS = [
    ("save", JOBS, "Only you see this.", {}, SAVED),
    ("why", JOBS, "For **baker**:\n✔ mentions “baker” in the title", {}, {}),
    ("no", JOBS, "Hidden from your own lists. Others still see the card.", {}, REFUSED),
    ("all", JOBS, "Acme: 4 new jobs", {}, LISTED),
    ("save", DM, "Only you see this.", {}, SAVED),
    ("why", DM, "For **baker**:\n✔ mentions “baker” in the title", {}, {}),
    ("no", DM, "Hidden: you will not see this job again.", {}, WRONG),
    ("all", DM, "Acme: 4 new jobs", {}, LISTED),
    ("check", MODS, "**Acme** · works", NOBODYS, {}),
    ("job", MODS, "Clown\n**Acme**", {}, {}),
    ("silence", MODS, "Your alert: **baker**", NOBODYS, {}),
    ("end", MODS, "Weekly report: off", NOBODYS, {}),
    ("again", OTHERS_DM, "I try again.", {}, {}),
    # These end the report, in place.
    ("hide", MODS, "Hidden here by mia.", NOBODYS, {}),
    ("dismiss", MODS, "Dismissed by mia.", NOBODYS, {}),
]
ENDING = {"hide", "dismiss"}
# Once the alert is removed that they came of.
REMOVED = {
    "save": "Only you see this.",
    "why": "The alert that asked for this has been removed.",
    "no": "Hidden",
    "all": "Acme: 4 new jobs",
    "silence": "There is no such alert.",
}

# What nobody should have typed: by option what is answered to nonsense, and to markup where that is
# something else. All of it is read again, whatever the list offered.
NONSENSE, LONG = "((§", "x" * 6_000
MARKUP = "**[x](https://evil.example)** `c` @everyone <@1>"
HARMLESS = r"\*\*\[x\](https:\//evil.example)\*\*"  # the same, as it may be said back
NO_ALERT = "There is no such alert. Choose one from the list that opens as you type."
NO_SOURCE = "There is no such source. Choose one from the list that opens as you type."
NO_LINK = "is no link. Paste one such as `https://acme.com/careers`."
BRACKET = ("This bracket is never closed:", "Write three letters or more beside `*`,")
BAD = {
    "alert": NO_ALERT,
    "source": NO_SOURCE,
    "keywords": BRACKET,
    "query": BRACKET,
    "place": "Try `Berlin` or `remote from Germany`.",
    "min_pay": "as pay. Try `90k EUR` or `4500 EUR a month`.",
    "written_in": "Try `written_in: en`.",
    "needs": "Try `needs: german<=B1`.",
    "season": ("Try `season: Summer 2027`.", HARMLESS),
    "name": (EMPTY, EMPTY),
    "code": "There is no such code. Ask whoever gave it to you.",
    "link": NO_LINK,
    "in": ("I know no currency “((§”. Try `EUR`.", HARMLESS),
    "company": ("is no name of a company. Choose one from the list.", HARMLESS),
    "zone": "Type a city, such as `zone: Berlin`.",
    "quiet": "Write `22:00-08:00` or `off`.",
    "digest_at": "is no time of day. Write one such as `9:00`.",
}
# Where a command says something else of an option.
BAD_HERE = {
    ("alert new", "source"): "Try `source: greenhouse`.",
    ("alert edit", "source"): "Try `source: greenhouse`.",
    ("jobs search", "source"): "Try `source: greenhouse`.",
    ("alert edit", "name"): "**After:** **baker**",
    ("jobs hide", "link"): "Copy the link of a card's title.",
    ("source add", "company"): "Choose from the list, or paste a `link:`.",
}
REQUIRED = {"alert": OWN, "for": "1", "name": "us-students", "query": "baker"}
# A form, a field of it, what is typed, and the answer.
FORM_FIELDS = [
    ("Change", "keywords", NONSENSE, BRACKET[0]),
    ("Change", "keywords", MARKUP, BRACKET[1]),
    ("Change", "min_pay", NONSENSE, BAD["min_pay"]),
    ("Change", "place", NONSENSE, BAD["place"]),
    ("When", "cap", "many", "“many” is no number of cards. Try `10`; 500 is the most."),
    ("When", "cap", "501", "“501” is no number of cards."),
    ("When", "name", MARKUP, "**I read:** **baker**"),
]
