export { writeCanonicalZip, type ZipPart } from './canonical-zip.js';
export { extractDocxText, type WordPartText } from './extract-text.js';
export { inspectDocx, inspectXlsx, type AcceptedPackage } from './inspect-docx.js';
export { inspectUpload, bufferSource, fileSource, type ByteSource, type AcceptedUpload, type UploadKind } from './inspect-upload.js';
export { plainDocument, type PlainBlock, type TableColumn } from './plain-document.js';
export { refusalSentences, type Refusal, type RefusalCode } from './refusal.js';
export { headingLevels, readParagraphs, unescapeXml, type CellPlace, type WordParagraph } from './word-text.js';
export { documentLimits, readZipDirectory, type ZipEntry, type ZipLimits } from './zip-directory.js';
export { inflateEntry } from './zip-inflate.js';
