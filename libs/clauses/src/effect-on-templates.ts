import { Injectable } from '@nestjs/common';
import { includeName, type Clause } from '@gare/domain/clauses/clause';
import { type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { describeFinding, IncludeSources, TemplateLibrary, type TemplateFinding } from '@gare/templates';
import { ClausePlaces } from './clause-places.js';

/** What a change of the library does to the templates that include the clause. */
@Injectable()
export class EffectOnTemplates {
  constructor(
    private readonly includes: IncludeSources,
    private readonly library: TemplateLibrary,
    private readonly places: ClausePlaces,
  ) {}

  /**
   * Composes every template that includes the clause with the library as the transaction has it, on the first day of the version: a
   * clause that is right by itself may still be wrong where it stands (a table in a table, a circle through a shared part).
   * @throws AppError clause.malformed with the template and the place; the transaction takes everything back
   */
  async refuseBroken(tx: Tx, suaId: string, clause: Clause): Promise<void> {
    const asOf = clause.validFrom;
    const parts = await this.includes.resolve(tx, { suaId, dossierId: null, asOf });
    const codes = new Set(clause.texts.flatMap(({ form }) => this.places.of(includeName(clause.code, form))));
    const findings: TemplateFinding[] = [];
    for (const code of codes) {
      const source = this.library.source(code, asOf);
      const preparation = source === null ? null : this.library.composed.prepare(source, parts);
      if (preparation?.ok === false) findings.push(...preparation.findings);
    }
    const [first] = findings;
    if (first === undefined) return;
    throw new AppError('clause.malformed', {
      detail: `Con questa clausola un modello non si potrebbe più usare. ${describeFinding(first)} La libreria è rimasta com’era.`,
      issues: findings.slice(0, 40).map((one) => ({ path: 'texts', message: describeFinding(one) })),
    });
  }
}
