import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { auditExportLines } from '@gare/domain/audit/audit-export';
import { type AuditSubject } from '@gare/domain/audit/chain-text';
import { DossierReader } from '@gare/dossiers';
import { authorize, dbContext } from '@gare/identity';
import { Audit, DaySealing } from '@gare/platform/audit';
import { Database } from '@gare/platform/database';
import { type Download } from '@gare/platform/http';

/** The history of a dossier to take away: whoever has the file can check it with `npm run verify`, without this product's database. */
@Injectable()
export class AuditExportService {
  constructor(
    private readonly database: Database,
    private readonly dossiers: DossierReader,
    private readonly audit: Audit,
    private readonly sealing: DaySealing,
  ) {}

  /** The reading is itself an act: its entry is the last of the file. @throws AppError dossier.not_found, access.denied */
  export(actor: Actor, dossierId: string): Promise<Download> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const dossier = await this.dossiers.require(tx, dossierId);
      const role = authorize(actor, 'dossier.read', dossier);
      const { suaId, enteId, codiceAppalto } = dossier;
      await this.audit.record(tx, actor, {
        dossierId,
        suaId,
        enteId,
        action: 'audit.exported',
        summary: 'Registro delle operazioni esportato',
        role,
      });
      const subject: AuditSubject = { kind: 'DOSSIER', id: dossierId };
      const chain = await this.audit.chain(tx, dossierId);
      const entries = chain.map(({ dossierId: _, ...entry }) => ({ ...entry, subject }));
      const lines = auditExportLines(subject, entries, await this.sealing.sealsOf(tx, suaId, subject));
      return {
        stream: Readable.from(lines, { objectMode: false }),
        fileName: `${codiceAppalto}-registro.jsonl`,
        mime: 'application/x-ndjson',
      };
    });
  }
}
