import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type changeEnte, type createEnte } from '@gare/contracts/enti';
import { type Actor, actsForSua } from '@gare/domain/access/actor';
import { checkEnte, type EnteData } from '@gare/domain/enti/ente';
import { Clock } from '@gare/platform/clock';
import { Database, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { authorize, dbContext } from './authorize.js';
import { enteCodes, enteValues } from './ente-values.js';
import { EnteEntity } from './ente.entity.js';
import { RegistryAudit } from './registry-audit.js';

type NewEnte = z.output<NonNullable<typeof createEnte.body>>;
type EnteChange = z.output<NonNullable<typeof changeEnte.body>>;

/** Registering bodies and changing what is known of them. */
@Injectable()
export class EntiService {
  constructor(
    private readonly database: Database,
    private readonly audit: RegistryAudit,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the id of the body
   * @throws AppError access.denied, ente.malformed (with the fields), ente.duplicate
   */
  create(actor: Actor, input: NewEnte): Promise<string> {
    const role = authorize(actor, 'ente.write', actor);
    if (!actsForSua(actor)) throw new AppError('access.denied', { detail: 'Un ente nuovo lo registra la SUA.' });
    const { qualificazioni = [], ...data } = input;
    const ente = checked(data);
    return this.database.transaction(dbContext(actor), async (tx) => {
      await lockEnti(tx, actor.suaId);
      await refuseDuplicate(tx, ente.codiceFiscale, null);
      const row = tx.create(EnteEntity, {
        ...enteValues(ente, {}),
        id: randomUUID(),
        suaId: actor.suaId,
        tipo: input.tipo,
        qualificazione: qualificazioni,
        createdAt: this.clock.now(),
      });
      await tx.insert(EnteEntity, row);
      await this.audit.record(tx, actor, {
        enteId: row.id,
        action: 'ente.created',
        summary: `Registrato l’ente ${row.denominazione}`,
        details: { after: { ...enteCodes(row), qualificazioni } },
        role,
      });
      return row.id;
    });
  }

  /** @throws AppError access.denied, ente.not_found, ente.malformed (with the fields), ente.duplicate */
  change(actor: Actor, enteId: string, change: EnteChange): Promise<void> {
    const role = authorize(actor, 'ente.write', { suaId: actor.suaId, enteId });
    if (change.qualificazioni !== undefined && !actsForSua(actor))
      throw new AppError('access.denied', { detail: 'Le qualificazioni le registra la SUA.' });
    return this.database.transaction(dbContext(actor), async (tx) => {
      await lockEnti(tx, actor.suaId);
      const row = await tx.findOne(EnteEntity, { where: { id: enteId }, lock: { mode: 'pessimistic_write' } });
      if (!row) throw new AppError('ente.not_found');
      const before = { ...enteCodes(row), qualificazioni: row.qualificazione };
      const { qualificazioni, ...data } = change;
      const ente = checked({ ...enteCodes(row), ...data });
      await refuseDuplicate(tx, ente.codiceFiscale, enteId);
      Object.assign(row, enteValues(ente, row.profilo));
      if (qualificazioni !== undefined) row.qualificazione = qualificazioni;
      await tx.save(EnteEntity, row);
      await this.audit.record(tx, actor, {
        enteId,
        action: 'ente.changed',
        summary: `Modificati i dati dell’ente ${row.denominazione}`,
        details: { before, after: { ...enteCodes(row), qualificazioni: row.qualificazione } },
        role,
      });
    });
  }
}

/** Writers of the bodies of one SUA take turns: a tax code that is free stays free until it is taken. */
export async function lockEnti(tx: Tx, suaId: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`enti ${suaId}`]);
}

function checked(input: object): EnteData {
  const outcome = checkEnte(input);
  if (outcome.ok) return outcome.ente;
  const issues = outcome.findings.map(({ field, reason }) => ({ path: field, message: reason }));
  throw new AppError('ente.malformed', { issues, ...(issues[0] ? { detail: `${issues[0].message} Niente è stato salvato.` } : {}) });
}

async function refuseDuplicate(tx: Tx, codiceFiscale: string, own: string | null): Promise<void> {
  const twin = await tx.findOneBy(EnteEntity, { codiceFiscale });
  if (twin && twin.id !== own)
    throw new AppError('ente.duplicate', { detail: `Il codice fiscale ${codiceFiscale} è già di ${twin.denominazione}.` });
}
