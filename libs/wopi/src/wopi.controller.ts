import { type Readable } from 'node:stream';
import { Controller, Req, Res, StreamableFile } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { checkFileInfo, fileOperation, getFile, putFile } from '@gare/contracts/office';
import { Input, Route, type InputOf } from '@gare/platform/http';
import { longestLock, type LockRequest } from './locks.js';
import { WopiHost, type FileInfo } from './wopi-host.js';

const header = (request: FastifyRequest, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
};

/** The WOPI protocol ([MS-WOPI]) as an office server speaks it: answers are statuses and headers more than bodies. */
@Controller()
export class WopiController {
  constructor(private readonly host: WopiHost) {}

  @Route(checkFileInfo)
  async info(
    @Input(checkFileInfo) { params, query }: InputOf<typeof checkFileInfo>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FileInfo> {
    void reply.header('cache-control', 'no-store').header('content-type', 'application/json; charset=utf-8');
    return this.host.info(await this.host.admit(params.fileId, caller(request, query.access_token)));
  }

  @Route(getFile)
  async contents(
    @Input(getFile) { params, query }: InputOf<typeof getFile>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | string> {
    const bearer = await this.host.admit(params.fileId, caller(request, query.access_token));
    const { stream, bytes, version } = await this.host.contents(bearer);
    void reply.header('x-wopi-itemversion', version).header('cache-control', 'no-store');
    const most = header(request, 'x-wopi-maxexpectedsize');
    if (/^\d+$/.test(most) && bytes > Number(most)) {
      stream.destroy();
      void reply.status(412);
      return '';
    }
    return new StreamableFile(stream, { type: 'application/octet-stream', length: bytes });
  }

  @Route(fileOperation)
  async operate(
    @Input(fileOperation) { params, query }: InputOf<typeof fileOperation>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const bearer = await this.host.admit(params.fileId, caller(request, query.access_token));
    const asked = lockRequest(request);
    if (typeof asked === 'number') {
      void reply.status(asked);
      return '';
    }
    const answer = await this.host.lock(bearer, asked);
    if (!answer.ok) refuse(reply, answer.held);
    else if (asked.kind === 'GET') void reply.header('x-wopi-lock', answer.lock?.id ?? '');
    if (answer.ok) void reply.header('x-wopi-itemversion', await this.host.version(bearer));
    return '';
  }

  @Route(putFile)
  async save(
    @Input(putFile) { params, query }: InputOf<typeof putFile>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const bearer = await this.host.admit(params.fileId, caller(request, query.access_token));
    void reply.header('content-type', 'application/json; charset=utf-8');
    if (header(request, 'x-wopi-override').toUpperCase() !== 'PUT') {
      void reply.status(501);
      return '{}';
    }
    const known = header(request, 'x-cool-wopi-timestamp');
    const answer = await this.host.save(bearer, {
      stream: request.body as Readable,
      lockId: header(request, 'x-wopi-lock'),
      knownAt: known === '' ? null : known,
      isLast: header(request, 'x-cool-wopi-isexitsave') === 'true',
    });
    if (answer.ok) {
      void reply.header('x-wopi-itemversion', answer.version);
      return JSON.stringify({ LastModifiedTime: answer.savedAt.toISOString() });
    }
    if ('held' in answer) {
      refuse(reply, answer.held);
      return '{}';
    }
    // Collabora asks its user whether to overwrite: the file was saved by somebody else in between.
    void reply.status(409);
    return JSON.stringify({ COOLStatusCode: 1010 });
  }
}

function caller(request: FastifyRequest, inQuery: string | undefined): Parameters<WopiHost['admit']>[1] {
  const token = inQuery ?? /^Bearer (\S+)$/i.exec(header(request, 'authorization'))?.[1] ?? '';
  return {
    token,
    path: request.url,
    timeStamp: header(request, 'x-wopi-timestamp'),
    proof: header(request, 'x-wopi-proof'),
    proofOld: header(request, 'x-wopi-proofold'),
    correlationId: request.id,
  };
}

/** A lock stands in the way: its name, and the reason in words for the log of the office server. */
function refuse(reply: FastifyReply, held: string): void {
  const reason = held === '' ? 'the file is not locked' : 'the file is locked under another name';
  void reply.status(409).header('x-wopi-lock', held).header('x-wopi-lockfailurereason', reason);
}

const kinds = { LOCK: 'LOCK', REFRESH_LOCK: 'REFRESH', UNLOCK: 'UNLOCK', GET_LOCK: 'GET' } as const;

/** What is asked of the lock, or the status for what is not: 501 for operations we do not offer, 400 for a lock without a name. */
function lockRequest(request: FastifyRequest): LockRequest | 400 | 501 {
  const override = header(request, 'x-wopi-override').toUpperCase();
  if (!(override in kinds)) return 501;
  const kind = kinds[override as keyof typeof kinds];
  if (kind === 'GET') return { kind };
  const id = header(request, 'x-wopi-lock');
  if (id === '' || id.length > longestLock) return 400;
  const replaces = header(request, 'x-wopi-oldlock');
  return kind === 'LOCK' ? { kind, id, replaces: replaces === '' ? null : replaces } : { kind, id };
}
