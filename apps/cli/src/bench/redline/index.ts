import { type Measurement } from '../figure.js';
import { disciplinareRedline, disciplinareBesideOffice } from './disciplinare-redline.js';
import { editScripts } from './script-proofs.js';

/** The figures of `npm run bench -- redline`. */
export const redlineFigures: readonly Measurement[] = [disciplinareRedline, disciplinareBesideOffice, editScripts];
