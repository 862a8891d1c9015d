"""Discord on 127.0.0.1: the address clients use, and what tests hold on to."""

import asyncio
import json

from aiohttp import web

from tests.standin import interactions, rest, routes
from tests.standin.commands import Choice, component, submission
from tests.standin.faults import reply
from tests.standin.gateway import Gateway
from tests.standin.limits import Invalid
from tests.standin.routes import Call, Refusal
from tests.standin.world import World

PREFIX = "/api/v10"
TIMEOUT = 5.0
ROUTES = [*rest.routes, *interactions.routes]


class Discord:
    """`async with Discord() as discord:` listens; leaving stops. The world stays.

    Starting again listens on the same port, so an outage is a stop() and a start().
    Every wait ends in a TimeoutError that says what was seen instead. `limits` are Discord's rate
    limits, where they are set; `invalid` counts the requests that could have the address banned.
    """

    def __init__(self, *, shards=1, limits=None):
        self.world = World()
        self.world.shards = shards
        self.faults = []
        self.limits = limits
        self.invalid = Invalid()
        self.requests = []
        self._gateway = Gateway(self.world, self._look)
        self.world.announce = self._gateway.announce
        self._waiting = []
        self._port = 0

    @property
    def api(self):
        return f"http://127.0.0.1:{self._port}{PREFIX}"

    @property
    def gateway(self):
        return f"ws://127.0.0.1:{self._port}/gateway"

    async def __aenter__(self):
        await self.start()
        return self

    async def __aexit__(self, *error):
        await self.stop()

    async def start(self):
        app = web.Application(client_max_size=64 * 2**20)
        app.router.add_get("/gateway", self._gateway.connect)
        app.router.add_route("*", PREFIX + "{path:/.*}", self._rest)
        # What still hangs at the end is cut off, not waited for.
        self._runner = web.AppRunner(app, shutdown_timeout=0.01, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self._port = self._runner.addresses[0][1]
        self.world.gateway_url = self.gateway

    async def stop(self):
        await self._gateway.disconnect(code=1001)
        await self._runner.cleanup()

    async def disconnect(self, *, code=4000, resumable=True):
        """Close all gateway connections; a client may resume, unless told it may not."""
        if not resumable:
            self._gateway.sessions.clear()
        await self._gateway.disconnect(code)

    async def revoke(self):
        """The bot's token is good no longer, here and at the gateway."""
        self.world.revoked = True
        self._gateway.sessions.clear()
        await self._gateway.disconnect(code=4004)

    def reconnect(self):
        """Have every client connect anew."""
        self._gateway.reconnect()

    def shut_gateway(self, *, shut=True):
        """Take no new connection to the gateway; those that are open stay."""
        self._gateway.shut = shut

    def mute_gateway(self, *, mute=True):
        """Acknowledge no heartbeat, as when a line is dead and does not say so."""
        self._gateway.mute = mute

    def dispatch(self, event, data, guild_id=None):
        """Tell the bot something the world has no word for."""
        self._gateway.announce(event, data, guild_id)

    def calls(self, method, pattern):
        """The requests to paths like this shell pattern, in order."""
        return [one for one in self.requests if one.like(method, pattern)]

    async def until(self, predicate, what="it", timeout=TIMEOUT):
        """Resolve once `predicate()` holds; it is asked whenever something happened."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.append((predicate, future))
        self._look()
        try:
            await asyncio.wait_for(future, timeout)
        except TimeoutError:
            raise TimeoutError(f"{what}: not in {timeout} s. Seen: {self._seen()}") from None
        finally:
            self._waiting.remove((predicate, future))

    async def sent(self, n=1, timeout=TIMEOUT):
        """The bot has stored n messages or forum posts in all, interaction answers aside."""
        await self.until(lambda: len(self.world.sent) >= n, f"{n} messages", timeout)
        return self.world.sent[:]

    async def ready(self, n=1, timeout=TIMEOUT):
        """n gateway connections have identified, in all."""
        await self.until(lambda: self._gateway.identified >= n, f"{n} identified", timeout)

    async def resumed(self, n=1, timeout=TIMEOUT):
        await self.until(lambda: self._gateway.resumed >= n, f"{n} resumed", timeout)

    async def gone(self, timeout=TIMEOUT):
        """No gateway connection is open."""
        await self.until(lambda: not self._gateway.connections, "all gone", timeout)

    async def slash(
        self, user, channel, line, options=None, *, permissions=None, complete=True, timeout=TIMEOUT
    ):
        """`user` runs `/line`. `complete=False` returns at the first acknowledgement."""
        data = Choice(self.world, user, channel).command(line, options or {})
        kind = interactions.COMMAND
        answer = self._begin(kind, user, channel, data, permissions=permissions)
        return await self._answered(answer, f"an answer to /{line}", timeout, complete=complete)

    async def autocomplete(
        self, user, channel, line, option, typed, *, options=None, timeout=TIMEOUT
    ):
        """The choices shown while `user` types into an option, others being filled already."""
        values = {**(options or {}), option: typed}
        data = Choice(self.world, user, channel).command(line, values, focused=option)
        answer = self._begin(interactions.AUTOCOMPLETE, user, channel, data)
        await self._answered(answer, f"choices for {option} of /{line}", timeout)
        return answer.choices

    async def click(self, user, message, custom_id, values=None, *, complete=True, timeout=TIMEOUT):
        """`user` presses a button, or with `values` chooses in a select."""
        channel, part = message.channel, component(message, custom_id)
        data = {"custom_id": custom_id, "component_type": part["type"]}
        if values is not None:
            data |= Choice(self.world, user, channel).selection(part["type"], values)
        answer = self._begin(interactions.COMPONENT, user, channel, data, source=message)
        return await self._answered(answer, f"an answer to {custom_id}", timeout, complete=complete)

    async def submit(self, user, asked, values, *, complete=True, timeout=TIMEOUT):
        """`user` fills in the modal that the answer `asked` showed, by its fields' custom ids."""
        data = submission(asked.modal, values)
        channel, source = asked.channel, asked.source
        answer = self._begin(interactions.SUBMIT, user, channel, data, source=source)
        what = f"an answer to the modal {data['custom_id']}"
        return await self._answered(answer, what, timeout, complete=complete)

    def _begin(self, kind, user, channel, data, **more):
        if not self._gateway.live:
            raise RuntimeError(f"no client is connected. Seen: {self._seen()}")
        return interactions.begin(self.world, kind, user, channel, data, **more)

    async def _answered(self, answer, what, timeout, *, complete=True):
        await self.until(
            lambda: answer.complete if complete else answer.acknowledged, what, timeout
        )
        return answer

    async def _rest(self, request):
        call = Call(request.method, request.match_info["path"], query=dict(request.query))
        call.at = asyncio.get_running_loop().time()
        call.json = await self._body(request)
        self.requests.append(call)
        response = await self._response(request, call)
        call.status = response.status
        self.invalid.saw(self.world.clock(), response)
        self._look()
        return response

    async def _response(self, request, call):
        refusal = self._refusal(call)
        if refusal is not None:
            return refusal
        fault = next((one for one in self.faults if one.matches(call)), None)
        if fault is None:
            response = self._handle(call)
        else:
            fault.met += 1
            self._look()
            response = await fault.apply(request, lambda: self._handle(call))
        if self.limits is not None:
            for name, value in self.limits.headers(call).items():
                response.headers.setdefault(name, value)
        return response

    def _refusal(self, call):
        """What is said before anything is looked at."""
        if self.world.revoked and not call.path.startswith(("/interactions/", "/webhooks/")):
            return reply({"code": 0, "message": "401: Unauthorized"}, 401)
        return None if self.limits is None else self.limits.take(call)

    async def _body(self, request):
        if request.content_type != "multipart/form-data":
            text = await request.text()
            return json.loads(text) if text else None
        form = await request.post()
        body = json.loads(form["payload_json"])
        for part in (body, body.get("message") or {}, body.get("data") or {}):
            for one in part.get("attachments", []):
                one["url"] = one["proxy_url"] = f"{self.api}/attachments/{one['filename']}"
                one["size"] = 0
        return body

    def _handle(self, call):
        try:
            response = reply(routes.answer(ROUTES, self.world, call))
        except Refusal as refusal:
            response = reply(refusal.body, refusal.status)
        self._look()
        return response

    def _look(self):
        for predicate, future in self._waiting:
            if not future.done() and predicate():
                future.set_result(None)

    def _seen(self):
        calls = ", ".join(str(call) for call in self.requests[-12:]) or "no request"
        gateway = self._gateway
        return (
            f"{calls}; {len(self.world.sent)} messages, {gateway.identified} identified,"
            f" {gateway.resumed} resumed, {len(gateway.live)} connected"
        )
