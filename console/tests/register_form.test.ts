// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';

import type { RegisterField, RegisterView } from '../src/api/types';
import FieldForm from '../src/parts/FieldForm.vue';
import { namedFile } from '../src/parts/fields';
import type { Field, Hand } from '../src/parts/fields';
import { comparedOf, facts, formOf, periodOf, periodsOf, sentOf, whereOf } from '../src/records/form';
import { mounted, rest, type } from './mounted';

vi.mock('../src/session', () => ({ vocabularies: async () => ({}) }));

const field = (code: string, more: Partial<RegisterField> = {}): RegisterField => ({
  code, title: code, type: 'text', privacy: 'open', privacy_name: '公开', required: false, required_when: null,
  forbidden_when: null, many: false, computed: false, length: 0, minimum: '', maximum: '', digits: 0, unit: '',
  choices: [], allow: [], from: null, until: null, help: '', example: '', fields: [], ...more,
});
const choice = (value: string, until: string | null = null) => ({ value, label: value, from: null, until });
const fine = { field: 'kinds', has: 'fine' };
const register = {
  code: 'penalties', title: '处罚', entry: '处罚决定', at: 'day',
  fields: [
    field('number', { required: true }),
    field('kinds', { type: 'code', many: true, choices: [choice('fine'), choice('old', '2024-12-31')] }),
    field('fine', { type: 'money', unit: '万元', required_when: fine, forbidden_when: { not: fine } }),
    field('day', { type: 'date' }),
    field('late', { from: '2025-01-01', required: true }),
    field('bays', {
      type: 'table',
      fields: [
        field('count', { type: 'integer', required: true }),
        field('free', { type: 'yes-no' }),
        field('fee', { required_when: { field: 'free', is: 0 }, forbidden_when: { field: 'free', is: 1 } }),
      ],
    }),
    field('section', { type: 'department' }),
    field('papers', { type: 'file', many: true }),
  ],
  groups: [{ title: '全部', fields: ['number', 'kinds', 'fine', 'day', 'late', 'bays', 'section', 'papers'] }],
} as unknown as RegisterView;
const drawn = (words: Record<string, unknown>, kept: string[] = []) =>
  formOf(register, words, '2025-06-01', kept)[0].fields as Field[];
const drawnWith = (hand: Hand) => formOf(register, {}, '2025-06-01', [], [], hand)[0].fields.at(-1) as Field;
const names = (words: Record<string, unknown>, kept: string[] = []) => drawn(words, kept).map((one) => one.name);
const one = (words: Record<string, unknown>, name: string) => drawn(words).find((other) => other.name === name);

describe('the form of a register', () => {
  it('asks for what its conditions want, and for nothing that they forbid', () => {
    expect(names({})).not.toContain('fine');
    expect(one({ kinds: ['fine'] }, 'fine')).toMatchObject({ owed: true, label: 'fine（万元）' });
  });
  it('goes on showing what stands in a field that is not wanted any more', () => {
    expect(one({ fine: '2' }, 'fine')?.owed).toBe(false);
    expect(names({}, ['fine'])).toContain('fine');
  });
  it('takes fields and choices by the day of the record', () => {
    expect(names({ day: '2024-05-01' })).not.toContain('late');
    expect(one({ day: '2024-05-01' }, 'kinds')?.choices?.map((two) => two.value)).toEqual(['fine', 'old']);
    expect(one({}, 'kinds')?.choices?.map((two) => two.value)).toEqual(['fine']);
    expect(one({ kinds: ['old'] }, 'kinds')?.choices?.map((two) => two.value)).toEqual(['fine', 'old']);
  });
  it('draws a sub-table as rows of fields, each by the conditions of its own words', () => {
    const bays = one({ free: '是' }, 'bays')!;
    expect(bays.kind).toBe('rows');
    const row = (words: Record<string, unknown>) =>
      bays.fieldsOf!(words).map((column) => `${column.name}${column.owed ? '!' : ''}`);
    expect(row({})).toEqual(['count!', 'free', 'fee']);
    expect(row({ free: '否' })).toEqual(['count!', 'free', 'fee!']);
    expect(row({ free: '是' })).toEqual(['count!', 'free']);
    expect(row({ free: '是', fee: '2' })).toEqual(['count!', 'free', 'fee']);
  });
  it('offers the departments of the agency, and takes others', () => {
    const [drawn] = formOf(register, {}, '2025-06-01', [], ['法规科'])[0].fields.slice(-2) as Field[];
    expect(drawn).toMatchObject({ name: 'section', kind: 'text', suggested: ['法规科'] });
    expect(one({}, 'number')?.suggested).toBeUndefined();
  });
});

describe('a field that holds files', () => {
  const digest = 'ab'.repeat(32);
  const value = `sha256:${digest} 2048 采购 合同.pdf`;
  it('is named by what the server says of a file', () => {
    expect(namedFile(value)).toEqual({ digest, size: 2048, name: '采购 合同.pdf' });
    expect(namedFile('采购合同.pdf')).toBeNull();
    expect(sentOf({ papers: [value], other: [] })).toEqual({ papers: [value] });
  });
  it('hands in what is chosen, shows it by its name and gives it up', async () => {
    const handed: string[] = [];
    const papers = drawnWith(async (file) => (handed.push(file.name), value));
    expect(papers).toMatchObject({ kind: 'files', several: true, half: false });
    const { place, props } = await mounted(FieldForm, { name: 'f', groups: [{ fields: [papers] }], modelValue: {} });
    const box = place.querySelector<HTMLInputElement>('input[type=file]')!;
    Object.defineProperty(box, 'files', { value: [new File(['x'], '采购 合同.pdf')] });
    box.dispatchEvent(new Event('change'));
    await rest();
    expect(handed).toEqual(['采购 合同.pdf']);
    expect(props.modelValue).toEqual({ papers: [value] });
    expect(place.querySelector('li')?.textContent).toContain('采购 合同.pdf');
    place.querySelector<HTMLButtonElement>('li button')?.click();
    await rest();
    expect(props.modelValue).toEqual({ papers: [] });
  });
});

describe('words', () => {
  it('are compared in the smallest unit', () => {
    expect(comparedOf(field('a', { type: 'money', unit: '万元' }), '0.02')).toBe(20_000);
    expect(comparedOf(field('a', { type: 'money', unit: '元' }), '1,200.5')).toBe(120_050);
    expect(comparedOf(field('a', { type: 'yes-no' }), '否')).toBe(0);
    expect(comparedOf(field('a', { type: 'integer' }), '')).toBe(null);
    expect(facts(register, {}, ['number']).number).toBe('***');
  });
  it('are sent without what is empty or kept', () => {
    const words = { number: ' 1 ', kinds: [], fine: '', day: null, bays: [{ count: '2' }, {}], party: '张某某' };
    expect(sentOf(words, ['party'])).toEqual({ number: '1', bays: [{ count: '2' }] });
  });
});

describe('a list of records', () => {
  it('says its filters as the server takes them', () => {
    expect(whereOf({ text: 'x', 'w.kinds': 'fine', 'w.day.from': '2025-01-01', 'w.day.until': '' })).toBe(
      '{"kinds":"fine","day":{"from":"2025-01-01"}}',
    );
    expect(whereOf({ text: 'x' })).toBe('');
  });
});

describe('periods', () => {
  it.each([
    ['month', ['2025-12', '2025-11']],
    ['quarter', ['2025-Q4', '2025-Q3']],
    ['year', ['2025', '2024']],
  ])('that are over, by the %s', (nil, expected) => {
    expect(periodsOf(nil, '2026-01-15', 2)).toEqual(expected);
  });
});

describe('a field of a register in the form', () => {
  const form = (drawn: Field, modelValue: Record<string, unknown>, more: Record<string, unknown> = {}) =>
    mounted(FieldForm, { name: 'f', groups: [{ fields: [drawn] }], modelValue, ...more });

  it('that has a value which is not shown stays until somebody asks to write another one', async () => {
    const asked: string[] = [];
    const { place } = await form({ name: 'party', label: '名称', kept: true }, {}, {
      onRewrite: (name: string) => asked.push(name),
    });
    expect(place.querySelector<HTMLInputElement>('#f-party')?.disabled).toBe(true);
    place.querySelector('button')?.click();
    expect(asked).toEqual(['party']);
  });
  it('of several texts is a line for each', async () => {
    const { place, props } = await form({ name: 'grounds', label: '依据', kind: 'lines' }, { grounds: ['甲'] });
    type(place.querySelector('#f-grounds'), '甲\n乙');
    expect(props.modelValue).toEqual({ grounds: ['甲', '乙'] });
  });
  it('of a text offers words and takes others', async () => {
    const { place, props } = await form({ name: 'section', label: '机构', suggested: ['法规科'] }, {});
    const input = place.querySelector<HTMLInputElement>('#f-section');
    const offered = place.querySelector(`#${input?.getAttribute('list')}`);
    expect([...(offered?.querySelectorAll('option') ?? [])].map((option) => option.value)).toEqual(['法规科']);
    type(input, '执法科');
    expect(props.modelValue).toEqual({ section: '执法科' });
  });
  it('of rows whose columns depend on the row draws each row by its own words', async () => {
    const fieldsOf = (row: Record<string, unknown>) => [{ name: row.free ? 'ground' : 'amount', label: '内容' }];
    const rows = { name: 'costs', label: '费用', kind: 'rows', fieldsOf } as Field;
    const { place } = await form(rows, { costs: [{ free: true }, {}] });
    const ids = [...place.querySelectorAll('input')].map((input) => input.id);
    expect(ids).toEqual(['f-costs-0-ground', 'f-costs-1-amount']);
  });
  it('of rows takes more rows and gives them up, and shows problems in their row', async () => {
    const rows = { name: 'bays', label: '泊位', kind: 'rows', fields: [{ name: 'count', label: '数量' }] } as Field;
    const { place, props } = await form(rows, { bays: [{ count: '1' }] }, { problems: { 'bays[2].count': '太大' } });
    const button = (text: string) =>
      [...place.querySelectorAll('button')].find((one) => one.textContent?.includes(text));
    button('增加一行')?.click();
    await rest();
    expect(props.modelValue).toEqual({ bays: [{ count: '1' }, {}] });
    expect(place.querySelector('#f-bays-1-count')?.getAttribute('aria-invalid')).toBe('true');
    button('删除这一行')?.click();
    await rest();
    expect(props.modelValue).toEqual({ bays: [{}] });
  });
});

it('the period of a month is that of the declarations', () => {
  expect(['month', 'quarter', 'year'].map((nil) => periodOf(nil, '2026-10'))).toEqual(['2026-10', '2026-Q4', '2026']);
  expect(periodOf('quarter', '2026-03')).toBe('2026-Q1');
});
