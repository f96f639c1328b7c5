import { limits } from '../api/limits';

/** What is sent, by its name in the description of the API. */
export type Shape = keyof typeof limits;

const kNear = 0.8;

/** What an input must know of the longest text that the server takes; it shows what is left once that is near. */
export function atMost(shape: Shape, field: string, text: string | null | undefined) {
  const most = (limits[shape] as Record<string, number>)[field];
  return most ? { maxlength: most, showWordLimit: (text ?? '').length > most * kNear } : {};
}
