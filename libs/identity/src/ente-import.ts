import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type importEnti } from '@gare/contracts/enti';
import { type Actor } from '@gare/domain/access/actor';
import { type EnteData } from '@gare/domain/enti/ente';
import { checkIpaOf } from '@gare/domain/enti/ente-codes';
import { readImport, type AusaData, type ImportReading, type IpaData } from '@gare/domain/enti/import-rows';
import { Clock } from '@gare/platform/clock';
import { Database, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { authorize, dbContext } from './authorize.js';
import { lockEnti } from './enti.service.js';
import { enteCodes, enteValues } from './ente-values.js';
import { EnteEntity } from './ente.entity.js';
import { RegistryAudit } from './registry-audit.js';

type ImportFile = z.output<NonNullable<typeof importEnti.body>>;
type ImportOutcome = z.output<NonNullable<typeof importEnti.response>>;
type Refused = ImportOutcome['refused'][number];

const shownRefusals = 1000;
const rowsPerInsert = 500;

/** What a file becomes: bodies to add, bodies that change, rows that change nothing, rows that are wrong. */
interface Plan {
  readonly created: EnteEntity[];
  readonly updated: Map<string, EnteEntity>;
  /** Original and changed values, for the record of the import. */
  readonly changes: { enteId: string; before: object; after: object }[];
  unchanged: number;
  readonly refused: Refused[];
}

/** What a plan is made of: the bodies of the SUA as they are, found by tax code. */
interface Known {
  readonly byTaxCode: Map<string, EnteEntity>;
  readonly byIstat: Map<string, EnteEntity>;
}

/**
 * Imports public registers. A row is right or wrong by itself: wrong ones are told with line, field and reason, the others go in
 * together in one transaction. The list of comuni adds bodies; IPA and AUSA, which hold all the administrations of Italy, complete
 * those that are registered already.
 */
@Injectable()
export class EnteImport {
  constructor(
    private readonly database: Database,
    private readonly audit: RegistryAudit,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError access.denied, ente.import_unreadable (the file as a whole) */
  run(actor: Actor, file: ImportFile): Promise<ImportOutcome> {
    const role = authorize(actor, 'ente.import', actor);
    return this.database.transaction(dbContext(actor), async (tx) => {
      await lockEnti(tx, actor.suaId);
      const plan = this.plan(file, actor.suaId, known(await tx.find(EnteEntity)));
      await this.write(tx, plan);
      const refused = plan.refused.sort((a, b) => a.line - b.line);
      const counts = {
        created: plan.created.length,
        updated: plan.updated.size,
        unchanged: plan.unchanged,
        refusedRows: new Set(refused.map(({ line }) => line)).size,
      };
      await this.audit.record(tx, actor, {
        enteId: actor.suaId,
        action: 'ente.imported',
        summary: `Importato un elenco (${file.source}): ${counts.created} enti nuovi, ${counts.updated} aggiornati, ${counts.refusedRows} righe scartate`,
        details: {
          source: file.source,
          ...counts,
          createdIds: plan.created.map(({ id }) => id),
          changes: plan.changes,
        },
        role,
      });
      return { ...counts, refused: refused.slice(0, shownRefusals) };
    });
  }

  private plan(file: ImportFile, suaId: string, bodies: Known): Plan {
    const plan: Plan = { created: [], updated: new Map(), changes: [], unchanged: 0, refused: [] };
    switch (file.source) {
      case 'comuni':
        for (const { line, value } of rowsOf(readImport('comuni', file.text), plan)) {
          if (file.provincia !== undefined && value.codiceIstat?.startsWith(file.provincia) !== true) plan.unchanged += 1;
          else this.planComune(plan, bodies, { line, value, suaId });
        }
        return plan;
      case 'ipa':
        for (const { line, value } of rowsOf(readImport('ipa', file.text), plan)) planIpa(plan, bodies, { line, value });
        return plan;
      case 'ausa':
        planAusa(plan, bodies, rowsOf(readImport('ausa', file.text), plan));
        return plan;
    }
  }

  private planComune(plan: Plan, bodies: Known, row: { line: number; value: EnteData; suaId: string }): void {
    const { line, value, suaId } = row;
    const present = bodies.byTaxCode.get(value.codiceFiscale);
    const namesake = bodies.byIstat.get(value.codiceIstat ?? '');
    if (namesake !== undefined && namesake !== present) {
      const reason = `Il codice ISTAT ${value.codiceIstat ?? ''} è già di ${namesake.denominazione}, con un altro codice fiscale.`;
      plan.refused.push({ line, field: 'codiceIstat', reason });
    } else if (present === undefined) {
      const denominazione = /^comune /i.test(value.denominazione) ? value.denominazione : `Comune di ${value.denominazione}`;
      const ente = Object.assign(new EnteEntity(), {
        ...enteValues({ ...value, denominazione }, {}),
        ...{ id: randomUUID(), suaId, tipo: 'COMUNE', indirizzo: null, qualificazione: [], createdAt: this.clock.now() },
      });
      plan.created.push(ente);
      bodies.byTaxCode.set(ente.codiceFiscale, ente);
      bodies.byIstat.set(ente.codiceIstat ?? '', ente);
    } else if (present.tipo !== 'COMUNE') {
      const reason = `Il codice fiscale ${value.codiceFiscale} è già di ${present.denominazione}, che non è un comune.`;
      plan.refused.push({ line, field: 'codiceFiscale', reason });
    } else {
      const { codiceIpa, codiceIstat, codiceIstatAnac, nuts, pec, popolazione } = value;
      complete(plan, present, { codiceIpa, codiceIstat, codiceIstatAnac, nuts, pec, popolazione });
    }
  }

  private async write(tx: Tx, { created, updated }: Plan): Promise<void> {
    for (let at = 0; at < created.length; at += rowsPerInsert) await tx.insert(EnteEntity, created.slice(at, at + rowsPerInsert));
    await tx.save(EnteEntity, [...updated.values()]);
  }
}

function known(rows: readonly EnteEntity[]): Known {
  return {
    byTaxCode: new Map(rows.map((row) => [row.codiceFiscale, row])),
    byIstat: new Map(rows.flatMap((row) => (row.codiceIstat === null ? [] : [[row.codiceIstat, row] as const]))),
  };
}

/** The right rows; the wrong ones are put down in the plan. */
function rowsOf<T>(
  reading: ({ readonly ok: true } & ImportReading<T>) | { readonly ok: false; readonly message: string },
  plan: Plan,
): ImportReading<T>['good'] {
  if (!reading.ok) throw new AppError('ente.import_unreadable', { detail: `${reading.message} Niente è stato importato.` });
  plan.refused.push(...reading.refused);
  return reading.good;
}

/** Takes over what the register says and leaves what it does not say as it is. */
function complete(plan: Plan, ente: EnteEntity, said: Partial<EnteData>): void {
  const news = Object.entries(said).filter(([name, value]) => value !== null && ente[name as keyof EnteEntity] !== value);
  if (news.length === 0) {
    plan.unchanged += 1;
    return;
  }
  const before = Object.fromEntries(news.map(([name]) => [name, ente[name as keyof EnteEntity]]));
  const after = Object.fromEntries(news);
  Object.assign(ente, after);
  Object.assign(ente, enteValues(enteCodes(ente), ente.profilo));
  plan.updated.set(ente.id, ente);
  plan.changes.push({ enteId: ente.id, before, after });
}

function planIpa(plan: Plan, bodies: Known, { line, value }: { line: number; value: IpaData }): void {
  const present = bodies.byTaxCode.get(value.codiceFiscale);
  if (present === undefined) {
    plan.unchanged += 1;
    return;
  }
  const ipa = checkIpaOf(present.tipo, value.codiceIpa);
  if (ipa.ok) complete(plan, present, { codiceIpa: value.codiceIpa, pec: value.pec });
  else plan.refused.push({ line, field: 'codiceIpa', reason: ipa.message });
}

/** A body may stand in AUSA with several cost centres: which one is its own nobody can tell from the file, so only a single one is taken. */
function planAusa(plan: Plan, bodies: Known, rows: readonly { readonly value: AusaData }[]): void {
  const centres = new Map<string, Set<string | null>>();
  for (const { value } of rows)
    centres.set(value.codiceFiscale, (centres.get(value.codiceFiscale) ?? new Set()).add(value.codiceCentroCosto));
  for (const { value } of rows) {
    const present = bodies.byTaxCode.get(value.codiceFiscale);
    const codiceCentroCosto = centres.get(value.codiceFiscale)?.size === 1 ? value.codiceCentroCosto : null;
    if (present === undefined) plan.unchanged += 1;
    else complete(plan, present, { codiceAusa: value.codiceAusa, codiceCentroCosto });
  }
}
