// A period as people write it, and its days.
export interface Days {
  from: string; // YYYY-MM-DD
  until: string; // the last day
}

const two = (number: number) => String(number).padStart(2, '0');
const lastOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The days of 2026, 2026-Q1 or 2026-06; nothing for another text. */
export function daysOf(text: string): Days | undefined {
  const read = /^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(text.trim());
  if (!read) return undefined;
  const year = Number(read[1]);
  const quarter = Number(read[2] ?? 0);
  const month = Number(read[3] ?? 0);
  const first = quarter ? quarter * 3 - 2 : month || 1;
  const last = quarter ? quarter * 3 : month || 12;
  return { from: `${year}-${two(first)}-01`, until: `${year}-${two(last)}-${two(lastOf(year, last))}` };
}

/** What the days are called, where they are a year, a quarter or a month; else the days themselves. */
export function wordsOf({ from, until }: Days): string {
  const year = from.slice(0, 4);
  const texts = [year, ...[1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`), from.slice(0, 7)];
  const found = texts.find((text) => {
    const days = daysOf(text);
    return days?.from === from && days.until === until;
  });
  return found ?? `${from} 至 ${until}`;
}

/** Periods to choose from on a day: this year and the last one, its quarters and months up to that day. */
export function offeredOn(today: string): string[] {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  const quarters = [1, 2, 3, 4].filter((quarter) => quarter * 3 - 2 <= month).map((quarter) => `${year}-Q${quarter}`);
  const months = Array.from({ length: month }, (_, at) => `${year}-${two(at + 1)}`);
  return [String(year), String(year - 1), ...quarters.reverse(), ...months.reverse()];
}
