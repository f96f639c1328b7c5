// Matters of all kinds in a browser: what the public brings and follows, and what is done with it in the console.
import assert from 'node:assert/strict';

import { axeViolations, desktop, overflow, phone, picture, troubles } from './reader.mjs';
import { choose, expectFit, pageOf } from './staff.mjs';

/** What the public is told once, after it has sent something. */
export async function receipt(page) {
  await page.locator('#receipt-code').waitFor();
  return {
    number: await page.locator('#receipt-number').innerText(),
    code: await page.locator('#receipt-code').innerText(),
  };
}

/** Files a request for information as somebody without an account does; its number and query code. */
export async function fileRequest(page, url, wanted) {
  await page.goto(`${url}/requests/new`);
  await page.getByLabel('姓名或者名称').fill('张小满');
  await page.getByLabel('证件名称').selectOption({ label: '居民身份证' });
  await page.getByLabel('证件号码').fill('11010519491231002X');
  await page.getByLabel('联系电话').fill('13800000000');
  await page.getByLabel('所需信息的名称或者特征描述').fill(wanted);
  await page.getByRole('button', { name: '提交申请' }).click();
  return receipt(page);
}

/** Opens a case by number and code, as a visitor does who has scanned the drawing of the receipt. */
export async function follow(page, url, { number, code }) {
  await page.goto(`${url}/follow?number=${encodeURIComponent(number)}`);
  await page.getByLabel('查询码').fill(code);
  await page.getByRole('button', { name: '查询', exact: true }).click();
  await page.locator('#case-title').waitFor();
}

/** Opens a matter from the work list of whoever is signed in; from another list of the console by its address. */
export async function openWork(clerk, url, title, list = '/') {
  await clerk.page.goto(`${url}/console${list}`);
  await clerk.page.getByRole('link', { name: title }).first().click();
  await clerk.page.getByRole('heading', { level: 1, name: title }).waitFor();
}

async function answer(place, [label, value]) {
  if (value instanceof RegExp) await choose(place, new RegExp(`^${label}$`), value);
  else await place.getByLabel(label, { exact: true }).fill(value);
}

/**
 * Takes a step of the matter that is shown. `answers` are the fields of its dialog by label: a text is typed, a
 * pattern is a line of the list that is chosen. Resolves when it is done.
 */
export async function takeStep(place, name, answers = {}, reason = '') {
  const page = pageOf(place);
  await page.getByRole('toolbar', { name: '办理' }).getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog', { name, exact: true });
  for (const one of Object.entries(answers)) await answer(dialog, one);
  if (reason) await dialog.locator('#step-reason').fill(reason);
  await dialog.getByRole('button', { name: `确认${name}` }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Writes a letter of the kind, with the fields by label as takeStep() has them; more of it by `more`. */
export async function writeLetter(page, kind, answers, more = async () => {}) {
  const part = page.locator('section', { has: page.getByRole('heading', { name: '文书', exact: true }) });
  if (await part.getByRole('combobox').count() > 0) await choose(part, '文书种类', kind);
  await part.getByRole('button', { name: '起草' }).click();
  const drawer = page.getByRole('dialog', { name: kind });
  for (const one of Object.entries(answers)) await answer(drawer, one);
  await more(drawer);
  await drawer.getByRole('button', { name: '保存' }).click();
  await drawer.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: `查看${kind}` }).last().waitFor();
}

/** Issues a letter that its kind's step does not issue. */
export async function issueLetter(page, kind) {
  await page.getByRole('button', { name: `签发${kind}` }).click();
  const dialog = page.getByRole('dialog', { name: `签发${kind}` });
  await dialog.getByRole('button', { name: '签发', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/**
 * Both sides of one matter with that title. `at` opens it for somebody of the office, from a list of the console,
 * and `onPhone` a page of the public; each lets `deed` work on it, looks at what is left and keeps a picture of it.
 * Whoever works in the office is signed in once.
 */
export function sidesOf(title, { server, clerk, visitor }) {
  const office = new Map();

  async function at(login, picturedAs, deed, list = '/') {
    if (!office.has(login)) office.set(login, await clerk(login, desktop));
    const one = office.get(login);
    await openWork(one, server.url, title, list);
    await deed(one.page);
    await expectFit(one, picturedAs);
    await picture(one.page, `matter-${picturedAs}-1440`);
    assert.deepEqual(troubles(one.trouble), [], picturedAs);
  }

  async function onPhone(picturedAs, deed) {
    const { page, context, trouble } = await visitor({ viewport: phone });
    await deed(page);
    assert.ok(await overflow(page) <= 0, `${picturedAs} is wider than the phone`);
    assert.deepEqual(await axeViolations(page), [], picturedAs);
    await picture(page, `matter-${picturedAs}-390`);
    assert.deepEqual(troubles(trouble), [], picturedAs);
    await context.close();
  }

  return { at, onPhone };
}
