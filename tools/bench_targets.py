"""What the benchmarks must reach, and the table that says which of it they did.

A target names a benchmark, where its figure stands in the JSON that the benchmark wrote, what it is
called for people, and the bound. docs/benchmarks.md says how each figure is made.
"""

AT_LEAST, AT_MOST = ">=", "<="


def _worst(encoding, connections, field, worst):
    """Over the pages that were asked for."""
    def find(found):
        rows = [row[field] for row in found["http"] if (row["encoding"], row["connections"]) == (encoding, connections)]
        return worst(rows, default=None)
    return find


def _key(*path):
    def find(found):
        for name in path:
            found = found.get(name) if found is not None else None
        return found
    return find


def _registers(engine, name, rebuilt, imported):
    rows = [(f"{kind} of 1,000,000 records, {name}, p50", f"{key}_worst_p50_ms", AT_MOST, 10, "ms")
            for kind, key in (("lists", "list"), ("facets", "facets"), ("counts", "count"))]
    rows += [("  p99", f"{key}_worst_p99_ms", AT_MOST, 50, "ms") for key in ("list", "facets", "count")]
    rows += [("  made anew", "rebuild_s", AT_MOST, rebuilt, "s"),
             ("100,000 penalties from a workbook", "import_per_second", AT_LEAST, imported, "records/s"),
             ("  memory", "import_mib", AT_MOST, 300, "MiB"),
             ("  another writer waits, while staged", "import_others_ms", AT_MOST, 200, "ms"),
             ("  at the switch", "import_switch_ms", AT_MOST, 2000, "ms")]
    return [("registers_bench", label, _key(engine, key), *bound) for label, key, *bound in rows]


def _matters(engine, name):
    rows = [(f"work list of 100,000 cases, {name}, p50", "work_worst_p50_ms", AT_MOST, 20, "ms"),
            ("  lists with any filter, p50", "list_worst_p50_ms", AT_MOST, 20, "ms"),
            ("  searches, p50", "search_worst_p50_ms", AT_MOST, 20, "ms"),
            ("  table 3 of a year", "table3_worst_p50_ms", AT_MOST, 300, "ms"),
            ("  clocks of 10,000 open cases", "clocks_worst_p50_ms", AT_MOST, 1000, "ms"),
            ("  a letter as PDF", "pdf_worst_p50_ms", AT_MOST, 60, "ms")]
    return [("matters_bench", label, _key(engine, key), *bound) for label, key, *bound in rows]


TARGETS = [
    ("http", "cached page, 64 connections, to nginx", _worst("identity", 64, "ratio", min), AT_LEAST, 1.0, "x"),
    ("http", "  its 99th percentile, to nginx", _worst("identity", 64, "p99_ratio", max), AT_MOST, 1.2, "x"),
    ("http", "cached page, 512 connections, to nginx", _worst("identity", 512, "ratio", min), AT_LEAST, 1.0, "x"),
    ("http", "  its 99th percentile, to nginx", _worst("identity", 512, "p99_ratio", max), AT_MOST, 1.2, "x"),
    ("http", "brotli page, 64 connections, to brotli_static", _worst("br", 64, "ratio", min), AT_LEAST, 1.0, "x"),
    ("http", "  its 99th percentile, to nginx", _worst("br", 64, "p99_ratio", max), AT_MOST, 1.2, "x"),
    ("http", "brotli page, 512 connections, to brotli_static", _worst("br", 512, "ratio", min), AT_LEAST, 1.0, "x"),
    ("http", "  its 99th percentile, to nginx", _worst("br", 512, "p99_ratio", max), AT_MOST, 1.2, "x"),
    ("http", "resident with 10,000 idle connections", _key("idle", "idle_mib"), AT_MOST, 150, "MiB"),
    ("site_bench", "start to ready", _key("ready_p50_ms"), AT_MOST, 1000, "ms"),
    ("site_bench", "resident after start", _key("resident_after_start_mib"), AT_MOST, 400, "MiB"),
    ("site_bench", "resident after 1,000 pages", _key("resident_after_1000_pages_mib"), AT_MOST, 400, "MiB"),
    ("site_bench", "publication to its page (worst)", _key("publish_to_page_worst_ms"), AT_MOST, 100, "ms"),
    ("site_bench", "publication to its column's list (worst)", _key("publish_to_list_worst_ms"), AT_MOST, 100, "ms"),
    ("site_bench", "publication to search (worst)", _key("publish_to_search_worst_ms"), AT_MOST, 1000, "ms"),
    ("site_bench", "uncached article, p50", _key("uncached_article_p50_ms"), AT_MOST, 3, "ms"),
    ("site_bench", "uncached list page, p50", _key("uncached_list_p50_ms"), AT_MOST, 3, "ms"),
    ("site_bench", "hundredth page of a list to the first", _key("hundredth_to_first_ratio"), AT_MOST, 1.1, "x"),
    ("site_bench", "index fed by the journal", _key("index_mb_per_second"), AT_LEAST, 1.0, "MB/s"),
    ("api_bench", "lists of work with any filter (worst p50)", _key("list_worst_p50_ms"), AT_MOST, 10, "ms"),
    ("api_bench", "what waits for one (worst p50)", _key("worklist_worst_p50_ms"), AT_MOST, 20, "ms"),
    ("api_bench", "documents to link with (worst p50)", _key("linkable_worst_p50_ms"), AT_MOST, 10, "ms"),
    ("api_bench", "dashboard (worst p50)", _key("dashboard_worst_p50_ms"), AT_MOST, 100, "ms"),
    ("api_bench", "journal with any filter (worst p50)", _key("journal_worst_p50_ms"), AT_MOST, 200, "ms"),
    ("search_bench", "search, p50", _key("daylight", "p50_ms"), AT_MOST, 5, "ms"),
    ("search_bench", "search, p99", _key("daylight", "p99_ms"), AT_MOST, 30, "ms"),
    ("search_bench", "mean reciprocal rank of the first ten", _key("daylight", "mrr10"), AT_LEAST, 0.92, ""),
    ("search_bench", "index fed directly", _key("daylight", "feed_mb_per_s"), AT_LEAST, 1.0, "MB/s"),
    ("search_words_bench", "questions in people's words, within three", _key("within_three"), AT_LEAST, 180, "of 200"),
    ("search_words_bench", "  without any result", _key("empty"), AT_MOST, 0, ""),
    ("search_words_bench", "exact titles that come first", _key("titles"), AT_LEAST, 0.98, ""),
    ("intake_bench", "titles found on own pages", _key("own", "fields", "title", "recall"), AT_LEAST, 0.97, ""),
    ("intake_bench", "  all their fields, precision", _key("own", "together", "precision"), AT_LEAST, 0.98, ""),
    ("intake_bench", "  the lowest figure of a field", _key("own", "lowest"), AT_LEAST, 0.95, ""),
    ("intake_bench", "  passages kept", _key("own", "kept"), AT_LEAST, 1.0, ""),
    ("intake_bench", "  furniture removed", _key("own", "furniture_removed"), AT_LEAST, 0.95, ""),
    ("privacy_bench", "personal numbers found in messages", _key("messages_held", "numbers"), AT_LEAST, 0.99, ""),
    ("privacy_bench", "  names", _key("messages_held", "names"), AT_LEAST, 0.95, ""),
    ("privacy_bench", "  home addresses", _key("messages_held", "addresses"), AT_LEAST, 0.95, ""),
    ("privacy_bench", "  precision", _key("messages_held", "precision"), AT_LEAST, 0.95, ""),
    ("privacy_bench", "personal numbers found in penalties", _key("penalties_held", "numbers"), AT_LEAST, 0.99, ""),
    ("privacy_bench", "  names", _key("penalties_held", "names"), AT_LEAST, 0.95, ""),
    ("privacy_bench", "  home addresses", _key("penalties_held", "addresses"), AT_LEAST, 0.95, ""),
    ("privacy_bench", "  precision", _key("penalties_held", "precision"), AT_LEAST, 0.95, ""),
    ("privacy_bench", "false alarms in 20,000 characters of statutes", _key("statutes_alarms"), AT_MOST, 1, ""),
    ("sheets_bench", "workbook of 100,000 x 30 read", _key("read_shared", "seconds"), AT_MOST, 4, "s"),
    ("sheets_bench", "  its memory", _key("read_shared", "mib"), AT_MOST, 100, "MiB"),
    ("sheets_bench", "the same, strings in place", _key("read_streamed", "seconds"), AT_MOST, 4, "s"),
    ("sheets_bench", "  its memory", _key("read_streamed", "mib"), AT_MOST, 100, "MiB"),
    ("paper_bench", "letter of two pages as PDF, p50", _key("pdf_p50_ms"), AT_MOST, 60, "ms"),
    ("paper_bench", "  as DOCX, p50", _key("docx_p50_ms"), AT_MOST, 60, "ms"),
    ("table3_bench", "table 3 of 100,000 requests, p50", _key("table_p50_ms"), AT_MOST, 300, "ms"),
    ("table3_bench", "  the list of one of its cells, p50", _key("cell_p50_ms"), AT_MOST, 100, "ms"),
    *_registers("sqlite", "SQLite", 120, 10_000),
    *_registers("postgres", "PostgreSQL", 300, 4_000),
    *_matters("sqlite", "SQLite"),
    *_matters("postgres", "PostgreSQL"),
    ("import_bench", "import with publication", _key("documents_per_second"), AT_LEAST, 150, "documents/s"),
]


def table(found):
    """Lines of the table for {benchmark: its JSON}; benchmarks that did not run are left out."""
    lines = [f"{'figure':<48} {'target':>12} {'measured':>10}  unit"]
    short = 0
    for benchmark, name, find, sense, bound, unit in TARGETS:
        if benchmark not in found:
            continue
        value = find(found[benchmark])
        met = value is not None and (value >= bound if sense == AT_LEAST else value <= bound)
        short += not met
        shown = "none" if value is None else f"{value:.3g}" if value < 100 else f"{value:.0f}"
        lines.append(f"{name:<48} {sense + ' ' + format(bound, 'g'):>12} {shown:>10}  {unit:<12} "
                     f"{'met' if met else 'SHORT'}")
    lines.append(f"{short} short of their target" if short else "all targets met")
    return lines
