// A domain that was put on a copy of the tree, as people meet it: the API and its steps, the work that waits, the
// list of the console, the page of the public and the search.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { daylight, eventually } from './support/program.mjs';
import { picture, troubles } from './support/reader.mjs';
import { call, expectFit, open } from './support/staff.mjs';

const { server, clerk, visitor } = demonstration();
const place = '荷花路与晚风街路口';

describe('a domain that moved in', () => {
  let id;

  /** Gives people of the bureau the role that the domain brought. */
  async function appoint(...logins) {
    const admin = await clerk('gu.changqing');
    const people = (await call(admin.page, 'GET', '/api/v1/people')).body.items;
    for (const login of logins) {
      const { id: number } = people.find((one) => one.login === login);
      const one = (await call(admin.page, 'GET', `/api/v1/people/${number}`)).body;
      const grants = [...one.grants, { role: 'LampKeeper', agency: one.agency, reach: 'Own' }]
        .map(({ role, agency, reach }) => ({ role, agency, reach }));
      const done = await call(admin.page, 'PUT', `/api/v1/people/${number}`,
        { name: one.name, agency: one.agency, grants }, { 'If-Match': `"r${one.revision}"` });
      assert.equal(done.status, 200, JSON.stringify(done.body));
    }
    await admin.context.close();
  }
  const step = (page, name, reason) => call(page, 'POST', `/api/v1/lamps/${id}/steps`, { step: name, reason });

  it('has verbs that its role opens and nobody else', async () => {
    await appoint('lin.zhixia', 'xu.zhiwei');
    const noting = await clerk('lin.zhixia');
    const checking = await clerk('xu.zhiwei');
    const outside = await clerk('zhou.mingyuan');
    const { agency } = (await call(noting.page, 'GET', '/api/v1/session')).body.person;
    const body = { agency: agency.id, place, fault: '整夜不亮' };
    assert.equal((await call(outside.page, 'POST', '/api/v1/lamps', body)).status, 403);
    const noted = await call(noting.page, 'POST', '/api/v1/lamps', body);
    assert.equal(noted.status, 201, JSON.stringify(noted.body));
    id = noted.body.id;
    assert.equal((await step(noting.page, 'Check')).body.key, 'lamp.own-check');
    assert.equal((await step(checking.page, 'Check')).body.state, 'Checked');
    assert.equal((await fetch(`${server.url}/lamps/${id}`)).status, 404, 'not public yet');
    assert.equal((await step(checking.page, 'Publish')).body.state, 'Published');
    for (const one of [noting, checking, outside]) await one.context.close();
  });

  it('waits in the list of work until it is done', async () => {
    const one = await clerk('xu.zhiwei');
    const waiting = async () => (await call(one.page, 'GET', '/api/v1/worklist?task=lamp.repair')).body.items;
    assert.deepEqual((await waiting()).map((item) => item.title), [place]);
    await step(one.page, 'Repair');
    assert.deepEqual(await waiting(), []);
    await one.context.close();
  });

  it('has a list in the console that nobody wrote a view for', async () => {
    for (const viewport of [{ width: 1280, height: 800 }, { width: 390, height: 844 }]) {
      const one = await clerk('lin.zhixia', viewport);
      await open(one, server.url, '/lamps');
      await one.page.getByText(place).first().waitFor();
      await expectFit(one, 'the list of lamps');
      await picture(one.page, `example-lamps-${viewport.width}`);
      assert.deepEqual(troubles(one.trouble), []);
      await one.context.close();
    }
  });

  it('has a page on the site and is found', async () => {
    const { page, context } = await visitor();
    await page.goto(`${server.url}/lamps/${id}`);
    await page.getByRole('heading', { level: 1, name: place }).waitFor();
    await page.getByText('已修复').waitFor();
    const found = await eventually(10_000, async () => {
      await page.goto(`${server.url}/search?q=${encodeURIComponent('晚风街')}`);
      return (await page.getByRole('link', { name: place }).count()) > 0;
    });
    assert.ok(found, 'the search leads to it');
    await context.close();
  });

  it('is counted, and is in the journal by its words', async () => {
    const period = String(new Date().getFullYear());
    const value = await daylight('figures', 'value', 'lamps.public', '--data', server.data, '--period', period);
    assert.match(value, /1/);
    const auditor = await clerk('xu.shen');
    const entries = (await call(auditor.page, 'GET', '/api/v1/journal?limit=200')).body.items;
    const mine = entries.filter((entry) => entry.subject === `lamp:${id}`);
    assert.deepEqual(mine.map((entry) => entry.verb_name).reverse(),
      ['登记路灯报修', '核实路灯报修', '公布路灯报修', '路灯修复']);
    await auditor.context.close();
  });
});
