// 对照 in the console: what the enforcement system has decided and is not public, what differs, filters and the file;
// the list itself is nowhere on the site.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { phone, picture } from './support/reader.mjs';
import { expectFit, open } from './support/staff.mjs';

const wide = { width: 1440, height: 900 };

describe('a register held against a list', () => {
  const { server, clerk } = demonstration();

  it('shows what is decided and not public, and what differs', async () => {
    const one = await clerk('qiao.ji', wide);
    const { page } = one;
    await open(one, server.url, '/registers/penalties');
    await page.getByRole('button', { name: '对照' }).click();
    await page.getByRole('heading', { level: 1, name: '行政处罚公示：对照' }).waitFor();
    await page.getByRole('link', { name: /云城管罚决〔2026〕201号/ }).waitFor();
    await page.getByText('处罚决定日期').waitFor();
    await expectFit(one, 'the differences');
    await picture(page, 'console-counterpart-1440');
    await page.getByRole('button', { name: /待判断应否公开/ }).click();
    await page.getByRole('link', { name: /云城管罚决〔2026〕202号/ }).waitFor();
    await page.getByRole('link', { name: /云城管罚决〔2026〕201号/ }).waitFor({ state: 'detached' });
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出 CSV' }).click();
    assert.match((await saved).suggestedFilename(), /对照.*\.csv$/);
    await page.getByRole('link', { name: /云城管罚决〔2026〕202号/ }).click();
    await page.getByText('已核准').first().waitFor();
    assert.equal(await page.getByRole('button', { name: '公布', exact: true }).count(), 0);
  });

  it('opens each count to the rows behind it', async () => {
    const one = await clerk('qiao.ji', wide);
    const { page } = one;
    await open(one, server.url, '/registers/penalties/counterpart');
    for (const share of ['应公开', '已公开', '逾期公开', '逾期未公开', '待判断']) {
      const link = page.getByRole('link', { name: new RegExp(`^${share} \\d+ 条`) });
      const count = Number((await link.textContent()).trim());
      await link.click();
      await page.getByRole('heading', { level: 1, name: `行政处罚公示：${share}`, exact: true }).waitFor();
      await page.waitForFunction((most) => document.querySelectorAll('tbody tr').length === most, count);
    }
    await page.getByRole('link', { name: /^待判断 \d+ 条/ }).click();
    await page.getByRole('link', { name: /云城管罚决〔2026〕202号/ }).waitFor();
    await expectFit(one, 'the rows behind a count');
    await picture(page, 'console-counterpart-rows-1440');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出 CSV' }).click();
    assert.match((await saved).suggestedFilename(), /公开情况.*\.csv$/);
    await page.getByRole('link', { name: /云城管罚决〔2026〕202号/ }).click();
    await page.getByText('已核准').first().waitFor();
  });

  it('shows the rows behind a count on a phone', async () => {
    const one = await clerk('qiao.ji', phone);
    await open(one, server.url, '/registers/penalties/counterpart/rows?share=Owed');
    await one.page.getByRole('heading', { level: 1, name: '行政处罚公示：应公开' }).waitFor();
    await one.page.getByRole('link', { name: /云城管罚决〔2026〕201号/ }).waitFor();
    await expectFit(one, 'the rows behind a count on a phone');
    await picture(one.page, 'console-counterpart-rows-390');
  });

  it('finds how the power list and that of the service network differ, on a phone', async () => {
    const one = await clerk('qiao.ji', phone);
    await open(one, server.url, '/registers/powers/counterpart');
    await one.page.getByText('对违法设置户外广告的处罚').first().waitFor();
    await one.page.getByText('职权名称').first().waitFor();
    await expectFit(one, 'the differences on a phone');
    await picture(one.page, 'console-counterpart-390');
  });

  it('keeps the list from the public', async () => {
    const gone = ['enforcement_cases', 'service_network_powers'].flatMap((code) => [
      `/registers/${code}`,
      `/data/${code}/records`,
    ]);
    for (const path of gone)
      assert.equal((await fetch(`${server.url}${path}`)).status, 404, path);
    for (const path of ['/registers', '/sitemap.xml', '/data/catalog.jsonld', '/data']) {
      const text = await (await fetch(`${server.url}${path}`)).text();
      assert.doesNotMatch(text, /enforcement_cases|service_network_powers/, path);
    }
  });
});
