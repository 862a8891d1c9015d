"""Whatever is answered is read, or reported as a change; nothing else happens."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import SourceChanged
from bot.sources import SOURCES, Request, detect

from .test_contract import UNREADABLE, board, recorded

RECORDED = {kind: recorded(kind) for kind in SOURCES}
IN_JSON = sorted(kind for kind, bodies in RECORDED.items() if bodies[0][:1] in b"[{")
json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=8,
)


def attempt(kind, body):
    with suppress(UNREADABLE):
        board(kind).parse(Request(url="https://acme.example/"), body)


@pytest.mark.parametrize("kind", sorted(SOURCES))
@given(body=st.binary(max_size=300))
@settings(max_examples=12, deadline=None)
def test_any_bytes_are_read_or_refused(kind, body):
    attempt(kind, body)
    detect("https://acme.example/", body)


@pytest.mark.parametrize("kind", sorted(SOURCES))
@given(data=st.data())
@settings(max_examples=12, deadline=None)
def test_a_damaged_page_is_read_or_refused(kind, data):
    body = data.draw(st.sampled_from(RECORDED[kind]))
    at = data.draw(st.integers(0, len(body) - 1))
    cut = data.draw(st.integers(0, 40))
    damaged = body[:at] + data.draw(st.binary(max_size=8)) + body[at + cut :]

    attempt(kind, damaged)
    detect("file:///somewhere/page.txt", damaged)


def objects(value):
    """Every object in it that has a member, itself first."""
    if isinstance(value, dict):
        yield from [value] if value else []
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from objects(each)


@pytest.mark.parametrize("kind", IN_JSON)
@given(data=st.data())
@settings(max_examples=12, deadline=None)
def test_a_field_of_another_type_is_read_or_refused(kind, data):
    answer = json.loads(RECORDED[kind][0])
    job = data.draw(st.sampled_from(list(objects(answer))))
    job[data.draw(st.sampled_from(sorted(job)))] = data.draw(json_values)

    attempt(kind, json.dumps(answer).encode())


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "@id",
                "title",
                "description",
                "url",
                "identifier",
                "baseSalary",
                "jobLocation",
                "hiringOrganization",
                "datePosted",
                "validThrough",
                "employmentType",
                "directApply",
            ]
        ),
        json_values
        | st.dictionaries(st.sampled_from(["value", "address", "name", "minValue"]), json_values),
    )
)
@settings(max_examples=80, deadline=None)
def test_any_job_posting_is_read_or_refused(fields):
    text = json.dumps({"@type": "JobPosting", "title": "Baker"} | fields)

    attempt("schemaorg", f'<script type="application/ld+json">{text}</script>'.encode())


@given(
    st.text(max_size=60) | st.from_regex(r"https?://\S{0,30}\Z"), st.none() | st.binary(max_size=60)
)
@settings(max_examples=80, deadline=None)
def test_detecting_never_fails(url, body):
    detect(url, body)


def test_an_answer_read_in_part_is_not_a_change():
    with pytest.raises(SourceChanged):
        board("lever").parse(Request(url="https://acme.example/"), b'[{"id": 1}]')
