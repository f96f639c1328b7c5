// Runs browser test files side by side, those first that take longest:
//
//   node tests/browser/run.mjs AT-ONCE FILE…      a file that is not named below comes after those that are
//
// `node --test` would take them by the alphabet, and one that takes a minute would run alone at the end.
import fs from 'node:fs';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

import { demoTemplate } from './support/program.mjs';

const longest = ['accounts', 'papers', 'kinds', 'district_day', 'workplace', 'office_day', 'office', 'crawl', 'unsent'];

const [atOnce, ...given] = process.argv.slice(2);
const rank = (file) => {
  const at = longest.indexOf(path.basename(file, '.test.mjs'));
  return at < 0 ? longest.length : at;
};
const files = given.map((file) => path.resolve(file))
  .sort((one, other) => rank(one) - rank(other) || fs.statSync(other).size - fs.statSync(one).size);

await demoTemplate(); // once, not by each file that is among the first
run({ files, concurrency: Number(atOnce) })
  .on('test:fail', () => { process.exitCode = 1; })
  .compose(spec)
  .pipe(process.stdout);
