// Lets a worker thread run the TypeScript sources: used by tests only, where no build exists.
const Module = require('node:module');
const { existsSync, readFileSync } = require('node:fs');
const { dirname, join, resolve } = require('node:path');
const { transformSync } = require('@swc/core');

const root = resolve(__dirname, '../../..');
const aliases = [
  [/^@gare\/(contracts|domain)\/(.*)$/, 'libs/$1/src/$2.ts'],
  [/^@gare\/platform\/(.*)$/, 'libs/platform/src/$1/index.ts'],
];

const builtIn = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  for (const [pattern, target] of aliases) if (pattern.test(request)) return join(root, request.replace(pattern, target));
  if (request.startsWith('.') && request.endsWith('.js') && parent?.filename.endsWith('.ts')) {
    const source = join(dirname(parent.filename), request.replace(/\.js$/, '.ts'));
    if (existsSync(source)) return source;
  }
  return builtIn.call(this, request, parent, ...rest);
};

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    configFile: false,
    swcrc: false,
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      target: 'es2022',
    },
    module: { type: 'commonjs' },
  });
  module._compile(code, filename);
};

require(join(__dirname, 'redline-worker.ts'));
