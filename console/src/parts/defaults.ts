// A metadata object with every member, as the server wants it back.
import type { Metadata } from '../api/types';

export function wholeMetadata(known: Partial<Metadata> = {}): Metadata {
  return {
    title: '',
    document_number: '',
    kind: '',
    genre: '',
    themes: [],
    issuer: '',
    issued_on: null,
    effective_on: null,
    expires_on: null,
    validity: 'None',
    validity_basis: '',
    disclosure: 'Undecided',
    disclosure_reason: '',
    stage: '',
    source: '',
    author: '',
    keywords: '',
    summary: '',
    contact: '',
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined && value !== '')),
  } as Metadata;
}
