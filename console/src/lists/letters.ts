// The register of letters: those of requests that were issued, with their numbers.
import type { IssuedLetterLine } from '../api/types';
import { described } from '../parts/fields';
import type { Filter, ListPlace } from '../parts/listing';

const asked = (name: string, more: Partial<Filter> = {}): Filter => {
  const { label = '', choices } = described('IssuedExportInput', name);
  return { name, label, choices, ...more };
};

const saved = (form: string, label: string) => ({
  label,
  title: `按现在的条件导出为${form === 'Csv' ? 'CSV 表格' : 'Excel 工作簿'}，记入操作日志`,
  address: '/exports/request-letters',
  more: { form },
});

export const place: ListPlace<IssuedLetterLine> = {
  path: '/request-letters',
  title: '发文登记簿',
  note: () => '已经签发的公开申请文书，一份一个发文字号，不重号、不跳号。',
  menu: '工作',
  icon: 'letters',
  after: '/requests',
  for: ['listIssuedLetters'],
  right: 'requests.read',
  list: {
    name: 'request-letters',
    label: '发文登记簿',
    address: '/request-letters',
    search: '查找文书',
    filters: [
      asked('q', { wide: true }),
      asked('kind', { kind: 'choice' }),
      asked('agency', { kind: 'agency', choices: undefined }),
      asked('issued_from', { kind: 'date' }),
      asked('issued_until', { kind: 'date' }),
    ],
    shape: 'IssuedLetterLine',
    columns: [
      { name: 'number', look: 'title', link: (line) => `/matters/${line.matter}` },
      { name: 'kind_name' },
      { name: 'issued_on', look: 'numbers' },
      { name: 'matter_number' },
      { name: 'drafted_by_name', shown: 'wide' },
      { name: 'issued_by_name', shown: 'wide' },
      { name: 'agency_name', shown: 'asked' },
    ],
    titleOf: (line) => line.number,
    exports: [saved('Csv', '导出 CSV'), saved('Xlsx', '导出 Excel')],
    empty: ['还没有签发的文书', '文书在申请的页面起草，签发后列在这里。'],
    nothing: ['没有符合条件的文书'],
  },
};
