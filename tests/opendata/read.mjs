// The data packages of every register in the hands of a reader that nobody here has written: the library of the
// Frictionless project (npm datapackage, tableschema). Each is a valid package, and each value of its table is what its
// schema says; a value that the schema forbids is refused.
//
//   node read.mjs DUMP-PROGRAM FOLDER-OF-THE-SOURCES
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

const [program, folder] = process.argv.slice(2).map((name) => path.resolve(name));
const require = createRequire(path.join(folder, 'package.json'));
const { Package } = require('datapackage');
const JSZip = require('jszip');

const out = mkdtempSync(path.join(os.tmpdir(), 'open-data-'));
const told = execFileSync(program, [out], { encoding: 'utf8' }).trim().split('\n').map((line) => line.split(' '));

async function read(code, expected) {
  const names = readdirSync(out).filter((name) => name.startsWith(`${code}-`) && name.endsWith('.zip'));
  assert.equal(names.length, 1, `${code}: ${names}`);
  const file = path.join(out, names[0]);
  const zip = await JSZip.loadAsync(readFileSync(file));
  const { resources: [resource] } = JSON.parse(await zip.file('datapackage.json').async('string'));
  const table = await zip.file(resource.path).async('nodebuffer');
  assert.equal(resource.hash, `sha256:${createHash('sha256').update(table).digest('hex')}`);
  assert.equal(resource.bytes, table.length);

  const pack = await Package.load(file);
  assert.ok(pack.valid, `${code}: ${pack.errors.map((error) => error.message).join('; ')}`);
  const rows = await pack.resources[0].read({ keyed: true });
  assert.equal(rows.length, expected, code);
  const all = JSON.parse(readFileSync(file.replace(/zip$/, 'json'), 'utf8'));
  assert.deepEqual(all.map((one) => one._record), rows.map((row) => row._record), code);
  refuses(code, pack.resources[0].schema, rows);
  return rows.length;
}

/** A choice that no list has and a number that is a word are told. */
function refuses(code, schema, rows) {
  for (const field of schema.fields) {
    const typed = ['integer', 'number', 'date'].includes(field.type);
    if (rows.length === 0 || (!field.constraints.enum && !typed)) continue;
    const wrong = 'no-such-choice';
    assert.throws(() => field.castValue(wrong), `${code}.${field.name} takes ${wrong}`);
    refused += 1;
  }
}

let [registers, records, refused] = [0, 0, 0];
try {
  for (const [code, published] of told) {
    if (published === '0') continue;
    records += await read(code, Number(published));
    registers += 1;
  }
} catch (problem) {
  console.error(problem.errors ?? problem);
  process.exitCode = 1;
} finally {
  rmSync(out, { recursive: true });
}
console.log(`${registers} of ${told.length} registers, ${records} records read; ${refused} wrong values refused`);
if (registers < told.length * 0.9 || refused < registers) process.exitCode = 1;
