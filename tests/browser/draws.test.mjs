// A random draw in the console: a clerk prepares it from the public registers, somebody else looks at the lists and
// seals it, and the public sees the digests at once and takes away what it needs to draw again.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { signedIn } from './support/http.mjs';
import { phone, picture, troubles } from './support/reader.mjs';
import { expectFit, open } from './support/staff.mjs';

const wide = { width: 1440, height: 900 };
const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

describe('a random draw', () => {
  const { server, clerk, visitor } = demonstration({
    behindProxy: true,
    prepare: async () => {
      const writer = await signedIn(server.url, 'qiao.ji');
      const checker = await signedIn(server.url, 'yan.shi');
      const agency = writer.person.agency.id;
      const put = async (register, words) => {
        const made = await writer.ask('POST', '/api/v1/records', { body: { register, agency, words } });
        assert.equal(made.status, 201, made.text);
        for (const [who, step] of [[writer, 'Submit'], [checker, 'Sign'], [checker, 'Publish']]) {
          const taken = await who.ask('POST', `/api/v1/records/${made.body.id}/steps`, { body: { step } });
          assert.equal(taken.status, 200, taken.text);
        }
      };
      for (let i = 1; i <= 8; ++i) {
        await put('inspection_objects', {
          code: `YZ-${i}`, name: `云泽市第${i}环卫服务有限公司`, address: `荷风路${i}号`, risk: '低风险', entered_on: '2026-01-15',
        });
      }
      for (let i = 1; i <= 5; ++i) {
        await put('enforcement_staff', {
          number: `云A00${i}`, name: '周执法', body: '云泽市城市管理局', fields: ['市容环境卫生管理'], in_library: '是',
          published_on: '2026-01-20',
        });
      }
      await put('inspection_plans', {
        number: 'CG-2026-77', name: '2026年度城市生活垃圾管理检查', year: '2026', published_on: '2026-03-20',
        item: '对城市生活垃圾管理工作的监督检查', object: '生活垃圾处理设施运行、维护单位', kind: '一般检查事项', ratio: '5',
        frequency: '1次/年', expected: '3', when: '2026-05-01至2026-12-31', department: '环境卫生管理科', body: '市城市管理局',
      });
    },
  });

  it('is prepared by one person, sealed by another and public at once', async () => {
    const one = await clerk('qiao.ji', wide);
    const { page } = one;
    await open(one, server.url, '/draws');
    await page.getByRole('button', { name: '准备抽取' }).or(page.getByRole('link', { name: '准备抽取' })).first().click();
    await page.getByLabel('抽取编号').fill('CQ-2026-77');
    await page.getByLabel('抽查计划编号').fill('CG-1999-01');
    await page.getByLabel('抽取对象数').fill('3');
    await page.getByLabel('预告揭示日期').fill(day(2));
    await page.getByRole('button', { name: '取得名录' }).click();
    await page.getByText('没有这个编号的已公布抽查计划').first().waitFor();
    await expectFit(one, 'a draw that is refused');
    await picture(page, 'console-draw-new-1440');
    await page.getByLabel('抽查计划编号').fill('CG-2026-77');
    await page.getByRole('button', { name: '增加一行' }).click();
    await page.getByLabel('检查对象代码').fill('YZ-1');
    await page.getByLabel('执法证号').fill('云A001');
    await page.getByLabel('回避的理由').fill('亲属在该企业任职');
    await page.getByRole('button', { name: '取得名录' }).click();
    await page.getByRole('heading', { level: 1, name: '随机抽取 CQ-2026-77' }).waitFor();
    assert.ok(await page.getByRole('button', { name: '封存', exact: true }).isDisabled());
    const objects = page.getByText(/^检查对象名录（\d+ 个）$/);
    await objects.waitFor();
    const [, many] = (await objects.innerText()).match(/（(\d+) 个）/);
    assert.ok(Number(many) >= 8, `${many} objects`);
    await expectFit(one, 'a draw');
    await picture(page, 'console-draw-1440');
    const address = new URL(page.url()).pathname.replace('/console', '');

    const two = await clerk('yan.shi', wide);
    await two.page.getByRole('link', { name: /CQ-2026-77/ }).first().click();
    await two.page.getByRole('button', { name: '查看理由：云A001、YZ-1' }).click();
    const opened = two.page.getByRole('dialog', { name: '查看回避的理由' });
    await opened.getByLabel('查看的理由').fill('核对回避');
    await opened.getByRole('button', { name: '查看', exact: true }).click();
    await opened.getByText('亲属在该企业任职').waitFor();
    await opened.getByRole('button', { name: '关闭' }).first().click();
    await two.page.getByRole('toolbar', { name: '办理' }).getByRole('button', { name: '封存', exact: true }).click();
    const dialog = two.page.getByRole('dialog', { name: '封存' });
    await dialog.getByText(new RegExp(`^.*${many} 个检查对象、\\d+ 名检查人员`)).waitFor();
    await dialog.getByRole('button', { name: '确认封存' }).click();
    await two.page.getByText('种子摘要').waitFor();
    await picture(two.page, 'console-draw-sealed-1440');
    await two.page.setViewportSize(phone);
    await expectFit(two, 'a sealed draw on a phone');
    await picture(two.page, 'console-draw-sealed-390');

    const draw = (await (await signedIn(server.url, 'yan.shi')).get(`/api/v1${address}`)).body;
    assert.equal(draw.state, 'Sealed');
    assert.equal(draw.seed, '');
    const reader = await visitor({ viewport: wide });
    await reader.page.goto(`${server.url}/records/${draw.record}`);
    await reader.page.getByText(draw.list_digest).waitFor();
    await reader.page.getByText(draw.seed_digest).waitFor();
    await picture(reader.page, 'draw-sealed-1440');
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'draw-'));
    for (const name of ['下载抽取材料', '下载重算程序']) {
      const [file] = await Promise.all([
        reader.page.waitForEvent('download'), reader.page.getByRole('link', { name }).click()]);
      await file.saveAs(path.join(folder, file.suggestedFilename()));
    }
    const said = execFileSync('python3', ['-B', 'verify_draw.py', `draw-${draw.record}.json`],
      { cwd: folder, encoding: 'utf8' });
    assert.match(said, /✓ 名录与摘要相符，已经封存/);
    assert.doesNotMatch(fs.readFileSync(path.join(folder, `draw-${draw.record}.json`), 'utf8'), /亲属/);
    fs.rmSync(folder, { recursive: true });
    assert.deepEqual(troubles(one.trouble).filter((line) => !/422/.test(line)), []);
    assert.deepEqual(troubles(two.trouble), []);
    assert.deepEqual(troubles(reader.trouble), []);
  });
});
