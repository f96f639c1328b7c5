import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { proseOf, treeOf } from '../src/content/prose';
import { linkAllowed, plainText, sameTree, tidyTree } from '../src/content/tree';
import { anyTree } from './tree_arbitrary';

describe('a content tree in the editor', () => {
  it('comes back as it went in, for random trees', () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        expect(treeOf(proseOf(tree))).toEqual(tidyTree(tree));
      }),
      { numRuns: 500 },
    );
  });

  it('is the same document again once it went through the tree', () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const prose = proseOf(tree);
        expect(proseOf(treeOf(prose))).toEqual(prose);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps its words', () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const trimmed = (text: string) => text.replace(/\n+$/, '');
        expect(trimmed(plainText(treeOf(proseOf(tree))))).toBe(trimmed(plainText(tidyTree(tree))));
      }),
    );
  });

  it('is one empty paragraph when it is empty, and empty again', () => {
    expect(proseOf({ blocks: [] }).content).toEqual([{ type: 'paragraph', attrs: { align: 'body', note: 0 } }]);
    expect(treeOf(proseOf({ blocks: [] }))).toEqual({ blocks: [] });
  });

  it('writes only what differs from the default, as the server does', () => {
    const doc = {
      type: 'doc',
      content: [
        { type: 'paragraph', attrs: { align: 'body' }, content: [{ type: 'text', text: '甲' }] },
        {
          type: 'heading',
          attrs: { level: 2 },
          content: [{ type: 'text', text: '乙', marks: [{ type: 'strong' }] }],
        },
      ],
    };
    expect(JSON.stringify(treeOf(doc))).toBe(
      '{"blocks":[{"kind":"paragraph","runs":[{"text":"甲"}]},' +
        '{"kind":"heading","level":2,"runs":[{"text":"乙","strong":true}]}]}',
    );
  });

  it('keeps a caption with its table, and as a line when the table is gone', () => {
    const caption = { type: 'tableCaption', content: [{ type: 'text', text: '表1' }] };
    const row = { type: 'tableRow', content: [{ type: 'tableCell', content: [{ type: 'cellText' }] }] };
    expect(treeOf({ type: 'doc', content: [caption, { type: 'table', content: [row] }] }).blocks).toEqual([
      { kind: 'table', runs: [{ text: '表1' }], rows: [[{ runs: [] }]] },
    ]);
    expect(treeOf({ type: 'doc', content: [caption, { type: 'rule' }] }).blocks).toEqual([
      { kind: 'paragraph', align: 'center', runs: [{ text: '表1' }] },
      { kind: 'rule' },
    ]);
  });

  it('drops what the model does not have: foreign nodes, sources and links', () => {
    const doc = {
      type: 'doc',
      content: [
        { type: 'video' },
        { type: 'figure', attrs: { source: 'https://elsewhere.example/a.png', alt: '' } },
        {
          type: 'paragraph',
          content: [{ type: 'text', text: '丙', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] }],
        },
      ],
    };
    expect(treeOf(doc)).toEqual({ blocks: [{ kind: 'paragraph', runs: [{ text: '丙' }] }] });
  });

  it('is compared by what it says, not by how its runs are cut', () => {
    const cut = { blocks: [{ kind: 'paragraph' as const, runs: [{ text: '甲' }, { text: '乙', strong: false }] }] };
    expect(sameTree(cut, { blocks: [{ kind: 'paragraph', runs: [{ text: '甲乙' }] }] })).toBe(true);
    expect(sameTree(cut, { blocks: [{ kind: 'paragraph', runs: [{ text: '甲丙' }] }] })).toBe(false);
  });
});

describe('a link', () => {
  it.each([
    ['https://a', true],
    ['https://', false],
    ['HTTP://a', true],
    ['mailto:a@b', true],
    ['mailto:ab', false],
    ['/a', true],
    ['//a', false],
    ['/\\a', false],
    ['javascript:1', false],
    ['a b', false],
    ['https://a b', false],
    ['', false],
    [`https://${'a'.repeat(2000)}`, false],
  ])('%s: %s', (address, allowed) => expect(linkAllowed(address)).toBe(allowed));
});
