// What a button does: runs, says that it worked, or says why not.
import { ElMessage } from 'element-plus/es/components/message/index';
import 'element-plus/es/components/message/style/css';
import { ref } from 'vue';

import { asProblem } from '../api/client';
import type { Problem } from '../api/client';

export function tell(problem: Problem): void {
  const reference = problem.reference ? `（编号 ${problem.reference}）` : '';
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
