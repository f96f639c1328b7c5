// What a step asks for besides its reason, as fields of its dialog. Pure: the server says what there is to ask.
import type { MatterQuestion } from '../api/types';
import type { Field, Values } from '../parts/fields';

const kDays = new Set(['on', 'until']);
const kNumbers = new Set(['about', 'letter', 'file', 'count']);
const kWritten = new Set(['other', 'department', 'place', 'person', 'terms']);

function kindOf(question: MatterQuestion): Field['kind'] {
  if (kDays.has(question.ask)) return 'date';
  if (question.ask === 'count') return 'number';
  // Departments and people that are not on the list may be written.
  return kWritten.has(question.ask) ? 'text' : 'choice';
}

export function fieldsOf(questions: readonly MatterQuestion[]): Field[] {
  return questions.map((question) => ({
    name: question.ask,
    label: question.label,
    kind: kindOf(question),
    owed: question.owed && question.ask !== 'on', // a day that is left out is today
    help: question.hint || undefined,
    hint: question.ask === 'other' ? '填写那一件的编号' : undefined,
    ...(kWritten.has(question.ask)
      ? { suggested: question.choices.map((one) => one.value), most: question.ask === 'department' ? 100 : 200 }
      : { choices: question.choices }),
  }));
}

/** What stands in the form at first: today, the day that is proposed, and a choice that is the only one. */
export function firstAnswers(questions: readonly MatterQuestion[], today: string): Values {
  return Object.fromEntries(
    questions.map(({ ask, owed, choices, proposed }) => {
      if (ask === 'on') return [ask, today];
      if (ask === 'until') return [ask, proposed ?? null];
      if (ask === 'count') return [ask, null];
      return [ask, owed && choices.length === 1 ? choices[0].value : ''];
    }),
  );
}

/** The members of the step that are sent: numbers as numbers, and nothing that is empty. */
export function sentOf(questions: readonly MatterQuestion[], answers: Values): Values {
  const given = questions.flatMap(({ ask }): [string, unknown][] => {
    const value = answers[ask];
    const text = typeof value === 'string' ? value.trim() : value;
    if (text === '' || text === null || text === undefined) return [];
    return [[ask, kNumbers.has(ask) ? Number(text) : text]];
  });
  return Object.fromEntries(given);
}
