// A review and a lawsuit against an answered request: entered from its page, led to a result that has it answered anew
// by the day that was ordered, and counted in table 4 below a table 3 that counts the request once.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { takeStep } from './support/matters.mjs';
import { desktop, phone, picture, troubles } from './support/reader.mjs';
import { call, expectFit, open } from './support/staff.mjs';

const organ = '云泽市人民政府';
const court = '云泽市中级人民法院';
const caseNumber = '云复〔2026〕88号';

const dayOf = (stamp) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(stamp);
const today = dayOf(Date.now());
const ordered = dayOf(Date.now() + 20 * 86_400_000); // the last day for the new answer
const year = today.slice(0, 4);
const daysOf = (one) => `from=${one}-01-01&until=${one}-12-31`;

const { server, clerk } = demonstration();

/** What the API has at an address, as whoever is signed in reads it. */
async function read(page, address) {
  const answer = await call(page, 'GET', `/api/v1${address}`);
  assert.equal(answer.status, 200, `${address}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** The numbers of table 3 in a year. */
async function tableThree(page, one) {
  return (await read(page, `/request-table?${daysOf(one)}`)).rows.map((row) => row.values);
}

/** The numbers of table 4 in this year by block and column; each block adds up. */
async function tableFour(page) {
  const { columns, blocks } = await read(page, `/appeal-table?${daysOf(year)}`);
  return Object.fromEntries(blocks.map((block) => {
    assert.ok(block.adds_up, block.title);
    return [block.block, Object.fromEntries(columns.map((column, at) => [column.code, block.values[at]]))];
  }));
}

/** How often a request is among those that ended in a year and that the table counts. */
async function timesEnded(page, matter) {
  const one = matter.ended_on.slice(0, 4);
  const cell = `table_row=24&table_from=${one}-01-01&table_until=${one}-12-31`;
  const found = (await read(page, `/matters?kind=request&${cell}&q=${encodeURIComponent(matter.number)}`)).items;
  return found.filter(({ id }) => id === matter.id).length;
}

/** An answered request that the office handles and that stands in table 3. */
async function answered(page) {
  for (const { id } of (await read(page, '/matters?kind=request&state=Answered')).items) {
    const whole = await read(page, `/matters/${id}`);
    if (whole.handles && whole.ended_on && await timesEnded(page, whole) === 1) return whole;
  }
  return assert.fail('no answered request of the demonstration stands in table 3');
}

/** What the case that is shown says under a name. */
const detail = (page, name) => page.locator(`dt:text-is("${name}") + dd`);
const bar = (page) => page.getByRole('toolbar', { name: '办理' });
/** The number in a cell of table 4, by the titles of its block and its column. */
const cellOf = (page, block, column) => page.locator('table.table4')
  .getByRole('link', { name: new RegExp(`^${block}，${column}：`) });

async function show(officer, matter) {
  await open(officer, server.url, `/matters/${matter.id}`);
  await officer.page.getByRole('heading', { level: 1, name: matter.title }).waitFor();
}

/** Looks at what is shown on a phone and on a desktop, and keeps both pictures. */
async function look(officer, name) {
  for (const viewport of [phone, desktop]) {
    await officer.page.setViewportSize(viewport);
    await officer.page.evaluate(() => scrollTo(0, 0)); // what lies half below the head is no small target
    await expectFit(officer, `${name} at ${viewport.width}`);
    await picture(officer.page, `appeals-${name}-${viewport.width}`);
  }
}

/** Enters what came against the request that is shown: `called` is the button of its page. The case. */
async function enter(officer, request, { called, title, bodyLabel, body, caseNumber, name }) {
  const { page } = officer;
  await bar(page).getByRole('button', { name: called, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
  assert.equal(await page.getByLabel('所针对的公开申请', { exact: true }).inputValue(), request.number);
  await page.getByLabel(bodyLabel, { exact: true }).fill(body);
  await page.getByLabel('案号', { exact: true }).fill(caseNumber);
  await page.getByLabel('收到日期', { exact: true }).fill(today);
  await page.getByLabel('请求事项', { exact: true }).fill('撤销答复，责令重新答复');
  await look(officer, `${name}-form`);
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.waitForURL(/\/matters\/\d+$/);
  await detail(page, '表四的类别').waitFor();
  return read(page, `/matters/${/\d+$/.exec(page.url())[0]}`);
}

describe('a review and a lawsuit against an answered request', () => {
  let officer;
  let request;
  let review;
  let suit;
  let three; // table 3 before, by year
  let four; // table 4 before

  const years = () => [...new Set([request.received_on.slice(0, 4), request.ended_on.slice(0, 4), year])];

  it('is entered as a review from the page of the request', async () => {
    officer = await clerk('tang.wan', desktop);
    const { page } = officer;
    request = await answered(page);
    three = new Map();
    for (const one of years()) three.set(one, await tableThree(page, one));
    four = await tableFour(page);
    await show(officer, request);
    review = await enter(officer, request, {
      called: '登记复议', title: '登记行政复议', bodyLabel: '复议机关', body: organ, caseNumber,
      name: 'review',
    });
    assert.match(review.number, /-FY\d{4}-\d{4}$/);
    assert.equal(await detail(page, '表四的类别').innerText(), '行政复议');
    assert.equal(await detail(page, '复议机关').innerText(), organ);
    assert.equal(await detail(page, '案号').innerText(), caseNumber);
    assert.equal((await tableFour(page)).review.pending, four.review.pending + 1);
    assert.deepEqual(troubles(officer.trouble), []);
  });

  it('is led by the clerk to the decision that has the request answered anew', async () => {
    const { page } = officer;
    await takeStep(page, '登记受理日期', { 受理日期: today });
    await takeStep(page, '提交书面答复', { 提交日期: today });
    await page.getByText('复议审理中').first().waitFor();
    await takeStep(page, '登记复议决定', {
      收到决定书的日期: today, 结果: /^结果纠正/, 责令重新作出或者履行的期限: ordered,
    });
    await page.getByText('已审结').first().waitFor();
    assert.equal(await detail(page, '办理结果').innerText(), '结果纠正');
    await page.getByText('责令重新作出或者履行的期限').first().waitFor();
    assert.ok(await bar(page).getByRole('button', { name: '归档', exact: true }).isDisabled(), 'it is not complied with');
    await look(officer, 'review-decided');
    assert.deepEqual(troubles(officer.trouble), []);
  });

  it('has the request in hand again until the day that was ordered, and counted once', async () => {
    const { page } = officer;
    await show(officer, request);
    await takeStep(page, '重新答复', { 收到日期: today, 责令的期限: ordered, 复议或者诉讼: review.number },
      '撤销答复，责令限期重新答复');
    await page.getByText('重新答复期限（复议决定或者裁判所定）', { exact: true }).first().waitFor();
    await page.locator('.el-tag').filter({ hasText: ordered }).first().waitFor();
    const now = await read(page, `/matters/${request.id}`);
    assert.equal(now.state, 'Registered');
    assert.equal(now.due_on, ordered);
    assert.equal(now.ended_on, request.ended_on, 'its end is the first one');
    for (const [one, numbers] of three) assert.deepEqual(await tableThree(page, one), numbers, `table 3 of ${one}`);
    assert.equal(await timesEnded(page, request), 1);
    await look(officer, 'redecided');
    assert.deepEqual(troubles(officer.trouble), []);
  });

  it('is shown in table 4, whose number opens to the case', async () => {
    const { page } = officer;
    const now = (await tableFour(page)).review;
    assert.deepEqual(now, { ...four.review, corrected: four.review.corrected + 1, total: four.review.total + 1 });
    await open(officer, server.url, `/requests/table?${daysOf(year)}`);
    const number = cellOf(page, '行政复议', '结果纠正');
    await number.waitFor();
    assert.equal(Number(await number.innerText()), now.corrected);
    await look(officer, 'table4');
    await number.click();
    await page.waitForURL(/\/reviews\?.*appeal_column=corrected/);
    await page.getByText('只列年报表四“行政复议·结果纠正”的案件').waitFor();
    await page.locator('table.grid tbody tr', { hasText: review.number }).waitFor();
    assert.equal(await page.locator('table.grid tbody tr').count(), now.corrected);
    await look(officer, 'reviews');
    await page.locator(`a[href$="/matters/${review.id}"]`).first().click();
    await detail(page, '复议机关').waitFor();
    await page.getByText(review.number).first().waitFor();
    assert.deepEqual(troubles(officer.trouble), []);
  });

  it('is followed by a lawsuit, pending after the review', async () => {
    const { page } = officer;
    await show(officer, request);
    suit = await enter(officer, request, {
      called: '登记诉讼', title: '登记行政诉讼', bodyLabel: '人民法院', body: court,
      caseNumber: '（2026）云01行初66号', name: 'suit',
    });
    assert.match(suit.number, /-SS\d{4}-\d{4}$/);
    assert.equal(await detail(page, '表四的类别').innerText(), '复议后起诉');
    const now = await tableFour(page);
    const before = four['after-review'];
    assert.deepEqual(now['after-review'], { ...before, pending: before.pending + 1, total: before.total + 1 });
    assert.deepEqual(now.direct, four.direct);
    await open(officer, server.url, `/requests/table?${daysOf(year)}`);
    await cellOf(page, '复议后起诉', '尚未审结').click();
    await page.getByText('只列年报表四“复议后起诉·尚未审结”的案件').waitFor();
    await page.locator(`a[href$="/matters/${suit.id}"]`).first().click();
    await detail(page, '人民法院').waitFor();
    assert.deepEqual(troubles(officer.trouble), []);
  });

  it('counts the lawsuit by its result once it is judged', async () => {
    const { page } = officer;
    await takeStep(page, '提交答辩状', { 提交日期: today });
    await page.getByText('法院审理中').first().waitFor();
    await takeStep(page, '登记判决', { 收到判决书的日期: today, 结果: /^结果维持/ });
    assert.equal(await detail(page, '办理结果').innerText(), '结果维持');
    await look(officer, 'suit-judged');
    const before = four['after-review'];
    assert.deepEqual((await tableFour(page))['after-review'],
      { ...before, upheld: before.upheld + 1, total: before.total + 1 });
    await open(officer, server.url, `/requests/table?${daysOf(year)}`);
    const number = cellOf(page, '复议后起诉', '结果维持');
    await number.waitFor();
    assert.equal(Number(await number.innerText()), before.upheld + 1);
    assert.equal(await cellOf(page, '复议后起诉', '尚未审结').count(), before.pending > 0 ? 1 : 0);
    assert.deepEqual(troubles(officer.trouble), []);
    await officer.context.close();
  });
});
