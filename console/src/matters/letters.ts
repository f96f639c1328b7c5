// How letters of each kind are written: which fields the form of one has, and what is sent. Pure.
import type { RequestDecision, RequestLetterForm } from '../api/types';
import type { AskedField, Choice, Field, FieldGroup, FieldKind, Values } from '../parts/fields';

const kAnswers = new Set(['reply', 'correction']);
/** Whether a letter of a request is its answer, whose form follows from the decision. */
export const isAnswer = (kind: string): boolean => kAnswers.has(kind);
/** What a step prints for the house alone: it is never issued. */
export const isInternal = (kind: string) => kind === 'archive-contents' || kind === 'approval-sheet';

const kClauses = ['reasons', 'material', 'channel', 'withheld', 'responsible', 'earlier'] as const;

/** The form of an answer: what its decision owes stands first, and is marked; then what it may have. */
export function replyGroups(decisions: readonly RequestDecision[], kind: string, words: Values): FieldGroup[] {
  const purpose = kind === 'correction' ? 'correction' : 'information';
  const choices: Choice[] = decisions
    .filter((one) => one.purpose === purpose)
    .map(({ decision, name }) => ({ value: decision, label: name }));
  const chosen = decisions.find((one) => one.decision === words.decision);
  const fields: AskedField[] = [
    {
      name: 'decision',
      choices,
      help: helpOf(chosen),
    },
  ];
  if (chosen && chosen.grounds.length > 0)
    fields.push({ name: 'grounds', kind: 'checks', choices: chosen.grounds, owed: true });
  const clause = (name: string): AskedField => ({
    name,
    owed: chosen?.owes.includes(name) ?? false,
    ...(name === 'material' ? { kind: 'lines' as FieldKind } : {}),
  });
  const owed = kClauses.filter((name) => chosen?.owes.includes(name));
  // What is written already stays to be seen, so that nothing is sent that nobody reads.
  const others = kClauses.filter(
    (name) => !owed.includes(name) && (chosen?.may.includes(name) || hasWords(words[name])),
  );
  fields.push(...[...owed, ...others].map(clause), 'online');
  return [{ fields }];
}
/** By which article, and what is not confirmed of how it is counted. */
function helpOf(chosen: RequestDecision | undefined): string | undefined {
  const basis = chosen?.basis ? `依据：《政府信息公开条例》${chosen.basis}。` : '';
  return basis + (chosen?.hint ?? '') || undefined;
}
const hasWords = (value: unknown) => (Array.isArray(value) ? value.length > 0 : Boolean(value));

const kKinds: Record<string, FieldKind> = { date: 'date', texts: 'lines', mark: 'flag' };

/** The fields of a letter that is filled in. */
export const noticeFields = (form: RequestLetterForm | undefined): Field[] =>
  (form?.slots ?? []).map((slot) => ({
    name: slot.code,
    label: slot.title,
    kind: kKinds[slot.kind] ?? 'long',
    owed: slot.owed,
    ...(slot.kind === 'texts' ? { help: '每行一项。' } : {}),
  }));

/** What is kept of it: a mark is an empty text, and what is not filled is not there. */
export function noticeContent(form: RequestLetterForm | undefined, words: Values): Values {
  const filled = (form?.slots ?? []).flatMap(({ code, kind }): [string, unknown][] => {
    const value = words[code];
    if (kind === 'mark') return value === true ? [[code, '']] : [];
    if (Array.isArray(value)) {
      const lines = value.map((one) => String(one).trim()).filter(Boolean);
      return lines.length > 0 ? [[code, lines]] : [];
    }
    const text = String(value ?? '').trim();
    return text ? [[code, text]] : [];
  });
  return Object.fromEntries(filled);
}
/** The same as it stands in the form. */
export const noticeWords = (form: RequestLetterForm | undefined, content: Values): Values => ({
  ...content,
  ...Object.fromEntries(
    (form?.slots ?? []).filter((slot) => slot.kind === 'mark').map((slot) => [slot.code, slot.code in content]),
  ),
});
