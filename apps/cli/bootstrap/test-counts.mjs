import { writeFileSync } from 'node:fs';

/**
 * Jest reporter that keeps the counts and, file by file, what failed. (Jest's own --json dies on failures whose error
 * refers to itself.)
 */
export default class TestCounts {
  constructor(_config, { file }) {
    this.file = file;
  }

  onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, testResults }) {
    // A file that could not even be loaded has no failed test of its own: it counts as one.
    const failedFiles = testResults
      .filter(({ numFailingTests, testExecError }) => numFailingTests > 0 || testExecError != null)
      .map(({ testFilePath, numFailingTests }) => ({ path: testFilePath, failed: Math.max(1, numFailingTests) }));
    writeFileSync(this.file, JSON.stringify({ passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites, failedFiles }));
  }
}
