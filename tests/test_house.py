"""What every line of the code keeps to, read from the code itself."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# What dials out, or hands an address to something that does.
CALLS = {"ClientSession", "urlopen", "urlretrieve", "create_connection", "open_connection"}
MODULES = {"requests", "httpx", "urllib3", "http.client", "urllib.request", "ftplib", "smtplib"}
ANSWERS = re.compile(r"interaction\.(response|followup)\.\w+|interaction\.edit_original_response")
FIRST = re.compile(r"interaction\.(response\.(send_message|defer)|followup\.send)")
PAGES = re.compile(r"(pages|Pages\(.*\))\.send")  # whose own `send` is an answer
STATEMENTS = {"execute", "executescript", "executemany"}


@cache
def _files():
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf8"))
        for folder in ("bot", "cogs", "storage")
        for path in sorted((ROOT / folder).rglob("*.py"))
    }


@cache
def _nodes(tree):
    return list(ast.walk(tree))


@cache
def _calls(tree):
    return [node for node in _nodes(tree) if isinstance(node, ast.Call)]


def _called(call):
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _keywords(call):
    return {each.arg: ast.unparse(each.value) for each in call.keywords}


def _imported(tree):
    for node in _nodes(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{each.name}" for each in node.names)


def _files_where(told):
    return {name for name, tree in _files().items() if told(tree)}


def _found(sought):
    """By file, what there is of it."""
    return {name: found for name, tree in _files().items() if (found := sought(tree))}


# The world outside


def test_one_file_dials_out():
    assert _files_where(lambda tree: any(_called(call) in CALLS for call in _calls(tree))) == {
        "bot/fetch.py"
    }


def test_nothing_is_imported_that_could():
    def risky(tree):
        names = {name for each in _imported(tree) for name in (each, each.rpartition(".")[0])}
        return names & MODULES

    assert _found(risky) == {}


def test_the_one_session_asks_no_proxy_keeps_no_cookies_and_unpacks_nothing_by_itself():
    [session] = [c for c in _calls(_files()["bot/fetch.py"]) if _called(c) == "ClientSession"]

    asked = _keywords(session)
    assert asked["trust_env"] == "False"
    assert asked["cookie_jar"] == "aiohttp.DummyCookieJar()"
    assert asked["auto_decompress"] == "False"
    assert "socket_factory=self._socket" in asked["connector"]


def test_the_environments_proxies_are_trusted_nowhere():
    def trusting(tree):
        return [
            ast.unparse(node)
            for node in _nodes(tree)
            if isinstance(node, ast.keyword | ast.Attribute | ast.Name)
            and "trust_env" in {getattr(node, each, None) for each in ("arg", "attr", "id")}
        ]

    assert _found(trusting) == {"bot/fetch.py": ["trust_env=False"]}


# XML


def test_xml_is_parsed_by_defusedxml_alone():
    harmless = {"Element", "ParseError"}  # a type, and what defusedxml raises too

    def risky(tree):
        parsers = [each for each in _imported(tree) if re.match(r"(xml|lxml|pyexpat)\b", each)]
        return [each for each in parsers if each.rpartition(".")[2] not in harmless]

    assert _found(risky) == {}


def test_a_document_type_is_refused_wherever_xml_is_parsed():
    parses = _found(lambda tree: [c for c in _calls(tree) if _called(c) == "fromstring"])

    assert "bot/sources/feeds.py" in parses
    assert {_keywords(c).get("forbid_dtd") for found in parses.values() for c in found} == {"True"}


def test_what_reads_feeds_never_gets_an_address_to_fetch_by_itself():
    feeds = _files()["bot/sources/feeds.py"]
    parses = [call for call in _calls(feeds) if ast.unparse(call.func) == "feedparser.parse"]

    assert _files_where(lambda tree: "feedparser" in set(_imported(tree))) == {
        "bot/sources/feeds.py"
    }
    assert all("BytesIO" in ast.unparse(call.args[0]) for call in parses)
    assert parses


# What is said in Discord


def _is_silent(call):
    # A card's are at most one role; see tests/bot/test_digests.py.
    silent = {"discord.AllowedMentions.none()", "card.mentions"}
    return _keywords(call).get("allowed_mentions") in silent


def test_nobody_is_pinged_by_what_is_sent():
    def loud(tree):
        sends = [c for c in _calls(tree) if _called(c) in {"send", "send_message", "create_thread"}]
        return [
            _function(call)
            for call in sends
            if not (_is_silent(call) or PAGES.fullmatch(_function(call)))
            and not ANSWERS.fullmatch(_function(call))
        ]

    assert _found(loud) == {}


def _function(call):
    return ast.unparse(call.func).replace("\n", " ")


def test_answers_are_silent_because_the_bot_as_a_whole_is():
    inits = [
        c for c in _calls(_files()["bot/client.py"]) if ast.unparse(c.func) == "super().__init__"
    ]

    assert any(map(_is_silent, inits))
    assert not [
        name
        for name, tree in _files().items()
        for call in _calls(tree)
        if "allowed_mentions" in _keywords(call) and not _is_silent(call)
    ]


def test_answers_are_private():
    def public(tree):
        answers = [call for call in _calls(tree) if FIRST.fullmatch(_function(call))]
        return [
            ast.unparse(call)
            for call in answers
            if _keywords(call).get("ephemeral") != "True" and not _updates(call)
        ]

    assert _found(public) == {}


def _updates(call):
    """An answer to a click that changes the message it was on, which is private already."""
    return _called(call) == "defer" and not call.keywords


# SQL


class _Fixed:
    """Which expressions of a module are made of its own words alone, whatever anybody types."""

    def __init__(self, tree):
        self._functions = {
            node.name: node for node in _nodes(tree) if isinstance(node, ast.FunctionDef)
        }
        self._calls = _calls(tree)
        self._within = {
            node: function for function in self._functions.values() for node in _nodes(function)
        }

    def __call__(self, node):
        match node:
            case ast.Constant():
                return True
            case ast.Name(id=name):
                return name.isupper() or self._name(node)
        parts = _parts(node)
        return bool(parts) and all(map(self, parts))

    def _name(self, node):
        function = self._within[node]
        nodes = _nodes(function)
        given = [
            each.value
            for each in nodes
            if isinstance(each, ast.Assign) and _binds(each.targets, node.id)
        ]
        looped = [
            each.iter
            for each in nodes
            if isinstance(each, ast.For | ast.comprehension) and _binds([each.target], node.id)
        ]
        if given or looped:
            return all(map(self, given)) and all(map(_is_constant, looped))
        return self._parameter(function, node.id)

    def _parameter(self, function, name):
        names = [each.arg for each in function.args.args]
        if name not in names:
            return False
        at = names.index(name)
        calls = [call for call in self._calls if _called(call) == function.name]
        given = [call.args[at] for call in calls if at < len(call.args)]
        given += [each.value for call in calls for each in call.keywords if each.arg == name]
        return bool(given) and all(map(self, given))


def _binds(targets, name):
    return name in {
        each.id for one in targets for each in ast.walk(one) if isinstance(each, ast.Name)
    }


def _is_constant(iterated):
    return re.fullmatch(r"_?[A-Z_]+(\.items\(\))?", ast.unparse(iterated)) is not None


def _parts(node):
    """What a text is put together from; nothing for what is no text of ours."""
    match node:
        case ast.JoinedStr(values=parts):
            return parts
        case ast.FormattedValue(value=value):
            return [value]
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return [left, right]
        case ast.IfExp(body=body, orelse=other):
            return [body, other]
    return []


def _statements(tree):
    """Every first argument that a database takes for a statement."""
    for call in _calls(tree):
        receiver = ast.unparse(getattr(call.func, "value", call.func))
        asks = receiver == "tx" and _called(call) in {"rows", "run", "scan"}
        if call.args and (asks or _called(call) in STATEMENTS):
            yield call.args[0]


# Where it cannot be seen from the code alone, and why it is well all the same.
KNOWN = {
    # The way in for all others, who are looked at where they hand it over.
    "storage/connection.py": ["sql", "sql", "sql"],
    # Numbered names of its own making.
    "storage/alerts.py": ["', '.join((f':{name}' for name in numbers))"],
    # The names of its own tables, as the database lists them.
    "storage/backup.py": ["table"],
}


def test_statements_are_our_own_words_and_values_are_bound():
    assert _found(lambda tree: list(_strange(tree))) == KNOWN


def _strange(tree):
    statements = list(_statements(tree))
    fixed = _Fixed(tree) if statements else None
    for statement in statements:
        if not fixed(statement):
            parts = [each.value for each in _parts(statement) if hasattr(each, "value")]
            strange = [part for part in parts if isinstance(part, ast.AST) and not fixed(part)]
            yield from map(ast.unparse, strange or [statement])


@pytest.mark.parametrize(
    ("code", "safe"),
    [
        ("def f(tx): tx.rows('SELECT 1')", True),
        ("def f(tx): tx.rows(f'SELECT {_NEXT}')", True),
        ("def f(tx, name): tx.rows(f'SELECT {name}')", False),
        ("def f(tx, name): tx.rows('SELECT ' + name)", False),
        ("def f(tx, name): tx.rows('SELECT %s' % name)", False),
        ("def f(tx, name): tx.rows('SELECT {}'.format(name))", False),
        ("def f(tx, row): tx.rows(f'SELECT {row[0]}')", False),
        ("def f(tx, part): tx.rows(f'SELECT {part}')\ndef g(tx): f(tx, 'a = 1')", True),
        ("def f(tx, part): tx.rows(f'SELECT {part}')\ndef g(tx, x): f(tx, x.name)", False),
        ("def f(tx, part): tx.rows(f'SELECT {part}')\ndef g(tx): f(tx, part=f'{x()}')", False),
        ("def f(tx):\n for a, b in _OWN.items(): tx.run(f'DELETE FROM {a} WHERE {b}')", True),
        ("def f(tx, own):\n for a in own: tx.run(f'DELETE FROM {a}')", False),
        ("def f(tx, m):\n sql = _A if m else _B\n tx.scan(sql)", True),
        ("def f(tx, m):\n sql = _A if m else m\n tx.scan(sql)", False),
    ],
)
def test_the_reader_of_statements_sees_what_is_not_fixed(code, safe):
    tree = ast.parse(code)
    [statement] = _statements(tree)

    assert _Fixed(tree)(statement) is safe


def test_nothing_is_evaluated():
    risky = {"eval", "exec", "compile", "__import__"}

    assert _found(lambda tree: risky & {c.func.id for c in _calls(tree) if _is_name(c.func)}) == {}


def _is_name(function):
    return isinstance(function, ast.Name)
