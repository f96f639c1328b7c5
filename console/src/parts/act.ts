// What a button does: runs, says that it worked, or says why not.
import { ElMessage } from 'element-plus/es/components/message/index';
import 'element-plus/es/components/message/style/css';
import { ref } from 'vue';

import { asProblem } from '../api/client';
import type { Problem } from '../api/client';

export function tell(problem: Problem): void {
  // A number to ask about only where there is something to ask: what was refused for a reason needs none.
  const reference = problem.status >= 500 && problem.reference ? `（编号 ${problem.reference}）` : '';
  const fields = problem.fields
    .map((field) => field.message)
    .filter(Boolean)
    .join('；');
  ElMessage({
    type: 'error',
    message: `${problem.message}${fields ? `：${fields}` : ''}${reference}`,
    duration: 6000,
    showClose: true,
  });
}
export const praise = (text: string): void => {
  ElMessage({ type: 'success', message: text });
};
export const remark = (text: string): void => {
  ElMessage({ type: 'warning', message: text, duration: 6000, showClose: true });
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
    fields, `said` those about the whole. What was typed is not touched. */
export function filling() {
  const busy = ref(false);
  const problems = ref<Record<string, string>>({});
  const said = ref('');
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
      const problem = asProblem(error);
      problems.value = Object.fromEntries(problem.fields.map((field) => [field.field, field.message]));
      // One field that says the same as the whole says it alone.
      const alone = problem.fields.length === 1 && problem.fields[0].message === problem.message;
      const reference = problem.status >= 500 && problem.reference ? `（编号 ${problem.reference}）` : '';
      said.value = alone ? '' : `${problem.message}${reference}`;
      return null;
    } finally {
      busy.value = false;
    }
  }
  return { busy, problems, said, submit, clear };
}
