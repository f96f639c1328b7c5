// @vitest-environment jsdom
// What an agency sets for its cases: whom answers name for remedies, and who answers letters of a topic.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Session } from '../src/api/types';
import LetterDrawer from '../src/matters/LetterDrawer.vue';
import { forgetDirectory } from '../src/parts/directory';
import { state } from '../src/session';
import MessageRoutes from '../src/views/MessageRoutes.vue';
import ReliefView from '../src/views/ReliefView.vue';
import { answering } from './answering';
import { mounted, rest, type } from './mounted';

beforeEach(() => {
  forgetDirectory();
  const own = { all: false, agencies: [1] };
  state.session = {
    ...{ person: { id: 5, login: 'shen', name: '沈', agency: { id: 1, name: '城管局', short_name: '' } } },
    ...{ rights: { 'requests.approve': own, 'dialogue.approve': own }, operations: [] },
  } as unknown as Session;
});
afterEach(() => (state.session = null));

const named = (name: string) =>
  [...document.querySelectorAll<HTMLButtonElement>('button')].find(
    (one) => one.getAttribute('aria-label') === name || one.textContent?.trim() === name,
  );

describe('whom answers name for remedies', () => {
  const unset = { agency: 1, agency_name: '城管局', reconsideration: '', court: '', online: '' };
  const other = { agency: 2, agency_name: '文旅局', reconsideration: '市政府', court: '东区法院', online: '' };

  it('is set by whoever approves there, and what is missing stands out', async () => {
    const sent = answering({ items: [unset, other] }, {}, { items: [{ ...unset, reconsideration: '市政府' }, other] });
    const { place } = await mounted(ReliefView, {});
    await rest();
    expect([...place.querySelectorAll('.el-tag--danger')].map((one) => one.textContent)).toEqual(['未设定', '未设定']);
    expect(named('设定 文旅局')).toBeUndefined();
    named('设定 城管局')!.click();
    await rest();
    type(document.querySelector('#relief-reconsideration'), '市政府');
    await rest();
    type(document.querySelector('#relief-court'), '东区法院');
    await rest();
    named('保存')!.click();
    await vi.waitFor(() => expect(sent().length).toBe(3));
    expect(sent()[1]).toBe(
      'PUT /api/v1/relief {"agency":1,"reconsideration":"市政府","court":"东区法院","online":""}',
    );
  });

  it('is asked for before an answer is written that would need it', async () => {
    const matter = { id: 7, kind: 'request', agency: 1 };
    const given = { of: matter as never, kind: 'reply', title: '答复书', letter: null };
    answering({ items: [] }, { reconsideration: '', court: '', online: '' });
    await mounted(LetterDrawer, given);
    await vi.waitFor(() => expect(document.body.textContent).toContain('还没有设定复议机关和法院'));
  });

  it('is not mentioned where it was set', async () => {
    const matter = { id: 7, kind: 'request', agency: 1 };
    const given = { of: matter as never, kind: 'reply', title: '答复书', letter: null };
    const sent = answering({ items: [] }, { reconsideration: '市政府', court: '东区法院', online: '' });
    await mounted(LetterDrawer, given);
    await vi.waitFor(() => expect(sent().length).toBeGreaterThan(1));
    await rest();
    expect(document.body.textContent).not.toContain('还没有设定复议机关和法院');
  });
});

describe('who answers letters of a topic', () => {
  const route = { agency: 1, agency_name: '城管局', topic: 'fumes', topic_name: '油烟', department: '执法科' };

  it('says what happens where nothing is set', async () => {
    answering({ items: [] });
    const { place } = await mounted(MessageRoutes, {});
    await rest();
    expect(place.textContent).toContain('还没有设定来信分办');
  });

  it('is changed and taken away', async () => {
    const agency = { id: 1, name: '城管局', parent: null, departments: [{ name: '执法科', duties: '' }] };
    const terms = { message_topics: [{ name: 'fumes', chinese: '油烟' }] };
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (url: string, { method, body }: RequestInit) => {
      asked.push(`${method} ${url}${body ? ` ${body as string}` : ''}`);
      const others = url.includes('vocab') ? terms : { items: [route] };
      const answer = url.includes('/agencies') ? { items: [agency] } : others;
      return new Response(JSON.stringify(answer), { status: 200, headers: { 'Content-Type': 'application/json' } });
    });
    await mounted(MessageRoutes, {});
    await rest();
    named('修改 油烟')!.click();
    await rest();
    type(document.querySelector('#route-department'), '环境科');
    await rest();
    named('保存')!.click();
    const put = () => asked.filter((one) => one.startsWith('PUT'));
    await vi.waitFor(() => expect(put().length).toBe(1));
    expect(put()[0]).toBe('PUT /api/v1/message-routes {"agency":1,"topic":"fumes","department":"环境科"}');
  });
});
