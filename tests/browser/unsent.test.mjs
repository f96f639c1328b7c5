// Words that the server has not got yet: sent or asked about when somebody signs out and then gone from the computer;
// after a session that ended they stay, and nobody but their author can read them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { eventually } from './support/program.mjs';
import { picture } from './support/reader.mjs';
import { bodyOf, call, expectFit, newDraft, open, opened, saved, signIn } from './support/staff.mjs';

const { server, clerk } = demonstration();
const words = '谁也不该看到的话。';

/** Everything that the console has left in this browser, as somebody finds it who looks for it by hand. */
const leftBehind = (page) => page.evaluate(async () => {
  const text = (bytes) => new TextDecoder().decode(bytes);
  const found = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
  const settled = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const records = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await settled(indexedDB.open(name));
    for (const store of database.objectStoreNames)
      records.push(...await settled(database.transaction(store).objectStore(store).getAll()));
    database.close();
  }
  for (const record of records)
    found.push(JSON.stringify(record), ...Object.values(record).map((value) =>
      (value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? text(value) : String(value))));
  return { records: records.length, text: found.join('\n') };
});

const signInPage = (page) => page.getByRole('heading', { level: 1, name: '阳光公开工作台' });
const signOut = (page) => page.getByRole('button', { name: '退出登录' }).click();
const isChange = (request) => request.method() === 'PUT';
/** The server takes no words from this page any more. */
const cutOff = (page) => page.route('**/api/v1/documents/*', (route) =>
  (isChange(route.request()) ? route.abort() : route.fallback()));

/** Somebody with a draft open, who has typed what the server cannot be sent. */
async function writing(title, login = 'lin.zhixia') {
  const one = await clerk(login);
  const id = await newDraft(one.page, title);
  await open(one, server.url, `/documents/${id}/edit`);
  await cutOff(one.page);
  await bodyOf(one.page).click();
  await one.page.keyboard.type(words);
  await one.page.getByText(/内容已留在这台电脑上/).waitFor();
  await eventually(3000, async () => (await leftBehind(one.page)).records > 0);
  return { ...one, id };
}
const storedWords = async (page, id) =>
  JSON.stringify((await call(page, 'GET', `/api/v1/documents/${id}`)).body.edition.body);

describe('signing out', () => {
  it('sends what was typed a moment ago and leaves nothing behind', async () => {
    const { page, context } = await clerk('lin.zhixia');
    const id = await newDraft(page, '写完就走');
    await open({ page }, server.url, `/documents/${id}/edit`);
    await bodyOf(page).click();
    await page.keyboard.type(words);
    await signOut(page);
    await signInPage(page).waitFor();
    assert.equal((await leftBehind(page)).records, 0);
    assert.equal((await call(page, 'GET', '/api/v1/worklist')).status, 401);
    await signIn(page, 'lin.zhixia');
    await page.getByRole('heading', { level: 1, name: '待办事项' }).waitFor();
    assert.match(await storedWords(page, id), new RegExp(words));
    await context.close();
  });

  it('asks about words that cannot be sent, and erases them only then', async () => {
    const { page, context, id } = await writing('送不出去的草稿');
    await signOut(page);
    const asked = await opened(page, '还有内容没有保存到服务器');
    await asked.getByText('送不出去的草稿').waitFor();
    await expectFit({ page }, 'unsent words');
    await picture(page, 'console-unsent-1280');
    await asked.getByRole('button', { name: '先不退出' }).click();
    await bodyOf(page).getByText(words).waitFor();
    assert.equal((await leftBehind(page)).records, 1);
    await signOut(page);
    await asked.getByRole('button', { name: '删除并退出' }).click();
    await signInPage(page).waitFor();
    const left = await leftBehind(page);
    assert.equal(left.records, 0);
    assert.ok(!left.text.includes(words));
    await signIn(page, 'lin.zhixia');
    await page.getByRole('heading', { level: 1, name: '待办事项' }).waitFor();
    assert.doesNotMatch(await storedWords(page, id), new RegExp(words));
    await context.close();
  });

  it('names what an earlier visit left, too', async () => {
    const { page, context } = await writing('昨天没送出的草稿');
    await page.close({ runBeforeUnload: false });
    const today = await context.newPage();
    await today.goto(`${server.url}/console/`);
    await signOut(today);
    const asked = await opened(today, '还有内容没有保存到服务器');
    await asked.getByRole('link', { name: '昨天没送出的草稿' }).click();
    await bodyOf(today).getByText(words).waitFor();
    await saved(today);
    await signOut(today);
    await signInPage(today).waitFor();
    assert.equal((await leftBehind(today)).records, 0);
    await context.close();
  });
});

describe('after a session that ended', () => {
  it('the words are there for the same person', async () => {
    const { page, context, id } = await writing('过期前没送出的草稿');
    await context.clearCookies();
    await page.close({ runBeforeUnload: false });
    const back = await context.newPage();
    await back.goto(`${server.url}/console/`);
    await signIn(back, 'lin.zhixia');
    const left = back.getByRole('region', { name: '这台电脑上还有没保存到服务器的内容' });
    await left.getByText(/\d{4}-\d\d-\d\d \d\d:\d\d 写下/).waitFor();
    await left.getByRole('link', { name: '过期前没送出的草稿' }).click();
    await bodyOf(back).getByText(words).waitFor();
    await saved(back);
    assert.match(await storedWords(back, id), new RegExp(words));
    assert.equal((await leftBehind(back)).records, 0);
    await context.close();
  });

  it('another person at the same computer reads nothing, and takes nothing away', async () => {
    const { page, context, id } = await writing('不给别人看的草稿');
    await context.clearCookies();
    await page.unroute('**/api/v1/documents/*');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    const ended = await opened(page, '登录已过期');
    assert.equal(await page.getByText(words).isVisible(), false, 'out of sight while nobody is signed in');
    await expectFit({ page }, 'an ended session');
    await picture(page, 'console-ended-1280');
    await ended.getByRole('button', { name: '换一个账号登录' }).click();
    await signInPage(page).waitFor();
    await signIn(page, 'xu.zhiwei');
    await page.getByRole('heading', { level: 1, name: '待办事项' }).waitFor();
    assert.equal(await page.getByText('这台电脑上还有没保存到服务器的内容').count(), 0);
    const left = await leftBehind(page);
    assert.equal(left.records, 1);
    assert.ok(!left.text.includes(words) && !left.text.includes('不给别人看'), left.text);
    await open({ page }, server.url, `/documents/${id}/edit`);
    await bodyOf(page).getByText('第一段。').waitFor();
    assert.equal(await page.getByText(words).count(), 0);
    await signOut(page);
    await signInPage(page).waitFor();
    assert.equal((await leftBehind(page)).records, 1, 'they are not theirs to erase');

    await signIn(page, 'lin.zhixia');
    await page.getByRole('link', { name: '不给别人看的草稿' }).first().waitFor();
    await open({ page }, server.url, `/documents/${id}/edit`);
    await bodyOf(page).getByText(words).waitFor();
    await context.close();
  });
});
