"""The side doors of X11: every request by which an agent's program could reach past the gate, and its rule."""
