// The ledger of requests that an office kept before: somebody who may approve brings it along, is told what is wrong
// with it and what is not taken over, finds the cases in the list, those in hand where they stood, and takes them away
// as a workbook. The page of the import on a phone.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { axeViolations, desktop, overflow, phone, picture, troubles } from './support/reader.mjs';
import { call, expectFit, open } from './support/staff.mjs';
import { hasWords } from './support/workbook.mjs';

const day = (from) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' })
  .format(Date.now() + from * 86_400_000);

// As an office keeps it: a title above, headings of its own, a column that nobody else has.
const heading = ['编号', '收件日期', '申请方式', '申请人类型', '申请人', '申请公开内容', '承办科室', '答复结果', '答复日期',
  '文号', '补正通知日期', '补正截止日期', '是否延期', '经办领导'];
const closed = ['旧-1', day(-60), '网站', '个人', '周小舟', '鹿鸣街路灯改造的招标文件', '市政设施科', '予以公开', day(-40),
  '城管旧依申请〔2026〕1号', '', '', '否', '甲'];
const awaited = ['旧-2', day(-9), '现场', '个人', '周小舟', '鹿鸣街路灯改造的验收资料', '市政设施科', '', '', '', day(-5),
  day(12), '否', '甲'];
const plain = ['旧-3', day(-4), 'EMS', '律所', '青禾律师事务所', '鹿鸣街路灯改造的决算', '市政设施科', '', '', '', '', '',
  '否', '甲'];
const fileOf = (...rows) => ({
  name: '2026年依申请公开台账.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from([['依申请公开台账'], heading, ...rows].map((row) => `${row.join(',')}\r\n`).join('')),
});

describe('the ledger of an office', () => {
  const { server, clerk } = demonstration();
  const bring = (page, file) => page.getByLabel('选择要导入的文件').setInputFiles(file);
  async function saved(page, button) {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button, exact: true }).click(),
    ]);
    return { name: file.suggestedFilename(), bytes: fs.readFileSync(await file.path()) };
  }
  const line = (page, words) => page.getByRole('table').getByRole('row').filter({ hasText: words });

  it('is told its mistakes in their cells, and nothing is written', async () => {
    const one = await clerk('ren.pingchuan', desktop);
    const { page, context, trouble } = one;
    await open(one, server.url, '/requests');
    await page.getByRole('button', { name: '导入台账', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '导入台账' }).waitFor();
    await expectFit(one, 'the page before a file is chosen');
    await picture(page, 'ledger-empty-1440');
    const template = await saved(page, '下载模板');
    assert.match(template.name, /^依申请公开台账模板.*\.xlsx$/);
    assert.ok(hasWords(template.bytes, '补正告知日期'), 'the template has a column for each day that moves a clock');

    const before = (await call(page, 'GET', '/api/v1/matters?kind=request&limit=200')).body.items.length;
    const untold = awaited.with(12, '是').with(1, '上周');
    await bring(page, fileOf(closed, untold));
    await page.getByText('有 2 处须改正，什么都没有登记').waitFor();
    const wrong = page.getByRole('region', { name: '要改正的' });
    await wrong.getByText('B4', { exact: true }).waitFor();
    await wrong.getByText(/日期看不懂/).waitFor();
    await wrong.getByText('M4', { exact: true }).waitFor();
    assert.equal(await page.getByRole('button', { name: /^登记 \d+ 件$/ }).count(), 0, 'it is offered once all is right');
    await expectFit(one, 'the mistakes of a ledger');
    await picture(page, 'ledger-mistakes-1440');
    const after = (await call(page, 'GET', '/api/v1/matters?kind=request&limit=200')).body.items.length;
    assert.equal(after, before);
    assert.deepEqual(troubles(trouble), []);
    await context.close();
  });

  it('comes in once it is right, after what is not taken over was named, and goes out as a workbook', async () => {
    const one = await clerk('ren.pingchuan', desktop);
    const { page, context, trouble } = one;
    await open(one, server.url, '/requests/ledger');
    await bring(page, fileOf(closed, awaited, plain));
    await page.getByText('已经办结的 1 件，正在办理的 2 件，可以登记；登记前请看下面要留意的 1 处。').waitFor();
    const notes = page.getByRole('region', { name: '登记前请留意的' });
    await notes.getByText('N2', { exact: true }).waitFor();
    await notes.getByText(/不认识这一列.*经办领导/).waitFor();
    await expectFit(one, 'a ledger that is right');
    await picture(page, 'ledger-right-1440');
    await page.getByRole('button', { name: '登记 3 件' }).click();
    await page.getByRole('heading', { name: '已经登记' }).waitFor();
    await expectFit(one, 'a ledger that was taken over');
    await picture(page, 'ledger-taken-1440');

    await page.getByRole('button', { name: '查看申请' }).click();
    await page.getByRole('heading', { level: 1, name: '依申请公开' }).waitFor();
    await page.goto(`${server.url}/console/requests?q=${encodeURIComponent('鹿鸣街路灯')}`);
    for (const [words, state] of [['招标文件', '按台账登记'], ['验收资料', '待补正'], ['决算', '待登记']]) {
      await line(page, words).waitFor();
      assert.match(await line(page, words).innerText(), new RegExp(state), words);
    }
    await expectFit(one, 'the cases of a ledger in the list');
    await picture(page, 'ledger-listed-1440');
    const { name, bytes } = await saved(page, '导出台账');
    assert.match(name, /^依申请公开台账-.*\.xlsx$/);
    for (const words of ['原登记编号', '旧-1', '旧-3', '周小舟', '鹿鸣街路灯改造的决算', '城管旧依申请〔2026〕1号', '市政设施科'])
      assert.ok(hasWords(bytes, words), `${words} stands in the workbook`);
    assert.ok(!hasWords(bytes, '停车'), 'and nothing that the filter leaves out');
    await page.getByText('已导出').waitFor();

    await line(page, '验收资料').getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: '鹿鸣街路灯改造的验收资料' }).waitFor();
    await page.getByText('告知补正').first().waitFor();
    await expectFit(one, 'a case in hand that a ledger brought');
    await picture(page, 'ledger-case-1440');
    assert.deepEqual(troubles(trouble), []);
    await context.close();
  });

  it('is brought along once, and its page fits a phone', async () => {
    const one = await clerk('ren.pingchuan', phone);
    const { page, context, trouble } = one;
    await open(one, server.url, '/requests/ledger');
    await bring(page, fileOf(closed, awaited, plain));
    await page.getByText('有 3 处须改正').waitFor();
    assert.equal(await page.getByText(/这个编号已经按台账登记过/).count(), 3);
    assert.ok(await overflow(page) <= 0, 'it is wider than the phone');
    assert.deepEqual(await axeViolations(page), []);
    await picture(page, 'ledger-again-390');
    assert.deepEqual(troubles(trouble), []);
    await context.close();
  });

  it('is not for whoever only handles requests', async () => {
    const one = await clerk('tang.wan', desktop);
    await open(one, server.url, '/requests');
    assert.equal(await one.page.getByRole('button', { name: '导入台账' }).count(), 0);
    const refused = await call(one.page, 'GET', '/api/v1/request-ledgers/template');
    assert.equal(refused.status, 403);
    await one.context.close();
  });
});
