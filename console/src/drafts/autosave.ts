// Saves a draft while it is written: at once on this computer, a moment later on the server.
//
// One save is under way at a time; what is typed meanwhile goes out with the next. A conflict stops the
// saving until the person has chosen (`resolve`); every other failure is tried again by itself. Knows
// nothing of the page: time, storage and server are handed in.
import type { Words } from './store';

export type SaveState = 'clean' | 'waiting' | 'saving' | 'saved' | 'offline' | 'conflict' | 'refused';

export interface Failure {
  status: number;
  title: string;
  current?: unknown;
}
export interface Rim<W = Words> {
  send: (words: W, revision: number) => Promise<{ revision: number }>;
  keep: (words: W, revision: number) => Promise<void>;
  drop: () => Promise<void>;
  failureOf: (error: unknown) => Failure;
  changed: (state: SaveState, failure: Failure | null) => void;
  later: (task: () => void, milliseconds: number) => () => void;
}

const kPause = 1500; // after the last keystroke
const kRetry = 5000;
const kRetryMost = 60_000;

export class Autosave<W = Words> {
  private words: W | null = null; // not yet with the server
  private sending: Promise<void> | null = null;
  private cancel: () => void = () => {};
  private retry = kRetry;
  state: SaveState = 'clean';
  failure: Failure | null = null;

  constructor(
    private readonly rim: Rim<W>,
    public revision: number,
  ) {}

  /** Called with the whole words at every change. */
  change(words: W): void {
    this.words = words;
    void this.rim.keep(words, this.revision).catch(() => {});
    if (this.state === 'conflict') return;
    if (this.state !== 'saving') this.show('waiting');
    this.plan(kPause);
  }

  /** Saves what is not saved yet; true when the server has all of it. */
  async flush(): Promise<boolean> {
    await this.sendOnce();
    if (this.words && this.state === 'waiting') return this.flush(); // typed meanwhile
    return this.words === null;
  }

  /** After a conflict: the words that the person chose, over the revision that they saw. */
  async resolve(words: W, revision: number): Promise<boolean> {
    this.revision = revision;
    this.words = words;
    this.show('waiting');
    return this.flush();
  }

  /** After a conflict or a refusal: forgets the own words. */
  async giveUp(revision: number): Promise<void> {
    this.cancel();
    this.revision = revision;
    this.words = null;
    await this.rim.drop().catch(() => {});
    this.show('clean');
  }

  stop(): void {
    this.cancel();
  }

  get unsaved(): boolean {
    return this.words !== null;
  }

  private plan(milliseconds: number): void {
    this.cancel();
    this.cancel = this.rim.later(() => void this.sendOnce(), milliseconds);
  }

  private async sendOnce(): Promise<void> {
    this.cancel();
    while (this.sending) await this.sending;
    if (!this.words || this.state === 'conflict') return;
    this.sending = this.sendNow().finally(() => {
      this.sending = null;
    });
    await this.sending;
  }

  private show(state: SaveState, failure: Failure | null = null): void {
    this.state = state;
    this.failure = failure;
    this.rim.changed(state, failure);
  }

  private async sendNow(): Promise<void> {
    const words = this.words;
    if (!words) return;
    this.show('saving');
    try {
      this.revision = (await this.rim.send(words, this.revision)).revision;
      this.retry = kRetry;
      if (this.words !== words) {
        // typed meanwhile
        this.show('waiting');
        this.plan(kPause);
        return;
      }
      this.words = null;
      await this.rim.drop().catch(() => {});
      if (this.words === null) this.show('saved');
    } catch (error) {
      this.failed(this.rim.failureOf(error));
    }
  }

  private failed(failure: Failure): void {
    if (failure.status === 412) return this.show('conflict', failure);
    const passing = failure.status === 0 || failure.status === 401 || failure.status === 429 || failure.status >= 500;
    this.show(passing ? 'offline' : 'refused', failure);
    if (!passing) return;
    this.plan(this.retry);
    this.retry = Math.min(this.retry * 2, kRetryMost);
  }
}
