// What is counted of registers: a citizen on a phone goes from the home page to a number and to its records, without
// script; a clerk opens the same number in the console. Each page is accessible and no wider than its screen.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { axeViolations, desktop, overflow, phone, picture, troubles } from './support/reader.mjs';
import { laptop, open } from './support/staff.mjs';

describe('the statistics of registers', () => {
  const { server, visitor, clerk } = demonstration();

  async function look(page, name) {
  await page.evaluate(() => window.scrollTo(0, 0)); // what scrolls below the bar is covered by it
    assert.deepEqual(await axeViolations(page), [], name);
    assert.ok(await overflow(page) <= 0, `${name} is ${await overflow(page)} px wider than its screen`);
    await picture(page, name);
  }

  /** From the home page over the list of a register to its statistics. */
  async function openStatistics(page, title) {
    for (const prefix of ['', '/chenghu', '/gov', '/wangshan']) {
      await page.goto(`${server.url}${prefix}/registers`);
      const link = page.locator('main .rows a', { hasText: title }).first();
      if (await link.count() === 0) continue;
      await link.click();
      await page.getByRole('link', { name: '统计', exact: true }).click();
      await page.waitForURL(/\/statistics$/);
      return;
    }
    assert.fail(`no site of the demonstration has ${title}`);
  }

  it('lead a citizen from the home page to a number and to as many records', async () => {
    const { page, context, trouble } = await visitor({ viewport: phone, script: false });
    await openStatistics(page, '行政处罚');
    await picture(page, 'statistics-penalties-390');
    await page.locator('#filters').getByRole('link', { name: /^\d{4} 年$/ }).first().click();
    await page.waitForURL(/period=\d{4}$/);
    const numbers = page.locator('section[aria-labelledby="figure-count"] tbody .number a');
    assert.ok(await numbers.count() > 0, 'there are months');
    const said = Number(await numbers.first().innerText());
    await numbers.first().click();
    await page.waitForURL(/decided_on=\d{4}-\d\d/);
    assert.match(await page.locator('.listhead').innerText(), new RegExp(`共 ${said} 条`));
    assert.equal(await page.locator('.records tbody tr').count(), said);
    assert.deepEqual(troubles(trouble), []);
    await context.close();
  });

  it('show the records of a number that no list is narrowed to, and give a table to take away', async () => {
    const { page, context } = await visitor({ viewport: phone, script: false });
    await openStatistics(page, '停车场');
    await page.locator('#filters').getByRole('link', { name: /^\d{4} 年$/ }).first().click();
    await page.waitForURL(/period=\d{4}$/);
    const number = page.locator('section[aria-labelledby="figure-lots"] tbody .number a').first();
    const said = Number(await number.innerText());
    await number.click();
    await page.waitForURL(/\/statistics\/lots\?/);
    assert.equal(await page.locator('.records tbody tr').count(), Math.min(said, 20));
    await picture(page, 'statistics-records-390');
    await page.locator('.records tbody td a').first().click();
    await page.waitForURL(/\/records\/\d+$/);
    const file = await fetch(`${server.url}/registers/parking/statistics.csv?figure=lots`);
    assert.match(file.headers.get('content-type'), /text\/csv/);
    assert.match(await file.text(), /停车场（处）/);
    await context.close();
  });

  for (const [width, viewport] of [['390', phone], ['1440', desktop]]) {
    it(`are read at ${width}, also in the elder view`, async () => {
      for (const elder of [null, `${server.url}/`]) {
        const { page, context, trouble } = await visitor({ viewport, elder });
        await openStatistics(page, '行政处罚');
        await look(page, `statistics-${width}${elder ? '-elder' : ''}`);
        await openStatistics(page, '停车场');
        await page.locator('#filters').getByRole('link', { name: /^\d{4} 年$/ }).first().click();
        await page.waitForURL(/period=/);
        await page.locator('section[aria-labelledby="figure-lots"] tbody .number a').first().click();
        await page.waitForURL(/\/statistics\/lots\?/);
        await look(page, `statistics-records-${width}${elder ? '-elder' : ''}`);
        assert.deepEqual(troubles(trouble), []);
        await context.close();
      }
    });
  }

  it('open to their records in the console', async () => {
    for (const viewport of [laptop, phone]) {
      const staff = await clerk('qiao.ji', viewport);
      const { page } = staff;
      await open(staff, server.url, '/figures');
      await picture(page, `figures-console-${viewport.width}`);
      await page.getByRole('link', { name: '行政处罚决定', exact: true }).click();
      await page.waitForURL(/\/figures\/records\.penalties\.count$/);
      const number = page.locator('table.grid tbody td.number a').first();
      const said = Number(await number.innerText());
      await number.click();
      await page.waitForURL(/group=/);
      const behind = page.locator('section.behind');
      await behind.locator('tbody tr').first().waitFor();
      assert.equal(await behind.locator('tbody tr').count(), said);
      await look(page, `figure-console-${viewport.width}`);
      await behind.locator('tbody a').first().click();
      await page.waitForURL(/\/console\/records\/\d+$/);
      await staff.context.close();
    }
  });
});
