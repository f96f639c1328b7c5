// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';

import FieldForm from '../src/parts/FieldForm.vue';
import { byField, choicesOf, completed, focusProblem, trimmed, valueAt, within, withValue } from '../src/parts/fields';
import type { Field, FieldGroup } from '../src/parts/fields';
import FormPart from '../src/parts/FormPart.vue';
import { fieldName } from '../src/parts/words';
import { mounted, rest, type } from './mounted';

vi.mock('../src/session', () => ({
  vocabularies: async () => ({
    colours: [
      { name: 'None', chinese: '' },
      { name: 'Red', chinese: '红' },
      { name: 'Blue', chinese: '蓝' },
    ],
  }),
}));

const only = (...fields: Field[]): FieldGroup[] => [{ fields }];
const inputOf = (place: HTMLElement, id: string) => place.querySelector<HTMLInputElement>(`#${id}`);

describe('a value of a form', () => {
  it('is found and replaced inside another one, and what was given stays as it was', () => {
    const given = { name: '甲', facts: { icp: '1', phone: '2' } };
    expect(valueAt(given, 'facts.icp')).toBe('1');
    expect(valueAt({}, 'facts.icp')).toBeUndefined();
    expect(withValue(given, 'facts.icp', '3')).toEqual({ name: '甲', facts: { icp: '3', phone: '2' } });
    expect(withValue({}, 'facts.icp', '3')).toEqual({ facts: { icp: '3' } });
    expect(given.facts.icp).toBe('1');
  });

  it('is sent without the blanks around it', () => {
    expect(trimmed({ a: ' 甲 ', n: 3, none: null, in: { b: '乙\n' }, list: [' x '] })).toEqual({
      ...{ a: '甲', n: 3, none: null, in: { b: '乙' }, list: [' x '] },
    });
  });
});

it('what is found in a document is called as the API calls it', () => {
  expect(['metadata.kind', 'title', 'body', 'files', 'change_note', 'nothing'].map(fieldName)).toEqual([
    ...['文种', '标题', '正文', '附件名称', '修订说明', 'nothing'],
  ]);
});

it('what the server says is kept by field, twice of one field together', () => {
  const said = byField([
    { field: 'name', key: 'a', message: '太长' },
    { field: 'office.phone', key: 'b', message: '不是电话' },
    { field: 'name', key: 'c', message: '重名' },
  ]);
  expect(said).toEqual({ 'name': '太长；重名', 'office.phone': '不是电话' });
  expect(within(said, 'office')).toEqual({ phone: '不是电话' });
});

it('a term without a word is no choice', () => {
  const terms = [
    { name: 'None', chinese: '', children: [] },
    { name: 'Red', chinese: '红', children: [] },
  ];
  expect(choicesOf(terms)).toEqual([{ value: 'Red', label: '红' }]);
  expect(choicesOf(terms, false)).toEqual([{ value: '红', label: '红' }]);
});

it('is completed by what the description of the API says, also of what stands inside', () => {
  expect(completed('login', 'NewPersonInput')).toMatchObject({ name: 'login', label: '账号', most: 32, owed: true });
  expect(completed({ name: 'agency', half: true }, 'NewKeyInput')).toEqual({
    ...{ name: 'agency', label: '机构', kind: 'place', owed: true, half: true },
  });
  expect(completed('facts.icp', 'SiteInput')).toEqual({ name: 'facts.icp', label: 'ICP 备案号', most: 60 });
  expect(completed('type', 'ColumnInput').choices).toContainEqual({ value: 'News', label: '动态要闻' });
  expect(completed({ name: 'other', label: '其他' }, 'SiteInput')).toEqual({ name: 'other', label: '其他' });
});

describe('a form of fields', () => {
  const form = (groups: FieldGroup[], modelValue: object = {}, problems = {}) =>
    mounted(FieldForm, { name: 'x', groups, modelValue, problems, shape: 'AgencyInput' });

  it('names each input by its label and describes it by its help and what is wrong with it', async () => {
    const { place } = await form(only({ name: 'facts.icp', label: '备案号', help: '见证书' }), {}, {
      'facts.icp': '不对',
    });
    await new Promise((resolve) => setTimeout(resolve, 150)); // the library shows it a tenth of a second later
    const input = inputOf(place, 'x-facts-icp')!;
    expect(place.querySelector(`label[for="${input.id}"]`)?.textContent).toBe('备案号');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    const words = input.getAttribute('aria-describedby')!.split(' ');
    expect(words.map((id) => place.querySelector(`#${id}`)?.textContent)).toEqual(['见证书', '不对']);
  });

  it.each<[Partial<Field>, string, unknown]>([
    [{}, ' 甲', ' 甲'],
    [{ kind: 'long' }, '甲\n乙', '甲\n乙'],
    [{ kind: 'number' }, '30', 30],
    [{ kind: 'number' }, '', null],
    [{ kind: 'date' }, '2026-05-01', '2026-05-01'],
    [{ kind: 'date' }, '', null],
  ])('%j holds %j as %j', async (field, typed, held) => {
    const { place, emitted } = await form(only({ name: 'a', label: '甲', ...field }), { a: '2025-01-01', b: 1 });
    type(inputOf(place, 'x-a'), typed);
    await rest();
    expect(emitted).toEqual([['update:modelValue', { a: held, b: 1 }]]);
  });

  it('takes no longer text than the server does', async () => {
    const { place } = await form(only({ name: 'name', label: '名称' }, { name: 'other', label: '其他' }));
    expect(inputOf(place, 'x-name')?.maxLength).toBe(100);
    expect(inputOf(place, 'x-name')?.closest('.el-form-item')?.className).toContain('is-required');
    expect(inputOf(place, 'x-other')?.maxLength).toBe(-1);
  });

  it('ticks a yes or no and several of a few', async () => {
    const { place, props } = await form(
      only(
        { name: 'on', label: '是否', kind: 'flag' },
        { name: 'some', label: '几个', kind: 'checks', choices: [1, 2].map((value) => ({ value, label: `第${value}` })) },
      ),
      { on: false, some: [2] },
    );
    for (const at of [0, 2]) {
      place.querySelectorAll<HTMLInputElement>('input[type=checkbox]')[at].click();
      await rest();
    }
    expect(props.modelValue).toEqual({ on: true, some: [] });
  });

  it('shows the word of a choice, nothing for a code without one, and a word of old as it is', async () => {
    const colour = (name: string, coded: boolean): Field => ({
      ...{ name, label: name, kind: 'choice', terms: 'colours', coded },
    });
    const { place } = await form(only(colour('a', true), colour('b', true), colour('c', false)), {
      ...{ a: 'Red', b: 'None', c: '绿' },
    });
    const shown = [...place.querySelectorAll('.el-select')].map((one) => one.textContent?.trim());
    expect(shown).toEqual(['红', '请选择', '绿']);
  });
});

describe('a refused form', () => {
  it('has the cursor in the first field that is wrong', async () => {
    const place = document.createElement('div');
    const wrong = (id: string) => `<div class="is-error"><input id="${id}"></div>`;
    place.innerHTML = `<input id="a">${wrong('b')}${wrong('c')}`;
    document.body.append(place);
    focusProblem(place);
    expect(document.activeElement?.id).toBe('b');
    place.remove();
  });

  it('says what is wrong with the whole, and has the cursor there when no field was named', async () => {
    const { place, props } = await mounted(FormPart, { said: '', problems: {} });
    props.said = '栏目不存在';
    await rest();
    expect(document.activeElement?.textContent).toContain('栏目不存在');
    expect(place.querySelector('[role=alert]')).not.toBeNull();
  });
});
