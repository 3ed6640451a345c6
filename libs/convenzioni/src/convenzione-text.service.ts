import { Injectable } from '@nestjs/common';
import { actsForSua, type Actor } from '@gare/domain/access/actor';
import { DocumentsReader } from '@gare/documents';
import { authorize, dbContext } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { SchedaWriter } from '@gare/scheda';
import { mayFix, mayReopen } from './convenzione-abilities.js';
import { LifecycleReader } from './lifecycle.reader.js';

/** The text the councils approve: fixed by its hash, opened again with a reason. */
@Injectable()
export class ConvenzioneTextService {
  constructor(
    private readonly database: Database,
    private readonly lifecycle: LifecycleReader,
    private readonly documents: DocumentsReader,
    private readonly writer: SchedaWriter,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes the SHA-256 of the formed file into the sheet; from then on the content cannot change.
   * @throws AppError access.denied, convenzione.not_found, convenzione.text_fixed with what to do first
   */
  fix(actor: Actor, dossierId: string): Promise<void> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const role = authorize(actor, 'convenzione.write', (await this.lifecycle.require(tx, dossierId)).dossier);
      if (!actsForSua(actor)) throw new AppError('access.denied', { detail: 'Il testo lo fissa la SUA.' });
      await this.writer.hold(tx, dossierId);
      const life = await this.lifecycle.require(tx, dossierId);
      const { allowed, whyNot } = mayFix(life);
      if (!allowed) throw new AppError('convenzione.text_fixed', whyNot === null ? {} : { detail: whyNot });
      const text = (await this.documents.current(tx, dossierId)).find(({ code }) => code === 'TESTO');
      if (text?.origin !== 'GENERATED' || text.state !== 'READY' || text.stale)
        throw new AppError('convenzione.text_fixed', {
          detail: 'Il testo va generato dal contenuto com’è ora: generalo fra i documenti, attendi che sia pronto e fissalo.',
        });
      const at = this.clock.now().toISOString();
      const { templateVersion } = life.files.get('TESTO') ?? {};
      await this.writer.write(tx, {
        actor,
        ...{ dossier: life.dossier, role },
        changes: [
          { path: 'testo/hash', value: text.sha256 },
          { path: 'testo/fissatoIl', value: at },
          ...(templateVersion == null ? [] : [{ path: 'testo/versioneModello', value: templateVersion }]),
        ],
        act: (applied) => ({
          action: 'convenzione.text_fixed',
          summary: `Fissato il testo della convenzione, versione ${text.version} (impronta ${text.sha256.slice(0, 12)}…)`,
          details: { changes: applied, version: text.version },
        }),
      });
    });
  }

  /** @throws AppError access.denied, convenzione.not_found, convenzione.text_fixed with what to do instead */
  reopen(actor: Actor, dossierId: string, motivazione: string): Promise<void> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const role = authorize(actor, 'convenzione.write', (await this.lifecycle.require(tx, dossierId)).dossier);
      if (!actsForSua(actor)) throw new AppError('access.denied', { detail: 'Il testo lo riapre la SUA.' });
      await this.writer.hold(tx, dossierId);
      const life = await this.lifecycle.require(tx, dossierId);
      const { allowed, whyNot } = mayReopen(life);
      if (!allowed) throw new AppError('convenzione.text_fixed', whyNot === null ? {} : { detail: whyNot });
      await this.writer.write(tx, {
        actor,
        ...{ dossier: life.dossier, role },
        changes: ['testo/hash', 'testo/fissatoIl'].map((path) => ({ path, value: null })),
        act: (applied) => ({
          action: 'convenzione.text_reopened',
          summary: `Riaperto il testo della convenzione: ${motivazione}`,
          details: { changes: applied, motivation: motivazione },
        }),
      });
    });
  }
}
