import { Injectable } from '@nestjs/common';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { type KindFacts } from '@gare/domain/kinds/kind-facts';
import { ParameterRegister } from '@gare/law';
import { Clock } from '@gare/platform/clock';
import { type Reader } from '@gare/platform/database';
import { type DossierEntity } from './dossier.entity.js';

/** What one feature knows of a dossier that gates may ask for; `facts` are merged, the rest replaces. */
export type GateFactSource = (reader: Reader, dossier: DossierEntity) => Promise<Partial<KindFacts>>;

/** Later features tell the gates what they know, without this one importing them. */
@Injectable()
export class GateFactSources {
  private readonly sources = new Map<string, GateFactSource>();

  constructor(
    private readonly clock: Clock,
    private readonly law: ParameterRegister,
  ) {}

  register(name: string, source: GateFactSource): void {
    this.sources.set(name, source);
  }

  /** Everything known of the dossier, from one snapshot of the database. */
  async gather(reader: Reader, dossier: DossierEntity): Promise<KindFacts> {
    const now = this.clock.now().toISOString();
    let facts: KindFacts = {
      asOf: toRomeDate(now),
      now,
      subject: {},
      documents: [],
      parameters: await this.law.rows(reader, dossier.suaId),
      ente: dossier.enteId,
      sua: dossier.suaId,
      ...(dossier.previousState === null ? {} : { previousState: dossier.previousState }),
    };
    for (const source of this.sources.values()) {
      const known = await source(reader, dossier);
      facts = { ...facts, ...known, facts: { ...facts.facts, ...known.facts } };
    }
    return facts;
  }
}
