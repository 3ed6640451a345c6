export { DocumentsChanged, type DocumentsChange } from './documents-changed.js';
export { DocumentsModule } from './documents.module.js';
export { DocumentsReader, type DocumentFile, type CurrentDocument, type DocumentText } from './documents.reader.js';
export { FormationContexts } from './formation-contexts.js';
