// Builds the console and writes the assembler file that carries it in the program.
//
//   node tools/build.mjs CACHE OUTPUT.S
//
// CACHE/DIGEST holds what vite made of the sources with that digest, so that a second preset, or a
// tree that was switched back, does not run vite again. Packages are installed only when those in
// node_modules are not the lock file's.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { digestOfSources, filesBelow, root } from './sources.mjs';

const kept = 4; // builds that stay in the cache

function installPackages() {
  const lock = fs.readFileSync(path.join(root, 'package-lock.json'));
  const stamp = path.join(root, 'node_modules/.daylight-lock');
  if (fs.existsSync(stamp) && lock.equals(fs.readFileSync(stamp))) return;
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit' });
  fs.writeFileSync(stamp, lock);
}

function buildInto(folder) {
  installPackages();
  const unfinished = `${folder}.${process.pid}`;
  execFileSync(
    process.execPath,
    [
      path.join(root, 'node_modules/vite/bin/vite.js'),
      'build',
      '--logLevel',
      'warn',
      '--outDir',
      unfinished,
      '--emptyOutDir',
    ],
    { cwd: root, stdio: 'inherit' },
  );
  fs.rmSync(folder, { recursive: true, force: true });
  fs.renameSync(unfinished, folder);
}

function dropOld(cache) {
  const builds = fs
    .readdirSync(cache)
    .map((name) => ({ name, at: fs.statSync(path.join(cache, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { name } of builds.slice(kept)) fs.rmSync(path.join(cache, name), { recursive: true, force: true });
}

function assembler(folder) {
  const blobs = [];
  const rows = [];
  filesBelow(folder).forEach((file, index) => {
    const name = path.relative(folder, file).split(path.sep).join('/');
    if (name === 'manifest.json') return; // for the tests alone
    blobs.push(
      `  .balign 16\nblob_${index}:\n  .incbin "${file}"\nblob_${index}_end:\n  .byte 0`,
      `name_${index}:\n  .asciz "console/${name}"`,
    );
    rows.push(`  .quad name_${index}, blob_${index}, blob_${index}_end`);
  });
  return (
    `  .section .rodata\n${blobs.join('\n')}\n  .section daylight_resources,"aw"\n  .balign 8\n` +
    `${rows.join('\n')}\n  .section .note.GNU-stack,"",@progbits\n`
  );
}

const [cache, output] = process.argv.slice(2).map((name) => path.resolve(name));
if (!output) throw new Error('usage: node tools/build.mjs CACHE OUTPUT.S');
const folder = path.join(cache, digestOfSources());
fs.mkdirSync(cache, { recursive: true });
if (!fs.existsSync(path.join(folder, 'index.html'))) buildInto(folder);
fs.utimesSync(folder, new Date(), new Date());
dropOld(cache);
fs.mkdirSync(path.dirname(output), { recursive: true });
fs.writeFileSync(output, assembler(folder));
