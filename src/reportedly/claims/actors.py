"""What the parties to events are: what sort of actor, of which country, on whose side, private or public.

A party is read where it stands; a name or pronoun, by what the report says elsewhere of the same entity. The sort of
somebody who only demonstrates follows from the event: whoever marches is a protester, and the event's words say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.claims.actor_lexicon import actor_words
from reportedly.claims.actor_phrases import ActorPhrases, Profile
from reportedly.claims.actor_standing import standing
from reportedly.claims.drafts import Draft
from reportedly.language.tree import Tree
from reportedly.report import Actor, Anchored, Entity, Issue, Participant, Party, Report, Responsibility
from reportedly.values.actor import Standing

__all__ = ["Actors"]

_DOERS = frozenset({"actor", "side", "side_a", "side_b"})
_THINGS = frozenset({"cause", "instrument"})
_SOMEBODY = frozenset({"person", "group", "unknown", "organisation", "official_unnamed", "eyewitness"})
_BODY = frozenset({"organisation", "group"})


class Actors:
    """Says of the participants of the events of one report what sort of actor each is."""

    def __init__(self, report: Report, tree: Tree) -> None:
        self.report, self.tree = report, tree
        self._words = actor_words()
        self._phrases = ActorPhrases(tree, self._words)
        self._entities = {entity.id: entity for entity in report.entities or ()}
        self._mentions = {mention.id: mention for mention in report.mentions or ()}
        self._of_entity: dict[str, Profile] = {}

    def participants(self, draft: Draft) -> tuple[Participant, ...]:
        """The draft's participants with what they are."""
        return tuple(replace(each, actor=self.of(each.party, each.role, draft)) for each in draft.participants)

    def responsible(self, draft: Draft) -> tuple[Responsibility, ...]:
        """Who is said to be behind the draft, with what they are."""
        return tuple(replace(each, actor=self.of(each.party, "actor", draft)) for each in draft.responsibility)

    def of(self, party: Anchored[Party], role: str, draft: Draft) -> Actor | None:
        """What a party is in this role; None where nothing of it is told."""
        rows = [row for span in party.spans for row in self.tree.rows(span)]
        if not rows:
            return None
        head = self._phrases.head(rows)
        profile = self._phrases.read(head, rows)
        if role == "cause":
            return Actor(kind=profile.kind) if profile.kind and profile.kind.value == "nature" else None
        entity = self._entities.get(party.value.entity or "")
        if entity is not None and (profile.kind is None or profile.country is None):
            profile = profile.filled(self._told_of(entity))
        if role == "instrument":
            profile = Profile(kind=profile.kind, country=profile.country)
        elif draft.type in {"ASSAULT", "PROTEST", "COERCE"} or draft.harm:
            profile = self._in_event(profile, party, role, draft, head)
        if self._phrases.country_named(head) and role not in _THINGS:
            profile = self._state(profile, role, draft, head, rows)
        if role in _THINGS or party.value.kind in {"document", "poll"}:
            return _actor(profile, None)
        return _actor(profile, standing(profile, party.value, role))

    def _told_of(self, entity: Entity) -> Profile:
        """What the report says elsewhere of the same entity, in names, descriptions, titles and appositions."""
        if (known := self._of_entity.get(entity.id)) is not None:
            return known
        profile = self._of_entity[entity.id] = Profile()
        places = list(entity.descriptions)
        places += [m.span for m in (self._mentions[i] for i in entity.mentions) if m.form in {"name", "nominal"}]
        for span in places[:12]:
            if rows := list(self.tree.rows(span)):
                profile = profile.filled(self._phrases.read(self._phrases.head(rows), rows))
            if profile.complete:
                break
        self._of_entity[entity.id] = profile
        return profile

    def _in_event(self, profile: Profile, party: Anchored[Party], role: str, draft: Draft, head: int) -> Profile:
        """The sort that follows from what they do: marchers are protesters, a crowd that kills is a mob."""
        kind = profile.kind.value if profile.kind else None
        words = self.tree.spans((head, *draft.rows))
        if draft.type == "PROTEST" and role == "actor":
            if kind in self._words.protesting or (kind is None and party.value.kind in _SOMEBODY):
                if draft.mode == "riot" or draft.violent:
                    return replace(profile, kind=Anchored("rioters", words, "takes part in a riot"))
                return replace(profile, kind=Anchored("protesters", words, "takes part in a protest"))
        elif role in _DOERS and draft.harm and kind == "civilians":
            subtype = profile.subtype.value if profile.subtype else None
            if profile.armed:
                tribal = subtype in {"herders", "farmers", "residents"}
                spans = self.tree.spans((*profile.armed, head))
                return replace(profile, kind=Anchored("identity_militia" if tribal else "armed_group", spans))
            crowd = self.tree.lemma[head].lower() in self._words.nouns["crowds"]
            many = self.tree.tag[head] in {"NNS", "NNPS"} and not self._phrases.bare(head)
            if (crowd or many) and (subtype is None or subtype in self._words.mobs):
                return replace(profile, kind=Anchored("rioters", words, "attacks as a crowd, unarmed as far as told"))
            if subtype is None:
                return replace(profile, kind=None)  # "a man killed": whose man is not told
        return profile

    def _state(self, profile: Profile, role: str, draft: Draft, head: int, rows: Sequence[int]) -> Profile:
        """ "Veltria attacked Orvania": a country that acts or is acted on; its capital may stand for it."""
        iso, seat = self._phrases.country_named(head) or ("", False)
        if profile.kind is not None or (seat and (role not in _DOERS | {"recipient"} or draft.harm)):
            return profile
        if role == "victim" or (role == "target" and draft.type in {"PROTEST", "MOBILIZE"}):
            return profile
        spans = self.tree.spans(rows)
        why = "the seat of its government" if seat else None
        return replace(profile, kind=Anchored("state", spans, why), country=Anchored(iso, spans, why))

    def open(self, draft: Draft, participants: Sequence[Participant], by: str) -> list[Issue]:
        """Issues: a named body that does violence, and nothing says what it is."""
        out = []
        for each in participants:
            if each.role not in _DOERS or not draft.violent or not draft.occurred or not each.party.spans:
                continue
            if each.party.value.kind in _BODY and (each.actor is None or each.actor.kind is None):
                out.append(
                    self.report.issue(
                        "event.actor-kind-open",
                        f"“{each.party.value.name}” is told to do violence, but not what sort of actor it is",
                        by=by,
                        at=each.party.spans[0],
                        hint="say whether it is a rebel group, a militia, a state force or another kind",
                    )
                )
        return out


def _actor(profile: Profile, told: Anchored[Standing] | None) -> Actor | None:
    actor = Actor(
        kind=profile.kind,
        subtype=profile.subtype,
        known_as=profile.known_as,
        country=profile.country,
        affiliation=profile.affiliation,
        standing=told,
    )
    return None if actor == Actor() else actor
