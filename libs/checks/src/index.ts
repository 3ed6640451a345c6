export { CheckCases } from './check-cases.js';
export { CheckQueue } from './check-queue.js';
export { ChecksModule } from './checks.module.js';
export { ChecksReader, type CheckBlock } from './checks.reader.js';
