// A rule checker that looks at nothing is always content. Plants violations in a copy of the tree's shape and fails
// unless every one of them is reported by the rule made for it.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve('.');
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** File → what it says, and the rule that must object to it. */
const planted = {
  'libs/domain/src/canary.ts': ["import 'node:fs';", 'domain-is-pure'],
  'libs/contracts/src/canary.ts': ["import 'typeorm';", 'contracts-are-shapes'],
  'libs/platform/src/clock/canary.ts': ["import '@gare/dossiers';", 'platform-knows-no-feature'],
  'libs/identity/src/canary.ts': ["import '@gare/dossiers';", 'identity-before-law'],
  'libs/scheda/src/canary.ts': ["import '../../dossiers/src/inner.js';", 'feature-through-its-door'],
  'apps/web/src/canary.ts': ["import '@gare/dossiers';", 'web-knows-contracts-only'],
  'libs/dossiers/src/canary.controller.ts': ["import 'typeorm';", 'controllers-never-touch-data'],
  'libs/documents/src/circle-a.ts': ["import { b } from './circle-b.js';\nexport const a = (): unknown => b;", 'no-circular'],
};
const innocent = {
  'libs/dossiers/src/index.ts': 'export const door = 1;',
  'libs/dossiers/src/inner.ts': 'export const inner = 1;',
  'libs/documents/src/circle-b.ts': "import { a } from './circle-a.js';\nexport const b = (): unknown => a;",
};

function cruise(directory) {
  const result = spawnSync(process.execPath, [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'apps', 'libs'], {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: 200 * 1024 * 1024,
  });
  return JSON.parse(result.stdout);
}

function plant(directory, path, text) {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), `${text}\n`);
}

const copy = mkdtempSync(join(tmpdir(), 'gare-canary-'));
try {
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) cpSync(join(root, file), join(copy, file));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const [path, [text]] of Object.entries(planted)) plant(copy, path, text);
  for (const [path, text] of Object.entries(innocent)) plant(copy, path, text);
  const { summary } = cruise(copy);
  const silent = Object.entries(planted).filter(
    ([path, [, rule]]) => !summary.violations.some((found) => found.from === path && found.rule.name === rule),
  );
  for (const [path, [, rule]] of silent) console.log(`the rule ${rule} says nothing about ${path}`);
  console.log(`${Object.keys(planted).length - silent.length} of ${Object.keys(planted).length} planted violations were found`);
  if (silent.length > 0) process.exitCode = 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
