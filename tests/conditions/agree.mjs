// The same random conditions asked of the console's evaluator and of JSON Schema, and the examples of the registers
// asked of their schemas: all say what the program says.
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
const { ModuleKind, ScriptTarget, transpile } = console_("typescript");
const code = transpile(source, { module: ModuleKind.ESNext, target: ScriptTarget.ES2021 });
const { holds } = await import(`data:text/javascript,${encodeURIComponent(code)}`);

const lines = execFileSync(program, [folder], { encoding: "utf8", maxBuffer: 1 << 28 }).trim().split("\n");
const ajv = new Ajv({ strict: false, validateFormats: false });
let [failures, conditions, examples, held] = [0, 0, 0, 0];
for (const line of lines) {
  const one = JSON.parse(line);
  const said = { schema: ajv.validate(one.schema, one.record) };
  ajv.removeSchema();
  if (one.condition) {
    said.console = holds(one.condition, one.record);
    conditions += 1;
    held += one.holds ? 1 : 0;
  } else {
    examples += 1;
  }
  for (const [who, answer] of Object.entries(said)) {
    if (answer === one.holds) continue;
    failures += 1;
    if (failures <= 5) console.error(`${who} says ${answer} ${JSON.stringify(ajv.errors)}: ${line}`);
  }
}
console.log(`${conditions} conditions, ${held} of which hold; ${examples} examples; ${failures} disagreements`);
const enough = conditions === 10000 && held > conditions / 10 && held < (conditions * 9) / 10 && examples > 20;
process.exit(failures === 0 && enough ? 0 : 1);
