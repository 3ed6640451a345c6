import { createRequire } from 'node:module';

const fromJest = createRequire(createRequire(import.meta.url).resolve('jest'));
const { ModernFakeTimers } = fromJest('@jest/fake-timers');
const { ModuleMocker } = fromJest('jest-mock');

/** Jest keeps the state of a file under these names: the next file begins without it. */
const ofOneFile = new Set(['JEST_STATE_SYMBOL', 'EVENT_HANDLERS', 'TEST_TIMEOUT_SYMBOL', 'RETRY_TIMES', 'RETRY_TIMES_SETTER']);

/**
 * Tests run in the realm of the process itself, as the product does, not in a VM context of their own: code stays
 * loaded and compiled from one file to the next (see shared-runtime.mjs, docs/adr/0039). What a file may change of the
 * process is put back after it.
 */
export default class SharedEnvironment {
  global = globalThis;
  fakeTimers = null;
  moduleMocker = new ModuleMocker(globalThis);
  #before = { console: globalThis.console, exit: process.exit, env: { ...process.env }, cwd: process.cwd() };

  /** A file with `@load-anew` in its first comment loads the code of the product for itself. */
  loadsAnew;

  constructor({ projectConfig }, { docblockPragmas = {} } = {}) {
    this.loadsAnew = 'load-anew' in docblockPragmas;
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
    globalThis.global = globalThis;
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern.dispose();
    const { console, exit, env, cwd } = this.#before;
    globalThis.console = console;
    process.exit = exit;
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
    Object.assign(process.env, env);
    if (process.cwd() !== cwd) process.chdir(cwd);
    for (const key of Object.getOwnPropertySymbols(globalThis)) if (ofOneFile.has(key.description)) delete globalThis[key];
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** Asked for by jest; the code itself is compiled by SharedRuntime. */
  getVmContext() {
    return globalThis;
  }
}
