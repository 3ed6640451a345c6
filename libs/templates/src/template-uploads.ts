import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { type uploadTemplate } from '@gare/contracts/templates';
import { type Actor } from '@gare/domain/access/actor';
import { dbContext, RegistryAudit } from '@gare/identity';
import { isPartName } from '@gare/domain/library/part-name';
import { Clock } from '@gare/platform/clock';
import { Database, type Tx } from '@gare/platform/database';
import { inspectDocx, refusalSentences, type Refusal } from '@gare/platform/docx';
import { AppError } from '@gare/platform/errors';
import { receive, type IncomingFile, type InputOf } from '@gare/platform/http';
import { ObjectStorage } from '@gare/platform/storage';
import { includedNames } from './compose/compose-template.js';
import { authorizeLibrary } from './library-access.js';
import { sourceOf } from './own-templates.js';
import { TemplateCheck } from './template-check.js';
import { TemplateVersionEntity } from './template-version.entity.js';

/** Largest template, in bytes. */
const largest = 20 * 1024 * 1024;
export const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

type Described = InputOf<typeof uploadTemplate>['query'];

type Also = (tx: Tx, draftId: string) => Promise<void>;
const nothingMore: Also = () => Promise.resolve();

/** Word files that a Province brings: examined before anything opens them, kept by hash as the draft of a version. */
@Injectable()
export class TemplateUploads {
  constructor(
    private readonly database: Database,
    private readonly storage: ObjectStorage,
    private readonly check: TemplateCheck,
    private readonly audit: RegistryAudit,
    private readonly clock: Clock,
  ) {}

  /**
   * @param also written in the transaction that registers the draft
   * @returns the id of the draft, whose findings are kept with it
   * @throws AppError access.denied, template.file_refused (the reason is also in the history), template.version_taken
   */
  async upload(actor: Actor, described: Described, incoming: IncomingFile, also: Also = nothingMore): Promise<string> {
    const role = authorizeLibrary(actor);
    const file = await receive(incoming.stream, largest);
    try {
      if (file.tooLarge) return await this.refuse(actor, { described, role, incoming, refusal: tooLarge });
      const bytes = await readFile(file.path);
      const verdict = await inspectDocx(bytes);
      if (!verdict.ok) return await this.refuse(actor, { described, role, incoming, refusal: verdict });
      const draft = { described, role, fileName: incoming.fileName.slice(0, 200), also };
      return await this.keep(actor, draft, { bytes, sha256: file.sha256 });
    } finally {
      await file.discard();
    }
  }

  private async refuse(
    actor: Actor,
    { described, role, incoming, refusal }: { described: Described; role: string; incoming: IncomingFile; refusal: Refusal },
  ): Promise<never> {
    const { code, part = null } = refusal;
    await this.database.transaction(dbContext(actor), (tx) =>
      this.audit.record(tx, actor, {
        enteId: actor.suaId,
        action: 'template.file_refused',
        summary: `File rifiutato per il modello ${described.code} ${described.version}: ${refusal.message}`,
        details: { code: described.code, version: described.version, fileName: incoming.fileName.slice(0, 200), reason: code, part },
        role,
      }),
    );
    const place = part === null ? '' : ` Il punto è nel file, in «${part}».`;
    throw new AppError('template.file_refused', {
      detail: `${refusal.message}${place} Il file non è stato conservato e la libreria è rimasta com’era.`,
      details: { reason: code, part },
    });
  }

  /** Stores first, then registers: an object nobody refers to is harmless, a row without its object is not. */
  private async keep(
    actor: Actor,
    { described, role, fileName, also }: { described: Described; role: string; fileName: string; also: Also },
    { bytes, sha256 }: { bytes: Buffer; sha256: string },
  ): Promise<string> {
    const storageKey = `library/${actor.suaId}/templates/${sha256}.docx`;
    await this.storage.put(storageKey, bytes, { contentType: wordType, sha256, bytes: bytes.length, ifAbsent: true });
    const { validTo, ...rest } = described;
    const part = isPartName(rest.code);
    const row = {
      ...rest,
      // A part goes where templates include it: these are written for some cases, it is not.
      ...(part ? { procedures: [], objects: [] } : {}),
      ...{ id: randomUUID(), suaId: actor.suaId, state: 'BOZZA' as const, validTo: validTo === '' ? null : validTo },
      ...{ fileName, bytes: bytes.length, sha256, storageKey, content: bytes, includes: includedNames(bytes) },
      ...{ uploadedBy: actor.personId, uploadedByName: actor.person, uploadedAt: this.clock.now() },
    };
    await this.database.transaction(dbContext(actor), async (tx) => {
      const findings = await this.check.findings(tx, actor.suaId, sourceOf(row, bytes));
      const written = await tx
        .createQueryBuilder()
        .insert()
        .into(TemplateVersionEntity)
        .values({ ...row, findings: [...findings] })
        .orIgnore()
        .returning('id')
        .execute();
      if ((written.raw as unknown[]).length === 0) {
        throw new AppError('template.version_taken', {
          detail: `La versione ${row.version} del modello ${row.code} c’è già e una versione caricata non cambia. La libreria è rimasta com’era.`,
        });
      }
      const { code, version, title, validFrom } = row;
      await this.audit.record(tx, actor, {
        enteId: actor.suaId,
        action: 'template.uploaded',
        summary: `${part ? 'Caricata in bozza la parte condivisa' : 'Caricato in bozza il modello'} «${title}» (${code}), versione ${version}, dal file «${fileName}».`,
        details: { code, version, title, kind: row.kind, validFrom, validTo: row.validTo, sha256, bytes: bytes.length, owner: row.owner },
        role,
      });
      await also(tx, row.id);
    });
    return row.id;
  }
}

const tooLarge: Refusal = { ok: false, code: 'upload.too-large', message: refusalSentences()['upload.too-large'] };
