// Own code is CommonJS TypeScript, Nest 12 is ESM only: jest's VM cannot require(esm) on Node 20-22,
// so the ESM packages are transformed too (docs/adr/0002-module-system.md).
const esmPackages = [
  '@nestjs',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  'iterare',
  '@borewit',
  'nanoid',
  'minio',
  'zod-openapi',
  'content-disposition',
  '@fastify/cookie',
  'docx',
  'cookie',
  'fast-check',
  'pure-rand',
  'openid-client',
  'oauth4webapi',
  'jose',
  'crossws',
].join('|');

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
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
  transform: { '^.+\\.(ts|js|mjs)$': swc },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages})/)`],
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
  workerIdleMemoryLimit: '600MB',
  testTimeout: 120_000,
};
