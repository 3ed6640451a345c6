import type {} from '@fastify/multipart';
import { type Readable } from 'node:stream';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { AppError } from '../errors/index.js';

/** A file as it arrives: nothing of it is in memory or on disk yet. */
export interface IncomingFile {
  fileName: string;
  mime: string;
  stream: Readable & { truncated?: boolean };
}

/**
 * The multipart part named `file`.
 * @throws AppError upload.missing
 */
export const UploadedStream = createParamDecorator(async (_: unknown, context: ExecutionContext): Promise<IncomingFile> => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  if (!request.isMultipart()) throw new AppError('upload.missing');
  const part = await request.file();
  if (!part) throw new AppError('upload.missing');
  return { fileName: part.filename, mime: part.mimetype, stream: part.file };
});
