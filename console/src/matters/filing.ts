// The forms by which the office opens a matter. Pure: what the fields are called and may hold is the server's.
import type { Channels, Right } from '../api/types';
import { described } from '../parts/fields';
import type { AskedField, FieldGroup, Shape, Values } from '../parts/fields';

export interface Filing {
  title: string;
  note: string;
  address: string; // below /api/v1
  shape: Shape;
  right: Right; // for the agency that it is entered for
  confirm: string;
  list: string; // the place that it leads back to
  first: (agency: number | null, today: string) => Values;
  groups: (words: Values) => FieldGroup[];
  /** The field that begins with what the agency's answers name for relief (API `showRelief`). */
  named?: { field: string; as: 'reconsideration' | 'court' };
  /** What is sent of the words of the form; all of them when left out. */
  sent?: (words: Values) => Values;
  /** Whether whoever brought it follows it by a code. */
  followed: boolean;
}

const kReach: FieldGroup['fields'] = [
  { name: 'contact.phone', half: true },
  { name: 'contact.email', half: true },
  { name: 'contact.address' },
  { name: 'contact.postcode', half: true },
];
/** Of the agent, who has the fields of a contact but need not be there. */
const of = (name: string): AskedField => ({
  ...described('MatterContactInput', name.replace(/^agent\./, '')),
  ...{ name, half: true, owed: false, help: undefined },
});
// Those by which something comes to the office; nobody closes the others (条例 art. 29).
const kChannels = new Set(['counter', 'registered-post', 'post', 'fax', 'mail', 'oral']);

const appeal = (kind: 'review' | 'suit', called: string, body: string): Filing => ({
  title: `登记${called}`,
  note: `收到${body}送来的副本后登记；针对的是哪一件公开申请，填写它的编号。`,
  address: `/${kind}s`,
  shape: 'NewAppealInput',
  right: 'requests.answer',
  confirm: '登记',
  list: `/${kind}s`,
  followed: false,
  named: { field: 'body', as: kind === 'review' ? 'reconsideration' : 'court' },
  first: (agency, today) => ({
    agency,
    request: '',
    body: '',
    case_number: '',
    way: 'ordinary',
    received_on: today,
    accepted_on: null,
    claim: '',
  }),
  groups: () => [
    {
      fields: [
        'agency',
        'request',
        { name: 'body', label: body },
        'case_number',
        'way',
        { name: 'received_on', half: true },
        { name: 'accepted_on', half: true },
        'claim',
      ],
    },
  ],
});

export const filings: Record<string, Filing> = {
  review: appeal('review', '行政复议', '复议机关'),
  suit: appeal('suit', '行政诉讼', '人民法院'),
  request: {
    title: '登记申请',
    note: '当面提交或者寄来的政府信息公开申请。必填的是申请人、所需信息和获取方式，不要求说明用途。',
    address: '/requests',
    shape: 'NewRequestInput',
    right: 'requests.answer',
    confirm: '登记',
    list: '/requests',
    followed: true,
    sent: (words) => {
      const { agent, ...rest } = words;
      const named = Object.values((agent ?? {}) as Values).some((word) => String(word ?? '').trim());
      return named ? words : rest;
    },
    first: (agency, today) => ({
      agency,
      channel: 'counter',
      came_on: today,
      purpose: 'information',
      applicant: 'natural',
      contact: {},
      wanted: '',
      document_number: '',
      way: 'electronic',
      carrier: 'electronic',
      helped: false,
      suggests_public: false,
    }),
    groups: (words) => [
      { title: '收件', fields: ['agency', { name: 'channel', half: true }, { name: 'came_on', half: true }] },
      {
        title: '申请人',
        fields: [
          'applicant',
          'contact.name',
          { name: 'contact.identity_kind', half: true, coded: true },
          { name: 'contact.identity_number', half: true, owed: true },
          ...(words.applicant === 'natural'
            ? []
            : [
                { name: 'contact.representative', half: true },
                { name: 'contact.contact_name', half: true },
              ]),
          ...kReach,
          'helped',
        ],
      },
      {
        title: '代理人',
        note: '没有代理人的不填；有的须提交授权委托书。',
        fields: [of('agent.name'), of('agent.phone')],
      },
      {
        title: '申请内容',
        fields: [
          'purpose',
          'wanted',
          'document_number',
          'suggests_public',
          { name: 'way', half: true },
          { name: 'carrier', half: true },
          { name: 'topic', coded: true },
        ],
      },
    ],
  },
  rectification: {
    title: '列入问题',
    note: '检查发现的问题列入整改清单，交办后由整改机关办理。',
    address: '/rectifications',
    shape: 'NewRectificationInput',
    right: 'compliance.check',
    confirm: '列入清单',
    list: '/rectifications',
    followed: false,
    first: (agency, today) => ({
      agency,
      title: '',
      origin_number: '',
      origin: '',
      kind: '',
      problem: '',
      place: '',
      measures: '',
      found_on: today,
      assessed: false,
    }),
    groups: () => [
      {
        fields: [
          'agency',
          'title',
          { name: 'origin', half: true, coded: true },
          { name: 'kind', half: true, coded: true },
          { name: 'found_on', half: true },
          { name: 'origin_number', half: true },
          'problem',
          'place',
          'measures',
          'assessed',
        ],
      },
    ],
  },
};

/** Whether the office enters what comes by a channel; of those that an agency may close, what it takes. */
export const comesBy = (channel: string, open: Channels | null): boolean =>
  kChannels.has(channel) && ((channel !== 'fax' && channel !== 'mail') || (open?.[channel] ?? true));
