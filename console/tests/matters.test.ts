// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';

import type { Channels, MatterQuestion, MatterWhole, RequestDecision, Session } from '../src/api/types';
import { actsOn, withoutActs } from '../src/matters/acts';
import ClockTable from '../src/matters/ClockTable.vue';
import { dueOf } from '../src/matters/due';
import { comesBy, filings } from '../src/matters/filing';
import { isInternal, noticeContent, noticeFields, noticeWords, replyGroups } from '../src/matters/letters';
import { fieldsOf, firstAnswers, sentOf } from '../src/matters/questions';
import { completed } from '../src/parts/fields';
import { state } from '../src/session';
import FilingView from '../src/views/FilingView.vue';
import MatterView from '../src/views/MatterView.vue';
import { answering } from './answering';
import { mounted, rest } from './mounted';

const question = (ask: MatterQuestion['ask'], more: Partial<MatterQuestion> = {}): MatterQuestion => ({
  ask,
  label: ask,
  owed: true,
  hint: '',
  choices: [],
  proposed: null,
  ...more,
});
const kLetter = question('letter', { choices: [{ value: '12', label: '答复书' }] });

describe('what a step asks for', () => {
  it('is drawn by what it is', () => {
    const fields = fieldsOf([
      question('on'),
      question('until'),
      question('code', { choices: [{ value: 'found', label: '检索到' }] }),
      question('department', { choices: [{ value: '法制科', label: '法制科' }] }),
      question('other'),
    ]);
    expect(fields.map(({ kind }) => kind)).toEqual(['date', 'date', 'choice', 'text', 'text']);
    expect(fields[0].owed).toBe(false);
    expect(fields[1].owed).toBe(true);
    expect(fields[3].suggested).toEqual(['法制科']);
  });

  it('begins with today, with the day that is proposed and with what is the only choice', () => {
    const all = [question('on'), question('until'), kLetter, question('holder', { owed: false })];
    expect(firstAnswers(all, '2026-03-02')).toEqual({ on: '2026-03-02', until: null, letter: '12', holder: '' });
    const proposed = question('until', { proposed: '2026-03-16' });
    expect(firstAnswers([proposed], '2026-03-02')).toEqual({ until: '2026-03-16' });
  });

  it('is sent without what is empty, numbers as numbers', () => {
    const all = [kLetter, question('until'), question('department'), question('about')];
    const sent = sentOf(all, { letter: '12', until: null, department: ' 法制科 ', about: '', other: 'X' });
    expect(sent).toEqual({ letter: 12, department: '法制科' });
  });
});

describe('a due day', () => {
  it('says what is left, and stands out once it is past', () => {
    expect(dueOf({ due_on: '2026-03-30', days_left: 10 })).toEqual({
      text: '2026-03-30（还有 10 天）',
      tag: 'success',
    });
    expect(dueOf({ due_on: '2026-03-30', days_left: 3 }).tag).toBe('warning');
    expect(dueOf({ due_on: '2026-03-30', days_left: 0 }).text).toContain('今天到期');
    expect(dueOf({ due_on: '2026-03-30', days_left: -2 })).toEqual({ text: '2026-03-30（逾期 2 天）', tag: 'danger' });
    expect(dueOf({ due_on: null, days_left: 0 }).text).toBe('');
  });
});

describe('the answer to a request', () => {
  const decision = (name: RequestDecision['decision'], more: Partial<RequestDecision> = {}): RequestDecision => ({
    decision: name,
    name,
    basis: '',
    purpose: 'information',
    owes: [],
    may: [],
    grounds: [],
    hint: '',
    ...more,
  });
  const all = [
    decision('open', { owes: ['material'], basis: '第三十六条第二项' }),
    decision('withheld-internal', { owes: ['reasons'], grounds: [{ value: '16-1', label: '第十六条' }] }),
    decision('petition', { owes: ['reasons'], may: ['channel'] }),
    decision('already-open', { owes: ['channel'], basis: '第三十六条第一项', hint: '以主管部门的口径为准。' }),
    decision('corrected', { purpose: 'correction', owes: ['material'] }),
  ];
  const namesOf = (words: Record<string, unknown>, kind = 'reply') =>
    replyGroups(all, kind, words)[0].fields.map((one) => (typeof one === 'string' ? one : one.name));

  it('asks for what its decision owes', () => {
    expect(namesOf({})).toEqual(['decision', 'online']);
    expect(namesOf({ decision: 'open' })).toEqual(['decision', 'material', 'online']);
    expect(namesOf({ decision: 'withheld-internal' })).toEqual(['decision', 'grounds', 'reasons', 'online']);
  });

  it('offers what its decision may have', () => {
    expect(namesOf({ decision: 'petition' })).toEqual(['decision', 'reasons', 'channel', 'online']);
  });

  it('still shows what was written for another decision', () => {
    expect(namesOf({ decision: 'open', reasons: '内部事务' })).toEqual(['decision', 'material', 'reasons', 'online']);
    expect(namesOf({ decision: 'open', reasons: '' })).not.toContain('reasons');
  });

  it('is never one of those that stay in the house', () => {
    const kinds = ['archive-contents', 'approval-sheet', 'opinion-form', 'reply'];
    expect(kinds.filter(isInternal)).toEqual(kinds.slice(0, 2));
  });

  it('says by which article, and what is not confirmed of how it is counted', () => {
    const help = (chosen: string) => {
      const field = replyGroups(all, 'reply', { decision: chosen })[0].fields[0];
      return typeof field === 'string' ? '' : field.help;
    };
    expect(help('open')).toBe('依据：《政府信息公开条例》第三十六条第二项。');
    expect(help('already-open')).toBe('依据：《政府信息公开条例》第三十六条第一项。以主管部门的口径为准。');
  });

  it('chooses among decisions of its purpose', () => {
    const choices = (kind: string) => {
      const field = replyGroups(all, kind, {})[0].fields[0];
      return typeof field === 'string' ? [] : (field.choices ?? []).map((one) => one.value);
    };
    expect(choices('reply')).toEqual(['open', 'withheld-internal', 'petition', 'already-open']);
    expect(choices('correction')).toEqual(['corrected']);
  });
});

describe('a letter that is filled in', () => {
  const form = {
    kind: 'supplement',
    title: '补正告知书',
    slots: [
      { code: 'missing', title: '需要补正的内容', kind: 'texts', owed: true },
      { code: 'until', title: '补正期限', kind: 'date', owed: false },
      { code: 'unclear', title: '内容不明确', kind: 'mark', owed: false },
    ],
  };

  it('has a field for each of its slots', () => {
    expect(noticeFields(form).map(({ kind }) => kind)).toEqual(['lines', 'date', 'flag']);
  });

  it('is kept as its form wants it, and read back', () => {
    const content = noticeContent(form, { missing: [' 姓名 ', ''], until: null, unclear: true });
    expect(content).toEqual({ missing: ['姓名'], unclear: '' });
    expect(noticeWords(form, content)).toEqual({ missing: ['姓名'], unclear: true });
  });
});

describe('the form at the counter', () => {
  it('asks only for what the server knows, each with its name', () => {
    for (const filing of Object.values(filings)) {
      const first = filing.first(1, '2026-03-02');
      for (const words of [first, { ...first, applicant: 'business' }])
        for (const group of filing.groups(words))
          for (const field of group.fields) expect(completed(field, filing.shape).label, String(field)).not.toBe('');
    }
  });

  it('takes what comes to the office', () => {
    expect(comesBy('counter', null)).toBe(true);
    expect(comesBy('online', null)).toBe(false);
    expect(comesBy('fax', null)).toBe(true);
    const said = { fax: false, mail: true } as Channels;
    expect(['fax', 'mail', 'registered-post', 'oral'].filter((one) => comesBy(one, said))).toEqual(
      ['mail', 'registered-post', 'oral'],
    );
  });
});

// Notes, proofs of identity and alike ones are asked for beside the matter: there are none.
const kNone = { items: [] };
const kBeside = [kNone, kNone, kNone];
const kMatter = {
  ...{ id: 7, kind: 'request', kind_name: '依申请公开', agency: 1, agency_name: '城市管理局', number: 'SQ-1' },
  ...{ title: '供热管网改造资料', state: 'Registered', state_name: '办理中', phase: 'Open', department: '法制科' },
  ...{ holder_name: '', channel_name: '当面提交', class_name: '自然人', outcome_name: '', round: 1 },
  ...{ received_on: '2026-03-02', due_on: '2026-03-30', days_left: -1, ended_on: null },
  ...{ opened_at: '2026-03-02T09:30:00+08:00', told: '正在办理。', details: [{ name: '所需信息', text: '管网资料' }] },
  ...{ letters: [], letter_kinds: [], relations: [], ratings: [], signatures: [], handles: false, revision: 3 },
  ...{ files: [], comments: [] },
  facts: [
    {
      ...{ id: 1, round: 1, verb: 'request.filed', name: '提出申请', on: '2026-03-02', until: null, code: '' },
      ...{ code_name: '', words: '', department: '', holder_name: '', said: [],
        person_name: '张三', at: '2026-03-02T09:30:00+08:00', told: true },
    },
  ],
  clocks: [
    {
      ...{ code: 'answer', title: '答复期限', source: '条例第三十三条', length: '20工作日', from: '2026-03-02' },
      ...{ due_on: '2026-03-30', met_on: null, missed: true, provisional: false },
      days: [{ date: '2026-03-03', counted: true, number: 1, because: '工作日' }],
      others: [],
    },
  ],
  parties: [],
  steps: [
    {
      ...{ step: 'Search', name: '检索记录', leads: 'On', sentence: '记下检索。', reason_label: '检索的范围和方法' },
      ...{ reason_owed: true, allowed: true, why_not: null },
      questions: [question('on', { label: '检索日期' })],
    },
    {
      ...{ step: 'Divide', name: '拆分', leads: 'On', sentence: '拆分。', reason_label: '理由' },
      ...{ reason_owed: true, allowed: true, why_not: null, questions: [] },
    },
  ],
} as unknown as MatterWhole;

describe('what is done beside the steps', () => {
  it('stands in the place of its step, for whoever has the right', () => {
    expect(withoutActs(kMatter).steps.map((one) => one.step)).toEqual(['Search']);
    expect(actsOn(kMatter, () => true).map((one) => one.name)).toEqual(['拆分', '登记第三方']);
    expect(actsOn(kMatter, () => false)).toEqual([]);
    expect(actsOn({ ...kMatter, steps: [] }, () => true).map((one) => one.name)).toEqual(['登记第三方']);
  });
});

describe('the page of a matter', () => {
  it('shows what it is about, what is late and why', async () => {
    answering(kMatter, { items: [] });
    const { place } = await mounted(MatterView, { id: '7' });
    await rest();
    const text = place.textContent ?? '';
    for (const words of ['供热管网改造资料', 'SQ-1', '2026-03-30（逾期 1 天）', '管网资料', '提出申请', '正在办理。'])
      expect(text).toContain(words);
    expect(place.querySelector('summary')?.textContent).toBe('哪些天计算、为什么');
  });

  it('sends a step with what it asks and what was looked at', async () => {
    const sent = answering(kMatter, ...kBeside, kMatter);
    await mounted(MatterView, { id: '7' });
    await rest();
    const button = (name: string) =>
      [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === name)!;
    button('检索记录').click();
    await rest();
    const dialog = document.querySelector('[role=dialog]')!;
    expect(dialog.textContent).toContain('检索日期');
    const reason = dialog.querySelector<HTMLTextAreaElement>('#step-reason')!;
    reason.value = '档案室、业务系统';
    reason.dispatchEvent(new Event('input', { bubbles: true }));
    await rest();
    button('确认检索记录').click();
    await rest();
    const step = sent().find((one) => one.startsWith('POST'))!;
    expect(step).toContain('/matters/7/steps');
    expect(step).toContain('"step":"Search","reason":"档案室、业务系统","revision":3,"on":"');
  });

  it('has files, of which those of this person can be deleted, and remarks for the office', async () => {
    const file = {
      ...{ position: 1, name: '现场照片.jpg', type: 'image/jpeg', digest: 'ab', size: 2048, embedded: false },
      ...{ added_by_name: '林', added_at: '2026-03-02T09:30:00+08:00', removable: true },
    };
    const other = { ...file, position: 2, name: '检索材料.pdf', digest: 'cd', removable: false };
    const reported = { ...kMatter.facts[0], id: 2, file: 2 };
    const whole = { ...kMatter, handles: true, files: [file, other], facts: [...kMatter.facts, reported] };
    const sent = answering(whole, ...kBeside, whole, kNone);
    const { place } = await mounted(MatterView, { id: '7' });
    await rest();
    const deletes = [...place.querySelectorAll('.files [aria-label^="删除"]')];
    expect(deletes.map((one) => one.getAttribute('aria-label'))).toEqual(['删除 现场照片.jpg']);
    expect(place.querySelector('.files a')?.getAttribute('href')).toBe('/api/v1/matters/7/files/ab');
    expect(place.textContent).toContain('佐证：检索材料.pdf');
    expect(place.textContent).toContain('不会告诉来件人');
    const words = place.querySelector<HTMLTextAreaElement>('#remark-text')!;
    words.value = '先查档案室';
    words.dispatchEvent(new Event('input', { bubbles: true }));
    await rest();
    words.closest('form')!.dispatchEvent(new Event('submit', { cancelable: true }));
    await rest();
    expect(sent()).toContain('POST /api/v1/matters/7/comments {"text":"先查档案室"}');
  });

  it('takes no files once it has ended', async () => {
    answering({ ...kMatter, handles: true, phase: 'Ended' }, { items: [] });
    const { place } = await mounted(MatterView, { id: '7' });
    await rest();
    expect(place.textContent).not.toContain('添加附件');
  });

  it('says of each clock how it stands', async () => {
    const [clock] = kMatter.clocks;
    const met = { ...clock, code: 'b', missed: false, met_on: '2026-03-20' };
    const { place } = await mounted(ClockTable, { clocks: [clock, met] });
    expect([...place.querySelectorAll('.el-tag')].map((one) => one.textContent)).toEqual(['已经逾期', '按期完成']);
    expect(place.textContent).not.toContain('按其他规定计算');
  });

  it('says what another version of the law would give', async () => {
    const other = {
      ...{ title: '答复申请', source: '条例（2007年）第二十四条', length: '15个工作日', grade: 'C', confirmed: true },
      ...{ in_force_from: '2008-05-01', in_force_until: '2019-05-14', from: '2026-03-02', due_on: '2026-03-23' },
    };
    const guess = { ...other, title: '缴费后', source: '未核实', confirmed: false, in_force_until: null };
    const clock = { ...kMatter.clocks[0], others: [other, guess] };
    const { place } = await mounted(ClockTable, { clocks: [clock] });
    const lines = [...place.querySelectorAll('details:last-of-type p')].map((one) => one.textContent);
    expect(lines[0]).toContain('2026-03-23 到期：自 2026-03-02 起 15个工作日');
    expect(lines[0]).toContain('施行至 2019-05-14');
    expect(lines[0]).not.toContain('未核实，不作为依据');
    expect(lines[1]).toContain('未核实，不作为依据');
  });
});

describe('the office files what came to it', () => {
  const button = (place: HTMLElement, name: string) =>
    [...place.querySelectorAll('button')].find((one) => one.textContent?.trim() === name)!;

  it('is told of all mistakes at their fields, and then has a number and a code to hand out', async () => {
    state.session = {
      ...{ person: { id: 5, login: 'lin', name: '林', agency: { id: 1, name: '城管局', short_name: '' } } },
      ...{ rights: { 'requests.answer': { all: true, agencies: [] } }, operations: [] },
    } as unknown as Session;
    const place = { id: 1, name: '城管局', short_name: '', parent: null, departments: [] };
    const refused = {
      key: 'request.fields',
      message: '填写的内容有误',
      fields: [
        { field: 'contact.name', key: 'request.name-owed', message: '请填写姓名' },
        { field: 'contact', key: 'request.reach-owed', message: '请填写一种联系方式' },
      ],
    };
    const sent = answering({ items: [place] }, {}, {}, { status: 422, body: refused }, {
      ...{ id: 7, number: 'SQ-7', code: 'K7QM-3XWP' },
    });
    const { place: page } = await mounted(FilingView, { kind: 'request' });
    await rest();
    button(page, '登记').click();
    const wrong = () => [...page.querySelectorAll('.el-form-item__error')].map((one) => one.textContent);
    await vi.waitFor(() => expect(wrong()).toEqual(['请填写姓名', '请填写一种联系方式']));
    button(page, '登记').click();
    await vi.waitFor(() => expect(page.textContent).toContain('SQ-7'));
    expect(page.textContent).toContain('K7QM-3XWP');
    const body = JSON.parse(sent().at(-1)!.replace(/^POST \S+ /, '')) as Record<string, unknown>;
    expect(body).toMatchObject({ agency: 1, channel: 'counter', contact: {} });
    expect(body).not.toHaveProperty('agent');
    state.session = null;
  });
});
