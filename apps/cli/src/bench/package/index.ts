import { type Measurement } from '../figure.js';
import { outboxJobs } from './outbox-jobs.js';
import { packagingMemory } from './packaging-memory.js';
import { secondStart } from './second-start.js';
import { strictRender } from './strict-render.js';
import { twelveDocuments } from './twelve-documents.js';

/** The figures of `npm run bench -- package`. */
export const packageFigures: readonly Measurement[] = [twelveDocuments, strictRender, packagingMemory, secondStart, outboxJobs];
