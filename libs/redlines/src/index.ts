export { provenRedline, type ProvenRedline } from './word/proven-redline.js';
export { proveRedline, type ProofFailure } from './word/prove-redline.js';
export { redlineDocx, type WordRedline } from './word/redline-docx.js';
