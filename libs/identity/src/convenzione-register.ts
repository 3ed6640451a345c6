import { Injectable } from '@nestjs/common';
import { type ResponsibilityMatrix } from '@gare/domain/access/responsibility-matrix';
import { clashingConvenzioni } from '@gare/domain/convenzione/coverage';
import { bindingStates } from '@gare/domain/convenzione/states';
import { type Tariff } from '@gare/domain/tariff/tariff';
import { type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { ConvenzioneEntity, convenzioneRecord } from './convenzione.entity.js';

/** The one place that writes convenzioni: of two for the same body, days and contracts only one can be in force. */
@Injectable()
export class ConvenzioneRegister {
  /**
   * Records a convenzione, new or changed. Writers of one body take turns, so that two at once cannot both find the place free;
   * a trigger holds the same rule for whatever does not come through here.
   * @throws AppError convenzione.clash, with the convenzioni it meets
   */
  async record(tx: Tx, convenzione: ConvenzioneEntity): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`convenzioni ${convenzione.enteId}`]);
    const rows = await tx.findBy(ConvenzioneEntity, { enteId: convenzione.enteId });
    const clashes = isBinding(convenzione) ? clashingConvenzioni(convenzioneRecord(convenzione), rows.map(convenzioneRecord)) : [];
    const [first] = clashes;
    if (first) throw new AppError('convenzione.clash', { detail: `${first.reason} Niente è stato registrato.`, details: { clashes } });
    await tx.save(ConvenzioneEntity, convenzione);
  }

  /** State and suspension as its dossier has them now, of a row that is there; whatever else it says stays. Also for a comune. */
  async follow(tx: Tx, id: string): Promise<void> {
    await tx.query('select convenzione_follow($1)', [id]);
  }

  /** An amendment, effective at once: the matrix is the permission table of the dossiers, the price lists are what they are charged. */
  async amend(tx: Tx, id: string, terms: { matrice: ResponsibilityMatrix } | { tariffe: Tariff[] }): Promise<void> {
    await tx.update(ConvenzioneEntity, { id }, terms);
  }
}

const isBinding = ({ stato }: ConvenzioneEntity): boolean => bindingStates.includes(stato);
