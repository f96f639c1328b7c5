import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { plainText } from '../src/content/tree';
import type { Tree } from '../src/content/tree';
import { Autosave } from '../src/drafts/autosave';
import { bringTogether, choices, chosen } from '../src/drafts/conflict';
import { mergeTrees } from '../src/drafts/merge';
import type { Failure, SaveState } from '../src/drafts/autosave';
import type { Words } from '../src/drafts/store';

/** A server that answers as told, a clock that runs when told. */
class Stage {
  answers: (number | Failure)[] = [];
  sent: [string, number][] = [];
  kept: string[] = [];
  dropped = 0;
  states: SaveState[] = [];
  tasks: { task: () => void; wait: number }[] = [];
  during: () => void = () => {};
  autosave = new Autosave<string>(
    {
      send: async (words, revision) => {
        this.sent.push([words, revision]);
        await Promise.resolve();
        this.during();
        this.during = () => {};
        const answer = this.answers.shift() ?? revision + 1;
        if (typeof answer !== 'number') throw answer;
        return { revision: answer };
      },
      keep: async (words) => {
        this.kept.push(words);
      },
      drop: async () => {
        this.dropped += 1;
      },
      failureOf: (error) => error as Failure,
      changed: (state) => this.states.push(state),
      later: (task, wait) => {
        const entry = { task, wait };
        this.tasks.push(entry);
        return () => {
          this.tasks = this.tasks.filter((one) => one !== entry);
        };
      },
    },
    5,
  );

  async tick(): Promise<void> {
    this.tasks.shift()?.task();
    for (let i = 0; i < 20; ++i) await Promise.resolve();
  }
}

describe('saving by itself', () => {
  it('sends once after a pause, over the revision that it knows, and drops the copy', async () => {
    const stage = new Stage();
    stage.autosave.change('甲');
    stage.autosave.change('甲乙');
    expect(stage.tasks).toHaveLength(1);
    await stage.tick();
    expect(stage.sent).toEqual([['甲乙', 5]]);
    expect(stage.kept).toEqual(['甲', '甲乙']);
    expect([stage.autosave.state, stage.autosave.revision, stage.dropped]).toEqual(['saved', 6, 1]);
  });

  it('sends what is typed during a save with the next one, over the new revision', async () => {
    const stage = new Stage();
    stage.autosave.change('甲');
    stage.during = () => stage.autosave.change('甲乙');
    await stage.tick();
    expect(stage.autosave.unsaved).toBe(true);
    await stage.tick();
    expect(stage.sent).toEqual([
      ['甲', 5],
      ['甲乙', 6],
    ]);
    expect(stage.autosave.unsaved).toBe(false);
  });

  it('stops at a conflict, keeps the copy, and goes on with what the person chose', async () => {
    const stage = new Stage();
    stage.answers = [{ status: 412, title: '已被修改', current: { revision: 9 } }];
    stage.autosave.change('甲');
    await stage.tick();
    expect([stage.autosave.state, stage.dropped]).toEqual(['conflict', 0]);
    stage.autosave.change('甲乙');
    expect(stage.tasks).toHaveLength(0);
    expect(stage.kept).toEqual(['甲', '甲乙']);
    expect(await stage.autosave.resolve('合并', 9)).toBe(true);
    expect(stage.sent.at(-1)).toEqual(['合并', 9]);
  });

  it.each([
    [0, 'offline', true],
    [401, 'offline', true],
    [503, 'offline', true],
    [403, 'refused', false],
    [422, 'refused', false],
  ])('status %i: %s, tried again: %s', async (status, state, again) => {
    const stage = new Stage();
    stage.answers = [{ status: status as number, title: '' }];
    stage.autosave.change('甲');
    await stage.tick();
    expect([stage.autosave.state, stage.tasks.length > 0, stage.autosave.unsaved, stage.dropped]).toEqual([
      state,
      again,
      true,
      0,
    ]);
    if (again) {
      await stage.tick();
      expect(stage.autosave.state).toBe('saved');
    }
  });

  it('waits longer after each failure', async () => {
    const stage = new Stage();
    stage.answers = Array.from({ length: 6 }, () => ({ status: 0, title: '' }));
    stage.autosave.change('甲');
    const waits: number[] = [];
    for (let i = 0; i < 6; ++i) {
      await stage.tick();
      waits.push(stage.tasks[0].wait);
    }
    expect(waits).toEqual([5000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  });

  it('says whether all of it is with the server', async () => {
    const stage = new Stage();
    expect(await stage.autosave.flush()).toBe(true);
    stage.answers = [{ status: 500, title: '' }];
    stage.autosave.change('甲');
    expect(await stage.autosave.flush()).toBe(false);
    expect(await stage.autosave.flush()).toBe(true);
  });

  it('forgets the own words when the person gives them up', async () => {
    const stage = new Stage();
    stage.answers = [{ status: 412, title: '' }];
    stage.autosave.change('甲');
    await stage.tick();
    await stage.autosave.giveUp(9);
    expect([stage.autosave.state, stage.autosave.revision, stage.autosave.unsaved, stage.dropped]).toEqual([
      'clean',
      9,
      false,
      1,
    ]);
  });
});

describe('two people at one draft', () => {
  const words = (title: string, source: string, body: string, themes: string[] = []): Words => ({
    metadata: { title, source, themes },
    body: { blocks: [{ kind: 'paragraph', runs: [{ text: body }] }] },
  });
  const base = words('甲', '办公室', '第一段');
  const cases: [string, Words, Words, Words | null, string[], string[]][] = [
    // what, mine, theirs, together (null = to be chosen), asked about, taken over
    ['nobody changed anything', base, base, base, [], []],
    ['only they did', base, words('乙', '办公室', '第二段'), words('乙', '办公室', '第二段'), [], ['title', 'body']],
    ['only I did', words('乙', '办公室', '改'), base, words('乙', '办公室', '改'), [], []],
    [
      'different fields',
      words('乙', '办公室', '第一段'),
      words('甲', '法规科', '第一段'),
      words('乙', '法规科', '第一段'),
      [],
      ['source'],
    ],
    [
      'my body, their title',
      words('甲', '办公室', '改'),
      words('乙', '办公室', '第一段'),
      words('乙', '办公室', '改'),
      [],
      ['title'],
    ],
    [
      'my themes, their body',
      words('甲', '办公室', '第一段', ['城建']),
      words('甲', '办公室', '改'),
      words('甲', '办公室', '改', ['城建']),
      [],
      ['body'],
    ],
    [
      'the same change',
      words('乙', '办公室', '改'),
      words('乙', '办公室', '改'),
      words('乙', '办公室', '改'),
      [],
      [],
    ],
    ['the same field', words('乙', '办公室', '第一段'), words('丙', '办公室', '第一段'), null, ['title'], []],
    [
      'both bodies, and their source',
      words('甲', '办公室', '我的'),
      words('甲', '法规科', '他的'),
      null,
      ['body'],
      ['source'],
    ],
    [
      'emptied by one, changed by the other',
      words('', '办公室', '第一段'),
      words('丙', '办公室', '第一段'),
      null,
      ['title'],
      [],
    ],
  ];
  it.each(cases)('%s', (_name, mine, theirs, together, asked, taken) => {
    const both = bringTogether(base, mine, theirs);
    const open = choices(both.mine, both.theirs);
    expect(open.map((choice) => choice.field)).toEqual(asked);
    expect(both.taken).toEqual(taken);
    if (together) expect(choices(both.mine, together)).toEqual([]);
    // Whatever is chosen, every change of either side that was not asked about is there.
    for (const side of ['mine', 'theirs'] as const) {
      const sides = Object.fromEntries(open.map((choice) => [choice.field, side]));
      const made = chosen(both.mine, both.theirs, sides);
      const own = side === 'mine' ? mine : theirs;
      const lost = choices(own, made).map((choice) => choice.field);
      const other = side === 'mine' ? theirs : mine;
      const changedByOther = choices(base, other).map((choice) => choice.field);
      expect(lost.filter((field) => !changedByOther.includes(field))).toEqual([]);
      expect(
        choices(other, made).every(
          (choice) => asked.includes(choice.field) || !changedByOther.includes(choice.field),
        ),
      ).toBe(true);
    }
  });
});

describe('two bodies that come from one', () => {
  const tree = (text: string): Tree => ({
    blocks: [...text].map((letter) => ({ kind: 'paragraph' as const, runs: [{ text: letter }] })),
  });
  it.each([
    // base, mine, theirs, merged, clean
    ['abc', 'abc', 'abc', 'abc', true],
    ['abc', 'xabc', 'abcy', 'xabcy', true],
    ['abc', 'xbc', 'aby', 'xby', true],
    ['abcd', 'acd', 'abcyd', 'acyd', true],
    ['abc', 'axc', 'axc', 'axc', true],
    ['abc', 'ac', 'abc', 'ac', true],
    ['', 'x', '', 'x', true],
    ['abc', 'axc', 'ayc', 'axyc', false],
    ['abc', 'abcx', 'abcy', 'abcxy', false],
    ['', 'x', 'y', 'xy', false],
    ['abc', 'ac', 'ayc', 'ayc', false],
    ['abc', '', 'abcy', 'abcy', false],
  ])('%s: %s and %s make %s, clean: %s', (base, mine, theirs, merged, clean) => {
    const made = mergeTrees(tree(base), tree(mine), tree(theirs));
    expect([plainText(made.tree).replaceAll('\n', ''), made.clean]).toEqual([merged, clean]);
  });

  it('keep what either side added, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.nat(8), fc.nat(8), (base, i, j) => {
        const text = base.replace(/[^a-z]/g, 'a');
        const put = (letter: string, at: number) => text.slice(0, at) + letter + text.slice(at);
        const { tree: made } = mergeTrees(tree(text), tree(put('甲', i)), tree(put('乙', j)));
        const words = plainText(made);
        expect(words).toContain('甲');
        expect(words).toContain('乙');
      }),
    );
  });
});
