// A request from the phone on which it is filed to the letter that refuses it: a supplement, a third party, an
// extension, art. 15, and the remedy with its last day on the same phone.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { fileRequest, follow, issueLetter, sidesOf, takeStep, writeLetter } from './support/matters.mjs';
import { daylight } from './support/program.mjs';
import { call } from './support/staff.mjs';

const wanted = '东湖路商业综合体项目的设计方案和造价清单';

const dayOf = (stamp) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(stamp);
const today = () => dayOf(Date.now());
const later = (days) => dayOf(Date.now() + days * 86_400_000);
const inWords = (day) => day.split('-').map(Number).join('-').replace(/^(\d+)-(\d+)-(\d+)$/, '$1 年 $2 月 $3 日');

describe('a request for information', () => {
  const demo = demonstration({ behindProxy: true });
  const { server } = demo;
  const { at, onPhone } = sidesOf(wanted, demo);
  let mine; // number and code of the citizen

  /** Opens the matter as one of the office, lets `deed` work on it, and looks at what is left. */

  it('is filed on a phone without an account: number, code and a drawing to scan', async () => {
    await onPhone('request-receipt', async (page) => {
      mine = await fileRequest(page, server.url, wanted);
      assert.match(mine.number, /-SQ\d{4}-\d{4}$/);
      assert.match(mine.code, /^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
      assert.ok(await page.getByRole('img', { name: '办理进度查询页的二维码' }).isVisible());
    });
  });

  it('is confirmed by the clerk, who asks for a supplement in a letter', async () => {
    await at('tang.wan', 'request-supplement-asked', async (page) => {
      await page.getByText('尚未确认').waitFor();
      await takeStep(page, '确认收到', {}, '电话确认，申请人本人');
      await page.getByText('答复期限', { exact: true }).waitFor();
      await takeStep(page, '告知补正', { 补正期限: later(10) }, '请写明所指的是哪一期工程');
      await page.getByRole('button', { name: '查看补正告知书' }).waitFor(); // the step has drafted it
      assert.equal(await page.getByRole('button', { name: '签发补正告知书' }).count(), 0, 'a clerk issues nothing');
    });
    await at('ren.pingchuan', 'request-supplement-issued', async (page) => {
      await issueLetter(page, '补正告知书');
      assert.equal(await page.getByRole('button', { name: '修改补正告知书' }).count(), 0, 'it stands');
    }, '/requests');
    await onPhone('request-supplement', async (page) => {
      await follow(page, server.url, mine);
      await page.getByText(`补正期限：${inWords(later(10))}`).first().waitFor();
      await page.getByRole('heading', { name: '补正告知书' }).waitFor();
      await page.locator('.issued').getByText('请写明所指的是哪一期工程').first().waitFor();
    });
  });

  it('goes on once it is supplemented: a third party is asked and objects, an extension is proposed', async () => {
    await at('tang.wan', 'request-consulted', async (page) => {
      await takeStep(page, '收到补正', {}, '一期工程');
      await takeStep(page, '征求第三方意见', {}, '设计方案和造价清单');
      await page.getByRole('toolbar', { name: '办理' }).getByRole('button', { name: '登记第三方' }).click();
      const drawer = page.getByRole('dialog', { name: '登记第三方' });
      await drawer.getByLabel('姓名或者名称').fill('明珠商业发展公司');
      await drawer.getByLabel('联系电话').fill('13900000000');
      await drawer.getByRole('button', { name: '登记第三方' }).click();
      await drawer.waitFor({ state: 'detached' });
    });
    await at('ren.pingchuan', 'request-consultation-issued', async (page) => {
      await issueLetter(page, '征求第三方意见书');
    }); // from the open work, where the notice waits
    await at('tang.wan', 'request-received', async (page) => {
      await takeStep(page, '登记签收', {}, '挂号回执，对方收发室签收'); // from here its fifteen working days run
      await takeStep(page, '第三方答复', { 意见: /^不同意公开/ }, '造价清单是商业秘密');
      await takeStep(page, '提请延期', { 延长至: later(32) }, '需要核对的材料较多');
    });
  });

  it('is extended by somebody else, and the answer that is drafted refuses under art. 15', async () => {
    await at('ren.pingchuan', 'request-extended', async (page) => {
      await takeStep(page, '批准延期');
    }); // from the open work, where the extension waits
    await at('tang.wan', 'request-submitted', async (page) => {
      await page.getByText(later(32)).first().waitFor();
      await writeLetter(page, '答复书', { 答复类型: /保护第三方合法权益/ }, async (drawer) => {
        await drawer.getByText('第十五条：涉及商业秘密').click();
        await drawer.getByLabel('理由', { exact: true }).fill('造价清单是明珠商业发展公司的商业秘密，公开会损害其合法权益。');
        await drawer.getByText('通过互联网送达').click(); // else it is not served so
      });
      await takeStep(page, '送审', { 答复类型: /保护第三方合法权益/ });
      assert.equal(await page.getByRole('button', { name: '修改答复书' }).count(), 0, 'it lies with the signers');
      const again = await call(page, 'GET', `/api/v1/matters/${/\d+$/.exec(page.url())[0]}`);
      const offered = again.body.steps.filter((step) => step.allowed).map((step) => step.step);
      assert.ok(!offered.includes('Sign') && !offered.includes('Issue'), 'whoever drafted signs nothing');
    });
  });

  it('is signed place by place, issued with a number and served', async () => {
    for (const [login, place] of [['liang.xu', 'department'], ['cheng.lu', 'legal'], ['min.mo', 'secrecy']]) {
      await at(login, `request-signed-${place}`, async (page) => {
        await takeStep(page, '审签');
        assert.equal(await page.getByRole('button', { name: '签发', exact: true }).count(), 0, 'nobody here issues');
      });
    }
    await at('ren.pingchuan', 'request-issued', async (page) => {
      await takeStep(page, '审签');
      await takeStep(page, '签发');
      await page.getByRole('button', { name: '查看答复书' }).click();
      const letter = page.getByRole('dialog', { name: '答复书' });
      await letter.getByText('先向云泽市人民政府申请行政复议').waitFor();
      assert.doesNotMatch(await letter.innerText(), /也可以自收到本答复之日起六个月内/, 'no choice beside what comes first');
      await letter.getByRole('button', { name: /close|关闭/i }).click();
    });
    await at('tang.wan', 'request-not-served', async (page) => {
      await page.getByText('还有文书没有签发：延期答复告知书').first().waitFor();
      const bar = page.getByRole('toolbar', { name: '办理' });
      assert.ok(await bar.getByRole('button', { name: '送达', exact: true }).isDisabled());
    });
    await at('ren.pingchuan', 'request-notice-issued', async (page) => {
      await issueLetter(page, '延期答复告知书');
    }); // from the open work, where the notice waits
    await at('tang.wan', 'request-served', async (page) => {
      await takeStep(page, '送达', { 送达方式: /^网上送达/ });
      await page.getByText('已答复').first().waitFor();
    });
  });

  it('is read on the phone: the letter, to whom one turns first, and the last day', async () => {
    const walk = JSON.parse((await daylight('deadline', '--data', server.data,
      '--period', 'reconsideration.apply', '--from', today()))
      .trim().split('\n')[0]);
    const due = inWords(walk.due.slice(0, 10));
    await onPhone('request-refusal', async (page) => {
      await follow(page, server.url, mine);
      const letter = page.locator('.issued', { has: page.getByRole('heading', { name: /答复书|告知书/ }) }).last();
      await letter.getByText('第十五条').first().waitFor();
      await letter.getByText('先向云泽市人民政府申请行政复议').waitFor();
      assert.match(await letter.innerText(), new RegExp(inWords(today())));
      const rights = page.locator('li.right');
      assert.equal(await rights.count(), 2);
      assert.match(await rights.first().innerText(), new RegExp(`申请行政复议[^]*${due}[^]*云泽市人民政府`));
      const suit = await rights.last().innerText();
      assert.match(suit, /对行政复议决定不服的[^]*十五日内/);
      assert.doesNotMatch(suit, /最后一日/, 'no day for what is not open yet');
      assert.match(await page.locator('.steps-taken').innerText(), /批准延期/);
      await page.locator('.issued', { hasText: '延期答复告知书' })
        .getByText(inWords(later(32)).replaceAll(' ', '')).first().waitFor();
    });
  });
});
