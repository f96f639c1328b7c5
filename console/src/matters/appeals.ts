// Reviews and suits: the cells of table 4 as filters of their lists, and what they are called. Pure.
import type { Filter } from '../parts/listing';
import type { Query } from '../parts/listing';
import { wordsOf } from './period';

/** The address of a number in table 4 sets these (AppealTablePart.vue). */
export const appealCell: Filter[] = ['appeal_block', 'appeal_column', 'table_from', 'table_until'].map((name) => ({
  name,
  label: '',
  elsewhere: true,
}));

const kBlocks: Record<string, string> = {
  review: '行政复议',
  direct: '未经复议直接起诉',
  'after-review': '复议后起诉',
};
const kColumns: Record<string, string> = {
  upheld: '结果维持',
  corrected: '结果纠正',
  other: '其他结果',
  pending: '尚未审结',
  total: '总计',
};

/** What a list is narrowed to by a cell; empty for none. */
export function narrowedToCell({ appeal_block, appeal_column, table_from, table_until }: Query): string {
  if (!appeal_block || !appeal_column) return '';
  const days = wordsOf({ from: String(table_from), until: String(table_until) });
  return `只列年报表四“${kBlocks[String(appeal_block)] ?? ''}·${kColumns[String(appeal_column)] ?? ''}”的案件（${days}）。`;
}

/** The list that has the cases of a block. */
export const listOfBlock = (block: string): string => (block === 'review' ? '/reviews' : '/suits');
