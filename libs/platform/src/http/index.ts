export { CurrentActor } from './current-actor.js';
export { sendFile, type Download } from './download.js';
export { ProblemFilter } from './problem-filter.js';
export { Input, Route, ROUTE, type InputOf } from './route.js';
export { addSecurityHeaders } from './security-headers.js';
export { UploadedStream, type IncomingFile } from './upload.js';
export { receive, uploadLimit, type ReceivedFile } from './received-file.js';
