"""What holds for the whole interface: the fifteen things that every part of it keeps to."""

import ast
import importlib
import inspect
import re

import discord
import pytest

import cogs.buttons
import cogs.hiding
from bot.client import create_bot
from bot.jobs.alert import Tenant, TenantKind
from storage import postings, sources
from tests.factories import NOW, posting, reading
from tests.handlers import ROOT, Code, Kind, interface
from tests.test_texts import ENGLISH, SOURCE, _said

# What each of the fifteen asks for, and the tests that hold it.
DETAILS = {
    "What is personal is answered in private, in time, and never stands in public": {
        "tests/test_house.py": ("test_answers_are_private",),
        "tests/test_interface.py": ("test_everything_answers_before_it_does_what_takes_long",),
        "tests/bot/test_cards.py": ("test_a_pay_floor_is_shown_in_private_only",),
        "tests/cogs/test_buttons.py": (
            "test_why_names_each_clause_and_keeps_the_floor_to_itself",
            "test_a_floor_without_keywords_is_kept_private_too",
        ),
    },
    "A few commands by their nouns, within Discord's limits; managers' are for managers": {
        "tests/test_interface.py": ("test_the_tree_of_commands_is_within_discords_limits",),
        "tests/cogs/test_languages.py": (
            "test_every_command_is_described_in_each_language_and_fits_into_discord",
        ),
        "tests/cogs/test_managers.py": (
            "test_each_command_answers_a_manager_a_member_and_somebody_in_a_dm",
        ),
        "tests/test_tenancy.py": ("test_each_person_and_server_has_as_much_as_the_operator_says",),
    },
    "One line or a form lead to the same alert, and what was typed is never lost": {
        "tests/cogs/test_composing.py": (
            "test_the_form_makes_an_alert_and_change_opens_it_with_what_it_made",
            "test_what_was_typed_with_a_mistake_stands_in_the_form",
            "test_a_mistake_in_an_edit_keeps_the_rest_of_the_alert",
        ),
        "tests/cogs/test_views.py": (
            "test_whatever_is_in_it_every_view_and_form_is_one_that_discord_takes",
        ),
    },
    "Whoever makes or changes an alert sees first what it would do; an empty one is refused": {
        "tests/cogs/test_composing.py": (
            "test_a_preview_tells_rule_pay_way_and_effect_and_saves_nothing",
            "test_a_preview_shows_what_is_open_as_it_would_come_but_nothing_that_is_hidden",
            "test_an_edit_shows_before_and_after_and_can_be_undone",
        ),
        "tests/cogs/test_alerts.py": ("test_an_edit_that_leaves_nothing_is_refused",),
    },
    "Pay is typed as people write it, said back as it was read, and never guessed": {
        "tests/cogs/test_alerts.py": ("test_pay_that_can_be_read_in_two_ways_is_offered_in_both",),
        "tests/cogs/test_wanting.py": ("test_a_mistake_is_answered_with_what_would_be_right",),
        "tests/test_texts.py": ("test_pay_as_the_reader_says_it_is_read_back",),
        "tests/bot/test_cards.py": ("test_an_estimate_is_told_from_a_statement",),
    },
    "Every noun is completed with its state from memory, and read again when it is used": {
        "tests/test_interface.py": (
            "test_completions_ask_nobody_and_look_into_the_database_briefly",
            "test_whatever_is_stored_or_typed_completions_are_ones_discord_takes",
        ),
        "tests/cogs/test_wanting.py": ("test_what_has_a_name_is_completed",),
        "tests/cogs/test_alerts.py": ("test_somebody_elses_alert_cannot_be_touched_or_guessed",),
        "tests/cogs/test_sources.py": ("test_a_source_nobody_here_watches_is_unknown",),
    },
    "Why? answers on every card, for any link and for any message": {
        "tests/cogs/test_buttons.py": ("test_why_names_each_clause_and_keeps_the_floor_to_itself",),
        "tests/cogs/test_checking.py": (
            "test_why_of_a_link_answers_for_each_alert_with_the_value_seen",
            "test_each_fate_of_a_posting_is_known",
            "test_a_message_with_a_link_is_checked_in_private",
        ),
    },
    "Buttons outlive a restart, say nothing by their ids, and ask anew who may": {
        "tests/cogs/test_buttons.py": (
            "test_every_button_works_after_a_restart_and_changes_no_public_card",
            "test_a_card_opens_nothing_where_it_does_not_stand",
        ),
        "tests/test_tenancy.py": ("test_buttons_are_for_whoever_asked",),
        "tests/cogs/test_alerts.py": ("test_an_undo_after_the_right_to_it_is_lost_undoes_nothing",),
        "tests/test_interface.py": ("test_what_stands_for_everybody_bears_a_key_and_no_secret",),
    },
    "A card that all see is the same for all, whatever each makes of it": {
        "tests/test_interface.py": (
            "test_a_click_on_a_card_answers_in_private_and_changes_nothing",
        ),
        "tests/cogs/test_saved.py": ("test_a_save_is_told_to_whoever_saved_and_made_once",),
        "tests/cogs/test_proposing.py": (
            "test_on_a_channels_card_it_hides_the_job_for_oneself_and_changes_no_alert",
        ),
    },
    "A card has one layout, read at a glance and within limits, with times of Discord's own": {
        "tests/bot/test_cards.py": (
            "test_a_card_says_what_people_look_for",
            "test_a_card_is_read_at_a_glance_on_a_phone",
            "test_any_card_is_within_discords_limits",
            "test_a_closed_job_is_grey_and_says_so_first",
        ),
        "tests/bot/test_digests.py": ("test_any_digest_is_within_discords_limits_and_harmless",),
        "tests/cogs/test_jobs.py": ("test_whatever_postings_say_a_page_is_one_that_discord_takes",),
        "tests/test_interface.py": ("test_instants_are_told_in_discords_own_way",),
        "tests/cogs/test_views.py": ("test_nothing_is_told_by_its_colour_alone",),
    },
    "Only a role that somebody chose is mentioned, seldom, and never at night": {
        "tests/test_house.py": (
            "test_nobody_is_pinged_by_what_is_sent",
            "test_answers_are_silent_because_the_bot_as_a_whole_is",
        ),
        "tests/bot/test_cards.py": ("test_no_mention_and_no_markup_of_a_posting_is_live",),
        "tests/bot/test_digests.py": ("test_a_role_is_mentioned_before_all_else_and_no_other",),
        "tests/storage/test_pings.py": (
            "test_the_hour_is_the_roles_whatever_the_channel",
            "test_at_night_it_comes_silently_and_mentions_nobody",
        ),
        "tests/cogs/test_composing.py": ("test_nobody_has_a_ping_of_their_own_or_of_everybody",),
    },
    "How much comes, and when, is each one's choice, and nothing over a cap is lost": {
        "tests/storage/test_held.py": (
            "test_when_and_why_it_comes",
            "test_beyond_its_cap_an_alert_has_the_rest_as_one_message_the_next_day",
            "test_a_digest_missed_comes_once_and_not_in_the_night",
        ),
        "tests/cogs/test_buttons.py": ("test_a_digest_opens_page_by_page_for_whoever_asks",),
        "tests/cogs/test_sharing.py": ("test_a_snooze_holds_an_alert_and_undo_or_resume_ends_it",),
        "tests/cogs/test_settings.py": (
            "test_who_tells_where_they_live_has_quiet_nights_until_an_undo",
        ),
    },
    "A first run says nothing until somebody wants the latest; a test goes to the real place": {
        "tests/cogs/test_setup.py": ("test_a_first_run_is_quiet_until_somebody_wants_the_latest",),
        "tests/cogs/test_alerts.py": ("test_a_test_sends_one_open_job_to_where_the_jobs_go",),
        "tests/bot/test_releasing.py": ("test_a_test_mentions_nobody",),
    },
    "What is broken is told once, to whoever can mend it, with the mend": {
        "tests/cogs/test_alerts.py": ("test_a_channel_we_cannot_post_in_is_refused_by_name",),
        "tests/cogs/test_setup.py": (
            "test_a_channel_that_is_closed_to_me_is_named_with_what_is_missing",
        ),
        "tests/bot/test_delivery.py": (
            "test_whoever_owns_the_alert_is_told_once_by_dm_of_a_channel_that_is_closed",
            "test_five_thousand_refusals_in_ten_minutes_make_it_pause",
        ),
        "tests/cogs/test_held.py": (
            "test_whose_dms_are_closed_hears_of_it_after_the_next_command_once",
            "test_the_dm_that_tells_of_a_pause_has_a_button_that_tries_again",
        ),
        "tests/test_interface.py": ("test_a_mistake_is_told_in_a_few_words_with_the_way_out",),
    },
    "It works where somebody is, in their language, and can be taken back": {
        "tests/test_interface.py": (
            "test_commands_are_offered_where_they_work",
            "test_only_servers_are_heard_of",
            "test_whatever_is_changed_can_be_changed_back",
        ),
        "tests/cogs/test_views.py": (
            "test_private_buttons_work_for_ten_minutes_and_for_whoever_asked",
        ),
        "tests/cogs/test_languages.py": (
            "test_the_answer_is_in_the_persons_language_else_in_the_servers",
        ),
        "tests/test_texts.py": (
            "test_a_language_has_every_sentence_with_its_values_and_none_that_is_not_there",
        ),
        "tests/cogs/test_sharing.py": (
            "test_a_shared_alert_is_previewed_in_private_and_taken_without_its_place",
        ),
        "tests/cogs/test_privacy.py": ("test_what_is_erased_is_erased_after_a_second_yes",),
    },
}


def _test(path, name):
    """A test by its node id. AssertionError where there is none that runs."""
    module = importlib.import_module(path.removesuffix(".py").replace("/", "."))
    test = getattr(module, name, None)
    assert inspect.isfunction(test), f"there is no {path}::{name}"
    marks = {each.name for each in getattr(test, "pytestmark", ())}
    assert not marks & {"skip", "skipif", "xfail"}, f"{path}::{name} does not run"
    return test


def test_each_of_the_fifteen_is_held_by_tests_that_run():
    assert len(DETAILS) == 15
    for held_by in DETAILS.values():
        assert [_test(path, name) for path, names in held_by.items() for name in names]


# In time, and in private

# A form must be the first answer, so what is in it is looked up before.
FORMS_FIRST = {"cogs.alerts.Alerts.new", "cogs.alerts.Alerts.edit"}


def _late(code):
    """What is done too soon: anything that takes long, and in a command anything at all."""
    return {
        str(place): [step.what for step in soon]
        for place in code.handlers()
        if (soon := [step for step in code.steps(place) if _is_soon(code, place, step)])
    }


def _is_soon(code, place, step):
    if step.answered or step.kind is Kind.ANSWER:
        return False
    looks = code.is_command(place) and str(place) not in FORMS_FIRST
    return step.kind is Kind.SLOW or looks


def test_everything_answers_before_it_does_what_takes_long():
    code = interface()

    assert len(code.handlers()) > 100
    assert _late(code) == {}


def test_everything_answers():
    code = interface()

    silent = [
        str(place)
        for place in code.handlers()
        if all(step.kind is not Kind.ANSWER for step in code.steps(place))
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("body", "late"),
    [
        ("await interaction.response.defer()\nawait storage.run(x)", False),
        ("await storage.run(x)\nawait interaction.response.defer()", True),
        ("await storage.read(x)\nawait interaction.response.send_modal(y)", False),
        ("await _then(interaction)", True),
        ("await interaction.response.defer()\nawait _then(interaction)", False),
        ("await interaction.followup.send(await storage.scan(x))", True),
        ("match y:\n case 1: await interaction.response.defer()\n case _: await _then(y)", True),
        ("if y:\n await interaction.response.defer()\nelse:\n pass\nawait _then(y)", True),
        ("if y:\n await interaction.response.defer()\nelse:\n raise E\nawait _then(y)", False),
        ("await self._mine()", True),
    ],
)
def test_the_reader_of_handlers_sees_what_is_late(body, late):
    lines = "\n".join(f"  {line}" for line in body.splitlines())
    text = (
        f"class A:\n async def callback(self, interaction):\n{lines}\n"
        " async def _mine(self):\n  return await self.bot.pipeline.poll(1)\n"
        "async def _then(interaction):\n for each in x:\n  await bot.storage.run(each)\n"
    )

    assert bool(_late(Code({"cogs.a": text}))) is late


def test_a_click_on_a_card_answers_in_private_and_changes_nothing():
    code = interface()
    [click] = [each for each in code.handlers() if each.owner == "CardButton"]

    answers = [step.what for step in code.steps(click) if step.kind is Kind.ANSWER]
    assert len(answers) > 10
    assert not [each for each in answers if not re.search(r"ephemeral=True|send_modal", each)]


def test_what_stands_for_everybody_bears_a_key_and_no_secret():
    for each in (cogs.buttons.CardButton, cogs.hiding.ReportButton):
        assert each.__discord_ui_compiled_template__.pattern.endswith(r":(?P<key>[\w-]{16})")


# Commands


def _tree(town):
    return {each.name: each.to_dict(town.bot.tree) for each in town.bot.tree.get_commands()}


def _nodes(node):
    yield node
    for each in node.get("options", ()):
        yield from _nodes(each)


async def test_the_tree_of_commands_is_within_discords_limits(town):
    tree = _tree(town)

    assert {"alert", "jobs", "source", "sources", "settings", "setup", "privacy", "help"} <= set(
        tree
    )
    assert len(tree) <= 100
    assert len(town.bot.tree.get_commands(type=discord.AppCommandType.message)) <= 5
    for node in (node for command in tree.values() for node in _nodes(command)):
        assert re.fullmatch(r"[a-z_]{1,32}", node["name"]) or " " in node["name"]
        assert len(node.get("options", ())) <= 25
        assert len(node.get("choices", ())) <= 25
        assert all(len(str(each["value"])) <= 100 for each in node.get("choices", ()))


async def test_commands_are_offered_where_they_work(town):
    """Those for servers alone are not offered elsewhere; a group's are offered with the group."""
    commands = [each.to_dict(town.bot.tree) for each in town.bot.tree.get_commands()]
    commands += [
        each.to_dict(town.bot.tree)
        for each in town.bot.tree.get_commands(type=discord.AppCommandType.message)
    ]

    offered = {
        each["name"]: (tuple(each["integration_types"]), tuple(each["contexts"]))
        for each in commands
    }
    assert offered.pop("setup") == ((0,), (0,))
    assert set(offered.values()) == {((0, 1), (0, 1, 2))}
    asked = town.bot.tree.get_command("setup").default_permissions
    assert asked == discord.Permissions(manage_guild=True)


def test_only_servers_are_heard_of(config):
    bot = create_bot(config, (), ticking=False, shard_count=1)

    assert bot.intents == discord.Intents(guilds=True)
    assert bot.allowed_mentions.to_dict() == {"parse": []}


# Completions

NASTY = {
    "long": "x" * 5_000,
    "emoji": "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}\U0001f3fd" * 700,
    "rtl": "\u202e" + "\u0645\u0647\u0646\u062f\u0633 " * 800,
    "markup": "`@everyone` **<@&1>** [x](https://x.example) " * 100,
    "blank": " \u200b\n\t ",
}
KNOWN_SLOW = {"asyncio.to_thread(directory)"}  # of a file of our own, and once


def test_completions_ask_nobody_and_look_into_the_database_briefly():
    code = interface()

    for place in code.completions():
        steps = code.steps(place)
        looks = [step for step in steps if step.kind is Kind.LOOK]
        assert {step.what for step in steps} - {step.what for step in looks} <= KNOWN_SLOW
        assert len(looks) <= 2, place
    assert len(code.completions()) == 10


async def _stock(town, text):
    """A board, a job and an alert that are called by what somebody else wrote."""

    def stocked(tx):
        row = sources.add(tx, f"greenhouse:{hash(text)}", text, now=NOW)
        for kind, id_ in ((TenantKind.USER, town.manager.id), (TenantKind.GUILD, town.guild.id)):
            sources.follow(tx, Tenant(kind=kind, id=id_), row.id, now=NOW)
        postings.add(
            tx, row.id, reading(posting(title=text, hiring_organization=text, first_seen=NOW))
        )

    await town.bot.storage.run(stocked)
    await town.alert("baker", of=town.manager, label=text)


def _completed(town):
    """Each option that is completed, once for each group of commands."""
    return {
        (command.root_parent, option.display_name): command.qualified_name
        for command in town.bot.tree.walk_commands()
        if isinstance(command, discord.app_commands.Command)
        for option in command.parameters
        if option.autocomplete
    }


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
async def test_whatever_is_stored_or_typed_completions_are_ones_discord_takes(town, text):
    await _stock(town, text)
    options = _completed(town)

    assert len(options) > 12
    for (_, option), command in options.items():
        for typed in ("", "a", text[:50]):
            offered = await town.manager.autocomplete(town.jobs, command, option, typed)
            assert len(offered) <= 25
            for each in offered:
                assert len(each["name"].strip()) in range(1, 101), option
                assert len(str(each["value"]).strip()) in range(1, 101), option


# Times

# What writes a time by itself, and why it is well all the same.
TIMES = {
    "cogs/saved.py": {"isoformat"},  # of a file that is taken away
    "cogs/settings.py": {"format_time"},  # hours of the day, wherever somebody is
    "bot/zones_of_people.py": {"format_time"},  # what the clocks show in another place
    "bot/telling_pay.py": {"day"},  # days between which something was seen
    "bot/texts.py": {"format_date"},
}
WRITES = {"strftime", "isoformat", "format_date", "format_datetime", "format_time", "day", "ctime"}
# What speaks to the operator, to a database or to a source.
NOT_TOLD = {"bot/printing.py", "bot/logs.py", "bot/metrics.py"}


def test_instants_are_told_in_discords_own_way():
    found = {}
    for path in (*(ROOT / "cogs").glob("*.py"), *(ROOT / "bot").glob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        tree = ast.parse(path.read_text(encoding="utf8"))
        calls = (each for each in ast.walk(tree) if isinstance(each, ast.Call))
        called = {getattr(call.func, "attr", getattr(call.func, "id", "")) for call in calls}
        if called & WRITES and name not in NOT_TOLD:
            found[name] = called & WRITES

    assert found == TIMES


# What can be taken back

# What the interface changes in the database, and the test that takes it back.
TAKEN_BACK = {
    "alerts.edit": (
        "tests/cogs/test_composing.py",
        "test_an_edit_shows_before_and_after_and_can_be_undone",
    ),
    "alerts.pause": (
        "tests/cogs/test_alerts.py",
        "test_an_alert_is_found_by_its_name_paused_and_brought_back",
    ),
    "alerts.remove": ("tests/cogs/test_alerts.py", "test_a_removed_alert_comes_back_by_undo"),
    "alerts.snooze": (
        "tests/cogs/test_sharing.py",
        "test_a_snooze_holds_an_alert_and_undo_or_resume_ends_it",
    ),
    "blocks.add_job": (
        "tests/cogs/test_hiding.py",
        "test_a_manager_hides_a_job_for_the_server_until_an_undo",
    ),
    "blocks.shut_company": (
        "tests/cogs/test_hiding.py",
        "test_what_is_hidden_is_listed_and_shown_again",
    ),
    "deciding.decide": (
        "tests/cogs/test_settings.py",
        "test_an_undo_puts_back_what_was_changed_and_nothing_else",
    ),
    "forgotten.erase": (
        "tests/cogs/test_privacy.py",
        "test_what_is_erased_comes_back_by_undo_and_hears_of_jobs_again",
    ),
    "marks.apply": ("tests/cogs/test_saved.py", "test_applied_is_told_and_taken_back"),
    "marks.forget": ("tests/cogs/test_saved.py", "test_what_is_forgotten_comes_back_as_it_was"),
    "marks.hide": ("tests/cogs/test_proposing.py", "test_the_job_is_hidden_until_that_is_undone"),
    "marks.show": (
        "tests/cogs/test_proposing.py",
        "test_undo_of_a_second_refusal_loses_no_note_and_no_application",
    ),
    "shares.stop": (
        "tests/cogs/test_sharing.py",
        "test_a_code_that_was_ended_works_again_after_an_undo",
    ),
    "sources.unfollow": (
        "tests/cogs/test_sources.py",
        "test_a_source_is_removed_and_comes_back_by_undo",
    ),
}
# A second yes is asked for, for all or most of it is gone at once.
ASKED_TWICE = {
    "forgotten.erase": (
        "tests/cogs/test_privacy.py",
        "test_what_is_erased_is_erased_after_a_second_yes",
    ),
    "taking_back.gone": (
        "tests/cogs/test_taking_back.py",
        "test_what_was_taken_back_is_posted_again_by_undo",
    ),
}
# What adds, what is a way back itself, and what is written over by whoever sees what stood there.
TAKES_NOTHING = {
    *("alerts.add", "alerts.put_manner", "alerts.rename", "alerts.restore", "alerts.resume"),
    *(
        "alerts.unpause",
        "audit.note",
        "audit.noted",
        "catching_up.back",
        "deciding.channel_gone",
        "latest.owe",
        "marks.note",
    ),
    *(
        "marks.offered",
        "marks.remind",
        "marks.restore",
        "marks.save",
        "reports.add",
        "unblocking.unblock",
    ),
    *("shares.share", "sources.follow_like", "sources.forgive", "sources.go_on", "sources.take"),
    *("taking_back.again", "tenants.put_language", "troubles.resend", "troubles.told"),
    *("forgotten.restore", "privacy.found", "privacy.left", "privacy.returned"),
}
_WRITING = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b")


def _functions_of_storage():
    return {
        f"{path.stem}.{node.name}": node
        for path in (ROOT / "storage").glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf8")).body
        if isinstance(node, ast.FunctionDef)
    }


def _writing():
    """The functions of storage that change something, by themselves or by another."""
    functions = _functions_of_storage()

    def writes(name, on=()):
        nodes = list(ast.walk(functions[name]))
        if any(isinstance(each, ast.Constant) and _is_writing(each.value) for each in nodes):
            return True
        calls = (ast.unparse(each.func) for each in nodes if isinstance(each, ast.Call))
        near = {each if "." in each else f"{name.partition('.')[0]}.{each}" for each in calls}
        return any(writes(each, (*on, name)) for each in near & functions.keys() - {name, *on})

    return {name for name in functions if writes(name)}


def _is_writing(value):
    return isinstance(value, str) and _WRITING.match(value) is not None


def _used():
    """What the cogs use of storage."""
    for path in (*(ROOT / "cogs").glob("*.py"), ROOT / "bot" / "following.py"):
        tree = ast.parse(path.read_text(encoding="utf8"))
        named = {
            each.asname or each.name: f"{node.module}.{each.name}".split(".")
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("storage")
            for each in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                yield f"{named.get(node.value.id, [''])[-1]}.{node.attr}"


def test_whatever_is_changed_can_be_changed_back():
    """A new change of what is stored is sorted here by whoever makes it."""
    assert set(_used()) & _writing() == {*TAKEN_BACK, *ASKED_TWICE, *TAKES_NOTHING}
    assert all(_test(*node) for node in (*TAKEN_BACK.values(), *ASKED_TWICE.values()))


# Mistakes

# No way out to tell, or it is told by where the mark stands.
JUST_SO = {
    *("alert.test_nothing", "done.no_wins", "done.none", "audit.none", "takeback.none"),
    "check.no_link",
    *("error.manage_server", "error.not_yours", "error.server_only", "card.unknown"),
    *("query.attribute", "query.closed", "query.deep", "query.end", "query.here", "query.long"),
    *("query.open", "query.quote", "query.terms", "query.word", "report.nowhere"),
    *("answer.none", "jobs.none_seen", "propose.nothing", "problems.none", "where.not_yours"),
    *("saved.gone", "saved.no_similar", "source.already", "source.kind"),
}
ERRORS = set(re.findall(r"""UserError\(\s*["']([a-z_.A-Z]+)["']""", SOURCE))


def test_a_mistake_is_told_in_a_few_words_with_the_way_out():
    """An example, or a second sentence that says what to do."""
    told = [key for key in ERRORS if not key.startswith("inspect.")]  # that is the operator's
    said = {key: _said(ENGLISH, key.replace(".", "-"), "X") for key in told}

    assert len(said) > 80
    assert {key for key, text in said.items() if len(text.split()) > 30} == set()
    assert {
        key
        for key, text in said.items()
        if "`" not in text and not re.search(r"[.?!:*]\**\s+\S+", text)
    } <= JUST_SO
