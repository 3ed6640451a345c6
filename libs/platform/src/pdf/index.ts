export { inspectFormedPdfA, inspectPdfA, type PdfaFinding, type PdfaFindingCode, type PdfaInspection } from './inspect-pdfa.js';
export { countPages, UnknownPdfLayout } from './libreoffice-layout.js';
export { normalisePdf } from './normalise-pdf.js';
export { defaultPreflight, runPreflight, type Preflight, type PreflightOptions } from './preflight.js';
