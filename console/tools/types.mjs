// Writes src/api/schema.ts, the shapes of the API, src/api/limits.ts, how long what is sent may be, and
// src/api/operations.ts, what operations are called, from the description that the program gives of itself; with
// --check only says whether the files are what it would write.
//
//   node tools/types.mjs [--check] COMMAND      COMMAND prints the description: build/dev/api_description
//   node tools/types.mjs [--check] FILE.json
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import openapi, { astToString } from 'openapi-typescript';

import { root } from './sources.mjs';

const argumentsGiven = process.argv.slice(2);
const check = argumentsGiven[0] === '--check';
const source = argumentsGiven[check ? 1 : 0];
if (!source) throw new Error('usage: node tools/types.mjs [--check] COMMAND|FILE.json');

const text = source.endsWith('.json')
  ? fs.readFileSync(source, 'utf8')
  : execFileSync(path.resolve(source), { encoding: 'utf8', maxBuffer: 64 << 20 });
const description = JSON.parse(text);
const rows = Object.values(description.paths).flatMap((path) => Object.values(path));
description.paths = {}; // the console knows what it calls; names and shapes are what it must agree about
const head = '// Made by tools/types.mjs from the description of the API; do not edit.\n\n';

// By the name of what is sent and of its texts, in characters.
function limitsOf(schemas) {
  const limits = {};
  for (const [name, { properties = {} }] of Object.entries(schemas)) {
    const texts = Object.entries(properties).filter(([, schema]) => schema.maxLength);
    if (texts.length > 0)
      limits[name] = Object.fromEntries(texts.map(([field, schema]) => [field, schema.maxLength]));
  }
  return limits;
}

const files = {
  'src/api/schema.ts': `${head}${astToString(await openapi(description, { alphabetize: true }))}`,
  'src/api/limits.ts': `${head}export const limits = ${JSON.stringify(
    limitsOf(description.components.schemas),
    null,
    2,
  )} as const;\n`,
  'src/api/operations.ts': `${head}export type OperationId =${rows
    .map((row) => row.operationId)
    .filter(Boolean)
    .sort()
    .map((id) => `\n  | '${id}'`)
    .join('')};\n`,
};

for (const [name, made] of Object.entries(files)) {
  const target = path.join(root, name);
  if (!check) {
    fs.writeFileSync(target, made);
  } else if (!fs.existsSync(target) || made !== fs.readFileSync(target, 'utf8')) {
    console.error(`${name} is not what the program describes: node tools/types.mjs build/dev/api_description`);
    process.exitCode = 1;
  }
}
