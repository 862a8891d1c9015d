"""Issues that are job posts: titles, labels, and Markdown that becomes plain text."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.sources import Request, detect, name, source

PAYLOADS = Path(__file__).parents[2] / "payloads/githubissues"
VAGAS = source("githubissues:dev-serrana/vagas")


def read(body, where=VAGAS, request=None):
    return where.parse(request or where.start(), body)


def vagas():
    return read((PAYLOADS / "vagas.json").read_bytes()).postings


def issues(count=1, **fields):
    made = [
        {"number": n, "title": "Cook", "html_url": f"https://github.com/a1/vagas/issues/{n}"}
        | fields
        for n in range(1, count + 1)
    ]
    return json.dumps(made).encode()


def issue(**fields):
    [posting] = read(issues(**fields)).postings
    return posting


def test_an_issue_is_read_field_by_field():
    front, *_ = vagas()

    assert front.identifier == "31"
    assert (front.title, front.hiring_organization) == ("Front-end Developer", "Azulejo Digital")
    assert front.url == "https://github.com/dev-serrana/vagas/issues/31"
    assert front.job_location == ("São Paulo",)
    assert front.workplace == "Hybrid"
    assert front.employment_type == ("Permanent (CLT)",)
    assert front.experience_level == "Junior"
    assert front.date_posted == datetime(2026, 10, 5, 12, tzinfo=UTC)


def test_the_body_is_handed_over_as_plain_text():
    front, *_ = vagas()

    assert front.description == (
        "Descrição da vaga\n\nA Azulejo Digital faz sites.\n\n- React\n- Testes\n\n"
        "Salário\nR$ 5.000 a R$ 7.000 por mês"
    )


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("**a** __b__ ~~c~~ *d* _e_ `f`", "a b c d e f"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("x<br>y <img src='z'> List<String>", "x\ny  List<String>"),
        ("> said\n---\n```py\ncode\n```", "said\n\ncode"),
        ("![logo](https://a.example/x.png)[site](https://a.example)", "site"),
        (r"1\. R\$ 5", "1. R$ 5"),
        ("<!-- never closed", ""),
        (None, ""),
    ],
)
def test_marks_are_taken_off(markdown, plain):
    assert issue(body=markdown).description == plain


def test_pull_requests_closed_issues_and_questions_are_left_out():
    assert [posting.identifier for posting in vagas()] == ["31", "30", "29"]
    assert read(issues(state="closed")).postings == ()


@pytest.mark.parametrize(
    ("written", "title", "company", "places"),
    [
        ("[São Paulo] Cook na Acme", "Cook", "Acme", ("São Paulo",)),
        ("[Belo Horizonte - MG] Cook", "Cook", None, ("Belo Horizonte, MG",)),
        ("[Remoto/CLT] Cook @ Acme Foods", "Cook", "Acme Foods", ()),
        ("[Vaga] [Recife ou Remoto] Cook no @acme-foods", "Cook", "acme-foods", ("Recife",)),
        ("[ Remoto ] - Cook (PJ)", "Cook", None, ()),
        ("[React Native] Cook at Acme", "[React Native] Cook", "Acme", ()),
        ("Cook na área de peixes", "Cook na área de peixes", None, ()),
        ("Cook no Rio de Janeiro", "Cook no Rio de Janeiro", None, ()),
        ("[Remoto]", "[Remoto]", None, ()),
    ],
)
def test_titles_are_read_with_care(written, title, company, places):
    posting = issue(title=written)

    assert (posting.title, posting.hiring_organization) == (title, company)
    assert posting.job_location == places


@pytest.mark.parametrize(
    ("labels", "workplace", "employment", "level"),
    [
        (["🏢 Presencial", "PJ"], "On-site", ("Contract (PJ)",), None),
        (["Alocado", "Sênior"], "On-site", (), "Senior"),
        (["100% Remoto", "Híbrido"], "Remote", (), None),
        (["Estágio", "Freela"], None, ("Internship", "Freelance"), None),
        (["Júnior", "Pleno"], None, (), None),
        (["Java", None, "docker"], None, (), None),
    ],
)
def test_labels_say_how_where_and_for_whom(labels, workplace, employment, level):
    posting = issue(labels=[{"name": label} for label in labels])

    assert posting.workplace == workplace
    assert posting.employment_type == employment
    assert posting.experience_level == level


def test_a_full_page_has_another_behind_it():
    answer = read(issues(100))
    last = Request(url=f"https://api.github.com/repos/a1/vagas/issues?page={VAGAS.pages}")

    assert [request.url for request in answer.follow] == [
        "https://api.github.com/repos/dev-serrana/vagas/issues?state=open&per_page=100&page=2"
    ]
    assert not answer.truncated
    assert read(issues(99)).follow == ()
    assert read(issues(100), request=last).follow == ()
    assert read(issues(100), request=last).truncated


@pytest.mark.parametrize(
    ("link", "board"),
    [
        ("https://github.com/dev-serrana/vagas", "dev-serrana/vagas"),
        ("https://github.com/dev-serrana/vagas/issues?q=is%3Aopen", "dev-serrana/vagas"),
        ("https://www.github.com/dev-serrana/vagas/issues/12#top", "dev-serrana/vagas"),
        ("https://api.github.com/repos/acme/who-is-hiring/issues?page=2", "acme/who-is-hiring"),
        ("https://github.com/acme/remote-jobs/", "acme/remote-jobs"),
    ],
)
def test_any_address_of_a_board_names_it(link, board):
    found = detect(link)

    assert found is not None
    assert name(found) == f"githubissues:{board}"


@pytest.mark.parametrize(
    "link",
    [
        "https://github.com/acme/acme/issues",
        "https://github.com/topics/jobs",
        "https://github.com/acme/jobserver",
        "https://github.com/acme",
        "https://github.com.evil.example/acme/vagas",
    ],
)
def test_issues_about_code_are_no_jobs(link):
    assert detect(link) is None
