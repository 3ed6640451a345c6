import { Injectable } from '@nestjs/common';
import { type Scheda } from '@gare/contracts/scheda/scheda';
import { oncePerSnapshot, type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { SchedaEntity } from './scheda.entity.js';

export interface SchedaAt {
  revision: number;
  values: Scheda;
  changedAt: Date;
}

/** The scheda for the other features. */
@Injectable()
export class SchedaReader {
  /** @throws AppError dossier.not_found */
  async read(reader: Reader, dossierId: string): Promise<SchedaAt> {
    const row = await oncePerSnapshot(reader, `scheda ${dossierId}`, () => reader.findOneBy(SchedaEntity, { dossierId }));
    if (!row) throw new AppError('dossier.not_found');
    return { revision: row.revision, values: row.values, changedAt: row.changedAt };
  }

  /** CIG codes used in the other dossiers of the Province (check DATA-02). */
  async cigsElsewhere(reader: Reader, suaId: string, dossierId: string): Promise<string[]> {
    const rows = await reader.query<{ cig: string }[]>(
      `select distinct lotto->>'cig' as cig from schede, jsonb_array_elements(coalesce(values->'lotti', '[]'::jsonb)) as lotto
       where sua_id = $1 and dossier_id <> $2 and lotto->>'cig' is not null`,
      [suaId, dossierId],
    );
    return rows.map((row) => row.cig);
  }
}
