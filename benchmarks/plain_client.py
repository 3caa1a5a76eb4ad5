"""The plain tool beside a fill over HTTP: aiohttp with a semaphore. It reads each answer, and stores nothing.

usage: plain_client.py URL BODIES AT_ONCE      BODIES: a file with one request body a line
"""

import asyncio
import json
import sys
from pathlib import Path

import aiohttp


async def main(url, bodies, at_once):
    semaphore = asyncio.Semaphore(at_once)
    headers = {"Content-Type": "application/json"}
    answers = 0
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=at_once), headers=headers) as session:

        async def call(body):
            nonlocal answers
            async with semaphore, session.post(f"{url}/chat/completions", data=body) as answer:
                answer.raise_for_status()
                completion = json.loads(await answer.read())
                if completion["choices"][0]["message"]["tool_calls"]:
                    answers += 1

        await asyncio.gather(*(call(body) for body in bodies))
    print(answers)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]).read_bytes().splitlines(), int(sys.argv[3])))
