// The whole demonstration, link by link: nothing broken, every page well formed and complete.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { crawl, kindOf } from './support/crawl.mjs';
import { htmlErrors } from './support/html.mjs';
import { lacking, unannouncedLinks } from './support/norms.mjs';
import { serveDemo } from './support/program.mjs';

describe('every page of the demonstration', () => {
  let server;
  let found;
  const html = () => found.pages.filter((page) => page.html);

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
    const map = await fetch(`${server.url}/sitemap.xml`);
    assert.equal(map.status, 200);
    const locations = [...(await map.text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => url);
    assert.ok(locations.length > 10, `only ${locations.length} addresses in sitemap.xml`);
  });
});
