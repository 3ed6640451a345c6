import { Injectable } from '@nestjs/common';
import { DossierEntity, KindLibrary } from '@gare/dossiers';
import { type Tx } from '@gare/platform/database';

/** The tenders that a change of a convenzione concerns. */
@Injectable()
export class OpenTenders {
  constructor(private readonly kinds: KindLibrary) {}

  /**
   * Tenders still open under a convenzione, also those on which none is written. They are held to the end of the transaction, as
   * whoever writes their results holds them.
   */
  hold(tx: Tx, convenzione: Pick<DossierEntity, 'id' | 'enteId'>): Promise<DossierEntity[]> {
    const final = this.kinds.require('GARA').process.states.flatMap((state) => (state.kind === 'final' ? [state.code] : []));
    return tx
      .createQueryBuilder(DossierEntity, 'dossier')
      .where(`dossier.kind_code = 'GARA' and dossier.ente_id = :enteId and dossier.state <> all (:final)`, {
        enteId: convenzione.enteId,
        final,
      })
      .andWhere('(dossier.convenzione_id = :id or dossier.convenzione_id is null)', { id: convenzione.id })
      .orderBy('dossier.id')
      .setLock('pessimistic_write')
      .getMany();
  }
}
