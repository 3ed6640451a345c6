import { Injectable } from '@nestjs/common';
import { bindingStates, endedStates } from '@gare/domain/convenzione/states';
import { DossierEntity, KindLibrary } from '@gare/dossiers';
import { ConvenzioneReader, type ConvenzioneEntity } from '@gare/identity';
import { type Reader, type Tx } from '@gare/platform/database';

/** Which convenzione a dossier runs under. */
@Injectable()
export class ConvenzioneOfDossier {
  constructor(
    private readonly convenzioni: ConvenzioneReader,
    private readonly kinds: KindLibrary,
  ) {}

  /**
   * The one it was opened under; where none is written on it, that of its body in force on the day, or the last that was.
   * Null for a body that has never had one.
   */
  async of(reader: Reader, dossier: Pick<DossierEntity, 'enteId' | 'convenzioneId'>, asOf: string): Promise<ConvenzioneEntity | null> {
    if (dossier.convenzioneId !== null) return this.convenzioni.byId(reader, dossier.convenzioneId);
    const rows = (await this.convenzioni.rowsOf(reader, dossier.enteId)).filter(
      ({ stato }) => bindingStates.includes(stato) || endedStates.includes(stato),
    );
    return rows.find(({ stato, dal, al }) => bindingStates.includes(stato) && dal <= asOf && asOf <= al) ?? rows[0] ?? null;
  }

  /**
   * Tenders still open under a convenzione, also those on which it is not written because the body has had no other. They are held
   * to the end of the transaction, as whoever writes their results holds them.
   */
  holdOpenTenders(tx: Tx, convenzione: Pick<DossierEntity, 'id' | 'enteId'>): Promise<DossierEntity[]> {
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
