/** `npm run test:mutation`: changes the domain in thousands of small ways and counts how many of them a test of the domain sees. */
export default {
  testRunner: 'jest',
  jest: { configFile: 'test/mutation/jest.config.js' },
  testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
  coverageAnalysis: 'perTest',
  mutate: ['domain/**/*.ts'],
  // Only run once per module: a table of words or of default rules, which a test would have to copy.
  ignoreStatic: true,
  ignorePatterns: ['/artifacts', '/dist', '/.data', '/admin-ui', '/bench'],
  tempDirName: '.data/mutation/copies',
  incremental: true,
  incrementalFile: '.data/mutation/known.json',
  reporters: ['clear-text', 'progress', 'json'],
  jsonReporter: { fileName: '.data/mutation/report.json' },
  clearTextReporter: { allowEmojis: false, logTests: false, reportTests: false, reportMutants: false },
  thresholds: { high: 90, low: 80, break: 80 },
  concurrency: 2,
  // Jest's modules of each run stay in its process, some 60 MB: soon it would do little but collect garbage.
  maxTestRunnerReuse: 10,
};
