// What a button does: runs, says that it worked, or says why not.
import { ElMessage } from 'element-plus/es/components/message/index';
import 'element-plus/es/components/message/style/css';
import { computed, ref } from 'vue';

import { byField } from './fields';
import { asProblem } from '../api/client';
import type { Problem } from '../api/client';

// A number to ask about only where there is something to ask: what was refused for a reason needs none.
const referenceOf = (problem: Problem) =>
  problem.status >= 500 && problem.reference ? `（编号 ${problem.reference}）` : '';

// At most so many stand at once: the newest is always said, the oldest goes.
const kMostAtOnce = 3;
interface Words {
  type: 'success' | 'warning' | 'error';
  message: string;
  duration?: number;
  showClose?: boolean;
}
let shown: { close: () => void }[] = [];
function say(words: Words): void {
  if (shown.length >= kMostAtOnce) shown[0].close();
  const one = ElMessage({
    ...words,
    onClose: () => {
      shown = shown.filter((other) => other !== one);
    },
  });
  shown.push(one);
}

export function tell(problem: Problem): void {
  const fields = problem.fields
    .map((field) => field.message)
    .filter(Boolean)
    .join('；');
  say({
    type: 'error',
    message: `${problem.message}${fields ? `：${fields}` : ''}${referenceOf(problem)}`,
    duration: 6000,
    showClose: true,
  });
}
export const praise = (text: string): void => {
  say({ type: 'success', message: text });
};
export const remark = (text: string): void => {
  say({ type: 'warning', message: text, duration: 6000, showClose: true });
};

/** `busy` is true while `run` is under way; a failure is told and answered with null. */
export function acting() {
  const busy = ref(false);
  async function run<T>(task: () => Promise<T>, said?: string): Promise<T | null> {
    if (busy.value) return null;
    busy.value = true;
    try {
      const made = await task();
      if (said) praise(said);
      return made;
    } catch (error) {
      tell(asProblem(error));
      return null;
    } finally {
      busy.value = false;
    }
  }
  return { busy, run };
}

/** As acting, for a form that stays open until it is accepted: `problems` are the server's words about single
    fields, `said` those about the whole; `shown` is both for FormPart. What was typed is not touched. `fields` names
    the field that a refusal is about, by its key, where the server does not name one. */
export function filling(fields: Record<string, string> = {}) {
  const busy = ref(false);
  const problems = ref<Record<string, string>>({});
  const said = ref('');
  const shown = computed(() => ({ busy: busy.value, problems: problems.value, said: said.value }));
  function clear(): void {
    problems.value = {};
    said.value = '';
  }
  async function submit<T>(task: () => Promise<T>, praised?: string): Promise<T | null> {
    if (busy.value) return null;
    busy.value = true;
    clear();
    try {
      const made = await task();
      if (praised) praise(praised);
      return made;
    } catch (error) {
      refuse(asProblem(error));
      return null;
    } finally {
      busy.value = false;
    }
  }
  function refuse(problem: Problem): void {
    const about = fields[problem.key];
    problems.value = about ? { [about]: problem.message } : byField(problem.fields);
    // One field that says the same as the whole says it alone.
    const alone = about || (problem.fields.length === 1 && problem.fields[0].message === problem.message);
    said.value = alone ? '' : problem.message + referenceOf(problem);
  }
  return { busy, problems, said, shown, submit, clear };
}
