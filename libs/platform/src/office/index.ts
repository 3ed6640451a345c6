export { formPdfA } from './form-pdfa.js';
export { OfficeFailure, type OfficeFailureCode } from './office-failure.js';
export { defaultOfficePool, OfficePool, type FormedPdf, type OfficeMode, type OfficePoolOptions, type PdfRequest } from './office-pool.js';
