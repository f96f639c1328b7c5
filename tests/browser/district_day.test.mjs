// A day in a district's office: a policy written by hand, with what was copied from Word and from WPS and a picture;
// reviewed with the keyboard alone; published by itself at its time; explained; read; found wrong, revised, withdrawn.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { eventually } from './support/program.mjs';
import { axeViolations, overflow, phone, picture, troubles, widthOf } from './support/reader.mjs';
import { bodyOf, call, choose, open, password, saved, take } from './support/staff.mjs';

const title = '澄湖区临时便民摊点设置和管理办法';
const wrong = '0969-5551999';
const right = '0969-5551046';

// As Word puts it on the clipboard: its own namespaces, conditional comments, fonts, a numbered list, a table.
const fromWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm;font-family:仿宋_GB2312;} -->
</style><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->
<h1><span style='font-size:16.0pt;font-family:黑体'>一、设置条件<o:p></o:p></span></h1>
<p class=MsoNormal style='text-indent:32.0pt'><span style='font-size:16.0pt;font-family:仿宋_GB2312;mso-bidi-font-family:
宋体'>便民摊点设在<b>不妨碍通行</b>的地方，下列地点不设：<span lang=EN-US><o:p></o:p></span></span></p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;border:none'>
 <tr style='mso-yfti-irow:0'><td width=138 style='width:103.7pt;border:solid windowtext 1.0pt'>
  <p class=MsoNormal><span style='font-family:黑体'>地点<o:p></o:p></span></p></td>
  <td width=138 colspan=2><p class=MsoNormal>距离<o:p></o:p></p></td></tr>
 <tr style='mso-yfti-irow:1'><td><p class=MsoNormal>学校、医院门口<o:p></o:p></p></td>
  <td><p class=MsoNormal><span lang=EN-US>50<o:p></o:p></span></p></td><td><p class=MsoNormal>米<o:p></o:p></p></td></tr>
</table><!--EndFragment--></body></html>`;

// As WPS puts it: paragraphs of spans, and a table of paragraphs with classes of its own.
const fromWps = `<html><head><meta name="Generator" content="WPS Office"><style>@font-face{font-family:"宋体";}
p.p0{margin:0pt;text-align:justify;font-size:10.5000pt;font-family:'Calibri';}</style></head><body>
<!--StartFragment--><p class="p0" style="mso-pagination:widow-orphan"><span style="mso-spacerun:'yes';font-family:仿宋;
mso-fareast-font-family:仿宋;font-size:16.0000pt;"><font face="仿宋">　　二、收费和减免</font></span></p>
<table style="border-collapse:collapse;width:426.10pt;mso-table-layout-alt:fixed;"><tr>
<td width="189" valign="top" style="padding:0pt 5.4pt;"><p class="p0"><span style="font-size:10.5pt;">对象</span></p></td>
<td width="189"><p class="p0"><span>每日收费（元）</span></p></td></tr><tr>
<td><p class="p0"><span>普通经营者</span></p></td><td><p class="p0"><span>6</span></p></td></tr><tr>
<td><p class="p0"><span>残疾人、低保家庭</span></p></td><td><p class="p0"><span>0</span></p></td></tr></table>
<!--EndFragment--></body></html>`;

const { server, clerk, visitor } = demonstration();

/** Pastes what another program has put on the clipboard, as it is. */
function paste(page, html) {
  return bodyOf(page).evaluate((field, text) => {
    const data = new DataTransfer();
    data.setData('text/html', text);
    data.setData('text/plain', 'of another program');
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, html);
}

/** Moves on with the Tab key until `target` has the focus. */
async function tabTo(page, target) {
  for (let i = 0; i < 60; ++i) {
    if (await target.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`not to be reached with the keyboard: ${target}`);
}

/** The words as they are drawn, with the addresses of files made the same. */
async function article(page) {
  const html = await page.locator('article .words').innerHTML();
  return html.replace(/(src|href)="[^"]*\/files\//g, '$1="FILES/');
}

/** Takes a document through these steps, each by its person. */
async function through(id, steps) {
  for (const [login, step, reason] of steps) {
    const one = await clerk(login);
    await open(one, server.url, `/documents/${id}`);
    await take(one.page, step, reason);
    assert.deepEqual(troubles(one.trouble), [], step);
    await one.context.close();
  }
}

describe('a day in a district', () => {
  let id;
  let explained;
  let address;
  let previewed;

  it('begins with a policy that is written by hand, with tables from Word and WPS and a picture', async () => {
    const { page, context, trouble } = await clerk('luo.xiaoman');
    await page.getByRole('button', { name: '起草信息' }).click();
    await choose(page, /栏目/, '行政规范性文件');
    await page.getByLabel('标题').fill(title);
    await page.getByRole('button', { name: '开始编辑' }).click();
    await page.waitForURL(/documents\/\d+\/edit$/);
    id = Number(/documents\/(\d+)/.exec(page.url())[1]);
    await bodyOf(page).click();
    await page.keyboard.type('为方便居民生活，规范临时便民摊点的设置，制定本办法。');
    await page.keyboard.press('Enter');
    await paste(page, fromWord);
    await page.keyboard.press('Control+End');
    await paste(page, fromWps);
    await page.keyboard.press('Control+End');
    await page.keyboard.type(`咨询和投诉电话：${wrong}。`);
    const plan = await page.screenshot({ clip: { x: 0, y: 0, width: 240, height: 120 }, caret: 'initial' });
    const chosen = page.waitForEvent('filechooser');
    await page.getByRole('toolbar', { name: '正文格式' }).getByRole('button', { name: '图片', exact: true }).click();
    await (await chosen).setFiles({ name: '点位示意图.png', mimeType: 'image/png', buffer: plan });
    await bodyOf(page).getByRole('img', { name: '点位示意图' }).waitFor();
    await choose(page, '公开方式', '主动公开');
    await page.getByLabel('文号', { exact: true }).fill('澄城管规〔2026〕5号');
    await saved(page);
    assert.deepEqual(await axeViolations(page), []);
    await picture(page, 'console-district-editor-1280');
    const stored = (await call(page, 'GET', `/api/v1/documents/${id}`)).body.edition;
    const kinds = stored.body.blocks.map((block) => block.kind);
    assert.deepEqual(kinds,
      ['paragraph', 'heading', 'paragraph', 'table', 'paragraph', 'table', 'paragraph', 'image']);
    assert.doesNotMatch(JSON.stringify(stored.body), /mso|Mso|font|of another program|Generator/);
    const [shown] = await Promise.all([
      context.waitForEvent('page'), page.getByRole('button', { name: '预览' }).click(),
    ]);
    await shown.getByText('预览：第 1 版').waitFor();
    previewed = await article(shown);
    assert.equal(await widthOf(shown.locator('article .words img')), 240);
    assert.deepEqual(await axeViolations(shown), []);
    await shown.close();
    await page.getByRole('button', { name: '送审' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '确认送审' }).click();
    await page.getByText('已送审').first().waitFor();
    assert.deepEqual(troubles(trouble), []);
    await context.close();
  });

  it('the reviewer signs in, finds it and passes it without touching the mouse', async () => {
    const { page, context, trouble } = await visitor({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${server.url}/console/`);
    await page.getByLabel('账号', { exact: true }).waitFor();
    await tabTo(page, page.getByLabel('账号', { exact: true }));
    await page.keyboard.type('ye.zhiqiu');
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '待办事项' }).waitFor();
    const line = page.getByRole('link', { name: title });
    await line.waitFor();
    await tabTo(page, line);
    await page.keyboard.press('Enter');
    const review = page.getByRole('toolbar', { name: '办理' }).getByRole('button', { name: '审核', exact: true });
    await review.waitFor();
    await tabTo(page, review);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: '审核' });
    await dialog.waitFor();
    await tabTo(page, dialog.getByRole('textbox'));
    await page.keyboard.type('依据充分，同意公开');
    await tabTo(page, dialog.getByRole('button', { name: '确认审核' }));
    await page.keyboard.press('Enter');
    await page.getByText('依据充分，同意公开').waitFor();
    await page.getByText('已审核').first().waitFor();
    assert.deepEqual(troubles(trouble), []);
    await context.close();
  });

  it('it is cleared, and published by itself at the time that was set', async () => {
    await through(id, [['pan.shiyan', '保密审查', '不涉及国家秘密、商业秘密和个人隐私']]);
    const { page, context, trouble } = await clerk('pan.shiyan');
    await open({ page }, server.url, `/documents/${id}`);
    await page.getByRole('button', { name: '定时发布' }).click();
    // The field has whole minutes of Beijing's clock; nobody waits for one here, so it is then brought forward.
    const local = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 16);
    const dialog = page.getByRole('dialog', { name: '定时发布' });
    await dialog.getByLabel('发布时间（北京时间）').fill(local);
    await dialog.getByRole('button', { name: '确定' }).click();
    await page.getByText(`将于 ${local.replace('T', ' ')} 自动发布`).waitFor();
    assert.equal((await call(page, 'GET', `/api/v1/documents/${id}`)).body.edition.state, 'Cleared');
    // Far enough ahead for a machine so busy that the request itself takes seconds.
    const due = Math.ceil(Date.now() / 1000 + 10) * 1000;
    const sooner = `${new Date(due + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
    const brought = await call(page, 'PUT', `/api/v1/documents/${id}/schedule`, { at: sooner });
    assert.equal(brought.status, 200, JSON.stringify(brought.body));
    const published = await eventually(40_000, async () => {
      const now = (await call(page, 'GET', `/api/v1/documents/${id}`)).body;
      return now.edition.state === 'Published' ? now : null;
    });
    assert.ok(published, 'it was not published');
    const at = Date.parse(published.edition.published_at);
    assert.ok(at >= due && at < due + 15_000, `${published.edition.published_at}, due at ${sooner}`);
    address = published.address;
    assert.deepEqual(troubles(trouble), []);
    await context.close();
  });

  it('a citizen reads what was previewed, word for word', async () => {
    const { page, context, trouble } = await visitor({ viewport: phone });
    assert.equal((await page.goto(server.url + address)).status(), 200);
    assert.equal(await article(page), previewed);
    assert.equal(await widthOf(page.locator('article .words img')), 240);
    assert.equal(await page.locator('article .words table').count(), 2);
    assert.equal(await overflow(page), 0);
    assert.deepEqual(await axeViolations(page), []);
    await picture(page, 'district-policy-phone');
    assert.deepEqual(troubles(trouble), []);
    await context.close();
  });

  it('it is explained, and each leads to the other', async () => {
    const { page, context } = await clerk('luo.xiaoman');
    const policy = (await call(page, 'GET', `/api/v1/documents/${id}`)).body;
    const columns = (await call(page, 'GET', `/api/v1/columns?site=${policy.site}`)).body.items;
    const made = await call(page, 'POST', '/api/v1/documents', {
      column: columns.find((one) => one.type === 'Interpretations').id,
      metadata: { title: `《${title}》解读`, disclosure: 'Active', issuer: policy.edition.metadata.issuer },
      body: { blocks: [{ kind: 'paragraph', runs: [{ text: '摆摊要离学校门口五十米；残疾人和低保家庭不收费。' }] }] },
    });
    explained = made.body.id;
    const linked = await call(page, 'POST', `/api/v1/documents/${explained}/links`, {
      relation: 'Interprets', document: id,
    });
    assert.equal(linked.status, 201, JSON.stringify(linked.body));
    await context.close();
    await through(explained, [['luo.xiaoman', '送审'], ['ye.zhiqiu', '审核'], ['pan.shiyan', '保密审查', '不涉密'],
      ['pan.shiyan', '发布']]);
    const reader = await visitor();
    await reader.page.goto(server.url + address);
    await reader.page.getByRole('link', { name: `《${title}》解读` }).first().click();
    await reader.page.getByRole('heading', { level: 1, name: `《${title}》解读` }).waitFor();
    await reader.page.getByRole('link', { name: title, exact: true }).first().click();
    await reader.page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
    assert.deepEqual(troubles(reader.trouble), []);
    await reader.context.close();
  });

  it('its wrong number is corrected by a revision that says so', async () => {
    const { page, context, trouble } = await clerk('luo.xiaoman');
    await open({ page }, server.url, `/documents/${id}`);
    await page.getByRole('button', { name: '修订' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('更正咨询和投诉电话');
    await page.getByRole('button', { name: '确认修订' }).click();
    await page.waitForURL(/edit$/);
    await bodyOf(page).getByText(wrong).click({ clickCount: 3 });
    await page.keyboard.type(`咨询和投诉电话：${right}。`);
    await saved(page);
    assert.deepEqual(troubles(trouble), []);
    await context.close();
    await through(id, [['luo.xiaoman', '送审'], ['ye.zhiqiu', '审核'], ['pan.shiyan', '保密审查', '不涉密'],
      ['pan.shiyan', '发布']]);
    const reader = await visitor();
    await reader.page.goto(server.url + address);
    const shown = await reader.page.locator('main').innerText();
    assert.ok(shown.includes(right) && !shown.includes(wrong), shown.slice(0, 2000));
    assert.ok(shown.includes('更正咨询和投诉电话'));
    await reader.context.close();
  });

  it('it is withdrawn, and neither its address nor the list nor the search shows its words', async () => {
    await through(id, [['pan.shiyan', '撤下', '区政府另行制定']]);
    const { page, context } = await visitor();
    assert.equal((await page.goto(server.url + address)).status(), 410);
    const shown = await page.locator('main').innerText();
    assert.ok(shown.includes('区政府另行制定') && !shown.includes(right));
    const gone = await eventually(10_000, async () => {
      await page.goto(`${server.url}/chenghu/search?q=${encodeURIComponent(title)}`);
      const found = await page.locator('main').getByRole('link').allInnerTexts();
      return !found.some((text) => text.trim() === title);
    });
    assert.ok(gone, 'the search still finds it');
    await context.close();
    const auditor = await clerk('bai.jing');
    const entries = (await call(auditor.page, 'GET', `/api/v1/journal?subject=document:${id}&limit=200`)).body.items;
    const told = entries.map((entry) => entry.verb);
    const verbs = ['drafted', 'corrected', 'file-added', 'submitted', 'reviewed', 'cleared', 'scheduled',
      'published', 'linked', 'revision-opened', 'withdrawn'];
    for (const verb of verbs) assert.ok(told.includes(`document.${verb}`), `${verb}: ${told}`);
    assert.ok(entries.some((entry) => entry.verb === 'document.published' && entry.reason === '按预定时间发布'));
    await auditor.context.close();
  });
});
