"""Quotes at size: 200 services and 10,000 rows of rate sheets, through the program, question by question."""
import csv, json, os, random, shutil, subprocess, time

SERVICES, ROWS = 200, 10_000
COUNTRIES = ['DE', 'FR', 'GB', 'US', 'JP', 'AU', 'CA', 'IT', 'ES', 'NL', 'PL', 'SE', 'AE', 'BR', 'MX', 'KR', 'CH', 'AT',
             'BE', 'DK', 'NO', 'FI', 'CZ', 'PT', 'IE']


def write_rates(path):
    """Each service serves 25 countries, each in two brackets: 50 rows a service."""
    chance = random.Random(6)
    with open(path, 'w', newline='', encoding='utf-8') as file:
        out = csv.writer(file, lineterminator='\n')
        out.writerow(['service', 'carrier', 'country', 'zone', 'weight from (g)', 'weight to (g)', 'price per kg',
                      'handling fee', 'currency', 'transit time', 'fuel', 'divisor', 'valid from'])
        for service in range(SERVICES):
            for country in COUNTRIES:
                rate, days = chance.randint(3000, 12000), chance.randint(4, 20)
                for low, high, less in ((0, 500, 0), (500, 20_000, 300)):
                    out.writerow([f'S-{service:03d}', f'C-{service % 20:02d}', country, f'zone {country}', low, high,
                                  f'{(rate - less) / 100:.2f}', '15.00', 'CNY', f'{days}-{days + 8}', '12.5%', 6000,
                                  '2020-01-01'])


def measure(portolan, cache, say, questions=2000):
    """Milliseconds from a question on standard input to its answer: of a country that was asked for before, and the
    first of each country, which reads its zones from the store; and seconds that the sheets take to come in."""
    folder = os.path.join(cache, 'quotes')
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    store, rates = os.path.join(folder, 'shop.db'), os.path.join(folder, 'rates.csv')
    write_rates(rates)
    env = dict(os.environ, PORTOLAN_STORE=store)
    subprocess.run([portolan, 'store', 'init'], env=env, check=True, stdout=subprocess.DEVNULL)
    began = time.perf_counter()
    done = subprocess.run([portolan, 'import', rates, '--json'], env=env, check=True, stdout=subprocess.PIPE, text=True)
    taken = time.perf_counter() - began
    report = json.loads(done.stdout)
    if report['imported'] != ROWS:
        raise SystemExit(f'{report["imported"]} of {ROWS} rows went in: {report["refused"][:3]}')
    asked = subprocess.Popen([portolan, 'quote', '-', '--limit', '3'], env=env, stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, text=True, bufsize=1)
    chance = random.Random(7)
    seen, first, warm = set(), [], []
    for _ in range(questions):
        country = chance.choice(COUNTRIES)
        line = f'to={country} postcode={chance.randint(10000, 99999)} weight={chance.randint(20, 5000)}g ' \
               f'size={chance.randint(5, 40)}x{chance.randint(5, 30)}x{chance.randint(2, 20)}cm promised=12\n'
        began = time.perf_counter()
        asked.stdin.write(line)
        asked.stdin.flush()
        answer = asked.stdout.readline()
        (warm if country in seen else first).append((time.perf_counter() - began) * 1000)
        seen.add(country)
        if json.loads(answer).get('open') != SERVICES:
            raise SystemExit(f'not every service answered: {answer[:200]}')
    asked.stdin.close()
    asked.wait()
    shutil.rmtree(folder)
    say(f'{ROWS:,} rows taken in in {taken:.2f} s')
    return {'warm': warm, 'first': first, 'import': taken}


if __name__ == '__main__':
    import sys, tempfile
    with tempfile.TemporaryDirectory() as place:
        got = measure(sys.argv[1], place, print)
    for name in ('warm', 'first'):
        values = sorted(got[name])
        print(f'{name}: p50 {values[len(values) // 2]:.2f} ms, p99 {values[int(len(values) * .99)]:.2f} ms ({len(values)})')
