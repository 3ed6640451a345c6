import { createRequire, isBuiltin } from 'node:module';
import { join, sep } from 'node:path';
import { compileFunction, constants } from 'node:vm';
import SharedEnvironment from './shared-environment.mjs';

const fromJest = createRequire(createRequire(import.meta.url).resolve('jest'));
const { default: Runtime } = fromJest('jest-runtime');

const packages = `${sep}node_modules${sep}`;

/** What jest itself answers: the registry of the file holds its state. */
const ofJest = new Set(['@jest/globals', '@jest/expect', 'expect']);

/** Jest's module loader, compiling into the realm of the process. */
class RealmRuntime extends Runtime {
  constructor(...args) {
    super(...args);
    const [config] = args;
    // Packages are loaded by node as for the product, ESM ones too. From within node_modules, so that node does not warn.
    this.requirePackage = createRequire(join(config.rootDir, 'node_modules', 'tests.cjs'));
    const { executor } = this;
    executor.compile = (source, filename) =>
      compileFunction(source, executor.injectedModuleParameters, {
        filename,
        importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      });
  }

  installGetBuiltinModule() {
    // The process is the real one: its builtins are too.
  }

  requireModuleOrMock(from, name) {
    if (ofJest.has(name)) return super.requireModuleOrMock(from, name);
    if (isBuiltin(name)) return this.requirePackage(name);
    const path = this._resolution.resolveCjs(from, name);
    if (!path.includes(packages)) return this.requireOwn(from, name, path);
    // By name where it has one: node and jest may choose different entries of a package.
    return this.requirePackage(name.startsWith('.') || name.startsWith(sep) ? path : name);
  }

  /** A file of this repository. */
  requireOwn(from, name) {
    return super.requireModuleOrMock(from, name);
  }
}

/** Loads the product's own code once for all test files of a worker. Is never torn down. */
let product = null;

/**
 * What a test file runs in: the file itself and what stands beside it under `test/` are loaded anew, the code of the
 * product (`apps`, `libs`) and the packages stay loaded from one file to the next, as in the processes of the product.
 */
export default class SharedRuntime extends RealmRuntime {
  constructor(...args) {
    super(...args);
    const [config, environment, ...rest] = args;
    product ??= new RealmRuntime(config, new SharedEnvironment({ projectConfig: config }), ...rest);
    // One table of source maps, for the traces of failures.
    this.transformCache.sourceMaps = product.transformCache.sourceMaps;
    this.shared = environment.loadsAnew ? [] : ['apps', 'libs'].map((folder) => join(config.rootDir, folder) + sep);
  }

  requireOwn(from, name, path) {
    const isShared = this.shared.some((start) => path.startsWith(start)) && path !== this._testPath;
    return isShared ? product.requireModuleOrMock(from, name) : super.requireOwn(from, name, path);
  }
}
