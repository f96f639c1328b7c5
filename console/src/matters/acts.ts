// What is done with matters beside the steps of their table, by forms of their own. Pure.
import type { MatterWhole, Right } from '../api/types';
import { described } from '../parts/fields';
import type { FieldGroup, Shape, Values } from '../parts/fields';

export interface Act {
  kind: string; // of matter
  right: Right;
  name: string;
  note: string;
  below: string; // the matter's address
  shape: Shape;
  groups: FieldGroup[];
  first: Values;
  /** The form begins with what the server proposes at the same address. */
  proposed?: boolean;
  /** Sends what was looked at. */
  dated?: boolean;
  /** The step of the table in whose place it stands: it is offered where that is. */
  step?: string;
  /** The field that a refusal is about, by its key. */
  about?: Record<string, string>;
}

const kRoles = [
  { value: 'third-party', label: '第三方' },
  { value: 'joint-maker', label: '共同制作机关' },
  { value: 'other-agency', label: '其他机关' },
];

export const acts: readonly Act[] = [
  {
    kind: 'request',
    right: 'requests.answer',
    name: '拆分',
    note: '拆分后各部分是独立的申请，收到日期、申请人不变，分别编号和答复。',
    below: 'parts',
    shape: 'RequestDivisionInput',
    groups: [
      {
        fields: [
          {
            name: 'parts',
            kind: 'rows',
            fields: [
              { name: 'wanted', label: '所需信息', kind: 'long', ...described('RequestPartInput', 'wanted') },
              { name: 'document_number', label: '文号', ...described('RequestPartInput', 'document_number') },
            ],
          },
          'reason',
        ],
      },
    ],
    first: { parts: [{}, {}], reason: '' },
    dated: true,
    step: 'Divide',
    about: { 'request.parts': 'parts' },
  },
  {
    kind: 'request',
    right: 'requests.answer',
    name: '沿用主办件',
    note: '沿用主办件的检索记录，并按其答复起草本件的答复；起草后可以修改，编号、期限和答复书仍归本件。',
    below: 'taken-over',
    shape: 'RequestTakeOverInput',
    groups: [{ fields: ['reason'] }],
    first: { reason: '' },
    dated: true,
    step: 'TakeOver',
  },
  {
    kind: 'request',
    right: 'requests.answer',
    name: '登记第三方',
    note: '申请的信息涉及其合法权益的第三方，或者需要征求意见的机关。',
    below: 'parties',
    shape: 'RequestPartyInput',
    groups: [
      {
        fields: [
          { name: 'role', choices: kRoles },
          { name: 'contact.name' },
          { name: 'contact.contact_name', half: true },
          { name: 'contact.phone', half: true, help: undefined },
          { name: 'contact.address' },
          { name: 'contact.postcode', half: true },
        ],
      },
    ],
    first: { role: 'third-party', contact: {} },
    about: { 'request.name-owed': 'contact.name' },
  },
  {
    kind: 'message',
    right: 'dialogue.approve',
    name: '公开',
    note: '姓名、电话、住址等已经隐去；请逐句核对，还需要隐去的改为星号（*），不能改动其他文字。',
    below: 'public',
    shape: 'PublicWordsInput',
    groups: [{ fields: ['title', 'question', 'answer'] }],
    first: {},
    proposed: true,
    dated: true,
    step: 'MakePublic',
  },
];

/** Those that somebody may do with a matter now. */
export function actsOn(matter: MatterWhole, may: (right: Right, agency: number) => boolean): Act[] {
  return acts.filter((act) => {
    if (act.kind !== matter.kind || !may(act.right, matter.agency)) return false;
    if (act.step) return matter.steps.some((step) => step.step === act.step && step.allowed);
    return matter.phase !== 'Ended';
  });
}
/** The steps that are taken by the bar: the others have a form of their own. */
export const withoutActs = (matter: MatterWhole): MatterWhole => ({
  ...matter,
  steps: matter.steps.filter((step) => !acts.some((act) => act.kind === matter.kind && act.step === step.step)),
});
