import { readFileSync } from 'node:fs';

interface Rules {
  readonly forbidden: readonly { readonly name: string }[];
}

it('the page of the architecture names the features in the order in which they may import each other', () => {
  const { forbidden } = jest.requireActual<Rules>('../../.dependency-cruiser.cjs');
  const steps = forbidden.flatMap(({ name }) => /^(\w+)-before-(\w+)$/.exec(name)?.slice(1, 3) ?? []);
  const order = [...new Set(steps)];
  expect(order.length).toBeGreaterThan(8);
  expect(readFileSync('docs/architecture.md', 'utf8')).toContain(`libs/<feature> ${order.join(' ◄ ')}\n`);
});
