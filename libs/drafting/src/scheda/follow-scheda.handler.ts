import { Injectable } from '@nestjs/common';
import { systemAsActor } from '@gare/domain/access/actor';
import { valueKey } from '@gare/domain/drafting/draft-schema';
import { valuesOfNow } from '@gare/domain/drafting/values-now';
import { DocumentSets, Formation, FormationInputs, templateOf } from '@gare/documents';
import { DossierReader } from '@gare/dossiers';
import { Database, type Tx } from '@gare/platform/database';
import { JobHandler, type JobRun } from '@gare/platform/queue';
import { SchedaWriter } from '@gare/scheda';
import { DraftWriter } from '../draft-writer.js';
import { DraftEntity } from '../draft.entity.js';
import { followScheda } from './follow-scheda.job.js';
import { followValues, type FollowedValue } from './follow-values.js';

/** Changes that the history of the dossier tells one by one. */
const told = 200;
/** Old words of values that are kept for edits that were made over them. */
const remembered = 2000;

/** A run when every value says what the scheda says finds nothing to do. */
@Injectable()
export class FollowSchedaHandler extends JobHandler<typeof followScheda.payload> {
  readonly job = followScheda;

  constructor(
    private readonly database: Database,
    private readonly sheets: SchedaWriter,
    private readonly dossiers: DossierReader,
    private readonly sets: DocumentSets,
    private readonly inputs: FormationInputs,
    private readonly formation: Formation,
    private readonly writer: DraftWriter,
  ) {
    super();
  }

  async handle({ dossierId }: { dossierId: string }, run: JobRun): Promise<void> {
    const drafts = await this.database.read(run.context, (reader) =>
      reader.find(DraftEntity, { where: { dossierId, state: 'APERTA' }, order: { code: 'ASC' } }),
    );
    for (const { id } of drafts) {
      run.signal.throwIfAborted();
      await this.database.transaction(run.context, (tx) => this.follow(tx, run, id));
    }
  }

  private async follow(tx: Tx, run: JobRun, draftId: string): Promise<void> {
    const { dossierId, code } = await tx.findOneByOrFail(DraftEntity, { id: draftId });
    // Nobody changes the scheda between what is read of it and what is written: the last one to write has read the last values.
    await this.sheets.hold(tx, dossierId);
    const dossier = await this.dossiers.require(tx, dossierId);
    const document = this.sets.kindOf(dossier).documents.find((one) => one.code === code);
    const inputs = await this.inputs.of(tx, dossier);
    const printings = document === undefined ? null : this.formation.printings(inputs, templateOf(document));
    if (printings === null) return;
    const writtenBy = await lastHand(tx, dossierId);
    let followed: readonly FollowedValue[] = [];
    await this.writer.write(tx, systemAsActor(run.suaId, run.actor.correlationId), draftId, {
      ...{ action: 'draft.followed', kind: 'SCHEDA', role: 'SISTEMA' },
      summary: () => sentence(code, followed),
      details: () => ({ schedaRevision: inputs.schedaRevision, writtenBy, values: followed.slice(0, told).map(tellOf) }),
      change: (doc) => {
        followed = followValues(doc, valuesOfNow([], printings));
      },
    });
    if (followed.length > 0) await this.remember(tx, draftId, followed);
  }

  private async remember(tx: Tx, draftId: string, followed: readonly FollowedValue[]): Promise<void> {
    const { formerValues } = await tx.findOneByOrFail(DraftEntity, { id: draftId });
    const keys = [...new Set([...formerValues, ...followed.map(({ before }) => valueKey(before))])].slice(-remembered);
    await tx.update(DraftEntity, { id: draftId }, { formerValues: keys });
  }
}

/** Who wrote in the scheda last; null where nobody did. */
async function lastHand(tx: Tx, dossierId: string): Promise<string | null> {
  const [last] = await tx.query<{ by: string }[]>(
    'select changed_by_name as by from scheda_changes where dossier_id = $1 order by revision desc, position desc limit 1',
    [dossierId],
  );
  return last?.by ?? null;
}

function sentence(code: string, followed: readonly FollowedValue[]): string {
  const gone = followed.filter(({ before, after }) => after.gone === true && before.gone !== true).length;
  const count = followed.length - gone;
  const changed = count === 1 ? 'un valore della bozza riprende la scheda' : `${count} valori della bozza riprendono la scheda`;
  const lost = gone === 1 ? 'uno non c’è più' : `${gone} non ci sono più`;
  return `${code}: ${[...(count > 0 ? [changed] : []), ...(gone > 0 ? [lost] : [])].join(', ')}`;
}

function tellOf({ before, after }: FollowedValue): object {
  const { instance, text } = before;
  return { instance, before: text, after: after.text, ...(after.gone === true ? { gone: true } : {}) };
}
