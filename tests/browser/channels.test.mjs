// By which channels an agency is asked: what its guide offers, files with the online form on a phone, a request by
// registered post at the counter, and what is left where the online form is closed.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { htmlErrors } from './support/html.mjs';
import { openWork, receipt, takeStep } from './support/matters.mjs';
import { axeViolations, desktop, overflow, phone, picture, troubles } from './support/reader.mjs';
import { call, choose, expectFit, open, opened, praised } from './support/staff.mjs';

const online = '路灯照明改造工程的验收资料';
const byPost = '户外广告设施设置规划';
const pdf = (name) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 一份材料') });
const png = {
  name: '证件.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
};
// The browser itself logs the status of a form that comes back, and of a page that is not there.
const ours = (trouble) => troubles(trouble.filter((line) => !/status of (422|404)/.test(line)));

const { server, clerk, visitor } = demonstration({ behindProxy: true });

async function look(page, name) {
  assert.ok(await overflow(page) <= 0, `${name} is wider than its screen`);
  assert.deepEqual(await axeViolations(page), [], name);
  assert.deepEqual(await htmlErrors([[name, await page.content()]]), []);
  await picture(page, `channels-${name}-${page.viewportSize().width}`);
}

async function fill(page, wanted) {
  await page.getByLabel('姓名或者名称').fill('张小满');
  await page.getByLabel('证件名称').selectOption({ label: '居民身份证' });
  await page.getByLabel('证件号码').fill('11010519491231002X');
  await page.getByLabel('联系电话').fill('13800000000');
  await page.getByLabel('所需信息的名称或者特征描述').fill(wanted);
}

describe('the guide of an agency', () => {
  it('has its channels, fees, periods and bodies', async () => {
    for (const viewport of [phone, desktop]) {
      const { page, context, trouble } = await visitor({ viewport });
      await page.goto(`${server.url}/requests`);
      await page.getByRole('link', { name: '依申请公开指南' }).first().click();
      await page.getByRole('heading', { level: 1, name: /依申请公开指南/ }).waitFor();
      const told = await page.locator('main').innerText();
      for (const part of ['网上提交', '当面提交', '邮寄', '0969-5550232', 'ysqgk-csglj@yunze.example', '口头申请',
        '20 个工作日', '100元/件', '云泽市人民政府', '云泽市中心城区人民法院']) {
        assert.ok(told.includes(part), `${part} in\n${told}`);
      }
      await look(page, 'guide');
      assert.deepEqual(ours(trouble), []);
      await context.close();
    }
  });
});

describe('files with the online form', () => {
  it('are sent on a phone; one that is refused loses nothing that was typed', async () => {
    const { page, context, trouble } = await visitor({ viewport: phone });
    await page.goto(`${server.url}/requests/new`);
    await fill(page, online);
    await page.getByLabel('其他材料').setInputFiles([
      pdf('说明.pdf'), { name: '程序.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') }]);
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.locator('.problems').getByText('“程序.exe”不能接受').waitFor();
    assert.equal(await page.getByLabel('姓名或者名称').inputValue(), '张小满');
    assert.equal(await page.getByLabel('所需信息的名称或者特征描述').inputValue(), online);
    await look(page, 'refused');
    await page.getByLabel('其他材料').setInputFiles(pdf('说明.pdf'));
    await page.getByLabel('身份证明材料').setInputFiles(png);
    await page.getByRole('button', { name: '提交申请' }).click();
    assert.match((await receipt(page)).number, /-SQ\d{4}-\d{4}$/);
    assert.deepEqual(ours(trouble), []);
    await context.close();
  });

  it('are files of the case; a proof of identity is opened with a reason', async () => {
    const officer = await clerk('tang.wan');
    const { page } = officer;
    await openWork(officer, server.url, online, '/requests');
    await page.getByRole('link', { name: '说明.pdf' }).waitFor();
    assert.equal(await page.getByRole('link', { name: '证件.png' }).count(), 0);
    await page.getByRole('button', { name: '打开第 1 份身份证明材料' }).click();
    const form = await opened(page, '打开身份证明材料');
    await form.getByLabel('打开的理由').fill('核对申请人的身份');
    const coming = page.waitForEvent('download');
    await form.getByRole('button', { name: '打开', exact: true }).click();
    assert.equal((await coming).suggestedFilename(), '证件.png');
    await praised(page, '已下载');
    await expectFit(officer, 'a case with a proof of identity');
    assert.deepEqual(troubles(officer.trouble), []);
    await officer.context.close();
  });
});

describe('a request by registered post', () => {
  it('is entered at the counter and received on the day of the signature', async () => {
    const officer = await clerk('tang.wan');
    const { page } = officer;
    await open(officer, server.url, '/requests/new');
    await choose(page, '提交方式', '挂号信、特快专递');
    const applicant = page.getByRole('group', { name: '申请人', exact: true });
    await applicant.getByLabel('姓名或者名称').fill('张小满');
    await choose(applicant, '证件类型', '居民身份证');
    await applicant.getByLabel('证件号码').fill('11010519491231002X');
    await applicant.getByLabel('联系电话').fill('13800000000');
    await page.getByRole('group', { name: '申请内容', exact: true })
      .getByLabel('所需信息的名称、文号或者其他特征描述').fill(byPost);
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '登记完成' }).waitFor();
    await page.getByRole('button', { name: '去办理' }).click();
    await page.getByRole('heading', { level: 1, name: byPost }).waitFor();
    await takeStep(page, '登记');
    await page.locator('dt:text-is("来源") + dd').getByText('挂号信、特快专递').waitFor();
    assert.deepEqual(troubles(officer.trouble), []);
    await officer.context.close();
  });
});

describe('channels that an agency closes', () => {
  it('are set by whoever approves', async () => {
    const approver = await clerk('ren.pingchuan');
    const { page } = approver;
    await open(approver, server.url, '/channels');
    await expectFit(approver, 'channels');
    await page.getByRole('button', { name: '设定 云泽市城市管理局' }).click();
    const form = await opened(page, '设定 云泽市城市管理局');
    await form.getByText('接收网上提交的申请', { exact: true }).click(); // the box itself is drawn by its label
    await form.getByText('接收传真申请', { exact: true }).click();
    await form.getByRole('button', { name: '保存' }).click();
    await praised(page, '已设定');
    assert.deepEqual(troubles(approver.trouble), []);
    await approver.context.close();
  });

  it('are nowhere offered: no form, and the page says where else', async () => {
    const { page, context, trouble } = await visitor({ viewport: phone });
    await page.goto(`${server.url}/requests`);
    await page.getByText('不接收网上提交的申请').waitFor();
    assert.equal(await page.getByRole('link', { name: '填写申请' }).count(), 0);
    await look(page, 'entry-closed');
    const answer = await page.goto(`${server.url}/requests/new`);
    assert.equal(answer.status(), 404);
    await page.getByText('不接收网上提交的申请').waitFor();
    assert.equal(await page.getByLabel('姓名或者名称').count(), 0);
    const told = await page.locator('main').innerText();
    assert.ok(told.includes('当面提交') && told.includes('ysqgk-csglj@yunze.example') && !told.includes('发出后请来电确认'), told);
    await look(page, 'form-closed');
    assert.deepEqual(ours(trouble), []);
    await context.close();
    const officer = await clerk('tang.wan');
    await open(officer, server.url, '/requests/new');
    const said = (await call(officer.page, 'GET', '/api/v1/channels/agencies')).body.items;
    assert.ok(said.some((one) => one.said && !one.online && !one.fax && one.mail), JSON.stringify(said));
    await officer.context.close();
  });
});
