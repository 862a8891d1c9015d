"""What hosts say beside their answers: times to wait, dates, where to go instead, packing."""

import gzip
import zlib
from datetime import timedelta

from yarl import URL

from bot import fetch
from bot.fetch import retry_after
from bot.pace import Intervals, following
from bot.sources import Request, wire
from tests.factories import NOW
from tests.fuzz.dice import Dice

HERE = URL("https://acme.example/careers")
HEADERS = [
    *(b"120", b"-5", b"0", b"9" * 400, b"1.5", b"1e9", b" 60 ", b"\xd9\xa1\xd9\xa2"),
    *(b"Wed, 21 Oct 2026 07:28:00 GMT", b"Wed, 21 Oct 2026 07:28:00 +9999", b"21 Oct 26 25:61"),
    *(b"Sun, 06 Nov 0000 08:49:37 GMT", b"Mon, 01 Jan 10000000 00:00:00 GMT", b"max-age=60"),
]
DATES = [
    *(b"2026-11-01", b"2026-11-01T12:00:00Z", b"2026-W44-7", b"20261101T1200+2400"),
    *(b"0001-01-01T00:00:00+14:00", b"9999-12-31T23:59:59-14:00", b"1761998400", b"1e400", b"NaN"),
]
PACKED = [gzip.compress(b"bread" * 99), zlib.compress(b"bread" * 99), b"bread", b"\x78\x9c", b""]
_KIND, _DAY = timedelta(minutes=15), timedelta(days=1)
_INTERVALS = Intervals(least=_KIND, most=_DAY)


def answered(data):
    dice = Dice(data)
    failures, share = dice.number(2**16), dice.number(101) / 100
    written = dice.rest().decode(errors="surrogateescape")
    wait = retry_after(written, NOW)
    assert wait is None or timedelta() <= wait <= _DAY
    interval = _INTERVALS.after_failure(_KIND, failures, wait)
    assert max(_KIND, wait or _KIND) <= interval <= _DAY
    turn = following(NOW, interval, NOW, least=_KIND, share=share)
    assert NOW < turn.due <= NOW + 2 * _DAY
    stored = fetch._storable(written)
    assert stored is None or stored.encode()


def dates(data):
    dice = Dice(data)
    end_of_day = bool(dice.number(2))
    written = dice.text(most=500)
    for value in (written, _number(written)):
        moment = wire.moment(written, end_of_day=end_of_day)
        assert moment is None or moment.utcoffset() == timedelta()
        try:
            wire.instant(value)
        except ValueError:
            continue  # what the callers of a parser take for a change of the source


def _number(written):
    try:
        return float(written)
    except ValueError:
        return 0


def redirected(data):
    dice = Dice(data)
    status = dice.choice((301, 302, 303, 307, 308))
    secret = Request(url=str(HERE), headers={"X-Key": "secret"})
    location = dice.long_text(4000)
    onward = fetch._redirected(secret, HERE, fetch._Redirect(status, location))
    target = fetch._checked(onward.url)
    assert target.scheme == "https"
    if target.raw_host != HERE.raw_host:
        assert "X-Key" not in onward.headers


def unpacked(data):
    dice = Dice(data)
    encoding = dice.choice(("", "gzip", "deflate", "br"))
    size, body = 1 + dice.number(2**14), dice.rest()
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    with fetch._our_errors(HERE):
        inflate, total = None, 0
        for piece in pieces:
            inflate = inflate or fetch._inflater("acme.example", encoding, piece)
            for part in fetch._unpacked(inflate, piece):
                assert len(part) <= max(fetch._PIECE, size)
                total += len(part)
                if total > 2**22:
                    return
