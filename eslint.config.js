import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** The boundaries of docs/architecture.md. A pattern is refused with its reason wherever the files match. */
const boundary = (files, patterns, ignores = []) => ({
  plugins: { '@typescript-eslint': tseslint.plugin },
  files,
  ignores,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [...patterns, simulators, hooks] }] },
});

const simulators = {
  regex: '/(test/(sim|helpers|chaos)|bench)/',
  message: 'The product does not know its simulators and measurements: only dev/, bench/ and tests import them.',
};
const hooks = {
  regex: '^(node:)?module$',
  importNames: ['register', 'registerHooks', 'Module', 'default'],
  message: 'Only tests put one module in the place of another (test/chaos/arm.ts).',
};
const faults = { regex: '/fault-point', message: 'No step here is durable: the caller marks the boundary.' };
const outside = (names) => `^(\\.\\./)+(${names.join('|')})/`;
const own = [
  'activities',
  'admin-ui',
  'api',
  'bench',
  'dev',
  'domain',
  'prisma',
  'records',
  'reports',
  'setup',
  'test',
  'workflows',
];
const allBut = (...names) => outside(own.filter((name) => !names.includes(name)));

const noEnvironment = {
  object: 'process',
  property: 'env',
  message: 'Only env.ts reads the environment: import { env } from env.ts.',
};
const noClock = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Ask the injected Clock (domain/clock.ts).',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Ask the injected Clock (domain/clock.ts).',
  },
];
const noShortcuts = [
  { selector: 'TSEnumDeclaration', message: 'Node runs TypeScript by erasing types: use a union of codes.' },
  { selector: 'TSAsExpression > TSAsExpression', message: 'Two assertions hide an error: parse or narrow instead.' },
];

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', '.data/', 'artifacts/', 'coverage/', 'prisma/generated/'] },
  { linterOptions: { noInlineConfig: true } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'react-hooks/static-components': 'error',
      eqeqeq: 'error',
      'no-restricted-properties': ['error', noEnvironment],
      'no-restricted-syntax': ['error', ...noShortcuts],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Fastify's handlers and React's events take promises; a port's method may have nothing to await.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/require-await': 'off',
      // It calls assertions unnecessary that decide what is inferred.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // Ours are closures without `this`, written as methods.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  boundary(['**/*.ts', '**/*.tsx'], [], ['dev/**', 'dev.ts', 'test/**', 'bench/**']),
  boundary(['fault-point.ts'], [{ regex: '.', message: 'It does nothing, so that production cannot reach a fault.' }]),
  boundary(
    ['domain/**'],
    [
      { regex: allBut('domain'), message: 'The domain is pure: it imports nothing of ours.' },
      { regex: '^(node:|pg$|@temporalio/|fastify|react)', message: 'The domain does no input or output.' },
      faults,
    ],
  ),
  boundary(
    ['workflows/**'],
    [
      {
        regex: allBut('domain', 'workflows'),
        allowTypeImports: true,
        message: 'Workflows import the domain and types.',
      },
      {
        regex: '^(node:|@temporalio/(?!workflow|common)|pg$)',
        allowTypeImports: true,
        message: 'The sandbox has no such module.',
      },
      faults,
    ],
  ),
  boundary(
    ['admin-ui/**'],
    [
      {
        regex: allBut('domain', 'admin-ui'),
        allowTypeImports: true,
        message: 'The browser gets the domain and types only.',
      },
      faults,
    ],
    ['admin-ui/vite.config.ts'],
  ),
  boundary(
    ['api/**'],
    [
      {
        regex: '/workflows/(?!messages|ids)',
        allowTypeImports: true,
        message: 'The API knows workflows by their messages and ids only.',
      },
    ],
  ),
  {
    files: ['domain/**', 'activities/**', 'api/**', 'records/**', 'reports/**'],
    rules: { 'no-restricted-syntax': ['error', ...noShortcuts, ...noClock] },
  },
  {
    files: ['env.ts', 'prisma.config.ts', 'setup/**', 'dev/**', 'dev.ts', 'test/**', 'bench/**'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['admin-ui/**'],
    rules: {
      // react-admin's own records, filters and parameters are typed as any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off',
    },
  },
  {
    files: ['test/**'],
    rules: {
      // Answers of the API arrive as unknown JSON and are compared whole.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
