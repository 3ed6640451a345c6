export { LOGGER, NestLogger, correlationId, createLogger, withLogContext, type LogContext } from './logger.js';
export { type Logger } from 'pino';
