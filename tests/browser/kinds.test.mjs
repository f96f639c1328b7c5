// Every kind of page at two widths, in the ordinary and the elder view: no violation of the
// accessibility rules, no error in the console, nothing wider than the screen, a picture of each.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { crawl, kindOf } from './support/crawl.mjs';
import { demonstration } from './support/demonstration.mjs';
import { htmlErrors } from './support/html.mjs';
import { lacking } from './support/norms.mjs';
import { daylight, eventually } from './support/program.mjs';
import { axeViolations, desktop, overflow, phone, picture, troubles } from './support/reader.mjs';

const kinds = ['home', 'column', 'article', 'document', 'disclosure', 'guide', 'rules', 'statutory', 'annual-reports',
  'search', 'search-none', 'search-empty', 'sitemap', 'about', 'accessibility', 'tombstone', 'missing'];

const views = [
  { name: '1440', viewport: desktop, elder: false },
  { name: '390', viewport: phone, elder: false },
  { name: '1440-elder', viewport: desktop, elder: true },
  { name: '390-elder', viewport: phone, elder: true },
];

describe('each kind of page', () => {
  const { server, visitor } = demonstration({ prepare: findAddresses });
  const address = {};

  // Where the kinds are is read off the site's own links, as a reader would find them.
  async function findAddresses() {
    const { page, context } = await visitor();
    const home = `${server.url}/`;
    address.home = home;
    await page.goto(home);
    const href = async (name) => page.getByRole('link', { name }).first().evaluate((node) => node.href);
    address.sitemap = await href('站点地图');
    address.about = await href('网站声明');
    address.accessibility = await href('无障碍说明');
    address.disclosure = await href(/政府信息公开/);
    const box = page.getByRole('search').getByRole('searchbox').first();
    await box.fill('公开');
    await box.press('Enter');
    await page.waitForURL(/q=/);
    address.search = page.url();
    address['search-none'] = page.url().replace(/q=[^&]*/, `q=${encodeURIComponent('龘靐齉爩麤')}`);
    address['search-empty'] = page.url().replace(/\?.*/, '');
    await page.goto(address.disclosure.replace(/#.*/, ''));
    for (const [kind, name] of [['guide', '政府信息公开指南'], ['rules', '政府信息公开制度'],
      ['statutory', '法定主动公开内容'], ['annual-reports', '政府信息公开年报']]) {
      address[kind] = await href(new RegExp(name));
    }
    await context.close();

    const { pages } = await crawl(home, 300);
    const longest = (kind) => pages.filter((p) => p.status === 200 && kindOf(p) === kind)
      .sort((a, b) => b.size - a.size)[0]?.url;
    address.column = longest('column');
    address.article = longest('article');
    address.document = longest('document');
    const victim = pages.filter((p) => kindOf(p) === 'document' && p.url !== address.document)[0];
    address.tombstone = await withdraw(victim.url);
    address.missing = `${server.url}/nothing-is-here`;
  }

  async function withdraw(url) {
    const id = new URL(url).pathname.match(/(\d+)(?:\.html)?$/)[1];
    await daylight('document', 'withdraw', id, '--data', server.data, '--as', '林知夏',
      '--reason', '内容有误，重新核实后另行公布');
    const gone = await eventually(3000, async () => (await fetch(url)).status === 410);
    assert.ok(gone, 'the page of a withdrawn document is not 410');
    return url;
  }

  for (const view of views) {
    describe(`at ${view.name}`, () => {
      let reader;
      before(async () => {
        reader = await visitor({ viewport: view.viewport, elder: view.elder ? `${server.url}/` : null });
      });
      after(() => reader?.context.close());

      for (const kind of kinds) {
        it(kind, async () => {
          const { page, trouble } = reader;
          trouble.length = 0;
          assert.ok(address[kind], `no page is a ${kind}`);
          const answer = await page.goto(address[kind], { waitUntil: 'load' });
          const status = { tombstone: 410, missing: 404 }[kind] ?? 200;
          assert.equal(answer.status(), status);
          assert.equal(await page.locator('html').getAttribute('data-view') === 'elder', view.elder);
          await picture(page, `${kind}-${view.name}`);
          assert.deepEqual(troubles(trouble), []);
          assert.equal(await overflow(page), 0, 'the page is wider than the screen');
          assert.deepEqual(await axeViolations(page), []);
        });
      }
    });
  }

  it('passes the HTML checker and carries the mandatory elements, errors included', async () => {
    const pages = [];
    for (const kind of kinds) {
      for (const cookie of ['', 'view=elder']) {
        const answer = await fetch(address[kind], { headers: cookie ? { cookie } : {} });
        pages.push({ url: address[kind], name: `${kind} ${cookie}`, status: answer.status, html: await answer.text() });
      }
    }
    assert.deepEqual(await htmlErrors(pages.map((page) => [page.name, page.html])), []);
    const problems = pages.flatMap(
      (page) => lacking(page, page.url === address.home).map((name) => `${page.name}: ${name}`));
    assert.deepEqual(problems, []);
  });
});
