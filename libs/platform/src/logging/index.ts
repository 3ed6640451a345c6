export { LOGGER, NestLogger, createLogger, withLogContext, type LogContext } from './logger.js';
export { type Logger } from 'pino';
