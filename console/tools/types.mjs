// Writes src/api/schema.ts, the shapes of the API, src/api/fields.ts, what forms and lists say of their members, and
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

const kinds = { boolean: 'flag', integer: 'number' };
const referred = (schemas, schema) => {
  const to = JSON.stringify(schema).match(/"#\/components\/schemas\/([^"]+)"/)?.[1];
  return to && { name: to, ...schemas[to] };
};

/** What a form says of a member and how it asks for it (parts/fields.ts), or whose members stand inside it. */
function fieldOf(schemas, schema, needed) {
  const { title: label, description: help, 'x-vocabulary': terms, 'x-hint': hint } = schema;
  const most = schema.maxLength ?? schema.maximum;
  const to = referred(schemas, schema);
  if (!label) return to?.name.endsWith('Input') && schema.$ref ? { shape: to.name } : most && { most };
  const type = [schema.type].flat()[0];
  const date = schema.format === 'date' && 'date';
  const choices = to?.enum?.map((value, at) => ({ value, label: to['x-enum-descriptions'][at] }));
  const one = terms || choices ? 'choice' : (kinds[type] ?? date) || undefined;
  const kind = schema['x-asked'] ?? (type === 'array' ? (terms ? 'many' : choices && 'checks') : one);
  const empty = (type === 'string' && !date) || type === 'array' || type === 'boolean';
  const owed = schema['x-owed'] || (needed && !empty) || undefined;
  const from = terms ? { terms, coded: to ? true : undefined } : { choices: type === 'array' ? undefined : choices };
  return { label, kind, most, owed, hint, help, ...from };
}

// By the name of a shape and of its members; of what is answered, only what it is called.
function fieldsOf(schemas) {
  let all = '';
  for (const [name, { properties = {}, required = [] }] of Object.entries(schemas)) {
    if (`${name}Input` in schemas) continue; // says the same
    let lines = '';
    for (const [member, schema] of Object.entries(properties)) {
      const sent = name.endsWith('Input') || name.startsWith('Content');
      const says = fieldOf(schemas, schema, required.includes(member));
      const told = sent ? says : says?.label && { label: says.label };
      if (told) lines += `    ${member}: ${JSON.stringify(told)},\n`;
    }
    if (lines) all += `  '${name}': {\n${lines}  },\n`;
  }
  return all;
}
const { schemas } = description.components;
const fields = fieldsOf(schemas);
// What was told is taken out, for the shapes say only what is sent.
for (const schema of Object.values(schemas)) {
  delete schema['x-enum-descriptions'];
  for (const member of Object.values(schema.properties ?? {})) {
    if (member.title) delete member.description;
    for (const name of Object.keys(member)) if (name === 'title' || name.startsWith('x-')) delete member[name];
  }
}

const files = {
  'src/api/schema.ts': `${head}${astToString(await openapi(description, { alphabetize: true }))}`,
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
  // What is as it was keeps its time, so that nothing is built anew.
  if (fs.existsSync(target) && made === fs.readFileSync(target, 'utf8')) continue;
  if (!check) {
    fs.writeFileSync(target, made);
  } else {
    console.error(`${name} is not what the program describes: node tools/types.mjs build/dev/api_description`);
    process.exitCode = 1;
  }
}
