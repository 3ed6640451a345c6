import { Injectable } from '@nestjs/common';
import { type Scheda } from '@gare/contracts/scheda/scheda';
import { convenzioneContentSchema } from '@gare/domain/convenzione/content';
import { type AgreedDays, type ClockStop, type Outage, type StateVisit, type TermFacts } from '@gare/domain/terms/term';
import { standingActs } from '@gare/domain/terms/dated-acts';
import { DossierTurns, KindLibrary, OpenItemSources, type DossierEntity, type DossierStayEntity } from '@gare/dossiers';
import { ConvenzioneReader } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { SchedaReader } from '@gare/scheda';
import { PadOutageEntity } from './pad-outage.entity.js';
import { datedAct, TermActEntity } from './term-act.entity.js';
import { type TermLaw } from './term-law.js';

/** The one way from rows to what terms are worked out from. */
@Injectable()
export class TermFactsReader {
  constructor(
    private readonly kinds: KindLibrary,
    private readonly scheda: SchedaReader,
    private readonly turns: DossierTurns,
    private readonly items: OpenItemSources,
    private readonly convenzioni: ConvenzioneReader,
    private readonly clock: Clock,
  ) {}

  async of(reader: Reader, dossier: DossierEntity, { rows, seat }: TermLaw): Promise<TermFacts> {
    const kind = this.kinds.require(dossier.kindCode, dossier.kindVersion);
    const values = (await this.sheet(reader, dossier.id)) ?? {};
    const stays = await this.turns.history(reader, dossier.id);
    const acts = await this.acts(reader, dossier.id);
    const items = await this.items.gather(reader, dossier);
    return {
      now: this.clock.now().toISOString(),
      kind: { code: kind.code, states: kind.process.states },
      state: dossier.state,
      sheet: values,
      visits: visitsOf(stays),
      stops: stopsOf(stays),
      acts: standingActs(acts.map(datedAct)),
      outages: await this.outages(reader, dossier, values.pad?.nome ?? ''),
      agreed: await this.agreed(reader, dossier),
      items: items.flatMap(({ id, title, since, due, waitsOn }) =>
        due === null ? [] : [{ id, title, since: since.toISOString(), due, party: waitsOn.party }],
      ),
      rows,
      seat,
    };
  }

  /** Every act as it was recorded, the first first. */
  acts(reader: Reader, dossierId: string): Promise<TermActEntity[]> {
    return reader.find(TermActEntity, { where: { dossierId }, order: { recordedAt: 'ASC', id: 'ASC' } });
  }

  /** Those of the platform the tender runs on; a sheet that names none takes them all. */
  private async outages(reader: Reader, { suaId }: DossierEntity, platform: string): Promise<Outage[]> {
    const rows = standingOutages(await reader.find(PadOutageEntity, { where: { suaId }, order: { fromAt: 'ASC' } }));
    return rows
      .filter((row) => platform === '' || isSamePlatform(row.platform, platform))
      .map((row) => ({ from: row.fromAt.toISOString(), to: row.toAt.toISOString(), platform: row.platform }));
  }

  /** Days of art. 6 of the convenzione; none where there is none, or where its text is not written here. */
  private async agreed(reader: Reader, dossier: DossierEntity): Promise<readonly AgreedDays[]> {
    if (dossier.kindCode !== 'GARA' || dossier.enteId === dossier.suaId) return [];
    const row = await this.convenzioni.under(reader, dossier);
    if (row === null) return [];
    const sheet = (await this.sheet(reader, row.id)) as { contenuto?: { tempi?: unknown } } | null;
    const parsed = convenzioneContentSchema.shape.tempi.safeParse(sheet?.contenuto?.tempi);
    return parsed.success ? parsed.data : [];
  }

  /** Null while a dossier that is being opened has none, and for a convenzione that was only registered. */
  private async sheet(reader: Reader, dossierId: string): Promise<Scheda | null> {
    const sheet = await this.scheda.read(reader, dossierId).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'dossier.not_found') return null;
      throw error;
    });
    return sheet?.values ?? null;
  }
}

export const isSamePlatform = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

/** Without those taken back, and without what took them back. */
export function standingOutages(rows: readonly PadOutageEntity[]): readonly PadOutageEntity[] {
  const taken = new Set(rows.flatMap(({ reversesId }) => reversesId ?? []));
  return rows.filter(({ id, reversesId }) => reversesId === null && !taken.has(id));
}

/** Stays of one state in a row are one visit. */
function visitsOf(stays: readonly DossierStayEntity[]): readonly StateVisit[] {
  const visits: { state: string; from: string; to: string | null }[] = [];
  for (const { state, fromAt, toAt } of stays) {
    const [last, to] = [visits.at(-1), toAt?.toISOString() ?? null];
    if (last?.state === state) last.to = to;
    else visits.push({ state, from: fromAt.toISOString(), to });
  }
  return visits;
}

function stopsOf(stays: readonly DossierStayEntity[]): readonly ClockStop[] {
  return stays
    .filter(({ clockStopped }) => clockStopped)
    .map(({ fromAt, toAt, cause }) => ({ from: fromAt.toISOString(), to: toAt?.toISOString() ?? null, cause }));
}
