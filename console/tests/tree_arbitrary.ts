// Random content trees of every form that the server can send.
import fc from 'fast-check';

import type { Block, Cell, Run, Tree } from '../src/content/tree';

const words = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom('政府信息', '', ' ', '〔2026〕1号', '第一行\n第二行', '<b>&amp;', '😀'),
);
const link = fc.constantFrom('', '', '', 'https://www.example.gov.cn/a', '/content/1.html', 'mailto:a@b.example');
const note = fc.constantFrom(0, 0, 0, 1, 2);
const run: fc.Arbitrary<Run> = fc
  .record({
    text: words,
    strong: fc.boolean(),
    emphasis: fc.boolean(),
    link,
    struck: fc.boolean(),
    script: fc.constantFrom('plain' as const, 'super' as const, 'sub' as const),
    note,
  })
  .map((one) => ({ ...one, link: one.link || undefined }));
const runs = fc.array(run, { maxLength: 4 });
const span = fc.constantFrom(1, 1, 1, 2, 3);
const cell: fc.Arbitrary<Cell> = fc.record({ runs, column_span: span, row_span: span, header: fc.boolean() });
const rows = fc.array(fc.array(cell, { maxLength: 3 }), { maxLength: 3 });
const source = fc
  .string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 })
  .map((digest) => `file:${digest}`);

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), level: fc.integer({ min: 1, max: 4 }), runs }),
  fc.record({
    kind: fc.constant('paragraph' as const),
    align: fc.constantFrom('body' as const, 'left' as const, 'center' as const, 'right' as const),
    note,
    runs,
  }),
  fc.record({ kind: fc.constant('table' as const), rows, runs }),
  fc.record({ kind: fc.constant('image' as const), source, alt: words, runs }),
  fc.constant({ kind: 'rule' as const }),
);

export const anyTree: fc.Arbitrary<Tree> = fc.record({ blocks: fc.array(block, { maxLength: 8 }) });
