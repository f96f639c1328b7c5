// What an agency tells its own people: drafted and released like everything else, read by every colleague,
// with or without a role, and by nobody outside.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { picture, troubles } from './support/reader.mjs';
import { call, choose, expectFit, newDraft, open, saved, tablet, take } from './support/staff.mjs';

const title = '关于2026年上半年科室负责人轮岗情况的通报';

describe('internal publication', () => {
  const { server, clerk } = demonstration();
  let id;

  it('is drafted for the agency alone', async () => {
    const one = await clerk('lin.zhixia');
    const { page } = one;
    id = await newDraft(page, title);
    await open(one, server.url, `/documents/${id}/edit`);
    await choose(page, '公开方式', '内部公开');
    await saved(page);
    await page.getByRole('button', { name: '送审' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '确认送审' }).click();
    await page.getByText('已送审').first().waitFor();
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });

  it('is released to the agency, and the button says so', async () => {
    const steps = [['zhou.mingyuan', '审核', ''], ['he.shoujing', '保密审查', '仅供本机关'], ['shen.ruogu', '内部公开', '']];
    for (const [login, step, reason] of steps) {
      const one = await clerk(login);
      await open(one, server.url, `/documents/${id}`);
      assert.equal(await one.page.getByRole('button', { name: '发布', exact: true }).count(), 0);
      await take(one.page, step, reason);
      assert.deepEqual(troubles(one.trouble), [], step);
      await one.context.close();
    }
  });

  for (const [name, viewport] of [['1280', undefined], ['820', tablet]]) {
    it(`is read by a colleague at ${name}`, async () => {
      const one = await clerk('gu.changqing', viewport);
      await one.page.getByRole('link', { name: '内部公开' }).click();
      await one.page.getByRole('heading', { level: 1, name: '内部公开' }).waitFor();
      await one.page.getByRole('link', { name: title }).waitFor();
      await expectFit(one, 'the list');
      await picture(one.page, `console-posted-list-${name}`);
      await one.page.getByRole('link', { name: title }).click();
      await one.page.getByText('第一段。').waitFor();
      await expectFit(one, 'what is posted');
      await picture(one.page, `console-posted-${name}`);
      assert.deepEqual(troubles(one.trouble), []);
      await one.context.close();
    });
  }

  it('is not there for the public or for another agency', async () => {
    const one = await clerk('xu.shen');
    const own = (await call(one.page, 'GET', '/api/v1/session')).body.person.agency.name;
    assert.doesNotMatch(own, /^云泽市城市管理局$/);
    assert.equal((await call(one.page, 'GET', `/api/v1/posted/${id}`)).status, 404);
    await one.context.close();
    for (const prefix of ['', '/cgj']) {
      const answer = await fetch(`${server.url}${prefix}/documents/${id}`);
      assert.equal(answer.status, 404);
      assert.doesNotMatch(await answer.text(), new RegExp(title));
    }
    const found = await fetch(`${server.url}/search?q=${encodeURIComponent('科室负责人轮岗情况')}`);
    assert.doesNotMatch(await found.text(), new RegExp(title));
  });
});
