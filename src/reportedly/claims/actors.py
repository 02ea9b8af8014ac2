"""What the parties to events are: what sort of actor, of which country, on whose side, private or public.

A party is read where it stands; a name or pronoun, by what the report says elsewhere of the same entity. The sort of
somebody who only demonstrates follows from the event: whoever marches is a protester, and the event's words say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.claims.actor_lexicon import actor_words
from reportedly.claims.actor_phrases import ActorPhrases
from reportedly.claims.actor_profile import Profile
from reportedly.claims.actor_standing import standing
from reportedly.claims.drafts import Draft
from reportedly.claims.factuality import factuality
from reportedly.claims.subjects import subject_of
from reportedly.language.entities import EntityIndex
from reportedly.language.tree import Tree
from reportedly.report import Actor, Anchored, Entity, Event, Issue, Participant, Party, Report, Responsibility
from reportedly.values.actor import Affiliation, Standing

__all__ = ["Actors"]

_DOERS = frozenset({"actor", "side", "side_a", "side_b"})
_THINGS = frozenset({"cause", "instrument"})
_WITH_ARMS = frozenset({"firearms", "explosives", "abduct", "assassinate", "heavy-weapons", "hostage", "suicide"})
_CORPORATE = frozenset(
    {"government", "court", "organisation", "company", "media", "political_party", "international_organisation"}
)
"""Kinds of bodies: no person is one."""

_ARMIES = frozenset(
    {"military", "police", "rebel_group", "political_militia", "identity_militia", "criminals", "state"}
)
_SOMEBODY = frozenset({"person", "group", "unknown", "organisation", "official_unnamed", "eyewitness"})
_BODIES = frozenset({"state", "government", "nature", "international_organisation", "rioters"})
"""Kinds that stay what they are when they protest."""

_BODY = frozenset({"organisation", "group"})


class Actors:
    """Says of the participants of the events of one report what sort of actor each is."""

    def __init__(self, report: Report, tree: Tree, index: EntityIndex) -> None:
        self.report, self.tree, self._index = report, tree, index
        self._words = actor_words()
        named = (m for m in report.mentions or () if m.form == "name" and m.kind in {"place", "nationality"})
        places = frozenset(row for mention in named for row in tree.rows(mention.head))
        self._phrases = ActorPhrases(tree, self._words, places)
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
            told = self._told_of(entity)
            body = told.kind is not None and told.kind.value in _CORPORATE
            if not (body and party.value.kind == "person"):
                profile = profile.filled(told)
        profile = self._owned(profile, head)
        if role == "instrument":
            profile = Profile(kind=profile.kind, country=profile.country)
        elif draft.type in {"ASSAULT", "PROTEST", "COERCE"} or draft.harm:
            profile = self._in_event(profile, party, role, draft, head, self._named(entity))
        if self._phrases.countries.country_named(head) and role not in _THINGS:
            profile = self._state(profile, role, draft, head, rows)
        if role in _THINGS or party.value.kind in {"document", "poll"}:
            return _actor(profile, None)
        return _actor(profile, standing(profile, party.value, role))

    def _owned(self, profile: Profile, head: int) -> Profile:
        """ "its fighters": they are of the kind of whom the pronoun stands for."""
        tree = self.tree
        owner = next((c for c in tree.all(head, "poss") if tree.pos[c] == "PRON"), -1)
        lemma = tree.lemma[head].lower()
        if owner < 0 or lemma not in self._words.general or profile.affiliation is not None:
            return profile
        entity = self._index.resolve_at(tree.span((owner,)))
        told = self._told_of(entity) if entity else Profile()
        if entity is None or told.kind is None or told.kind.value not in _ARMIES:
            return profile
        words = tree.spans((owner,))
        why = f"“{words[0].words}” stands for {entity.name}"
        return replace(
            profile,
            kind=Anchored(
                "military" if told.kind.value == "state" else told.kind.value, tree.spans((owner, head)), why
            ),
            country=profile.country or (Anchored(told.country.value, words, why) if told.country else None),
            affiliation=Anchored(Affiliation("part_of", entity.name), words, why),
        )

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

    def _named(self, entity: Entity | None) -> Entity | None:
        """The entity, if the report names it."""
        forms = (self._mentions[i].form for i in entity.mentions) if entity else ()
        return entity if "name" in forms else None

    def _in_event(
        self, profile: Profile, party: Anchored[Party], role: str, draft: Draft, head: int, entity: Entity | None
    ) -> Profile:
        """The sort that follows from what they do: marchers are protesters, a crowd that kills is a mob."""
        kind = profile.kind.value if profile.kind else None
        words = self.tree.spans((head, *draft.rows))
        if draft.type == "PROTEST" and role == "actor":
            if kind not in _BODIES if kind else party.value.kind in _SOMEBODY:
                if draft.mode == "riot" or draft.violent:
                    return replace(profile, kind=Anchored("rioters", words, "takes part in a riot"))
                if signs := self._riotous(draft):
                    told = self.tree.spans(sorted({head, *signs}))
                    return replace(profile, kind=Anchored("rioters", told, "takes part in a violent demonstration"))
                return replace(profile, kind=Anchored("protesters", words, "takes part in a protest"))
        elif role in _DOERS and self._peoples(head) and draft.harm and kind in {None, "civilians"}:
            return replace(profile, kind=Anchored("identity_militia", words, "attacks as a tribe or clan"))
        elif role in _DOERS and self.tree.lemma[head].lower() in self._words.nouns["mobs"] and draft.harm:
            return replace(profile, kind=Anchored("rioters", words, "attacks as a mob"))
        elif role in _DOERS and self._many(head) and kind == "political_party" and self._unarmed(draft):
            return replace(profile, kind=Anchored("rioters", words, "attacks as a crowd, unarmed as far as told"))
        elif role in _DOERS and draft.type == "COERCE" and kind == "civilians" and self._many(head):
            subtype = profile.subtype.value if profile.subtype else None
            if subtype in self._words.mobs:
                return replace(profile, kind=Anchored("rioters", words, "takes by force as a crowd"))
        elif role in _DOERS and draft.harm and kind == "civilians":
            subtype = profile.subtype.value if profile.subtype else None
            if profile.armed:
                tribal = subtype in {"herders", "farmers", "residents"}
                spans = self.tree.spans((*profile.armed, head))
                return replace(profile, kind=Anchored("identity_militia" if tribal else "armed_group", spans))
            if self._many(head) and (subtype is None or subtype in self._words.mobs):
                return replace(profile, kind=Anchored("rioters", words, "attacks as a crowd, unarmed as far as told"))
            if subtype is None:  # "a man killed": whose man is not told
                return self._armed(replace(profile, kind=None), draft, head)
        elif role in _DOERS and draft.harm and kind is None and entity is None:
            return self._armed(profile, draft, head)
        return profile

    def _many(self, head: int) -> bool:
        """A crowd, or several of whom more is told than that they are people."""
        crowd = self.tree.lemma[head].lower() in self._words.nouns["crowds"]
        return crowd or (self.tree.tag[head] in {"NNS", "NNPS"} and not self._phrases.bare(head))

    def _unarmed(self, draft: Draft) -> bool:
        return draft.harm and draft.mode not in _WITH_ARMS

    def _peoples(self, head: int) -> bool:
        """ "the Vesk tribe", "members of the Vesk tribe"."""
        tree, peoples = self.tree, self._words.nouns["peoples"]
        below = [noun for of in tree.all(head, "prep") if tree.lower[of] == "of" for noun in tree.all(of, "pobj")]
        return any(tree.lemma[row].lower() in peoples for row in (head, *below))

    def _riotous(self, draft: Draft) -> tuple[int, ...]:
        """Rows by which a demonstration is told to be violent, in its sentence or the next: "burned tyres"."""
        tree, riot = self.tree, self._words.riot
        sentence = tree.sentence(draft.row)
        rows = range(sentence.start, min(len(tree), sentence.stop))
        if sentence.stop < len(tree) and tree.paragraph_number(sentence.stop) == tree.paragraph_number(draft.row):
            rows = range(sentence.start, tree.sentence(sentence.stop).stop)
        for row in rows:
            lemma = tree.lemma[row].lower()
            if tree.pos[row] != "VERB" or not (lemma in riot["riot"] or lemma in riot["riot_with"]):
                continue
            near = [r for r in tree.subtree(row) if row - 2 <= r <= row + 5] + [tree.head[row]]
            things = [r for r in near if tree.lemma[r].lower() in riot["riot_things"] and r != row]
            if lemma in riot["riot_with"] and not things:
                continue
            doer = subject_of(tree, row)
            listed = self._phrases.read(doer, [doer]).kind if doer >= 0 else None
            if listed is not None and listed.value in {"police", "military", "state_force", "armed_group", "nature"}:
                continue
            if factuality(tree, row).polarity.value == "positive":
                return (row, *things[:1])
        return ()

    def _armed(self, profile: Profile, draft: Draft, head: int) -> Profile:
        """Several people of whom nothing is told, who shoot, bomb or abduct."""
        tree = self.tree
        several = tree.tag[head] in {"NNS", "NNPS"} or tree.lemma[head].lower() in self._words.nouns["crowds"]
        named = any(tree.pos[child] == "PROPN" for child in tree.all(head, "compound", "nmod", "poss"))
        if named or not several or tree.pos[head] != "NOUN" or draft.mode not in _WITH_ARMS:
            return profile
        if not (self._phrases.bare(head) or tree.lemma[head].lower() in self._words.containers):
            return profile
        words = tree.spans((head, *draft.rows))
        return replace(
            profile, kind=Anchored("armed_group", words, "several who attack with arms, whose is not told")
        )

    def _state(self, profile: Profile, role: str, draft: Draft, head: int, rows: Sequence[int]) -> Profile:
        """ "Veltria attacked Orvania": a country that acts or is acted on; its capital may stand for it."""
        iso, seat = self._phrases.countries.country_named(head) or ("", False)
        if profile.kind is not None or (seat and (role not in _DOERS | {"recipient"} or draft.harm)):
            return profile
        if role == "victim" or (role == "target" and draft.type in {"PROTEST", "MOBILIZE"}):
            return profile
        spans = self.tree.spans(rows)
        why = "the seat of its government" if seat else None
        return replace(profile, kind=Anchored("state", spans, why), country=Anchored(iso, spans, why))

    def open(self, events: Sequence[Event], by: str) -> list[Issue]:
        """What stays open of doers: a body that does violence, of unknown kind; a deed nobody is told to have done,
        in a report that tells elsewhere of somebody arrested, charged or suspected. The two are never joined here.
        """
        out = []
        held = [p for e in events if _holds(e) for p in e.participants if p.role in {"victim", "recipient"}]
        for event in events:
            if not event.violent or not event.occurred:
                continue
            for each in event.participants:
                told = each.actor.kind if each.actor else None
                if each.role in _DOERS and told is None and each.party.value.kind in _BODY and each.party.spans:
                    out.append(self._kind_open(each, by))
            doers = [p for p in event.participants if p.role in _DOERS | {"cause"}]
            suffer = [p for p in event.participants if p.role in {"victim", "target"}]
            if held and suffer and not doers and not event.responsibility and event.claim is None:
                out.append(self._doer_open(event, held[0], by))
                held = []  # once for a report
        return out

    def _kind_open(self, each: Participant, by: str) -> Issue:
        return self.report.issue(
            "event.actor-kind-open",
            f"“{each.party.value.name}” is told to do violence, but not what sort of actor it is",
            by=by,
            at=each.party.spans[0],
            hint="say whether it is a rebel group, a militia, a state force or another kind",
        )

    def _doer_open(self, event: Event, held: Participant, by: str) -> Issue:
        return self.report.issue(
            "event.actor-open",
            f"nobody is told to have done what “{event.span.words}” tells; elsewhere “{held.party.words}” is held "
            "for something, which the report does not join to it",
            by=by,
            at=event.span,
            hint="read both sentences and add the party as suspected, if the report means that",
        )


def _holds(event: Event) -> bool:
    """Whether somebody is arrested or charged in it."""
    return event.occurred and ((event.type == "COERCE" and event.mode == "arrest") or event.type == "LEGAL")


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
