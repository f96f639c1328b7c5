// Whoever wants a register as a whole: from its page to the files, the catalogue in the hands of a reader of RDF that
// nobody here has written, a data package in those of its project's library, and a record that is proved with one
// command.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import Ajv from 'ajv/dist/2020.js';
import datapackage from 'datapackage';

import { demonstration } from './support/demonstration.mjs';
import { axeViolations, desktop, overflow, phone, picture, troubles } from './support/reader.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** The demonstration has records of all of them; what is for staff alone is no open data. */
const registers = readdirSync(path.join(root, 'data/registers'))
  .filter((name) => !/^audience = "staff"/m.test(readFileSync(path.join(root, 'data/registers', name), 'utf8'))).length;
/** Those that are looked at: of all of them it would be more than one address may ask for in a minute. */
const looked = ['penalties', 'parking', 'powers', 'budgets'];

describe('open data', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'open-data-'));
  after(() => rmSync(folder, { recursive: true }));
  const { server, visitor } = demonstration({ prepare: untilMade });

  /** The files are made a few seconds after the start, and not because somebody asks. */
  async function untilMade() {
    for (let tries = 0; tries < 120; tries += 1) {
      const catalog = await (await fetch(`${server.url}/data/catalog.jsonld`)).json();
      if (catalog['dcat:dataset'].length >= registers) return;
      await pause(500);
    }
    assert.fail('no files were made');
  }

  function saved(name, bytes) {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    return file;
  }

  async function taken(url) {
    const answer = await fetch(url);
    assert.equal(answer.status, 200, url);
    return Buffer.from(await answer.arrayBuffer());
  }

  it('is found from the page of a register and saved', async () => {
    const { page, context, trouble } = await visitor({ viewport: phone });
    await page.goto(`${server.url}/registers/penalties`);
    await page.getByRole('link', { name: '下载数据' }).click();
    await page.waitForURL(/\/data#penalties$/);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('#penalties').getByRole('link', { name: /^CSV/ }).click(),
    ]);
    assert.match(download.suggestedFilename(), /^行政处罚.*\d{4}-\d\d-\d\d\.csv$/);
    const text = readFileSync(await download.path(), 'utf8');
    assert.ok(text.startsWith('\uFEFF'), 'marked as UTF-8');
    assert.doesNotMatch(text, /\d{6}(19|20)\d{9}[\dX]/, 'no number of a person');
    const digests = await page.locator('#penalties .digest').allTextContents();
    assert.ok(digests.includes(sha256(readFileSync(await download.path()))), 'the digest stands beside it');
    assert.deepEqual(troubles(trouble), []);
    await context.close();
  });

  it('has a catalogue that a reader of RDF understands, and each file is as it says', async () => {
    const catalog = saved('catalog.jsonld', await taken(`${server.url}/data/catalog.jsonld`));
    const script = path.join(root, 'tests/opendata/catalog.py');
    // The package of Debian is found by Debian's own Python, which need not be the first of the path.
    const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
    const files = JSON.parse(execFileSync(python, [script, catalog], { encoding: 'utf8' }));
    assert.equal(new Set(files.map((file) => file.dataset)).size, registers);
    assert.equal(files.length, registers * 5, 'five files a register');
    for (const file of files.filter(({ url }) => looked.some((code) => url.includes(`/data/${code}.`)))) {
      const answer = await fetch(file.url);
      const bytes = Buffer.from(await answer.arrayBuffer());
      assert.equal(bytes.length, file.bytes, file.url);
      assert.equal(sha256(bytes), file.sha256, file.url);
      assert.equal(answer.headers.get('content-type'), file.type, file.url);
    }
  });

  it('comes as a data package whose values are what its schema says', async () => {
    for (const code of looked) {
      const file = saved(`${code}.zip`, await taken(`${server.url}/data/${code}.zip`));
      const pack = await datapackage.Package.load(file);
      assert.ok(pack.valid, `${code}: ${pack.errors.map((error) => error.message).join('; ')}`);
      const rows = await pack.resources[0].read({ keyed: true });
      const all = JSON.parse(await taken(`${server.url}/data/${code}.json`));
      assert.ok(rows.length > 0 && rows.length === all.length, code);
      assert.equal(pack.descriptor.resources[0].schema.fields[0].title, '本站记录号');
    }
  });

  it('can be continued: a part of a file is sent, and what has not changed is not sent twice', async () => {
    const url = `${server.url}/data/penalties.csv`;
    const whole = await taken(url);
    const part = await fetch(url, { headers: { Range: 'bytes=10-19' } });
    assert.equal(part.status, 206);
    assert.deepEqual(Buffer.from(await part.arrayBuffer()), whole.subarray(10, 20));
    const etag = part.headers.get('etag');
    assert.equal((await fetch(url, { headers: { 'If-None-Match': etag } })).status, 304);
  });

  it('is asked by programs as its description says, in the eyes of Spectral and ajv', async () => {
    const description = JSON.parse(await taken(`${server.url}/data/openapi.json`));
    const linter = path.join(root, 'node_modules/@stoplight/spectral-cli/dist/index.js');
    const file = saved('openapi.json', JSON.stringify(description));
    const lint = spawnSync(process.execPath,
      [linter, 'lint', file, '--ruleset', path.join(root, 'tests/api/rules.yaml'), '--fail-severity', 'warn'],
      { encoding: 'utf8', cwd: root });
    assert.equal(lint.status, 0, lint.stdout);
    const ajv = new Ajv({ strict: false, validateFormats: false });
    let records = 0;
    assert.equal(Object.keys(description.components.schemas).length, registers);
    for (const code of looked) {
      const fits = ajv.compile(description.components.schemas[code]);
      for (let next = `${server.url}/data/${code}/records`; next;) {
        const page = JSON.parse(await taken(next));
        for (const record of page.records) {
          assert.ok(fits(record), `${code}: ${JSON.stringify(fits.errors)} ${JSON.stringify(record)}`);
          records += 1;
        }
        next = page.next;
      }
      const { records: [first] } = JSON.parse(await taken(`${server.url}/data/${code}/records`));
      const one = JSON.parse(await taken(`${server.url}/data/${code}/records/${first._record}`));
      assert.deepEqual(one.record, first);
      assert.ok(one.history.length > 0);
      assert.ok(!fits({ ...first, _record: 'one' }), 'and it refuses');
    }
    assert.ok(records > 10, `${records} records`);
  });

  it('proves a record with one command, and tells what was altered', async () => {
    const { page, context } = await visitor({ viewport: desktop });
    await page.goto(`${server.url}/registers/penalties`);
    await page.locator('.records tbody tr td a').first().click();
    await page.waitForURL(/\/records\/\d+$/);
    const fingerprint = (await page.locator('.digest').first().innerText()).trim();
    const links = await Promise.all(['下载核验材料', '下载核验程序']
      .map((name) => page.getByRole('link', { name }).evaluate((link) => link.href)));
    const proof = saved('proof.json', await taken(links[0]));
    const script = saved('verify_record.py', await taken(links[1]));
    const verify = (file, ...more) => spawnSync('python3', [script, file, ...more], { encoding: 'utf8' });
    const right = verify(proof, '--fingerprint', fingerprint);
    assert.equal(right.status, 0, right.stdout);
    assert.match(right.stdout, /✓/);
    const altered = JSON.parse(readFileSync(proof, 'utf8'));
    altered.steps[0].content = altered.steps[0].content.replace(/〔\d{4}〕/, '〔1999〕');
    const wrong = verify(saved('altered.json', JSON.stringify(altered)));
    assert.equal(wrong.status, 1);
    assert.match(wrong.stdout, /✗/);
    await context.close();
  });

  for (const [width, viewport] of [['390', phone], ['1440', desktop]]) {
    for (const elder of [false, true]) {
      it(`is read at ${width}${elder ? ' in the elder view' : ''}`, async () => {
        const { page, context, trouble } = await visitor({ viewport, elder: elder ? `${server.url}/` : null });
        await page.goto(`${server.url}/data`);
        await page.locator('#penalties summary').click();
        assert.deepEqual(await axeViolations(page), []);
        assert.ok(await overflow(page) <= 0, `${await overflow(page)} px wider than its screen`);
        await picture(page, `open-data-${width}${elder ? '-elder' : ''}`);
        assert.deepEqual(troubles(trouble), []);
        await context.close();
      });
    }
  }
});
