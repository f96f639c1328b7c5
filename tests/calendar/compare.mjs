// Compares Daylight's working days with those of the npm package chinese-days, day by day.
//
//   node compare.mjs DUMP-PROGRAM FOLDER-WITH-data
//
// Every day of difference is printed; the comparison fails on any that is not explained below, on an
// explanation that no longer applies, and when a year has no day at all.
import { execFileSync } from "node:child_process";

// "YYYY-MM-DD": "why Daylight is right and the package is not, with the notice".
const explained = {};

let chineseDays;
try {
  chineseDays = (await import("chinese-days")).default;
} catch (error) {
  console.error("The npm package chinese-days is missing: run `npm ci` in the project's folder first.");
  console.error(String(error.message));
  process.exit(1);
}

const [program, folder] = process.argv.slice(2);
const lines = execFileSync(program, [folder], { encoding: "utf8", maxBuffer: 1 << 26 }).trim().split("\n");
const years = new Map();
const unused = new Set(Object.keys(explained));
let failures = 0;
for (const line of lines) {
  const [day, worked] = line.split(" ");
  years.set(day.slice(0, 4), (years.get(day.slice(0, 4)) ?? 0) + 1);
  const theirs = chineseDays.isWorkday(day);
  if (theirs === (worked === "1")) continue;
  unused.delete(day);
  const reason = explained[day];
  console.log(`${day}: Daylight ${worked === "1" ? "works" : "rests"}, chinese-days ${theirs ? "works" : "rests"}` +
    (reason ? ` (explained: ${reason})` : ""));
  if (!reason) failures += 1;
}
for (const day of unused) {
  console.log(`${day}: the two agree, the explanation can go`);
  failures += 1;
}
for (let year = 2007; year <= 2026; year += 1) {
  if ((years.get(String(year)) ?? 0) >= 365) continue;
  console.log(`${year}: not all days are there`);
  failures += 1;
}
console.log(`${lines.length} days of ${years.size} years compared, ${failures} unexplained`);
process.exit(failures === 0 ? 0 : 1);
