"""An agent in Python with asyncio: it goes on with other work while a person thinks, and can take back what it asked.

Open a text editor, large and in the middle of the screen, and start

    agent-supervisor run -- python python_async.py

It needs the client: `pip install ./packaging/client` in the folder of this project.
"""

import asyncio

from supervisor.client import AsyncSupervisor, Rejected


async def main() -> None:
    """Click, type, and ask something, for no longer than a minute."""
    async with AsyncSupervisor() as hands:
        width, height = hands.screen
        print(await hands.click(width // 2, height // 2, reason="to write there"))
        # Gestures keep the order in which they were made.
        for outcome in await asyncio.gather(hands.type("hello "), hands.type("from asyncio")):
            print(outcome)
        try:
            async with asyncio.timeout(60):  # what takes longer is taken back: the question goes away
                print(await hands.ask("send_email", {"to": "ann@example.org", "body": "Hello"}))
        except Rejected as no:
            print("not sent:", no.reason)
        except TimeoutError:
            print("not sent: nobody answered")


asyncio.run(main())
