import { Injectable } from '@nestjs/common';
import { type FeeEstimateView } from '@gare/contracts/convenzione-terms';
import { type Actor } from '@gare/domain/access/actor';
import { referenceDate } from '@gare/domain/scheda/derive';
import { estimateFees, type Fee } from '@gare/domain/tariff/fee';
import { feeBasisOf } from '@gare/domain/tariff/fee-basis';
import { DossierAccessReader, type DossierEntity } from '@gare/dossiers';
import { ConvenzioneReader, dbContext, EnteReader } from '@gare/identity';
import { ParameterRegister } from '@gare/law';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader } from '@gare/platform/database';
import { SchedaReader } from '@gare/scheda';

/** What a dossier will cost the comune, by the prices of its convenzione at the reference date of the procedure. */
@Injectable()
export class FeeEstimateService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly scheda: SchedaReader,
    private readonly enti: EnteReader,
    private readonly convenzioni: ConvenzioneReader,
    private readonly clock: Clock,
    private readonly law: ParameterRegister,
  ) {}

  /** @throws AppError dossier.not_found, access.denied */
  show(actor: Actor, dossierId: string): Promise<FeeEstimateView> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      return this.estimate(reader, one.dossier);
    });
  }

  private async estimate(reader: Reader, dossier: DossierEntity): Promise<FeeEstimateView> {
    const { values } = await this.scheda.read(reader, dossier.id);
    const asOf = referenceDate(values, this.clock.now().toISOString()).data;
    if (dossier.kindCode !== 'GARA' || dossier.enteId === dossier.suaId)
      return nothingDue(asOf, 'Per questo fascicolo la SUA non chiede un compenso.');
    const row = await this.convenzioni.under(reader, dossier);
    if (row === null) return nothingDue(asOf, 'Il fascicolo non è sotto nessuna convenzione: il costo non si può stimare.');
    const ente = await this.enti.require(reader, dossier.enteId);
    const law = await this.law.rows(reader, dossier.suaId);
    const estimate = estimateFees(row.tariffe, feeBasisOf(values, ente.popolazione), asOf, law);
    return {
      convenzione: { id: row.id, numero: row.numero },
      asOf,
      nota: estimate.voci.length === 0 ? `La convenzione n. ${row.numero} non prevede un compenso per le gare di quel giorno.` : null,
      voci: estimate.voci.map(({ momento, compenso }) => ({ momento, compenso: feeView(compenso) })),
      totale: estimate.totale,
      completo: estimate.completo,
      quotaIncentivo: feeView(estimate.quotaIncentivo),
    };
  }
}

type FeeView = FeeEstimateView['quotaIncentivo'];

const feeView = (fee: Fee): FeeView => (fee.known ? { ...fee, passi: [...fee.passi] } : fee);

const nothingDue = (asOf: string, nota: string): FeeEstimateView => ({
  convenzione: null,
  asOf,
  nota,
  voci: [],
  totale: '0.00',
  completo: true,
  quotaIncentivo: { known: true, importo: '0.00', passi: [] },
});
