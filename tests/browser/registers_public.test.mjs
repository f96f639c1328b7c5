// A citizen and the registers of an agency, on a phone: a penalty by the name of its party and by its kind, its past,
// lots on a map that needs no script; each kind of page is accessible and no wider than its screen.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { axeViolations, desktop, overflow, phone, picture, troubles } from './support/reader.mjs';

describe('a citizen', () => {
  const { server, visitor } = demonstration();

  /** The first register of this name on any site of the city, by the links of the home pages. */
  async function openRegister(page, title) {
    for (const prefix of ['', '/gov', '/chenghu', '/wangshan']) {
      await page.goto(`${server.url}${prefix}/registers`);
      const link = page.locator('main .rows a', { hasText: title }).first();
      if (await link.count() === 0) continue;
      await link.click();
      return;
    }
    assert.fail(`no site of the demonstration has ${title}`);
  }

  it('finds every register from the home page in three steps', async () => {
    const { page, context, trouble } = await visitor({ viewport: phone });
    for (const prefix of ['', '/gov']) {
      const home = `${server.url}${prefix}/`;
      await page.goto(`${server.url}${prefix}/data`);
      const sets = await page.locator('.sets > li h2').allInnerTexts();
      await page.goto(home);
      const ways = page.locator('section[aria-labelledby="registers-title"] a[href*="/registers"]');
      const first = await ways.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      const found = new Map();
      for (const [step, href] of first.entries()) {
        await page.goto(home);
        await ways.nth(step).click();
        await page.waitForURL(`**${href}`);
        if (!href.includes('#')) {
          found.set((await page.locator('h1').first().innerText()).trim(), 1);
          continue;
        }
        const lines = page.locator(`h2#${href.split('#')[1]} + ul a`);
        for (const name of await lines.locator('.title').allInnerTexts()) found.set(name.trim(), 2);
        const box = await lines.first().boundingBox();
        assert.ok(box.x >= 0 && box.x + box.width <= phone.width, `${href} fits the screen`);
      }
      for (const set of sets) assert.ok(found.has(set.trim()), `${set} is found from ${home}`);
      assert.ok(await overflow(page) <= 0);
    }
    await page.goto(`${server.url}/registers`);
    await picture(page, 'registers-390');
    assert.deepEqual(await axeViolations(page), []);
    assert.deepEqual(troubles(trouble), []);
    await context.close();
  });

  it('finds penalties, lots and powers in the columns where people look for them', async () => {
    for (const viewport of [desktop, phone]) {
      const { page, context, trouble } = await visitor({ viewport });
      for (const [slug, title] of [['penalties', '行政处罚公示'], ['parking', '停车场'], ['powers', '权责清单']]) {
        await page.goto(`${server.url}/columns/${slug}`);
        const card = page.locator('.of-register');
        assert.ok((await card.locator('h2').innerText()).includes(title), `${slug} shows ${title}`);
        const rows = await card.locator('.records tbody tr').count();
        assert.ok(rows > 0 && rows <= 8, `${slug} shows ${rows} rows`);
        assert.ok(await overflow(page) <= 0, `${slug} fits`);
        await picture(page, `column-${slug}-${viewport.width}`);
        assert.deepEqual(await axeViolations(page), []);
      }
      const first = page.locator('.of-register .records tbody a').first();
      const name = (await first.innerText()).trim();
      await first.click();
      assert.ok((await page.locator('h1').first().innerText()).length > 0, name);
      await page.goto(`${server.url}/columns/penalties`);
      await page.locator('.of-register .take').click();
      await page.waitForURL(/registers\/penalties/);
      assert.deepEqual(troubles(trouble), []);
      await context.close();
    }
  });

  it('reads the wide tables of a record on a phone row by row', async () => {
    const { page, context } = await visitor({ viewport: phone });
    await openRegister(page, '随机抽取记录');
    await page.locator('.records tbody a', { hasText: 'CQ-2026-02' }).click();
    const cells = await page.locator('.facts-of .records tbody td:visible').all();
    assert.ok(cells.length > 0, 'the draw has a table');
    for (const cell of cells) {
      const { width } = await cell.boundingBox();
      assert.ok(width > 250, `a cell is ${width} wide`);
      const label = await cell.evaluate((one) => getComputedStyle(one, '::before').content);
      assert.match(label, /[\u4e00-\u9fff]/, 'each value has its heading');
    }
    assert.ok(await overflow(page) <= 0);
    assert.deepEqual(await axeViolations(page), []);
    await picture(page, 'record-tables-390');
    await context.close();
  });

  it('takes the text of a contract from its card', async () => {
    const { page, context, trouble } = await visitor({ viewport: phone });
    await page.goto(`${server.url}/registers/procurement_contracts?q=${encodeURIComponent('环卫车辆')}`);
    await page.getByRole('link', { name: '环卫车辆采购合同' }).first().click();
    const link = page.locator('.files a', { hasText: '环卫车辆采购合同.txt' });
    await link.waitFor();
    assert.ok(await overflow(page) <= 0);
    await picture(page, 'record-file-390');
    const sent = await page.request.get(new URL(await link.getAttribute('href'), page.url()).href);
    assert.equal(sent.status(), 200);
    assert.match(sent.headers()['content-type'], /^text\/plain/);
    assert.match(await sent.text(), /合同总价548.6万元/);
    assert.deepEqual(troubles(trouble), []);
    await context.close();
  });

  it('finds a penalty by its party and by its kind, opens it and sees how it came to be', async () => {
    const { page, context, trouble } = await visitor({ viewport: phone });
    await openRegister(page, '行政处罚');
    const all = await page.locator('.records tbody tr').count();
    assert.ok(all > 0, 'there are penalties');
    const party = (await page.locator('.records tbody tr td a').first().innerText()).trim();
    await page.locator('#record-find').fill(party);
    await page.locator('#record-find').press('Enter');
    await page.waitForURL(/q=/);
    for (const name of await page.locator('.records tbody tr td:first-child').allInnerTexts()) {
      assert.ok(name.includes(party), `${name} has ${party} in it`);
    }
    await page.locator('.chosen a').first().click();
    await page.locator('#filters').getByRole('link', { name: /^罚款/ }).first().click();
    await page.waitForURL(/kinds=fine/);
    assert.equal(await page.locator('meta[name="robots"]').getAttribute('content'), 'noindex');
    await page.locator('.records tbody tr td a').first().click();
    await page.waitForURL(/\/records\/\d+$/);
    assert.match(await page.locator('main').innerText(), /公布和更正的经过[\s\S]*公布/);
    assert.doesNotMatch(await page.locator('main').innerText(), /\d{6}(19|20)\d{9}[\dX]/, 'no number of a person');
    assert.deepEqual(troubles(trouble), []);
    await context.close();
  });

  it('sees by which ground a penalty was corrected, and what was public before', async () => {
    const { page, context } = await visitor({ viewport: phone, script: false });
    await openRegister(page, '行政处罚');
    const links = await page.locator('.records tbody tr td a').evaluateAll((all) => all.map((link) => link.href));
    let corrected;
    for (const link of links) {
      await page.goto(link);
      if (await page.locator('.passages li', { hasText: '更正' }).count() > 0) { corrected = link; break; }
    }
    assert.ok(corrected, 'a penalty of the demonstration was corrected');
    const change = page.locator('.passages li', { hasText: '更正' }).first();
    assert.match(await change.innerText(), /理由：\S/);
    const now = await page.locator('.article').innerText();
    await page.locator('.passages a').first().click();
    await page.waitForURL(/\?at=\d{4}-\d\d-\d\d$/);
    assert.notEqual(await page.locator('.article').innerText(), now);
    await page.locator('.banner a').click();
    assert.equal(page.url(), corrected);
    await context.close();
  });

  it('sees the lots on a map and in a list without script', async () => {
    const { page, context } = await visitor({ viewport: phone, script: false });
    await openRegister(page, '停车场');
    const points = await page.locator('.places circle').count();
    assert.ok(points > 0, 'there are points');
    assert.equal(await page.locator('.records .place-number').count(), points);
    await page.locator('.places a').first().click();
    await page.waitForURL(/\/records\/\d+$/);
    assert.match(await page.locator('main').innerText(), /CGCS2000/);
    await context.close();
  });

  for (const [width, viewport] of [['390', phone], ['1440', desktop]]) {
    for (const elder of [false, true]) {
      it(`reads every kind of page at ${width}${elder ? ' in the elder view' : ''}`, async () => {
        const { page, context, trouble } = await visitor({ viewport, elder: elder ? `${server.url}/` : null });
        const look = async (name) => {
          assert.deepEqual(await axeViolations(page), [], name);
          assert.ok(await overflow(page) <= 0, `${name} is ${await overflow(page)} px wider than its screen`);
          await picture(page, `${name}-${width}${elder ? '-elder' : ''}`);
        };
        await page.goto(`${server.url}/registers`);
        await look('registers');
        for (const [title, name] of [['行政处罚', 'penalties'], ['停车场', 'parking'], ['权责清单', 'powers']]) {
          await openRegister(page, title);
          await look(`register-${name}`);
          await page.locator('.records tbody tr td a').first().click();
          await page.waitForURL(/\/records\/\d+$/);
          await look(`record-${name}`);
        }
        assert.deepEqual(troubles(trouble), []);
        await context.close();
      });
    }
  }
});
