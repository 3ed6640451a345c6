import { Injectable } from '@nestjs/common';
import { type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { DossierEntity } from './dossier.entity.js';

/** Dossiers for the other features. */
@Injectable()
export class DossierReader {
  /** Null also for a dossier that is not in sight. */
  find(reader: Reader, dossierId: string): Promise<DossierEntity | null> {
    return reader.findOneBy(DossierEntity, { id: dossierId });
  }

  /** @throws AppError dossier.not_found, also for a dossier that is not in sight. */
  async require(reader: Reader, dossierId: string): Promise<DossierEntity> {
    const dossier = await this.find(reader, dossierId);
    if (!dossier) throw new AppError('dossier.not_found');
    return dossier;
  }
}
