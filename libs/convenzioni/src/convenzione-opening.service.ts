import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type registerExistingConvenzione } from '@gare/contracts/convenzioni';
import { actsForSua, type Actor } from '@gare/domain/access/actor';
import { contentIssues } from '@gare/domain/convenzione/content';
import { existingSheet, existingFindings } from '@gare/domain/convenzione/existing';
import { lifecycleFacts } from '@gare/domain/convenzione/lifecycle-facts';
import { statesOfGroup } from '@gare/domain/convenzione/states';
import { type JsonValue } from '@gare/domain/scheda/path';
import { DossierOpening, type DossierEntity } from '@gare/dossiers';
import { authorize, dbContext, EnteReader } from '@gare/identity';
import { Database, type Tx } from '@gare/platform/database';
import { AppError, type Issue } from '@gare/platform/errors';
import { SchedaWriter } from '@gare/scheda';
import { convenzioneKind } from './terms.reader.js';
import { ConvenzioneSheets } from './convenzione-sheet.js';
import { LifecycleReader } from './lifecycle.reader.js';

export type ExistingConvenzione = z.output<NonNullable<typeof registerExistingConvenzione.body>>;

/** Opening convenzioni: new ones, and those that were in force before the SUA worked here. */
@Injectable()
export class ConvenzioneOpening {
  constructor(
    private readonly database: Database,
    private readonly opening: DossierOpening,
    private readonly enti: EnteReader,
    private readonly sheets: ConvenzioneSheets,
    private readonly lifecycle: LifecycleReader,
    private readonly writer: SchedaWriter,
  ) {}

  /** @returns the id; @throws AppError access.denied, ente.not_found, convenzione.party, convenzione.in_progress */
  create(actor: Actor, input: { enteId?: string | undefined }): Promise<string> {
    const enteId = input.enteId ?? actor.enteId;
    const role = authorize(actor, 'convenzione.write', { suaId: actor.suaId, enteId });
    return this.database.transaction(dbContext(actor), async (tx) => {
      await this.refuseSecond(tx, enteId);
      return (await this.open(tx, actor, { enteId, role })).id;
    });
  }

  /**
   * Registers a convenzione in force with its acts, as it is on paper. The rules of a new one hold for what it says; the steps it
   * has gone through elsewhere are not repeated.
   * @returns the id
   * @throws AppError access.denied, ente.not_found, convenzione.party, convenzione.refused (every point), convenzione.clash
   */
  register(actor: Actor, input: ExistingConvenzione): Promise<string> {
    const { enteId } = input;
    const role = authorize(actor, 'convenzione.write', { suaId: actor.suaId, enteId });
    if (!actsForSua(actor)) throw new AppError('access.denied', { detail: 'Una convenzione già in vigore la registra la SUA.' });
    return this.database.transaction(dbContext(actor), async (tx) => {
      const dossier = await this.open(tx, actor, { enteId, role, state: 'ATTIVA' });
      const sheet = existingSheet(await this.sheets.first(tx, dossier), input);
      const { context } = await this.lifecycle.of(tx, dossier);
      const issues: Issue[] = [
        ...contentIssues(sheet.contenuto),
        ...existingFindings(sheet, { facts: lifecycleFacts(sheet, context).facts ?? {}, asOf: context.asOf, stipula: input.stipula.data }),
      ].map(({ path, message }) => ({ path, message }));
      if (issues[0]) throw new AppError('convenzione.refused', { detail: `${issues[0].message} Niente è stato salvato.`, issues });
      await this.writer.write(tx, {
        actor,
        dossier,
        role,
        changes: Object.entries(sheet).map(([path, value]) => ({ path, value: (value ?? null) as JsonValue })),
        act: (applied) => ({
          action: 'convenzione.registered',
          summary: `Registrata una convenzione già in vigore: n. ${input.numero}, stipulata il ${input.stipula.data}`,
          details: { changes: applied },
        }),
      });
      return dossier.id;
    });
  }

  private async open(tx: Tx, actor: Actor, wanted: { enteId: string; role: string; state?: string }): Promise<DossierEntity> {
    const ente = await this.enti.require(tx, wanted.enteId);
    if (ente.id === ente.suaId) throw new AppError('convenzione.party');
    const oggetto = `Convenzione di adesione alla SUA: ${ente.denominazione}`;
    return this.opening.open(tx, actor, { kind: convenzioneKind, oggetto, ...wanted });
  }

  /** One at a time is made with a body; who comes second waits for the lock and sees the first. */
  private async refuseSecond(tx: Tx, enteId: string): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`convenzione in preparazione ${enteId}`]);
    const [open] = await tx.query<{ codice: string }[]>(
      'select codice_appalto as codice from dossiers where kind_code = $1 and ente_id = $2 and state = any ($3) limit 1',
      [convenzioneKind, enteId, statesOfGroup.PREPARAZIONE],
    );
    if (open)
      throw new AppError('convenzione.in_progress', { detail: `Con questo ente è già in preparazione la convenzione ${open.codice}.` });
  }
}
