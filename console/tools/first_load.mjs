// Refuses a console whose first visit is too heavy: what a browser fetches to sign in and to see the
// work list, compressed, and inline code, which the security policy would not run.
//
//   node tools/first_load.mjs CACHE
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { digestOfSources, filesBelow } from './sources.mjs';

const limit = 350 * 1024;
const limitToSignIn = 80 * 1024;
const first = ['index.html', 'src/parts/FrameAround.vue', 'src/views/WorkList.vue'];

const folder = path.join(path.resolve(process.argv[2]), digestOfSources());
const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'manifest.json'), 'utf8'));

/** The files of an entry and of all that it imports from the start. */
function closure(name, files = new Set(), seen = new Set()) {
  if (seen.has(name)) return files;
  seen.add(name);
  const entry = manifest[name];
  assert.ok(entry, `${name} is not in the manifest`);
  files.add(entry.file);
  for (const style of entry.css ?? []) files.add(style);
  for (const other of entry.imports ?? []) closure(other, files, seen);
  return files;
}

const files = new Set(['index.html']);
for (const name of first) closure(name, files);
const sizes = [...files].map((file) => [
  file,
  gzipSync(fs.readFileSync(path.join(folder, file)), { level: 6 }).length,
]);
const whole = sizes.reduce((sum, [, size]) => sum + size, 0);
for (const [file, size] of sizes.sort((a, b) => b[1] - a[1]).slice(0, 8)) console.log(`${size}\t${file}`);
const signIn = [...closure('index.html')].reduce(
  (sum, file) => sum + gzipSync(fs.readFileSync(path.join(folder, file)), { level: 6 }).length,
  0,
);
console.log(`To sign in: ${(signIn / 1024).toFixed(1)} KB compressed, at most ${limitToSignIn / 1024} KB`);
assert.ok(signIn < limitToSignIn, 'the sign-in page is too heavy: does it bring the component library along?');
console.log(
  `First load: ${sizes.length} files, ${(whole / 1024).toFixed(1)} KB compressed, at most ${limit / 1024} KB`,
);
assert.ok(whole < limit, 'the first load is too heavy');

const page = fs.readFileSync(path.join(folder, 'index.html'), 'utf8');
assert.doesNotMatch(page, /<script(?![^>]*\bsrc=)/, 'inline script');
assert.doesNotMatch(page, /<style|\sstyle=|\son[a-z]+=/, 'inline style or handler');
for (const file of filesBelow(folder).filter((name) => name.endsWith('.js'))) {
  assert.doesNotMatch(fs.readFileSync(file, 'utf8'), /\bnew Function\(|[^.\w]eval\(/, `${file} makes code from text`);
}
