// The same random conditions asked of the console's evaluator and of JSON Schema: both say what the program says.
//
//   node agree.mjs DUMP-PROGRAM FOLDER-OF-THE-SOURCES
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [program, folder] = process.argv.slice(2).map((name) => path.resolve(name));
const console_ = createRequire(path.join(folder, "console", "package.json"));
const Ajv = createRequire(path.join(folder, "package.json"))("ajv/dist/2020.js").default;

const source = readFileSync(path.join(folder, "console", "src", "parts", "condition.ts"), "utf8");
const { code } = console_("esbuild").transformSync(source, { loader: "ts", format: "esm" });
const { holds } = await import(`data:text/javascript,${encodeURIComponent(code)}`);

const lines = execFileSync(program, { encoding: "utf8", maxBuffer: 1 << 28 }).trim().split("\n");
const ajv = new Ajv({ strict: false });
let [failures, held] = [0, 0];
for (const line of lines) {
  const one = JSON.parse(line);
  const said = { console: holds(one.condition, one.record), schema: ajv.validate(one.schema, one.record) };
  ajv.removeSchema();
  held += one.holds ? 1 : 0;
  for (const [who, answer] of Object.entries(said)) {
    if (answer === one.holds) continue;
    failures += 1;
    if (failures <= 5) console.error(`${who} says ${answer}: ${line}`);
  }
}
console.log(`${lines.length} conditions, ${held} of which hold; ${failures} disagreements`);
const both = held > lines.length / 10 && held < (lines.length * 9) / 10;
process.exit(failures === 0 && lines.length === 10000 && both ? 0 : 1);
