// @vitest-environment jsdom
// What is offered of a letter is what the server says of it.
import { afterEach, describe, expect, it } from 'vitest';

import type { MatterLetter, MatterWhole, Session } from '../src/api/types';
import LetterList from '../src/matters/LetterList.vue';
import { state } from '../src/session';
import { mounted } from './mounted';

const letter = (id: number, more: Partial<MatterLetter>) =>
  ({
    ...{ id, kind: 'reply', kind_name: '答复书', number: '', issued_on: null, issued_by_name: '', sealed: false },
    ...{ drafted_by_name: '汤', changed_at: '2026-03-02T01:00:00Z', editable: true, discardable: true },
    ...more,
  }) as MatterLetter;
const matter = (letters: MatterLetter[], more: object = {}) =>
  ({ id: 7, kind: 'request', agency: 1, handles: true, letters, letter_kinds: [], ...more }) as unknown as MatterWhole;
const labels = () => [...document.querySelectorAll('button')].map((one) => one.getAttribute('aria-label'));

describe('the letters of a matter', () => {
  afterEach(() => (state.session = null));

  it('offers to write anew what may be written, and nothing that lies with the signers', async () => {
    const person = { id: 5, name: '汤', agency: { id: 1 } };
    state.session = { person, rights: {}, operations: [] } as unknown as Session;
    const notice = letter(2, { kind: 'extension', kind_name: '延期答复告知书' });
    await mounted(LetterList, { of: matter([letter(1, { editable: false, discardable: false }), notice]) });
    expect(labels()).toContain('查看答复书');
    expect(labels()).not.toContain('修改答复书');
    expect(labels()).toContain('修改延期答复告知书');
  });
});
