// A rehearsal: every page says so at every width, whoever administers the system sets its clock forward in the console
// and nobody else does, and what is due by then is overdue; nobody is signed out by it.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { agencyCode } from './support/codes.mjs';
import { fileRequest, takeStep } from './support/matters.mjs';
import { daylight, emptyInstallation, eventually, serve } from './support/program.mjs';
import { axeViolations, desktop, launch, newReader, overflow, phone, picture, troubles } from './support/reader.mjs';
import { call, expected, expectFit, open, opened, refusalOf, signIn } from './support/staff.mjs';

const code = agencyCode('MB123456');
const own = '模拟-practice-2026';
const begun = '2026-03-02';
const later = '2026-05-01'; // twice thirty days on
const wanted = '人民路道路改造工程的批复文件';
const sizes = [['1440', desktop], ['390', phone]];

describe('a rehearsal', () => {
  let server;
  let browser;
  let administrator; // of the system
  let officer; // of requests
  const first = {}; // passwords by login

  async function enter(data, login, name, role) {
    const said = await daylight('account', 'add', '--data', data, '--agency', code, '--login', login, '--name', name,
      '--role', role);
    first[login] = /初始密码：(\S+)/.exec(said)[1];
  }
  /** Signs somebody in for the first time, who chooses a password. */
  async function begin(login) {
    const one = await newReader(browser);
    await one.page.goto(`${server.url}/console/`);
    await signIn(one.page, login, first[login]);
    await one.page.getByRole('heading', { level: 1, name: '修改密码' }).waitFor();
    await one.page.getByLabel('现在的密码', { exact: true }).fill(first[login]);
    await one.page.getByLabel('新密码', { exact: true }).fill(own);
    await one.page.getByLabel('再填一次新密码', { exact: true }).fill(own);
    await one.page.getByRole('button', { name: '修改密码' }).click();
    await one.page.getByRole('heading', { level: 1, name: '待办事项' }).waitFor();
    return one;
  }
  const banner = (page) => page.getByRole('complementary', { name: '模拟运行' });
  const work = (page) => page.getByRole('row').filter({ hasText: wanted });

  before(async () => {
    const data = await emptyInstallation(code, '示例市城市管理局', {}, `--simulation=${begun}`);
    await enter(data, 'xi.tong', '席彤', '系统管理员');
    await enter(data, 'shen.qing', '沈清', '依申请公开办理');
    server = await serve(data);
    browser = await launch();
    administrator = await begin('xi.tong');
    officer = await begin('shen.qing');
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  for (const [name, viewport] of sizes) {
    it(`says on the pages of the public what it is and what day it has, at ${name}`, async () => {
      const { page, context, trouble } = await newReader(browser, { viewport });
      for (const address of ['/', '/requests', '/mailbox', '/search', '/about']) {
        await page.goto(server.url + address);
        await page.getByText(`模拟运行 · 模拟日期 ${begun} · 内容不是真实信息`).waitFor();
        assert.equal(await overflow(page), 0, address);
        assert.deepEqual(await axeViolations(page), [], address);
      }
      await page.goto(`${server.url}/`);
      await picture(page, `rehearsal-portal-${name}`);
      assert.deepEqual(troubles(trouble), []);
      await context.close();
    });
  }

  it('takes a request of somebody who is asked to follow it, and whoever handles it confirms it', async () => {
    const { page, context } = await newReader(browser, { viewport: phone });
    const mine = await fileRequest(page, server.url, wanted);
    assert.match(mine.number, /-SQ2026-0001$/, 'numbered in the year of the rehearsal');
    await context.close();

    await open(officer, server.url, '/');
    await work(officer.page).getByRole('link', { name: wanted }).click();
    await takeStep(officer.page, '确认收到', {}, '电话确认，申请人本人');
    await open(officer, server.url, '/');
    await work(officer.page).waitFor();
    assert.equal(await officer.page.getByText('已超期').count(), 0);
  });

  for (const [name, viewport] of sizes) {
    it(`says so in the console, where the administrator of the system alone may set it, at ${name}`, async () => {
      for (const [one, buttons] of [[administrator, 1], [officer, 0]]) {
        await one.page.setViewportSize(viewport);
        await open(one, server.url, '/');
        await banner(one.page).getByText(new RegExp(`^模拟运行 · 模拟时间 ${begun} \\d\\d:\\d\\d · 内容不是真实信息$`)).waitFor();
        assert.equal(await banner(one.page).getByRole('button', { name: '调整时间' }).count(), buttons);
        await expectFit(one, `the console at ${name}`);
      }
      await picture(administrator.page, `rehearsal-console-${name}`);
    });
  }

  it('keeps its clock from everybody else', async () => {
    const refused = await call(officer.page, 'PUT', '/api/v1/clock', { now: `${later}T09:00:00+08:00` });
    assert.equal(refused.status, 403);
    expected(officer.trouble, 403);
    const stranger = await newReader(browser);
    await stranger.page.goto(`${server.url}/console/`);
    const unknown = await call(stranger.page, 'PUT', '/api/v1/clock', { now: `${later}T09:00:00+08:00` });
    assert.equal(unknown.status, 401);
    await stranger.context.close();
    assert.match((await call(officer.page, 'GET', '/api/v1/clock')).body.now, new RegExp(`^${begun}T`));
  });

  it('is set forward by its administrator, and then the case is overdue', async () => {
    const { page } = administrator;
    await banner(page).getByRole('button', { name: '调整时间' }).click();
    const dialog = await opened(page, '调整模拟时间');
    await dialog.getByRole('button', { name: '快进三十天' }).click();
    await dialog.getByRole('button', { name: '快进三十天' }).click();
    await expectFit(administrator, 'the clock at 390');
    await picture(page, 'rehearsal-clock-390');
    await dialog.getByRole('button', { name: '确定' }).click();
    await dialog.waitFor({ state: 'detached' });
    await banner(page).getByText(`模拟时间 ${later}`).waitFor();

    for (const [name, viewport] of sizes) {
      await officer.page.setViewportSize(viewport);
      await open(officer, server.url, '/');
      await banner(officer.page).getByText(`模拟时间 ${later}`).waitFor();
      await work(officer.page).getByText('已超期').waitFor();
      await expectFit(officer, `overdue work at ${name}`);
      await picture(officer.page, `rehearsal-overdue-${name}`);
    }
    await work(officer.page).getByRole('link', { name: wanted }).click();
    await officer.page.getByText(/逾期 \d+ 天/).first().waitFor();
    assert.ok(await eventually(5000, async () => (await (await fetch(`${server.url}/`)).text())
      .includes(`模拟日期 ${later}`)), 'pages of the public follow');
    assert.deepEqual(troubles(officer.trouble), [], 'and nobody was signed out');
  });

  it('never goes back, and says so at the field', async () => {
    const { page } = administrator;
    await page.setViewportSize(desktop);
    await open(administrator, server.url, '/');
    await banner(page).getByRole('button', { name: '调整时间' }).click();
    const dialog = await opened(page, '调整模拟时间');
    await dialog.getByLabel('模拟时间（北京时间）').fill(`${begun}T09:00`);
    await dialog.getByRole('button', { name: '确定' }).click();
    await refusalOf(dialog, '模拟时间（北京时间）').filter({ hasText: '时间只能往后' }).waitFor();
    await expectFit(administrator, 'a refused setting');
    await picture(page, 'rehearsal-clock-refused-1440');
    expected(administrator.trouble, 409);
    await dialog.getByRole('button', { name: '取消' }).click();
    await banner(page).getByText(`模拟时间 ${later}`).waitFor();
    assert.deepEqual(troubles(administrator.trouble), []);
  });
});
