from __future__ import annotations

import pytest

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell import classify_command


def flagged(text: str) -> bool:
    return classify_command(text).tier.rank >= Tier.HIGH_RISK.rank


@pytest.mark.parametrize(
    "text",
    [
        "heroku apps:destroy web",
        "heroku ps:stop web",
        "heroku pg:reset",
        "fly apps destroy web",
        "fly volumes destroy vol_1",
        "vercel rm web",
        "vercel env rm KEY",
        "vercel deploy --prod",
        "netlify sites:delete",
        "netlify deploy --prod",
        "gh repo delete me/web",
        "gh pr merge 3",
        "gh repo edit me/web --visibility public",
        "gh secret delete KEY",
        "glab repo delete web",
        "glab release delete v1",
        "wrangler delete",
        "wrangler d1 delete db",
    ],
)
def test_what_removes_or_stops_is_found(text: str) -> None:
    assert flagged(text)


@pytest.mark.parametrize(
    "text",
    [
        "heroku logs",
        "heroku config",
        "fly status",
        "fly secrets list",
        "vercel ls",
        "netlify status",
        "gh pr list",
        "gh release list",
        "gh issue create",
        "gh issue list --search delete",
        "glab mr list",
        "glab release view v1",
        "wrangler dev",
        "wrangler tail",
    ],
)
def test_what_looks_or_makes_is_left_alone(text: str) -> None:
    verdict = classify_command(text)
    assert verdict.kind in (Shell.READ, Shell.REVERSIBLE)
    assert not flagged(text)


@pytest.mark.parametrize(
    "text",
    [
        "vercel deploy",
        "gh release create v1",
        "gh pr close 3",
        "glab release create v1",
        "fly deploy",
    ],
)
def test_what_others_may_see_is_asked_but_no_alarm(text: str) -> None:
    assert classify_command(text).kind is Shell.RISKY
    assert not flagged(text)
