import { Injectable } from '@nestjs/common';
import { type DossierClausesView } from '@gare/contracts/clauses';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { includeName, wordingOf, type Clause } from '@gare/domain/clauses/clause';
import { conditionInWords } from '@gare/domain/clauses/condition-words';
import { readableParagraphs, sameText } from '@gare/domain/clauses/readable-text';
import { tenderKind } from '@gare/domain/kinds/kind-access';
import { referenceDate } from '@gare/domain/scheda/derive';
import { type ActorOnDossier, type DossierEntity } from '@gare/dossiers';
import { Clock } from '@gare/platform/clock';
import { type Reader } from '@gare/platform/database';
import { SchedaReader } from '@gare/scheda';
import { ClauseChoiceEntity } from './clause-choice.entity.js';
import { ClauseDeviationEntity } from './clause-deviation.entity.js';
import { ClausePlaces } from './clause-places.js';
import { ClauseShelf, type ClauseInForce } from './clause-shelf.js';
import { fieldLabel, fieldName } from './field-labels.js';

type Item = DossierClausesView['items'][number];
type Deviation = DossierClausesView['deviations'][number];

/** The clauses of a dossier on its reference date, with what it has otherwise. */
export interface ClausesOfDossier {
  /** `YYYY-MM-DD`, Europe/Rome. */
  readonly asOf: string;
  readonly inForce: ReadonlyMap<string, ClauseInForce>;
  /** Chosen alternative by clause code. */
  readonly choices: ReadonlyMap<string, string>;
  /** The latest first, those withdrawn too. */
  readonly deviations: readonly ClauseDeviationEntity[];
}

/** Reads the clauses of dossiers. */
@Injectable()
export class DossierClauses {
  constructor(
    private readonly scheda: SchedaReader,
    private readonly shelf: ClauseShelf,
    private readonly places: ClausePlaces,
    private readonly clock: Clock,
  ) {}

  async of(reader: Reader, dossier: DossierEntity): Promise<ClausesOfDossier> {
    const asOf = await this.referenceDate(reader, dossier);
    // Clauses are of tenders: other kinds have templates without them.
    const inForce =
      dossier.kindCode === tenderKind ? await this.shelf.inForce(reader, dossier.suaId, asOf) : new Map<string, ClauseInForce>();
    const chosen = await reader.findBy(ClauseChoiceEntity, { dossierId: dossier.id });
    const choices = new Map(
      chosen.flatMap(({ clauseCode, alternative }) => (alternative === null ? [] : [[clauseCode, alternative] as const])),
    );
    const deviations = await reader.find(ClauseDeviationEntity, { where: { dossierId: dossier.id }, order: { createdAt: 'DESC' } });
    return { asOf, inForce, choices, deviations };
  }

  async view(reader: Reader, one: ActorOnDossier): Promise<DossierClausesView> {
    const clauses = await this.of(reader, one.dossier);
    const { asOf, inForce, deviations } = clauses;
    return {
      asOf,
      whyNot: one.whyNot('clause.write'),
      items: [...inForce.values()].map((clause) => this.item(clause, clauses)),
      deviations: deviations.map((row) => this.deviation(row, clauses)),
    };
  }

  private async referenceDate(reader: Reader, dossier: DossierEntity): Promise<string> {
    const now = this.clock.now().toISOString();
    if (dossier.kindCode !== tenderKind) return toRomeDate(now);
    const { values } = await this.scheda.read(reader, dossier.id);
    return referenceDate(values, now).data;
  }

  private item({ clause, origin, version }: ClauseInForce, { choices, deviations }: ClausesOfDossier): Item {
    const { code, title, condition, alternatives } = clause;
    const alternative = choices.get(code) ?? null;
    return {
      ...{
        code,
        title,
        protected: clause.protected,
        conditionInWords: conditionInWords(condition, fieldLabel),
        origin,
        version,
        alternative,
      },
      alternatives: alternatives.map(({ key, title: named, note }) => ({ key, title: named, note })),
      texts: clause.texts.map(({ form, title: named, documents }) => {
        const standard = wordingOf(clause, form, alternative);
        const changed = standingOf(deviations, code, form)?.changedText ?? null;
        const name = includeName(code, form);
        const goesTo = [...new Set([...this.places.of(name), ...documents])].sort();
        const paragraphs = readableParagraphs(changed ?? standard, fieldName);
        return { form, name, title: named, documents: this.places.named(goesTo), standard, changed, paragraphs };
      }),
    };
  }

  private deviation(row: ClauseDeviationEntity, { inForce, choices }: ClausesOfDossier): Deviation {
    const clause = inForce.get(row.clauseCode)?.clause;
    const standard = clause === undefined ? null : standardOf(clause, row.form, choices);
    return {
      ...{ id: row.id, code: row.clauseCode, title: row.title, form: row.form, protected: row.isProtected },
      documents: this.places.named(row.documents),
      standardVersion: row.standardVersion,
      standard: readableParagraphs(row.standardText, fieldName),
      changed: readableParagraphs(row.changedText, fieldName),
      standardMoved: standard === null || !sameText(standard, row.standardText),
      reason: row.reason,
      ...{ by: row.createdByName, at: row.createdAt.toISOString() },
      withdrawn:
        row.withdrawnAt === null
          ? null
          : { by: row.withdrawnBy ?? '', at: row.withdrawnAt.toISOString(), reason: row.withdrawReason ?? '' },
    };
  }
}

/** The text a dossier would have by itself. */
export const standardOf = (clause: Clause, form: string, choices: ReadonlyMap<string, string>): string =>
  wordingOf(clause, form, choices.get(clause.code) ?? null);

export const standingOf = (deviations: readonly ClauseDeviationEntity[], code: string, form: string): ClauseDeviationEntity | undefined =>
  deviations.find((row) => row.clauseCode === code && row.form === form && row.withdrawnAt === null);
