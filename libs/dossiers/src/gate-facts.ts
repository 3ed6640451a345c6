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
    // Asked at the same moment, so that their questions travel together; merged in the order in which they registered.
    const [parameters, ...told] = await Promise.all([
      this.law.rows(reader, dossier.suaId),
      ...[...this.sources.values()].map((source) => source(reader, dossier)),
    ]);
    let facts: KindFacts = {
      asOf: toRomeDate(now),
      now,
      subject: {},
      documents: [],
      parameters,
      ente: dossier.enteId,
      sua: dossier.suaId,
      ...(dossier.previousState === null ? {} : { previousState: dossier.previousState }),
    };
    for (const known of told) {
      facts = { ...facts, ...known, facts: { ...facts.facts, ...known.facts } };
    }
    return facts;
  }
}
