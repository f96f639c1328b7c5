// When something is due, as people read it: what is late stands out. Pure.
import type { MatterLine } from '../api/types';

const kSoon = 3; // calendar days

/** The next due day of a matter with what is left of it, and the colour of its tag. */
export function dueOf(line: Pick<MatterLine, 'due_on' | 'days_left'>): {
  text: string;
  tag: 'info' | 'success' | 'warning' | 'danger';
} {
  if (!line.due_on) return { text: '', tag: 'info' };
  const left = line.days_left;
  const words = left < 0 ? `逾期 ${-left} 天` : left === 0 ? '今天到期' : `还有 ${left} 天`;
  return { text: `${line.due_on}（${words}）`, tag: left < 0 ? 'danger' : left <= kSoon ? 'warning' : 'success' };
}
