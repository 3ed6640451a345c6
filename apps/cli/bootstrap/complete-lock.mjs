// `npm ci` refuses a lock file that does not name every optional package of every platform. A registry mirror that lacks
// the builds for other systems makes npm leave them out; here they are put back, each with the exact version its
// parent asks for. Run after changing dependencies; with --check it only tells.
import { readFileSync, writeFileSync } from 'node:fs';

const systems = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openharmony'];
const processors = {
  x64: 'x64',
  arm64: 'arm64',
  arm: 'arm',
  ia32: 'ia32',
  riscv64: 'riscv64',
  ppc64: 'ppc64',
  s390x: 's390x',
  loong64: 'loong64',
  aarch64: 'arm64',
};
const variants = ['gnueabihf', 'musleabihf', 'eabi'];

/** What the name of a binary package says about where it runs. */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const os = systems.filter((system) => words.includes(system));
  const cpu = Object.keys(processors)
    .filter((word) => words.includes(word))
    .map((word) => processors[word]);
  const libc =
    words.includes('musl') || words.includes('musleabihf')
      ? ['musl']
      : words.includes('gnu') || words.includes('gnueabihf')
        ? ['glibc']
        : [];
  if (words.some((word) => variants.includes(word)) && cpu.length === 0) cpu.push('arm');
  // "all-unknown" and "unknown-all" serve what none of the others does.
  if (name.endsWith('all-unknown')) return { cpu: ['!arm', '!arm64', '!riscv64', '!x64'] };
  if (name.endsWith('unknown-all')) return { os: ['!android', '!darwin', '!linux', '!win32'] };
  return { ...(cpu.length > 0 && { cpu }), ...(libc.length > 0 && { libc }), ...(os.length > 0 && { os }) };
}

/** Where Node would look for `name` from the package at `path`, nearest first. */
function* places(path, name) {
  for (let base = path; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    yield base === '' ? `node_modules/${name}` : `${base}/node_modules/${name}`;
    if (base === '') return;
  }
}

function missingEntries(packages) {
  const missing = new Map();
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!/^\d/.test(version) || [...places(path, name)].some((place) => packages[place])) continue;
      missing.set(`node_modules/${name}`, { version, ...platformOf(name), ...(entry.dev && { dev: true }), optional: true });
    }
  }
  return missing;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const missing = missingEntries(lock.packages);
if (process.argv.includes('--check')) {
  for (const path of missing.keys()) console.log(`package-lock.json lacks ${path}: run node apps/cli/bootstrap/complete-lock.mjs`);
  process.exitCode = missing.size === 0 ? 0 : 1;
} else {
  const entries = Object.entries({ ...lock.packages, ...Object.fromEntries(missing) });
  lock.packages = Object.fromEntries(entries.sort(([left], [right]) => left.localeCompare(right, 'en')));
  writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${missing.size} entries added`);
}
