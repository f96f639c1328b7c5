// Follows every link of a site from its home page and keeps what it finds.
import { performance } from 'node:perf_hooks';

const kAttribute = /<(?:a|link|img|script|form)\b[^>]*?\b(?:href|src|action)="([^"]*)"/g;

export function decodeHtml(text) {
  const named = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (decimal) return String.fromCodePoint(Number(decimal));
    if (hex) return String.fromCodePoint(parseInt(hex, 16));
    return named[name] ?? whole;
  });
}

/** {name: content} of the <meta name> tags of a page. */
export function metaTags(html) {
  const tags = {};
  for (const [, name, content] of html.matchAll(/<meta name="([^"]+)" content="([^"]*)"/g)) {
    tags[name] = decodeHtml(content);
  }
  return tags;
}

export function linksOf(html, address) {
  const links = [];
  for (const [, raw] of html.matchAll(kAttribute)) {
    if (/^(tel|mailto|data):/.test(raw) || raw.startsWith('#')) continue;
    links.push(new URL(decodeHtml(raw), address));
  }
  return links;
}

/** What a page is, read off the page itself. */
export function kindOf(page) {
  const meta = metaTags(page.html);
  if (page.status === 404) return 'missing';
  if (page.status === 410) return 'tombstone';
  if (meta.ArticleTitle !== undefined) return /<dl class="index"/.test(page.html) ? 'document' : 'article';
  if (meta.ColumnName !== undefined) return 'column';
  return 'other';
}

/** Asks again when the server says that this was too fast; its limit of rate is part of what is tested. */
async function polite(url) {
  for (let tries = 0; ; ++tries) {
    const answer = await fetch(url, { redirect: 'manual' });
    if (answer.status !== 429 || tries === 60) return answer;
    await answer.arrayBuffer();
    const seconds = Math.min(Number(answer.headers.get('retry-after')) || 1, 2);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

/**
 * Visits everything reachable below `start`, breadth first, at most `limit` addresses.
 * Returns {pages: [{url, status, type, html, from, milliseconds}], outside: Set of other origins}.
 */
export async function crawl(start, limit = 600) {
  const origin = new URL(start).origin;
  const queue = [{ url: start, from: '(start)' }];
  const seen = new Set([start]);
  const pages = [];
  const outside = new Set();
  while (queue.length > 0 && pages.length < limit) {
    const batch = queue.splice(0, 8);
    await Promise.all(batch.map(async ({ url, from }) => {
      const begun = performance.now();
      const answer = await polite(url);
      const type = answer.headers.get('content-type') ?? '';
      const bytes = Buffer.from(await answer.arrayBuffer());
      const html = type.startsWith('text/html') ? bytes.toString('utf8') : '';
      pages.push({
        url, from, status: answer.status, type, html, size: bytes.length, headers: answer.headers,
        milliseconds: performance.now() - begun,
      });
      const links = linksOf(html, url);
      const location = answer.headers.get('location');
      if (location) links.push(new URL(location, url));
      for (const link of links) {
        if (link.origin !== origin) { outside.add(link.origin); continue; }
        link.hash = '';
        // The view leads back; the console is an application of its own, with tests of its own.
        if (seen.has(link.href) || link.pathname === '/view' || link.pathname.startsWith('/console')) continue;
        seen.add(link.href);
        // Conditions of a register's list can be put together in thousands of ways: one at a time is looked at.
        if (link.pathname.includes('/registers/') && [...link.searchParams].length > 1) continue;
        queue.push({ url: link.href, from: url });
      }
    }));
  }
  return { pages, outside, left: queue.length };
}
