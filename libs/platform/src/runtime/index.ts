export { createHttpApplication } from './http-server.js';
export { Metrics } from './metrics.js';
export { OfficeModule } from './office.module.js';
export { OperationsModule } from './operations.module.js';
export { PartsHealth } from './parts-health.js';
export { PlatformModule, type PlatformOptions } from './platform.module.js';
