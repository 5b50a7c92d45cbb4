"""A million events of carriers, folded into the parcels of a made-up shop: in order, and in any order with the same end."""
import json, os, random, shutil, sqlite3, subprocess, time

EVENTS, PARCELS, FILES = 1_000_000, 100_000, 20
# A year's orders; as many of them as parcels as a fill in some minutes has.
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
                        '--parcels', str(PARCELS)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        open(ready, 'w').close()
    return store


def numbers(store, limit=PARCELS):
    base = sqlite3.connect(store)
    rows = base.execute("""
        SELECT l.tracking, p.shipped_at
        FROM parcels AS p
        JOIN labels AS l ON l.parcel_id = p.id AND l.voided_at IS NULL
        WHERE p.shipped_at < ?
        ORDER BY p.id
        LIMIT ?""", (int(time.time() - 86_400) * 1000, limit)).fetchall()
    base.close()
    return rows


def write_answers(folder, parcels, now, seed):
    """Answers of 17TRACK's, so many parcels each. Another seed gives the same events in another order."""
    shuffled = random.Random(seed) if seed else None
    each = -(-EVENTS // len(parcels))
    answers = []
    for number, left in parcels:
        # Nothing of it is still to come.
        length = min(now - left - 3_600_000, 15 * 86_400_000)
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
    got, ends, now = {'parcels': len(parcels)}, [], int(time.time() * 1000)
    for seed, name in ((0, 'inOrder'), (5, 'shuffled')):
        shutil.rmtree(work, ignore_errors=True)
        os.makedirs(work)
        store = os.path.join(work, 'shop.db')
        subprocess.run(['cp', '--reflink=auto', kept, store], check=True)
        paths, count = write_answers(work, parcels, now, seed)
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


def measure_numbers(portolan, count=500_000):
    """Tracking numbers judged a second: posts' with and without their check digit right, and what is none at all."""
    chance = random.Random(3)
    lines = []
    for _ in range(count):
        body = f'{chance.randrange(10 ** 8):08d}'
        rest = 11 - sum(int(digit) * weight for digit, weight in zip(body, (8, 6, 4, 2, 3, 5, 9, 7))) % 11
        check = {10: 0, 11: 5}.get(rest, rest) if chance.random() < .8 else chance.randrange(10)
        lines.append(chance.choice((f'LX{body}{check}CN', f'rr {body[:4]} {body[4:]} {check} de', f'1Z{body}{body}',
                                    f'{body}{check}{body[:3]}', f'order {body}')))
    text = '\n'.join(lines) + '\n'
    began = time.monotonic()
    done = subprocess.run([portolan, 'check', 'tracking', '-'], input=text, stdout=subprocess.PIPE, text=True)
    seconds = time.monotonic() - began
    answered = done.stdout.count('\n')
    if answered != count:
        raise SystemExit(f'{answered:,} of {count:,} numbers were answered')
    return count / seconds


def measure_papers(portolan, store, work, count=100):
    """Seconds for labels and customs papers of so many parcels, by format; of a build with documents also as PDF."""
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    shop = os.path.join(work, 'shop.db')
    subprocess.run(['cp', '--reflink=auto', store, shop], check=True)
    env = dict(os.environ, PORTOLAN_STORE=shop)
    def act(*words):
        subprocess.run([portolan, 'do', *words], env=env, check=True, stdout=subprocess.DEVNULL)
    act('setSender', 'locations', 'SZ', 'company=Harbour Lights', 'street=18 Shenyan Road', 'city=Shenzhen',
        'postcode=518083', 'country=CN', 'signer=Li Wei', 'localName=港灯')
    for currency, rate in (('EUR', '1.165'), ('USD', '1.36'), ('GBP', '1.01'), ('JPY', '205'), ('CAD', '1.9'),
                           ('AUD', '2.1'), ('PLN', '5'), ('SEK', '13')):
        act('setSDRRate', f'currency={currency}', f'rate={rate}', 'date=2026-11-20', 'source=IMF')
    base = sqlite3.connect(shop)
    parcels = [row[0] for row in base.execute("""
        SELECT p.number FROM parcels AS p
        JOIN locations AS w ON w.id = p.warehouse_id AND w.code = 'SZ'
        WHERE p.shipped_at IS NOT NULL ORDER BY p.id DESC LIMIT ?""", (count,))]
    base.close()
    got = {}
    for form in ('zpl', 'pdf'):
        folder = os.path.join(work, form)
        os.makedirs(folder)
        began = time.monotonic()
        done = subprocess.run([portolan, 'papers', 'parcels', *parcels, '--format', form, '--to', folder, '--json'],
                              env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        seconds = time.monotonic() - began
        files = os.listdir(folder)
        if files:
            got[form], got[form + 'Files'] = seconds, len(files)
        else:
            got[form + 'Why'] = (done.stderr or done.stdout)[:300]
    return got


if __name__ == '__main__':
    import sys
    print(measure_numbers(sys.argv[1]))
    print(measure(sys.argv[1], sys.argv[2], print))
    print(measure_papers(sys.argv[1], os.path.join(sys.argv[2], 'journeys', 'shop.db'), os.path.join(sys.argv[2], 'papers-work')))
