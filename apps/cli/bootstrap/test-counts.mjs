import { writeFileSync } from 'node:fs';

/** Jest reporter that keeps only the counts. (Jest's own --json dies on failures whose error refers to itself.) */
export default class TestCounts {
  constructor(_config, { file }) {
    this.file = file;
  }

  onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) {
    // A file that could not even be loaded has no failed test of its own: it counts as one.
    writeFileSync(this.file, JSON.stringify({ passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites }));
  }
}
