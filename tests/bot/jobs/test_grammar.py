"""The language people type: it never guesses, and says where it stopped understanding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UserError
from bot.jobs.grammar import MAX_LENGTH
from bot.jobs.query import matches, parse
from bot.jobs.terms import Term
from bot.jobs.tree import criteria
from bot.jobs.typed_attributes import FORMS
from bot.texts import say
from tests.factories import posting


@pytest.mark.parametrize(
    ("text", "rendered", "said"),
    [
        ("backend python or go", "backend python OR go", "backend and (python or Go)"),
        ("a1 | b1 c1", "a1 OR b1 c1", "(a1 or b1) and c1"),
        (
            '"machine learning" -junior',
            '"machine learning" -title:junior',
            "machine learning, without junior in the title",
        ),
        ("-(x1 or intern*) dev", "-(x1 OR intern*) dev", "dev, without (x1 or intern*)"),
        ('dev -"junior"', 'dev -"junior"', "dev, without junior"),
        ("dev -body:lead", "dev -body:lead", "dev, without lead in the text"),
        ("title:staff", "title:staff", "staff in the title"),
        ('company:"acme corp"', 'company:"acme corp"', "acme corp in the company's name"),
        ("body:visa", "body:visa", "visa in the text"),
        ("Title: staff", "title:staff", "staff in the title"),
        ("python AND go", "python go", "python and Go"),
        ("python && go || rust", "python go OR rust", "python and (Go or rust)"),
        ("python und (go oder rust)", "python go OR rust", "python and (Go or rust)"),
        ("python,java", "python java", "python and java"),
        ("10,000 users", "10,000 users", "10,000 and users"),
        ("dev ,age<=7d", "dev age<=7d", "dev, at most 7 days old"),
        ("dev \u200b-x1", "dev -x1", "dev, without x1"),
        ("\uff08go \uff5c rust\uff09", "go OR rust", "Go or rust"),
        ("'data engineer' x1", '"data engineer" x1', "data engineer and x1"),
        ("Entwickler (m/w/d)", "Entwickler", "Entwickler"),
        ("Entwickler(in) x1", "Entwickler*in x1", "Entwickler and x1"),
        ("-a1 or b1", "-a1 OR b1", "(without a1) or b1"),
        ("title:remote", "title:remote", "remote in the title"),
        ("python, go; rust", "python go rust", "python and Go and rust"),
        ("((x1 y1) or z1)", "(x1 y1) OR z1", "(x1 and y1) or z1"),
        ("“machine learning”", '"machine learning"', "machine learning"),
        ('"engineering"', '"engineering"', "engineering"),
        ("C++ .NET R&D", "C++ .NET R&D", "C++ and .NET and R&D"),
        ("Entwickler:in", "Entwickler:in", "Entwickler"),
        ("Oracle ORM", "Oracle ORM", "Oracle and ORM"),
        ("engineer*", "engineer*", "engineer*"),
        ('"or"', '"or"', "or"),
        ("dev --x1", "dev -x1", "dev, without x1"),
        ("dev \u2013x1 \u2212y1", "dev -x1 -y1", "dev, without x1, without y1"),
        ("dev -*junior", "dev -*junior", "dev, without *junior"),
        ("well\u2013known", "well\u2013known", "well\u2013known"),
        ("in:title dev", "dev in:title", "dev, in titles only"),
        ("dev remote", "dev remote", "dev, remote"),
        ("dev -remote", "dev -remote", "dev, not remote"),
        ('"remote"', '"remote"', "remote"),
        ("remote:no x1", "remote:no x1", "x1, not remote"),
        ("remote:maybe", "remote:maybe", "remote or not stated"),
        ("", "", "any job"),
    ],
)
def test_what_is_typed_is_read_and_said_back(text, rendered, said):
    query = parse(text)

    assert str(query) == rendered
    assert parse(rendered) == query
    assert query.spoken().replace("**", "").replace("\\", "") == said


@pytest.mark.parametrize(
    ("text", "rendered", "said"),
    [
        ("pay>=90k EUR", 'pay>="90k EUR"', "from 90,000 EUR a year"),
        ("pay>=90k EUR php", 'pay>="90k EUR" php', "php, from 90,000 EUR a year"),
        ("pay>=90 000 EUR a year php", None, "php, from 90,000 EUR a year"),
        ("pay>=$60/h", "pay>=$60/h", "from 60 USD an hour (USD assumed)"),
        ("pay>=$90k php", "pay>=$90k php", "php, from 90,000 USD a year (USD assumed)"),
        ('pay >= "4500 EUR a month"', 'pay>="4500 EUR a month"', "from 4,500 EUR a month"),
        ("pay≥90k€", "pay>=90k€", "from 90,000 EUR a year"),
        ("pay:stated", "pay:stated", "pay stated"),
        ("place:Berlin", "place:Berlin", "Berlin, Germany"),
        (
            'place:"Berlin +30km, remote from Germany"',
            None,
            "within 30 km of Berlin, Germany or remote from Germany",
        ),
        ("place:stated", "place:stated", "place stated"),
        ("type:contract", "type:contract", "contract"),
        ("type:Freelance,intern", "type:contract,internship", "contract or internship"),
        ("level:senior+", "level:senior+", "senior or above"),
        ("level>=staff", "level:lead+", "lead or above"),
        ("level:mid-", "level:mid-", "mid-level or below"),
        ("level:junior", "level:entry", "junior"),
        ("level:senior,junior", "level:entry,senior", "junior or senior"),
        ("level:senior, lead dev", "level:senior,lead dev", "dev, senior or lead"),
        ("type:contract, part-time", "type:part-time,contract", "part time or contract"),
        ("place:Berlin python", "place:Berlin python", "python, Berlin, Germany"),
        ("place:Berlin remote", "place:Berlin remote", "Berlin, Germany, remote"),
        ("lang:en place:Berlin", "lang:en place:Berlin", "in English, Berlin, Germany"),
        ("lang:English", "lang:en", "in English"),
        ("lang:de,en", "lang:de,en", "in German or English"),
        ("needs:german<=B1", "needs:de<=B1", "German up to B1"),
        ("-needs:Deutsch", "-needs:de", "not German required"),
        ("agencies:hide", "agencies:hide", "no agencies"),
        ("agencies:only", "agencies:only", "agencies only"),
        ("visa:yes", "visa:yes", "visa sponsored"),
        ("age<=7d", "age<=7d", "at most 7 days old"),
        ('age<="2 weeks"', "age<=14d", "at most 14 days old"),
        ('season:"Summer 2027"', 'season:"Summer 2027"', "Summer 2027"),
        ("season:summer-2027", 'season:"summer 2027"', "summer 2027"),
        ("source:greenhouse", "source:greenhouse", "from greenhouse"),
        ("source:Greenhouse:Acme", "source:greenhouse:Acme", "from greenhouse:Acme"),
        ("years<=3", "years<=3", "at most 3 years of experience"),
        ("(type:contract pay>=60 EUR/h) or pay>=90k EUR", None, None),
    ],
)
def test_an_attribute_is_read_among_the_words(text, rendered, said):
    query = parse(text)

    assert rendered is None or str(query) == rendered
    assert parse(str(query)) == query
    assert said is None or query.spoken().replace("**", "").replace("\\", "") == said


def test_every_form_that_a_mistake_names_is_read():
    for form in FORMS.values():
        assert parse(str(parse(form.example))) == parse(form.example)


@pytest.mark.parametrize(
    ("text", "key", "column"),
    [
        ("python (go", "query.open", 7),
        ("python go)", "query.closed", 9),
        ('a1 "b1', "query.quote", 3),
        ("python or", "query.end", 9),
        ("or python", "query.here", 0),
        ("a1 or or b1", "query.here", 6),
        ("()", "query.here", 1),
        ("a1 % b1", "query.word", 3),
        ("-", "query.not", 0),
        ("a1 !b1", "query.not", 3),
        ("remote from Germany", "query.attribute", 0),
        ("place:-Berlin", "query.not", 0),
        ("place:San Francisco", "query.attribute", 0),
        ("place:Rome, Italy", "query.attribute", 0),
        ("season:Summer 2027", "query.attribute", 0),
        ("needs:german B1", "query.attribute", 0),
        ("java*script", "query.star", 0),
        ("a1 skills:python", "query.field", 3),
        ("gehalt>=50k", "query.field", 0),
        ("title:(a1 b1)", "query.attribute", 0),
        ("salary:100", "query.field", 0),
        ("dev titel:x", "query.field", 4),
        ("location:Berlin dev", "query.field", 0),
        ("dev pay:90k", "query.attribute", 4),
        ("dev pay>=90k", "query.attribute", 4),
        ("dev pay>=", "query.attribute", 4),
        ("place:Xyzzy", "query.attribute", 0),
        ("x1 level:seniro", "query.attribute", 3),
        ("x1 type:ful", "query.attribute", 3),
        ("needs:klingon", "query.attribute", 0),
        ("age<=900d", "query.attribute", 0),
        ("age>=9d", "query.attribute", 0),
        ("years<=many", "query.attribute", 0),
        ("visa:no", "query.attribute", 0),
        ("season:!", "query.attribute", 0),
        ("source:!", "query.attribute", 0),
        ("dev (in:title)", "query.here", 5),
        ("-in:title dev", "query.here", 1),
        ("dev title:company:", "query.here", 10),
        ("dev a*", "query.star", 4),
        ("dev NOT junior", "query.not", 4),
        ("(" * 9 + "x" + ")" * 9, "query.deep", 8),
    ],
)
def test_a_mistake_is_one_sentence_with_a_caret_under_it(text, key, column):
    with pytest.raises(UserError) as caught:
        parse(text)

    assert caught.value.key == key
    sentence = say(key, **caught.value.values)
    shown, pointer = sentence.split("```")[1].strip("\n").split("\n")
    assert shown == text
    assert pointer.index("^") == column


@pytest.mark.parametrize("text", ["x" * (MAX_LENGTH + 1), " ".join(["word"] * 41)])
def test_a_query_has_a_size(text):
    with pytest.raises(UserError):
        parse(text)


@pytest.mark.parametrize(
    ("text", "holding"),
    [
        ("python go", True),
        ("python rust", False),
        ("rust or go", True),
        ("python -rust", True),
        ("python -go", False),
        ("title:go", False),
        ("title:backend", True),
        ("company:acme", True),
        ("company:python", False),
        ("body:python", True),
        ("body:backend", False),
        ("python in:title", False),
        ("backend in:title", True),
        ("body:python in:title", True),
        ('"backend engineer"', True),
        ('"engineer backend"', False),
        ("-(rust or go)", False),
        ("(rust or backend) (python or java)", True),
        ("-title:python", True),
        ("engin*", True),
        ("*gineer", True),
        ("*engin", False),
    ],
)
def test_a_tree_holds_or_does_not(text, holding):
    seen = posting(
        title="Backend Engineer", hiring_organization="Acme", description="Python and Go."
    )

    assert matches(parse(text), seen) is holding


_attributes = st.sampled_from([form.example for form in FORMS.values()] + ["in:title", "pay>=$9/h"])
_texts = (
    st.text(alphabet='ab -|()":ORortitle*,.+#<>=', max_size=60)
    | st.text(max_size=80)
    | st.lists(
        st.sampled_from(["python", "or", "-", "(", ")", '"x y"', "title:", "go"]) | _attributes,
        max_size=12,
    ).map(" ".join)
)


@given(_texts)
def test_any_text_is_a_query_or_one_clear_mistake(text):
    try:
        query = parse(text)
    except UserError as error:
        mistake = error
    else:
        assert parse(str(query)) == query
        assert all(one.needles.anywhere for one in criteria(query.root) if isinstance(one, Term))
        return
    assert say(mistake.key, **mistake.values)
