import { Injectable } from '@nestjs/common';
import { phaseReasons } from '@gare/domain/access/dossier-access';
import { isTextOpen, standingOf } from '@gare/domain/kinds/kind-access';
import { KindLibrary } from '@gare/dossiers';
import { type Tx, withEyes } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { type DraftEntity } from './draft.entity.js';

interface State {
  readonly kindCode: string;
  readonly kindVersion: string;
  readonly state: string;
  readonly previousState: string | null;
}

type DraftKey = Pick<DraftEntity, 'dossierId' | 'suaId' | 'code'>;

const stateSql = `select kind_code as "kindCode", kind_version as "kindVersion", state, previous_state as "previousState"
  from dossiers where id = $1 for key share`;

/**
 * The last question before words are written: has the dossier taken the step that fixes them in the meantime? The row is held until the
 * write is committed, so that a step and an edit never pass each other unseen.
 */
@Injectable()
export class TextGate {
  constructor(private readonly kinds: KindLibrary) {}

  /** Ask it first in a transaction: steps hold the dossier before anything else. @throws AppError document.read_only */
  require(tx: Tx, draft: DraftKey): Promise<void> {
    return withEyes(tx, { scope: 'sua', suaId: draft.suaId }, () => this.requireInSight(tx, draft));
  }

  /** The same in a transaction that sees with the eyes of the Province already: one question instead of four, at each of many edits. */
  async requireInSight(tx: Tx, { dossierId, code }: DraftKey): Promise<void> {
    const [row] = await tx.query<State[]>(stateSql, [dossierId]);
    if (row === undefined) throw new AppError('dossier.not_found');
    const standing = standingOf(this.kinds.require(row.kindCode, row.kindVersion), row);
    if (isTextOpen(standing, code)) return;
    throw new AppError('document.read_only', { detail: phaseReasons[standing.fase], details: { code, reason: 'FASE' } });
  }
}
