import { type Measurement } from '../figure.js';
import { changesTold, partsAccounted } from './returned-parts.js';

/** The figures of `npm run bench -- word`. */
export const wordFigures: readonly Measurement[] = [partsAccounted, changesTold];
