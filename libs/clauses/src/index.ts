export { ClauseCounters, type CountedClause } from './clause-counters.js';
export { ClauseParts } from './clause-parts.js';
export { ClauseDeviations, type StandingDeviation } from './clause-deviations.js';
export { ClausesModule } from './clauses.module.js';
export { ClauseLint } from './clause-lint.js';
export { ClauseShelf } from './clause-shelf.js';
export { ClauseVersions } from './clause-versions.js';
