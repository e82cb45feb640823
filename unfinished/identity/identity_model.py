#!/usr/bin/env python3
"""An executable model of PROTOCOL.md: claims, merges that move nothing, orders that change hands, shared identifiers, undone
merges, platform merges, erasures and amendments. PROTOCOL.md says the same in words.

Workers run one storage call at a time, in random order; each call may be a worker's last (its message is delivered again).
Every message may come twice and in any order. At the end the rows are held to what the deliveries themselves say.

    python3 identity_model.py [HISTORIES] [SEED] [MUTANT]

prints the first history that fails, or that all hold. MUTANT takes one rule away (see MUTANTS). It is a model: keys are letters, a
transaction covers one buyer's partition.
"""
import random
import sys
from collections import Counter, defaultdict

CRASH = 0.03
OFF = set()  # The rules that a mutant takes away.

MUTANTS = {
    "tombstone": "resolving does not look at tombstones",
    "fast-tombstone": "a row that knows all identifiers is used without regard to its ErasedBefore",
    "spread": "erased evidence does not spread its tombstone to the identifiers it connects",
    "order-tombstone": "a dropped delivery leaves no tombstone for its order",
    "retire": "a mark or an erasure does not retire the buyer's row",
    "touch-absent": "a resettlement leaves alone a buyer who has no row yet",
    "evidence": "a resettlement moves orders, but not evidence",
    "link": "a platform merge is one piece of evidence instead of two that meet in the link",
    "strip": "shared identifiers connect",
    "row-before-claim": "the buyer's row is read after the order's claim",
    "claim-again": "whoever takes an order away does not read its claim again",
    "compare": "whoever takes an order away does not compare what is there with what was taken over",
    "leave-touch": "taking an order away does not touch the row where nothing of it was found",
    "second-look": "an order joined elsewhere, of which nothing was found there, is written without reading its claim again",
    "came-from": "a claim that is turned over does not keep where the order came from",
    "absorb": "a merge is not finished by whoever meets it",
    "capture": "a claim that leads to a retired buyer is turned before the buyers on its way are resettled",
    "dropped-look": "a dropped delivery does not look after merges left half done",
    "seal-etag": "an alias takes a row's place without regard to its ETag",
    "turn-etag": "claims are turned without regard to their ETag",
    "erase-touch": "erasing an order does not touch the row where it would be written",
    "drop-finish": "a dropped delivery does not finish the move of an order that others hold",
    "forget": "a resettlement leaves what the aliases knew",
    "absorb-retired": "a retired buyer takes in whom a merge left, without a message that resettles it",
    "found-at": "an order found with somebody retired, and claimed elsewhere, is not taken away there",
    "send-first": "a mark is written before the resettlement is sent",
    "erased-again": "evidence that is erased while it is redelivered does not spread its tombstone",
    "merge-check": "nothing looks after a merge when its worker has ended",
    "check-whole": "the look after a merge leaves a retired end alone that has taken everything in",
    "repeated": "an entry that is placed again is evidence of its newest people at its newest time",
    "sum-all": "what lay elsewhere of an erased order is not joined with what lay where it is removed from last",
    "count-last": "an erased order is added to the sum wherever it is removed",
}


def on(rule):
    return rule not in OFF


class Conflict(Exception):
    pass


def new_row():
    return dict(alias=None, retired=False, ledgers=frozenset(), facts={}, evidence={}, erased=0, etag=None)


class Store:
    """Tables with ETags and the queue. A transaction touches one buyer's row and that buyer's ledger rows, all or nothing."""

    def __init__(self):
        self.claims, self.buyers, self.ledger, self.tag = {}, {}, {}, 0
        self.partitions = defaultdict(set)
        self.later, self.sums, self.taken = [], defaultdict(list), {}
        self.sent = []

    def next(self):
        self.tag += 1
        return self.tag

    def claim(self, key, buyer, version=0, erased=0):
        """Inserts, or answers what is there. `version`: of an order, the newest that named people; of an identifier, how often it was led anew."""
        if key not in self.claims:
            self.claims[key] = dict(buyer=buyer, version=version, came_from=frozenset(), shared=False, erased=erased, etag=self.next())
        return self.claims[key]

    def find_claim(self, key):
        return self.claims.get(key)

    def turn_claim(self, key, etag, **change):
        if self.claims[key]["etag"] != etag and on("turn-etag"):
            raise Conflict
        self.claims[key] = dict(self.claims[key], **change, etag=self.next())
        return self.claims[key]

    def read(self, buyer):
        return self.buyers.get(buyer)

    def entries(self, ledger):
        return {o: self.ledger[ledger, o] for o in self.partitions[ledger]}

    def commit(self, buyer, row, etag, puts=(), deletes=(), force=False, sum_of=None):
        if (self.buyers.get(buyer) or {}).get("etag") != etag and not force:
            raise Conflict
        self.buyers[buyer] = dict(row, etag=self.next())
        for order, entry in puts:
            self.ledger[buyer, order] = entry
            self.partitions[buyer].add(order)
        for order in deletes:
            self.delete(buyer, order, sum_of)
        return self.buyers[buyer]

    def delete(self, ledger, order, sum_of=None):
        """Removes an entry, and adds what was erased of the order to the shop's sum in the same transaction, if the entry is there."""
        if self.ledger.pop((ledger, order), None) is not None and sum_of:
            self.sums[order].append(sum_of)
        self.partitions[ledger].discard(order)

    def send(self, message):
        self.sent.append(message)

    def send_later(self, worker, message):
        """A message that comes when the worker has ended, one way or the other."""
        self.later.append((worker, message))


def joined(*entries):
    """The join of what was said of an order: version (below 0: an amendment) -> (identifiers or none, amount, when it was placed)."""
    out = {}
    for entry in entries:
        out.update(entry)
    return out


def owner(entry):
    """The newest version that names people, and whom; (0, nothing): nobody was named."""
    version = max((v for v, said in entry.items() if said[0]), default=0)
    return version, entry[version][0] if version else frozenset()


def placed_of(entry):
    """When the order was placed, by its newest version: another one than that which names people, maybe."""
    return entry[max(entry)][2] if known(entry) else 0


def known(entry):
    """More than an amendment is known of the order."""
    return any(version > 0 for version in entry)


def with_evidence(evidence, group, first, last):
    """Evidence and one group more; what a larger group says as well is left out."""
    if covered(evidence, group, first, last):
        return evidence
    if group in evidence:
        first, last = min(first, evidence[group][0]), max(last, evidence[group][1])
    out = {g: t for g, t in evidence.items() if not (g <= group and first <= t[0] and t[1] <= last)}
    out[group] = (first, last)
    return out


def covered(evidence, group, first, last):
    return any(group <= g and f <= first and last <= l for g, (f, l) in evidence.items())


def all_evidence(*sets):
    out = {}
    for evidence in sets:
        for group, (first, last) in evidence.items():
            out = with_evidence(out, group, first, last)
    return out


def knows(row):
    return frozenset().union(*row["evidence"])


class Found:
    """Where identifiers lead: the buyer and its row (None: not written yet), the identifiers without the shared ones, the latest tombstone met."""

    def __init__(self, buyer, row, group, erased):
        self.buyer, self.row, self.group, self.erased = buyer, row, group, erased


ERASED = "erased"


class Worker:
    """Each `yield` is one storage call."""

    def __init__(self, store, placed, log):
        self.s, self.placed, self.log = store, placed, log

    # --- Rows -----------------------------------------------------------------------------------------------------------------------

    def follow(self, buyer):
        """The buyer that stands for an id, their row, and the aliases on the way."""
        chain = []
        while True:
            yield
            row = self.s.read(buyer)
            if row is None or row["alias"] is None:
                return buyer, row, chain
            chain.append(buyer)
            buyer = row["alias"]

    def whole(self, row, chain):
        """Whether a row has taken in all that led to it."""
        return not chain or (row is not None and row["ledgers"].issuperset(chain)) or not on("absorb")

    def gather(self, ledgers):
        """What ledgers hold, joined by order."""
        facts = {}
        for ledger in sorted(ledgers):
            yield
            for order, entry in self.s.entries(ledger).items():
                facts[order] = joined(facts[order], entry) if order in facts else entry
        return facts

    def held(self, ledgers, order):
        entry = {}
        for ledger in sorted(ledgers):
            yield
            entry = joined(entry, self.s.ledger.get((ledger, order), {}))
        return entry

    def absorb(self, start, resettling=False):
        """Takes in whom merges have left on the way from an id to its buyer; a lost race is seen by the caller's next look. A retired buyer's
        row takes in only what its resettlement is about to deliver again."""
        buyer, row, chain = yield from self.follow(start)
        row = row or new_row()
        if self.whole(row, chain) or (row["retired"] and not resettling and on("absorb-retired")):
            return
        others = []
        for alias in chain:
            yield
            others.append((alias, self.s.read(alias)))
        if not (yield from self.take_in(buyer, row, others)):
            return
        if len(chain) > 1:
            yield
            alias = self.s.read(chain[0])
            if alias["alias"] != buyer:
                try:
                    yield
                    self.s.commit(chain[0], dict(alias, alias=buyer), alias["etag"])  # A shorter way for the next.
                except Conflict:
                    pass

    # --- Whose identifiers are ------------------------------------------------------------------------------------------------------

    def resolve(self, named, placed):
        """The one buyer of all identifiers of a delivery; ERASED: one of them was erased after it."""
        while True:
            buyer, row, chain = yield from self.follow(min(named))
            if row is not None and not row["retired"] and self.whole(row, chain) and named <= knows(row) and (placed >= row["erased"] or not on("fast-tombstone")):
                return Found(buyer, row, named, row["erased"])
            found = yield from self.claim_all(named, placed, buyer, row, chain)
            if found is not None:
                return found

    def claim_all(self, named, placed, first, first_row, chain):
        """One pass over all claims; None: something was finished or lost on the way, look again."""
        shared, roots, home, erased, dropped = set(), {}, None, 0, False
        seen = {} if chain else {first: first_row}
        claims = []
        for identifier in sorted(named):
            yield
            claim = self.s.find_claim(identifier) if dropped else self.s.claim(identifier, home or identifier)
            if claim is None:
                continue
            claims.append((identifier, claim))
            if claim["shared"] and on("strip"):
                shared.add(identifier)
                continue
            done = yield from self.lead(identifier, claim, home, roots, seen)
            if not done:
                return None
            if claim["erased"] > placed and on("tombstone"):
                if not on("dropped-look"):
                    return ERASED
                dropped = True
            erased = max(erased, claim["erased"])
            home = home or done
            if identifier == min(named) and not dropped and roots[done] and named <= knows(roots[done]) and placed >= roots[done]["erased"]:
                return Found(done, roots[done], named, roots[done]["erased"])  # Once resettled, and known since.
        if dropped:
            return ERASED
        group = named - shared
        if not group:
            # Nothing but what several people share: the least of it has a buyer of its own.
            identifier, claim = claims[0]
            home = yield from self.lead(identifier, claim, None, roots, seen)
            if not home:
                return None
            if claim["erased"] > placed and on("tombstone"):
                return ERASED
            erased, group = claim["erased"], frozenset([identifier])
        if len(roots) == 1:
            (buyer, row), = roots.items()
            return Found(buyer, row, group, erased)
        survivor = min(roots)
        for other in sorted(roots):
            if other != survivor:
                row = roots[other] or new_row()
                if on("merge-check"):
                    yield
                    self.s.send_later(self, ("check", other))
                try:
                    yield
                    self.s.commit(other, dict(row, alias=survivor, facts={}), row["etag"], force=not on("seal-etag"))
                except Conflict:
                    return None
        row = yield from self.take_in(survivor, roots[survivor] or new_row(), [(other, roots[other] or new_row()) for other in sorted(roots) if other != survivor])
        return row and Found(survivor, row, group, erased)

    def take_in(self, buyer, row, others):
        """Adds to a buyer's row what aliases on the way to it knew and where their orders lie. None: the race was lost."""
        ledgers, evidence, erased = row["ledgers"] | {buyer}, row["evidence"], row["erased"]
        for alias, there in others:
            ledgers, evidence, erased = ledgers | there["ledgers"] | {alias}, all_evidence(evidence, there["evidence"]), max(erased, there["erased"])
        facts = {} if row["retired"] else (yield from self.gather(ledgers))
        try:
            yield
            return self.s.commit(buyer, dict(row, ledgers=ledgers, evidence=evidence, erased=erased, facts=facts), row["etag"])
        except Conflict:
            return None

    def lead(self, identifier, claim, home, roots, seen):
        """Where a claim leads, noted among `roots`; rows once read are not read again. A claim that leads to somebody retired is led anew. None: look again."""
        if claim["buyer"] in roots:
            return claim["buyer"]
        buyer, row, chain = (claim["buyer"], seen[claim["buyer"]], []) if claim["buyer"] in seen else (yield from self.follow(claim["buyer"]))
        if row is not None and row["retired"]:
            if not self.whole(row, chain) and on("capture"):
                yield
                self.s.send(("resettle", claim["buyer"]))
            try:
                yield
                self.s.turn_claim(identifier, claim["etag"], buyer=home or f"{identifier}-{claim['version'] + 1}", version=claim["version"] + 1)
            except Conflict:
                pass
            return None
        if not self.whole(row, chain):
            yield from self.absorb(claim["buyer"])
            return None
        roots.setdefault(buyer, row)
        return buyer

    def know(self, named, first, last):
        """Writes down that identifiers are one person's, where nothing else is written with it. False: they were erased."""
        while True:
            found = yield from self.resolve(named, first)
            if found is ERASED:
                return False
            row = found.row or new_row()
            if covered(row["evidence"], found.group, first, last) or (yield from self.write(found.buyer, row, {}, found, first, last)):
                return True

    def write(self, buyer, row, entries, found=None, first=0, last=0, says=True):
        ledgers = row["ledgers"] | {buyer}
        facts = yield from self.gather(ledgers)
        facts.update({order: joined(facts.get(order, {}), entry) for order, entry in entries.items()})
        evidence, erased = row["evidence"], row["erased"]
        if found is not None:
            evidence, erased = with_evidence(evidence, found.group, first, last) if says else evidence, max(erased, found.erased)
        try:
            yield
            self.s.commit(buyer, dict(row, ledgers=ledgers, facts=facts, evidence=evidence, erased=erased), row["etag"], entries.items())
            return True
        except Conflict:
            return False

    # --- Orders ---------------------------------------------------------------------------------------------------------------------

    def deliver(self, order, said, found_at=None):
        """Joins what is said of an order with what is held of it, with the people whom the newest version names. Nothing said, but found with
        somebody retired: puts the order where it belongs."""
        told = said
        while True:
            version, named = owner(said)
            placed = placed_of(said)
            if named:
                found = yield from self.resolve(named, placed)
                if found is ERASED:
                    yield from self.drop(order)
                    if said is told:
                        return
                    said = told  # What is held was erased, or has gone on to others: look again.
                    continue
                me, row = found.buyer, found.row or new_row()
            else:
                me, row, _ = yield from self.follow("o:" + order)
                found, row = None, row or new_row()
            yield
            claim = self.s.claim(order, me, version)
            if claim["erased"]:
                yield from self.erase(order, found_at)  # Finishes what somebody may have died at.
                return
            if not on("row-before-claim"):
                yield
                row = self.s.read(me) or new_row()
                if row["alias"] or row["retired"]:
                    continue
            holder, there, chain = (me, row, []) if claim["buyer"] == me else (yield from self.follow(claim["buyer"]))
            if found_at not in (None, holder) and found_at not in claim["came_from"] and on("found-at"):
                try:
                    yield
                    self.s.turn_claim(order, claim["etag"], came_from=claim["came_from"] | {found_at})
                except Conflict:
                    pass
                continue
            there = there or new_row()
            places = there["ledgers"] | {holder, *chain}
            entry = yield from self.held(places, order)
            if holder != me and not entry and on("second-look"):
                yield
                if self.s.find_claim(order)["etag"] != claim["etag"]:
                    continue
            here, entry = owner(entry)[0], joined(entry, (yield from self.left_behind(order, claim)))
            new = joined(entry, said)
            if (here > version or claim["version"] > version) and holder != me and not there["retired"] and not claim["came_from"] and owner(new)[0] == here:
                # An older version, or nobody's: joined where the order is. What it says of its own people is written down all the same.
                if there["facts"].get(order) == new or (yield from self.write(holder, there, {order: new})):
                    if not named or (said is not told and on("repeated")) or (yield from self.know(named, placed, placed)):
                        return
                continue
            stays = named and holder == me and not claim["came_from"] and owner(new)[0] == here  # An older version of the same people.
            if owner(new)[0] > version and not stays:
                # A newer version is held, and the order is moving or somebody retired holds it: it is for those people.
                if not named or said is not told or (yield from self.know(named, placed, placed)):
                    said = new
                continue
            if holder != me:
                if claim["version"] > version and not there["retired"]:
                    # Claimed by a newer version that is not written yet, or held without a name: joined where the order is.
                    if there["facts"].get(order) == new or (yield from self.write(holder, there, {order: new})):
                        if not named or said is not told or (yield from self.know(named, placed, placed)):
                            return
                    continue
                try:
                    yield
                    came_from = (claim["came_from"] | {claim["buyer"]}) - {me} if on("came-from") else frozenset()
                    claim = self.s.turn_claim(order, claim["etag"], buyer=me, version=version, came_from=came_from)
                except Conflict:
                    continue
            # After a claim was turned over the row is written whatever it says: whoever would take the order away from here sees that it changed.
            says = found and self.says(row, found, said is not told)
            if row["facts"].get(order) != new or claim["came_from"] or (says and not covered(row["evidence"], found.group, placed, placed)):
                if not (yield from self.write(me, row, {order: new}, found, placed, placed, says)):
                    continue
            if claim["came_from"] and not (yield from self.leave(order, me, new, claim)):
                continue
            return

    def says(self, row, found, repeated):
        """Whether an entry is evidence. One that is placed again is none: its people and its date may be of two versions, and what each version
        said is evidence already, unless it was cut."""
        return not (repeated and found.group <= knows(row) and on("repeated"))

    def left_behind(self, order, claim):
        """What is still held of an order where it came from, wherever those buyers are by now."""
        entry = {}
        for ledger in sorted(claim["came_from"]):
            there, row, chain = yield from self.follow(ledger)
            entry = joined(entry, (yield from self.held((row or new_row())["ledgers"] | {there, ledger, *chain}, order)))
        return entry

    def leave(self, order, me, mine, claim):
        """Takes the order away from where it was, touching each row there, then forgets where it came from.

        Each row is read first, then the claim, then the entry: whoever writes there in between changes the ETag, so nothing unseen is removed, and
        a worker who was overtaken (the order has gone on, or back) sees that the claim is no longer theirs.
        """
        for ledger in sorted(claim["came_from"]):
            while True:
                there, row, chain = yield from self.follow(ledger)
                row = row or new_row()
                places = row["ledgers"] | {there, ledger, *chain}
                if me in places:
                    break  # The two have become one person meanwhile.
                yield
                if self.s.find_claim(order)["etag"] != claim["etag"] and on("claim-again"):
                    return False
                held = yield from self.held(places, order)
                if joined(mine, held) != mine and on("compare"):
                    return False
                if not held and not on("leave-touch"):
                    break
                if (yield from self.remove(order, there, row, places)):
                    break
        try:
            yield
            self.s.turn_claim(order, claim["etag"], came_from=frozenset())
            return True
        except Conflict:
            return False

    def remove(self, order, there, row, places, sum_of=None):
        """Takes an order out of all these ledgers; the last transaction that removes something of it adds it to the shop's sum."""
        sealed = [ledger for ledger in sorted(places - {there}) if (ledger, order) in self.s.ledger]
        own = (there, order) in self.s.ledger
        for ledger in sealed:
            yield
            self.s.delete(ledger, order, None if own or ledger != sealed[-1] else sum_of)
        facts = {}
        if not row["retired"]:
            facts = yield from self.gather(row["ledgers"] | {there})
            facts.pop(order, None)
        try:
            yield
            self.s.commit(there, dict(row, ledgers=row["ledgers"] | {there}, facts=facts), row["etag"], deletes=[order], sum_of=sum_of if own else None)
            return True
        except Conflict:
            return False

    def drop(self, order):
        """A delivery names somebody who was erased. Its order gets a tombstone, unless somebody else is known to hold it."""
        while True:
            if not on("order-tombstone"):
                return
            yield
            claim = self.s.claim(order, "", 0, erased=1)
            if not claim["erased"]:
                holder, row, chain = yield from self.follow(claim["buyer"])
                entry = yield from self.held((row or new_row())["ledgers"] | {holder, *chain}, order)
                entry = joined(entry, (yield from self.left_behind(order, claim)))
                version, named = owner(entry)
                if named and (yield from self.resolve(named, placed_of(entry))) is not ERASED:
                    if claim["came_from"] and on("drop-finish"):
                        yield from self.deliver(order, {})
                    return
                try:
                    yield
                    self.s.turn_claim(order, claim["etag"], erased=1)
                except Conflict:
                    continue
            yield from self.erase(order)
            return

    def erase(self, order, found_at=None):
        """Removes an order, whose claim is a tombstone by now, from wherever it is or was."""
        yield
        claim = self.s.find_claim(order)
        others = claim["came_from"] | {b for b in (found_at,) if b}
        # Whom the claim names comes last.
        places = sorted(others - {claim["buyer"]}) + [b for b in (claim["buyer"],) if b]
        holding, all_held = [], {}
        for at, place in enumerate(places):
            only = not holding and at == len(places) - 1
            there, held = yield from self.erase_at(order, place, guard=not only, counts=only)
            if there and not only and there not in holding:
                holding.append(there)
                all_held = joined(all_held, held)
        for at, place in enumerate(holding):
            _, held = yield from self.erase_at(order, place, guard=False, counts=at == len(holding) - 1, besides=all_held)
            all_held = joined(all_held, held)
        if claim["buyer"] or claim["came_from"]:
            try:
                yield
                self.s.turn_claim(order, claim["etag"], buyer="", came_from=frozenset())
            except Conflict:
                pass

    def erase_at(self, order, place, guard, counts, besides=None):
        """Removes an order at one place, or only writes the row where nothing of it lies, so that nobody who read the row before can write there.
        Answers who holds it, or held it, and what."""
        while True:
            there, row, chain = yield from self.follow(place)
            row = row or new_row()
            places = row["ledgers"] | {there, place, *chain}
            held = yield from self.held(places, order)
            if guard and held:
                return there, held
            if not held and not on("erase-touch"):
                return None, {}
            if held:
                self.s.taken[order] = joined(self.s.taken.get(order, {}), held)
            whole = joined(besides or {}, held) if on("sum-all") else held
            sum_of = whole if known(whole) and (counts or not on("count-last")) else None
            if (yield from self.remove(order, there, row, places, sum_of)):
                return (there, held) if held else (None, {})

    # --- Messages -------------------------------------------------------------------------------------------------------------------

    def handle(self, message):
        kind, *args = message
        return getattr(self, "on_" + kind)(*args)

    def on_order(self, order, version, group, amount, placed):
        yield from self.deliver(order, {version: (group, amount, placed)})

    def on_amend(self, order, key, amount):
        yield from self.deliver(order, {key: (frozenset(), amount, 0)})

    def on_check(self, start):
        """Looks after an alias that a merge made, when its worker has ended."""
        while True:
            buyer, row, chain = yield from self.follow(start)
            if row is not None and row["retired"]:
                # Whole or not: a worker that had the retired buyer take the alias in may have died before it delivered that again.
                if on("check-whole") or not self.whole(row, chain):
                    yield from self.on_resettle(start)
                return
            if self.whole(row, chain):
                return
            yield from self.absorb(start)

    def on_link(self, one, other, time):
        """The platform says that two customers are one: both share the link, an identifier of its own, which can be marked like any other."""
        if not on("link"):
            yield from self.know(frozenset([one, other, link(one, other)]), time, time)
            return
        for customer in (one, other):
            yield from self.know(frozenset([customer, link(one, other)]), time, time)

    def mark(self, identifier, **change):
        """Writes on an identifier's row what an operator or an erasure says of it, and leads it anew; whom it led to is resettled."""
        while True:
            yield
            claim = self.s.claim(identifier, identifier)
            if all(claim[k] >= v for k, v in change.items()):
                return
            if on("send-first"):
                yield
                self.s.send(("resettle", claim["buyer"]))
            try:
                yield
                self.s.turn_claim(identifier, claim["etag"], buyer=f"{identifier}-{claim['version'] + 1}", version=claim["version"] + 1, **change)
            except Conflict:
                continue
            self.log.update([identifier] if "shared" in change else [])
            if not on("send-first"):
                yield
                self.s.send(("resettle", claim["buyer"]))
            return

    def on_share(self, identifier):
        yield from self.mark(identifier, shared=True)

    def on_unmerge(self, one, other):
        """An operator says that two are not one person: the link, or else the weakest identifier, without which they are two is marked."""
        yield
        first, second = self.s.find_claim(one), self.s.find_claim(other)
        if first is None or second is None:
            return
        a, row, _ = yield from self.follow(first["buyer"])
        b, _, _ = yield from self.follow(second["buyer"])
        if a == b and row is not None and not row["retired"]:
            chosen = between(row["evidence"], one, other)
            if chosen is not None:
                yield from self.on_share(chosen)

    def on_erase(self, identifiers, orders, limit):
        shared = set()
        for identifier in sorted(identifiers):
            yield
            claim = self.s.find_claim(identifier)
            if claim is not None and claim["shared"]:
                shared.add(identifier)
        for identifier in sorted(identifiers - shared or identifiers):
            yield from self.mark(identifier, erased=limit)
        for order in sorted(orders):
            while True:
                yield
                claim = self.s.claim(order, "", 0, erased=1)
                if claim["erased"]:
                    break
                try:
                    yield
                    self.s.turn_claim(order, claim["etag"], erased=1)
                    break
                except Conflict:
                    pass
            yield from self.erase(order)

    def on_resettle(self, start):
        """The rules have changed for a buyer: the row is retired for good, and all it holds is delivered again under the rules of now."""
        while True:
            buyer, row, chain = yield from self.follow(start)
            if row is None and not on("touch-absent"):
                return
            row = row or new_row()
            if not row["retired"] and on("retire"):
                try:
                    yield
                    self.s.commit(buyer, dict(row, retired=True, facts={}, ledgers=row["ledgers"] | {buyer}), row["etag"])
                except Conflict:
                    pass
                continue
            if not self.whole(row, chain):
                yield from self.absorb(start, resettling=True)
                continue
            break
        if not on("retire"):
            return
        while True:
            buyer, row, chain = yield from self.follow(start)
            for group, (first, last) in sorted(row["evidence"].items(), key=lambda g: sorted(g[0])):
                if on("evidence"):
                    yield from self.redeliver(group, first, last)
            if row["evidence"]:
                try:
                    yield
                    self.s.commit(buyer, dict(row, evidence={}), row["etag"])
                except Conflict:
                    continue
            for alias in sorted(row["ledgers"] - {buyer}) if on("forget") else ():
                yield
                there = self.s.read(alias)
                if there["evidence"]:
                    try:
                        yield
                        self.s.commit(alias, dict(there, evidence={}), there["etag"])
                    except Conflict:
                        pass
            orders = yield from self.gather(row["ledgers"])
            if not orders:
                return
            for order in sorted(orders):
                yield from self.deliver(order, {}, buyer)

    def redeliver(self, group, first, last):
        """Evidence is erased, with all that it connects, if it was given before a tombstone of one of its identifiers; what was given since stays."""
        while True:
            claims = {}
            for identifier in group:
                yield
                claims[identifier] = self.s.find_claim(identifier)
            own = {i for i, claim in claims.items() if not claim["shared"]} or {min(group)}
            limit = max(claims[i]["erased"] for i in own)
            if limit > first and on("tombstone"):
                for identifier in sorted(own) if on("spread") else ():
                    yield from self.mark(identifier, erased=limit)
                first = limit
            if last < first or (yield from self.know(group, first, last)) or not on("erased-again"):
                return


def link(one, other):
    return "~" + "".join(sorted((one, other)))


def components(groups):
    parent = {}

    def find(x):
        while parent.setdefault(x, x) != x:
            x = parent[x]
        return x

    for group in groups:
        first = find(min(group))
        for identifier in group:
            parent[find(identifier)] = first
    out = defaultdict(set)
    for x in list(parent):
        out[find(x)].add(x)
    return {x: frozenset(c) for c in out.values() for x in c}


def stripped(group, shared):
    return group - shared or frozenset([min(group)])


def between(evidence, one, other):
    """What is to be marked so that two are two people: a link, or else the weakest identifier. None: they are two, or one mark is not enough."""
    def apart(marked):
        people = components(stripped(g, {marked}) for g in evidence)
        return one in people and other in people and people[one] != people[other]
    if apart(""):
        return None
    every = sorted(frozenset().union(*evidence))
    ranked = sorted(every, key=lambda i: (not i.startswith("~"), i in (one, other), [-ord(c) for c in i]))
    return next((i for i in ranked if apart(i)), None)


class History:
    def __init__(self, rng):
        small = rng.random() < 0.25  # Few people and much that happens to them.
        people = list("abcdefg")[: rng.choice([2, 3]) if small else rng.choice([3, 3, 4, 5, 7])]
        self.orders, self.links, self.shares, self.unmerges, self.erasures, self.amends = [], [], [], [], [], []
        self.placed, times = {}, rng.random() < 0.5
        some = lambda sizes: frozenset(rng.sample(people, min(len(people), rng.choice(sizes))))
        for number in range(rng.randint(1, 2 if small else 5)):
            order = f"#{number}"
            self.placed[order] = rng.randint(1, 9)
            group = frozenset() if rng.random() < 0.12 else some([1, 1, 2, 2, 3])
            for version in range(1, rng.choice([2, 3] if small else [1, 1, 2, 3]) + 1):
                if version > 1 and rng.random() < 0.5:
                    group = frozenset() if rng.random() < 0.15 else some([1, 1, 2])
                at = self.placed[order] if version == 1 or not times else rng.randint(1, 9)
                self.orders.append(("order", order, version, group, rng.randint(1, 9), at))
            if rng.random() < 0.2:
                self.amends.append(("amend", order, -1, rng.randint(1, 9)))
        kind = rng.random()  # Which acts a history has: none, marks, erasures, or all.
        if rng.random() < (0.7 if small else 0.35):
            for _ in range(rng.choice([1, 1, 2])):
                self.links.append(("link", *sorted(rng.sample(people, 2)), rng.randint(1, 9)))
        if 0.2 < kind < 0.6 or kind > 0.85:
            for _ in range(rng.choice([0, 1, 1, 2])):
                self.shares.append(("share", rng.choice(people + [link(l[1], l[2]) for l in self.links])))
            for _ in range(rng.choice([0, 0, 1])):
                self.unmerges.append(("unmerge", *rng.sample(people, 2)))
        if kind > 0.6:
            for _ in range(rng.choice([1, 1, 1, 2])):
                named = frozenset(rng.sample(sorted(self.placed), 1)) if rng.random() < 0.25 else frozenset()
                self.erasures.append(("erase", some([1, 1, 2]), named, rng.randint(2, 10)))

        if self.erasures:  # What is erased goes by when an order was placed: there it is the same in all versions.
            self.orders = [(*m[:5], self.placed[m[1]]) for m in self.orders]

    def messages(self):
        return self.orders + self.links + self.shares + self.unmerges + self.erasures + self.amends


def run(rng, seen=None):
    history, store, log = History(rng), Store(), set()
    queue = [m for m in history.messages() for _ in range(rng.choice([1, 1, 2]))]
    rng.shuffle(queue)
    if rng.random() < 0.3:  # As it is mostly: the acts come when the orders have settled.
        queue.sort(key=lambda m: m[0] not in ("order", "link"), reverse=False)
        queue.reverse()
    if rng.random() < 0.15:
        queue.sort(key=lambda m: m[0] == "erase")
    most, running, steps, done, before = rng.randint(1, 4), [], 0, set(), {}
    bursts = rng.choice([[1], [1, 1, 1, 10], [1, 1, 30], [5, 25]])
    crash = rng.choice([0, CRASH / 3, CRASH, CRASH])
    while queue or running or store.sent or store.later:
        steps += 1
        assert steps < 20_000, "does not end"
        while store.sent:
            queue.insert(rng.randint(0, len(queue)), store.sent.pop())
        if queue and len(running) < most:
            message = queue.pop()
            if message[0] == "erase":
                before.setdefault(message, frozenset(done))
            worker = Worker(store, history.placed, log)
            running.append((message, worker, worker.handle(message)))
            continue
        if not running:
            continue
        at = rng.randrange(len(running))
        message, worker, work = running[at]
        for _ in range(rng.choice(bursts)):  # One may overtake another who waits long between two calls.
            try:
                next(work)
                if rng.random() < crash:
                    running.pop(at)
                    queue.insert(rng.randint(0, len(queue)), message)
                    break
            except StopIteration:
                running.pop(at)
                done.add(message)
                break
        release(store, queue, running, rng)
    if seen is not None:
        seen.update(m[0] for m in history.messages())
        seen["steps"] += steps
        seen["marks"] += len(log)
        seen["orders erased"] += sum(1 for o in history.placed if store.claims[o]["erased"])
        seen["buyers retired"] += sum(1 for r in store.buyers.values() if r["retired"])
        seen["aliases"] += sum(1 for r in store.buyers.values() if r["alias"])
    Check(history, store, log, before)
    return steps


def release(store, queue, running, rng, of=lambda message: message):
    """The looks after merges whose workers have ended come now, or later."""
    alive = {id(worker) for _, worker, _ in running}
    for sent in [sent for sent in store.later if id(sent[0]) not in alive]:
        store.later.remove(sent)
        queue.insert(rng.randint(0, len(queue)), of(sent[1]))


class Check:
    """Holds the rows to what the deliveries say."""

    def __init__(self, history, store, shared, before):
        self.h, self.s, self.shared, self.before = history, store, frozenset(shared), before
        self.rows()
        self.erased = {o for o in history.placed if store.claims[o]["erased"]}
        self.erasures()
        self.orders()
        self.people()
        self.sums()
        if not history.erasures:
            self.times()

    def root(self, buyer):
        while self.s.buyers.get(buyer) and self.s.buyers[buyer]["alias"]:
            buyer = self.s.buyers[buyer]["alias"]
        return buyer

    def of(self, identifier):
        return self.root(self.s.claims[identifier]["buyer"])

    def rows(self):
        stands = {}
        for buyer, row in self.s.buyers.items():
            if row["alias"]:
                root = self.s.buyers[self.root(buyer)]
                assert buyer in root["ledgers"] or not any(b == buyer for b, _ in self.s.ledger), f"alias {buyer} was left"
                continue
            held = {}
            for ledger in row["ledgers"] | {buyer}:
                for order, entry in self.s.entries(ledger).items():
                    held[order] = joined(held.get(order, {}), entry)
            if row["retired"]:
                assert not held and not row["evidence"], f"retired {buyer} holds {held}, {row['evidence']}"
                continue
            assert held == row["facts"], f"{buyer}: facts {row['facts']} are not the fold {held} of its ledgers"
            for order in held:
                assert order not in stands, f"{order} stands with {buyer} and {stands[order]}"
                stands[order] = buyer
        self.stands = stands
        for _, order in self.s.ledger:
            assert order in stands, f"{order} lies in a ledger that nobody has"
        for key, claim in self.s.claims.items():
            for place in claim["came_from"]:  # May be left when a worker died; then nothing is there.
                root = self.root(place)
                assert root == self.root(claim["buyer"]) or not any((b, key) in self.s.ledger for b in self.s.buyers.get(root, new_row())["ledgers"] | {root, place}), f"{key} is still leaving {place}"

    def evidence(self):
        """All evidence of all deliveries: identifiers, when, by which message."""
        for message in self.h.orders:
            if message[3]:
                yield message[3], message[5], message
        for message in self.h.links:
            for customer in message[1:3]:
                yield frozenset([customer, link(*message[1:3])]), message[3], message

    def reach(self, start, groups):
        reached = frozenset(start)
        while True:
            more = reached.union(*(g for g in groups if g & reached))
            if more == reached:
                return reached
            reached = more

    def erasures(self):
        """Who may and who must have been erased: a delivery that came while an erasure was worked on, or after, need not be evidence of whom it erases."""
        everything = list(self.evidence())
        self.may = [(limit, self.reach(named, [g for g, t, _ in everything if t < limit])) for _, named, _, limit in self.h.erasures]
        by_id = frozenset().union(*(orders for _, _, orders, _ in self.h.erasures))
        named_by = {o: [m[3] for m in self.h.orders if m[1] == o and m[3]] for o in self.h.placed}
        mays = [{o for o, placed in self.h.placed.items() if placed < limit and any(g & reached for g in named_by[o])} for limit, reached in self.may]
        must, self.may_orders = set(by_id), set(by_id).union(*mays)
        for number, erasure in enumerate(self.h.erasures):
            _, named, _, limit = erasure
            others = [m for at, m in enumerate(self.may) if at != number]
            gone = by_id.union(*(m for at, m in enumerate(mays) if at != number))
            known = [stripped(g, self.shared) for g, t, m in everything if t < limit and m in self.before[erasure] and m[1] not in gone
                     and not any(t < l and g & reached for l, reached in others)]
            reached = self.reach(named - self.shared, known)
            for order, groups in named_by.items():
                if self.h.placed[order] < limit and groups and all(stripped(g, self.shared) & reached - self.shared for g in groups):
                    must.add(order)
        assert must <= self.erased, f"{must - self.erased} were not erased"
        assert self.erased <= self.may_orders, f"{self.erased - self.may_orders} were erased, though nobody asked"
        assert not self.erased & set(self.stands), f"erased {self.erased & set(self.stands)} still stand"
        for identifier, claim in self.s.claims.items():
            if claim["erased"] and identifier not in self.h.placed:
                assert any(claim["erased"] == limit and identifier in reached for limit, reached in self.may), f"{identifier} has a tombstone, though nobody asked"
        for buyer, row in self.s.buyers.items():
            if not row["alias"] or self.s.buyers[self.root(buyer)]["retired"]:
                for group, (_, last) in row["evidence"].items():
                    for i in stripped(group, self.shared):
                        assert i in self.shared or last >= self.s.claims[i]["erased"], f"{buyer} still knows {set(group)} of {last}"

    def orders(self):
        self.whose = {}
        for order, placed in self.h.placed.items():
            if order in self.erased:
                continue
            said = joined(*({m[2]: m[3:6]} for m in self.h.orders if m[1] == order), *({m[2]: (frozenset(), m[3], 0)} for m in self.h.amends if m[1] == order))
            assert order in self.stands, f"{order} is lost"
            entry = self.s.buyers[self.stands[order]]["facts"][order]
            lost = {v: said[v] for v in said if v not in entry}
            for version, (group, _, _) in lost.items():
                assert any(placed < limit and group & reached for limit, reached in self.may), f"{order} lacks version {version}"
            assert all(said[v] == entry[v] for v in entry), f"{order} is {entry}"
            _, named = owner(entry)
            if not named:
                assert self.stands[order] == "o:" + order, f"nobody's {order} stands with {self.stands[order]}"
                continue
            for identifier in stripped(named, self.shared):
                assert self.of(identifier) == self.stands[order], f"{order} stands with {self.stands[order]}, {identifier} leads to {self.of(identifier)}"
                claim = self.s.claims[identifier]
                assert identifier in self.shared or placed >= claim["erased"], f"{order} of {placed} stands under {identifier}, erased before {claim['erased']}"
            self.whose[order] = stripped(named, self.shared)

    def people(self):
        """Who is one person: by all deliveries at most, by those that no erasure touches at least (without erasures these are the same)."""
        most, least = [], []
        for group, time, message in self.evidence():
            most.append(stripped(group, self.shared))
            if message[1] not in self.may_orders and not any(time < limit and group & reached for limit, reached in self.may):
                least.append(stripped(group, self.shared))
        most, least = components(most), components(least)
        for identifier, person in least.items():
            assert len({self.of(i) for i in person}) == 1, f"{sorted(person)} are in {[self.of(i) for i in sorted(person)]}"
        names = defaultdict(set)
        for identifier in least:
            names[self.of(identifier)].add(most[identifier])
        for group in self.whose.values():
            names[self.of(min(group))].update(most[i] for i in group)
        for buyer, persons in names.items():
            assert len(persons) == 1, f"{buyer} is {[sorted(p) for p in persons]}"


    def sums(self):
        """Every order that was held, and of which more than an amendment was known, is in the sum of what was erased, once."""
        for order in self.h.placed:
            sums = self.s.sums.get(order, [])
            if order not in self.erased:
                assert not sums, f"{order} was not erased, and is in the sum"
                continue
            taken = self.s.taken.get(order, {})
            assert len(sums) == known(taken), f"{order} is {len(sums)} times in the sum of what was erased, and {taken} was held"
            assert not sums or sums[0] == taken, f"{order} is in the sum as {sums[0]}, and {taken} was held"

    def times(self):
        """When evidence was said: no row knows another time than that of a delivery, and every delivery's time is known. Only without erasures."""
        said = list(self.evidence())
        rows = [row["evidence"] for row in self.s.buyers.values() if not row["alias"] and not row["retired"]]
        for evidence in rows:
            for group, times in evidence.items():
                for time in times if group - self.shared else ():
                    assert any(time == t and group <= g and g - group <= self.shared for g, t, _ in said), f"{sorted(group)} was not said at {time}"
        for group, time, message in said:
            kept = group - self.shared  # What several people share says nothing of anyone.
            assert not kept or any(kept <= g and f <= time <= l for evidence in rows for g, (f, l) in evidence.items()), f"{message} is not known"


def main():
    histories = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    OFF.update(sys.argv[3:])
    assert OFF <= set(MUTANTS), f"mutants: {sorted(MUTANTS)}"
    seen = Counter()
    for number in range(histories):
        try:
            run(random.Random(f"{seed}/{number}"), seen)
        except AssertionError as fault:
            print(f"history {seed}/{number}: {fault}")
            sys.exit(1)
    print(f"{histories} histories hold (seed {seed}, up to {CRASH:.0%} of calls a worker's last); {dict(seen)}")


if __name__ == "__main__":
    main()
