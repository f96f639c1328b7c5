// What the console calls what the server sends as a code, and the colours of states.
import { described } from './fields';

/** What colour the tag of a state has; that of any other is grey. */
export const colours: Record<string, 'primary' | 'success' | 'warning' | 'danger' | 'info'> = {
  Submitted: 'primary',
  Reviewed: 'primary',
  Cleared: 'warning',
  Published: 'success',
  Withdrawn: 'danger',
  Posted: 'success',
  Signing: 'primary',
  Signed: 'warning',
  Supplement: 'warning',
  Fee: 'warning',
  Answered: 'success',
  Confirmed: 'success',
  Lapsed: 'danger',
  Rejected: 'danger',
};

/** A field of a document's metadata, by whatever path it is named, or what else problems are found in. */
export function fieldName(field: string): string {
  const name = field.replace(/^metadata\./, '');
  const said =
    name === 'files'
      ? described('AttachmentView', 'name')
      : { ...described('EditionView', name), ...described('publications.MetadataInput', name) };
  return said.label ?? field;
}
