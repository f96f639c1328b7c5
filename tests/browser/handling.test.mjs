// What an office does while it handles a request: it enters one that came to the counter, notes where it searched, asks
// a fee by the page and a supplement, of which the applicant reads once it is issued; and takes away what it filed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { fileRequest, follow, issueLetter, sidesOf, takeStep } from './support/matters.mjs';
import { root } from './support/program.mjs';
import { phone, picture, troubles } from './support/reader.mjs';
import { call, choose, expected, expectFit, laptop, open, opened, praised, refusalOf } from './support/staff.mjs';

const atCounter = '生活垃圾分类运输车辆的作业台账';
const online = '环卫车辆更新采购的有关材料';
const points = '请写明是哪一年的采购，需要合同还是验收材料';
const clarified = '2025年环卫车辆更新采购的合同和验收单';

/** The sentence that the program has for a key of requests. */
const sentenceOf = (key) => {
  const all = fs.readFileSync(path.join(root, 'data/messages.toml'), 'utf8').split(/^\[request\]$/m)[1];
  return new RegExp(`^${key} = "(.*)"$`, 'm').exec(all)[1];
};
const later = (days) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' })
  .format(Date.now() + days * 86_400_000);
const inWords = (day) => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1 年 $2 月 $3 日');

/** What the case that is shown says under a name. */
const detail = (page, name) => page.locator(`dt:text-is("${name}") + dd`);
/** What happened to it under a name, the newest of that name. */
const happened = (page, name) => page.locator('section', { has: page.getByRole('heading', { name: '办理经过' }) })
  .locator('li', { has: page.locator(`strong:text-is("${name}")`) }).first();

/** The dialog of a step of the case that is shown, before anything stands in it. */
async function begin(page, step) {
  await page.getByRole('toolbar', { name: '办理' }).getByRole('button', { name: step, exact: true }).click();
  return opened(page, step);
}
const confirm = (dialog, step) => dialog.getByRole('button', { name: `确认${step}` }).click();

/** Looks at the dialog that is open on a phone and on a laptop, and keeps both pictures. */
async function look(one, name) {
  for (const [width, viewport] of [[390, phone], [1280, laptop]]) {
    await one.page.setViewportSize(viewport);
    await one.page.evaluate(() => scrollTo(0, 0)); // what lies half below the head is no small target
    await expectFit(one, `${name} at ${width}`);
    await picture(one.page, `handling-${name}-${width}`);
  }
}

const demo = demonstration({ behindProxy: true });
const { server, clerk } = demo;

describe('a request at the counter', () => {
  let officer;

  it('is entered with its topic, and registered', async () => {
    officer = await clerk('tang.wan');
    const { page } = officer;
    await open(officer, server.url, '/requests/new');
    const applicant = page.getByRole('group', { name: '申请人', exact: true });
    await applicant.getByLabel('姓名或者名称').fill('张小满');
    await choose(applicant, '证件类型', '居民身份证');
    await applicant.getByLabel('证件号码').fill('11010519491231002X');
    await applicant.getByLabel('联系电话').fill('13800000000');
    const wanted = page.getByRole('group', { name: '申请内容', exact: true });
    await wanted.getByLabel('所需信息的名称、文号或者其他特征描述').fill(atCounter);
    await choose(wanted, '主题', '垃圾分类');
    await expectFit(officer, 'a request that is entered');
    await picture(page, 'handling-counter-1280');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '登记完成' }).waitFor();
    assert.match(await page.locator('.slip .large').first().innerText(), /-SQ\d{4}-\d{4}$/);
    await page.getByRole('button', { name: '去办理' }).click();
    await page.getByRole('heading', { level: 1, name: atCounter }).waitFor();
    await takeStep(page, '登记');
    await happened(page, '登记申请').waitFor();
    await page.getByRole('button', { name: '查看登记回执' }).waitFor();
    assert.equal(await detail(page, '主题').innerText(), '垃圾分类', 'as it was entered');
    assert.equal(await detail(page, '来源').innerText(), '当面提交');
    assert.deepEqual(troubles(officer.trouble), []);
  });

  it('is searched for: what was left out is said at its field, and all of it stands in the course', async () => {
    const { page } = officer;
    const search = {
      检索位置: '车辆调度系统、市容环卫科纸质卷宗', 检索人: '唐晚、市容环卫科方岑', 检索词: '“分类运输”“作业台账”',
    };
    const dialog = await begin(page, '检索记录');
    await dialog.getByLabel('检索人', { exact: true }).fill(''); // whoever alone may be chosen stands there
    await confirm(dialog, '检索记录');
    for (const label of [...Object.keys(search), '检索结果']) {
      await refusalOf(dialog, label).filter({ hasText: '请填写这一项' }).waitFor();
    }
    expected(officer.trouble, 422);
    await look(officer, 'search-refused');
    for (const [label, words] of Object.entries(search)) await dialog.getByLabel(label, { exact: true }).fill(words);
    await choose(dialog, '检索结果', '未检索到');
    await confirm(dialog, '检索记录');
    await dialog.waitFor({ state: 'detached' });
    const noted = await happened(page, '检索').innerText();
    for (const [label, words] of Object.entries(search)) assert.ok(noted.includes(`${label}：${words}`), noted);
    assert.match(noted, /未检索到/);
    await expectFit(officer, 'a case with a search');
    await picture(page, 'handling-searched-1280');
    assert.deepEqual(troubles(officer.trouble), []);
  });

  it('costs nothing for few pages: the refusal loses nothing that was typed', async () => {
    const { page } = officer;
    const how = '缴至非税收入专户，联系财务科';
    const dialog = await begin(page, '通知缴费');
    await choose(dialog, '计收方式', '按量计收');
    const pages = dialog.getByLabel('页数', { exact: true });
    await pages.fill('20');
    await dialog.locator('#step-reason').fill(how);
    await confirm(dialog, '通知缴费');
    await refusalOf(dialog, '页数').filter({ hasText: sentenceOf('fee-none') }).waitFor();
    expected(officer.trouble, 422);
    await look(officer, 'fee-refused');
    assert.equal(await pages.inputValue(), '20');
    assert.equal(await dialog.locator('#step-reason').inputValue(), how);
    const basis = dialog.locator('.el-form-item', { has: page.getByRole('combobox', { name: '计收方式' }) });
    assert.match(await basis.innerText(), /按量计收/);
    assert.equal(await detail(page, '信息处理费').count(), 0, 'nothing was asked');
    await dialog.getByRole('button', { name: '取消', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.deepEqual(troubles(officer.trouble), []);
  });

  it('costs 1060 yuan for 118 pages, as the case and the notice say', async () => {
    const { page } = officer;
    const dialog = await begin(page, '通知缴费');
    await choose(dialog, '计收方式', '按量计收');
    await dialog.getByLabel('页数', { exact: true }).fill('118');
    await dialog.locator('#step-reason').fill('缴至非税收入专户，联系财务科');
    await look(officer, 'fee');
    await confirm(dialog, '通知缴费');
    await dialog.waitFor({ state: 'detached' });
    assert.equal(await detail(page, '信息处理费').innerText(), '1060元');
    const asked = await happened(page, '通知缴费').innerText();
    assert.match(asked, /按量计收/);
    assert.match(asked, /页数：118/);
    await page.getByRole('button', { name: '查看收费通知书' }).click();
    const notice = await opened(page, '收费通知书');
    await notice.getByText('按量计收，共118页').waitFor();
    const words = await notice.innerText();
    assert.match(words, /数额为1060元/);
    assert.match(words, /缴至非税收入专户，联系财务科/);
    await expectFit(officer, 'the notice of a fee');
    await picture(page, 'handling-fee-notice-1280');
    await notice.getByRole('button', { name: /close|关闭/i }).click();
    assert.equal(await page.getByRole('button', { name: '签发收费通知书' }).count(), 0, 'a clerk issues nothing');
    assert.deepEqual(troubles(officer.trouble), []);
    await officer.context.close();
  });
});

describe('a supplement', () => {
  const { at, onPhone } = sidesOf(online, demo);
  let mine; // number and code of the citizen

  it('is asked for, which the applicant does not read before it is issued', async () => {
    await onPhone('handling-filed', async (page) => {
      mine = await fileRequest(page, server.url, online);
    });
    await at('tang.wan', 'handling-supplement-asked', async (page) => {
      await takeStep(page, '确认收到', {}, '电话确认，申请人本人');
      await takeStep(page, '告知补正', { 补正期限: later(10) }, points);
      await page.getByRole('button', { name: '查看补正告知书' }).waitFor();
    });
    await onPhone('handling-supplement-untold', async (page) => {
      await follow(page, server.url, mine);
      assert.match(await page.locator('.standing').innerText(), /正在办理/);
      assert.equal(await page.locator('.issued').count(), 0);
      const told = await page.locator('main').innerText();
      assert.doesNotMatch(told, /补正/);
      assert.ok(!told.includes(points));
    });
  });

  it('is read by the applicant once the approver has issued it', async () => {
    await at('ren.pingchuan', 'handling-supplement-issued', async (page) => {
      await issueLetter(page, '补正告知书');
    }, '/requests');
    await onPhone('handling-supplement-told', async (page) => {
      await follow(page, server.url, mine);
      assert.match(await page.locator('.standing').innerText(), /请您按补正告知书补正申请/);
      await page.locator('.steps-taken').getByText(`补正期限：${inWords(later(10))}`).waitFor();
      await page.getByRole('heading', { name: '补正告知书' }).waitFor();
      await page.locator('.issued').getByText(points).first().waitFor();
    });
  });

  it('stands in the case once it has come', async () => {
    await at('tang.wan', 'handling-supplemented', async (page) => {
      assert.equal(await detail(page, '补正后的内容').count(), 0);
      await takeStep(page, '收到补正', {}, clarified);
      assert.equal(await detail(page, '补正后的内容').innerText(), clarified);
      assert.equal(await detail(page, '所需信息').innerText(), online, 'what was asked for at first stays');
    });
    await onPhone('handling-supplement-come', async (page) => {
      await follow(page, server.url, mine);
      assert.match(await page.locator('.standing').innerText(), /正在办理/);
      await page.locator('.steps-taken').getByText('收到补正').waitFor();
    });
  });
});

describe('a request that was filed away', () => {
  /** One of those that whoever is signed in handles. */
  async function archived(page) {
    for (const { id } of (await call(page, 'GET', '/api/v1/matters?kind=request&state=Archived')).body.items) {
      const whole = (await call(page, 'GET', `/api/v1/matters/${id}`)).body;
      if (whole.handles) return whole;
    }
    return assert.fail('no request of the demonstration is filed away');
  }

  it('is taken along as a file that a script of its own verifies', async () => {
    const officer = await clerk('tang.wan');
    const { page } = officer;
    const matter = await archived(page);
    await open(officer, server.url, `/matters/${matter.id}`);
    const button = page.getByRole('button', { name: '下载归档材料' });
    await button.waitFor();
    await expectFit(officer, 'a request that was filed away');
    await picture(page, 'handling-archived-1280');
    const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
    assert.equal(file.suggestedFilename(), `${matter.number}-归档材料.zip`);
    await praised(page, '已下载，记入操作日志');
    const taken = await file.path();
    assert.equal(fs.readFileSync(taken).subarray(0, 2).toString(), 'PK');
    const said = spawnSync('python3', [path.join(root, 'tools/verify_archive.py'), taken], { encoding: 'utf8' });
    assert.equal(said.status, 0, said.stdout + said.stderr);
    assert.match(said.stdout, /✓ \d+ 个文件与指纹都相符/);
    assert.deepEqual(troubles(officer.trouble), []);
    await officer.context.close();
  });
});
