import { type Measurement } from '../figure.js';
import { outboxJobs } from './outbox-jobs.js';

/** The figures of `npm run bench -- package`, cheapest last. */
export const packageFigures: readonly Measurement[] = [outboxJobs];
