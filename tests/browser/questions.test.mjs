// What people searched in vain, and what an agency says to it: seen in the console, searched at once on the site.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { phone, picture, troubles } from './support/reader.mjs';
import { expectFit, open } from './support/staff.mjs';

const word = '绿车车';

describe('questions that the search does not answer', () => {
  const { server, clerk } = demonstration();
  const search = async () => (await fetch(`${server.url}/search?q=${encodeURIComponent(word)}`)).text();
  const finds = async () => /云泽市互联网租赁自行车停放管理办法/.test((await search()).replace(/<[^>]+>/g, ''));
  /** Each node follows the journal on a thread of its own. */
  async function soon(wanted) {
    for (let i = 0; i < 20 && await finds() !== wanted; ++i) await new Promise((resolve) => setTimeout(resolve, 250));
    assert.equal(await finds(), wanted);
  }

  for (const [name, viewport] of [['1440', { width: 1440, height: 900 }], ['390', phone]]) {
    it(`are none where nobody has asked, and that is said, at ${name}`, async () => {
      const one = await clerk('cen.bai', viewport);
      await open(one, server.url, '/questions');
      await one.page.getByText('还没有搜索无果的问题').waitFor();
      await one.page.getByText('还没有应答', { exact: true }).waitFor();
      await expectFit(one, 'nothing yet');
      await picture(one.page, `console-questions-none-${name}`);
      assert.deepEqual(troubles(one.trouble), []);
      await one.context.close();
    });
    it(`are told with how often they were asked and what was said to them, at ${name}`, async () => {
      const one = await clerk('shen.ruogu', viewport);
      await open(one, server.url, '/questions');
      await one.page.getByText('充电桩怎么装').first().waitFor();
      await one.page.getByText('飞线充电 → 违规充电、电动自行车充电').first().waitFor();
      assert.equal(await one.page.getByText('加装电梯补贴').count(), 0, 'too few have asked it');
      await expectFit(one, 'the ledger');
      await picture(one.page, `console-questions-${name}`);
      assert.deepEqual(troubles(one.trouble), []);
      await one.context.close();
    });
  }

  it('are answered by words, at once, and no longer when they are taken back', async () => {
    assert.equal(await finds(), false);
    const one = await clerk('shen.ruogu');
    const { page } = one;
    await open(one, server.url, '/questions');
    await page.getByRole('button', { name: '补充近义词' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel('群众的说法').fill(word);
    await drawer.getByLabel('文件的说法').fill('共享单车 互联网租赁自行车');
    await expectFit(one, 'the form');
    await picture(page, 'console-questions-form');
    await drawer.getByRole('button', { name: '保存' }).click();
    await page.getByText(`${word} → 共享单车、互联网租赁自行车`).first().waitFor();
    await soon(true);
    await expectFit(one, 'an answer');
    await picture(page, 'console-questions-answered');

    await page.getByRole('button', { name: new RegExp(`撤销 ${word}`) }).click();
    await page.getByRole('button', { name: '撤销应答' }).click();
    await page.getByText(`${word} → 共享单车、互联网租赁自行车`).first().waitFor({ state: 'detached' });
    await soon(false);
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });
});
