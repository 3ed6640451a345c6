import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { type RoleCode } from '@gare/domain/access/permissions';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { type ConvenzioneState } from '@gare/domain/convenzione/states';
import { amendmentFindings, termsChange, type AmendmentAct } from '@gare/domain/convenzione/terms';
import { type AppliedChange, type SchedaChange } from '@gare/domain/scheda/changes';
import { DossierEntity } from '@gare/dossiers';
import { authorize } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { SchedaWriter } from '@gare/scheda';
import { textIsFixed, TermsReader, type ConvenzioneTerms } from './terms.reader.js';

export interface Amendment {
  readonly atto?: AmendmentAct | undefined;
  readonly motivazione?: string | undefined;
}

/** Who changes what, by which act, from which revision of the sheet. */
export interface TermsEdit extends Amendment {
  readonly actor: Actor;
  readonly dossierId: string;
  readonly permission: 'matrix.write' | 'tariff.write';
  readonly baseRevision: number;
}

/** What the change is, worked out under the lock of the dossier. */
export interface TermsDecision {
  readonly changes: readonly SchedaChange[];
  readonly tell: (applied: readonly AppliedChange[]) => { action: string; summary: string; details: object };
  /** Makes an amendment effective. */
  readonly project: () => Promise<void>;
}

/** Changing what a convenzione says: edit of the sheet while it is a draft, amendment by an act once it is in force. */
@Injectable()
export class TermsAmendment {
  constructor(
    private readonly terms: TermsReader,
    private readonly writer: SchedaWriter,
    private readonly clock: Clock,
  ) {}

  /** Today in Rome. */
  today(): string {
    return toRomeDate(this.clock.now().toISOString());
  }

  /**
   * Writes the change and, where the convenzione is in force, makes it effective.
   * @throws AppError convenzione.not_found, access.denied, convenzione.terms_fixed, convenzione.act_required, scheda.conflict, and
   * whatever `decide` throws
   */
  async take(tx: Tx, edit: TermsEdit, decide: (terms: ConvenzioneTerms, inForce: boolean) => TermsDecision): Promise<void> {
    const { actor, dossierId, permission, baseRevision } = edit;
    // Held to the end, as every writer of the sheet holds it: neither content nor state moves in between.
    await tx.findOne(DossierEntity, { where: { id: dossierId }, lock: { mode: 'pessimistic_write' } });
    const terms = await this.terms.require(tx, dossierId);
    const role: RoleCode = authorize(actor, permission, terms.dossier);
    const inForce = this.requireOpen(terms, edit);
    const decision = decide(terms, inForce);
    await this.writer.write(tx, {
      actor,
      dossier: terms.dossier,
      role,
      baseRevision,
      changes: decision.changes,
      act: (applied) => {
        const told = decision.tell(applied);
        return inForce ? { ...told, details: { ...told.details, atto: edit.atto, motivazione: edit.motivazione } } : told;
      },
    });
    if (inForce) await decision.project();
  }

  /** @returns whether the convenzione is in force, so that the change is an amendment */
  private requireOpen({ dossier, values }: ConvenzioneTerms, edit: Amendment): boolean {
    const change = termsChange(dossier.state as ConvenzioneState, textIsFixed(values));
    if (change.modo === 'NESSUNO') throw new AppError('convenzione.terms_fixed', { detail: `${change.motivo} Niente è stato salvato.` });
    if (change.modo === 'BOZZA') return false;
    const lacking = amendmentFindings(edit, this.today());
    if (lacking.length > 0)
      throw new AppError('convenzione.act_required', { issues: lacking.map(({ field, reason }) => ({ path: field, message: reason })) });
    return true;
  }
}

/** `determinazione n. 12 del 2026-11-20`, for the sentence of the history. */
export const actName = ({ atto }: Amendment): string => (atto === undefined ? '' : ` (${atto.tipo} n. ${atto.numero} del ${atto.data})`);
