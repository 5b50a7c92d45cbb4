#!/usr/bin/env python3
"""pickers.py --portolan PATH [--hands 32] [--orders 8] [--every 2.0]: so many handhelds scan at once in one store.

Each walks its own walk through a pty of 20×16, a scan every so many seconds, at moments of its own; a scan is answered
when the verdict's bell and the frame behind it have come. What is to be scanned is found out beforehand on a copy of the
store, by `portolan scan --plain`, whose prompts say it. Alone it makes a small shop; `measure` takes any that has a
warehouse SZ whose stock is promised to orders.
"""
import argparse, json, os, pty, random, re, selectors, shutil, sqlite3, struct, subprocess, sys, tempfile, termios, time
import fcntl, signal

BELL, QUIET = b'\x07', .004


def say(text):
    print(text, file=sys.stderr, flush=True)


def p(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else 0


def obvious(prompt, facts):
    """What whoever makes no mistake scans or types."""
    told = dict(re.findall(r'(LOC|SKU|QTY|BIN|ORD|LOT|WANT) (\S+)', facts))
    if prompt == 'SCAN LOC':
        return told.get('LOC')
    if prompt == 'SCAN ITEM':
        return told.get('SKU')
    if prompt == 'QTY':
        return '=' + told.get('QTY', '1').split('/')[-1]
    if prompt == 'SCAN BIN':
        return told.get('BIN') if told.get('BIN', 'any') != 'any' else 'TOTE-' + told.get('ORD', '1')
    if prompt.startswith('EMPTY'):
        return 'yes'
    return None


def rehearse(portolan, variables, walk):
    """The lines that take a walk to its end."""
    talk = subprocess.Popen([portolan, 'scan', walk, '--plain', '--lang', 'en'], env={**os.environ, **variables}, text=True,
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=1)
    lines = []
    for said in talk.stdout:
        match = re.match(r'  (.+?)> (.*)', said)
        if not match:
            if said.strip().endswith('DONE'):
                break
            continue
        line = obvious(match.group(1).strip(), match.group(2))
        if line is None or len(lines) > 400:
            break
        lines.append(line)
        talk.stdin.write(line + '\n')
    talk.stdin.close()
    talk.wait()
    return lines


class Hand:
    """A handheld: its terminal, what it scans next, and since when it waits for an answer."""

    def __init__(self, portolan, variables, walk, lines, begins):
        self.lines, self.next, self.asked, self.taken, self.heard = lines, 0, None, [], b''
        self.process, self.master = None, None
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack('HHHH', 16, 20, 0, 0))
        self.process = subprocess.Popen([portolan, 'scan', walk, '--lang', 'en'], stdin=slave, stdout=slave, stderr=slave,
                                        env={**os.environ, **variables, 'TERM': 'xterm-256color'}, start_new_session=True)
        os.close(slave)
        self.master, self.at = master, begins
        os.set_blocking(master, False)

    def scan(self, now):
        line = self.lines[self.next]
        self.next += 1
        # Numbers are typed; a code comes as a scanner sends it, all at once.
        keys = {'yes': 'y'}.get(line, line[1:] if line.startswith('=') else line)
        os.write(self.master, keys.encode() + b'\r')
        self.asked, self.heard = now, b''

    def hear(self, now):
        try:
            data = os.read(self.master, 65536)
        except (BlockingIOError, OSError):
            return
        if self.asked is None:
            return
        self.heard += data
        if BELL in self.heard:
            self.taken.append((now - self.asked) * 1000)
            self.asked = None

    def end(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGHUP)
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        os.close(self.master)


def walks(store):
    base = sqlite3.connect(store)
    rows = base.execute("SELECT number FROM runs WHERE scenario = 'pick' AND started_at IS NULL AND cancelled_at IS NULL")
    found = [row[0] for row in rows]
    base.close()
    return found


def measure(shop, hands=32, orders=8, every=2.0, limit=60):
    """Milliseconds from a scan's Enter to its verdict on the screen, of all hands together."""
    shop.run('do', 'createLocation', 'code=SZ-PACK', 'warehouse=SZ', 'use=packing', allowed=(0, 2))
    shop.run('do', 'planWave', 'warehouse=SZ', f'limit={hands * orders}', 'grouping=batch', f'perRun={orders}')
    wave = sqlite3.connect(shop.store).execute('SELECT MAX(id) FROM waves').fetchone()[0]
    shop.run('do', 'releaseWave', f'W-{wave}')
    numbers = walks(shop.store)[:hands]
    if len(numbers) < hands:
        say(f'{len(numbers)} walks for {hands} hands')
    folder = tempfile.mkdtemp(prefix='portolan-pickers-')
    try:
        copy = os.path.join(folder, 'shop.db')
        subprocess.run(['cp', '--reflink=auto', shop.store, copy], check=True)
        for ending in ('-wal', '-shm'):
            if os.path.exists(shop.store + ending):
                shutil.copy(shop.store + ending, copy + ending)
        scripts = {number: rehearse(shop.portolan, {**shop.variables, 'PORTOLAN_STORE': copy}, number) for number in numbers}
    finally:
        shutil.rmtree(folder)
    dice = random.Random(7)
    begins = time.monotonic() + 1.5
    guns = [Hand(shop.portolan, shop.variables, number, scripts[number], begins + dice.uniform(0, every))
            for number in numbers if scripts[number]]
    chooser = selectors.DefaultSelector()
    for gun in guns:
        chooser.register(gun.master, selectors.EVENT_READ, gun)
    end = begins + limit
    unanswered = 0
    try:
        while time.monotonic() < end:
            now = time.monotonic()
            waiting = [gun for gun in guns if gun.next < len(gun.lines) or gun.asked is not None]
            if not waiting:
                break
            for gun in waiting:
                if gun.asked is None and gun.next < len(gun.lines) and gun.at <= now:
                    gun.at = max(gun.at + every, now)
                    gun.scan(time.monotonic())
                elif gun.asked is not None and now - gun.asked > 10:
                    unanswered += 1
                    gun.asked = None
            due = min((gun.at for gun in waiting if gun.asked is None and gun.next < len(gun.lines)), default=now + .05)
            for key, _ in chooser.select(max(0, min(.05, due - time.monotonic()))):
                key.data.hear(time.monotonic())
    finally:
        for gun in guns:
            gun.end()
    taken = [value for gun in guns for value in gun.taken]
    picked = sqlite3.connect(shop.store).execute('SELECT COALESCE(SUM(picked), 0) FROM run_steps').fetchone()[0]
    return {'scan': taken, 'scanPicked': picked, 'scanUnanswered': unanswered, 'scanHands': len(guns)}


class SmallShop:
    """A shop of its own, where none is given: a warehouse with some hundred bins, and orders for what is in them."""

    def __init__(self, portolan, folder):
        self.portolan, self.folder, self.store = portolan, folder, os.path.join(folder, 'shop.db')
        self.variables = {'PORTOLAN_STORE': self.store, 'PORTOLAN_USER': 'clerk', 'XDG_CONFIG_HOME': folder,
                          'XDG_STATE_HOME': folder, 'XDG_DATA_HOME': folder, 'HOME': folder, 'TZ': 'UTC', 'LANG': 'C.UTF-8'}

    def run(self, *words, allowed=(0,)):
        done = subprocess.run([self.portolan, *words], env={**os.environ, **self.variables}, text=True, capture_output=True)
        if done.returncode not in allowed:
            raise SystemExit(f'{" ".join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}')
        return done.stdout

    def fill(self, orders, skus=100):
        with open(os.path.join(self.folder, 'products.csv'), 'w', encoding='utf-8') as file:
            file.write('Handle,Title,Variant SKU,Variant Grams,Variant Price,Status\n')
            for n in range(skus):
                file.write(f'article-{n},Article {n},SKU-{n:05d},200,9.99,active\n')
        with open(os.path.join(self.folder, 'orders.csv'), 'w', encoding='utf-8') as file:
            file.write('order_id,order_date,customer_name,country,currency,order_total,order_status,sku,product_name,'
                       'quantity,unit_price\n')
            for n in range(orders):
                file.write(f'PO-{n:06d},2026-11-20,Anna {n},DE,EUR,9.99,paid,SKU-{n % skus:05d},Article {n % skus},1,9.99\n')
        self.run('store', 'init')
        self.run('import', os.path.join(self.folder, 'products.csv'), '--channel', 'SHOP', '--format', 'shopify-products-csv')
        self.run('import', os.path.join(self.folder, 'orders.csv'), '--channel', 'SHOP', '--format', 'general-orders')
        self.run('do', 'createLocation', 'code=SZ', 'country=CN')
        for n in range(skus):
            self.run('do', 'createLocation', f'code=SZ-{n:04d}', 'warehouse=SZ', f'sequence={n}')
            self.run('do', 'receiveStock', 'variants', f'SKU-{n:05d}', f'to=SZ-{n:04d}', 'quantity=1000', 'opening=yes')
        self.run('do', 'allocateOrder', 'orders status:paid', allowed=(0, 1))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument('--portolan', required=True)
    options.add_argument('--hands', type=int, default=32)
    options.add_argument('--orders', type=int, default=8, help='orders of each walk')
    options.add_argument('--every', type=float, default=2.0, help='seconds from scan to scan of one hand')
    options.add_argument('--limit', type=float, default=60)
    options = options.parse_args()
    folder = tempfile.mkdtemp(prefix='portolan-bench-')
    try:
        shop = SmallShop(os.path.abspath(options.portolan), folder)
        shop.fill(options.hands * options.orders)
        got = measure(shop, options.hands, options.orders, options.every, options.limit)
    finally:
        shutil.rmtree(folder)
    taken = got.pop('scan')
    print(json.dumps({**got, 'scans': len(taken), 'p50': round(p(taken, .5), 2), 'p99': round(p(taken, .99), 2),
                      'max': round(max(taken, default=0), 2)}))


if __name__ == '__main__':
    main()
