// @vitest-environment jsdom
import { expect, it } from 'vitest';

import { places } from '../src/router';

it('has the lists stand in the menu where they say', () => {
  const paths = places.map((place) => place.path);
  expect(paths[paths.indexOf('/documents') + 1]).toBe('/posted');
  expect(paths[paths.indexOf('/people') + 1]).toBe('/roles');
  expect(paths.at(-1)).toBe('/:rest(.*)*');
});

it('gives every place an address, a name and a title of its own', () => {
  for (const what of [places.map((one) => one.path), places.map((one) => one.name)])
    expect(new Set(what).size).toBe(places.length);
  expect(places.every((one) => one.meta?.title)).toBe(true);
});
