// Requests for information.
import { placeOf } from '../matters/list';
import { wordsOf } from '../matters/period';
import { described } from '../parts/fields';
import type { Filter } from '../parts/listing';

// The address of a number in table 3, or beside it, sets these (RequestTableView.vue).
const elsewhere = (name: string, kind?: Filter['kind']): Filter => ({ name, label: '', kind, elsewhere: true });

const { label: reassessLabel = '', choices: reassessChoices } = described('MatterExportInput', 'reassess');
const reassess: Filter = { name: 'reassess', label: reassessLabel, kind: 'choice', choices: reassessChoices };

const { label: bandLabel = '', choices: bandChoices } = described('MatterExportInput', 'band');
const band: Filter = { name: 'band', label: bandLabel, kind: 'choice', choices: bandChoices };

const kSplits: Record<string, string> = {
  channel: '来源',
  department: '承办科室',
  outcome: '办理结果',
  topic: '主题',
  days: '用时',
};

export const place = placeOf({
  kind: 'request',
  path: '/requests',
  title: '依申请公开',
  note: '公民、法人和其他组织的政府信息公开申请：登记、办理、答复和归档，期限按工作日逐日计算。',
  icon: 'requests',
  after: '/import',
  right: 'requests.read',
  ways: [
    { label: '统计', to: '/requests/table' },
    { label: '导入台账', to: '/requests/ledger' },
    { label: '登记申请', to: '/requests/new' },
  ],
  further: [
    { name: 'topic', label: '主题', kind: 'choice', terms: 'message_topics', coded: true },
    reassess,
    band,
    elsewhere('table_row', 'number'),
    elsewhere('table_class'),
    elsewhere('table_from'),
    elsewhere('table_until'),
    elsewhere('table_by'),
    elsewhere('table_line'),
    elsewhere('table_late', 'flag'),
  ],
  narrowed: ({ table_row, table_from, table_until, table_by, table_late }) => {
    if (!table_row) return '';
    const days = wordsOf({ from: String(table_from), until: String(table_until) });
    const line = table_by ? `中按${kSplits[String(table_by)] ?? ''}分的一类` : '';
    return `只列年报表三第 ${table_row} 行的申请（${days}）${line}${table_late ? '，逾期办结的' : ''}。`;
  },
  given: [
    { step: 'Accept', name: '登记', state: 'Received', received: true, right: 'requests.answer' },
    { step: 'Assign', name: '交办', state: 'Registered', right: 'requests.answer' },
  ],
  exports: [
    {
      label: '导出台账',
      title: '按现在的条件导出为 Excel 工作簿，每件一行：申请人、期限、结果、文号和送达，记入操作日志',
      address: '/exports/request-ledger',
      more: { kind: 'request', form: 'Xlsx' },
    },
    {
      label: '导出移送明细',
      title: '按现在的条件导出主动公开移送明细表：确定转为主动公开的申请，每件一行，记入操作日志',
      address: '/exports/request-publish-list',
      more: { kind: 'request', form: 'Xlsx' },
    },
  ],
  empty: ['还没有公开申请', '网上提交的申请自动列在这里；当面提交和寄来的，点“登记申请”。'],
});
