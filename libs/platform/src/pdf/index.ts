export { inspectPdfA, type PdfaFinding, type PdfaFindingCode, type PdfaInspection } from './inspect-pdfa.js';
export { countPages, normalisePdf, UnknownPdfLayout } from './normalise-pdf.js';
export { defaultPreflight, runPreflight, type Preflight, type PreflightOptions } from './preflight.js';
