import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AttachmentsChanged, AttachmentsReader } from '@gare/attachments';
import { CheckCases, CheckQueue } from '@gare/checks';
import { ChecklistsChanged, ChecklistsReader } from '@gare/checklists';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { type ReportCase, type ReportSheet } from '@gare/domain/rendicontazione/report';
import { DossierReader, type DossierEntity } from '@gare/dossiers';
import { Clock } from '@gare/platform/clock';
import { type Reader } from '@gare/platform/database';
import { SchedaReader } from '@gare/scheda';

const reportKind = 'RENDICONTAZIONE';
/** States of a tender that has been awarded. */
const awarded = ['AGGIUDICATA', 'STANDSTILL', 'TRASFERITA', 'STIPULATA', 'IN_ESECUZIONE', 'CONCLUSA'];

/** What the kind hears of, and whom it tells. */
@Injectable()
export class ReportSeams {
  constructor(
    readonly cases: CheckCases,
    readonly queue: CheckQueue,
    readonly files: AttachmentsChanged,
    readonly lists: ChecklistsChanged,
  ) {}
}

/** What the checks of a statement of expenditure look at: files of rows, signed checklists, tenders with its CIG codes. */
@Injectable()
export class ReportKind implements OnModuleInit {
  constructor(
    private readonly scheda: SchedaReader,
    private readonly dossiers: DossierReader,
    private readonly attachments: AttachmentsReader,
    private readonly checklists: ChecklistsReader,
    private readonly clock: Clock,
    private readonly seams: ReportSeams,
  ) {}

  onModuleInit(): void {
    const { cases, queue, files, lists } = this.seams;
    cases.register(reportKind, {
      read: (reader, dossier) => this.read(reader, dossier),
      referenceDate: (sheet) => (sheet as ReportSheet).al ?? null,
      mark: (reader, dossier) => this.mark(reader, dossier),
    });
    files.on(async (tx, { actor, dossier }) => {
      if (dossier.kindCode === reportKind) await queue.changed(tx, actor, dossier, { paths: ['@case'] });
    });
    lists.on(async (tx, { actor, dossier }) => {
      if (dossier.kindCode === reportKind) await queue.changed(tx, actor, dossier, { paths: ['@case'] });
    });
  }

  private async read(reader: Reader, dossier: DossierEntity): Promise<ReportCase & { riferimento: string | null; oggi: string }> {
    const sheet = (await this.scheda.read(reader, dossier.id)).values as ReportSheet;
    const files = await this.attachments.current(reader, dossier.id);
    return {
      kind: reportKind,
      file: files.map(({ id, place, type, fileName, sha256, invoice }) => ({
        ...{ id, posto: place, tipo: type, fileName, sha256, fattura: invoice },
      })),
      checklist: await this.checklists.signed(reader, dossier),
      gare: await this.tenders(reader, dossier, sheet),
      riferimento: sheet.al ?? null,
      oggi: this.today(),
    };
  }

  private async mark(reader: Reader, dossier: DossierEntity): Promise<string> {
    const sheet = (await this.scheda.read(reader, dossier.id)).values as ReportSheet;
    const tenders = (await this.tenders(reader, dossier, sheet)).map((one) => JSON.stringify(one));
    const lists = (await this.checklists.signed(reader, dossier)).map(({ codice, firmata }) => `${codice}:${String(firmata)}`);
    return [await this.attachments.mark(reader, dossier.id), this.today(), ...lists, ...tenders].join(' ');
  }

  private async tenders(reader: Reader, { suaId, enteId }: DossierEntity, sheet: ReportSheet): Promise<ReportCase['gare']> {
    const codes = (sheet.contratti ?? []).flatMap(({ cig }) => (cig == null ? [] : [cig]));
    if (codes.length === 0) return [];
    const rows = await reader.query<{ cig: string; id: string }[]>(
      `select lotto->>'cig' as cig, d.id from dossiers d join schede s on s.dossier_id = d.id
         cross join lateral jsonb_array_elements(coalesce(s."values"->'lotti', '[]'::jsonb)) as lotto
       where d.sua_id = $1 and d.ente_id = $2 and d.kind_code = 'GARA' and lotto->>'cig' = any ($3) order by d.created_at`,
      [suaId, enteId, codes],
    );
    const tenders = new Map<string, ReportCase['gare'][number]>();
    for (const { cig, id } of rows) {
      const tender = await this.dossiers.require(reader, id);
      const lists = await this.checklists.signed(reader, tender);
      tenders.set(cig, {
        ...{ cig, aggiudicata: awarded.includes(tender.state), blocchi: tender.blocks },
        checklistFirmata: lists.every(({ firmata }) => firmata),
      });
    }
    return [...tenders.values()];
  }

  private today(): string {
    return toRomeDate(this.clock.now().toISOString());
  }
}
