import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { addDays } from '@gare/domain/calendar/day-counting';
import { compareScopes } from '@gare/domain/library/applies-to';
import { isPartName } from '@gare/domain/library/part-name';
import { validityProblems, type DatedVersion } from '@gare/domain/library/validity';
import { dbContext, RegistryAudit } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { AffectedTemplates } from './affected-templates.js';
import { authorizeLibrary } from './library-access.js';
import { OwnTemplates } from './own-templates.js';
import { TemplateCheck } from './template-check.js';
import { blockingFindings, describeFinding, type TemplateFinding } from './template-finding.js';
import { TemplateVersionEntity } from './template-version.entity.js';

/** Places told in one error. */
const shown = 60;

/** A template of the Province and the other versions of its code that were written for the same cases, locked for the transaction. */
interface Series {
  readonly row: TemplateVersionEntity;
  readonly published: readonly TemplateVersionEntity[];
  /** One in force on the same days for some of the same cases, with cases of its own: which of the two to take could not be told. */
  readonly crossing: TemplateVersionEntity | undefined;
}

/** From draft to published to withdrawn, with days of validity that neither overlap nor leave a gap. */
@Injectable()
export class TemplateLifecycle {
  constructor(
    private readonly database: Database,
    private readonly own: OwnTemplates,
    private readonly check: TemplateCheck,
    private readonly affected: AffectedTemplates,
    private readonly audit: RegistryAudit,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError access.denied, template.not_found, template.wrong_state, template.blocked, template.validity, template.scope */
  async publish(actor: Actor, id: string, { endPrevious }: { endPrevious: boolean }): Promise<void> {
    const role = authorizeLibrary(actor);
    await this.database.transaction(dbContext(actor), async (tx) => {
      const { row, published, crossing } = await this.series(tx, actor, id, ['BOZZA']);
      if (crossing !== undefined) throw crossed(crossing);
      const source = await this.own.one(tx, actor.suaId, id);
      const findings = source === null ? [] : await this.check.findings(tx, actor.suaId, source);
      if (blockingFindings(findings).length > 0) throw blocked(blockingFindings(findings));
      const previous = endPrevious ? published.find((one) => one.validFrom < row.validFrom && one.validTo === null) : undefined;
      if (previous !== undefined) await this.end(tx, actor, { row: previous, validTo: addDays(row.validFrom, -1), role });
      const others = published.map((one) => (one === previous ? dated(one, addDays(row.validFrom, -1)) : one));
      requireSequence([...others, row]);
      const change = {
        state: 'PUBBLICATO' as const,
        publishedByName: actor.person,
        publishedAt: this.clock.now(),
        findings: [...findings],
      };
      await tx.update(TemplateVersionEntity, { id }, change);
      await this.refuseBroken(tx, row, row.validFrom);
      const { code, version, title, sha256, validFrom, validTo } = row;
      await this.audit.record(tx, actor, {
        enteId: actor.suaId,
        action: 'template.published',
        summary: `Pubblicato il modello «${title}» (${code}), versione ${version}, in vigore dal ${inItalian(validFrom)}.`,
        details: { code, version, sha256, validFrom, validTo, before: 'BOZZA', after: 'PUBBLICATO', warnings: findings.length },
        role,
      });
    });
  }

  /** Sets the last day of validity. @throws AppError access.denied, template.not_found, template.wrong_state, template.validity */
  async setEnd(actor: Actor, id: string, validTo: string | null): Promise<void> {
    const role = authorizeLibrary(actor);
    await this.database.transaction(dbContext(actor), async (tx) => {
      const { row, published } = await this.series(tx, actor, id, ['PUBBLICATO']);
      requireSequence([...published, dated(row, validTo)]);
      await this.end(tx, actor, { row, validTo, role });
      if (validTo !== null) await this.refuseBroken(tx, row, addDays(validTo, 1));
    });
  }

  /**
   * Withdraws a version; dossiers that are pinned to it keep it.
   * @throws AppError access.denied, template.not_found, template.wrong_state, template.validity when the others would leave a gap
   */
  async retire(actor: Actor, id: string, reason: string): Promise<void> {
    const role = authorizeLibrary(actor);
    await this.database.transaction(dbContext(actor), async (tx) => {
      const { row, published } = await this.series(tx, actor, id, ['BOZZA', 'PUBBLICATO']);
      if (row.state === 'PUBBLICATO') requireSequence(published);
      const change = { state: 'RITIRATO' as const, retiredByName: actor.person, retiredAt: this.clock.now(), retiredReason: reason };
      await tx.update(TemplateVersionEntity, { id }, change);
      if (row.state === 'PUBBLICATO') await this.refuseBroken(tx, row, row.validFrom);
      const { code, version, title, state: before } = row;
      await this.audit.record(tx, actor, {
        enteId: actor.suaId,
        action: 'template.withdrawn',
        summary: `Ritirato il modello «${title}» (${code}), versione ${version}: ${reason}`,
        details: { code, version, before, after: 'RITIRATO', reason },
        role,
      });
    });
  }

  /** A shared part that comes or goes must leave every template that includes it usable; the transaction takes everything back. */
  private async refuseBroken(tx: Tx, { suaId, code }: TemplateVersionEntity, from: string): Promise<void> {
    if (!isPartName(code)) return;
    const broken = await this.affected.findings(tx, suaId, { names: [code], from });
    if (broken.length > 0)
      throw blocked(broken, `Con questo cambio della parte «${code}» un modello che la richiama non si potrebbe più usare.`);
  }

  private async end(
    tx: Tx,
    actor: Actor,
    { row, validTo, role }: { row: TemplateVersionEntity; validTo: string | null; role: string },
  ): Promise<void> {
    const { id, code, version, title } = row;
    await tx.update(TemplateVersionEntity, { id }, { validTo });
    const until = validTo === null ? 'senza scadenza' : `fino al ${inItalian(validTo)}`;
    await this.audit.record(tx, actor, {
      enteId: actor.suaId,
      action: 'template.validity_changed',
      summary: `Il modello «${title}» (${code}), versione ${version}, vale ${until}.`,
      details: { code, version, before: { validTo: row.validTo }, after: { validTo } },
      role,
    });
  }

  private async series(tx: Tx, actor: Actor, id: string, states: readonly TemplateVersionEntity['state'][]): Promise<Series> {
    const { suaId } = actor;
    const known = await tx.findOneBy(TemplateVersionEntity, { id, suaId });
    if (known === null) throw new AppError('template.not_found');
    const rows = await tx.find(TemplateVersionEntity, {
      where: { suaId, code: known.code },
      order: { validFrom: 'ASC', id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const row = rows.find((one) => one.id === id);
    if (row === undefined || !states.includes(row.state)) throw new AppError('template.wrong_state');
    const others = rows.filter((one) => one.id !== id && one.state === 'PUBBLICATO');
    // Versions for other cases stand beside it: a dossier takes the one written most closely for it.
    const published = others.filter((one) => compareScopes(row, one) === 'SAME');
    return { row, published, crossing: others.find((one) => compareScopes(row, one) === 'CROSSING' && together(row, one)) };
  }
}

const together = (left: DatedVersion, right: DatedVersion): boolean =>
  (left.validTo === null || left.validTo >= right.validFrom) && (right.validTo === null || right.validTo >= left.validFrom);

function crossed({ version, title }: TemplateVersionEntity): AppError {
  return new AppError('template.scope', {
    detail: `La versione ${version} «${title}» è in vigore negli stessi giorni per alcuni degli stessi casi: per quelli non si saprebbe quale delle due usare. Resta in bozza; la libreria è rimasta com’era.`,
  });
}

const dated = ({ version, validFrom }: TemplateVersionEntity, validTo: string | null): DatedVersion => ({ version, validFrom, validTo });

function requireSequence(versions: readonly DatedVersion[]): void {
  const problems = validityProblems(versions);
  if (problems.length === 0) return;
  throw new AppError('template.validity', {
    detail: `${problems.join(' ')} La libreria è rimasta com’era.`,
    issues: problems.map((message) => ({ path: 'validFrom', message })),
  });
}

function blocked(blocking: readonly TemplateFinding[], why?: string): AppError {
  const count = blocking.length === 1 ? 'un errore che blocca' : `${blocking.length} errori che bloccano`;
  return new AppError('template.blocked', {
    detail: `${why ?? `Il file ha ${count} la pubblicazione. Resta in bozza.`} La libreria è rimasta com’era.`,
    issues: blocking.slice(0, shown).map((finding) => ({ path: '', message: describeFinding(finding) })),
  });
}

const inItalian = (day: string): string => day.split('-').reverse().join('/');
