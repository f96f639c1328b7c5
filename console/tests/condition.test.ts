// The cases that the server's evaluator runs as well (src/base/condition_test.cc).
import { describe, expect, it } from 'vitest';

import cases from '../../tests/fixtures/conditions.json';
import { holds, type Condition, type Values } from '../src/parts/condition';

const records = Object.entries(cases.records) as [string, Values][];

describe('a condition', () => {
  it.each(cases.cases.map((item) => [JSON.stringify(item.condition), item] as const))('%s', (_, item) => {
    const held = records.filter(([, values]) => holds(item.condition as Condition, values)).map(([name]) => name);
    expect(held).toEqual(item.holds);
  });
});
