"""The load tool: a process of its own, which plays many people who save, and tells how it went.

Reads a plan from standard input and writes what happened to standard output, both JSON. Every
save is sent until it is answered, as the page's script does when the network is gone.
"""

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass
from typing import Any

PATIENCE = 60.0  # seconds
PAUSE = 0.25  # seconds
ANSWERED = range(200, 400)


@dataclass(frozen=True, slots=True)
class Saved:
    """One save: when it was begun (seconds from the start), how long it took, how often it was sent."""

    at: float
    milliseconds: float
    sent: int
    status: int


async def play(plan: dict[str, Any]) -> dict[str, Any]:
    """Let every session save its rows at their moments."""
    start = time.monotonic()
    sessions = [_session(plan, session, start) for session in plan["sessions"]]
    saved = [one for found in await asyncio.gather(*sessions) for one in found]
    return {
        "saved": [asdict(one) for one in saved],
        "seconds": time.monotonic() - start,
        "cpu_seconds": time.process_time(),
    }


async def _session(plan: dict[str, Any], session: dict[str, Any], start: float) -> list[Saved]:
    """One person, who saves a row now and then."""
    found = []
    for save in session["saves"]:
        await asyncio.sleep(max(0.0, start + save["at"] - time.monotonic()))
        request = _request(plan, session, save)
        found.append(await _save(plan, request, start))
    return found


async def _save(plan: dict[str, Any], request: bytes, start: float) -> Saved:
    """Send one save until it is answered."""
    began, sent, status = time.monotonic(), 0, 0
    while status not in ANSWERED and time.monotonic() - began < PATIENCE:
        if sent:
            await asyncio.sleep(PAUSE)
        sent += 1
        try:
            status = await _exchange(plan, request)
        except OSError:
            status = 0
    return Saved(began - start, (time.monotonic() - began) * 1000, sent, status)


async def _exchange(plan: dict[str, Any], request: bytes) -> int:
    """Send a request on a connection of its own and give the answer's status."""
    reader, writer = await asyncio.open_connection(plan["host"], plan["port"])
    try:
        writer.write(request)
        await writer.drain()
        answer = await reader.read()
    finally:
        writer.close()
    if not answer.startswith(b"HTTP/1.1 "):
        raise ConnectionResetError
    return int(answer[9:12])


def _request(plan: dict[str, Any], session: dict[str, Any], save: dict[str, Any]) -> bytes:
    """The request as a browser with htmx sends it."""
    body = str(save["body"]).encode()
    head = [
        f"POST {save['path']} HTTP/1.1",
        f"Host: {plan['host']}:{plan['port']}",
        f"Cookie: sessionid={session['session']}; csrftoken={plan['token']}",
        f"X-CSRFToken: {plan['token']}",
        "HX-Request: true",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        "Connection: close",
    ]
    return "\r\n".join([*head, "", ""]).encode() + body


if __name__ == "__main__":
    json.dump(asyncio.run(play(json.load(sys.stdin))), sys.stdout)
