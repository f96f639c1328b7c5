// A citizen asks for information and writes to the mailbox on a phone: the form with and without script, what is wrong
// with it, number and code, and how the case is followed. Each page is checked as HTML and for its accessibility.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { htmlErrors } from './support/html.mjs';
import { axeViolations, desktop, overflow, phone, picture, troubles } from './support/reader.mjs';

// The browser itself logs the status of a form that comes back with its mistakes.
const ours = (trouble) => troubles(trouble.filter((line) => !/status of 422/.test(line)));

describe('a citizen', () => {
  const { server, visitor } = demonstration({ behindProxy: true });
  const pages = [];

  async function look(page, name) {
    pages.push([name, await page.content()]);
    assert.ok(await overflow(page) <= 0, `${name} is wider than its screen`);
    assert.deepEqual(await axeViolations(page), [], name);
    await picture(page, `ask-${name}-${page.viewportSize().width}`);
  }

  async function fill(page, wanted) {
    await page.getByLabel('姓名或者名称').fill('张小满');
    await page.getByLabel('证件名称').selectOption({ label: '居民身份证' });
    await page.getByLabel('证件号码').fill('11010519491231002X');
    await page.getByLabel('联系电话').fill('13800000000');
    await page.getByLabel('所需信息的名称或者特征描述').fill(wanted);
  }

  async function receipt(page) {
    return {
      number: await page.locator('#receipt-number').innerText(),
      code: await page.locator('#receipt-code').innerText(),
    };
  }

  async function follow(page, { number, code }) {
    await page.goto(`${server.url}/follow?number=${encodeURIComponent(number)}`);
    assert.equal(await page.getByLabel('编号').inputValue(), number);
    await page.getByLabel('查询码').fill(code);
    await page.getByRole('button', { name: '查询', exact: true }).click();
  }

  it('finds the form, mends what is wrong, gets number and code, and follows', async () => {
    const { page, context, trouble } = await visitor({ viewport: phone });
    await page.goto(`${server.url}/`);
    await page.getByRole('link', { name: '申请公开', exact: true }).click();
    await look(page, 'entry');
    await page.getByRole('link', { name: '填写申请' }).click();
    await look(page, 'form');
    await fill(page, '');
    await page.getByRole('button', { name: '提交申请' }).click();
    await look(page, 'wrong');
    const focused = (what) => page.evaluate((name) => document.activeElement[name], what);
    assert.equal(await focused('className'), 'problems', 'the mistakes have the focus');
    await page.locator('.problems a').first().click();
    assert.equal(await focused('id'), 'wanted', 'a mistake leads to its field');
    assert.equal(await page.getByLabel('姓名或者名称').inputValue(), '张小满', 'nothing is lost');
    await page.getByLabel('所需信息的名称或者特征描述').fill('2023 年道路保洁预算');
    await page.getByRole('button', { name: '提交申请' }).click();
    await look(page, 'receipt');
    const got = await receipt(page);
    assert.match(got.code, /^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    assert.ok(!page.url().includes(got.code));
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft:'))), [],
      'the draft is gone once it is sent');
    await follow(page, { ...got, code: 'AAAA-AAAA' });
    await look(page, 'wrong-code');
    await follow(page, { ...got, code: got.code.toLowerCase() });
    await page.getByRole('heading', { name: /2023/ }).waitFor();
    await look(page, 'case');
    assert.ok(!page.url().includes(got.code));
    assert.match(await page.locator('.steps-taken').innerText(), /提出申请/);
    assert.deepEqual(ours(trouble), []);
    await context.close();
  });

  it('needs no script', async () => {
    const { page, context } = await visitor({ viewport: phone, script: false });
    await page.goto(`${server.url}/requests/new`);
    assert.ok(!await page.locator('.draft').isVisible(), 'nothing is told of drafts that are not kept');
    await fill(page, '垃圾分类补贴标准');
    await page.getByRole('button', { name: '提交申请' }).click();
    const got = await receipt(page);
    await follow(page, got);
    assert.match(await page.locator('h1').innerText(), /垃圾分类/);
    await context.close();
  });

  it('finds the draft again, without the number of a paper, and deletes it', async () => {
    const { page, context } = await visitor({ viewport: phone });
    await page.goto(`${server.url}/requests/new`);
    await fill(page, '绿化计划');
    await page.getByText('草稿已保存').waitFor();
    await page.reload();
    assert.equal(await page.getByLabel('所需信息的名称或者特征描述').inputValue(), '绿化计划');
    assert.equal(await page.getByLabel('证件号码').inputValue(), '');
    await page.getByRole('button', { name: '删除草稿' }).click();
    await page.reload();
    assert.equal(await page.getByLabel('所需信息的名称或者特征描述').inputValue(), '');
    await context.close();
  });

  it('gets one number for two clicks, and another one for another request', async () => {
    const { page, context } = await visitor({ viewport: desktop });
    await page.goto(`${server.url}/requests/new`);
    await fill(page, '路灯布点图');
    const send = () => page.evaluate(async () => {
      const form = document.querySelector('form[data-draft]');
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
      const shown = new DOMParser().parseFromString(await answer.text(), 'text/html');
      return ['number', 'code'].map((name) => shown.getElementById(`receipt-${name}`)?.textContent);
    });
    const [first, again] = await Promise.all([send(), send()]);
    assert.ok(first[0] && first[1]);
    assert.deepEqual(again, first);
    await page.getByLabel('所需信息的名称或者特征描述').fill('停车泊位清单');
    assert.notEqual((await send())[0], first[0]);
    await context.close();
  });

  it('writes to the mailbox and follows the letter', async () => {
    const { page, context, trouble } = await visitor({ viewport: phone });
    await page.goto(`${server.url}/mailbox`);
    await look(page, 'mailbox');
    await page.getByRole('link', { name: '我要写信' }).click();
    await look(page, 'letter-form');
    await page.getByLabel('来信类别').selectOption({ index: 1 });
    await page.getByLabel('主题').selectOption({ index: 1 });
    await page.getByLabel('标题').fill('路灯不亮');
    await page.getByLabel('内容').fill('门前的路灯一周没有亮。');
    await page.getByLabel('姓名').fill('张小满');
    await page.getByLabel('联系电话').fill('13800000000');
    await page.getByRole('button', { name: '寄出' }).click();
    await follow(page, await receipt(page));
    assert.match(await page.locator('h1').innerText(), /路灯不亮/);
    await look(page, 'letter-case');
    assert.deepEqual(ours(trouble), []);
    await context.close();
  });

  it('is refused without the token of the form, and kept by no cache', async () => {
    const refused = await fetch(`${server.url}/requests/new`, {
      method: 'POST', body: 'wanted=x',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html' },
    });
    assert.equal(refused.status, 403);
    assert.match(await refused.text(), /表单已过期/);
    for (const address of ['/requests/new', '/mailbox/new', '/follow']) {
      const answer = await fetch(server.url + address);
      await answer.arrayBuffer();
      assert.match(answer.headers.get('cache-control'), /no-store/, address);
    }
  });

  it('reads pages whose HTML is right', async () => {
    assert.ok(pages.length >= 9);
    assert.deepEqual(await htmlErrors(pages), []);
  });
});
