// The seal of an agency: who may put it there, the choice at issue, its use on record, and the letter on paper as the
// applicant opens it from the page of the case.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';

import { demonstration } from './support/demonstration.mjs';
import { fileRequest, follow, issueLetter, sidesOf, takeStep } from './support/matters.mjs';
import { desktop, picture, troubles } from './support/reader.mjs';
import { call, expectFit } from './support/staff.mjs';

const wanted = '滨河步道照明改造工程的验收意见';
const later = (days) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now() + days * 86_400_000);
const run = promisify(execFile);

/** What one of poppler's programs says of a PDF. */
async function told(program, args, pdf) {
  const child = run(program, args, { encoding: 'utf8', maxBuffer: 16 << 20 });
  child.child.stdin.end(pdf);
  return (await child).stdout;
}
const words = async (pdf) => (await told('pdftotext', ['-', '-'], pdf)).replace(/\s+/g, '');
const pictures = async (pdf) => (await told('pdfimages', ['-list', '-'], pdf)).trim().split('\n').slice(2).length;

/** A round red seal, on nothing or on white. */
async function seal(page, name, { opaque = false } = {}) {
  const drawn = await page.evaluate((white) => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 480;
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#fff';
    if (white) pen.fillRect(0, 0, 480, 480);
    pen.strokeStyle = pen.fillStyle = '#e60012';
    pen.lineWidth = 14;
    pen.beginPath();
    pen.arc(240, 240, 228, 0, 7);
    pen.stroke();
    pen.beginPath();
    for (let i = 0; i < 5; ++i) {
      const angle = -Math.PI / 2 + (i * 4 * Math.PI) / 5;
      pen.lineTo(240 + 80 * Math.cos(angle), 240 + 80 * Math.sin(angle));
    }
    pen.fill();
    return canvas.toDataURL('image/png').split(',')[1];
  }, opaque);
  return { name, mimeType: 'image/png', buffer: Buffer.from(drawn, 'base64') };
}

describe('the seal of an agency', () => {
  const demo = demonstration({ behindProxy: true });
  const { server, clerk } = demo;
  const { at, onPhone } = sidesOf(wanted, demo);
  let mine; // number and code of the applicant
  const numbers = {}; // of the letters, by their kinds

  /** The page of seals as somebody opens it who may. */
  async function onSeals(one, deed) {
    await one.page.goto(`${server.url}/console/seals`);
    await one.page.getByRole('heading', { level: 1, name: '机关印章' }).waitFor();
    await deed(one.page);
  }
  async function choose(page, file) {
    await page.getByLabel('印章图片').setInputFiles(file);
    await page.getByText(file.name).waitFor();
  }

  it('is nothing that whoever answers requests may set or see', async () => {
    const one = await clerk('tang.wan', desktop);
    assert.equal(await one.page.getByRole('link', { name: '机关印章' }).count(), 0);
    await one.page.goto(`${server.url}/console/seals`);
    await one.page.getByRole('heading', { level: 1 }).first().waitFor();
    assert.equal(await one.page.getByRole('heading', { name: '正在使用的印章' }).count(), 0);
    assert.equal((await call(one.page, 'GET', '/api/v1/seals?agency=2')).status, 403);
  });

  it('is put there by whoever approves, on nothing that would cover the letter', async () => {
    const one = await clerk('ren.pingchuan', desktop);
    await onSeals(one, async (page) => {
      await page.getByText('还没有印章图片').waitFor();
      await page.getByText('还没有文书加印过印章').waitFor();
      await expectFit(one, 'seals-none');
      await choose(page, await seal(page, '白底.png', { opaque: true }));
      await page.getByRole('button', { name: '上传', exact: true }).click();
      await page.getByText(/透明/).nth(1).waitFor(); // beside the note, the refusal
      assert.equal(await page.getByRole('img', { name: '正在使用的印章' }).count(), 0);
    });
    one.trouble.length = 0; // the refusal, which the browser logs
    await onSeals(one, async (page) => {
      await choose(page, await seal(page, '公章.png'));
      await page.getByRole('button', { name: '上传', exact: true }).click();
      const shown = page.getByRole('img', { name: '正在使用的印章' });
      await shown.waitFor();
      await page.waitForFunction((image) => image.complete && image.naturalWidth > 0, await shown.elementHandle());
      assert.ok(Math.abs((await shown.boundingBox()).width - (42 / 25.4) * 96) < 2, 'as wide as it really is');
      await page.getByRole('button', { name: '更换', exact: true }).waitFor();
      await expectFit(one, 'seals');
      await picture(page, 'seals-1440');
      assert.deepEqual(troubles(one.trouble), []);
    });
  });

  it('is set upon a letter or its place left free, as whoever issues it chooses', async () => {
    await onPhone('seals-filed', async (page) => {
      mine = await fileRequest(page, server.url, wanted);
    });
    await at('tang.wan', 'seals-drafted', async (page) => {
      await takeStep(page, '确认收到', {}, '电话确认，申请人本人');
      await takeStep(page, '告知补正', { 补正期限: later(10) }, '请写明是哪一段步道');
    });
    await at('ren.pingchuan', 'seals-issued', async (page) => {
      const row = (kind) =>
        page.locator('li', { has: page.getByRole('button', { name: `查看${kind}`, exact: true }) });
      await issueLetter(page, '登记回执');
      await page.getByRole('button', { name: '签发补正告知书' }).click();
      const dialog = page.getByRole('dialog', { name: '签发补正告知书' });
      await dialog.getByText('加印机关印章').click();
      await picture(page, 'seals-issue-1440');
      await dialog.getByRole('button', { name: '签发', exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
      await row('补正告知书').getByText('已加印机关印章').waitFor();
      assert.equal(await row('登记回执').getByText('已加印机关印章').count(), 0, 'its place stays free');
      for (const kind of ['登记回执', '补正告知书'])
        numbers[kind] = /\S+依申请〔\d{4}〕\d+号/.exec(await row(kind).innerText())[0];
    }, '/requests');
  });

  it('has each use on record, which leads to its case', async () => {
    const one = await clerk('ren.pingchuan', desktop);
    await onSeals(one, async (page) => {
      const uses = page.locator('section', { has: page.getByRole('heading', { name: '使用记录' }) });
      await uses.getByRole('link').first().waitFor();
      assert.deepEqual(await uses.getByRole('link').allInnerTexts(), [numbers['补正告知书']]);
      assert.match(await uses.innerText(), /任平川/);
      await expectFit(one, 'seals-used');
      await uses.getByRole('link').click();
      await page.getByRole('heading', { level: 1, name: wanted }).waitFor();
    });
    assert.deepEqual(troubles(one.trouble), []);
  });

  it('stands on the letter that the applicant opens from the page of the case', async () => {
    await onPhone('seals-letters', async (page) => {
      await follow(page, server.url, mine);
      for (const [kind, sealed] of [['登记回执', 0], ['补正告知书', 1]]) {
        const part = page.locator('.issued', { hasText: numbers[kind] });
        assert.match(await part.innerText(), /^张小满：$/m, 'the addressee has a line of its own');
        const link = part.getByRole('link', { name: '打开文书（PDF）' });
        const answer = await page.request.get(new URL(await link.getAttribute('href'), server.url).href);
        assert.equal(answer.status(), 200);
        assert.match(answer.headers()['content-type'], /^application\/pdf/);
        const pdf = await answer.body();
        assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
        const said = await words(pdf);
        assert.ok(said.includes(numbers[kind]), `${kind} has its number`);
        assert.ok(said.includes('张小满：'), `${kind} has its addressee`);
        assert.equal(Math.min(await pictures(pdf), 1), sealed, `${kind}: the seal`);
      }
    });
  });
});
