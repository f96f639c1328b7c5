// A register in the console: a clerk enters a penalty, is told of two mistakes and mends them, somebody else checks
// and publishes it, it is corrected, and the history shows both; lists, rows of a sub-table, nil declarations.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { phone, picture, troubles } from './support/reader.mjs';
import { choose, expectFit, open, take } from './support/staff.mjs';

const number = '云城管罚决〔2026〕777号';
const wide = { width: 1440, height: 900 };

describe('a register', () => {
  const { server, clerk } = demonstration();
  const day = (ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

  async function fill(page) {
    await choose(page, '行政相对人类别', '自然人');
    await page.getByLabel('行政相对人名称').fill('欧阳若水');
    await choose(page, /^证件类型$/, '居民身份证');
    await page.getByLabel('证件号码', { exact: true }).fill('110105194912310021');
    await page.getByLabel('行政处罚决定书文号').fill(number);
    await page.getByLabel('违法行为类型').fill('擅自占用城市道路');
    await page.getByLabel('违法事实').fill('当事人在荷风路摆放货架占道经营，面积3平方米。');
    await page.getByLabel('处罚依据').fill('《城市道路管理条例》第四十二条');
  }

  it('takes a penalty once two mistakes are mended, and shows it after somebody else has checked it', async () => {
    const one = await clerk('qiao.ji', wide);
    const { page } = one;
    await open(one, server.url, '/registers');
    await expectFit(one, 'the registers');
    await picture(page, 'console-registers-1440');
    await page.getByRole('link', { name: '行政处罚公示' }).click();
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '登记处罚决定' }).waitFor();
    await fill(page);
    await choose(page, '处罚类别', '罚款');
    await page.keyboard.press('Escape');
    await page.getByLabel('处罚内容').fill('罚款人民币贰佰元');
    await page.getByLabel('处罚决定日期').fill(day(1));
    await page.getByLabel('处罚有效期').fill('2029-12-31');
    await page.getByLabel('处罚机关', { exact: true }).fill('云泽市城市管理局');
    await page.getByLabel('处罚机关统一社会信用代码').fill('11990100YD0000232N');
    await page.getByLabel('数据来源单位', { exact: true }).fill('云泽市城市管理局');
    await page.getByLabel('数据来源单位统一社会信用代码').fill('11990100YD0000232N');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('证件号码的校验位、地区或者出生日期不符').waitFor();
    await page.getByText('这一项必须填写').waitFor();
    await expectFit(one, 'the mistakes');
    await picture(page, 'console-record-mistakes-1440');

    // The page goes away and what was typed is there again.
    await page.reload();
    await page.getByLabel('行政处罚决定书文号').waitFor();
    assert.equal(await page.getByLabel('行政处罚决定书文号').inputValue(), number);
    await page.getByLabel('证件号码', { exact: true }).fill('11010519491231002X');
    await page.getByLabel('罚款金额（万元）').fill('0.02');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: new RegExp(number) }).waitFor();
    assert.equal(await page.getByText('欧阳若水').count(), 0);
    await page.getByText('欧阳某某').first().waitFor();
    const address = new URL(page.url()).pathname.replace('/console', '');
    await take(page, '送复核');
    await page.getByText('复核中').first().waitFor();
    await expectFit(one, 'under check');
    await picture(page, 'console-record-1440');

    const two = await clerk('yan.shi', wide);
    await two.page.getByRole('link', { name: new RegExp(number) }).first().click();
    await two.page.getByRole('button', { name: '查看证件号码' }).click();
    const dialog = two.page.getByRole('dialog', { name: '查看证件号码' });
    await dialog.getByLabel('查看的理由').fill('核对证件');
    await dialog.getByRole('button', { name: '查看', exact: true }).click();
    await dialog.getByText('11010519491231002X').waitFor();
    await dialog.getByRole('button', { name: '关闭' }).first().click();
    await take(two.page, '复核');
    await take(two.page, '公布');
    await two.page.getByText('公众可以看到').first().waitFor();

    await open(one, server.url, `${address}/edit`);
    await page.getByRole('button', { name: '改写行政相对人名称' }).waitFor();
    await page.getByLabel('处罚内容').fill('罚款人民币贰佰元整');
    await page.getByLabel('更正的理由').fill('漏写整字');
    await expectFit(one, 'a correction');
    await picture(page, 'console-record-correction-1440');
    await page.getByRole('button', { name: '保存更正' }).click();
    await page.getByText('公众看到的仍是更正前的内容').waitFor();
    await page.getByRole('button', { name: '历史', exact: true }).click();
    await page.getByRole('button', { name: /^查看当时：.* 公布$/ }).click();
    const then = page.getByRole('region', { name: '当时公众看到的内容' });
    await then.getByText('罚款人民币贰佰元', { exact: true }).waitFor();
    await expectFit(one, 'the history');
    await picture(page, 'console-record-history-1440');
    assert.deepEqual(troubles(one.trouble).filter((line) => !/422/.test(line)), []);
    assert.deepEqual(troubles(two.trouble), []);
    await one.context.close();
    await two.context.close();
  });

  it('takes a file with a contract, and gives it to whoever sees the record', async () => {
    const one = await clerk('qiao.ji', wide);
    const { page } = one;
    await open(one, server.url, '/registers/procurement_contracts/new');
    const words = {
      合同编号: 'HT-2026-777', 项目编号: 'YZCG2026-0777', 合同名称: '灯具采购合同', 签订日期: day(1), 采购人: '云泽市城市管理局',
      供应商: '云泽启光电器有限公司', '合同金额（万元）': '3.2', 主要标的: '灯具40套',
    };
    for (const [label, word] of Object.entries(words)) await page.getByLabel(label, { exact: true }).fill(word);
    const file = { name: '灯具采购合同.txt', mimeType: 'text/plain', buffer: Buffer.from('灯具采购合同\n') };
    await page.getByLabel('选择文件：合同文本').setInputFiles(file);
    await page.getByRole('group', { name: '合同文本' }).getByText(file.name).waitFor();
    await expectFit(one, 'a form with a file');
    await picture(page, 'console-record-file-1440');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    const link = page.getByRole('link', { name: file.name });
    await link.waitFor();
    const sent = await page.request.get(server.url + (await link.getAttribute('href')));
    assert.equal(sent.status(), 200);
    assert.equal(await sent.text(), '灯具采购合同\n');
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });

  it('is searched and filtered by an address that can be passed on, and saved as a table', async () => {
    const one = await clerk('yan.shi', wide);
    const { page } = one;
    await open(one, server.url, '/registers/penalties');
    await page.getByText('云城管罚决〔2026〕1号').first().waitFor();
    await expectFit(one, 'the list');
    await picture(page, 'console-records-1440');
    await page.getByRole('search').getByLabel('名称、内容').fill('渣土');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByText('云泽市安达渣土运输有限公司').first().waitFor();
    await page.waitForFunction(() => !document.body.innerText.includes('丰禾餐饮'));
    const shared = page.url();
    await page.goto(shared);
    await page.getByText('云泽市安达渣土运输有限公司').first().waitFor();
    assert.equal(await page.getByText('丰禾餐饮').count(), 0);
    await choose(page, '状态', '待公布');
    await page.getByText('没有符合条件的登记').waitFor();
    await page.getByRole('button', { name: '清除条件' }).first().click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出 Excel' }).click(),
    ]);
    assert.match(file.suggestedFilename(), /行政处罚公示-.*\.xlsx/);
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });

  it('is sorted by a column, up and down, in an address that can be passed on', async () => {
    const one = await clerk('yan.shi', wide);
    const { page } = one;
    const title = '处罚决定日期';
    const head = (place) => place.getByRole('columnheader', { name: title });
    const days = async (place) => {
      await place.locator('table[aria-busy="false"]').waitFor();
      return (await place.locator(`tbody td[data-title="${title}"]`).allInnerTexts()).map((text) => text.trim());
    };
    const turn = async (address, sorted) => {
      await head(page).getByRole('button', { name: title }).click();
      await page.waitForURL(address);
      await page.locator(`th[aria-sort="${sorted}"]`, { hasText: title }).waitFor();
    };
    await open(one, server.url, '/registers/penalties');
    await page.getByText('云城管罚决〔2026〕1号').first().waitFor();
    assert.equal(await head(page).getAttribute('aria-sort'), 'none');
    assert.equal(await page.getByRole('columnheader', { name: '罚款金额' }).getAttribute('aria-sort'), null);
    await turn(/sort=decided_on/, 'ascending');
    const upwards = await days(page);
    assert.ok(new Set(upwards).size > 1, 'there are several days');
    assert.deepEqual(upwards, [...upwards].sort());
    await turn(/sort=-decided_on/, 'descending');
    const downwards = await days(page);
    assert.deepEqual(downwards, [...downwards].sort().reverse());
    await expectFit(one, 'a sorted list');

    // What is searched for keeps the order, and so does whoever is given the address.
    await page.getByRole('search').getByLabel('名称、内容').fill('云泽市');
    await page.getByRole('button', { name: '查找' }).click();
    await page.waitForURL(/text=/);
    assert.equal(new URL(page.url()).searchParams.get('sort'), '-decided_on');
    const found = await days(page);
    const two = await clerk('qiao.ji', wide);
    await two.page.goto(page.url());
    await head(two.page).waitFor();
    assert.deepEqual(await days(two.page), found);
    assert.equal(await head(two.page).getAttribute('aria-sort'), 'descending');
    await turn((url) => !url.searchParams.has('sort'), 'none');
    assert.deepEqual(troubles(one.trouble), []);
    assert.deepEqual(troubles(two.trouble), []);
    await one.context.close();
    await two.context.close();
  });

  it('offers the departments of the agency, warns of another one, and is filtered by one', async () => {
    const one = await clerk('qiao.ji', wide);
    const { page } = one;
    const offered = (box) => box.evaluate((input) => [...input.list.options].map((option) => option.value));
    await open(one, server.url, '/registers/inspection_plans/new');
    const section = page.getByLabel('责任科室', { exact: true });
    await section.waitFor();
    const names = await offered(section);
    assert.ok(names.includes('停车管理科'), names.join());
    assert.ok(!names.includes('督查科'), 'no department of another agency');
    const plan = {
      抽查计划编号: 'CG-2026-78', 任务名称: '2026年度停车场检查', 年度: '2026', 公布日期: day(1), 抽查事项: '停车场检查',
      检查对象: '经营性停车场', '抽查比例（%）': '10', 预估抽查对象数: '3', 检查时间: '2026-05-01至2026-12-31',
      责任科室: '停车场科', 检查主体: '云泽市城市管理局',
    };
    for (const [label, text] of Object.entries(plan)) await page.getByLabel(label, { exact: true }).fill(text);
    await choose(page, '事项类别', '一般检查事项');
    await choose(page, '抽查频次', '1次/年');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /2026年度停车场检查/ }).waitFor();
    await page.getByText('机关现在没有叫这个名称的内设机构').waitFor();

    await open(one, server.url, '/registers/inspection_plans');
    const filter = page.getByRole('search').getByLabel('责任科室');
    await filter.waitFor();
    assert.ok((await offered(filter)).includes('停车管理科'));
    await filter.fill('停车管理科');
    await page.getByRole('button', { name: '查找' }).click();
    await page.waitForURL((url) => url.searchParams.get('w.department') === '停车管理科');
    await page.getByText('CC-2026-04').first().waitFor();
    await page.locator('table[aria-busy="false"]').waitFor();
    const sections = await page.locator('tbody td[data-title="责任科室"]').allInnerTexts();
    assert.deepEqual([...new Set(sections.map((text) => text.trim()))], ['停车管理科']);
    await expectFit(one, 'a list of one department');
    await picture(page, 'console-records-department-1440');
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });

  it('takes one step with several records', async () => {
    const one = await clerk('yan.shi', wide);
    const { page } = one;
    await open(one, server.url, '/registers/penalties?state=Signed');
    await page.getByLabel('全选').check();
    await page.getByRole('button', { name: '公布', exact: true }).click();
    await page.getByRole('dialog', { name: '公布' }).getByRole('button', { name: '确认公布' }).click();
    await page.getByText(/已完成 \d+ 条。/).waitFor();
    await picture(page, 'console-records-many-1440');
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });

  it('adds a row to a sub-table, and publishes without a second person where the file says so', async () => {
    const one = await clerk('shi.en', phone);
    const { page } = one;
    await open(one, server.url, '/registers/parking/new');
    await page.getByLabel('停车场编号').waitFor();
    await page.getByRole('button', { name: '增加一行' }).click();
    await page.getByLabel('数量').fill('12');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('这一项必须填写').first().waitFor();
    await expectFit(one, 'a form on a phone');
    await picture(page, 'console-record-form-390');
    await page.getByRole('button', { name: '放弃所填' }).click();
    await open(one, server.url, '/registers/parking');
    await page.getByText('澄湖区政务服务中心停车场').first().waitFor();
    await expectFit(one, 'a list on a phone');
    await picture(page, 'console-records-390');
    await page.getByRole('link', { name: '澄湖区政务服务中心停车场' }).click();
    await page.getByRole('button', { name: '历史', exact: true }).click();
    await page.getByRole('button', { name: /^查看当时：.* 登记$/ }).click();
    await page.getByText('公众还看不到').waitFor();
    await expectFit(one, 'a history on a phone');
    await picture(page, 'console-record-history-390');
    assert.deepEqual(troubles(one.trouble).filter((line) => !/422/.test(line)), []);
    await one.context.close();
  });

  it('has a declaration for a month without a record', async () => {
    const one = await clerk('shi.en', wide);
    const { page } = one;
    await open(one, server.url, '/registers/penalties/nil');
    await page.getByRole('button', { name: /^声明没有：/ }).last().click();
    await page.getByText(/施恩 .* 声明没有/).waitFor();
    await expectFit(one, 'nil declarations');
    await picture(page, 'console-record-nil-1440');
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });
});
