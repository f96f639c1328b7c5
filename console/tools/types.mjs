// Writes src/api/schema.ts, the shapes of the API, src/api/limits.ts, how long what is sent may be, src/api/fields.ts,
// what fields are called and how they are entered, and src/api/operations.ts, what operations are called, from the
// description that the program gives of itself; with --check only says whether the files are what it would write.
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
  let lines = '';
  for (const [name, { properties = {} }] of Object.entries(schemas)) {
    const texts = Object.entries(properties).filter(([, schema]) => schema.maxLength);
    const most = Object.fromEntries(texts.map(([field, schema]) => [field, schema.maxLength]));
    if (texts.length > 0) lines += `  '${name}': ${JSON.stringify(most)},\n`;
  }
  return lines;
}

// By the name of what is answered: of each field with a title, the label and the way in which a form asks for it. The
// titles are taken out of the description, for what is sent has the same.
function takeFields(schemas) {
  const fields = {};
  for (const [name, { properties = {} }] of Object.entries(schemas))
    for (const [field, schema] of Object.entries(properties)) {
      const { title: label, 'x-vocabulary': terms } = schema;
      if (!label) continue;
      delete schema.title;
      delete schema['x-vocabulary'];
      if (name.endsWith('Input')) continue;
      const text = JSON.stringify(schema);
      const kind = text.includes('"array"') ? 'many' : terms ? 'choice' : text.includes('"date"') ? 'date' : undefined;
      (fields[name] ??= {})[field] = { label, kind, terms, coded: text.includes('$ref') || undefined };
    }
  const lines = (own) => Object.entries(own).map(([field, says]) => `    ${field}: ${JSON.stringify(says)},\n`);
  return Object.entries(fields).map(([name, own]) => `  '${name}': {\n${lines(own).join('')}  },\n`);
}
const fields = takeFields(description.components.schemas).join('');

const files = {
  'src/api/schema.ts': `${head}${astToString(await openapi(description, { alphabetize: true }))}`,
  'src/api/limits.ts': `${head}export const limits = {\n${limitsOf(description.components.schemas)}} as const;\n`,
  'src/api/fields.ts': `${head}export const fields = {\n${fields}} as const;\n`,
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
