import { Injectable } from '@nestjs/common';
import { type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { DossierEntity } from './dossier.entity.js';

/** Dossiers for the other features. */
@Injectable()
export class DossierReader {
  /** @throws AppError dossier.not_found, also for a dossier that is not in sight. */
  async require(reader: Reader, dossierId: string): Promise<DossierEntity> {
    const dossier = await reader.findOneBy(DossierEntity, { id: dossierId });
    if (!dossier) throw new AppError('dossier.not_found');
    return dossier;
  }
}
