import { type Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@gare/platform/config';
import { AppError } from '@gare/platform/errors';
import { LOGGER, type Logger } from '@gare/platform/logging';
import { type LockAnswer, type LockRequest } from './locks.js';
import { OfficeConclusion } from './office-conclusion.js';
import { OfficeReading } from './office-reading.js';
import { OfficeSaves, type SaveAnswer } from './office-saves.js';
import { OfficeTokens, type OfficeBearer } from './office-tokens.js';
import { WopiClient } from './wopi-client.js';

/** Answer to CheckFileInfo, under the names of the protocol. */
export type FileInfo = Readonly<Record<string, string | number | boolean>>;

interface Caller {
  readonly token: string;
  /** Of the request, with its query. */
  readonly path: string;
  readonly timeStamp: string;
  readonly proof: string;
  readonly proofOld: string;
  readonly correlationId: string;
}

/** The host side of WOPI: each operation on behalf of the person whose token it brings, with the rights that person has now. */
@Injectable()
export class WopiHost {
  constructor(
    private readonly reading: OfficeReading,
    private readonly client: WopiClient,
    private readonly tokens: OfficeTokens,
    private readonly saves: OfficeSaves,
    private readonly conclusion: OfficeConclusion,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws AppError wopi.token, where the token or the signature of the office server does not hold */
  async admit(fileId: string, { token, path, correlationId, ...proof }: Caller): Promise<OfficeBearer> {
    if (!this.client.isConfigured || token === '') throw new AppError('wopi.token');
    if (!(await this.client.isFromServer(path, { accessToken: token, ...proof }))) throw new AppError('wopi.token');
    const bearer = await this.tokens.admit(token, fileId, correlationId);
    if (bearer === null) throw new AppError('wopi.token');
    return bearer;
  }

  async info(bearer: OfficeBearer): Promise<FileInfo> {
    const { actor } = bearer;
    const { file, bytes, canWrite, dossier } = await this.reading.file(bearer);
    const mayWrite = bearer.canWrite && canWrite;
    return {
      BaseFileName: file.fileName,
      OwnerId: actor.suaId,
      UserId: actor.personId,
      UserFriendlyName: `${actor.person} (${actor.ente})`,
      Size: bytes,
      Version: file.version,
      LastModifiedTime: file.modifiedAt.toISOString(),
      UserCanWrite: mayWrite,
      ReadOnly: !mayWrite,
      SupportsUpdate: true,
      SupportsLocks: true,
      SupportsGetLock: true,
      SupportsExtendedLockLength: true,
      SupportsRename: false,
      SupportsDeleteFile: false,
      UserCanNotWriteRelative: true,
      BreadcrumbBrandName: 'Gare insieme',
      BreadcrumbFolderName: dossier,
      PostMessageOrigin: new URL(this.config.publicUrl).origin,
    };
  }

  /** @throws AppError access.denied */
  async contents(bearer: OfficeBearer): Promise<{ stream: Readable; bytes: number; version: string }> {
    const { file, bytes } = await this.reading.file(bearer);
    return { stream: await this.reading.bytes(file), bytes, version: file.version };
  }

  async version(bearer: OfficeBearer): Promise<string> {
    return (await this.reading.file(bearer)).file.version;
  }

  /** Taking off the lock ends the work: what was saved becomes a version where nothing stands against it, else it waits for a person. */
  async lock(bearer: OfficeBearer, request: LockRequest): Promise<LockAnswer> {
    this.requireWrite(bearer);
    const answer = await this.saves.lock(bearer, request);
    if (answer.ok && request.kind === 'UNLOCK') await this.conclude(bearer);
    return answer;
  }

  async save(
    bearer: OfficeBearer,
    { isLast, ...save }: Parameters<OfficeSaves['save']>[1] & { readonly isLast: boolean },
  ): Promise<SaveAnswer> {
    this.requireWrite(bearer);
    const answer = await this.saves.save(bearer, save);
    if (answer.ok && isLast) await this.conclude(bearer);
    return answer;
  }

  private async conclude(bearer: OfficeBearer): Promise<void> {
    try {
      await this.conclusion.conclude(bearer.actor, bearer, null);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.logger.warn({ code: error.code, documentId: bearer.documentId }, 'what was saved in the office server waits for a person');
    }
  }

  private requireWrite({ canWrite }: OfficeBearer): void {
    if (!canWrite) throw new AppError('access.denied', { detail: 'Il documento è aperto solo per leggerlo.' });
  }
}
