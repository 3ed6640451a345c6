import type { ParameterUnit } from './parameters.js';
import { assumptions } from './assumptions.data.js';
import { reportingParameters } from './reporting-parameters.data.js';

/**
 * Legal parameters as dated rows: key, value, unit, first day, last day (null: still in force), citation, and `unconfirmed`
 * where a lawyer still has to confirm the value. "C." is D.Lgs. 36/2023. A new figure of the law is a new row, never an edit.
 */
export type ParameterLine = readonly [
  key: string,
  value: string,
  unit: ParameterUnit,
  from: string,
  to: string | null,
  cite: string,
  mark?: 'unconfirmed',
];

const code = '2023-07-01';
const correction = '2024-12-31';

const thresholds: readonly ParameterLine[] = [
  ['ue.lavori', '5538000', 'EUR', '2024-01-01', '2025-12-31', 'C. 14 c. 1 lett. a; Reg. UE 2023/2495'],
  ['ue.lavori', '5404000', 'EUR', '2026-01-01', '2027-12-31', 'C. 14 c. 1 lett. a; Reg. UE 2025/2152'],
  ['ue.servForn.subcentrale', '221000', 'EUR', '2024-01-01', '2025-12-31', 'C. 14 c. 1 lett. c; Reg. UE 2023/2495'],
  ['ue.servForn.subcentrale', '216000', 'EUR', '2026-01-01', '2027-12-31', 'C. 14 c. 1 lett. c; Reg. UE 2025/2152'],
  ['ue.sociali', '750000', 'EUR', code, null, 'C. 14 c. 1 lett. d; C. 127'],
  ['ue.concessioni', '5538000', 'EUR', '2024-01-01', '2025-12-31', 'Reg. UE 2023/2497'],
  ['ue.concessioni', '5404000', 'EUR', '2026-01-01', '2027-12-31', 'Reg. UE 2025/2151'],
  ['ue.speciali.servForn', '443000', 'EUR', '2024-01-01', '2025-12-31', 'C. 14 c. 2; Reg. UE 2023/2496'],
  ['ue.speciali.servForn', '432000', 'EUR', '2026-01-01', '2027-12-31', 'C. 14 c. 2; Reg. UE 2025/2150'],
  ['ue.speciali.lavori', '5538000', 'EUR', '2024-01-01', '2025-12-31', 'C. 14 c. 2; Reg. UE 2023/2496'],
  ['ue.speciali.lavori', '5404000', 'EUR', '2026-01-01', '2027-12-31', 'C. 14 c. 2; Reg. UE 2025/2150'],
  ['ad.lavori.max', '150000', 'EUR', code, null, 'C. 50 c. 1 lett. a'],
  ['ad.servForn.max', '140000', 'EUR', code, null, 'C. 50 c. 1 lett. b'],
  ['neg.lavori.5oe.operatori', '5', 'count', code, null, 'C. 50 c. 1 lett. c'],
  ['neg.lavori.10oe.min', '1000000', 'EUR', code, null, 'C. 50 c. 1 lett. d'],
  ['neg.lavori.10oe.operatori', '10', 'count', code, null, 'C. 50 c. 1 lett. d'],
  ['neg.servForn.5oe.operatori', '5', 'count', code, null, 'C. 50 c. 1 lett. e'],
  ['neg.art76.operatori', '3', 'count', code, null, 'C. 76 c. 7'],
  ['rotazione.deroga', '5000', 'EUR', code, null, 'C. 49 c. 6'],
  ['mepa.obbligo', '5000', 'EUR', '2019-01-01', null, 'L. 296/2006 art. 1 c. 450'],
  ['controlli.semplificati', '40000', 'EUR', code, null, 'C. 52 c. 1'],
  ['programma.lavori.min', '150000', 'EUR', code, null, 'C. 37 c. 1; All. I.5'],
  ['programma.acquisti.min', '140000', 'EUR', code, null, 'C. 37 c. 1; All. I.5'],
  ['dgue.min', '40000', 'EUR', code, null, 'C. 91; Regole PCP, ERR113'],
  ['cct.obbligo', 'ue.lavori', 'text', correction, null, 'C. 215: lavori dalla soglia europea', 'unconfirmed'],
  ['bim.obbligo', '2000000', 'EUR', '2025-01-01', null, 'C. 43', 'unconfirmed'],
  ['bim.campoPcp', '1000000', 'EUR', code, null, 'Regole PCP, REG5'],
  ['antimafia.com.min', '150000', 'EUR', '2011-10-13', null, 'D.Lgs. 159/2011 artt. 87 e 91'],
  ['antimafia.com.validita', '6', 'months', '2011-10-13', null, 'D.Lgs. 159/2011 art. 86'],
  ['antimafia.info.subcontratti', '150000', 'EUR', '2011-10-13', null, 'D.Lgs. 159/2011 art. 91'],
  ['antimafia.info.validita', '12', 'months', '2011-10-13', null, 'D.Lgs. 159/2011 art. 86'],
  ['antimafia.base', 'intero contratto con le opzioni, IVA esclusa', 'text', '2011-10-13', null, 'D.Lgs. 159/2011 art. 91', 'unconfirmed'],
];

/** What the national bank of public contracts asks on its own side; two locks still carry older thresholds than the law. */
const pcp: readonly ParameterLine[] = [
  ['pcp.web.ui', '5000', 'EUR', '2025-06-18', null, 'Com. Pres. ANAC 18/06/2025'],
  ['pcp.sommaLotti.min', '80', 'percent', code, null, 'Regole PCP, REG110'],
  ['pcp.ad3.lavori.max', '150000', 'EUR', '2026-06-30', null, 'Regole PCP, REG144', 'unconfirmed'],
  ['pcp.ad3.servForn.max', '140000', 'EUR', '2026-06-30', null, 'Regole PCP, REG145', 'unconfirmed'],
  ['pcp.deroga.servForn', '215000', 'EUR', code, null, 'Regole PCP (DMN delle schede)', 'unconfirmed'],
  ['pcp.deroga.speciali', '431000', 'EUR', code, null, 'Regole PCP (DMN delle schede)', 'unconfirmed'],
  ['pcp.eforms.sdk', '1.12', 'text', code, null, 'Piattaforma ANAC, versione eForms SDK', 'unconfirmed'],
];

const qualification: readonly ParameterLine[] = [
  // Art. 62 c. 1 lets a body act alone up to 500.000, All. II.4 art. 2 asks qualification from 500.000: at exactly that figure the checks warn.
  ['qual.necessaria.lavori', '500000', 'EUR', code, null, 'C. 62 c. 1; All. II.4 art. 2', 'unconfirmed'],
  ['qual.necessaria.servForn', '140000', 'EUR', code, null, 'C. 62 c. 1; All. II.4 art. 2 c. 1'],
  ['qual.L3', '1000000', 'EUR', code, null, 'C. 63 c. 2 lett. a'],
  ['qual.SF3', '750000', 'EUR', code, null, 'C. 63 c. 2 lett. a'],
  ['qual.SF2', '5000000', 'EUR', code, null, 'C. 63 c. 2 lett. b'],
  ['qual.cuc.min.lavori', 'L2', 'text', code, null, 'All. II.4'],
  ['qual.cuc.min.servForn', 'SF2', 'text', code, null, 'All. II.4'],
  ['qual.durata', '24', 'months', code, null, 'All. II.4'],
];

const terms: readonly ParameterLine[] = [
  ['term.aperta.offerte', '30', 'days', code, null, 'C. 71 c. 2'],
  ['term.aperta.offerte.ridotto', '15', 'days', code, null, 'C. 71 cc. 3-4'],
  ['term.ristretta.domande', '30', 'days', code, null, 'C. 72 c. 2'],
  ['term.ristretta.domande.urgenza', '15', 'days', code, null, 'C. 72 c. 6'],
  ['term.ristretta.offerte', '30', 'days', code, null, 'C. 72 c. 4'],
  ['term.ristretta.offerte.ridotto', '10', 'days', code, null, 'C. 72 cc. 5-6'],
  ['term.competitivaNeg.domande', '30', 'days', '2023-09-30', null, 'C. 73 c. 4; DL 132/2023'],
  ['term.competitivaNeg.offerte', '25', 'days', code, null, 'C. 73 c. 5', 'unconfirmed'],
  ['term.dialogo.domande', '30', 'days', code, null, 'C. 74'],
  ['term.partenariato.domande', '30', 'days', code, null, 'C. 75'],
  // No statute gives these two: good practice under C. 92 c. 1 (terms proportionate to what is asked).
  ['term.negoziata.offerte', '10', 'days', code, null, 'C. 92 c. 1 (prassi)', 'unconfirmed'],
  ['term.negoziata.offerte.complessa', '15', 'days', code, null, 'C. 92 c. 1 (prassi, con OEPV o sopralluogo)', 'unconfirmed'],
  ['term.sopralluogo.chiusura', '10', 'days', code, null, 'C. 92 c. 1 (prassi)', 'unconfirmed'],
  ['indagine.pubblicazione', '15', 'days', code, null, 'All. II.1 art. 2', 'unconfirmed'],
  ['indagine.pubblicazione.urgenza', '5', 'days', code, null, 'All. II.1 art. 2', 'unconfirmed'],
  ['term.chiarimenti', '6', 'days', code, null, 'C. 88 c. 3; C. 92'],
  ['term.chiarimenti.urgenza', '4', 'days', code, null, 'C. 88 c. 3; C. 92'],
  ['standstill', '35', 'days', code, '2024-12-30', 'C. 18 c. 3 (testo anteriore al D.Lgs. 209/2024)'],
  ['standstill', '32', 'days', correction, null, 'C. 18 c. 3'],
  ['standstill.sottosoglia', '0', 'days', code, null, 'C. 55 c. 2'],
  ['stipula', '60', 'days', code, null, 'C. 18 c. 2'],
  ['stipula.sottosoglia', '30', 'days', code, null, 'C. 55 c. 1'],
  ['gara.durataMax.oepv.aperta', '9', 'months', correction, null, 'All. I.3 c. 1'],
  ['gara.durataMax.oepv.ristretta', '10', 'months', correction, null, 'All. I.3 c. 1'],
  ['gara.durataMax.oepv.competitivaNeg', '7', 'months', correction, null, 'All. I.3 c. 1'],
  ['gara.durataMax.oepv.negoziata', '4', 'months', correction, null, 'All. I.3 c. 1'],
  ['gara.durataMax.oepv.dialogo', '7', 'months', correction, null, 'All. I.3 c. 1'],
  ['gara.durataMax.oepv.partenariato', '9', 'months', correction, null, 'All. I.3 c. 1'],
  ['gara.durataMax.prezzo.aperta', '5', 'months', code, null, 'All. I.3 c. 2'],
  ['gara.durataMax.prezzo.ristretta', '6', 'months', code, null, 'All. I.3 c. 2'],
  ['gara.durataMax.prezzo.competitivaNeg', '4', 'months', code, null, 'All. I.3 c. 2'],
  ['gara.durataMax.prezzo.negoziata', '3', 'months', code, null, 'All. I.3 c. 2'],
  ['gara.anomalia', '1', 'months', code, null, 'All. I.3 c. 4'],
  ['gara.prorogaRup.max', '3', 'months', code, null, 'All. I.3 c. 5'],
  ['lavori.pubblicazioneDaApprovazione', '3', 'months', correction, null, 'C. 17 c. 3-bis; All. I.3 c. 1'],
  ['lavori.pubblicazioneDaApprovazione.proroga', '1', 'months', correction, null, 'All. I.3 c. 5'],
  ['soccorso.min', '5', 'days', code, null, 'C. 101 c. 1'],
  ['soccorso.max', '10', 'days', code, null, 'C. 101 c. 1'],
  ['anomalia.giustif', '15', 'days', code, null, 'C. 110 c. 2'],
  ['comunicazioni.aggiudicazione', '5', 'days', code, null, 'C. 90 c. 1'],
  ['avviso.aggiudicazione', '30', 'days', code, null, 'C. 111 c. 1'],
  ['pcp.conferma', '90', 'days', code, null, 'ANAC, roadmap PCP: cancellazione degli appalti non confermati', 'unconfirmed'],
  // Usual time of a SUA from the complete istanza to the publication, where the convenzione agrees none.
  ['sla.indizione.lavori', '45', 'days', code, null, 'Prassi delle SUA; convenzione art. 6', 'unconfirmed'],
  ['sla.indizione.servForn', '30', 'days', code, null, 'Prassi delle SUA; convenzione art. 6', 'unconfirmed'],
  ['fvoe.fallback', '30', 'days', correction, null, 'C. 99 c. 3-bis'],
  ['fvoe.validita', '120', 'days', code, null, 'Del. ANAC 262/2023', 'unconfirmed'],
  ['durc.validita', '120', 'days', code, null, 'DM 30/01/2015 art. 7'],
  ['requisiti.certificatoAde.validita', '6', 'months', code, null, 'Prassi, nessuna fonte letta', 'unconfirmed'],
  ['requisiti.visura.validita', '6', 'months', code, null, 'Prassi, nessuna fonte letta', 'unconfirmed'],
  ['collaudo.termine', '6', 'months', code, null, 'C. 116 c. 2'],
  ['programma.adozione', '90', 'days', code, null, 'C. 37; All. I.5', 'unconfirmed'],
  ['conservazione.contratti', '10', 'years', code, null, 'Piano di conservazione dell’ente', 'unconfirmed'],
];

const guarantees: readonly ParameterLine[] = [
  ['garProv.sopra', '2', 'percent', code, null, 'C. 106 c. 1'],
  ['garProv.sopra.min', '1', 'percent', code, null, 'C. 106 c. 1'],
  ['garProv.sopra.max', '4', 'percent', code, null, 'C. 106 c. 1'],
  ['garProv.sopra.centrale.max', '2', 'percent', code, null, 'C. 106 c. 1'],
  ['garProv.sotto.max', '1', 'percent', code, null, 'C. 53 c. 1'],
  ['gar.riduzione.iso9001', '30', 'percent', code, null, 'C. 106 c. 8'],
  ['gar.riduzione.pmi', '50', 'percent', code, null, 'C. 106 c. 8'],
  ['gar.riduzione.digitale', '10', 'percent', code, null, 'C. 106 cc. 3 e 8'],
  ['gar.riduzione.certificazioni.max', '20', 'percent', code, null, 'C. 106 c. 8; All. II.13'],
  ['gar.fideiussione.forma', 'nativa digitale, con firma digitale, verificabile online', 'text', code, null, 'C. 106 c. 3'],
  ['garDef.sopra', '10', 'percent', code, null, 'C. 117 cc. 1-2'],
  ['garDef.sopra.ribasso1', '10', 'percent', code, null, 'C. 117 c. 2: un punto per ogni punto oltre il 10% di ribasso'],
  ['garDef.sopra.ribasso2', '20', 'percent', code, null, 'C. 117 c. 2: due punti per ogni punto oltre il 20% di ribasso'],
  ['garDef.aq.max', '2', 'percent', code, null, 'C. 117 c. 1'],
  ['garDef.sotto', '5', 'percent', code, null, 'C. 53 c. 4'],
];

const contract: readonly ParameterLine[] = [
  ['revPrezzi.lavori.soglia', '3', 'percent', correction, null, 'C. 60 c. 2 lett. a'],
  ['revPrezzi.lavori.quota', '90', 'percent', correction, null, 'C. 60 c. 2 lett. a'],
  ['revPrezzi.servForn.soglia', '5', 'percent', correction, null, 'C. 60 c. 2 lett. b'],
  ['revPrezzi.servForn.quota', '80', 'percent', correction, null, 'C. 60 c. 2 lett. b'],
  ['subappalto.pmi', '20', 'percent', correction, null, 'C. 119 c. 2'],
  ['penali.min', '0.3', 'permille', code, '2024-12-30', 'C. 126 c. 1 (testo anteriore al D.Lgs. 209/2024)', 'unconfirmed'],
  ['penali.max', '1', 'permille', code, '2024-12-30', 'C. 126 c. 1 (testo anteriore al D.Lgs. 209/2024)', 'unconfirmed'],
  ['penali.min', '0.5', 'permille', correction, null, 'C. 126 c. 1', 'unconfirmed'],
  ['penali.max', '1.5', 'permille', correction, null, 'C. 126 c. 1', 'unconfirmed'],
  ['penali.tetto', '10', 'percent', code, null, 'C. 126 c. 1', 'unconfirmed'],
  ['anticipazione', '20', 'percent', code, null, 'C. 125 c. 1'],
  ['anticipazione.max', '30', 'percent', code, null, 'C. 125 c. 1'],
  ['anticipazione.sia', '10', 'percent', '2025-05-21', null, 'C. 125; DL 73/2025 conv. L. 105/2025', 'unconfirmed'],
  ['bollo.contratto.40000', '0', 'EUR', code, null, 'All. I.4: sotto 40.000 €'],
  ['bollo.contratto.150000', '40', 'EUR', code, null, 'All. I.4: da 40.000 a meno di 150.000 €'],
  ['bollo.contratto.1000000', '120', 'EUR', code, null, 'All. I.4: da 150.000 a meno di 1.000.000 €'],
  ['bollo.contratto.5000000', '250', 'EUR', code, null, 'All. I.4: da 1.000.000 a meno di 5.000.000 €'],
  ['bollo.contratto.25000000', '500', 'EUR', code, null, 'All. I.4: da 5.000.000 a meno di 25.000.000 €'],
  ['bollo.contratto.oltre', '1000', 'EUR', code, null, 'All. I.4: da 25.000.000 €'],
];

const award: readonly ParameterLine[] = [
  ['sia.quotaFissa', '65', 'percent', correction, null, 'C. 41 c. 15-bis'],
  ['sia.puntiEconomici.max', '30', 'points', correction, null, 'C. 41 c. 15-bis'],
  ['oepv.maxEconomico.labour', '30', 'points', code, null, 'C. 108 c. 4'],
  ['oepv.maxEconomico.cyber', '10', 'points', code, null, 'C. 108 c. 4'],
  ['oepv.labour.quota', '50', 'percent', code, null, 'All. I.1 art. 2 c. 1 lett. e'],
  ['oepv.obbligo.sia', '140000', 'EUR', code, null, 'C. 108 c. 2'],
  ['oepv.obbligo.innovativi', '140000', 'EUR', code, null, 'C. 108 c. 2'],
  ['fatturato.max', '2', 'factor', code, null, 'C. 100 c. 11'],
  ['fatturato.finestra.migliori', '3', 'years', correction, null, 'C. 100 c. 11', 'unconfirmed'],
  ['fatturato.finestra.ultimi', '5', 'years', correction, null, 'C. 100 c. 11', 'unconfirmed'],
  ['serviziAnaloghi.finestra', '10', 'years', correction, null, 'C. 100 c. 11', 'unconfirmed'],
  ['anomalia.esclAut.offerte', '5', 'count', code, null, 'C. 54 c. 1'],
  ['anomalia.esclAut.metodi', 'A, B o C dell’allegato II.2, dichiarato nei documenti di gara', 'text', code, null, 'C. 54 c. 2; All. II.2'],
  ['pariOpportunita.art47', 'contratti PNRR e PNC', 'text', code, null, 'DL 77/2021 art. 47; All. II.3', 'unconfirmed'],
  ['art47.dipendenti.rapporto', '50', 'count', '2021-06-01', null, 'DL 77/2021 art. 47 c. 2; D.Lgs. 198/2006 art. 46'],
  ['art47.dipendenti.relazione', '15', 'count', '2021-06-01', null, 'DL 77/2021 art. 47 cc. 3 e 3-bis'],
  ['art47.quota', '30', 'percent', '2021-06-01', null, 'DL 77/2021 art. 47 c. 4'],
  ['art47.interdizione', '12', 'months', '2021-06-01', null, 'DL 77/2021 art. 47 c. 6'],
  ['titolareEffettivo.quota', '25', 'percent', '2017-07-04', null, 'D.Lgs. 231/2007 art. 20 c. 2'],
  ['albo.giorni', '15', 'days', '2000-10-13', null, 'TUEL 124 c. 1'],
  ['avvioConsultazione', 'avviso sul sito istituzionale', 'text', correction, null, 'C. 50 c. 2-bis', 'unconfirmed'],
  ['aq.durataMax', '48', 'months', code, null, 'C. 59 c. 1'],
  ['qe.incentivi.max', '2', 'percent', code, null, 'C. 45 c. 2'],
  ['qe.imprevisti.min', '5', 'percent', code, null, 'All. I.7 art. 5'],
  ['qe.imprevisti.max', '10', 'percent', code, null, 'All. I.7 art. 5'],
  ['istanza.accoglimento', '10', 'days', code, null, 'C. 62 c. 10', 'unconfirmed'],
  ['riservati.quota', '30', 'percent', code, null, 'C. 61'],
  ['pagamento.termine', '30', 'days', code, null, 'D.Lgs. 231/2002 art. 4; C. 125'],
  ['offerta.validita', '180', 'days', code, null, 'C. 17 c. 4'],
];

/**
 * Figures that govern bodies, convenzioni and fees. Those that a convenzione agrees for itself (notice of withdrawal, terms of
 * payment) are data of the convenzione, not rows here.
 */
const bodies: readonly ParameterLine[] = [
  ['qual.ppp.min.lavori', 'L2', 'text', code, null, 'C. 62 c. 18', 'unconfirmed'],
  ['qual.ppp.min.servForn', 'SF2', 'text', code, null, 'C. 62 c. 18', 'unconfirmed'],
  ['incentivi.quotaCentrale.max', '25', 'percent', code, null, 'C. 45 c. 8', 'unconfirmed'],
  ['incentivi.fondo', '2', 'percent', code, null, 'C. 45 c. 2'],
  ['delibera.esecutivita', '10', 'days', '2000-10-13', null, 'TUEL 134 c. 3'],
  ['convenzione.varianti.termine', '30', 'days', '2011-08-29', null, 'DPCM 30/06/2011 art. 4', 'unconfirmed'],
  ['commissione.incarichiPolitici', '2', 'years', code, null, 'C. 93 c. 5 lett. a'],
  ['commissione.componenti.max', '5', 'count', code, null, 'C. 93 c. 2'],
];

/** Where a band of the contribution begins, and what authority and operator owe in it. */
const contributionBands = [
  ['0', '0', '0'],
  ['40000', '35', '0'],
  ['150000', '250', '18'],
  ['300000', '250', '33'],
  ['500000', '410', '77'],
  ['800000', '410', '90'],
  ['1000000', '660', '165'],
  ['5000000', '880', '220'],
  ['20000000', '880', '560'],
] as const;

/** How long the product waits before it reminds whoever answers for others; the law says nothing of it. */
const reminding: readonly ParameterLine[] = [
  ['avvisi.attesaTurno', '10', 'days', code, null, 'Prassi delle SUA: giorni lavorativi', 'unconfirmed'],
  ['avvisi.sollecitoDirigente', '3', 'days', code, null, 'Prassi delle SUA: giorni lavorativi', 'unconfirmed'],
];

/** A row for each band and payer. The act for 2026 has not been found: its amounts repeat those of 2025 and wait for a lawyer. */
const contribution: readonly ParameterLine[] = contributionBands.flatMap(([from, authority, operator]) =>
  (
    [
      ['sa', authority],
      ['oe', operator],
    ] as const
  ).flatMap(([payer, amount]): ParameterLine[] => [
    [`contributo.anac.${payer}.${from}`, amount, 'EUR', '2024-01-01', '2024-12-31', 'Del. ANAC 610/2023'],
    [`contributo.anac.${payer}.${from}`, amount, 'EUR', '2025-01-01', '2025-12-31', 'Del. ANAC 598/2024'],
    [
      `contributo.anac.${payer}.${from}`,
      amount,
      'EUR',
      '2026-01-01',
      null,
      'Del. ANAC 598/2024 (atto per il 2026 da confermare)',
      'unconfirmed',
    ],
  ]),
);
/** How the SUA and a comune write to each other; what a convenzione agrees for itself comes before these. */
const requests: readonly ParameterLine[] = [
  ['integrazioni.giri.max', '2', 'count', code, null, 'prassi delle convenzioni; L. 241/1990 art. 2 c. 7', 'unconfirmed'],
  ['integrazioni.termine', '15', 'days', code, null, 'prassi delle convenzioni; L. 241/1990 art. 6', 'unconfirmed'],
  ['integrazioni.sospensione.max', '30', 'days', '2009-07-04', null, 'L. 241/1990 art. 2 c. 7', 'unconfirmed'],
  // Opinions are given within twenty days (L. 241/1990 art. 16); the practice of the SUA is shorter.
  ['revisione.termine', '10', 'days', code, null, 'prassi delle convenzioni; L. 241/1990 art. 16', 'unconfirmed'],
  ['contatto.risposta', '5', 'days', code, null, 'prassi delle convenzioni (giorni lavorativi)', 'unconfirmed'],
];

/** How the time of experts is counted (brief § 9.7); the programme that pays for them says it. */
const support: readonly ParameterLine[] = [
  [
    'affiancamento.oreGiornata',
    '8',
    'count',
    '2020-02-01',
    null,
    'Giornata convenzionale di esperto, disciplinare di incarico',
    'unconfirmed',
  ],
];

export const parameterLines: readonly ParameterLine[] = [
  ...thresholds,
  ...pcp,
  ...qualification,
  ...terms,
  ...guarantees,
  ...contract,
  ...award,
  ...contribution,
  ...bodies,
  ...requests,
  ...reminding,
  ...reportingParameters,
  ...assumptions,
  ...support,
];
