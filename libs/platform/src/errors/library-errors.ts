import { clauseErrors } from './clause-errors.js';
import { communityErrors } from './community-errors.js';
import { templateErrors } from './template-errors.js';

/** The library of models and clauses: its texts, and what Provinces give each other of it. */
export const libraryErrors = { ...templateErrors, ...clauseErrors, ...communityErrors } as const;
