// What a browser loads before it can show anything: the scripts and styles that index.html of the built pages names, compressed. The
// fonts have a budget of their own, because text is readable before they come. Exit 1 over the budget. Bytes, not times: the answer is
// the same on every machine.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const budgets = [
  { what: 'scripts and styles', files: /\.(?:js|css)$/, bytes: 140_000 },
  { what: 'fonts', files: /\.woff2$/, bytes: 60_000 },
];

const built = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../dist/web');
const page = readFileSync(path.join(built, 'index.html'), 'utf8');
const named = [...page.matchAll(/(?:src|href)="\/([^"]+)"/g)].map(([, file]) => file);

for (const { what, files, bytes: budget } of budgets) {
  const sizes = named
    .filter((file) => files.test(file))
    .map((file) => [brotliCompressSync(readFileSync(path.join(built, file))).length, file]);
  const total = sizes.reduce((sum, [size]) => sum + size, 0);
  console.log(`${what}: ${total} of ${budget} bytes`);
  for (const [size, file] of sizes) console.log(`  ${String(size).padStart(7)} ${file}`);
  if (total > 0 && total <= budget) continue;
  console.error(
    total === 0
      ? `index.html names no ${what}.`
      : 'Over the budget. What only some pages need belongs to those pages: import it where they are loaded (router.tsx), not in the frame.',
  );
  process.exitCode = 1;
}
