/**
 * The architecture as rules (docs/architecture.md tells why). `libs/contracts` and `libs/domain` are open to all;
 * `libs/platform/<capability>` and features are entered by their doors only.
 */
/** Features may import only those before them. */
const order = [
  'identity',
  'law',
  'dossiers',
  'kinds',
  'audit',
  'notifications',
  'scheda',
  'templates',
  'clauses',
  'documents',
  'facts',
  'drafting',
  'redlines',
  'reviews',
  'attachments',
  'convenzioni',
  'checks',
  'publication',
  'checklists',
  'rilevazioni',
  'rendicontazioni',
  'expertise',
  'requests',
  'terms',
  'wopi',
  'desk',
  'community',
  'indicators',
];
const features = `(?:${order.join('|')})`;

const forwardOnly = order.slice(0, -1).map((feature, index) => ({
  name: `${feature}-before-${order[index + 1]}`,
  comment: `${feature} comes before ${order.slice(index + 1).join(', ')}: react to an event instead of importing them`,
  severity: 'error',
  from: { path: `^libs/${feature}/` },
  to: { path: `^libs/(?:${order.slice(index + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment: 'no Nest, TypeORM, node:*, clock or network: the same code runs in the browser',
      from: { path: '^libs/domain/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^libs/domain/', '^node_modules/(zod|decimal\\.js|diff|node-diff3|prosemirror-model|prosemirror-transform)/'] },
    },
    {
      name: 'contracts-are-shapes',
      severity: 'error',
      from: { path: '^libs/contracts/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^libs/(contracts|domain)/', '^node_modules/(zod|zod-openapi)/'] },
    },
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      from: { path: '^libs/platform/' },
      to: { path: `^(apps|libs/${features})/` },
    },
    {
      name: 'feature-through-its-door',
      severity: 'error',
      comment: 'another feature is entered only by its index.ts',
      from: { path: `^libs/(${features})/` },
      to: { path: `^libs/${features}/src/`, pathNot: ['^libs/$1/', `^libs/${features}/src/index\\.ts$`] },
    },
    ...forwardOnly,
    {
      name: 'apps-compose-only',
      severity: 'error',
      from: { path: '^apps/', pathNot: '\\.spec\\.ts$' },
      to: { path: `^libs/${features}/src/`, pathNot: 'src/(index|http|worker|collab)\\.ts$' },
    },
    {
      name: 'web-knows-contracts-only',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(libs/(?!contracts/|domain/)|apps/(?!web/))' },
    },
    {
      name: 'background-never-loads-http',
      severity: 'error',
      from: { path: '^apps/(worker|collab)/' },
      to: { path: `^libs/${features}/.*\\.controller\\.ts$`, reachable: true },
    },
    {
      name: 'no-own-barrel',
      severity: 'error',
      from: { path: `^libs/(${features})/src/(?!index\\.ts)`, pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/$1/src/index\\.ts$' },
    },
    {
      name: 'controllers-never-touch-data',
      severity: 'error',
      from: { path: '\\.controller\\.ts$' },
      to: { path: '\\.entity\\.ts$|node_modules/(typeorm|bullmq|pg|ioredis)/' },
    },
    {
      name: 'only-platform-speaks-drivers',
      severity: 'error',
      comment: 'benchmarks measure the bare engines and the tests arrange rows',
      from: { path: '^(apps|libs)/', pathNot: '^libs/platform/|^apps/cli/src/bench/' },
      to: { path: 'node_modules/(bullmq|ioredis|pg|minio)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|apps/web/dist)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
