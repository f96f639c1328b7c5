// Writes src/api/schema.ts, the shapes of the API, from the description that the program gives of
// itself; with --check only says whether the file is what it would write.
//
//   node tools/types.mjs [--check] COMMAND      COMMAND prints the description: build/dev/api_description
//   node tools/types.mjs [--check] FILE.json
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import openapi, { astToString } from 'openapi-typescript';

import { root } from './sources.mjs';

const target = path.join(root, 'src/api/schema.ts');
const argumentsGiven = process.argv.slice(2);
const check = argumentsGiven[0] === '--check';
const source = argumentsGiven[check ? 1 : 0];
if (!source) throw new Error('usage: node tools/types.mjs [--check] COMMAND|FILE.json');

const text = source.endsWith('.json')
  ? fs.readFileSync(source, 'utf8')
  : execFileSync(path.resolve(source), { encoding: 'utf8', maxBuffer: 64 << 20 });
const made = `// Made by tools/types.mjs from the description of the API; do not edit.\n\n${astToString(
  await openapi(JSON.parse(text), { alphabetize: true }),
)}`;

if (!check) {
  fs.writeFileSync(target, made);
} else if (made !== fs.readFileSync(target, 'utf8')) {
  console.error(
    'src/api/schema.ts is not what the program describes: node tools/types.mjs build/dev/api_description',
  );
  process.exit(1);
}
