import { fileURLToPath } from 'node:url';
import base from '../../jest.config.js';

const domain = base.projects.find(({ displayName }) => displayName === 'domain');

/** The domain's tests for Stryker, without the random lives: they take as long as all others together, for each mutant again. */
export default {
  ...domain,
  // Stryker runs a copy of the repository.
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  testMatch: ['<rootDir>/test/domain/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', 'lives.test.ts$'],
};
