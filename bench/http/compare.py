#!/usr/bin/env python3
"""Compares the program with nginx on this machine: article pages of the demonstration, one worker each.

The program serves as it is installed, with its log on. nginx serves the same pages as static files with sendfile and
open_file_cache and without a log, and their brotli form with brotli_static, byte for byte what the program made, with
a bare head (or with the same security fields, with --fields). wrk asks both in turn, in interleaved rounds, so that a
busy neighbour hits both alike; the ratio of each round is taken, then the median. wrk's own processor time a request
stands beside: it reads every byte of a head, so a longer head costs the client, and where that is more than the
server's time the rate says how fast wrk is. Needs nginx, libnginx-mod-http-brotli-static and wrk.

  bench/http/compare.py [PROGRAM] [--rounds 9] [--seconds 2] [--json FILE]
"""

import argparse
import contextlib
import json
import os
import re
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log crit;
{module}
events {{ worker_connections 12000; }}
http {{
  types {{ }} default_type "text/html; charset=utf-8";
  access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 100000000;
  keepalive_timeout 75; open_file_cache max=100 inactive=600s; open_file_cache_valid 600s;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  {brotli}
  {fields}
  server {{ listen 127.0.0.1:{port} backlog=4096; root {folder}/www; }}
}}
"""
SIZES = (15_000, 28_000)
MODULE = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"


def free_port(wanted):
    for port in range(wanted, wanted + 40):
        with socket.socket() as probe:
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port
    sys.exit("no free port")


def wait_for(port):
    for _ in range(200):
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        time.sleep(0.02)
    sys.exit(f"nothing listens on port {port}")


def milliseconds(text):
    value, unit = re.match(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(value) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}[unit]


def wrk(port, path, connections, seconds, encoding):
    """(requests a second, 99th percentile in ms). A starved wrk may measure nothing: it gets another try."""
    for _ in range(4):
        if found := wrk_once(port, path, connections, seconds, encoding):
            return found
    sys.exit("wrk measured nothing in four runs")


def wrk_once(port, path, connections, seconds, encoding):
    done = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-H", f"Accept-Encoding: {encoding}",
         f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in done or ("Socket errors" in done and "connect 0, read 0, write 0" not in done):
        sys.exit(done)
    rate, tail = re.search(r"Requests/sec:\s+([\d.]+)", done), re.search(r"99%\s+([\d.]+[a-z]+)", done)
    if not rate or not tail or float(rate[1]) == 0:
        return None
    return float(rate[1]), milliseconds(tail[1])


def fetch(port, path, encoding):
    with socket.create_connection(("127.0.0.1", port)) as link:
        link.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAccept-Encoding: {encoding}\r\n\r\n"
                     .encode())
        data = b""
        while piece := link.recv(65536):
            data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    return head.decode().lower(), body


def same_fields(port, path):
    """nginx's lines for the fields of our answers that it would not send by itself."""
    own = {"content-type", "content-length", "etag", "date", "connection"}
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
        fields = [(name, value) for name, value in answer.getheaders() if name.lower() not in own]
    return "\n  ".join(
        f"add_header {name} " + ("$request_id" if name == "X-Request-Id" else f'"{value}"') + ";"
        for name, value in fields)


def resident_mib(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1]) / 1024


def worker_of(pid):
    """nginx's one worker, the child of its master."""
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as children:
        return int(children.read().split()[0])


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def client_seconds():
    """Processor time of the clients that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def idle_memory(pid, port, count):
    """Resident memory while `count` connections, each of which made a request, stay open."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    count = min(count, hard - 100)
    before = resident_mib(pid)
    links = []
    for _ in range(count):
        link = socket.create_connection(("127.0.0.1", port))
        link.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
        links.append(link)
        if len(links) % 100 == 0:
            for other in links[-100:]:
                other.recv(65536)
    time.sleep(0.5)
    after = resident_mib(pid)
    for link in links:
        link.close()
    return {"connections": count, "before_mib": round(before, 1), "idle_mib": round(after, 1)}


def measure(ours, nginx, path, connections, encoding, options):
    """`ours` and `nginx` are (port, process): processor time a request is the figure that neighbours disturb least."""
    rates, tails, costs, pairs = [], [], [], []
    a_request = lambda seconds, rate: seconds * 1e6 / (rate * options.seconds)
    for turn in range(options.rounds):
        order = [("ours", *ours), ("nginx", *nginx)]
        result = {}
        for name, port, pid in order if turn % 2 == 0 else reversed(order):
            before, client_before = cpu_seconds(pid), client_seconds()
            rate, tail = wrk(port, path, connections, options.seconds, encoding)
            result[name] = (rate, tail, a_request(cpu_seconds(pid) - before, rate),
                            a_request(client_seconds() - client_before, rate))
        rates.append(result["ours"][0] / result["nginx"][0])
        tails.append(result["ours"][1] / result["nginx"][1])
        costs.append(result["nginx"][2] / result["ours"][2])
        pairs.append(result)
    middle = lambda name, i: statistics.median(pair[name][i] for pair in pairs)
    return {
        "page": path, "connections": connections, "encoding": encoding, "ratio": round(statistics.median(rates), 3),
        "p99_ratio": round(statistics.median(tails), 3),
        "cpu_ratio": round(statistics.median(costs), 3),
        "ours_cpu_us": round(middle("ours", 2), 2), "nginx_cpu_us": round(middle("nginx", 2), 2),
        "ours_client_us": round(middle("ours", 3), 2), "nginx_client_us": round(middle("nginx", 3), 2),
        "ours_per_second": round(middle("ours", 0)), "nginx_per_second": round(middle("nginx", 0)),
        "ours_p99_ms": round(middle("ours", 1), 2), "nginx_p99_ms": round(middle("nginx", 1), 2),
        "ratios": [round(rate, 3) for rate in rates],
    }


def articles(port):
    """The article pages nearest to the sizes that are usual, {path: bytes}."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/sitemap.xml") as answer:
        paths = sorted(set(re.findall(r"<loc>http://[^/]+(/documents/[^<]*)</loc>", answer.read().decode())))
    sizes = {path: len(fetch(port, path, "identity")[1]) for path in paths}
    chosen = [min(paths, key=lambda path, size=size: abs(sizes[path] - size)) for size in SIZES]
    return {path: sizes[path] for path in chosen}


def serve(program, folder, stack, wanted):
    """Port and process of the program, serving the demonstration with one thread for connections."""
    data = f"{folder}/data"
    subprocess.run([program, "demo", "--data", data], check=True, stdout=subprocess.DEVNULL)
    with open(f"{data}/daylight.toml", "w", encoding="utf-8") as out:
        out.write(f'[server]\nio_threads = 1\n[rates]\npage_a_minute = 0\n[log]\nfile = "{folder}/access.log"\n')
    port = free_port(wanted)
    ours = subprocess.Popen([program, "serve", "--data", data, "--listen", f"127.0.0.1:{port}"],
                            stdout=subprocess.DEVNULL)
    stack.callback(ours.wait)
    stack.callback(ours.terminate)
    wait_for(port)
    return port, ours.pid


def serve_copies(folder, stack, wanted, fields):
    """Port and worker of nginx, serving what lies in www/."""
    brotli = os.path.exists(MODULE)
    port = free_port(wanted)
    with open(f"{folder}/nginx.conf", "w", encoding="utf-8") as out:
        out.write(NGINX.format(folder=folder, port=port, module=f"load_module {MODULE};" if brotli else "",
                               brotli="brotli_static on;" if brotli else "", fields=fields))
    nginx = subprocess.Popen(["nginx", "-p", folder, "-c", f"{folder}/nginx.conf"], stderr=subprocess.DEVNULL)
    stack.callback(nginx.wait)
    stack.callback(nginx.terminate)
    wait_for(port)
    return port, worker_of(nginx.pid)


def keep_copies(folder, port, path):
    """What nginx is to serve, as the program packs it when a page has been asked for often."""
    wrk(port, path, 16, 1, "br")
    time.sleep(0.5)
    file = f"{folder}/www{path}"
    os.makedirs(os.path.dirname(file), exist_ok=True)
    for encoding, name in (("identity", file), ("br", file + ".br")):
        with open(name, "wb") as out:
            out.write(fetch(port, path, encoding)[1])


def check_same(ours, nginx, path, encoding):
    bodies = [fetch(port, path, encoding) for port, _ in (ours, nginx)]
    if bodies[0][1] != bodies[1][1]:
        sys.exit("the pages differ")
    if encoding == "br" and any("content-encoding: br" not in head for head, _ in bodies):
        sys.exit("not brotli on both sides")
    return len(bodies[0][1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="?", default=os.environ.get("DAYLIGHT_PROGRAM", "build/release/daylight"))
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--port", type=int, default=7150)
    parser.add_argument("--idle", type=int, default=10_000)
    parser.add_argument("--fields", action="store_true", help="nginx sends the security fields that the program sends")
    parser.add_argument("--json")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        os.chmod(folder, 0o755)
        ours = serve(options.program, folder, stack, options.port)
        pages = articles(ours[0])
        for path in pages:
            keep_copies(folder, ours[0], path)
        fields = same_fields(ours[0], next(iter(pages))) if options.fields else ""
        nginx = serve_copies(folder, stack, options.port + 40, fields)
        results = []
        print(f"{'page':>16} {'connections':>11} {'encoding':>9} {'bytes':>6} {'ours/s':>8} {'nginx/s':>8} "
              f"{'ratio':>6} {'p99 ms':>16} {'p99 ratio':>9} {'cpu us/request':>15} {'cpu ratio':>9} "
              f"{'wrk us/request':>15}")
        for path in pages:
            for encoding in ("identity", "br"):
                size = check_same(ours, nginx, path, encoding)
                for port, _ in (ours, nginx):
                    wrk(port, path, 16, 1, encoding)
                for connections in (64, 512):
                    row = measure(ours, nginx, path, connections, encoding, options)
                    results.append(row)
                    print(f"{path:>16} {connections:>11} {encoding:>9} {size:>6} {row['ours_per_second']:>8} "
                          f"{row['nginx_per_second']:>8} {row['ratio']:>6} {row['ours_p99_ms']:>7} / "
                          f"{row['nginx_p99_ms']:<6} {row['p99_ratio']:>9} {row['ours_cpu_us']:>6} / "
                          f"{row['nginx_cpu_us']:<6} {row['cpu_ratio']:>9} {row['ours_client_us']:>6} / "
                          f"{row['nginx_client_us']:<6}", flush=True)
        idle = idle_memory(ours[1], ours[0], options.idle)
        print(f"{idle['connections']} idle connections: {idle['idle_mib']} MiB resident (before: {idle['before_mib']})")
        if options.json:
            with open(options.json, "w", encoding="utf-8") as out:
                json.dump({"http": results, "idle": idle}, out, indent=2)


if __name__ == "__main__":
    main()
