// What is typed is never lost: two people at one draft, a session that ends while somebody writes, a browser that is
// closed before the server has the words. Every place of the console at its widths, and how soon it can be used.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { axeViolations, overflow, phone, picture, troubles } from './support/reader.mjs';
import { bodyOf, call, expected, newDraft, open, password, saved, signIn, tablet, take } from './support/staff.mjs';

const { server, clerk, visitor } = demonstration();

describe('what is typed', () => {
  /** Two drafters of one agency with the same draft open in two browsers. */
  async function twoAtOneDraft(name) {
    const [first, second] = [await clerk('lin.zhixia'), await clerk('xu.zhiwei')];
    const id = await newDraft(first.page, name);
    for (const one of [first, second]) {
      await open(one, server.url, `/documents/${id}/edit`);
      await bodyOf(one.page).getByText('第一段。').waitFor();
    }
    const stored = async () => (await call(first.page, 'GET', `/api/v1/documents/${id}`)).body;
    const close = async () => {
      for (const one of [first, second]) {
        assert.deepEqual(troubles(one.trouble).filter((line) => !line.includes('412')), [], one.login);
        await one.context.close();
      }
    };
    return { first, second, id, stored, close };
  }
  const typeAtEnd = async (page, text) => {
    await bodyOf(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(text);
  };
  const clashOf = (page) => page.getByRole('dialog', { name: '这份草稿刚刚被别人改过' });
  const paragraphs = (work) => work.edition.body.blocks.map((block) => block.runs.map((run) => run.text).join(''));

  it('is shown in both versions when two people change the same words, and whoever is second chooses', async () => {
    const { first, second, stored, close } = await twoAtOneDraft('两个人同时修改的草稿');
    await typeAtEnd(first.page, '林写的一句。');
    await typeAtEnd(second.page, '许写的一句。');
    // Whoever is slower is asked; by the clock it is either of them.
    const asked = await Promise.race([first, second].map(async (one) => {
      await clashOf(one.page).waitFor({ timeout: 20_000 });
      return one;
    }));
    const dialog = clashOf(asked.page);
    const [own, other] = asked === first ? ['林', '许'] : ['许', '林'];
    await dialog.getByRole('region', { name: '正文：我写的' }).getByText(`第一段。${own}写的一句。`).waitFor();
    await dialog.getByRole('region', { name: '正文：别人刚保存的' }).getByText(`第一段。${other}写的一句。`).waitFor();
    assert.equal(await dialog.getByRole('group').count(), 1, 'only what both changed is asked about');
    await picture(asked.page, 'console-conflict-1280');
    assert.deepEqual(await axeViolations(asked.page), []);
    await dialog.getByRole('radio', { name: '两边都留下' }).check();
    await dialog.getByRole('button', { name: '保存选好的内容' }).click();
    await saved(asked.page);
    assert.deepEqual(paragraphs(await stored()), [`第一段。${own}写的一句。`, `第一段。${other}写的一句。`]);

    // The other goes on without knowing of it, and again nothing is lost.
    const unaware = asked === first ? second : first;
    await typeAtEnd(unaware.page, '再补一句。');
    await unaware.page.waitForTimeout(4000);
    if (await clashOf(unaware.page).isVisible()) {
      await clashOf(unaware.page).getByRole('radio', { name: '两边都留下' }).check();
      await clashOf(unaware.page).getByRole('button', { name: '保存选好的内容' }).click();
    }
    await saved(unaware.page);
    const words = paragraphs(await stored()).join('\n');
    for (const part of ['林写的一句。', '许写的一句。', '再补一句。']) assert.ok(words.includes(part), `${part}\n${words}`);
    await close();
  });

  it('takes the version that a person chooses, and the other one is not there any more', async () => {
    const { first, second, stored, close } = await twoAtOneDraft('要选一边的草稿');
    await typeAtEnd(first.page, '林的说法。');
    await saved(first.page);
    await typeAtEnd(second.page, '许的说法。');
    const dialog = clashOf(second.page);
    await dialog.getByRole('radio', { name: '别人刚保存的' }).check();
    await dialog.getByRole('button', { name: '保存选好的内容' }).click();
    await saved(second.page);
    await bodyOf(second.page).getByText('第一段。林的说法。').waitFor();
    assert.deepEqual(paragraphs(await stored()), ['第一段。林的说法。']);
    await close();
  });

  it('is merged without a question when two people change different things', async () => {
    const { first, second, stored, close } = await twoAtOneDraft('各改各的草稿');
    await first.page.getByLabel('标题', { exact: true }).fill('林改过的标题');
    await saved(first.page);
    await typeAtEnd(second.page, '许补的话。');
    await second.page.getByText(/别人刚改过标题，已经合并进来/).waitFor();
    await saved(second.page);
    await second.page.getByRole('heading', { level: 1, name: '林改过的标题' }).waitFor();
    // Back at the first, who has not seen the new words yet: a further paragraph above them.
    await bodyOf(first.page).click();
    await first.page.keyboard.press('Control+Home');
    await first.page.keyboard.type('林加的抬头：');
    await first.page.keyboard.press('Enter');
    await first.page.waitForTimeout(2500);
    assert.equal(await clashOf(second.page).count(), 0);
    const now = await stored();
    assert.equal(now.edition.metadata.title, '林改过的标题');
    assert.match(paragraphs(now).join(), /许补的话。/);
    await close();
  });

  it('is not overwritten by somebody who adds a file to a page that is no longer new', async () => {
    const { first, second, id, stored, close } = await twoAtOneDraft('有附件的草稿');
    await first.page.getByLabel('标题', { exact: true }).fill('林改过的标题');
    await saved(first.page);
    await second.page.getByLabel('来源', { exact: true }).fill('许填的来源');
    const chosen = second.page.waitForEvent('filechooser');
    await second.page.getByRole('button', { name: '添加附件' }).click();
    await (await chosen).setFiles({ name: '清单.txt', mimeType: 'text/plain', buffer: Buffer.from('一、二、三') });
    await second.page.getByText('清单.txt').first().waitFor();
    await saved(second.page);
    const now = await stored();
    assert.equal(now.edition.metadata.title, '林改过的标题', `document ${id}`);
    assert.equal(now.edition.metadata.source, '许填的来源');
    assert.equal(now.edition.attachments.length, 1);
    await close();
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

  it('is done once and answered when the node that did it is gone before its answer', async () => {
    const { page, context, trouble } = await clerk('lin.zhixia');
    const id = await newDraft(page, '答复没有送到的送审');
    await open({ page }, server.url, `/documents/${id}`);
    const keys = [];
    await page.route('**/steps', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      const answer = await route.fetch();
      await route.fulfill(keys.length === 1 ? { status: 502, body: '<html></html>' } : { response: answer });
    });
    await take(page, '送审');
    assert.equal(keys.length, 2);
    assert.equal(keys[0], keys[1]);
    const now = (await call(page, 'GET', `/api/v1/documents/${id}`)).body;
    assert.equal(now.edition.state, 'Submitted');
    expected(trouble, 502);
    assert.deepEqual(troubles(trouble), []);
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
    'wei.an': ['/people', '/roles'], 'xu.shen': ['/journal'], 'du.ji': ['/agencies', '/sites', '/calendar'],
    'xie.guanlan': ['/dashboard', '/documents', '/rectifications'],
    'ren.pingchuan': ['/relief', '/requests'], 'lu.qinghe': ['/message-routes', '/messages'],
  };
  const refused = new Set(['lin.zhixia /people']);
  for (const [login, list] of Object.entries(places)) {
    for (const [name, viewport] of [['1280', undefined], ['390', phone]]) {
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
    const { page, context } = await visitor({ viewport: tablet });
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
    const { page, context } = await visitor({ viewport: phone });
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
