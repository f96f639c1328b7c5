// Records that come in as a file: a clerk fills in the template with mistakes, gets it back with what is wrong, mends
// it and brings it in; somebody else checks and publishes it, and a citizen finds a penalty on a phone. A file with
// other headings is mapped once. An import is taken back.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { axeViolations, overflow, phone, picture, troubles } from './support/reader.mjs';
import { call, choose, expectFit, open } from './support/staff.mjs';
import { hasWords, withRows, withWords } from './support/workbook.mjs';

const wide = { width: 1440, height: 900 };
const party = '云泽市听雨轩茶馆有限公司';
const kXlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('a file of records', () => {
  const { server, clerk, visitor } = demonstration();
  const day = (ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const number = (last) => `云城管罚决字〔2026〕${last}号`;

  const penalty = (last, but = {}) => ({
    party, party_kind: '法人及非法人组织', unified_code: '91110000101623741K', representative: '张三', number: number(last),
    offence: '擅自占用城市道路', facts: '当事人在荷风路人行道上摆放桌椅占道经营，面积12平方米。',
    grounds: '《城市道路管理条例》第四十二条', kinds: '罚款', content: '罚款人民币贰佰元', fine: '0.02', decided_on: day(2),
    valid_until: '2029-12-31', authority: '云泽市城市管理局', authority_code: '11990100YD0000232N',
    reporter: '云泽市城市管理局', reporter_code: '11990100YD0000232N', ...but,
  });
  /** Rows in the order of the template's columns. */
  async function rowsOf(page, records) {
    const register = (await call(page, 'GET', '/api/v1/registers/penalties')).body;
    const today = day(0);
    const lives = (field) => (!field.from || field.from <= today) && (!field.until || today <= field.until);
    const codes = register.fields.filter((field) => !field.computed && lives(field)).map((field) => field.code);
    return records.map((record) => codes.map((code) => record[code]));
  }
  async function saved(page, button) {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button, exact: true }).click(),
    ]);
    return { name: file.suggestedFilename(), bytes: fs.readFileSync(await file.path()) };
  }
  const bring = (page, name, buffer, mimeType = kXlsx) =>
    page.getByLabel('选择要导入的文件').setInputFiles({ name, mimeType, buffer });
  /** One step for all records of the import whose page is open. */
  async function step(page, name) {
    await page.getByRole('button', { name, exact: true }).click();
    const dialog = page.getByRole('dialog', { name });
    await dialog.getByRole('button', { name: `确认${name}` }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  it('is given back with its mistakes, comes in once they are mended, and is found on a phone', async () => {
    const one = await clerk('qiao.ji', wide);
    const { page } = one;
    await open(one, server.url, '/registers/penalties');
    await page.getByRole('button', { name: '导入', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '导入行政处罚公示' }).waitFor();
    await expectFit(one, 'the page of imports');
    const form = await saved(page, '下载模板');
    assert.match(form.name, /^行政处罚公示模板-.*\.xlsx$/);
    const rows = await rowsOf(page, [penalty(801, { decided_on: '2026-02-30' }), penalty(802, { fine: '二百块' })]);
    await bring(page, '九月处罚.xlsx', withRows(form.bytes, rows));
    await page.getByText('共 2 行：不能接受 2 行。').waitFor();
    const mistakes = page.getByRole('region', { name: '要改正和核对的' });
    await mistakes.getByText(number(801)).first().waitFor();
    await mistakes.getByText('金额不正确').waitFor();
    assert.match(await mistakes.locator('tbody tr').first().innerText(), /须改正/, 'what has to be mended first');
    await mistakes.getByText('第 4、5 行').first().waitFor(); // what both have alike is told once
    assert.equal(await page.getByRole('button', { name: /^导入 \d+ 条$/ }).count(), 0);
    await expectFit(one, 'the mistakes of a file');
    await picture(page, 'console-import-mistakes-1440');

    const back = await saved(page, '下载带错误说明的工作簿');
    assert.ok(hasWords(back.bytes, '金额不正确'), 'the workbook says what is wrong');
    await bring(page, '九月处罚.xlsx', withWords(back.bytes, { '2026-02-30': day(2), 二百块: '0.02' }));
    await page.getByText('共 2 行：新登记 2 条。').waitFor();
    await page.getByRole('button', { name: '导入 2 条' }).click();
    await page.getByRole('heading', { level: 1, name: '导入：九月处罚.xlsx' }).waitFor();
    await page.getByRole('link', { name: new RegExp(number(801)) }).waitFor();
    await expectFit(one, 'an import');
    await picture(page, 'console-import-1440');
    await step(page, '送复核');
    await page.getByText('复核中').first().waitFor();

    const two = await clerk('yan.shi', wide);
    await open(two, server.url, '/');
    await two.page.getByRole('link', { name: /九月处罚\.xlsx（2 条）/ }).click();
    await two.page.getByRole('heading', { level: 1, name: '导入：九月处罚.xlsx' }).waitFor();
    await expectFit(two, 'an import to be checked');
    await picture(two.page, 'console-import-check-1440');
    await step(two.page, '复核');
    await step(two.page, '公布');
    await two.page.getByText('已公布').first().waitFor();
    await page.reload();
    await page.getByRole('button', { name: '撤销导入' }).click();
    const dialog = page.getByRole('dialog', { name: '撤销导入' });
    await dialog.getByText('现在没有可以撤销的登记').waitFor();
    assert.equal(await dialog.getByLabel('撤销的理由').count(), 0);
    await expectFit(one, 'an import of which nothing can be taken back');
    assert.deepEqual(troubles(one.trouble), []);
    assert.deepEqual(troubles(two.trouble), []);
    await one.context.close();
    await two.context.close();

    const citizen = await visitor({ viewport: phone });
    for (const prefix of ['', '/gov', '/chenghu', '/wangshan']) {
      await citizen.page.goto(`${server.url}${prefix}/registers`);
      const link = citizen.page.locator('main .rows a', { hasText: '行政处罚' }).first();
      if (await link.count() === 0) continue;
      await link.click();
      break;
    }
    await citizen.page.locator('#record-find').fill(party);
    await citizen.page.locator('#record-find').press('Enter');
    await citizen.page.waitForURL(/q=/);
    assert.equal(await citizen.page.locator('.records tbody tr').count(), 2);
    await citizen.page.locator('.records tbody tr td a').first().click();
    await citizen.page.waitForURL(/\/records\/\d+$/);
    assert.match(await citizen.page.locator('main').innerText(), new RegExp(`${party}[\\s\\S]*罚款人民币贰佰元`));
    assert.deepEqual(await axeViolations(citizen.page), []);
    assert.equal(await overflow(citizen.page), 0);
    await picture(citizen.page, 'imported-penalty-390');
    await citizen.context.close();
  });

  it('with headings of its own is mapped once, and taken back', async () => {
    const one = await clerk('qiao.ji', phone);
    const { page } = one;
    const register = (await call(page, 'GET', '/api/v1/registers/penalties')).body;
    const title = (code) => (code === 'content' ? '罚了什么' : register.fields.find((field) => field.code === code).title);
    const file = (last) => {
      const record = penalty(last);
      const codes = Object.keys(record);
      const line = (cells) => cells.map((cell) => `"${cell}"`).join(',');
      return Buffer.from(`${line(codes.map(title))}\n${line(codes.map((code) => record[code]))}\n`);
    };
    await open(one, server.url, '/registers/penalties/import');
    await bring(page, '台账.csv', file(811), 'text/csv');
    await page.getByText('有 1 列没有对上').waitFor();
    await choose(page, '罚了什么是哪一项', '处罚内容');
    await page.getByRole('button', { name: '按这样的列重新检查' }).click();
    await page.getByText('共 1 行：新登记 1 条。').waitFor();
    await expectFit(one, 'the columns of a file on a phone');
    await picture(page, 'console-import-columns-390');
    await page.getByRole('button', { name: '导入 1 条' }).click();
    await page.getByRole('heading', { level: 1, name: '导入：台账.csv' }).waitFor();

    await page.getByRole('button', { name: '撤销导入' }).click();
    const dialog = page.getByRole('dialog', { name: '撤销导入' });
    await dialog.getByText('撤销 1 条').waitFor();
    await dialog.getByLabel('撤销的理由').fill('发错了文件');
    await expectFit(one, 'taking an import back');
    await dialog.getByRole('button', { name: '撤销导入' }).click();
    await page.getByText('撤销了这次导入').waitFor();
    await open(one, server.url, '/registers/penalties/import');
    await page.getByRole('region', { name: '导入过的文件' }).getByText('已撤销').first().waitFor();

    await bring(page, '台账二.csv', file(812), 'text/csv');
    await page.getByText('共 1 行：新登记 1 条。').waitFor();
    assert.equal(await page.getByText(/有 \d+ 列没有对上/).count(), 0, 'the heading was remembered');
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });
});
