// What a checked file of records says to people, and what they say of its columns. Pure.
import type {
  RecordImportCheck,
  RecordImportColumn,
  RecordImportLine,
  RecordImportProblem,
  RegisterView,
} from '../api/types';

/** By the letters of a column the code of the field that it holds; "" for one that is passed over. */
export type Said = Record<string, string>;

export interface MistakeLine extends RecordImportProblem {
  id: string;
  place: string;
}

/** The rows that have a mistake: "第 4、5、6 行", "第 4、5、… 行等 300 行"; `more` where not all are known. */
function rowsOf(rows: readonly number[], more: boolean): string {
  const kShown = 8;
  const first = `第 ${rows.slice(0, kShown).join('、')} 行`;
  return rows.length <= kShown ? first : `${first}等 ${rows.length} 行${more ? '以上' : ''}`;
}

/**
 * The problems as lines: what has to be mended first, of the file before its rows. What several rows have alike, a code
 * that stands in each of them, is one line.
 */
export function mistakesOf(check: RecordImportCheck): MistakeLine[] {
  const alike = new Map<string, { problem: RecordImportProblem; rows: number[]; place: string }>();
  for (const one of check.lines)
    for (const problem of one.problems) {
      const id = JSON.stringify([problem.field, problem.message, problem.refuses]);
      const place = `第 ${one.row} 行${problem.cell ? `（${problem.cell}）` : ''} ${one.key}`.trim();
      const found = alike.get(id);
      if (!found) alike.set(id, { problem, rows: [one.row], place });
      else if (!found.rows.includes(one.row)) found.rows.push(one.row);
    }
  const lines = [
    ...check.problems.map((problem, at) => ({ ...problem, id: `${at}`, place: problem.cell || '整个文件' })),
    ...[...alike].map(([id, { problem, rows, place }]) => ({
      ...problem,
      id,
      place: rows.length > 1 ? rowsOf(rows, check.more) : place,
    })),
  ];
  return [...lines.filter((line) => line.refuses), ...lines.filter((line) => !line.refuses)];
}

/** "新登记 9 条，更正 1 条": what there is none of is not said. */
const counted = (parts: readonly (readonly [count: number, word: string, unit?: string])[]): string =>
  parts
    .filter(([count]) => count > 0)
    .map(([count, word, unit = '条']) => `${word} ${count} ${unit}`)
    .join('，');

/** "共 12 行：新登记 9 条，更正 1 条，没有改动 1 条，不能接受 1 行。" */
export function summaryOf(check: RecordImportCheck): string {
  const said = counted([
    [check.entered, '新登记'],
    [check.corrected, '更正'],
    [check.same, '没有改动'],
    [check.refused, '不能接受', '行'],
  ]);
  return `共 ${check.rows} 行${said ? `：${said}` : ''}。`;
}

/** "撤销 2 条，保留 1 条" */
export const undoneOf = ({ reversed, kept, refused }: NonNullable<RecordImportLine['undone']>): string =>
  counted([
    [reversed, '撤销'],
    [kept, '保留'],
    [refused, '不能撤销'],
  ]);

/** What a column holds: the code of a field, "" for one that is passed over, null where nobody knows. */
export function heldBy(column: RecordImportColumn, said: Said): string | null {
  if (column.letters in said) return said[column.letters];
  return column.field || (column.passed_over ? '' : null);
}

/** What is said of columns in another way than the file is read already; empty where there is nothing. */
export function saidOf(columns: readonly RecordImportColumn[], said: Said): Said {
  const known = new Map(columns.map((column) => [column.letters, heldBy(column, {})]));
  return Object.fromEntries(Object.entries(said).filter(([letters, code]) => known.get(letters) !== code));
}

/** The fields that a column may hold. */
export const choicesOf = (register: RegisterView) =>
  register.fields.filter((field) => !field.computed).map(({ code, title }) => ({ value: code, label: title }));

/** "新登记 9 条，更正 1 条" */
export const takenOf = ({ entered, corrected }: Pick<RecordImportLine, 'entered' | 'corrected'>): string =>
  counted([
    [entered, '新登记'],
    [corrected, '更正'],
  ]);
