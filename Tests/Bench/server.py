"""What the bench measures of the second engine: a console whose line to the database is slow, and many processes that
change the same orders. The server is one of its own (Tests/Tools/postgres-server), with fsync as in a real house.
"""
import json, os, select, socket, statistics, subprocess, sys, tempfile, threading, time

TOOLS = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'Tools')


class Server:
    """A PostgreSQL of its own, on a socket in a temporary folder."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix='pg', dir='/tmp')
        variables = {**os.environ, 'POSTGRES_OPTIONS': '-c fsync=on -c autovacuum=on -c shared_buffers=1GB -c max_wal_size=8GB'}
        self.address = subprocess.run([os.path.join(TOOLS, 'postgres-server'), 'start', self.folder, str(os.getpid())],
                                      env=variables, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
        return self

    def __exit__(self, *_):
        subprocess.run([os.path.join(TOOLS, 'postgres-server'), 'stop', self.folder], check=True)


class SlowLine:
    """A line to the server on which every byte takes so many milliseconds more to get there."""

    def __init__(self, server, milliseconds):
        self.target = os.path.join(server.folder, '.s.PGSQL.5432')
        self.delay = milliseconds / 1000
        self.folder = tempfile.mkdtemp(prefix='ln', dir='/tmp')
        self.address = server.address.replace(server.folder, self.folder)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(os.path.join(self.folder, '.s.PGSQL.5432'))
        self.listener.listen(64)
        threading.Thread(target=self.welcome, daemon=True).start()

    def welcome(self):
        while True:
            client, _ = self.listener.accept()
            server = socket.socket(socket.AF_UNIX)
            server.connect(self.target)
            threading.Thread(target=self.carry, args=(client, server), daemon=True).start()

    def carry(self, client, server):
        late = []
        try:
            while True:
                wait = max(0, late[0][0] - time.monotonic()) if late else None
                ready, _, _ = select.select([client, server], [], [], wait)
                if client in ready:
                    data = client.recv(1 << 16)
                    if not data:
                        return
                    late.append((time.monotonic() + self.delay, data))
                if server in ready:
                    data = server.recv(1 << 16)
                    if not data:
                        return
                    client.sendall(data)
                while late and late[0][0] <= time.monotonic():
                    server.sendall(late.pop(0)[1])
        except OSError:
            pass
        finally:
            client.close()
            server.close()


def measure_line(shop_of, bench_of, server, orders, milliseconds=100):
    """Keys that need no new data while the database is 100 ms away: milliseconds until they are painted. And, beside
    them, what cannot be there sooner than the line lets it: the first rows, another page."""
    place = server.address + '&schema=line'
    straight = shop_of(place)
    straight.run('store', 'init')
    straight.run('import', orders, '--channel', 'SHOP', '--format', 'general-orders')
    far = shop_of(SlowLine(server, milliseconds).address + '&schema=line')
    bench = bench_of(far)
    # Twenty steps down and up within what is on the screen, the help, the filter's own characters.
    bench.play('settle,down::j*20,up::k*20,down::j*20,up::k*20,settle')
    for _ in range(5):
        bench.play('help::?,settle,Esc,settle')
    bench.play('/,settle,typed::w,typed::a,typed::l,settle,Esc,settle,ends::G,settle,ends::g,settle')
    keys = [value for name in ('down', 'up', 'help', 'typed') for value in bench.values(name, 'first')]
    got = {'keys': keys, 'start': [bench.start['ready']], 'ends': bench.values('ends', 'last')}
    bench.finish()
    return got


def measure_contest(contention, server, processes, actions):
    """So many processes with so many actions each on forty orders: what they did a second, and what was wrong."""
    return contest(contention, server.address + '&schema=contest', processes, actions)


def contest(contention, address, processes, actions):
    done = subprocess.run([contention, address, '--processes', str(processes), '--actions', str(actions)],
                          stdout=subprocess.PIPE, text=True)
    if done.returncode not in (0, 1) or not done.stdout.startswith('{'):
        raise SystemExit(f'the contest ended with {done.returncode}: {done.stdout}')
    return json.loads(done.stdout)
