// The whole demonstration, link by link: nothing broken, every page well formed and complete.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { crawl, decodeHtml, kindOf } from './support/crawl.mjs';
import { htmlErrors } from './support/html.mjs';
import { cardLabels, lacking, unannouncedLinks, wholeCard } from './support/norms.mjs';
import { serveDemo } from './support/program.mjs';

const locationsIn = (xml) => [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => new URL(decodeHtml(url)));

describe('every page of the demonstration', () => {
  let server;
  let found;
  const html = () => found.pages.filter((page) => page.html);

  // The addresses of a map for search engines; they bear the site's own host, which is not ours.
  async function mapped(path) {
    const answer = await fetch(server.url + path);
    assert.equal(answer.status, 200, path);
    const xml = await answer.text();
    const locations = locationsIn(xml);
    if (!xml.includes('<sitemapindex')) return locations;
    return (await Promise.all(locations.map((part) => mapped(part.pathname)))).flat();
  }

  before(async () => {
    server = await serveDemo();
    found = await crawl(`${server.url}/`);
  });
  after(() => server?.stop());

  it('is reached by links, and no link is broken', () => {
    const broken = found.pages.filter((page) => page.status >= 400)
      .map((page) => `${page.status} ${page.url} from ${page.from}`);
    assert.deepEqual(broken, []);
    assert.ok(html().length > 20, `only ${html().length} pages`);
  });

  it('is one of the kinds that a portal needs', () => {
    const kinds = new Set(html().map(kindOf));
    for (const kind of ['column', 'article', 'document']) assert.ok(kinds.has(kind), `no page is a ${kind}`);
  });

  it('has no error for the HTML checker', async () => {
    // Pages that differ only in their query are drawn by the same template: three of each path do.
    const perPath = new Map();
    const chosen = html().filter((page) => {
      const path = new URL(page.url).pathname;
      perPath.set(path, (perPath.get(path) ?? 0) + 1);
      return perPath.get(path) <= 3;
    });
    assert.deepEqual(await htmlErrors(chosen.map((page) => [page.url.slice(server.url.length), page.html])), []);
  });

  it('carries what the norms demand of its kind', () => {
    const problems = html().filter((page) => page.status === 200).flatMap((page) => {
      const missing = lacking(page, page.url === `${server.url}/`);
      return missing.length > 0 ? [`${page.url.slice(server.url.length)}: ${missing.join(', ')}`] : [];
    });
    assert.deepEqual(problems.slice(0, 30), []);
  });

  it('shows the whole index card where everything is known', () => {
    const cards = html().filter((page) => kindOf(page) === 'document').map((page) => cardLabels(page.html));
    assert.ok(cards.some((labels) => wholeCard.every((label) => labels.includes(label))), JSON.stringify(cards[0]));
  });

  it('has a title of its own', () => {
    const titles = new Map();
    for (const page of html().filter((p) => p.status === 200 && !new URL(p.url).search)) {
      const title = page.html.match(/<title>([^<]*)<\/title>/)?.[1];
      titles.set(title, [...(titles.get(title) ?? []), page.url.slice(server.url.length)]);
    }
    assert.deepEqual([...titles].filter(([, urls]) => urls.length > 1), []);
  });

  it('announces when a link leaves the government sites', () => {
    assert.deepEqual(html().flatMap((page) => unannouncedLinks(page).map((link) => `${page.url}: ${link}`)), []);
  });

  it('is sent with the security headers', () => {
    for (const page of html()) {
      const policy = page.headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src|script-src/, page.url);
      assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval/, page.url);
      assert.equal(page.headers.get('x-content-type-options'), 'nosniff', page.url);
    }
  });

  it('has feeds and a sitemap that can be read', async () => {
    const feeds = found.pages.filter((page) => page.type.startsWith('application/atom+xml'));
    assert.ok(feeds.length > 0, 'no feed was reached');
    const locations = await mapped('/sitemap.xml');
    assert.ok(locations.length > 10, `only ${locations.length} addresses in sitemap.xml`);
    for (const { pathname } of locations.slice(0, 20)) {
      assert.equal((await fetch(server.url + pathname)).status, 200, pathname);
    }
  });
});
