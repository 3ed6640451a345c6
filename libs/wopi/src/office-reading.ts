import { type Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DossierAccessReader } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { ObjectStorage } from '@gare/platform/storage';
import { OfficeFiles, type OfficeFile } from './office-files.js';
import { type OfficeBearer } from './office-tokens.js';

/** The file of a token, as the person it is for may have it now. */
export interface ReadFile {
  readonly file: OfficeFile;
  readonly bytes: number;
  readonly canWrite: boolean;
  /** Its dossier, as people name it. */
  readonly dossier: string;
}

/** Reads files on behalf of the bearer of a token. */
@Injectable()
export class OfficeReading {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly files: OfficeFiles,
    private readonly storage: ObjectStorage,
  ) {}

  /** @throws AppError access.denied, wopi.not_word */
  async file(bearer: OfficeBearer): Promise<ReadFile> {
    const { actor, code, dossierId } = bearer;
    const read = await this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('document.read', code);
      const file = await this.files.find(reader, bearer);
      if (file === null) throw new AppError('wopi.not_word');
      return { file, canWrite: one.may('document.upload', code), dossier: one.dossier.codiceAppalto };
    });
    const { bytes } = await this.storage.stat(read.file.storageKey);
    return { ...read, bytes };
  }

  bytes({ storageKey }: OfficeFile): Promise<Readable> {
    return this.storage.get(storageKey);
  }
}
