// A citizen's way through real input: documents of the shapes that offices publish go in by the
// command line; the citizen follows a column, reads, searches, and meets a withdrawn one.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { daylight, emptyInstallation, eventually, root, serve } from './support/program.mjs';
import { axeViolations, desktop, launch, newReader, overflow, phone, picture, troubles } from './support/reader.mjs';

const agency = '11419900MB12345626';
const folder = path.join(root, 'tests/fixtures/intake');
// One of each shape: a bureau's web page, a file-sharing site's copy, a page with an index card, a
// yearly report, an HTML page, a Word file, a PDF; the last is the one that will be withdrawn.
const inputs = ['txt-notice.txt', 'txt-sharing-site.txt', 'txt-spaced-card.txt', 'txt-report.txt',
  'html-meta.html', 'docx-plan.docx', 'pdf-notice.pdf', 'txt-wrapped.txt'];
const facts = {
  domain: 'csglj.qingzhou.example',
  site_code: '4199000001',
  icp: '豫ICP备00000000号',
  police_filing: '豫公网安备00000000000000号',
  phone: '0000-1234567',
  address: '示例市人民路1号',
  office_hours: '工作日 9:00—17:00',
  demonstration: true,
};
const squeeze = (text) => text.replace(/\s+/g, '');
const hasTitle = (titles, title) => titles.some((one) => squeeze(one) === squeeze(title));

describe('a citizen', () => {
  let server;
  let browser;
  let imported;

  before(async () => {
    const files = inputs.map((name) => path.join(folder, name));
    const data = await emptyInstallation(agency, '示例市城市管理局', facts);
    // What must be looked at stays a draft, and the command says so by its status.
    const lines = await daylight('import', 'documents', '--data', data, '--agency', agency, ...files,
      '--publish', '--as', '张三').catch((error) => error.stdout);
    imported = lines.trim().split('\n').map((line) => JSON.parse(line));
    const on = ['--data', data];
    for (const document of imported.filter((one) => one.held)) {
      const id = String(document.document);
      await daylight('document', 'answer', id, ...on, '--as', '李四', '--all', '--reason', '与原件核对无误');
      const said = await daylight('document', 'publish', id, ...on, '--as', '张三', '--force', '--reason', '批量导入');
      document.address = `/documents/${id}`;
      document.index_number = /索引号 ([^，]+)/.exec(said)?.[1];
    }
    server = await serve(data);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('finds every imported document published, with an address and an index number', () => {
    assert.equal(imported.length, inputs.length);
    for (const document of imported) {
      assert.ok(document.title, JSON.stringify(document));
      assert.match(document.address ?? '', /^\//, document.file);
      assert.match(document.index_number ?? '', /\/\d{4}-\d{5}$/, document.file);
    }
  });

  for (const [name, viewport] of [['1440', desktop], ['390', phone]]) {
    it(`reads them at ${name}`, async () => {
      const { page, context, trouble } = await newReader(browser, { viewport });
      for (const [index, document] of imported.entries()) {
        const answer = await page.goto(server.url + document.address);
        assert.equal(answer.status(), 200, document.file);
        assert.equal(squeeze(await page.getByRole('heading', { level: 1 }).innerText()), squeeze(document.title));
        assert.ok((await page.locator('.words').innerText()).length > 30, document.file);
        assert.equal(await overflow(page), 0, document.file);
        assert.deepEqual(await axeViolations(page), [], document.file);
        if (index < 5) await picture(page, `imported-${index}-${name}`);
      }
      assert.deepEqual(troubles(trouble), []);
      await context.close();
    });
  }

  it('follows a column from the home page to a document and back', async () => {
    const { page, context } = await newReader(browser);
    await page.goto(`${server.url}/`);
    await page.locator('nav.bar a').filter({ hasText: /政策文件|通知公告|政府信息公开/ }).first().click();
    const row = page.locator('main .rows a').first();
    const title = await row.locator('.title').innerText();
    await row.click();
    assert.equal(squeeze(await page.getByRole('heading', { level: 1 }).innerText()), squeeze(title));
    await page.locator('nav.here a').last().click();
    assert.ok(await page.locator('main .rows a').count() > 0);
    await context.close();
  });

  async function search(page, words) {
    await page.goto(`${server.url}/`);
    const box = page.getByRole('search').getByRole('searchbox').first();
    await box.fill(words);
    await box.press('Enter');
    await page.waitForURL(/q=/);
    return page.locator('.hits h2').allInnerTexts();
  }

  it('finds a document by its number written with square brackets', async () => {
    const { page, context } = await newReader(browser);
    const numbered = imported.find((document) => /〔\d{4}〕/.test(document.document_number ?? ''));
    assert.ok(numbered, 'no imported document has a number');
    for (const [open, close] of ['[]', '【】', '()', '（）', '〔〕']) {
      const hits = await search(page, numbered.document_number.replace('〔', open).replace('〕', close));
      assert.equal(squeeze(hits[0] ?? ''), squeeze(numbered.title), `${open}${close}`);
    }
    await context.close();
  });

  it('finds a document by two words of its body', async () => {
    const { page, context } = await newReader(browser);
    const wanted = imported[0];
    await page.goto(server.url + wanted.address);
    const clauses = (await page.locator('.words p').allInnerTexts())
      .flatMap((text) => text.match(/\p{Script=Han}{6,}/gu) ?? []);
    const words = [clauses[0].slice(0, 4), clauses.at(-2).slice(0, 4)].join(' ');
    const hits = await search(page, words);
    assert.ok(hasTitle(hits, wanted.title), `"${words}" found ${hits.join(' | ')}`);
    await context.close();
  });

  it('sees the tombstone of a withdrawn document, and no longer finds it', async () => {
    const { page, context } = await newReader(browser);
    const doomed = imported.at(-1);
    const id = doomed.address.match(/(\d+)(?:\.html)?$/)[1];
    const ground = '附件含有不应公开的内容';
    await daylight('document', 'withdraw', id, '--data', server.data, '--as', '李四', '--reason', ground);
    const answer = await eventually(3000, async () => {
      const seen = await page.goto(server.url + doomed.address);
      return seen.status() === 410 && seen;
    });
    assert.ok(answer, 'the page is not 410 within three seconds');
    const said = await page.locator('main').innerText();
    assert.ok(said.includes(ground), 'the ground is told');
    assert.match(said, /\d{4}-\d\d-\d\d \d\d:\d\d/, 'and the time');
    const gone = await eventually(3000, async () => !hasTitle(await search(page, doomed.title), doomed.title));
    assert.ok(gone, 'the search still finds it');
    await context.close();
  });
});
