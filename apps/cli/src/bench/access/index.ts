import { type Measurement } from '../figure.js';
import { auditAppend, auditAppendBare } from './audit-append.js';
import { auditVerify } from './audit-verify.js';
import { dossierList, dossierListGrowth } from './dossier-list.js';

/** The figures of `npm run bench -- access`. */
export const accessFigures: readonly Measurement[] = [auditAppend, auditAppendBare, auditVerify, dossierList, dossierListGrowth];
