import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type ClausePreviewView, type DossierClausesView } from '@gare/contracts/clauses';
import { type Actor } from '@gare/domain/access/actor';
import { includeName, type Clause } from '@gare/domain/clauses/clause';
import { deviationFaults } from '@gare/domain/clauses/deviation';
import { DossierAccessReader, type ActorOnDossier } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { Database, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announce } from '@gare/platform/events';
import { ClauseChoiceEntity } from './clause-choice.entity.js';
import { ClauseDeviationEntity } from './clause-deviation.entity.js';
import { ClauseLint } from './clause-lint.js';
import { ClausesChanged } from './clauses-changed.js';
import { DossierClauses, standardOf, standingOf, type ClausesOfDossier } from './dossier-clauses.js';

interface Place {
  readonly dossierId: string;
  readonly code: string;
}

/** Clauses in a dossier: choose a wording, change a text, go back to the standard. */
@Injectable()
export class DossierClausesService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly clauses: DossierClauses,
    private readonly lint: ClauseLint,
    private readonly changed: ClausesChanged,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError dossier.not_found, access.denied */
  list(actor: Actor, dossierId: string): Promise<DossierClausesView> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      return this.clauses.view(reader, one);
    });
  }

  /** @throws AppError dossier.not_found, access.denied, clause.not_found */
  preview(actor: Actor, { dossierId, code }: Place, { form, text }: { form: string; text: string }): Promise<ClausePreviewView> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('clause.write');
      const of = await this.clauses.of(reader, one.dossier);
      const { clause } = named(of, code, form);
      return this.lint.previewText(reader, { suaId: one.dossier.suaId, dossierId, asOf: of.asOf }, { clause, form, text });
    });
  }

  /**
   * A text changed before is withdrawn and stays in the register; the same text again changes nothing.
   * @throws AppError clause.deviation_refused with each place, clause.not_found, access.denied, dossier.not_found
   */
  change(actor: Actor, { dossierId, code }: Place, given: { form: string; text: string; reason: string }): Promise<DossierClausesView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.hold(tx, actor, dossierId);
      const role = one.require('clause.write');
      const of = await this.clauses.of(tx, one.dossier);
      const { form, text, reason } = given;
      const { clause, version } = named(of, code, form);
      const standard = standardOf(clause, form, of.choices);
      const before = standingOf(of.deviations, code, form);
      if (before?.changedText === text && before.reason === reason) return this.clauses.view(tx, one);
      refuse(deviationFaults({ protected: clause.protected, standard, changed: text, reason }));
      const asked = { suaId: one.dossier.suaId, dossierId, asOf: of.asOf };
      const { findings } = await this.lint.previewText(tx, asked, { clause, form, text });
      refuse(findings.map(({ paragraph, message, suggestion }) => ({ path: 'text', message: placed(paragraph, message, suggestion) })));
      if (before !== undefined) await this.take(tx, actor, before, 'Sostituito da un testo successivo.');
      const documents = clause.texts.find((one_) => one_.form === form)?.documents ?? [];
      const { suaId, enteId } = one.dossier;
      await tx.insert(ClauseDeviationEntity, {
        ...{ id: randomUUID(), suaId, enteId, dossierId, clauseCode: code, form, title: clause.title, isProtected: clause.protected },
        ...{ documents: [...documents], standardVersion: version, standardText: standard, changedText: text, reason: reason.trim() },
        ...{ createdBy: actor.personId, createdByName: actor.person, createdAt: this.clock.now() },
        ...{ withdrawnAt: null, withdrawnBy: null, withdrawReason: null },
      });
      await this.audit.record(tx, actor, {
        ...{ dossierId, suaId, enteId, role, action: 'clause.changed' },
        summary: `Testo della clausola ${includeName(code, form)} «${clause.title}» cambiato per il fascicolo${clause.protected ? ': clausola protetta' : ''}`,
        details: {
          code,
          form,
          protected: clause.protected,
          standard,
          before: before?.changedText ?? null,
          after: text,
          reason: reason.trim(),
        },
      });
      return this.done(tx, actor, one, clause);
    });
  }

  /** @throws AppError clause.deviation_not_found, access.denied, dossier.not_found */
  withdraw(
    actor: Actor,
    { dossierId, deviationId }: { dossierId: string; deviationId: string },
    reason: string,
  ): Promise<DossierClausesView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.hold(tx, actor, dossierId);
      const role = one.require('clause.write');
      const { deviations, inForce } = await this.clauses.of(tx, one.dossier);
      const row = deviations.find(({ id, withdrawnAt }) => id === deviationId && withdrawnAt === null);
      if (row === undefined) throw new AppError('clause.deviation_not_found');
      await this.take(tx, actor, row, reason.trim());
      const { suaId, enteId } = one.dossier;
      await this.audit.record(tx, actor, {
        ...{ dossierId, suaId, enteId, role, action: 'clause.restored' },
        summary: `La clausola ${includeName(row.clauseCode, row.form)} «${row.title}» torna al testo standard`,
        details: {
          deviationId,
          code: row.clauseCode,
          form: row.form,
          before: row.changedText,
          after: row.standardText,
          reason: reason.trim(),
        },
      });
      return this.done(tx, actor, one, inForce.get(row.clauseCode)?.clause ?? null);
    });
  }

  /** @throws AppError clause.not_found for a clause or an alternative there is not, access.denied, dossier.not_found */
  choose(actor: Actor, { dossierId, code }: Place, alternative: string | null): Promise<DossierClausesView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.hold(tx, actor, dossierId);
      const role = one.require('clause.write');
      const of = await this.clauses.of(tx, one.dossier);
      const { clause } = named(of, code, '');
      const chosen = clause.alternatives.find(({ key }) => key === alternative);
      if (alternative !== null && chosen === undefined) throw new AppError('clause.not_found');
      const before = of.choices.get(code) ?? null;
      if (before === alternative) return this.clauses.view(tx, one);
      const { suaId, enteId } = one.dossier;
      const by = { chosenBy: actor.personId, chosenByName: actor.person, chosenAt: this.clock.now() };
      await tx.upsert(ClauseChoiceEntity, { dossierId, clauseCode: code, suaId, enteId, alternative, ...by }, ['dossierId', 'clauseCode']);
      await this.audit.record(tx, actor, {
        ...{ dossierId, suaId, enteId, role, action: 'clause.chosen' },
        summary: `Clausola ${code} «${clause.title}»: ${chosen === undefined ? 'testo standard' : `alternativa «${chosen.title}»`}`,
        details: { code, before, after: alternative },
      });
      return this.done(tx, actor, one, clause);
    });
  }

  private async take(tx: Tx, actor: Actor, { id }: ClauseDeviationEntity, withdrawReason: string): Promise<void> {
    await tx.update(ClauseDeviationEntity, { id }, { withdrawnAt: this.clock.now(), withdrawnBy: actor.person, withdrawReason });
  }

  /** Documents with the clause are no longer what they would be formed as: pages are told, features react. */
  private async done(tx: Tx, actor: Actor, one: ActorOnDossier, clause: Clause | null): Promise<DossierClausesView> {
    const { id: dossierId, suaId, enteId } = one.dossier;
    if (clause !== null) await this.changed.emit(tx, { actor, dossier: one.dossier, code: clause.code });
    await announce(tx, { topic: 'documents', dossierId, suaId, enteId });
    return this.clauses.view(tx, one);
  }
}

function named({ inForce, asOf }: ClausesOfDossier, code: string, form: string): { clause: Clause; version: string } {
  const one = inForce.get(code);
  if (one === undefined)
    throw new AppError('clause.not_found', { detail: `La clausola ${code} non è in vigore il ${asOf} per questo fascicolo.` });
  if (!one.clause.texts.some((text) => text.form === form)) throw new AppError('clause.not_found');
  return one;
}

const placed = (paragraph: number | null, message: string, suggestion: string | null): string =>
  `${paragraph === null ? '' : `Paragrafo ${paragraph}. `}${message}${suggestion === null ? '' : ` Suggerimento: ${suggestion}.`}`;

function refuse(issues: readonly { path: string; message: string }[]): void {
  const [first] = issues;
  if (first === undefined) return;
  throw new AppError('clause.deviation_refused', { detail: `${first.message} Il fascicolo è rimasto com’era.`, issues: [...issues] });
}
