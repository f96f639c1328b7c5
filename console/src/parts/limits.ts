import { limits } from '../api/limits';

const kNear = 0.8;

/** What an input must know of the longest text that the server takes; it shows what is left once that is near. */
export function atMost(shape: string, field: string, text: string | null | undefined) {
  const most = limits[shape]?.[field];
  return most ? { maxlength: most, showWordLimit: (text ?? '').length > most * kNear } : {};
}
