"""An agent in Python that waits for each gesture.

Open a text editor, large and in the middle of the screen, and start

    agent-supervisor run -- python python_sync.py

It needs the client: `pip install ./packaging/client` in the folder of this project.
"""

from supervisor.client import Modified, Rejected, Stopped, Supervisor

with Supervisor() as hands:
    width, height = hands.screen
    hands.on_held = lambda: print("a person is being asked")
    try:
        print(hands.click(width // 2, height // 2, reason="to write there"))
        print(hands.type("hello from python"))
        # May I do this by other means than the mouse? After a yes, do it, just so. The shipped rules ask a person.
        print(hands.ask("send_email", {"to": "ann@example.org", "body": "Hello"}, reason="she waits for it"))
    except Rejected as no:  # by a person, or by a rule
        print("not sent:", no.reason)
    except Modified as other:  # a person made something else of it, and that was done
        print("done instead:", other.ran)
    except Stopped:  # a person stopped all agents
        print("stopped")
