export { ClausesModule as ClausesWorkerModule } from './clauses.module.js';
