src = open("identity_model.py").read()
def sub(old, new, count=1):
    global src
    assert src.count(old) >= 1, old
    assert count is None or src.count(old) == count, (src.count(old), old)
    src = src.replace(old, new)

sub('''OFF = set()  # The rules that a mutant takes away.
''', '''OFF = set()  # The rules that a mutant takes away.
# What the short path asks besides (several may be given): nothing, FLAG: the entry was not written by a move; TOLD: what is said is what was delivered;
# CLAIM: the claim is read, leads here and has no CameFrom; TURN: the message comes for the first time, this call has turned no claim,
# (CALL: the same without "for the first time"; STALE: CameFrom may name where the order stands) what is said is what was delivered; FIRST: the message comes for the first time and nothing has failed yet.
FIX, SCHED = set(), "model"
STATS = Counter()
''')
sub('"erased-again": "evidence', '"short": "no short path",\n    "late": "the claim of a named delivery is never read first",\n    "second-own": "no second look at the order\'s own buyer when its row was read after the claim",\n    "text": "owners are compared by version only",\n    "own-row": "a delivery without owner reads its own row after it turned the claim",\n    "twins": "no two deliveries of one version",\n    "erased-again": "evidence')
# Store
sub('''        self.sent = []

    def next''', '''        self.sent = []
        self.moved = set()  # A flag of ledger rows: written while the order came from elsewhere. Never taken back but with the row.

    def next''')
sub('''            self.partitions[buyer].add(order)
        for order in deletes:''', '''            self.partitions[buyer].add(order)
            if moved:
                self.moved.add((buyer, order))
        for order in deletes:''')
sub("puts=(), deletes=(), force=False, sum_of=None):", "puts=(), deletes=(), force=False, moved=False, sum_of=None):")
sub('''        self.partitions[ledger].discard(order)
''', '''        self.partitions[ledger].discard(order)
        self.moved.discard((ledger, order))
''')
# (h) join and owner
sub('''    out = {}
    for entry in entries:
        out.update(entry)
    return out


def owner(entry):
    """The newest version that names people, and whom; (0, nothing): nobody was named."""
    version = max((v for v, said in entry.items() if said[0]), default=0)
    return version, entry[version][0] if version else frozenset()
''', '''    out = {}
    for entry in entries:
        for version, said in entry.items():
            if version not in out or text(said) > text(out[version]):  # (h) Among equal versions the greater text.
                out[version] = said
    return out


def text(said):
    return "".join(sorted(said[0])), *said[1:]


def owner(entry):
    """The newest version that names people, with its text, and whom; ((0, ""), nothing): nobody was named."""
    version = max((v for v, said in entry.items() if said[0]), default=0)
    return ((version, text(entry[version])[0] if on("text") else ""), entry[version][0]) if version else ((0, ""), frozenset())
''')
# (b)
sub('''    """Evidence and one group more; what a larger group says as well is left out."""
    if covered(evidence, group, first, last):
        return evidence
    if group in evidence:
        first, last = min(first, evidence[group][0]), max(last, evidence[group][1])
    out = {g: t for g, t in evidence.items() if not (g <= group and first <= t[0] and t[1] <= last)}
    out[group] = (first, last)
    return out
''', '''    """(b) Evidence and one group more: an exact map."""
    if group in evidence:
        first, last = min(first, evidence[group][0]), max(last, evidence[group][1])
    return {**evidence, group: (first, last)}
''')
sub('''    return any(group <= g and f <= first and last <= l for g, (f, l) in evidence.items())''',
    '''    return group in evidence and evidence[group][0] <= first and last <= evidence[group][1]''')
# Worker
sub('''    def __init__(self, store, placed, log):
        self.s, self.placed, self.log = store, placed, log
''', '''    def __init__(self, store, placed, log, rng=None, first=True, short="coin", by_entry=False):
        self.s, self.placed, self.log, self.rng, self.first, self.short, self.by_entry = store, placed, log, rng or random.Random(0), first, short, by_entry
''')
# (c) follow answers rows
sub('''        chain = []
        while True:
            yield
            row = self.s.read(buyer)
            if row is None or row["alias"] is None:
                return buyer, row, chain
            chain.append(buyer)
            buyer = row["alias"]
''', '''        chain = {}  # (c) With the rows as read.
        while True:
            yield
            row = self.s.read(buyer)
            if row is None or row["alias"] is None:
                return buyer, row, chain
            chain[buyer] = row
            buyer = row["alias"]
''')
sub('''        others = []
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
                    self.s.commit(chain[0], dict(alias''', '''        others = [(alias, there) for alias, there in chain.items() if alias not in row["ledgers"]]
        if not (yield from self.take_in(buyer, row, others)):
            return
        if len(chain) > 1:
            start, alias = next(iter(chain.items()))
            if alias["alias"] != buyer:
                try:
                    yield
                    self.s.commit(start, dict(alias''')
sub('(me, row, [])', '(me, row, {})')
sub('def absorb(self, start, resettling=False):','def absorb(self, start, resettling=False, seen=None):')
sub('buyer, row, chain = yield from self.follow(start)\n        row = row or new_row()\n        if self.whole','buyer, row, chain = seen if seen and self.rng.random() < 0.5 else (yield from self.follow(start))  # Either: with what the caller has read.\n        row = row or new_row()\n        if self.whole')
sub('self.absorb(claim["buyer"])','self.absorb(claim["buyer"], seen=(buyer, row, chain))')
sub('self.absorb(start, resettling=True)','self.absorb(start, resettling=True, seen=(buyer, row, chain))')
# (f)
sub('ledgers, evidence, erased = row["ledgers"] | {buyer}, row["evidence"], row["erased"]', 'ledgers, evidence, erased = row["ledgers"], row["evidence"], row["erased"]')
sub('facts = {} if row["retired"] else (yield from self.gather(ledgers))', 'assert buyer not in ledgers\n        facts = {} if row["retired"] else (yield from self.gather(ledgers | {buyer}))')
sub('''    def write(self, buyer, row, entries, found=None, first=0, last=0, says=True):
        ledgers = row["ledgers"] | {buyer}
        facts = yield from self.gather(ledgers)
''', '''    def write(self, buyer, row, entries, found=None, first=0, last=0, says=True, moved=False):
        facts = yield from self.gather(row["ledgers"] | {buyer})
''')
sub('''dict(row, ledgers=ledgers, facts=facts, evidence=evidence, erased=erased), row["etag"], entries.items())''',
    '''dict(row, facts=facts, evidence=evidence, erased=erased), row["etag"], entries.items(), moved=moved)''')
sub('''dict(row, retired=True, facts={}, ledgers=row["ledgers"] | {buyer}), row["etag"])''', '''dict(row, retired=True, facts={}), row["etag"])''')
sub('''orders = yield from self.gather(row["ledgers"])''', '''orders = yield from self.gather(row["ledgers"] | {buyer})''')
sub('''sorted(row["ledgers"] - {buyer}) if on("forget")''', '''sorted(row["ledgers"]) if on("forget")''')
# (i)
sub('''if covered(row["evidence"], found.group, first, last) or (yield''', '''if covered(row["evidence"], found.group, first, last) and found.erased <= row["erased"] or (yield''')
# deliver
a = src.index('        told = said\n        while True:')
b = src.index('    def says(self')
src = src[:a] + '''        told, attempt, turned = said, -1, False
        while True:
            attempt += 1
            STATS["most attempts"] = max(STATS["most attempts"], attempt)
            assert attempt < 64, "64 attempts"
            version, named = owner(said)
            placed = placed_of(said)
            own_after = False  # Whether the row of `me` was read after the claim.
            if named:
                found = yield from self.resolve(named, placed)
                if found is ERASED:
                    yield from self.drop(order)
                    if said is told:
                        return
                    said = told  # What is held was erased, or has gone on to others: look again.
                    continue
                me, row = found.buyer, found.row or new_row()
                # (a) The short path.
                if found_at is None and on("short") and (self.short == "always" or (self.short == "again" and attempt > 0) or self.rng.random() < 0.5):
                    yield
                    entry = self.s.ledger.get((me, order))
                    may = entry is not None
                    if may and "FLAG" in FIX:
                        may = (me, order) not in self.s.moved
                    if may and "TOLD" in FIX:
                        may = said is told
                    if may and "CALL" in FIX:
                        may = not turned and said is told
                    if may and "TURN" in FIX:
                        may = self.first and not turned and said is told
                    if may and "FIRST" in FIX:
                        may = self.first and attempt == 0
                    if may and "CLAIM" in FIX:
                        yield
                        claim = self.s.find_claim(order)
                        may = claim["buyer"] == me and not claim["came_from"]
                    if may:
                        STATS["short"] += 1
                        new = joined(entry, said)
                        says = self.says(row, found, said is not told)
                        if new == entry and (not says or covered(row["evidence"], found.group, placed, placed)):
                            return
                        if (yield from self.write(me, row, {order: new}, found, placed, placed, says)):
                            return
                        continue
                claim = None
                if on("late") and self.rng.random() < 0.5:  # (e) It looks late.
                    yield
                    claim = self.s.find_claim(order)
                if claim is None:
                    yield from self.pause(order)
                    claim = self.s.claim(order, me, version[0])
            else:
                # (d) The claim is read first.
                found, me, row = None, "o:" + order, None
                yield
                claim = self.s.find_claim(order)
                if claim is None:
                    _, row, _ = yield from self.follow(me)
                    row = row or new_row()
                    yield from self.pause(order)
                    claim = self.s.claim(order, me, version[0])
            if claim["erased"]:
                yield from self.erase(order, found_at)  # Finishes what somebody may have died at.
                return
            if claim["buyer"] == me:
                holder, there, chain = me, row, {}
                if row is None:
                    own_after = True
                    _, row, _ = yield from self.follow(me)
                    there = row = row or new_row()
            else:
                holder, there, chain = yield from self.follow(claim["buyer"])
                if holder == me:
                    there = row  # (j) As it was read before the claim.
                    if row is None:
                        raise AssertionError("nobody's buyer was reached through an alias")
            if found_at not in (None, holder) and found_at not in claim["came_from"] and on("found-at"):
                try:
                    yield
                    self.s.turn_claim(order, claim["etag"], came_from=claim["came_from"] | {found_at})
                except Conflict:
                    pass
                continue
            there = there or new_row()
            places = there["ledgers"] | {holder, *chain}
            entry = held = yield from self.held(places, order)
            if not entry and ((holder != me and on("second-look")) or (own_after and on("second-own"))):
                yield
                if self.s.find_claim(order)["etag"] != claim["etag"]:
                    continue
            here, entry = owner(entry)[0], joined(entry, (yield from self.left_behind(order, claim)))
            new = joined(entry, said)
            same = lambda row: held == new if self.by_entry else row["facts"].get(order) == new
            if (here > version or claim["version"] > version[0]) and holder != me and not there["retired"] and not claim["came_from"] and owner(new)[0] == here:
                # An older version, or nobody's: joined where the order is. What it says of its own people is written down all the same.
                if same(there) or (yield from self.write(holder, there, {order: new}, moved=True)):
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
                if claim["version"] > version[0] and not there["retired"]:
                    # Claimed by a newer version that is not written yet, or held without a name: joined where the order is.
                    if same(there) or (yield from self.write(holder, there, {order: new}, moved=True)):
                        if not named or said is not told or (yield from self.know(named, placed, placed)):
                            return
                    continue
                if row is None and on("own-row"):  # (d) Read before the claim is turned.
                    _, row, _ = yield from self.follow(me)
                    row = row or new_row()
                try:
                    yield
                    came_from = (claim["came_from"] | {claim["buyer"]}) - {me} if on("came-from") else frozenset()
                    claim = self.s.turn_claim(order, claim["etag"], buyer=me, version=version[0], came_from=came_from)
                    held, turned = None, True
                except Conflict:
                    continue
                if row is None:
                    _, row, _ = yield from self.follow(me)
                    row = row or new_row()
            # After a claim was turned over the row is written whatever it says: whoever would take the order away from here sees that it changed.
            says = found and self.says(row, found, said is not told)
            if not same(row) or claim["came_from"] or (says and not covered(row["evidence"], found.group, placed, placed)):
                if not (yield from self.write(me, row, {order: new}, found, placed, placed, says, moved=bool(claim["came_from"]))):
                    continue
            if claim["came_from"] and not (yield from self.leave(order, me, new, claim)):
                continue
            return

    def pause(self, order):
        """An insert that meets a row is two calls."""
        yield
        if self.s.find_claim(order) is not None:
            yield

''' + src[b:]
# (g)
a = src.index('                held = yield from self.held(places, order)\n                if joined(mine, held) != mine')
b = src.index('        try:\n            yield\n            self.s.turn_claim(order, claim["etag"], came_from=frozenset())\n            return True')
src = src[:a] + '''                by_place = yield from self.gather_places(places)
                held = joined(*(entries.get(order, {}) for entries in by_place.values()))
                if joined(mine, held) != mine and on("compare"):
                    return False
                if not held and not on("leave-touch"):
                    break
                if (yield from self.remove(order, there, row, by_place)):
                    break
''' + src[b:]
a = src.index('    def remove(self')
b = src.index('    def drop(self')
src = src[:a] + '''    def gather_places(self, places):
        by_place = {}
        for ledger in sorted(places):
            yield
            by_place[ledger] = self.s.entries(ledger)
        return by_place

    def remove(self, order, there, row, by_place, sum_of=None):
        """(g) All was read in one gather after the row. What lies in sealed partitions is deleted one by one, then the root's transaction."""
        own, sealed = order in by_place[there], [ledger for ledger in sorted(set(by_place) - {there}) if order in by_place[ledger]]
        for ledger in sealed:
            yield
            self.s.delete(ledger, order, None if own or ledger != sealed[-1] else sum_of)
        facts = {}
        if not row["retired"]:
            for ledger in row["ledgers"] | {there}:
                for other, entry in by_place[ledger].items():
                    if other != order:
                        facts[other] = joined(facts.get(other, {}), entry)
        try:
            yield
            self.s.commit(there, dict(row, facts=facts), row["etag"], deletes=[order] if own else [], sum_of=sum_of if own else None)
            return True
        except Conflict:
            return False

''' + src[b:]
sub('''            held = yield from self.held(places, order)
            if guard and held:''', '''            by_place = yield from self.gather_places(places)
            held = joined(*(entries.get(order, {}) for entries in by_place.values()))
            if guard and held:''')
sub('''(yield from self.remove(order, there, row, places, sum_of))''', '''(yield from self.remove(order, there, row, by_place, sum_of))''')
# History (h)
sub('''                self.orders.append(("order", order, version, group, rng.randint(1, 9), at))
''', '''                self.orders.append(("order", order, version, group, rng.randint(1, 9), at))
                if on("twins") and rng.random() < twins:  # (h) The same version, with others.
                    for _ in range(rng.choice([1, 1, 2])):
                        twin = frozenset() if rng.random() < 0.15 else some([1, 1, 2])
                        if twin != group and not any(m[1:4] == (order, version, twin) for m in self.orders):
                            self.orders.append(("order", order, version, twin, rng.randint(1, 9), at))
''')
sub('''        small = rng.random() < 0.25''', '''        twins = rng.choice([0, 0.15, 0.6])
        small = rng.random() < 0.25''')
# run
a = src.index('    most, running, steps, done, before = ')
b = src.index('    if seen is not None:')
src = src[:a] + '''    queue = [(m, True) for m in queue]
    most, running, steps, done, before = rng.randint(1, 4), [], 0, set(), {}
    bursts = rng.choice([[1], [1, 1, 1, 10], [1, 1, 30], [5, 25]])
    crash = rng.choice([0, CRASH / 3, CRASH, CRASH])
    short, by_entry = rng.choice(["coin", "again", "always"]), rng.random() < 0.5
    coins = random.Random(rng.random())
    sched = SCHED if SCHED != "mix" else rng.choice(["model", "given", "rest", "rest"])
    rests, lazy = {}, rng.choice([0.02, 0.05, 0.2])
    if sched == "given":
        bursts = [1, 1, 1, 30]
    elif sched == "rest":
        most = rng.randint(2, 5)
    while queue or running or store.sent or store.later:
        steps += 1
        assert steps < 20_000, "does not end"
        while store.sent:
            queue.insert(rng.randint(0, len(queue)), (store.sent.pop(), True))
        if queue and len(running) < (rng.randint(1, 4) if sched == "given" else most):
            message, first = queue.pop()
            if message[0] == "erase":
                before.setdefault(message, frozenset(done))
            worker = Worker(store, history.placed, log, coins, first, short, by_entry)
            running.append((message, worker, worker.handle(message)))
            continue
        if not running:
            continue
        if sched == "rest":  # One rests until many others have come and gone.
            awake = [i for i, (_, _, w) in enumerate(running) if rests.get(id(w), 0) <= steps]
            at = rng.choice(awake) if awake else rng.randrange(len(running))
        else:
            at = rng.randrange(len(running))
        message, worker, work = running[at]
        for _ in range(rng.choice(bursts)):  # One may overtake another who waits long between two calls.
            try:
                next(work)
                if rng.random() < crash:
                    running.pop(at)
                    rests.pop(id(work), None)
                    queue.insert(rng.randint(0, len(queue)), (message, False))
                    break
                if sched == "rest" and rng.random() < lazy:
                    rests[id(work)] = steps + rng.choice([10, 40, 150])
                    break
            except StopIteration:
                running.pop(at)
                rests.pop(id(work), None)
                done.add(message)
                break
        release(store, queue, running, rng, lambda message: (message, True))
    STATS["most steps"] = max(STATS["most steps"], steps)
''' + src[b:]
# Check
sub('''            said = joined(*({m[2]: m[3:6]} for m in self.h.orders if m[1] == order), *({m[2]: (frozenset(), m[3], 0)} for m in self.h.amends if m[1] == order))
''', '''            every = [(m[2], m[3:6]) for m in self.h.orders if m[1] == order] + [(m[2], (frozenset(), m[3], 0)) for m in self.h.amends if m[1] == order]
''')
sub('''            lost = {v: said[v] for v in said if v not in entry}
            for version, (group, _, _) in lost.items():
                assert''', '''            lost = [(v, s) for v, s in every if v not in entry or text(s) > text(entry[v])]
            for version, (group, _, _) in lost:
                assert''')
sub('''            assert all(said[v] == entry[v] for v in entry), f''', '''            assert all((v, entry[v]) in every for v in entry), f''')
sub("                root = self.root(place)\n                assert root", "                root = self.root(place)\n                if 'STALE' in FIX and stands.get(key) == root:\n                    continue\n                assert root")
sub('''    "row-before-claim": "the buyer's row is read after the order's claim",
''', '')
# main
a = src.index('def main():')
src = src[:a] + '''def main():
    """[HISTORIES] [SEED] [MUTANT | FLAG | TOLD | CLAIM | FIRST | model | given | rest | mix ...]"""
    global SCHED
    histories = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    words = set(sys.argv[3:])
    FIX.update(words & {"FLAG", "TOLD", "CLAIM", "FIRST", "TURN", "CALL", "STALE"})
    SCHED = next(iter(words & {"model", "given", "rest", "mix"}), "model")
    OFF.update(words - FIX - {"model", "given", "rest", "mix", "all"})
    assert OFF <= set(MUTANTS), f"mutants: {sorted(MUTANTS)}"
    seen, faults = Counter(), 0
    for number in range(histories):
        try:
            run(random.Random(f"{seed}/{number}"), seen)
        except AssertionError as fault:
            faults += 1
            print(f"history {seed}/{number}: {fault}", flush=True)
            if "all" not in words or faults > 40:
                sys.exit(1)
    print(f"{histories} histories {'hold' if not faults else f'{faults} FAULTS'} ({sys.argv[1:]}, up to {CRASH:.0%} of calls a worker's last); {dict(seen)}; {dict(STATS)}")


if __name__ == "__main__":
    main()
'''
open("csharp_model.py", "w").write(src)
