export { asSystem, Database, systemContext, withEyes, type DbContext, type Reader, type Tx } from './database.js';
export { dataSourceOptions } from './data-source-options.js';
export { APP_ROLE, migrate } from './migrate.js';
export { SnakeNamingStrategy } from './naming-strategy.js';
export { oncePerSnapshot } from './snapshot.js';
