import { isAbsolute, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { demoAccounts, seedDemo } from '../demo/seed-demo.js';
import { type Installation } from './installation.js';
import { Product } from './product.js';
import { sayOnTerminal as say } from './reporter.js';

interface StartOptions {
  port: number;
  dataDir: string;
  demo: boolean;
}

/** `start`: brings everything up, says where it is, and stays until it is asked to stop. */
export function startCommand(): Command {
  return new Command('start')
    .description('avvia Gare insieme su questa macchina')
    .addOption(new Option('--port <porta>', 'porta delle pagine web').env('PORT').argParser(parsePort).default(3000))
    .option('--data-dir <cartella>', 'dove sta tutto lo stato', '.data')
    .option('--no-demo', 'senza enti e persone di prova')
    .action((options: StartOptions) => start(options));
}

/** Port numbers a person can choose. @throws InvalidArgumentError */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new InvalidArgumentError('una porta è un numero da 1 a 65535.');
  return port;
}

/** Paths are meant from where the person stands, which npm tells in INIT_CWD; defaults from the project. */
export function resolveTyped(path: string, typed: boolean): string {
  if (isAbsolute(path) || !typed) return resolve(path);
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
}

async function start(options: StartOptions): Promise<void> {
  const stop = new StopRequest();
  const dataDir = resolveTyped(options.dataDir, options.dataDir !== '.data');
  const prepare = (installation: Installation): Promise<void> => seedDemo(installation.ownerUrl, installation.demoPassword);
  const product = await Product.start({ dataDir, port: options.port, environment: process.env, say, ...(options.demo && { prepare }) });
  if (!stop.isAsked) announce(product, options.demo);
  await stop.asked;
  say('\nChiudo: finisco il lavoro in corso e salvo…');
  process.once('SIGINT', () => {
    say('Interrompo subito; il lavoro in corso riprenderà al prossimo avvio.');
    product.killApplications();
  });
  await product.stop();
  say(`Tutto fermo. I dati sono in ${dataDir}`);
}

function announce(product: Product, withDemo: boolean): void {
  say(`\nReady: ${product.url}`);
  if (withDemo) {
    say(`\nPersone di prova (password per tutte: ${product.installation.demoPassword})`);
    for (const account of demoAccounts) say(`  ${account.email.padEnd(26)} ${account.nome} ${account.cognome}, ${account.what}`);
  }
  say('\nCtrl-C per fermare.');
}

/** Somebody wants the product to stop. Asked for during the start, it is kept and obeyed once there is something to stop. */
class StopRequest {
  isAsked = false;
  readonly asked: Promise<void>;

  constructor() {
    this.asked = new Promise((resolvePromise) => {
      const ask = (): void => {
        this.isAsked = true;
        resolvePromise();
      };
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, ask);
      // npm does not always pass on the signal that ends it: a launcher it has left behind stops too.
      const parent = process.ppid;
      if (process.env['npm_lifecycle_event'] !== undefined) {
        setInterval(() => {
          if (process.ppid !== parent) ask();
        }, 500).unref();
      }
    });
  }
}
