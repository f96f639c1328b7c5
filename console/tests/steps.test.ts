// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';
import { defineComponent, h, reactive } from 'vue';

import type { Attachment, Comment, StepOffer } from '../src/api/types';
import AttachmentList from '../src/parts/AttachmentList.vue';
import RemarkPart from '../src/parts/RemarkPart.vue';
import StepBar from '../src/parts/StepBar.vue';
import StepsTaken from '../src/parts/StepsTaken.vue';
import { answering } from './answering';
import { mounted, rest, type } from './mounted';

const kStep: StepOffer = {
  ...{ step: 'close', name: '办结', leads: 'On', sentence: '办结后不再补充。', reason_label: '结论' },
  ...{ reason_owed: false, allowed: true, why_not: null },
};
const button = (name: string) =>
  [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === name)!;
/** A part with listeners that write down what it tells. */
async function part(component: object, props: object, event: string) {
  const told = vi.fn();
  const state = reactive({ ...props });
  const made = await mounted(defineComponent({ setup: () => () => h(component, { ...state, [event]: told }) }), {});
  return { ...made, told };
}
const bar = (...steps: Partial<StepOffer>[]) =>
  part(
    StepBar,
    { of: { steps: steps.map((step) => ({ ...kStep, ...step })) }, address: '/things/7', about: '第七件' },
    'onDone',
  );

describe('what can be done with a thing', () => {
  it('stands in the order in which it leads on, and says why not', async () => {
    const { place } = await bar(
      { step: 'return', name: '退回', leads: 'Back' },
      { allowed: false, why_not: '您没有办结的权限。' },
      { step: 'extend', name: '延期' },
    );
    const buttons = [...place.querySelectorAll('button')];
    expect(buttons.map((one) => one.textContent?.trim())).toEqual(['办结', '延期', '退回']);
    expect(buttons.map((one) => one.disabled)).toEqual([true, false, false]);
    const why = document.getElementById(buttons[0].getAttribute('aria-describedby')!);
    expect(why?.textContent).toBe('您没有办结的权限。');
  });

  it('says that there is nothing', async () => {
    expect((await bar()).place.textContent).toContain('现在没有可以办理的事项');
  });

  it('is asked about in the words of the server, and sent to the address of the thing', async () => {
    const whole = { id: 7 };
    const sent = answering(whole);
    const { told } = await bar({});
    button('办结').click();
    await rest();
    const dialog = document.querySelector('[role=dialog]')!;
    expect(dialog.textContent).toContain('对第七件办结。办结后不再补充。');
    expect(dialog.querySelector('label')?.textContent).toBe('结论');
    button('确认办结').click();
    await rest();
    expect(sent()).toEqual(['POST /api/v1/things/7/steps {"step":"close"}']);
    expect(told).toHaveBeenCalledExactlyOnceWith(whole, kStep);
    expect(button('确认办结')).toBeUndefined();
  });

  it('wants a reason where one is owed, and tells a step past the rules as one', async () => {
    const sent = answering({});
    await bar({ reason_owed: true, leads: 'Past' });
    button('办结').click();
    await rest();
    button('确认办结').click();
    await rest();
    expect(document.querySelector('[role=dialog] [role=alert]')?.textContent).toContain('办结后不再补充');
    expect(sent()).toEqual([]);
    type(document.querySelector('[role=dialog] textarea'), ' 情况紧急 ');
    button('确认办结').click();
    await rest();
    expect(sent()).toEqual(['POST /api/v1/things/7/steps {"step":"close","reason":"情况紧急"}']);
  });

  it('says that it is forced where that is what the server offers', async () => {
    const sent = answering({});
    const forced = { ...kStep, reason_label: '理由', leads: 'Past' };
    await part(StepBar, { of: { steps: [], by_force: forced }, address: '/things/7', about: '第七件' }, 'onDone');
    button('办结').click();
    await rest();
    button('确认办结').click();
    await rest();
    expect(sent()).toEqual(['POST /api/v1/things/7/steps {"step":"close","force":true}']);
  });

  it('stays asked when it is refused, with what was said', async () => {
    const body = { key: 'thing.incomplete', title: '还不能办结', status: 422, fields: [] };
    answering({ status: 422, body });
    const { told } = await bar({});
    button('办结').click();
    await rest();
    button('确认办结').click();
    await rest();
    expect(document.querySelector('[role=dialog]')?.textContent).toContain('还不能办结');
    expect(told).not.toHaveBeenCalled();
  });
});

describe('remarks', () => {
  const kComment: Comment = {
    ...{ id: 3, edition: 1, person: 'person:1', person_name: '周明远', text: '数字请核对', block: null },
    ...{ quote: '', changed: false, at: '2026-11-22T09:30:00+08:00', resolved: false, resolved_at: null },
  };
  const remarks = (more: object = {}) =>
    part(RemarkPart, { of: { comments: [kComment] }, address: '/things/7', ...more }, 'onChanged');

  it('are made and settled below the address of the thing', async () => {
    const sent = answering({ id: 7 });
    const { place, told } = await remarks();
    expect(place.querySelector('[aria-label=针对哪一段]')).toBeNull();
    type(place.querySelector('textarea'), '附件缺一页');
    place.querySelector('form')!.dispatchEvent(new Event('submit'));
    await rest();
    button('已处理').click();
    await rest();
    expect(sent()).toEqual([
      'POST /api/v1/things/7/comments {"text":"附件缺一页"}',
      'POST /api/v1/things/7/comments/3/resolution',
    ]);
    expect(told).toHaveBeenCalledTimes(2);
  });

  it('are not sent empty', async () => {
    const sent = answering({});
    const { place } = await remarks({ places: [{ value: 0, label: '第 1 段' }] });
    place.querySelector('form')!.dispatchEvent(new Event('submit'));
    await rest();
    expect(sent()).toEqual([]);
    expect(place.querySelector('[aria-label=针对哪一段]')).not.toBeNull();
  });
});

describe('steps taken', () => {
  it('tell those that led back from the others', async () => {
    const steps = ['On', 'Back'].map((leads) => ({
      ...{ step_name: '审核', leads, person_name: '周明远', remark: '同意', at: '2026-11-22T09:30:00+08:00' },
    }));
    const { place } = await mounted(StepsTaken, { steps });
    expect([...place.querySelectorAll('li')].map((one) => one.className)).toEqual(['', 'back']);
    expect((await mounted(StepsTaken, { steps: [] })).place.textContent).toBe('');
  });
});

describe('files', () => {
  const kFile: Attachment = { position: 2, name: '表.xlsx', type: '', digest: 'abc', size: 10, embedded: false };
  const files = (more: object) =>
    part(
      AttachmentList,
      { address: '/things/7', files: [kFile, { ...kFile, position: 3, embedded: true }], revision: 4, ...more },
      'onChanged',
    );

  it('are read below the address of the thing; pictures in its words are none of them', async () => {
    const { place } = await files({});
    expect([...place.querySelectorAll('a')].map((one) => one.getAttribute('href'))).toEqual([
      '/api/v1/things/7/files/abc',
    ]);
    expect(place.querySelector('button')).toBeNull();
  });

  it('are taken away after a question', async () => {
    const sent = answering({});
    const { told, place } = await files({ editable: true });
    place.querySelector<HTMLButtonElement>('[aria-label="删除 表.xlsx"]')!.click();
    await rest();
    expect(sent()).toEqual([]);
    [...document.querySelectorAll<HTMLButtonElement>('[role=dialog] button')].pop()!.click();
    await rest();
    expect(sent()).toEqual(['DELETE /api/v1/things/7/files/2']);
    expect(told).toHaveBeenCalledOnce();
  });
});
