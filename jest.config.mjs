// Own code is CommonJS TypeScript (docs/adr/0002-module-system.md), loaded once for all files of a worker in the realm of the
// process; packages are loaded by node itself, ESM ones too (docs/adr/0039-tests-share-what-is-loaded.md).
const swc = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      target: 'es2022',
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];

const shared = {
  rootDir: '.',
  testEnvironment: '<rootDir>/test/harness/shared-environment.mjs',
  runtime: '<rootDir>/test/harness/shared-runtime.mjs',
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
  transform: { '^.+\\.(ts|js|mjs)$': swc },
  moduleNameMapper: {
    '^@gare/(contracts|domain)/(.*)$': '<rootDir>/libs/$1/src/$2.ts',
    '^@gare/platform/(.*)$': '<rootDir>/libs/platform/src/$1/index.ts',
    '^@gare/([a-z]+)/(http|worker|collab)$': '<rootDir>/libs/$1/src/$2.ts',
    '^@gare/([a-z]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};

export default {
  projects: [
    // Pure code and single capabilities, beside their sources.
    {
      ...shared,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/libs/**/*.spec.ts',
        '<rootDir>/apps/{api,worker,cli}/**/*.spec.ts',
        '<rootDir>/apps/web/{src,build}/**/*.spec.ts',
      ],
    },
    // Behaviour on real PostgreSQL, Redis, storage, LibreOffice and browser.
    {
      ...shared,
      displayName: 'slices',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      globalSetup: '<rootDir>/test/harness/global-setup.mjs',
      globalTeardown: '<rootDir>/test/harness/global-teardown.mjs',
    },
  ],
  reporters: [
    'default',
    ...(process.env.GARE_TEST_COUNTS ? [['<rootDir>/apps/cli/bootstrap/test-counts.mjs', { file: process.env.GARE_TEST_COUNTS }]] : []),
  ],
  workerIdleMemoryLimit: '1GB',
  testTimeout: 120_000,
};
