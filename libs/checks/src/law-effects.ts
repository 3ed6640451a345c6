import { Injectable } from '@nestjs/common';
import { type LawPreviewView } from '@gare/contracts/law';
import { feastsOf } from '@gare/domain/law/feast-rows';
import { type LegalParameter } from '@gare/domain/law/parameters';
import { entriesOf, rowsInForce, type ParameterProposal } from '@gare/domain/law/register';
import { lawEffect, type LawSide } from '@gare/domain/law-effects/law-effect';
import { DossierReader, KindLibrary } from '@gare/dossiers';
import { EnteReader } from '@gare/identity';
import { ParameterRegister } from '@gare/law';
import { Clock } from '@gare/platform/clock';
import { type Reader } from '@gare/platform/database';
import { FactsBuilder } from './facts-builder.js';

export interface LawSides {
  readonly before: readonly LegalParameter[];
  readonly after: readonly LegalParameter[];
}

/** What other rows of the law do to a dossier. */
@Injectable()
export class LawEffects {
  constructor(
    private readonly register: ParameterRegister,
    private readonly dossiers: DossierReader,
    private readonly kinds: KindLibrary,
    private readonly enti: EnteReader,
    private readonly facts: FactsBuilder,
    private readonly clock: Clock,
  ) {}

  /** The rows in force, and those that would be after the proposal. */
  async sides(reader: Reader, suaId: string, proposal: ParameterProposal): Promise<LawSides> {
    const entries = await this.register.entries(reader, suaId);
    return { before: await this.register.rows(reader, suaId), after: rowsInForce([...entries, ...entriesOf(proposal)]) };
  }

  /** Null where nothing of the dossier is another. */
  async on(reader: Reader, dossierId: string, { before, after }: LawSides): Promise<LawPreviewView['effects'][number] | null> {
    const dossier = await this.dossiers.find(reader, dossierId);
    if (dossier === null) return null;
    const ente = await this.enti.require(reader, dossier.enteId);
    const { patrono } = await this.enti.require(reader, dossier.suaId);
    const { facts } = await this.facts.build(reader, dossier);
    const side = (rows: readonly LegalParameter[]): LawSide => ({ rows, seat: { feasts: feastsOf(rows), patron: patrono } });
    const changes = lawEffect({
      kind: this.kinds.require(dossier.kindCode, dossier.kindVersion),
      ...{ facts, enteId: dossier.enteId, now: this.clock.now().toISOString(), stateSince: dossier.stateSince.toISOString() },
      before: side(before),
      after: side(after),
    });
    if (changes.length === 0) return null;
    const { id, codiceAppalto, oggetto } = dossier;
    return {
      dossierId: id,
      codiceAppalto,
      oggetto,
      ente: ente.denominazione,
      asOf: facts.asOf,
      changes: changes.map((one) => ({ ...one })),
    };
  }
}
