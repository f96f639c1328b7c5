"""Messages that no honest client sends: (name, bytes, what must come of them).

REFUSED: one answer of 400 or more, then the connection is closed. DENIED: one answer of 400 or more. ONCE: one answer,
whatever its status; what stands in the message's body is not answered as a request of its own. UNFINISHED: the message
has no end that the server may believe, so it is refused or waited for. A number: so many answers.
"""

REFUSED, DENIED, ONCE, UNFINISHED = "refused", "denied", "once", "unfinished"
HIDDEN = b"GET /columns/notices HTTP/1.1\r\nHost: hidden\r\n\r\n"
CRLF = b"\r\n"


def head(line, *fields, host=b"a"):
    return CRLF.join([line, *([b"Host: " + host] if host else []), *fields]) + 2 * CRLF


def get(target):
    return head(b"GET " + target + b" HTTP/1.1")


def post(*fields, body=b""):
    return head(b"POST /api/v1/session HTTP/1.1", b"Content-Type: application/json", *fields) + body


def lengths():
    """Two answers to the question where a body ends."""
    chunked = b"Transfer-Encoding: chunked"
    both = [(b"Content-Length: 4", chunked), (chunked, b"Content-Length: 4"),
            (b"Content-Length: 0", chunked), (b"content-length: 49", b"transfer-encoding: CHUNKED")]
    for number, fields in enumerate(both):
        yield f"length and chunks {number}", post(*fields, body=b"0\r\n\r\n" + HIDDEN), REFUSED
    for value in (b"+4", b"-4", b"0x4", b"4 4", b"4, 4", b"4,5", b"4;", b"4.0", b"4e0", b"", b" ", b"\t", b"four",
                  b"99999999999999999999999", b"18446744073709551616", b"18446744073709551620", b"\xd9\xa4", b"4\x00",
                  b"\"4\"", b"-0", b"4\x0b", b"4_0"):
        yield f"length {value!r}", post(b"Content-Length: " + value, body=b"abcd" + HIDDEN), REFUSED
    for first, second in ((b"4", b"4"), (b"4", b"5"), (b"0", b"4"), (b"4", b"0")):
        fields = (b"Content-Length: " + first, b"Content-Length: " + second)
        yield f"lengths {first!r} {second!r}", post(*fields, body=b"abcd" + HIDDEN), REFUSED
    for value in (b"gzip", b"chunked, chunked", b"gzip, chunked", b"chunked, identity", b"identity", b"xchunked",
                  b"chunked;q=1", b"\x0bchunked", b"chunked\x00", b"\"chunked\"", b"chun ked", b",chunked,", b""):
        fields = (b"Transfer-Encoding: " + value,)
        yield f"coding {value!r}", post(*fields, body=b"0\r\n\r\n" + HIDDEN), REFUSED
    yield "two codings", post(chunked, chunked, body=b"0\r\n\r\n" + HIDDEN), REFUSED
    yield "coding of HTTP/1.0", head(b"POST /api/v1/session HTTP/1.0", chunked) + b"0\r\n\r\n" + HIDDEN, REFUSED
    yield "coding with a space before the colon", post(b"Transfer-Encoding : chunked", body=b"0\r\n\r\n"), REFUSED


def folds():
    """A field whose value stands on the next line."""
    for name, value in ((b"Content-Length", b"49"), (b"Transfer-Encoding", b"chunked"), (b"X", b"y"),
                        (b"Cookie", b"a=b"), (b"X-Forwarded-For", b"127.0.0.1")):
        for space in (b" ", b"\t"):
            yield f"fold {name!r} {space!r}", post(name + b":\r\n" + space + value, body=HIDDEN), REFUSED
    yield "fold of Host", b"GET / HTTP/1.1\r\nHost:\r\n a\r\n\r\n", REFUSED
    yield "fold behind a value", post(b"Content-Length: 4\r\n 9", body=HIDDEN), REFUSED
    yield "fold of the first field", b"GET / HTTP/1.1\r\n X: y\r\nHost: a\r\n\r\n", REFUSED


def line_ends():
    for end in (b"\n", b"\r", b"\n\r", b"\r\r\n"):
        lines = end.join([b"GET / HTTP/1.1", b"Host: a", b"", b""])
        yield f"all lines end with {end!r}", lines, UNFINISHED if end.startswith(b"\r") else REFUSED
        yield f"a field ends with {end!r}", head(b"GET / HTTP/1.1", b"X: b" + end + b"Y: c"), REFUSED
    yield "bare LF after the request line", b"GET / HTTP/1.1\nHost: a\r\n\r\n", REFUSED
    yield "bare LF before the body", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 49\r\n\n" + HIDDEN, REFUSED


def chunks():
    for size in (b"zz", b"0x3", b"+3", b"-3", b" 3", b"3 ", b"3\x00", b"", b"ffffffffffffffffff", b"10000000000000000",
                 b"3\n", b"\xef\xbc\x93", b"3;\x00", b"3\r"):
        body = size + b"\r\nabc\r\n0\r\n\r\n" + HIDDEN
        yield f"chunk of {size!r}", post(b"Transfer-Encoding: chunked", body=body), ONCE
    for name, body in (("longer than told", b"3\r\nabcd\r\n0\r\n\r\n"), ("shorter than told", b"5\r\nabc\r\n0\r\n\r\n"),
                       ("last one with bytes", b"3\r\nabc\r\n0\r\nx\r\n\r\n"),
                       ("trailer of length", b"3\r\nabc\r\n0\r\nContent-Length: 99\r\n\r\n")):
        yield f"chunk {name}", post(b"Transfer-Encoding: chunked", body=body), ONCE
    for name, body in (("ended by LF", b"3\nabc\n0\n\n" + HIDDEN),
                       ("long extension", b"3;" + b"a" * 70_000 + b"\r\nabc\r\n0\r\n\r\n" + HIDDEN)):
        yield f"chunk {name}", post(b"Transfer-Encoding: chunked", body=body), UNFINISHED


def targets():
    for target in (b"/../etc/passwd", b"/a/../../b", b"/./a", b"/a/.", b"/a/..", b"/%2e%2e/etc/passwd", b"/%2E./a",
                   b"/a%00b", b"/a\x00b", b"/a\x7fb", b"/a\x01", b"/%c0%ae%c0%ae/etc", b"/%c0%af", b"/\xc0\xaf",
                   b"/%e0%80%af", b"/%f8%80%80%80%af", b"/%ed%a0%80", b"/%ff", b"/%2f..%2f..%2fetc", b"/%5c..%5c",
                   b"/%zz", b"/%", b"/%1", b"http://a/", b"//a/../b", b"*", b"a", b"", b"/a b", b"/" + b"a" * 6000):
        yield f"target {target[:30]!r}", get(target), DENIED
    yield "CONNECT", head(b"CONNECT a:80 HTTP/1.1"), REFUSED
    yield "OPTIONS *", head(b"OPTIONS * HTTP/1.1"), REFUSED
    yield "TRACE", head(b"TRACE / HTTP/1.1"), DENIED
    yield "unknown method", head(b"BREW / HTTP/1.1"), REFUSED
    yield "small method", head(b"get / HTTP/1.1"), REFUSED


def heads():
    for name, message in (
            ("no host", head(b"GET / HTTP/1.1", host=b"")), ("two hosts", head(b"GET / HTTP/1.1", b"Host: b")),
            ("host with a space", head(b"GET / HTTP/1.1", host=b"a b")),
            ("host with a slash", head(b"GET / HTTP/1.1", host=b"a/b")),
            ("host with an at", head(b"GET / HTTP/1.1", host=b"a@b")),
            ("two spaces", head(b"GET  / HTTP/1.1")), ("tab", head(b"GET\t/ HTTP/1.1")), ("no version", head(b"GET /")),
            ("version 2", head(b"GET / HTTP/2.0")), ("version 0.9", head(b"GET / HTTP/0.9")),
            ("version 1.10", head(b"GET / HTTP/1.10")), ("small version", head(b"GET / http/1.1")),
            ("space before the colon", head(b"GET / HTTP/1.1", b"X : y")),
            ("no colon", head(b"GET / HTTP/1.1", b"X")), ("no name", head(b"GET / HTTP/1.1", b": y")),
            ("NUL in a field", head(b"GET / HTTP/1.1", b"X: a\x00b")),
            ("NUL in a name", head(b"GET / HTTP/1.1", b"X\x00: a")),
            ("high byte in a name", head(b"GET / HTTP/1.1", b"X\xe9: a")),
            ("long head", head(b"GET / HTTP/1.1", b"X: " + b"a" * 20_000)),
            ("many fields", head(b"GET / HTTP/1.1", *[b"X: y"] * 150)),
            ("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\r\n\r\n"),
            ("the preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
            ("unknown expectation", post(b"Expect: tea", b"Content-Length: 1", body=b"x"))):
        yield name, message, REFUSED


def bodies():
    """A body where none is wanted: it is never the next request."""
    hidden = hex(len(HIDDEN))[2:].encode() + CRLF + HIDDEN + CRLF + b"0\r\n\r\n"
    for method in (b"GET", b"HEAD", b"POST", b"PUT", b"PATCH", b"DELETE", b"OPTIONS", b"TRACE"):
        for path in (b"/healthz", b"/readyz", b"/metrics", b"/", b"/search?q=a", b"/columns/notices", b"/sitemap.xml",
                     b"/assets/none.css", b"/console/", b"/api/", b"/api/openapi.json", b"/api/v1/session",
                     b"/api/v1/documents", b"/api/v1/imports?name=a.txt", b"/documents/1", b"/none"):
            line = method + b" " + path + b" HTTP/1.1"
            for name, message in (("length", head(line, b"Content-Length: %d" % len(HIDDEN)) + HIDDEN),
                                  ("chunks", head(line, b"Transfer-Encoding: chunked") + hidden)):
                yield f"{method.decode()} {path.decode()} with a body by {name}", message, ONCE


def good():
    yield "one request", get(b"/"), 1
    yield "two in a row", get(b"/") + get(b"/healthz"), 2
    yield "a form that is refused, then a page", post(b"Content-Length: 2", body=b"{}") + get(b"/healthz"), 2
    yield "empty lines before", CRLF + get(b"/"), 1
    yield "an empty host", head(b"GET / HTTP/1.1", b"Host:", host=b""), 1


def all_messages():
    for group in (lengths, folds, line_ends, chunks, targets, heads, bodies, good):
        yield from group()
