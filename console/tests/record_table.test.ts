// @vitest-environment jsdom
// The list of a register: counts narrow it, and counts that are cut off say so.
import { expect, it } from 'vitest';

import type { RegisterView } from '../src/api/types';
import RecordTable from '../src/records/RecordTable.vue';
import { answering } from './answering';
import { mounted, rest } from './mounted';

const field = (code: string, title: string, type: string) => ({ code, title, type, privacy: 'open', choices: [] });
const register = {
  code: 'penalties',
  title: '行政处罚公示',
  entry: '处罚决定',
  source: '',
  nil: 'none',
  signed: true,
  fields: [field('number', '文号', 'text'), field('fine', '罚款', 'money'), field('section', '承办机构', 'department')],
  columns: ['number', 'fine', 'section'],
  filters: ['section'],
  sorts: ['number', 'fine'],
  named_by: [],
  layouts: [],
} as unknown as RegisterView;

const page = (rest = '') => ({
  items: [],
  next: null,
  facets: [
    {
      field: 'section',
      title: '承办机构',
      more: rest !== '',
      values: [
        { value: '法规科', name: '法规科', count: 7000, count_text: `7000${rest}` },
        { value: '执法一科', name: '执法一科', count: 3000, count_text: `3000${rest}` },
      ],
    },
  ],
});

const button = (place: Element, words: string) =>
  [...place.querySelectorAll('button')].find((one) => one.textContent?.includes(words));

it('says of counts what the server does, which knows whether they end early', async () => {
  answering(page(' 以上'));
  const { place } = await mounted(RecordTable, { register });
  expect(place.textContent).toMatch(/法规科\s*7000 以上/);
  answering(page());
  const whole = await mounted(RecordTable, { register });
  expect(whole.place.textContent).toMatch(/法规科\s*7000/);
  expect(whole.place.textContent).not.toContain('以上');
});

it('is narrowed to a department by its count', async () => {
  const asked = answering(page());
  const { place } = await mounted(RecordTable, { register });
  button(place, '法规科')!.click();
  await rest();
  expect(decodeURIComponent(asked().at(-1)!)).toMatch(/section.*法规科/);
});
