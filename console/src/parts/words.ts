// The names that the console gives to fields, where the server sends only a code, and the colours of states.

/** What colour the tag of a state has; that of any other is grey. */
export const colours: Record<string, 'primary' | 'success' | 'warning' | 'danger' | 'info'> = {
  Submitted: 'primary',
  Reviewed: 'primary',
  Cleared: 'warning',
  Published: 'success',
  Withdrawn: 'danger',
  Posted: 'success',
};

export const fields: Record<string, string> = {
  title: '标题',
  document_number: '文号',
  kind: '文种',
  genre: '体裁',
  themes: '主题分类',
  issuer: '发文机关',
  issued_on: '成文日期',
  effective_on: '施行日期',
  expires_on: '失效日期',
  validity: '效力状态',
  validity_basis: '效力依据',
  disclosure: '公开方式',
  disclosure_reason: '不公开理由',
  stage: '五公开环节',
  source: '来源',
  author: '作者',
  keywords: '关键词',
  summary: '摘要',
  contact: '联系方式',
  body: '正文',
  column: '栏目',
  attachments: '附件',
  files: '附件名称',
  change_note: '修订说明',
  published_at: '发布日期',
  index_number: '索引号',
};
export const fieldName = (field: string): string => fields[field.replace(/^metadata\./, '')] ?? field;

export const reaches: Record<string, string> = { Own: '本机构', OwnAndBelow: '本机构及下级', All: '全部机构' };
