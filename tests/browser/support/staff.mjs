// People at work in the console of the demonstration city, each in a browser of their own.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

import { root } from './program.mjs';
import { axeViolations, newReader, overflow } from './reader.mjs';

export const laptop = { width: 1280, height: 800 };
export const tablet = { width: 820, height: 1180 };

/** The password that everybody in the demonstration has, read where it is kept. */
export const password = /^password = "([^"]+)"/m
  .exec(fs.readFileSync(path.join(root, 'data/demo/people.toml'), 'utf8'))[1];

/** Signs a person in through the form; `trouble` fills with console errors and failed requests. */
export async function newClerk(browser, url, login, viewport = laptop) {
  const { page, context, trouble } = await newReader(browser, { viewport });
  await page.goto(`${url}/console/`);
  await signIn(page, login);
  await page.getByRole('heading', { level: 1, name: '待办事项' }).waitFor();
  await page.waitForLoadState('networkidle');
  page.setDefaultTimeout(10_000); // from now on: a first visit beside a build takes longer
  return { page, context, trouble, login };
}

export async function signIn(page, login, own = password) {
  await page.getByLabel('账号', { exact: true }).fill(login);
  await page.getByLabel('密码', { exact: true }).fill(own);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

/** Opens a place of the console by its address below /console. */
export async function open(clerk, url, place) {
  await clerk.page.goto(`${url}/console${place}`);
  await clerk.page.getByRole('heading', { level: 1 }).first().waitFor();
}

export const pageOf = (place) => place.page?.() ?? place;

/** Chooses a line of a list that opens below a field. */
export async function choose(place, field, line) {
  const page = pageOf(place);
  const option = page.getByRole('option', { name: line }).first();
  const box = place.getByRole('combobox', { name: field });
  // A forced click would hit the bar of buttons at the foot, were the field below it.
  await box.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await box.click({ force: true });
  await option.waitFor();
  // A list that still slides into its place may miss a click, and the next one may have a line of the same name.
  for (let i = 0; i < 3 && await option.isVisible(); ++i) {
    await option.click({ timeout: 3000 }).catch(() => {});
    await option.waitFor({ state: 'hidden', timeout: 1500 }).catch(() => {});
  }
}

/** Takes a step on the document that is shown; the reason where one is owed. */
export async function take(page, step, reason = '') {
  await page.getByRole('toolbar', { name: '办理' }).getByRole('button', { name: step, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: step });
  if (reason) await dialog.getByRole('textbox').fill(reason);
  await dialog.getByRole('button', { name: `确认${step}` }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Calls the API with the page's own session and token, as a script of the console would. */
export function call(page, method, address, body, headers = {}) {
  return page.evaluate(async ([verb, target, sent, more]) => {
    const session = await (await fetch('/api/v1/session')).json();
    const answer = await fetch(target, {
      method: verb, body: sent === undefined ? undefined : JSON.stringify(sent),
      headers: { 'X-CSRF-Token': session.csrf_token, 'Content-Type': 'application/json', ...more },
    });
    const text = await answer.text();
    return { status: answer.status, body: text ? JSON.parse(text) : null };
  }, [method, address, body, headers]);
}

/** Gives one reason for all that is found in the document that is shown and that the person may answer. */
export async function answerFindings(page, reason) {
  await page.getByRole('toolbar', { name: '办理' }).waitFor();
  const part = page.getByRole('region', { name: '发布前核对' });
  const all = part.getByRole('button', { name: '全选' });
  if (await all.count() === 0) return;
  await all.click();
  await part.getByLabel('照此公开的理由').fill(reason);
  await part.getByRole('button', { name: '照此公开' }).click();
  await part.getByText('没有待说明的提示').waitFor();
}

/** Where the words of a document are written. */
export const bodyOf = (page) => page.getByRole('textbox', { name: '正文' });
/** Waits until the server has what was typed. */
export const saved = (page) => page.getByRole('status').filter({ hasText: '已保存' }).waitFor();

/** A new notice of the person's agency, made through the API; its id. */
export async function newDraft(page, name, blocks = [{ kind: 'paragraph', runs: [{ text: '第一段。' }] }]) {
  const sites = (await call(page, 'GET', '/api/v1/sites')).body.items;
  const own = (await call(page, 'GET', '/api/v1/session')).body.person.agency.id;
  const site = sites.find((one) => one.agency === own);
  const columns = (await call(page, 'GET', `/api/v1/columns?site=${site.id}`)).body.items;
  const made = await call(page, 'POST', '/api/v1/documents', {
    column: columns.find((one) => one.type === 'Notices').id, metadata: { title: name, disclosure: 'Active' },
    body: { blocks },
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body.id;
}

/** Axe finds nothing and nothing is wider than the window, now: with whatever drawer or dialog is open. */
export async function expectFit({ page }, what) {
  assert.deepEqual(await axeViolations(page), [], what);
  assert.equal(await overflow(page), 0, what);
}

/** Takes refusals that a test brought about on purpose out of what went wrong; there must be some of each. */
export function expected(trouble, ...statuses) {
  for (const status of statuses) {
    const mine = (line) => line.startsWith(`asset: ${status} `) || line.includes(`status of ${status} `);
    assert.ok(trouble.some(mine), `a refusal with ${status}: ${trouble.join('\n')}`);
    trouble.splice(0, trouble.length, ...trouble.filter((line) => !mine(line)));
  }
}

/** The drawer or dialog with that title, opened. */
export async function opened(page, title) {
  const dialog = page.getByRole('dialog', { name: title });
  await dialog.waitFor();
  return dialog;
}

/** What stands below a field as the reason why it was refused. */
export const refusalOf = (place, label) => place
  .locator('.el-form-item', { has: pageOf(place).getByLabel(label, { exact: true }) })
  .locator('.el-form-item__error');

/** Waits for the message that says a deed was done. */
export const praised = (page, text) =>
  page.locator('.el-message--success').filter({ hasText: text }).first().waitFor();
