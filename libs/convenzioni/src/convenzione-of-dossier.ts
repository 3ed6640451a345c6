import { Injectable } from '@nestjs/common';
import { bindingStates, endedStates } from '@gare/domain/convenzione/states';
import { type DossierEntity } from '@gare/dossiers';
import { ConvenzioneReader, type ConvenzioneEntity } from '@gare/identity';
import { type Reader } from '@gare/platform/database';

/** Which convenzione a dossier runs under. */
@Injectable()
export class ConvenzioneOfDossier {
  constructor(private readonly convenzioni: ConvenzioneReader) {}

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
}
