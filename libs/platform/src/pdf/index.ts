export { inspectFormedPdfA, inspectPdfA, type PdfaFinding, type PdfaFindingCode, type PdfaInspection } from './inspect-pdfa.js';
export { countPages, UnknownPdfLayout } from './libreoffice-layout.js';
export { normalisePdf } from './normalise-pdf.js';
export { defaultPreflight, runPreflight, type Preflight, type PreflightOptions } from './preflight.js';
export { defaultPdfLimits, PdfTexts, type PdfText, type PdfTextLimits, type PdfUnread } from './text/pdf-texts.js';
