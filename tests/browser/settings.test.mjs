// The page on settings says what the program says.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';

import { daylight, root } from './support/program.mjs';

it('docs/settings.md lists every setting as the program knows it', async () => {
  const rows = (text) => text.split('\n').filter((line) => line.startsWith('| `'));
  const known = rows(await daylight('settings'));
  assert.ok(known.length > 5);
  assert.deepEqual(rows(fs.readFileSync(path.join(root, 'docs/settings.md'), 'utf8')), known);
});
