// Which files the console is built from, and a digest of them: the name of what was built.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

export const root = path.resolve(path.dirname(new URL(import.meta.url).pathname), '..');

export function filesBelow(folder) {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const whole = path.join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(whole) : [whole];
    })
    .sort();
}

export function digestOfSources() {
  const hash = createHash('sha256');
  const single = ['index.html', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];
  for (const file of [...single.map((name) => path.join(root, name)), ...filesBelow(path.join(root, 'src'))]) {
    hash.update(path.relative(root, file)).update('\0').update(fs.readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}
