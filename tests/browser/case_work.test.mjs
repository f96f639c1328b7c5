// What the office has besides the steps of a case: files and remarks, which nobody outside reads; whom answers name for
// remedies; who answers which letters; and a low rating that waits until somebody has asked why.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { phone, picture, troubles } from './support/reader.mjs';
import { call, choose, expectFit, open, opened, praised, take } from './support/staff.mjs';

const { server, clerk, visitor } = demonstration({ behindProxy: true });

/** The first matter of a list of the API that nobody has rated yet, as its page has it. */
async function firstOf(page, query) {
  const list = (await call(page, 'GET', `/api/v1/matters?${query}`)).body;
  for (const line of list.items) {
    const whole = (await call(page, 'GET', `/api/v1/matters/${line.id}`)).body;
    if (whole.ratings.length === 0) return whole;
  }
  return assert.fail(query);
}

/** Whoever brought a matter, on its page, with a code that the office has just renewed. */
async function followed(officer, matter) {
  const { code } = (await call(officer, 'POST', `/api/v1/matters/${matter.id}/code`, {})).body;
  const reader = await visitor({ viewport: phone });
  await reader.page.goto(`${server.url}/follow?number=${encodeURIComponent(matter.number)}`);
  await reader.page.getByLabel('查询码').fill(code);
  await reader.page.getByRole('button', { name: '查询', exact: true }).click();
  await reader.page.locator('.steps-taken').waitFor();
  return reader;
}

describe('files and remarks of a case', () => {
  it('are the office’s own', async () => {
    const officer = await clerk('tang.wan');
    const { page } = officer;
    const matter = await firstOf(page, 'kind=request&phase=Open');
    await open(officer, server.url, `/matters/${matter.id}`);
    await page.getByLabel('选择附件').setInputFiles({
      name: '检索记录.txt', mimeType: 'text/plain', buffer: Buffer.from('档案室、业务系统都已检索'),
    });
    await page.getByRole('link', { name: '检索记录.txt' }).waitFor();
    await page.getByLabel('批注内容').fill('此件与上月一件相同，请并案');
    await page.getByRole('button', { name: '加批注' }).click();
    await praised(page, '批注已加上');
    await page.getByText('此件与上月一件相同').waitFor();
    await expectFit(officer, 'a case with a file and a remark');
    await picture(page, 'console-case-files1280');
    const reader = await followed(page, matter);
    const told = await reader.page.locator('main').innerText();
    assert.doesNotMatch(told, /检索记录\.txt|并案|批注/);
    await reader.context.close();
    await page.getByRole('button', { name: '删除 检索记录.txt' }).click();
    await (await opened(page, '删除附件')).getByRole('button', { name: '删除' }).click();
    await page.getByRole('link', { name: '检索记录.txt' }).waitFor({ state: 'detached' });
    assert.deepEqual(troubles(officer.trouble), []);
    await officer.context.close();
  });
});

describe('what an agency sets for its cases', () => {
  it('is whom answers name for remedies', async () => {
    const approver = await clerk('ren.pingchuan');
    const { page } = approver;
    await open(approver, server.url, '/relief');
    await page.getByRole('button', { name: /^设定 / }).first().click();
    const form = await opened(page, /^设定 /);
    await form.getByText('部门填本级人民政府，不填上级主管部门').waitFor();
    await form.getByLabel('网上申请行政复议的途径').fill('“掌上复议”小程序');
    await form.getByRole('button', { name: '保存' }).click();
    await praised(page, '已设定');
    await page.getByText('“掌上复议”小程序').waitFor();
    await expectFit(approver, 'relief');
    assert.deepEqual(troubles(approver.trouble), []);
    await approver.context.close();
  });

  it('is who answers letters of a topic', async () => {
    const approver = await clerk('lu.qinghe');
    const { page } = approver;
    await open(approver, server.url, '/message-routes');
    const topics = (await call(page, 'GET', '/api/v1/vocabularies')).body.message_topics;
    const set = (await call(page, 'GET', '/api/v1/message-routes')).body.items.map((one) => one.topic);
    const topic = topics.find((one) => !set.includes(one.name)).chinese;
    await page.getByRole('button', { name: '设定', exact: true }).click();
    const form = await opened(page, '设定承办科室');
    await choose(form, /来信主题/, topic);
    await form.getByLabel('承办科室').fill('市容科');
    await form.getByRole('button', { name: '保存' }).click();
    await praised(page, '已设定');
    await page.getByRole('button', { name: `修改 ${topic}` }).waitFor();
    await expectFit(approver, 'routes');
    assert.deepEqual(troubles(approver.trouble), []);
    await approver.context.close();
  });
});

describe('what ended without an answer', () => {
  it('says why, and what is open against it', async () => {
    const officer = await clerk('tang.wan');
    const reader = await followed(officer.page, await firstOf(officer.page, 'kind=request&outcome=supplement-lapsed'));
    await reader.page.getByText('视为放弃申请（《政府信息公开条例》第三十条），本机关不再处理这件申请').waitFor();
    const rights = reader.page.locator('li.right');
    assert.equal(await rights.count(), 2);
    for (const right of await rights.all()) assert.match(await right.innerText(), /最早于 \d{4} 年 .*届满/);
    await reader.page.getByText('期限自您知道本机关不再处理申请之日起计算').waitFor();
    await picture(reader.page, 'follow-lapsed-390');
    assert.deepEqual(troubles(reader.trouble), []);
    await reader.context.close();
    await officer.context.close();
  });

  it('says why a letter is not taken up', async () => {
    const officer = await clerk('su.wenquan');
    const reader = await followed(officer.page, await firstOf(officer.page, 'kind=message&state=Rejected'));
    await reader.page.locator('.steps-taken .said').getByText('途径写在决定书末尾').waitFor();
    assert.deepEqual(troubles(reader.trouble), []);
    await reader.context.close();
    await officer.context.close();
  });
});

describe('a low rating', () => {
  it('waits in the work list until the follow-up is noted', async () => {
    const officer = await clerk('su.wenquan');
    const { page } = officer;
    const letter = await firstOf(page, 'kind=message&state=Answered');
    const reader = await followed(page, letter);
    await reader.page.getByLabel('不满意（2 星）', { exact: true }).check();
    await reader.page.getByRole('button', { name: '提交评价' }).click();
    await reader.page.getByText('2 星').first().waitFor();
    await reader.context.close();
    await open(officer, server.url, '/');
    await page.getByRole('button', { name: /低分来信待回访/ }).click();
    await page.getByRole('link', { name: new RegExp(letter.number) }).first().click();
    await page.getByRole('heading', { level: 1, name: letter.title }).waitFor();
    await take(page, '回访', '已电话了解，设备下周安装');
    await page.getByText('已电话了解，设备下周安装').waitFor();
    const waiting = (await call(page, 'GET', '/api/v1/worklist?task=message.follow-up')).body.items;
    assert.ok(!waiting.some((one) => one.title.includes(letter.number)));
    assert.deepEqual(troubles(officer.trouble), []);
    await officer.context.close();
  });
});
