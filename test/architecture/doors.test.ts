import { existsSync, readdirSync, readFileSync } from 'node:fs';

interface Paths {
  readonly paths: Readonly<Record<string, readonly string[]>>;
}
const doors = ['index', 'http', 'worker', 'collab'] as const;
const typeCheck = (JSON.parse(readFileSync('tsconfig.json', 'utf8')) as { compilerOptions: Paths }).compilerOptions.paths;
const build = (JSON.parse(readFileSync('.swcrc', 'utf8')) as { jsc: Paths }).jsc.paths;
const open = new Set(['contracts', 'domain', 'platform']);

it('the build knows every door the type check knows: what is missing there fails only when a process starts', () => {
  expect(build).toEqual(typeCheck);
});

it('every door of a feature that somebody enters is named', () => {
  const features = readdirSync('libs').filter((name) => !open.has(name));
  expect(features.length).toBeGreaterThan(8);
  const names = features.flatMap((feature) =>
    doors
      .filter((door) => existsSync(`libs/${feature}/src/${door}.ts`))
      .map((door) => (door === 'index' ? `@gare/${feature}` : `@gare/${feature}/${door}`)),
  );
  expect(names.filter((name) => !(name in typeCheck))).toEqual([]);
});
