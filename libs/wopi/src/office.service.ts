import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type OfficeState, type openOffice } from '@gare/contracts/office';
import { type Actor } from '@gare/domain/access/actor';
import { DocumentReads } from '@gare/documents';
import { DossierAccessReader } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { lockOf, OfficeFiles } from './office-files.js';
import { OfficeTokens } from './office-tokens.js';
import { WopiClient } from './wopi-client.js';

type Opening = z.output<NonNullable<typeof openOffice.response>>;

interface Place {
  readonly dossierId: string;
  readonly code: string;
}

const notWord = 'La versione in vigore non è un file Word: genera il documento o carica un file .docx.';

/** A document as a page offers it for the office server. */
@Injectable()
export class OfficeService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly files: OfficeFiles,
    private readonly tokens: OfficeTokens,
    private readonly client: WopiClient,
    private readonly reads: DocumentReads,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError dossier.not_found, access.denied, document.not_found */
  state(actor: Actor, place: Place): Promise<OfficeState> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, place.dossierId);
      one.require('dossier.read');
      const file = await this.files.find(reader, place);
      const lock = lockOf(file?.copy ?? null);
      const { savedAt, savedBy, storageKey, fromVersion } = file?.copy ?? {};
      const isSaved = storageKey != null && savedAt != null;
      return {
        available: this.client.isConfigured,
        whyNot: one.whyNot('document.upload', place.code) ?? (file === null ? notWord : null),
        copy: isSaved
          ? {
              savedAt: savedAt.toISOString(),
              savedBy: savedBy ?? '',
              from: fromVersion ?? null,
              current: file?.document.currentVersion ?? null,
            }
          : null,
        locked: lock !== null && lock.until > this.clock.now().getTime(),
      };
    });
  }

  /**
   * A token for one document. Reading it in the editor counts as reading the version in force.
   * @throws AppError access.denied, document.read_only, document.not_found, wopi.not_word, wopi.unavailable
   */
  async open(actor: Actor, place: Place, { mode, sessionHash }: { mode: 'edit' | 'view'; sessionHash: string }): Promise<Opening> {
    const { token, expiresAt, file } = await this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.open(tx, actor, place.dossierId);
      one.require('document.read', place.code);
      if (mode === 'edit') one.require('document.upload', place.code);
      if (!this.client.isConfigured) throw new AppError('wopi.none');
      const found = await this.files.find(tx, place);
      if (found === null) throw new AppError('wopi.not_word', { detail: notWord });
      const { document } = found;
      const choice = { version: document.currentVersion ?? 0, format: 'docx', inline: true };
      if (!one.access.pubblicato) await this.reads.record(tx, actor, { dossier: one.dossier, document, choice });
      const bearer = { actor, documentId: document.id, ...place, canWrite: mode === 'edit' };
      return { ...(await this.tokens.issue(tx, bearer, sessionHash)), file: found };
    });
    const address = await this.client.address(file.document.id, mode);
    return { address, token, expiresAtMs: expiresAt.getTime(), canWrite: mode === 'edit', fileName: file.fileName };
  }
}
