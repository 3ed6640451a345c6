import tseslint from 'typescript-eslint';
import importX from 'eslint-plugin-import-x';

const houseRules = {
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/explicit-module-boundary-types': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
  // Entities and Nest's option bags are classes that are used as plain shapes.
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  'import-x/no-default-export': 'error',
  'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'read configuration from @gare/platform/config' }],
};

const banned = [
  {
    selector:
      "CallExpression[callee.property.name='transaction'] :function MemberExpression[object.type='ThisExpression'][property.name='database']",
    message: 'inside a transaction use tx, not this.database',
  },
  { selector: "Decorator[expression.callee.name='InjectRepository']", message: 'inject Database instead' },
  { selector: 'Decorator[expression.callee.name=/^(OneToMany|ManyToMany)$/]', message: 'no inverse relations: reference by id' },
  {
    selector: "MethodDefinition[kind='constructor'] > FunctionExpression[params.length>7]",
    message: 'more than 7 dependencies: split the class',
  },
  {
    selector:
      "MethodDefinition[kind!='constructor'] > FunctionExpression[params.length>4], FunctionDeclaration[params.length>4], ArrowFunctionExpression[params.length>4]",
    message: 'more than 4 parameters: take an object',
  },
];
const clock = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.object.name='Date'][callee.property.name='now']",
  message: 'take the time from Clock',
};

export default tseslint.config(
  { ignores: ['**/node_modules', '**/dist', 'apps/web/src/api/schema.d.ts', '.data'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { 'import-x': importX },
    rules: { ...houseRules, 'no-restricted-syntax': ['error', ...banned, clock] },
  },
  { files: ['libs/platform/src/clock/*.ts', 'apps/web/**'], rules: { 'no-restricted-syntax': ['error', ...banned] } },
  {
    files: ['libs/platform/src/config/*.ts', 'libs/platform/src/testing/*.ts', 'apps/*/src/main.ts', 'apps/cli/**', 'test/**'],
    rules: { 'no-restricted-properties': 'off' },
  },
  // A table of tests or a React view is one long expression by nature; the cap is for code that decides.
  {
    files: ['**/*.spec.ts', 'test/**', 'apps/web/**'],
    rules: { 'max-lines-per-function': 'off', 'no-restricted-syntax': ['error', ...banned] },
  },
  { files: ['**/vite.config.ts'], rules: { 'import-x/no-default-export': 'off' } },
);
