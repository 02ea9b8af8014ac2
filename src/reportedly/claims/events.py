"""Stage: events. What happened, to whom, by whom, when, where, how many, and who is said to be behind it."""

from __future__ import annotations

from dataclasses import replace

from reportedly.claims.actors import Actors
from reportedly.claims.aspect import aspect
from reportedly.claims.casualties import Counts, quantities, side_by_side, sources, toll
from reportedly.claims.circumstances import Circumstances
from reportedly.claims.claimed import as_claimed, teller
from reportedly.claims.contexts import Contexts
from reportedly.claims.drafts import Draft
from reportedly.claims.event_places import placed_events
from reportedly.claims.innermost import innermost
from reportedly.claims.leads import join_headline
from reportedly.claims.merging import EventRows, join_within_sentences
from reportedly.claims.occurrences import is_container, occurrences
from reportedly.claims.open_types import left_open
from reportedly.claims.participants import arguments
from reportedly.claims.parties import Parties
from reportedly.claims.recounting import join_recounted
from reportedly.claims.responsibility import Blame
from reportedly.claims.retellings import join_retellings, join_tolls, point_back
from reportedly.claims.second_opinion import JUDGE, Opinion, second_opinion
from reportedly.claims.settings import as_placed
from reportedly.claims.speakers import Speakers
from reportedly.claims.trigger_phrases import is_party
from reportedly.language.phrases import Phrases
from reportedly.language.tree import Tree
from reportedly.ontology.events import event_words, triggers
from reportedly.report import Anchored, Claim, Event, Issue, Origin, Quantity, Report, annotation_id
from reportedly.values.place import PlaceName

__all__ = ["Events"]


class Events:
    """Stage: every occurrence the report speaks of, in text order. Needs tokens, mentions, quotes, entities, claims.

    Each word that names an event becomes a draft with the roles, time and place of its own clause. Drafts that tell
    one occurrence are joined. Whether it happened is read by `claims.factuality` and never folded into the type. How
    likely that reading is right, where the outlet itself tells it, is its confidence (`claims.second_opinion`).

    `judge` names the weights that are asked for it: a set of the package, a folder of one's own, or "none". A package
    from which its own set was left out reads as with "none". Raises BadModel for weights that are not there or whole.
    """

    name = "claims.events.v1"
    needs = frozenset({"tokens", "mentions", "quotes", "entities", "claims"})
    makes = frozenset({"events"})

    def __init__(self, judge: str = JUDGE) -> None:
        self._resource = triggers().resource
        self._second = second_opinion(judge)

    def __call__(self, report: Report) -> Report:
        tree = Tree(report)
        drafts = occurrences(tree)
        phrases = Phrases(tree)
        content = innermost(report, tree)
        by_id = {claim.id: claim for claim in report.claims or ()}
        cues = {row for claim in report.claims or () if claim.cue for s in claim.cue.spans for row in tree.rows(s)}
        rows = EventRows(drafts)
        where = Circumstances(report, tree, phrases, {draft.row for draft in drafts})
        known = Counts(report, tree)
        parties = Parties(tree, Speakers(report, tree), phrases, where.time_rows)
        named = rows.rows()
        for draft in drafts:
            draft.claim = teller(tree, draft.row, content.get(draft.row), by_id)
            found = parties.doers(arguments(tree, draft, named, where.time_rows))
            draft.arguments = [replace(argument, claim=draft.claim) for argument in found]
            self._circumstances(tree, draft, where, known)
            draft.told = as_claimed(tree, draft.row, as_placed(tree, draft, report), content.get(draft.row))
            draft.aspect = aspect(tree, draft.row, draft.told, draft.carrier)
        drafts = join_within_sentences(tree, drafts, rows)
        unvoiced = _tolls(tree, drafts, known, phrases, content)
        drafts = point_back(tree, drafts, rows)
        drafts = join_tolls(tree, drafts, rows)
        drafts = [draft for draft in drafts if not _only_reports(tree, draft, cues)]
        for draft in drafts:
            _settle(tree, draft)
            draft.participants = parties.participants(draft)
        drafts = join_headline(tree, join_retellings(tree, drafts, rows), rows)
        drafts = join_recounted(tree, drafts, rows)
        blame = Blame(tree, report.claims or (), content, rows, parties)
        blame.read(drafts)
        opinions = self._second(tree, drafts) if self._second else [Opinion() for _ in drafts]
        heard = list(zip(drafts, opinions, strict=True))
        actors, contexts = Actors(report, tree, parties.speakers.index), Contexts(tree)
        places = placed_events(report, tree, drafts)
        for draft in drafts:
            draft.place = places[draft.row]
        after = report.with_layers(
            events=tuple(
                replace(self._event(report, tree, draft, content, opinion, actors), contexts=contexts.of(draft.row))
                for draft, opinion in heard
            )
        )
        return after.with_issues(
            *actors.open(after.events or (), self.name),
            *(self._open(report, tree, row) for row in blame.open),
            *(self._unvoiced(report, tree, row) for row in unvoiced),
            *(self._doubtful(report, tree, draft) for draft, opinion in heard if draft.occurred and opinion.doubts),
            *(self._untyped(report, tree, draft, why) for draft, why in left_open(tree, drafts)),
        )

    def _untyped(self, report: Report, tree: Tree, draft: Draft, why: str) -> Issue:
        return report.issue(
            "event.type-open",
            f"“{tree.span(draft.rows).words}” is read as {draft.type}, but {why}",
            by=self.name,
            at=tree.span(draft.rows),
            hint="leave the type open until somebody says what it was, or correct it",
        )

    def _open(self, report: Report, tree: Tree, row: int) -> Issue:
        return report.issue(
            "event.responsibility-open",
            f"“{tree.span(tree.sentence(row)).words}” says who is behind something, but not what",
            by=self.name,
            at=tree.span((row,)),
            hint="read the sentence and add the party to the event it speaks of",
        )

    def _unvoiced(self, report: Report, tree: Tree, row: int) -> Issue:
        return report.issue(
            "event.figure-open",
            f"“{tree.span(tree.sentence(row)).words}” gives somebody's figure, but no claim of theirs was found",
            by=self.name,
            at=tree.span((row,)),
            hint="read the sentence and add the figure, with who gives it, to the event it speaks of",
        )

    def _doubtful(self, report: Report, tree: Tree, draft: Draft) -> Issue:
        return report.issue(
            "event.doubtful",
            f"“{tree.span(draft.rows).words}” may not be told as having happened in "
            f"“{tree.span(tree.sentence(draft.row)).words}”",
            by=self.name,
            at=tree.span(draft.rows),
            hint="read the sentence: it may be planned, wished for, feared, supposed, or a kind of thing",
        )

    def _circumstances(self, tree: Tree, draft: Draft, where: Circumstances, known: Counts) -> None:
        frames = _frames(tree, draft)
        draft.time = where.time(draft, frames)
        draft.place = _together(where.struck(draft), where.place(frames, draft.rows))
        draft.place = draft.place or where.place(_beside(tree, draft)) or where.named_in(draft)
        draft.quantities = quantities(tree, draft, known, where.rates(frames))

    def _event(
        self,
        report: Report,
        tree: Tree,
        draft: Draft,
        content: dict[int, Claim],
        opinion: Opinion,
        actors: Actors,
    ) -> Event:
        asked = self._second.resource if self._second and opinion.agreed is not None else None
        span = tree.span(draft.rows)
        others = sorted({tree.span(rows) for rows in draft.others} - {span})
        return Event(
            id=annotation_id("e", report.id, span.start, span.end, draft.entry.type),
            span=span,
            origin=Origin(
                self.name, "noun" if draft.noun else "verb", f"{self._resource} {asked}" if asked else self._resource
            ),
            confidence=opinion.agreed,
            type=draft.type,
            mode=draft.mode,
            participants=actors.participants(draft),
            time=draft.time,
            place=draft.place,
            quantities=side_by_side(
                (_voiced(tree, each, content) for each in draft.quantities), sources(report.claims or ())
            ),
            polarity=draft.told.polarity,
            modality=draft.told.modality,
            genericity=draft.told.genericity,
            aspect=draft.aspect,
            responsibility=actors.responsible(draft),
            mentions=tuple(others),
            violent=draft.violent,
            claim=draft.claim.id if draft.claim else None,
        )


def _voiced(tree: Tree, quantity: Anchored[Quantity], content: dict[int, Claim]) -> Anchored[Quantity]:
    """The figure with the claim that gives it."""
    claim = content.get(tree.rows(quantity.spans[0])[0]) if quantity.spans else None
    return replace(quantity, value=replace(quantity.value, claim=claim.id)) if claim else quantity


def _frames(tree: Tree, draft: Draft) -> list[int]:
    """The rows whose phrases say when and where a draft happened, nearest first."""
    out = [draft.row]
    if draft.carrier >= 0:
        out.append(draft.carrier)
    row = draft.row
    above = tree.head[row]
    if draft.noun and tree.dep[row] == "nsubj" and tree.lemma[above] == "be" and not tree.all(above, "attr", "acomp"):
        out.append(above)  # "the first attack was in Gorv on Monday"
    if draft.noun and tree.dep[row] == "pobj" and tree.dep[tree.head[row]] == "prep":
        holder = tree.head[tree.head[row]]
        if tree.lower[tree.head[row]] == "of" and is_container(tree, holder):
            out.append(holder)  # "a series of attacks on Monday"
    if not draft.noun:
        at = draft.row
        above = tree.head[at]
        result = tree.dep[at] == "advcl" and tree.tag[at] == "VBG" and at > above and tree.pos[above] == "VERB"
        if result and not tree.all(at, "mark", "nsubj"):
            out.append(above)  # "tore through a market in Goma on Wednesday, killing nine"
        while tree.dep[at] == "conj" and tree.pos[tree.head[at]] == "VERB" and len(out) < 4:
            # "On Friday rebels entered Gorv and killed ...": what stands before the first verb holds for all
            at = tree.head[at]
            out.append(at)
    return out


def _only_reports(tree: Tree, draft: Draft, cues: set[int]) -> bool:
    """ "The minister warned that", "vowed to": a claim and no act of its own, unless somebody is addressed."""
    speech = not draft.noun and tree.lemma[draft.row].lower() in event_words()["speech"]["verbs"]
    return speech and draft.row in cues and not draft.played("recipient", "target")


def _acts(tree: Tree, row: int) -> bool:
    """Whether somebody, or something that people attack with or call an attack, is said to have done it."""
    words, lemma = event_words(), tree.lemma[row].lower()
    known = words["instruments"], words["fired"], words["forces"]["nouns"], triggers().nouns
    return is_party(tree, row) or any(lemma in each for each in known)


def _settle(tree: Tree, draft: Draft) -> None:
    """What nobody is said to have done is no attack: damage without a doer, deaths from a disease or from "it"."""
    causes = draft.played("cause")
    if draft.type == "ASSAULT" and draft.mode == "kill" and causes and not draft.played("actor") and not draft.joined:
        words = event_words()["natural"]
        mode = next((words[tree.lemma[a.row].lower()] for a in causes if tree.lemma[a.row].lower() in words), None)
        if mode is not None:
            draft.type, draft.mode, draft.violent = "ACCIDENT", mode, False
        elif all(tree.pos[a.row] == "PRON" for a in causes):
            draft.type, draft.mode, draft.violent = "OTHER", "death", False
    doers = draft.played("actor", "instrument")
    if draft.mode == "destroy" and not draft.noun and not draft.joined and not any(_acts(tree, a.row) for a in doers):
        draft.type, draft.mode, draft.violent = "OTHER", "incident", False


def _together(struck: Anchored[PlaceName] | None, told: Anchored[PlaceName] | None) -> Anchored[PlaceName] | None:
    """ "stormed the village of Vesk in Selm": the place that was struck, within the one that the clause tells."""
    if struck is None or told is None or told.value.relation != "in" or struck.value.name == told.value.name:
        return told or struck
    if told.spans[0].start in range(struck.spans[0].start, struck.spans[0].end):
        return struck
    wider = tuple(dict.fromkeys((*struck.value.within, told.value.name, *told.value.within)))
    return replace(struck, value=replace(struck.value, within=wider), spans=(*struck.spans, *told.spans))


def _beside(tree: Tree, draft: Draft) -> list[int]:
    """Whose phrases the parser gives the place of the event to: "killed two farmers near Odrin", "clashes between
    herders and farmers in Selm", "were killed fighting in Odrin".
    """
    out = [a.row for a in draft.arguments if a.role in {"victim", "target"} and a.slot == "object"]
    if draft.noun:
        out += [a.row for a in draft.arguments if a.slot in {"between", "by", "of", "with", "against"}]
    elif draft.entry.effect in {"killed", "injured"}:
        out += [c for c in tree.children[draft.row] if c == draft.row + 1 and tree.lower[c].endswith("ing")]
    return out


def _tolls(tree: Tree, drafts: list[Draft], known: Counts, phrases: Phrases, content: dict[int, Claim]) -> list[int]:
    """Give "bringing the death toll to 15" to the last event before it that kills or destroys.

    Returns the rows of figures that somebody "puts" without a claim that says who: they are nobody's yet.
    """
    unvoiced = []
    for row in range(len(tree)):
        quantity = toll(tree, row, known, phrases)
        if quantity is None:
            continue
        before = [d for d in drafts if d.harm and d.discrete and d.row < row]
        if before and tree.lemma[tree.head[row]] == "put" and row not in content:
            unvoiced.append(row)
        elif before:
            before[-1].quantities.append(quantity)
    return unvoiced
