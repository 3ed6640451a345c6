/** Value lists of the ANAC contract platform (PCP) that are in force at the reference date of the project. */

export const FUNZIONI_SVOLTE = {
  '1': 'Solo aggiudicazione',
  '2': 'Aggiudicazione e stipula del contratto',
  '3': 'Aggiudicazione, stipula ed esecuzione del contratto',
  '4': 'Proposta di aggiudicazione',
} as const;

export const CONDIZIONI_NEGOZIATA = {
  '25': 'Altre motivazioni',
  '33': 'Dopo una gara annullata, deserta o senza esito',
  '34': 'Infungibilità per opera d’arte',
  '35': 'Infungibilità per motivi tecnici',
  '36': 'Infungibilità per diritti esclusivi',
  '37': 'Estrema urgenza',
  '38': 'Scopo di ricerca',
  '39': 'Consegne complementari',
  '40': 'Forniture quotate sul mercato delle materie prime',
  '41': 'Condizioni particolarmente vantaggiose',
  '42': 'Progettazione che discende da un concorso',
  '43': 'Ripetizione di lavori o servizi analoghi',
  '44': 'Contraente vincolato da disposizioni sovraordinate',
  '45': 'Procedura negoziata sotto soglia',
  '46': 'Appalto specifico nel sistema dinamico di acquisizione',
} as const;

export const CATEGORIE_MERCEOLOGICHE = {
  '1': 'Farmaci',
  '2': 'Vaccini',
  '3': 'Stent',
  '4': 'Ausili per incontinenza',
  '5': 'Protesi d’anca',
  '6': 'Medicazioni generali',
  '7': 'Defibrillatori',
  '8': 'Pace-maker',
  '9': 'Aghi e siringhe',
  '10': 'Gestione delle apparecchiature elettromedicali',
  '11': 'Pulizia per gli enti del SSN',
  '12': 'Ristorazione per gli enti del SSN',
  '13': 'Lavanderia per gli enti del SSN',
  '14': 'Smaltimento di rifiuti sanitari',
  '15': 'Vigilanza armata',
  '16': 'Facility management di immobili',
  '17': 'Pulizia di immobili',
  '18': 'Guardiania',
  '19': 'Manutenzione di immobili e impianti',
  '20': 'Guanti',
  '21': 'Suture',
  '22': 'Ossigenoterapia',
  '23': 'Diabetologia territoriale',
  '24': 'Trasporto scolastico',
  '25': 'Manutenzione di strade (servizi e forniture)',
  '999': 'Nessuna delle categorie del DPCM 24 dicembre 2015',
} as const;

export const MOTIVAZIONE_CIG = {
  '1': 'Stazione appaltante non soggetta al DPCM 24 dicembre 2015',
  '2': 'Adesione a contratto di un soggetto aggregatore',
  '3': 'Soggetto aggregatore',
  '4': 'Soglia annua della categoria non raggiunta',
  '5': 'Contratto non attivo presso l’aggregatore o Consip',
  '6': 'Il fornitore non ha accettato ordinativi minimi',
  '7': 'Procedura avviata prima del DPCM',
} as const;

export const MOTIVO_URGENZA = {
  '1': 'Somma urgenza per beni culturali',
  '2': 'Somma urgenza e protezione civile',
  '4': 'Procedura negoziata per estrema urgenza',
  '5': 'Estrema urgenza per dissesto, sismica o sicurezza delle scuole',
  '7': 'Non applicabile',
} as const;

export const STRUMENTI_SVOLGIMENTO = {
  '2': 'Asta elettronica',
  '3': 'Mercato elettronico',
  '5': 'Piattaforma telematica di negoziazione',
  '6': 'Accordo quadro',
  '7': 'Sistema dinamico di acquisizione',
} as const;

export const TIPOLOGIA_LAVORO = {
  '6': 'Costruzione',
  '7': 'Demolizione',
  '8': 'Recupero',
  '9': 'Ristrutturazione',
  '10': 'Restauro',
  '12': 'Manutenzione ordinaria',
  '13': 'Manutenzione straordinaria',
} as const;

export const DISPOSIZIONI_PARTICOLARI = {
  '1': 'Non applicabile',
  '6': 'Beni culturali',
  '7': 'Ricerca e sviluppo',
  '8': 'Servizi sociali e assimilati',
  '9': 'Servizi di ristorazione',
  '10': 'Servizi di mensa',
  '11': 'Difesa e sicurezza',
} as const;

export const DEROGA_QUALIFICAZIONE = {
  '1': 'Servizi e forniture con strumenti telematici di centrali qualificate',
  '2': 'Come 1, settori speciali',
  '3': 'Manutenzione ordinaria fino a 1 milione con strumenti di centrali qualificate',
  '4': 'Servizi sociali fino a 750.000 € con strumenti di centrali qualificate',
  '5': 'Servizi sociali, settori speciali, fino a 1 milione',
  '6': 'Ordinanza commissariale',
  '7': 'Ordini su strumenti di acquisto di centrali e aggregatori',
  '8': 'Procedure svolte all’estero',
  '9': 'Servizi di ingegneria con qualificazione per l’importo dei lavori',
} as const;

export const MOTIVO_COLLEGAMENTO = {
  '1': 'Ripetizione di lavori o servizi analoghi',
  '2': 'Consegne complementari',
  '4': 'Dopo revoca dell’aggiudicazione o risoluzione',
  '5': 'Dopo una gara annullata o deserta',
  '6': 'Esecuzione o progettazione successiva ad altra progettazione',
  '7': 'Affidamento da concessionari o promotori',
  '8': 'Modifiche o varianti che chiedono una nuova procedura',
  '9': 'Progettazione che discende da un concorso',
  '10': 'Nessun collegamento',
  '11': 'Dopo un appalto pre-commerciale',
} as const;

export const TIPO_FINANZIAMENTO = {
  A: 'Fondi di bilancio della stazione appaltante',
  B: 'Fondi di bilancio dell’amministrazione competente',
  C01: 'Entrate vincolate: Unione europea',
  C02: 'Entrate vincolate: Stato',
  C03: 'Entrate vincolate: Regione',
  C04: 'Entrate vincolate: enti locali',
  C05: 'Entrate vincolate: altri enti pubblici',
  C06: 'Entrate vincolate: privati',
  D: 'Mutuo',
  E: 'Trasferimento di immobili',
  F: 'Economie su stanziamenti non vincolati',
  G: 'Capitali privati',
  H: 'Sfruttamento economico del bene',
  I: 'Altro',
} as const;

export const MISURE_PREMIALI = {
  '1': 'Nessun accertamento di atti discriminatori',
  '2': 'Strumenti di conciliazione fra cura, vita e lavoro',
  '3': 'Assunzione di persone con disabilità oltre la soglia',
  '4': 'Assunzione di donne oltre la soglia',
  '5': 'Assunzione di giovani sotto i 36 anni oltre la soglia',
  '6': 'Parità di genere rispettata nel triennio',
  '7': 'Misure per le pari opportunità fra generazioni',
  '8': 'Obblighi della L. 68/1999 rispettati nel triennio',
  '9': 'Dichiarazione non finanziaria volontaria',
  '10': 'Altro criterio sui divari di genere',
  '11': 'Altro criterio sui divari fra generazioni',
  '12': 'Altro criterio per l’inclusione dei lavoratori con disabilità',
  '13': 'Nessuna misura premiale',
} as const;

export const MOTIVO_DEROGA_QUOTE = {
  '1': 'Importo ridotto del contratto',
  '2': 'Mercato di riferimento',
  '3': 'Somma urgenza o protezione civile',
  '4': 'Clausola sociale di riassorbimento',
  '5': 'Scarsa occupazione femminile nel settore',
  '6': 'Esperienza o abilitazioni particolari',
  '7': 'Meno di tre assunzioni',
  '8': 'Altro',
  '9': 'Adesione a convenzione precedente alle linee guida',
} as const;
