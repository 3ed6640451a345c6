export { AppError, asAppError, type AppErrorContext, type Issue } from './app-error.js';
export { errorRow, errorTable, isErrorCode, type ErrorCode } from './error-table.js';
export { isOutage } from './outage.js';
