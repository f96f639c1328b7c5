// @vitest-environment jsdom
// Several matters are given to a department at once, from their list.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { MatterLine, Session } from '../src/api/types';
import { place } from '../src/lists/rectifications';
import GiveMany from '../src/matters/GiveMany.vue';
import { state } from '../src/session';
import ListView from '../src/views/ListView.vue';
import { mounted, rest, type } from './mounted';

const signIn = (rights: Record<string, unknown>) =>
  (state.session = { person: { id: 5, name: '谢', agency: { id: 1 } }, rights, operations: [] } as unknown as Session);
beforeEach(() => {
  localStorage.clear();
  signIn({ 'compliance.check': { all: false, agencies: [1] } });
});
afterEach(() => {
  state.session = null;
  vi.unstubAllGlobals();
});

const line = (id: number, more: object = {}) =>
  ({
    ...{ id, kind: 'rectification', agency: 1, agency_name: '城管局', number: `Z-${id}`, title: `第${id}项` },
    ...{ state: 'Found', state_name: '待交办', phase: 'Open', department: '', holder_name: '', due_on: null },
    ...more,
  }) as unknown as MatterLine;
const step = {
  ...{ step: 'Assign', name: '交办', leads: 'On', sentence: '', reason_label: '整改要求', reason_owed: false },
  ...{ allowed: true, why_not: null },
  questions: [{ ask: 'department', label: '责任科室', owed: true, hint: '', choices: [] }],
};

/** A server with these lines; the second step that is sent is refused. */
function serving(lines: MatterLine[]): string[] {
  const sent: string[] = [];
  vi.stubGlobal('fetch', async (url: string, { method, body }: RequestInit) => {
    const told = (status: number, answer: unknown) =>
      new Response(JSON.stringify(answer), { status, headers: { 'Content-Type': 'application/json' } });
    if (method === 'GET' && url.includes('/agencies')) return told(200, { items: [] });
    const list = { items: lines, states: [] };
    if (method === 'GET') return told(200, url.includes('/matters?') ? list : { steps: [step] });
    sent.push(`${url} ${body as string}`);
    return sent.length === 2 ? told(409, { key: 'matter.step', title: '请刷新后再看。', status: 409 }) : told(200, {});
  });
  return sent;
}
const button = (name: string) =>
  [...document.querySelectorAll<HTMLButtonElement>('button')].find((one) => one.textContent?.trim() === name);

describe('a list of matters', () => {
  it('lets those be selected that wait for somebody, by whoever gives them', async () => {
    serving([line(1), line(2, { state: 'Reported' }), line(3, { agency: 2 })]);
    const { place: page } = await mounted(ListView, { place });
    await vi.waitFor(() => expect(page.textContent).toContain('第1项'));
    const boxes = [...page.querySelectorAll<HTMLInputElement>('tbody input[type=checkbox]')];
    expect(boxes.filter((one) => !one.disabled).length).toBe(1);
  });

  it('has nothing to select for anybody else', async () => {
    signIn({ 'compliance.read': { all: true, agencies: [] } });
    serving([line(1)]);
    const { place: page } = await mounted(ListView, { place });
    await vi.waitFor(() => expect(page.textContent).toContain('第1项'));
    expect(page.querySelector('tbody input[type=checkbox]')).toBeNull();
  });
});

describe('giving several', () => {
  it('asks once, sends the step for each, and says which were refused', async () => {
    const sent = serving([]);
    await mounted(GiveMany, { rows: [line(1), line(2)], step: 'Assign', name: '交办' });
    await rest();
    expect(button('确认交办')!.disabled).toBe(true);
    expect(document.body.textContent).toContain('请填写责任科室。');
    type(document.querySelector('#step-department'), '办公室');
    await rest();
    type(document.querySelector('#many-reason'), '月底前完成');
    await rest();
    button('确认交办')!.click();
    await vi.waitFor(() => expect(document.body.textContent).toContain('已完成 1 件，1 件没有办成'));
    expect(document.body.textContent).toContain('Z-2 第2项：请刷新后再看。');
    const body = '{"step":"Assign","revision":0,"reason":"月底前完成","department":"办公室"}';
    expect(sent).toEqual([`/api/v1/matters/1/steps ${body}`, `/api/v1/matters/2/steps ${body}`]);
  });

  it('is of one agency, whose people and departments are asked for', async () => {
    serving([]);
    await mounted(GiveMany, { rows: [line(1), line(2, { agency: 2 })], step: 'Assign', name: '交办' });
    await rest();
    expect(document.body.textContent).toContain('请只选同一机关的事项。');
    expect(button('确认交办')!.disabled).toBe(true);
  });
});
