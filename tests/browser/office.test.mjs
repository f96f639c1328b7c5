// The office behind the papers: columns, sites, agencies and keys, each changed through its form by whoever may,
// with a look at what the server and the public make of it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { agencyCode } from './support/codes.mjs';
import { demonstration } from './support/demonstration.mjs';
import { eventually } from './support/program.mjs';
import { picture, troubles } from './support/reader.mjs';
import { call, choose, expected, expectFit, open, opened, praised, refusalOf, tablet } from './support/staff.mjs';

const bureau = '云泽市城市管理局';
const { server, clerk } = demonstration();
const publicText = async (path) => (await fetch(server.url + path)).text();
const row = (page, text) => page.getByRole('row').filter({ hasText: text });
const inTree = (page, name) => page.getByRole('tree').getByText(name, { exact: true });

async function bureauColumns(page) {
  const site = (await call(page, 'GET', '/api/v1/sites')).body.items.find((one) => one.name === bureau);
  return (await call(page, 'GET', `/api/v1/columns?site=${site.id}`)).body.items;
}

describe('columns', () => {
  it('are added below another; a name that cannot be is told at its field and nothing typed is lost', async () => {
    const one = await clerk('gu.changqing');
    const { page } = one;
    await open(one, server.url, '/columns');
    await inTree(page, '便民服务').click();
    await page.getByRole('button', { name: '在它下面增加栏目' }).click();
    await page.getByLabel('名称', { exact: true }).fill('公共厕所');
    await page.getByLabel('说明', { exact: true }).fill('公布公共厕所的位置和开放时间。');
    const slug = page.getByLabel('地址中的名字', { exact: true });
    for (const [typed, said] of [['公厕', /小写字母、数字和短横/], ['notices', /已有栏目使用/]]) {
      await slug.fill(typed);
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await refusalOf(page, '地址中的名字').filter({ hasText: said }).waitFor();
      assert.equal(await page.getByLabel('名称', { exact: true }).inputValue(), '公共厕所');
      assert.equal(await slug.inputValue(), typed);
    }
    await expectFit(one, 'a refused column');
    await picture(page, 'office-column-refused-1280');
    expected(one.trouble, 422, 409);
    await slug.fill('toilets');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await praised(page, '栏目已增加');
    const columns = await bureauColumns(page);
    const made = columns.find((column) => column.slug === 'toilets');
    assert.equal(made.parent, columns.find((column) => column.name === '便民服务').id);
    assert.match(await publicText('/columns/toilets'), /<h1[^>]*>公共厕所/);
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });

  it('are renamed, watched and moved, and the public sees it at once', async () => {
    const one = await clerk('gu.changqing', tablet);
    const { page } = one;
    await open(one, server.url, '/columns');
    await inTree(page, '公共厕所').click();
    await page.getByLabel('名称', { exact: true }).fill('身边的公厕');
    await page.getByLabel('更新周期（天）').fill('30');
    await page.getByLabel('次序').fill('-1');
    await choose(page, '上级栏目', '通知公告');
    await page.evaluate(() => scrollTo(0, 0)); // a link that has half gone under the head is too small for axe
    await expectFit(one, 'a column at 820');
    await picture(page, 'office-column-820');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await praised(page, '栏目已修改');
    await inTree(page, '身边的公厕').waitFor();
    const columns = await bureauColumns(page);
    const moved = columns.find((column) => column.slug === 'toilets');
    assert.deepEqual([moved.name, moved.update_cycle_days, moved.position], ['身边的公厕', 30, -1]);
    assert.equal(moved.parent, columns.find((column) => column.slug === 'notices').id);
    assert.match(await publicText('/columns/notices'), /身边的公厕/);
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });

  it('keep what the form does not ask about', async () => {
    const one = await clerk('gu.changqing');
    const { page } = one;
    await open(one, server.url, '/columns');
    const before = (await bureauColumns(page)).find((column) => column.name === '行政许可');
    assert.notEqual(before.statutory_item, '');
    await inTree(page, '行政许可').click();
    await page.getByLabel('关键词').fill('行政许可,办事');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await praised(page, '栏目已修改');
    const now = (await bureauColumns(page)).find((column) => column.id === before.id);
    assert.notEqual(now.revision, before.revision);
    assert.deepEqual(now, { ...before, keywords: '行政许可,办事', revision: now.revision });
    await one.context.close();
  });
});

describe('sites and agencies', () => {
  it('a site says in its foot what its form says', async () => {
    const one = await clerk('gu.changqing');
    const { page } = one;
    await open(one, server.url, '/sites');
    await page.getByRole('button', { name: `修改 ${bureau}` }).click();
    const drawer = await opened(page, '修改站点');
    await drawer.getByLabel('联系电话').fill('0969-5550199');
    await drawer.getByLabel('办公时间').fill('工作日 8:30 至 12:00');
    await drawer.getByLabel('党政机关网站标识地址').fill('bszs.example');
    await drawer.getByRole('button', { name: '保存' }).click();
    await refusalOf(drawer, '党政机关网站标识地址').filter({ hasText: /应以 https/ }).waitFor();
    assert.equal(await drawer.getByLabel('联系电话').inputValue(), '0969-5550199');
    await expectFit(one, 'a refused site');
    await picture(page, 'office-site-1280');
    expected(one.trouble, 422);
    await drawer.getByLabel('党政机关网站标识地址').fill('');
    await drawer.getByRole('button', { name: '保存' }).click();
    await praised(page, '站点已修改');
    const home = await publicText('/');
    assert.match(home, /0969-5550199/);
    assert.match(home, /工作日 8:30 至 12:00/);
    assert.match(home, /演示/, 'the banner of the demonstration stays');
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });

  it('an agency is founded with its site, its code proved', async () => {
    const one = await clerk('du.ji');
    const { page } = one;
    const code = agencyCode('YD000777');
    await open(one, server.url, '/agencies');
    await page.getByRole('button', { name: '增加机构' }).click();
    const drawer = await opened(page, '增加机构');
    const save = drawer.getByRole('button', { name: '增加机构及其站点' });
    await drawer.getByLabel('名称', { exact: true }).fill('云泽市渡口管理处');
    await choose(page, '上级机构', '云泽市人民政府办公室');
    await drawer.getByLabel('站点路径').fill('/search');
    const wrong = code.replace('YD000777', 'YD000778');
    await drawer.getByLabel('统一社会信用代码').fill(wrong);
    await save.click();
    await refusalOf(drawer, '统一社会信用代码').filter({ hasText: /校验码不符/ }).waitFor();
    await expectFit(one, 'a refused agency');
    await picture(page, 'office-agency-1280');
    await drawer.getByLabel('统一社会信用代码').fill(code);
    await save.click();
    await refusalOf(drawer, '站点路径').filter({ hasText: /门户自己的地址/ }).waitFor();
    assert.equal(await drawer.getByLabel('名称', { exact: true }).inputValue(), '云泽市渡口管理处');
    expected(one.trouble, 422, 409);
    await drawer.getByLabel('站点路径').fill('/dukou');
    await save.click();
    await praised(page, '机构及其站点、栏目已建立');
    await row(page, code).waitFor();
    const home = await publicText('/dukou');
    assert.match(home, /云泽市渡口管理处/);
    assert.match(home, /演示/, 'what is founded in a demonstration does not look real');
    assert.match(await publicText('/dukou/columns/notices'), /<h1[^>]*>通知公告/);
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });

  it('an agency says who runs its openness and what departments it has', async () => {
    for (const viewport of [undefined, tablet]) {
      const one = await clerk('gu.changqing', viewport);
      const { page } = one;
      await open(one, server.url, '/agencies');
      await page.getByRole('button', { name: `组织：${bureau} 的公开工作机构和内设机构` }).click();
      const form = await opened(page, /公开工作机构和内设机构/);
      await form.getByLabel('传真号码').fill(viewport ? '0969-5550239' : '0969-5550238');
      await form.getByRole('button', { name: '增加内设机构' }).click();
      const name = form.getByLabel(/个内设机构的名称/).last();
      await name.fill('办公室');
      await form.getByRole('button', { name: '保存', exact: true }).click();
      await form.getByText('有两个内设机构用了同一个名称').waitFor();
      await expectFit(one, 'a refused department');
      await picture(page, `office-organisation-${viewport ? 820 : 1280}`);
      expected(one.trouble, 422);
      await name.fill(viewport ? '督查科' : '数字城管科');
      await form.getByRole('button', { name: '保存', exact: true }).click();
      await praised(page, '已保存');
      await form.waitFor({ state: 'detached' });
      assert.match(await publicText('/disclosure'), viewport ? /0969-5550239/ : /0969-5550238/);
      assert.deepEqual(troubles(one.trouble), []);
      await one.context.close();
    }
    const one = await clerk('gu.changqing');
    const agencies = (await call(one.page, 'GET', '/api/v1/agencies')).body.items;
    const departments = agencies.find((agency) => agency.name === bureau).departments.map((each) => each.name);
    assert.ok(departments.includes('数字城管科') && departments.includes('督查科'), departments.join());
    await one.context.close();
  });

  it('an agency is renamed, at the width of a tablet', async () => {
    const one = await clerk('du.ji', tablet);
    const { page } = one;
    await open(one, server.url, '/agencies');
    await page.getByRole('button', { name: '修改 云泽市渡口管理处' }).click();
    const drawer = await opened(page, '修改机构');
    await drawer.getByLabel('简称').fill('渡口处');
    await drawer.getByLabel('名称', { exact: true }).fill('');
    await drawer.getByRole('button', { name: '保存' }).click();
    await refusalOf(drawer, '名称').filter({ hasText: /不能为空/ }).waitFor();
    await drawer.getByLabel('名称', { exact: true }).fill('云泽市渡口和水上交通管理处');
    await expectFit(one, 'an agency at 820');
    await picture(page, 'office-agency-820');
    expected(one.trouble, 422);
    await drawer.getByRole('button', { name: '保存' }).click();
    await praised(page, '机构已修改');
    await row(page, '渡口处').filter({ hasText: '云泽市渡口和水上交通管理处' }).waitFor();
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });
});

describe('keys', () => {
  it('are given out once, used by another system, and ended', async () => {
    const one = await clerk('gu.changqing');
    const { page } = one;
    await open(one, server.url, '/keys');
    await page.getByRole('button', { name: '发放密钥' }).click();
    const drawer = await opened(page, '发放密钥');
    await drawer.getByRole('button', { name: '发放', exact: true }).click();
    await refusalOf(drawer, '用途').waitFor();
    expected(one.trouble, 422);
    await expectFit(one, 'a refused key');
    await picture(page, 'office-key-1280');
    await drawer.getByLabel('用途', { exact: true }).fill('市协同办公平台');
    await drawer.getByRole('button', { name: '发放', exact: true }).click();
    const shown = await opened(page, '新的密钥');
    const key = (await shown.locator('.secret code').innerText()).trim();
    await expectFit(one, 'a new key');
    await shown.getByRole('button', { name: '已保存' }).click();

    const ask = (path, options = {}) => fetch(`${server.url}/api/v1${path}`, {
      ...options, headers: { 'Authorization': `Bearer ${key}`, 'Content-Type': 'application/json' },
    });
    const read = await ask('/documents?limit=3');
    assert.equal(read.status, 200);
    assert.equal((await read.json()).items.length, 3);
    const write = await ask('/documents', { method: 'POST', body: '{}' });
    assert.equal(write.status, 403, 'it was given reading only');
    await page.reload();
    const line = row(page, '市协同办公平台');
    await line.getByText(key.slice(0, 8)).waitFor();
    assert.ok(await eventually(3000, async () => {
      await page.reload();
      await line.waitFor();
      return !(await line.innerText()).includes('从未');
    }), 'when it was last used');
    await page.getByRole('button', { name: '作废 市协同办公平台' }).click();
    const asked = await opened(page, '作废密钥');
    await expectFit(one, 'ending a key');
    await asked.getByRole('button', { name: '作废' }).click();
    await praised(page, '已作废');
    assert.equal((await ask('/documents?limit=3')).status, 401);
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });
});
