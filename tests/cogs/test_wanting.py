"""Every part of the language has an option, and what an option says is what the text would say."""

import pytest

from bot.jobs.applicants import LEVELS
from bot.jobs.query import parse
from cogs.wanting import OPTIONS
from storage import alerts
from tests.cogs.test_alerts import _of, _person


@pytest.mark.parametrize(
    ("option", "value", "text"),
    [
        ("keywords", "title:staff -x1 level:senior+", "title:staff -x1 level:senior+"),
        ("place", "Berlin +30km, remote from Germany", 'place:"Berlin +30km, remote from Germany"'),
        ("min_pay", "90k EUR", 'pay>="90k EUR"'),
        ("remote", "maybe", "remote:maybe"),
        ("remote", "no", "remote:no"),
        ("employment_type", "contract", "type:contract"),
        ("level", "senior+", "level:senior+"),
        ("level", "entry", "level:entry"),
        ("written_in", "en", "lang:en"),
        ("written_in", "German, English", "lang:de,en"),
        ("needs", "german<=B1", "needs:de<=B1"),
        ("agencies", "hide", "agencies:hide"),
        ("visa", "yes", "visa:yes"),
        ("max_age", "7d", "age<=7d"),
        ("season", "Summer 2027", 'season:"Summer 2027"'),
        ("source", "greenhouse", "source:greenhouse"),
        ("no_pay_shown", "hide", "pay:stated"),
        ("no_place_shown", "hide", "place:stated"),
        ("look_in", "title", "in:title"),
    ],
)
async def test_an_option_stands_for_a_part_of_the_text(town, option, value, text):
    await town.saves(town.member, **{"keywords": "baker"} | {option: value})

    [saved] = await _of(town, _person(town.member))
    wanted = text if option == "keywords" else f"baker {text}"
    assert saved.query == parse(wanted)
    assert str(saved.query) == wanted


@pytest.mark.parametrize("option", sorted(set(OPTIONS) - {"keywords"}))
async def test_an_edit_takes_each_part_away_again(town, option):
    everything = (
        'baker pay>="90k EUR" place:Berlin remote type:contract level:senior+ lang:en'
        " needs:german<=B1 agencies:hide visa:yes age<=7d season:2027 source:rss pay:stated"
        " place:stated in:title"
    )
    await town.saves(town.member, keywords=everything)
    less = {"no_pay_shown": "send", "no_place_shown": "send", "look_in": "all"}

    await town.changes(town.member, alert="1", **{option: less.get(option, "none")})

    [saved] = await _of(town, _person(town.member))
    before = parse(everything)
    name = OPTIONS[option].attribute
    after = before.without(name) if name else before.narrowed(title_only=False)
    assert saved.query == after != before


async def test_new_keywords_keep_what_other_options_said(town):
    await town.saves(town.member, keywords="baker", min_pay="50k EUR")

    await town.changes(town.member, alert="1", keywords="pilot -junior level:mid")

    [saved] = await _of(town, _person(town.member))
    assert str(saved.query) == 'pilot -title:junior level:mid pay>="50k EUR"'


@pytest.mark.parametrize(
    ("option", "typed", "value"),
    [
        ("source", "green", "greenhouse"),
        ("written_in", "germ", "de"),
        ("place", "berl", "Berlin, Germany"),
        ("min_pay", "90k EUR", "90,000 EUR a year"),
    ],
)
async def test_what_has_a_name_is_completed(town, option, typed, value):
    offered = await town.member.autocomplete(town.jobs, "alert new", option, typed)

    assert value in [each["value"] for each in offered]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"source": "grenhouse"}, "greenhouse"),
        ({"needs": "klingon"}, "needs: german<=B1"),
        ({"season": "?"}, "season: Summer 2027"),
        ({"keywords": "level:seniro"}, "senior"),
        ({"keywords": "source:nowhere"}, "no source"),
    ],
)
async def test_a_mistake_is_answered_with_what_would_be_right(town, options, words):
    result = await town.member.slash(town.jobs, "alert new", **options)

    assert words in result.response.content
    assert await town.bot.storage.read(alerts.changed_since, 0) == alerts.Changes(
        revision=0, alerts=()
    )


def test_every_level_can_be_chosen():
    values = {choice.value for choice in OPTIONS["level"].choices}

    assert set(LEVELS) < values
