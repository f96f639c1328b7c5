// The clock by which the office works: that of this computer, and in a simulation as far ahead of it, or behind, as the
// server says. Days that are proposed, and how long ago something was, go by it; what protects accounts and what is
// kept on this computer goes by the computer's own.
import { ref } from 'vue';

import type { Clock } from '../api/types';

const ahead = ref(0); // milliseconds

export const officeNow = (): number => Date.now() + ahead.value;

export function takeClock(clock: Clock): void {
  ahead.value = Date.parse(clock.now) - Date.now();
}
