// Made by tools/types.mjs from the description of the API; do not edit.

export const fields = {
  'publications.Metadata': {
    title: {"label":"标题"},
    document_number: {"label":"文号"},
    kind: {"label":"文种","kind":"choice","terms":"kinds"},
    genre: {"label":"体裁","kind":"choice","terms":"genres"},
    themes: {"label":"主题分类","kind":"many","terms":"themes"},
    issuer: {"label":"发文机关"},
    issued_on: {"label":"成文日期","kind":"date"},
    effective_on: {"label":"施行日期","kind":"date"},
    expires_on: {"label":"失效日期","kind":"date"},
    validity: {"label":"效力状态","kind":"choice","terms":"validities","coded":true},
    validity_basis: {"label":"效力依据"},
    disclosure: {"label":"公开方式","kind":"choice","terms":"disclosures","coded":true},
    disclosure_reason: {"label":"不公开理由"},
    stage: {"label":"五公开环节","kind":"choice","terms":"stages"},
    source: {"label":"来源"},
    author: {"label":"作者"},
    keywords: {"label":"关键词"},
    summary: {"label":"摘要"},
    contact: {"label":"联系方式"},
  },
} as const;
