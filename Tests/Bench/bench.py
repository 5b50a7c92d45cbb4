#!/usr/bin/env python3
"""bench.py --portolan PATH [--report BENCHMARKS.md]: the console at a million orders, from outside, through a real pty.

Fills a store of 1,000,000 one-line orders (kept in $PORTOLAN_BENCH_STORE, else ~/.cache/portolan-bench, so that the next
run is quick; --fresh fills it anew), measures each target beside `less` and a C program over the same rows (ncfloor), and
writes the table. Exit status 1 where a gate fails. Python 3.9, gcc and the standard library are all it needs.
"""
import argparse, csv, json, os, platform, re, shlex, shutil, sqlite3, statistics, subprocess, sys, threading, time

HERE = os.path.dirname(os.path.abspath(__file__))
TOOLS = os.path.join(HERE, '..', 'Tools')
sys.path.insert(0, TOOLS)
import gen_orders   # noqa: E402
import journeys     # noqa: E402
import pickers      # noqa: E402
import quotes       # noqa: E402
import server       # noqa: E402
import stock        # noqa: E402
import ttybench     # noqa: E402

# The console's keys, in one place.
FILTER, JUMP, HELP, QUIT = '/', ':', '?', 'q'
ORDER = r'PO-\d{9}'
MIB = 1024.0
ENGLISH, CHINESE = r'(?:^.*Wal.*\n){20}', r'(?:^.*王伟.*\n){20}'
# What no index has in its order: all of a million orders are looked at.
UNINDEXED = [('sortCity', 'sort:city', r'(?:^.*PO-10000000\d.*\n){8}'), ('groupPayment', 'group:payment', r'^.*1,000,000')]
STATUS = {'picking': 'processing', 'on_hold': 'new'}
COLUMNS = ['order_id', 'order_date', 'customer_name', 'country', 'currency', 'order_total', 'order_status', 'sku',
           'product_name', 'quantity', 'unit_price']


def say(text):
    print(text, file=sys.stderr, flush=True)


# ------------------------------------------------------------------------------------------------ the shop

def write_orders(path, count):
    """One-line orders in a plain shop export; the same rows for us, for less and for the C floor."""
    if os.path.exists(path):
        return
    say(f'writing {count:,} orders to {path}')
    with open(path + '.part', 'w', newline='', encoding='utf-8') as file:
        out = csv.writer(file, lineterminator='\n')
        out.writerow(COLUMNS)
        for index, (no, date, _, country, name, status, total, currency) in enumerate(gen_orders.rows(count)):
            out.writerow([no, date, name, country, currency, total, STATUS.get(status, status), f'SKU-{index % 5000:05d}',
                          f'Article {index % 5000}', 1, total])
    os.rename(path + '.part', path)


def write_floor(orders, path):
    """The same rows as the C floor wants them."""
    if os.path.exists(path):
        return
    say(f'writing {path}')
    base = sqlite3.connect(path + '.part')
    base.executescript('PRAGMA journal_mode=off; DROP TABLE IF EXISTS o; CREATE TABLE o(id INTEGER PRIMARY KEY, no TEXT,'
                       ' date INTEGER, channel TEXT, country TEXT, customer TEXT, status TEXT, total INTEGER, cur TEXT);')
    with open(orders, encoding='utf-8', newline='') as file:
        rows = csv.reader(file)
        next(rows)
        base.executemany("INSERT INTO o(no, date, channel, country, customer, status, total, cur)"
                         " VALUES (?, strftime('%s', ?), 'SHOP', ?, ?, ?, round(? * 100), ?)",
                         ((r[0], r[1], r[3], r[2], r[6], r[5], r[4]) for r in rows))
    base.commit()
    base.close()
    os.rename(path + '.part', path)


class Shop:
    """A store in a folder of its own, and the program on it."""

    def __init__(self, portolan, folder, store=None):
        self.portolan, self.folder = portolan, folder
        self.store = store or os.path.join(folder, 'shop.db')
        self.variables = {'PORTOLAN_STORE': self.store, 'PORTOLAN_USER': 'clerk', 'XDG_CONFIG_HOME': folder,
                          'XDG_STATE_HOME': folder, 'XDG_DATA_HOME': folder, 'TZ': 'UTC'}

    def run(self, *words, allowed=(0,)):
        """Runs a command to its end: (seconds, peak resident MiB, output)."""
        out = open(os.path.join(self.folder, 'output'), 'w+b')
        begun = time.monotonic()
        child = subprocess.Popen([self.portolan, *words], env={**os.environ, **self.variables}, stdout=out, stderr=out,
                                 stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - begun
        out.seek(0)
        text = out.read().decode('utf-8', 'replace')
        out.close()
        if child.returncode not in allowed:
            raise SystemExit(f'{shlex.join(words)} ended with {child.returncode}:\n{text}')
        return seconds, usage.ru_maxrss / MIB, text

    def warm(self):
        """Reads the file once: the system gives pages back that nobody has asked for in some seconds."""
        with open(self.store, 'rb', buffering=0) as file:
            block = bytearray(1 << 20)
            while file.readinto(block):
                pass

    def chill(self):
        """As after a night: nothing of the file is in memory."""
        descriptor = os.open(self.store, os.O_RDONLY)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)

    def fill(self, orders, count):
        """Takes the orders in; remembers rate and memory beside the store."""
        facts = os.path.join(self.folder, 'facts.json')
        if os.path.exists(facts):
            with open(facts) as file:
                known = json.load(file)
            _, _, text = self.run('count', 'orders', allowed=(0, 2, 70))
            if known['orders'] == count and text.strip() == str(count):
                return known
        for name in os.listdir(self.folder):
            os.unlink(os.path.join(self.folder, name))
        say(f'filling {self.store} with {count:,} orders')
        self.run('store', 'init')
        seconds, resident, text = self.run('import', orders, '--channel', 'SHOP', '--format', 'general-orders')
        _, _, counted = self.run('count', 'orders')
        if counted.strip() != str(count):
            raise SystemExit(f'{count} orders were to go in, {counted.strip()} are there:\n{text}')
        known = {'orders': count, 'rate': count / seconds, 'resident': resident}
        with open(facts, 'w') as file:
            json.dump(known, file)
        return known


# ------------------------------------------------------------------------------------------------ sessions

class Bench:
    """One program in a pty of 120x36, driven as a person would."""

    def __init__(self, command, variables=None, ready=None, leave=QUIT, size='120x36'):
        cols, rows = map(int, size.split('x'))
        self.options = argparse.Namespace(
            cols=cols, rows=rows, term='xterm-256color', lang='C.UTF-8', cwd=None, ready=ready, quiet=60, noresp=1500,
            timeout=60, cells=True, quit=leave, before=None, dump_steps=False, record=None,
            env=[f'{k}={v}' for k, v in (variables or {}).items()])
        self.session = ttybench.Session(command, self.options)
        self.start = self.session.startup()
        if self.start['ready'] is None or self.session.eof:
            raise SystemExit(f'{shlex.join(command)} did not show {ready!r}:\n{self.session.vt.screen()}')

    def play(self, script):
        self.session.run(script)
        return self

    def group(self, name):
        return [step for step in self.session.steps if step['name'] == name]

    def values(self, name, what):
        return [value for step in self.group(name) for value in step[what]]

    def stream(self, name, what):
        return statistics.median(step['stream'][0][what] for step in self.group(name))

    def timed(self, keys, regex, seconds=10):
        """Milliseconds from the keys, written at once, to the read that makes the screen match."""
        self.session.until_quiet(60, 2000)
        self.session.feed()
        if re.search(regex, self.session.vt.screen(), re.M):
            raise SystemExit(f'{regex!r} is on the screen before {keys!r}:\n{self.session.vt.screen()}')
        found = self.session.match(regex, seconds, self.session.write(keys))
        if found is None:
            say(f'{keys!r} never showed {regex!r}:\n{self.session.vt.screen()}')
            found = float('inf')
        self.session.until_quiet(60, 2000)
        return found

    def private(self):
        """MiB that no other process shares, of the whole tree."""
        total = 0
        for pid in ttybench.tree(self.session.pid):
            with open(f'/proc/{pid}/smaps_rollup') as file:
                total += sum(int(line.split()[1]) for line in file if line.startswith('Private_'))
        return total / MIB

    def resident(self):
        """Peak MiB of the whole tree: the largest process, and what the others do not share with it."""
        peaks = {}
        for pid in ttybench.tree(self.session.pid):
            with open(f'/proc/{pid}/status') as file:
                status = dict(line.split(':', 1) for line in file)
            with open(f'/proc/{pid}/smaps_rollup') as file:
                own = sum(int(line.split()[1]) for line in file if line.startswith('Private_'))
            peaks[pid] = (int(status['VmHWM'].split()[0]), own)
        largest = max(peaks.values())
        return (largest[0] + sum(own for _, own in peaks.values()) - largest[1]) / MIB

    def finish(self):
        return self.session.finish()


def p(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, max(0, -(-int(share * 100) * len(values) // 100) - 1))] if values else float('inf')


def measure_console(shop, runs, sample, wanted=lambda probe: True):
    """Everything that is measured inside a session of ours; lists of values by name."""
    got = {}
    command = [shop.portolan, 'console', '--fresh', '--lang', 'en']

    def keep(name, values):
        got.setdefault(name, []).extend(values)

    def opened():
        return Bench(command, shop.variables, ORDER)

    def filtered(text, regex, isCold=False):
        if isCold:
            shop.chill()
        bench = opened()
        bench.play(FILTER)
        found = bench.timed(text, regex)
        bench.finish()
        return found

    def begins():
        for _ in range(2):
            opened().finish()
        for _ in range(9):
            bench = opened()
            keep('start', [bench.start['ready']])
            keep('startBytes', [bench.start['bytes']])
            keep('quit', [bench.finish()['exit_ms']])

    def keys():
        bench = opened()
        bench.play('settle,inpage::j*20,j*30,edge::j*200,up::k*20,page::PageDown*60,settle')
        bench.play('ends::G,ends::g,ends::G,ends::g,ends::G,ends::g')
        bench.play('hold::j*200@33,settle,g,settle,burst::j*500!,settle,g')
        bench.play('resize::resize:100x30,resize::resize:120x36,settle')
        for _ in range(5):
            bench.play(f'{HELP},settle,esc::Esc,settle')
        for name in ('inpage', 'edge', 'up', 'page', 'ends', 'esc', 'resize'):
            keep(name, bench.values(name, 'last'))
            keep(name + 'Bytes', bench.values(name, 'bytes'))
        keep('pageCells', bench.values('page', 'cells'))
        keep('hold', [bench.stream('hold', 'lag_ms')])
        keep('burst', [bench.stream('burst', 'total_ms')])
        bench.play(f'{JUMP},settle')
        keep('exact', [bench.timed(sample['order'] + '\r', sample['orderShown'])])
        bench.finish()

    def rest():
        bench = opened()
        bench.play(f'{FILTER},typed::walker,settle')
        keep('echo', bench.values('typed', 'first'))
        keep('typedPage', bench.values('typed', 'last'))
        # A character that leaves the list as it is costs its echo alone; one that changes it costs a page.
        keep('typedBytes', [min(bench.values('typed', 'bytes'))])
        # What a rest begins with (worker threads that retire, memory given back) is over by then.
        bench.play('Esc,settle,sleep:12000,idle::idle:20')
        keep('idle', bench.group('idle')[0]['idle'])
        keep('private', [bench.private()])
        keep('resident', [bench.resident()])
        bench.finish()

    def filters():
        for _ in range(9):
            keep('filterEnglish', [filtered('walker', ENGLISH)])
            keep('filterChinese', [filtered('王伟', CHINESE)])
        for _ in range(3):
            keep('filterCold', [filtered('walker', ENGLISH, isCold=True), filtered('王伟', CHINESE, isCold=True)])

    def sorts():
        for name, text, regex in UNINDEXED:
            keep(name, [filtered(text + '\r', regex) for _ in range(3)])
        for _ in range(3):
            keep('sortIndexed', [filtered('sort:placedAt\r', r'(?:^.*PO-10000000\d.*\n){8}')])
            keep('sortAny', [filtered('sort:customer\r', r'(?:^.*Anna Bakker.*\n){20}')])

    for run in range(runs):
        say(f'console, run {run + 1} of {runs}')
        for probe in (begins, keys, rest, filters, sorts):
            if wanted(probe.__name__) and (probe is not begins or run == 0):
                shop.warm()
                probe()
    return got


class Changes:
    """Another process that changes an order, so many times a second: a plain console that is told to."""

    def __init__(self, shop, a_second, order=1):
        self.order = order
        self.process = subprocess.Popen([shop.portolan, 'console', '--fresh', '--plain', '--lang', 'en'],
                                        env={**os.environ, **shop.variables}, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.gap, self.answers, self.begun, self.isOver = 1 / a_second, 0, time.monotonic(), False
        self.threads = [threading.Thread(target=work, daemon=True) for work in (self.tell, self.hear)]
        for thread in self.threads:
            thread.start()

    def tell(self):
        number = 0
        try:
            # A list of one order: what is listed is read again after each change.
            self.process.stdin.write(f'/id:{self.order}\n')
            while not self.isOver:
                number += 1
                self.process.stdin.write('tag rush\n' if number % 2 else 'untag rush\n')
                self.process.stdin.flush()
                time.sleep(max(0, self.begun + number * self.gap - time.monotonic()))
            self.process.stdin.close()
        except BrokenPipeError:
            pass

    def hear(self):
        for line in self.process.stdout:
            self.answers += 'done' in line

    def stop(self):
        """Ends it: changes a second that were made."""
        self.isOver = True
        rate = self.answers / (time.monotonic() - self.begun)
        self.threads[0].join(5)
        self.process.kill()
        self.process.wait()
        return rate


def measure_busy(shop, newest, more_orders, runs):
    """Keys while another process writes, on a copy of the shop. What others change is painted too, so an answer is
    over with its first byte: a key is answered by one write."""
    folder = shop.folder + '-busy'
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    busy = Shop(shop.portolan, folder)
    say(f'copying {shop.store}')
    for ending in ('', '.lock'):
        shutil.copy(shop.store + ending, busy.store + ending)
    busy.warm()
    got = {'import': [], 'changes': [], 'rate': [], 'tick': []}
    command = [shop.portolan, 'console', '--fresh', '--lang', 'en']
    try:
        for _ in range(runs):
            bench = Bench(command, busy.variables, ORDER)
            bench.play('settle,j*20')
            changes = Changes(busy, 200, newest)
            bench.play('sleep:500,idle::idle:4,changes::j*200')
            got['rate'].append(changes.stop())
            got['changes'] += bench.values('changes', 'first')
            idle = bench.group('idle')[0]['idle'][0]
            got['tick'].append(idle['bytes_per_s'] / max(idle['writes_per_s'], 1e-9))
            bench.finish()
        bench = Bench(command, busy.variables, ORDER)
        bench.play('settle,j*20')
        with open(os.path.join(folder, 'import'), 'wb') as out:
            other = subprocess.Popen([shop.portolan, 'import', more_orders, '--channel', 'MORE', '--format', 'general-orders'],
                                     env={**os.environ, **busy.variables}, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
            bench.play('sleep:1000')
            while other.poll() is None and len(got['import']) < 400:
                bench.play('during::j*20')
                if other.poll() is None:
                    got['import'] = bench.values('during', 'first')
            other.kill()
            other.wait()
        bench.finish()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return got


def measure_peer(command, variables, ready, page, runs):
    """Start, step, page and their bytes of another program over the same rows."""
    got = {'start': [], 'step': [], 'page': [], 'stepBytes': [], 'pageBytes': [], 'resident': [], 'quit': []}
    Bench(command, variables, ready).finish()
    for _ in range(runs):
        bench = Bench(command, variables, ready)
        got['start'].append(bench.start['ready'])
        bench.play(f'settle,j*40,step::j*200,page::{page}*60')
        for name in ('step', 'page'):
            got[name] += bench.values(name, 'last')
            got[name + 'Bytes'] += bench.values(name, 'bytes')
        end = bench.finish()
        got['resident'].append(end['usage']['hwm_kb'] / MIB)
        got['quit'].append(end['exit_ms'])
    return got


# ------------------------------------------------------------------------------------------------ the report

class Report:
    def __init__(self):
        self.rows, self.failed = [], []

    def add(self, number, target, gate, moonshot, ours, unit='ms', peers='', more_is_better=False):
        """Each of gate, moonshot and ours is one number or several, held against each other in turn."""
        several = [v if isinstance(v, tuple) else (v,) for v in (gate, moonshot, ours)]
        def holds(limits):
            return all(o >= l if more_is_better else o <= l for o, l in zip(several[2], limits))
        verdict = 'moonshot' if holds(several[1]) else 'gate' if holds(several[0]) else '**fails**'
        if verdict == '**fails**':
            self.failed.append(f'{number} {target}')
        texts = [' / '.join(self.number(v) for v in values) + f' {unit}' for values in several]
        self.rows.append([number, target, texts[0], texts[1], texts[2], peers, verdict])
        say(f'{str(number):>3} {target}: {texts[2]} (gate {texts[0]}, moonshot {texts[1]}): {verdict}')

    @staticmethod
    def number(value):
        if value == float('inf'):
            return 'none'
        if value >= 1000:
            return f'{value:,.0f}'
        return f'{value:.2f}'.rstrip('0').rstrip('.') if value < 100 else f'{value:.0f}'

    def text(self, options, facts):
        lines = ['# Speed and memory', '',
                 'Written by `make bench`: a release build, one action at a time in a real pty of 120×36, `nice -n 10`, warm',
                 f'cache; {facts["orders"]:,} orders in the store. Times are from the key to the last byte of its answer,',
                 'p50 / p99 where two stand. `less` and `floor` (a C program over ncurses and SQLite, `Tests/Tools/ncfloor.c`)',
                 'ran beside ours over the same rows. The moonshot is what binds; a gate that fails makes `make bench` fail.', '',
                 f'Machine: {machine()}. {time.strftime("%Y-%m-%d")}; {facts["runs"]} runs; load {facts["load"]:.1f}.', '',
                 '| # | target | gate | moonshot | ours | beside it | verdict |', '|---|---|---|---|---|---|---|']
        lines += ['| ' + ' | '.join(str(cell) for cell in row) + ' |' for row in self.rows]
        lines += ['', 'Not here yet: 9 is judged by the rates below; 15 (an order\'s life) and 16 (the dashboard) come with the',
                  'steps that build them.', '']
        return '\n'.join(lines)


def machine():
    model = 'unknown processor'
    with open('/proc/cpuinfo') as file:
        for line in file:
            if line.startswith('model name'):
                model = re.sub(r'\s+', ' ', line.split(':', 1)[1]).strip()
                break
    gib = os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30
    return f'{os.cpu_count()} × {model}, {gib:.0f} GiB, Linux {platform.release().split("-")[0]}'


def fill_report(report, got, small, less, floor, rates, busy):
    med = statistics.median
    def beside(key, share=.5):
        return f'less {Report.number(p(less[key], share))}, floor {Report.number(p(floor[key], share))}'
    moves = got['inpage'] + got['edge'] + got['up']
    report.add(1, 'start → orders painted', 80, 25, med(got['start']), peers=beside('start'))
    report.add(1, 'the same, against 100,000 orders', 1.5, 1.1, med(got['start']) / med(small['start']), '×')
    report.add(2, '`j` / `k`', (3, 10), (1, 3), (p(moves, .5), p(moves, .99)), peers=beside('step'))
    report.add(3, 'a page', (6, 20), (2, 5), (p(got['page'], .5), p(got['page'], .99)), peers=beside('page'))
    report.add(3, '`G`, `g` to either end', (6, 20), (2, 5), (p(got['ends'], .5), p(got['ends'], .99)))
    report.add(4, 'held at 30 Hz: lag; 500 keys at once', (10, 300), (2, 60), (med(got['hold']), med(got['burst'])))
    report.add(5, 'bytes: scroll / move / page / typed character', (700, 600, 4500, 300), (400, 350, 3300, 64),
               (p(got['edgeBytes'], .5), p(got['inpageBytes'], .5), p(got['pageBytes'], .5), p(got['typedBytes'], .5)), 'B',
               peers=f'scroll: {beside("stepBytes")}; page: {beside("pageBytes")}')
    report.add(5, 'bytes of a page by changed cell', 4, 2.6,
               med([b / c for b, c in zip(got['pageBytes'], got['pageCells']) if c]), 'B')
    report.add(5, 'first paint', 9000, 4500, med(got['startBytes']), 'B')
    report.add(6, 'an exact order number → shown', 20, 5, med(got['exact']))
    report.add(7, 'filter: echo p99', 15, 3, p(got['echo'], .99))
    report.add(7, 'filter: first page, English, p50 / worst of 9', (80, 80), (15, 15), (med(got['filterEnglish']), max(got['filterEnglish'])))
    report.add(7, 'filter: first page, Chinese, p50 / worst of 9', (80, 80), (15, 15), (med(got['filterChinese']), max(got['filterChinese'])))
    report.add(7, 'the same, either, where nothing of the store is in memory', 80, 15, med(got['filterCold']))
    report.add(8, 'sort by an indexed / any column', (60, 400), (10, 150), (med(got['sortIndexed']), med(got['sortAny'])))
    report.add(8, 'sort by what has no index; groups of all orders', (400, 600), (150, 150),
               (med(got['sortCity']), med(got['groupPayment'])), peers='says after 300 ms that it works')
    changing = f'{p(busy["rate"], .5):.0f} a second were made'
    report.add(10, '`j` beside 200 changes a second of other processes', (10, 50), (1, 10),
               (p(busy['changes'], .5), p(busy['changes'], .99)), peers=changing)
    report.add(10, '`j` beside an import', (10, 50), (1, 10), (p(busy['import'], .5), p(busy['import'], .99)),
               peers=f'{len(busy["import"])} keys')
    report.add(5, 'bytes painted by a change of somebody else', 400, 200, med(busy['tick']), 'B')
    report.add(11, 'resident, whole script, shared pages once', 32, 24, max(got['resident']), 'MiB', peers=beside('resident'))
    report.add(11, 'the same, more than with 100,000 orders', 6, 2, max(got['resident']) - max(small['resident']), 'MiB')
    report.add(11, 'private', 12, 12, max(got['private']), 'MiB')
    idle = {key: med([one[key] for one in got['idle']]) for key in ('bytes_per_s', 'cpu_pct', 'wakeups_per_s')}
    report.add(12, 'at rest: bytes/s; % CPU; wake-ups/s', (20, .3, 4), (0, .05, 1), tuple(idle.values()), '')
    report.add(13, 'resize → repainted', 20, 4, med(got['resize']))
    report.add(13, 'its bytes', 9000, 4500, max(got['resizeBytes']), 'B')
    report.add(14, '`Esc` acts', 60, 30, med(got['esc']))
    report.add(17, 'quit', 50, 10, med(got['quit']), peers=beside('quit'))
    report.add('in', 'import, one-line orders a second', 8000, 15000, rates['rate'], '/s', more_is_better=True)
    report.add('in', 'its resident memory', 64, 64, rates['resident'], 'MiB')
    report.add('in', '`--dry-run`, rows a second', 100_000, 100_000, rates['dry'], '/s', more_is_better=True)
    report.add('many', '10,000 orders tagged as one batch, a second', 1_000, 3_000, rates['bulk'], '/s', more_is_better=True)
    report.add('many', 'its resident memory', 64, 48, rates['bulkResident'], 'MiB')
    report.add('many', 'undone as one, a second', 1_000, 3_000, rates['bulkUndo'], '/s', more_is_better=True)


def measure_bulk(shop, cache, count=10_000):
    """One action on many orders of a copy of the store: its rate and memory, and the rate of its undo."""
    folder = os.path.join(cache, 'bulk')
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    subprocess.run(['cp', '--reflink=auto', shop.store, os.path.join(folder, 'shop.db')], check=True)
    copy = Shop(shop.portolan, folder)
    copy.run('store', 'migrate')
    seconds, resident, _ = copy.run('do', 'tagOrder', f'orders id:1..{count}', 'tag=bench')
    undo_seconds, _, _ = copy.run('undo')
    shutil.rmtree(folder)
    return {'bulk': count / seconds, 'bulkResident': resident, 'bulkUndo': count / undo_seconds}


class ServerShop(Shop):
    """A store on a server, whose memory is not ours to warm or to chill."""

    def warm(self):
        pass

    def chill(self):
        pass


def measure_actions(shop, order, count=200):
    """Milliseconds from an action's line to its answer: committed, and said so."""
    plain = subprocess.Popen([shop.portolan, 'console', '--fresh', '--plain', '--lang', 'en'], bufsize=1,
                             env={**os.environ, **shop.variables}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, text=True)
    taken = []
    try:
        plain.stdin.write(f'/id:{order}\n')
        for number in range(count):
            begun = time.monotonic()
            plain.stdin.write('tag rush\n' if number % 2 == 0 else 'untag rush\n')
            for line in plain.stdout:
                if 'done' in line:
                    break
            # The first waits for what the console reads at its beginning.
            if number > 0:
                taken.append((time.monotonic() - begun) * 1000)
    finally:
        plain.kill()
        plain.wait()
    return taken


def measure_flush(folder, count=200):
    """Milliseconds that the disk takes to keep a page: what every commit waits for at least, whoever commits."""
    path = os.path.join(folder, 'flushed')
    taken = []
    with open(path, 'wb', buffering=0) as file:
        file.write(bytes(16 << 20))
        os.fsync(file.fileno())
        for number in range(count):
            file.seek(number * 8192)
            file.write(os.urandom(8192))
            begun = time.monotonic()
            os.fdatasync(file.fileno())
            taken.append((time.monotonic() - begun) * 1000)
    os.remove(path)
    return taken


def measure_sides(options, cache, place, sqlite):
    """The same on both engines: import, start, pages, keys, filters, sorts, actions; figures by engine and name."""
    folder = os.path.join(cache, 'side')
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    orders = os.path.join(cache, f'orders-{options.orders}.csv')
    served = ServerShop(options.server, folder, place.address + '&schema=side')
    rate = served.fill(orders, options.orders)['rate']
    say('the server looks at its tables by itself meanwhile')
    time.sleep(100)
    # Nothing is written into the store that the other figures are of.
    copy = os.path.join(cache, 'beside')
    shutil.rmtree(copy, ignore_errors=True)
    os.makedirs(copy)
    for ending in ('', '.lock'):
        subprocess.run(['cp', '--reflink=auto', sqlite.store + ending, os.path.join(copy, 'shop.db' + ending)], check=True)
    sides = {'sqlite': Shop(sqlite.portolan, copy), 'postgres': served}
    got = {'sqlite': {'import': [sqlite.rates['rate']]}, 'postgres': {'import': [rate]}}
    sample = sample_of(orders, options.orders)
    for name, shop in sides.items():
        got[name].update(measure_console(
            shop, 1, sample, lambda probe: probe in ('begins', 'keys', 'filters', 'sorts')))
        got[name]['action'] = measure_actions(shop, options.orders)
    got['disk'] = {'flush': measure_flush(place.folder)}
    for each in (folder, copy):
        shutil.rmtree(each)
    return got


def report_sides(report, sides):
    ours, beside = sides['postgres'], sides['sqlite']
    def add(title, gate, moonshot, key, share=None, also='', **more):
        def figure(values):
            return tuple(p(values[key], s) for s in share) if share else statistics.median(values[key])
        other = figure(beside)
        other = ' / '.join(Report.number(v) for v in (other if isinstance(other, tuple) else (other,)))
        report.add('pg', title, gate, moonshot, figure(ours), peers=f'SQLite {other}{also}', **more)
    add('PostgreSQL: start → orders painted', 120, 40, 'start')
    add('a page, p50 / p99', (10, 20), (4, 10), 'page', (.5, .99))
    add('`G`, `g` to either end, p50 / p99', (10, 20), (4, 10), 'ends', (.5, .99))
    add('an exact order number → shown', 20, 10, 'exact')
    add('filter: first page, English', 80, 15, 'filterEnglish')
    add('filter: first page, Chinese', 80, 15, 'filterChinese')
    add('sort by an indexed column', 60, 10, 'sortIndexed')
    add('sort by what has no index', 1_000, 400, 'sortCity')
    add('an action, committed, p50 / p99', (10, 30), (4, 10), 'action', (.5, .99),
        also='; the disk\'s own flush ' + ' / '.join(Report.number(p(sides['disk']['flush'], s)) for s in (.5, .99)))
    add('import, one-line orders a second', 4_000, 8_000, 'import', unit='/s', more_is_better=True)


def measure_server(options, cache, sqlite=None):
    """The second engine from afar and from many sides, and beside the first: figures by name."""
    folder = os.path.join(cache, 'server')
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    orders = os.path.join(cache, 'orders-5000.csv')
    write_orders(orders, 5_000)
    processes, actions = map(int, options.contest.split('x'))
    with server.Server() as place:
        line = server.measure_line(
            lambda address: Shop(options.server, folder, address),
            lambda shop: Bench([shop.portolan, 'console', '--fresh', '--lang', 'en'], shop.variables, ORDER),
            place, orders)
        say(f'{processes} processes with {actions:,} actions each')
        contest = server.measure_contest(options.contention, place, processes, actions)
        sides = measure_sides(options, cache, place, sqlite) if sqlite else None
    shutil.rmtree(folder)
    return {'line': line, 'contest': contest, 'sides': sides}


def report_server(report, got):
    line, contest = got['line'], got['contest']
    beside = f'first rows {p(line["start"], .5):.0f} ms, `G` {p(line["ends"], .5):.0f} ms: what the line lets through'
    report.add('far', 'a key that needs no new data, database 100 ms away, p50 / p99', (16, 16), (2, 16),
               (p(line['keys'], .5), p(line['keys'], .99)), peers=beside)
    size = f'{contest["processes"]} processes, {contest["actions"]:,} actions on {contest["orders"]} orders'
    done = f'{contest["done"]:,} done, {contest["refused"]:,} refused, {contest["repeats"]:,} repeats'
    report.add('all', f'{size}: lost, doubled or unsound', 0, 0, len(contest['wrong']), '', peers=done)
    report.add('all', 'the same: actions a second', 500, 2_000, contest['perSecond'], '/s', more_is_better=True,
               peers=f'p50 {contest["medianMs"]:.0f}, p99 {contest["p99Ms"]:.0f} ms with all at once')
    for finding in contest['wrong']:
        say(f'wrong: {finding}')
    if got['sides']:
        report_sides(report, got['sides'])


# `far` is the server without the million orders on it.
PROBES = ('begins', 'keys', 'rest', 'filters', 'sorts', 'busy', 'bulk', 'dry', 'stock', 'pickers', 'quote', 'journeys',
          'house', 'server', 'far')


def measure_some(names, big, cache, options, sample, more_orders):
    """A few probes: what they found, as p50, p99, the largest, and how many."""
    unknown = [name for name in names if name not in PROBES]
    if unknown:
        raise SystemExit(f'no such probe: {", ".join(unknown)}; there are {", ".join(PROBES)}')
    got = measure_console(big, options.runs, sample, lambda probe: probe in names)
    if 'busy' in names:
        got.update(measure_busy(big, options.orders, more_orders, options.runs))
    if 'bulk' in names:
        got.update({name: [value] for name, value in measure_bulk(big, cache).items()})
    if 'dry' in names:
        got['dry'] = [measure_dry(big, cache, options)]
    if 'stock' in names:
        got.update({name: value if isinstance(value, list) else [value] for name, value in measure_stock(options, cache).items()})
    if 'pickers' in names:
        got['scan'] = measure_pickers(options, cache)
    if 'quote' in names:
        report_quotes(Report(), measure_quotes(options, cache))
    if 'journeys' in names:
        report_journeys(Report(), measure_journeys(options, cache))
    if 'house' in names:
        report_house(Report(), measure_house(options, cache))
    if 'server' in names:
        report_server(Report(), measure_server(options, cache, big))
    for name, values in got.items():
        if values and not isinstance(values[0], dict):
            say(f'{name:>14}: {p(values, .5):10.2f} {p(values, .99):10.2f} {max(values):10.2f}  ({len(values)})')


def measure_stock(options, cache):
    orders = os.path.join(cache, f'orders-{options.orders}.csv')
    return stock.measure(options.portolan, cache, orders, options.orders, Shop, say)


def report_stock(report, got):
    size = f'{stock.SKUS:,} SKUs, {stock.MOVES:,} moves'
    report.add('stock', 'one order allocated, committed, p50 / p99', (5, 30), (2, 10),
               (p(got['alone'], .5), p(got['alone'], .99)), peers=size)
    report.add('stock', '10,000 waiting orders allocated in one run', 10, 5, got['run'], 's', peers=f'{got["judged"]:,} were')
    report.add('stock', 'the same as a batch with a plan and a result each', 20, 10, got['batch'], 's')
    report.add('stock', '`doctor`, orders and all', 60, 30, got['doctor'], 's')


def measure_pickers(options, cache):
    """Milliseconds from a scan to its verdict, with 32 people at work in one store."""
    folder = os.path.join(cache, 'pickers-work')
    subprocess.run(['rm', '-rf', folder], check=True)
    os.makedirs(folder)
    shop = pickers.SmallShop(options.portolan, folder)
    shop.fill(32 * 8)
    taken = pickers.measure(shop)['scan']
    subprocess.run(['rm', '-rf', folder], check=True)
    return taken


def report_pickers(report, taken):
    report.add('scan', 'a scan answered, 32 pickers, each every 2 s, p50 / p99', (10, 30), (5, 15),
               (p(taken, .5), p(taken, .99)), peers=f'{len(taken):,} scans')


def measure_quotes(options, cache):
    return quotes.measure(options.portolan, cache, say)


def report_quotes(report, got):
    size = f'{quotes.SERVICES} services, {quotes.ROWS:,} rows of rate sheets'
    report.add('quote', 'a quote over all services, asked and answered, p50 / p99', (2, 6), (1, 3),
               (p(got['warm'], .5), p(got['warm'], .99)), peers=size)
    report.add('quote', 'the first of a country, read from the store, p50', 20, 10, p(got['first'], .5))
    report.add('quote', 'the sheets taken in', 10, 5, got['import'], 's')


def measure_journeys(options, cache):
    """Events folded, numbers judged, papers made; PDF by the program of the server's part, which has the documents."""
    got = journeys.measure(options.portolan, cache, say)
    got['numbers'] = journeys.measure_numbers(options.portolan)
    got.update(journeys.measure_papers(options.server or options.portolan, os.path.join(cache, 'journeys', 'shop.db'),
                                       os.path.join(cache, 'papers-work')))
    return got


def report_journeys(report, got):
    if not got['same']:
        report.failed.append('events told in another order ended otherwise')
    size = f'{got["events"]:,} events of {got["parcels"]:,} parcels'
    report.add('journeys', 'events taken in and folded into their parcels', 60, 30, got['inOrder'], 's', peers=size)
    report.add('journeys', 'the same in any order, with the same end', 60, 30, got['shuffled'], 's')
    report.add('journeys', '`check tracking -`, numbers a second', 100_000, 200_000, got['numbers'], '/s',
               more_is_better=True)
    for form in ('zpl', 'pdf'):
        if form in got:
            report.add('journeys', f'papers of 100 parcels as {form.upper()}', 5, 2, got[form], 's',
                       peers=f'{got[form + "Files"]} files')
        else:
            say(f'no papers as {form}: {got[form + "Why"]}')


def measure_house(options, cache):
    """A small house with many people in it, of whom some are killed: what they did, and what was wrong at any look."""
    if not options.simulation:
        raise SystemExit('the house needs --simulation, the program of Tests/Simulation')
    folder = os.path.join(cache, 'house')
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    done = subprocess.run([options.simulation, os.path.join(folder, 'shop.db'), '--processes', '16', '--actions', '2000',
                           '--kills', '40', '--seed', '11'], stdout=subprocess.PIPE, text=True)
    if done.returncode not in (0, 1) or not done.stdout.startswith('{'):
        raise SystemExit(f'the simulation ended with {done.returncode}: {done.stdout}')
    shutil.rmtree(folder)
    return json.loads(done.stdout)


def report_house(report, got):
    done = f'{got["done"]:,} actions done, {got["refused"]:,} refused, {got["repeats"]:,} repeats, {got["looks"]:,} looks'
    report.add('all', f'a house with {got["processes"]} people, {got["killed"]} killed: invariants broken', 0, 0,
               len(got['wrong']), '', peers=done)
    for finding in got['wrong']:
        say(f'wrong: {finding}')


def measure_dry(shop, cache, options):
    """Rows a second that are read and judged without being taken in."""
    orders = os.path.join(cache, f'orders-{options.orders}.csv')
    seconds, _, _ = shop.run('import', orders, '--channel', 'DRY', '--format', 'general-orders', '--dry-run', allowed=(0, 1))
    return options.orders / seconds


def sample_of(orders, count):
    """An order deep in the store, and how its row looks: number and customer in one line."""
    wanted = count * 600 // 1000
    with open(orders, encoding='utf-8', newline='') as file:
        for index, row in enumerate(csv.reader(file)):
            if index == wanted:
                return {'order': row[0], 'orderShown': re.escape(row[0]) + '.*' + re.escape(row[2].split()[0])}
    raise SystemExit(f'{orders} has no {wanted} rows')


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument('--portolan', required=True)
    options.add_argument('--server', help='a portolan built with the traits PostgreSQL and Documents; without it that is not measured')
    options.add_argument('--contention', help='the program of Tests/Contention, built likewise')
    options.add_argument('--simulation', help='the program of Tests/Simulation; without it the house is not measured')
    options.add_argument('--contest', default='64x10000', help='processes and actions of each (64x10000)')
    options.add_argument('--report')
    options.add_argument('--orders', type=int, default=1_000_000)
    options.add_argument('--runs', type=int, default=3)
    options.add_argument('--fresh', action='store_true', help='fill the stores anew')
    options.add_argument('--json', help='write every figure here too')
    options.add_argument('--only', help='some probes, with no report: ' + ', '.join(PROBES) + ' (with commas)')
    options = options.parse_args()
    if bool(options.server) != bool(options.contention):
        raise SystemExit('--server and --contention go together')
    os.nice(10)
    cache = os.environ.get('PORTOLAN_BENCH_STORE') or os.path.join(
        os.environ.get('XDG_CACHE_HOME') or os.path.expanduser('~/.cache'), 'portolan-bench')
    small_count = max(1000, options.orders // 10)

    if options.only == 'far':
        report_server(Report(), measure_server(options, cache))
        return

    shops = {}
    for count in (options.orders, small_count):
        folder = os.path.join(cache, f'shop-{count}')
        os.makedirs(folder, exist_ok=True)
        orders = os.path.join(cache, f'orders-{count}.csv')
        write_orders(orders, count)
        shops[count] = Shop(options.portolan, folder)
        if options.fresh and os.path.exists(os.path.join(folder, 'facts.json')):
            os.unlink(os.path.join(folder, 'facts.json'))
        shops[count].rates = shops[count].fill(orders, count)
        # As it is when nobody has pressed a key for a while.
        shops[count].run('duties', 'run')
    big, small, orders = shops[options.orders], shops[small_count], os.path.join(cache, f'orders-{options.orders}.csv')

    if options.only:
        return measure_some(options.only.split(','), big, cache, options, sample_of(orders, options.orders),
                            os.path.join(cache, f'orders-{small_count}.csv'))

    floor_rows = os.path.join(cache, f'floor-{options.orders}.db')
    write_floor(orders, floor_rows)
    floor = os.path.join(cache, 'ncfloor')
    subprocess.run(['gcc', '-O2', '-w', '-o', floor, os.path.join(TOOLS, 'ncfloor.c'), '-lncursesw', '-ltinfo', '-lsqlite3'],
                   check=True)

    rates = dict(big.rates)
    rates['dry'] = measure_dry(small, cache, options)
    rates.update(measure_bulk(big, cache))
    got = measure_console(big, options.runs, sample_of(orders, options.orders))
    small_got = measure_console(small, 1, sample_of(orders.replace(str(options.orders), str(small_count)), small_count),
                                lambda probe: probe in ('begins', 'rest'))
    busy = measure_busy(big, options.orders, os.path.join(cache, f'orders-{small_count}.csv'), options.runs)
    less = measure_peer(['less', '-S', orders], {'LESS': ''}, ORDER, 'Space', options.runs)
    sink = measure_peer([floor, floor_rows, '2'], {}, ORDER, 'PageDown', options.runs)

    report = Report()
    fill_report(report, got, small_got, less, sink, rates, busy)
    report_stock(report, measure_stock(options, cache))
    report_pickers(report, measure_pickers(options, cache))
    report_quotes(report, measure_quotes(options, cache))
    report_journeys(report, measure_journeys(options, cache))
    if options.simulation:
        report_house(report, measure_house(options, cache))
    if options.server:
        report_server(report, measure_server(options, cache, big))
    facts = {'orders': options.orders, 'runs': options.runs, 'load': os.getloadavg()[0]}
    if options.report:
        with open(options.report, 'w', encoding='utf-8') as file:
            file.write(report.text(options, facts))
    if options.json:
        with open(options.json, 'w') as file:
            json.dump({'ours': got, 'small': small_got, 'busy': busy, 'less': less, 'floor': sink, 'rates': rates}, file, indent=1)
    if report.failed:
        say('Gates that fail: ' + '; '.join(report.failed))
        sys.exit(1)


if __name__ == '__main__':
    main()
