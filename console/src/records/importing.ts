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

/** Every problem as a line: of the file first, then row by row. */
export function mistakesOf(check: RecordImportCheck): MistakeLine[] {
  const line = (row: number, key: string) => (problem: RecordImportProblem, at: number) => ({
    ...problem,
    id: `${row}.${at}`,
    place: row === 0 ? problem.cell || '整个文件' : `第 ${row} 行${problem.cell ? `（${problem.cell}）` : ''} ${key}`.trim(),
  });
  return [
    ...check.problems.map(line(0, '')),
    ...check.lines.flatMap((one) => one.problems.map(line(one.row, one.key))),
  ];
}

/** "共 12 行：新登记 9 条，更正 1 条，没有改动 1 条，不能接受 1 行。" */
export function summaryOf(check: RecordImportCheck): string {
  const parts = [
    [check.entered, '新登记', '条'],
    [check.corrected, '更正', '条'],
    [check.same, '没有改动', '条'],
    [check.refused, '不能接受', '行'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, word, unit]) => `${word} ${count} ${unit}`);
  return `共 ${check.rows} 行${said.length > 0 ? `：${said.join('，')}` : ''}。`;
}

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
export function takenOf(line: Pick<RecordImportLine, 'entered' | 'corrected'>): string {
  const parts = [
    [line.entered, '新登记'],
    [line.corrected, '更正'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${word} ${count} 条`)
    .join('，');
}
