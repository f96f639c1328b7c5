// What both pages of 对照 are made of: the numbers of a register and its list, anew for each agency that is chosen, and
// the columns that differences and rows have in common.
import { computed, onMounted, watch } from 'vue';

import { get } from '../api/client';
import type { CounterpartRow, CounterpartState, Difference } from '../api/types';
import type { ListColumn, Listing } from '../parts/listing';
import { loaded } from '../parts/loading';

type Line = CounterpartRow | Difference;

export function counterpart<T>(register: string, list: Listing<T>) {
  const agency = computed(() => (list.query.value.agency as number | undefined) ?? null);
  const page = loaded(() => get<CounterpartState>('/counterpart', { register, agency: agency.value }));
  onMounted(page.load);
  watch(agency, page.load);
  return { agency, page };
}

export function titleColumn<T extends Line>(): ListColumn<T> {
  return { name: 'title', title: '登记', look: 'title', link: (row) => `/records/${row.record}` };
}
export function dueColumn<T extends Line>(): ListColumn<T> {
  return { name: 'due_on', title: '期限', look: 'numbers', text: (row) => row.due_on ?? '' };
}
export function otherColumn<T extends Line>(): ListColumn<T> {
  return {
    name: 'other',
    title: '对方',
    text: (row) => (row.other ? '查看对方' : ''),
    link: (row) => (row.other ? `/records/${row.other}` : null),
  };
}
