// The days off of a coming year, entered in the console by whoever administers the system: from a file, day by day,
// with what moves shown before anything is entered.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { picture, troubles } from './support/reader.mjs';
import { call, expected, expectFit, open, opened, praised } from './support/staff.mjs';

const { server, clerk } = demonstration();
const row = (page, text) => page.getByRole('row').filter({ hasText: text });

const file = (year, days) => ({
  name: 'holidays.json',
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify({ year, papers: ['https://www.gov.cn/notice'], days })),
});

describe('the calendar', () => {
  it('of a coming year is read from a file, completed, entered and taken out again', async () => {
    const one = await clerk('du.ji');
    const { page } = one;
    await open(one, server.url, '/calendar');
    await row(page, '2026-10-01').filter({ hasText: '国庆节' }).waitFor();
    await expectFit(one, 'the calendar');
    await picture(page, 'calendar-1280');

    const chooser = page.getByLabel('放假安排文件');
    await chooser.setInputFiles(file(2027, []));
    await page.getByText(/放假安排有误/).waitFor();
    expected(one.trouble, 422);
    await chooser.setInputFiles(file(2027, [{ name: '元旦', date: '2027-01-01', isOffDay: true }]));
    await praised(page, '文件已读出，还没有录入');
    await row(page, '2027-01-01').waitFor();
    await page.getByLabel('日期', { exact: true }).fill('2027-01-03');
    await page.getByLabel('节日', { exact: true }).fill('元旦');
    await page.locator('label').filter({ hasText: '调休上班' }).click();
    await page.getByRole('button', { name: '添加' }).click();
    await row(page, '2027-01-03').filter({ hasText: '调休上班' }).waitFor();
    await page.getByRole('button', { name: '查看变动并录入' }).click();
    const asked = await opened(page, '录入 2027 年放假安排');
    await asked.getByText('2027-01-01 周五 由上班改为休息（元旦）').waitFor();
    await asked.getByText('2027-01-03 周日 由休息改为上班（元旦）').waitFor();
    await expectFit(one, 'what moves');
    await picture(page, 'calendar-change-1280');
    await asked.getByRole('button', { name: '确认录入' }).click();
    await praised(page, '已录入');
    const read = await call(page, 'GET', '/api/v1/calendars/2027');
    assert.equal(read.body.days.length, 2);

    await page.getByRole('button', { name: '撤销录入' }).click();
    const undone = await opened(page, '撤销录入的 2027 年放假安排');
    await undone.getByRole('button', { name: '撤销录入' }).click();
    await praised(page, '已撤销录入');
    assert.ok((await call(page, 'GET', '/api/v1/calendars')).body.items.every((line) => line.year < 2027));
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });
});
