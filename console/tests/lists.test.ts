// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';

import { withLists } from '../src/lists';

const place = (path: string) => ({ path, component: {} });

describe('lists as places', () => {
  it('stand behind the place that each follows, also where that is another list', () => {
    const paths = withLists(['/documents', '/dashboard', '/import', '/people'].map(place)).map((one) => one.path);
    expect(paths.indexOf('/request-letters')).toBe(paths.indexOf('/requests') + 1);
    expect(paths.indexOf('/requests')).toBeGreaterThan(paths.indexOf('/import'));
  });
});
