export * from './data-directory.js';
export * from './embedded-postgres.js';
export * from './embedded-redis.js';
export * from './free-port.js';
export * from './service-error.js';
export { isAlive, lastLines, waitForExit } from './processes.js';
