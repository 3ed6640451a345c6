export { ChecksModule } from './checks.module.js';
export { ChecksReader, type CheckBlock } from './checks.reader.js';
