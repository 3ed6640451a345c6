import { Injectable } from '@nestjs/common';
import { type EnteDetail } from '@gare/contracts/enti';
import { type EnteView } from '@gare/contracts/session';
import { type Actor } from '@gare/domain/access/actor';
import { scopeName } from '@gare/domain/convenzione/scope';
import { Database, type Reader } from '@gare/platform/database';
import { authorize, dbContext } from './authorize.js';
import { ConvenzioneReader, EnteReader, enteView } from './ente.reader.js';

/** Bodies as their pages show them. */
@Injectable()
export class EntiView {
  constructor(
    private readonly database: Database,
    private readonly enti: EnteReader,
    private readonly convenzioni: ConvenzioneReader,
  ) {}

  async list(actor: Actor): Promise<{ items: EnteView[] }> {
    const enti = await this.database.read(dbContext(actor), (reader) => this.enti.list(reader));
    return { items: enti.map(enteView) };
  }

  /** @throws AppError access.denied, ente.not_found */
  show(actor: Actor, enteId: string): Promise<EnteDetail> {
    return this.database.read(dbContext(actor), (reader) => this.detail(reader, actor, enteId));
  }

  private async detail(reader: Reader, actor: Actor, enteId: string): Promise<EnteDetail> {
    const ente = await this.enti.require(reader, enteId);
    // The Province of the SUA is known to all its comuni: it is the other party of their convenzione.
    authorize(actor, 'ente.read', ente.id === actor.suaId ? actor : { suaId: ente.suaId, enteId });
    const convenzioni = await this.convenzioni.all(reader, enteId);
    const { codiceIstatAnac, codiceAusa, codiceCentroCosto, nuts, pec, popolazione, patrono, qualificazione } = ente;
    return {
      ...enteView(ente),
      ...{ codiceIstatAnac, codiceAusa, codiceCentroCosto, nuts, pec, popolazione, patrono },
      qualificazioni: [...qualificazione],
      convenzioni: convenzioni.map(({ id, numero, stato, dal, al, ambito }) => ({
        ...{ id, numero, stato, dal, al },
        ambito: ambito.map(scopeName),
      })),
    };
  }
}
