export * from './create-object-storage.js';
export * from './fs-storage.js';
export * from './object-storage.js';
export * from './s3-storage.js';
export * from './storage-error.js';
export { attachmentDisposition } from './content-disposition.js';
