// People and their accounts: entered, given rights, suspended and restored by administrators; the password, the
// second factor and the open sessions in everybody's own hands. All through the forms.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { phone, picture, troubles } from './support/reader.mjs';
import {
  call, choose, expected, expectFit, open, opened, password, praised, refusalOf, signIn, tablet,
} from './support/staff.mjs';
import { codeOf } from './support/totp.mjs';

const bureau = '云泽市城市管理局';
// More sign-ins than one address may send in the time that they take.
const { server, clerk, visitor } = demonstration({ behindProxy: true });
const row = (page, text) => page.getByRole('row').filter({ hasText: text });

/** Says who one is in the dialog that asks before what matters. */
async function prove(page, title, confirm) {
  const asked = await opened(page, title);
  await asked.getByLabel('现在的密码').fill(password);
  await asked.getByRole('button', { name: confirm }).click();
}

describe('people', () => {
  const login = 'ceng.xin';
  const own = 'Maple-river-29';
  let first;
  let theirs;

  async function manage(one, name) {
    await open(one, server.url, '/people');
    await one.page.getByRole('button', { name: `管理 ${name}` }).click();
    return opened(one.page, new RegExp(name));
  }
  /** Adds a line of the form for roles and fills it in. */
  async function grant(page, at, role, agency) {
    await page.getByRole('button', { name: '增加角色' }).click();
    await choose(page, `第 ${at} 项的角色`, role);
    await choose(page, `第 ${at} 项的机构`, agency);
  }

  it('are entered with roles and a first password; what cannot be is told at its field', async () => {
    const one = await clerk('wei.an');
    const { page } = one;
    await open(one, server.url, '/people');
    await page.getByRole('button', { name: '增加人员' }).click();
    const drawer = await opened(page, '增加人员');
    await drawer.getByLabel('账号', { exact: true }).fill('Zeng Xin');
    await drawer.getByLabel('姓名', { exact: true }).fill('曾新');
    await choose(drawer, '机构', bureau);
    await grant(page, 1, '起草', bureau);
    await grant(page, 2, '审核', bureau);
    await drawer.getByRole('button', { name: '保存' }).click();
    await refusalOf(drawer, '账号').filter({ hasText: /小写字母开头/ }).waitFor();
    await drawer.getByLabel('账号', { exact: true }).fill('lin.zhixia');
    await drawer.getByRole('button', { name: '保存' }).click();
    await refusalOf(drawer, '账号').filter({ hasText: /已有人使用/ }).waitFor();
    await expectFit(one, 'a refused person');
    await picture(page, 'office-person-1280');
    expected(one.trouble, 422, 409);
    await drawer.getByLabel('账号', { exact: true }).fill(login);
    await drawer.getByRole('button', { name: '保存' }).click();
    const shown = await opened(page, '初始密码');
    first = (await shown.locator('code').innerText()).trim();
    await expectFit(one, 'a first password');
    await shown.getByRole('button', { name: '已记下' }).click();
    await row(page, login).filter({ hasText: '起草、审核' }).waitFor();
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });

  it('must change the first password before anything else', async () => {
    const { page, context, trouble } = await visitor({ viewport: tablet });
    await page.goto(`${server.url}/console/documents`);
    await signIn(page, login, first);
    await page.getByRole('heading', { level: 1, name: '修改密码' }).waitFor();
    await page.goto(`${server.url}/console/documents`);
    await page.getByRole('heading', { level: 1, name: '修改密码' }).waitFor();
    await page.getByLabel('现在的密码', { exact: true }).fill('not it');
    await page.getByLabel('新密码', { exact: true }).fill('short');
    await page.getByLabel('再填一次新密码', { exact: true }).fill('short');
    await page.getByRole('button', { name: '修改密码' }).click();
    await refusalOf(page, '现在的密码').filter({ hasText: '当前密码不正确' }).waitFor();
    await page.getByLabel('现在的密码', { exact: true }).fill(first);
    await page.getByRole('button', { name: '修改密码' }).click();
    await refusalOf(page, '新密码').filter({ hasText: '长度不足' }).waitFor();
    expected(trouble, 401, 422);
    await expectFit({ page }, 'a refused password');
    for (const label of ['新密码', '再填一次新密码']) await page.getByLabel(label, { exact: true }).fill(own);
    await page.getByRole('button', { name: '修改密码' }).click();
    await page.getByRole('heading', { level: 1, name: '待办事项' }).waitFor();
    await page.getByRole('link', { name: '导入文件' }).waitFor();
    assert.deepEqual(troubles(trouble), []);
    theirs = { page, context, trouble };
  });

  it('lose a right in an open session the moment it is taken', async () => {
    await theirs.page.goto(`${server.url}/console/documents/new`);
    await choose(theirs.page, /栏目/, '通知公告');
    await theirs.page.getByLabel('标题', { exact: true }).fill('还没有失去权限');
    const one = await clerk('wei.an');
    const drawer = await manage(one, '曾新');
    await drawer.getByRole('button', { name: '去掉第 1 项' }).click();
    await drawer.getByRole('button', { name: '保存' }).click();
    await praised(one.page, '立即生效');
    await theirs.page.getByRole('button', { name: '开始编辑' }).click();
    await theirs.page.getByText('您没有办理这件事的权限').waitFor();
    expected(theirs.trouble, 403);
    await theirs.page.goto(`${server.url}/console/documents/new`);
    await theirs.page.getByText('您没有使用这项功能的权限').waitFor();
    assert.equal(await theirs.page.getByRole('link', { name: '导入文件' }).count(), 0);
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });

  it('are suspended, restored and given a new password, each with effect at once', async () => {
    const one = await clerk('wei.an', tablet);
    let drawer = await manage(one, '曾新');
    await expectFit(one, 'a person at 820');
    await picture(one.page, 'office-person-820');
    await drawer.getByRole('button', { name: '停用' }).click();
    const asked = await opened(one.page, '停用账号');
    await asked.getByRole('button', { name: '确认停用' }).click();
    await asked.getByText('请填写').waitFor();
    await asked.getByRole('textbox').fill('借调到外单位');
    await asked.getByRole('button', { name: '确认停用' }).click();
    await praised(one.page, '已停用');
    await row(one.page, login).getByText('停用').waitFor();
    await theirs.page.getByRole('link', { name: '待办事项' }).click();
    await opened(theirs.page, '登录已过期');
    await theirs.context.close();

    const tryToSignIn = async (secret, heading) => {
      const { page, context } = await visitor({ viewport: tablet });
      await page.goto(`${server.url}/console/`);
      await signIn(page, login, secret);
      if (heading) await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      else await page.getByRole('alert').waitFor();
      await context.close();
    };
    await tryToSignIn(own, '');
    drawer = await manage(one, '曾新');
    await drawer.getByRole('button', { name: '恢复使用' }).click();
    await praised(one.page, '已恢复');
    await tryToSignIn(own, '待办事项');
    drawer = await manage(one, '曾新');
    await drawer.getByRole('button', { name: '重置密码' }).click();
    await prove(one.page, '重置密码', '重置密码');
    const shown = await opened(one.page, '初始密码');
    const next = (await shown.locator('code').innerText()).trim();
    await tryToSignIn(own, '');
    await tryToSignIn(next, '修改密码');
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });

  it('cannot hold two of the three administrations, nor be given what is not one’s to give', async () => {
    const one = await clerk('wei.an');
    const drawer = await manage(one, '曾新');
    await drawer.getByRole('button', { name: '去掉第 1 项' }).click();
    await grant(one.page, 1, '系统管理员', '云泽市人民政府办公室');
    await grant(one.page, 2, '审计管理员', '云泽市人民政府办公室');
    await drawer.getByRole('button', { name: '保存' }).click();
    await drawer.getByRole('alert').getByText('系统管理员、安全管理员、审计管理员应由不同的人担任').waitFor();
    await expectFit(one, 'separation refused');
    expected(one.trouble, 422);
    await one.context.close();

    const boss = await clerk('gu.changqing');
    const form = await manage(boss, '唐晚');
    await grant(boss.page, 2, '审计员', bureau);
    await form.getByRole('button', { name: '保存' }).click();
    await form.getByRole('alert').getByText('您不能授予或更改这个角色').waitFor();
    expected(boss.trouble, 403);
    await boss.context.close();
  });
});

describe('a list', () => {
  const names = (page) => page.getByRole('region', { name: '人员列表' }).locator('tbody td.title').allInnerTexts();

  it('is searched, put in order and passed on by its address', async () => {
    const one = await clerk('wei.an');
    const { page } = one;
    await open(one, server.url, '/people');
    await choose(page, '机构', '云泽市望山区城市管理局');
    await page.waitForURL(/agency=\d+/);
    const by = page.getByRole('columnheader', { name: '账号' });
    await by.getByRole('button').click();
    await by.getByRole('button').click();
    await page.waitForURL(/sort=-login/);
    assert.equal(await by.getAttribute('aria-sort'), 'descending');
    assert.deepEqual(await names(page), ['秦山', '陆遥之', '岑白']);
    await page.getByText('选择显示的列').click();
    await page.getByRole('checkbox', { name: '最近登录' }).uncheck();
    await page.getByRole('columnheader', { name: '最近登录' }).waitFor({ state: 'detached' });
    await expectFit(one, 'a list that was searched');

    const address = page.url();
    await open(one, server.url, '/roles');
    await page.goto(address);
    await page.getByRole('link', { name: '秦山' }).or(page.getByText('秦山', { exact: true })).waitFor();
    assert.deepEqual(await names(page), ['秦山', '陆遥之', '岑白']);
    assert.equal(await page.getByRole('columnheader', { name: '最近登录' }).count(), 0, 'the columns are kept');
    await page.getByRole('button', { name: '清除条件' }).click();
    await page.getByText('林知夏', { exact: true }).waitFor();
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });

  it('has something done with several of its lines at once, on a phone, too', async () => {
    const one = await clerk('wei.an', phone);
    const { page } = one;
    await open(one, server.url, '/people?text=a');
    await page.getByText('秦山', { exact: true }).waitFor();
    assert.equal(await page.getByLabel('选中 卫安').count(), 0, 'not oneself');
    for (const name of ['秦山', '岑白']) await page.getByLabel(`选中 ${name}`).check();
    await page.getByRole('status').filter({ hasText: '已选 2 项' }).waitFor();
    await expectFit(one, 'selected lines');
    await picture(page, 'office-people-390');
    await page.getByRole('group', { name: '对选中的各项' }).getByRole('button', { name: '停用' }).click();
    const asked = await opened(page, '停用账号');
    await asked.getByText('秦山（qin.shan）、岑白（cen.bai）').waitFor();
    await asked.getByLabel('理由').fill('借调到外单位');
    await asked.getByRole('button', { name: '确认停用' }).click();
    await praised(page, '已停用');
    for (const name of ['秦山', '岑白']) await row(page, name).locator('.el-tag', { hasText: '停用' }).waitFor();
    await page.getByRole('group', { name: '对选中的各项' }).waitFor({ state: 'detached' });
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });
});

describe('one’s own account', () => {
  let secret;
  let recovery;
  const fresh = async () => {
    const reader = await visitor();
    reader.page.setDefaultTimeout(10_000);
    await reader.page.goto(`${server.url}/console/`);
    return reader;
  };

  it('is bound to a phone, and shows ten recovery codes once', async () => {
    const one = await clerk('tang.wan');
    const { page } = one;
    await open(one, server.url, '/security');
    await page.getByRole('button', { name: '启用动态口令' }).click();
    await prove(page, '启用动态口令', '继续');
    await page.getByAltText('动态口令的二维码').waitFor();
    secret = (await page.locator('form code').innerText()).trim();
    await page.getByLabel('验证器显示的 6 位数字').fill('000000');
    await page.getByRole('button', { name: '启用', exact: true }).click();
    await page.locator('.el-message--error').first().waitFor();
    expected(one.trouble, 422);
    await expectFit(one, 'binding');
    await picture(page, 'office-second-factor-1280');
    await page.getByLabel('验证器显示的 6 位数字').fill(codeOf(secret));
    await page.getByRole('button', { name: '启用', exact: true }).click();
    await page.getByRole('button', { name: '已抄下' }).waitFor();
    recovery = await page.locator('.codes code').allInnerTexts();
    assert.equal(recovery.length, 10);
    await expectFit(one, 'recovery codes');
    await page.getByRole('button', { name: '已抄下' }).click();
    await page.getByText('已启用', { exact: true }).waitFor();
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });

  it('asks for the code, takes it once, and takes a recovery code once', async () => {
    // The next one: that of the binding may still be the one shown, and is good once.
    const code = codeOf(secret, 1);
    for (const [given, accepted] of [[code, true], [code, false], [recovery[0], true], [recovery[0], false]]) {
      const { page, context } = await fresh();
      await signIn(page, 'tang.wan');
      await page.getByLabel('动态验证码').fill(given);
      await page.getByRole('button', { name: '登录', exact: true }).click();
      if (accepted) await page.getByRole('heading', { level: 1, name: '待办事项' }).waitFor();
      else await page.getByRole('alert').waitFor();
      await context.close();
    }
  });

  it('shows its sign-ins, ends the others, and is freed of the code again', async () => {
    const { page, context, trouble } = await fresh();
    await signIn(page, 'tang.wan');
    await page.getByLabel('动态验证码').fill(recovery[1]);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '待办事项' }).waitFor();
    trouble.length = 0; // the code that was owed
    const elsewhere = async (recoveryCode) => {
      const one = await fresh();
      await signIn(one.page, 'tang.wan');
      await one.page.getByLabel('动态验证码').fill(recoveryCode);
      await one.page.getByRole('button', { name: '登录', exact: true }).click();
      await one.page.getByRole('heading', { level: 1, name: '待办事项' }).waitFor();
      return one;
    };
    const other = await elsewhere(recovery[2]);
    const third = await elsewhere(recovery[3]);

    await page.goto(`${server.url}/console/security`);
    const history = page.getByRole('region', { name: '登录记录' });
    await history.getByText('登录成功').first().waitFor();
    const lines = await history.locator('tbody tr').allInnerTexts();
    assert.ok(lines.some((line) => !line.includes('登录成功')), 'a refused one');
    const sessions = page.getByRole('region', { name: '正在使用的登录' }).locator('tbody tr');
    const before = await sessions.count();
    await sessions.first().getByRole('button', { name: /^结束/ }).click();
    await prove(page, '结束这个登录', '确认结束');
    await praised(page, '这个登录已结束');
    await sessions.nth(before - 1).waitFor({ state: 'detached' });
    assert.equal((await call(third.page, 'GET', '/api/v1/worklist')).status, 401, 'the newest stands first');
    assert.equal((await call(other.page, 'GET', '/api/v1/worklist')).status, 200);
    await third.context.close();
    await page.getByRole('button', { name: '结束其他登录' }).click();
    await prove(page, '结束其他登录', '确认结束');
    await praised(page, '其他登录已全部结束');
    await sessions.nth(1).waitFor({ state: 'detached' });
    assert.equal(await sessions.count(), 1);
    assert.equal((await call(other.page, 'GET', '/api/v1/worklist')).status, 401);
    await other.context.close();

    await page.getByRole('button', { name: '取消动态口令' }).click();
    const asked = await opened(page, '取消动态口令');
    await asked.getByLabel('现在的密码').fill('not the password');
    await asked.getByRole('button', { name: '取消动态口令' }).click();
    await page.locator('.el-message--error').filter({ hasText: '当前密码不正确' }).waitFor();
    await asked.getByLabel('现在的密码').fill(password);
    const answer = page.waitForResponse((one) => one.request().method() === 'DELETE');
    await asked.getByRole('button', { name: '取消动态口令' }).click();
    assert.equal((await answer).status(), 204);
    await page.getByText('未启用', { exact: true }).waitFor();
    await expectFit({ page }, 'one’s own account');
    await picture(page, 'office-security-1440');
    await context.close();
    const plain = await clerk('tang.wan');
    await plain.context.close();
  });
});
