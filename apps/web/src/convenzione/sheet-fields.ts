export type FieldKind = 'text' | 'code' | 'lines' | 'integer' | 'date' | 'boolean' | 'choice' | 'many' | 'money' | 'percent';

/** A field of the sheet of a convenzione, by its path below the part it stands in. */
export interface ConvenzioneField {
  readonly path: string;
  readonly kind: FieldKind;
  readonly options?: readonly string[];
  readonly wide?: boolean;
}

/** A list whose items people add and take away; `first` is what a new item starts with. */
export interface ConvenzioneList {
  readonly path: string;
  readonly fields: readonly ConvenzioneField[];
  readonly first: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  /** People add and take away items; those of the parties are fixed. */
  readonly open: boolean;
}

/** An article of the convenzione, or an act of its life. */
export interface ConvenzionePart {
  readonly id: string;
  readonly fields: readonly ConvenzioneField[];
  readonly list?: ConvenzioneList;
}

const text = (path: string, more: Partial<ConvenzioneField> = {}): ConvenzioneField => ({ path, kind: 'text', ...more });
const of = (kind: FieldKind, path: string, more: Partial<ConvenzioneField> = {}): ConvenzioneField => ({ path, kind, ...more });
const choice = (path: string, ...options: readonly string[]): ConvenzioneField => ({ path, kind: 'choice', options });

const payer = ['SUA', 'COMUNE'] as const;

const parties: ConvenzioneList = {
  path: 'contenuto/parti',
  open: false,
  first: {},
  fields: [
    text('denominazione', { wide: true }),
    of('code', 'codiceFiscale'),
    of('code', 'codiceIpa'),
    of('code', 'codiceAusa'),
    of('code', 'codiceCentroCosto'),
    of('code', 'codiceIstat'),
    of('integer', 'popolazione'),
    text('pec', { wide: true }),
    text('rappresentante/nome'),
    text('rappresentante/cognome'),
    text('rappresentante/carica', { wide: true }),
  ],
};
const scope: ConvenzioneList = {
  path: 'contenuto/ambito',
  open: true,
  first: { tipo: 'works', min: '0' },
  fields: [
    choice('tipo', 'works', 'services', 'supplies', 'concession'),
    choice('oggettoConcessione', 'works', 'services'),
    of('money', 'min'),
    of('money', 'max'),
    of('many', 'esclusioni', { options: ['AFFIDAMENTO_DIRETTO', 'SOMMA_URGENZA', 'ORDINE_MEPA'], wide: true }),
  ],
};
const times: ConvenzioneList = {
  path: 'contenuto/tempi',
  open: true,
  first: { unita: 'gg', sospendibile: true },
  fields: [
    choice('fase', 'ISTRUTTORIA', 'INTEGRAZIONI', 'INDIZIONE', 'AGGIUDICAZIONE'),
    of('integer', 'giorni'),
    choice('unita', 'gg', 'wd'),
    of('boolean', 'sospendibile'),
  ],
};
const organs: ConvenzioneList = {
  path: 'contenuto/consultazione',
  open: true,
  first: { riunioniAnno: 1, relazioneAnnuale: true },
  fields: [
    text('nome', { wide: true }),
    text('composizione', { wide: true }),
    of('integer', 'riunioniAnno'),
    of('boolean', 'relazioneAnnuale'),
  ],
};

/** The content, article by article (brief §1.4). Matrix and price lists have pages of their own. */
export const contentParts: readonly ConvenzionePart[] = [
  { id: 'parti', fields: [text('numero'), text('testo/versioneModello')], list: parties },
  {
    id: 'oggetto',
    fields: [
      of('many', 'contenuto/oggetto/funzioniSvolte', { options: ['1', '2', '3', '4'], wide: true }),
      of('many', 'contenuto/oggetto/attivita', { options: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'l', 'm', 'n'], wide: true }),
      of('lines', 'contenuto/oggetto/serviziFacoltativi', { wide: true }),
    ],
  },
  { id: 'ambito', fields: [], list: scope },
  {
    id: 'durata',
    fields: [
      of('date', 'contenuto/durata/inizio'),
      of('date', 'contenuto/durata/fine'),
      choice('contenuto/durata/rinnovo', 'ESPRESSO', 'NESSUNO'),
    ],
  },
  { id: 'tempi', fields: [], list: times },
  { id: 'personale', fields: [of('lines', 'contenuto/personale', { wide: true })] },
  {
    id: 'rapporti',
    fields: [
      choice('contenuto/rapporti/rimborsi/contributoAnac', ...payer),
      choice('contenuto/rapporti/rimborsi/pubblicita', ...payer),
      choice('contenuto/rapporti/rimborsi/commissione', ...payer),
      choice('contenuto/rapporti/rimborsi/piattaforma', ...payer),
      of('percent', 'contenuto/rapporti/quotaIncentivoPct'),
      of('integer', 'contenuto/rapporti/pagamentoGiorni'),
    ],
  },
  { id: 'consultazione', fields: [], list: organs },
  {
    id: 'contenzioso',
    fields: [
      choice('contenuto/contenzioso/difesa', ...payer),
      choice('contenuto/contenzioso/oneri', ...payer, 'RIPARTO'),
      of('percent', 'contenuto/contenzioso/quotaSuaPct'),
    ],
  },
  {
    id: 'privacy',
    fields: [
      choice('contenuto/privacy/forma', 'RESPONSABILE_ART_28', 'CONTITOLARITA_ART_26'),
      text('contenuto/privacy/atto', { wide: true }),
    ],
  },
  {
    id: 'anticorruzione',
    fields: [of('boolean', 'contenuto/anticorruzione/pattoIntegrita'), of('boolean', 'contenuto/anticorruzione/protocolloLegalita')],
  },
  {
    id: 'recesso',
    fields: [
      of('integer', 'contenuto/recesso/preavvisoGiorni'),
      of('boolean', 'contenuto/ultrattivita'),
      of('boolean', 'contenuto/nuoveAdesioni/ammesse'),
      of('boolean', 'contenuto/nuoveAdesioni/conDelibera'),
    ],
  },
];

const deliberation = (part: string): readonly ConvenzioneField[] => [
  text(`${part}/numero`),
  of('date', `${part}/data`),
  of('date', `${part}/pubblicataIl`),
  of('boolean', `${part}/immediatamenteEseguibile`),
  of('boolean', `${part}/pareri`),
];

/** The acts of its life, in their order (brief §1.6). */
export const actParts: readonly ConvenzionePart[] = [
  {
    id: 'richiesta',
    fields: [
      text('atti/richiesta/protocollo'),
      of('date', 'atti/richiesta/protocollataIl'),
      text('atti/richiesta/firmatario', { wide: true }),
      of('integer', 'atti/richiesta/garePreviste'),
      of('money', 'atti/richiesta/importoPrevisto'),
    ],
  },
  { id: 'istruttoria', fields: [text('atti/istruttoria/responsabile'), of('boolean', 'atti/istruttoria/ausaAttiva')] },
  { id: 'deliberaComune', fields: deliberation('atti/deliberaComune') },
  { id: 'deliberaProvincia', fields: deliberation('atti/deliberaProvincia') },
  {
    id: 'attivazione',
    fields: [
      text('atti/attivazione/repertorio'),
      text('atti/attivazione/protocollo'),
      text('atti/attivazione/referenti', { wide: true }),
      of('boolean', 'atti/attivazione/presaInCarico'),
    ],
  },
  {
    id: 'sospensione',
    fields: [
      text('atti/sospensione/motivo', { wide: true }),
      text('atti/sospensione/atto'),
      of('date', 'atti/sospensione/dal'),
      choice('atti/sospensione/fascicoliAperti', 'PROSEGUONO', 'SI_FERMANO'),
    ],
  },
  {
    id: 'recesso',
    fields: [
      of('date', 'atti/recesso/dataComunicazione'),
      of('date', 'atti/recesso/dataEffetto'),
      text('atti/recesso/pec', { wide: true }),
    ],
  },
  {
    id: 'risoluzione',
    fields: [text('atti/risoluzione/motivo', { wide: true }), text('atti/risoluzione/atto'), of('date', 'atti/risoluzione/dal')],
  },
  {
    id: 'rinnovo',
    fields: [
      of('date', 'atti/rinnovo/inizio'),
      of('date', 'atti/rinnovo/fine'),
      ...deliberation('atti/rinnovo/deliberaComune'),
      ...deliberation('atti/rinnovo/deliberaProvincia'),
    ],
  },
  {
    id: 'chiusura',
    fields: [of('money', 'atti/chiusura/saldo'), choice('atti/chiusura/fascicoliAperti', 'NESSUNO', 'ULTRATTIVITA', 'TRASFERITI')],
  },
];
