// What a clerk does with papers beside the way from draft to publication: files and pictures, remarks that are
// settled, a date for publication, relations between documents, publication by force, finding things again.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import zlib from 'node:zlib';

import { demonstration } from './support/demonstration.mjs';
import { axeViolations, overflow, phone, picture, troubles, widthOf } from './support/reader.mjs';
import {
  bodyOf, call, choose, expected, expectFit, newDraft, open, opened, praised, saved, tablet,
} from './support/staff.mjs';

const { server, clerk, visitor } = demonstration();
const show = (one, id) => open(one, server.url, `/documents/${id}`);

/** A red picture, 40 by 30. */
function redPicture() {
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(zlib.crc32 ? zlib.crc32(body) : crc(body));
    return Buffer.concat([head, body, sum]);
  };
  const crc = (bytes) => {
    let all = 0xffffffff;
    for (const byte of bytes) {
      all ^= byte;
      for (let i = 0; i < 8; ++i) all = (all >>> 1) ^ (all & 1 ? 0xedb88320 : 0);
    }
    return (all ^ 0xffffffff) >>> 0;
  };
  const size = Buffer.from([0, 0, 0, 40, 0, 0, 0, 30, 8, 2, 0, 0, 0]);
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(40 * 3, Buffer.from([0xa8, 0x20, 0x1a]))]);
  const pixels = zlib.deflateSync(Buffer.concat(Array.from({ length: 30 }, () => line)));
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', size), chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0))]);
}

/** Takes a document through steps as the people who may, through the API. */
async function lead(id, ...steps) {
  const who = { submit: 'lin.zhixia', review: 'zhou.mingyuan', clear: 'he.shoujing', publish: 'shen.ruogu' };
  for (const step of steps) {
    const one = await clerk(who[step]);
    const done = await call(one.page, 'POST', `/api/v1/documents/${id}/steps`, { step, reason: '不涉密' });
    assert.equal(done.status, 200, JSON.stringify(done.body));
    await one.context.close();
  }
}

describe('files and pictures', () => {
  let id;
  it('are added in the editor, and one is taken away again', async () => {
    const one = await clerk('lin.zhixia');
    const { page } = one;
    id = await newDraft(page, '关于公布便民服务点的通知');
    await open(one, server.url, `/documents/${id}/edit`);
    const body = bodyOf(page);
    await body.click();
    await page.keyboard.press('Control+End');
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'), page.getByRole('button', { name: '图片', exact: true }).click(),
    ]);
    await chooser.setFiles({ name: '服务点.png', mimeType: 'image/png', buffer: redPicture() });
    await body.locator('img').waitFor();
    await saved(page);
    await page.getByLabel('选择附件').setInputFiles([
      { name: '附件1：服务点名单.csv', mimeType: 'text/csv', buffer: Buffer.from('服务点,地址\n东门,东门街1号\n') },
      { name: '附件2：作废.txt', mimeType: 'text/plain', buffer: Buffer.from('不要了') },
    ]);
    await page.getByRole('link', { name: '附件2：作废.txt' }).waitFor();
    await page.getByRole('button', { name: '删除 附件2：作废.txt' }).click();
    const asked = await opened(page, '删除附件');
    await expectFit(one, 'taking a file away');
    await asked.getByRole('button', { name: '删除' }).click();
    await page.getByRole('link', { name: '附件2：作废.txt' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: '附件1：服务点名单.csv' }).waitFor();
    await picture(page, 'papers-files-1280');
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });

  it('are on the public page once it is published', async () => {
    await lead(id, 'submit', 'review', 'clear', 'publish');
    const { page, context, trouble } = await visitor({ viewport: phone });
    await page.goto(`${server.url}/documents/${id}`);
    const file = page.getByRole('link', { name: /服务点名单/ }).first();
    assert.match(await (await fetch(new URL(await file.getAttribute('href'), server.url))).text(), /东门街1号/);
    assert.equal(await widthOf(page.locator('.words img')), 40);
    assert.equal(await page.getByText('附件2').count(), 0);
    assert.deepEqual(troubles(trouble), []);
    await context.close();
  });
});

describe('marks, notes and captions', () => {
  const blocks = [
    { kind: 'paragraph', runs: [
      { text: '泊位四千个' }, { text: '[1]', note: 1 }, { text: '，商标' }, { text: '注册', script: 'super' },
      { text: '，下标' }, { text: '甲', script: 'sub' }, { text: '，' }, { text: '一月起', struck: true },
      { text: '二月起施行。', strong: true },
    ] },
    { kind: 'table', runs: [{ text: '表1 泊位' }], rows: [
      [{ runs: [{ text: '街道' }], header: true }, { runs: [{ text: '个数' }], header: true }],
      [{ runs: [{ text: '南湖' }] }, { runs: [{ text: '40' }, { text: '[1]', note: 1 }] }],
    ] },
    { kind: 'paragraph', align: 'left', note: 1, runs: [{ text: '[1]', note: 1 }, { text: ' 含路内泊位。' }] },
  ];
  it('stay as they are while other words are written, and lead to each other on the public page', async () => {
    const one = await clerk('lin.zhixia');
    const { page } = one;
    const id = await newDraft(page, '关于公布停车泊位的通知', blocks);
    await open(one, server.url, `/documents/${id}/edit`);
    const body = bodyOf(page);
    await body.getByText('泊位四千个').waitFor();
    await body.click();
    await page.keyboard.press('Control+Home');
    const stored = page.waitForResponse((answer) => answer.request().method() !== 'GET' &&
      answer.url().includes(`/api/v1/documents/${id}`));
    await page.keyboard.type('共');
    await stored;
    await saved(page);
    const kept = async () => (await call(page, 'GET', `/api/v1/documents/${id}`)).body.edition.body.blocks;
    const wanted = structuredClone(blocks);
    wanted[0].runs[0].text = '共泊位四千个';
    assert.deepEqual(await kept(), wanted);
    await page.keyboard.press('Home');
    await page.getByRole('button', { name: '脚注', exact: true }).click();
    await page.keyboard.type('第二条注释。');
    await page.waitForFunction(() => document.querySelectorAll('p[data-note="2"]').length === 1);
    await expectFit(one, 'marks in the editor');
    await picture(page, 'papers-marks-1280');
    await saved(page);
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();

    await lead(id, 'submit', 'review', 'clear', 'publish');
    const reader = await visitor({ viewport: phone });
    await reader.page.goto(`${server.url}/documents/${id}`);
    assert.equal(await reader.page.locator('.words caption').innerText(), '表1 泊位');
    await reader.page.locator('#noteref-1').click();
    await reader.page.locator('#note-1:target').getByText('含路内泊位').waitFor();
    assert.deepEqual(await axeViolations(reader.page), []);
    assert.equal(await overflow(reader.page), 0);
    assert.deepEqual(troubles(reader.trouble), []);
    await reader.context.close();
  });
});

describe('a date for publication', () => {
  it('is set, shown and cancelled', async () => {
    const author = await clerk('lin.zhixia');
    const id = await newDraft(author.page, '关于夏令作息时间的通知');
    await author.context.close();
    await lead(id, 'submit', 'review', 'clear');
    const one = await clerk('shen.ruogu', tablet);
    const { page } = one;
    await show(one, id);
    await page.getByRole('button', { name: '定时发布' }).click();
    const dialog = await opened(page, '定时发布');
    await dialog.getByLabel(/发布时间/).fill('2001-01-01T08:00');
    await dialog.getByRole('button', { name: '确定' }).click();
    await dialog.getByText(/应在现在之后/).waitFor();
    expected(one.trouble, 422);
    await expectFit(one, 'a date that is past');
    await picture(page, 'papers-schedule-820');
    await dialog.getByLabel(/发布时间/).fill('2099-05-01T08:30');
    await dialog.getByRole('button', { name: '确定' }).click();
    await page.getByText('将于 2099-05-01 08:30 自动发布').waitFor();
    assert.equal((await call(page, 'GET', `/api/v1/documents/${id}`)).body.scheduled_at, '2099-05-01T08:30:00+08:00');
    assert.deepEqual(await axeViolations(page), []);
    await page.getByRole('button', { name: '取消定时' }).click();
    await praised(page, '已取消定时发布');
    assert.equal((await call(page, 'GET', `/api/v1/documents/${id}`)).body.scheduled_at, null);
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });
});

describe('remarks', () => {
  it('are made on a paragraph, seen while writing and settled there', async () => {
    const author = await clerk('lin.zhixia');
    const id = await newDraft(author.page, '关于整治占道经营的通知');
    const reader = await clerk('zhou.mingyuan');
    await show(reader, id);
    await choose(reader.page, '针对哪一段', /第 1 段/);
    await reader.page.getByLabel('批注内容').fill('请写明整治的路段');
    await reader.page.getByRole('button', { name: '加批注' }).click();
    await praised(reader.page, '批注已加上');
    await reader.context.close();
    await open(author, server.url, `/documents/${id}/edit`);
    const remark = author.page.locator('.comments li').filter({ hasText: '请写明整治的路段' });
    await remark.getByText('第 1 段').waitFor();
    await remark.getByRole('button', { name: '已处理' }).click();
    await remark.waitFor({ state: 'detached' });
    const now = (await call(author.page, 'GET', `/api/v1/documents/${id}`)).body.comments[0];
    assert.deepEqual([now.resolved, now.block], [true, 0]);
    assert.deepEqual(troubles(author.trouble), []);
    await author.context.close();
  });
});

describe('relations', () => {
  it('lead from one public page to the other, until they are taken back', async () => {
    const one = await clerk('lin.zhixia');
    const { page } = one;
    const all = (await call(page, 'GET', '/api/v1/documents?state=Published&limit=200')).body.items;
    const policy = all.find((line) => /办法|规定|细则/.test(line.title));
    const reading = all.find((line) => line.id !== policy.id && /通知/.test(line.title));
    await show(one, reading.id);
    const part = page.getByRole('region', { name: '与其他文件的关系' });
    await part.getByRole('button', { name: '建立关系' }).click();
    const dialog = await opened(page, '建立关系');
    await choose(dialog, '本文件与它的关系', '解读了');
    await dialog.getByRole('button', { name: '建立关系' }).click();
    await dialog.getByRole('alert').getByText('请先在下面选一个文件').waitFor();
    await dialog.getByLabel('另一个文件').fill(policy.title.slice(2, 14));
    const line = dialog.getByRole('radio', { name: policy.title });
    await line.check();
    await expectFit(one, 'choosing a document');
    await picture(page, 'papers-relation-1280');
    await dialog.getByRole('button', { name: '建立关系' }).click();
    await praised(page, '关系已建立');
    await part.getByRole('link', { name: policy.title }).waitFor();
    assert.deepEqual(await axeViolations(page), []);
    const address = async (id) => (await call(page, 'GET', `/api/v1/documents/${id}`)).body.address;
    const text = async (id) => (await fetch(server.url + await address(id))).text();
    assert.ok((await text(policy.id)).includes(reading.title), 'the policy leads to its interpretation');
    assert.ok((await text(reading.id)).includes(policy.title), 'and back');

    await part.getByRole('button', { name: '建立关系' }).click();
    const again = await opened(page, '建立关系');
    await again.getByLabel('另一个文件').fill(policy.title.slice(2, 14));
    await again.getByRole('radio', { name: policy.title }).check();
    await again.getByRole('button', { name: '建立关系' }).click();
    await again.getByRole('alert').getByText('已有这种关系').waitFor();
    expected(one.trouble, 409);
    await again.getByRole('button', { name: '取消', exact: true }).click();

    await part.getByRole('button', { name: `取消与 ${policy.title} 的关系` }).click();
    const asked = await opened(page, '取消关系');
    await expectFit(one, 'taking a relation back');
    await asked.getByRole('button', { name: '取消关系' }).click();
    await praised(page, '关系已取消');
    await part.getByRole('link', { name: policy.title }).waitFor({ state: 'detached' });
    assert.ok(!(await text(policy.id)).includes(reading.title), 'the pages part at once');
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });
});

describe('publication by force', () => {
  it('wants a reason, warns, and stands in the journal', async () => {
    const author = await clerk('lin.zhixia');
    const id = await newDraft(author.page, '关于启动防汛一级响应的紧急通知');
    await show(author, id);
    assert.equal(await author.page.getByRole('button', { name: '强制发布' }).count(), 0, 'not for a drafter');
    await author.context.close();
    const one = await clerk('gu.changqing', tablet);
    const { page } = one;
    await show(one, id);
    await page.getByRole('button', { name: '强制发布' }).click();
    const dialog = await opened(page, '强制发布');
    await dialog.getByText('越过尚未完成的送审、审核和保密审查').waitFor();
    await dialog.getByRole('button', { name: '确认强制发布' }).click();
    await dialog.getByText('请写明理由').waitFor();
    await expectFit(one, 'forcing');
    await picture(page, 'papers-force-820');
    await dialog.getByRole('textbox').fill('汛情紧急，来不及走完程序');
    await dialog.getByRole('button', { name: '确认强制发布' }).click();
    await praised(page, '已强制发布');
    await page.getByRole('link', { name: '公开页面' }).waitFor();
    assert.equal((await fetch(`${server.url}/documents/${id}`)).status, 200);
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();

    const auditor = await clerk('bai.jing');
    await open(auditor, server.url, '/journal');
    await auditor.page.getByLabel('操作人').fill('顾长青');
    await auditor.page.getByLabel('对象').fill(String(id));
    await choose(auditor.page, '动作', '强制发布');
    await auditor.page.getByRole('button', { name: '查找' }).click();
    await auditor.page.getByRole('cell', { name: '汛情紧急，来不及走完程序' }).waitFor();
    assert.equal(await auditor.page.getByRole('region', { name: '日志列表' }).locator('tbody tr').count(), 1);
    await auditor.page.getByRole('region', { name: '日志列表' }).getByRole('button').first().click();
    await opened(auditor.page, /第 \d+ 条/);
    await expectFit(auditor, 'an entry of the journal');
    await picture(auditor.page, 'papers-journal-1280');
    await auditor.context.close();
  });
});

describe('the list of documents', () => {
  it('is narrowed by words, state and column, and read on page by page', async () => {
    const one = await clerk('lin.zhixia');
    const { page } = one;
    await open(one, server.url, '/documents');
    const rows = page.getByRole('region', { name: '信息列表' }).locator('tbody tr');
    await rows.first().waitFor();
    assert.equal(await rows.count(), 50);
    await page.getByRole('button', { name: '再显示 50 条' }).click();
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length > 50);
    const links = await rows.locator('a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    assert.equal(new Set(links).size, links.length, 'no line twice');

    const answered = () => page.waitForResponse((answer) => answer.url().includes('/api/v1/documents?'));
    await page.getByLabel('标题或文号').fill('防汛');
    await Promise.all([answered(), page.getByRole('button', { name: '查找' }).click()]);
    // The answer is there before its rows are.
    await page.waitForFunction(() =>
      [...document.querySelectorAll('tbody tr')].every((row) => row.innerText.includes('防汛')));
    assert.ok(await rows.count() > 0);
    await Promise.all([answered(), choose(page, '状态', '已撤下')]);
    await page.getByText('没有符合条件的信息').waitFor();
    assert.deepEqual(await axeViolations(page), []);
    await page.getByRole('button', { name: '清除条件' }).click();
    const narrowed = page.waitForResponse((answer) => /\/api\/v1\/documents\?.*column=\d+/.test(answer.url()));
    await page.getByRole('tree').getByText('行政处罚', { exact: true }).click();
    await narrowed;
    await page.waitForFunction(() => {
      const lines = [...document.querySelectorAll('tbody tr')];
      return lines.length > 0 && lines.every((line) => line.innerText.includes('行政处罚'));
    });
    assert.match(page.url(), /column=\d+/);
    const address = page.url();
    const before = await rows.allInnerTexts();
    await page.goto(`${server.url}/console/`);
    await page.waitForLoadState('networkidle');
    await page.goto(address);
    await rows.first().waitFor();
    assert.deepEqual(await rows.allInnerTexts(), before, 'the address holds what was asked');
    assert.equal(await overflow(page), 0);
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });
});
