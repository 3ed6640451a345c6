export { DocumentsChanged, type DocumentsChange } from './documents-changed.js';
export { DocumentsModule } from './documents.module.js';
export { DocumentsReader, type DocumentFile, type CurrentDocument, type DocumentText } from './documents.reader.js';
export { FormationContexts } from './formation-contexts.js';
export { FormationQueue } from './formation-queue.js';
export { keptExtension } from './document-file-name.js';
export { examine, type Examination } from './upload-examination.js';
