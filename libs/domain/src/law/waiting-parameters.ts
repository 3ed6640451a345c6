/** What will read a row of the register that no rule of this version reads. */
export interface Waiting {
  /** The step of the project that brings the reader. */
  readonly step: 6 | 7 | 8;
  /** Who reads it then, in the words of the register: a check by its code, a gate, a profile. */
  readonly reader: string;
}

const at =
  (step: Waiting['step'], reader: string) =>
  (key: string): readonly [string, Waiting] => [key, { step, reader }];

/**
 * Rows that are kept although nothing reads them yet: figures and open points of the brief (§0.4, §10.1) whose rule comes in a
 * later step. The register says so beside each, so that nobody changes one and believes that something follows.
 * A row that is in neither this list nor a rule does not belong in the register (test/architecture/legal-parameters.test.ts).
 */
const waiting: ReadonlyMap<string, Waiting> = new Map([
  // Checks on figures of the tender (PROC, AWD, PART, EXE) and before the notice (REG, ERR of the PCP).
  ...['programma.lavori.min', 'programma.acquisti.min'].map(at(6, 'il controllo PROC-18 sulla programmazione')),
  at(6, 'il controllo PROC-18 sulla programmazione')('programma.adozione'),
  at(6, 'il controllo PROC-20 sugli accordi quadro')('aq.durataMax'),
  at(6, 'il controllo sul collegio consultivo tecnico nei contratti di lavori')('cct.obbligo'),
  at(6, 'il controllo PROC-25 sul progetto di lavori')('bim.obbligo'),
  at(6, 'il controllo preventivo della PCP sul DGUE (ERR113)')('dgue.min'),
  ...['pcp.ad3.lavori.max', 'pcp.ad3.servForn.max'].map(at(6, 'il controllo preventivo della PCP (REG144, REG145)')),
  ...['pcp.deroga.servForn', 'pcp.deroga.speciali'].map(at(6, 'i controlli PROC-13 e REG118–REG122')),
  at(6, 'il controllo PUB-02 sulle eForms')('pcp.eforms.sdk'),
  at(6, 'il controllo preventivo della PCP')('pcp.saTitolare'),
  at(6, 'la scadenza della qualificazione nel controllo PROC-12')('qual.durata'),
  ...['sia.quotaFissa', 'sia.puntiEconomici.max'].map(at(6, 'il controllo AWD-04 sui servizi di ingegneria e architettura')),
  at(6, 'il controllo AWD-02, quando la scheda dirà che l’acquisto è innovativo')('oepv.obbligo.innovativi'),
  at(6, 'il controllo AWD-05 sugli acquisti informatici')('oepv.maxEconomico.cyber'),
  at(6, 'il controllo AWD-12 sulle offerte anomale')('anomalia.esclAut.metodi'),
  at(6, 'il controllo PART-10 sulla garanzia definitiva')('garDef.aq.max'),
  at(6, 'il controllo PART-12 sulla fideiussione')('gar.fideiussione.forma'),
  at(6, 'i controlli PNRR-01–PNRR-03 sulle pari opportunità')('pariOpportunita.art47'),
  at(6, 'il controllo PUB-08 sull’avvio della consultazione')('avvioConsultazione'),
  ...['penali.min', 'penali.max'].map(at(6, 'il controllo EXE-04 sulle penali')),
  ...['anticipazione.max', 'anticipazione.sia'].map(at(6, 'il controllo EXE-06 sull’anticipazione')),
  ...['40000', '150000', '1000000', '5000000', '25000000', 'oltre'].map((band) =>
    at(6, 'il controllo EXE-08 sul bollo del contratto')(`bollo.contratto.${band}`),
  ),
  at(6, 'il controllo PROC-16 sul profilo del RUP e le verifiche d’ufficio')('incompatibilita.verifica'),
  // Checks on whoever is to win, with the documents they rest on.
  ...['antimafia.com.validita', 'antimafia.info.validita', 'antimafia.info.subcontratti', 'antimafia.base', 'antimafia.urgenza.dl76'].map(
    at(6, 'le verifiche antimafia sull’aggiudicatario (OE-03, OE-04)'),
  ),
  ...['fvoe.validita', 'durc.validita', 'requisiti.certificatoAde.validita', 'requisiti.visura.validita'].map(
    at(6, 'le verifiche sui documenti dell’aggiudicatario'),
  ),
  // What leaves the product: profiles of platforms, metadata, conservation.
  at(7, 'il controllo CAD-13 sulla dimensione dei file')('profilo.mepa.file.max'),
  ...['profilo.altre.file', 'profilo.altre.formato'].map(at(7, 'i profili di consegna alle piattaforme')),
  ...['metadati.elenco', 'metadati.sincro'].map(at(7, 'i metadati e l’indice di conservazione')),
  ...['conservazione.contratti', 'conservazione.gareAggiudicate'].map(at(7, 'il versamento in conservazione')),
  // Execution and money between the bodies.
  at(8, 'i termini dell’esecuzione')('collaudo.termine'),
]);

/** What a row of the register waits for; null where a rule reads it. */
export const waitingFor = (key: string): Waiting | null => waiting.get(key) ?? null;

/** The keys that no rule reads yet. */
export const waitingKeys: readonly string[] = [...waiting.keys()];
