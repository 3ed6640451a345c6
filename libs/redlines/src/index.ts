export { maxRevisions, redlineDocx, type WordRedline } from './word/redline-docx.js';
export { proveRedline, type ProofFailure } from './word/prove-redline.js';
