import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type changeTariffs, type TariffsView } from '@gare/contracts/convenzione-terms';
import { type Actor } from '@gare/domain/access/actor';
import { rewrittenPast } from '@gare/domain/convenzione/terms';
import { type LegalParameter } from '@gare/domain/law/parameters';
import { checkPriceLists, type PlacedTariffFinding } from '@gare/domain/tariff/price-lists';
import { type Tariff } from '@gare/domain/tariff/tariff';
import { authorize, ConvenzioneRegister, dbContext } from '@gare/identity';
import { ParameterRegister } from '@gare/law';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { actName, TermsAmendment } from './terms-amendment.js';
import { changeMode, tariffsOf, tariffsPath, TermsReader } from './terms.reader.js';

type TariffsEdit = z.output<NonNullable<typeof changeTariffs.body>>;

/** The price lists of a convenzione, today's, those to come and those of the past. */
@Injectable()
export class TariffsService {
  constructor(
    private readonly database: Database,
    private readonly terms: TermsReader,
    private readonly amendments: TermsAmendment,
    private readonly register: ConvenzioneRegister,
    private readonly law: ParameterRegister,
  ) {}

  /** @throws AppError convenzione.not_found, access.denied */
  show(actor: Actor, dossierId: string): Promise<TariffsView> {
    return this.database.read(dbContext(actor), async (reader) => {
      const terms = await this.terms.require(reader, dossierId);
      authorize(actor, 'convenzione.read', terms.dossier);
      const tariffe = [...tariffsOf(terms)];
      const outcome = checkPriceLists(tariffe, await this.law.rows(reader, actor.suaId));
      return {
        revision: terms.revision,
        change: changeMode(actor, 'tariff.write', terms),
        tariffe,
        findings: outcome.ok ? [] : outcome.findings.map((finding) => ({ ...finding, scaglioni: [...finding.scaglioni] })),
      };
    });
  }

  /** @throws AppError tariff.refused (with every finding), convenzione.terms_fixed, convenzione.act_required, scheda.conflict, access.denied */
  async change(actor: Actor, dossierId: string, edit: TariffsEdit): Promise<void> {
    const { tariffe: asked, ...rest } = edit;
    await this.database.transaction(dbContext(actor), async (tx) => {
      const law = await this.law.rows(tx, actor.suaId);
      await this.amendments.take(tx, { ...rest, actor, dossierId, permission: 'tariff.write' }, (terms, inForce) => {
        const before = tariffsOf(terms);
        const after = checkedLists(asked, law);
        if (inForce) refuseRewriting(before, after, this.amendments.today());
        return {
          changes: [{ path: tariffsPath, value: after }],
          tell: () => ({
            action: inForce ? 'tariff.amended' : 'tariff.changed',
            summary: `Tariffario modificato: ${after.length === 1 ? 'una tariffa' : `${after.length} tariffe`}${actName(edit)}`,
            details: { before, after },
          }),
          project: () => this.register.amend(tx, dossierId, { tariffe: [...after] }),
        };
      });
    });
  }
}

function refuse(findings: readonly PlacedTariffFinding[]): never {
  throw new AppError('tariff.refused', {
    detail: `${findings[0]?.reason ?? ''} Niente è stato salvato.`,
    issues: findings.map(({ tariffa, reason }) => ({ path: `tariffe/${tariffa}`, message: reason })),
    details: { findings },
  });
}

function checkedLists(asked: readonly unknown[], law: readonly LegalParameter[]): readonly Tariff[] {
  const outcome = checkPriceLists(asked, law);
  return outcome.ok ? outcome.tariffe : refuse(outcome.findings);
}

function refuseRewriting(before: readonly Tariff[], after: readonly Tariff[], asOf: string): void {
  const past = rewrittenPast(before, after, asOf);
  if (past.length > 0) refuse(past.map(({ tariffa, reason }) => ({ rule: 'PASSATO', tariffa, scaglioni: [], reason })));
}
