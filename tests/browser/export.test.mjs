// Lists leave as files: the button saves what is filtered, a spreadsheet can read it, and the journal has it.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import fs from 'node:fs';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { axeViolations, troubles } from './support/reader.mjs';
import { call, open } from './support/staff.mjs';

const { server, clerk } = demonstration();

/** Presses a button that saves a file; its name and bytes. */
async function saved(page, button) {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return { name: file.suggestedFilename(), bytes: fs.readFileSync(await file.path()) };
}

/** Rows of a table, each a list of cells; every cell stands in quotes. */
const rows = (text) =>
  text.split('\r\n').slice(0, -1)
    .map((line) => line.slice(1, -1).split('","').map((cell) => cell.replaceAll('""', '"')));

/** SHA-256 of an entry as src/journal/README.md tells outsiders to compute it. */
function entryHash(entry) {
  const names = ['sequence', 'at', 'actor', 'verb', 'subject', 'agency', 'before_digest', 'after_digest', 'reason',
    'topics', ...(entry.seals ? ['seals'] : []), 'previous_hash'];
  const hash = crypto.createHash('sha256');
  const form = entry.seals ? 'daylight-entry-2' : 'daylight-entry-1';
  for (const field of [form, ...names.map((name) => String(entry[name]))])
    hash.update(`${Buffer.byteLength(field)}:${field},`);
  return hash.digest('hex');
}

describe('exports', () => {
  let digest;

  it('save the list of documents as it is filtered', async () => {
    const { page, context, trouble } = await clerk('lin.zhixia');
    await open({ page }, server.url, '/documents?state=Published');
    await page.getByRole('table').getByRole('link').first().waitFor();
    const { name, bytes } = await saved(page, '导出');
    assert.match(name, /^信息清单-\d{4}-\d\d-\d\d\.csv$/);
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    const [head, ...lines] = rows(bytes.subarray(3).toString());
    assert.deepEqual(head.slice(0, 3), ['编号', '标题', '文号']);
    const shown = await call(page, 'GET', '/api/v1/documents?state=Published&limit=200');
    assert.deepEqual(lines.map((line) => Number(line[0])), shown.body.items.map((line) => line.id));
    assert.ok(lines.length > 10, `${lines.length} documents`);
    await page.getByText('已导出').waitFor();
    assert.deepEqual(await axeViolations(page), []);
    assert.deepEqual(troubles(trouble), []);
    digest = crypto.createHash('sha256').update(bytes).digest('hex');
    await context.close();
  });

  it('save the journal, with the export in it, and a chain that can be recomputed', async () => {
    const { page, context, trouble } = await clerk('bai.jing');
    await open({ page }, server.url, '/journal?verb=export.documents');
    await page.getByRole('table').getByText('导出信息清单').first().waitFor();
    const table = rows((await saved(page, '导出')).bytes.subarray(3).toString());
    assert.ok(table.some((row) => row.includes('export.documents')));
    const { name, bytes } = await saved(page, '导出原文');
    assert.match(name, /^操作日志-.*\.jsonl$/);
    const entries = bytes.toString().trim().split('\n').map((line) => JSON.parse(line));
    for (const entry of entries) assert.equal(entryHash(entry), entry.hash, `entry ${entry.sequence}`);
    assert.ok(entries.some((entry) => entry.after_digest === digest), 'the digest of the file that was taken');
    assert.deepEqual(await axeViolations(page), []);
    assert.deepEqual(troubles(trouble), []);
    await context.close();
  });
});
