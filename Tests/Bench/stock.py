"""Stock at size: 50,000 SKUs, 5,000,000 lines of the ledger, orders that wait for it."""
import csv, json, os, sqlite3, subprocess, time

SKUS, MOVES, BINS = 50_000, 5_000_000, 2_000
HEADINGS = ['Handle', 'Title', 'Body (HTML)', 'Vendor', 'Type', 'Tags', 'Published', 'Option1 Name', 'Option1 Value',
            'Variant SKU', 'Variant Grams', 'Variant Price', 'Status']


def write_products(path, count=SKUS):
    """Ten variants a product, of the SKUs that the orders name."""
    if os.path.exists(path):
        return
    with open(path + '.part', 'w', newline='', encoding='utf-8') as file:
        out = csv.writer(file, lineterminator='\n')
        out.writerow(HEADINGS)
        for sku in range(count):
            number, first = sku // 10, sku % 10 == 0
            out.writerow([f'article-{number}', f'Article {number}' if first else '', '', 'Bench' if first else '', '', '',
                          'true' if first else '', 'Size' if first else '', str(sku % 10), f'SKU-{sku:05d}', 200, '9.99',
                          'active' if first else ''])
    os.rename(path + '.part', path)


def write_ledger(store, moves=MOVES, skus=SKUS, bins=BINS):
    """Bins, and a ledger as years would leave it: goods that came in, went from bin to bin and out to buyers.

    Past the program, for five million actions take longer than what is measured; so that the sums are the ledger's they
    are added up from it."""
    base = sqlite3.connect(store)
    base.execute('PRAGMA synchronous = OFF')
    home, = base.execute("SELECT id FROM locations WHERE code_key = 'sz'").fetchone()
    first = base.execute('SELECT MAX(id) FROM locations').fetchone()[0] + 1
    base.executemany(
        'INSERT INTO locations (id, code, code_key, name, kind, role, warehouse_id, use, sequence, ships_to, priority,'
        " sellable, closed) VALUES (?, ?, ?, '', 'domestic', 'bin', ?, 'picking', ?, '', 0, 1, 0)",
        [(first + n, f'SZ-{n:04d}', f'sz-{n:04d}', home, n) for n in range(bins)])
    seq, = base.execute('SELECT MAX(seq) FROM journal').fetchone()
    # Of each SKU the first line brings a thousand; then by turns one goes out, five come in, two change their bin.
    base.execute(f"""
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {moves})
        INSERT INTO moves (variant_id, lot_id, owner, quantity, from_id, to_id, reason, seq, moved_at)
        SELECT 1 + i % {skus}, 0, '',
          CASE WHEN i < {skus} THEN 1000 WHEN i / {skus} % 3 = 1 THEN 1 WHEN i / {skus} % 3 = 2 THEN 5 ELSE 2 END,
          CASE WHEN i < {skus} OR i / {skus} % 3 = 2 THEN 1 ELSE {first} + i % {skus} % {bins} END,
          CASE WHEN i < {skus} OR i / {skus} % 3 = 2 THEN {first} + i % {skus} % {bins}
            WHEN i / {skus} % 3 = 1 THEN 2 ELSE {first} + (i % {skus} + 7) % {bins} END,
          CASE WHEN i < {skus} THEN 'opening' WHEN i / {skus} % 3 = 1 THEN 'shipment'
            WHEN i / {skus} % 3 = 2 THEN 'receipt' ELSE 'relocation' END,
          {seq}, 1600000000000 + i * 10000
        FROM n""")
    base.execute("""
        INSERT INTO quants (variant_id, location_id, lot_id, owner, quantity)
        SELECT variant_id, location_id, lot_id, owner, SUM(quantity)
        FROM (
          SELECT variant_id, to_id AS location_id, lot_id, owner, quantity FROM moves
          UNION ALL
          SELECT variant_id, from_id, lot_id, owner, -quantity FROM moves
        ) AS sides
        GROUP BY variant_id, location_id, lot_id, owner
        HAVING SUM(quantity) <> 0""")
    base.execute('ANALYZE')
    base.commit()
    base.close()


def prepare(shop, orders, count, say):
    """A store of its own with products, orders and stock; kept for the next run."""
    ready = os.path.join(shop.folder, f'ready-{MOVES}')
    if os.path.exists(ready):
        return
    for name in os.listdir(shop.folder):
        os.unlink(os.path.join(shop.folder, name))
    products = os.path.join(shop.folder, 'products.csv')
    write_products(products)
    say(f'filling {shop.store} with {SKUS:,} SKUs, {count:,} orders and {MOVES:,} moves')
    shop.run('store', 'init')
    shop.run('import', products, '--channel', 'SHOP', '--format', 'shopify-products-csv')
    shop.run('import', orders, '--channel', 'SHOP', '--format', 'general-orders')
    shop.run('do', 'createLocation', 'code=SZ', 'country=CN')
    write_ledger(shop.store)
    shop.run('duties', 'run')
    open(ready, 'w').close()


def measure(portolan, cache, orders, count, make_shop, say):
    """Seconds and milliseconds by name."""
    folder = os.path.join(cache, f'stock-{count}')
    os.makedirs(folder, exist_ok=True)
    kept = make_shop(portolan, folder)
    prepare(kept, orders, count, say)
    got = {}
    begun = time.monotonic()
    kept.run('store', 'doctor')
    got['doctor'] = time.monotonic() - begun

    work = os.path.join(cache, 'stock-work')
    subprocess.run(['rm', '-rf', work], check=True)
    os.makedirs(work)
    subprocess.run(['cp', '--reflink=auto', kept.store, os.path.join(work, 'shop.db')], check=True)
    shop = make_shop(portolan, work)
    got['alone'] = measure_alone(shop)
    # As one batch, planned, done and with a result for each; then all the others in a run.
    base = sqlite3.connect(shop.store)
    paid = [row[0] for row in base.execute("SELECT id FROM orders WHERE status = 'paid' ORDER BY id LIMIT 20000")]
    base.close()
    some = f'orders status:paid id:1..{paid[len(paid) // 2]}'
    waiting = int(shop.run('count', some)[2])
    seconds, got['batchResident'], _ = shop.run('do', 'allocateOrder', some, allowed=(0, 1))
    got['batch'] = seconds * 10_000 / max(1, waiting)
    seconds, got['runResident'], text = shop.run('allocate', '--json')
    judged = sum(json.loads(text).values())
    got.update(run=seconds * 10_000 / max(1, judged), judged=judged)
    begun = time.monotonic()
    shop.run('store', 'doctor')
    got['doctorAfter'] = time.monotonic() - begun
    subprocess.run(['rm', '-rf', work], check=True)
    return got


def measure_alone(shop, count=200):
    """Milliseconds from the line that allocates one order to its answer: promised, committed, and said so."""
    base = sqlite3.connect(shop.store)
    numbers = [row[0] for row in base.execute(
        "SELECT id FROM orders WHERE status = 'paid' AND id < 1000000 ORDER BY id DESC LIMIT ?", (count,))]
    base.close()
    plain = subprocess.Popen([shop.portolan, 'console', '--fresh', '--plain', '--lang', 'en'], bufsize=1,
                             env={**os.environ, **shop.variables}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, text=True)
    taken = []
    try:
        for index, number in enumerate(numbers):
            plain.stdin.write(f'/id:{number}\n')
            # What it lists is not measured.
            time.sleep(.05)
            begun = time.monotonic()
            plain.stdin.write('allocate\n')
            for line in plain.stdout:
                # `SHOP-1001: allocate stock, done.`, or why not.
                if line.startswith('SHOP-'):
                    break
            if index > 0:
                taken.append((time.monotonic() - begun) * 1000)
    finally:
        plain.kill()
        plain.wait()
    return taken
