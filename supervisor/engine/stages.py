"""Stages at work: who learns, what the answers to it show, and the next stage, which a person takes up.

An answer counts once for the narrowest path that it lies on. To learn tightens and begins at once, whoever says so; a
step that may loosen is confirmed by a hand, save where the policy has agents promoted without.

# INVARIANT: who is on a path earns no level beyond its stage by the way, so that no answer counts twice.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from supervisor.core.autonomy import Level
from supervisor.core.autonomy_dial import DialError
from supervisor.core.autonomy_figures import AGAINST_IT, FOR_IT, Result
from supervisor.core.autonomy_path import Path, goes_too_far, next_stage, taken_back
from supervisor.core.autonomy_scope import Scope
from supervisor.core.autonomy_stages import PRESETS, Stage, enter, fall, is_at, level_at
from supervisor.core.autonomy_terms import NewAgents, Promotion
from supervisor.core.fatigue import REFLEX_MS
from supervisor.core.record import Event
from supervisor.engine.level_changes import WHERE
from supervisor.engine.stage_words import back_words, earned_words, holding_again, step_words, told_stage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from supervisor.core.assessment import Tier
    from supervisor.core.autonomy_dial import Change, Dial
    from supervisor.core.autonomy_path import Taken
    from supervisor.core.autonomy_promotion import Trial
    from supervisor.core.autonomy_scope import Situation
    from supervisor.core.autonomy_terms import Terms
    from supervisor.core.record_fields import Approval
    from supervisor.engine.engine import Engine
    from supervisor.engine.levels import Levels

_NOTHING = "nothing to do"
_RISEN = "errors have become more frequent than is tolerated"


@dataclass(frozen=True, slots=True)
class Offer:
    """A stage that the answers have earned, for a person to take up or refuse when they care to."""

    name: str
    stage: Stage
    scope: Scope
    ground: str
    """One clause for a person."""


class Stages:
    """The paths of one supervisor; `KeptLevels.paths` has them."""

    def __init__(
        self,
        engine: Engine,
        levels: Levels,
        trials: dict[Scope, Trial],
        change: Callable[[tuple[Change, ...], Approval | None], bool],
    ) -> None:
        """Begin with none.

        Args:
            engine: Whose they are.
            levels: The dial, and who asks the person.
            trials: What the answers say for promotions, by scope.
            change: Lets changes of the dial hold.
        """
        self._engine = engine
        self._levels = levels
        self._parts = engine.parts
        self._trials = trials
        self._change = change
        self._yeses: dict[Scope, Approval] = {}
        self._names: dict[tuple[Scope, Stage], str] = {}
        self._numbers = itertools.count(1)
        levels.kept.on_changed = self.agent_changed

    @property
    def _terms(self) -> Terms:
        return self._parts.judge.terms()

    @property
    def _dial(self) -> Dial:
        return self._levels.dial

    def there(self) -> dict[Scope, Path]:
        """Give who is on a path; somebody for whom another level was set is on none any more."""
        paths = self._levels.kept.paths
        for scope, path in list(paths.items()):
            if not is_at(self._dial, path.stage, scope):
                del paths[scope]
                self._record(scope, path.stage, None, "another level was set for it", None)
                self._levels.kept.keep()
        return paths

    # -- answers

    def answered(
        self, situation: Situation, tier: Tier, result: Result, said: Approval | None, *, tightened: bool
    ) -> None:
        """Count an answer for the narrowest path that it lies on.

        Args:
            situation: Who acted where.
            tier: How bad the effect could be.
            result: What came of the action.
            said: How it was answered; the same one to many actions is one yes.
            tightened: It has taken a level back.
        """
        if result is Result.APPROVED and said is not None and said.latency_ms < REFLEX_MS:
            return
        for scope in self._about(situation, result):
            path = self.there().get(scope)
            if path is None:
                continue
            if result in AGAINST_IT:
                self._against(scope, path, situation, tier, result, tightened=tightened)
            elif result in FOR_IT and (said is None or self._yeses.get(scope) is not said):
                self._for(scope, path, situation, tier, result, said=said)

    def _about(self, situation: Situation, result: Result) -> list[Scope]:
        paths = self.there()
        if result is Result.FOUND_WRONG:
            # In which workflow it was is not known.
            return [
                scope
                for scope, path in paths.items()
                if scope.may_cover(situation) and (scope.agent is not None or path.worked_by(situation.agent))
            ]
        covering = [scope for scope in paths if scope.covers(situation)]
        most = max((scope.size for scope in covering), default=0)
        return [scope for scope in covering if scope.size == most]

    def _for(
        self, scope: Scope, path: Path, situation: Situation, tier: Tier, result: Result, *, said: Approval | None
    ) -> None:
        if self._is_taken_back(scope, path.stage, situation):
            # It goes towards what was taken back here, and towards nothing else.
            return
        evidence = self._terms.evidence
        count = path.count.after(result, tier, path.stage, 1 - evidence.rate)
        if count == path.count:
            return
        if said is not None:
            self._yeses[scope] = said
        path = path.counted(count, situation.agent)
        self._put(scope, path)
        stage = next_stage(path, scope, self._terms)
        if stage is not None and self._is_earned_alone(path, stage, scope):
            self._enter(scope, stage, f"stage {stage}: {earned_words(path, self._terms)}", None)
        self._engine.publish()

    def _is_earned_alone(self, path: Path, stage: Stage, scope: Scope) -> bool:
        """Tell whether a step is taken without a hand: what a person has set goes no further by answers alone."""
        changes = self._entering(stage, scope, "")
        own = path.put_all_of(changes) and not holding_again(self._dial, stage, scope, changes)
        return own and self._terms.promotion is Promotion.AUTOMATIC

    def _is_taken_back(self, scope: Scope, stage: Stage, situation: Situation) -> bool:
        most = level_at(stage, situation.category)
        return any(
            one != scope and one.covers(situation) and ceiling.level.rank < most.rank
            for one, ceiling in self._dial.ceilings.items()
        )

    def _against(
        self, scope: Scope, path: Path, situation: Situation, tier: Tier, result: Result, *, tightened: bool
    ) -> None:
        count = path.count.after(result, tier, path.stage, 1 - self._terms.evidence.rate)
        if count.has_risen and path.stage.rank > Stage.EARLY_PRODUCTION.rank:
            self._fall(scope, path, Stage.EARLY_PRODUCTION, _RISEN)
            return
        if tightened:
            # What speaks for a rise goes on: it may come from here and there.
            count = replace(count.tightened(), rise=count.rise)
        if count != path.count:
            self._put(scope, path.counted(count, situation.agent))
            # A yes may be forgotten by a crash, a no may not.
            self._levels.kept.keep()
            self._engine.publish()

    def permits(self, situation: Situation, level: Level) -> bool:
        """Tell whether evidence may raise a level there: on a path only up to its stage, which moves by itself."""
        return all(
            level.rank <= level_at(path.stage, situation.category).rank
            for scope, path in self.there().items()
            if scope.covers(situation)
        )

    # -- agents

    def begin(self, agent: str, workflow: str, *, learn: bool, new: bool) -> None:
        """Take that an agent has begun; it learns where its starter or the policy says so and no path has begun.

        Args:
            agent: Its name as it was given.
            workflow: The task that it belongs to; empty for none.
            learn: Its starter says so.
            new: No agent of that name has been here before.
        """
        if learn:
            scope, ground = Scope(agent=agent, workflow=workflow or None), "it learns, as whoever started it wants"
        elif new and self._terms.new_agents is NewAgents.LEARN:
            scope, ground = Scope(agent=agent), "it is new, and your policy has new agents learn"
        else:
            return
        if scope not in self.there():
            self._enter(scope, Stage.LAUNCH, ground, None)

    def agent_changed(self, agent: str, why: str) -> None:
        """Take that an agent is not known to be the one of before: it learns, and where it had a part it counts anew.

        Args:
            agent: Its name as it was given.
            why: One clause for a person.
        """
        for scope, path in list(self.there().items()):
            if scope.agent == agent and path.stage is not Stage.LAUNCH:
                self._fall(scope, path, Stage.LAUNCH, why)
            elif (scope.agent == agent or (scope.agent is None and path.worked_by(agent))) and path.count.answers:
                self._put(scope, replace(path, count=path.count.tightened()))
                self._record(scope, path.stage, path.stage, f"{why}: its answers count no more", None)
                self._levels.kept.keep()

    # -- what a person chooses

    def want(self, stage: Stage, scope: Scope, how: str) -> str:
        """Put an agent or workflow in a stage: at once where that only tightens, else the person is asked.

        Args:
            stage: Which.
            scope: For whom; it names an agent, a workflow or both.
            how: `command` or `tray`.

        Returns:
            What became of it, in a few words.
        """
        path = self.there().get(scope)
        if path is not None and path.stage is stage:
            return f"it is at stage {stage} already"
        if goes_too_far(stage, scope, self._terms):
            return (
                f"your policy does not go as far as stage {stage}: raise `highest` in its `[autonomy]` first{WHERE}"
            )
        ground = f"stage {stage}, set by {how}"
        if path is not None and stage.rank < path.stage.rank:
            self._fall(scope, path, stage, ground)
            return f"set: stage {stage} for {scope.words}"
        changes = self._entering(stage, scope, ground)
        if self._dial.only_tightens(changes):
            self._enter(scope, stage, ground, None)
            return f"set: stage {stage} for {scope.words}"
        return self._ask(stage, scope, lambda: self.want(stage, scope, how))

    def back(self, scope: Scope, how: str, *, whole: bool = False) -> str:
        """Take back the last step of a path, or all of it, to the letter.

        Args:
            scope: Whose.
            how: `command` or `tray`.
            whole: All of it, so that the path ends.

        Returns:
            What became of it, in a few words.
        """
        path = self.there().get(scope)
        if path is None:
            return _NOTHING
        steps = path.steps if whole else path.steps[-1:]
        before = steps[0].before if steps else None
        words = f"stage {before}" if before is not None else "no stage"
        ground = f"taken back: {words}"
        try:
            changes = self._leading_back(steps, ground)
        except DialError as e:
            return str(e)

        def taken(approval: Approval | None) -> None:
            now = self.there().get(scope)
            after = None
            if now is not None and before is not None:
                after = replace(now, stage=before, steps=now.steps[:-1], count=now.count.begun())
            self._step(scope, after, self._leading_back(steps, ground), ground, approval)

        if self._dial.only_tightens(changes):
            taken(None)
            return f"set: {words} for {scope.words}"
        seen = self._seen(scope)

        def confirmed(approval: Approval) -> None:
            if self._seen(scope) == seen:
                taken(approval)
            else:
                self.back(scope, how, whole=whole)

        sentence = f"Take back stage {path.stage} for {scope.words}, so that it has {words}?"
        return self._levels.confirm(sentence, back_words(scope, changes), confirmed)

    def _leading_back(self, steps: Sequence[Taken], ground: str) -> tuple[Change, ...]:
        changes = [change for taken in steps for change in taken.changes]
        return taken_back(self._dial, changes, ground=ground, now_ns=self._parts.boot_ns())

    # -- what is earned

    @property
    def offers(self) -> list[Offer]:
        """The stages that were earned and that no person has taken up or refused yet."""
        terms = self._terms
        if terms.promotion is Promotion.OFF or self._parts.headless:
            return []
        found = []
        for scope, path in self.there().items():
            stage = next_stage(path, scope, terms)
            if stage is not None:
                name = self._names.setdefault((scope, stage), f"s{next(self._numbers)}")
                found.append(Offer(name, stage, scope, earned_words(path, terms)))
        return found

    def accept(self, name: str) -> str:
        """Have the person asked whether it is at the next stage from now on; says what became of it."""
        offer = self._offered(name)
        if offer is None:
            return _NOTHING
        return self._ask(offer.stage, offer.scope, lambda: self.accept(name), offer)

    def decline(self, name: str, how: str) -> str:
        """Leave it at its stage, at once and whoever says it: it has to earn the next one anew.

        Args:
            name: The offer's.
            how: `command` or `tray`.

        Returns:
            What became of it, in a few words.
        """
        offer = self._offered(name)
        if offer is None:
            return _NOTHING
        outcome = {
            "question": "stage",
            "answer": "reject",
            "sentence": _sentence(offer.stage, offer.scope),
            "how": how,
        }
        self._parts.recorder.write(Event.ANSWERED, durable=True, outcome=outcome)
        self._refuse(offer)
        return "left as it is"

    def _offered(self, name: str) -> Offer | None:
        return next((offer for offer in self.offers if offer.name == name), None)

    def _refuse(self, offer: Offer) -> None:
        path = self.there().get(offer.scope)
        if path is not None:
            # Another attempt, as with a level that a person did not want.
            self._put(offer.scope, replace(path, count=path.count.tightened()))
            self._levels.kept.keep()
            self._engine.publish()

    def _ask(self, stage: Stage, scope: Scope, again: Callable[[], object], offer: Offer | None = None) -> str:
        """Ask for what loosens; a yes to what has changed meanwhile changes nothing, and is asked again."""
        ground = f"stage {stage}: {offer.ground if offer is not None else 'chosen by a person'}"
        changes, seen = self._entering(stage, scope, ground), self._seen(scope)

        def confirmed(approval: Approval) -> None:
            if self._seen(scope) != seen or (offer is not None and self._offered(offer.name) is None):
                again()
                return
            self._enter(scope, stage, ground, approval)

        now_ns, lax = self._parts.boot_ns(), PRESETS[stage][None].rank > Level.APPROVAL_GATES.rank
        doubt = self._levels.kept.doubt(scope.agent) if lax else ""
        why = step_words(self._dial, stage, scope, changes, terms=self._terms, now_ns=now_ns, doubt=doubt)
        refused = (lambda: self._refuse(offer)) if offer is not None else (lambda: None)
        return self._levels.confirm(_sentence(stage, scope), why, confirmed, refused)

    def _seen(self, scope: Scope) -> object:
        path = self.there().get(scope)
        return path.stage if path is not None else None, self._dial.about(scope)

    # -- steps

    def _entering(self, stage: Stage, scope: Scope, ground: str) -> tuple[Change, ...]:
        return enter(self._dial, stage, scope, ground=ground, now_ns=self._parts.boot_ns())

    def _enter(self, scope: Scope, stage: Stage, ground: str, approval: Approval | None) -> None:
        path, changes = self.there().get(scope), self._entering(stage, scope, ground)
        after = Path.begins(stage, changes) if path is None else path.entered(stage, changes, path.count.begun())
        self._step(scope, after, changes, ground, approval)

    def _fall(self, scope: Scope, path: Path, stage: Stage, ground: str) -> None:
        changes = fall(self._dial, stage, scope, ground=ground, now_ns=self._parts.boot_ns())
        after = path.entered(stage, changes, path.count.tightened() if path.count.answers else path.count)
        self._step(scope, after, changes, ground, None)

    def _step(
        self,
        scope: Scope,
        after: Path | None,
        changes: tuple[Change, ...],
        ground: str,
        approval: Approval | None,
    ) -> None:
        """Let a step hold, with its levels or not at all."""
        before = self.there().get(scope)
        tightens = self._dial.only_tightens(changes)
        here, there = (path.stage if path is not None else None for path in (before, after))
        if not self._record(scope, here, there, ground, approval) and not tightens:
            return
        shown = {one: trial for one, trial in self._trials.items() if one.lies_in(scope) and trial.begun}
        self._put(scope, after)
        if changes and not self._change(changes, approval):
            self._put(scope, before)
            return
        # What was shown for one thing is not shown for another one again.
        self._trials |= {one: old.tightened() if tightens else old.promoted() for one, old in shown.items()}
        self._levels.kept.keep()
        self._engine.publish()

    def _put(self, scope: Scope, path: Path | None) -> None:
        paths = self._levels.kept.paths
        # Who moved last comes last.
        paths.pop(scope, None)
        if path is not None:
            paths[scope] = path

    def _record(
        self, scope: Scope, before: Stage | None, after: Stage | None, why: str, approval: Approval | None
    ) -> bool:
        outcome = {
            "part": "stage",
            "scope": scope.words,
            "before": before.value if before is not None else None,
            "after": after.value if after is not None else None,
            "why": why,
        }
        more: dict[str, Any] = {"approval": approval} if approval is not None else {}
        return self._parts.recorder.write(Event.LEVEL_CHANGED, scope.agent, durable=True, outcome=outcome, **more)

    # -- what is told

    def listed(self) -> list[dict[str, Any]]:
        """Give who is on a path, and how far the answers have come, for tray and status."""
        return [told_stage(scope, path, self._terms) for scope, path in self.there().items()]

    def news(self, proposed: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """Give what the tray shows of stages.

        Args:
            proposed: Levels that were earned; with them stand the stages.
        """
        earned = [
            {"id": offer.name, "stage": offer.stage.value, "for": offer.scope.words, "why": offer.ground}
            for offer in self.offers
        ]
        return {"proposals": [*proposed, *earned], "stages": self.listed()}


def _sentence(stage: Stage, scope: Scope) -> str:
    return f"From now on stage {stage} for {scope.words}?"
