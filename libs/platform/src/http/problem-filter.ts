import { Catch, HttpException, Inject, Injectable, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Problem } from '@gare/contracts/problem';
import { AppError, asAppError, errorRow, isOutage, type ErrorCode } from '../errors/index.js';
import { LOGGER, type Logger } from '../logging/index.js';

/** The error's code for what Nest and Fastify throw by themselves. */
function frameworkCode(status: number): ErrorCode {
  if (status === 404) return 'request.not_found';
  if (status === 413) return 'request.too_large';
  return status < 500 ? 'request.invalid' : 'internal';
}

function toAppError(error: unknown): AppError {
  const known = asAppError(error);
  if (known) return known;
  if (error instanceof HttpException) return new AppError(frameworkCode(error.getStatus()), { cause: error });
  if (isOutage(error)) return new AppError('service.unavailable', { cause: error });
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number')
    return new AppError(frameworkCode(error.statusCode), { cause: error });
  return new AppError('internal', { cause: error });
}

/** The one place where errors become answers: problem+json through the error table. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const error = toAppError(thrown);
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const row = errorRow(error.code);
    // Without the query: it may hold what somebody signs in with.
    if (row.status >= 500) this.logger.error({ err: thrown, code: error.code, path: request.url.split('?')[0] }, 'request failed');
    if (reply.sent || reply.raw.headersSent) {
      // A stream broke midway: the client must see a cut connection, not a short file that looks whole.
      reply.raw.destroy();
      return;
    }
    const problem: Problem = {
      type: `https://gare-insieme.example/errors/${error.code}`,
      title: error.code,
      status: row.status,
      code: error.code,
      detail: error.detail,
      remedy: row.remedy,
      requestId: request.id,
      ...(error.issues ? { issues: [...error.issues] } : {}),
      ...(error.details === undefined ? {} : { details: error.details }),
    };
    void reply
      .status(row.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(problem);
  }
}
