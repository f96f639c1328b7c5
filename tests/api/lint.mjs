// The description of the API against the rules for OpenAPI 3.1 of Spectral (package.json).
// Arguments: the program that writes the description.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'daylight-openapi-'));
try {
  const file = path.join(folder, 'openapi.json');
  const description = execFileSync(process.argv[2], { encoding: 'utf8', maxBuffer: 64 << 20 });
  fs.writeFileSync(file, description);
  const operations = Object.values(JSON.parse(description).paths).flatMap((item) => Object.keys(item)).length;
  if (operations < 40) throw new Error(`only ${operations} operations are described`);
  const linter = path.join(root, 'node_modules/@stoplight/spectral-cli/dist/index.js');
  const run = spawnSync(process.execPath,
    [linter, 'lint', file, '--ruleset', path.join(here, 'rules.yaml'), '--fail-severity', 'warn', '--format', 'text'],
    { encoding: 'utf8', cwd: root });
  process.stdout.write(run.stdout.replaceAll(file, 'openapi.json'));
  process.stderr.write(run.stderr);
  console.log(`${operations} operations`);
  process.exitCode = run.status ?? 1;
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
