export { ClauseCounters, type CountedClause } from './clause-counters.js';
export { ClausesModule } from './clauses.module.js';
