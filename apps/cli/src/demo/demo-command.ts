import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { Product } from '../start/product.js';
import { sayOnTerminal, type Say } from '../start/reporter.js';
import { resolveTyped } from '../start/start-command.js';
import { Clock } from '@gare/platform/clock';
import { freePorts } from '@gare/platform/services';
import { verifyPackage } from '../verify/verify-package.js';
import { demoTenders } from './demo-tenders.js';
import { TenderRun } from './run-tender.js';
import { seedDemo } from './seed-demo.js';
import { Visitor } from './visitor.js';

interface DemoOptions {
  dataDir: string;
  out: string;
  json: boolean;
}

interface Written {
  file: string;
  sha256: string;
  documents: number;
  seconds: number;
}

/** `demo`: the main job end to end, on real services and through the public API. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('porta due gare di esempio dal foglio vuoto al fascicolo sigillato')
    .option('--data-dir <cartella>', 'dove sta lo stato della demo', '.data/demo')
    .option('--out <cartella>', 'dove scrivere i fascicoli', '.data/demo-fascicoli')
    .option('--json', 'ultima riga in JSON', false)
    .action((options: DemoOptions) => demo(options));
}

async function demo(options: DemoOptions): Promise<void> {
  const say: Say = options.json ? (line) => process.stderr.write(`${line}\n`) : sayOnTerminal;
  const [port = 0] = await freePorts(1);
  const product = await Product.start({
    dataDir: resolveTyped(options.dataDir, options.dataDir !== '.data/demo'),
    port,
    environment: { LOG_LEVEL: 'warn', ...process.env },
    say,
    prepare: (installation) => seedDemo(installation.ownerUrl, installation.demoPassword),
  });
  try {
    const packages = await runTenders(product, resolveTyped(options.out, options.out !== '.data/demo-fascicoli'), say);
    if (options.json) process.stdout.write(`${JSON.stringify({ packages })}\n`);
  } finally {
    await product.stop();
  }
}

async function runTenders(product: Product, out: string, say: Say): Promise<Written[]> {
  await mkdir(out, { recursive: true });
  const now = new Clock().now();
  const password = product.installation.demoPassword;
  const sua = await Visitor.signIn(product.url, 'sua@perugia.example', password);
  const lawyer = await Visitor.signIn(product.url, 'legale@perugia.example', password);
  const written: Written[] = [];
  for (const tender of demoTenders(now, Math.floor(now.getTime() / 1000))) {
    say(`\nGara di ${tender.name}`);
    const comune = await Visitor.signIn(product.url, tender.comuneAccount, password);
    const built = await new TenderRun(tender, { comune, sua, lawyer, say }).run();
    const file = join(out, built.fileName);
    await writeFile(file, built.bytes);
    const verification = await verifyPackage(file);
    if (!verification.ok) throw new Error(`${file}: ${verification.fault}`);
    say(`  verificato: ${file}`);
    written.push({ file, sha256: built.sha256, documents: built.documents, seconds: Number(built.seconds.toFixed(1)) });
  }
  return written;
}
