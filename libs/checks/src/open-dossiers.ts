import { Injectable } from '@nestjs/common';
import { lawText } from '@gare/domain/law/register';
import { type LegalParameter } from '@gare/domain/law/parameters';
import { referenceDate } from '@gare/domain/scheda/derive';
import { type SchedaValues } from '@gare/domain/scheda/scheda-values';
import { KindLibrary } from '@gare/dossiers';
import { Clock } from '@gare/platform/clock';
import { type Reader } from '@gare/platform/database';

interface Row {
  id: string;
  dates: SchedaValues;
}

/** Only what tells the reference date: sheets are large, and there are thousands. */
const openSql = `
  select d.id, jsonb_build_object('norma', s."values" -> 'norma', 'tipoProcedura', s."values" -> 'tipoProcedura',
    'decisioneContrarre', s."values" -> 'decisioneContrarre', 'dataInvioInviti', s."values" -> 'dataInvioInviti',
    'dataTrasmissioneBando', s."values" -> 'dataTrasmissioneBando') as dates
  from dossiers d join schede s on s.dossier_id = d.id
  where d.sua_id = $1 and (d.kind_code || ' ' || d.state) <> all ($2)
  order by d.id`;

/** The open dossiers for which the law is another under other rows. */
@Injectable()
export class OpenDossiers {
  constructor(
    private readonly kinds: KindLibrary,
    private readonly clock: Clock,
  ) {}

  /** Ids of those that read the law on a day on which the two sets of rows differ. */
  async reading(
    reader: Reader,
    suaId: string,
    sides: { before: readonly LegalParameter[]; after: readonly LegalParameter[] },
  ): Promise<string[]> {
    const closed = this.kinds
      .list()
      .flatMap((kind) => kind.process.states.flatMap((state) => (state.kind === 'final' ? [`${kind.code} ${state.code}`] : [])));
    const rows = await reader.query<Row[]>(openSql, [suaId, closed]);
    const now = this.clock.now().toISOString();
    return rows
      .filter(({ dates }) => {
        const { data } = referenceDate(dates, now);
        return lawText(sides.before, data) !== lawText(sides.after, data);
      })
      .map(({ id }) => id);
  }
}
