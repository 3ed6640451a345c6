import { Injectable } from '@nestjs/common';
import { includeName, type Clause } from '@gare/domain/clauses/clause';
import { type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { AffectedTemplates, describeFinding } from '@gare/templates';

/** What a change of the library does to the templates that include the clause, those of the Province among them. */
@Injectable()
export class EffectOnTemplates {
  constructor(private readonly affected: AffectedTemplates) {}

  /** @throws AppError clause.malformed with the template and the place; the transaction takes everything back */
  async refuseBroken(tx: Tx, suaId: string, clause: Clause): Promise<void> {
    const names = clause.texts.map(({ form }) => includeName(clause.code, form));
    const findings = await this.affected.findings(tx, suaId, { names, from: clause.validFrom });
    const [first] = findings;
    if (first === undefined) return;
    throw new AppError('clause.malformed', {
      detail: `Con questa clausola un modello non si potrebbe più usare. ${describeFinding(first)} La libreria è rimasta com’era.`,
      issues: findings.slice(0, 40).map((one) => ({ path: 'texts', message: describeFinding(one) })),
    });
  }
}
