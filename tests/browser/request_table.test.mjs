// Table 3 of the annual report: a script counts it from the facts alone and comes to what the program says, and finds a
// fact that was altered or taken away; a clerk opens a number to its requests, on a laptop and on a phone.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { demoTemplate, program, root } from './support/program.mjs';
import { axeViolations, overflow, phone, picture, troubles } from './support/reader.mjs';
import { laptop, open } from './support/staff.mjs';

describe('the count from the facts alone', () => {
  let folder;
  let data;
  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'daylight-count-'));
    data = path.join(folder, 'data');
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  async function fresh() {
    fs.rmSync(data, { recursive: true, force: true });
    fs.cpSync(path.join(await demoTemplate(), 'data'), data, { recursive: true });
  }
  const python = (...words) => spawnSync('python3', words, { encoding: 'utf8', cwd: root });
  const count = (period) => python('tools/count_requests.py', data, '--period', String(period), '--daylight', program);
  function change(sql) {
    const done = python('-c', 'import sqlite3, sys\nbase = sqlite3.connect(sys.argv[1])\nbase.execute(sys.argv[2])\n'
      + 'base.commit()', path.join(data, 'daylight.db'), sql);
    assert.equal(done.status, 0, done.stderr);
  }

  it('is what the program says, in this year, the last one and a month', async () => {
    await fresh();
    const year = new Date().getFullYear();
    let counted = 0;
    for (const period of [year - 1, year, `${year}-Q1`]) {
      const done = count(period);
      assert.equal(done.status, 0, `${period}: ${done.stdout}${done.stderr}`);
      assert.match(done.stdout, /all agrees/);
      counted += Number(/R24: Daylight tells (\d+)/.exec(done.stdout)[1]);
    }
    assert.ok(counted > 0, 'the demonstration has requests that ended');
  });

  for (const [what, sql, says] of [
    ['was altered', "UPDATE matter_fact SET on_day = '2020-01-02' WHERE id = (SELECT max(id) FROM matter_fact WHERE "
      + "verb = 'request.delivered')", /✗ \d+ facts have the digests of their rows/],
    ['was taken away', "DELETE FROM matter_fact WHERE id = (SELECT max(id) FROM matter_fact WHERE verb = "
      + "'request.delivered')", /✗ no fact of the journal is missing/],
    ['of the matter was altered alone', "UPDATE matter SET outcome = 'excessive' WHERE id = (SELECT max(matter) FROM "
      + "matter_fact WHERE verb = 'request.delivered')", /✗ R19/],
  ]) {
    it(`finds that a row ${what}`, async () => {
      await fresh();
      change(sql);
      const year = new Date().getFullYear();
      const done = [year - 1, year].map(count); // it may have ended in either
      assert.ok(done.some(({ status, stdout }) => status === 1 && says.test(stdout)), done[1].stdout);
    });
  }
});

describe('the page of table 3', () => {
  const { server, clerk } = demonstration();

  for (const viewport of [laptop, phone]) {
    it(`leads a number to its requests at ${viewport.width}`, async () => {
      const staff = await clerk('tang.wan', viewport);
      const { page } = staff;
      const year = new Date().getFullYear();
      await open(staff, server.url, `/requests/table?from=${year - 1}-01-01&until=${year}-12-31`);
      const table = page.locator('table.table3');
      await table.locator('tbody tr').nth(24).waitFor();
      assert.equal(await table.locator('tbody td').count(), 175);
      await page.getByText('勾稽关系相符').waitFor();
      assert.deepEqual(await axeViolations(page), []);
      assert.ok(await overflow(page) <= 0, 'the table scrolls within its box');
      await picture(page, `request-table-${viewport.width}`);
      const number = table.locator('tbody tr').first().locator('td').last().locator('a');
      const said = Number(await number.innerText());
      await number.click();
      await page.waitForURL(/table_row=1/);
      await page.getByText('只列年报表三第 1 行的申请').waitFor();
      await page.locator('table.grid tbody tr').first().waitFor();
      assert.equal(await page.locator('table.grid tbody tr').count(), Math.min(said, 50));
      assert.deepEqual(troubles(staff.trouble), []);
      await staff.context.close();
    });
  }
});
