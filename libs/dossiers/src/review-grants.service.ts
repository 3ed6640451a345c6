import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type giveReviewGrant, type ReviewGrantView } from '@gare/contracts/review-grants';
import { isLiveGrant, type Actor } from '@gare/domain/access/actor';
import { dayInWords } from '@gare/domain/calendar/dates-in-words';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { dbContext, OutsideLawyers, ReviewGrantEntity } from '@gare/identity';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announceAccess } from '@gare/platform/events';
import { DossierAccessReader } from './dossier-access.reader.js';

type NewGrant = z.output<NonNullable<typeof giveReviewGrant.body>>;

/** Longest leave: a review that takes longer is given again. */
const longestDays = 180;

/** Leave to review one dossier, for a lawyer from outside: to read, comment and declare, until a day or until it is taken back. */
@Injectable()
export class ReviewGrants {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly lawyers: OutsideLawyers,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError dossier.not_found, access.denied */
  list(actor: Actor, dossierId: string): Promise<{ items: ReviewGrantView[] }> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('audit.read');
      return this.items(reader, dossierId);
    });
  }

  /** @throws AppError dossier.not_found, access.denied, person.not_found, grant.refused */
  async give(actor: Actor, dossierId: string, input: NewGrant): Promise<{ items: ReviewGrantView[] }> {
    const today = this.today();
    const person = await this.lawyers.find(actor.suaId, input.email, today);
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.open(tx, actor, dossierId);
      const role = one.require('review.grant');
      if (person === null)
        throw new AppError('person.not_found', {
          detail:
            'Nessun legale esterno ha questa e-mail: chi rivede da fuori è registrato con il ruolo «ufficio legale» in un ente di tipo «altro».',
        });
      refuseDays(input, today);
      const { suaId, enteId } = one.dossier;
      const id = randomUUID();
      const { dal, al, reason } = input;
      await tx.insert(ReviewGrantEntity, {
        ...{ id, suaId, enteId, dossierId, dal, al, reason, revocatoDal: null },
        personId: person.id,
        person: person.nome,
        grantedBy: actor.personId,
        grantedByName: actor.person,
        grantedAt: this.clock.now(),
      });
      await announceAccess(tx, person.id);
      await this.audit.record(tx, actor, {
        ...{ dossierId, suaId, enteId, role },
        action: 'review.granted',
        summary: `A ${person.nome} è dato un incarico di revisione dal ${dayInWords(dal)} al ${dayInWords(al)}: ${reason}`,
        details: { grantId: id, personId: person.id, after: { dal, al, reason } },
      });
      return this.items(tx, dossierId);
    });
  }

  /** @throws AppError dossier.not_found, access.denied, grant.not_found */
  async revoke(actor: Actor, { dossierId, grantId }: { dossierId: string; grantId: string }): Promise<void> {
    const today = this.today();
    await this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.open(tx, actor, dossierId);
      const role = one.require('review.grant');
      const grant = await tx.findOneBy(ReviewGrantEntity, { id: grantId, dossierId });
      if (!grant || grant.revocatoDal !== null || grant.al < today) throw new AppError('grant.not_found');
      await tx.update(ReviewGrantEntity, { id: grantId }, { revocatoDal: today });
      await announceAccess(tx, grant.personId);
      const { suaId, enteId } = one.dossier;
      await this.audit.record(tx, actor, {
        ...{ dossierId, suaId, enteId, role },
        action: 'review.revoked',
        summary: `L’incarico di revisione di ${grant.person} è revocato dal ${dayInWords(today)}`,
        details: { grantId, personId: grant.personId, before: { revocatoDal: null }, after: { revocatoDal: today } },
      });
    });
  }

  private async items(reader: Reader, dossierId: string): Promise<{ items: ReviewGrantView[] }> {
    const rows = await reader.find(ReviewGrantEntity, { where: { dossierId }, order: { grantedAt: 'DESC', id: 'ASC' } });
    const today = this.today();
    return {
      items: rows.map((row) => ({
        ...{ id: row.id, dal: row.dal, al: row.al, reason: row.reason, revocatoDal: row.revocatoDal },
        person: { id: row.personId, nome: row.person },
        grantedBy: row.grantedByName,
        grantedAt: row.grantedAt.toISOString(),
        inForce: isLiveGrant(row, today),
      })),
    };
  }

  private today(): string {
    return toRomeDate(this.clock.now().toISOString());
  }
}

function refuseDays({ dal, al }: NewGrant, today: string): void {
  const refuse = (path: 'dal' | 'al', message: string): never => {
    throw new AppError('grant.refused', { detail: `${message} Niente è stato salvato.`, issues: [{ path, message }] });
  };
  if (al < dal) refuse('al', 'L’incarico finisce prima di cominciare.');
  if (al < today) refuse('al', 'L’incarico sarebbe già finito.');
  if ((Date.parse(al) - Date.parse(dal)) / 86_400_000 >= longestDays)
    refuse('al', `Un incarico di revisione dura al massimo ${longestDays} giorni.`);
}
