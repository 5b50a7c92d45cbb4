"""A million events of carriers, folded into the parcels of a made-up shop: in order, and in any order with the same end."""
import json, os, random, shutil, sqlite3, subprocess, time

EVENTS, PARCELS, FILES = 1_000_000, 100_000, 20
ORDERS, DAYS = 130_000, 365
# Sub-states of 17TRACK's in the order in which a parcel goes through them, as hundredths of its way.
STEPS = [('InfoReceived', 0), ('InTransit_PickedUp', 2), ('InTransit_Other', 8), ('InTransit_CustomsProcessing', 15),
         ('InTransit_CustomsReleased', 20), ('InTransit_Departure', 25), ('InTransit_Arrival', 55),
         ('InTransit_CustomsReleased', 62), ('InTransit_Other', 75), ('OutForDelivery_Other', 96),
         ('Delivered_Other', 100)]


def fill(portolan, folder, say):
    """The made-up shop with its parcels; kept for the next run. Returns how many parcels there are."""
    store, ready = os.path.join(folder, 'shop.db'), os.path.join(folder, 'ready')
    if not os.path.exists(ready):
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        say(f'filling a shop with {ORDERS:,} orders and some {PARCELS:,} parcels')
        subprocess.run([portolan, 'demo', '--store', store, '--orders', str(ORDERS), '--parcel-days', str(DAYS),
                        '--parcels', str(ORDERS)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        open(ready, 'w').close()
    return store


def numbers(store, limit=PARCELS):
    base = sqlite3.connect(store)
    rows = base.execute("""
        SELECT l.tracking, p.shipped_at
        FROM parcels AS p
        JOIN labels AS l ON l.parcel_id = p.id AND l.voided_at IS NULL
        WHERE p.shipped_at IS NOT NULL
        ORDER BY p.id
        LIMIT ?""", (limit,)).fetchall()
    base.close()
    return rows


def write_answers(folder, parcels, seed):
    """Answers of 17TRACK's, so many parcels each. Another seed gives the same events in another order."""
    shuffled = random.Random(seed) if seed else None
    each = -(-EVENTS // len(parcels))
    now = int(time.time() * 1000)
    answers = []
    for number, left in parcels:
        length = max(1, min(now - left, 15 * 86_400_000))
        events = []
        for index in range(each):
            name, share = STEPS[index * len(STEPS) // each]
            at = left + length * share // 100 + index * 1000
            events.append({'time_utc': time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(at // 1000)), 'stage': None,
                           'description': f'{name} {index}', 'location': 'Koeln', 'sub_status': name})
        if shuffled:
            shuffled.shuffle(events)
        answers.append({'number': number, 'track_info': {'tracking': {'providers': [{'events': events}]}}})
    if shuffled:
        shuffled.shuffle(answers)
    paths, size = [], -(-len(answers) // FILES)
    for start in range(0, len(answers), size):
        path = os.path.join(folder, f'answer-{seed}-{start}.json')
        with open(path, 'w', encoding='utf-8') as file:
            json.dump({'code': 0, 'data': {'accepted': answers[start:start + size]}}, file, separators=(',', ':'))
        paths.append(path)
    return paths, each * len(parcels)


def tracks(store):
    """What is read off the events, parcel by parcel, without when somebody was told."""
    base = sqlite3.connect(store)
    rows = base.execute("""
        SELECT parcel_id, status, detail, reason, leg, since, moved_at, delivered_at, doubts, final, events, set_aside,
          last_event_at, country
        FROM parcel_tracks
        ORDER BY parcel_id""").fetchall()
    base.close()
    return rows


def measure(portolan, cache, say):
    folder, work = os.path.join(cache, 'journeys'), os.path.join(cache, 'journeys-work')
    kept = fill(portolan, folder, say)
    parcels = numbers(kept)
    if len(parcels) < 1000:
        raise SystemExit(f'only {len(parcels)} parcels have left')
    got, ends = {'parcels': len(parcels)}, []
    for seed, name in ((0, 'inOrder'), (5, 'shuffled')):
        shutil.rmtree(work, ignore_errors=True)
        os.makedirs(work)
        store = os.path.join(work, 'shop.db')
        subprocess.run(['cp', '--reflink=auto', kept, store], check=True)
        paths, count = write_answers(work, parcels, seed)
        began = time.monotonic()
        done = subprocess.run([portolan, 'track', 'import', '--store', store, '--json', *paths], check=True,
                              stdout=subprocess.PIPE, text=True)
        got[name], got['events'] = time.monotonic() - began, count
        added = sum(json.loads(line)['imported'] for line in done.stdout.splitlines())
        if added != count:
            raise SystemExit(f'{added:,} of {count:,} events went in')
        ends.append(tracks(store))
        say(f'{count:,} events of {len(parcels):,} parcels ({name}): {got[name]:.1f} s')
    got['same'] = ends[0] == ends[1]
    shutil.rmtree(work)
    return got


if __name__ == '__main__':
    import sys
    print(measure(sys.argv[1], sys.argv[2], print))
