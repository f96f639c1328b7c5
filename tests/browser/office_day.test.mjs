// A day in an office: a file is imported, corrected, sent back, reviewed, published, read, revised and withdrawn,
// and an auditor finds every step. With a file of ours, and with a real one where DAYLIGHT_REFERENCE names a folder
// that has it (seeds/002…), which is no part of the tree.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { root } from './support/program.mjs';
import { axeViolations, overflow, phone, picture, troubles } from './support/reader.mjs';
import { answerFindings, bodyOf, choose, expected, open, saved, take } from './support/staff.mjs';

const inputs = [{
  what: 'a file of the tests', name: '', file: path.join(root, 'tests/fixtures/intake/txt-spaced-card.txt'),
  found: /案卷评查/, number: '南司发〔2021〕45号', title: '关于开展行政执法案卷评查的通知',
  phrase: '2021年办结', summary: /2021年办结的行政处罚/, hidden: ['打印本页', '访问次数'],
}];
if (process.env.DAYLIGHT_REFERENCE) {
  const folder = path.join(process.env.DAYLIGHT_REFERENCE, 'seeds');
  inputs.push({
    what: 'a real document', name: 'real-',
    file: path.join(folder, fs.readdirSync(folder).find((name) => name.startsWith('002'))),
    found: /2020年政务公开工作要点/, number: '十政务公开发〔2020〕1号', title: '关于印发十堰市2020年政务公开工作要点的通知',
    phrase: '2020年全市政务公开工作坚持', summary: /^2020年全市政务公开工作坚持.*促规范。$/s,
    hidden: ['责任编辑', '段凌霄', '十堰发布'],
  });
}

const { server, clerk, visitor } = demonstration();

for (const input of inputs) describe(`a day in an office, with ${input.what}`, () => {
  const { title } = input;
  let id;
  let address;

  it('begins with a file that a drafter drops, corrects with one click and submits', async () => {
    const { page, context, trouble } = await clerk('lin.zhixia');
    await open({ page }, server.url, '/import');
    await choose(page, /栏目/, '通知公告');
    await page.getByLabel('选择要导入的文件').setInputFiles(input.file);
    await page.getByText('已成为草稿').waitFor();
    const titleField = page.getByLabel('标题', { exact: true });
    assert.match(await titleField.inputValue(), input.found);
    assert.equal(await page.getByLabel('文号', { exact: true }).inputValue(), input.number);
    await page.locator('.body p').filter({ hasText: input.phrase }).first().click({ clickCount: 3 });
    await page.getByRole('toolbar', { name: '把选中的文字填入' }).getByRole('button', { name: '摘要' }).click();
    await page.getByText('已保存').first().waitFor();
    assert.match(await page.getByLabel('摘要', { exact: true }).inputValue(), input.summary);
    await page.getByLabel('选择要导入的文件').setInputFiles(input.file);
    const earlier = await page.getByRole('link', { name: '查看那份文件' }).getAttribute('href');
    expected(trouble, 409);
    assert.deepEqual(await axeViolations(page), []);
    await picture(page, `console-import-${input.name}1280`);
    await titleField.fill(title);
    await choose(page, '公开方式', '主动公开');
    await page.getByRole('button', { name: '保存更正' }).click();
    await page.getByRole('link', { name: '去办理' }).click();
    await page.waitForURL(/documents\/\d+$/);
    id = Number(/(\d+)$/.exec(page.url())[1]);
    assert.equal(earlier, `/console/documents/${id}`);
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
    await picture(page, `console-editor-${input.name}1280`);
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
      if (step === '审核') await answerFindings(page, '与原件核对无误');
      await take(page, step, reason);
      if (step === '发布') address = await page.getByRole('link', { name: '公开页面' }).getAttribute('href');
      assert.deepEqual(troubles(trouble), [], step);
      await context.close();
    }
    assert.match(address, /^\/.*\d+$/);
  });

  it('a citizen reads it on a phone', async () => {
    const { page, context, trouble } = await visitor({ viewport: phone });
    assert.equal((await page.goto(server.url + address)).status(), 200);
    const shown = await page.locator('main').innerText();
    for (const text of ['报送地址：市司法局三楼', input.number, title]) assert.ok(shown.includes(text), text);
    for (const text of input.hidden) assert.ok(!shown.includes(text), text);
    assert.equal(await overflow(page), 0);
    assert.deepEqual(troubles(trouble), []);
    await context.close();
  });

  it('it is revised with a note, and both editions stand side by side', async () => {
    const { page, context, trouble } = await clerk('lin.zhixia');
    await open({ page }, server.url, `/documents/${id}`);
    await page.getByRole('button', { name: '修订' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('更正报送地址');
    await page.getByRole('button', { name: '确认修订' }).click();
    await page.waitForURL(/edit$/);
    await bodyOf(page).getByText('报送地址：市司法局三楼。').click();
    await page.keyboard.press('End');
    await page.keyboard.type('电话另行通知。');
    await saved(page);
    await page.getByRole('button', { name: '办理情况' }).click();
    await page.getByRole('button', { name: '与以前版本对照' }).click();
    await page.locator('.pair.changed ins').filter({ hasText: '电话另行通知' }).waitFor();
    assert.deepEqual(await axeViolations(page), []);
    await picture(page, `console-differences-${input.name}1280`);
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
    const { page, context } = await visitor();
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
    await picture(page, `console-journal-${input.name}1280`);
    assert.deepEqual(troubles(trouble), []);
    await context.close();
  });
});

describe('files of other kinds', () => {
  it('become drafts whenever the program reads them, and are refused with a sentence when not', async () => {
    const { page, context, trouble } = await clerk('lin.zhixia');
    await open({ page }, server.url, '/import');
    await choose(page, /栏目/, '通知公告');
    const chooser = page.getByLabel('选择要导入的文件');
    const endings = (await chooser.getAttribute('accept')).split(',');
    assert.ok(['.ofd', '.mht', '.csv', '.docx'].every((ending) => endings.includes(ending)), endings.join());
    await page.getByText(/支持 .*ofd.*csv/).waitFor();
    const bring = async (name, text) => {
      await chooser.setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) });
      return page.getByRole('listitem').filter({ hasText: name });
    };
    await (await bring('停车场.csv', '名称,地址,泊位\n荷风路停车场,荷风路1号,120\n')).getByText('已成为草稿').waitFor();
    const mht = 'MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><h1>关于清扫积雪的通知</h1>'
      + '<p>各街道办事处应当在雪停后两小时内完成主要道路的清扫工作。</p></body></html>';
    await (await bring('积雪.mht', mht)).getByText('已成为草稿').waitFor();
    const refused = (await bring('程序.zip', 'PK\x03\x04 no documents in it')).getByRole('alert');
    assert.match(await refused.innerText(), /文件已损坏，无法读取/);
    expected(trouble, 400);
    await picture(page, 'console-import-kinds1280');
    assert.deepEqual(troubles(trouble), []);
    await context.close();
  });
});
