// A letter to the mailbox: written on a phone, answered, made public after a second person has masked it, rated low and
// taken up anew.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { follow, receipt, sidesOf, takeStep, writeLetter } from './support/matters.mjs';
import { picture, settle } from './support/reader.mjs';

const title = '南门口夜市油烟扰民';

describe('a letter to the mailbox', () => {
  const demo = demonstration({ behindProxy: true });
  const { server } = demo;
  const { at, onPhone } = sidesOf(title, demo);
  let mine;

  it('is written on a phone, and may be shown', async () => {
    await onPhone('message-receipt', async (page) => {
      await page.goto(`${server.url}/mailbox/new`);
      await page.getByLabel('来信类别').selectOption({ index: 1 });
      await page.getByLabel('主题').selectOption({ index: 1 });
      await page.getByLabel('标题').fill(title);
      await page.getByLabel('内容').fill('我叫张小满，电话13800000000，夜市油烟每晚飘进窗户。');
      await page.getByLabel('姓名').fill('张小满');
      await page.getByLabel('联系电话').fill('13800000000');
      await page.getByLabel(/同意公开/).check();
      await page.getByRole('button', { name: '寄出' }).click();
      mine = await receipt(page);
    });
  });

  it('is answered with the signature of a second person', async () => {
    await at('su.wenquan', 'message-submitted', async (page) => {
      await takeStep(page, '受理');
      await writeLetter(page, '答复', { 答复: '已要求摊位加装油烟净化器，联系电话13800000000已记录。' });
      await takeStep(page, '送审');
    });
    await at('lu.qinghe', 'message-signed', async (page) => takeStep(page, '审签'));
    await at('su.wenquan', 'message-answered', async (page) => takeStep(page, '答复', { 办理结果: /./ }));
  });

  it('is made public by a second person, with what is personal masked', async () => {
    await at('lu.qinghe', 'message-public', async (page) => {
      await page.getByRole('toolbar', { name: '办理' }).getByRole('button', { name: '公开', exact: true }).click();
      const drawer = page.getByRole('dialog', { name: '公开' });
      const question = drawer.getByLabel('公开的来信');
      await question.waitFor();
      await page.waitForFunction(() => [...document.querySelectorAll('textarea')].some((one) => /油烟/.test(one.value)));
      const words = await question.inputValue();
      assert.doesNotMatch(words, /13800000000/, 'hidden before anybody looks');
      await question.fill(words.replace('张小满', '***'));
      await settle(page);
      await picture(page, 'matter-message-masking-1440');
      await drawer.getByRole('button', { name: '公开' }).click();
      await drawer.waitFor({ state: 'detached' });
    }, '/messages');
    await onPhone('message-public', async (page) => {
      await page.goto(`${server.url}/mailbox`);
      await page.getByRole('link', { name: title }).first().click();
      await page.getByRole('heading', { name: title }).waitFor();
      const shown = await page.locator('article').innerText();
      assert.match(shown, /油烟净化器/);
      assert.doesNotMatch(shown, /13800000000|张小满/);
    });
  });

  it('is rated low by who wrote it', async () => {
    await onPhone('message-rated', async (page) => {
      await follow(page, server.url, mine);
      await page.locator('#stars-1').check();
      await page.getByLabel('意见和建议').fill('净化器没有装。');
      await page.getByRole('button', { name: '提交评价' }).click();
      await page.getByText('已收到您的评价').waitFor();
      assert.equal(await page.locator('.rating').count(), 0, 'once');
    });
  });

  it('is taken up anew as a second round, with a day of its own', async () => {
    await at('su.wenquan', 'message-reopened', async (page) => {
      await page.getByText(/第 1 次办理：1 星/).waitFor();
      await page.getByText('净化器没有装。').waitFor();
      await takeStep(page, '重新办理', { 原因: /./ }, '来信人不满意，净化器没有装');
      await page.getByText('办理中').first().waitFor();
    }, '/messages');
    await onPhone('message-again', async (page) => {
      await follow(page, server.url, mine);
      assert.match(await page.locator('.standing').innerText(), /正在办理/);
      assert.equal(await page.locator('.rating').count(), 0, 'not before it is answered again');
    });
  });
});
