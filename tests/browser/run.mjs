// Runs browser test files side by side, those first that take longest:
//
//   node tests/browser/run.mjs AT-ONCE FILE…      a file that is not named below comes after those that are
//
// `node --test` would take them by the alphabet, and one that takes a minute would run alone at the end.
// A file that fails is run once more, alone: a defect fails again; a race on a busy machine mostly passes. Then the run
// passes, and ./dev test names the file as unsteady at its end: a defect of its own, whose first failure is in the log.
import fs from 'node:fs';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

import { demoTemplate } from './support/program.mjs';

const longest = ['accounts', 'papers', 'kinds', 'district_day', 'workplace', 'office_day', 'office', 'crawl',
  'requests', 'messages', 'unsent'];

const [atOnce, ...given] = process.argv.slice(2);
const rank = (file) => {
  const at = longest.indexOf(path.basename(file, '.test.mjs'));
  return at < 0 ? longest.length : at;
};
const files = given.map((file) => path.resolve(file))
  .sort((one, other) => rank(one) - rank(other) || fs.statSync(other).size - fs.statSync(one).size);

/** Runs these files and resolves with those in which a test failed. */
function failuresOf(these, together) {
  const failed = new Set();
  const events = run({ files: these, concurrency: together }).on('test:fail', ({ file }) => failed.add(file));
  const words = events.compose(spec);
  words.pipe(process.stdout, { end: false });
  return new Promise((resolve) => { words.on('end', () => resolve([...failed])); });
}

await demoTemplate(); // once, not by each file that is among the first
const first = await failuresOf(files, Number(atOnce));
const again = first.length > 0 ? await failuresOf(first, 1) : [];
for (const file of first.filter((one) => !again.includes(one))) {
  console.log(`UNSTEADY: ${path.relative('.', file)} failed beside the others and passed alone`);
}
process.exitCode = again.length > 0 ? 1 : 0;
