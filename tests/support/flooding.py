"""Agents that want the same dangerous thing a thousand times a second."""

from __future__ import annotations

PER_SECOND = 1000

ONE = '{{ while :; do echo "repeat 10 key Delete"; echo "flush"; echo "sleep 10"; done; }} | {agent}'
"""One program on one connection."""
VARIED = (
    "{{ while :; do for k in Delete shift+Delete ctrl+Delete; do "
    'echo "repeat 4 key $k"; done; echo "sleep 10"; done; }} | {agent}'
)
"""Different things, so that none is the same as the one that is held."""
MANY = (
    "i=0; while [ $i -lt 50 ]; do i=$((i+1)); "
    '{{ while :; do echo "key Delete"; echo "sleep 50"; done; }} | {agent} & done; wait'
)
"""Fifty connections, each of which writes twenty times a second."""
