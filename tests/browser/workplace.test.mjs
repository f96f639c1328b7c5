// A day in an office: a file is imported, corrected, sent back, reviewed, published, read, revised and
// withdrawn, and an auditor finds every step. Two people at one draft, a session that ends while
// somebody writes, a browser that is closed before the server has the words.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { root, serveDemo } from './support/program.mjs';
import { axeViolations, launch, newReader, overflow, phone, picture, troubles } from './support/reader.mjs';
import { call, choose, newClerk, open, password, signIn, tablet, take } from './support/staff.mjs';

const title = '关于开展行政执法案卷评查的通知';
const input = path.join(root, 'tests/fixtures/intake/txt-spaced-card.txt');

let server;
let browser;
before(async () => {
  server = await serveDemo();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const clerk = (login, viewport) => newClerk(browser, server.url, login, viewport);
const bodyOf = (page) => page.getByRole('textbox', { name: '正文' });
const saved = (page) => page.getByRole('status').filter({ hasText: '已保存' }).waitFor();

/** A new draft of the bureau, made through the API; its id. */
async function newDraft(page, name) {
  const sites = (await call(page, 'GET', '/api/v1/sites')).body.items;
  const own = (await call(page, 'GET', '/api/v1/session')).body.person.agency.id;
  const site = sites.find((one) => one.agency === own);
  const columns = (await call(page, 'GET', `/api/v1/columns?site=${site.id}`)).body.items;
  const made = await call(page, 'POST', '/api/v1/documents', {
    column: columns.find((one) => one.type === 'Notices').id, metadata: { title: name, disclosure: 'Active' },
    body: { blocks: [{ kind: 'paragraph', runs: [{ text: '第一段。' }] }] },
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body.id;
}

describe('a day in an office', () => {
  let id;
  let address;

  it('begins with a file that a drafter drops, corrects with one click and submits', async () => {
    const { page, context, trouble } = await clerk('lin.zhixia');
    await open({ page }, server.url, '/import');
    await choose(page, /栏目/, '通知公告');
    await page.getByLabel('选择要导入的文件').setInputFiles(input);
    await page.getByText('已成为草稿').waitFor();
    const titleField = page.getByLabel('标题', { exact: true });
    assert.match(await titleField.inputValue(), /案卷评查/);
    assert.equal(await page.getByLabel('文号', { exact: true }).inputValue(), '南司发〔2021〕45号');
    await page.locator('.body p').filter({ hasText: '2021年办结' }).first().click({ clickCount: 3 });
    await page.getByRole('toolbar', { name: '把选中的文字填入' }).getByRole('button', { name: '摘要' }).click();
    await page.getByText('已保存').first().waitFor();
    assert.match(await page.getByLabel('摘要', { exact: true }).inputValue(), /2021年办结的行政处罚/);
    assert.deepEqual(await axeViolations(page), []);
    await picture(page, 'console-import-1280');
    await titleField.fill(title);
    await choose(page, '公开方式', '主动公开');
    await page.getByRole('button', { name: '保存更正' }).click();
    await page.getByRole('link', { name: '去办理' }).click();
    await page.waitForURL(/documents\/\d+$/);
    id = Number(/(\d+)$/.exec(page.url())[1]);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await take(page, '送审');
    await page.getByText('已送审').first().waitFor();
    assert.deepEqual(troubles(trouble), []);
    await context.close();
  });

  it('a reviewer finds it in the work list, remarks on a paragraph and sends it back', async () => {
    const { page, context, trouble } = await clerk('zhou.mingyuan');
    await page.getByRole('link', { name: title }).click();
    await page.getByLabel('批注内容').fill('请写明报送的地址');
    await page.getByRole('button', { name: '加批注' }).click();
    await page.locator('.comments').getByText('请写明报送的地址').waitFor();
    await take(page, '退回', '请补充报送地址');
    await page.getByText('请补充报送地址').waitFor();
    assert.deepEqual(await axeViolations(page), []);
    assert.deepEqual(troubles(trouble), []);
    await context.close();
  });

  it('the drafter sees why, mends the words, previews and submits again', async () => {
    const { page, context, trouble } = await clerk('lin.zhixia');
    await page.getByRole('link', { name: title }).click();
    await page.getByText(/退回：请补充报送地址/).waitFor();
    await bodyOf(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('报送地址：市司法局三楼。');
    await saved(page);
    assert.deepEqual(await axeViolations(page), []);
    await picture(page, 'console-editor-1280');
    const [shown] = await Promise.all([
      context.waitForEvent('page'), page.getByRole('button', { name: '预览' }).click(),
    ]);
    await shown.getByText('报送地址：市司法局三楼。').waitFor();
    await shown.close();
    await page.getByRole('button', { name: '送审' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '确认送审' }).click();
    await page.getByText('已送审').first().waitFor();
    assert.deepEqual(troubles(trouble), []);
    await context.close();
  });

  it('it is reviewed, cleared and published by three people', async () => {
    const steps = [['zhou.mingyuan', '审核', ''], ['he.shoujing', '保密审查', '不涉及国家秘密、商业秘密和个人隐私'],
      ['shen.ruogu', '发布', '']];
    for (const [login, step, reason] of steps) {
      const { page, context, trouble } = await clerk(login);
      await page.getByRole('link', { name: title }).click();
      await take(page, step, reason);
      if (step === '发布') address = await page.getByRole('link', { name: '公开页面' }).getAttribute('href');
      assert.deepEqual(troubles(trouble), [], step);
      await context.close();
    }
    assert.match(address, /^\/.*\d+$/);
  });

  it('a citizen reads it on a phone', async () => {
    const { page, context, trouble } = await newReader(browser, { viewport: phone });
    assert.equal((await page.goto(server.url + address)).status(), 200);
    assert.match(await page.locator('.words').innerText(), /报送地址：市司法局三楼/);
    assert.equal(await overflow(page), 0);
    assert.deepEqual(troubles(trouble), []);
    await context.close();
  });

  it('it is revised with a note, and both editions stand side by side', async () => {
    const { page, context, trouble } = await clerk('lin.zhixia');
    await open({ page }, server.url, `/documents/${id}`);
    await page.getByRole('button', { name: '修订' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('更正报送地址');
    await page.getByRole('button', { name: '开始修订' }).click();
    await page.waitForURL(/edit$/);
    await bodyOf(page).getByText('报送地址：市司法局三楼。').click();
    await page.keyboard.press('End');
    await page.keyboard.type('电话另行通知。');
    await saved(page);
    await page.getByRole('button', { name: '办理情况' }).click();
    await page.getByRole('button', { name: '与以前版本对照' }).click();
    await page.locator('.pair.changed ins').filter({ hasText: '电话另行通知' }).waitFor();
    assert.deepEqual(await axeViolations(page), []);
    await picture(page, 'console-differences-1280');
    assert.deepEqual(troubles(trouble), []);
    await context.close();
  });

  it('it is withdrawn, and its address says why', async () => {
    for (const [login, step, reason] of [['lin.zhixia', '送审', ''], ['zhou.mingyuan', '审核', ''],
      ['he.shoujing', '保密审查', '不涉密'], ['shen.ruogu', '发布', ''], ['shen.ruogu', '撤下', '内容有误，另行发布']]) {
      const { page, context } = await clerk(login);
      await open({ page }, server.url, `/documents/${id}`);
      await take(page, step, reason);
      await context.close();
    }
    const { page, context } = await newReader(browser);
    assert.equal((await page.goto(server.url + address)).status(), 410);
    assert.match(await page.locator('main').innerText(), /内容有误，另行发布/);
    await context.close();
  });

  it('an auditor finds every step in the journal', async () => {
    const { page, context, trouble } = await clerk('bai.jing');
    await open({ page }, server.url, '/journal');
    await page.getByLabel('对象').fill(`document:${id}`);
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByRole('cell', { name: '内容有误，另行发布' }).waitFor();
    const rows = await page.getByRole('region', { name: '日志列表' }).locator('tbody tr').allInnerTexts();
    for (const name of ['林知夏', '周明远', '何守静', '沈若谷']) assert.ok(rows.some((row) => row.includes(name)), name);
    assert.ok(rows.length >= 12, `${rows.length} entries`);
    assert.deepEqual(await axeViolations(page), []);
    await picture(page, 'console-journal-1280');
    assert.deepEqual(troubles(trouble), []);
    await context.close();
  });
});

describe('what is typed', () => {
  it('is shown in both versions when two people save one draft, and one chooses', async () => {
    const first = await clerk('lin.zhixia');
    const id = await newDraft(first.page, '两个人同时修改的草稿');
    await open(first, server.url, `/documents/${id}/edit`);
    const theirs = (await call(first.page, 'GET', `/api/v1/documents/${id}`)).body;
    const other = await call(first.page, 'PUT', `/api/v1/documents/${id}`, {
      metadata: { ...theirs.edition.metadata, title: '别人改过的标题' }, body: theirs.edition.body,
    }, { 'If-Match': `"r${theirs.revision}"` });
    assert.equal(other.status, 200);
    await bodyOf(first.page).click();
    await first.page.keyboard.type('我写的开头。');
    const dialog = first.page.getByRole('dialog', { name: '这份草稿刚刚被别人改过' });
    await dialog.waitFor();
    await picture(first.page, 'console-conflict-1280');
    assert.deepEqual(await axeViolations(first.page), []);
    await dialog.getByRole('group', { name: '标题' }).getByLabel('别人刚保存的').check();
    await dialog.getByRole('button', { name: '保存选好的内容' }).click();
    await saved(first.page);
    const now = (await call(first.page, 'GET', `/api/v1/documents/${id}`)).body;
    assert.equal(now.edition.metadata.title, '别人改过的标题');
    assert.match(JSON.stringify(now.edition.body), /我写的开头。/);
    await first.context.close();
  });

  it('outlives the end of the session', async () => {
    const { page, context } = await clerk('lin.zhixia');
    const id = await newDraft(page, '会话过期时的草稿');
    await open({ page }, server.url, `/documents/${id}/edit`);
    await bodyOf(page).click();
    const cookies = await context.cookies();
    await context.clearCookies();
    await page.keyboard.type('过期以后写的话。');
    const dialog = page.getByRole('dialog', { name: '登录已过期' });
    await dialog.waitFor();
    assert.deepEqual(await axeViolations(page), []);
    await dialog.getByLabel('密码', { exact: true }).fill(password);
    await dialog.getByRole('button', { name: '登录', exact: true }).click();
    await saved(page);
    const now = (await call(page, 'GET', `/api/v1/documents/${id}`)).body;
    assert.match(JSON.stringify(now.edition.body), /过期以后写的话。/);
    assert.ok(cookies.length > 0);
    await context.close();
  });

  it('outlives a browser that is closed before the server has it', async () => {
    const { page, context } = await clerk('lin.zhixia');
    const id = await newDraft(page, '没来得及保存的草稿');
    await open({ page }, server.url, `/documents/${id}/edit`);
    await bodyOf(page).click();
    await context.setOffline(true);
    await page.keyboard.type('断网时写的话。');
    await page.getByText(/内容已留在这台电脑上/).waitFor();
    await page.close({ runBeforeUnload: false });
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(`${server.url}/console/documents/${id}/edit`);
    await again.getByText('断网时写的话。').waitFor();
    await saved(again);
    const now = (await call(again, 'GET', `/api/v1/documents/${id}`)).body;
    assert.match(JSON.stringify(now.edition.body), /断网时写的话。/);
    await context.close();
  });
});

describe('every place of the console', () => {
  const places = {
    'lin.zhixia': ['/', '/documents', '/documents/new', '/dashboard', '/security', '/api', '/people', '/nowhere'],
    'gu.changqing': ['/columns', '/sites', '/agencies', '/people', '/roles', '/keys'],
    'wei.an': ['/people', '/roles'], 'xu.shen': ['/journal'], 'du.ji': ['/agencies', '/sites'],
    'xie.guanlan': ['/dashboard', '/documents'],
  };
  const refused = new Set(['lin.zhixia /people']);
  for (const [login, list] of Object.entries(places)) {
    for (const [name, viewport] of [['1280', undefined], ['820', tablet]]) {
      it(`is fit to be used at ${name} by ${login}`, async () => {
        const one = await clerk(login, viewport);
        for (const place of list) {
          await open(one, server.url, place);
          await one.page.waitForLoadState('networkidle');
          assert.deepEqual(await axeViolations(one.page), [], place);
          assert.equal(await overflow(one.page), 0, place);
          const closed = await one.page.getByText('您没有使用这项功能的权限').count();
          assert.equal(closed, refused.has(`${login} ${place}`) ? 1 : 0, place);
          await picture(one.page, `console-${login}-${place.slice(1).replaceAll('/', '-') || 'work'}-${name}`);
        }
        assert.deepEqual(troubles(one.trouble), []);
        await one.context.close();
      });
    }
  }

  it('is closed to those who lack the right, and says so', async () => {
    const one = await clerk('lin.zhixia');
    await open(one, server.url, '/documents');
    await one.page.goto(`${server.url}/console/people`);
    await one.page.getByText('您没有使用这项功能的权限').waitFor();
    await one.context.close();
  });

  it('asks to sign in first, and tells a wrong password', async () => {
    const { page, context } = await newReader(browser, { viewport: tablet });
    await page.goto(`${server.url}/console/documents`);
    await page.getByLabel('账号', { exact: true }).fill('lin.zhixia');
    await page.getByLabel('密码', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('alert').waitFor();
    assert.deepEqual(await axeViolations(page), []);
    await signIn(page, 'lin.zhixia');
    await page.waitForURL(/console\/documents$/);
    await context.close();
  });

  it('can be used within two seconds on a slow phone, first visit', async () => {
    const { page, context } = await newReader(browser, { viewport: phone });
    const wire = await context.newCDPSession(page);
    await wire.send('Network.emulateNetworkConditions', {
      offline: false, latency: 70, downloadThroughput: (9 << 20) / 8, uploadThroughput: (3 << 20) / 8,
    });
    await wire.send('Emulation.setCPUThrottlingRate', { rate: 2 });
    const begun = Date.now();
    await page.goto(`${server.url}/console/`);
    await page.getByLabel('账号', { exact: true }).fill('x');
    const took = Date.now() - begun;
    assert.ok(took < 2000, `${took} ms`);
    await context.close();
  });
});
