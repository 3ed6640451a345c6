import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { auditExportLines } from '@gare/domain/audit/audit-export';
import { type AuditSubject, type ChainedSubjectEntry } from '@gare/domain/audit/chain-text';
import { DossierAccessReader } from '@gare/dossiers';
import { authorize, dbContext, EnteReader, enteSubject, RegistryAudit } from '@gare/identity';
import { Audit, DaySealing } from '@gare/platform/audit';
import { Database, type Tx } from '@gare/platform/database';
import { type Download } from '@gare/platform/http';

interface History {
  readonly subject: AuditSubject;
  readonly suaId: string;
  readonly entries: readonly ChainedSubjectEntry[];
  readonly fileName: string;
}

const exported = { action: 'audit.exported', summary: 'Registro delle operazioni esportato' };

/** A history to take away: whoever has the file can check it with `npm run verify`, without this product's database. */
@Injectable()
export class AuditExportService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly enti: EnteReader,
    private readonly audit: Audit,
    private readonly registry: RegistryAudit,
    private readonly sealing: DaySealing,
  ) {}

  /** The reading is itself an act: its entry is the last of the file. @throws AppError dossier.not_found, access.denied */
  ofDossier(actor: Actor, dossierId: string): Promise<Download> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.open(tx, actor, dossierId);
      const role = one.require('audit.export');
      const { suaId, enteId, codiceAppalto } = one.dossier;
      await this.audit.record(tx, actor, { dossierId, suaId, enteId, ...exported, role });
      const subject: AuditSubject = { kind: 'DOSSIER', id: dossierId };
      const chain = await this.audit.chain(tx, dossierId);
      const entries = chain.map(({ dossierId: _, ...entry }) => ({ ...entry, subject }));
      return this.file(tx, { subject, suaId, entries, fileName: codiceAppalto });
    });
  }

  /** The acts on a body; again the export is the last of them. @throws AppError ente.not_found, access.denied */
  ofEnte(actor: Actor, enteId: string): Promise<Download> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const { suaId, codiceFiscale } = await this.enti.require(tx, enteId);
      const role = authorize(actor, 'audit.export', { suaId, enteId });
      await this.registry.record(tx, actor, { enteId, ...exported, details: {}, role });
      const entries = await this.registry.chain(tx, enteId);
      return this.file(tx, { subject: enteSubject(enteId), suaId, entries, fileName: `ente-${codiceFiscale}` });
    });
  }

  private async file(tx: Tx, { subject, suaId, entries, fileName }: History): Promise<Download> {
    const lines = auditExportLines(subject, entries, await this.sealing.sealsOf(tx, suaId, subject));
    return { stream: Readable.from(lines, { objectMode: false }), fileName: `${fileName}-registro.jsonl`, mime: 'application/x-ndjson' };
  }
}
